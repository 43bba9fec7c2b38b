"""Encrypted rooms on a real Synapse, with a person whose client is another one's."""

from __future__ import annotations

import asyncio
import importlib
import json
import secrets
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.platforms.base import File, IncomingKind, LoggedOut, Membership, Outgoing, Refused
from bot.platforms.matrix.session import StoreBroken
from tests.platforms.matrix.conftest import Bot, MakeBot, unreadable
from tests.platforms.matrix.nio_person import NioPerson
from tests.support.matrix import Person
from tests.support.waiting import PATIENCE

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


def answer(room: str, text: str = "Hej!", **more: object) -> Outgoing:
    values = {"room": room, "id": "o1", "kind": "signup-booked", "text": text}
    return Outgoing(**(values | more))  # type: ignore[arg-type]  # keyword arguments of several types


async def identity_key(person: Person, bot: Bot) -> str:
    answer = await person.connection.call("POST", "keys", "query", body={"device_keys": {bot.user_id: []}})
    (device,) = answer["device_keys"][bot.user_id].values()
    return str(device["keys"][f"curve25519:{device['device_id']}"])


async def to_device(person: Person, bot: Bot, content: object) -> None:
    """Send the bot's device an encrypted to-device event of any shape, as anybody can."""
    device = json.loads((bot.folder / "session.json").read_text())["device_id"]
    body = {"messages": {bot.user_id: {device: content}}}
    path = ("sendToDevice", "m.room.encrypted", secrets.token_hex(4))
    await person.connection.call("PUT", *path, body=body)


async def test_a_direct_room_that_the_bot_opens_is_encrypted_and_can_be_read_there(
    bot: Bot, sealed_bo: NioPerson
) -> None:
    room = await bot.platform.direct_room(sealed_bo.person.user_id)
    sent = await bot.platform.send(answer(room, "Du har pass i morgon."), "t1")
    assert await sealed_bo.person.accept_invitation(bot.user_id, direct=True) == room
    read = await sealed_bo.read(sent.event_id)
    assert read is not None
    assert read["content"]["body"] == "Du har pass i morgon."


async def test_a_direct_room_that_the_bot_opened_before_it_could_encrypt_is_encrypted_from_now_on(
    make_bot: MakeBot, bo: Person
) -> None:
    plain = await make_bot(encryption=False)
    room = await plain.platform.direct_room(bo.user_id)
    await plain.stop()
    plain.encryption = True
    await plain.start()
    assert await plain.platform.direct_room(bo.user_id) == room
    await bo.accept_invitation(plain.user_id, direct=True)
    assert (await bo.state(room, "m.room.encryption"))["algorithm"] == "m.megolm.v1.aes-sha2"


async def test_a_direct_room_that_somebody_opened_unencrypted_stays_as_it_is(bot: Bot, bo: Person) -> None:
    room = await bot.room_of(bo, direct=True)
    assert await bot.platform.direct_room(bo.user_id) == room
    assert (await bot.hear(await bo.send(room, "mine"))).private
    sent = await bot.platform.send(answer(room), "t1")
    assert sent.event_id in [one.id for one in await bo.messages(room)]


async def test_an_encrypted_command_is_heard_and_its_answer_is_encrypted(
    bot: Bot, sealed_bo: NioPerson
) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    said = await sealed_bo.send(room, "!signup ringstuga")
    heard = await bot.hear(said)
    assert (heard.kind, heard.text, heard.encrypted) == (IncomingKind.MESSAGE, "!signup ringstuga", True)
    sent = await bot.platform.send(answer(room, reply_to=said), "t1")
    raw = next(one for one in await sealed_bo.person.messages(room) if one.id == sent.event_id)
    assert raw.type == "m.room.encrypted"
    assert raw.replies_to == said
    assert "Hej" not in json.dumps(raw.raw)
    read = await sealed_bo.read(sent.event_id)
    assert read is not None
    assert (read["content"]["body"], read["content"]["org.passet"]["id"]) == ("Hej!", "o1")
    assert await bot.platform.find_sent(room, "o1") == sent.event_id
    assert await bot.platform.find_sent(room, "o2") is None


