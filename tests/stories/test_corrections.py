"""Correcting a message: only one's own, only while nothing was done, and only once."""

from __future__ import annotations

from tests.stories.given import ringstuga, seats, shift, told
from tests.support.story import Story


async def test_a_refused_command_may_be_corrected(story: Story) -> None:
    number = await ringstuga(story)
    heard = await told(story.bo, "!anmäl 99", "error-shift-unknown")
    (again,) = await story.bo.edits(heard, f"!anmäl {number}")
    assert again.kind == "signup-booked"


async def test_an_accepted_command_is_neither_repeated_nor_undone(story: Story) -> None:
    number = await ringstuga(story)
    heard = await told(story.bo, f"!anmäl {number}", "signup-booked")
    assert await story.bo.edits(heard, f"!avboka {number}") == []
    assert await seats(story, number) == (1, 8)


async def test_nobody_corrects_the_message_of_somebody_else(story: Story) -> None:
    number = await ringstuga(story)
    heard = await told(story.bo, "!anmäl 99", "error-shift-unknown")
    assert await story.leyla.edits(heard, f"!anmäl {number}") == []
    assert await seats(story, number) == (0, 8)
    (again,) = await story.bo.edits(heard, f"!anmäl {number}")
    assert again.kind == "signup-booked"


async def test_a_choice_made_by_reaction_settles_the_command(story: Story) -> None:
    first = await ringstuga(story)
    second = await shift(story, "tors 18-20")
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    (chosen,) = await story.bo.reacts(heard, "2️⃣")
    assert chosen.kind == "signup-booked"
    assert await story.bo.edits(heard, f"!anmäl {first}") == []
    assert await seats(story, first) == (0, 8)
    assert await seats(story, second) == (1, 8)


async def test_two_questions_to_one_person_are_two_messages(story: Story) -> None:
    await ringstuga(story)
    await shift(story, "tors 18-20")
    await told(story.bo, "!anmäl 1", "signup-booked")
    await told(story.bo, "!anmäl 2", "signup-booked")
    story.district_room.new()
    await story.hear(story.bo, "!avboka")
    await story.hear(story.bo, "!anmäl ringstuga")
    await story.settle()
    leave, join = story.district_room.new()
    assert (leave.kind, join.kind) == ("leave-choose", "signup-choose")
    (left,) = await story.bo.reacts(leave, "1️⃣")
    assert left.kind == "leave-done"


async def test_what_does_not_show_does_not_matter(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!\u200banma\u0308l {number}\u200b", "signup-booked")
    await told(story.leyla, f"\u202e!anmäl\u2060 {number}", "signup-booked")


async def test_a_number_alone_answers_the_last_question_in_a_direct_message(story: Story) -> None:
    first = await ringstuga(story)
    second = await shift(story, "tors 18-20")
    heard = await story.bo.says("anmäl ringstuga", room=story.bo.direct)
    assert heard.kind == "signup-choose"
    heard = await story.bo.says("2", room=story.bo.direct)
    assert heard.kind == "signup-booked"
    assert await seats(story, second) == (1, 8)
    heard = await story.leyla.says("anmäl ringstuga", room=story.leyla.direct)
    heard = await story.leyla.says(f"#{first}", room=story.leyla.direct)
    assert heard.kind == "signup-booked"
    assert await seats(story, first) == (1, 8)
    await story.bo.says_unanswered("2")
