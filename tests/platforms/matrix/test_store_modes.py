"""Keys on the disk are for their owner alone, whatever the umask, journals included, and not in the clear."""

from __future__ import annotations

import importlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.platforms.matrix.crypto import Crypto, load_nio
from bot.platforms.matrix.keystore import pickle_key
from bot.platforms.matrix.session import Session
from tests.platforms.matrix.events import OWN
from tests.platforms.matrix.fake_http import FakeHttp


@pytest.fixture
def careless() -> Iterator[None]:
    """Whatever is made can be read by everybody, unless it says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("careless")
@pytest.mark.parametrize("journal", ["persist", "wal"])
def test_the_store_and_its_journals_are_for_the_owner_alone(tmp_path: Path, journal: str) -> None:
    folder = tmp_path / "crypto"
    crypto = Crypto(load_nio(), FakeHttp(), Session(OWN, "DEVICE", "token"), folder)
    olm = crypto._open_store()
    database = olm.store.database
    database.execute_sql(f"pragma journal_mode={journal}")
    database.execute_sql("create table more (one)")
    files = {one.name: stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()}
    assert len(files) >= 3  # the store, the pickle key, and a journal
    assert set(files.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    database.close()


def test_without_the_pickle_key_the_store_opens_for_nobody(tmp_path: Path) -> None:
    session = Session(OWN, "DEVICE", "token")
    crypto = Crypto(load_nio(), FakeHttp(), session, tmp_path / "crypto")
    olm = crypto._open_store()
    olm.save_account()
    identity = olm.account.identity_keys
    olm.store.database.close()
    key = pickle_key(tmp_path / "crypto")
    assert len(key) == 64
    store = importlib.import_module("nio.store")

    def account(passphrase: str) -> object:
        opened = store.SqliteStore(OWN, "DEVICE", str(tmp_path / "crypto"), passphrase, "DEVICE.db")
        try:
            return opened.load_account().identity_keys
        finally:
            opened.database.close()

    assert account(key) == identity
    for wrong in ("DEFAULT_KEY", "", key[:-1]):
        with pytest.raises(Exception, match=r"."):
            account(wrong)
    (tmp_path / "other").mkdir()
    assert pickle_key(tmp_path / "other") != key
