"""`passet db …` and what `run` does before it starts: nothing of what an operator has is ever lost."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot import backups
from bot.app import TXN_KEY
from bot.clock import ManualClock
from bot.database import backup, check, prepare, restore, running, upgrade
from bot.errors import OperatorError
from bot.exporting import export
from bot.lock import AlreadyRunning, hold
from bot.settings import Settings
from storage import migrate, snapshot
from storage.engine import Database
from tests.support.filled import database_file, fill, settings_in
from tests.support.story import MONDAY

NOW = ManualClock(MONDAY)
CANARY = "kanarie-7f3a"


@pytest.fixture
def filled(tmp_path: Path) -> Settings:
    configured = settings_in(tmp_path)
    fill(configured)
    change(database_file(configured), "INSERT INTO setting VALUES (?, ?)", TXN_KEY, "the old key")
    return configured


@pytest.fixture
def kept(filled: Settings, tmp_path: Path) -> Path:
    """A backup of the filled database, in which Bo is still called Bo."""
    copy = tmp_path / "kept.db"
    backup(filled, copy)
    return copy


def change(file: Path, sql: str, *values: Any) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(sql, values)


def ask(file: Path, sql: str, *values: Any) -> list[Any]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(sql, values).fetchall()


def names(file: Path) -> set[str]:
    return {name for (name,) in ask(file, "SELECT name FROM person")}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def lock_of(configured: Settings) -> Path:
    file = database_file(configured)
    return file.with_name(f"{file.name}.lock")


@contextmanager
def refusing(said: str) -> Iterator[None]:
    """What happens inside is told to the operator in one line, exit code 1."""
    with pytest.raises(OperatorError, match=said) as told:
        yield
    assert told.value.exit_code == 1
    assert "\n" not in told.value.message


def damage(file: Path) -> None:
    """Overwrite a page in the middle."""
    with file.open("rb+") as opened:
        opened.seek(file.stat().st_size // 2 // 4096 * 4096)
        opened.write(b"\x5a" * 4096)


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


# ---- restore


def test_a_restored_database_is_as_the_backup_and_the_present_one_is_kept(
    filled: Settings, kept: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, content = database_file(filled), kept.read_bytes()
    change(file, "UPDATE person SET name = 'Bo Ek' WHERE name = 'Bo'")
    assert restore(filled, kept, clock=NOW) == 0
    assert names(file) == {"Anna", "Bo", "Leyla"}
    assert mode(file) == 0o600
    before = file.parent / "backups" / "passet-20240506-080000.db"
    assert names(before) == {"Anna", "Bo Ek", "Leyla"}
    assert str(before) in capsys.readouterr().out
    assert kept.read_bytes() == content
    assert snapshot.problems(file) == []


def test_after_a_restore_no_message_is_taken_for_an_older_one(filled: Settings, kept: Path) -> None:
    """Outbox ids after the backup come again; under the same key the homeserver would drop the message."""
    restore(filled, kept)
    ((key,),) = ask(database_file(filled), "SELECT value FROM setting WHERE key = ?", TXN_KEY)
    assert key != "the old key"
    assert len(bytes.fromhex(key)) == 32


def change_and_be_killed(file: Path, sql: str) -> None:
    """As after kill -9: what was committed last stands in the -wal file alone."""
    aside = file.parent.with_name("aside")
    with closing(sqlite3.connect(file)) as connection:
        with connection:
            connection.execute(sql)
        shutil.copytree(file.parent, aside)
    shutil.rmtree(file.parent)
    aside.rename(file.parent)
    assert file.with_name("passet.db-wal").stat().st_size > 0


def test_the_log_of_the_old_file_is_kept_with_it(filled: Settings, kept: Path) -> None:
    file = database_file(filled)
    change_and_be_killed(file, "UPDATE person SET name = 'Bo Ek' WHERE name = 'Bo'")
    restore(filled, kept, clock=NOW)
    assert names(file) == {"Anna", "Bo", "Leyla"}
    assert names(file.parent / "backups" / "passet-20240506-080000.db") == {"Anna", "Bo Ek", "Leyla"}


def test_a_damaged_database_is_kept_as_it_lies_and_replaced(filled: Settings, kept: Path) -> None:
    file = database_file(filled)
    change_and_be_killed(file, "UPDATE person SET name = 'Bo Ek' WHERE name = 'Bo'")
    damage(file)
    content = [path.read_bytes() for path in (file, file.with_name("passet.db-wal"))]
    restore(filled, kept, clock=NOW)
    assert not file.with_name("passet.db-wal").exists(), "the old log would be played into the new file"
    assert snapshot.problems(file) == []
    assert names(file) == {"Anna", "Bo", "Leyla"}
    lying = file.parent / "backups" / "passet-20240506-080000-damaged.db"
    assert [path.read_bytes() for path in (lying, lying.with_name(f"{lying.name}-wal"))] == content
    assert {mode(path) for path in lying.parent.iterdir()} == {0o600}


def test_a_lost_database_comes_back(filled: Settings, kept: Path) -> None:
    shutil.rmtree(database_file(filled).parent)
    restore(filled, kept)
    assert names(database_file(filled)) == {"Anna", "Bo", "Leyla"}
    assert mode(database_file(filled).parent) == 0o700


def test_nothing_is_restored_while_the_bot_runs(filled: Settings, kept: Path) -> None:
    content = database_file(filled).read_bytes()
    with hold(lock_of(filled)), refusing(f"in use by process {os.getpid()}: stop that one first"):
        restore(filled, kept)
    assert database_file(filled).read_bytes() == content


def newer(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '9999'")


def foreign(file: Path) -> None:
    file.unlink()
    change(file, "CREATE TABLE recipe (name TEXT)")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (newer, "9999.*install the version that made it"),
        (foreign, "not a database of Passet"),
        (damage, "damaged"),
        (lambda file: file.write_text("hello " * 999), "no database or is damaged"),
        (lambda file: file.write_bytes(b""), "not a database of Passet"),
        (lambda file: file.unlink(), "there is no file"),
    ],
    ids=["newer", "foreign", "damaged", "text", "empty", "missing"],
)
def test_what_is_no_good_backup_is_refused_and_changes_nothing(
    filled: Settings, kept: Path, spoil: Any, said: str
) -> None:
    folder = database_file(filled).parent
    content = database_file(filled).read_bytes()
    spoil(kept)
    with refusing(said):
        restore(filled, kept)
    assert database_file(filled).read_bytes() == content
    left = {path.name for path in folder.iterdir()}
    assert left <= {"passet.db", "passet.db.lock", "passet.db-wal", "passet.db-shm"}


def test_when_the_present_file_cannot_be_kept_nothing_is_restored(
    filled: Settings, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backups, "_keep", full)
    change(database_file(filled), "UPDATE person SET name = 'Bo Ek' WHERE name = 'Bo'")
    with refusing("No space left"):
        restore(filled, kept)
    assert names(database_file(filled)) == {"Anna", "Bo Ek", "Leyla"}


# ---- check and upgrade


def test_a_whole_database_is_said_to_be_whole(filled: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    with hold(lock_of(filled)):
        assert check(filled) == 0
    assert "is whole: schema" in (said := capsys.readouterr().out)
    assert "1 activities, 4 shifts, 4 sign-ups, 3 people" in said


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


def test_a_newer_database_is_refused_by_every_command(filled: Settings, kept: Path, tmp_path: Path) -> None:
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


# ---- one process at a time


HOLDER = """
import sys
from pathlib import Path
from bot.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_who_is_there_and_a_killed_one_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "data" / "passet.db.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with refusing(f"passet.db is in use by process {holder.pid}: stop that one first"), hold(path):
            pass
        holder.send_signal(signal.SIGKILL)
    with hold(path):
        assert (mode(path), mode(path.parent)) == (0o600, 0o700)


def test_running_holds_the_lock_of_its_own_database_alone(filled: Settings, tmp_path: Path) -> None:
    with running(filled):
        with pytest.raises(AlreadyRunning), running(filled):
            pass
        with running(settings_in(tmp_path / "other")):
            pass
    with running(filled):
        pass
