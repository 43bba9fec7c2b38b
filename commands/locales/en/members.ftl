# Who is in the district's rooms, and what happens when somebody no longer is.

# $district (text), $removed (true: somebody removed them), $leave (what to type)
error-gone = You are no longer in any of the rooms of { $district }, so nothing was done. { $removed ->
    [true] Is it a mistake? Talk to one of the organizers.
   *[false] Come into one of the rooms again, and you can sign up as before.
 } Do you still have a shift that you cannot take? Write { $leave }.
error-organizer-gone = This person is in none of the district's rooms, so nothing is changed. Invite them to one of the rooms first.

# $count (number), $shifts (list)
member-back = Welcome back! When you left the room you lost your place in the line. Now you wait again, last in line, for { $count ->
    [one] this shift
   *[other] these shifts
 }:
    { $shifts }

# $who (person), $shifts (list), $count (number)
member-gone = { $who } is no longer in the district's rooms, so { $count ->
    [one] the seat is free
   *[other] the seats are free
 }:
    { $shifts }

# $who (person), $account (account), $prefix, and what about gives
member-gone-soon = { $who } is no longer in the district's rooms, but has a seat on { $title }, { $when } (#{ $number }). It is kept for a day, in case that was a mistake, which is too late for this shift. To give it to somebody else, write `{ $prefix }unbook #{ $number } { $account }`.

# $who (person), $organized (true: was an organizer), $led (activities, or none), $slug (the first one), $prefix
member-roles-lost = { $who } is no longer in the district's rooms{ $organized ->
    [true] {" "}and therefore no organizer
   *[false] {""}
 }.{ $led ->
    [none] {""}
   *[other] {" "}Without a lead are now { $led }. Write for example `{ $prefix }activity edit { $slug } lead=@name`.
 }

# $why ("right": may no longer see the names, "others": more people are in the conversation, "room": the room is no longer one for names), $prefix
error-names-withheld = { $why ->
    [right] The answer had names in it, and you no longer have the role that is needed to see them. So it was not sent. Write `{ $prefix }help` to see what you can do.
    [others] The answer had names in it, and there are more people here than you and me. So it was not sent. Write to me in a room where we are alone.
   *[other] The answer had names in it, and they may not stand in this room: others than the organizers can read here. So it was not sent. Write to me in a direct message instead.
 }

# What was done; the answer had names. $why and $prefix as above
names-withheld = What you asked for is done. The answer had names in it, { $why ->
    [right] and you no longer have the role that is needed to see them
    [others] and there are more people here than you and me
   *[other] and they may not stand in this room
 }, so it was not sent. Write `{ $prefix }shifts` to see how things are.
