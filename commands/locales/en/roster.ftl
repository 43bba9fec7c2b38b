# Who is booked, and what is done for others.

help-booked = Shows who is booked.
help-booked-more = Without anything more: the coming 7 days. Write a shift, an activity, a time, or both.
    In an ordinary room I answer with the numbers and send you the names directly. The lead of an activity sees their own.
    As a file: `as=pdf` gives the day list to print, `as=csv` a table and `as=ics` a calendar without names.
help-booked-example = `{ $prefix }booked ringstuga tue`
help-book = Books somebody else on a shift.
help-book-more = Write the account, or the full name of a person without chat. Whoever has chat is told directly. `role=leader` gives a role, or another one.
    Whoever has no chat gets no reminders from me; the day before, the lead, else the organizers, get the name so that they can call.
help-book-example = `{ $prefix }book #12 "Bo Ek"`
help-unbook = Takes somebody else off a shift.
help-unbook-more = Works until the shift is over. Whoever has chat is told directly.
help-unbook-example = `{ $prefix }unbook #12 "Bo Ek"`
help-broadcast = Writes to everyone who is booked on a shift.
help-broadcast-more = Each of them gets the text in a direct message, with your name. I tell you how many it reached, and give you the names of those who need a call.
help-broadcast-example = `{ $prefix }tell #12 "We meet at the back, the gate is locked"`

# $seats (number or none), $booked (number), $minimum (number or none), $missing (number), $state (word)
booked-numbers = { $seats ->
    [none] { $booked ->
        [0] nobody booked
       *[other] { $booked } booked
    }
    [one] { $booked } of 1 seat taken
   *[other] { $booked } of { $seats } seats taken
 }{ $missing ->
    [0] {""}
   *[other] , at least { $minimum } needed: **{ $missing } missing**
 }{ $held ->
    [0] {""}
   *[other] , { $held } offered
 }{ $waits ->
    [0] {""}
   *[other] , { $waits } waiting
 }{ $state ->
    [cancelled] {" "}(cancelled)
    [closed] {" "}(closed for sign-ups)
   *[other] {""}
 }
