# Cards of coming shifts and questions about days: messages in a room that are kept up to date, with numbers to press.
# Of a shift there is always $number, $slug, $title, $when, $place, $seats, $left and $booked (see commands/wording.py).

# $choice (1–9)
part-choice = { $choice ->
    [1] 1️⃣
    [2] 2️⃣
    [3] 3️⃣
    [4] 4️⃣
    [5] 5️⃣
    [6] 6️⃣
    [7] 7️⃣
    [8] 8️⃣
   *[9] 9️⃣
 }

## Cards

help-card = Puts up a card of an activity's coming shifts in the room.
help-card-more = The card shows how many seats are left and keeps up to date. Everybody signs up by pressing a number, and leaves by taking it away. The numbers never change their shift. Where I may pin messages I pin it. A new card replaces the old one.
help-card-example = `{ $prefix }card ringstuga`

# $shifts (list), $more (shifts without a number, number), $example (a shift's number, or none), $place (text or none), $slug, $prefix
card-list = **{ $title }**{ part-place }
    { $shifts ->
        [none] No coming shifts just now.
       *[other] Press the number to sign up, take it away to leave.
    }
    { $shifts }
    { $example ->
        [none] {""}
       *[other] You can also write `{ $prefix }signup #{ $example }`.
    }{ $more ->
        [0] {""}
        [one] {" "}Write `{ $prefix }shifts { $slug }` to see one more.
       *[other] {" "}Write `{ $prefix }shifts { $slug }` to see { $more } more.
    }
# $choice (1–9), $state (open, full, closed or cancelled), $waiting, $missing (numbers), $roles (free roles, or none)
card-line = { part-choice } { $when }{ part-place } (#{ $number }){ $state ->
    [cancelled] : cancelled
    [closed] : closed for sign-ups
    [full] : full{ $waiting ->
        [0] {""}
       *[other] , { $waiting } waiting
    }
   *[open] { $left ->
        [none] {""}
        [one] : 1 seat left
       *[other] : { $left } seats left
    }{ $missing ->
        [0] {""}
        [one] , 1 more needed
       *[other] , { $missing } more needed
    }{ $roles ->
        [none] {""}
       *[other] , free roles: { $roles }
    }{ part-unguided }
 }
# $role (text), $left (number)
card-role = { $role } { $left }
# $slug, $prefix
card-replaced = **{ $title }**
    This card is replaced by a newer one, further down in the room. Numbers that stand here already count, and can be taken away.
# $archived (true: the activity is over), $slug, $prefix
card-over = **{ $title }**
    { $archived ->
        [true] The activity is over.
       *[false] All shifts of this card have been. Those responsible put up a new one with `{ $prefix }card { $slug }`.
    }
# $slug, $prefix
error-card-closed = { $archived ->
    [true] **{ $title }** is over, so nothing is changed. Write `{ $prefix }shifts` to see what else comes.
   *[false] This card is replaced or over, so nothing is changed. Press the new card for **{ $title }**, or write `{ $prefix }shifts { $slug }`.
 }
# $add (to type)
error-card-empty = **{ $title }** has no coming shifts to show on a card, so nothing is put up. Write for example { $add } to add a shift first.
error-board-direct = Here it is just you and me, so nobody else can press anything. Nothing is put up. Write the same in the room where it is to stand.

## Which day?

help-poll = Asks in the room on which days people can.
help-poll-more =
    Write what it is about, the days and the time: two to nine days, at one time or each at its own (`14/5 18-20 15/5 19-21`). Several words need quotation marks.
    Everybody presses the numbers of the days on which they can, and I show how many can, never who. End it with `{ $prefix }poll close`.
help-poll-example = `{ $prefix }poll chairs 14/5 15/5 21/5 18-20`
help-poll-close = Ends the question about days and makes the best day a shift.
help-poll-close-more = The day on which most can becomes a shift; where as many can on several, the first of them. Those who could then are asked by direct message whether they want to be there. If nobody has answered, `anyway` is needed, and there will be no shift. Should you forget it I remind you once, the day before the first day on which somebody can.
help-poll-close-example = `{ $prefix }poll close chairs`

# $days (list), $slug, $prefix
poll-list = **{ $title }**: on which days can you?
    Press the number of each day on which you can. Take it away if that changes.
    { $days }
    Those responsible end it with `{ $prefix }poll close`.
# $choice (1–9), $can (number), $past (true: has been)
poll-line = { part-choice } { $when }: { $past ->
    [true] has been
   *[false] { $can } can
 }
