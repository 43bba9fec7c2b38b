"""What a room is set to: read from what somebody typed, checked, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commands.reply import Refusal
from commands.rules.choices import is_off, is_usual, read_answers, read_language, read_room_role
from commands.rules.durations import parse_time
from commands.rules.names import fold, near_misses
from commands.rules.parsing import UnclosedQuote, split
from commands.texts import Code, Listed
from storage.models import District, Room
from storage.states import RoomRole
from storage.store import Store

OFF = "off"
BY_REACTION = "reaction"
"""`Room.answers`: plain confirmations are a ✅ on the command."""
DISTRICT_KEYS = ("district", "distrikt")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomWishes:
    """The settings as typed; None: not said."""

    role: str | None = None
    branch: str | None = None
    language: str | None = None
    digest: str | None = None
    answers: str | None = None
    district: str | None = None

    def any(self) -> bool:
        wished = (self.role, self.branch, self.language, self.digest, self.answers, self.district)
        return any(one is not None for one in wished)


async def change_room(
    store: Store, room: Room, wishes: RoomWishes, *, district: District, person_id: int
) -> District:
    """Set the room as wished; the district it then belongs to. Raises Refusal at the first mistake.

    The caller has seen that the person organizes `district`. Another district must be theirs too.
    """
    if wishes.district is not None:
        district = await _own_district(store, wishes.district, person_id)
    moved = room.district_id != district.id
    # Everything is read before anything is changed: what a refusal undoes could not be read without a query.
    role, branch = _role(room, wishes, district.branches, moved=moved)
    language = room.language if wishes.language is None else _language(wishes.language)
    digest = room.digest if wishes.digest is None else _digest(wishes.digest, role)
    answers = room.answers if wishes.answers is None else _answers(wishes.answers)
    room.district_id, room.role, room.branch = district.id, role, branch
    room.language, room.digest, room.answers = language, digest, answers
    if moved:
        room.digest_seen = None
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


def _role(
    room: Room, wishes: RoomWishes, branches: Sequence[str], *, moved: bool
) -> tuple[RoomRole, str | None]:
    """The role and the branch the room is to have; the branch of another district is not kept."""
    role, branch = room.role, None if moved else room.branch
    if moved and role is RoomRole.BRANCH:
        role = RoomRole.DISTRICT
    if wishes.role is not None:
        wanted = read_room_role(wishes.role)
        if wanted is None:
            raise Refusal("error-room-role", text=_shown(wishes.role))
        role = RoomRole(wanted)
    if wishes.branch is not None:
        if wishes.role is not None and role is not RoomRole.BRANCH:
            raise Refusal("error-room-branch-role")
        return RoomRole.BRANCH, read_branch(wishes.branch, branches)
    if role is RoomRole.BRANCH and branch is None:
        raise Refusal("error-room-branch-missing", branches=Listed(list(branches)))
    return role, branch if role is RoomRole.BRANCH else None


def read_branch(text: str, branches: Sequence[str]) -> str:
    """The branch of this name, as it is spelt. Raises Refusal with those that may be meant."""
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


def _digest(text: str, role: RoomRole) -> str | None:
    """ "08:00", "off", or None: as the house has it. A room for organizers has none."""
    if is_off(text):
        return OFF
    if role is RoomRole.ORGANIZERS:
        raise Refusal("error-room-digest-role")
    if is_usual(text):
        return None
    try:
        return f"{parse_time(text):%H:%M}"
    except ValueError:
        raise Refusal("error-room-digest", text=_shown(text)) from None


def _answers(text: str) -> str | None:
    """How plain confirmations are given; None: as a message."""
    if is_usual(text):
        return None
    way = read_answers(text)
    if way is None:
        raise Refusal("error-room-answers", text=_shown(text))
    return BY_REACTION if way == BY_REACTION else None


def _shown(text: str) -> Code:
    """What was written, so that an empty value can be seen too."""
    return Code(text[:40] or '""')
