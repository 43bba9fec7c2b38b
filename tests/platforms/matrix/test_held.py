"""Messages that overtake their keys: heard once, in time, or told as unreadable once."""

from __future__ import annotations

from datetime import timedelta

from bot.platforms.base import IncomingKind
from bot.platforms.matrix.held import KEY_SECONDS, MOST_HELD
from tests.platforms.matrix.events import BO, LEYLA, OWN, ROOM, Json, event, joined, member, message
from tests.platforms.matrix.fake_http import NOON
from tests.platforms.matrix.test_digest import Bot, Keys, kinds

NOTHING: Json = {"next_batch": "s2"}
SOON = timedelta(seconds=KEY_SECONDS - 1)


def sealed(session: str = "session") -> Json:
    content = {"algorithm": "m.megolm.v1.aes-sha2", "session_id": session, "ciphertext": "AwgAEnAc"}
    return event("m.room.encrypted", BO, content)


def opened(keys: Keys, source: Json, text: str = "!mine") -> None:
    """The key of that event has come."""
    keys.known.add((ROOM, source["content"]["session_id"]))
    keys.plain[source["event_id"].removeprefix("$")] = message(BO, text) | {"event_id": source["event_id"]}


async def test_a_message_is_heard_once_when_its_key_comes_in_time() -> None:
    keys, source = Keys(), sealed()
    bot = Bot(keys)
    assert kinds(await bot.read(joined(source))) == []
    bot.clock.advance(SOON)
    assert kinds(await bot.read(NOTHING)) == []
    opened(keys, source)
    (heard,) = (await bot.read(NOTHING)).incoming
    assert (heard.kind, heard.text, heard.encrypted) == (IncomingKind.MESSAGE, "!mine", True)
    assert (heard.room, heard.event_id) == (ROOM, source["event_id"])
    bot.clock.advance(SOON)
    assert kinds(await bot.read(NOTHING)) == []


async def test_it_is_told_as_unreadable_once_when_the_key_stays_away_and_that_is_final() -> None:
    keys, source = Keys(), sealed()
    bot = Bot(keys)
    await bot.read(joined(source))
    bot.clock.advance(timedelta(seconds=KEY_SECONDS))
    assert kinds(await bot.read(NOTHING)) == [IncomingKind.UNREADABLE]
    opened(keys, source)
    assert kinds(await bot.read(NOTHING)) == []


async def test_late_messages_keep_their_order_and_come_before_what_is_new() -> None:
    keys, sources = Keys(), [sealed(), sealed("other"), sealed()]
    bot = Bot(keys)
    await bot.read(joined(*sources))
    for number, source in enumerate(sources):
        opened(keys, source, str(number))
    reaction = {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$a", "key": "1"}}
    batch = await bot.read(joined(event("m.reaction", LEYLA, reaction)))
    assert [one.text for one in batch.incoming] == ["0", "1", "2", "1"]


async def test_a_key_of_another_room_or_session_is_not_the_one() -> None:
    keys = Keys()
    bot = Bot(keys)
    await bot.read(joined(sealed()))
    keys.known = {("!other", "session"), (ROOM, "other")}
    assert kinds(await bot.read(NOTHING)) == []


async def test_what_its_own_key_does_not_open_is_told_at_once() -> None:
    keys = Keys()
    keys.known.add((ROOM, "session"))
    assert kinds(await Bot(keys).read(joined(sealed()))) == [IncomingKind.UNREADABLE]


async def test_an_event_that_comes_again_while_it_waits_is_heard_once() -> None:
    keys, source = Keys(), sealed()
    bot = Bot(keys)
    await bot.read(joined(source))
    await bot.read(joined(source))
    opened(keys, source)
    assert kinds(await bot.read(NOTHING)) == [IncomingKind.MESSAGE]


async def test_a_flood_does_not_fill_the_memory() -> None:
    keys = Keys()
    bot = Bot(keys)
    told = kinds(await bot.read(joined(*(sealed() for _ in range(MOST_HELD + 5)))))
    assert told == [IncomingKind.UNREADABLE] * 5


async def test_nobody_is_answered_in_a_room_the_bot_had_to_leave() -> None:
    bot = Bot(Keys())
    await bot.read(joined(sealed()))
    response = joined(member(OWN, "leave", "join", by=BO))
    response["rooms"] = {"leave": response["rooms"]["join"]}
    await bot.read(response)
    bot.clock.advance(timedelta(seconds=KEY_SECONDS))
    assert kinds(await bot.read(NOTHING)) == []


async def test_the_next_look_at_the_server_is_in_time_to_tell() -> None:
    bot = Bot(Keys())
    assert bot.digest.waits() is None
    await bot.read(joined(sealed()))
    bot.clock.advance(SOON)
    assert bot.digest.waits() == 1.0
    bot.clock.set(NOON + timedelta(days=1))
    assert bot.digest.waits() == 0.0
