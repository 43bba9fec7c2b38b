"""Backups of the SQLite file: what they are called, where they lie, how one is put back.

A backup is one file, 0600, in the folder `backups` (0700) beside the database. It holds members' data.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from bot.errors import OperatorError
from bot.opening import check_schema
from storage import snapshot

FOLDER = "backups"
BESIDE = ("-wal", "-shm", "-journal")
"""Files that SQLite keeps beside a database; an old log would be played into the new file."""


def back_up(source: Path, now: datetime, out: Path | None = None) -> Path:
    """A checked copy of the SQLite file at `out`, else under a name with the time in UTC; where it is.

    Waits for the disk. Raises sqlite3.Error, and OperatorError where the copy cannot be put.
    """
    target = out or _free_name(source, now)
    try:
        snapshot.snapshot(source, target)
    except OSError as error:
        raise OperatorError(f"{target} cannot be written: {error.strerror or error}") from None
    return target


def _free_name(source: Path, now: datetime, suffix: str = ".db") -> Path:
    """A name in the backup folder, which is made if need be, that nothing has yet."""
    folder = source.parent / FOLDER
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise OperatorError(f"{folder} cannot be made: {error.strerror}") from None
    stem = f"passet-{now:%Y%m%d-%H%M%S}"
    names = (f"{stem}-{n}{suffix}" if n > 1 else f"{stem}{suffix}" for n in range(1, 1000))
    return next(folder / name for name in names if not (folder / name).exists())


def put_back(backup: Path, target: Path, now: datetime) -> Path | None:
    """Make `target` what `backup` is; where the file that was there is kept, None if there was none.

    The caller holds the database's lock. The backup itself is not touched. Raises OperatorError, and then
    the database is as it was.
    """
    _check(backup)
    target = target.resolve()
    draft = target.with_name(f"{target.name}.restore")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)  # what a crash left behind; we hold the lock
        snapshot.snapshot(backup, draft)
        _renew_key(draft)
        kept = _keep(target, now) if target.exists() else None
        for ending in BESIDE:
            Path(f"{target}{ending}").unlink(missing_ok=True)
        draft.replace(target)
        snapshot.flush_folder(target.parent)
    except sqlite3.Error as error:
        raise OperatorError(f"{backup} cannot be restored: {error}; nothing was changed") from None
    except OSError as error:
        raise OperatorError(f"{target} cannot be replaced: {error.strerror or error}") from None
    finally:
        draft.unlink(missing_ok=True)
    return kept


def _check(backup: Path) -> None:
    """Raises OperatorError for anything but a whole database that this version understands."""
    if not backup.is_file():
        raise OperatorError(f"there is no file {backup}")
    try:
        faults = snapshot.problems(backup)
        revision = None if faults else snapshot.revision_of(backup)
    except sqlite3.Error as error:
        raise OperatorError(f"{backup} is no database or is damaged: {error}; nothing was changed") from None
    if faults:
        raise OperatorError(f"{backup} is damaged: {faults[0]}; nothing was changed")
    if revision is None:
        raise OperatorError(f"{backup} is not a database of Passet; nothing was changed")
    check_schema(revision)


def _renew_key(draft: Path) -> None:
    """A new key for the ids of messages.

    Rows of the outbox made from now on take numbers again that went to other messages after the backup;
    under the old key the homeserver would take the new message for the old one and drop it.
    """
    from bot.app import TXN_KEY

    snapshot.set_setting(draft, TXN_KEY, secrets.token_hex(32))


def _keep(target: Path, now: datetime) -> Path:
    """Keep the present file as a backup; one too damaged for that is kept as it lies, with its log."""
    try:
        kept = back_up(target, now)
        snapshot.settle(target)
    except sqlite3.Error:
        kept = _free_name(target, now, suffix="-damaged.db")
        for ending in ("", *BESIDE):
            if (part := Path(f"{target}{ending}")).exists():
                copy = Path(f"{kept}{ending}")
                copy.touch(mode=0o600)
                shutil.copyfile(part, copy)
    return kept
