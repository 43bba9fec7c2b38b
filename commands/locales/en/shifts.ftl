# Shifts: looking, adding, changing, cancelling. What a shift has is said in signup.ftl.

## Looking

help-shifts = Shows the shifts that are coming.
help-shifts-more =
    By itself those of the next two weeks. After the command there may be an activity, a time (`tue`, `next week`, `june`) or both.
    With a shift's number, all about that shift.
help-shifts-example = `{ $prefix }shifts ringstuga next week`

# $shared (shift-shared or none), $shifts (list), $more (number), $later and $signup (to type, or none)
shifts-list =
    Coming shifts{ $shared ->
        [none] {""}
       *[other] , { $shared }
    }:
    { $shifts }
    { $more ->
        [0] {""}
        [one] One more comes later. Write { $later }.
       *[other] { $more } more come later. Write { $later }.
    }
    { $signup ->
        [none] {""}
       *[other] To take part, write for example { $signup }.
    }
# $line (a shift-line)
shifts-line = { $line }
shifts-line-own = { $line }, you are signed up
shifts-line-begun = **#{ $number }** { part-title }{ $when }{ part-place }, has begun
# $activity, $text (what was written), $next (a shift), $add (to type): each may be none
shifts-none = { $activity ->
    [none] No shifts are planned
   *[other] No shifts of **{ $activity }** are planned
 }{ $text ->
    [none] {" "}just now.
   *[other] {" "}for { $text }.
 }{ $next ->
    [none] {""}
   *[other] {" "}The next to come is { $next }.
 }{ $add ->
    [none] {""}
   *[other] {" "}Write for example { $add } to add one.
 }
