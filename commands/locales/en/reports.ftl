# How the evening went: three numbers for a phone bank, the sum for the organizers, and a thank-you.

help-report = Keeps how many calls there were, or shows the sums.
help-report-more = The shift and three numbers: calls, conversations, and how many to call back. Written to me directly the three numbers are enough. What was written last counts.
    Without anything more: the sums of the last 30 days; with an activity: this year's.
help-report-example = `{ $prefix }report #12 40 12 3`
# $calls, $conversations, $callbacks (numbers)
part-figures = { $calls ->
    [one] 1 call
   *[other] { $calls } calls
 }, { $conversations ->
    [one] 1 conversation
   *[other] { $conversations } conversations
 } and { $callbacks } to call back
# $first (true: not written before), $closed (true: who came is filled in), $everyone, $again (to type)
report-kept = { $first ->
    [true] Thank you!
   *[false] Thank you, it is changed now:
 } **{ $title }**, { $when } (#{ $number }): { part-figures }.{ $closed ->
    [true] {""}
   *[false] {" "}Did everyone come? Write { $everyone }.
 } Is something wrong? Write { $again } with the right numbers.
# $why (many, talks or again), $most (number), $right, $again (to type)
report-confirm = { $why ->
    [talks] That is more conversations ({ $conversations }) than calls ({ $calls }).
    [again] That is more to call back ({ $callbacks }) than calls ({ $calls }).
   *[many] That is more than { $most } in one evening.
 } Nothing is kept for **{ $title }**, { $when } (#{ $number }). Is it right? Write { $again }. Otherwise write { $right } and three numbers: calls, conversations, to call back.
# $closed (true: who came is filled in), $prefix
report-missing = I lack the numbers for **{ $title }**, { $when } (#{ $number }). Answer with three numbers, or write `{ $prefix }report #{ $number }` and the numbers: calls, conversations, and how many to call back, for example 40 12 3.{ $closed ->
    [true] {""}
   *[false] {" "}Did everyone come? Write `{ $prefix }attended #{ $number }`.
 } I will not ask again.
# $closed (true: who came is filled in), $came, $people (numbers), $lacking (true: the numbers never came)
part-evening = { $closed ->
    [true] { $came } of { $people } came.
   *[false] { $people } were booked; who came is not filled in.
 }{ $calls ->
    [none] { $lacking ->
        [true] {" "}I never got the numbers of the evening.
       *[false] {""}
    }
   *[other] {" "}There were { part-figures }.
 }
report-done = **{ $title }**, { $when } (#{ $number }): { part-evening }
report-corrected = Changed afterwards: **{ $title }**, { $when } (#{ $number }): { part-evening }
# $prefix
thanks = Thank you for being there at **{ $title }**, { $when }!{ $calls ->
    [none] {""}
    [0] {""}
   *[other] {" "}Together it was { part-figures }.
 } Would you like to come again? Write `{ $prefix }shifts { $slug }`.
# $activity (text, or none: all), $days, $year (numbers), $totals (list), $example (to type)
report-sums = { $totals ->
    [none] { $activity ->
        [none] No numbers have come in for the last { $days } days.
       *[other] No numbers have come in for **{ $activity }** in { $year }.
    } This is how they are kept: { $example }
   *[other] { $activity ->
        [none] **Reports of the last { $days } days**
       *[other] **Reports of { $year }**
    }
 }
    { $totals }
# $title, $evenings (number)
report-line = { $title }: { part-figures } on { $evenings ->
    [one] 1 shift
   *[other] { $evenings } shifts
 }
# $again (to type)
error-report-early = **{ $title }**, { $when } (#{ $number }), has not begun yet, so nothing is kept. Afterwards write { $again }.
# $example (to type)
error-report-numbers = I do not understand the numbers for **{ $title }**, { $when } (#{ $number }), so nothing is kept. Write three numbers: calls, conversations, and how many to call back. Like this, for example: { $example }
