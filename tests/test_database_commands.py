"""`passet db …` and what `run` does before it starts: nothing of what an operator has is ever lost."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.clock import ManualClock
from bot.database import backup, check, prepare, restore, upgrade
from bot.errors import OperatorError
from bot.exporting import export
from bot.lock import AlreadyRunning, hold
from bot.settings import Settings
from storage import migrate
from storage.engine import Database
from tests.support.files import change, damage, lock_of, mode, names, newer, refusing
from tests.support.filled import database_file, fill, settings_in
from tests.support.story import MONDAY

NOW = ManualClock(MONDAY)
CANARY = "kanarie-7f3a"


@pytest.fixture
def filled(tmp_path: Path) -> Settings:
    configured = settings_in(tmp_path)
    fill(configured)
    return configured


# ---- backup


def test_a_backup_lies_beside_the_database_for_its_owner_alone(
    filled: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backup(filled, None, clock=NOW) == 0
    copy = database_file(filled).parent / "backups" / "passet-20240506-080000.db"
    assert str(copy) in capsys.readouterr().out
    assert names(copy) == {"Anna", "Bo", "Leyla"}
    assert (mode(copy), mode(copy.parent)) == (0o600, 0o700)
    assert list(copy.parent.iterdir()) == [copy], "a backup is one file"


def test_two_backups_in_the_same_second_are_two_files(filled: Settings) -> None:
    backup(filled, None, clock=NOW)
    backup(filled, None, clock=NOW)
    folder = database_file(filled).parent / "backups"
    assert sorted(file.name for file in folder.iterdir()) == [
        "passet-20240506-080000-2.db",
        "passet-20240506-080000.db",
    ]


def test_a_backup_never_overwrites_a_file(filled: Settings, tmp_path: Path) -> None:
    out = tmp_path / "precious"
    out.write_text("something else")
    with refusing("there is a file of this name already"):
        backup(filled, out)
    assert out.read_text() == "something else"


def test_a_backup_during_a_write_has_what_was_committed(filled: Settings, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database_file(filled), isolation_level=None)) as writer:
        writer.execute("UPDATE person SET name = 'Bo Ek' WHERE name = 'Bo'")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE person SET name = 'half done'")
        with hold(lock_of(filled)):
            backup(filled, tmp_path / "copy.db")
        shutil.copyfile(database_file(filled), tmp_path / "naive.db")
        writer.execute("ROLLBACK")
    assert names(tmp_path / "copy.db") == {"Anna", "Bo Ek", "Leyla"}
    assert "Bo Ek" not in names(tmp_path / "naive.db"), "copying the file alone would have lost it"


def test_what_was_forgotten_is_not_in_later_backups(filled: Settings, tmp_path: Path) -> None:
    file = database_file(filled)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")  # many builds of SQLite have it on, not all
        with connection:
            connection.execute("INSERT INTO setting VALUES ('x', ?)", (CANARY * 50,))
        with connection:
            connection.execute("DELETE FROM setting WHERE key = 'x'")
    assert CANARY.encode() in file.read_bytes(), "SQLite leaves it in the freed part of the page"
    backup(filled, tmp_path / "copy.db")
    assert CANARY.encode() not in (tmp_path / "copy.db").read_bytes()


def test_a_damaged_database_gives_no_backup_and_leaves_nothing(filled: Settings, tmp_path: Path) -> None:
    damage(database_file(filled))
    with refusing("damaged"):
        backup(filled, tmp_path / "copies.db")
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_a_backup_that_cannot_be_put_there_is_told(filled: Settings, tmp_path: Path) -> None:
    with refusing("missing.*cannot be written"):
        backup(filled, tmp_path / "missing" / "copy.db")


@pytest.mark.parametrize("command", [lambda s: backup(s, None), check])
def test_without_a_database_there_is_nothing_to_do(tmp_path: Path, command: Any) -> None:
    with refusing("no database .*passet run makes it"):
        command(settings_in(tmp_path))
    assert list(tmp_path.iterdir()) == []


# ---- check and upgrade


def test_a_whole_database_is_said_to_be_whole(filled: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with hold(lock_of(filled)):
        assert check(filled) == 0
    assert f"is whole. Schema: {migrate.HEAD}, activities: 1, shifts: 4, sign-ups: 4, people: 3" in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "DELETE FROM seat WHERE shift_id = 2",
            "shift #2: sign-up 2 is booked with 1 guests and has 0 seats",
        ),
        ("UPDATE signup SET state = 'cancelled' WHERE id = 1", "shift #1: sign-up 1 is cancelled"),
        ("DELETE FROM person WHERE name = 'Leyla'", "refers to a missing row of person"),
    ],
)
def test_what_is_broken_is_told_and_fails(
    filled: Settings, capsys: pytest.CaptureFixture[str], sql: str, said: str
) -> None:
    change(database_file(filled), sql)
    assert check(filled) == 1
    assert said in capsys.readouterr().out


def test_a_damaged_file_is_told_and_fails(filled: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    damage(database_file(filled))
    assert check(filled) == 1
    assert "passet db restore" in capsys.readouterr().out


def test_a_file_that_is_no_database_is_told(filled: Settings) -> None:
    database_file(filled).write_text("hello " * 999)
    with refusing("passet db restore"):
        check(filled)


def test_upgrade_makes_the_database_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configured = settings_in(tmp_path)
    assert upgrade(configured) == 0
    assert f"has now schema {migrate.HEAD} (before: empty)" in capsys.readouterr().out
    with hold(lock_of(configured)):
        assert upgrade(configured) == 0
    assert "is up to date" in capsys.readouterr().out
    assert check(configured) == 0


def test_a_newer_database_is_refused_by_every_command(filled: Settings) -> None:
    newer(database_file(filled))
    content = database_file(filled).read_bytes()
    for command in (upgrade, check, lambda configured: export(configured, "people", "json", None)):
        with refusing("9999.*install the version that made it"):
            command(filled)
    assert database_file(filled).read_bytes() == content


@pytest.fixture
def older(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """To the program, the filled database has a schema that is not the newest."""
    monkeypatch.setattr(migrate, "HEAD", "9998")
    return filled


def backups_beside(configured: Settings) -> list[str]:
    folder = database_file(configured).parent / "backups"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


async def start(configured: Settings) -> None:
    """What `passet run` does with the database."""
    database = Database(configured.storage.url)
    try:
        await prepare(configured, database, clock=NOW)
    finally:
        await database.dispose()


def test_before_a_migration_the_file_is_kept(older: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []

    async def migrating(_database: Database) -> bool:
        seen.append(backups_beside(older))
        return True

    monkeypatch.setattr(migrate, "upgrade", migrating)
    asyncio.run(start(older))
    assert seen == [["passet-20240506-080000.db"]]
    assert names(database_file(older).parent / "backups" / seen[0][0]) == {"Anna", "Bo", "Leyla"}


def test_a_start_without_a_migration_copies_nothing(filled: Settings, tmp_path: Path) -> None:
    asyncio.run(start(filled))
    fresh = settings_in(tmp_path / "fresh")
    asyncio.run(start(fresh))
    asyncio.run(start(fresh))
    assert backups_beside(filled) == backups_beside(fresh) == []


def test_a_start_on_a_newer_or_a_damaged_database_is_one_line(filled: Settings) -> None:
    newer(database_file(filled))
    with refusing("9999"):
        asyncio.run(start(filled))
    database_file(filled).write_text("hello " * 999)
    with refusing("damaged or is no database"):
        asyncio.run(start(filled))


def test_a_schema_is_not_changed_under_a_running_bot(older: Settings) -> None:
    with hold(lock_of(older)), pytest.raises(AlreadyRunning):
        upgrade(older)
    assert backups_beside(older) == []


def test_commands_wait_for_no_older_schema(older: Settings) -> None:
    with refusing("older schema .*passet db upgrade"):
        export(older, "people", "json", None)


# ---- a database on a server


@pytest.fixture
def postgres(tmp_path: Path) -> Settings:
    url = f"postgresql+asyncpg://passet:{CANARY}@127.0.0.1:1/passet"
    return settings_in(tmp_path).model_copy(
        update={"storage": settings_in(tmp_path).storage.model_copy(update={"url": url})}
    )


def test_postgresql_is_copied_with_its_own_tools(postgres: Settings, tmp_path: Path) -> None:
    with refusing("pg_dump"):
        backup(postgres, None)
    with refusing("pg_restore"):
        restore(postgres, tmp_path / "x.db")


def test_a_server_that_cannot_be_reached_is_one_line_without_the_password(postgres: Settings) -> None:
    for command in (upgrade, check, lambda configured: export(configured, "people", "json", None)):
        with pytest.raises(OperatorError) as told:
            command(postgres)
        assert CANARY not in told.value.message
        assert "asyncpg" in told.value.message or "does not answer" in told.value.message
