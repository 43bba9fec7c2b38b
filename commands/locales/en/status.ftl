# How things stand, for those who organize. No names.

help-status = Shows how things stand: what I may do here, what I do next, and how full it is.
help-status-more = It also says whether anything waits to be sent or was not delivered. Two weeks ahead.
help-status-example = `{ $prefix }status`
# $district (text), $here (sentence, or none), $silent (rooms, or none), $coming (list), $outbox, $weeks (sentences), $lines (list, or none), $more (shifts that did not fit), $version (text, or none)
status = **How things stand in { $district }**
    { $here }{ $silent ->
    [none] {""}
   *[other] {" "}I may not write in { $silent }.
 }
    { $outbox }

    {""}**Next**{ $coming ->
    [none] : nothing is planned.
   *[other] {""}
 }
    { $coming }

    {""}**Two weeks ahead:** { $weeks }
    { $lines }
    { $more ->
    [0] {""}
    [one] And 1 more shift.
   *[other] And { $more } more shifts.
 }

    { $kept }{ $version ->
    [none] {""}
   *[other] {" "}Passet { $version }.
 }
# $write, $mention, $pin (true or false), $seen (time of day)
status-here = Here I may { $write ->
    [true] write
   *[false] **not write**
 }, { $mention ->
    [true] call on everyone
   *[false] not call on everyone
 } and { $pin ->
    [true] pin messages
   *[false] not pin messages
 } (seen at { $seen }).
status-here-unknown = What I may do here I do not know yet; ask again in a while.
# $at (time), $what (word), $kind (text), $count (number), $shift (a shift, or none)
status-next = { $at }: { $what ->
    [reminder-shift] reminder to { $count }
    [ask] the time to answer is out for { $count }
    [digest-day] digest in { $count ->
        [one] 1 room
       *[other] { $count } rooms
    }
    [call-list] call list, { $count } to call
    [confirm] asks { $count } whether they come
    [attendance] asks who came
    [line-over] tells { $count } who wait in vain
    [report-missing] asks for the numbers, if they are missing
    [report-done] the sum to the organizers, and thanks to those who came
    [report-corrected] the changed sum for the organizers
    [rescue] looks whether more people are needed
    [stand-in] goes on looking for a stand-in
    [watch] news to those who watch
    [poll-open] looks whether a question about days is still open
   *[other] { $kind }
 }{ $shift ->
    [none] {""}
   *[other] , { $shift }
 }
status-shift-name = { $title } (#{ $number })
# $waiting (number), $oldest (length of time, or none), $why (later, tried or going), $dead (number), $kinds (sentence, or none), $days (number)
status-outbox = { $waiting ->
    [0] Nothing waits to be sent.
    [one] 1 message has waited for { $oldest }: { part-waits }.
   *[other] { $waiting } messages wait, the oldest for { $oldest }: { part-waits }.
 }{ $dead ->
    [0] {""}
   *[other] {" "}**{ $dead } could not be delivered** in the last { $days } days: { $kinds }.
 }
part-waits = { $why ->
    [later] they go out when the quiet hours end
    [tried] the server does not answer, I keep trying
   *[going] they are on their way
 }
# $what (word), $count (number)
status-dead = { $what ->
    [reminder] { $count ->
        [one] 1 reminder
       *[other] { $count } reminders
    }
    [change] { $count ->
        [one] 1 message about a changed or cancelled shift
       *[other] { $count } messages about changed or cancelled shifts
    }
    [seat] { $count ->
        [one] 1 message about a seat
       *[other] { $count } messages about seats
    }
    [question] { $count ->
        [one] 1 question
       *[other] { $count } questions
    }
    [list] { $count ->
        [one] 1 list
       *[other] { $count } lists
    }
    [broadcast] { $count ->
        [one] 1 message to those booked
       *[other] { $count } messages to those booked
    }
    [answer] { $count ->
        [one] 1 answer
       *[other] { $count } answers
    }
   *[other] { $count ->
        [one] 1 other message
       *[other] { $count } other messages
    }
 }
# $shifts, $booked (people), $taken, $seats, $thin, $waits (numbers)
status-weeks = { $shifts ->
    [0] no shifts.
   *[other] { $shifts ->
        [one] 1 shift
       *[other] { $shifts } shifts
    }, { $booked } booked{ $seats ->
        [0] {""}
       *[other] , { $taken } of { $seats } seats taken
    }{ $thin ->
        [0] {""}
        [one] , **1 has too few**
       *[other] , **{ $thin } have too few**
    }{ $waits ->
        [0] {""}
       *[other] , { $waits } waiting for a seat
    }.
 }
# One shift: $starts (time), $missing, $offered, $waits (numbers), $closed (true or false)
status-shift = **#{ $number }** { $title }, { $starts }: { $booked }{ $seats ->
    [none] {" "}booked
   *[other] /{ $seats }
 }{ $missing ->
    [0] {""}
   *[other] , **{ $missing } missing**
 }{ $offered ->
    [0] {""}
   *[other] , { $offered } offered
 }{ $waits ->
    [0] {""}
   *[other] , { $waits } waiting
 }{ $closed ->
    [true] , closed
   *[false] {""}
 }
# $days (number), $months (number), $last (time, or none: not yet), $log (what to type)
status-kept = {""}**Data:** names at shifts and lines in { $log } are kept for { $days } days, what is written until I have answered. Direct rooms unused for { $months } months I leave. { $last ->
    [none] I clear up every night; the first time is still to come.
   *[other] Last cleared { $last }.
 }
