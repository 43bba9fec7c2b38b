"""Encrypted messages whose key has not come: kept, and read when it comes, be it after days and a restart.

    for KEY_SECONDS    nothing is said: a message may overtake its key, for they go on different ways
    then               its sender is told that it is unreadable: once in KEPT_FOR, however many there are
    until KEPT_FOR     when the key comes after all, it is read, marked with when it came (`held_since`);
                       whether it is still carried out then is for the house to say

One file for each in `held/` (0700, files 0600), as it came: ciphertext. It is written before the sync token
moves past the message, and taken away after what was read from it has been committed, so that a crash at any
moment loses none; one that is read twice has the same event id.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.platforms.matrix.crypto import ALGORITHM
from bot.platforms.matrix.session import StoreBroken, write_private
from bot.platforms.matrix.shapes import Json, is_id, table

KEY_SECONDS = 10.0
"""How long a key is waited for in silence."""

KEPT_FOR = timedelta(days=7)
MOST_HELD = 400
"""Events kept at once, of all rooms; then whoever has the most waiting gives way."""

MOST_OF_ONE = 40
"""Events kept of one sender."""

LARGEST = 66_000
"""Bytes of an event (specification: 65,536, as canonical JSON)."""

TOLD = "told"
"""The file that says who was told that something is unreadable, and when."""
_KEPT = ("type", "event_id", "sender", "origin_server_ts", "content")
log = structlog.get_logger(__name__)
Knows = Callable[[str, str, str], bool]
"""Whether the key (room, session) is there, and it is known whether it is the sender's."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that waits since `since` (aware UTC). `told`: its sender has been told that it is unreadable."""

    room: str
    event: Json
    since: datetime
    told: bool = False

    @property
    def sender(self) -> object:
        return self.event.get("sender")

    @property
    def session(self) -> str:
        return str(self.event["content"]["session_id"])