async def test_replies_edits_and_reactions_keep_their_meaning_when_encrypted(
    bot: Bot, sealed_bo: NioPerson
) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    said = await sealed_bo.send(room, "!shift")
    relation = {"rel_type": "m.replace", "event_id": said}
    new = {"msgtype": "m.text", "body": "!shifts"}
    edit = await sealed_bo.send(room, "* !shifts", **{"m.new_content": new, "m.relates_to": relation})
    edited = await bot.hear(edit)
    assert (edited.kind, edited.text, edited.target) == (IncomingKind.EDIT, "!shifts", said)
    reaction = await sealed_bo.person.react(room, said, "1️⃣")
    assert (await bot.hear(reaction)).kind is IncomingKind.REACTION


async def test_a_file_is_encrypted_before_it_is_uploaded(bot: Bot, sealed_bo: NioPerson) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    data = b"BEGIN:VCALENDAR for nobody else"
    file = File("pass.ics", "text/calendar", data, "Ditt pass")
    sent = await bot.platform.send(answer(room, file=file), "t1")
    assert await bot.platform.send(answer(room, file=file), "t1") == sent
    read = await sealed_bo.read(sent.event_id)
    assert read is not None
    content = read["content"]
    assert (content["msgtype"], content["filename"], content["body"]) == ("m.file", "pass.ics", "Ditt pass")
    assert "url" not in content
    where = content["file"]
    assert where["v"] == "v2"
    kind, stored = await sealed_bo.person.connection.download(where["url"])
    assert (kind, data in stored) == ("application/octet-stream", False)
    attachments = importlib.import_module("nio.crypto.attachments")
    opened = attachments.decrypt_attachment(stored, where["key"]["k"], where["hashes"]["sha256"], where["iv"])
    assert opened == data


async def test_an_edit_is_encrypted_and_the_server_knows_what_it_takes_the_place_of(
    bot: Bot, sealed_bo: NioPerson
) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    first = await bot.platform.send(answer(room), "t1")
    edit = await bot.platform.send(answer(room, "Hej igen!", edits=first.event_id), "t2")
    raw = next(one for one in await sealed_bo.person.messages(room) if one.id == edit.event_id)
    assert (raw.type, raw.relates_to["rel_type"]) == ("m.room.encrypted", "m.replace")
    assert raw.relates_to["event_id"] == first.event_id
    assert "igen" not in json.dumps(raw.raw)
    read = await sealed_bo.read(edit.event_id)
    assert read is not None
    assert read["content"]["m.new_content"]["body"] == "Hej igen!"


async def test_reactions_count_whether_they_came_encrypted_or_not(bot: Bot, sealed_bo: NioPerson) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    bo = sealed_bo.person
    sent = await bot.platform.send(answer(room), "t1")
    await sealed_bo.send(room, "that shares bo's key")
    plain = await bo.react(room, sent.event_id, "1️⃣")
    relation = {"rel_type": "m.annotation", "event_id": sent.event_id, "key": "2️⃣"}
    kind, content = sealed_bo.client.encrypt(room, "m.reaction", {"m.relates_to": relation})
    sealed = await bo.send_event(room, kind, {**content, "m.relates_to": relation})
    for event, key in ((plain, "1️⃣"), (sealed, "2️⃣")):
        heard = await bot.hear(event)
        assert (heard.kind, heard.sender) == (IncomingKind.REACTION, bo.user_id)
        assert (heard.text, heard.target) == (key, sent.event_id)
    await bot.platform.react(room, sent.event_id, "3️⃣", "t2", id="o2", kind="seed")
    standing = await bot.platform.reactions(room, sent.event_id)
    assert [(one.event_id, one.key) for one in standing[:2]] == [(plain, "1️⃣"), (sealed, "2️⃣")]
    assert [(one.sender, one.key) for one in standing[2:]] == [(bot.user_id, "3️⃣")]
    await bo.redact(room, sealed)
    assert [one.key for one in await bot.platform.reactions(room, sent.event_id)] == ["1️⃣", "3️⃣"]


async def test_keys_survive_a_restart_and_nothing_is_readable_for_others(
    bot: Bot, sealed_bo: NioPerson
) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    await bot.hear(await sealed_bo.send(room, "!mine"))
    first = await bot.platform.send(answer(room), "t1")
    token = bot.ear.token
    await bot.stop()
    said = await sealed_bo.send(room, "!shifts")
    await bot.start(token=token)
    assert (await bot.hear(said)).text == "!shifts"
    assert await bot.platform.send(answer(room), "t1") == first
    second = await bot.platform.send(answer(room, "again"), "t2")
    assert await sealed_bo.read(second.event_id) is not None
    assert await bot.platform.find_sent(room, "o1") == second.event_id
    crypto = bot.folder / "crypto"
    assert stat.S_IMODE(crypto.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in crypto.iterdir()} == {0o600}