# $can (number), $slug, $prefix
poll-decided = **{ $title }** will be { $when }{ part-place } (#{ $number }). { $can ->
    [0] The question is closed.
    [one] One has said that they can.
   *[other] { $can } have said that they can.
 } Do you want to be there? Write `{ $prefix }signup #{ $number }`.
poll-called-off = **{ $title }** was to be { $when } (#{ $number }), but that shift is cancelled.
# $slug, $prefix
poll-over = **{ $title }**: the question about days is closed, and no shift came of it.
# $can, $asked (numbers), $new (true: the shift is new), $edit (to type)
poll-close-done = **{ $title }** will be { $when }{ part-place } (#{ $number }): { $can ->
    [one] one can then.
   *[other] { $can } can then.
 }{ $asked ->
    [0] {""}
    [one] {" "}One is asked by direct message.
   *[other] {" "}{ $asked } are asked by direct message.
 } { $new ->
    [true] Seats and place are set with { $edit }.
   *[false] The shift was there already.
 }
poll-close-empty = The question about **{ $title }** is closed. Nobody had answered, so no shift came of it.
# $polls (list), $example (to type)
poll-close-choose = Several questions are open, and none is closed yet. Which one do you mean?
    { $polls }
    React with 1️⃣, 2️⃣ …, or write for example { $example }.
# $moved (true: the shift is at another time than the day they said), $prefix
poll-offer = { $moved ->
    [true] The shift that came of the question about days has a new time:
   *[false] It became a day on which you can:
 } **{ $title }**, { $when }{ part-place } (#{ $number }). Do you want to be there{ $moved ->
    [true] {" "}then
   *[false] {""}
 }? Answer **yes** or **no**, or press ✅ or ❌. Without an answer you are not signed up.
poll-offer-off = Nothing will come of **{ $title }**, { $when } (#{ $number }), which I asked you about: the shift is cancelled. You need not answer.
poll-declined = Thank you for the answer! You are not signed up for **{ $title }**, { $when } (#{ $number }).

# $can (number), $slug, $prefix
poll-waiting = The question about **{ $title }** is still open. Best just now is { $when }: { $can ->
    [one] one can then.
   *[other] { $can } can then.
 } Press ✅, or write `{ $prefix }poll close { $slug }`, and the best day becomes a shift, and those who can are asked whether they want to be there. Otherwise I wait until all days have been, and then there will be no shift.
# $slug, $prefix
poll-ended = All days of the question about **{ $title }** have been, so it is closed, and no shift came of it. Do you want to ask again? Write `{ $prefix }poll { $slug }` in the room, with new days and a time.
# $became (the shift, or none), $number (its number, or none), $prefix
error-poll-closed = The question about **{ $title }** is closed, so your number does not count. { $became ->
    [none] Write `{ $prefix }shifts` to see what is coming.
   *[other] It became { $became }. Do you want to be there? Write `{ $prefix }signup #{ $number }`.
 }

# $text (what was written), $example (to type)
error-poll-title = { $text } cannot be used as a name, so nothing is asked. Begin with what it is about and then the days, for example { $example }.
# $problem (word, see commands/rules/when_problem.py), $text (what was written, or none), $example (to type)
error-poll-days = { $problem ->
    [past] { $text } has been already.
    [no-time] It does not say at what time.
    [impossible] There is no such day or time as { $text }.
    [backwards] In { $text } the end is not after the start.
    [too-long] { $text } is longer than a day and a night.
    [too-far] { $text } is more than two years away.
    [weekday] In { $text } the day of the week does not fit the date.
    [gap] The time { $text } does not exist: in that night the clock goes forward.
    [fold] The time { $text } comes twice: in that night the clock goes back.
   *[unreadable] I do not understand the days{ $text ->
        [none] {""}
       *[other] {" "}at { $text }
    }.
 } Nothing is asked. Write for example { $example }.
# $count, $most (numbers), $example (to type)
error-poll-number = { $count ->
    [0] There are no days to choose from.
    [one] There is only one day, and nothing to choose from.
   *[other] These are { $count } days, and there are numbers only for { $most }.
 } Nothing is asked. Write for example { $example }.
# $close (to type)
error-poll-open = A question about **{ $title }** is open here already, so nothing new is asked. Close it first with { $close }.
# $text (what was written, or none), $poll, $example (to type)
error-poll-none = { $text ->
    [none] There is no open question about days that you can close here.
   *[other] There is no open question about { $text } that you can close.
 } Nothing is changed. With { $poll } you ask one, for example { $example }.
# $again (to type)
error-poll-nobody = Nobody has said that they can on any of the days left for **{ $title }**, so there will be no shift, and the question is still open. Do you want to close it all the same? Write { $again }.
