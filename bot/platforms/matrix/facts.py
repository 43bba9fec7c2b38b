"""What the server says of a room now, and what the bot may do there."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping
from typing import Any

from bot.platforms.base import RoomFacts
from bot.platforms.matrix.http import Denied, MatrixHttp
from bot.platforms.matrix.shapes import Json, clean, is_id, name_or_none, table

CREATORS_ABOVE_ALL = 12
"""Room version from which creators have endless power and no entry in the power levels (MSC4289)."""

_UNSTABLE_12 = "org.matrix.hydra.11"


async def read_facts(http: MatrixHttp, own: str, room: str) -> RoomFacts:
    """Raises PlatformError; `Refused` when the bot is not in the room."""
    members, create = await asyncio.gather(
        http.call("joined members", "GET", "rooms", room, "joined_members"),
        _state(http, room, "m.room.create", whole=True),
    )
    levels, name, rules, visibility, encryption = await asyncio.gather(
        _state(http, room, "m.room.power_levels"),
        _state(http, room, "m.room.name"),
        _state(http, room, "m.room.join_rules"),
        _state(http, room, "m.room.history_visibility"),
        _state(http, room, "m.room.encryption"),
    )
    rights = Rights(create or {}, levels, own)
    return RoomFacts(
        room=room,
        name=name_or_none((name or {}).get("name")),
        members=tuple(sorted(clean(who) for who in table(members.get("joined")) if is_id(who))),
        encrypted=encryption is not None,
        open_to_all=(rules or {}).get("join_rule") == "public"
        or (visibility or {}).get("history_visibility") == "world_readable",
        can_write=rights.may_send("m.room.encrypted" if encryption is not None else "m.room.message"),
        can_mention_room=rights.may_mention_room(),
        can_pin=rights.may_set("m.room.pinned_events"),
    )


class Rights:
    """Power levels of one person (specification, `m.room.power_levels`, with all its defaults).

    `create` is the whole event, since the creator is its sender; `levels` is None where a room has none.
    """

    def __init__(self, create: Mapping[str, Any], levels: Mapping[str, Any] | None, who: str) -> None:
        content = table(create.get("content"))
        self._levels = levels
        creators = set(_texts([create.get("sender"), content.get("creator")]))
        if _version(content) >= CREATORS_ABOVE_ALL:
            additional = content.get("additional_creators")
            creators.update(_texts(additional))
            self._own: float = math.inf if who in creators else self._listed(who)
        elif levels is None:
            self._own = 100 if who in creators else 0
        else:
            self._own = self._listed(who)

    def may_send(self, kind: str) -> bool:
        return self._own >= self._needed(kind, "events_default", 0)

    def may_set(self, kind: str) -> bool:
        return self._own >= self._needed(kind, "state_default", 0 if self._levels is None else 50)

    def may_mention_room(self) -> bool:
        needed = _level(table((self._levels or {}).get("notifications")).get("room"))
        return self._own >= (50 if needed is None else needed)

    def _listed(self, who: str) -> float:
        levels = self._levels or {}
        own = _level(table(levels.get("users")).get(who))
        return own if own is not None else _level(levels.get("users_default")) or 0

    def _needed(self, kind: str, default: str, otherwise: int) -> float:
        levels = self._levels or {}
        needed = _level(table(levels.get("events")).get(kind))
        if needed is None:
            needed = _level(levels.get(default))
        return otherwise if needed is None else needed


async def _state(http: MatrixHttp, room: str, kind: str, *, whole: bool = False) -> Json | None:
    """The content of the room's state event (or the event as a whole), None if there is none."""
    query = {"format": "event"} if whole else {}
    try:
        return await http.call(kind, "GET", "rooms", room, "state", kind, "", query=query)
    except Denied as error:
        if error.missing:
            return None
        raise


def _level(value: object) -> float | None:
    """Old rooms (version 9 and before) may have levels as texts."""
    if type(value) is int:
        return value
    if isinstance(value, str):
        try:
            return int(value.strip())
        except ValueError:
            return None
    return None


def _version(content: Mapping[str, Any]) -> int:
    version = content.get("room_version", "1")
    if version == _UNSTABLE_12:
        return CREATORS_ABOVE_ALL
    # An unknown version is named by whoever invented it; its rules are not known here.
    known = isinstance(version, str) and version.isascii() and version.isdigit() and len(version) < 4
    return int(version) if known else 0


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
