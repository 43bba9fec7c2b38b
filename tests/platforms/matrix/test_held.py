"""Messages that overtake their keys: heard once, in time or late, and told as unreadable once."""

from __future__ import annotations

import json
import stat
from datetime import timedelta
from pathlib import Path

import pytest

from bot.platforms.base import IncomingKind
from bot.platforms.matrix.held import KEPT_FOR, KEY_SECONDS, MOST_HELD, MOST_OF_ONE, TOLD, Held
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


async def test_it_is_told_as_unreadable_once_and_read_when_the_key_comes_days_later() -> None:
    keys, source = Keys(), sealed()
    bot = Bot(keys)
    await bot.read(joined(source))
    bot.clock.advance(timedelta(seconds=KEY_SECONDS))
    (told,) = (await bot.read(NOTHING)).incoming
    assert told.kind is IncomingKind.UNREADABLE
    assert told.event_id != source["event_id"]
    bot.clock.advance(KEPT_FOR - timedelta(minutes=1))
    assert kinds(await bot.read(NOTHING)) == []
    opened(keys, source)
    (heard,) = (await bot.read(NOTHING)).incoming
    assert (heard.kind, heard.event_id, heard.held_since) == (IncomingKind.MESSAGE, source["event_id"], NOON)
    assert kinds(await bot.read(NOTHING)) == []


async def test_after_a_week_it_is_forgotten() -> None:
    keys, source = Keys(), sealed()
    bot = Bot(keys)
    await bot.read(joined(source))
    bot.clock.advance(KEPT_FOR)
    await bot.read(NOTHING)
    opened(keys, source)
    assert kinds(await bot.read(NOTHING)) == []


async def test_somebody_with_many_unreadable_messages_is_told_once() -> None:
    bot = Bot(Keys())
    await bot.read(joined(sealed("one"), sealed("two")))
    bot.clock.advance(timedelta(seconds=KEY_SECONDS))
    assert kinds(await bot.read(NOTHING)) == [IncomingKind.UNREADABLE]
    await bot.read(joined(sealed("three")))
    bot.clock.advance(timedelta(days=1))
    assert kinds(await bot.read(NOTHING)) == []
    bot.clock.advance(KEPT_FOR)
    await bot.read(joined(sealed("four")))
    bot.clock.advance(timedelta(seconds=KEY_SECONDS))
    assert kinds(await bot.read(NOTHING)) == [IncomingKind.UNREADABLE]


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


async def test_a_flood_of_one_leaves_room_for_others_and_is_told_once() -> None:
    keys, late = Keys(), sealed("hers") | {"sender": LEYLA}
    bot = Bot(keys)
    told = kinds(await bot.read(joined(*(sealed() for _ in range(2 * MOST_OF_ONE)), late)))
    assert told == [IncomingKind.UNREADABLE]
    opened(keys, late)
    assert kinds(await bot.read(NOTHING)) == [IncomingKind.MESSAGE]


async def test_a_flood_of_many_does_not_fill_the_disk(tmp_path: Path) -> None:
    events = [sealed() | {"sender": f"@u{number // 10}:example.org"} for number in range(MOST_HELD + 20)]
    await Bot(Keys(), Held(tmp_path / "held")).read(joined(*events))
    assert len(list((tmp_path / "held").glob("*.json"))) == MOST_HELD


async def test_what_is_larger_than_any_event_is_not_kept(tmp_path: Path) -> None:
    large = sealed()
    large["content"]["ciphertext"] = "A" * 70_000
    bot = Bot(Keys(), Held(tmp_path / "held"))
    assert kinds(await bot.read(joined(large))) == [IncomingKind.UNREADABLE]


