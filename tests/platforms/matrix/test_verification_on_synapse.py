"""Emoji verification through a real Synapse: in encrypted and plain direct rooms, and between devices."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.platforms.base import Incoming, IncomingKind
from bot.platforms.matrix.verification.verifier import MOST_AN_HOUR
from tests.platforms.matrix.conftest import Bot, MakeBot
from tests.platforms.matrix.nio_person import NioPerson
from tests.platforms.matrix.sas_person import Json, SasPerson
from tests.support.matrix import Person
from tests.support.waiting import PATIENCE

pytestmark = pytest.mark.xdist_group("synapse")
KIND = "m.key.verification."


@pytest.fixture
async def bot(make_bot: MakeBot) -> Bot:
    return await make_bot(encryption=True)


@pytest.fixture
async def sealed(anna: Person, tmp_path: Path) -> AsyncIterator[NioPerson]:
    made = NioPerson(anna, tmp_path / "anna")
    await made.look()
    yield made
    await made.close()


async def published(person: Person, user: str) -> tuple[str, dict[str, str]]:
    """The user's one device, and its keys and their master key by name."""
    answer = await person.connection.call("POST", "keys", "query", body={"device_keys": {user: []}})
    (device,) = answer["device_keys"][user].values()
    name = f"ed25519:{device['device_id']}"
    master = answer.get("master_keys", {}).get(user, {}).get("keys", {})
    return device["device_id"], {name: device["keys"][name], **master}


class Client:
    """Anna's client in a direct room, comparing emojis with the bot."""

    def __init__(self, bot: Bot, sealed: NioPerson, room: str, *, encrypted: bool) -> None:
        self.bot = bot
        self.sealed = sealed
        self.person = sealed.person
        self.room = room
        self.encrypted = encrypted
        self.used: set[str] = set()

    async def send(self, kind: str, content: Json) -> str:
        if not self.encrypted:
            return await self.person.send_event(self.room, kind, content)
        await self.sealed.look()
        sent = await self.sealed.client.room_send(self.room, kind, content, ignore_unverified_devices=True)
        return str(sent.event_id)

    async def request(self) -> SasPerson:
        device, keys = await published(self.person, self.person.user_id)
        content = {
            "msgtype": KIND + "request",
            "body": "…",
            "from_device": device,
            "methods": ["m.sas.v1"],
            "to": self.bot.user_id,
        }
        name = await self.send("m.room.message", content)
        belongs = {"m.relates_to": {"rel_type": "m.reference", "event_id": name}}
        return SasPerson(self.person.user_id, device, keys, name, belongs)

    async def next(self, step: str) -> Json:
        """The content of the bot's next step, which must be this one; sent as the room asks for."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for one in await self.person.messages(self.room):
                if one.sender != self.bot.user_id or one.id in self.used:
                    continue
                source: Json | None = one.raw
                if self.encrypted and one.type == "m.room.encrypted":
                    source = await self.sealed.read(one.id)
                if source is None or not str(source["type"]).startswith(KIND):
                    continue
                assert (one.type == "m.room.encrypted") == self.encrypted
                self.used.add(one.id)
                assert source["type"] == KIND + step, source
                content: Json = source["content"]
                return content
            await asyncio.sleep(0.05)
        raise AssertionError(f"no {step}")


async def shown(bot: Bot) -> Incoming:
    while True:
        for one in bot.ear.heard:
            if one.kind is IncomingKind.VERIFICATION:
                return one
        await asyncio.sleep(0.05)


@asynccontextmanager
async def hearing(bot: Bot) -> AsyncIterator[None]:
    """The bot goes on listening meanwhile, and is not heard any more afterwards."""

    async def listen() -> None:
        while True:
            await bot.ear.next()

    task = asyncio.create_task(listen())
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("encrypted", [True, False])
async def test_a_person_verifies_the_bot_in_their_direct_room(
    bot: Bot, sealed: NioPerson, encrypted: bool
) -> None:
    room = await bot.room_of(sealed.person, direct=True, encrypted=encrypted)
    anna = Client(bot, sealed, room, encrypted=encrypted)
    device, keys = await published(sealed.person, bot.user_id)
    assert len(keys) == 2
    async with hearing(bot):
        sas = await anna.request()
        assert await anna.next("ready") == {"from_device": device, "methods": ["m.sas.v1"], **sas.belongs}
        await anna.send(KIND + "start", sas.start())
        accepted = await anna.next("accept")
        await anna.send(KIND + "key", sas.key())
        sas.meet(bot.user_id, device, accepted, (await anna.next("key"))["key"])
        seen = await shown(bot)
        assert seen.text == " ".join(map(str, sas.emoji()))
        assert (seen.room, seen.sender, seen.private) == (room, sealed.person.user_id, True)
        await anna.send(KIND + "mac", sas.mac(bot.user_id, device))
        assert sas.vouched(bot.user_id, device, await anna.next("mac"), keys) == keys.keys()
        assert await anna.next("done") == sas.belongs
        await anna.send(KIND + "done", sas.belongs)


async def test_in_a_room_with_others_nobody_is_verified(bot: Bot, sealed: NioPerson, bo: Person) -> None:
    room = await bot.room_of(sealed.person, direct=True)
    await sealed.person.invite(room, bo.user_id)
    await bo.join(room)
    anna = Client(bot, sealed, room, encrypted=False)
    await anna.request()
    await bot.hear(await sealed.person.send(room, "!mine"))
    bot_said = [one for one in await sealed.person.messages(room) if one.sender == bot.user_id]
    assert [one.type for one in bot_said] == ["m.room.member"]


async def test_a_person_who_asks_again_and_again_is_passed_over(bot: Bot, sealed: NioPerson) -> None:
    room = await bot.room_of(sealed.person, direct=True)
    anna = Client(bot, sealed, room, encrypted=False)
    names = []
    for _ in range(MOST_AN_HOUR + 2):
        names.append((await anna.request()).name)
        await bot.hear(await sealed.person.send(room, "!mine"))
    while True:
        said = [one for one in await sealed.person.messages(room) if one.type.startswith(KIND)]
        answered = {one.relates_to["event_id"] for one in said}
        if len(answered) >= MOST_AN_HOUR:
            break
        await asyncio.sleep(0.05)
    assert answered == set(names[:MOST_AN_HOUR])


async def to_device(person: Person, bot: Bot, device: str, step: str, content: Json) -> None:
    path = ("sendToDevice", KIND + step, secrets.token_hex(4))
    await person.connection.call("PUT", *path, body={"messages": {bot.user_id: {device: content}}})


class Inbox:
    """What comes to the person's device."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.since = ""

    async def next(self, step: str) -> Json:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            query = {"timeout": "200"} | ({"since": self.since} if self.since else {})
            answer = await self.person.connection.call("GET", "sync", query=query)
            self.since = answer["next_batch"]
            for event in answer.get("to_device", {}).get("events", []):
                if str(event["type"]).startswith(KIND):
                    assert event["type"] == KIND + step
                    content: Json = event["content"]
                    return content
        raise AssertionError(f"no {step}")


