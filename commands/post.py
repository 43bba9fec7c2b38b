"""Writing to people and rooms of one's own accord: rows of the open transaction, never a direct send.

News for other people becomes rows inside the transaction that made the news (STYLE.md, habit 8), so
that nobody is told of what did not happen, and nobody is left untold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from commands.actions.first_word import is_told, notice
from commands.house import House
from commands.numbering import in_district
from commands.papers import Paper, finished
from commands.rules.quiet import quiet_until
from commands.seeds import keys_of, seed
from commands.texts import LANGUAGES, Say, Texts, people_in
from storage.models import District, Identity, Outbox, Person, Question, Room
from storage.states import Right, RoomRole
from storage.store import Store

ROOM_LANE = "room:"
DECLINE_LANE = "decline:"
"""Before a room's address: strangers may send a thousand invitations; everything goes before them."""
EDIT_LANE = "edit:"
"""Before the lane of a room or person, for edits of what was said there: they give way to what is said."""

OF_A_SEAT = ("reminder-shift", "shift-moved", "booked-by-other", "broadcast", "seat-given", "mentor-paired")
"""Kinds of letters about a shift that are nothing to whoever no longer has a seat on it."""


@dataclass(slots=True, kw_only=True)
class Post:
    """`now` is aware UTC. Quiet hours are the house's, in the district's zone."""

    store: Store
    texts: Texts
    house: House
    now: datetime

    async def to_person(
        self,
        person_id: int,
        message: Say,
        *,
        district: District,
        shift_id: int | None = None,
        reminder_id: int | None = None,
        helps_until: datetime | None = None,
        options: Sequence[str] = (),
        yes: str | None = None,
        no: str | None = None,
        attachment: Paper | None = None,
        right: Right | None = None,
    ) -> Outbox | None:
        """The direct message as it waits to be sent; None without chat, or for whoever is gone from there.

        In quiet hours it waits until they end, unless `helps_until` (the shift's start) is before that.
        `options`, `yes` and `no` are whole commands that a reaction with a number, ✅ or ❌ gives; the bot
        puts those reactions there, and only with them the row has its id already. `attachment` is what a
        file is made of (`bot.papers`). `right`: what the person must still be when it goes out.
        """
        identity = (await self.store.people.identities([person_id])).get(person_id)
        if identity is None or await self.store.members.is_absent(district.id, person_id):
            return None
        person = await self.store.people.get(person_id)
        zone = ZoneInfo(district.timezone)
        language = person.language or district.language
        wait = self._after_quiet(zone, helps_until)
        if not is_told(person):
            self.introduce(person, identity, district, lane=direct_lane(identity), wait=wait)
        several = await self._deals_with_several(person_id)
        message = self._in_district(message, district) if several else message
        text = self.texts.render(message, language=language, zone=zone, now=self.now)
        row = Outbox(
            district_id=district.id,
            platform=identity.platform,
            lane=direct_lane(identity),
            identity_id=identity.id,
            kind=message.id,
            text=text,
            notify=True,
            mentions=[identity.address],
            shift_id=shift_id,
            reminder_id=reminder_id,
            next_try_at=wait,
            # A reminder of what has begun helps nobody; other news is better late than never.
            expires_at=helps_until if reminder_id is not None else None,
            attachment=self._paper(attachment, district, language, several=several),
            names=people_in(message, attachment) or None,
            right=right,
            created_at=self.now,
        )
        self.store.outbox.add(row)
        await self._ask(row, person_id, options, yes, no)
        return row

    async def acquaint(self, person: Person, district: District) -> None:
        """Whoever has just been noted by another is told what is kept about them, if they can be reached."""
        identity = (await self.store.people.identities([person.id])).get(person.id)
        if identity is not None and not is_told(person):
            wait = self._after_quiet(ZoneInfo(district.timezone), None)
            self.introduce(person, identity, district, lane=direct_lane(identity), wait=wait)

    def introduce(
        self,
        person: Person,
        identity: Identity,
        district: District | None,
        *,
        lane: str,
        room: str | None = None,
        language: str | None = None,
        wait: datetime | None = None,
    ) -> None:
        """Tell them what is kept about them, by direct message (in `room`); from now on they know."""
        language = language or person.language or (district.language if district else LANGUAGES[0])
        zone = ZoneInfo(district.timezone if district else "UTC")
        message = notice(self.house, district)
        self.store.outbox.add(
            Outbox(
                district_id=district.id if district else None,
                platform=identity.platform,
                lane=lane,
                room=room,
                identity_id=None if room else identity.id,
                kind=message.id,
                text=self.texts.render(message, language=language, zone=zone, now=self.now),
                notify=True,
                mentions=[identity.address],
                next_try_at=wait,
                created_at=self.now,
            )
        )
        person.told_at = self.now

    def worded(self, message: Say, district: District, *, language: str) -> str:
        """A sentence as it reads in this language, with times in the district's zone."""
        return self.texts.render(message, language=language, zone=ZoneInfo(district.timezone), now=self.now)

    async def for_person(self, person_id: int, message: Say, *, district: District) -> Say:
        """The message as it reads in a direct room: with the district, for who has dealings with several.

        Costs a query only where there are several.
        """
        if await self._deals_with_several(person_id):
            return self._in_district(message, district)
        return message

    async def _deals_with_several(self, person_id: int) -> bool:
        return self.house.districts > 1 and len(await self.store.people.districts_of(person_id)) > 1

    def _in_district(self, message: Say, district: District) -> Say:
        return in_district(message, district.key, prefix=self.house.prefix)

    def _paper(
        self, paper: Paper | None, district: District, language: str, *, several: bool
    ) -> dict[str, Any] | None:
        """What a file is made of, in the reader's words."""
        if paper is None:
            return None
        zone = ZoneInfo(district.timezone)

        def plain(message: Say) -> str:
            worded = self._in_district(message, district) if several else message
            return self.texts.plain(worded, language=language, zone=zone, now=self.now)

        return finished(paper, plain)

    async def to_room(
        self,
        room: Room,
        message: Say,
        *,
        district: District,
        shift_id: int | None = None,
        helps_until: datetime | None = None,
        mentions: Sequence[str] = (),
        options: Sequence[str] = (),
        yes: str | None = None,
        no: str | None = None,
        attachment: Paper | None = None,
    ) -> Outbox:
        """A message into a room that nobody asked for just now, as it waits to be sent.

        The rest as of `to_person`; anybody in the room may answer. What has not gone out at `helps_until`
        (the shift's start) is not sent any more.
        """
        zone = ZoneInfo(district.timezone)
        language = room.language or district.language
        row = Outbox(
            district_id=district.id,
            platform=room.platform,
            lane=room_lane(room),
            room=room.address,
            kind=message.id,
            text=self.texts.render(message, language=language, zone=zone, now=self.now),
            notify=True,
            mentions=list(mentions) or None,
            shift_id=shift_id,
            next_try_at=self._after_quiet(zone, helps_until),
            expires_at=helps_until,
            attachment=self._paper(attachment, district, language, several=False),
            names=people_in(message, attachment) or None,
            right=Right.MEMBER if people_in(message, attachment) else None,
            created_at=self.now,
        )
        self.store.outbox.add(row)
        await self._ask(row, None, options, yes, no)
        return row

    async def _ask(
        self, row: Outbox, person_id: int | None, options: Sequence[str], yes: str | None, no: str | None
    ) -> None:
        if not (options or yes or no):
            return
        await self.store.flush()
        question = Question(
            district_id=row.district_id,
            outbox_id=row.id,
            person_id=person_id,
            options=list(options),
            yes=yes,
            no=no,
        )
        await self.store.outbox.ask(question)
        seed(self.store, row, keys_of(options, yes, no), now=self.now)

    def _after_quiet(self, zone: ZoneInfo, helps_until: datetime | None) -> datetime | None:
        end = quiet_until(self.now, quiet=self.house.quiet, zone=zone)
        if end is None or (helps_until is not None and helps_until <= end):
            return None
        return end


BELOW = "\x1f"
"""In the text of an answer, before what stands below it when it goes out alone. No text of people has
such a character."""


def direct_lane(identity: Identity) -> str:
    """Everything to one person alone keeps its order."""
    return f"direct:{identity.id}"


def room_lane(room: Room) -> str:
    """Everything into one room keeps its order; `private:` where only one person reads it."""
    return f"{'private:' if room.role is RoomRole.DIRECT else ROOM_LANE}{room.address}"
