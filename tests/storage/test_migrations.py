"""The schema: what migrations make is what the models say, and a newer database is left alone.

And copies of it, made while others write.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Inspector, inspect
from sqlalchemy.exc import IntegrityError

from storage import migrate
from storage.engine import Database
from storage.models import Base
from storage.snapshot import problems, revision_of, snapshot

WRITERS = 4
COPIES = 5
AT = "2024-05-01 10:00:00.000000"
WHO = {"district_id": 1, "booked_by_id": 1, "created_at": AT, "changed_at": AT}


def file_in(folder: Path) -> Path:
    return folder / "passet.db"


def opened(folder: Path) -> Database:
    return Database(f"sqlite+aiosqlite:///{file_in(folder)}")


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    migrated = opened(tmp_path)
    await migrate.upgrade(migrated)
    yield migrated
    await migrated.dispose()


def described(inspector: Inspector, sql: dict[str, str]) -> dict[str, Any]:
    """All that SQLite knows of the tables, in an order that does not depend on how they were made."""

    def sorted_by_name(found: Any) -> list[str]:
        return sorted(str(sorted(one.items())) for one in found)

    return {
        name: {
            "columns": sorted_by_name(
                {**one, "type": str(one["type"])} for one in inspector.get_columns(name)
            ),
            "key": inspector.get_pk_constraint(name),
            "references": sorted_by_name(inspector.get_foreign_keys(name)),
            "unique": sorted_by_name(inspector.get_unique_constraints(name)),
            "checks": sorted_by_name(inspector.get_check_constraints(name)),
            "indexes": sorted_by_name(inspector.get_indexes(name)),
            "ids come again": "AUTOINCREMENT" not in sql[name],
        }
        for name in inspector.get_table_names()
        if name != "alembic_version"
    }


def describe(connection: Connection) -> dict[str, Any]:
    rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
    return described(inspect(connection), {row.name: row.sql for row in rows})


async def test_the_migrated_schema_is_that_of_the_models(database: Database, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    made = opened(tmp_path / "made")
    try:
        async with made.writer.begin() as connection:
            await connection.run_sync(Base.metadata.create_all)
            wanted = await connection.run_sync(describe)
    finally:
        await made.dispose()
    async with database.writer.connect() as connection:
        found = await connection.run_sync(describe)
    assert found.keys() == wanted.keys()
    for table in wanted:
        assert found[table] == wanted[table], table


async def test_alembic_finds_nothing_left_to_migrate(database: Database) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))

    async with database.writer.connect() as connection:
        assert await connection.run_sync(differences) == []


def test_the_newest_schema_is_the_one_that_the_program_asks_for() -> None:
    assert ScriptDirectory.from_config(migrate._config()).get_heads() == [migrate.HEAD]


async def test_a_fresh_database_is_migrated_once(tmp_path: Path) -> None:
    database = opened(tmp_path)
    try:
        assert await migrate.revision(database) is None
        assert await migrate.upgrade(database) is True
        assert await migrate.revision(database) == migrate.HEAD
        assert await migrate.upgrade(database) is False
    finally:
        await database.dispose()


FIRST = "0001"
OLD: dict[str, tuple[dict[str, Any], ...]] = {
    "district": (
        {
            "id": 1,
            "key": "sjuharad",
            "name": "Vänsterpartiet Sjuhärad",
            "timezone": "Europe/Stockholm",
            "language": "sv",
            "branches": '["Borås", "Mark"]',
            "last_shift_number": 12,
        },
    ),
    "person": (
        {"id": 1, "name": "Bo", "remind": "[1440, 120]", "created_at": AT},
        {"id": 2, "name": "Karin", "district_id": 1, "created_at": AT},
    ),
    "identity": ({"id": 1, "person_id": 1, "platform": "matrix", "address": "@bo:example.org"},),
    "activity": (
        {"id": 1, "district_id": 1, "slug": "ringstuga", "title": "Ringstuga", "place": "Kansliet"},
    ),
    "series": ({"id": 1, "district_id": 1, "activity_id": 1, "every": "week", "until": "2024-06-30"},),
    "shift": (
        {
            "id": 7,
            "district_id": 1,
            "activity_id": 1,
            "series_id": 1,
            "number": 12,
            "starts_at": "2024-05-14 16:00:00.000000",
            "ends_at": "2024-05-14 18:30:00.000000",
            "capacity": 3,
            "minimum": 2,
            "state": "open",
            "revision": 3,
            "created_at": AT,
        },
    ),
    "signup": (
        {"id": 4, "shift_id": 7, "person_id": 1, "state": "booked", "guests": 1, "role": "fika", **WHO},
        {"id": 5, "shift_id": 7, "person_id": 2, "state": "cancelled", "guests": 0, **WHO},
    ),
    "seat": (
        {"shift_id": 7, "number": 1, "capacity": 3, "signup_id": 4},
        {"shift_id": 7, "number": 2, "capacity": 3, "signup_id": 4},
    ),
    "outbox": (
        {
            "id": 41,
            "district_id": 1,
            "platform": "matrix",
            "action": "send",
            "lane": "direct:1",
            "identity_id": 1,
            "kind": "leave-choose",
            "text": "Vilket av dem?",
            "notify": False,
            "state": "waiting",
            "attempts": 0,
            "created_at": AT,
        },
    ),
    "question": ({"id": 2, "district_id": 1, "outbox_id": 41, "person_id": 1, "options": '["!avboka #12"]'},),
}
"""What a district had in the first version: Bo and a guest on a shift, and a question that waits."""


def _to_the_first(connection: Connection) -> None:
    config = migrate._config()
    config.attributes["connection"] = connection
    command.upgrade(config, FIRST)


def old_rows(connection: sqlite3.Connection) -> dict[str, list[dict[str, Any]]]:
    """The rows of OLD as they are now, by their columns of that time."""
    found = {}
    for table, rows in OLD.items():
        columns = sorted({column for row in rows for column in row})
        query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1"
        found[table] = [dict(zip(columns, row, strict=True)) for row in connection.execute(query)]
    return found


async def test_a_database_of_the_first_version_comes_through_unharmed(tmp_path: Path) -> None:
    database = opened(tmp_path)
    try:
        async with database.writer.begin() as connection:
            await connection.run_sync(_to_the_first)
        with closing(sqlite3.connect(file_in(tmp_path))) as raw, raw:
            for table, rows in OLD.items():
                for row in rows:
                    names = ", ".join(row)
                    marks = ", ".join("?" * len(row))
                    raw.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
            before = old_rows(raw)
            assert [len(before[table]) for table in OLD] == [len(rows) for rows in OLD.values()]
        assert await migrate.upgrade(database) is True
        with closing(sqlite3.connect(file_in(tmp_path))) as raw:
            assert old_rows(raw) == before
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert problems(file_in(tmp_path)) == []
        await _use(database)
    finally:
        await database.dispose()


async def _use(database: Database) -> None:
    """What was kept means what it meant, and the new columns say nothing."""
    async with database.reading() as store:
        shift = await store.shifts.by_number(1, 12)
        assert shift is not None
        assert (shift.booked, shift.seats, shift.left, shift.roles, shift.confirm) == (2, 3, 1, None, 0)
        (booking,) = await store.signups.of_shift(shift.id)
        assert (booking.person.name, booking.signup.guests, booking.signup.line) == ("Bo", 1, None)
        activity = await store.activities.get(1)
        assert (activity.seats, activity.ladder, activity.branch) == (None, None, None)
    with pytest.raises(IntegrityError):
        async with database.writing() as store:
            await store.signups.take_seats(shift, 5, 2)
    async with database.writing() as store:
        await store.signups.take_seats(shift, 5, 1)
        assert (await store.shifts.view(shift.id)).left == 0


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(
    database: Database, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(file_in(tmp_path))) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(migrate.SchemaTooNew, match="9999") as told:
        await migrate.upgrade(database)
    assert told.value.revision == "9999"
    assert await migrate.revision(database) == "9999"


async def test_a_migration_that_fails_half_way_leaves_the_schema_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(connection: Connection) -> None:
        work(connection)
        raise RuntimeError("the power went")

    work = migrate._upgrade
    monkeypatch.setattr(migrate, "_upgrade", failing)
    database = opened(tmp_path)
    try:
        with pytest.raises(RuntimeError, match="the power went"):
            await migrate.upgrade(database)
        async with database.writer.connect() as connection:
            tables = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
        assert tables == []
        monkeypatch.undo()
        assert await migrate.upgrade(database) is True
    finally:
        await database.dispose()


async def test_a_database_that_cannot_be_asked_is_not_taken_for_an_empty_one(tmp_path: Path) -> None:
    """An error read as "no schema yet" would send a locked or damaged database into the first migration."""
    file_in(tmp_path).write_text("hello " * 999)
    database = opened(tmp_path)
    try:
        with pytest.raises(Exception, match="not a database"):
            await migrate.revision(database)
    finally:
        await database.dispose()


class Writer:
    """Writes the same number twice in each transaction, until it is told to stop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.written = 0
        self._wrote = asyncio.Event()

    async def run(self, done: asyncio.Event) -> None:
        while not done.is_set():
            async with self._database.writing() as store:
                number = int(await store.settings.get("a") or 0) + 1
                await store.settings.set("a", str(number))
                await store.flush()
                await store.settings.set("b", str(number))
            self.written += 1
            self._wrote.set()

    async def more(self) -> None:
        """Returns when another transaction has been committed."""
        self._wrote.clear()
        await self._wrote.wait()


