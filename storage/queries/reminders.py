"""Personal reminders as rows: what is due, what was withdrawn, and why something was not sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, and_, bindparam, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Outbox, Reminder, Shift, Signup
from storage.prepared import Prepared
from storage.rows import Rows
from storage.states import OutboxState, ReminderState, ShiftState, SignupState

LATE = "late"
"""The `reason` of a waiting reminder whose time has come and which waits for quiet hours to end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueReminder:
    """A reminder with what decides whether it still applies. Times are UTC.

    `waited`: for quiet hours to end. `obsolete`: "left", "cancelled" or "moved".
    """

    id: int
    signup_id: int
    person_id: int
    shift_id: int
    district_id: int
    minutes: int
    revision: int
    due: datetime
    starts: datetime
    waited: bool
    obsolete: str | None

    @classmethod
    def of(cls, reminder: Reminder, signup: Signup, shift: Shift) -> DueReminder:
        return cls(
            id=reminder.id,
            signup_id=signup.id,
            person_id=signup.person_id,
            shift_id=shift.id,
            district_id=reminder.district_id,
            minutes=reminder.minutes,
            revision=reminder.revision,
            due=reminder.due_at,
            starts=shift.starts_at,
            waited=reminder.reason == LATE,
            obsolete=_obsolete(reminder, signup, shift),
        )


def _obsolete(reminder: Reminder, signup: Signup, shift: Shift) -> str | None:
    """Why the reminder no longer applies, whatever the time; None when it does."""
    if signup.state != SignupState.BOOKED:
        return "left"
    if shift.state == ShiftState.CANCELLED:
        return "cancelled"
    return "moved" if shift.revision != reminder.revision else None


_TABLE = cast(Table, Reminder.__table__)
_WITHDRAW = Prepared(
    update(_TABLE)
    .where(_TABLE.c.signup_id == bindparam("signup"), _TABLE.c.state == ReminderState.WAITING)
    .values(state=ReminderState.WITHDRAWN, reason=bindparam("why"))
)
_ROWS = Rows(Reminder)
_OF_SIGNUP = Prepared(
    select(*_ROWS.columns).where(_TABLE.c.signup_id == bindparam("signup")).order_by(_TABLE.c.id)
)
_WITH_SHIFT: Any = (
    select(Reminder, Signup, Shift)
    .join(Signup, Signup.id == Reminder.signup_id)
    .join(Shift, Shift.id == Signup.shift_id)
)


