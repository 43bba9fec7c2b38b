"""What lies on the disk: for the owner alone, and nowhere else than the owner said."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import ManualClock
from bot.database import backup, upgrade
from bot.exporting import export
from bot.platforms.matrix.crypto import store_name
from bot.platforms.matrix.session import Session, StoreLock
from bot.settings import Settings
from storage.engine import Database
from tests.support.files import mode
from tests.support.filled import database_file, settings_in
from tests.support.story import MONDAY


@pytest.fixture
def ordinary_shell() -> Iterator[None]:
    """A shell as most systems give it: what is made is for everybody to read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


async def _write(configured: Settings) -> None:
    """A row, so that there is a log beside the file."""
    database = Database(configured.storage.url)
    async with database.writing() as store:
        await store.settings.set("a", "1")
    beside = {path.name for path in database_file(configured).parent.iterdir()}
    _check(database_file(configured).parent)
    await database.dispose()
    assert {"passet.db", "passet.db-wal", "passet.db-shm"} <= beside


def _check(folder: Path) -> None:
    for path in folder.rglob("*"):
        assert mode(path) & 0o077 == 0, f"{path.name} is open to others"


@pytest.mark.usefixtures("ordinary_shell")
def test_nothing_that_is_written_can_be_read_by_others(tmp_path: Path) -> None:
    configured = settings_in(tmp_path)
    upgrade(configured)
    asyncio.run(_write(configured))
    backup(configured, None, clock=ManualClock(MONDAY))
    out = database_file(configured).parent / "people.json"
    export(configured, "people", "json", out, None)
    store = tmp_path / "data" / "matrix"
    lock = StoreLock(store)
    lock.acquire()
    Session("@p:example.org", "DEVICE", "token").save(store)
    lock.release()
    assert out.exists()
    _check(tmp_path / "data")
    assert mode(tmp_path / "data") == 0o700


@pytest.mark.usefixtures("ordinary_shell")
def test_in_such_a_shell_a_file_made_without_care_is_found(tmp_path: Path) -> None:
    (tmp_path / "careless").write_text("Bo")
    with pytest.raises(AssertionError, match="careless"):
        _check(tmp_path)


@pytest.mark.parametrize(
    "device", ["../../etc/passwd", "/etc/passwd", "..", "a/b", "a\\b", "%2e%2e%2f", "\n"]
)
def test_a_device_name_of_the_server_leads_nowhere_else(tmp_path: Path, device: str) -> None:
    name = store_name(Session("@p:example.org", device, "token"))
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()