def numbers(copy: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(copy)) as connection:
        rows = dict(connection.execute("SELECT key, value FROM setting").fetchall())
    return int(rows["a"]), int(rows["b"])


async def test_a_copy_made_while_four_write_is_one_moment_of_the_database(
    database: Database, tmp_path: Path
) -> None:
    done = asyncio.Event()
    writers = [Writer(database) for _ in range(WRITERS)]
    async with database.writing() as store:
        for key in ("a", "b"):
            await store.settings.set(key, "0")
        for number in range(2000):  # so that a copy takes its time
            await store.settings.set(f"x{number}", "x" * 500)
    async with asyncio.TaskGroup() as tasks:
        for writer in writers:
            tasks.create_task(writer.run(done))
        seen = [await copied(tmp_path, number, writers) for number in range(COPIES)]
        done.set()
    assert all(a == b for a, b in seen), "a transaction was cut in two"
    assert [a for a, _ in seen] == sorted({a for a, _ in seen}), "somebody wrote between any two copies"
    async with database.reading() as store:
        written = sum(writer.written for writer in writers)
        assert await store.settings.get("a") == str(written), "the copying lost somebody's write"


async def copied(folder: Path, number: int, writers: list[Writer]) -> tuple[int, int]:
    """What a copy has, made after every writer has written once more."""
    await asyncio.gather(*(writer.more() for writer in writers))
    copy = folder / f"copy-{number}.db"
    await asyncio.to_thread(snapshot, file_in(folder), copy)
    assert problems(copy) == []
    assert revision_of(copy) == migrate.HEAD
    return numbers(copy)
