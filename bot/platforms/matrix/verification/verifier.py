"""Verifications that people start: who may, how many, and the way of each step to and from the server.

A person may in their direct room with the bot, where the steps are messages (encrypted where the room is),
and so may devices of people with such a room and of the bot's own account, to which the steps go directly.
Everything is in memory: what a restart interrupts is begun again by the person.

Each verification has a task of its own, so that a slow server holds up nobody else. The bot signs nothing of
theirs and trusts their device no more than before: it is they who learn that the bot is genuine.
"""

from __future__ import annotations

import asyncio
import importlib
import secrets
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import structlog

from bot.clock import Clock
from bot.platforms.base import Incoming, IncomingKind, PlatformError
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.shapes import Json, is_id, table
from bot.platforms.matrix.translate import PLATFORM, made_id
from bot.platforms.matrix.verification.emoji import shown
from bot.platforms.matrix.verification.machine import (
    KIND,
    LASTS,
    Action,
    Code,
    Emojis,
    Established,
    Party,
    Verification,
)

MOST_AT_ONCE = 8
MOST_AN_HOUR = 10
"""Requests of one person; further ones are passed over."""

MOST_STEPS = 20
"""Of one verification; a good one takes four of theirs."""

AHEAD = timedelta(minutes=5)
"""How far the clock of a client may be ahead (specification, `m.key.verification.request`)."""

LOOK_SECONDS = 1.0
_KEYS_SECONDS = 20.0
_MOST_PEOPLE = 1_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
log = structlog.get_logger(__name__)

SendInRoom = Callable[[str, str, Json, str], Awaitable[object]]
"""(room, type, content, transaction id); encrypts where the room is encrypted."""


class OwnKeys(Protocol):
    """What the bot vouches for."""

    def own_party(self) -> Party: ...


@dataclass(slots=True)
class _Running:
    """One verification on its way. `room` is None for one between devices."""

    one: Verification
    room: str | None
    shown_in: str | None
    steps: asyncio.Queue[tuple[str, Json, str] | None] = field(default_factory=asyncio.Queue)
    left: int = MOST_STEPS
    task: asyncio.Task[None] | None = None

    def has_ended(self) -> bool:
        return self.task is not None and self.task.done()


