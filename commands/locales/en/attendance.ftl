# Who came. About a shift there are always $number, $slug, $title, $when, $place, $seats, $left and $booked.

## The list when the shift is over

# $people (list), $more (names that did not fit), $over (for how many there are no number signs), $prefix
attendance-list = Who came to **{ $title }**, { $when }{ part-place } (#{ $number })?
    { $people }
    { $more ->
    [0] {""}
   *[other] And { $more } more.{" "}
 }Did everyone come? Press ✅ or write `{ $prefix }attended #{ $number }`. Was somebody missing? Press that person's number first, and then ✅ for the others.{ $over ->
    [0] {""}
   *[other] {" "}The numbers to press end at 9; for the others write the number, for example `{ $prefix }missed #{ $number } 10`.
 } Did somebody have a reason not to come? Write for example `{ $prefix }excused #{ $number } 1`.
# $name (person), $guests (number), $role (text or none), $state (word), $here (true: has checked in themselves)
attendance-line = { $name }{ $guests ->
    [0] {""}
    [one] {" "}+ 1 guest
   *[other] {" "}+ { $guests } guests
 }{ $role ->
    [none] {""}
   *[other] , { $role }
 }{ $state ->
    [attended] , came
    [missed] , did not come
    [excused] , had a reason not to come
   *[booked] { $here ->
        [true] , has checked in
       *[false] {""}
    }
 }

## Filling it in

help-attended = Fills in who came to a shift.
help-attended-more = The shift alone: everyone came, but for those who are down as missing already. If somebody did not, write `but` and their numbers in the list, names or accounts: `attended #12 but Karin 4`.
    Can be changed for two weeks. For one person at a time: `attended #12 Karin`, `missed #12 Karin` or `excused #12 Karin`.
help-attended-example = `{ $prefix }attended #12 but Karin`
help-missed = Fills in who did not come to a shift.
help-missed-more = Write the number in the list, the name or the account, one or several. Can be changed for two weeks.
help-missed-example = `{ $prefix }missed #12 Karin`
help-excused = Fills in who had a reason not to come.
help-excused-more = Write the number in the list, the name or the account, one or several. Can be changed for two weeks.
help-excused-example = `{ $prefix }excused #12 Karin`
# $came, $people (numbers), $open (how many lack an answer), $absent, $excused (numbers), $absentees, $excused_names (names, or none), $asked (here, there or no: the numbers are missing), $report, $everyone (to type)
attendance-kept = { $open ->
    [0] Thank you! { $came } of { $people } came to **{ $title }**, { $when } (#{ $number }).
   *[other] Noted for **{ $title }**, { $when } (#{ $number }).
 }{ $absent ->
    [0] {""}
   *[other] {" "}{ $absentees ->
        [none] { $absent } did not come.
       *[other] Did not come: { $absentees }.
    }
 }{ $excused ->
    [0] {""}
   *[other] {" "}{ $excused_names ->
        [none] { $excused } had a reason not to come.
       *[other] Had a reason not to come: { $excused_names }.
    }
 }{ $absent ->
    [0] {""}
   *[other] {" "}Was that a slip? Write { $everyone } and the name of whoever came.
 }{ $open ->
    [0] {""}
    [one] {" "}Did the last one come? Press ✅ or write { $everyone }.
   *[other] {" "}Did the other { $open } come? Press ✅ or write { $everyone }.
 }{ $asked ->
    [here] {" "}How did it go? Answer with three numbers: calls, conversations, and how many to call back, for example 40 12 3.
    [there] {" "}How did it go? Write calls, conversations, and how many to call back, for example { $report }.
   *[no] {""}
 }
# $why (early or late), $days (number), $again (to type)
error-attendance-time = { $why ->
    [early] **{ $title }**, { $when } (#{ $number }), has not begun yet, so nothing is changed. Once it has, write { $again }.
   *[late] **{ $title }**, { $when } (#{ $number }), was more than { $days } days ago, so nothing is changed. Ask whoever runs the bot if it must be put right.
 }
# $book (to type)
error-attendance-nobody = Nobody was booked on **{ $title }**, { $when } (#{ $number }), so nothing is changed. While a shift is on you can book whoever comes with { $book }.
# $text (what was written), $people (list, or none where names may not stand), $roster (to type)
error-attendance-person = On **{ $title }**, { $when } (#{ $number }) I do not know who { $text } is, so nothing is changed. { $people ->
    [none] Write the number in the list, the account or the full name; { $roster } shows who was booked.
   *[other] Write the number, the account or the full name. These were booked:
 }
    { $people }
# $name (text), $account (account or none)
attendance-near = { $name }{ $account ->
    [none] , no chat
   *[other] {" "}({ $account })
 }

## Saying oneself that one is there

help-checkin = Says that you are there.
help-checkin-more = From an hour before the shift until it is over. Then the lead knows that you came.
help-checkin-example = `{ $prefix }checkin`
checkin-done = Good, now we know that you are there: **{ $title }**, { $when } (#{ $number }). Enjoy it!
checkin-already = You have already said that you are there on **{ $title }**, { $when } (#{ $number }).
# $why (early or late), $opens (time)
error-checkin-time = { $why ->
    [early] **{ $title }**, { $when } (#{ $number }), does not begin yet, so nothing is changed. From { $opens } you can say that you are there.
   *[late] **{ $title }**, { $when } (#{ $number }), is over, so nothing is changed. Tell the lead that you were there.
 }
# $signup (to type, or none), $over (true: the shift is over)
error-checkin-not-booked = You have no seat on **{ $title }**, { $when } (#{ $number }), so nothing is changed. { $signup ->
    [none] { $over ->
        [true] Were you there? Tell the lead.
       *[false] Are you there? Ask the lead to book you.
    }
   *[other] Would you like to come? Write { $signup }.
 }
# $shifts (to type)
error-checkin-none = You have no shift coming up, so nothing is changed. { $shifts } shows those there are. Are you at a shift already? Ask the lead to book you.

## Somebody who is not the lead and meant something else

# $leave (to type)
forbidden-excused = Who had a reason not to come is filled in by the lead. Are you unable to come yourself? Write { $leave }.
# $checkin (to type)
forbidden-attended = Who came is filled in by the lead. Are you there yourself? Write { $checkin }.
