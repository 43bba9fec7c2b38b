"""A number alone answers the bot's last question while that is the last thing said, and no longer."""

from __future__ import annotations

from tests.stories.given import ringstuga, seats, shift, told
from tests.support.story import Heard, Story


async def asked(story: Story) -> tuple[list[int], Heard]:
    """Bo has three shifts and is asked which of them to leave."""
    numbers = [await ringstuga(story, "tors 18-20"), await shift(story, "fre 18-20")]
    numbers.append(await shift(story, "lör 12-14"))
    for number in numbers:
        await told(story.bo, f"!anmäl {number}", "signup-booked")
    story.bo.new()
    heard = await story.bo.says("avboka", room=story.bo.direct)
    assert heard.kind == "leave-choose"
    return numbers, heard


async def taken(story: Story, numbers: list[int]) -> list[int]:
    return [(await seats(story, number))[0] for number in numbers]


async def test_a_number_after_another_command_chooses_nothing(story: Story) -> None:
    numbers, _ = await asked(story)
    assert (await story.bo.says("avboka ringstuga fre", room=story.bo.direct)).kind == "leave-done"
    heard = await story.bo.says("3", room=story.bo.direct)
    assert heard.kind == "error-unknown"
    assert await taken(story, numbers) == [1, 0, 1]


async def test_a_number_the_next_day_chooses_nothing(story: Story) -> None:
    numbers, _ = await asked(story)
    await story.pass_time(hours=25)
    assert (await story.bo.says("2", room=story.bo.direct)).kind == "error-unknown"
    assert await taken(story, numbers) == [1, 1, 1]


async def test_a_number_after_a_message_of_the_bots_own_accord_chooses_nothing(story: Story) -> None:
    numbers, _ = await asked(story)
    await told(story.anna, f"!pass ändra {numbers[0]} tors 19-21", "shift-edited")
    assert [one.kind for one in story.bo.new()][-1] == "shift-moved"
    assert (await story.bo.says("2", room=story.bo.direct)).kind == "error-unknown"
    assert await taken(story, numbers) == [1, 1, 1]


async def test_a_slip_in_the_number_may_be_mended(story: Story) -> None:
    numbers, _ = await asked(story)
    assert (await story.bo.says("4", room=story.bo.direct)).kind == "error-unknown"
    assert (await story.bo.says("2", room=story.bo.direct)).kind == "leave-done"
    assert await taken(story, numbers) == [1, 0, 1]


async def test_a_question_is_answered_once(story: Story) -> None:
    numbers, _ = await asked(story)
    assert (await story.bo.says("2", room=story.bo.direct)).kind == "leave-done"
    assert (await story.bo.says("1", room=story.bo.direct)).kind == "error-unknown"
    assert await taken(story, numbers) == [1, 0, 1]


async def test_a_number_typed_before_the_other_answer_was_sent_chooses_nothing(story: Story) -> None:
    numbers, _ = await asked(story)
    await story.hear(story.bo, "avboka ringstuga fre", room=story.bo.direct)
    await story.hear(story.bo, "1", room=story.bo.direct)
    await story.settle()
    assert await taken(story, numbers) == [1, 0, 1]


async def test_what_others_ask_and_do_leaves_the_question_open(story: Story) -> None:
    numbers, _ = await asked(story)
    await told(story.leyla, "!pass", "shifts-list")
    await told(story.bo, "!pass", "shifts-list")  # in the room, not here
    assert (await story.bo.says("1", room=story.bo.direct)).kind == "leave-done"
    assert await taken(story, numbers) == [0, 1, 1]


async def test_a_reaction_points_at_its_question_however_old(story: Story) -> None:
    numbers, question = await asked(story)
    await story.pass_time(hours=25)
    (heard,) = await story.bo.reacts(question, "2️⃣")
    assert heard.kind == "leave-done"
    assert await taken(story, numbers) == [1, 0, 1]


async def test_a_reaction_gives_up_no_shift_that_is_over(story: Story) -> None:
    _, question = await asked(story)
    await story.until("2024-05-10 19:00")
    (heard,) = await story.bo.reacts(question, "1️⃣")
    assert heard.kind == "error-shift-not-open"
