"""Messages whose keys are late or never come, on a real Synapse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.platforms.base import IncomingKind
from tests.platforms.matrix.conftest import Bot, MakeBot, unreadable
from tests.platforms.matrix.nio_person import NioPerson
from tests.support.matrix import Person
from tests.support.matrix_http import Json
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.xdist_group("synapse")


@pytest.fixture
async def bot(make_bot: MakeBot) -> Bot:
    return await make_bot(encryption=True)


async def test_a_message_that_overtook_its_key_is_heard_when_the_key_comes(
    bot: Bot, sealed_bo: NioPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.matrix.held.KEY_SECONDS", PATIENCE)
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    crypto = bot.platform._crypto
    assert crypto is not None
    receive, late = crypto.receive, list[Json]()

    def without_keys(response: Mapping[str, Any]) -> None:
        late.extend(response.get("to_device", {}).get("events", []))
        receive({**response, "to_device": {}})

    monkeypatch.setattr(crypto, "receive", without_keys)
    said = await sealed_bo.send(room, "!mine")
    await bot.hear(await sealed_bo.person.react(room, said, "1️⃣"))
    assert not [one for one in bot.ear.heard if one.event_id == said]
    receive({"to_device": {"events": late}})
    await sealed_bo.person.react(room, said, "2️⃣")
    heard = await bot.hear(said)
    assert (heard.kind, heard.text, heard.encrypted) == (IncomingKind.MESSAGE, "!mine", True)


async def test_a_message_without_a_key_is_unreadable_and_says_whose(
    bot: Bot, bo: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.matrix.held.KEY_SECONDS", 0.2)
    room = await bot.room_of(bo, encrypted=True)
    content = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "ciphertext": "AwgAEnAc",
        "session_id": "unknown",
        "sender_key": "unknown",
        "device_id": bo.login.device_id,
    }
    first = await bo.send_event(room, "m.room.encrypted", content)
    assert (await unreadable(bot)).sender == bo.user_id
    malformed: list[Json] = [
        {},
        {"algorithm": 7},
        content | {"session_id": []},
        content | {"ciphertext": None},
    ]
    for odd in malformed:
        await bo.send_event(room, "m.room.encrypted", odd)
    await bot.hear(await bo.react(room, first, "1️⃣"))
    told = [one for one in bot.ear.heard if one.kind is IncomingKind.UNREADABLE]
    assert len(told) == 1  # however many there are


async def test_a_key_that_comes_after_the_person_was_told_and_the_bot_was_killed_opens_the_message(
    bot: Bot, sealed_bo: NioPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.platforms.matrix.held.KEY_SECONDS", 0.2)
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    crypto = bot.platform._crypto
    assert crypto is not None
    receive, late = crypto.receive, list[Json]()

    def without_keys(response: Mapping[str, Any]) -> None:
        late.extend(response.get("to_device", {}).get("events", []))
        receive({**response, "to_device": {}})

    monkeypatch.setattr(crypto, "receive", without_keys)
    said = await sealed_bo.send(room, "!mine")
    told = await unreadable(bot)
    assert (told.room, told.sender) == (room, sealed_bo.person.user_id)
    await bot.start(token=bot.ear.token)  # from behind the message: only what was kept of it is left
    fresh = bot.platform._crypto
    assert fresh is not None
    assert not [one for one in bot.ear.heard if one.event_id == said]
    fresh.receive({"to_device": {"events": late}})
    await sealed_bo.person.react(room, said, "1️⃣")
    heard = await bot.hear(said)
    assert (heard.kind, heard.text, heard.encrypted) == (IncomingKind.MESSAGE, "!mine", True)
