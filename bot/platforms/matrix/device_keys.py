"""Requests about devices and their keys: the bot's own are published, other people's are asked for.

Published keys may be malformed in any way: each is looked at alone, and one that is not sound is left out.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

import structlog

from bot.platforms.base import Refused
from bot.platforms.matrix.guarded import guarded
from bot.platforms.matrix.http import MatrixHttp
from bot.platforms.matrix.owners import Owners
from bot.platforms.matrix.shapes import Json, table, without_empty

KEYS_SECONDS = 60.0
"""Key requests reach other servers, some of which are slow or gone."""
MOST_DEVICES = 50
"""Of one account; each costs work for every key of every room."""
PROMPT_MS = 2_000
"""How long other servers may take to tell whose key a message is under, while the sync waits."""
AWAY_SECONDS, MOST_AWAY_SECONDS = 300.0, 3600.0
"""How long a person is not asked for whose server does not tell: doubled each time."""
_FEDERATION_MS = 10_000
_ONE_TIME = "signed_curve25519"
log = structlog.get_logger(__name__)


def all_or_nothing(olm: Any) -> AbstractContextManager[object]:
    """What nio writes meanwhile is one commit. Nothing is to be awaited in it."""
    transaction: AbstractContextManager[object] = olm.store.database.atomic()
    return transaction


class DeviceKeys:
    """`olm` is nio's machine. Every method that asks the server raises PlatformError."""

    def __init__(self, nio: Any, olm: Any, http: MatrixHttp, owners: Owners) -> None:
        self._nio = nio
        self._olm = olm
        self._http = http
        self._owners = owners
        self._away: dict[str, tuple[float, float]] = {}  # until when, and how long; of the loop's clock

    def count(self, response: Mapping[str, Any]) -> None:
        """Of a sync: how many one-time keys the server has left. nio takes no notice of 0."""
        if "device_one_time_keys_count" in response:
            count = table(response["device_one_time_keys_count"]).get(_ONE_TIME, 0)
            self._olm.uploaded_key_count = count if type(count) is int else 0

    def lacks_keys(self) -> bool:
        """Whether the server has none of this device, or too few for others to write to it."""
        count, most = self._olm.uploaded_key_count, self._olm.account.max_one_time_keys
        return not self._olm.account.shared or (count is not None and count < most // 2)

    async def publish(self) -> None:
        """The device's own keys, as far as the server lacks them."""
        if not self.lacks_keys():
            return
        olm = self._olm
        if not olm.account.shared:
            olm.uploaded_key_count = 0
        body = self._to_publish()
        olm.save_account()  # killed now, the very same keys are sent again, and their other halves are here
        try:
            answer = await self.ask("upload", body)
        except Refused as refused:
            # Such as: there are keys with these ids. Nothing makes them right; the next ones have new ids.
            log.warning("one-time keys are not taken; new ones are made", code=refused.code)
            olm.account.mark_keys_as_published()
            olm.save_account()
            raise
        count = table(answer.get("one_time_key_counts")).get(_ONE_TIME)
        self._olm.handle_response(self._nio.KeysUploadResponse(0, count if type(count) is int else 0))

    def _to_publish(self) -> Json:
        """What waits to be published, else new keys: nio would make more at every try."""
        account = self._olm.account
        if account.one_time_keys["curve25519"]:
            account.generate_one_time_keys = lambda _count: None
        try:
            body: Json = self._olm.share_keys()
        finally:
            vars(account).pop("generate_one_time_keys", None)
        return body

    async def query(self, people: Iterable[str] | None = None, *, promptly: bool = False) -> None:
        """Ask for the devices of these people, else of everybody whose devices are to be asked for.

        `promptly`: other servers have little time to tell, and are asked again with more.
        """
        now = asyncio.get_running_loop().time()
        wanted = set(self._olm.users_for_key_query if people is None else people)
        users = {who for who in wanted if now >= self._away.get(who, (0.0, 0.0))[0]}
        if not users:
            return
        timeout = PROMPT_MS if promptly else _FEDERATION_MS
        body = {"device_keys": {who: [] for who in sorted(users)}, "timeout": timeout}
        seconds = PROMPT_MS / 500 if promptly else KEYS_SECONDS
        published = table((await self.ask("query", body, seconds=seconds)).get("device_keys"))
        for who in users - published.keys():
            if promptly:
                self._olm.users_for_key_query.add(who)
            else:  # their server is away; every message to a room of theirs would wait for it
                pause = min(2 * self._away.get(who, (0.0, AWAY_SECONDS / 2))[1], MOST_AWAY_SECONDS)
                self._away[who] = (now + pause, pause)
                self._olm.users_for_key_query.discard(who)
        self._olm.users_for_key_query.difference_update(published)
        for who in published:
            self._away.pop(who, None)
        for who in users & published.keys():
            devices = {
                device: keys
                for device, keys in self._some_of(who, table(published[who])).items()
                if guarded("device keys", partial(self._is_sound, who, device, keys))
            }
            response = self._nio.KeysQueryResponse({who: devices}, {})
            guarded("device keys", partial(self._olm.handle_response, response))
            self._owners.heard_of(who)
            if response.changed:
                self._forget_shared_keys()

    async def know(self, users: list[str]) -> None:
        """Ask for the devices of those of whom nobody has asked before, or whose devices have changed."""
        olm = self._olm
        await self.query(
            who for who in users if who not in olm.tracked_users or who in olm.users_for_key_query
        )

    async def claim(self, missing: Mapping[str, Iterable[str]]) -> None:
        """One-time keys of these devices, to begin talking with them."""
        wanted = {who: dict.fromkeys(devices, _ONE_TIME) for who, devices in missing.items() if devices}
        if not wanted:
            return
        answer = await self.ask("claim", {"one_time_keys": wanted, "timeout": _FEDERATION_MS})
        with all_or_nothing(self._olm):
            for who, devices in table(answer.get("one_time_keys")).items():
                for device, keys in table(devices).items():
                    response = self._nio.KeysClaimResponse({who: {device: keys}}, {})
                    guarded("one-time key", partial(self._olm.handle_response, response))

    async def send(self, kind: str, messages: Json) -> None:
        """To-device messages of this kind."""
        # Made of a message that names no `sender_key` (deprecated) it says "", which clients cannot read.
        body = without_empty(messages) if kind == "m.room_key_request" else messages
        await self._http.call("keys", "PUT", "sendToDevice", kind, secrets.token_hex(8), body=body)

    async def ask(self, what: str, body: Json, *, seconds: float = KEYS_SECONDS) -> Json:
        """A request below `keys/`."""
        return await self._http.call(f"keys {what}", "POST", "keys", what, body=body, seconds=seconds)

    def _some_of(self, who: str, devices: Mapping[str, Any]) -> Mapping[str, Any]:
        """All of them, but of an account that has very many only some, those that are known first."""
        if len(devices) <= MOST_DEVICES:
            return devices
        log.warning("an account has too many devices; not all can read what is encrypted", most=MOST_DEVICES)
        known = dict(self._olm.device_store.items()).get(who, {})
        return {one: devices[one] for one in sorted(devices, key=lambda one: one not in known)[:MOST_DEVICES]}

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
