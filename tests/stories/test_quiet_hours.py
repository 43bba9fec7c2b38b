"""Quiet hours, 21 to 8: nothing but answers, and nothing lost by that."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy import select

from bot.platforms.base import IncomingKind
from bot.platforms.memory import LostAnswer
from storage.models import Reminder
from tests.stories.given import activity, ringstuga, shift, told
from tests.stories.waiting import OFTEN, away, of_kind, times, wait
from tests.support.story import STOCKHOLM, Heard, Story


def reminders(heard: list[Heard]) -> list[str]:
    """The local times at which reminders came."""
    return times(of_kind(heard, "reminder-shift"))


async def fate_of_the_last(story: Story) -> tuple[str, str | None]:
    """What became of the reminder for the shortest time before."""
    async with story.store() as store:
        row = (await store.session.scalars(select(Reminder).order_by(Reminder.minutes))).first()
        assert row is not None
        return row.state.value, row.reason


async def test_for_an_early_shift_the_reminder_comes_the_evening_before(story: Story) -> None:
    number = await ringstuga(story, "ons 7-9")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    story.bo.new()
    await wait(story, "2024-05-08 10:00")
    assert reminders(story.bo.new()) == ["Mon 20:50", "Tue 20:50"]


async def test_what_the_quiet_hours_push_together_is_said_once(story: Story) -> None:
    number = await ringstuga(story, "ons 8-10")
    await told(story.bo, "!påminn 12h 2h", "remind-set")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    story.bo.new()
    await wait(story, "2024-05-08 10:00")
    assert reminders(story.bo.new()) == ["Tue 20:50"]


@pytest.mark.parametrize(
    ("when", "came", "fate"),
    [
        ("tis 9.30-11", ["Tue 08:00"], ("sent", None)),
        ("tis 8.10-10", [], ("expired", "quiet")),
        ("tis 7-9", [], ("expired", "quiet")),
    ],
)
async def test_whoever_signs_up_in_the_night_is_answered_but_not_woken(
    story: Story, when: str, came: list[str], fate: tuple[str, str | None]
) -> None:
    number = await ringstuga(story, when)
    await wait(story, "2024-05-06 22:00")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    story.bo.new()
    await wait(story, "2024-05-07 12:00")
    assert reminders(story.bo.new()) == came
    assert await fate_of_the_last(story) == fate


async def test_a_reminder_missed_in_the_evening_waits_for_the_morning_and_is_late(story: Story) -> None:
    number = await ringstuga(story, "tis 9-11")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    story.bo.new()
    await wait(story, "2024-05-06 20:40")
    await away(story, "2024-05-06 22:00")
    await wait(story, "2024-05-07 09:00")
    (late,) = of_kind(story.bo.new(), "reminder-shift")
    assert times([late]) == ["Tue 08:00"]
    assert "den här påminnelsen är sen" in late.text
    assert "Om 1 timme" in late.text


async def test_a_reminder_held_up_by_an_outage_does_not_come_in_the_night(story: Story) -> None:
    await activity(story)
    for who, when, wish in ((story.bo, "tis 7-9", "2h 13h"), (story.leyla, "tis 18-20", "22h 2h")):
        await told(who, f"!påminn {wish}", "remind-set")
        await told(who, f"!anmäl #{await shift(story, when)}", "signup-booked")
    await wait(story, "2024-05-06 17:50")
    story.bo.new()
    story.leyla.new()
    story.server.fault = LostAnswer(10_000, stage="before")
    await wait(story, "2024-05-06 21:30", step=OFTEN)
    story.server.fault = None
    for who in (story.bo, story.leyla):
        await story.post(IncomingKind.MESSAGE, who, who.direct, text="mina")
    await wait(story, "2024-05-07 19:00")
    bo, leyla = story.bo.new(), story.leyla.new()
    assert reminders(bo) == [], "there was no time left before the early shift"
    assert reminders(leyla) == ["Tue 08:00", "Tue 16:00"]
    assert "den här påminnelsen är sen" in of_kind(leyla, "reminder-shift")[0].text
    for heard in (bo, leyla):
        assert times(of_kind(heard, "mine-list")) == ["Mon 21:30"], "the answer had to wait for the morning"


async def test_no_message_but_answers_is_sent_in_the_quiet_hours_of_a_busy_week(story: Story) -> None:
    await activity(story)
    for when in ("tis 7-9", "tis 21-23", "ons 0.30-2", "ons 8-10", "tor 22-23", "fre 6-7"):
        number = await shift(story, when)
        await told(story.bo, f"!anmäl #{number}", "signup-booked")
        await told(story.leyla, f"!anmäl #{number}", "signup-booked")
    await told(story.leyla, "!påminn 10h 3h 30m", "remind-set")
    await wait(story, "2024-05-10 12:00")
    heard = [*story.bo.new(), *story.leyla.new(), *story.district_room.new(), *story.organizers_room.new()]
    unasked = [one for one in heard if not one.message.answers]
    assert len(unasked) > 20
    loud = [one for one in unasked if time(8) <= one.at.astimezone(STOCKHOLM).time() < time(21)]
    assert unasked == loud