async def test_a_device_verifies_the_bots_device_without_a_room_for_the_steps(
    bot: Bot, sealed: NioPerson
) -> None:
    anna = sealed.person
    room = await bot.room_of(anna, direct=True)
    await bot.hear(await anna.send(room, "mine"))
    device, keys = await published(anna, bot.user_id)
    own, own_keys = await published(anna, anna.user_id)
    sas = SasPerson(anna.user_id, own, own_keys, "t1", {"transaction_id": "t1"})
    inbox = Inbox(anna)
    request = {"from_device": own, "methods": ["m.sas.v1"], "timestamp": int(time.time() * 1000)}
    async with hearing(bot):
        await to_device(anna, bot, device, "request", request | sas.belongs)
        assert (await inbox.next("ready"))["from_device"] == device
        await to_device(anna, bot, device, "start", sas.start())
        accepted = await inbox.next("accept")
        await to_device(anna, bot, device, "key", sas.key())
        sas.meet(bot.user_id, device, accepted, (await inbox.next("key"))["key"])
        await to_device(anna, bot, device, "mac", sas.mac(bot.user_id, device))
        assert sas.vouched(bot.user_id, device, await inbox.next("mac"), keys) == keys.keys()
        seen = await shown(bot)
        assert (seen.room, seen.text) == (room, " ".join(map(str, sas.emoji())))


async def test_strangers_get_no_answer(bot: Bot, sealed: NioPerson, bo: Person) -> None:
    room = await bot.room_of(sealed.person, direct=True)
    device, _ = await published(sealed.person, bot.user_id)
    now = int(time.time() * 1000)
    request = {"from_device": "X", "methods": ["m.sas.v1"], "timestamp": now, "transaction_id": "t"}
    await to_device(bo, bot, device, "request", request)
    own, _ = await published(sealed.person, sealed.person.user_id)
    request |= {"from_device": own, "timestamp": now - 11 * 60_000, "transaction_id": "late"}
    await to_device(sealed.person, bot, device, "request", request)
    await bot.hear(await sealed.person.send(room, "mine"))
    assert bot.platform._verifier is not None
    assert bot.platform._verifier.waits() is None
