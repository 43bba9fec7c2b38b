"""Where several shifts fit, the bot asks which one and does nothing until it is told."""

from __future__ import annotations

import pytest

from tests.stories.given import activity, at, booked, english, shift, told
from tests.support.story import Story


async def three(story: Story) -> list[int]:
    await activity(story)
    return [await shift(story, when) for when in ("tis 18-20", "ons 18-20", "ons 20-22")]


async def test_several_that_fit_are_listed_with_their_numbers_and_none_is_booked(story: Story) -> None:
    numbers = await three(story)
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    assert all(f"#{number} " in heard.text for number in numbers)
    assert [await booked(story, number) for number in numbers] == [[], [], []]


async def test_a_day_narrows_the_choice(story: Story) -> None:
    tuesday, *wednesday = await three(story)
    heard = await told(story.bo, "!anmäl ringstuga ons", "signup-choose")
    assert f"#{tuesday} " not in heard.text
    assert all(f"#{number} " in heard.text for number in wednesday)


async def test_the_hour_decides_between_two_on_one_day(story: Story) -> None:
    numbers = await three(story)
    await told(story.bo, "!anmäl ringstuga ons 20", "signup-booked")
    assert await booked(story, numbers[2]) == ["Bo"]


async def test_a_reaction_with_a_number_chooses_with_all_that_was_said(story: Story) -> None:
    numbers = await three(story)
    heard = await told(story.bo, "!anmäl ringstuga gäster=1", "signup-choose")
    (done,) = await story.bo.reacts(heard, "2️⃣")
    assert done.kind == "signup-booked"
    assert "Du och en till har plats." in done.text
    assert await booked(story, numbers[1]) == ["Bo"]


async def test_the_command_with_the_number_chooses(story: Story) -> None:
    numbers = await three(story)
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    assert f"!anmäl #{numbers[0]}" in heard.text
    await told(story.bo, f"!anmäl #{numbers[0]}", "signup-booked")


@pytest.mark.parametrize("key", ["4️⃣", "9️⃣", "👍"])
async def test_a_reaction_that_stands_for_nothing_does_nothing(story: Story, key: str) -> None:
    numbers = await three(story)
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    assert await story.bo.reacts(heard, key) == []
    assert [await booked(story, number) for number in numbers] == [[], [], []]


async def test_nobody_else_chooses_for_the_one_who_asked(story: Story) -> None:
    """Whoever else presses a number signs up themselves, without what the first asker wanted."""
    numbers = await three(story)
    heard = await told(story.bo, "!anmäl ringstuga gäster=1", "signup-choose")
    (done,) = await story.leyla.reacts(heard, "1️⃣")
    assert (done.kind, done.text.split(":")[0]) == ("signup-booked", "Leyla")
    assert "en till" not in done.text
    assert [await booked(story, number) for number in numbers] == [["Leyla"], [], []]


async def test_nobody_else_chooses_what_is_to_be_left(story: Story) -> None:
    numbers = await three(story)
    for who in (story.bo, story.leyla):
        await told(who, f"!anmäl {numbers[0]}", "signup-booked")
        await told(who, f"!anmäl {numbers[1]}", "signup-booked")
    heard = await told(story.bo, "!avboka", "leave-choose")
    assert await story.leyla.reacts(heard, "1️⃣") == []
    assert await booked(story, numbers[0]) == ["Bo", "Leyla"]


async def test_a_long_list_shows_nine_and_says_how_many_more(story: Story) -> None:
    await activity(story)
    await told(story.anna, "!pass ny ringstuga tis 18-20 varje=vecka tom=30/7", "shift-series-added")
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    assert heard.text.count("#") == 9 + 1  # and the example
    assert "Och 4 till." in heard.text


async def test_an_organizer_who_changes_a_shift_is_asked_too(story: Story) -> None:
    numbers = await three(story)
    heard = await told(story.anna, "!pass ändra ringstuga platser=3", "shift-choose")
    (done,) = await story.anna.reacts(heard, "3️⃣")
    assert done.kind == "shift-edited"
    assert f"#{numbers[2]}" in done.text


async def test_the_question_is_asked_in_english_too(story: Story) -> None:
    numbers = await three(story)
    await english(story.bo)
    heard = await told(story.bo, "!join ringstuga", "signup-choose")
    assert heard.text.startswith("Which shift do you mean? You are not signed up yet.")
    assert f"!signup #{numbers[0]}" in heard.text


async def test_a_shift_that_is_over_or_cancelled_is_no_choice(story: Story) -> None:
    tuesday, first, second = await three(story)
    await at(story, "2024-05-07 20:00")
    await told(story.anna, f"!pass ställin {first}", "shift-cancel-done")
    await told(story.bo, "!anmäl ringstuga", "signup-booked")
    assert await booked(story, second) == ["Bo"]
    assert await booked(story, tuesday) == []
