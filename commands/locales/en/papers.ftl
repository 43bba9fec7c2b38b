# What can be taken out of the chat: calendar files, tables, day lists and the picture of the weeks.
# Most of this stands in a file and is shown without markup.

help-week = Shows the coming weeks as a picture, with how full every shift is.
help-week-more = Without anything more: two weeks. Write an activity, how many weeks, the number of a week, or all at once. Below the picture the same stands in words.
help-week-example = `{ $prefix }week ringstuga 3`

## The calendar file

# $shifts (number of shifts in the file), $title (text, or none: several shifts)
calendar-alt = { $shifts ->
    [one] Calendar file: { $title }
   *[other] Calendar file with { $shifts } shifts
 }
# $number (number, or text with the district), $district (text)
calendar-shift = Shift #{ $number }, { $district }.
# $prefix, $number
calendar-leave = You cannot come? Write { $prefix }leave #{ $number } to Passet, and somebody else can have the seat.
# $title (text)
calendar-left-title = Left: { $title }
# $number (number)
calendar-left = You have left this shift.
# $title (text)
calendar-cancelled-title = Cancelled: { $title }
# $number (number)
calendar-cancelled = This shift is cancelled.
# $shifts (number)
mine-calendar = { $shifts ->
    [one] Here is your shift
   *[other] Here are your { $shifts } shifts
 } as a calendar file. Open it on your phone and { $shifts ->
    [one] it goes
   *[other] they go
 } into your calendar; when you open a newer one later, it replaces the old times.

## Lists of those booked

# $form (csv, pdf or ics), $shifts (number), $more (shifts left out)
booked-file = { $form ->
    [csv] Here is who is booked as a table: open it in Excel or LibreOffice. It has names in it, so delete it when you are done.
    [pdf] Here is the day list to print, with a box to tick for everyone. It has names on it, so take it down when the day is over.
   *[ics] { $shifts ->
        [one] Here is the shift as a calendar file, without names.
       *[other] Here are { $shifts } shifts as a calendar file, without names.
    }
 }{ $more ->
    [0] {""}
    [one] {" "}1 shift is left out: ask for an activity or a day.
   *[other] {" "}{ $more } shifts are left out: ask for an activity or a day.
 }
# $form (csv or pdf)
booked-file-privately = { $form ->
    [csv] The table
   *[pdf] The day list
 } has names in it, so I send it to you directly.
# $text (what was written), $forms (list)
error-form = { $text ->
    [none] You did not write what kind of file, so nothing is done.
   *[other] I cannot make a file of the kind { $text }, so nothing is done.
 } What I can make is { $forms }, for example `as=ics`.
table-number = Shift
table-activity = Activity
table-day = Day
table-starts = From
table-ends = To
table-place = Place
table-name = Name
table-guests = Guests
table-role = Role
table-booked-by = Booked by
table-chat = Has chat
table-yes = yes
table-no = no
# $shifts, $people (numbers)
table-alt = Table: { $people ->
    [one] 1 person
   *[other] { $people } people
 } on { $shifts ->
    [one] 1 shift
   *[other] { $shifts } shifts
 }
# $day (date)
daylist-day = { $day }
# $days (number), $day (date, or none)
daylist-alt = { $day ->
    [none] Day lists for { $days } days
   *[other] Day list for { $day }
 }
# $starts, $ends (times), $title (text)
daylist-shift = { $starts }–{ $ends } { $title }
# $place (text or none), $booked (number), $seats, $minimum (number or none), $cancelled (true or false)
daylist-note = { $cancelled ->
    [true] CANCELLED
   *[false] { $seats ->
        [none] { $booked ->
            [0] Nobody booked
           *[other] { $booked } booked
        }
       *[other] { $booked } of { $seats } seats taken
    }{ $minimum ->
        [none] {""}
       *[other] , at least { $minimum } needed
    }
 }{ $place ->
    [none] {""}
   *[other] {" "}· { $place }
 }
# $guests (number)
daylist-guests = { $guests ->
    [one] + 1 guest
   *[other] + { $guests } guests
 }
# $made (moment), $names (true: there are names on the list)
daylist-footer = From Passet { $made }.{ $names ->
    [true] {" "}There are names here: take the list down when the day is over.
   *[false] {""}
 }

## The picture of the weeks

# $district (text), $activity (text, or none: all)
week-title = { $activity ->
    [none] The shifts of { $district }
   *[other] { $activity }, { $district }
 }
# $week (number), $first, $last (dates)
week-heading = Week { $week }, { $first } – { $last }
week-day-0 = Mon
week-day-1 = Tue
week-day-2 = Wed
week-day-3 = Thu
week-day-4 = Fri
week-day-5 = Sat
week-day-6 = Sun
# $at (time)
week-time = { $at }
# $state (word), $left (seats left, or none: no limit), $begun (true: under way)
week-label = { $state ->
    [shut] { $begun ->
        [true] begun
       *[false] closed
    }
    [full] full
   *[other] { $left ->
        [none] open
       *[other] { $left } left
    }
 }
# $missing (how many lack to the minimum)
week-missing = needs { $missing }
week-rest = more
week-empty = No shifts this week.
# $more (number of activities)
week-more = { $more ->
    [one] 1 more activity has
   *[other] { $more } more activities have
 } shifts this week.
week-legend-free = seats left: blue is taken
week-legend-thin = striped: too few so far
week-legend-full = full
week-legend-shut = closed, or has begun
# $first, $last (dates)
week-alt = Picture of the shifts { $first } – { $last }. What it shows stands in the message before it.
# $heading (text), $weeks (list of week-part), $more (shifts left out), $shifts, $signup (to type, or none)
week-list = **{ $heading }**
    { $weeks }
    { $more ->
    [0] {""}
    [one] 1 more shift is in the picture or in { $shifts }.{" "}
   *[other] { $more } more shifts are in the picture or in { $shifts }.{" "}
 }{ $signup ->
    [none] {""}
   *[other] Would you like to come? Write for example { $signup }.
 }
# $heading (text), $shifts (list)
week-part = { $heading }:
    { $shifts }
# $text (what was written), $most, $last (numbers), $example (to type)
error-week = There is no week { $text }, so nothing is done. Write how many weeks you want to see, 1–{ $most }, or the number of the week, { $last } at most, for example { $example }.
# $first, $last (dates), $activity (text, or none: all), $next (a shift, or none), $shifts (to type)
week-none = There are no shifts{ $activity ->
    [none] {""}
   *[other] {" "}of { $activity }
 } { $first } – { $last }.{ $next ->
    [none] {""}
   *[other] {" "}The next one is { $next }.
 } { $shifts } shows what is coming.
