# Shifts with too few people: the room is asked, then people, then the lead has a choice.
# Of a shift there always are $number, $slug, $title, $when, $place, $seats, $left and $booked (see commands/wording.py).

## The questions

# $minimum and $missing (numbers), $prefix
rescue-room = **{ $title }**, { $when }{ part-place } (#{ $number }), has { $booked } of the { $minimum } people it needs. Can you come? Press ✅ or write `{ $prefix }signup #{ $number }`.
# $minimum and $missing (numbers), $until (time), $prefix
rescue-ask = **{ $title }**, { $when }{ part-place } (#{ $number }), has { $booked } of the { $minimum } people it needs. Can you come? Answer **yes** or **no**, or press ✅ or ❌, if possible by { $until }. If you do not want such questions, write `{ $prefix }standin off`.
# $off (to type)
rescue-declined = Thank you for answering! I will not ask you again about **{ $title }**, { $when } (#{ $number }). If you do not want such questions at all, write { $off }.

# To the lead. $minimum (number), $choices (list), $fell (true: somebody has just left the shift)
rescue-choice = { $fell ->
    [true] Somebody has left **{ $title }**, { $when }{ part-place } (#{ $number }), and only { $booked } of the { $minimum } people it needs are left. What shall we do?
   *[false] **{ $title }**, { $when }{ part-place } (#{ $number }), has only { $booked } of the { $minimum } people it needs, though I have asked around. What shall we do?
 }
    { $choices }
    React with the number, or write what stands in the line.
# $prefix
rescue-keep = Run it anyway, write `{ $prefix }shift keep #{ $number }`
# $other (a shift), $into (its number), $prefix
rescue-merge = Merge it with { $other }, write `{ $prefix }shift merge #{ $number } { $into }`
# $prefix
rescue-cancel = Cancel it and tell everybody, write `{ $prefix }shift cancel #{ $number }`

## Running it anyway

help-shift-keep = Says that a shift is held though few have signed up.
help-shift-keep-more = I then stop asking for more people. If the shift gets another time, I begin again.
help-shift-keep-example = `{ $prefix }shift keep #12`
# $minimum (number or none)
shift-kept = Then **{ $title }**, { $when } (#{ $number }), is held with { $booked ->
    [0] whoever comes
    [one] one person
   *[other] { $booked } people
 }. I do not ask for more.

## Merging

help-shift-merge = Moves everybody on one shift to another and cancels the first.
help-shift-merge-more =
    Whoever fits is signed up, in the order in which they came; whoever is busy then or does not fit waits in the line. Everybody is told once.
    With one number only, I suggest the nearest shift that has room for all.
help-shift-merge-example = `{ $prefix }shift merge #12 #14`
# $into (a shift), $people, $reached and $unreached (numbers), $room (free seats there, or none), $again (to type)
shift-merge-confirm = **{ $title }**, { $when } (#{ $number }), will be cancelled and { $people ->
    [0] nobody has to be moved
    [one] one person is moved
   *[other] { $people } people are moved
 } to { $into }{ $room ->
    [none] .
    [0] , which is full: { $people ->
        [one] they wait in the line.
       *[other] they wait in the line.
    }
    [one] , where one seat is free.
   *[other] , where { $room } seats are free.
 }{ part-reach } Press ✅ or write { $again } to do it.
# $into (a shift), $seated and $waiting (numbers), $told, $untold (numbers), $names (names, or none)
shift-merge-done = **{ $title }**, { $when } (#{ $number }), is cancelled and merged with { $into }. { $seated ->
    [0] {""}
    [one] One person has a seat there.{" "}
   *[other] { $seated } people have a seat there.{" "}
 }{ $waiting ->
    [0] {""}
    [one] One person is in the waiting line.{" "}
   *[other] { $waiting } people are in the waiting line.{" "}
 }{ part-told }{ part-untold }
# To whoever is moved; the shift is the new one. $before (the old shift), $state (booked, offered or waitlisted), $prefix
shift-merged = { $before } has been merged with **{ $title }**, { $when }{ part-place } (#{ $number }). { $state ->
    [booked] You have a seat there. If it does not suit you, write `{ $prefix }leave #{ $number }`.
    [offered] I will ask you whether you want a seat there. If it does not suit you, write `{ $prefix }leave #{ $number }`.
   *[other] There is no fitting seat there just now, so you are in the waiting line. If you do not want to wait, write `{ $prefix }leave #{ $number }`.
 }
# $why (nowhere, same, begun, cancelled, closed, started or over), $into (a shift or none), $open (to type or none)
error-merge = { $why ->
    [nowhere] No other shift within a week has room for everybody on **{ $title }**, { $when } (#{ $number }). Nothing is changed. Write the number of the other shift too if you want to merge them all the same.
    [same] That is the same shift, **{ $title }**, { $when } (#{ $number }). Nothing is changed. Write two different numbers.
    [begun] **{ $title }**, { $when } (#{ $number }), has begun and cannot be merged with anything. Nothing is changed.
    [closed] { $into } is closed for sign-ups, so nobody can be moved there. Nothing is changed. Write { $open } first.
    [cancelled] { $into } is cancelled, so nobody can be moved there. Nothing is changed. Choose another shift.
   *[other] { $into } has begun, so nobody can be moved there. Nothing is changed. Choose another shift.
 }
