# Stand-ins: somebody else takes over a seat.
# Of a shift there always are $number, $slug, $title, $when, $place, $seats, $left and $booked (see commands/wording.py).

help-standin = Looks for somebody who can take your shift.
help-standin-more =
    I ask the waiting line first, then those who usually come and are free then, and last of all the room. The shift is yours until somebody has said yes.
    Add `off` after the number if you change your mind. With `standin off` alone you are not asked to step in for others; `standin on` takes that back.
help-standin-example = `{ $prefix }standin #12`
help-swap = Asks one certain person to take your shift.
help-swap-more = Nobody else is asked. The shift is yours until that person has said yes, and I tell you whatever the answer is.
help-swap-example = `{ $prefix }swap #12 @bo:example.org`

## Whoever looks for somebody

# $text (what was written, or none), $shared (shift-shared or none), $shifts (list), $more (number), $example (to type)
standin-choose =
    Which of your shifts is it about? Nothing is changed yet.{ part-shared }
    { $shifts }
    { part-choose }
# $stage (line, people or room), $asked (how many have the question and have not answered)
part-standin-stage = { $stage ->
    [line] Just now I am asking whoever is first in the waiting line.
    [people] Just now I am asking { $asked ->
        [one] one person who usually comes and is free then.
       *[other] { $asked } people who usually come and are free then.
    }
   *[room] Just now I have asked in the room.
 }
