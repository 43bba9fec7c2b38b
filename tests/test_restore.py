"""`passet db restore`: a good backup takes the place of any file, and nothing is lost on the way."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot import backups
from bot.app import TXN_KEY
from bot.clock import ManualClock
from bot.database import backup, restore
from bot.lock import hold
from bot.settings import Settings
from storage import snapshot
from tests.support.files import ask, change, damage, lock_of, mode, names, newer, refusing
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
