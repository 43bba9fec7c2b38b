"""Being reminded: in time, once, and of nothing that no longer applies."""

from __future__ import annotations

from sqlalchemy import select

from bot.platforms.base import IncomingKind
from bot.platforms.memory import LostAnswer
from storage.models import Reminder
from tests.stories.given import english, kinds, ringstuga, told
from tests.stories.waiting import OFTEN, away, local, of_kind, times, wait
from tests.support.story import Heard, Someone, Story


def heard_at(heard: list[Heard]) -> list[str]:
    """The local times at which reminders came; anything else is not counted."""
    return times(of_kind(heard, "reminder-shift"))


async def outcomes(story: Story) -> list[tuple[int, str, str | None]]:
    """What became of each reminder: minutes before, state, reason."""
    async with story.store() as store:
        rows = await store.session.scalars(select(Reminder).order_by(Reminder.minutes.desc(), Reminder.id))
        return [(row.minutes, row.state.value, row.reason) for row in rows]


async def bo_on_tuesday(story: Story, when: str = "tis 18-20", *, more: str = "platser=8") -> int:
    """Bo has a seat on Tuesday's ringstuga; it is Monday 10:00."""
    number = await ringstuga(story, when, more=more)
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    return number


async def reminders_until(story: Story, moment: str, *, who: Someone | None = None) -> list[str]:
    await wait(story, moment)
    return heard_at((who or story.bo).new())


async def test_bo_is_reminded_a_day_and_two_hours_before(story: Story) -> None:
    number = await bo_on_tuesday(story, more='platser=8 plats="Folkets hus"')
    story.bo.new()
    await wait(story, "2024-05-06 18:00")
    (first,) = story.bo.new()
    assert heard_at([first]) == ["Mon 18:00"]
    assert "Om 1 dag" in first.text
    assert "tis 7 maj 18.00–20.00" in first.text
    assert "Folkets hus" in first.text
    assert f"!avboka #{number}" in first.text
    assert first.notify
    assert first.mentions == (story.bo.address,)
    await wait(story, "2024-05-07 20:00")
    (second,) = story.bo.new()
    assert heard_at([second]) == ["Tue 16:00"]
    assert "Om 2 timmar" in second.text
    assert "sen" not in second.text.split()


async def test_a_reminder_is_in_the_persons_own_language(story: Story) -> None:
    await bo_on_tuesday(story)
    await english(story.bo)
    story.bo.new()
    await wait(story, "2024-05-06 18:00")
    (first,) = story.bo.new()
    assert "In 1 day you have a shift" in first.text
    assert "!leave #" in first.text


async def test_nobody_is_reminded_of_a_shift_they_have_left(story: Story) -> None:
    number = await bo_on_tuesday(story)
    await wait(story, "2024-05-06 18:00")
    await told(story.bo, f"!avboka #{number}", "leave-done")
    story.bo.new()
    assert await reminders_until(story, "2024-05-07 20:00") == []
    assert (120, "withdrawn", "left") in await outcomes(story)


async def test_whoever_comes_back_is_not_told_again_what_they_know(story: Story) -> None:
    number = await bo_on_tuesday(story)
    await wait(story, "2024-05-06 18:30")
    await told(story.bo, f"!avboka #{number}", "leave-done")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    story.bo.new()
    assert await reminders_until(story, "2024-05-07 20:00") == ["Tue 16:00"]


async def test_late_joiners_are_reminded_too(story: Story) -> None:
    number = await ringstuga(story)
    await wait(story, "2024-05-07 15:00")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    await wait(story, "2024-05-07 16:20")
    await told(story.leyla, f"!anmäl #{number}", "signup-booked")
    story.leyla.new()
    await wait(story, "2024-05-07 20:00")
    assert heard_at(story.bo.new()) == ["Tue 16:00"]
    assert heard_at(story.leyla.new()) == ["Tue 17:10"]


async def test_whoever_signs_up_at_the_door_is_not_bothered(story: Story) -> None:
    number = await ringstuga(story)
    await wait(story, "2024-05-07 17:40")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    assert await reminders_until(story, "2024-05-07 20:00") == []


async def test_own_times_count_for_shifts_one_already_has(story: Story) -> None:
    await bo_on_tuesday(story)
    await told(story.bo, "!påminn 5h 30m", "remind-set")
    assert await reminders_until(story, "2024-05-07 20:00") == ["Tue 13:00", "Tue 17:30"]


async def test_whoever_wants_no_reminders_gets_none(story: Story) -> None:
    await bo_on_tuesday(story)
    await told(story.bo, "!påminn av", "remind-set")
    assert await reminders_until(story, "2024-05-07 20:00") == []


