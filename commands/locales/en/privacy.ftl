# What is kept about people, and their rights.

help-privacy = Shows what I keep about you, why and for how long.
help-privacy-more = In a room the answer is short, and the rest comes in a direct message.
help-privacy-example = `{ $prefix }privacy`

# $district (text, or none), $contact (address, or none), $days (number), $names_in_rooms (true: they may stand in the district's rooms), $prefix
privacy-notice = **How I handle your data**
    - **Who:** { $district ->
        [none] the district
       *[other] { $district }
     } is responsible for them.{ $contact ->
        [none] {""}
       *[other] {" "}Questions: { $contact }.
     }
    - **What:** your name and account, your shifts and choices, and who did what. What you write is deleted once it is answered.
    - **Why:** so that shifts are staffed and you are reminded. { $names_in_rooms ->
        [true] Everybody in the district's rooms can see who is signed up
       *[false] Only organizers and the shift's lead see who is signed up
     }, and whoever runs the bot has access to all of it. Legal basis: GDPR, Articles 6(1)(f) and 9(2)(d).
    - **How long:** { $days ->
        [one] one day
       *[other] { $days } days
     } after each shift; from then on it counts without a name.
    - **Your rights:** `{ $prefix }mydata` shows all I have about you, `{ $prefix }forgetme` removes it. You may complain to the data protection authority (in Sweden IMY).
privacy-first = The first time we meet: a direct message says what I keep about you.
privacy-shown = I have sent you a direct message about what I keep about you, why and for how long.

# $months (number), $prefix
room-unused = We have not talked here for { $months } months, so I am leaving this room. You are most welcome back: write in the room of your district, or invite me to a new chat.
