"""Matrix as a `Platform`: what the bot needs of a homeserver, and nothing more."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

import structlog

from bot.clock import Clock
from bot.platforms.base import (
    NO_ANSWERS,
    Batch,
    LoggedOut,
    Outgoing,
    PlatformError,
    Reacted,
    Receipt,
    Refused,
    RoomFacts,
    Unavailable,
)
from bot.platforms.matrix.backfill import who_am_i
from bot.platforms.matrix.content import (
    LARGEST,
    LARGEST_ENCRYPTED,
    file_content,
    message_content,
    reaction_content,
)
from bot.platforms.matrix.crypto import Crypto, load_nio
from bot.platforms.matrix.digest import Digest
from bot.platforms.matrix.direct import DirectRooms
from bot.platforms.matrix.direct_list import DirectList
from bot.platforms.matrix.facts import read_facts
from bot.platforms.matrix.filters import own_messages_filter
from bot.platforms.matrix.held import Held
from bot.platforms.matrix.http import Denied, MatrixHttp
from bot.platforms.matrix.keystore import remove_keys
from bot.platforms.matrix.media import Media
from bot.platforms.matrix.patience import Gate, Patience
from bot.platforms.matrix.relations import add_pin, read_reactions
from bot.platforms.matrix.rooms import RoomBook
from bot.platforms.matrix.session import Session, StoreBroken, StoreLock, end_lost_logins, log_in, log_out
from bot.platforms.matrix.shapes import Json, is_id, table, tables
from bot.platforms.matrix.sync import Listener
from bot.platforms.matrix.translate import PLATFORM
from bot.platforms.matrix.verification.verifier import Verifier

SEARCHED_EVENTS = 500
"""How many of the bot's own messages `find_sent` looks at."""

JOIN_SECONDS = 120.0
"""Joining a large room on another server takes long."""

_PAGE = 100
log = structlog.get_logger(__name__)