async def test_a_batch_that_comes_again_after_a_crash_is_decrypted_again(
    bot: Bot, sealed_bo: NioPerson
) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    token = bot.ear.token
    said = await sealed_bo.send(room, "!mine")
    for _ in range(3):
        assert (await bot.hear(said)).text == "!mine"
        await bot.start(token=token)


async def test_a_plain_command_in_an_encrypted_room_is_not_executed(bot: Bot, sealed_bo: NioPerson) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    token = bot.ear.token
    await sealed_bo.person.send(room, "!signup forged")
    await bot.hear(await sealed_bo.send(room, "!mine"))
    await bot.start(token=token)
    heard = await bot.hear(await sealed_bo.send(room, "!shifts"))
    assert heard.encrypted
    assert not [one for one in bot.ear.heard if one.text == "!signup forged"]


async def test_a_room_that_becomes_encrypted_is_never_again_written_to_in_plain(
    bot: Bot, sealed_bo: NioPerson
) -> None:
    room = await bot.room_of(sealed_bo.person)
    before = await bot.hear(await sealed_bo.person.send(room, "!mine"))
    assert not before.encrypted
    await bot.platform.send(answer(room), "t1")
    await sealed_bo.person.set_state(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    await bot.hear(await sealed_bo.send(room, "!shifts"))
    sent = await bot.platform.send(answer(room), "t2")
    raw = [one.type for one in await sealed_bo.person.messages(room) if one.id == sent.event_id]
    assert raw == ["m.room.encrypted"]


async def test_who_comes_later_reads_what_is_said_then_and_who_left_reads_no_more(
    bot: Bot, sealed_bo: NioPerson, sealed_anna: NioPerson
) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True, public=True)
    await bot.platform.send(answer(room), "t1")
    await sealed_anna.person.join(room)
    await bot.hear_of(sealed_anna.person.user_id, Membership.JOIN)
    both = await bot.platform.send(answer(room, "for both"), "t2")
    assert await sealed_anna.read(both.event_id) is not None
    assert await sealed_bo.read(both.event_id) is not None
    await sealed_anna.person.leave(room)
    await bot.hear_of(sealed_anna.person.user_id, Membership.LEAVE)
    alone = await bot.platform.send(answer(room, "for one"), "t3")
    await sealed_anna.person.join(room)
    assert await sealed_bo.read(alone.event_id) is not None
    assert await sealed_anna.read(alone.event_id) is None


async def test_malformed_to_device_events_do_not_stop_the_bot(bot: Bot, sealed_bo: NioPerson) -> None:
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    key = await identity_key(sealed_bo.person, bot)
    olm = {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "x" * 43}
    malformed: list[object] = [
        {},
        {"algorithm": "m.olm.v1.curve25519-aes-sha2"},
        {"algorithm": 1, "sender_key": []},
        olm | {"ciphertext": {key: {"type": 0, "body": "bm9uc2Vuc2U"}}},
        olm | {"ciphertext": {key: {"type": 0, "body": "!!!"}}},
        olm | {"ciphertext": {key: {"type": 1, "body": "bm9uc2Vuc2U"}}},
        olm | {"ciphertext": {key: {"type": 1, "body": ""}}},
        olm | {"ciphertext": {key: {"type": 9, "body": "AAAA"}}},
        olm | {"ciphertext": {key: {"type": 0}}},
        olm | {"ciphertext": {key: 7}},
    ]
    for odd in malformed:
        await to_device(sealed_bo.person, bot, odd)
    assert (await bot.hear(await sealed_bo.send(room, "!mine"))).text == "!mine"


