# Activities: what shifts are shifts of.

help-activities = Shows what the district does.
help-activities-more = With an activity's name after it, what there is to know of that one: where, for whom, and when its next shift is.
help-activities-example = `{ $prefix }activities ringstuga`

# $activities (list), $more (number), $shifts (to type, for one of them)
activities-list =
    This is what we do:
    { $activities }
    { $more ->
        [0] {""}
       *[other] And { $more } more.{" "}
    }{ $shifts } shows the shifts of one of them.
# $add (to type, or none for whoever may not)
activities-none = There are no activities here yet.{ $add ->
    [none] {""}
   *[other] {" "}Write for example { $add } to add the first.
 }
# $title, $slug (to type), $next (when, or none)
activity-line = **{ $title }** ({ $slug }){ $next ->
    [none] , no shift planned
   *[other] , next shift { $next }
 }
activity-next = { $when } (#{ $number })
# $place, $about, $audience (text or none), $next, $shifts (to type), $settings (list)
activity-details = **{ $title }** ({ $slug }){ part-place }. { $about }
    { $audience ->
        [none] {""}
       *[other] For { $audience }.{" "}
    }{ $next ->
        [none] No shift is planned.
       *[other] Next shift: { $next }. { $shifts } shows them all.
    }{ part-settings }
    { $settings }

help-activity-add = Adds an activity.
help-activity-add-more =
    The short name is what everybody types: small letters, digits and hyphens. Without a title the short name becomes the title.
    Whoever is named by `lead=` may change the activity's shifts and see who is booked.
    What new shifts get when nothing else is said: `seats=8`, `min=3`, `roles="lead:1 caller:6"`, `length=2h`.
    For all shifts: `confirm=24h` asks those booked a day before, `newcomers=paired` gives first-timers somebody to look after them, `ladder="72h 48h 24h"` when help is sought for a shift with too few, `report=calls` for a phone bank, and `branch=Borås` whose room is asked first.
help-activity-add-example = `{ $prefix }activity add ringstuga "Phone bank" place="The office" lead=@anna:example.org`

# $add (to type), $settings (list)
activity-added =
    The activity **{ $title }** ({ $slug }) has been added. Write for example { $add } to add a shift.{ part-settings }
    { $settings }
activity-revived =
    The activity **{ $title }** ({ $slug }) is back from the archive. Write for example { $add } to add a shift.{ part-settings }
    { $settings }

# $reason (one of exists-…)
error-exists = { $reason }
exists-activity = The activity **{ $title }** ({ $slug }) exists already, and nothing is changed. To change it, write { $edit } and what is to be different.
exists-archived = The activity **{ $title }** ({ $slug }) is in the archive, and nothing is changed. To take it up again, write { $revive }.
# $problem (letters, word or time), $text (what was written), $better (to type, or none)
error-slug = { $problem ->
    [word] { $text } is part of a command and cannot be a short name.
    [time] I read { $text } as a time, so it cannot be a short name.
   *[letters] { $text } cannot be a short name: that is made of small letters, digits and single hyphens, 40 characters at most, with at least one letter.
 } Nothing is changed.{ $better ->
    [none] {" "}Write for example `ringstuga` or `eu-valskola`.
   *[other] {" "}Write for example { $better }.
 }
# $title, $slug, $revive (to type, or none for whoever may not), $activities (to type)
error-activity-archived = The activity **{ $title }** ({ $slug }) is archived, so nothing is changed.{ $revive ->
    [none] {" "}Write { $activities } to see what there is.
   *[other] {" "}To take it up again, write { $revive }.
 }

help-activity-edit = Changes an activity.
help-activity-edit-more =
    What is not named stays as it is; `place=none` takes the place away, and so with all else. What there is, `{ $prefix }help activity add` shows.
    Seats, minimum, roles and length are those of shifts that are added later; the shifts there are stay as they are.
    A new place is that of all shifts without one of their own, and those booked are told.
help-activity-edit-example = `{ $prefix }activity edit ringstuga place="Town hall"`

# $changes (list), $told, $untold (numbers), $names (names, or none)
activity-edited = **{ $title }** ({ $slug }) is changed:
    { $changes }
    { part-told }{ part-untold }
activity-unchanged = **{ $title }** ({ $slug }) was like that already. Nothing is changed.
# $value (the new one, or none)
activity-change-title = title: { $value }
activity-change-place = place: { $value ->
    [none] none
   *[other] { $value }
 }
activity-change-about = about: { $value ->
    [none] nothing
   *[other] { $value }
 }
activity-change-audience = for: { $value ->
    [none] everybody
   *[other] { $value }
 }
activity-change-lead = { $value ->
    [none] another lead
   *[other] lead: { $value }
 }
activity-change-no-lead = no lead
# To the new lead. $by (person), $title, $booked, $help (to type)
lead-appointed = { $by } has made you the lead of **{ $title }**. You can now change its shifts and see who is booked: write { $booked }. { $help } shows what else you can do.

help-activity-archive = Puts an activity away.
help-activity-archive-more =
    Shifts that have not begun are cancelled, and everyone booked is told. I ask first; add `anyway` when it is to be done.
    What has been stays.
help-activity-archive-example = `{ $prefix }activity archive ringstuga`

# $shifts, $people, $waiting, $reached, $unreached (numbers), $again (to type)
activity-archive-confirm = **{ $title }** ({ $slug }) has { $shifts ->
    [one] one coming shift, which is then cancelled
   *[other] { $shifts } coming shifts, which are then cancelled
 }{ $people ->
    [0] . Nobody is booked
    [one] . One person is booked
   *[other] . { $people } people are booked
 }{ part-waiting }.{ part-reach } Nothing is changed yet. Write { $again } if you are sure.
# $shifts, $told, $untold (numbers), $names, $revive (to type)
activity-archived = **{ $title }** ({ $slug }) is archived{ $shifts ->
    [0] .
    [one] , and its shift is cancelled.
   *[other] , and its { $shifts } shifts are cancelled.
 } { part-told }{ part-untold }To take the activity up again, write { $revive }.
