# Who did or looked at what, for those who organize.

help-audit = Shows who did or looked at what.
help-audit-more = With nothing after it: the latest, newest first. Write a shift, an activity, a person or a day to see only that. What somebody wrote never stands there.
    In an ordinary room I answer shortly and send you the rest directly. That you looked at the log stands in it too.
help-audit-example = `{ $prefix }audit #12`

# $district (text), $text (what was written, or none), $entries (list), $more (true: there are older ones), $days (number)
audit-list = **The log of { $district }**{ $text ->
    [none] {""}
   *[other] {" "}for { $text }
 }{ $entries ->
    [none] : nothing is there. What is older than { $days } days has been removed.
   *[other] {""}
 }
    { $entries }
    { $more ->
    [true] There is more: ask for a shift, a person or a day.
   *[false] {""}
 }
# $count (number)
audit-privately = { $count ->
    [one] I have sent you 1 line of the log directly: there are names in it.
   *[other] I have sent you { $count } lines of the log directly: there are names in them.
 }
# $at (time), $did (sentence)
audit-line = { $at }: { $did }
# $name (person), $account (account)
audit-who = { $name } ({ $account })
# $whom (person, or none: they are forgotten)
audit-whom = { $whom ->
    [none] somebody
   *[other] { $whom }
 }
# $subject (shifts or a name, or none)
audit-about = { $subject ->
    [none] {""}
   *[other] {" "}{ $subject }
 }
# $by (person, bot or nobody: the name is gone), $who (person), $what (word), $subject, $whom (as above)
audit-did = { $by ->
    [person] { $who }
    [bot] Passet
   *[nobody] Somebody
 } { $what ->
    [signup] signed up for{ audit-about }
    [signup-change] changed their sign-up for{ audit-about }
    [waitlist] joined the waiting list of{ audit-about }
    [line-given] gave { audit-whom } a seat on{ audit-about }, from the line
    [leave] left{ audit-about }
    [yes] answered yes about{ audit-about }
    [no] answered no about{ audit-about }
    [stand-in] looked for a stand-in for{ audit-about }
    [stand-in-off] stopped looking for a stand-in for{ audit-about }
    [stand-in-taken] took over a seat on{ audit-about }
    [swap] asked { audit-whom } to take over a seat on{ audit-about }
    [checkin] checked in on{ audit-about }
    [book] booked { audit-whom } on{ audit-about }
    [book-change] changed the role of { audit-whom } on{ audit-about }
    [unbook] took { audit-whom } off{ audit-about }
    [roster] { $whom ->
        [none] looked at who is booked on{ audit-about }
       *[other] saw that { $whom } has a seat on{ audit-about }
    }
    [names] saw { $whom ->
        [none] names
       *[other] the name { $whom }
    } in an answer about{ audit-about }
    [call-list] handed over the names of those to ring before{ audit-about }{ $whom ->
        [none] {""}
       *[other] {" "}to { $whom }
    }
    [attendance-list] handed over the names of those who were booked on{ audit-about }{ $whom ->
        [none] {""}
       *[other] {" "}to { $whom }
    }
    [attendance] entered who came to{ audit-about }
    [attended] wrote that { audit-whom } came to{ audit-about }
    [missed] wrote that { audit-whom } did not come to{ audit-about }
    [excused] wrote that { audit-whom } had a reason not to come to{ audit-about }
    [report] reported the numbers of{ audit-about }
    [broadcast] wrote to everyone on{ audit-about }
    [shift-add] added{ audit-about }
    [shift-edit] changed{ audit-about }
    [shift-cancel] cancelled{ audit-about }
    [shift-close] closed{ audit-about }
    [shift-open] opened{ audit-about }
    [shift-keep] decided that it is held:{ audit-about }
    [shift-merge] merged with another shift:{ audit-about }
    [activity-add] added the activity{ audit-about }
    [activity-revive] took up the activity again:{ audit-about }
    [activity-edit] changed the activity{ audit-about }
    [activity-archive] archived the activity{ audit-about }
    [activity-lead] { $whom ->
        [none] made somebody the lead of{ audit-about }
       *[other] made { $whom } the lead of{ audit-about }
    }
    [activity-lead-none] left nobody as the lead of{ audit-about }
    [card] put up a card of{ audit-about }
    [poll] asked which days suit for{ audit-about }
    [poll-close] closed the question about days:{ audit-about }
    [room] changed the settings of a room
    [organizer-add] made { audit-whom } an organizer
    [organizer-settings] made { audit-whom } an organizer, as the configuration says
    [organizer-remove] removed { audit-whom } as an organizer
    [organizer-list] looked at who the organizers are
    [skill-give] wrote that { audit-whom } can do{ audit-about }
    [skill-take] took it back that { audit-whom } can do{ audit-about }
    [skill-list] looked at { $whom ->
        [none] who can do what
       *[other] what { $whom } can do
    }
    [audit] looked at the log{ $subject ->
        [none] {""}
       *[other] {" "}for { $subject }
    }{ $whom ->
        [none] {""}
       *[other] {" "}for { $whom }
    }
    [gone-left] saw that { audit-whom } left the rooms of the district
    [gone-kicked] saw that { audit-whom } was removed from the rooms of the district
    [gone-banned] saw that { audit-whom } was banned from the rooms of the district
    [roles-lost] took back the roles of { audit-whom }
    [forgotten-idle] removed somebody who was not heard of for a long time
    [forgotten] removed somebody who asked to be forgotten
   *[other] { $what }{ audit-about }
 }
# $text (what was written), $example (what to type)
error-audit-words = I do not understand what { $text } is: write a shift, an activity, a person or a day. Nothing was changed. { $example } shows the latest.
