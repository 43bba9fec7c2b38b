# What is kept about whoever asks.

help-mydata = Shows everything I keep about you, as a file too.
help-mydata-more = The answer always comes by direct message, with everything in a JSON file.
help-mydata-example = `{ $prefix }mydata`

mydata-in-room = I have sent you everything I have about you by direct message.
# $lines (list), $forgetme, $privacy (what to type)
mydata-shown = **This is what I have about you.** All of it, line by line, is in the file.

    { $lines }

    { $privacy } tells why and how long. { $forgetme } removes it.
# $name (text), $since (day)
mydata-name = You are called { $name } here, since { $since }.
# $accounts (list)
mydata-accounts = Account: { $accounts }.
# $count (number), $shifts (in a sentence)
mydata-coming = { $count ->
    [0] Coming shifts: none.
    [one] Coming shift: { $shifts }.
   *[other] { $count } coming shifts: { $shifts }.
 }
# $count (number), $shifts (the latest of them, in a sentence), $shown (how many these are)
mydata-over = { $count ->
    [0] Earlier shifts: none.
    [one] Earlier shift: { $shifts }.
   *[other] { $count } earlier shifts{ $shown ->
        [0] {""}
       *[other] , the latest
     } { $shifts }.
 }
# $title, $when, $number, $state (word), $role (text, or none), $guests (number), $by_other (true: somebody else booked)
mydata-shift = { $title } { $when } (#{ $number }{ $state ->
    [waitlisted] , waiting
    [offered] , a seat was offered
    [attended] , you came
    [missed] , you did not come
    [excused] , you could not come
    [cancelled] , given up
   *[booked] {""}
 }{ $role ->
    [none] {""}
   *[other] , as { $role }
 }{ $guests ->
    [0] {""}
    [one] , 1 guest
   *[other] , { $guests } guests
 }{ $by_other ->
    [true] , booked by somebody else
   *[false] {""}
 })
# $booked (number)
mydata-for-others = You have booked for others { $booked ->
    [one] once
   *[other] { $booked } times
 }.
# $language ("sv", "en", or none), $reminded (times, or the words usual and never), $unasked (true: does not step in)
mydata-choices = { $language ->
    [none] You have not chosen a language.
    [en] Your language: English.
   *[other] Your language: Swedish.
 } { $reminded ->
    [usual] You are reminded at the usual times.
    [never] You want no reminders.
   *[other] You are reminded { $reminded }.
 }{ $unasked ->
    [true] {" "}I do not ask you to step in for others.
   *[false] {""}
 }
# $watches (activities)
mydata-watches = You watch { $watches }.
# $skills (skills)
mydata-skills = Skills: { $skills }.
# $organizes (true: an organizer), $led (activities, or none)
mydata-roles = { $organizes ->
    [true] Role: organizer{ $led ->
        [none] {""}
       *[other] {" "}and lead of { $led }
     }.
   *[false] Role: lead of { $led }.
 }
mydata-namesake = An organizer has also entered somebody without chat who is called like you. Is that you? Ask an organizer to show you what stands there.
# $messages, $heard, $log, $rooms (numbers)
mydata-rest = That we have written to each other, but not what: { $messages ->
    [one] one message
   *[other] { $messages } messages
 } from me, { $heard ->
    [one] one event
   *[other] { $heard } events
 } from you. The log of who did what has { $log ->
    [one] one line
   *[other] { $log } lines
 } about you.{ $rooms ->
    [0] {""}
    [one] {" "}You are in one of the district's rooms.
   *[other] {" "}You are in { $rooms } of the district's rooms.
 }
mydata-file-about = Everything that Passet keeps about { $name }. Times are in UTC. Other people are not named here.
mydata-alt = Everything that Passet keeps about you, as JSON.
