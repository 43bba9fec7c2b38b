"""The homeserver that the demo and the tests run is a real one, and leaves nothing behind."""

import asyncio
import os
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from bot.demo.homeserver import Homeserver, HomeserverError
from tests.conftest import Meet
from tests.faults.kinds import LoseResponse
from tests.faults.proxy import FaultProxy
from tests.support.matrix import MatrixRefusedError, Person
from tests.support.waiting import until

pytestmark = pytest.mark.xdist_group("synapse")


async def test_what_anna_writes_in_a_room_bo_reads(meet: Meet) -> None:
    anna, bo = await meet("anna"), await meet("bo")
    room = await anna.create_room("Sjuhärad", invite=[bo.user_id])
    assert await bo.accept_invitation(anna.user_id) == room
    written = await anna.send(room, "Vem kan på tisdag?")
    heard = await bo.timeline.wait_for(room, lambda event: event.id == written)
    assert (heard.sender, heard.body) == (anna.user_id, "Vem kan på tisdag?")
    assert await anna.members(room) == {anna.user_id, bo.user_id}


async def test_everything_a_person_can_do_in_a_room_is_seen_by_the_others(meet: Meet) -> None:
    anna, bo, mallory = await meet("anna"), await meet("bo"), await meet("mallory")
    room = await anna.create_room("Mark", invite=[bo.user_id, mallory.user_id])
    await bo.accept_invitation(anna.user_id)
    await mallory.accept_invitation(anna.user_id)
    root = await bo.send(room, "hej")
    done = [
        await anna.reply(room, root, "hej hej"),
        await anna.thread(room, root, "i tråden"),
        await bo.edit(room, root, "hejsan"),
        await anna.react(room, root, "👍"),
    ]
    done.append(await anna.redact(room, done[3]))
    await anna.kick(room, mallory.user_id)
    await anna.ban(room, mallory.user_id)
    await bo.leave(room)
    seen = await anna.messages(room, since=root)
    assert [event.id for event in seen if event.type != "m.room.member"] == done
    assert seen[0].replies_to == root
    assert [event.content["membership"] for event in seen[-3:]] == ["leave", "ban", "leave"]
    with pytest.raises(MatrixRefusedError, match="banned"):
        await mallory.join(room)


async def test_a_gap_in_the_sync_hides_no_message_and_shows_none_twice(meet: Meet) -> None:
    anna, bo = await meet("anna"), await meet("bo")
    room = await anna.create_room(invite=[bo.user_id])
    await bo.accept_invitation(anna.user_id)
    await bo.timeline.catch_up()
    sent = [await anna.send(room, f"rad {number}") for number in range(130)]
    await bo.timeline.catch_up()
    assert [event.id for event in bo.timeline.seen(room) if event.type == "m.room.message"] == sent
    assert [event.id for event in await bo.messages(room, since=sent[0])] == sent[1:]


async def test_a_direct_chat_is_accepted_as_one(meet: Meet) -> None:
    anna, bo = await meet("anna"), await meet("bo")
    await anna.create_room("ett rum", invite=[bo.user_id])
    chat = await anna.create_room(invite=[bo.user_id], direct=True)
    assert await bo.accept_invitation(anna.user_id, direct=True) == chat
    noted = await bo.connection.call("GET", "user", bo.user_id, "account_data", "m.direct")
    assert noted == {anna.user_id: [chat]}


async def test_an_upgraded_room_names_its_successor_and_power_levels_are_kept(meet: Meet) -> None:
    anna, bo = await meet("anna"), await meet("bo")
    room = await anna.create_room("Tranemo", version="10")
    await anna.set_power_levels(room, users={bo.user_id: 50}, events_default=10)
    new = await anna.upgrade(room, "11")
    assert (await anna.state(room, "m.room.tombstone"))["replacement_room"] == new
    levels = await anna.state(new, "m.room.power_levels")
    assert (levels["users"], levels["events_default"]) == ({anna.user_id: 100, bo.user_id: 50}, 10)