# $minimum (number or none), $about, $audience (text or none), $state (word), $own (true/false), $typed (to type)
shifts-one = **{ $title }**, { $when }{ part-place } (#{ $number }). { $about }
    { $audience ->
        [none] {""}
       *[other] For { $audience }.{" "}
    }{ $state ->
        [cancelled] The shift is cancelled.
        [over] The shift is over.
        [started] The shift has begun.
        [closed] The shift is closed for sign-ups.
        [full] The shift is full.
       *[open] { $left ->
            [none] There are seats.
            [one] 1 seat is free.
           *[other] { $left } seats are free.
        }
    }{ $minimum ->
        [none] {""}
       *[other] {" "}It needs at least { $minimum }, and { $booked ->
            [0] nobody is signed up yet
            [one] 1 is signed up
           *[other] { $booked } are signed up
        }.
    }
    { $own ->
        [true] You are signed up. If you cannot come, write { $typed }.
       *[false] { $state ->
            [open] To take part, write { $typed }.
           *[other] {""}
        }
    }

## Adding

help-shift-add = Adds a shift, or a series.
help-shift-add-more =
    What is not named is as the activity says (see `{ $prefix }help activity add`); if nothing is said there, seats have no limit. A shift with fewer than `min=` people is named in the daily digest.
    For a series add `every=week`, `2weeks` or `month`, and `until=` with the last day: `every=week until=30/6`. Days to be left out are written `skip="1 may, 6 june"`.
help-shift-add-example = `{ $prefix }shift add ringstuga tue 18-20 seats=8 min=3`

# $taken, $unfit (taken-… in a sentence, or none), $signup (to type)
shift-added = New shift: { part-new }. To take part, write { $signup }. { part-taken }
part-seats = { $seats ->
    [none] {""}
    [one] , 1 seat
   *[other] , { $seats } seats
 }
# $count (number), $first, $last (shifts), $there (numbers of those there before, or none), $skipped, $holidays (lists), $left_out, $missed (days), $taken, $unfit (taken-… in a sentence, or none), $shifts (to type)
shift-series-added =
    { $count ->
        [one] { $there ->
            [none] The series became just one shift:
           *[other] One more shift has been added:
        } **{ $title }**, { $first }.
       *[other] { $count } shifts of **{ $title }** have been added, from { $first } to { $last }.
    }{ $there ->
        [none] {""}
       *[other] {" "}There already: { $there }.
    }{ $skipped ->
        [none] {""}
       *[other] {" "}These were left out:
    }
    { $skipped }
    { part-left-out }{ part-missed }{ part-taken }{ $shifts } shows them all.
    { $holidays }
series-end = { $when } (#{ $number })
# $day (date), $reason (gap or no-such-day)
series-skipped = { $reason ->
    [gap] { $day }: the clock goes forward over that very hour
    [fold] { $day }: the clock goes back, and that time comes twice
   *[no-such-day] { $day }: the month ends there
 }
# $count (number), $title, $first, $last (times), $anyway (to type)
shift-series-confirm = That makes { $count } shifts of **{ $title }**, from { $first } to { $last }. Nothing is added yet. If that is what you mean, write the same once more with { $anyway } at the end. Otherwise choose an earlier last day with `until=`.
# $text (what was written), $when (time or date), $anyway (to type)
shift-year-confirm = { $text } has just been, so it would be { $when }. Nothing is changed yet. If that is what you mean, write the same once more with { $anyway } at the end, or with the year. Otherwise choose another date.
# $wanted (how many were to be added), $count (how many of them exist), $new (how many are new), $numbers (of those that exist), $edit, $anyway (to type)
exists-shift = { $wanted ->
    [one] { $new ->
        [0] The shift exists already:
       *[other] At the same time there is already
    } **{ $title }**, { $when }{ part-place } (#{ $number }).
   *[other] { $new ->
        [0] All { $wanted } shifts
       *[other] { $count } of the { $wanted } shifts
    } of **{ $title }** { $count ->
        [one] exists
       *[other] exist
    } already: { $numbers }.
 } Nothing is changed. { $new ->
    [0] To change one, write { $edit } and what is to be different. If another is needed at the same time, give it a place of its own with `place=`.
    [one] Write the same once more with { $anyway } at the end, and I add one more.
   *[other] Write the same once more with { $anyway } at the end, and I add { $new } more.
 }
# $until (date), $first (time)
error-series-until = The last day, { $until }, comes before the first shift, { $first }. Nothing is changed. Choose a later last day with `until=`.
# $most (number), $until (date)
error-series-long = Until { $until } there would be more than { $most } shifts, too many at a time. Nothing is changed. Choose an earlier last day with `until=`.

## Seats and minimum

# $most, $seats, $minimum, $booked, $number (numbers or none)
error-seats-range = A shift can have 1 to { $most } seats, and nothing is changed. Write for example `seats=8`, or `seats=none` for no limit.
error-seats-minimum = { $seats ->
    [none] The minimum can be 0 to { $most }, not { $minimum }.
   *[other] The minimum, { $minimum }, must be between 0 and the number of seats, { $seats }.
 } Nothing is changed. Write for example { $seats ->
    [none] `seats=8 min=3`
   *[other] `seats={ $seats } min={ $seats }`
 }.
error-seats-booked = { $booked } seats on shift #{ $number } are taken, so it cannot have just { $seats }. Nothing is changed{ $begun ->
    [true] : the shift has begun, and nobody loses their seat then.
   *[false] . Shall the last who signed up go to the head of the waiting line? Write the same again with `anyway` at the end.
 }

## Changing

help-shift-edit = Changes the time, place or seats of a shift.
help-shift-edit-more =
    What is not named stays as it is: `19-21` keeps the day, `wed` keeps the hours. `seats=none` takes the limit away, `place=none` the shift's own place.
    Of a series only this shift is changed; `which=following` takes those after it too, `which=all` all that have not been.
    If the shift is named other than by number, write the new time as `when=`. Those booked are told of a new time or place.
help-shift-edit-example = `{ $prefix }shift edit #12 wed 18-20 seats=10`

# $changes (list), $told, $untold (numbers), $names (names, or none), $later (to type, or none), $more (number)
shift-edited =
    Shift #{ $number }, **{ $title }**, is changed:
    { $changes }
    { part-told }{ part-untold }{ part-later }
# $now, $was (number, text, time or none)
shift-change-time = time: { $now } (was { $was })
shift-change-place = place: { $now ->
    [none] none given
   *[other] { $now }
 }{ $was ->
    [none] {""}
   *[other] {" "}(was { $was })
 }
shift-change-seats = seats: { $now ->
    [none] no limit
   *[other] { $now }
 }{ $was ->
    [none] {""}
   *[other] {" "}(was { $was })
 }
shift-change-minimum = minimum: { $now ->
    [none] none
   *[other] { $now }
 }{ $was ->
    [none] {""}
   *[other] {" "}(was { $was })
 }
shift-change-roles = roles: { $now ->
    [none] none
   *[other] { $now }
 }{ $was ->
    [none] {""}
   *[other] {" "}(was { $was })
 }
shift-change-confirm = those booked confirm: { $now ->
    [none] no
   *[other] { $now } before
 }{ $was ->
    [none] {""}
   *[other] {" "}(was { $was } before)
 }
shift-unchanged = Shift #{ $number }, **{ $title }**, { $when }, was like that already. Nothing is changed.

# To whoever changed it: who will be told. $told, $untold (numbers), $names (names, or none)
part-told = { $told ->
    [0] {""}
    [one] One person is told by direct message.{" "}
   *[other] { $told } people are told by direct message.{" "}
 }
part-untold = { $untold ->
    [0] {""}
    [one] { $names ->
        [none] One person has no chat and needs a call; I am sending you the name directly.{" "}
       *[other] Without chat, and in need of a call: { $names }.{" "}
    }
   *[other] { $names ->
        [none] { $untold } people have no chat and need a call; I am sending you the names directly.{" "}
       *[other] Without chat, and in need of a call: { $names }.{" "}
    }
 }

# To whoever changed it, by direct message: $what (shift-moved or shift-cancelled), $names (list)
untold-names = { $what ->
    [shift-cancelled] Cancelled. Without chat, and in need of a call:
   *[other] Changed. Without chat, and in need of a call:
 }
    { $names }
# $name (text), $shifts (shifts in a sentence)
untold-line = { $name }: { $shifts }
# In a question: who only waits for a seat, or was offered one. $waiting (number)
part-waiting = { $waiting ->
    [0] {""}
    [one] , and one waits for a seat
   *[other] , and { $waiting } wait for a seat
 }
# Who would be told, in a question. $reached, $unreached (numbers)
part-reach = { $reached ->
    [0] {""}
    [one] {" "}One will be told by direct message.
   *[other] {" "}{ $reached } will be told by direct message.
 }{ $unreached ->
    [0] {""}
    [one] {" "}One has no chat and needs a call.
   *[other] {" "}{ $unreached } have no chat and need a call.
 }

# To those booked, or only waiting ($waited). $count (number), $shifts (moved-line or a list), $number (number), $prefix
shift-moved =
    { $count ->
        [one] A shift that you { $waited ->
            [true] wait for a seat on
           *[false] are signed up for
        } has changed.
       *[other] { $count } shifts that you are signed up for or wait for have changed:
    }
    { $shifts }
    { $waited ->
        [true] If you do not want to wait any longer,
       *[false] If you cannot come,
    } write { $count ->
        [one] {""}
       *[other] for example{" "}
    }`{ $prefix }leave #{ $number }`.
# $before (moved-before, or none)
moved-line = **{ $title }** (#{ $number }) is now { $when }{ part-place }.{ $before ->
    [none] {""}
   *[other] {" "}It was: { $before }.
 }
moved-before = { $when }{ part-place }

## Cancelling

help-shift-cancel = Cancels a shift.
help-shift-cancel-more = If anybody is booked I ask first; add `anyway` when it is to be done. Those booked are told by direct message. Of a series, add `which=following` or `which=all`.
help-shift-cancel-example = `{ $prefix }shift cancel #12`

# $people, $waiting, $reached, $unreached, $count (numbers), $numbers (the shifts, or none for a single one), $again (to type)
shift-cancel-confirm = { $people ->
    [0] Nobody is booked
    [one] One person is booked
   *[other] { $people } people are booked
 } on { $numbers ->
    [none] **{ $title }**, { $when } (#{ $number })
   *[other] { $count } shifts of **{ $title }** ({ $numbers })
 }{ part-waiting }.{ part-reach } Nothing is changed yet. { $numbers ->
    [none] Press ✅ or write { $again } if it is to be cancelled.
   *[other] Write { $again } if they are to be cancelled.
 }
# $told, $untold (numbers), $names (names, or none), $later (to type, or none), $more (number)
shift-cancel-done = **{ $title }**, { $when } (#{ $number }), is cancelled. { part-told }{ part-untold }{ part-later }

# To those who were booked, or only waited ($waited). $count (number), $shifts (cancelled-line or a list)
shift-cancelled = { $count ->
    [one] A shift that you { $waited ->
        [true] waited for a seat on
       *[false] were signed up for
    } is cancelled, I am sorry.
   *[other] { $count } shifts that you were signed up for or waited for are cancelled, I am sorry:
 }
    { $shifts }
    You need do nothing.
# $again (true: that it was changed may have remained unknown)
cancelled-line = **{ $title }**, { $when }{ part-place } (#{ $number }){ $again ->
    [true] . The shift had just been changed, so you may have another time in mind: it will not be at its old time either
   *[false] {""}
 }

# $add (to type: a new shift instead of the one to be opened, or none)
error-shift-cancelled = Shift #{ $number }, **{ $title }**, { $when }, is cancelled { $add ->
    [none] already. Nothing is changed.
   *[other] and cannot be opened again. Nothing is changed. Write { $add } to add a new one.
 }
error-shift-over = Shift #{ $number }, **{ $title }**, { $when }, is over and cannot be changed any more. Nothing is changed.

## Closing and opening

help-shift-close = Closes a shift for sign-ups.
help-shift-close-more = Those booked stay booked. Organizers and leads can still book people. Of a series, add `which=following` or `which=all`.
help-shift-close-example = `{ $prefix }shift close #12`
help-shift-open = Opens a shift for sign-ups again.
help-shift-open-more = Whoever wants to can then sign up as usual, as long as there are seats. Of a series, add `which=following` or `which=all`.
help-shift-open-example = `{ $prefix }shift open #12`

# $again (to type), $later (to type, or none), $more (number)
shift-closed = **{ $title }**, { $when } (#{ $number }), takes no more sign-ups. Write { $again } to open it again. { part-later }
shift-closed-already = **{ $title }**, { $when } (#{ $number }), was closed for sign-ups already. Write { $again } to open it again. { part-later }
# $signup (to type), $later (to type, or none), $more (number)
shift-opened = **{ $title }**, { $when } (#{ $number }), is open for sign-ups{ part-left }. To take part, write { $signup }. { part-later }
shift-opened-already = **{ $title }**, { $when } (#{ $number }), was open for sign-ups already{ part-left }. To take part, write { $signup }. { part-later }