async def test_a_changed_wish_does_not_repeat_what_was_sent(story: Story) -> None:
    await bo_on_tuesday(story)
    await wait(story, "2024-05-06 18:00")
    assert heard_at(story.bo.new()) == ["Mon 18:00"]
    await told(story.bo, "!påminn av", "remind-set")
    await told(story.bo, "!påminn 24h 1h", "remind-set")
    assert await reminders_until(story, "2024-05-07 20:00") == ["Tue 17:00"]


async def test_a_moved_shift_reminds_before_its_new_time_only(story: Story) -> None:
    number = await bo_on_tuesday(story)
    await wait(story, "2024-05-06 18:00")
    assert heard_at(story.bo.new()) == ["Mon 18:00"]
    await told(story.anna, f"!pass ändra #{number} ons 17-19", "shift-edited")
    assert await reminders_until(story, "2024-05-08 20:00") == ["Tue 17:00", "Wed 15:00"]
    assert (120, "withdrawn", "moved") in await outcomes(story)


async def test_a_cancelled_shift_reminds_nobody(story: Story) -> None:
    number = await bo_on_tuesday(story)
    await told(story.anna, f"!pass ställin #{number} ändå", "shift-cancel-done")
    assert await reminders_until(story, "2024-05-07 20:00") == []


async def test_a_restart_changes_nothing(story: Story) -> None:
    await bo_on_tuesday(story)
    await wait(story, "2024-05-06 17:50")
    await story.restart()
    await wait(story, "2024-05-06 18:00")
    await story.restart()
    await story.tick()
    await wait(story, "2024-05-07 16:00")
    await story.restart()
    assert await reminders_until(story, "2024-05-07 20:00") == ["Mon 18:00", "Tue 16:00"]


async def test_late_is_said_to_be_late(story: Story) -> None:
    await bo_on_tuesday(story)
    await wait(story, "2024-05-06 18:00")
    story.bo.new()
    await away(story, "2024-05-07 17:10")
    (late,) = story.bo.new()
    assert "den här påminnelsen är sen" in late.text
    assert "Om 50 minuter" in late.text
    assert await reminders_until(story, "2024-05-07 20:00") == []


async def test_nobody_is_reminded_of_what_has_begun(story: Story) -> None:
    await bo_on_tuesday(story)
    await wait(story, "2024-05-06 18:00")
    story.bo.new()
    await away(story, "2024-05-07 18:00")
    assert heard_at(story.bo.new()) == []
    assert await outcomes(story) == [(1440, "sent", None), (120, "expired", "started")]


async def test_after_a_long_absence_there_is_one_reminder_not_two(story: Story) -> None:
    await bo_on_tuesday(story)
    story.bo.new()
    await away(story, "2024-05-07 16:30")
    assert heard_at(story.bo.new()) == ["Tue 16:30"]
    assert await outcomes(story) == [(1440, "expired", "merged"), (120, "sent", None)]


async def test_a_late_one_gives_way_to_the_next_that_is_near(story: Story) -> None:
    await bo_on_tuesday(story)
    story.bo.new()
    await away(story, "2024-05-07 15:40")
    assert heard_at(story.bo.new()) == []
    assert await reminders_until(story, "2024-05-07 20:00") == ["Tue 16:00"]


async def test_a_reminder_held_up_by_an_outage_tells_the_time_as_it_is(story: Story) -> None:
    await bo_on_tuesday(story)
    await wait(story, "2024-05-07 15:50")
    story.bo.new()
    story.server.fault = LostAnswer(10_000, stage="before")
    await wait(story, "2024-05-07 17:00", step=OFTEN)
    story.server.fault = None
    await wait(story, "2024-05-07 17:30", step=OFTEN)
    (late,) = story.bo.new()
    assert kinds([late]) == ["reminder-shift"]
    minutes = round((local("2024-05-07 18:00") - late.at).total_seconds() / 60)
    assert "den här påminnelsen är sen" in late.text
    assert f"Om {minutes - minutes % 5} minuter" in late.text or f"Om {minutes} minuter" in late.text


async def test_a_reminder_held_up_until_the_start_is_not_sent_at_all(story: Story) -> None:
    await bo_on_tuesday(story)
    await wait(story, "2024-05-07 15:50")
    story.bo.new()
    story.server.fault = LostAnswer(10_000, stage="before")
    await wait(story, "2024-05-07 18:10", step=OFTEN)
    story.server.fault = None
    await wait(story, "2024-05-07 19:00")
    assert heard_at(story.bo.new()) == []
    assert (await outcomes(story))[-1][1] == "expired"


async def test_a_reminder_held_up_does_not_reach_whoever_has_left(story: Story) -> None:
    number = await bo_on_tuesday(story)
    await wait(story, "2024-05-07 15:50")
    story.bo.new()
    story.server.fault = LostAnswer(10_000, stage="before")
    await wait(story, "2024-05-07 16:10", step=OFTEN)
    await story.post(IncomingKind.MESSAGE, story.bo, story.district_room, text=f"!avboka #{number}")
    story.server.fault = None
    assert await reminders_until(story, "2024-05-07 19:00") == []
