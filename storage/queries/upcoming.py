"""What the bot will do next, what waits to be sent, and what could not be: for those who look after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Due, Outbox, Reminder, Signup
from storage.states import DueState, OutboxAction, OutboxState, ReminderState


@dataclass(frozen=True, slots=True)
class ReminderGroup:
    """Reminders of one shift that are due at one time. `count` people."""

    due_at: datetime
    shift_id: int
    count: int


@dataclass(frozen=True, slots=True)
class Letters:
    """Messages that have not gone out. `oldest`: when the one that waits longest was written.

    `later` of them wait for their time, `tried` have been tried in vain; the others are on their way.
    """

    count: int
    oldest: datetime | None
    later: int
    tried: int


class Upcoming:
    """Every question is asked within one district."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def reminders(self, district_id: int, *, limit: int) -> list[ReminderGroup]:
        """The next personal reminders, soonest first."""
        query = (
            select(Reminder.due_at, Signup.shift_id, func.count(Reminder.id))
            .join(Signup, Signup.id == Reminder.signup_id)
            .where(Reminder.district_id == district_id, Reminder.state == ReminderState.WAITING)
            .group_by(Reminder.due_at, Signup.shift_id)
            .order_by(Reminder.due_at, Signup.shift_id)
            .limit(limit)
        )
        return [ReminderGroup(*row) for row in await self._session.execute(query)]

    async def dues(self, district_id: int, *, limit: int) -> Sequence[Due]:
        """What else is planned, soonest first."""
        query = (
            select(Due)
            .where(Due.district_id == district_id, Due.state == DueState.WAITING)
            .order_by(Due.due_at, Due.id)
            .limit(limit)
            .execution_options(populate_existing=True)
        )
        return (await self._session.scalars(query)).all()

    async def letters(self, district_id: int, *, now: datetime) -> Letters:
        """Messages of the district that wait to be sent; the bot's own reactions under them do not count."""
        tried = Outbox.attempts > 0
        query = select(
            func.count(Outbox.id),
            func.min(Outbox.created_at),
            func.count(Outbox.id).filter(~tried, Outbox.next_try_at > now),
            func.count(Outbox.id).filter(tried),
        ).where(
            Outbox.district_id == district_id,
            Outbox.state == OutboxState.WAITING,
            Outbox.action == OutboxAction.SEND,
        )
        return Letters(*(await self._session.execute(query)).one())

    async def dead(self, district_id: int, *, since: datetime) -> list[tuple[str, bool, int]]:
        """What was written after `since` and could not be delivered: kinds, whether answers, and how many."""
        answers = Outbox.answers.is_not(None)
        query = (
            select(Outbox.kind, answers, func.count(Outbox.id))
            .where(
                Outbox.district_id == district_id,
                Outbox.state == OutboxState.DEAD,
                Outbox.action == OutboxAction.SEND,
                Outbox.created_at >= since,
            )
            .group_by(Outbox.kind, answers)
            .order_by(func.count(Outbox.id).desc(), Outbox.kind, answers)
        )
        return [(row[0], bool(row[1]), row[2]) for row in await self._session.execute(query)]