class MatrixPlatform:
    """One Matrix account on one device, which no other process may use at the same time.

    `store_dir` keeps login and keys (see `session`). `password` is asked for only when no login is stored.
    Without `encryption` nio is not imported, and messages for encrypted rooms are refused.
    """

    def __init__(
        self,
        homeserver: str,
        user_id: str,
        store_dir: Path,
        *,
        password: Callable[[], str] | None = None,
        encryption: bool = True,
        clock: Clock,
        rng: random.Random | None = None,
    ) -> None:
        self._own = user_id
        self._folder = store_dir
        self._password = password
        self._encryption = encryption
        self._clock = clock
        gate = Gate()
        self._http = MatrixHttp(homeserver, clock, gate)
        self._patience = Patience(rng or random.Random(), gate)  # noqa: S311 - for pauses, not for secrets
        self._lock = StoreLock(store_dir)
        self._listed = DirectList(self._http, user_id)
        self._book = RoomBook(self._http, user_id, self._listed)
        self._direct = DirectRooms(
            self._http, user_id, self._listed, self._book, store_dir, encryption=encryption
        )
        self._media = Media(self._http)
        self._held = Held(store_dir / "held")
        self._crypto: Crypto | None = None
        self._verifier: Verifier | None = None
        self._remake = False
        self._entered: str | None = None  # the password, from a login until the identity is published

    @property
    def name(self) -> str:
        return PLATFORM

    @property
    def own_address(self) -> str:
        return self._own

    async def start(self) -> None:
        """See `Platform.start`. Logs in with the password when no login is stored.

        Raises `LoggedOut`, `Unavailable`, and for the store StoreInUse and StoreBroken.
        """
        self._lock.acquire()
        loading = asyncio.create_task(asyncio.to_thread(load_nio)) if self._encryption else None
        try:
            session = Session.load(self._folder) or await self._first_login()
            session.must_be_for(self._http.base, self._own)
            if not session.homeserver:
                session = replace(session, homeserver=self._http.base)
                session.save(self._folder)
            self._http.token = session.token
            await self._prove()
            if loading is not None and self._crypto is None:
                crypto = Crypto(await loading, self._http, session, self._folder / "crypto")
                await crypto.open(self._entered, remake=self._remake)
                self._crypto = crypto
                self._verifier = Verifier(
                    self._http, crypto, self._send_sealed, self._direct.listed_with, self._clock
                )
            self._entered, self._remake = None, False
        finally:
            if loading is not None and not loading.done():
                await asyncio.wait([loading])
        log.info("logged in", device=session.device_id, encryption=self._encryption)

    @property
    def is_verified(self) -> bool:
        """Whether others see the bot's device as verified; True where nothing is encrypted."""
        return not self._encryption or (self._crypto is not None and self._crypto.signed)

    async def login(self, password: str, *, store_lost: bool = False) -> None:
        """Log in on a new device, store that, and end the login that was stored before. Then `start`, which
        makes the device's keys and has them signed.

        `store_lost`: other logins of the bot are ended too, for theirs is not known any more, and an identity
        that is not kept here is made anew. Raises `Refused` when the password is wrong, `Unavailable`,
        `StoreInUse`.
        """
        self._lock.acquire()
        before = self._login_before(store_lost)
        session = await log_in(self._http, self._own, password)
        session.save(self._folder)
        self._entered, self._remake = password, store_lost  # `start` signs the new device
        if store_lost:
            await end_lost_logins(self._http, session, password)
        if before is not None and before.is_for(self._http.base):
            try:
                await log_out(self._http, before)
            except PlatformError as error:
                log.warning("old login not ended", device=before.device_id, reason=str(error))
            else:
                remove_keys(self._folder / "crypto", before)

    def _login_before(self, store_lost: bool) -> Session | None:
        """The stored one; a damaged one is as good as none when a new device is wanted anyhow.

        Raises StoreBroken, and LoggedOut for another account's: its keys would become this one's.
        """
        try:
            before = Session.load(self._folder)
        except StoreBroken:
            if not store_lost:
                raise
            return None
        if before is not None:
            before.must_be_for(before.homeserver, self._own)
        return before

    def listen(self, token: str | None) -> AsyncIterator[Batch]:
        """See `Platform.listen`. Call `start` first, and listen only once at a time."""
        digest = Digest(
            self._http,
            self._own,
            self._book,
            self._listed,
            self._crypto,
            self._patience,
            self._clock,
            self._verifier,
            self._held,
        )
        now = asyncio.get_running_loop().time
        return Listener(self._http, self._patience, digest, self._crypto, now).listen(token)

    async def send(self, message: Outgoing, txn_id: str) -> Receipt:
        """See `Platform.send`. Raises `Refused` also for an encrypted room while encryption is off."""
        room, kind = message.room, "m.room.message"
        encrypted = await self._book.encrypted(room)
        if encrypted and self._crypto is None:
            raise Refused("the room is encrypted, and encryption is off", code="PASSET_ENCRYPTED")
        if message.file is not None:
            stored = await self._media.store(message.file, f"{room} {txn_id}", encrypted=encrypted)
            content = file_content(message, message.file, stored)
        else:
            content = message_content(message, largest=LARGEST_ENCRYPTED if encrypted else LARGEST)
        return await self._send_sealed(room, kind, content, txn_id)

    async def react(
        self,
        room: str,
        event_id: str,
        key: str,
        txn_id: str,
        *,
        id: str,  # noqa: A002 - as in Outgoing
        kind: str,
        answers: Mapping[str, str] = NO_ANSWERS,
    ) -> Receipt:
        """See `Platform.react`. Not encrypted, as in most clients: servers would not count it otherwise."""
        content = reaction_content(event_id, key, id=id, kind=kind, answers=answers)
        try:
            return await self._put(room, "m.reaction", content, txn_id)
        except Denied as error:
            if error.code != "M_DUPLICATE_ANNOTATION":
                raise
            return Receipt("")

    async def pin(self, room: str, event_id: str) -> None:
        """See `Platform.pin`."""
        await add_pin(self._http, room, event_id)

    async def redact(self, room: str, event_id: str, txn_id: str) -> None:
        """See `Platform.redact`."""
        await self._http.call("redact", "PUT", "rooms", room, "redact", event_id, txn_id, body={})

    async def forget(self, address: str, room: str | None) -> None:
        """See `Platform.forget`. The rooms are left and taken off the account's list, on the server too."""
        self._held.forget_sender(address)
        rooms = list(dict.fromkeys((*await self._direct.forget(address), *([room] if room else ()))))
        for one in rooms:
            await self.leave(one)
            await self._let_go(one)
        await self._listed.remove(address)
        if self._crypto is not None:
            await self._crypto.forget(address, rooms=rooms)

    async def _let_go(self, room: str) -> None:
        """Have the server forget that the account was in the room (specification, `POST …/forget`)."""
        try:
            await self._http.call("forget room", "POST", "rooms", room, "forget", body={})
        except Denied as error:
            log.info("forgotten already", room=room, code=error.code)

    async def reactions(self, room: str, event_id: str) -> tuple[Reacted, ...]:
        """See `Platform.reactions`."""
        return await read_reactions(self._http, room, event_id, partial(self._decrypted, room))

    async def find_sent(self, room: str, outgoing_id: str) -> str | None:
        """See `Platform.find_sent`; looks at the bot's last 500 messages there."""
        query: dict[str, str | list[str]] = {
            "dir": "b",
            "limit": str(_PAGE),
            "filter": own_messages_filter(self._own),
        }
        looked_at = 0
        while looked_at < SEARCHED_EVENTS:
            answer = await self._http.call("history", "GET", "rooms", room, "messages", query=query)
            for event in tables(answer.get("chunk")):
                looked_at += 1
                if self._own_id(room, event) == outgoing_id and is_id(event.get("event_id")):
                    return str(event["event_id"])
            end = answer.get("end")
            if not isinstance(end, str) or end == query.get("from"):
                return None
            query["from"] = end
        return None

    async def join(self, room: str) -> None:
        """See `Platform.join`. Raises `Refused` when nobody invited the bot (any more)."""
        servers = self._book.servers(room)
        # server_name is what servers before specification 1.12 know.
        query: dict[str, str | list[str]] = {"via": servers, "server_name": servers} if servers else {}
        await self._http.call("join", "POST", "join", room, body={}, query=query, seconds=JOIN_SECONDS)

    async def leave(self, room: str) -> None:
        """See `Platform.leave`."""
        try:
            await self._http.call("leave", "POST", "rooms", room, "leave", body={})
        except Denied as error:
            if error.status not in (403, 404):  # the bot is not there, or nobody knows the room
                raise
            log.info("left already", room=room, code=error.code)

    async def direct_room(self, address: str) -> str:
        """See `Platform.direct_room`."""
        return await self._direct.room_for(address)

    async def facts(self, room: str) -> RoomFacts:
        """See `Platform.facts`. Raises `Refused` when the bot is not in the room."""
        return await read_facts(self._http, self._own, room)

    async def close(self) -> None:
        """See `Platform.close`."""
        if self._verifier is not None:
            await self._verifier.close()
            self._verifier = None
        if self._crypto is not None:
            await self._crypto.close()
            self._crypto = None
        await self._http.close()
        self._lock.release()

    async def _first_login(self) -> Session:
        if self._password is None:
            raise LoggedOut(f"no login is stored in {self._folder}: log in first")
        try:
            password = self._password()
            session = await log_in(self._http, self._own, password)
        except Refused as error:
            raise LoggedOut(f"the homeserver does not accept user and password ({error.code})") from error
        session.save(self._folder)
        self._entered = password
        return session

    async def _prove(self) -> None:
        user_id = (await who_am_i(self._http)).get("user_id")
        if user_id != self._own:
            raise LoggedOut(f"the login in {self._folder} belongs to another user: log in again")

    async def _send_sealed(self, room: str, kind: str, content: Json, txn_id: str) -> Receipt:
        """Send an event of any type, encrypted where the room is; `Refused` where that is impossible."""
        if await self._book.encrypted(room):
            if self._crypto is None:
                raise Refused("the room is encrypted, and encryption is off", code="PASSET_ENCRYPTED")
            members = partial(self._book.members, room)
            kind, content = "m.room.encrypted", await self._crypto.encrypt(room, kind, content, members)
        return await self._put(room, kind, content, txn_id)

    async def _put(self, room: str, kind: str, content: Json, txn_id: str) -> Receipt:
        answer = await self._http.call("send", "PUT", "rooms", room, "send", kind, txn_id, body=content)
        event_id = answer.get("event_id")
        if not isinstance(event_id, str):
            raise Unavailable("send: the server's answer is incomplete")
        return Receipt(event_id)

    def _decrypted(self, room: str, event: Json) -> Json | None:
        return None if self._crypto is None else self._crypto.decrypt(room, event)

    def _own_id(self, room: str, event: Json) -> object:
        """The id that the bot gave its own message, None for anything else."""
        if event.get("sender") != self._own:
            return None
        if event.get("type") == "m.room.encrypted":
            event = self._decrypted(room, event) or {}
        return table(table(event.get("content")).get("org.passet")).get("id")
