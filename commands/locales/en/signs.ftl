# Whoever takes away their ✅ or ❌ under a question: how things stand.
# Of a shift there are always $number, $slug, $title, $when, $place, $seats, $left and $booked (see commands/wording.py).

# $begun (true: the shift has begun), $prefix
sign-yes-stands = You still have your place: **{ $title }**, { $when }{ part-place } (#{ $number }). { $begun ->
    [true] The shift has begun. Can you not come? Get in touch with an organizer.
   *[false] Can you not come? Write `{ $prefix }leave #{ $number }`.
 }
# $begun (true or false), $prefix
sign-no-stands = Your no still holds: you are not signed up for **{ $title }**, { $when }{ part-place } (#{ $number }). Would you like to come after all? Write `{ $prefix }signup #{ $number }`.
