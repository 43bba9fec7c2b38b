# What an activity says of its shifts, and what a new shift gets from it.

# $settings (list)
part-settings = { $settings ->
    [none] {""}
   *[other] {" "}So it is with its shifts:
 }
# $value (the new one, or none)
activity-change-seats = seats: { $value ->
    [none] no limit
   *[other] { $value }
 }
activity-change-minimum = minimum: { $value ->
    [none] none
   *[other] { $value }
 }
activity-change-roles = roles: { $value ->
    [none] none
   *[other] { $value }
 }
activity-change-length = length: { $value ->
    [none] as usual
   *[other] { $value }
 }
activity-change-confirm = those booked confirm: { $value ->
    [none] no
   *[other] { $value } before
 }
activity-change-newcomers = first-timers: { $value ->
    [none] nothing in particular
   *[other] { $value }
 }
default-paired = get somebody to look after them
activity-change-ladder = too few: { $value ->
    [none] help is sought as usual
   *[other] help is sought { $value } before
 }
activity-change-no-ladder = too few: no help is sought
activity-change-report = report after the shift: { $value ->
    [none] as usual
   *[other] { $value }
 }
default-calls = calls
default-off = none
activity-change-branch = branch: { $value ->
    [none] none
   *[other] { $value }
 }

## A new shift

# $minimum (number or none), $roles (to type, or none), $confirm (length of time or none)
part-new = **{ $title }**, { $when }{ part-place } (#{ $number }){ part-seats }{ $minimum ->
    [none] {""}
   *[other] , at least { $minimum } needed
 }{ $roles ->
    [none] {""}
   *[other] , roles { $roles }
 }{ $confirm ->
    [none] {""}
   *[other] , to be confirmed { $confirm } before
 }
# $taken, $unfit (taken-… in a sentence, or none)
part-taken = { $taken ->
    [none] {""}
   *[other] From the activity: { $taken }.{" "}
 }{ $unfit ->
    [none] {""}
   *[other] This from the activity is left out, since it does not go with what you wrote: { $unfit }.{" "}
 }
taken-seats = { $seats ->
    [one] 1 seat
   *[other] { $seats } seats
 }
taken-minimum = at least { $minimum }
# $roles (to type)
taken-roles = the roles { $roles }
# $length (length of time)
taken-length = the length of { $length }

## What cannot be

# $problem (name, count, twice, many or empty), $text (what was written), $most, $most_seats, $longest (numbers)
error-roles = { $problem ->
    [count] { $text } is no number that a role can have: that is 1 to { $most_seats }, in the digits 0–9.
    [twice] The role { $text } is there twice.
    [many] Those are too many roles: a shift can have { $most } at most.
    [empty] Roles are needed there.
   *[name] { $text } cannot be a role: that is one word of letters, digits and hyphens, { $longest } characters at most.
 } Nothing is changed. Write for example `roles="lead:1 caller:6"`, or `roles=none`.
# $roles (as they are written), $wanted, $seats (numbers)
error-roles-seats = The roles { $roles } are { $wanted } people together, and there { $seats ->
    [one] is just 1 seat
   *[other] are just { $seats } seats
 }. Nothing is changed. Write `seats={ $wanted }` too, or fewer of a role.
# $role (text), $people (how many have it), $wanted (how many it would be)
error-roles-taken = { $people ->
    [one] One person has
   *[other] { $people } people have
 } the role { $role } on shift #{ $number }, so { $wanted ->
    [0] it cannot be taken away
   *[other] it cannot be just { $wanted }
 }. Nothing is changed. Keep at least { $people } of it, or unbook somebody first.
# $text (what was written)
error-length = I cannot read { $text } as the length of a shift. Nothing is changed. Write for example `length=2h`, `length=1h30` or `length=90min`; a day and a night is the longest.
error-confirm = I cannot read { $text }: those booked can confirm 14 days before at the earliest and an hour before at the latest. Nothing is changed. Write for example `confirm=24h`, or `confirm=off`.
error-newcomers = I cannot read { $text }. Nothing is changed. Write `newcomers=paired`, and first-timers get somebody to look after them, or `newcomers=off`.
error-ladder = I cannot read { $text }: it takes whole hours before the shift, five times at most and 14 days at most. Nothing is changed. Write for example `ladder="72h 48h 24h"`, or `ladder=off`.
error-report = I cannot read { $text }. Nothing is changed. Write `report=calls`, and I ask for the calls when the shift is over, or `report=off`.
