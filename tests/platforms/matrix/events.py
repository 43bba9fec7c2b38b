"""Events as a homeserver would send them, for tests without one."""

from __future__ import annotations

import itertools
from typing import Any

OWN = "@passet:example.org"
ANNA, BO, LEYLA, MALLORY = (f"@{name}:example.org" for name in ("anna", "bo", "leyla", "mallory"))
ROOM = "!room:example.org"
Json = dict[str, Any]
_ids = itertools.count(1)


def event(kind: str, sender: str, content: object, **more: object) -> Json:
    number = next(_ids)
    made: Json = {
        "type": kind,
        "sender": sender,
        "event_id": f"$event{number}",
        "origin_server_ts": 1_715_700_000_000 + number,
        "content": content,
    }
    return made | more


def message(sender: str, text: str, **content: object) -> Json:
    return event("m.room.message", sender, {"msgtype": "m.text", "body": text, **content})


def member(
    who: str, membership: str, before: str | None = None, by: str | None = None, **content: object
) -> Json:
    unsigned = {} if before is None else {"prev_content": {"membership": before}, "prev_sender": by or who}
    return event(
        "m.room.member", by or who, {"membership": membership, **content}, state_key=who, unsigned=unsigned
    )


def joined(*timeline: Json, room: str = ROOM, state: tuple[Json, ...] = (), **more: object) -> Json:
    """A sync response in which one joined room has this timeline."""
    part = {
        "timeline": {"events": list(timeline), "limited": False, **more},
        "state": {"events": list(state)},
    }
    return {"next_batch": "s2", "rooms": {"join": {room: part}}}
