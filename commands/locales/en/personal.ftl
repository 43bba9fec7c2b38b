# What each person decides for themselves.

help-language = Changes your language: Swedish or English.
help-language-more = It holds for every answer and message to you, in all rooms. Commands work in both languages whichever you choose. Write `default` to have the room's language.
help-language-example = `{ $prefix }language sv`

help-remind = Decides when you are reminded of your shifts.
help-remind-more = Write how long before the shift, at most five times: from 5 minutes to 14 days (m, h, d). With `off` you get no reminders, with `default` the usual ones.
    It also holds for shifts you are signed up for already. I do not write at night.
help-remind-example = `{ $prefix }remind 24h 2h`

# $change (what to type); for who does not read English
language-shown = I answer you in English. För svenska, skriv { $change }.
# $help (what to type)
language-set = Done, from now on I answer you in English. { $help } shows what you can write.
# $text (what was written)
error-language = I know Swedish and English, but not { $text }. Nothing was changed. Write `sv` or `en`.

# $length (length of time)
remind-time = { $length } before
# $times (list, or none), $usual (true: as the house has it), $change, $off, $standard (what to type)
remind-shown = { $times ->
    [none] You get no reminders before your shifts. Write { $change } to get some.
   *[other] You are reminded of each shift { $times }.{ $usual ->
        [true] {" "}Write for example { $change } for other times, { $off } for none.
       *[false] {" "}{ $standard } brings the usual times back, { $off } means none.
    }
 }
# as remind-shown
remind-set = { $times ->
    [none] Done, you get no reminders before your shifts. { $standard } brings them back.
   *[other] Done, you are reminded of each shift { $times }, also those you are signed up for already.{ $usual ->
        [true] {" "}These are the usual times. Write for example { $change } for others, { $off } for none.
       *[false] {" "}{ $standard } brings the usual times back, { $off } means none.
    }
 }
# $problem (word), $text (what was written, or none), $soonest, $earliest (lengths of time), $most (number), $example
error-remind = { $problem ->
    [range] { $text } is not possible: a reminder comes at the earliest { $earliest } and at the latest { $soonest } before the shift.
    [many] That is too many: you can have at most { $most } reminders for each shift.
   *[unreadable] I cannot read { $text } as a time before the shift.
 } Nothing was changed. Write for example { $example }.