class Reminders:
    """Unique per sign-up, minutes before, and revision of the shift's time (DESIGN.md, "Time")."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, reminders: Iterable[Reminder]) -> None:
        """Keep new ones."""
        await _ROWS.write(self._session, reminders)

    async def of_signups(self, signup_ids: Iterable[int]) -> dict[int, list[Reminder]]:
        """The reminders of several sign-ups, by sign-up, oldest first; to look at and to `change`."""
        return {
            signup: [_ROWS.read(row) for row in await _OF_SIGNUP.rows(self._session, signup=signup)]
            for signup in signup_ids
        }

    async def change(self, reminder: Reminder, **values: Any) -> None:
        """Write these columns of a reminder."""
        await _ROWS.change(self._session, reminder, **values)

    async def due(self, now: datetime, *, limit: int = 200) -> list[DueReminder]:
        """Waiting reminders whose time has come, the longest due first."""
        rows = await self._session.execute(
            _WITH_SHIFT.where(Reminder.state == ReminderState.WAITING, Reminder.due_at <= now)
            .order_by(Reminder.due_at, Reminder.id)
            .limit(limit)
        )
        return [DueReminder.of(row[0], row[1], row[2]) for row in rows]

    async def unsent(self, written_before: datetime, *, limit: int = 200) -> list[tuple[DueReminder, Outbox]]:
        """Reminders whose message was written some time ago and still waits to go out, oldest first."""
        rows = await self._session.execute(
            _WITH_SHIFT.add_columns(Outbox)
            .join(Outbox, Outbox.reminder_id == Reminder.id)
            .where(Outbox.state == OutboxState.WAITING, Outbox.created_at <= written_before)
            .order_by(Outbox.id)
            .limit(limit)
        )
        return [(DueReminder.of(row[0], row[1], row[2]), row[3]) for row in rows]

    async def claim(self, reminder_id: int) -> bool:
        """Mark it sent if it is still waiting; whoever gets True writes the message, nobody else does."""
        claimed = await self._session.scalar(
            update(Reminder)
            .where(Reminder.id == reminder_id, Reminder.state == ReminderState.WAITING)
            .values(state=ReminderState.SENT, reason=None)
            .returning(Reminder.id)
            .execution_options(synchronize_session=False)
        )
        return claimed is not None

    async def postpone(self, reminder_id: int, until: datetime) -> None:
        """Its time has come, and quiet hours too: it waits until they end, and is then late."""
        await self._session.execute(
            update(Reminder)
            .where(Reminder.id == reminder_id, Reminder.state == ReminderState.WAITING)
            .values(due_at=until, reason=LATE)
            .execution_options(synchronize_session=False)
        )

    async def following(self, one: DueReminder) -> datetime | None:
        """When the next waiting reminder of the same sign-up is due: one for a shorter time before."""
        return await self._session.scalar(
            select(func.min(Reminder.due_at)).where(
                Reminder.signup_id == one.signup_id,
                Reminder.revision == one.revision,
                Reminder.state == ReminderState.WAITING,
                Reminder.minutes < one.minutes,
            )
        )

    async def written(self, reminder_ids: Iterable[int]) -> dict[int, datetime | None]:
        """When the message of each was written; None where it was taken back before it went out."""
        rows = await self._session.execute(
            select(Outbox.reminder_id, Outbox.created_at, Outbox.state)
            .where(Outbox.reminder_id.in_(list(reminder_ids)))
            .order_by(Outbox.id)
        )
        return {
            reminder_id: None if state == OutboxState.DROPPED else created
            for reminder_id, created, state in rows
            if reminder_id is not None
        }

    async def withdraw_for_shift(
        self, shift_id: int, reason: str, *, but_revision: int | None = None
    ) -> None:
        """Nothing more is to be sent for this shift, but for one revision of its time, if that is given.

        Messages already written that have not arrived, as far as is known, are taken back too.
        """
        chosen = and_(
            Reminder.signup_id.in_(select(Signup.id).where(Signup.shift_id == shift_id)),
            true() if but_revision is None else Reminder.revision != but_revision,
        )
        await self._session.execute(
            update(Outbox)
            .where(
                Outbox.reminder_id.in_(select(Reminder.id).where(chosen)),
                Outbox.state == OutboxState.WAITING,
            )
            .values(state=OutboxState.DROPPED, text=None, attachment=None, reason="withdrawn")
            .execution_options(synchronize_session=False)
        )
        await self._session.execute(
            update(Reminder)
            .where(chosen, Reminder.state == ReminderState.WAITING)
            .values(state=ReminderState.WITHDRAWN, reason=reason)
            .execution_options(synchronize_session="fetch")
        )

    async def withdraw(self, signup_id: int, reason: str) -> None:
        """Nothing more is to be sent for this sign-up."""
        await _WITHDRAW.run(self._session, signup=signup_id, why=reason)

    async def set_state(self, reminder_id: int, state: ReminderState, reason: str | None) -> None:
        await self._session.execute(
            update(Reminder)
            .where(Reminder.id == reminder_id)
            .values(state=state, reason=reason)
            .execution_options(synchronize_session=False)
        )

    async def booked_signups_of(self, person_id: int, *, now: datetime) -> Sequence[tuple[Signup, Shift]]:
        """The person's seats on shifts that have not begun, in whatever district."""
        rows = await self._session.execute(
            select(Signup, Shift)
            .join(Shift, Shift.id == Signup.shift_id)
            .where(
                Signup.person_id == person_id,
                Signup.state == SignupState.BOOKED,
                Shift.state != ShiftState.CANCELLED,
                Shift.starts_at > now,
            )
            .order_by(Shift.starts_at)
        )
        return [(row[0], row[1]) for row in rows]
