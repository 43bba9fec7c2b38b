"""Putting a backup in the place of the SQLite file, so that a failure half-way loses nothing."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.database import back_up, free_name
from bot.errors import OperatorError
from bot.opening import check_schema
from storage import snapshot

if TYPE_CHECKING:
    from bot.settings import Settings

BESIDE = ("-wal", "-shm", "-journal")
"""Files that SQLite keeps beside a database; an old log would be played into the new file."""


def put_back(settings: Settings, backup: Path, target: Path, now: datetime) -> Path | None:
    """Make `target` what `backup` is; where the file that was there is kept, None if there was none.

    The caller holds the database's lock. The backup itself is not touched. Raises OperatorError, and then
    the database is as it was.
    """
    target = target.resolve()
    revision = _checked(backup)
    check_schema(revision)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.restore.part")
    try:
        draft.unlink(missing_ok=True)  # what a crash left behind; we hold the lock
        snapshot.snapshot(backup, draft)
        _new_key(draft)
        kept = _keep(target, now) if target.exists() else None
        for ending in BESIDE:
            Path(f"{target}{ending}").unlink(missing_ok=True)
        draft.replace(target)
        snapshot.flush_folder(target.parent)
    except sqlite3.Error as error:
        raise OperatorError(f"{backup} cannot be copied: {error}") from None
    except OSError as error:
        raise OperatorError(f"{target} cannot be replaced: {error.strerror or error}") from None
    finally:
        draft.unlink(missing_ok=True)
    return kept
