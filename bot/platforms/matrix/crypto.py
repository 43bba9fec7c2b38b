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
import os
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import structlog

from bot.platforms.base import LoggedOut, PlatformError
from bot.platforms.matrix.crosssigning import Identity, sign_own_device
from bot.platforms.matrix.forgetting import forget_devices
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.roomkeys import take_up
from bot.platforms.matrix.session import Session, StoreBroken, write_private
from bot.platforms.matrix.shapes import Json, is_id, table, tables, without_empty
from bot.platforms.matrix.verification.machine import KIND, Party

ALGORITHM = "m.megolm.v1.aes-sha2"
KEYS_SECONDS = 60.0
"""Key requests reach other servers, some of which are slow or gone."""

_READABLE = frozenset(
    {"m.room.message", "m.reaction"} | {f"{KIND}{step}" for step in ("start", "key", "mac", "done", "cancel")}
)
_ONE_TIME = "signed_curve25519"
_FEDERATION_MS = 10_000

Result = TypeVar("Result")
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

    async def open(self, password: str | None = None, *, remake: bool = False) -> None:
        """Take up the device's keys, or make them; publish them and have them signed if that was not done.

        `password` is for servers that want it again before they take a cross-signing identity; `remake`: see
        `sign_own_device`.

        Raises `LoggedOut` when the keys of this device are lost (its id must never be used with others),
        StoreBroken, Unavailable.
        """
        self._olm = self._open_store()
        _guarded("restored keys", partial(take_up, self._olm, self._folder))
        await self._prove_identity()
        async with self._busy:
            await self._publish_keys()
            keys = self._olm.account.identity_keys
            self.signed = await sign_own_device(
                self._http, self._session, self._folder, keys, password, remake=remake
            )
        self._own = self._vouched_for(keys["ed25519"], signed=self.signed)

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

    def _vouched_for(self, device_key: str, *, signed: bool) -> Party:
        keys = {f"ed25519:{self._session.device_id}": device_key}
        identity = Identity.load(self._folder) if signed else None
        if identity is not None:
            keys[f"ed25519:{identity.master.public}"] = identity.master.public
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
            with self._all_or_nothing():
                for event in sealed:
                    _guarded("to-device event", partial(self._receive_one, event))
        counts = table(response.get("device_one_time_keys_count"))
        if "device_one_time_keys_count" in response:
            # nio takes no notice of 0 and would never publish new ones.
            count = counts.get(_ONE_TIME, 0)
            self._olm.uploaded_key_count = count if type(count) is int else 0
        changed = table(response.get("device_lists")).get("changed")
        known = self._olm.device_store.users
        self._olm.add_changed_users({who for who in _texts(changed) if who in known})

    def tend(self) -> None:
        """Do in the background what a sync made necessary: publish, query and claim keys."""
        if (self._chores is None or self._chores.done()) and self._has_chores():
            self._chores = asyncio.create_task(self._do_chores())

    def note_member(self, room: str, event: Json) -> None:
        """Somebody came or went: the next message there is encrypted with a new key."""
        if isinstance(event.get("state_key"), str):
            self._olm.outbound_group_sessions.pop(room, None)

    def decrypt(self, room: str, event: Json) -> Json | None:
        """The event as it was before encryption, None if it cannot be read. Never raises."""
        return _guarded("encrypted event", lambda: self._decrypt_one(room, event))

    def knows(self, room: str, session: str) -> bool:
        """Whether the key of that session (a sender's messages in a room, for a while) has come."""
        return bool(self._sender_key(room, session))

    async def encrypt(
        self, room: str, kind: str, content: Json, members: Callable[[], Awaitable[Iterable[str]]]
    ) -> Json:
        """The content of an `m.room.encrypted` that all devices of the room's `members` can read.

        Raises PlatformError; devices whose keys cannot be had are left out.
        """
        async with self._busy:
            users = sorted(await members())
            await self._know_devices(users)
            while self._olm.should_share_group_session(room):
                await self._claim(self._olm.get_missing_sessions(users))
                await self._share(room, users)
                users = sorted(await members())
            encrypted: Json = self._olm.group_encrypt(room, {"type": kind, "content": content})
        if "m.relates_to" in content:  # servers and clients look for relations outside (specification)
            encrypted["m.relates_to"] = content["m.relates_to"]
        return encrypted

    async def forget(self, address: str) -> None:
        """Nothing is kept about the devices of this account."""
        async with self._busy:
            forget_devices(self._olm, address)

    # ---- the store

    def _open_store(self) -> Any:
        crypto = importlib.import_module("nio.crypto")
        store = importlib.import_module("nio.store")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            name = store_name(self._session)
            _make_private(self._folder / name)
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
        answer = await self._keys("query", {"device_keys": {own: [device]}})
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
            self._lacks_keys()
            or olm.users_for_key_query
            or olm.wedged_devices
            or olm.outgoing_to_device_messages
        )

    def _lacks_keys(self) -> bool:
        count, most = self._olm.uploaded_key_count, self._olm.account.max_one_time_keys
        return not self._olm.account.shared or (count is not None and count < most // 2)

    async def _do_chores(self) -> None:
        try:
            async with self._busy:
                await self._publish_keys()
                await self._query_keys()
                if self._olm.wedged_devices:
                    await self._claim(self._olm.get_users_for_key_claiming())
                for message in list(self._olm.outgoing_to_device_messages):
                    await self._send_to_devices(message.type, message.as_dict())
                    self._olm.handle_response(self._nio.ToDeviceResponse(message))
        except PlatformError as error:
            log.info("keys wait", reason=str(error))  # the next sync brings the next try

    async def _publish_keys(self) -> None:
        if not self._lacks_keys():
            return
        if not self._olm.account.shared:
            self._olm.uploaded_key_count = 0
        answer = await self._keys("upload", self._olm.share_keys())
        count = table(answer.get("one_time_key_counts")).get(_ONE_TIME)
        self._olm.handle_response(self._nio.KeysUploadResponse(0, count if type(count) is int else 0))

    async def _query_keys(self) -> None:
        users = set(self._olm.users_for_key_query)
        if not users:
            return
        body = {"device_keys": {who: [] for who in sorted(users)}, "timeout": _FEDERATION_MS}
        published = table((await self._keys("query", body)).get("device_keys"))
        # Whoever is not in the answer (their server is away) is asked for again when a message is for them.
        self._olm.users_for_key_query.difference_update(users)
        for who in users & published.keys():
            devices = {
                device: keys
                for device, keys in table(published[who]).items()
                if _guarded("device keys", partial(self._is_sound, who, device, keys))
            }
            response = self._nio.KeysQueryResponse({who: devices}, {})
            _guarded("device keys", partial(self._olm.handle_response, response))
            if response.changed:
                self._forget_shared_keys()

    def _is_sound(self, who: str, device: str, keys: Any) -> bool:
        """The device's keys are signed by itself; anything else nio would stumble over."""
        if keys["user_id"] != who or keys["device_id"] != device:
            return False
        signing = keys["keys"][f"ed25519:{device}"]
        usable = isinstance(keys["keys"][f"curve25519:{device}"], str) and isinstance(
            keys.get("unsigned", {}), dict
        )
        return usable and bool(self._olm.verify_json(keys, signing, who, device))

    def _forget_shared_keys(self) -> None:
        """A device is new or gone: the next message of each room is encrypted with a new key."""
        sessions = self._olm.outbound_group_sessions
        for room in [room for room, session in sessions.items() if session.shared]:
            del sessions[room]

    async def _claim(self, missing: Mapping[str, Iterable[str]]) -> None:
        wanted = {who: dict.fromkeys(devices, _ONE_TIME) for who, devices in missing.items() if devices}
        if not wanted:
            return
        answer = await self._keys("claim", {"one_time_keys": wanted, "timeout": _FEDERATION_MS})
        for who, devices in table(answer.get("one_time_keys")).items():
            for device, keys in table(devices).items():
                response = self._nio.KeysClaimResponse({who: {device: keys}}, {})
                _guarded("one-time key", partial(self._olm.handle_response, response))

    async def _know_devices(self, users: list[str]) -> None:
        self._olm.users_for_key_query.update(who for who in users if who not in self._olm.tracked_users)
        await self._query_keys()

    async def _share(self, room: str, users: list[str]) -> None:
        """Give the room's key to all devices; stops half-way when somebody comes or goes meanwhile."""
        parts = self._olm.share_group_session_parallel(room, users, ignore_unverified_devices=True)
        for devices, messages in parts:
            session = self._olm.outbound_group_sessions[room]
            await self._send_to_devices("m.room.encrypted", messages)
            if self._olm.outbound_group_sessions.get(room) is not session:
                return
            session.users_shared_with.update(devices)
        self._olm.outbound_group_sessions[room].shared = True

    async def _send_to_devices(self, kind: str, messages: Json) -> None:
        # Made of a message that names no `sender_key` (deprecated) it says "", which clients cannot read.
        body = without_empty(messages) if kind == "m.room_key_request" else messages
        await self._http.call("keys", "PUT", "sendToDevice", kind, secrets.token_hex(8), body=body)

    async def _keys(self, what: str, body: Json) -> Json:
        return await self._http.call(f"keys {what}", "POST", "keys", what, body=body, seconds=KEYS_SECONDS)

    # ---- events

    def _all_or_nothing(self) -> AbstractContextManager[object]:
        transaction: AbstractContextManager[object] = self._olm.store.database.atomic()
        return transaction

    def _receive_one(self, event: Json) -> None:
        parsed = self._nio.ToDeviceEvent.parse_event(event)
        if isinstance(parsed, self._nio.EncryptedToDeviceEvent):
            self._olm.handle_to_device_event(parsed)

    def _decrypt_one(self, room: str, event: Json) -> Json | None:
        content = dict(table(event.get("content")))
        session = content.get("session_id")
        # Both are deprecated and may be missing (specification 1.3); nio insists on them.
        content.setdefault("device_id", "")
        content.setdefault("sender_key", self._sender_key(room, session))
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

    def _sender_key(self, room: str, session: object) -> str:
        for sender_key, sessions in self._olm.inbound_group_store[room].items():
            if session in sessions:
                return str(sender_key)
        return ""


def remove_keys(folder: Path, session: Session) -> None:
    """Take away the keys of a login that has ended; nothing can use them any more."""
    (folder / store_name(session)).unlink(missing_ok=True)


def store_path(folder: Path, session: Session) -> Path:
    """The file with the keys of that login's device."""
    return folder / store_name(session)


def store_name(session: Session) -> str:
    return f"{quote(session.device_id, safe='')}.db"


def _make_private(path: Path) -> None:
    """nio would make the file readable for all; SQLite gives its journals the file's own mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)


def pickle_key(folder: Path) -> str:
    """The passphrase under which nio stores keys: random, made once."""
    path = folder / "pickle.key"
    if not path.exists():
        write_private(path, secrets.token_hex(32))
    return path.read_text(encoding="utf-8")


def _texts(value: object) -> list[str]:
    return [item for item in value if is_id(item)] if isinstance(value, list) else []


def _guarded(what: str, call: Callable[[], Result]) -> Result | None:
    """What the call returns; None, and a line in the log, when it fails in any way."""
    try:
        return call()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - Rust code panics with a BaseException of its own
        log.warning("malformed event dropped", what=what, error=type(error).__name__)
        return None
