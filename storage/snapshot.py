"""Copies of an SQLite file, and whether one is whole; on connections of their own, beside a running bot.

Plain functions that wait for the disk: call them with `asyncio.to_thread` where a loop is running.
All raise sqlite3.Error and OSError.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from storage.engine import BUSY_TIMEOUT_MS

MOST_TOLD = 20
"""Faults that are listed; a damaged file can have thousands."""


class Damaged(sqlite3.DatabaseError):
    """The copy is not whole."""


def snapshot(source: Path, target: Path) -> None:
    """Write a copy of the database as it stands at one moment, without holding up those who write.

    The copy is one file (0600) with nothing in it that was deleted before, checked, and on the disk when
    this returns. Raises FileExistsError where there is something at `target`, Damaged where the copy is
    not whole; then nothing is left behind.
    """
    target = target.absolute()
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    _must_be_free(target)
    _make_private(draft)
    try:
        with closing(_connect(source, "ro")) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
        if faults := problems(draft):
            raise Damaged(faults[0])
        _flush(draft)  # SQLite leaves that to the caller here
        draft.replace(target)
        flush_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


def problems(path: Path) -> list[str]:
    """What is wrong with the file: broken pages, indexes, references to rows that are missing. Only reads."""
    with closing(_connect(path, "ro")) as connection:
        try:
            told = [str(row[0]) for row in connection.execute(f"PRAGMA integrity_check({MOST_TOLD})")]
            missing = connection.execute("PRAGMA foreign_key_check").fetchmany(MOST_TOLD)
        except sqlite3.DatabaseError as error:
            if not error.sqlite_errorname.startswith("SQLITE_CORRUPT"):
                raise
            return [str(error)]  # too damaged for the check itself
    faults = [] if told == ["ok"] else told
    return faults + [f"row {row[1]} of {row[0]} refers to a missing row of {row[2]}" for row in missing]


def revision_of(path: Path) -> str | None:
    """The schema that the file says it has; None when it says nothing."""
    with closing(_connect(path, "ro")) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchone():
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else None


def set_setting(path: Path, key: str, value: str) -> None:
    """Write one row of the table `setting` in a file that nobody else has open, and flush it to the disk."""
    with closing(_connect(path, "rw")) as connection:
        connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value))
    _flush(path)


def settle(path: Path) -> None:
    """Bring what stands in the write-ahead log into the file, so that the log holds nothing of its own."""
    with closing(_connect(path, "rw")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def flush_folder(folder: Path) -> None:
    """Make a renaming last through a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _must_be_free(target: Path) -> None:
    """A copy never takes the place of something: not of the database itself, nor of an older copy."""
    if target.exists():
        raise FileExistsError(errno.EEXIST, "there is a file of this name already", str(target))


def _make_private(path: Path) -> None:
    """Before anything is in it; SQLite itself would make it readable for all."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    """An address with a mode, because SQLite would make a missing file."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        timeout=BUSY_TIMEOUT_MS / 1000,
    )


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
