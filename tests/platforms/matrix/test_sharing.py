"""Sharing the key of a room: many devices, and people who come and go, hold up nobody else for ever."""

from __future__ import annotations

import asyncio
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.base import RateLimited, Unavailable
from bot.platforms.matrix import sharing
from bot.platforms.matrix.crypto import Crypto, load_nio
from bot.platforms.matrix.device_keys import MOST_DEVICES
from bot.platforms.matrix.session import Session
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import BO, LEYLA, OWN, ROOM, event, member
from tests.platforms.matrix.fake_http import FakeHttp
from tests.support.waiting import PATIENCE

OTHER = "!other:example.org"


class Server(FakeHttp):
    """Takes keys; `on_keys` is called whenever some are sent to devices."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Any] = []
        self.on_keys: Callable[[Json], Any] = lambda _messages: None

    async def call(self, what: str, method: str, *path: str, **more: Any) -> Json:
        if path[0] == "sendToDevice":
            self.sent.append(more["body"]["messages"])
            if (wait := self.on_keys(more["body"]["messages"])) is not None:
                await wait
            return {}
        if path[0] == "keys":
            return {}
        return await super().call(what, method, *path, **more)


class Talk:
    """The bot's machine, and devices of others with whom it has talked before."""

    def __init__(self, folder: Path) -> None:
        self.server = Server()
        self.bot = Crypto(load_nio(), self.server, Session(OWN, "DEVICE", "token"), folder / "bot")
        self.bot._take(self.bot._open_store())
        self.folder = folder

    @property
    def olm(self) -> Any:
        return self.bot._olm

    def meet(self, who: str, devices: int = 1) -> None:
        """So many devices of theirs."""
        for number in range(devices):
            session = Session(who, f"D{number}", "token")
            other = Crypto(load_nio(), FakeHttp(), session, self.folder / who.strip("@"))._open_store()
            made = importlib.import_module("nio.crypto.device").OlmDevice
            device = made(who, f"D{number}", dict(other.account.identity_keys))
            self.olm.device_store.add(device)
            self.olm.store.save_device_keys({who: {device.id: device}})
            self.olm.tracked_users.add(who)
            (one_time, *_) = other.share_keys()["one_time_keys"].values()
            self.olm.create_session(one_time["key"], device.curve25519)
            other.store.database.close()

    async def say(self, room: str, *people: str) -> Json:
        async def members() -> list[str]:
            return list(people)

        async with asyncio.timeout(PATIENCE):
            return await self.bot.encrypt(room, "m.room.message", {"body": "Hej"}, members)

    def close(self) -> None:
        self.olm.store.database.close()


@pytest.fixture
def talk(tmp_path: Path) -> Any:
    made = Talk(tmp_path)
    yield made
    made.close()


async def test_a_room_whose_devices_take_long_holds_up_no_other(talk: Talk) -> None:
    talk.meet(BO)
    talk.meet(LEYLA)
    hangs = asyncio.Event()
    talk.server.on_keys = lambda messages: hangs.wait() if BO in messages else None
    slow = asyncio.create_task(talk.say(ROOM, BO))
    await asyncio.sleep(0)
    assert (await talk.say(OTHER, LEYLA))["ciphertext"]
    assert not slow.done()
    hangs.set()
    assert (await slow)["ciphertext"]


async def test_control_with_one_lock_for_all_rooms_the_other_waits(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.meet(BO)
    talk.meet(LEYLA)
    one = asyncio.Lock()
    monkeypatch.setattr(talk.bot._sharing, "_locks", {ROOM: one, OTHER: one})
    hangs = asyncio.Event()
    talk.server.on_keys = lambda messages: hangs.wait() if BO in messages else None
    slow, other = asyncio.create_task(talk.say(ROOM, BO)), asyncio.create_task(talk.say(OTHER, LEYLA))
    for _ in range(50):
        await asyncio.sleep(0)
    assert not other.done()
    hangs.set()
    await asyncio.gather(slow, other)


async def test_people_who_come_and_go_without_end_hold_up_the_room_only_so_often(talk: Talk) -> None:
    talk.meet(BO)
    talk.server.on_keys = lambda _messages: talk.bot.note_member(ROOM, member(LEYLA, "leave", before="join"))
    assert (await talk.say(ROOM, BO))["ciphertext"]
    assert len(talk.server.sent) == sharing.SHARE_TRIES
    assert ROOM not in talk.olm.outbound_group_sessions, "the next message is under another key"


async def test_a_new_name_is_no_reason_for_a_new_key(talk: Talk) -> None:
    talk.meet(BO)
    await talk.say(ROOM, BO)
    renamed = member(BO, "join", before="join")
    talk.bot.note_member(ROOM, renamed)
    await talk.say(ROOM, BO)
    assert len(talk.server.sent) == 1
    talk.bot.note_member(ROOM, member(LEYLA, "join"))
    await talk.say(ROOM, BO)
    assert len(talk.server.sent) == 2


def test_of_an_account_with_very_many_devices_those_that_are_known_come_first(talk: Talk) -> None:
    talk.meet(BO, 2)
    published: Json = {f"A{number}": {} for number in range(MOST_DEVICES * 5)} | {"D0": {}, "D1": {}}
    some = talk.bot._keys._some_of(BO, published)
    assert len(some) == MOST_DEVICES
    assert {"D0", "D1"} <= set(some)


async def test_somebody_whose_server_is_away_is_not_asked_for_before_every_message(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.meet(BO)
    asked: list[list[str]] = []

    async def ask(what: str, body: Json, *, seconds: float = 0) -> Json:
        if what == "query":
            asked.append(sorted(body["device_keys"]))
        return {"device_keys": {}}

    monkeypatch.setattr(talk.bot._keys, "ask", ask)
    for room in (ROOM, ROOM, OTHER):
        await talk.say(room, BO, LEYLA)
    assert asked == [[LEYLA]]
    talk.bot._keys._away.clear()
    await talk.say(ROOM, BO, LEYLA)
    assert asked == [[LEYLA], [LEYLA]]


@pytest.mark.parametrize("error", [Unavailable("HTTP 503"), RateLimited("slowly", retry_after=5)])
async def test_a_server_that_does_not_tell_whose_keys_they_are_stops_no_listening(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    asked: list[str] = []

    async def ask(what: str, _body: Json, *, seconds: float = 0) -> Json:
        asked.append(what)
        raise error

    monkeypatch.setattr(talk.bot._keys, "ask", ask)
    sealed = event("m.room.encrypted", LEYLA, {"algorithm": "m.megolm.v1.aes-sha2", "session_id": "s"})
    for _ in range(3):
        await talk.bot.know_senders(ROOM, [sealed])
    assert asked == ["query"]
    assert LEYLA in talk.olm.users_for_key_query, "the next chores ask"
