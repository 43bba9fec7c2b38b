"""What lies on the disk: for the owner alone, and nowhere else than the owner said."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from importlib import import_module
from pathlib import Path

import pytest

from bot import backups, import_files
from bot.clock import ManualClock
from bot.database import backup, restore, upgrade
from bot.errors import OperatorError
from bot.exporting import export
from bot.import_files import read_text
from bot.platforms.matrix import keystore
from bot.platforms.matrix.crypto import Crypto, load_nio
from bot.platforms.matrix.keystore import store_name
from bot.platforms.matrix.session import Session, StoreLock
from bot.settings import Settings
from storage import snapshot
from storage.engine import Database
from tests.platforms.matrix.events import OWN
from tests.platforms.matrix.fake_http import FakeHttp
from tests.support.files import change, mode, names
from tests.support.filled import database_file, fill, settings_in
from tests.support.story import MONDAY

PATIENCE = 60.0


@pytest.fixture
def ordinary_shell() -> Iterator[None]:
    """A shell as most systems give it: what is made is for everybody to read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


# ---- who may read it


async def _a_row(configured: Settings) -> list[str]:
    """Written, so that there is a log beside the file; what is open to others meanwhile."""
    database = Database(configured.storage.url)
    async with database.writing() as store:
        await store.settings.set("a", "1")
    folder = database_file(configured).parent
    found = _open_to_others(folder)
    assert {"passet.db", "passet.db-wal", "passet.db-shm"} <= {path.name for path in folder.iterdir()}
    await database.dispose()
    return found


def _open_to_others(folder: Path) -> list[str]:
    return [path.name for path in (folder, *folder.rglob("*")) if mode(path) & 0o077]


def _all_is_written(folder: Path) -> list[str]:
    """Everything that the program ever writes; what of it is open to others."""
    configured = settings_in(folder)
    upgrade(configured)
    found = asyncio.run(_a_row(configured))
    data = database_file(configured).parent
    backup(configured, None, clock=ManualClock(MONDAY))
    export(configured, "people", "json", data / "people.json", None)
    lock = StoreLock(data / "matrix")
    lock.acquire()
    login = Session(OWN, "DEVICE", "token")
    login.save(data / "matrix")
    Crypto(load_nio(), FakeHttp(), login, data / "matrix" / "crypto")._open_store().store.database.close()
    lock.release()
    written = {path.name for path in data.rglob("*")}
    assert {"passet-20240506-080000.db", "people.json", "session.json", "DEVICE.db", "pickle.key"} <= written
    return found + _open_to_others(data)


@pytest.mark.usefixtures("ordinary_shell")
def test_nothing_that_is_written_can_be_read_by_others(tmp_path: Path) -> None:
    assert _all_is_written(tmp_path) == []


CARELESS: dict[str, tuple[str, str, Callable[..., object], str]] = {
    "the database": (
        "storage.engine",
        "_prepare_file",
        lambda path: path.parent.mkdir(exist_ok=True),
        "passet.db-wal",
    ),
    "a backup": ("storage.snapshot", "_make_private", lambda _path: None, "passet-20240506-080000.db"),
    "an export": ("bot.private_files", "write_private", Path.write_bytes, "people.json"),
    "the login": ("bot.platforms.matrix.session", "write_private", Path.write_text, "session.json"),
    "the keys": ("bot.platforms.matrix.crypto", "make_private", lambda _path: None, "DEVICE.db"),
}


@pytest.mark.usefixtures("ordinary_shell")
@pytest.mark.parametrize("what", CARELESS)
def test_without_care_each_of_them_could(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    module, guard, careless, left_open = CARELESS[what]
    monkeypatch.setattr(import_module(module), guard, careless)
    assert left_open in _all_is_written(tmp_path)


# ---- where it lies

DEVICES = ["../../etc/passwd", "/etc/passwd", "..", "a/b", "a\\b", "%2e%2e%2f", "\n"]


def _leads_out_of(folder: Path, device: str) -> bool:
    """Whether the keys of a device that the server calls so would lie outside the folder."""
    return (folder / store_name(Session(OWN, device, "token"))).resolve().parent != folder.resolve()


@pytest.mark.parametrize("device", DEVICES)
def test_a_device_name_of_the_server_leads_nowhere_else(tmp_path: Path, device: str) -> None:
    assert not _leads_out_of(tmp_path, device)


def test_without_quoting_the_server_would_say_where_keys_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keystore, "quote", lambda name, safe: name + safe)
    assert [one for one in DEVICES if _leads_out_of(tmp_path, one)] == [*DEVICES[:2], "a/b"]


def _backed_up_over_itself(folder: Path) -> set[str]:
    """A backup of an older file under the name of the present one; the people in that then."""
    older, present = settings_in(folder / "older"), settings_in(folder / "present")
    for configured, name in ((older, "Bo"), (present, "Bo Ek")):
        (folder / name).mkdir()
        database_file(configured).parent.parent.mkdir()
        fill(configured, name=name)
    with suppress(OperatorError):
        backup(older, database_file(present))
    return names(database_file(present))


def test_a_backup_takes_the_place_of_nothing(tmp_path: Path) -> None:
    assert "Bo Ek" in _backed_up_over_itself(tmp_path)


def test_without_the_look_at_what_is_there_a_backup_would_overwrite_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "_must_be_free", lambda _target: None)
    assert "Bo Ek" not in _backed_up_over_itself(tmp_path)


def _restored_from_a_foreign_file(folder: Path) -> bool:
    """A database of another program is restored; whether ours is still there then."""
    configured = settings_in(folder)
    fill(configured)
    foreign = folder / "recipes.db"
    change(foreign, "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT)")
    with suppress(OperatorError):
        restore(configured, foreign, clock=ManualClock(MONDAY))
    with closing(sqlite3.connect(database_file(configured))) as connection:
        return ("person",) in connection.execute("SELECT name FROM sqlite_schema").fetchall()


def test_only_a_database_of_passet_takes_its_place(tmp_path: Path) -> None:
    assert _restored_from_a_foreign_file(tmp_path)


def test_without_the_look_at_a_backup_anything_would_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "_check", lambda _backup: None)
    assert not _restored_from_a_foreign_file(tmp_path)


def _import_from_a_pipe(folder: Path, *, seconds: float) -> bool:
    """Whether reading a file to import that is none has come to an end after so long."""
    pipe = folder / "plan.csv"
    os.mkfifo(pipe)

    def read() -> None:
        with pytest.raises(OperatorError):
            read_text(pipe)

    reading = threading.Thread(target=read)
    reading.start()
    reading.join(seconds)
    ended = not reading.is_alive()
    if not ended:
        pipe.write_bytes(b"PK\x03\x04")  # lets it go
    reading.join(PATIENCE)
    return ended


def test_nobody_waits_for_what_comes_out_of_a_pipe(tmp_path: Path) -> None:
    assert _import_from_a_pipe(tmp_path, seconds=PATIENCE)


def test_without_the_look_at_what_it_is_an_import_would_wait_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_files, "_must_be_a_file", lambda _path: None)
    assert not _import_from_a_pipe(tmp_path, seconds=0.2)
