"""Taking a person out of every table they stand in (issue 4, point 9).

`WHERE` names every column that can hold a person, an account or a name, and what becomes of it; a test
compares it with the tables, so that a column that comes later cannot be forgotten.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import (
    Absence,
    Activity,
    Ask,
    Audit,
    Board,
    Due,
    Identity,
    Inbox,
    Member,
    Organizer,
    Outbox,
    Person,
    Question,
    Reaction,
    Report,
    Room,
    Shift,
    Signup,
    Skill,
    StandIn,
    Watch,
)
from storage.states import InboxState, OutboxAction, RoomRole

PLACE_HOLDERS = 64
"""People who never were: past sign-ups are theirs, each given at random, so that nobody can tell which of
them were one person's."""

FORGOTTEN = "forgotten"
"""What became of an event whose sender is not known any more: it is not looked at again."""

DELETED, EMPTIED, REPLACED = "the row goes", "the column is emptied", "a place-holder takes their place"
WHERE: dict[str, str] = {
    "absence.person_id": DELETED,
    "activity.lead_id": EMPTIED,
    "ask.person_id": DELETED,
    "audit.actor_id": EMPTIED,
    "audit.person_id": EMPTIED,
    "board.created_by_id": EMPTIED,
    "identity.address": DELETED,
    "identity.display_name": DELETED,
    "identity.person_id": DELETED,
    "inbox.payload": DELETED,
    "inbox.room": "of a direct room: the row goes with it",
    "inbox.sender": EMPTIED,
    "member.identity_id": DELETED,
    "organizer.person_id": DELETED,
    "outbox.answer_name": EMPTIED,
    "outbox.answer_to": EMPTIED,
    "outbox.attachment": "deleted when it is sent; withdrawn before",
    "outbox.identity_id": DELETED,
    "outbox.lane": DELETED,
    "outbox.mentions": EMPTIED,
    "outbox.names": EMPTIED,
    "outbox.room": "of a direct room: the row goes with it",
    "outbox.text": "deleted when it is sent; withdrawn before",
    "person.name": DELETED,
    "question.no": DELETED,
    "question.options": DELETED,
    "question.person_id": DELETED,
    "question.yes": DELETED,
    "reaction.person_id": DELETED,
    "report.reported_by_id": EMPTIED,
    "room.address": "of a direct room: the row goes",
    "room.invited_by": EMPTIED,
    "setting.value": "of the list of those appointed by the configuration: the account goes out of it",
    "signup.booked_by_id": EMPTIED,
    "signup.person_id": REPLACED,
    "skill.given_by_id": EMPTIED,
    "skill.person_id": DELETED,
    "stand_in.taken_by_id": EMPTIED,
    "stand_in.to_person_id": EMPTIED,
    "watch.person_id": DELETED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What leads to a person: their accounts, their direct `rooms` by platform, and messages to them or with
    their name, in the order in which they were written."""

    person_id: int
    name: str
    accounts: Sequence[Identity]
    rooms: Mapping[str, Sequence[str]]
    messages: Sequence[Outbox] = field(repr=False)

    @property
    def addresses(self) -> frozenset[str]:
        return frozenset(one.address for one in self.accounts)

    @property
    def identity_ids(self) -> frozenset[int]:
        return frozenset(one.id for one in self.accounts)

    def is_to(self, row: Outbox) -> bool:
        """Whether it was written to them alone."""
        return row.identity_id in self.identity_ids or row.room in self.rooms.get(row.platform, ())

    def names(self, row: Outbox) -> bool:
        """Whether their name, or their account, stands in it for others to read."""
        return self.person_id in (row.names or ()) or bool(self.addresses.intersection(row.mentions or ()))

    def direct_room_of(self, row: Outbox) -> str | None:
        """Where a letter to them went that did not note it."""
        rooms = self.rooms.get(row.platform, ())
        return rooms[-1] if rooms and row.identity_id in self.identity_ids else None


class Erasing:
    """All of it inside one writing transaction. What follows from it for others (seats, questions) is the
    action's to do between `erase_accounts` and `anonymize`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def traces(self, person: Person) -> Traces:
        """A look at what there is; nothing is changed."""
        accounts = (
            await self._session.scalars(
                select(Identity).where(Identity.person_id == person.id).order_by(Identity.id)
            )
        ).all()
        rooms: dict[str, list[str]] = {}
        for one in accounts:
            rooms.setdefault(one.platform, []).extend(await self._direct_rooms(one))
        return Traces(
            person_id=person.id,
            name=person.name,
            accounts=accounts,
            rooms={platform: list(dict.fromkeys(found)) for platform, found in rooms.items()},
            messages=await self._messages(
                person.id, accounts, [one for some in rooms.values() for one in some]
            ),
        )

    async def _direct_rooms(self, account: Identity) -> list[str]:
        """The rooms in which the account and the bot were alone, as far as either has written there."""
        inbox = select(Inbox.room).where(Inbox.platform == account.platform, Inbox.sender == account.address)
        spoke = select(Room.address).where(
            Room.platform == account.platform,
            Room.role == RoomRole.DIRECT,
            or_(Room.invited_by == account.address, Room.address.in_(inbox)),
        )
        heard = (
            select(Outbox.room).where(Outbox.identity_id == account.id, Outbox.room.is_not(None)).distinct()
        )
        shared = select(Room.address).where(Room.platform == account.platform, Room.role != RoomRole.DIRECT)
        heard = heard.where(Outbox.room.not_in(shared))  # a third person came there since
        rooms = [*(await self._session.scalars(spoke)), *(await self._session.scalars(heard))]
        return [one for one in dict.fromkeys(rooms) if one is not None]

    async def _messages(
        self, person_id: int, accounts: Collection[Identity], rooms: Collection[str]
    ) -> list[Outbox]:
        addresses = {one.address for one in accounts}
        ids = {one.id for one in accounts}
        rows = await self._session.scalars(
            select(Outbox)
            .where(
                or_(
                    Outbox.names.is_not(None),
                    Outbox.mentions.is_not(None),
                    Outbox.answer_to.in_(addresses),
                    Outbox.identity_id.in_(ids),
                    Outbox.room.in_(rooms),
                ),
                Outbox.action.not_in((OutboxAction.REDACT, OutboxAction.FORGET)),
            )
            .order_by(Outbox.id)
            .execution_options(populate_existing=True)
        )
        return [
            one
            for one in rows
            if person_id in (one.names or ())
            or one.answer_to in addresses
            or one.identity_id in ids
            or one.room in rooms
            or addresses.intersection(one.mentions or ())
        ]

    async def place_holder(self, shift_id: int, rng: random.Random, *, now: datetime) -> int:
        """One who has no word for the shift yet, by chance. Made when there is none."""
        there = set(await self._session.scalars(select(Person.id).where(Person.anonymous_at.is_not(None))))
        if not there:
            people = [Person(name="", created_at=now, anonymous_at=now) for _ in range(PLACE_HOLDERS)]
            self._session.add_all(people)
            await self._session.flush()
            there = {one.id for one in people}
        taken = set(await self._session.scalars(select(Signup.person_id).where(Signup.shift_id == shift_id)))
        if free := sorted(there - taken):
            return rng.choice(free)
        person = Person(name="", created_at=now, anonymous_at=now)
        self._session.add(person)
        await self._session.flush()
        return person.id

    async def anonymize(self, signups: Collection[Signup], rng: random.Random, *, now: datetime) -> None:
        """The words stay for the statistics, and nobody can tell whose they were.

        When they signed up might tell: what is kept of it is when the shift began. So might the role, where
        few have the skill for it.
        """
        for one in signups:
            starts = await self._session.scalar(select(Shift.starts_at).where(Shift.id == one.shift_id))
            await self._session.execute(
                update(Signup)
                .where(Signup.id == one.id)
                .values(
                    person_id=await self.place_holder(one.shift_id, rng, now=now),
                    booked_by_id=None,
                    role=None,
                    created_at=starts,
                    changed_at=starts,
                    checked_in_at=None,
                    confirmed_at=None,
                    confirm_by=None,
                )
                .execution_options(synchronize_session=False)
            )
            self._session.expunge(one)

    async def signups_of(self, person_id: int) -> Sequence[Signup]:
        """Everything they ever signed up for."""
        query = select(Signup).where(Signup.person_id == person_id).order_by(Signup.id)
        return (await self._session.scalars(query)).all()

    async def unname(self, traces: Traces) -> None:
        """What was sent to the person, or names them, no longer says so. Nothing of it waits any more."""
        await self._forget_questions(traces)
        for one in traces.messages:
            to_them = traces.is_to(one)
            if one.answer_to in traces.addresses:
                one.answer_to = one.answer_name = None
            one.mentions = [who for who in one.mentions or () if who not in traces.addresses] or None
            one.names = [who for who in one.names or () if who != traces.person_id] or None
            if to_them:
                one.identity_id, one.lane, one.room = None, "", None
                one.answers = one.reply_to = one.thread = None
        await self._session.flush()

    async def _forget_questions(self, traces: Traces) -> None:
        """Those to them, and those whose commands name them."""
        about = {one.id for one in traces.messages if traces.names(one) or traces.is_to(one)}
        words = [*traces.addresses, *([f'"{traces.name}"'] if traces.name else [])]
        gone = [
            one.id
            for one in await self._session.scalars(select(Question))
            if one.person_id == traces.person_id
            or one.outbox_id in about
            or any(word in text for word in words for text in (*one.options, one.yes or "", one.no or ""))
        ]
        await self._session.execute(
            delete(Question).where(Question.id.in_(gone)).execution_options(synchronize_session=False)
        )

    async def erase_accounts(self, traces: Traces) -> None:
        """Of the person's accounts nothing stays, nor of their direct rooms.

        Event ids stay, without their sender: the same event, seen once more, must not bring them back.
        """
        execute = self._session.execute
        for one in traces.accounts:
            await execute(delete(Member).where(Member.identity_id == one.id))
            await execute(
                update(Inbox)
                .where(
                    Inbox.platform == one.platform, Inbox.sender == one.address, Inbox.state != InboxState.NEW
                )
                .values(sender="", payload=None, outcome=FORGOTTEN)
                .execution_options(synchronize_session=False)
            )
            await execute(
                update(Room)
                .where(Room.platform == one.platform, Room.invited_by == one.address)
                .values(invited_by=None)
                .execution_options(synchronize_session=False)
            )
            self._session.expunge(one)
            await execute(
                delete(Identity).where(Identity.id == one.id).execution_options(synchronize_session=False)
            )
        for platform, rooms in traces.rooms.items():
            await self._erase_rooms(platform, rooms)
        await self._session.flush()

    async def _erase_rooms(self, platform: str, addresses: Collection[str]) -> None:
        execute, quietly = self._session.execute, {"synchronize_session": False}
        rooms = list(
            await self._session.scalars(
                select(Room).where(Room.platform == platform, Room.address.in_(addresses))
            )
        )
        ids = [one.id for one in rooms]
        boards = select(Board.id).where(Board.room_id.in_(ids))
        await execute(delete(Member).where(Member.room_id.in_(ids)).execution_options(**quietly))
        await execute(delete(Reaction).where(Reaction.board_id.in_(boards)).execution_options(**quietly))
        await execute(delete(Board).where(Board.room_id.in_(ids)).execution_options(**quietly))
        for room in rooms:
            self._session.expunge(room)
        await execute(delete(Room).where(Room.id.in_(ids)).execution_options(**quietly))
        await execute(
            update(Inbox)
            .where(Inbox.platform == platform, Inbox.room.in_(addresses), Inbox.state != InboxState.NEW)
            .values(room="")
            .execution_options(**quietly)
        )

    async def erase_person(self, person: Person) -> None:
        """The person's row and everything that points at it. Their sign-ups are anonymous already."""
        execute, quietly = self._session.execute, {"synchronize_session": False}
        emptied: list[tuple[Any, str]] = [
            (Activity, "lead_id"),
            (Audit, "actor_id"),
            (Audit, "person_id"),
            (Board, "created_by_id"),
            (Report, "reported_by_id"),
            (Signup, "booked_by_id"),
            (Skill, "given_by_id"),
            (StandIn, "taken_by_id"),
            (StandIn, "to_person_id"),
        ]
        for table, column in emptied:
            await execute(
                update(table)
                .where(getattr(table, column) == person.id)
                .values({column: None})
                .execution_options(synchronize_session="fetch")
            )
        await self._forget_dues(person.id)
        for gone in (Absence, Ask, Organizer, Question, Reaction, Skill, Watch):
            await execute(delete(gone).where(gone.person_id == person.id).execution_options(**quietly))
        await self._session.flush()
        self._session.expunge(person)
        await execute(delete(Person).where(Person.id == person.id).execution_options(**quietly))

    async def _forget_dues(self, person_id: int) -> None:
        """What was planned for them. The numbers may be given again, and must not be taken for theirs."""
        asked = await self._session.scalars(select(Ask.id).where(Ask.person_id == person_id))
        subjects = [f"ask:{one}" for one in asked]
        await self._session.execute(
            delete(Due)
            .where(
                or_(
                    and_(Due.kind == "gone", Due.subject.like(f"%:{person_id}:%")),
                    and_(Due.kind == "ask", Due.subject.in_(subjects)),
                )
            )
            .execution_options(synchronize_session=False)
        )