# $off (to type)
standin-started = I am looking for somebody who can take your shift **{ $title }**, { $when } (#{ $number }). { part-standin-stage } The shift is yours until somebody has said yes; I tell you at once. If you change your mind, write { $off }.
standin-already = I am already looking for somebody who can take **{ $title }**, { $when } (#{ $number }). { part-standin-stage } Until then the shift is yours. If you change your mind, write { $off }.
standin-withdrawn = Then I no longer look for somebody to take **{ $title }**, { $when } (#{ $number }). The shift is yours, just as before.
# $who (name, or none)
standin-found = { $who ->
    [none] Somebody has taken over
   *[other] { $who } has taken over
 } your shift **{ $title }**, { $when } (#{ $number }). You are no longer signed up and need not do anything more.
# $prefix
standin-nobody = I have not found anybody who can take **{ $title }**, { $when }{ part-place } (#{ $number }). So you are still down for it. If you cannot come at all, write `{ $prefix }leave #{ $number }`. If I do find somebody, I will tell you.
# $prefix
standin-moved = **{ $title }** (#{ $number }) has another time now: { $when }. So I no longer look for somebody to take your shift. If you cannot come then either, write `{ $prefix }standin #{ $number }`.

# To the lead. $before and $who (names)
standin-lead = { $who } comes instead of { $before } to **{ $title }**, { $when } (#{ $number }). The roster is changed.
# $who (name)
standin-nobody-lead = { $who } cannot come to **{ $title }**, { $when }{ part-place } (#{ $number }), and I have not found anybody else. { $who } is still down for it.

## Whoever is asked

# $role (text or none), $until (time), $in_line (true: is in the waiting line), $prefix
standin-ask = Somebody cannot come to **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-role } { $in_line ->
    [true] You are in the waiting line: would you like the seat? If you say no, you keep your place in the line.
   *[false] Can you step in?
 } Answer **yes** or **no**, or press ✅ or ❌, by { $until }. If you do not want such questions, write `{ $prefix }standin off`.
# $role (text or none), $prefix
standin-room = Somebody cannot come to **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-role } Can you step in? Press ✅ or write `{ $prefix }yes #{ $number }`.
# $guests (number), $role (text or none)
standin-done = Thank you! You take over the shift: **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-guests }{ part-role }
# $off (to type)
standin-declined = Thank you for answering! This is about **{ $title }**, { $when } (#{ $number }). If you do not want such questions, write { $off }.
# $other (a shift), $again (to type)
standin-overlap-confirm = **{ $title }**, { $when } (#{ $number }), overlaps with a shift that you have already: { $other }. Nothing is changed. If you want both, write { $again }.
# $again (to type)
standin-off = Then I do not ask you to step in for others. If you change your mind, write { $again }.
standin-on = Then I may ask you when somebody needs a stand-in. If you would rather not, write { $again }.

# $shifts (to type)
error-standin-taken = Thank you for being willing! Somebody was faster and takes **{ $title }**, { $when } (#{ $number }), so nothing is changed for you. { $shifts } shows where there are seats.
# $why (cancelled, begun, waits or none), $leave and $mine (to type)
error-standin-seat = { $why ->
    [cancelled] **{ $title }**, { $when } (#{ $number }), is cancelled, so you need no stand-in. Nothing is changed. { $mine } shows your shifts.
    [begun] **{ $title }**, { $when } (#{ $number }), has begun, so it is too late for a stand-in. Nothing is changed. { $mine } shows your shifts.
    [waits] You have no seat on **{ $title }**, { $when } (#{ $number }); you are waiting for one. Nothing is changed. If you do not want to wait, write { $leave }.
   *[other] You have no seat on **{ $title }**, { $when } (#{ $number }), that somebody could take over. Nothing is changed. { $mine } shows your shifts.
 }
# $again (to type)
error-standin-none = I am not looking for a stand-in for **{ $title }**, { $when } (#{ $number }), so nothing is changed. If you want me to, write { $again }.
# $why (own, has-seat, skill or seats), $party (number), $off and $leave (to type)
error-standin-cannot = { $why ->
    [own] It is your own shift, **{ $title }**, { $when } (#{ $number }), so nothing is changed. If you can come after all, write { $off }, and I stop looking.
    [has-seat] You have a seat on **{ $title }**, { $when } (#{ $number }), already, so nothing is changed. Thank you all the same!
    [skill] The seat on **{ $title }**, { $when } (#{ $number }), is for those who can do that role, as an organizer has said. Nothing is changed. Thank you all the same!
   *[seats] There is not room for the { $party } of you on **{ $title }**, { $when } (#{ $number }), so nothing is changed and you are still in the waiting line. If you would rather come alone, write { $leave } and then say yes again.
 }

## One certain person

# $who (name, or none), $until (time), $off (to type)
swap-asked = I have asked { $who ->
    [none] the person
   *[other] { $who }
 } about **{ $title }**, { $when } (#{ $number }), and wait for an answer until { $until }. The shift is yours until it is yes. If you change your mind, write { $off }.
swap-already = I have already asked { $who ->
    [none] the person
   *[other] { $who }
 } about **{ $title }**, { $when } (#{ $number }), and am waiting for an answer. Until then the shift is yours. If you change your mind, write { $off }.
# $who (name), $role (text or none), $other (a shift that it overlaps with, or none), $until (time), $prefix
swap-ask = { $who } wonders whether you can take over **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-role }{ $other ->
    [none] {""}
   *[other] {" "}The shift overlaps with { $other }.
 } Answer **yes** or **no**, or press ✅ or ❌, by { $until }. If you do not want such questions, write `{ $prefix }standin off`.
# $who (name), $begun (true: the shift has begun), $prefix
swap-declined = { $who } cannot take **{ $title }**, { $when } (#{ $number }). The shift is still yours. Should I look for somebody else? Write `{ $prefix }standin #{ $number }`.
swap-unanswered = { $who ->
    [none] The person you asked
   *[other] { $who }
 } has not answered about **{ $title }**, { $when } (#{ $number }). { $begun ->
    [true] The shift has begun, and it is yours.
   *[false] The shift is still yours. Should I look for somebody else? Write `{ $prefix }standin #{ $number }`.
 }
# $why (self, name, unknown or cannot), $text (what was written), $example and $standin (to type)
error-swap = { $why ->
    [self] The shift is yours already, so nothing is changed. Write somebody else's account.
    [name] { $text } is a name, and I can only ask an account. Nothing is changed. Write for example { $example }.
    [unknown] I do not know { $text } and have asked nobody, so nothing is changed. Check the account, or let them write to me first.
   *[cannot] That person cannot take over this very seat, so I have not asked and nothing is changed.
 } Should I look for anybody at all? Write { $standin }.
