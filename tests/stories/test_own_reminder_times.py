"""Everyone decides for themselves when they are reminded; also of what they are signed up for already."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.stories.given import english, kinds, ringstuga, shift, told
from tests.support.story import Story

STEP = timedelta(hours=3)
"""The clock stops at the moments that matter in any case."""


async def own_times(story: Story) -> list[int] | None:
    async with story.store() as store:
        found = await store.people.identity("memory", story.bo.address)
        assert found is not None
        return found[1].remind


async def reminded(story: Story, moments: tuple[str, ...]) -> list[int]:
    """How many messages Bo got up to each of the moments."""
    counts = []
    for moment in moments:
        await story.until(moment, step=STEP)
        counts.append(len([one for one in story.bo.new() if one.kind == "reminder-shift"]))
    return counts


async def test_own_times_hold_for_a_seat_taken_before_they_were_chosen(story: Story) -> None:
    await ringstuga(story, "tor 18-20")
    await story.bo.says("!anmäl 1")
    heard = await told(story.bo, "!påminn 3h", "remind-set")
    assert "3 timmar" in heard.text
    assert await reminded(story, ("2024-05-09 14:55", "2024-05-09 15:10", "2024-05-09 18:00")) == [0, 1, 0]


async def test_and_for_seats_taken_later(story: Story) -> None:
    await ringstuga(story, "tor 18-20")
    await story.bo.says("!påminn 2 dagar, 30min")
    await story.bo.says("!anmäl 1")
    assert await own_times(story) == [2880, 30]
    moments = ("2024-05-07 17:55", "2024-05-07 18:10", "2024-05-09 17:25", "2024-05-09 17:40")
    assert await reminded(story, moments) == [0, 1, 0, 1]


@pytest.mark.parametrize("word", ["av", "off", "inga", "none"])
async def test_off_means_none_at_all(story: Story, word: str) -> None:
    await ringstuga(story, "ons 18-20")
    await story.bo.says("!anmäl 1")
    heard = await told(story.bo, f"!påminn {word}", "remind-set")
    assert "inga påminnelser" in heard.text
    assert await own_times(story) == []
    assert await reminded(story, ("2024-05-08 18:00",)) == [0]


async def test_the_usual_times_come_back(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await story.bo.says("!påminn av")
    await story.bo.says("!anmäl 1")
    heard = await told(story.bo, "!påminn standard", "remind-set")
    assert "1 dag före och 2 timmar före" in heard.text
    assert await own_times(story) is None
    assert await reminded(story, ("2024-05-07 18:10", "2024-05-08 16:10")) == [1, 1]


async def test_without_a_word_they_are_shown(story: Story) -> None:
    heard = await told(story.bo, "!påminn", "remind-shown")
    assert "1 dag före och 2 timmar före" in heard.text
    await story.bo.says("!påminn 2h 24h 2h")
    assert await own_times(story) == [1440, 120]
    heard = await told(story.bo, "!påminn", "remind-shown")
    assert "!påminn standard" in heard.text
    await story.bo.says("!påminn av")
    heard = await told(story.bo, "!påminn", "remind-shown")
    assert "inga påminnelser" in heard.text


@pytest.mark.parametrize(
    "text", ["snart", "24", "4min", "15d", "1h 2h 3h 4h 5h 6h", "2h imorgon", "-1h", "٢h"]
)
async def test_what_cannot_be_meant_changes_nothing(story: Story, text: str) -> None:
    await story.bo.says("!påminn 3h")
    heard = await told(story.bo, f"!påminn {text}", "error-remind")
    assert "Inget är ändrat" in heard.text
    assert "!påminn 24h 2h" in heard.text
    assert await own_times(story) == [180]


async def test_only_the_own_times_change(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await shift(story, "tor 18-20")
    for one in (story.bo, story.leyla):
        await one.says("!anmäl 1")
    await story.bo.says("!påminn av")
    await story.until("2024-05-07 18:10", step=STEP)
    assert kinds(story.leyla.new()) == ["reminder-shift"]


async def test_the_same_in_english(story: Story) -> None:
    await english(story.bo)
    heard = await told(story.bo, "!remind 2 days and 90 min", "remind-set")
    assert "of each shift 2 days before and 90 min before" in heard.text
    heard = await told(story.bo, "!remind off", "remind-set")
    assert "no reminders" in heard.text
    heard = await told(story.bo, "!remind soon", "error-remind")
    assert "!remind 24h 2h" in heard.text