async def test_one_time_keys_are_replaced_when_they_are_used_up(bot: Bot, bo: Person) -> None:
    device = json.loads((bot.folder / "session.json").read_text())["device_id"]
    claim = {"one_time_keys": {bot.user_id: {device: "signed_curve25519"}}}

    async def take() -> bool:
        answer = await bo.connection.call("POST", "keys", "claim", body=claim)
        return bool(answer["one_time_keys"].get(bot.user_id, {}).get(device))

    token = bot.ear.token
    await bot.stop()
    for _ in range(300):
        if not await take():
            break
    else:
        pytest.fail("the bot published more keys than can be taken here")
    await bot.start(token=token)
    for _ in range(int(PATIENCE / 0.05)):
        if await take():
            return
        await asyncio.sleep(0.05)
    pytest.fail("no new keys were published")


async def test_lost_keys_are_told_and_the_device_is_not_used_with_others(bot: Bot) -> None:
    await bot.stop()
    for path in (bot.folder / "crypto").iterdir():
        path.unlink()
    with pytest.raises(LoggedOut, match="log in again"):
        await bot.start()


async def test_logging_in_anew_gives_new_keys_and_takes_away_the_old_ones(
    bot: Bot, sealed_bo: NioPerson
) -> None:
    before = {path.name for path in (bot.folder / "crypto").glob("*.db")}
    await bot.ear.close()
    await bot.platform.login(bot.password)
    await bot.start()
    after = {path.name for path in (bot.folder / "crypto").glob("*.db")}
    assert len(after) == 1
    assert not after & before
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    assert (await bot.hear(await sealed_bo.send(room, "!mine"))).encrypted


async def test_keys_under_another_passphrase_are_told_as_broken(bot: Bot) -> None:
    await bot.stop()
    (bot.folder / "crypto" / "pickle.key").write_text("another")
    with pytest.raises(StoreBroken, match="crypto"):
        await bot.start()


async def test_while_encryption_is_off_encrypted_rooms_are_refused_and_their_messages_unreadable(
    make_bot: MakeBot, sealed_bo: NioPerson
) -> None:
    bot = await make_bot(encryption=False)
    room = await bot.room_of(sealed_bo.person, encrypted=True)
    with pytest.raises(Refused, match="encrypted"):
        await bot.platform.send(answer(room), "t1")
    await sealed_bo.send(room, "!mine")
    assert (await unreadable(bot)).sender == sealed_bo.person.user_id
    assert [one.type for one in await sealed_bo.person.messages(room) if one.sender == bot.user_id] == [
        "m.room.member"
    ]


def kept_about(folder: Path, *traces: str) -> list[str]:
    """The files of the store in which any of these stand."""
    files = [one for one in folder.rglob("*") if one.is_file()]
    return [one.name for one in files if any(trace.encode() in one.read_bytes() for trace in traces)]


async def test_of_whoever_is_forgotten_nothing_is_kept_in_the_store(bot: Bot, sealed_bo: NioPerson) -> None:
    person = sealed_bo.person
    room = await bot.platform.direct_room(person.user_id)
    await person.accept_invitation(bot.user_id, direct=True)
    sent = await bot.platform.send(answer(room, "Du har pass i morgon."), "t1")
    await bot.hear(await sealed_bo.send(room, "!mina"))
    device = sealed_bo.person.login.device_id
    assert kept_about(bot.folder, person.user_id, device)
    await bot.platform.redact(room, sent.event_id, "back")
    await bot.platform.forget(person.user_id, room)
    assert kept_about(bot.folder, person.user_id, device, person.user_id.split(":")[0]) == []
    account = await Person.log_in(bot.url, bot.user_id[1:].partition(":")[0], bot.password)
    path = ("user", bot.user_id, "account_data", "m.direct")
    assert await account.connection.call("GET", *path) == {}
    await account.close()


async def test_whoever_was_forgotten_and_writes_again_is_answered(bot: Bot, sealed_bo: NioPerson) -> None:
    room = await bot.platform.direct_room(sealed_bo.person.user_id)
    await sealed_bo.person.accept_invitation(bot.user_id, direct=True)
    await bot.platform.send(answer(room), "t1")
    await bot.platform.forget(sealed_bo.person.user_id, room)
    again = await bot.room_of(sealed_bo.person, encrypted=True, direct=True)
    heard = await bot.hear(await sealed_bo.send(again, "!mina"))
    assert heard.text == "!mina"
    sent = await bot.platform.send(answer(again, "Inga pass."), "t2")
    read = await sealed_bo.read(sent.event_id)
    assert read is not None
    assert read["content"]["body"] == "Inga pass."
