# The settings of rooms.

help-room = Shows or changes how this room is set.
help-room-more = Without anything more it shows how things are. `role=` is district, branch or organizers; only in a room for organizers may the names of those booked be shown.
    With `branch=Mark` the room is that branch's. `language=` is `sv` or `en`, `digest=` a time of day or `off`, `answers=` `reaction` if I shall confirm with ✅ on what was written instead of a message, `district=` which district the room belongs to. Write `default` to do as the rest of the district does.
help-room-example = `{ $prefix }room digest=07:30 language=sv`

# $settings (list)
room-shown = This is how this room is set:
    { $settings }
# $settings (list: what was set)
room-set = Done, from now on in this room:
    { $settings }

# $role (word), $branch (text or none)
room-line-role = Role: { $role ->
    [organizers] room for organizers
    [branch] { $branch }, local branch
   *[district] the whole district
 }
# $names (true or false)
room-line-names = { $names ->
    [true] Names of those booked may be shown here, so let in only those who should see them
   *[false] Names of those booked are not shown here
 }
# $language (sv or en)
room-line-language = Language: { $language ->
    [en] English
   *[sv] Swedish
 }
# $time (time of day or none), $wished (what was set, if that is another, else none)
room-line-digest = Daily digest: { $time ->
    [none] off
   *[other] at { $time }{ $wished ->
        [none] {""}
       *[other] {" "}(at { $wished } I disturb nobody)
    }
 }
# $way (reaction or message)
room-line-answers = Confirmations: { $way ->
    [reaction] ✅ on what was written
   *[message] a short answer
 }
# $district (text)
room-line-district = District: { $district }

error-room-direct = Here it is just you and me, so there is no room to set. Nothing was changed. Write the command in the room it is about.
# $text (what was written)
error-room-role = I do not know the role { $text }, and nothing was changed. A room is district, branch or organizers, for example `role=organizers`.
# $text (what was written), $near (names like it, or none), $branches (all)
error-room-branch = The district has no branch called { $text }, and nothing was changed. { $near ->
    [none] The branches are { $branches }.
   *[other] Did you mean { $near }?
 }
# $branches (all branches)
error-room-branch-missing = Which branch is the room for? Nothing was changed. Add `branch=` and one of { $branches }.
error-room-branch-role = Only a room with the role branch can have a branch, and nothing was changed. Write one or the other: `branch=Mark` or `role=organizers`.
# $text (what was written)
error-room-digest = I cannot read { $text } as a time for the digest, and nothing was changed. Write a time of day, `digest=08:00`, or `digest=off`.
error-room-digest-role = A room for organizers gets no digest, so nothing was changed. Set it in an ordinary room.
# $text (what was written), $own (keys)
error-room-district = You do not organize any district with the key { $text }, and nothing was changed.{ $own ->
    [none] {""}
   *[other] {" "}You can choose { $own }.
 }
# $text (what was written)
error-room-answers = I do not understand { $text } as a way to answer, and nothing was changed. Write `answers=reaction`, or `answers=message`.

# $prefix
room-open-now = Anybody can come into or read this room now, so I write no names here. The lists that stand here already can be read by others: close the room again in its settings, or remove the lists. Write `{ $prefix }booked` to me directly, and you get them there.
