"""The one room for each person, on a real Synapse, whatever gets lost on the way."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator

import pytest

from bot.demo.homeserver import Homeserver
from bot.platforms.base import IncomingKind, Refused, Unavailable
from tests.conftest import Meet
from tests.faults.kinds import BadGateway, LoseResponse, Reset
from tests.faults.proxy import FaultProxy
from tests.platforms.matrix.conftest import Bot, MakeBot
from tests.support.matrix import Person

pytestmark = pytest.mark.xdist_group("synapse")


@pytest.fixture
async def proxy(homeserver: Homeserver) -> AsyncIterator[FaultProxy]:
    async with FaultProxy(homeserver.url, seed=1) as made:
        yield made


async def rooms_from(person: Person, bot: Bot) -> list[str]:
    """Rooms to which the bot invited the person for talking alone."""
    await person.timeline.catch_up()
    return [
        room
        for room, state in person.timeline.invitations.items()
        if any(event["sender"] == bot.user_id and event["content"].get("is_direct") for event in state)
    ]


async def test_a_new_direct_room_is_a_private_one_for_two_and_what_is_said_there_is_private(
    bot: Bot, bo: Person
) -> None:
    room = await bot.platform.direct_room(bo.user_id)
    assert await bo.accept_invitation(bot.user_id, direct=True) == room
    heard = await bot.hear(await bo.send(room, "mine"))
    assert heard.private
    levels = await bo.state(room, "m.room.join_rules")
    assert levels["join_rule"] == "invite"


async def test_the_same_room_is_used_again_after_a_restart(bot: Bot, bo: Person) -> None:
    room = await bot.platform.direct_room(bo.user_id)
    assert await bot.platform.direct_room(bo.user_id) == room
    await bot.start(token=bot.ear.token)
    assert await bot.platform.direct_room(bo.user_id) == room
    assert await rooms_from(bo, bot) == [room]


async def test_a_room_that_the_person_opened_is_used_for_messages_to_them(bot: Bot, bo: Person) -> None:
    room = await bot.room_of(bo, direct=True)
    assert await bot.platform.direct_room(bo.user_id) == room
    assert (await bot.hear(await bo.send(room, "mine"))).private


async def test_a_room_that_the_person_opened_is_known_as_direct_even_if_the_bot_crashed_while_joining(
    bot: Bot, bo: Person
) -> None:
    room = await bo.create_room(invite=[bot.user_id], direct=True)
    await bot.ear.until(1, IncomingKind.INVITATION)
    token = bot.ear.token
    await bot.platform.join(room)
    await bot.start(token=token)
    assert (await bot.hear(await bo.send(room, "mine"))).private
    assert await bot.platform.direct_room(bo.user_id) == room


async def test_many_at_once_for_one_person_make_one_room(bot: Bot, bo: Person) -> None:
    rooms = await asyncio.gather(*(bot.platform.direct_room(bo.user_id) for _ in range(8)))
    assert len(set(rooms)) == 1
    assert await rooms_from(bo, bot) == rooms[:1]


async def test_side_by_side_nobody_is_lost_from_the_list_of_direct_rooms(bot: Bot, meet: Meet) -> None:
    people = [await meet("leyla") for _ in range(5)]
    rooms = await asyncio.gather(*(bot.platform.direct_room(one.user_id) for one in people))
    await bot.start(token=bot.ear.token)
    assert await asyncio.gather(*(bot.platform.direct_room(one.user_id) for one in people)) == rooms
    assert len(set(rooms)) == 5


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("lost", ["/createRoom", "/account_data/m.direct"])
async def test_a_lost_response_does_not_make_a_second_room(
    bot: Bot, bo: Person, proxy: FaultProxy, lost: str, restart: bool
) -> None:
    await bot.start(url=proxy.url, token=bot.ear.token)
    proxy.inject(LoseResponse(), path=lost, method="POST" if "create" in lost else "PUT", count=1)
    with contextlib.suppress(Unavailable):  # aiohttp repeats a PUT by itself if the connection was an old one
        await bot.platform.direct_room(bo.user_id)
    assert len(proxy.requests(outcome="response-lost")) == 1
    if restart:
        await bot.start(url=proxy.url, token=bot.ear.token)
    room = await bot.platform.direct_room(bo.user_id)
    assert await rooms_from(bo, bot) == [room]
    assert await bot.platform.direct_room(bo.user_id) == room
    assert not (bot.folder / "intents.json").exists()


async def test_the_control_without_the_intent_a_lost_response_makes_a_second_room(
    bot: Bot, bo: Person, proxy: FaultProxy
) -> None:
    await bot.start(url=proxy.url, token=bot.ear.token)
    proxy.inject(LoseResponse(), path="/createRoom", count=1)
    with pytest.raises(Unavailable):
        await bot.platform.direct_room(bo.user_id)
    assert list(json.loads((bot.folder / "intents.json").read_text())) == [bo.user_id]
    (bot.folder / "intents.json").unlink()
    await bot.platform.direct_room(bo.user_id)
    assert len(await rooms_from(bo, bot)) == 2


async def test_a_room_that_was_never_made_is_made_at_the_next_try(
    bot: Bot, bo: Person, proxy: FaultProxy
) -> None:
    await bot.start(url=proxy.url, token=bot.ear.token)
    for fault in (Reset(), BadGateway()):
        with proxy.inject(fault, path="/createRoom"), pytest.raises(Unavailable):
            await bot.platform.direct_room(bo.user_id)
    room = await bot.platform.direct_room(bo.user_id)
    assert await rooms_from(bo, bot) == [room]


async def test_somebody_who_left_is_invited_again_once_and_never_after_declining(
    bot: Bot, bo: Person
) -> None:
    room = await bot.platform.direct_room(bo.user_id)
    await bo.accept_invitation(bot.user_id, direct=True)
    await bo.leave(room)
    await bo.timeline.catch_up()
    await bot.start(token=bot.ear.token)
    assert await bot.platform.direct_room(bo.user_id) == room
    assert await rooms_from(bo, bot) == [room]
    await bo.leave(room)
    await bot.start(token=bot.ear.token)
    with pytest.raises(Refused):
        await bot.platform.direct_room(bo.user_id)
    assert await rooms_from(bo, bot) == []


async def test_somebody_who_declined_can_still_open_a_room_with_the_bot(bot: Bot, bo: Person) -> None:
    declined = await bot.platform.direct_room(bo.user_id)
    await bo.leave(declined)
    await bot.start(token=bot.ear.token)
    with pytest.raises(Refused):
        await bot.platform.direct_room(bo.user_id)
    room = await bot.room_of(bo, direct=True)
    assert await bot.platform.direct_room(bo.user_id) == room


async def test_a_direct_room_with_a_third_person_is_not_used_for_personal_messages(
    bot: Bot, bo: Person, anna: Person
) -> None:
    room = await bot.room_of(bo, direct=True)
    assert await bot.platform.direct_room(bo.user_id) == room
    await bo.invite(room, anna.user_id)
    heard = await bot.hear(await bo.send(room, "mine"))
    assert not heard.private
    assert await bot.platform.direct_room(bo.user_id) != room


async def test_an_encrypted_room_is_not_used_while_encryption_is_off(bot: Bot, bo: Person) -> None:
    room = await bot.room_of(bo, direct=True, encrypted=True)
    assert await bot.platform.direct_room(bo.user_id) != room


@pytest.mark.parametrize("address", ["", "bo", "!room:x", "@" + "x" * 300 + ":y"])
async def test_what_is_no_person_is_refused(bot: Bot, address: str) -> None:
    with pytest.raises(Refused):
        await bot.platform.direct_room(address)
    with pytest.raises(Refused):
        await bot.platform.direct_room(bot.user_id)


async def test_somebody_who_does_not_exist_is_refused(bot: Bot, homeserver: Homeserver) -> None:
    with pytest.raises(Refused, match="no such user"):
        await bot.platform.direct_room(f"@nobody-at-all:{homeserver.server_name}")


@pytest.fixture
async def sealed(make_bot: MakeBot) -> Bot:
    return await make_bot(encryption=True)


async def test_where_the_bot_may_not_encrypt_its_room_the_room_is_used_as_it_is(
    sealed: Bot, bo: Person
) -> None:
    sealed.encryption = False
    await sealed.start(token=sealed.ear.token)
    room = await sealed.platform.direct_room(bo.user_id)
    path = ("rooms", room, "state", "m.room.power_levels", "")
    levels = await sealed.platform._http.call("levels", "GET", *path)
    levels["events"]["m.room.encryption"] = 101
    await sealed.platform._http.call("levels", "PUT", *path, body=levels)
    sealed.encryption = True
    await sealed.start(token=sealed.ear.token)
    assert await sealed.platform.direct_room(bo.user_id) == room