# One shift: as booked-numbers, and $title, $when, $place (or none), $number
booked-heading-shift = **{ $title }**, { $when }{ $place ->
    [none] {""}
   *[other] , { $place }
 } (#{ $number }): { booked-numbers }.
# $text (what was written, or none: the coming days)
booked-heading-some = { $text ->
    [none] **Booked in the coming 7 days**
   *[other] **Booked** for { $text }
 }
# One of several shifts, without names
booked-shift = **#{ $number }** { $title }, { $when }: { booked-numbers }
# One of several shifts, with $names (a sentence, or none) and $more (names that did not fit)
booked-shift-names = { booked-shift }{ $names ->
    [none] {""}
   *[other] {""}
        { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
 }
# $name (text), $guests (number)
booked-name = { $name }{ $guests ->
    [0] {""}
   *[other] {" "}(+{ $guests })
 }
# $name (person), $account (account, or none: nobody else has the name), $guests (number), $role (text or none), $by (text or none), $chat (true or false)
booked-person = { $name }{ $account ->
    [none] {""}
   *[other] {" "}({ $account })
 }{ $guests ->
    [0] {""}
    [one] {" "}+ 1 guest
   *[other] {" "}+ { $guests } guests
 }{ $role ->
    [none] {""}
   *[other] , { $role }
 }{ $chat ->
    [true] {""}
   *[false] , no chat
 }{ $by ->
    [none] {""}
   *[other] , booked by { $by }
 }{ $state ->
    [attended] , came
    [missed] , did not come
    [excused] , had a reason not to come
   *[booked] { $here ->
        [true] , has checked in
       *[false] { $unconfirmed ->
            [true] , has not confirmed
           *[false] {""}
        }
    }
 }
# $heading (text), $people (list), $more (names that did not fit), $shifts (shifts that did not fit)
booked-list = { $heading }
    { $people }
    { $more ->
    [0] {""}
   *[other] And { $more } more.
 }{ $shifts ->
    [0] {""}
    [one] And 1 more shift: ask for an activity or a day.
   *[other] And { $shifts } more shifts: ask for an activity or a day.
 }

    { $offered ->
        [none] {""}
       *[other] Offered a seat:
        { $offered }
    }

    { $waiting ->
        [none] {""}
       *[other] In the waiting line:
        { $waiting }
    }
# $name (text), $role (text or none), $until (time, or none)
booked-offered = { $name }{ $role ->
    [none] {""}
   *[other] , { $role }
 }{ $until ->
    [none] {""}
   *[other] , until { $until }
 }
# $name (text), $role (text or none), $chat (true or false)
booked-waits = { $name }{ $role ->
    [none] {""}
   *[other] , { $role }
 }{ $chat ->
    [true] {""}
   *[false] , no chat
 }
# $heading (text), $people (list), $shifts (shifts that did not fit), $privately (true or false)
booked-counts = { $heading }
    { $people }
    { $shifts ->
    [0] {""}
    [one] And 1 more shift: ask for an activity or a day.{" "}
   *[other] And { $shifts } more shifts: ask for an activity or a day.{" "}
 }{ $privately ->
    [true] I am sending you the names directly.
   *[false] {""}
 }
# $text (what was written, or none), $shifts (what to type)
booked-none = { $text ->
    [none] There are no shifts in the coming 7 days.
   *[other] No shift fits { $text }.
 } { $shifts } shows those that are coming.

# A shift as above; $who (person, or none where names may not stand), $reach (word), $begun (true: the shift has begun), $listed (when the call list comes, or none: never), $lead (true: it goes to the lead), $undo (what to type), $account (an account of that name, or none), $tell (what to type, or none: the name was there before)
book-done = { $who ->
    [none] Done, the person has a seat on
   *[other] Done, { $who } has a seat on
 } **{ $title }**, { $when }{ $place ->
    [none] {""}
   *[other] , { $place }
 } (#{ $number }).{ part-role }{ $left ->
    [none] {""}
    [0] {" "}It is full now.
    [one] {" "}1 seat left.
   *[other] {" "}{ $left } seats left.
 } { $reach ->
    [self] {""}
    [told] I am telling them in a direct message.
    [new] I am telling them in a direct message, but have never heard from that account: make sure that the address is right, else undo it with { $undo }.
   *[no-chat] Whoever has no chat gets no reminders from me.{ $begun ->
        [true] {""}
       *[false] { $listed ->
            [none] {" "}The shift begins before I can ask anybody to call: please call them yourself.
           *[other] {" "}I will ask { $lead ->
                [true] the lead
               *[false] the organizers
            } to call; that will be { $listed }.
        }
    }{ $tell ->
        [none] {""}
       *[other] {" "}Please tell them that I keep their name: { $tell } shows why and for how long.
    }{ $account ->
        [none] {""}
       *[other] {" "}Did you mean { $account }? Then undo it with { $undo } and book the account instead.
    }
 }
# A shift as above; $who (person or none)
book-already = { $who ->
    [none] The person
   *[other] { $who }
 } already has a seat on **{ $title }**, { $when } (#{ $number }). Nothing was changed.
# A shift as above; $who (person, or none where nothing may be said of anybody), $other (a shift, or none in another district), $again (what to type)
book-overlap-confirm = { $who ->
    [none] Nothing is booked yet on **{ $title }**, { $when } (#{ $number }). I write to you directly why. Write { $again } if you want to book all the same.
   *[other] { $who } is already signed up for { $other ->
        [none] another shift
       *[other] { $other },
     } at the same time as **{ $title }**, { $when } (#{ $number }). Nothing is booked yet. Write { $again } if that is how it should be.
 }
# A shift as above; $by (person), $leave (what to type)
booked-by-other = { $by } has booked you on **{ $title }**, { $when }{ $place ->
    [none] {""}
   *[other] , { $place }
 } (#{ $number }).{ part-role } Cannot make it? Write { $leave }, and the seat is free again.
# A shift as above; $who (person or none), $reach (told, unheard: did not know of the booking, or no-chat)
unbook-done = { $who ->
    [none] Done, the person is off
   *[other] Done, { $who } is off
 } **{ $title }**, { $when } (#{ $number }).{ $left ->
    [none] {""}
    [one] {" "}1 seat is free.
   *[other] {" "}{ $left } seats are free.
 }{ $reach ->
    [told] {" "}I am telling them in a direct message.
    [unheard] {" "}They had not heard of the booking yet, and will not hear of it now.
   *[no-chat] {" "}Without chat I cannot reach them, so somebody has to tell them.
 }
# A shift as above; $by (person)
unbooked-by-other = { $by } has taken you off **{ $title }**, { $when } (#{ $number }). You no longer have a seat there. If you wonder why, ask { $by }.

# A shift as above; $by (person), $text (several lines)
broadcast = { $by } writes to everyone on **{ $title }**, { $when } (#{ $number }):

    { $text }
# A shift as above; $told, $unreached (numbers), $names (list, or none), $later (a time, or none: at once)
broadcast-done = { $told ->
    [0] Nobody on **{ $title }**, { $when } (#{ $number }) has chat, so nothing was sent.
    [one] Sent to 1 person on **{ $title }**, { $when } (#{ $number }).
   *[other] Sent to { $told } people on **{ $title }**, { $when } (#{ $number }).
 }{ $later ->
    [none] {""}
   *[other] {" "}It is night now, so it arrives { $later }.
 }{ $unreached ->
    [0] {""}
    [one] {" "}1 person has no chat and needs a call{ $names ->
        [none] ; I am sending you the name directly.
       *[other] :
    }
   *[other] {" "}{ $unreached } people have no chat and need a call{ $names ->
        [none] ; I am sending you the names directly.
       *[other] :
    }
 }
    { $names }
# A shift as above; $names (list)
broadcast-unreached = Without chat on **{ $title }**, { $when } (#{ $number }), and in need of a call:
    { $names }

# A shift as above; $shared (shift-shared or none), $shifts (list, or none), $again (what to type, or none), $edit (what to type)
error-shift-full = **{ $title }**, { $when } (#{ $number }) has no room for one more, so nothing was booked.{ $again ->
    [none] {" "}No other coming shift of it has seats; give it more with { $edit }.
   *[other] {" "}Other shifts with seats{ $shared ->
        [none] {""}
       *[other] , { $shared }
    }:
 }
    { $shifts }
    { $again ->
        [none] {""}
       *[other] Write for example { $again }.
    }
# A shift as above; $text (the name as written), $account (account), $undo (to type). To whoever booked, in a room without names
book-other-account = You booked { $text } without chat on **{ $title }**, { $when } (#{ $number }). Did you mean { $account }, who has chat? Then undo it with { $undo } and book the account instead.
# A shift as above; $who (person or none), $role (text or none), $told (true: has chat and is told)
book-changed = Done, { $who ->
    [none] the person
   *[other] { $who }
 } is still signed up for **{ $title }**, { $when } (#{ $number }).{ part-role }{ $told ->
    [true] {" "}I tell them in a direct message.
   *[false] {""}
 }
# A shift as above; $by (person), $role (text or none)
role-by-other = { $by } has changed your role on **{ $title }**, { $when } (#{ $number }).{ part-role } If you wonder why, ask { $by }.
# A shift as above; $why (unknown, skill, role or left), $role (text or none), $roles (listed, or none), $again, $skill (to type, or none)
error-book-role = { $why ->
    [unknown] There is no role { $role } on **{ $title }**, { $when } (#{ $number }), so nothing is booked.
    [skill] The role { $role } on **{ $title }**, { $when } (#{ $number }), is for those of whom an organizer has said that they can do it, so nothing is booked.
    [left] The seats that are left on **{ $title }**, { $when } (#{ $number }), are in the role { $roles }, for those of whom an organizer has said that they can do it. Nothing is booked.
   *[role] The role { $role } on **{ $title }**, { $when } (#{ $number }), has no seat left, so nothing is booked.
 }{ $again ->
    [none] {""}
   *[other] {" "}Free are { $roles }; write for example { $again }.
 }{ $skill ->
    [none] {""}
   *[other] {" "}Can they do it? First write { $skill }.
 }
# A shift as above; $why (word)
error-book-closed = **{ $title }**, { $when } (#{ $number }) is { $why ->
    [cancelled] cancelled
   *[over] over
 }, so nothing was booked.
# A shift as above; $why (word)
error-unbook-closed = **{ $title }**, { $when } (#{ $number }) is { $why ->
    [cancelled] cancelled
   *[over] over
 }, so nothing was changed.
# A shift as above; $text (what was written), $near (list, or none), $roster (what to type)
error-not-booked-person = On **{ $title }**, { $when } (#{ $number }) I am not sure who { $text } is, so nothing was changed.{ $near ->
    [none] {" "}{ $roster } shows who is booked.
   *[other] {" "}Did you mean one of these? Write the account or the full name.
 }
    { $near }
# A shift as above; $text (what was written), $near (list)
unbook-near = You wrote { $text }. On **{ $title }**, { $when } (#{ $number }) there is:
    { $near }
    Write the account or the full name.
# $name (text), $account (account or none), $only (what to type for this very person, or none)
unbook-near-line = { $name }{ $account ->
    [none] , no chat
   *[other] {" "}({ $account })
 }{ $only ->
    [none] {""}
   *[other] : { $only }
 }
# A shift as above; $roster (what to type)
error-nobody-booked = Nobody is booked on **{ $title }**, { $when } (#{ $number }), so there is nobody to write to. { $roster } shows how things stand.
# $text (what was written), $example (a command)
error-name-quotes = I cannot read { $text } as a shift, so nothing was changed. A name of several words stands in quotes, for example { $example }.
