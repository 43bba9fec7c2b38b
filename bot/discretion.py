"""Names, looked at once more when they go out: who may read them there, and whether the reader still may.

Between writing and sending a room may have been opened to all, an organizer dismissed, somebody banned
(issue 4, point 5). What was an answer is then replaced, in its place, by one that says so without any name;
anything else is not sent.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from bot.answers import FALLBACK_LANGUAGE, FALLBACK_ZONE
from bot.clock import Clock
from bot.parcels import Parcel
from bot.platforms.base import Platform
from commands.actions.readers import language_of
from commands.house import House
from commands.post import ROOM_LANE, direct_lane, room_lane
from commands.reply import changed_nothing
from commands.rights import KnownRights, is_open
from commands.texts import Texts, say
from storage.engine import Database
from storage.models import Outbox
from storage.states import OutboxAction, Right, RoomRole
from storage.store import Store

WITHHELD = "error-names-withheld"
DONE = "names-withheld"
"""In the place of what told of something that was done: it is no refusal."""
_LOOKS = ("-list", "-shown", "-shift", "-some", "-one", "-counts", "-file", "-privately", "-none", "-line")
"""How the answers to those who only wanted to see something end."""


class Withheld(Exception):
    """It must not go out as it is; `why` is for the operator, without names."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Discretion:
    """`known_rights`: what was last seen of a room; anew it is asked only where names are to be written."""

    def __init__(
        self,
        database: Database,
        platform: Platform,
        texts: Texts,
        house: House,
        clock: Clock,
        known_rights: KnownRights,
    ) -> None:
        self._database = database
        self._platform = platform
        self._texts = texts
        self._house = house
        self._clock = clock
        self._known_rights = known_rights

    def is_open(self, lane: str) -> bool:
        """Whether anyone may join or read the lane's room: answers there say no names at all."""
        return lane.startswith(ROOM_LANE) and is_open(self._known_rights, lane.removeprefix(ROOM_LANE))

    async def check(self, parcel: Parcel, room: str) -> None:
        """Raises Withheld, and PlatformError where the server cannot tell."""
        row = parcel.first
        if row.action is not OutboxAction.SEND or row.right is None:
            return
        async with self._database.reading() as store:
            if (why := await self._not_for_reader(store, row)) is not None:
                raise Withheld(why)
            known = await store.rooms.find(row.platform, room)
            reader = await _reader(store, row)
        if row.identity_id is not None:
            return  # the way to a direct room has looked who is in it
        facts = await self._platform.facts(room)
        role = known.role if known is not None else RoomRole.DISTRICT
        if role is RoomRole.DIRECT:
            if set(facts.members) - {self._platform.own_address, reader}:
                raise Withheld("others")
        elif facts.open_to_all or not (role is RoomRole.ORGANIZERS or self._house.names_in_rooms):
            raise Withheld("room")

    async def _not_for_reader(self, store: Store, row: Outbox) -> str | None:
        """Why whoever asked, or is to read it, may no longer."""
        address = await _reader(store, row)
        if address is None:
            return None  # said to a room
        found = await store.people.identity(row.platform, address)
        if found is None:
            return "right"
        if row.district_id is None or row.right is Right.MEMBER:
            return None
        person_id, district_id = found[1].id, row.district_id
        if await store.members.is_absent(district_id, person_id):
            return "right"
        if await store.people.is_organizer(district_id, person_id):
            return None
        if row.right is Right.LEAD and await _leads(store, row, person_id):
            return None
        return "right"

    async def withhold(self, row: Outbox, why: str) -> bool:
        """Put the answer that names nobody in its place; False where nobody waits for one."""
        if row.answers is None:
            return False
        kind = WITHHELD if changed_nothing(row.kind) or row.kind.endswith(_LOOKS) else DONE
        async with self._database.writing() as store:
            text = self._texts.render(
                say(kind, why=why, prefix=self._house.prefix),
                language=await language_of(store, row) or FALLBACK_LANGUAGE,
                zone=ZoneInfo(FALLBACK_ZONE),  # no time stands in it
                now=self._clock.now(),
            )
            await store.outbox.replace(row.id, kind=kind, text=text)
        row.kind, row.text, row.names, row.right, row.attachment = kind, text, None, None, None
        return True

    async def readdress(self, row: Outbox) -> bool:
        """What was for whoever answers for a shift goes to whoever does now; whether there is anybody."""
        if row.right is not Right.LEAD or row.shift_id is None or row.district_id is None:
            return False
        async with self._database.writing() as store:
            shift = await store.shifts.view(row.shift_id)
            accounts = await store.people.identities([shift.lead_id] if shift.lead_id else [])
            identity = accounts.get(shift.lead_id or 0)
            if identity is not None and identity.id != row.identity_id:
                store.outbox.add(_copy(row, lane=direct_lane(identity), identity_id=identity.id))
                return True
            rooms = await store.rooms.of_district(row.district_id, RoomRole.ORGANIZERS)
            for room in rooms:
                store.outbox.add(_copy(row, lane=room_lane(room), room=room.address, right=Right.ORGANIZER))
            return bool(rooms)


def _copy(row: Outbox, **to: Any) -> Outbox:
    same = ("district_id", "platform", "kind", "text", "notify", "names", "shift_id", "attachment", "right")
    kept = {name: getattr(row, name) for name in same}
    return Outbox(**(kept | {"action": OutboxAction.SEND, "created_at": row.created_at} | to))


async def _reader(store: Store, row: Outbox) -> str | None:
    """The account that asked, or that is written to."""
    return row.answer_to if row.identity_id is None else await store.people.address(row.identity_id)


async def _leads(store: Store, row: Outbox, person_id: int) -> bool:
    if row.district_id is None:
        return False
    if row.shift_id is None:
        return await store.people.leads_any(row.district_id, person_id)
    return (await store.shifts.view(row.shift_id)).lead_id == person_id
