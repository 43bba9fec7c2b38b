"""Encryption: nio's Olm machine, given only what it needs, and kept from harm.

nio is imported here and in `roomkeys` alone, and only when encryption is on. Of a sync it sees the
encrypted to-device events, the changes of device lists and the count of one-time keys; of rooms the encrypted
events. All requests go through our own `MatrixHttp`. Anybody may send malformed events and publish malformed
keys, for which nio and vodozemac raise almost anything: such an event is logged and dropped.

Every device in a room is given the keys, verified or not. The bot's own device is signed (`crosssigning`).
"""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import structlog

from bot.platforms.base import LoggedOut, PlatformError
from bot.platforms.matrix.crosssigning import sign_own_device
from bot.platforms.matrix.device_keys import PROMPT_MS, DeviceKeys, all_or_nothing
from bot.platforms.matrix.forgetting import forget_devices
from bot.platforms.matrix.guarded import guarded
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.keystore import make_private, pickle_key, store_name
from bot.platforms.matrix.owners import Owners
from bot.platforms.matrix.roomkeys import take_up
from bot.platforms.matrix.session import Session, StoreBroken
from bot.platforms.matrix.shapes import Json, is_id, table, tables
from bot.platforms.matrix.sharing import Sharing
from bot.platforms.matrix.verification.machine import KIND, Party

ALGORITHM = "m.megolm.v1.aes-sha2"

_READABLE = frozenset(
    {"m.room.message", "m.reaction"} | {f"{KIND}{step}" for step in ("start", "key", "mac", "done", "cancel")}
)
_SLOW_SECONDS = 60.0

log = structlog.get_logger(__name__)


def load_nio() -> Any:
    """The import takes 0.3–0.9 s: call it in a thread. nio has no types, hence Any."""
    return importlib.import_module("nio")