class Verifier:
    """Takes events as they come and never raises for what they look like. Must be closed."""

    def __init__(
        self,
        http: MatrixHttp,
        own: OwnKeys,
        send: SendInRoom,
        direct_with: Callable[[str], str | None],
        clock: Clock,
    ) -> None:
        self._http = http
        self._own = own
        self._send = send
        self._direct_with = direct_with
        self._clock = clock
        self._running: dict[tuple[str | None, str], _Running] = {}
        self._requests: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._loose: set[asyncio.Task[None]] = set()
        self._show: list[Incoming] = []

    def take(self) -> list[Incoming]:
        """What people are to be shown since the last call; ends what has taken too long."""
        now = self._clock.now()
        for running in list(self._running.values()):
            if not running.one.is_over:
                self._end(running, running.one.expire(now))
        for key in [key for key, running in self._running.items() if running.has_ended()]:
            del self._running[key]
        taken, self._show = self._show, []
        return taken

    def waits(self) -> float | None:
        """Seconds until it is worth looking again: what goes between devices wakes no sync."""
        busy = self._show or any(one.room is None for one in self._running.values())
        return LOOK_SECONDS if busy else None

    def in_room(self, room: str, event: Json, *, private: bool) -> None:
        """An event of a room, decrypted."""
        kind, content, sender = event.get("type"), event.get("content"), event.get("sender")
        if not isinstance(content, dict) or not is_id(sender) or not is_id(event.get("event_id")):
            return
        if kind == "m.room.message":
            if private and content.get("to") == self._own.own_party().user:
                name = str(event["event_id"])
                self._request(room, name, content, str(sender), event.get("origin_server_ts"), room)
            return
        relation = table(content.get("m.relates_to"))
        if relation.get("rel_type") == "m.reference":
            said = str(kind) if private else f"{KIND}cancel"  # a third person came: they see no pictures
            self._step(room, relation.get("event_id"), said, content, str(sender))

    def to_device(self, event: Json) -> None:
        """An event for the bot's device, not encrypted."""
        kind, content, sender = event.get("type"), event.get("content"), event.get("sender")
        if not isinstance(content, dict) or not is_id(sender) or not isinstance(kind, str):
            return
        name = content.get("transaction_id")
        if not is_id(name):
            return
        if kind == KIND + "request":
            where = self._direct_with(str(sender))
            if where is not None or sender == self._own.own_party().user:
                self._request(None, str(name), content, str(sender), content.get("timestamp"), where)
        else:
            self._step(None, name, kind, content, str(sender))

    async def close(self) -> None:
        tasks = [one.task for one in self._running.values() if one.task is not None]
        self._running.clear()
        for task in [*tasks, *self._loose]:
            task.cancel()
        await asyncio.gather(*tasks, *self._loose, return_exceptions=True)

    # ---- taking up

    def _request(
        self, room: str | None, name: str, content: Json, sender: str, at: object, where: str | None
    ) -> None:
        own, device, now = self._own.own_party(), content.get("from_device"), self._clock.now()
        if not is_id(device) or not _is_recent(at, now) or (room, name) in self._running:
            return
        if (sender, device) == (own.user, own.device) or not self._may_ask(sender, now):
            return
        one = Verification(own, Party(sender, str(device), {}), name, now, VodozemacKey)
        running = _Running(one, room, where)
        others = [other for other in self._running.values() if not other.one.is_over]
        for other in others:
            if other.one.theirs.user == sender:
                self._end(other, other.one.cancel(Code.USER, "A newer one was begun"))
        if sum(not other.one.is_over for other in others) >= MOST_AT_ONCE:
            self._later(self._speak(running, one.cancel(Code.USER, "Too many at once; try again soon")))
            return
        self._running[room, name] = running
        running.task = asyncio.create_task(self._work(running, content.get("methods")))

    def _may_ask(self, sender: str, now: datetime) -> bool:
        asked = self._requests.setdefault(sender, deque())
        while asked and now - asked[0] > timedelta(hours=1):
            asked.popleft()
        if len(asked) >= MOST_AN_HOUR:
            return False
        asked.append(now)
        if len(self._requests) > _MOST_PEOPLE:
            self._requests.popitem(last=False)
        return True

    def _step(self, room: str | None, name: object, kind: str, content: Json, sender: str) -> None:
        running = self._running.get((room, str(name)))
        if running is None or running.one.is_over or not kind.startswith(KIND):
            return
        if sender == self._own.own_party().user and room is not None:
            return
        running.left -= 1
        if running.left >= 0:
            running.steps.put_nowait((kind.removeprefix(KIND), content, sender))

    # ---- going on

    async def _work(self, running: _Running, methods: object) -> None:
        """From the request to the end."""
        one = running.one
        try:
            keys = await self._published(one.theirs.user, one.theirs.device)
            if keys is None:
                await self._speak(running, one.cancel(Code.KEY_MISMATCH, "This device has published no keys"))
                return
            one.theirs = Party(one.theirs.user, one.theirs.device, keys)
            await self._speak(running, one.ready(methods))
            while not one.is_over:
                step = await running.steps.get()
                if step is not None:
                    await self._speak(running, one.receive(*step))
            log.info("verification over", done=one.verified, code=one.code)
        except PlatformError as error:
            one.cancel(Code.TIMEOUT)
            log.info("verification given up", reason=str(error))
        except (asyncio.CancelledError, KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - vodozemac panics with a BaseException of its own
            log.warning("verification failed", error=type(error).__name__)
            self._later(self._speak(running, one.cancel(Code.INVALID)))

    def _end(self, running: _Running, last_words: Sequence[Action]) -> None:
        """It is over by our doing; its task need wait for nothing more."""
        if running.one.is_over:
            running.steps.put_nowait(None)
        if last_words:
            self._later(self._speak(running, last_words))

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        async def done() -> None:
            try:
                await work
            except PlatformError as error:
                log.info("verification: not told", reason=str(error))

        task = asyncio.create_task(done())
        self._loose.add(task)
        task.add_done_callback(self._loose.discard)

    async def _speak(self, running: _Running, actions: Sequence[Action]) -> None:
        one = running.one
        for action in actions:
            if isinstance(action, Emojis):
                self._shown(running, action)
            elif running.room is not None:
                content = action.content | {"m.relates_to": {"rel_type": "m.reference", "event_id": one.name}}
                await self._send(running.room, action.kind, content, secrets.token_hex(8))
            else:
                content = action.content | {"transaction_id": one.name}
                messages = {"messages": {one.theirs.user: {one.theirs.device: content}}}
                path = ("sendToDevice", action.kind, secrets.token_hex(8))
                await self._http.call("verification", "PUT", *path, body=messages)

    def _shown(self, running: _Running, seen: Emojis) -> None:
        log.info("verification: compare", emoji=shown(seen.emoji), numbers=list(seen.numbers))
        if running.shown_in is None:
            return
        self._show.append(
            Incoming(
                platform=PLATFORM,
                event_id=made_id("verification", running.room, running.one.name),
                kind=IncomingKind.VERIFICATION,
                room=running.shown_in,
                sender=running.one.theirs.user,
                sent_at=self._clock.now(),
                text=" ".join(map(str, seen.emoji or seen.numbers)),
                private=True,
            )
        )

    async def _published(self, user: str, device: str) -> Mapping[str, str] | None:
        """The keys that the device may vouch for: its own, and its user's master key."""
        body: Json = {"device_keys": {user: []}, "timeout": int(_KEYS_SECONDS * 500)}
        answer = await self._http.call("keys", "POST", "keys", "query", body=body, seconds=_KEYS_SECONDS)
        keys = table(table(table(answer.get("device_keys")).get(user)).get(device))
        own = table(keys.get("keys")).get(f"ed25519:{device}")
        if not isinstance(own, str):
            return None
        master = table(table(table(answer.get("master_keys")).get(user)).get("keys"))
        found = {name: key for name, key in master.items() if isinstance(key, str)}
        return {**found, f"ed25519:{device}": own}


class VodozemacKey:
    """A Curve25519 key for one verification."""

    def __init__(self) -> None:
        self._vodozemac = importlib.import_module("vodozemac")
        self._sas = self._vodozemac.Sas()

    @property
    def public(self) -> str:
        return str(self._sas.public_key.to_base64())

    def meet(self, theirs: str) -> Established:
        """Raises ValueError for what is no such key."""
        shared: Established = self._sas.diffie_hellman(
            self._vodozemac.Curve25519PublicKey.from_base64(theirs)
        )
        return shared


def is_verification(event: Mapping[str, Any]) -> bool:
    """Whether the event of a room is a request for one, or a step of one."""
    kind = event.get("type")
    if kind == "m.room.message":
        return table(event.get("content")).get("msgtype") == KIND + "request"
    return isinstance(kind, str) and kind.startswith(KIND)


def _is_recent(milliseconds: object, now: datetime) -> bool:
    """Whether the request is no older than a verification lasts (specification)."""
    if type(milliseconds) is not int:
        return False
    try:
        made = _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        return False
    return now - LASTS <= made <= now + AHEAD
