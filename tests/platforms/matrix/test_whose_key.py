"""Words put into another's mouth, on a real Synapse: the key that they are under gives them away."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.homeserver import Homeserver
from bot.platforms.base import Incoming, IncomingKind
from bot.platforms.matrix.owners import Owners
from tests.platforms.matrix.conftest import Bot, MakeBot
from tests.platforms.matrix.nio_person import NioPerson
from tests.support.matrix import Person

pytestmark = pytest.mark.xdist_group("synapse")


@pytest.fixture
async def bot(make_bot: MakeBot) -> Bot:
    return await make_bot(encryption=True)


@pytest.fixture
async def sealed_anna(anna: Person, tmp_path: Path) -> AsyncIterator[NioPerson]:
    made = NioPerson(anna, tmp_path / "anna")
    await made.look()
    yield made
    await made.close()


async def both_in(bot: Bot, anna: NioPerson, bo: NioPerson) -> str:
    """An encrypted room of Anna's in which Bo is too."""
    room = await bot.room_of(anna.person, encrypted=True)
    await anna.person.invite(room, bo.person.user_id)
    await bo.person.join(room)
    for one in (anna, bo):
        await one.look()
    return room


async def heard_until(bot: Bot, event: str) -> list[Incoming]:
    """What was said, up to this event."""
    await bot.hear(event)
    return [one for one in bot.ear.heard if one.kind is IncomingKind.MESSAGE]


@pytest.fixture(params=[True, False], ids=["", "control"])
def guarded(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    if not request.param:
        monkeypatch.setattr(Owners, "may_have_sent", lambda *_: True)
    return bool(request.param)


async def test_what_bo_encrypted_is_not_annas_though_the_server_says_so(
    bot: Bot, sealed_anna: NioPerson, sealed_bo: NioPerson, guarded: bool
) -> None:
    room = await both_in(bot, sealed_anna, sealed_bo)
    await bot.hear(await sealed_bo.send(room, "!mina"))  # the bot has Bo's key, and knows his devices
    kind, content = sealed_bo.client.encrypt(room, "m.room.message", {"msgtype": "m.text", "body": "!pass"})
    spoofed = await sealed_anna.person.send_event(room, kind, content)
    heard = await heard_until(bot, await sealed_anna.send(room, "!hjälp"))
    assert (spoofed not in [one.event_id for one in heard]) is guarded
    assert [one.text for one in heard][-1] == "!hjälp"


async def test_what_anna_wrote_is_not_read_aloud_to_whoever_sends_it_again(
    bot: Bot, sealed_anna: NioPerson, sealed_bo: NioPerson, guarded: bool
) -> None:
    room = await both_in(bot, sealed_anna, sealed_bo)
    said = await sealed_anna.send(room, "!hemligt")
    await bot.hear(said)
    await bot.start(token=bot.ear.token)  # nio has forgotten what it has opened
    raw = next(one for one in await sealed_bo.person.messages(room) if one.id == said)
    again = await sealed_bo.person.send_event(room, "m.room.encrypted", raw.content)
    heard = await heard_until(bot, await sealed_bo.send(room, "!mina"))
    assert (again not in [one.event_id for one in heard]) is guarded
    assert [one.text for one in heard][-1] == "!mina"


async def test_a_new_device_of_whom_nothing_was_heard_yet_is_heard_at_once(
    bot: Bot, homeserver: Homeserver, tmp_path: Path
) -> None:
    name, password = f"bo-{secrets.token_hex(4)}", "a password of Bo's"
    person = Person(homeserver.url, await homeserver.register(name, password))
    made = [NioPerson(person, tmp_path / "laptop")]
    await made[0].look()
    room = await bot.room_of(person, encrypted=True)
    await bot.hear(await made[0].send(room, "!mina"))
    made.append(NioPerson(await Person.log_in(homeserver.url, name, password), tmp_path / "phone"))
    await made[1].look()
    heard = await bot.hear(await made[1].send(room, "!hjälp"))
    assert (heard.kind, heard.text) == (IncomingKind.MESSAGE, "!hjälp")
    for one in made:
        await one.close()
        await one.person.close()