class Crypto:
    """The keys of one device, and what they open. Its methods are not for several threads."""

    def __init__(self, nio: Any, http: MatrixHttp, session: Session, folder: Path) -> None:
        self._nio = nio
        self._http = http
        self._session = session
        self._folder = folder
        self._olm: Any = None
        self._busy = asyncio.Lock()
        self._chores: asyncio.Task[None] | None = None
        self.signed = False  # whether others see the device as verified
        self._own = Party(session.user_id, session.device_id, {})
        self._take(None)
        self._slow_until = 0.0  # of the loop's clock

    async def open(self, password: str | None = None, *, remake: bool = False) -> None:
        """Take up the device's keys, or make them; publish them and have them signed if that was not done.

        `password` is for servers that want it again before they take a cross-signing identity; `remake`: see
        `sign_own_device`.

        Raises `LoggedOut` when the keys of this device are lost (its id must never be used with others),
        StoreBroken, Unavailable.
        """
        self._take(self._open_store())
        guarded("restored keys", partial(take_up, self._olm, self._folder))
        await self._prove_identity()
        async with self._busy:
            await self._keys.publish()
            keys = self._olm.account.identity_keys
            master = await sign_own_device(
                self._http, self._session, self._folder, keys, password, remake=remake
            )
        self.signed = master is not None
        self._own = self._vouched_for(keys["ed25519"], master)

    def _take(self, olm: Any) -> None:
        """Have everything work with this machine."""
        self._olm = olm
        self._owners = Owners(olm, self._session.user_id)
        self._keys = DeviceKeys(self._nio, olm, self._http, self._owners)
        self._sharing = Sharing(olm, self._keys)

    async def close(self) -> None:
        """End what runs in the background and close the store; may be called twice."""
        if self._chores is not None:
            self._chores.cancel()
            await asyncio.gather(self._chores, return_exceptions=True)
            self._chores = None
        if self._olm is not None:
            self._olm.store.database.close()
            self._olm = None

    def own_party(self) -> Party:
        """What the bot vouches for when somebody verifies it: its device and, once signed, its identity."""
        return self._own

    def _vouched_for(self, device_key: str, master: str | None) -> Party:
        """The device, and the identity that the account shows: it may have been made by another client."""
        keys = {f"ed25519:{self._session.device_id}": device_key}
        if master is not None:
            keys[f"ed25519:{master}"] = master
        return Party(self._session.user_id, self._session.device_id, keys)

    def receive(self, response: Mapping[str, Any]) -> None:
        """Take from a sync response what concerns keys. Never raises. Harmless when repeated."""
        sealed = [
            event
            for event in tables(table(response.get("to_device")).get("events"))
            if event.get("type") == "m.room.encrypted"
        ]
        if sealed:
            # nio notes that an Olm message was opened and, later, what was in it. Killed in between, the
            # message comes again and cannot be opened twice: so both are one commit.
            with all_or_nothing(self._olm):
                for event in sealed:
                    guarded("to-device event", partial(self._receive_one, event))
        self._keys.count(response)
        changed = table(response.get("device_lists")).get("changed")
        self._owners.changed(_texts(changed))
        known = self._olm.device_store.users
        self._olm.add_changed_users({who for who in _texts(changed) if who in known})

    def tend(self) -> None:
        """Do in the background what a sync made necessary: publish, query and claim keys."""
        if (self._chores is None or self._chores.done()) and self._has_chores():
            self._chores = asyncio.create_task(self._do_chores())

    def note_member(self, room: str, event: Json) -> None:
        """See `Sharing`."""
        self._sharing.note_member(room, event)

    def decrypt(self, room: str, event: Json) -> Json | None:
        """The event as it was before encryption, None if it cannot be read. Never raises."""
        return guarded("encrypted event", lambda: self._decrypt_one(room, event))

    def knows(self, room: str, session: str, sender: str) -> bool:
        """Whether the key of that session (a sender's messages in a room, for a while) has come, and it is
        known whose it is."""
        found = self._owners.session(room, session, sender)
        return found is not None and self._owners.is_theirs(sender, found) is not None

    async def know_senders(self, room: str, events: Iterable[Json]) -> None:
        """Ask for the devices of whoever encrypted these, where nothing else says whose the key is.

        A server that is slow to tell, or does not, holds nobody up: the messages of its people wait. Raises
        `LoggedOut`.
        """
        unsure = {str(event["sender"]) for event in events if self._owners.cannot_judge(room, event)}
        if not unsure:
            return
        began = asyncio.get_running_loop().time()
        if began < self._slow_until:
            self._olm.users_for_key_query.update(unsure)  # the next chores ask
            return
        try:
            await self._keys.query(unsure, promptly=True)
        except LoggedOut:
            raise
        except PlatformError as error:
            log.info("it is not known yet whose keys these are", reason=str(error))
            self._olm.users_for_key_query.update(unsure)
            self._slow_until = began + _SLOW_SECONDS
        if asyncio.get_running_loop().time() - began > PROMPT_MS / 2000:
            self._slow_until = began + _SLOW_SECONDS

    async def encrypt(
        self, room: str, kind: str, content: Json, members: Callable[[], Awaitable[Iterable[str]]]
    ) -> Json:
        """The content of an `m.room.encrypted` that all devices of the room's `members` can read.

        Raises PlatformError; devices whose keys cannot be had are left out.
        """
        encrypted = await self._sharing.encrypt(room, kind, content, members)
        if "m.relates_to" in content:  # servers and clients look for relations outside (specification)
            encrypted["m.relates_to"] = content["m.relates_to"]
        return encrypted

    async def forget(self, address: str, *, rooms: Collection[str]) -> None:
        """Nothing is kept about the devices of this account (see `forget_devices`)."""
        async with self._busy:
            forget_devices(self._olm, address, rooms=rooms)

    # ---- the store

    def _open_store(self) -> Any:
        crypto = importlib.import_module("nio.crypto")
        store = importlib.import_module("nio.store")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            name = store_name(self._session)
            make_private(self._folder / name)
            key = pickle_key(self._folder)
            opened = store.SqliteStore(
                self._session.user_id, self._session.device_id, str(self._folder), key, name
            )
            return crypto.Olm(self._session.user_id, self._session.device_id, opened)
        except PlatformError:
            raise
        except Exception as error:
            raise StoreBroken(
                f"the encryption keys in {self._folder} cannot be opened ({type(error).__name__}):"
                " put them back from a backup, or log in again"
            ) from error

    async def _prove_identity(self) -> None:
        own, device = self._session.user_id, self._session.device_id
        answer = await self._keys.ask("query", {"device_keys": {own: [device]}})
        published = table(table(table(answer.get("device_keys")).get(own)).get(device))
        key = table(published.get("keys")).get(f"ed25519:{device}")
        if key is None:
            self._olm.account.shared = False  # never published, or the server forgot it
        elif key != self._olm.account.identity_keys["ed25519"]:
            raise LoggedOut(f"the encryption keys of this login are not in {self._folder}: log in again")

    # ---- requests

    def _has_chores(self) -> bool:
        olm = self._olm
        return bool(
            self._keys.lacks_keys()
            or olm.users_for_key_query
            or olm.wedged_devices
            or olm.outgoing_to_device_messages
        )

    async def _do_chores(self) -> None:
        try:
            async with self._busy:
                await self._keys.publish()
                await self._keys.query()
                if self._olm.wedged_devices:
                    await self._keys.claim(self._olm.get_users_for_key_claiming())
                for message in list(self._olm.outgoing_to_device_messages):
                    await self._keys.send(message.type, message.as_dict())
                    self._olm.handle_response(self._nio.ToDeviceResponse(message))
        except PlatformError as error:
            log.info("keys wait", reason=str(error))  # the next sync brings the next try

    # ---- events

    def _receive_one(self, event: Json) -> None:
        parsed = self._nio.ToDeviceEvent.parse_event(event)
        if isinstance(parsed, self._nio.EncryptedToDeviceEvent):
            self._olm.handle_to_device_event(parsed)

    def _decrypt_one(self, room: str, event: Json) -> Json | None:
        content = dict(table(event.get("content")))
        session = content.get("session_id")
        # Both are deprecated and may be missing (specification 1.3); nio insists on them.
        content.setdefault("device_id", "")
        found = self._owners.session(room, session, event.get("sender"))
        content.setdefault("sender_key", "" if found is None else found.sender_key)
        if found is not None and not self._owners.may_have_sent(event, found, content["sender_key"]):
            return None
        parsed = self._nio.MegolmEvent.from_dict(event | {"content": content})
        if not isinstance(parsed, self._nio.MegolmEvent):
            return None
        try:
            source = self._olm.decrypt_megolm_event(parsed, room).source
        except self._nio.EncryptionError:
            log.info("event not decrypted", room=room)
            return None
        if source.get("type") not in _READABLE or source.get("room_id", room) != room:
            log.info("decrypted event dropped", room=room)
            return None
        return {
            "type": source["type"],
            "content": source["content"],
            "event_id": event.get("event_id"),
            "sender": event.get("sender"),
            "origin_server_ts": event.get("origin_server_ts"),
        }


def _texts(value: object) -> list[str]:
    return [item for item in value if is_id(item)] if isinstance(value, list) else []
