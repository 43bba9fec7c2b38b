"""People type as they speak, on phones, in a hurry; what is meant is done."""

from __future__ import annotations

import pytest

from tests.stories.given import activity, ringstuga, shift, told
from tests.support.story import Story


@pytest.mark.parametrize(
    "text",
    [
        "!Anmäl Ringstuga",
        "!anmal ringstuga",
        "! anmäl  ringstuga ",
        "!anmäl mig på ringstuga på tisdag",
        "!anmäl mig till ringstuga tis",
        "!anmäl tisdag",
        "!ANMÄL #1",
        "!anmäl # 1",
        "passet: anmäl ringstuga",
        "@passet:example.org, anmäl ringstuga",
    ],
)
async def test_a_careless_sign_up_is_a_sign_up(story: Story, text: str) -> None:
    await ringstuga(story)
    await told(story.bo, text, "signup-booked")


async def test_a_title_of_several_words_is_as_good_as_the_short_name(story: Story) -> None:
    await activity(story, "heldag", '"Facklig heldag"')
    await shift(story, "lör 10-16", slug="heldag")
    await told(story.bo, "!anmäl facklig heldag", "signup-booked")
    await told(story.bo, "!avboka facklig heldag lör", "leave-done")


async def test_a_day_alone_is_enough_to_leave(story: Story) -> None:
    await ringstuga(story)
    await shift(story, "tors 18-20")
    await told(story.bo, "!anmäl tors", "signup-booked")
    await told(story.bo, "!avboka torsdag", "leave-done")


async def test_a_word_in_two_is_recognized(story: Story) -> None:
    heard = await told(story.bo, "!jag kan ringstuga", "error-unknown")
    assert "!jagkan" in heard.text


async def test_more_guests_are_a_second_thought(story: Story) -> None:
    number = await ringstuga(story, more="platser=3")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    heard = await told(story.bo, f"!anmäl {number} gäster=2", "signup-changed")
    assert "nu fullt" in heard.text
    await told(story.bo, f"!anmäl {number} gäster=3", "signup-full")
    await told(story.bo, f"!anmäl {number} gäster=2", "signup-already")
    await told(story.bo, f"!anmäl {number} gäster=0", "signup-changed")
    heard = await told(story.leyla, f"!anmäl {number} gäster=1", "signup-booked")
    assert "nu fullt" in heard.text


async def test_the_bot_itself_is_nobody_to_book(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, f"!boka {number} @passet:example.org", "error-person-bot")
    await told(story.anna, "!organisatör ny @passet:example.org", "error-person-bot")
