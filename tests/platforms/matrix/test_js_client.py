"""The real program and a client of another make, as strict as they come: matrix-js-sdk with its Rust crypto.

Issue 4, point 4. What nio does as a person's client stands in test_encrypted_rooms.py.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.homeserver import Homeserver
from tests.conftest import Meet
from tests.platforms.matrix.js_person import JsPerson, NoNode, installed, until
from tests.support.matrix import Person
from tests.support.program import Program

pytestmark = pytest.mark.xdist_group("synapse")
WHILE_AWAY = 60


@pytest.fixture(scope="session")
def js_folder() -> Path:
    try:
        return installed()
    except NoNode as why:
        pytest.skip(f"matrix-js-sdk is not run: {why}")


@dataclass
class Town:
    """The program, an encrypted district room, one shift, and Bo, whose client is strict."""

    homeserver: Homeserver
    program: Program
    anna: Person
    bo: JsPerson
    room: str
    password: str
    folder: Path
    js: Path

    async def another_device(self) -> JsPerson:
        """Bo logs in once more, and signs the new device with the recovery key of the first."""
        made = await JsPerson.start(self.js, self.folder / "bo2.log")
        await made.log_in(self.homeserver.url, self.bo.user_id, self.password, recovery=self.bo.recovery)
        return made


@pytest.fixture
async def town(homeserver: Homeserver, meet: Meet, tmp_path: Path, js_folder: Path) -> AsyncIterator[Town]:
    anna, bo_account = await meet("anna"), await meet("bo")
    localpart = bo_account.user_id[1:].partition(":")[0]
    bot_login = await meet("passet")
    bot_name = bot_login.user_id[1:].partition(":")[0]
    program = Program(
        tmp_path / "bot",
        url=homeserver.url,
        user=bot_login.user_id,
        password=f"password of {bot_name}",
        organizer=anna.user_id,
        encryption=True,
    )
    bo = await JsPerson.start(js_folder, tmp_path / "bo.log")
    password = f"password of {localpart}"
    try:
        await asyncio.gather(program.start(), bo.log_in(homeserver.url, bo_account.user_id, password))
        alone = await anna.create_room(invite=[program.user], direct=True)
        await until(lambda: _is_in(anna, alone, program.user))
        await anna.ask(alone, "aktivitet ny ringstuga")
        day = (datetime.now(UTC) + timedelta(days=7)).date()
        await anna.ask(alone, f"pass ny ringstuga {day} 18-20 platser=8")
        room = await anna.create_room(invite=[program.user, bo.user_id], encrypted=True)
        await bo.invited_to()
        await bo.ask("join", room=room)
        await bo.until_there(room, program.user)
        yield Town(homeserver, program, anna, bo, room, password, tmp_path, js_folder)
    finally:
        await bo.close()
        await program.stop()


async def test_commands_and_answers_go_both_ways_in_a_room_and_in_the_room_that_the_bot_opens(
    town: Town,
) -> None:
    bo, program = town.bo, town.program
    answer = await bo.answer_to(town.room, await bo.send(town.room, "!anmäl 1"))
    assert answer["org.passet"]["kind"] == "signup-booked"
    alone = await bo.invited_to()
    await bo.ask("join", room=alone)
    heard = await until(lambda: bo.timeline(alone))
    assert heard[0]["encrypted"]
    assert heard[0]["unreadable"] is None
    assert heard[0]["content"]["org.passet"]["kind"] == "privacy-notice"
    mine = await bo.answer_to(alone, await bo.send(alone, "mina"))
    assert "Ringstuga" in mine["body"]
    own = await bo.ask("create", invite=[program.user], direct=True, encrypted=True)
    await bo.until_there(own, program.user)
    assert "Ringstuga" in (await bo.answer_to(own, await bo.send(own, "mina")))["body"]


async def test_after_a_restart_and_from_a_new_device(town: Town) -> None:
    bo = town.bo
    await bo.answer_to(town.room, await bo.send(town.room, "!anmäl 1"))
    await town.program.stop()
    await town.program.start()
    await bo.answer_to(town.room, await bo.send(town.room, "!mina"))
    second = await town.another_device()
    try:
        event = await second.send(town.room, "!avboka 1")
        answer = await second.answer_to(town.room, event)
        assert answer["org.passet"]["kind"] == "leave-done"
    finally:
        await second.close()


async def test_what_was_said_while_the_bot_was_away_is_answered_once_each(town: Town) -> None:
    bo = town.bo
    await bo.answer_to(town.room, await bo.send(town.room, "!anmäl 1"))
    await town.program.stop()
    events = [await bo.send(town.room, "!mina") for _ in range(WHILE_AWAY)]
    await town.program.start()

    async def told() -> list[str]:
        """The events whose answers can be read, once all can."""
        seen = await bo.timeline(town.room)
        answered = [(one["content"].get("org.passet") or {}).get("answers") or {} for one in seen]
        found = [event for answers in answered for event in answers if event in events]
        return found if set(found) == set(events) else []

    assert sorted(await until(told, within=90)) == sorted(events)


async def test_when_the_bots_one_time_keys_were_used_up_it_is_heard_again(town: Town) -> None:
    """Somebody claims them all while the bot is away: a new device has nothing to begin with."""
    bo, program = town.bo, town.program
    await bo.answer_to(town.room, await bo.send(town.room, "!anmäl 1"))
    await program.stop()
    assert await _claim_all(town.anna, program.user) > 0
    second = await town.another_device()
    try:
        await second.send(town.room, "!mina")
        await program.start()
        async with asyncio.timeout(120):
            while True:
                event = await second.send(town.room, "!mina")
                try:
                    answer = await second.answer_to(town.room, event, within=10)
                except TimeoutError:
                    continue
                assert answer["org.passet"]["kind"] == "mine-list"
                return
    finally:
        await second.close()


async def test_after_a_lost_store_the_bot_is_heard_and_read_on_a_new_device(town: Town) -> None:
    bo, program = town.bo, town.program
    await bo.answer_to(town.room, await bo.send(town.room, "!anmäl 1"))
    await program.stop()
    shutil.rmtree(program.folder / "matrix")
    login = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "login", "--new-device", "-c", str(program.config)),
        *("--password-file", str(program.folder / "password")),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await login.communicate()
    assert login.returncode == 0, said.decode()
    await program.start()
    answer = await bo.answer_to(town.room, await bo.send(town.room, "!mina"))
    assert "Ringstuga" in answer["body"]


async def _is_in(person: Person, room: str, user: str) -> bool:
    return user in await person.members(room)


async def _claim_all(person: Person, user: str) -> int:
    """Use up the one-time keys of a user's devices, as anybody can; how many there were."""
    keys = await person.connection.call("POST", "keys", "query", body={"device_keys": {user: []}})
    claimed = 0
    while True:
        wanted = dict.fromkeys(keys["device_keys"][user], "signed_curve25519")
        body = {"one_time_keys": {user: wanted}}
        found = await person.connection.call("POST", "keys", "claim", body=body)
        if not found["one_time_keys"].get(user):
            return claimed
        claimed += 1


async def test_an_organizer_verifies_the_bot_with_emojis_in_the_direct_room(town: Town) -> None:
    bo, program = town.bo, town.program
    own = await bo.ask("create", invite=[program.user], direct=True, encrypted=True)
    await bo.until_there(own, program.user)
    await bo.answer_to(own, await bo.send(own, "mina"))
    assert not await bo.ask("trusts", user=program.user)
    await bo.ask("verify", user=program.user, room=own)

    async def emojis() -> list[str]:
        seen = await bo.ask("verification")
        assert seen["cancelled"] is None, seen["cancelled"]
        return [sign for sign, _ in seen["emoji"] or []]

    async def shown_by_the_bot() -> str:
        bodies = [one["content"].get("body", "") for one in await bo.timeline(own)]
        return next((body for body in bodies if all(sign in body for sign in signs)), "")

    signs = await until(emojis)
    assert len(signs) == 7
    assert await until(shown_by_the_bot)
    await bo.ask("confirm")

    async def done() -> bool:
        seen = await bo.ask("verification")
        assert seen["cancelled"] is None, seen["cancelled"]
        return bool(seen["done"])

    await until(done)
    assert await until(lambda: bo.ask("trusts", user=program.user))