async def test_a_crash_at_any_moment_loses_nothing_and_tells_nobody_twice(tmp_path: Path) -> None:
    folder, keys, source = tmp_path / "held", Keys(), sealed()
    await Bot(keys, Held(folder)).read(joined(source))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (path,) = folder.glob("*.json")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    killed = Bot(keys, Held(folder))
    killed.clock.advance(timedelta(hours=1))
    assert kinds(await killed.read(NOTHING)) == [IncomingKind.UNREADABLE]
    killed.digest.settle()
    again = Bot(keys, Held(folder))
    again.clock.advance(timedelta(hours=2))
    assert kinds(await again.read(NOTHING)) == []
    opened(keys, source)
    assert kinds(await again.read(NOTHING)) == [IncomingKind.MESSAGE]  # and killed before that is committed
    last = Bot(keys, Held(folder))
    (heard,) = (await last.read(NOTHING)).incoming
    assert (heard.event_id, heard.held_since) == (source["event_id"], NOON)
    last.digest.settle()
    assert list(folder.glob("*.json")) == []


async def test_damaged_files_stop_nobody(tmp_path: Path) -> None:
    folder, keys, source = tmp_path / "held", Keys(), sealed()
    await Bot(keys, Held(folder)).read(joined(source))
    (path,) = folder.glob("*.json")
    good = json.loads(path.read_text())
    for number, odd in enumerate((b"", b"[]", b"{}", b"\xff", json.dumps(good | {"since": "2024"}).encode())):
        (folder / f"{number}.json").write_bytes(odd)
    opened(keys, source)
    assert kinds(await Bot(keys, Held(folder)).read(NOTHING)) == [IncomingKind.MESSAGE]


async def test_nothing_is_kept_of_somebody_who_is_forgotten(tmp_path: Path) -> None:
    folder, held = tmp_path / "held", Held(tmp_path / "held")
    await Bot(Keys(), held).read(joined(sealed(), sealed() | {"sender": LEYLA}))
    held.forget_sender(BO)
    assert [BO in path.read_text() for path in folder.glob("*.json")] == [False]


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


@pytest.mark.parametrize("content", [None, "{", "[1]", '{"@bo:example.org": 7}'])
def test_told_once_holds_over_restarts(tmp_path: Path, content: str | None) -> None:
    held = Held(tmp_path / "held")
    assert held.may_tell(BO, NOON)
    assert not Held(tmp_path / "held").may_tell(BO, NOON + timedelta(days=1))
    assert stat.S_IMODE((tmp_path / "held" / TOLD).stat().st_mode) == 0o600
    if content is not None:  # damaged: told once more, and then it is known again
        (tmp_path / "held" / TOLD).write_text(content)
        assert Held(tmp_path / "held").may_tell(BO, NOON)
        assert not Held(tmp_path / "held").may_tell(BO, NOON)


def test_of_whoever_is_forgotten_it_is_not_known(tmp_path: Path) -> None:
    held = Held(tmp_path / "held")
    held.may_tell(BO, NOON)
    held.may_tell(LEYLA, NOON)
    held.forget_sender(BO)
    assert BO not in (tmp_path / "held" / TOLD).read_text()
    assert not Held(tmp_path / "held").may_tell(LEYLA, NOON)


def test_senders_of_junk_leave_room_for_everybody_else() -> None:
    held = Held()

    def hold(who: str, number: int) -> bool:
        content = {"algorithm": "m.megolm.v1.aes-sha2", "session_id": f"{who}{number}", "ciphertext": "x"}
        return held.hold(ROOM, event("m.room.encrypted", who, content), NOON, lambda *_: False)

    junk = [f"@junk{number}:elsewhere.org" for number in range(MOST_HELD // MOST_OF_ONE)]
    assert all(hold(who, number) for who in junk for number in range(MOST_OF_ONE))
    assert all(hold(BO, number) for number in range(5))
    assert not hold(junk[0], MOST_OF_ONE + 1)
    waiting = held.ready(NOON + timedelta(seconds=KEY_SECONDS), lambda *_: False)
    assert len(waiting) == MOST_HELD
    assert sum(one.sender == BO for one in waiting) == 5
