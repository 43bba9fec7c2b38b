"""What is attached to a message or a room: reactions, and which messages are pinned."""

from __future__ import annotations

from collections.abc import Callable

from bot.platforms.base import Reacted
from bot.platforms.matrix.http import Denied, MatrixHttp
from bot.platforms.matrix.shapes import Json, clean, is_id, table, tables

V1 = "/_matrix/client/v1"
PINNED = "m.room.pinned_events"
MOST_PAGES = 100
"""Pages of reactions to one message; nobody reads more."""

_PAGE = 100
_KINDS = ("m.reaction", "m.room.encrypted")


async def read_reactions(
    http: MatrixHttp, room: str, event_id: str, decrypt: Callable[[Json], Json | None]
) -> tuple[Reacted, ...]:
    """All reactions that stand, oldest first. Raises PlatformError.

    What they relate to is readable in encrypted ones too; `decrypt` is asked where the key is not.
    """
    found: dict[str, Reacted] = {}
    query: dict[str, str | list[str]] = {"dir": "b", "limit": str(_PAGE)}
    for _ in range(MOST_PAGES):
        answer = await http.call(
            "relations", "GET", "rooms", room, "relations", event_id, "m.annotation", query=query, prefix=V1
        )
        for event in tables(answer.get("chunk")):
            one = _reacted(event, event_id, decrypt)
            if one is not None:
                found.setdefault(one.event_id, one)
        end = answer.get("next_batch")
        if not isinstance(end, str) or end == query.get("from"):
            break
        query["from"] = end
    return tuple(reversed(found.values()))


async def add_pin(http: MatrixHttp, room: str, event_id: str) -> None:
    """Pin one more message. Raises PlatformError."""
    path = ("rooms", room, "state", PINNED, "")
    try:
        content = await http.call("pinned messages", "GET", *path)
    except Denied as error:
        if not error.missing:
            raise
        content = {}
    before = content.get("pinned")
    pinned = [one for one in before if is_id(one)] if isinstance(before, list) else []
    if event_id not in pinned:
        await http.call("pin", "PUT", *path, body=content | {"pinned": [*pinned, event_id]})


def _reacted(event: Json, target: str, decrypt: Callable[[Json], Json | None]) -> Reacted | None:
    """None for what is no reaction to that message, was taken back, or is malformed."""
    if event.get("type") not in _KINDS or "redacted_because" in table(event.get("unsigned")):
        return None
    relation = table(table(event.get("content")).get("m.relates_to"))
    if "key" not in relation and event["type"] == "m.room.encrypted":
        relation = table(table((decrypt(event) or {}).get("content")).get("m.relates_to"))
    key, sender, own_id = relation.get("key"), event.get("sender"), event.get("event_id")
    if relation.get("rel_type") != "m.annotation" or relation.get("event_id") != target:
        return None
    if not isinstance(key, str) or not is_id(sender) or not is_id(own_id):
        return None
    return Reacted(str(own_id), str(sender), clean(key))
