# Being forgotten, and what others notice of it.

help-forgetme = Erases everything I have about you.
help-forgetme-more = First I say what will happen; you confirm it by direct message. An organizer can do it for somebody without chat, with the name in quotes.
help-forgetme-example = `{ $prefix }forgetme`

# $lines (list), $mydata, $again (what to type)
forgetme-confirm = **Shall I forget you?** It cannot be undone.

    { $lines }

    Nothing has changed yet. { $mydata } shows what I have. Write { $again } here if you are sure.
# $seats (number of coming shifts)
forgetme-seats = { $seats ->
    [0] You have no coming shifts to give up.
    [one] Your coming shift becomes free, and whoever waits gets the seat.
   *[other] Your { $seats } coming shifts become free, and those who wait get the seats.
 }
forgetme-past = Your name, your account and your choices are erased. Earlier shifts still count, without a name.
# $messages (number)
forgetme-messages = { $messages ->
    [0] No messages of mine have to be removed.
    [one] I remove the message that I wrote to you or with your name in it.
   *[other] I remove the { $messages } messages that I wrote to you or with your name in them.
 } Last of all you get a receipt, and then I leave this chat.
# $led (activities)
forgetme-led = You are the lead of { $led }. The organizers hear that somebody else has to take over.
# $organizes (districts), $last (those that are then without an organizer, or none), $appoint (what to type)
forgetme-organizes = You are no longer an organizer of { $organizes }.{ $last ->
    [none] {""}
   *[other] {" "}**You are the last one:** { $last } is then without an organizer. Better appoint somebody else first, with { $appoint } and the account.
 }
forgetme-settings = Your account stands in the bot's configuration, where I cannot reach it: ask whoever runs the bot to take the line out.
forgetme-namesake = An organizer has also entered somebody without chat who is called like you. Is that you? Ask an organizer to forget that one too.
forgetme-removed = That the account was removed from the district's rooms is kept as a code, without a name: it holds afterwards too.
# $texts (titles)
forgetme-texts = Your name, or a word that looks like it, stands in what others have written about { $texts }. If your account stands there I take it out, but I do not change the name: if it is yours, ask an organizer.
forgetme-out-of-reach = Your own messages, what others have written, and copies on other people's phones and servers, are out of my reach.
# $insists (true: confirmed in the room)
forgetme-in-room = { $insists ->
    [true] That is confirmed by direct message only, so nothing has changed. I have written to you there.
   *[false] I have written to you by direct message. Nothing has changed yet.
 }
# $messages (number), $settings (true: stands in the configuration), $namesake (true)
forgetme-done = **Done, I have forgotten you.**

    Gone: your name, your account, your shifts and choices, and who did what. Your earlier shifts count without a name.{ $messages ->
        [0] {""}
       *[other] {" "}My messages to you and with your name I remove now; if they are many it takes a while.
     }

    What stays, because I cannot reach it: your own messages in the rooms, what others have written about you themselves, and what other people's phones and servers have kept. If an older backup is put back, I forget you again.{ $namesake ->
        [true] {" "}{ forgetme-namesake }
       *[false] {""}
     }{ $settings ->
        [true] {" "}Your account stands in the bot's configuration: ask whoever runs the bot to take the line out.
       *[false] {""}
     }

    Now I leave this chat. If you ever write to me again, we start from the beginning. Thank you for everything!

# $who (person, or none: may not stand here), $seats, $past, $messages (number), $texts (titles, or none), $again (what to type)
forgetme-other-confirm = Then I forget { $who ->
    [none] the person
   *[other] { $who }
 }, which cannot be undone: { $seats ->
    [0] no coming shift is affected
    [one] 1 coming shift becomes free
   *[other] { $seats } coming shifts become free
 }, { $messages ->
    [0] no messages
    [one] 1 message
   *[other] { $messages } messages
 } with the name are removed, and earlier shifts count without a name.{ $texts ->
    [none] {""}
   *[other] {" "}The name, or a word that looks like it, also stands in what you wrote about { $texts }: that I do not change.
 }
    Nothing has changed yet. Write { $again } if you are sure.
# $seats, $past, $messages (number)
forgetme-other-done = Done, the person is forgotten. { $seats ->
    [0] No coming shifts had to be given up.
    [one] 1 seat is free again.
   *[other] { $seats } seats are free again.
 } If the name stands in something that you wrote yourself, remove it there.

# $again (what to type)
error-forgetme-others = You can only ask me to forget yourself, so nothing has changed. Write { $again }. For somebody without chat an organizer can do it.
# $own (what to type)
error-forgetme-account = That account is somebody's own, so nothing has changed. Only whoever has it can ask to be forgotten: by writing { $own } to me. If the person has lost the account, whoever runs the bot can do it.
# $booked (what to type)
error-forgetme-unknown = I know nobody without chat by that name, so nothing has changed. Write the name as it stands when you write { $booked }.

# $led (activities), $slug (the first one), $prefix
lead-forgotten = Without a lead is now { $led }. Somebody has to take over: write for example `{ $prefix }activity edit { $slug } lead=@name`.
# $prefix
answer-gone = My answer to you in the room is gone, because it stood together with another one that was removed. What you did holds. Write `{ $prefix }mine`, and you see your shifts.
# $asked (true: it was an answer), $prefix
names-changed = { $asked ->
    [true] An answer with names was to stand here, but the list changed just then. Write the same again, and you get what holds now.
   *[false] A message with names was to stand here, but the list changed just then. Write `{ $prefix }booked`, and you see who is signed up now.
 }
# $count (number)
not-taken-back = { $count ->
    [one] One of my messages with somebody's name was
   *[other] { $count } of my messages with somebody's name were
 } to be removed, but I may not do it: in some room I may no longer write, or I am not in it. Let me write in the rooms, or invite me again. I try every day for a month.
