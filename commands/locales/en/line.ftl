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
# $position (number), $prefix
seat-put-back = **{ $title }**, { $when } (#{ $number }), has fewer seats now, and there is none for you any more, I am sorry. You are number { $position } in the waiting line, and I will write if there is a seat. If you do not want to wait, write `{ $prefix }leave #{ $number }`.
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
# $mine and $shifts (to type)
error-nothing-asked = I am not waiting for an answer from you, so nothing is changed. { $mine } shows your shifts, { $shifts } all that are coming.
# $shifts (to type)
error-ask-over = The question about **{ $title }**, { $when } (#{ $number }), no longer holds, so nothing is changed. { $shifts } shows where there are seats.

## Roles

# $role (text or none), $why (unknown, skill or role), $roles (list), $others (number), $example (to type, or none)
error-role = { $why ->
    [unknown] There is no role { $role } on **{ $title }**, { $when } (#{ $number }).
    [skill] The role { $role } on **{ $title }**, { $when } (#{ $number }), is for those who can do it, as an organizer has said.
   *[role] { $role ->
        [none] The role
       *[other] The role { $role }
    } on **{ $title }**, { $when } (#{ $number }), has no seat left.
 } Nothing is changed. { $others ->
    [0] No other role is free just now.
   *[other] Free are:
 }
    { $roles }
    { $others ->
        [0] {""}
       *[other] React with 1️⃣, or write { $example }.
    }
