"""What the bot may do in a room, as far as is known: the platform is asked from time to time, not here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRights:
    """`seen`: when the server said so (aware UTC). `open_to_all`: anyone may join or read it without joining.

    `name` is the room's, if it has one."""

    name: str | None
    can_write: bool
    can_mention: bool
    can_pin: bool
    open_to_all: bool
    seen: datetime


KnownRights = Callable[[str], RoomRights | None]
"""By the room's address; None where nothing is known of it (yet)."""


def is_open(rights: KnownRights, address: str) -> bool:
    """Whether the room is known to be one that anyone may join or read: no names there (issue 4, point 5)."""
    known = rights(address)
    return known is not None and known.open_to_all


def nothing_known(_address: str) -> RoomRights | None:
    """For a bot that asks nobody."""
    return None
