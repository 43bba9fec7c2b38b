# Taking a seat, giving it up, one's own shifts; and what is said when a command cannot be understood.
# A shift always has $number, $slug, $title, $when, $place (text or none), $seats, $left (numbers or none:
# no limit) and $booked (see commands/wording.py).

## Parts of other sentences

part-place = { $place ->
    [none] {""}
   *[other] , { $place }
 }
part-left = { $left ->
    [none] {""}
    [0] , now full
    [one] , 1 seat left
   *[other] , { $left } seats left
 }
part-guests = { $guests ->
    [0] {""}
    [one] {" "}You and one more have seats.
   *[other] {" "}You and { $guests } more have seats.
 }

part-role = { $role ->
    [none] {""}
   *[other] {" "}Role: { $role }.
 }

# A shift within a sentence.
shift-short = { $title }, { $when }{ part-place } (#{ $number })

## A shift in a list. $title and $place are none where they stand once for all, above the list.

part-title = { $title ->
    [none] {""}
   *[other] { $title },{" "}
 }
part-unguided = { $unguided ->
    [true] , needs somebody who has been there before
   *[false] {""}
 }
part-waits-here = { $waits ->
    [0] {""}
   *[other] , { $waits } waiting
 }
part-vacant = { $vacant ->
    [none] {""}
   *[other] , no { $vacant } yet
 }
shift-line = **#{ $number }** { part-title }{ $when }{ part-place }{ part-left }{ part-vacant }{ part-unguided }
shift-line-full = **#{ $number }** { part-title }{ $when }{ part-place }, full{ part-waits-here }{ part-unguided }
shift-line-closed = **#{ $number }** { part-title }{ $when }{ part-place }, closed for sign-ups{ part-unguided }
# What all shifts of a list have in common: $title, $place (text or none)
shift-shared = **{ $title }**{ part-place }
part-shared = { $shared ->
    [none] {""}
   *[other] {" "}{ $shared }:
 }

## Signing up

help-signup = Gives you a seat on a shift.
help-signup-more =
    Write the shift's number, or the activity and a day if it has several shifts. With `guests=1` one more gets a seat beside you.
    If the shift overlaps with another of yours, I ask first; add `anyway` if you want both.
help-signup-example = `{ $prefix }signup ringstuga tue`

# $guests (number)
signup-booked = You are signed up: **{ $title }**, { $when }{ part-place } (#{ $number }){ part-left }.{ part-guests }{ part-role }
# $leave (to type, or none when it has begun)
signup-already = You are signed up already for **{ $title }**, { $when } (#{ $number }).{ $leave ->
    [none] {""}
   *[other] {" "}If you cannot come, write { $leave }.
 }
# $guests (number)
signup-changed = You are still signed up for **{ $title }**, { $when } (#{ $number }){ $guests ->
    [none] {""}
    [0] , now without guests
    [one] , now with one guest
   *[other] , now with { $guests } guests
 }{ part-left }.{ part-role }
# $others (number), $shared (shift-shared or none), $shifts (list), $example, $all (to type), $kept (guests of somebody who is signed up already, number or none)
signup-full = { $kept ->
    [none] { part-full }
   *[other] { part-full-kept }
 }
# $again (to type), $offered (true: no seat yet, only offered)
part-full-kept = { $left ->
    [0] **{ $title }**, { $when } (#{ $number }), is full, I am sorry.
    [one] There is only 1 seat left on **{ $title }**, { $when } (#{ $number }).
   *[other] There are only { $left } seats left on **{ $title }**, { $when } (#{ $number }).
 } Nothing is changed: { $offered ->
    [true] what you were offered is held for you, answer `yes` if you want it.
   *[false] { $kept ->
        [0] you keep your seat.
        [one] you and one more keep your seats.
       *[other] you and { $kept } more keep your seats.
    }
 } { $left ->
    [0] If one becomes free, try again with { $again }.
   *[other] Write { $again } for as many as fit.
 }
part-full = **{ $title }**, { $when } (#{ $number }), has { $seats ->
        [one] only 1 seat
       *[other] only { $seats } seats
    } in all, so { $wanted } do not fit together. You are not signed up.{ $others ->
        [0] {" "}No other shift of the activity has room for { $wanted } just now. { $all } shows all shifts.
        [one] {" "}Another shift with seats:
       *[other] {" "}Other shifts with seats{ $shared ->
            [none] {""}
           *[other] , { $shared }
        }:
    }
    { $shifts }
    { $others ->
        [0] {""}
        [one] If you want it, react with 1️⃣ or write { $example }.
       *[other] React with 1️⃣, 2️⃣ …, or write for example { $example }.
    }
# $other (a shift), $again (to type)
signup-overlap = **{ $title }**, { $when } (#{ $number }), overlaps with a shift that you have: { $other }. You are not signed up.
    If you want both, write { $again }.

# $text (what was written, or none), $shared (shift-shared or none), $shifts (list), $more (number), $example (to type)
signup-choose =
    Which shift do you mean? You are not signed up yet.{ part-shared }
    { $shifts }
    { part-choose }
leave-choose =
    Which shift do you want to leave? Nothing is changed yet.{ part-shared }
    { $shifts }
    { part-choose }
shift-choose =
    Which shift do you mean? Nothing is changed yet.{ part-shared }
    { $shifts }
    { part-choose }
part-choose = { $more ->
    [0] {""}
    [one] And one more.{" "}
   *[other] And { $more } more.{" "}
 }React with 1️⃣, 2️⃣ …, or write for example { $example }.

## Leaving

help-leave = Gives up your seat on a shift.
help-leave-more = If you have just one shift, the command alone is enough. You get no more reminders of the shift, and the seat is free for somebody else.
help-leave-example = `{ $prefix }leave ringstuga tue`

# $again (to type)
# $was (booked, offered or waitlisted)
leave-done = { $was ->
    [waitlisted] You no longer wait for **{ $title }**, { $when } (#{ $number }).
    [offered] You have turned down the seat on **{ $title }**, { $when } (#{ $number }). Thank you for telling us!
   *[booked] You have left **{ $title }**, { $when } (#{ $number }). Thank you for telling us!
 }{ $again ->
    [none] {""}
   *[other] {" "}If you change your mind, write { $again }.
 }

## One's own shifts

help-mine = Shows the shifts that you are signed up for.
help-mine-more = Only coming shifts, the nearest first. With `as=ics` you get them as a calendar file for your phone.
help-mine-example = `{ $prefix }mine`

# $shifts (list), $leave (to type)
mine-list =
    Your shifts:
    { $shifts }
    { $leave ->
        [none] {""}
       *[other] If you cannot come, write for example { $leave }.
    }
# $guests (number), $role (text or none), $now (true: it is under way), $state (booked, offered or waitlisted), $position (number),
# $seeking (none, swap: one certain person is asked, anything else: a stand-in is sought)
mine-line = **#{ $number }** { $title }, { $when }{ part-place }{ $now ->
    [true] , under way now
   *[false] {""}
 }{ $state ->
    [waitlisted] , place { $position } in the waiting line
    [offered] , offered to you: answer yes or no
   *[booked] {""}
 }{ $seeking ->
    [none] {""}
    [swap] , you have asked somebody to take over
   *[other] , you are looking for a stand-in
 }{ $guests ->
    [0] {""}
    [one] , you and one more
   *[other] , you and { $guests } more
 }{ $role ->
    [none] {""}
   *[other] , role: { $role }
 }
# $shifts (to type)
mine-none = You are not signed up for any coming shift. { $shifts } shows what there is.

## When it cannot be

# $number (number)
error-shift-unknown = There is no shift #{ $number }, so nothing is changed. { $shifts } shows those that are coming.
# $text (what was written)
error-shift-none = I find no coming shift for { $text }, so nothing is changed. { $shifts } shows what there is.
# $why (cancelled, closed, started or over), $kept (guests of somebody who is signed up already, number or none)
error-shift-not-open = **{ $title }**, { $when } (#{ $number }), { $why ->
    [cancelled] is cancelled
    [closed] is closed for sign-ups
    [started] has begun already
   *[over] is over
 }, so nothing is changed. { $kept ->
    [none] { $leaving ->
        [true] Get in touch with an organizer if you cannot be there.
       *[false] { $shifts } shows those that are coming.
    }
    [0] You keep your seat. Get in touch with an organizer if more are to come.
    [one] You and one more keep your seats. Get in touch with an organizer if you will be more.
   *[other] You and { $kept } more keep your seats. Get in touch with an organizer if you will be more.
 }
error-not-booked = You are not signed up for **{ $title }**, { $when } (#{ $number }), so nothing is changed. { $mine } shows your shifts.
# $shifts (to type)
error-none-booked = You have no seat on any coming shift, so nothing is changed. { $shifts } shows the shifts that come.
# $most (number)
error-guests = You can bring 0 to { $most } people, so nothing is changed. Write for example `guests=1`.
# $text (what was written), $near (list: to type)
error-activity-near =
    There is no activity called { $text }, and nothing is changed. Did you mean:
    { $near }
    { $activities } shows all of them.
# $text (what was written)
error-activity-unknown = There is no activity called { $text }, and nothing is changed. { $activities } shows all of them.
# $problem (word, see commands/rules/when_problem.py), $text (what was written)
error-when = { $problem ->
    [past] The time { $text } has been already.
    [gap] The time { $text } does not exist: in that night the clock goes forward over this very hour.
    [fold] The time { $text } comes twice: in that night the clock goes back. Choose a time outside that hour.
    [backwards] In { $text } the end is not after the start.
    [too-long] { $text } is longer than a day and a night, which a shift cannot be.
    [no-time] In { $text } the hour is missing.
    [impossible] There is no such time as { $text }.
    [too-far] { $text } is more than two years away.
    [weekday] In { $text } the day of the week does not fit the date.
   *[unreadable] I do not understand the time { $text }.
 } Nothing is changed. Write for example { $example }.
# $near (options that may be meant, or none)
# $problem (word), $text (what is missing or does not fit, or none), $usage (or none: nothing to add), $example and $shifts (to type)
error-arguments = { $problem ->
    [missing-short] You did not write what the activity is to be called.
    [missing-shifts] You did not write which two shifts are to become one; { $shifts } shows those that come.
    [missing-title] You did not write what it is about.
    [missing-days] You did not write which days, and at what time.
    [missing-shift] You did not write which shift; { $shifts } shows those that are coming.
    [missing-activity] You did not write which activity.
    [missing-when] You did not write when.
    [missing-whom] You did not write who.
    [missing-account] You did not write who.
    [missing-text] You wrote no text.
    [unknown-key] I do not know the option { $text }.{ $near ->
        [none] {""}
       *[other] {" "}Perhaps you meant { $near }.
    }
    [twice] The option { $text } is there twice.
    [several] Only one shift can be written at a time.
    [too-many] I do not understand what { $text } does there.
    [after-number] I do not understand { $text } after the shift's number.
    [several-words] { $text } is more than one word, so it needs quotation marks.
    [quote] A quotation mark lacks its other half.
    [nothing] It does not say what is to be changed.
    [every] I do not understand { $text }; you can write `every=week`, `every=2weeks` or `every=month`.
    [every-alone] With `every=` the last day is needed too, for example `until=30/6`.
    [until-alone] With `until=` it must say how often, for example `every=week`.
   *[other] It cannot be written like that.
 } Nothing is changed. Write for example { $example }.{ $problem ->
    [unknown-key] { $near ->
        [none] {" "}The whole command looks like this: { $usage }.
       *[other] {""}
    }
    [too-many] { $usage ->
        [none] {""}
       *[other] {" "}The whole command looks like this: { $usage }.
    }
    [nothing] {" "}The whole command looks like this: { $usage }.
   *[other] {""}
 }
# $text (what was written)
error-number = { $text } is no number that I can read. Nothing is changed. Write it with the digits 0–9.
error-text-empty = A text is needed there, and nothing is changed. Write it in quotes, for example `place="Market square"`.
# $most (number)
error-text-long = The text is too long: it may have { $most } characters at most. Nothing is changed.
# $text (what was written)
error-person = I do not understand who { $text } is. Nothing is changed. An account is written like `@bo:example.org`.
# $text (account as it was written), $lower (the same account in small letters)
error-person-case = I do not know the account { $text }, and accounts are written in small letters. Nothing is changed. Write { $lower }. If the account really has capital letters, ask the person to write something to me first.
