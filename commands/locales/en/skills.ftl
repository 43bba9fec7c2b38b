# What people can do, and who looks after somebody new.

help-skill = Says what somebody can do.
help-skill-more =
    A shift may have roles, for example `roles="leader:1 caller:6"`. As soon as somebody has been given the skill leader, that role is only for those who have it.
    With `off` at the end you take it back. Without a skill you see what the person can do, with nothing at all everything that anybody can.
help-skill-example = `{ $prefix }skill @bo:example.org leader`
# $who (name, or none where names may not stand), $skill (text), $undo (to type)
skill-given = { $who ->
    [none] The person
   *[other] { $who }
 } can be { $skill } now. The role { $skill } is only for those who have been given it. Was it a slip? Write { $undo }.{ $tell ->
    [none] {""}
   *[other] {" "}Please tell them that I keep their name: { $tell } shows why and for how long.
 }
skill-had = { $who ->
    [none] The person
   *[other] { $who }
 } could be { $skill } before, so nothing is changed. To take it away write { $undo }.
skill-taken = { $who ->
    [none] The person
   *[other] { $who }
 } can no longer be { $skill }. Whoever has a seat in that role keeps it.
# $have (what the person can do, or none)
error-skill = { $who ->
    [none] The person
   *[other] { $who }
 } does not have the skill { $skill }, so nothing is changed. { $have ->
    [none] No skill is noted.
   *[other] Noted is { $have }.
 }
# $text (what was written), $example, $insist (to type, or none)
error-skill-person = I do not know who { $text } is. Nothing is changed. Write the account and then the skill, for example { $example }.{ $insist ->
    [none] {""}
   *[other] {" "}Is it somebody without chat? Write { $insist }.
 }
# $skills (listed, or none)
skill-list-one = { $who ->
    [none] The person
   *[other] { $who }
 }: { $skills ->
    [none] no skill is noted.
   *[other] { $skills }.
 }
# $skills (list), $count (number)
skill-list = { $count ->
    [0] Nobody has been given a skill yet. { $help } shows how.
   *[other] This is what people can do:
 }
    { $skills }
# $names (listed, or none)
skill-line = **{ $skill }**: { $names ->
    [none] { $count }
   *[other] { $names }
 }

## Newcomers

# To the newcomer. $mentor (name)
newcomer-paired = Welcome to your first shift! { $mentor } looks after you on **{ $title }**, { $when }{ part-place } (#{ $number }). Do ask whatever you like.
# To the newcomer when whoever was to look after them cannot come. $mentor (name, or none), $told (true: the lead knows of it)
newcomer-alone = { $mentor ->
    [none] Whoever was to look after you
   *[other] { $mentor }
 } cannot come to **{ $title }**, { $when } (#{ $number }). { $told ->
    [true] I have told whoever is in charge of the shift, and I will write as soon as I know who looks after you.
   *[false] I will write as soon as I know who looks after you.
 }
# To the lead. $newcomer and $mentor (names), $prefix
newcomer-alone-lead = { $newcomer } comes for the first time to **{ $title }**, { $when }{ part-place } (#{ $number }), and { $mentor ->
    [none] whoever was to look after { $newcomer }
   *[other] { $mentor }, who was to look after { $newcomer },
 } cannot come. Nobody else on the shift has been there before. Ask somebody who has to write `{ $prefix }signup #{ $number }`, or meet { $newcomer } yourself.
# To whoever looks after the newcomer. $newcomer (name)
mentor-paired = { $newcomer } comes to **{ $title }**, { $when }{ part-place } (#{ $number }), for the first time. Will you look after { $newcomer }? Say hello at the door and show how it is done. If you cannot, tell an organizer.
mentor-released = { $newcomer ->
    [none] Whoever was new
   *[other] { $newcomer }
 } does not come to **{ $title }**, { $when } (#{ $number }), so you need not look after anybody new.
