"""Letting time pass in a story: from one thing that is due to the next, or in even steps."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from storage.models import Due, Outbox, Reminder
from storage.states import DueState, OutboxState, ReminderState
from tests.support.story import STOCKHOLM, Heard, Story

OFTEN = timedelta(minutes=10)
"""For stories in which something goes wrong between the times at which something is due."""


async def wait(story: Story, moment: str, *, step: timedelta | None = None) -> None:
    """Until a local time. Without `step` the clock stops whenever anything is due, and every six hours."""
    end = local(moment)
    await story.tick()  # what was just said may have made something due
    while story.clock.now() < end:
        coming = end if step is not None else min(end, await _next_due(story))
        await story.until(coming, step=step or timedelta(days=1))


async def _next_due(story: Story) -> datetime:
    now = story.clock.now()
    queries = (
        select(func.min(Reminder.due_at)).where(
            Reminder.state == ReminderState.WAITING, Reminder.due_at > now
        ),
        select(func.min(Due.due_at)).where(Due.state == DueState.WAITING, Due.due_at > now),
        select(func.min(Outbox.next_try_at)).where(
            Outbox.state == OutboxState.WAITING, Outbox.next_try_at > now
        ),
    )
    async with story.store() as store:
        times = [await store.session.scalar(query) for query in queries]
    return min((at for at in times if at is not None), default=now + timedelta(hours=6))


async def away(story: Story, until: str) -> None:
    """The bot is down until a local time, and back then."""
    await story.stop_bot()
    story.clock.set(local(until))
    await story.start_bot()
    await story.tick()
    await story.tick()


def local(moment: str) -> datetime:
    """A local time in Stockholm, such as "2024-05-07 18:00"."""
    return datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM)


def of_kind(heard: list[Heard], kind: str) -> list[Heard]:
    return [one for one in heard if one.kind == kind]


def times(heard: list[Heard]) -> list[str]:
    """The local times at which messages came: "Tue 16:00"."""
    return [f"{one.at.astimezone(STOCKHOLM):%a %H:%M}" for one in heard]
