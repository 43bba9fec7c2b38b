"""Taking a person out of every table they stand in (issue 4, point 9).

`WHERE` names every column that can hold a person, an account or a name, and what becomes of it; a test
compares it with the tables, so that a column that comes later cannot be forgotten.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
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
from storage.states import InboxState, OutboxState, RoomRole

PLACE_HOLDERS = 64
"""People who never were: past sign-ups are theirs, each given at random, so that nobody can tell which of
them were one person's."""

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
    "question.options": DELETED,
    "question.person_id": DELETED,
    "reaction.person_id": DELETED,
    "report.reported_by_id": EMPTIED,
    "room.address": "of a direct room: the row goes",
    "room.invited_by": EMPTIED,
    "signup.booked_by_id": EMPTIED,
    "signup.person_id": REPLACED,
    "skill.given_by_id": EMPTIED,
    "skill.person_id": DELETED,
    "stand_in.taken_by_id": EMPTIED,
    "stand_in.to_person_id": EMPTIED,
    "watch.person_id": DELETED,
}


class Erasing:
    """All of it inside one writing transaction. What follows from it for others (seats, questions) is the
    action's to do before."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def direct_rooms(self, platform: str, address: str) -> list[str]:
        """The rooms in which the account spoke to the bot alone."""
        spoken = select(Inbox.room).where(Inbox.platform == platform, Inbox.sender == address)
        query = select(Room.address).where(
            Room.platform == platform,
            Room.role == RoomRole.DIRECT,
            or_(Room.invited_by == address, Room.address.in_(spoken)),
        )
        return list(await self._session.scalars(query))

    async def messages(self, person_id: int, accounts: Collection[Identity]) -> Sequence[Outbox]:
        """What the bot has said, or is to say, to this person or with their name, in order."""
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
                )
            )
            .order_by(Outbox.id)
        )
        return [
            one
            for one in rows
            if person_id in (one.names or ())
            or one.answer_to in addresses
            or one.identity_id in ids
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

        When they signed up might tell: what is kept of it is when the shift began.
        """
        for one in signups:
            starts = await self._session.scalar(select(Shift.starts_at).where(Shift.id == one.shift_id))
            await self._session.execute(
                update(Signup)
                .where(Signup.id == one.id)
                .values(
                    person_id=await self.place_holder(one.shift_id, rng, now=now),
                    booked_by_id=None,
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

    async def erase_accounts(self, accounts: Collection[Identity], rooms: Collection[str]) -> None:
        """Of the person's accounts nothing stays, nor of their direct `rooms`.

        Event ids stay, without their sender: the same event, seen once more, must not bring them back.
        """
        execute = self._session.execute
        for one in accounts:
            await execute(delete(Member).where(Member.identity_id == one.id))
            await execute(
                update(Inbox)
                .where(
                    Inbox.platform == one.platform, Inbox.sender == one.address, Inbox.state != InboxState.NEW
                )
                .values(sender="", payload=None)
                .execution_options(synchronize_session=False)
            )
            await execute(
                update(Room)
                .where(Room.platform == one.platform, Room.invited_by == one.address)
                .values(invited_by=None)
                .execution_options(synchronize_session=False)
            )
            await execute(delete(Identity).where(Identity.id == one.id))
        if rooms:
            found = list(await self._session.scalars(select(Room.id).where(Room.address.in_(rooms))))
            await execute(delete(Member).where(Member.room_id.in_(found)))
            await execute(delete(Board).where(Board.room_id.in_(found)))
            await execute(delete(Room).where(Room.id.in_(found)))
            await execute(
                update(Outbox)
                .where(Outbox.room.in_(rooms), Outbox.state != OutboxState.WAITING)
                .values(room=None, lane="")
                .execution_options(synchronize_session=False)
            )
            await execute(
                update(Inbox)
                .where(Inbox.room.in_(rooms))
                .values(room="")
                .execution_options(synchronize_session=False)
            )

    async def unname(
        self, rows: Collection[Outbox], person_id: int, *, accounts: Collection[Identity]
    ) -> None:
        """What was sent to the person, or names them, no longer says so. Nothing of it waits any more."""
        addresses, ids = {one.address for one in accounts}, {one.id for one in accounts}
        for one in rows:
            if one.answer_to in addresses:
                one.answer_to = one.answer_name = None
            if one.identity_id in ids:
                one.identity_id, one.lane, one.room = None, "", None
            one.mentions = [who for who in one.mentions or () if who not in addresses] or None
            one.names = [who for who in one.names or () if who != person_id] or None
        await self._session.flush()

    async def erase_person(self, person_id: int) -> None:
        """The person's row and everything that points at it. Their sign-ups are anonymous already."""
        execute = self._session.execute
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
                .where(getattr(table, column) == person_id)
                .values({column: None})
                .execution_options(synchronize_session=False)
            )
        for gone in (Absence, Ask, Organizer, Question, Reaction, Skill, Watch):
            await execute(delete(gone).where(gone.person_id == person_id))
        await execute(delete(Due).where(Due.kind == "gone", Due.subject.like(f"%:{person_id}:%")))
        await execute(delete(Person).where(Person.id == person_id))
