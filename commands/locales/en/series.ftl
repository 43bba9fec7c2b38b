# Series: several shifts at a time, days that are left out, holidays, and shifts that are copied.

## Adding a series

# $left_out (days, or none)
part-left-out = { $left_out ->
    [none] {""}
   *[other] Left out: { $left_out }.{" "}
 }
# $missed (days, or none)
part-missed = { $missed ->
    [none] {""}
   *[other] The series has no shift on { $missed }, so there was nothing to leave out.{" "}
 }
# $day (day), $holiday (holiday), $cancel (to type)
series-holiday = { $day } is { $holiday }. Write { $cancel } if the shift is not to be then.
holiday-new-year = New Year’s Day
holiday-epiphany = Epiphany
holiday-good-friday = Good Friday
holiday-easter = Easter Sunday
holiday-easter-monday = Easter Monday
holiday-may-day = the First of May
holiday-ascension = Ascension Day
holiday-pentecost = Whit Sunday
holiday-national = Sweden’s National Day
holiday-midsummer-eve = Midsummer’s Eve
holiday-midsummer = Midsummer’s Day
holiday-all-saints = All Saints’ Day
holiday-christmas-eve = Christmas Eve
holiday-christmas = Christmas Day
holiday-boxing = Boxing Day
holiday-new-year-eve = New Year’s Eve
error-skip-alone = With `skip=` days of a series are left out, and this is a single shift. Nothing is changed. Write for example `every=week until=30/6 skip="1 may"`.
error-series-skipped = Without those days there is no shift at all. Nothing is changed. Choose fewer days with `skip=`, or a later last day with `until=`.
# $most (number)
error-days-many = Those are too many days at a time: { $most } at most will do. Nothing is changed. Write some at a time.

## Several shifts of a series

# $later (to type, or none), $more (how many shifts come after it in the series)
part-later = { $later ->
    [none] {""}
   *[other] { $more ->
        [one] The series has one more shift. To do the same with it,
       *[other] The series has { $more } more shifts. To do the same with them,
    } write { $later }.
 }
# $count (number), $numbers (the shifts), $number (one of them), $changes, $kept (lists), $people, $waiting, $reached, $unreached (numbers), $again (to type)
shift-edit-confirm =
    { $count } shifts of **{ $title }** get a new time ({ $numbers }), and { $people ->
    [0] nobody is booked
    [one] one person is booked
   *[other] { $people } people are booked
 }{ part-waiting }.{ part-reach } This is how #{ $number } would be, and the others likewise:
    { $changes }
    { $kept ->
        [none] {""}
       *[other] Left at their time:
    }
    { $kept }
    Nothing is changed yet. Write { $again } if it is to be so.
# $count (number), $numbers (the shifts), $number (one of them), $changes, $kept (lists), $told, $untold (numbers), $names (names, or none)
shift-series-edited =
    { $count ->
        [0] No shift of **{ $title }** is changed.
        [one] One shift of **{ $title }** is changed, #{ $number }:
       *[other] { $count } shifts of **{ $title }** are changed ({ $numbers }). This is #{ $number }, and the others likewise:
    }
    { $changes }
    { $kept ->
        [none] {""}
       *[other] Left at their time:
    }
    { $kept }
    { part-told }{ part-untold }
# $reason (gap, fold or past)
series-kept = { $when } (#{ $number }): { $reason ->
    [gap] the clock goes forward over that very hour
    [fold] the clock goes back, and that time comes twice
   *[past] the new time has been already
 }
# $count (number), $numbers (the shifts), $told, $untold (numbers), $names (names, or none)
shift-series-cancelled = { $count } shifts of **{ $title }** are cancelled ({ $numbers }). { part-told }{ part-untold }
# $count, $changed (numbers), $numbers (the shifts)
shift-series-closed = { $changed ->
    [0] { $count } shifts of **{ $title }** were closed for sign-ups already ({ $numbers }).
   *[other] { $count } shifts of **{ $title }** take no more sign-ups ({ $numbers }).
 }
shift-series-opened = { $changed ->
    [0] { $count } shifts of **{ $title }** were open for sign-ups already ({ $numbers }).
   *[other] { $count } shifts of **{ $title }** are open for sign-ups ({ $numbers }).
 }
# $text (what was written)
error-which = { $text ->
    [none] You did not write which.
   *[other] I cannot read { $text }.
 } Nothing is changed. Write `which=following` for this shift and those after it in the series, or `which=all` for all that have not been.
error-series-none = Shift #{ $number }, **{ $title }**, { $when }, is in no series. Nothing is changed. Write the same without `which=`.
# $reason (a sentence of its own)
error-series-one = That cannot be for **{ $title }**, { $when } (#{ $number }), and so for none of the shifts. { $reason }

## Copying

help-shift-copy = Adds a shift like another one.
help-shift-copy-more =
    The new one has the time of day, place, seats and roles of the old one; write hours after the day for another time.
    Several days will do: `21/5 28/5`. Those booked do not come along.
help-shift-copy-example = `{ $prefix }shift copy #12 to 21/5`
# $like (number), $count (number), $shifts (list, empty for a single one), $there (numbers of those there before, or none), $signup (to type)
shift-copied =
    { $count ->
        [one] New shift like #{ $like }: { part-new }.
       *[other] { $count } new shifts of **{ $title }**, like #{ $like }:
    }
    { $shifts }
    { $there ->
        [none] {""}
       *[other] There already: { $there }.{" "}
    }Those booked on #{ $like } do not come along. To take part, write { $signup }.
