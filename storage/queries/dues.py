"""Everything else that falls due: digests, call lists, retention, backups."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, and_, bindparam, cast, delete, exists, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.dialects import insert_into
from storage.models import District, Due, Outbox, Reminder, Room
from storage.states import DueState, OutboxState, ReminderState, RoomRole, RoomState


@dataclass(frozen=True, slots=True)
class Pending:
    """What there is to do: reminders that are due, written ones that did not go out, and other dues."""

    reminders: bool
    unsent: bool
    dues: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRoom:
    """A room that may have a digest, and the row planned for it, if there is one. Times are UTC."""

    room_id: int
    district_id: int
    digest: str | None
    timezone: str
    due_id: int | None
    subject: str | None
    due_at: datetime | None
    reason: str | None


# Asked at every tick, so they are put together once.
_PENDING = select(
    exists().where(Reminder.state == ReminderState.WAITING, Reminder.due_at <= bindparam("now")),
    exists().where(
        Outbox.state == OutboxState.WAITING,
        Outbox.reminder_id.is_not(None),
        Outbox.created_at <= bindparam("written_before"),
    ),
    exists().where(
        Due.state == DueState.WAITING,
        Due.due_at <= bindparam("now"),
        Due.kind.in_(bindparam("kinds", expanding=True)),
    ),
)
_DIGEST_ROOMS = (
    select(Room.id, District.id, Room.digest, District.timezone, Due.id, Due.subject, Due.due_at, Due.reason)
    .join(District, District.id == Room.district_id)
    .outerjoin(
        Due,
        and_(
            Due.state == DueState.WAITING,
            Due.kind == bindparam("kind"),
            Due.subject.like(literal("room:").concat(cast(Room.id, String)).concat(":%")),
        ),
    )
    .where(Room.state == RoomState.JOINED, Room.role.in_((RoomRole.DISTRICT, RoomRole.BRANCH)))
    .order_by(Room.id, Due.id)
)


class Dues:
    """A due is unique by kind and subject: however often it is planned, it is done once."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def pending(self, now: datetime, *, written_before: datetime, kinds: Iterable[str]) -> Pending:
        """Whether anything is due at all, of these kinds: one look for the many ticks when nothing is."""
        values = {"now": now, "written_before": written_before, "kinds": list(kinds)}
        row = (await self._session.execute(_PENDING, values)).one()
        return Pending(bool(row[0]), bool(row[1]), bool(row[2]))

    async def digest_rooms(self, kind: str) -> list[DigestRoom]:
        """The rooms of districts and branches that the bot is in now; one entry for each planned row."""
        rows = await self._session.execute(_DIGEST_ROOMS, {"kind": kind})
        return [
            DigestRoom(
                room_id=row[0],
                district_id=row[1],
                digest=row[2],
                timezone=row[3],
                due_id=row[4],
                subject=row[5],
                due_at=row[6],
                reason=row[7],
            )
            for row in rows
        ]

    async def plan(self, kind: str, subject: str, due_at: datetime, *, district_id: int | None) -> bool:
        """Plan it unless it is there already, done or not; whether it was new."""
        dialect = self._session.get_bind().dialect.name
        new = await self._session.scalar(
            insert_into(Due, dialect)
            .values(
                kind=kind, subject=subject, due_at=due_at, district_id=district_id, state=DueState.WAITING
            )
            .on_conflict_do_nothing(index_elements=["kind", "subject"])
            .returning(Due.id)
        )
        return new is not None

    async def plan_again(self, kind: str, subject: str, due_at: datetime, *, district_id: int | None) -> None:
        """As `plan`, but what expired is taken up again; what was done stays done."""
        if not await self.plan(kind, subject, due_at, district_id=district_id):
            await self._session.execute(
                update(Due)
                .where(Due.kind == kind, Due.subject == subject, Due.state != DueState.DONE)
                .values(state=DueState.WAITING, due_at=due_at, reason=None)
                .execution_options(synchronize_session=False)
            )

    async def subjects(self, kinds: Iterable[str]) -> set[tuple[str, str]]:
        """Kind and subject of everything of these kinds that was ever planned."""
        rows = await self._session.execute(select(Due.kind, Due.subject).where(Due.kind.in_(list(kinds))))
        return {(row[0], row[1]) for row in rows}

    async def settle(self, kind: str, subject: str, due_at: datetime, *, district_id: int | None) -> None:
        """It counts as done, whether it was planned or not."""
        await self.plan(kind, subject, due_at, district_id=district_id)
        await self._session.execute(
            update(Due)
            .where(Due.kind == kind, Due.subject == subject)
            .values(state=DueState.DONE)
            .execution_options(synchronize_session=False)
        )

    async def due(self, now: datetime, *, kinds: Iterable[str], limit: int = 100) -> Sequence[Due]:
        """What is waiting and whose time has come, of these kinds, the longest due first."""
        query = (
            select(Due)
            .where(Due.state == DueState.WAITING, Due.due_at <= now, Due.kind.in_(list(kinds)))
            .order_by(Due.due_at, Due.id)
            .limit(limit)
        )
        return (await self._session.scalars(query)).all()

    async def waiting(self, kind: str, subject_prefix: str = "") -> Sequence[Due]:
        """What is planned and not done, whenever it is due, for subjects that begin so."""
        return await self._of(kind, subject_prefix, DueState.WAITING)

    async def done(self, kind: str, subject_prefix: str) -> Sequence[Due]:
        """What was done for subjects that begin so."""
        return await self._of(kind, subject_prefix, DueState.DONE)

    async def _of(self, kind: str, subject_prefix: str, state: DueState) -> Sequence[Due]:
        query = select(Due).where(Due.kind == kind, Due.state == state).order_by(Due.id)
        if subject_prefix:
            query = query.where(Due.subject.startswith(subject_prefix, autoescape=True))
        return (await self._session.scalars(query.execution_options(populate_existing=True))).all()

    async def claim(self, due_id: int) -> bool:
        """Mark it done if it is still waiting; whoever gets True does it, nobody else does."""
        claimed = await self._session.scalar(
            update(Due)
            .where(Due.id == due_id, Due.state == DueState.WAITING)
            .values(state=DueState.DONE, reason=None)
            .returning(Due.id)
            .execution_options(synchronize_session=False)
        )
        return claimed is not None

    async def move(self, due_id: int, due_at: datetime, *, reason: str | None = None) -> None:
        """It is to be done at another time; `reason` says why, if it is late already."""
        await self._change(due_id, state=DueState.WAITING, due_at=due_at, reason=reason)

    async def expire(self, due_id: int, reason: str) -> None:
        """It will not be done, and this is why."""
        await self._change(due_id, state=DueState.EXPIRED, reason=reason)

    async def _change(self, due_id: int, **values: Any) -> None:
        await self._session.execute(
            update(Due).where(Due.id == due_id).values(**values).execution_options(synchronize_session=False)
        )

    async def withdraw(self, kind: str, subject_prefix: str) -> None:
        """Forget what is planned and not done for subjects that begin so."""
        await self._session.execute(
            delete(Due)
            .where(
                Due.kind == kind,
                Due.state == DueState.WAITING,
                Due.subject.startswith(subject_prefix, autoescape=True),
            )
            .execution_options(synchronize_session=False)
        )
