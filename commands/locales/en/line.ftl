# The waiting line, offered seats, questions answered by yes or no, and roles on a shift.
# Of a shift there always are $number, $slug, $title, $when, $place, $seats, $left and $booked (see commands/wording.py).

## The waiting line

# $position (number), $new (true: just now), $wanted (how many people), $role (text or none), $others (number), $shared, $shifts (list), $example, $all and $leave (to type)
signup-waitlisted =
    { $left ->
        [0] **{ $title }**, { $when } (#{ $number }), is full.
       *[other] There is no fitting seat on **{ $title }**, { $when } (#{ $number }), just now.
    } { $new ->
        [true] You are now number { $position } in the waiting line.
       *[false] You are still number { $position } in the waiting line.
    }{ $role ->
        [none] {""}
       *[other] {" "}Role: { $role }.
    } I will write as soon as there { $wanted ->
        [one] is a seat
       *[other] are seats for the { $wanted } of you
    }. If you do not want to wait, write { $leave }.
    { $others ->
        [0] {""}
        [one] Another shift with seats{ $shared ->
            [none] {""}
           *[other] , { $shared }
        }:
       *[other] Other shifts with seats{ $shared ->
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
# $guests (number), $role (text or none), $prefix
seat-given = There is a seat! You are now signed up for **{ $title }**, { $when }{ part-place } (#{ $number }).{ part-guests }{ part-role } If you cannot come, write `{ $prefix }leave #{ $number }`.
# When the shift begins, to whoever still waits. $prefix
line-over = There was no seat for you this time on **{ $title }**, { $when } (#{ $number }), I am sorry. Thank you for wanting to come! `{ $prefix }shifts` shows what is coming.
# To whoever answers for the shift. $who (name), $guests (number)
seat-given-lead = { $who } waited for a seat on **{ $title }**, { $when } (#{ $number }), and has one now{ $guests ->
    [0] {""}
    [one] {" "}for two
   *[other] , and for { $guests } more
 }. { $who } cannot be reached by chat, so please ring.
# $position (number), $had (true: they had a seat; false: they had only been offered one), $prefix
seat-put-back = **{ $title }**, { $when } (#{ $number }), has fewer seats now, and { $had ->
    [true] there is none for you any more
   *[false] the one that you were offered is gone
 }, I am sorry. You are number { $position } in the waiting line, and I will write if there is a seat. If you do not want to wait, write `{ $prefix }leave #{ $number }`.
# $people (number)
shift-change-put-back = { $people ->
    [one] One person who had a seat is at the head of the waiting line now.
   *[other] { $people } people who had a seat are at the head of the waiting line now.
 }

## Offered seats

# $until (time), $guests (number), $role (text or none), $other (a shift that it overlaps with, or none), $was (the time that it had before, or none), $passes (true: after that somebody else may have the seat)
offer-made = There is a seat now on **{ $title }**, { $when }{ part-place } (#{ $number })!{ $guests ->
    [0] {""}
    [one] {" "}There is room for you and one more.
   *[other] {" "}There is room for you and { $guests } more.
 }{ part-role }{ $other ->
    [none] {""}
   *[other] {" "}The shift overlaps with { $other }.
 }{ $was ->
    [none] {""}
   *[other] {" "}The shift has another time now, before that it was { $was }.
 } Do you want it? Answer **yes** or **no**, or press ✅ or ❌, by { $until }.{ $passes ->
    [true] {" "}After that somebody else may have it.
   *[false] {""}
 }
# $prefix, $begun (true: the shift has begun)
offer-expired = I had no answer about the seat on **{ $title }**, { $when } (#{ $number }), { $begun ->
    [true] and now the shift has begun.
   *[false] so it is not held for you any more. If you still want to come, write `{ $prefix }signup #{ $number }`.
 }
# $again (to type)
offer-declined = You have said no to the seat on **{ $title }**, { $when } (#{ $number }). Thank you for answering! If you change your mind, write { $again }.

## Do you still come?

# $until (time), $guests (number), $role (text or none)
seat-confirm = Are you coming to **{ $title }**, { $when }{ part-place } (#{ $number })?{ part-guests }{ part-role } Answer **yes** or **no**, or press ✅ or ❌, by { $until }. Otherwise the seat may go to somebody who waits.
seat-confirmed = Thank you! We count on you: **{ $title }**, { $when }{ part-place } (#{ $number }).
# $prefix
seat-released = Somebody waited for a seat on **{ $title }**, { $when } (#{ $number }), and I had no answer from you. So the seat has gone to them, and you are no longer signed up. If you want to come all the same, write `{ $prefix }signup #{ $number }`.

## Yes and no

help-yes = Says yes to something that I have asked you.
help-yes-more = For example to a seat that has become free, or whether you still come. If I have asked about several shifts, write the number too. You may just as well press ✅ under the question.
help-yes-example = `{ $prefix }yes #12`
help-no = Says no to something that I have asked you.
help-no-more = If I have asked about several shifts, write the number too. You may just as well press ❌ under the question.
help-no-example = `{ $prefix }no #12`
# $shared (shift-shared or none), $shifts (list), $more (number), $example (to type)
answer-choose =
    I have asked about several shifts. Which one do you mean?{ part-shared }
    { $shifts }
    { part-choose }
# What whoever answers can do: $own (booked, waits, open, full or over), $typed (to type, or none)
part-instead = { $own ->
    [booked] You are signed up. If you cannot come, write { $typed }.
    [waits] You are in the waiting line. If you do not want to wait, write { $typed }.
    [open] If you want to come, write { $typed }.
    [full] It is full. To be in the waiting line, write { $typed }.
   *[over] { $shifts } shows where there are seats.
 }
# $shift (the shift that was named, or none), $own and $typed, $mine and $shifts (to type)
error-nothing-asked = { $shift ->
    [none] I am not waiting for an answer from you, so nothing is changed. { $mine } shows your shifts, { $shifts } all that are coming.
   *[other] I am not waiting for an answer from you about { $shift }, so nothing is changed. { part-instead }
 }
# $own and $typed, $shifts (to type)
error-ask-over = The question about **{ $title }**, { $when } (#{ $number }), no longer holds, so nothing is changed. { part-instead }
# $yes and $no (to type)
error-answer-unclear = I have asked you about **{ $title }**, { $when } (#{ $number }), and did not understand your answer. Nothing is changed. Answer { $yes } or { $no }.
# $most (number): how many choices there are
error-answer-number = Yes or no is not enough here, for there are several choices. Nothing is changed. Answer with a number{ $most ->
    [one] : `1`
   *[other] {" "}from 1 to { $most }, for example `1`
 }.

## Roles

# $role (text or none), $why (unknown, skill or role), $roles (list), $others (number), $party and $fits (numbers: so many they are, so many of them fit), $example, $fewer and $plain (to type, or none), $all (to type)
error-role = { $why ->
    [unknown] There is no role { $role } on **{ $title }**, { $when } (#{ $number }).
    [skill] The role { $role } on **{ $title }**, { $when } (#{ $number }), is for those who can do it, as an organizer has said.
   *[role] { $role ->
        [none] The role
       *[other] The role { $role }
    } on **{ $title }**, { $when } (#{ $number }), has { $fits ->
        [0] no seat left
        [one] only 1 seat left, and you are { $party }
       *[other] only { $fits } seats left, and you are { $party }
    }.
 } Nothing is changed. { $fewer ->
    [none] {""}
   *[other] For as many as there is room for, write { $fewer }.{" "}
 }{ $plain ->
    [none] {""}
   *[other] For a seat without a role, write { $plain }.{" "}
 }{ $others ->
    [0] No other role is free just now{ $party ->
        [one] {""}
       *[other] {" "}for the { $party } of you
    }. { $all } shows other shifts.
   *[other] Free are:
 }
    { $roles }
    { $others ->
        [0] {""}
       *[other] React with 1️⃣, or write { $example }.
    }

# Whoever says no to "are you sure?"
error-not-sure = Then I do not do it. Nothing is changed.
