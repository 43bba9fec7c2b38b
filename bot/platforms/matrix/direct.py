"""The room for messages to one person alone: the one that exists, else a new one, never two.

    a listed room where the person is, or is invited      that one
    … which the person has left                           the same, with one new invitation
    … whose invitation was declined, or banned from it    Refused: no more invitations
    none                                                  a new one (private_chat), then listed

The answer to the creation of a room can get lost. So an intent is stored before and taken away after;
while there is one for a person, the joined rooms are searched for one that was created for them before
another is made. `private_chat`, for `trusted_private_chat` would make the guest a co-creator. With encryption
on, what the bot makes is encrypted; rooms that people opened stay as they are.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import structlog

from bot.platforms.base import Membership, Refused, Unavailable
from bot.platforms.matrix.direct_list import DirectList
from bot.platforms.matrix.http import Denied, MatrixHttp
from bot.platforms.matrix.rooms import PRESENT, RoomBook
from bot.platforms.matrix.session import write_private
from bot.platforms.matrix.shapes import Json, is_id, table, tables
from bot.platforms.matrix.translate import membership_before, membership_of

CREATED_FOR = "org.passet.direct"
"""Key in the content of `m.room.create`: the person for whom the room was made."""

ENCRYPTION: Json = {"algorithm": "m.megolm.v1.aes-sha2"}
CREATE_SECONDS = 60.0
_INTENTS = "intents.json"
_AT_ONCE = 8

log = structlog.get_logger(__name__)


class DirectRooms:
    """Finds and makes direct rooms, one person at a time."""

    def __init__(
        self,
        http: MatrixHttp,
        own: str,
        listed: DirectList,
        book: RoomBook,
        folder: Path,
        *,
        encryption: bool,
    ) -> None:
        self._http = http
        self._own = own
        self._listed = listed
        self._book = book
        self._file = folder / _INTENTS
        self._encryption = encryption
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._known: dict[str, str] = {}
        self._made_for: dict[str, str | None] = {}

    async def room_for(self, address: str) -> str:
        """The room's address. Raises PlatformError; `Refused` when the person cannot be reached."""
        if not is_id(address) or not address.startswith("@") or address == self._own:
            raise Refused("there is no direct room with that address", code="M_INVALID_PARAM")
        async with self._locks[address]:
            known = self._known.get(address)
            if known is not None and self._still_good(known):
                return known
            await self._listed.load()
            room = await self._existing(address) or await self._new(address)
            await self._encrypt(room, address)
            await self._book.learn_privacy(room)
            self._known[address] = room
            return room

    def listed_with(self, address: str) -> str | None:
        """The newest room that is listed as direct with the person, without asking anybody."""
        return next(iter(reversed(self._listed.rooms_with(address))), None)

    async def forget(self, address: str) -> list[str]:
        """Nothing is noted about the person any more; the rooms that were listed with them.

        Raises PlatformError.
        """
        async with self._locks[address]:
            await self._listed.load()
            rooms = self._listed.rooms_with(address)
            self._known.pop(address, None)
            self._made_for = {room: whom for room, whom in self._made_for.items() if whom != address}
            if address in self._intents():
                self._done(address)
        self._locks.pop(address, None)
        return rooms

    def _still_good(self, room: str) -> bool:
        """Nobody came or went since it was looked at: the sync would have said so."""
        return self._listed.lists(room) and self._book.is_private(room)

    async def _encrypt(self, room: str, address: str) -> None:
        """Have a room of the bot's own encrypted that was made before it could; others' rooms are theirs."""
        if not self._encryption or await self._book.encrypted(room):
            return
        if await self._created_for(room) != address:
            return
        try:
            path = ("rooms", room, "state", "m.room.encryption", "")
            await self._http.call("encrypt", "PUT", *path, body=dict(ENCRYPTION))
        except Denied as error:
            log.info("a direct room stays unencrypted", room=room, code=error.code)
        else:
            self._book.is_encrypted_now(room)

    async def _existing(self, address: str) -> str | None:
        declined: Refused | None = None
        for room in reversed(self._listed.rooms_with(address)):
            try:
                found = await self._usable(room, address)
            except Denied:
                continue  # the bot is no longer there
            except Refused as error:
                declined = declined or error
                continue
            if found:
                return room
        if declined is not None:
            raise declined
        return None

    async def _usable(self, room: str, address: str) -> bool:
        """Whether messages there reach the person and nobody else; invites them again if they had left.

        Raises `Denied` when the bot is not there, another `Refused` when the person wants none.
        """
        answer = await self._http.call("members", "GET", "rooms", room, "members")
        members = {
            event["state_key"]: event
            for event in tables(answer.get("chunk"))
            if is_id(event.get("state_key"))
        }
        here = {who for who, event in members.items() if membership_of(event.get("content")) in PRESENT}
        if membership_of(members.get(self._own, {}).get("content")) is not Membership.JOIN:
            return False
        if here - {self._own, address} or (not self._encryption and await self._book.encrypted(room)):
            return False
        if address in here:
            return True
        event = members.get(address, {})
        standing = membership_of(event.get("content"))
        declined = standing is Membership.LEAVE and membership_before(event) is Membership.INVITE
        if standing is Membership.BAN or (declined and event.get("sender") == address):
            raise Refused("the person wants no direct messages from the bot", code="PASSET_DECLINED")
        try:
            # As a state event: the request for inviting cannot say that it is for talking alone.
            path = ("rooms", room, "state", "m.room.member", address)
            await self._http.call("invite", "PUT", *path, body={"membership": "invite", "is_direct": True})
        except Denied as error:
            log.info("not invited again", room=room, code=error.code)
            return False
        return True

    async def _new(self, address: str) -> str:
        """Made once, also when the answer to making it is lost: see the head of this file."""
        room = await self._made_before(address) if address in self._intents() else None
        if room is None:
            await self._check_exists(address)
            self._intend(address)
            room = await self._create(address)
        await self._listed.add(address, room)
        self._done(address)
        return room

    async def _create(self, address: str) -> str:
        body: Json = {
            "preset": "private_chat",
            "is_direct": True,
            "invite": [address],
            "creation_content": {CREATED_FOR: address},
        }
        if self._encryption:
            body["initial_state"] = [{"type": "m.room.encryption", "state_key": "", "content": ENCRYPTION}]
        try:
            answer = await self._http.call(
                "create room", "POST", "createRoom", body=body, seconds=CREATE_SECONDS
            )
        except Refused:
            self._done(address)
            raise
        room = answer.get("room_id")
        if not isinstance(room, str) or not is_id(room):
            raise Unavailable("create room: the server's answer is incomplete")
        return room

    async def _check_exists(self, address: str) -> None:
        """Synapse lets anybody invite local users who do not exist; others' servers say so themselves."""
        if address.partition(":")[2] != self._own.partition(":")[2]:
            return
        try:
            await self._http.call("profile", "GET", "profile", address)
        except Denied as error:
            if error.missing:
                raise Refused("there is no such user", code="M_NOT_FOUND") from error
            log.debug("profile not shown", code=error.code)

    async def _made_before(self, address: str) -> str | None:
        answer = await self._http.call("joined rooms", "GET", "joined_rooms")
        listed = answer.get("joined_rooms")
        rooms: list[str] = [room for room in listed if is_id(room)] if isinstance(listed, list) else []
        limit = asyncio.Semaphore(_AT_ONCE)

        async def look(room: str) -> None:
            async with limit:
                if room not in self._made_for:
                    self._made_for[room] = await self._created_for(room)

        await asyncio.gather(*(look(room) for room in rooms))
        for room in rooms:
            if self._made_for.get(room) == address and await self._usable(room, address):
                return room
        return None

    async def _created_for(self, room: str) -> str | None:
        try:
            content = await self._http.call("creation", "GET", "rooms", room, "state", "m.room.create", "")
        except Denied:
            return None
        made_for = content.get(CREATED_FOR)
        return made_for if isinstance(made_for, str) else None

    # ---- intents: rooms that may have been made without our knowing

    def _intents(self) -> Mapping[str, Any]:
        try:
            return table(json.loads(self._file.read_bytes()))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            log.warning("intents unreadable", error=type(error).__name__)
            return {}

    def _intend(self, address: str) -> None:
        self._write({**self._intents(), address: True})

    def _done(self, address: str) -> None:
        kept = {who: yes for who, yes in self._intents().items() if who != address}
        self._write(kept)

    def _write(self, intents: Json) -> None:
        if intents:
            write_private(self._file, json.dumps(intents))
        else:
            self._file.unlink(missing_ok=True)