async def test_a_message_whose_answer_was_lost_and_that_is_sent_again_stands_there_once(
    homeserver: Homeserver, meet: Meet
) -> None:
    anna = await meet("anna")
    room = await anna.create_room("Vårgårda")
    async with FaultProxy(homeserver.url, seed=2) as proxy:
        behind = Person(proxy.url, anna.login)
        # Twice, because aiohttp repeats a PUT once by itself when its connection breaks.
        proxy.inject(LoseResponse(), method="PUT", path="/send/", count=2)
        with pytest.raises(aiohttp.ClientError):
            await behind.send(room, "en gång", txn_id="one")
        written = await behind.send(room, "en gång", txn_id="one")
        assert [request.outcome for request in proxy.ledger] == ["response-lost", "response-lost", "passed"]
        await behind.close()
    assert [event.id for event in await anna.messages(room) if event.body == "en gång"] == [written]


async def test_after_a_power_cut_the_same_address_serves_the_same_people(tmp_path: Path) -> None:
    async with Homeserver(tmp_path / "server") as server:
        address = server.url
        anna = Person(address, await server.register("anna", "a password"))
        room = await anna.create_room("Borås")
        written = await anna.send(room, "före")
        await server.kill()
        assert server.pid is None
        await server.restart()
        assert server.url == address
        assert written in {event.id for event in await anna.messages(room)}
        again = await server.register("anna", "a password")
        assert again.user_id == anna.user_id
        with pytest.raises(HomeserverError, match="M_FORBIDDEN"):
            await server.register("anna", "another password")
        await anna.close()
    await server.stop()


async def test_default_limits_are_synapses_own_and_can_be_lifted_for_one_user(tmp_path: Path) -> None:
    async with Homeserver(tmp_path / "server", limits="default") as server:
        anna = Person(server.url, await server.register("anna", "a password"))
        room = await anna.create_room()
        with pytest.raises(MatrixRefusedError) as refused:
            await asyncio.gather(*(anna.send(room, f"rad {number}") for number in range(40)))
        assert (refused.value.status, refused.value.errcode) == (429, "M_LIMIT_EXCEEDED")
        assert refused.value.retry_after_ms
        await server.lift_rate_limit(anna.user_id)
        await asyncio.gather(*(anna.send(room, f"rad {number}") for number in range(40)))
        await anna.close()


async def test_only_loopback_is_bound_and_nobody_else_can_read_the_folder(tmp_path: Path) -> None:
    async with Homeserver(tmp_path / "server") as server:
        port = int(server.url.rpartition(":")[2])
        with socket.socket() as other_address, socket.socket() as same_address:
            other_address.bind(("127.0.0.2", port))
            with pytest.raises(OSError, match="in use"):
                same_address.bind(("127.0.0.1", port))
        assert server.folder.stat().st_mode & 0o777 == 0o700
        for name in ("secrets.json", "homeserver.json", "homeserver.log"):
            assert (server.folder / name).stat().st_mode & 0o777 == 0o600


async def test_a_start_that_fails_says_why_in_its_first_line(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(HomeserverError, match=r"^port \d+ on 127.0.0.1 is in use"),
    ):
        await Homeserver(tmp_path / "one", port=taken.getsockname()[1]).start()
    with pytest.raises(HomeserverError, match=r"^no/such/python cannot be run"):
        await Homeserver(tmp_path / "two", python="no/such/python").start()
    async with Homeserver(tmp_path / "three"):
        pass
    with pytest.raises(HomeserverError, match=r"belongs to the homeserver sjuharad.localhost, not to mark"):
        await Homeserver(tmp_path / "three", server_name="mark.localhost").start()
    (tmp_path / "three" / "homeserver.db").write_bytes(b"not a database" * 1000)
    with pytest.raises(HomeserverError, match=r"^the homeserver stopped while starting") as stopped:
        await Homeserver(tmp_path / "three").start()
    assert "file is not a database" in str(stopped.value)


PROGRAM = """
import asyncio, sys
from pathlib import Path
from bot.demo.homeserver import Homeserver

async def main():
    server = Homeserver(Path(sys.argv[1]))
    await server.start()
    print(server.pid, flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


async def test_the_homeserver_ends_with_the_program_that_started_it_even_by_sigkill(tmp_path: Path) -> None:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, str(tmp_path / "server"), stdout=asyncio.subprocess.PIPE
    )
    assert program.stdout is not None
    pid = int(await program.stdout.readline())
    os.kill(pid, 0)
    program.send_signal(signal.SIGKILL)
    await program.wait()
    await until(lambda: not _runs(pid), "the homeserver to end")
    async with Homeserver(tmp_path / "server") as successor:
        assert successor.pid != pid


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Without an init that collects orphans it stays as a zombie, which is as dead.
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
