# The log: who did what, and who saw which names.

help-audit = Shows who did what, and who saw who is booked.
help-audit-more = With nothing after it, the latest; `{ $prefix }audit #12`, `{ $prefix }audit ringstuga` and `{ $prefix }audit @bo` show a shift, an activity and a person. What somebody wrote is not kept. In an ordinary room the answer comes in a direct message.
help-audit-example = `{ $prefix }audit #12`

# $lines (list), $more (true: there are more), $example, $export (what to type)
audit-list = The latest first:
    { $lines ->
        [none] - Nothing is noted.
       *[other] { $lines }
    }
    { $more ->
        [true] There is more. One shift at a time is shown by for example { $example }; the operator gets everything with { $export }.
       *[false] {""}
    }
# $count (number)
audit-count = I have sent you { $count ->
    [0] the log
    [one] one line of the log
   *[other] { $count } lines of the log
 } in a direct message.
# $at (time), $who (person, or none: nobody, or forgotten), $what (text)
audit-line = { $at }: { $who ->
    [none] { $what }
   *[other] { $who } { $what }
 }
# $action, $subject (shift, activity … or none), $whom (person, or none)
audit-deed = { $action ->
    [signup] signed up for { $subject }
    [signup-change] changed their sign-up for { $subject }
    [waitlist] joined the waiting list of { $subject }
    [leave] left { $subject }
    [stand-in] looks for a stand-in on { $subject }
    [stand-in-off] no longer looks for a stand-in on { $subject }
    [stand-in-taken] took over a seat on { $subject }
    [swap] asked { $whom } to swap on { $subject }
    [book] booked { $whom } on { $subject }
    [book-change] changed { $whom } on { $subject }
    [unbook] took { $whom } off { $subject }
    [roster] saw who is booked on { $subject }
    [organizer-list] saw who organizes
    [skill-list] saw who can do what
    [audit] read the log
    [broadcast] wrote to those on { $subject }
    [attendance] entered who came to { $subject }
    [checkin] checked in on { $subject }
    [report] reported the calls of { $subject }
    [shift-add] added { $subject }
    [shift-edit] changed { $subject }
    [shift-cancel] cancelled { $subject }
    [shift-open] opened { $subject }
    [shift-close] closed { $subject }
    [shift-keep] held { $subject } all the same
    [shift-merge] merged { $subject } with another shift
    [activity-add] added the activity { $subject }
    [activity-revive] took the activity { $subject } out of the archive
    [activity-edit] changed the activity { $subject }
    [activity-archive] archived the activity { $subject }
    [card] put up a card for { $subject }
    [poll] began the poll { $subject }
    [poll-close] ended the poll { $subject }
    [room] changed the settings of a room
    [skill-give] noted that { $whom } can do { $subject }
    [skill-take] took the skill { $subject } from { $whom }
    [organizer-add] made { $whom } an organizer
    [organizer-remove] removed { $whom } as an organizer
    [gone-left] { $whom } left the district’s rooms
    [gone-kicked] { $whom } was removed from the district’s rooms
    [gone-banned] { $whom } was banned from the district’s rooms
    [roles-lost] { $whom } no longer has their roles
    [forgotten] somebody asked to be forgotten
   *[other] { $action } { $subject } { $whom }
 }
# $text (what was written), $all (what to type)
error-audit-unknown = There is no shift, activity or person called { $text }, so nothing was shown. Write { $all } for the latest.
