# Watching an activity: hearing of new shifts, or of a free seat.

help-watch = Tells you when an activity has new shifts or free seats.
help-watch-more = You get a direct message when a shift is added, and when a seat becomes free on one that was full. You stop with `off` after the activity. Without anything more it shows what you watch.
help-watch-example = `{ $prefix }watch ringstuga`
# $title (text), $stop (to type)
watch-on = I will tell you of new shifts of **{ $title }**, and when a seat becomes free on one that was full. You stop with { $stop }.
watch-was-on = You are watching **{ $title }** already. You stop with { $stop }.
# $title (text), $again (to type)
watch-off = Then I will no longer tell you of **{ $title }**. Changed your mind? Write { $again }.
watch-was-off = You are not watching **{ $title }**, so nothing is changed. Would you like to? Write { $again }.
# $activities (names, or none)
watch-off-all = { $activities ->
    [none] You are not watching anything, so nothing is changed.
   *[other] Then I will no longer tell you of { $activities }.
 }
# $activities (names, or none), $watch (to type, or none), $stop, $all (to type)
watch-list = { $activities ->
    [none] You are not watching anything yet. { $watch ->
        [none] { $all } shows what there is.
       *[other] Write for example { $watch }; { $all } shows what there is.
    }
   *[other] You are watching { $activities }. You stop for example with { $stop }.
 }
watch-title = **{ $title }**
# A new shift; $prefix
watch-new = New shift: **{ $title }**, { $when }{ part-place } (#{ $number }){ part-left }. Would you like to come? Press ✅ or write `{ $prefix }signup #{ $number }`.
watch-seat = There is room again on **{ $title }**, { $when }{ part-place } (#{ $number }){ part-left }. Would you like to come? Press ✅ or write `{ $prefix }signup #{ $number }`.
# $title, $slug (text), $count (number), $shared (shift-shared or none), $shifts (list), $more (number of others), $number (the first), $prefix
watch-new-several = { $count } new shifts of **{ $title }**:
    { $shifts }
    { $more ->
    [0] {""}
   *[other] And { $more } more; `{ $prefix }shifts { $slug }` shows all of them.{" "}
 }Would you like to come? Press the number, or write for example `{ $prefix }signup #{ $number }`.
