# Who organizes the district.

help-organizer-add = Makes somebody an organizer of the district.
help-organizer-add-more = An organizer can add activities and shifts, see who is booked and appoint more organizers. The person is told by direct message.
help-organizer-add-example = `{ $prefix }organizer add @anna:example.org`
help-organizer-remove = Removes an organizer.
help-organizer-remove-more = I ask first; with `anyway` at the end it is done at once. The last organizer cannot be removed.
help-organizer-remove-example = `{ $prefix }organizer remove @anna:example.org`
help-organizer-list = Shows who the organizers are.
help-organizer-list-more = In an ordinary room I answer with the number and send you the names directly.
help-organizer-list-example = `{ $prefix }organizer list`

# $who (account), $new (true: never wrote to the bot), $later (a time, or none: at once), $undo (what to type)
organizer-add-done = { $who } is an organizer now and will be told by direct message.{ $later ->
    [none] {""}
   *[other] {" "}It is night now, so it arrives { $later }.
 }{ $new ->
    [true] {" "}I have never heard from that account: make sure that the address is right, else undo it with { $undo }.
   *[false] {""}
 }
# $who (account)
organizer-already = { $who } is an organizer already. Nothing was changed.
# $by (person), $district (text), $help (what to type)
organizer-appointed = { $by } has made you an organizer of { $district }. You can now add shifts and see who is booked: write { $help }.
# $by (person), $district (text), $help (what to type)
organizer-dismissed = { $by } has removed you as an organizer of { $district }. You keep your own shifts; { $help } shows what you can do.
# $who (account), $self (true: the asker), $settings (true: named in the configuration), $again (what to type)
organizer-remove-confirm = { $self ->
    [true] Then you are no longer an organizer, and cannot undo that yourself.
   *[false] Then { $who } is no longer an organizer: shifts, rosters and rooms cannot be managed from there.
 } Shifts and sign-ups are not touched.{ $settings ->
    [true] {" "}The account also stands in the bot's configuration, but that makes nobody an organizer again. Whoever runs the bot can take the line out there.
   *[false] {""}
 }
    Nothing was changed yet. Write { $again } if you are sure.
# $who (account), $self, $settings (as above)
organizer-remove-done = { $self ->
    [true] You are no longer an organizer.
   *[false] { $who } is no longer an organizer.
 }{ $settings ->
    [true] {" "}The account also stands in the bot's configuration, but that makes nobody an organizer again. Whoever runs the bot can take the line out there.
   *[false] {""}
 }
# $organizers (list), $district (text)
organizer-list = Organizers of { $district }:
    { $organizers }
# $who (person), $settings (true: named in the configuration)
organizer-line = { $who }{ $settings ->
    [true] {" "}(from the configuration)
   *[false] {""}
 }
# $count (number)
organizer-count = { $count ->
    [one] The district has 1 organizer. I am sending you the name directly.
   *[other] The district has { $count } organizers. I am sending you the names directly.
 }

# $list (what to type)
error-not-organizer = That account is not an organizer here, so nothing was changed. { $list } shows who is.
# $add (what to type)
error-last-organizer = The district would be left without an organizer, so nothing was changed. Appoint somebody else first: write { $add } and the account.
