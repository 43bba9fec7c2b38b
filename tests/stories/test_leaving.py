"""A volunteer who cannot come says so, and the seat is free for somebody else."""

from __future__ import annotations

from tests.stories.given import activity, at, booked, english, ringstuga, seats, shift, told
from tests.support.story import Story


async def test_whoever_leaves_frees_the_seat_for_the_next(story: Story) -> None:
    number = await ringstuga(story, more="platser=1")
    await story.bo.says(f"!anmäl {number}")
    heard = await told(story.bo, f"!avboka {number}", "leave-done")
    assert f"!anmäl #{number}" in heard.text
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    assert await booked(story, number) == ["Leyla"]


async def test_the_guests_seats_are_freed_too(story: Story) -> None:
    number = await ringstuga(story, more="platser=4")
    await story.bo.says(f"!anmäl {number} gäster=3")
    await told(story.bo, "!leave", "leave-done")
    assert await seats(story, number) == (0, 4)


async def test_with_one_shift_the_command_alone_is_enough(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await told(story.bo, "!avboka", "leave-done")
    assert await booked(story, number) == []


async def test_with_several_shifts_the_bot_asks_which_and_frees_none(story: Story) -> None:
    await activity(story)
    numbers = [await shift(story, when) for when in ("tis 18-20", "ons 18-20")]
    for number in numbers:
        await story.bo.says(f"!anmäl {number}")
    asked = await told(story.bo, "!avboka", "leave-choose")
    assert [await booked(story, number) for number in numbers] == [["Bo"], ["Bo"]]
    assert [one.kind for one in await story.bo.reacts(asked, "2️⃣")] == ["leave-done"]
    assert [await booked(story, number) for number in numbers] == [["Bo"], []]


async def test_the_activitys_name_means_the_shift_one_has(story: Story) -> None:
    await activity(story)
    await shift(story, "tis 18-20")
    mine = await shift(story, "ons 18-20")
    await story.bo.says(f"!anmäl {mine}")
    await told(story.bo, "!avboka ringstuga", "leave-done")
    assert await booked(story, mine) == []


async def test_leaving_twice_leaves_once(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await told(story.bo, f"!avboka {number}", "leave-done")
    await told(story.bo, f"!avboka {number}", "error-not-booked")
    await told(story.bo, "!avboka", "error-none-booked")


async def test_nobody_can_give_up_somebody_elses_seat(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await told(story.leyla, f"!avboka {number}", "error-not-booked")
    assert await booked(story, number) == ["Bo"]


async def test_whoever_comes_back_has_a_seat_again(story: Story) -> None:
    number = await ringstuga(story)
    for _ in range(2):
        await told(story.bo, f"!anmäl {number}", "signup-booked")
        await told(story.bo, f"!avboka {number}", "leave-done")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    assert await seats(story, number) == (1, 8)


async def test_once_it_has_begun_it_is_too_late_to_leave(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await at(story, "2024-05-07 18:00")
    heard = await told(story.bo, f"!avboka {number}", "error-shift-not-open")
    assert "redan börjat" in heard.text
    assert await booked(story, number) == ["Bo"]


async def test_in_english_too(story: Story) -> None:
    number = await ringstuga(story)
    await english(story.bo)
    await story.bo.says(f"!signup {number}")
    heard = await told(story.bo, f"!cancel #{number}", "leave-done")
    assert heard.text.startswith("You have left Ringstuga, Tue 7 May 18:00–20:00")
    assert f"!signup #{number}" in heard.text
