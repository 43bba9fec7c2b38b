"""What a room is set to: read from what somebody typed, checked, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from commands.reply import Refusal
from commands.rules.choices import is_off, is_usual, read_language, read_room_role
from commands.rules.durations import parse_time
from commands.rules.names import fold, near_misses
from commands.rules.parsing import UnclosedQuote, split
from commands.texts import Code, Listed
from storage.models import District, Room
from storage.states import RoomRole
from storage.store import Store

OFF = "off"
DISTRICT_KEYS = ("district", "distrikt")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWishes:
    """The settings as typed; None: not said."""

    role: str | None = None
    branch: str | None = None
    language: str | None = None
    digest: str | None = None
    district: str | None = None

    def any(self) -> bool:
        wished = (self.role, self.branch, self.language, self.digest, self.district)
        return any(one is not None for one in wished)


async def change_room(
    store: Store, room: Room, wishes: RoomWishes, *, district: District, person_id: int
) -> District:
    """Set the room as wished; the district it then belongs to. Raises Refusal at the first mistake.

    The caller has seen that the person organizes `district`. Another district must be theirs too.
    """
    if wishes.district is not None:
        moved = await _own_district(store, wishes.district, person_id)
        if room.district_id != moved.id:
            room.branch, room.digest_seen = None, None
            if room.role is RoomRole.BRANCH:
                room.role = RoomRole.DISTRICT
        room.district_id, district = moved.id, moved
    _set_role(room, wishes, district.branches)
    if wishes.language is not None:
        room.language = _language(wishes.language)
    if wishes.digest is not None:
        room.digest = _digest(wishes.digest)
    await store.flush()
    return district


async def claimed_district(store: Store, command_id: str, rest: str, *, person_id: int) -> District | None:
    """The district a room without one is to have by `!room district=KEY`, if the person organizes it."""
    if command_id != "room":
        return None
    try:
        pairs = split(rest, frozenset(DISTRICT_KEYS)).pairs
    except UnclosedQuote:
        return None
    key = next((pairs[name] for name in DISTRICT_KEYS if name in pairs), None)
    found = None if key is None else await store.rooms.district_by_key(fold(key))
    if found is None or not await store.people.is_organizer(found.id, person_id):
        return None
    return found


async def _own_district(store: Store, key: str, person_id: int) -> District:
    """The district of this key, if the person organizes it; others are not told apart from unknown ones."""
    own = set(await store.people.districts_organized(person_id))
    for one in await store.rooms.districts():
        if one.key == fold(key) and one.id in own:
            return one
    keys = [one.key for one in await store.rooms.districts() if one.id in own]
    raise Refusal("error-room-district", text=_shown(key), own=Listed([Code(one) for one in keys]))


def _set_role(room: Room, wishes: RoomWishes, branches: Sequence[str]) -> None:
    role = room.role
    if wishes.role is not None:
        wanted = read_room_role(wishes.role)
        if wanted is None:
            raise Refusal("error-room-role", text=_shown(wishes.role))
        role = RoomRole(wanted)
    if wishes.branch is not None:
        if wishes.role is not None and role is not RoomRole.BRANCH:
            raise Refusal("error-room-branch-role")
        room.branch, role = _branch(wishes.branch, branches), RoomRole.BRANCH
    elif role is RoomRole.BRANCH and room.branch is None:
        raise Refusal("error-room-branch-missing", branches=Listed(list(branches)))
    if role is not RoomRole.BRANCH:
        room.branch = None
    room.role = role


def _branch(text: str, branches: Sequence[str]) -> str:
    wanted = fold(text)
    for name in branches:
        if fold(name) == wanted:
            return name
    near = near_misses(wanted, branches)
    raise Refusal("error-room-branch", text=_shown(text), near=Listed(near), branches=Listed(list(branches)))


def _language(text: str) -> str | None:
    if is_usual(text):
        return None
    language = read_language(text)
    if language is None:
        raise Refusal("error-language", text=_shown(text))
    return language


def _digest(text: str) -> str | None:
    """ "08:00", "off", or None: as the house has it."""
    if is_usual(text):
        return None
    if is_off(text):
        return OFF
    try:
        return f"{parse_time(text):%H:%M}"
    except ValueError:
        raise Refusal("error-room-digest", text=_shown(text)) from None


def _shown(text: str) -> Code:
    """What was written, so that an empty value can be seen too."""
    return Code(text[:40] or '""')


def digest_at(room: Room, usual: time | None) -> time | None:
    """When the room gets its digest, local time; None when it gets none."""
    if room.digest is None:
        return usual
    return None if room.digest == OFF else parse_time(room.digest)
