"""Two shifts at once: the bot says so, and books both only for somebody who insists."""

from __future__ import annotations

from tests.stories.given import activity, booked, english, shift, told
from tests.support.story import Story


async def two(story: Story, first: str, second: str) -> tuple[int, int]:
    """Shifts of two activities; Bo is booked on the first."""
    await activity(story)
    await activity(story, "eu-valskola")
    mine = await shift(story, first)
    other = await shift(story, second, slug="eu-valskola")
    await told(story.bo, f"!anmäl {mine}", "signup-booked")
    return mine, other


async def test_an_overlapping_shift_is_booked_only_when_insisted_on(story: Story) -> None:
    mine, other = await two(story, "tis 18-20", "tis 19-21")
    heard = await told(story.bo, f"!anmäl {other}", "signup-overlap")
    assert f"#{mine}" in heard.text
    assert f"!anmäl #{other} ändå" in heard.text
    assert await booked(story, other) == []
    await told(story.bo, f"!anmäl #{other} ändå", "signup-booked")
    assert await booked(story, mine) == await booked(story, other) == ["Bo"]


async def test_a_minute_in_common_is_an_overlap_and_back_to_back_is_none(story: Story) -> None:
    await two(story, "tis 18-20", "fre 18-20")
    for when, kind in (
        ("tis 17-18:01", "signup-overlap"),
        ("tis 19:59-21", "signup-overlap"),
        ("tis 18:30-19", "signup-overlap"),
        ("tis 17-22", "signup-overlap"),
        ("tis 18-20", "signup-overlap"),
        ("tis 20-22", "signup-booked"),
        ("tis 16-18", "signup-booked"),
        ("ons 18-20", "signup-booked"),
    ):
        number = await shift(story, when, slug="eu-valskola")
        heard = await story.bo.says(f"!anmäl {number}")
        assert heard.kind == kind, f"{when}: {heard}"
        await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")


async def test_a_shift_over_midnight_overlaps_with_the_morning_after(story: Story) -> None:
    _, other = await two(story, "tis 22-03", "ons 02-04")
    await told(story.bo, f"!anmäl {other}", "signup-overlap")


async def test_what_was_left_or_cancelled_is_in_nobodys_way(story: Story) -> None:
    mine, other = await two(story, "tis 18-20", "tis 19-21")
    await told(story.bo, f"!avboka {mine}", "leave-done")
    await told(story.bo, f"!anmäl {other}", "signup-booked")
    await told(story.anna, f"!pass ställin {other} ändå", "shift-cancel-done")
    await told(story.bo, f"!anmäl {mine}", "signup-booked")


async def test_in_english_the_word_is_anyway(story: Story) -> None:
    _, other = await two(story, "tis 18-20", "tis 19-21")
    await english(story.bo)
    heard = await told(story.bo, f"!signup {other}", "signup-overlap")
    assert heard.text.endswith(f"write !signup #{other} anyway.")
    await told(story.bo, f"!signup #{other} anyway", "signup-booked")


async def test_insisting_gives_no_seat_on_a_full_shift(story: Story) -> None:
    _, other = await two(story, "tis 18-20", "tis 19-21")
    await told(story.anna, f"!pass ändra {other} platser=1", "shift-edited")
    await told(story.leyla, f"!anmäl {other}", "signup-booked")
    await told(story.bo, f"!anmäl {other} ändå", "signup-waitlisted")
    assert await booked(story, other) == ["Leyla"]
