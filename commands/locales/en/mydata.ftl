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
# $signups (number), $booked (number)
mydata-signups = { $signups ->
    [0] No sign-ups
    [one] 1 sign-up
   *[other] { $signups } sign-ups
 }, new and old.{ $booked ->
    [0] {""}
   *[other] {" "}{ $booked } that you made for others.
 }
# $language ("sv", "en", or none), $watches (activities, or none), $skills (skills, or none)
mydata-choices = { $language ->
    [none] You have not chosen a language.
    [en] Your language: English.
   *[other] Your language: Swedish.
 }{ $watches ->
    [none] {""}
   *[other] {" "}You watch { $watches }.
 }{ $skills ->
    [none] {""}
   *[other] {" "}Skills: { $skills }.
 }
# $organizes (true: an organizer), $led (activities, or none)
mydata-roles = { $organizes ->
    [true] Role: organizer{ $led ->
        [none] {""}
       *[other] {" "}and lead of { $led }
     }.
   *[false] Role: lead of { $led }.
 }
# $messages, $heard, $log (numbers)
mydata-rest = That we have written to each other, but not what: { $messages ->
    [one] one message
   *[other] { $messages } messages
 } from me, { $heard ->
    [one] one event
   *[other] { $heard } events
 } from you. The log of who did what has { $log ->
    [one] one line
   *[other] { $log } lines
 } about you.
mydata-alt = Everything that Passet keeps about you, as JSON.
