"""The held connection: what happens to it when somebody is cancelled, fails, or has to wait."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

import storage.writer
from storage.engine import Database
from storage.migrate import upgrade
from storage.models import Outbox, Person
from tests.support.story import MONDAY


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite+aiosqlite:///{tmp_path}/passet.db")
    await upgrade(opened)
    yield opened
    await opened.dispose()


async def put(database: Database, value: str) -> None:
    async with database.writing() as store:
        await store.settings.set("a", value)


async def get(database: Database) -> str | None:
    async with database.reading() as store:
        return await store.settings.get("a")


def letter(kind: str) -> Outbox:
    return Outbox(platform="memory", lane="room:!r", room="!r", kind=kind, text="hej", created_at=MONDAY)


async def test_whoever_is_cancelled_while_it_commits_leaves_a_connection_that_works(
    database: Database,
) -> None:
    """Whether it was still committed is open, as after any crash; half a change or a stuck lock is not."""
    for steps in range(12):
        task = asyncio.create_task(put(database, f"cancelled {steps}"))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])  # cancelled, or just done before
        await put(database, f"after {steps}")
        assert await get(database) == f"after {steps}"


async def test_somebody_cancelled_in_the_middle_has_changed_nothing(database: Database) -> None:
    await put(database, "before")
    inside = asyncio.Event()

    async def stay() -> None:
        async with database.writing() as store:
            await store.settings.set("a", "never")
            await store.flush()
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(stay())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await get(database) == "before"
    await put(database, "later")
    assert await get(database) == "later"


async def test_a_lock_that_is_never_given_back_is_told_and_later_writers_get_through(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database._held, "_patience", 50)
    other = sqlite3.connect(database.path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError, match="locked"):
            await put(database, "ours")
        other.execute("ROLLBACK")
        await put(database, "ours")
        assert await get(database) == "ours"
    finally:
        other.close()


async def test_others_can_work_while_the_lock_is_waited_for(database: Database) -> None:
    """The waiting is done in the connection's thread: the bot goes on listening."""
    other = sqlite3.connect(database.path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(put(database, "ours"))
        for _ in range(5):
            assert await get(database) is None
        assert not writing.done()
        other.execute("ROLLBACK")
        await writing
    finally:
        other.close()


async def test_statements_through_the_session_belong_to_the_same_transaction(database: Database) -> None:
    async def fail() -> None:
        async with database.writing() as store:
            await store.people.add("memory", "@bo:example.org", name="Bo", now=MONDAY)
            await store.session.execute(text("UPDATE person SET name = 'Bosse'"))
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    async with database.reading() as store:
        assert await store.people.everyone() == []


async def test_a_part_that_is_undone_leaves_no_message_no_record_and_no_row(database: Database) -> None:
    async def refused() -> None:
        async with store.savepoint():
            store.outbox.add(letter("news"))
            store.audit.record("deed", at=MONDAY, district_id=None, actor_id=None)
            known.name = "changed"
            store.session.add(Person(name="new", created_at=MONDAY))
            await store.flush()
            store.outbox.add(letter("more news"))
            raise LookupError

    async with database.writing() as store:
        _, known = await store.people.add("memory", "@bo:example.org", name="Bo", now=MONDAY)
        store.outbox.add(letter("first"))
        with pytest.raises(LookupError):
            await refused()
        assert known.name == "Bo", "what the part had changed is read again"
        store.outbox.add(letter("answer"))
    assert [row.kind for row in store.outbox.added] == ["first", "answer"], "delivery would send the others"
    async with database.reading() as store:
        assert [row.kind for row in await store.outbox.waiting("memory")] == ["first", "answer"]
        assert [one.name for one in await store.people.everyone()] == ["Bo"]
        assert await store.audit.all() == []


async def test_a_commit_that_fails_is_told_and_undone(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await put(database, "before")
    execute = storage.writer._execute

    def full(raw: sqlite3.Connection, statement: str) -> None:
        if statement == "COMMIT":
            raise sqlite3.OperationalError("database or disk is full")
        execute(raw, statement)

    monkeypatch.setattr(storage.writer, "_execute", full)
    with pytest.raises(OperationalError, match="disk is full"):
        await put(database, "ours")
    monkeypatch.undo()
    assert await get(database) == "before"
    await put(database, "again")
    assert await get(database) == "again"


async def test_only_what_can_be_found_out_again_is_written_without_waiting_for_the_disk(
    database: Database,
) -> None:
    full, normal = 2, 1
    for durable, wanted in ((True, full), (False, normal), (True, full)):
        async with database.writing(durable=durable) as store:
            await store.settings.set("a", str(durable))
            assert await store.session.scalar(text("PRAGMA synchronous")) == wanted
    assert await get(database) == "True"


async def test_after_a_lock_that_was_not_to_be_had_the_next_wait_is_in_the_thread_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wait in the event loop would stop listening, answering and stopping."""
    monkeypatch.setattr(database._held, "_patience", 1)
    other = sqlite3.connect(database.path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OperationalError):
            await put(database, "ours")
        assert database._held._driver is not None
        (patience,) = database._held._driver.raw.execute("PRAGMA busy_timeout").fetchone()
        assert patience == 0
    finally:
        other.close()


async def test_whoever_is_cancelled_while_it_waits_for_the_lock_holds_nothing(database: Database) -> None:
    other = sqlite3.connect(database.path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(put(database, "cancelled"))
        await asyncio.sleep(0.05)
        waiting.cancel()
        other.execute("ROLLBACK")
        with pytest.raises(asyncio.CancelledError):
            await waiting
        other.execute("BEGIN IMMEDIATE")  # would fail if the cancelled one had the lock
        other.execute("ROLLBACK")
        await put(database, "later")
        assert await get(database) == "later"
    finally:
        other.close()


@pytest.mark.parametrize("durable", [True, False])
async def test_whatever_the_disk_refuses_is_told_as_a_database_that_does_not_answer(
    database: Database, monkeypatch: pytest.MonkeyPatch, durable: bool
) -> None:
    """Those who wait and try again look for SQLAlchemy's exception; any other would end the program."""
    await put(database, "before")

    async def fail() -> None:
        async with database.writing(durable=durable) as store:
            await store.settings.set("a", "after")
            await store.flush()
            # From here on the file takes no page more, not even for the commit.
            assert database._held._driver is not None
            await store.session.execute(text("PRAGMA max_page_count = 1"))
            for number in range(200):
                await store.settings.set(f"filler {number}", "x" * 4000)
                await store.flush()

    with pytest.raises(OperationalError, match="full"):
        await fail()
    async with database.reading() as store:
        await store.session.execute(text("PRAGMA max_page_count = 1073741823"))
    assert await get(database) == "before"


async def test_a_connection_that_cannot_even_roll_back_is_replaced(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_raw: sqlite3.Connection) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    async def fail() -> None:
        async with database.writing() as store:
            await store.settings.set("a", "never")
            await store.flush()
            raise LookupError

    await put(database, "before")
    monkeypatch.setattr(storage.writer, "_roll_back", broken)
    with pytest.raises(LookupError):
        await fail()
    monkeypatch.undo()
    assert await get(database) == "before"
    await put(database, "again")
    assert await get(database) == "again"
