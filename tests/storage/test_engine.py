"""Transactions and the file they are kept in: who may read it, who waits for whom, what is undone."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from storage.engine import Database
from storage.migrate import upgrade
from storage.models import Person
from storage.store import Store
from tests.support.story import MONDAY

LONG = 60
"""Seconds after which a wait that should be over at once counts as for ever, on however slow a machine."""


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(url(tmp_path))
    await upgrade(opened)
    yield opened
    await opened.dispose()


def url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder}/data/passet.db"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def value(database: Database, key: str) -> str | None:
    async with database.reading() as store:
        return await store.settings.get(key)


async def put(database: Database, key: str, value: str) -> None:
    async with database.writing() as store:
        await store.settings.set(key, value)


@pytest.fixture
def open_handed() -> Iterator[None]:
    """The shell of somebody who lets everybody read what they write."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("open_handed")
async def test_only_the_owner_can_read_members_data(tmp_path: Path) -> None:
    database = Database(url(tmp_path))
    try:
        await upgrade(database)
        async with database.writing() as store:
            await store.settings.set("a", "1")
            await store.flush()
            folder = tmp_path / "data"
            modes = {path.name: mode(path) for path in folder.iterdir()}
        assert modes == dict.fromkeys(("passet.db", "passet.db-wal", "passet.db-shm"), 0o600)
        assert mode(folder) == 0o700
    finally:
        await database.dispose()


@pytest.mark.usefixtures("open_handed")
async def test_a_file_from_elsewhere_becomes_the_owners_alone(database: Database, tmp_path: Path) -> None:
    files = list((tmp_path / "data").iterdir())
    for path in files:
        path.chmod(0o644)
    await Database(url(tmp_path)).dispose()
    assert {mode(path) for path in files} == {0o600}


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="forgets everything"):
        Database("sqlite+aiosqlite:///:memory:")


async def test_every_connection_is_set_to_lose_nothing(database: Database) -> None:
    async with database.writing() as writer, database.reading() as reader:
        for store in (writer, reader):
            for pragma, wanted in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
                assert await store.session.scalar(text(f"PRAGMA {pragma}")) == wanted


async def test_a_reference_to_nobody_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as store:
            await store.people.make_organizer(1, 999, now=MONDAY)


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="must be aware"):
        async with database.writing() as store:
            store.session.add(Person(name="Bo", created_at=datetime(2024, 5, 6, 10)))  # noqa: DTZ001 - the mistake


async def test_times_come_back_aware_and_as_the_same_instant(database: Database) -> None:
    async with database.writing() as store:
        _, bo = await store.people.add("memory", "@bo:example.org", name="Bo", now=MONDAY)
    async with database.reading() as store:
        created = (await store.people.get(bo.id)).created_at
    assert created == MONDAY
    assert created.tzinfo is UTC


async def test_an_exception_undoes_all_of_its_transaction_and_nothing_else(database: Database) -> None:
    async def fail() -> None:
        async with database.writing() as store:
            await store.settings.set("a", "after")
            await store.settings.set("b", "after")
            await store.flush()
            await store.people.get(999)

    await put(database, "a", "before")
    with pytest.raises(LookupError):
        await fail()
    assert (await value(database, "a"), await value(database, "b")) == ("before", None)


async def test_a_savepoint_is_undone_alone(database: Database) -> None:
    async def fail(store: Store) -> None:
        async with store.savepoint():
            await store.settings.set("b", "gone")
            await store.flush()
            await store.people.get(999)

    async with database.writing() as store:
        await store.settings.set("a", "kept")
        await store.flush()
        with pytest.raises(LookupError):
            await fail(store)
    assert (await value(database, "a"), await value(database, "b")) == ("kept", None)


async def test_what_is_written_while_reading_is_not_kept(database: Database) -> None:
    async with database.reading() as store:
        await store.settings.set("a", "1")
        await store.flush()
    assert await value(database, "a") is None


async def test_a_reader_sees_one_moment_however_much_is_written_meanwhile(database: Database) -> None:
    await put(database, "a", "old")
    async with database.reading() as store:
        assert await store.session.scalar(text("SELECT value FROM setting")) == "old"
        await put(database, "a", "new")
        assert await store.session.scalar(text("SELECT value FROM setting")) == "old"
        assert await value(database, "a") == "new"


async def test_a_reader_sees_nothing_that_is_not_committed(database: Database) -> None:
    async with database.writing() as store:
        await store.settings.set("a", "half done")
        await store.flush()
        assert await value(database, "a") is None
    assert await value(database, "a") == "half done"


async def test_those_who_write_take_turns_in_the_order_in_which_they_came(database: Database) -> None:
    order: list[int] = []

    async def write(number: int) -> None:
        async with database.writing() as store:
            order.append(number)
            await store.settings.set("last", str(number))

    async with database.writing():
        writers = [asyncio.create_task(write(number)) for number in range(20)]
        for _ in range(10):
            await asyncio.sleep(0)
        assert order == [], "nobody writes while somebody else does"
    await asyncio.gather(*writers)
    assert order == list(range(20))
    assert await value(database, "last") == "19"


async def test_a_cancelled_writer_leaves_neither_a_lock_nor_half_a_change(database: Database) -> None:
    begun = asyncio.Event()

    async def write() -> None:
        async with database.writing() as store:
            await store.settings.set("a", "half done")
            await store.flush()
            begun.set()
            await asyncio.Event().wait()

    writer = asyncio.create_task(write())
    await begun.wait()
    writer.cancel()
    assert isinstance((await asyncio.gather(writer, return_exceptions=True))[0], asyncio.CancelledError)
    await asyncio.wait_for(put(database, "b", "done"), LONG)
    assert (await value(database, "a"), await value(database, "b")) == (None, "done")


async def test_a_writer_cancelled_at_any_instant_is_whole_or_not_at_all(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.writing() as store:
            await store.settings.set("a", str(number))
            await store.flush()
            await store.settings.set("b", str(number))

    for instants in range(60):
        writer = asyncio.create_task(write(instants))
        for _ in range(instants):
            await asyncio.sleep(0 if instants < 30 else 0.00005)
        writer.cancel()
        await asyncio.wait_for(asyncio.gather(writer, return_exceptions=True), LONG)
        assert await value(database, "a") == await value(database, "b")
    await asyncio.wait_for(put(database, "a", "free"), LONG)
    assert await value(database, "a") == "free"


async def test_another_program_that_writes_is_waited_for(database: Database, tmp_path: Path) -> None:
    other = Database(url(tmp_path))
    try:
        async with other.writing() as store:
            await store.settings.set("a", "other")
            await store.flush()
            waiting = asyncio.create_task(put(database, "a", "ours"))
            await asyncio.sleep(0.05)
            assert not waiting.done()
        await asyncio.wait_for(waiting, LONG)
        assert await value(other, "a") == "ours"
    finally:
        await other.dispose()
