"""Messages on their way out: written with the change they tell of, sent in order, once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Identity, Inbox, Outbox, Question
from storage.prepared import Prepared
from storage.queries.named_in_text import note_accounts
from storage.rows import Rows
from storage.states import OutboxAction, OutboxState

# Used for every message, hence built once.
_TABLE = cast(Table, Outbox.__table__)
_IDENTITY = cast(Table, Identity.__table__)
_WAITING = (
    select(Outbox)
    .where(
        Outbox.state == OutboxState.WAITING,
        Outbox.platform == bindparam("platform"),
        Outbox.id > bindparam("after"),
    )
    .order_by(Outbox.id)
)
_SENT = Prepared(
    update(_TABLE)
    .where(_TABLE.c.id == bindparam("row"))
    .values(
        state=OutboxState.SENT,
        sent_event_id=bindparam("event"),
        room=func.coalesce(bindparam("to_room"), _TABLE.c.room),
        file_event_id=bindparam("file"),
        text=None,
        attachment=None,
        reason=None,
    )
)
_SET_BATCH = Prepared(
    update(_TABLE).where(_TABLE.c.id == bindparam("row")).values(batch_id=bindparam("batch"))
)
_ROWS = Rows(Outbox)
NOT_UNDERSTOOD = ("error-unknown", "error-answer-number")
"""The answers to what is no command at all, and to a word where a number was asked for."""


class Arrival(NamedTuple):
    """`events`: what it became, and its file. `sent_as`: the row under whose number it went out."""

    state: OutboxState
    events: tuple[str, ...]
    room: str | None
    sent_as: int
    tried: bool


def _news(kinds: tuple[str, ...]) -> tuple[Any, ...]:
    """Messages of these kinds to one person about one shift that have not arrived."""
    accounts = select(_IDENTITY.c.id).where(_IDENTITY.c.person_id == bindparam("person"))
    return (
        _TABLE.c.identity_id.in_(accounts),
        _TABLE.c.shift_id == bindparam("shift"),
        or_(*(_TABLE.c.kind == kind for kind in kinds)),
        _TABLE.c.state == OutboxState.WAITING,
    )


@cache
def _withdrawal(kinds: tuple[str, ...]) -> Prepared:
    return Prepared(
        update(_TABLE)
        .where(*_news(kinds))
        .values(state=OutboxState.DROPPED, text=None, attachment=None, reason="withdrawn")
    )


class OutboxRows:
    """A lane is a room or a person's direct room; within it rows go out in the order of their ids."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.added: list[Outbox] = []
        """What this transaction wrote; once it is committed, delivery need not ask for it again."""
        self.written = 0
        """How many of these `Store.flush` has written so far; the rest follows before the commit."""

    def add(self, row: Outbox) -> None:
        self.added.append(row)

    async def flush(self) -> None:
        rows, self.written = self.added[self.written :], len(self.added)
        await note_accounts(self._session, rows)
        await _ROWS.write(self._session, rows)

    def forget(self, count: int) -> None:
        """All but the first `count`, which are written: what wrote the others was undone."""
        del self.added[count:]
        self.written = count

    async def ask(self, question: Question) -> None:
        self._session.add(question)

    async def waiting(self, platform: str, *, after: int = 0) -> Sequence[Outbox]:
        """All rows to send with an id above `after`, oldest first; never a part of a batch."""
        return (await self._session.scalars(_WAITING, {"platform": platform, "after": after})).all()

    async def as_it_stands(self, row_id: int) -> tuple[str | None, datetime | None] | None:
        """Its text now, and until when it is to wait for a reason other than a failed try.

        None when it was taken back. The clock keeps the text of a reminder true while it cannot go out.
        """
        row = (
            await self._session.execute(
                select(Outbox.text, Outbox.next_try_at, Outbox.attempts).where(
                    Outbox.id == row_id, Outbox.state == OutboxState.WAITING
                )
            )
        ).first()
        return None if row is None else (row[0], None if row[2] else row[1])

    async def set_batch(self, ids: Sequence[int], batch_id: int) -> None:
        """Record which rows go out as one message, before it is sent: a retry is then the same message."""
        await _SET_BATCH.run_each(self._session, [{"row": row, "batch": batch_id} for row in ids])

    async def sent(
        self, ids: Sequence[int], event_id: str, *, room: str | None = None, file_event_id: str | None = None
    ) -> None:
        """The platform has it, in this room; its text is no longer needed."""
        values = {"event": event_id, "to_room": room, "file": file_event_id}
        await _SENT.run_each(self._session, [{"row": row, **values} for row in ids])

    async def forgotten(self, row: Outbox) -> None:
        """The platform has forgotten the account that the row names: nothing of it, or of its room, stays."""
        this = Outbox.id == row.id
        if row.room is None:
            await self._session.execute(delete(Outbox).where(this))
            return
        there = and_(Outbox.platform == row.platform, Outbox.room == row.room)
        await self._session.execute(
            delete(Outbox)
            .where(or_(this, and_(there, Outbox.action != OutboxAction.SEND)))
            .execution_options(synchronize_session=False)
        )
        await self._session.execute(
            update(Outbox)
            .where(there)
            .values(room=None, lane="", reply_to=None, answers=None, thread=None)
            .execution_options(synchronize_session=False)
        )
        await self._session.execute(
            update(Inbox)
            .where(Inbox.platform == row.platform, Inbox.room == row.room)
            .values(room="", sender="")
            .execution_options(synchronize_session=False)
        )

    async def says_there(self, platform: str, room: str) -> bool:
        """Whether anything still waits to be said in the room."""
        found = await self._session.scalar(
            select(Outbox.id)
            .where(
                Outbox.platform == platform,
                Outbox.room == room,
                Outbox.state == OutboxState.WAITING,
                Outbox.action == OutboxAction.SEND,
            )
            .limit(1)
        )
        return found is not None

    async def still_waiting(self, ids: Sequence[int]) -> set[int]:
        """Those of these rows that were not taken back meanwhile."""
        query = select(Outbox.id).where(Outbox.id.in_(ids), Outbox.state == OutboxState.WAITING)
        return set(await self._session.scalars(query))

    async def arrival(self, row_id: int) -> Arrival | None:
        """What became of a row that may have been on its way when it was taken back."""
        row = await self._session.get(Outbox, row_id, populate_existing=True)
        if row is None:
            return None
        events = tuple(event for event in (row.sent_event_id, row.file_event_id) if event)
        return Arrival(row.state, events, row.room, row.batch_id or row.id, tried=row.attempts > 0)

    async def taken_back(self, ids: Sequence[int]) -> None:
        """Their messages are gone; so may be what says so."""
        await self._session.execute(delete(Outbox).where(Outbox.id.in_(ids)))

    async def shown(self, row_id: int, text: str, event_id: str) -> bool:
        """The platform has this edit; False when another text took its place meanwhile, or nothing is wanted
        any more."""
        found = await self._session.execute(
            update(Outbox)
            .where(Outbox.id == row_id, Outbox.state == OutboxState.WAITING, Outbox.text == text)
            .values(state=OutboxState.SENT, sent_event_id=event_id, text=None, reason=None)
            .returning(Outbox.id)
            .execution_options(synchronize_session=False)
        )
        return found.first() is not None

    async def became(self, row_id: int) -> tuple[OutboxState, str | None] | None:
        """What became of a row: its state, and the event it was sent as."""
        found = await self._session.execute(
            select(Outbox.state, Outbox.sent_event_id).where(Outbox.id == row_id)
        )
        row = found.first()
        return None if row is None else (row[0], row[1])

    async def postpone(self, ids: Sequence[int], *, now: datetime, until: datetime, reason: str) -> None:
        """A try ended without a clear word; the time of the first such try is kept."""
        await self._session.execute(
            update(Outbox)
            .where(Outbox.id.in_(ids))
            .values(
                attempts=Outbox.attempts + 1,
                first_try_at=func.coalesce(Outbox.first_try_at, now),
                next_try_at=until,
                reason=reason,
            )
            .execution_options(synchronize_session=False)
        )

    async def replace(self, row_id: int, *, kind: str, text: str) -> None:
        """Another answer in its place, which names nobody."""
        await self._session.execute(
            update(Outbox)
            .where(Outbox.id == row_id, Outbox.state == OutboxState.WAITING)
            .values(kind=kind, text=text, names=None, right=None, attachment=None)
            .execution_options(synchronize_session=False)
        )

    async def give_up(self, ids: Sequence[int], *, state: OutboxState, reason: str) -> None:
        """Dead or dropped: it will not be sent, and this is why."""
        await self._session.execute(
            update(Outbox)
            .where(Outbox.id.in_(ids))
            .values(state=state, text=None, attachment=None, reason=reason)
            .execution_options(synchronize_session=False)
        )

    async def withdraw_for_signup(self, person_id: int, shift_id: int, kinds: tuple[str, ...]) -> None:
        """Take back messages of these kinds to this person about this shift that have not arrived.

        Also those that were tried: nobody knows whether they arrived, and trying again would be too late.
        """
        await _withdrawal(kinds).run(self._session, person=person_id, shift=shift_id)

    async def withdraw_from_rooms(self, shift_id: int, kinds: tuple[str, ...]) -> None:
        """Take back messages of these kinds about this shift to rooms that have not arrived."""
        await self._session.execute(
            update(Outbox)
            .where(Outbox.shift_id == shift_id, Outbox.identity_id.is_(None), Outbox.kind.in_(kinds))
            .where(Outbox.state == OutboxState.WAITING)
            .values(state=OutboxState.DROPPED, text=None, attachment=None, reason="withdrawn")
            .execution_options(synchronize_session=False)
        )

    async def said_in_rooms(self, shift_id: int, kind: str, *, since: datetime) -> bool:
        """Whether a message of this kind about the shift stands in a room since then, or is on its way."""
        found = await self._session.scalar(
            select(Outbox.id)
            .where(Outbox.shift_id == shift_id, Outbox.identity_id.is_(None), Outbox.kind == kind)
            .where(Outbox.state.in_((OutboxState.SENT, OutboxState.WAITING)), Outbox.created_at >= since)
            .limit(1)
        )
        return found is not None

    async def unsent_about(self, person_id: int, shift_id: int, kinds: tuple[str, ...]) -> bool:
        """Whether `withdraw_for_signup` would take anything back."""
        found = await self._session.scalar(
            select(_TABLE.c.id).where(*_news(kinds)).limit(1), {"person": person_id, "shift": shift_id}
        )
        return found is not None

    async def held_back(
        self, person_id: int, shift_id: int, kind: str, *, now: datetime
    ) -> tuple[int, datetime] | None:
        """The first message of this kind that waits for its time, never tried: its id, and when written."""
        found = await self._session.execute(
            select(_TABLE.c.id, _TABLE.c.created_at)
            .where(*_news((kind,)), _TABLE.c.attempts == 0, _TABLE.c.next_try_at > now)
            .order_by(_TABLE.c.id)
            .limit(1),
            {"person": person_id, "shift": shift_id},
        )
        row = found.first()
        return None if row is None else (row[0], row[1])

    async def told_about(self, identity_id: int, shift_id: int, *, after: int) -> bool:
        """Whether a later message than the row `after` has told this account of the shift."""
        query = select(Outbox.id).where(
            Outbox.id > after,
            Outbox.identity_id == identity_id,
            Outbox.shift_id == shift_id,
            or_(Outbox.state == OutboxState.SENT, Outbox.next_try_at.is_(None), Outbox.attempts > 0),
        )
        return await self._session.scalar(query.limit(1)) is not None

    async def counts(self) -> tuple[int, int]:
        """How many messages wait, and how many could not be delivered."""
        query = select(Outbox.state, func.count()).group_by(Outbox.state)
        by_state = {row[0]: row[1] for row in await self._session.execute(query)}
        return by_state.get(OutboxState.WAITING, 0), by_state.get(OutboxState.DEAD, 0)

    async def leave_room(self, platform: str, room: str) -> None:
        """The bot is no longer there: nothing can be sent into it."""
        await self._session.execute(
            update(Outbox)
            .where(
                Outbox.platform == platform,
                Outbox.room == room,
                Outbox.state == OutboxState.WAITING,
                Outbox.action.not_in((OutboxAction.JOIN, OutboxAction.LEAVE)),
            )
            .values(state=OutboxState.DROPPED, text=None, attachment=None, reason="left the room")
            .execution_options(synchronize_session=False)
        )

    async def move_room(self, platform: str, old: str, new: str) -> None:
        """The room was replaced: what waits for it goes into the new one, unless it is about what stays."""
        sent = select(Outbox.id).where(Outbox.state == OutboxState.SENT)
        about_others = Outbox.action.in_((OutboxAction.EDIT, OutboxAction.REACT, OutboxAction.PIN))
        await self._session.execute(
            update(Outbox)
            .where(
                Outbox.platform == platform,
                Outbox.room == old,
                Outbox.state == OutboxState.WAITING,
                about_others,
                or_(Outbox.target.is_not(None), Outbox.target_row.in_(sent)),
            )
            .values(state=OutboxState.DROPPED, text=None, reason="the room was replaced")
            .execution_options(synchronize_session=False)
        )
        await self._session.execute(
            update(Outbox)
            .where(Outbox.platform == platform, Outbox.room == old, Outbox.state == OutboxState.WAITING)
            .values(room=new, lane=func.replace(Outbox.lane, old, new), reply_to=None, thread=None)
            .execution_options(synchronize_session=False)
        )

    async def question(self, event_id: str, person_id: int | None) -> tuple[Question, str | None] | None:
        """What this message of the bot asked this person back, and the event of theirs that led to it.

        Else what it asked anybody; only that for somebody who is not known.
        """
        found = await self._session.execute(
            select(Question, Outbox.answers)
            .join(Outbox, Outbox.id == Question.outbox_id)
            .where(
                Outbox.sent_event_id == event_id,
                or_(Question.person_id == person_id, Question.person_id.is_(None)),
            )
            .order_by(Question.person_id.is_(None), Question.id.desc())
            .limit(1)
        )
        row = found.first()
        return None if row is None else (row[0], row[1])

    async def last_question(
        self, platform: str, room: str, person_id: int, *, since: datetime
    ) -> Question | None:
        """What the bot asked this person back in their direct room, if nothing was said there after it.

        None for a question from before `since`. A word that was not understood leaves the question open.
        """
        accounts = select(Identity.id).where(Identity.person_id == person_id, Identity.platform == platform)
        asked = await self._session.scalar(
            select(Question)
            .join(Outbox, Outbox.id == Question.outbox_id)
            .where(
                Outbox.platform == platform,
                # An answer names the room, a letter of the bot's own accord the account.
                or_(Outbox.room == room, Outbox.identity_id.in_(accounts)),
                Outbox.created_at >= since,
                Question.person_id == person_id,
            )
            .order_by(Question.id.desc())
            .limit(1)
        )
        if asked is None:
            return None
        later = await self._session.scalar(
            select(Outbox.id)
            .where(
                Outbox.id > asked.outbox_id,
                Outbox.platform == platform,
                Outbox.action == OutboxAction.SEND,
                or_(Outbox.room == room, Outbox.identity_id.in_(accounts)),
                # An answer that is still on its way will have been said; news may wait for the morning.
                or_(Outbox.state == OutboxState.SENT, Outbox.answers.is_not(None)),
                Outbox.kind.not_in(NOT_UNDERSTOOD),
            )
            .limit(1)
        )
        return None if later is not None else asked
