"""Encrypted messages whose key has not come yet: held for some seconds, since a message may overtake its key.

Servers send keys and messages on different ways, and clients share a key only when they first write. What is
not readable after `KEY_SECONDS` is told as unreadable, and that is final: a key that comes later changes
nothing, or the person who was told to write again would be heard twice.

Only in memory: when the program ends meanwhile, the sync token has moved past these messages, and they are
neither read nor told as unreadable.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.platforms.matrix.crypto import ALGORITHM
from bot.platforms.matrix.shapes import Json, is_id, table

KEY_SECONDS = 10.0
"""How long a key is waited for."""

MOST_HELD = 100
"""Events held at once, of all rooms; further ones are told as unreadable without waiting."""


class Held:
    """The events that wait, in the order in which they came. Times are aware UTC."""

    def __init__(self) -> None:
        self._events: dict[tuple[str, str], tuple[datetime, Json]] = {}

    def hold(self, room: str, event: Json, now: datetime, knows: Callable[[str, str], bool]) -> bool:
        """Whether it waits now. It does not when its key is there (and did not open it), when it is
        malformed, and when too many wait already."""
        content, event_id = table(event.get("content")), event.get("event_id")
        session = content.get("session_id")
        if content.get("algorithm") != ALGORITHM or not is_id(session) or not is_id(event_id):
            return False
        if knows(room, str(session)) or len(self._events) >= MOST_HELD:
            return False
        self._events.setdefault((room, str(event_id)), (now + timedelta(seconds=KEY_SECONDS), event))
        return True

    def ready(self, now: datetime, knows: Callable[[str, str], bool]) -> list[tuple[str, Json]]:
        """Take out (room, event) of all whose key has come or whose time is over."""
        taken = [
            (key, event)
            for key, (until, event) in self._events.items()
            if until <= now or knows(key[0], event["content"]["session_id"])
        ]
        for key, _ in taken:
            del self._events[key]
        return [(room, event) for (room, _), event in taken]

    def forget(self, room: str) -> None:
        """The bot is not there any more, so nobody there is answered."""
        for key in [key for key in self._events if key[0] == room]:
            del self._events[key]

    def seconds(self, now: datetime) -> float | None:
        """Until the first one's time is over, at least 0; None when nothing waits."""
        if not self._events:
            return None
        return max(0.0, (min(until for until, _ in self._events.values()) - now).total_seconds())
