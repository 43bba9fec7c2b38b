"""What a person says while the bot is away, and from a new device; nio is their client (issue 4, point 4).

The same with another make of client stands in test_js_client.py.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.platforms.base import IncomingKind, Outgoing
from tests.platforms.matrix.conftest import Bot, MakeBot
from tests.platforms.matrix.nio_person import NioPerson
from tests.support.matrix import Person

pytestmark = pytest.mark.xdist_group("synapse")
WHILE_AWAY = 60


@pytest.fixture
async def bot(make_bot: MakeBot) -> Bot:
    return await make_bot(encryption=True)


def answer(room: str) -> Outgoing:
    return Outgoing(room=room, id="o1", kind="mine-none", text="Du har inga pass.")


async def test_sixty_encrypted_messages_from_while_the_bot_was_away_are_read_in_order(
    bot: Bot, sealed_bo: NioPerson
) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    await bot.hear(await sealed_bo.send(room, "!hjälp"))
    token = bot.ear.token
    await bot.stop()
    sent = [await sealed_bo.send(room, f"!mina {number}") for number in range(WHILE_AWAY)]
    await bot.start(token=token)
    await bot.hear(sent[-1])
    heard = [one for one in bot.ear.heard if one.kind is IncomingKind.MESSAGE]
    assert [one.event_id for one in heard] == sent
    assert [one.text for one in heard] == [f"!mina {number}" for number in range(WHILE_AWAY)]
    assert all(one.encrypted for one in heard)


async def test_a_new_device_of_the_person_is_heard_and_can_read_the_answer(
    bot: Bot, sealed_bo: NioPerson, tmp_path: Path
) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    await bot.hear(await sealed_bo.send(room, "!mina"))
    localpart = sealed_bo.person.user_id[1:].partition(":")[0]
    again = await Person.log_in(bot.url, localpart, f"password of {localpart}")
    second = NioPerson(again, tmp_path / "bo on another phone")
    try:
        await second.look()
        assert (await bot.hear(await second.send(room, "!mina"))).encrypted
        sent = await bot.platform.send(answer(room), "t1")
        for device in (sealed_bo, second):
            read = await device.read(sent.event_id)
            assert read is not None
            assert read["content"]["body"] == "Du har inga pass."
    finally:
        await second.close()
        await again.close()
