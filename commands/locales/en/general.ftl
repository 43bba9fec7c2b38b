# What the bot says whatever the command.

# $prefix (sign), $district (text, or none: the room belongs to no district yet)
room-welcome = Hello! I am **Passet** and keep track of the shifts{ $district ->
    [none] {""}
   *[other] {" "}of { $district }
 }: when people are needed, and how many seats are left.
    { $district ->
    [none] I do not know yet which district this room belongs to. An organizer writes `{ $prefix }room district=KEY`.
   *[other] Write `{ $prefix }help` to begin, `{ $prefix }privacy` to see what I keep about you.
 }

# $who (lead, organizer, or a sentence of its own)
error-forbidden = { $who ->
    [lead] Only the district's organizers and the lead of the activity can do that.
    [organizer] Only the district's organizers can do that.
   *[other] { $who }
 } Nothing was changed. If you need help with it, ask an organizer.
# $signup (to type)
forbidden-book = Only the district's organizers and the lead of the activity can book others. Do you want to take part yourself? Write { $signup }.
# $text (what was written), $near (list, or none), $prefix (sign)
error-unknown = { $near ->
    [none] I am a bot and only understand my commands. `{ $prefix }help` shows what you can write. Nothing was changed.
   *[other] I do not know { $text }, and nothing was changed. Did you mean:
 }
    { $near }
# $prefix (sign)
error-no-district = This room belongs to no district yet, so I cannot answer here. An organizer sets it with `{ $prefix }room district=KEY`.
# $pause (length of time)
error-flood = That was a lot of commands at once, so I am taking a break from yours. I do not read those of the next { $pause }; write again after that.
# $reference (code)
error-failed = Something went wrong on my side, and nothing was changed. Try again in a while. If that does not help, give the code { $reference } to whoever runs the bot.
# $most (number of characters)
error-too-long = That was too long for a command, so nothing was changed. Up to { $most } characters are fine.
error-person-bot = That is me, the bot; I cannot be booked or made an organizer. Nothing was changed.
