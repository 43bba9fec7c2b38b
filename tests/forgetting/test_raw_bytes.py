"""What is deleted is gone from the bytes of the file and of its log, not only from the tables.

Issue 4, point 9.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest_asyncio
from alembic import command
from sqlalchemy import Connection, delete, insert, text

from storage import migrate
from storage.engine import TO_BE_REWRITTEN, Database
from storage.models import Setting

CANARY = "kanariefagel-ljungby-9f31"


def path_in(folder: Path) -> Path:
    return folder / "passet.db"


def opened(folder: Path) -> Database:
    return Database(f"sqlite+aiosqlite:///{path_in(folder)}")


def found(folder: Path) -> list[str]:
    """The files of the database in which the canary stands."""
    return [one.name for one in folder.iterdir() if one.is_file() and CANARY.encode() in one.read_bytes()]


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = opened(tmp_path)
    await migrate.upgrade(made)
    await made.wipe()
    yield made
    await made.dispose()


async def note(database: Database) -> None:
    """Several rows, so that one page is not all there is."""
    async with database.writing() as store:
        for number in range(50):
            values = {"key": f"key-{number}", "value": f"{CANARY} {'x' * 300}"}
            await store.session.execute(insert(Setting).values(values))


async def erase(database: Database, *, erased: bool = True) -> None:
    async with database.writing() as store:
        await store.session.execute(delete(Setting).where(Setting.key.like("key-%")))
        store.erased = erased


async def test_what_is_deleted_is_in_none_of_the_files(database: Database, tmp_path: Path) -> None:
    await note(database)
    assert found(tmp_path)
    await erase(database)
    assert await database.wipe()
    assert found(tmp_path) == []


async def test_the_control_without_emptying_it_stands_in_the_log(database: Database, tmp_path: Path) -> None:
    await note(database)
    await erase(database, erased=False)
    assert await database.wipe()
    assert found(tmp_path) == ["passet.db-wal"]


async def test_the_control_without_overwriting_it_stands_in_the_file(tmp_path: Path) -> None:
    path = path_in(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for secure in ("OFF", "ON"):
            connection.execute(f"PRAGMA secure_delete={secure}")
            connection.execute(f"CREATE TABLE table_{secure} (value)")
            connection.execute(f"INSERT INTO table_{secure} VALUES (?)", (f"{CANARY}-{secure}",))
            connection.execute(f"DELETE FROM table_{secure}")
    content = path.read_bytes()
    assert f"{CANARY}-OFF".encode() in content
    assert f"{CANARY}-ON".encode() not in content


async def test_every_connection_overwrites(database: Database) -> None:
    async with database.writing() as store:
        assert await store.session.scalar(text("PRAGMA secure_delete")) == 1
    async with database.writer.connect() as connection:
        assert await connection.scalar(text("PRAGMA secure_delete")) == 1


async def test_while_somebody_reads_it_is_tried_again_later(database: Database, tmp_path: Path) -> None:
    await note(database)
    async with database.reading() as store:
        await store.session.scalar(text("SELECT count(*) FROM setting"))
        await erase(database)
        assert not await database.wipe()
    assert await database.wipe()
    assert found(tmp_path) == []


def as_it_was(connection: Connection) -> None:
    config = migrate._config()
    config.attributes["connection"] = connection
    command.upgrade(config, migrate.WITHOUT_OVERWRITING[-1])


async def test_it_is_done_after_a_crash_too(database: Database, tmp_path: Path) -> None:
    await note(database)
    await erase(database)
    await database.dispose()
    again = opened(tmp_path)
    try:
        async with again.reading() as store:
            assert await store.settings.get(TO_BE_REWRITTEN) is not None
        assert await again.wipe()
        async with again.reading() as store:
            assert await store.settings.get(TO_BE_REWRITTEN) is None
    finally:
        await again.dispose()
    assert found(tmp_path) == []


async def test_an_older_database_is_written_anew_once(tmp_path: Path) -> None:
    database = opened(tmp_path)
    try:
        async with database.writer.begin() as connection:
            await connection.run_sync(as_it_was)
    finally:
        await database.dispose()
    with closing(sqlite3.connect(path_in(tmp_path), isolation_level=None)) as plain:
        plain.execute("PRAGMA secure_delete=OFF")
        plain.execute("INSERT INTO setting VALUES ('old', ?)", (CANARY,))
        plain.execute("DELETE FROM setting WHERE key = 'old'")
    assert found(tmp_path)
    database = opened(tmp_path)
    try:
        assert await migrate.upgrade(database)
    finally:
        await database.dispose()
    assert found(tmp_path) == []