class Held:
    """The events that wait, in the order in which they came. Without a folder only in memory."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._kept: dict[str, Waiting] | None = None
        self._done: list[str] = []
        self._told: dict[object, datetime] = {}

    def hold(self, room: str, event: Json, now: datetime, knows: Knows) -> bool:
        """Whether it waits now. Raises StoreBroken.

        It does not when its key is there (and did not open it), when it is malformed or too large, and when
        too many wait already.
        """
        content, event_id = table(event.get("content")), event.get("event_id")
        session = content.get("session_id")
        if content.get("algorithm") != ALGORITHM or not is_id(session) or not is_id(event_id):
            return False
        name = hashlib.sha256(f"{room} {event_id}".encode()).hexdigest()
        kept = self._load(now)
        if name in kept:
            return True
        if knows(room, str(session), str(event.get("sender"))):
            return False
        made = Waiting(room, {key: event[key] for key in _KEPT if key in event}, now)
        if sum(one.sender == made.sender for one in kept.values()) >= MOST_OF_ONE:
            return False
        if len(json.dumps(made.event)) > LARGEST:
            return False
        if len(kept) >= MOST_HELD and not self._make_room(kept, made):
            return False
        self._write(name, made)
        kept[name] = made
        return True

    def _make_room(self, kept: Mapping[str, Waiting], made: Waiting) -> bool:
        """Of whoever has the most waiting the oldest gives way to somebody who has fewer."""
        held = Counter(one.sender for one in kept.values())
        (sender, most), *_ = held.most_common(1)
        if most <= held[made.sender] + 1:
            return False
        self._remove(next(name for name, one in kept.items() if one.sender == sender))
        return True

    def ready(self, now: datetime, knows: Knows) -> list[Waiting]:
        """All whose key has come, and those of which it is time to tell; see `settle`. Raises StoreBroken."""
        kept, found = self._load(now), []
        for name, one in list(kept.items()):
            if knows(one.room, one.session, str(one.sender)):
                found.append(one)
                self._done.append(name)
                del kept[name]
            elif now - one.since >= KEPT_FOR:
                self._remove(name)
            elif not one.told and now - one.since >= timedelta(seconds=KEY_SECONDS):
                found.append(one)
                kept[name] = replace(one, told=True)
                self._done.append(name)
        return found

    def may_tell(self, sender: object, now: datetime) -> bool:
        """Whether the sender has not been told lately that something is unreadable; from now on they have."""
        self._load(None)
        last = self._told.get(sender)
        if last is not None and now - last < KEPT_FOR:
            return False
        lately = [(who, at) for who, at in self._told.items() if now - at < KEPT_FOR]
        self._told = dict(lately[1 - MOST_HELD :])  # the latest; a flood of senders is not kept whole
        self._told[sender] = now
        self._note_told()
        return True

    def settle(self) -> None:
        """What `ready` gave has been committed: what was read goes, what was told is noted as told."""
        done, self._done = self._done, []
        for name in done:
            one = (self._kept or {}).get(name)
            if one is None:
                self._remove(name)
            else:
                self._write(name, one)

    def forget(self, room: str) -> None:
        """The bot is not there any more, so nobody there is answered."""
        self._drop(lambda one: one.room == room)

    def forget_sender(self, address: str) -> None:
        """Nothing is kept of this account."""
        self._drop(lambda one: one.sender == address)
        if self._told.pop(address, None) is not None:
            self._note_told()

    def seconds(self, now: datetime) -> float | None:
        """Until the next one is to be told, at least 0; None when there is none."""
        until = [
            one.since + timedelta(seconds=KEY_SECONDS) for one in (self._kept or {}).values() if not one.told
        ]
        return max(0.0, (min(until) - now).total_seconds()) if until else None

    def _drop(self, which: Callable[[Waiting], bool]) -> None:
        kept = self._load(None)
        for name in [name for name, one in kept.items() if which(one)]:
            self._remove(name)

    def _load(self, now: datetime | None) -> dict[str, Waiting]:
        if self._kept is None:
            self._kept = {}
            paths = () if self._folder is None or not self._folder.exists() else self._folder.glob("*.json")
            found = [(path.stem, one) for path in paths if (one := _read(path)) is not None]
            self._kept.update(sorted(found, key=lambda pair: pair[1].since))
            # Whoever has been told before the restart is not told again.
            self._told = {one.sender: one.since for one in self._kept.values() if one.told}
            if self._folder is not None:
                self._told |= _read_told(self._folder / TOLD)
            if now is not None and self._kept:
                log.info("unreadable messages wait for their keys", count=len(self._kept))
        return self._kept

    def _note_told(self) -> None:
        if self._folder is None:
            return
        _make(self._folder)
        told = {who: at.isoformat() for who, at in self._told.items() if isinstance(who, str)}
        write_private(self._folder / TOLD, json.dumps(told))

    def _write(self, name: str, one: Waiting) -> None:
        if self._folder is None:
            return
        _make(self._folder)
        kept = {"room": one.room, "since": one.since.isoformat(), "told": one.told, "event": one.event}
        write_private(self._folder / f"{name}.json", json.dumps(kept))

    def _remove(self, name: str) -> None:
        if self._kept is not None:
            self._kept.pop(name, None)
        if self._folder is not None:
            (self._folder / f"{name}.json").unlink(missing_ok=True)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise StoreBroken(f"{folder} cannot be used ({error.strerror})") from None


def _read_told(path: Path) -> dict[object, datetime]:
    """Who was told, and when; of a file that cannot be read nobody knows, and somebody is told once more."""
    try:
        told = {who: datetime.fromisoformat(at) for who, at in json.loads(path.read_bytes()).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        log.warning("who was told of unreadable messages is not known", error=type(error).__name__)
        return {}
    return {who: at for who, at in told.items() if at.tzinfo is not None}


def _read(path: Path) -> Waiting | None:
    """The event in a file; one that cannot be read is of no use to anybody."""
    try:
        kept = json.loads(path.read_bytes())
        made = Waiting(kept["room"], dict(kept["event"]), datetime.fromisoformat(kept["since"]), kept["told"])
        if made.since.tzinfo is not None and made.session and is_id(made.room):
            return made
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("kept message dropped", error=type(error).__name__)
    path.unlink(missing_ok=True)
    return None
