"""Clearing away what is no longer needed (issue 4, point 10): each step says what goes, and since when.

A step takes at most `most` rows and says how many it took; as many as that: there may be more. All of it
happens inside the caller's transaction. The times (aware) are what decides; why they are such is said in
`commands.actions.retention`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Text, and_, cast, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import (
    Activity,
    Ask,
    Audit,
    Board,
    Due,
    Identity,
    Inbox,
    Organizer,
    Outbox,
    Person,
    Question,
    Reaction,
    Reminder,
    Report,
    Room,
    Shift,
    Signup,
    StandIn,
    Watch,
)
from storage.queries.boards import EDITED, FOLLOWED
from storage.states import (
    AskState,
    BoardKind,
    DueState,
    InboxState,
    OutboxState,
    ReminderState,
    RoomRole,
    RoomState,
    ShiftState,
    SignupState,
    StandInState,
)

_HOLDS = (SignupState.BOOKED, SignupState.OFFERED, SignupState.WAITLISTED)
_ABOUT_SHIFTS = frozenset({"shift", "seat"})


class Keeping:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    # ---- what came in and went out

    async def inbox_sources(self, before: datetime, strangers: datetime, *, most: int) -> int:
        """Who sent an event that was dealt with, and where. Its id stays: seen again it must do nothing.

        `strangers`: the same time for whoever is not known, because they never said anything that was for the
        bot.
        """
        await self._note_owners()
        known = exists().where(Identity.platform == Inbox.platform, Identity.address == Inbox.sender)
        chosen = select(Inbox.id).where(
            Inbox.state != InboxState.NEW,
            or_(Inbox.received_at < before, and_(Inbox.received_at < strangers, ~known)),
            or_(Inbox.sender != "", Inbox.room != "", Inbox.payload.is_not(None)),
        )
        return await self._change(Inbox, chosen, most, sender="", room="", payload=None)

    async def inbox(self, before: datetime, *, most: int) -> int:
        """The ids, which name nobody, at last."""
        old = select(Inbox.id).where(Inbox.state != InboxState.NEW, Inbox.received_at < before)
        return await self._delete(Inbox, old, most)

    async def outbox(self, before: datetime, *, most: int) -> int:
        """What was sent, or could not be, and names nobody. In a room whom it answered goes with it: the rows
        in their order would say who signed up for what."""
        direct = select(Room.address).where(Room.role == RoomRole.DIRECT)
        chosen = unneeded(before).where(
            Outbox.names.is_(None),
            or_(Outbox.mentions.is_(None), cast(Outbox.mentions, Text) == "[]"),
            Outbox.batch_id.is_(None),
            Outbox.identity_id.is_(None),
            or_(Outbox.answer_to.is_(None), and_(Outbox.room.is_not(None), Outbox.room.not_in(direct))),
        )
        return await self._delete(Outbox, chosen, most)

    async def letters(self, before: datetime, *, most: int) -> int:
        """What was said to one person alone."""
        await self._note_rooms()
        direct = select(Room.address).where(Room.role == RoomRole.DIRECT)
        chosen = unneeded(before).where(or_(Outbox.identity_id.is_not(None), Outbox.room.in_(direct)))
        return await self._delete(Outbox, chosen, most)

    async def names_in_outbox(self, before: datetime, *, most: int) -> int:
        """Names as they stood in messages that are gone; whom a message is about is known by number alone."""
        chosen = select(Outbox.id).where(
            Outbox.state != OutboxState.WAITING,
            Outbox.created_at < before,
            Outbox.answer_name.is_not(None),
        )
        return await self._change(Outbox, chosen, most, answer_name=None)

    async def shifts_of_messages(self, before: datetime, *, most: int) -> int:
        """Which shift a message was about, once its sign-ups are nobody's."""
        over = select(Shift.id).where(Shift.ends_at < before)
        chosen = select(Outbox.id).where(Outbox.state != OutboxState.WAITING, Outbox.shift_id.in_(over))
        return await self._change(Outbox, chosen, most, shift_id=None)

    # ---- what was asked

    async def questions(self, before: datetime, *, most: int) -> int:
        """Those under which nobody presses anything any more, with what was pressed."""
        ahead = select(Shift.id).where(Shift.ends_at >= before)
        found = (
            await self._session.execute(
                select(Question.id, Outbox.sent_event_id)
                .join(Outbox, Outbox.id == Question.outbox_id)
                .where(
                    Outbox.created_at < before,
                    Outbox.state != OutboxState.WAITING,
                    or_(Outbox.shift_id.is_(None), Outbox.shift_id.not_in(ahead)),
                )
                .order_by(Question.id)
                .limit(most)
            )
        ).all()
        events = [event for _, event in found if event is not None]
        await self._run(delete(Reaction).where(Reaction.board_id.is_(None), Reaction.target.in_(events)))
        await self._run(delete(Question).where(Question.id.in_([one for one, _ in found])))
        return len(found)

    async def boards(self, before: datetime, *, now: datetime, most: int) -> int:
        """Lists whose shifts have begun, cards and polls that are closed; with what was pressed there."""
        ahead = set(await self._session.scalars(select(Shift.id).where(Shift.starts_at > now)))
        rows = await self._session.scalars(
            select(Board)
            .where(
                Board.created_at < before,
                or_(Board.kind == BoardKind.CHOICE, Board.state.not_in(FOLLOWED)),
            )
            .order_by(Board.id)
        )
        gone = [one.id for one in rows if one.kind in EDITED or ahead.isdisjoint(one.menu)][:most]
        await self._run(delete(Reaction).where(Reaction.board_id.in_(gone)))
        await self._run(delete(Board).where(Board.id.in_(gone)))
        return len(gone)

    async def reactions(self, before: datetime, *, most: int) -> int:
        """Numbers pressed so long ago that their shifts are nobody's any more, under a card that still is."""
        return await self._delete(Reaction, select(Reaction.id).where(Reaction.at < before), most)

    async def asks(self, before: datetime, *, most: int) -> int:
        """Questions to one person about a shift that is over, and searches for a stand-in."""
        over = select(Shift.id).where(Shift.ends_at < before)
        asks = select(Ask.id).where(Ask.state != AskState.OPEN, Ask.shift_id.in_(over))
        searches = select(StandIn.id).where(
            StandIn.state != StandInState.OPEN,
            StandIn.shift_id.in_(over),
            ~exists().where(Ask.stand_in_id == StandIn.id),
        )
        return max(await self._delete(Ask, asks, most), await self._delete(StandIn, searches, most))

    # ---- what was planned

    async def reminders(self, before: datetime, *, most: int) -> int:
        """Reminders of shifts that are over: unique per sign-up, and none will be planned again."""
        over = select(Signup.id).join(Shift, Shift.id == Signup.shift_id).where(Shift.ends_at < before)
        chosen = (
            select(Reminder.id)
            .where(Reminder.state != ReminderState.WAITING, Reminder.signup_id.in_(over))
            .order_by(Reminder.id)
            .limit(most)
        )
        ids = list(await self._session.scalars(chosen))
        await self._run(update(Outbox).where(Outbox.reminder_id.in_(ids)).values(reminder_id=None))
        await self._run(delete(Reminder).where(Reminder.id.in_(ids)))
        return len(ids)

    async def dues(self, before: datetime, *, but: int, most: int) -> int:
        """What was done or expired, and could not be planned again.

        A shift's own stay until it is over, a poll's until it is closed: else they would be done twice. `but`
        is the row that is being done now.
        """
        live = set(
            await self._session.scalars(
                select(Board.id).where(Board.kind == BoardKind.POLL, Board.state.in_(FOLLOWED))
            )
        )
        still = set(await self._session.scalars(select(Shift.id).where(Shift.ends_at >= before)))
        rows = await self._session.execute(
            select(Due.id, Due.subject)
            .where(Due.state != DueState.WAITING, Due.due_at < before, Due.id != but)
            .order_by(Due.id)
        )
        gone = [one for one, subject in rows if not _is_needed(subject, still, live)][:most]
        await self._run(delete(Due).where(Due.id.in_(gone)))
        return len(gone)

    # ---- who did what

    async def audit(self, before: datetime, *, most: int) -> int:
        return await self._delete(Audit, select(Audit.id).where(Audit.at < before), most)

    async def named_signups(self, before: datetime, *, most: int) -> Sequence[Signup]:
        """Sign-ups that are still somebody's, of shifts that ended before."""
        query = (
            select(Signup)
            .join(Shift, Shift.id == Signup.shift_id)
            .join(Person, Person.id == Signup.person_id)
            .where(Shift.ends_at < before, Person.anonymous_at.is_(None))
            .order_by(Signup.id)
            .limit(most)
        )
        return (await self._session.scalars(query)).all()

    async def reporters(self, before: datetime, *, most: int) -> int:
        """Who reported an evening's numbers; the numbers stay."""
        chosen = select(Report.id).where(Report.reported_at < before, Report.reported_by_id.is_not(None))
        return await self._change(Report, chosen, most, reported_by_id=None)

    async def start_counting(self, now: datetime) -> None:
        """People and direct rooms of before anything was noted of them: their time begins now."""
        await self._run(
            update(Person)
            .where(Person.heard_at.is_(None), Person.anonymous_at.is_(None))
            .values(heard_at=now)
        )
        await self._run(
            update(Room).where(Room.used_at.is_(None), Room.role == RoomRole.DIRECT).values(used_at=now)
        )

    async def idle_people(self, before: datetime, *, most: int) -> Sequence[Person]:
        """Nothing heard of them since then, and neither a sign-up, a role nor a wish that stands."""
        query = (
            select(Person)
            .where(
                Person.anonymous_at.is_(None),
                Person.heard_at < before,
                ~exists().where(Signup.person_id == Person.id),
                ~_has_role(Person.id),
                ~exists().where(Watch.person_id == Person.id),
            )
            .order_by(Person.id)
            .limit(most)
        )
        return (await self._session.scalars(query)).all()

    async def idle_rooms(self, before: datetime, *, now: datetime, most: int) -> Sequence[Room]:
        """Direct rooms in which nothing was said since then, of people without a coming seat or a role."""
        await self._note_owners()
        await self._note_rooms()
        coming = exists().where(
            Signup.person_id == Identity.person_id,
            Signup.state.in_(_HOLDS),
            Shift.id == Signup.shift_id,
            Shift.state != ShiftState.CANCELLED,
            Shift.ends_at > now,
        )
        busy = exists().where(
            Identity.platform == Room.platform,
            Identity.address == Room.invited_by,
            or_(coming, _has_role(Identity.person_id)),
        )
        lately = or_(Outbox.created_at >= before, Outbox.state == OutboxState.WAITING)
        to_them = exists().where(
            Identity.platform == Room.platform,
            Identity.address == Room.invited_by,
            Outbox.identity_id == Identity.id,
            lately,
        )
        there = exists().where(Outbox.platform == Room.platform, Outbox.room == Room.address, lately)
        query = (
            select(Room)
            .where(
                Room.role == RoomRole.DIRECT,
                Room.state == RoomState.JOINED,
                Room.used_at < before,
                ~busy,
                ~to_them,
                ~there,
            )
            .order_by(Room.id)
            .limit(most)
        )
        return (await self._session.scalars(query)).all()

    # ----

    async def _note_owners(self) -> None:
        """Whose a direct room is, before the events that show it are nobody's."""
        last = (
            select(Inbox.sender)
            .where(Inbox.platform == Room.platform, Inbox.room == Room.address, Inbox.sender != "")
            .order_by(Inbox.id.desc())
            .limit(1)
            .scalar_subquery()
        )
        await self._run(
            update(Room)
            .where(Room.role == RoomRole.DIRECT, Room.invited_by.is_(None))
            .values(invited_by=last)
        )

    async def _note_rooms(self) -> None:
        """Direct rooms that the bot has opened, and in which nobody has said anything."""
        rows = await self._session.execute(
            select(Outbox.platform, Outbox.room, Identity.address, func.max(Outbox.created_at))
            .join(Identity, Identity.id == Outbox.identity_id)
            .where(
                Outbox.room.is_not(None),
                Outbox.state == OutboxState.SENT,
                ~exists().where(Room.platform == Outbox.platform, Room.address == Outbox.room),
            )
            .group_by(Outbox.platform, Outbox.room, Identity.address)
        )
        for platform, room, address, used in rows.all():
            self._session.add(
                Room(
                    platform=platform,
                    address=room,
                    role=RoomRole.DIRECT,
                    state=RoomState.JOINED,
                    invited_by=address,
                    greeted_at=used,
                    used_at=used,
                )
            )
        await self._session.flush()

    async def _delete(self, table: type[Any], chosen: Select[Any], most: int) -> int:
        ids = list(await self._session.scalars(chosen.order_by(table.id).limit(most)))
        await self._run(delete(table).where(table.id.in_(ids)))
        return len(ids)

    async def _change(self, table: type[Any], chosen: Select[Any], most: int, **values: Any) -> int:
        ids = list(await self._session.scalars(chosen.order_by(table.id).limit(most)))
        await self._run(update(table).where(table.id.in_(ids)).values(**values))
        return len(ids)

    async def _run(self, statement: Any) -> None:
        await self._session.execute(statement.execution_options(synchronize_session=False))


def unneeded(before: datetime) -> Select[Any]:
    """Rows of the outbox that are over, and under which nothing can be pressed any more."""
    return select(Outbox.id).where(
        Outbox.state != OutboxState.WAITING,
        Outbox.created_at < before,
        ~exists().where(Question.outbox_id == Outbox.id),
        ~exists().where(Board.outbox_id == Outbox.id),
    )


def _has_role(person_id: Any) -> Any:
    return or_(
        exists().where(Organizer.person_id == person_id),
        exists().where(Activity.lead_id == person_id, Activity.archived_at.is_(None)),
    )


def _is_needed(subject: str, still: set[int], live: set[int]) -> bool:
    what, number, *_ = [*subject.split(":"), ""]
    if not number.isdigit():
        return False
    return (what in _ABOUT_SHIFTS and int(number) in still) or (what == "poll" and int(number) in live)
