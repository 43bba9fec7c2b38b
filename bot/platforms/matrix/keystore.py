"""The files of the device's keys: what they are called, and that they are for their owner alone."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from bot.platforms.matrix.session import Session, StoreBroken, write_private


def remove_keys(folder: Path, session: Session) -> None:
    """Take away the keys of a login that has ended; nothing can use them any more."""
    (folder / store_name(session)).unlink(missing_ok=True)


def store_path(folder: Path, session: Session) -> Path:
    """The file with the keys of that login's device."""
    return folder / store_name(session)


def store_name(session: Session) -> str:
    return f"{quote(session.device_id, safe='')}.db"


def make_private(path: Path) -> None:
    """nio would make the file readable for all; SQLite gives its journals the file's own mode."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    path.chmod(0o600)


def pickle_key(folder: Path) -> str:
    """The passphrase under which nio stores keys: random, made once. Raises StoreBroken."""
    path = folder / "pickle.key"
    if not path.exists():
        write_private(path, secrets.token_hex(32))
    if not (kept := path.read_text(encoding="utf-8")):
        raise StoreBroken(f"{path} is empty: remove it, then passet login --new-device")
    return kept


def has_account(path: Path) -> bool:
    """Whether the keys of the device are in the file; nothing is written, and nio is not loaded for it."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return database.execute("SELECT 1 FROM accounts LIMIT 1").fetchone() is not None
    except sqlite3.Error:
        return False
