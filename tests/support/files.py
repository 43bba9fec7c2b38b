"""Looking at database files, spoiling them, and what commands then say; for tests of operators' commands."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.errors import OperatorError
from bot.settings import Settings
from tests.support.filled import database_file


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
    """Overwrite a page that is in use."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'activity'").fetchone()[0]
    with file.open("rb+") as opened:
        opened.seek((page - 1) * 4096)
        opened.write(b"\x5a" * 4096)


def newer(file: Path) -> None:
    change(file, "UPDATE alembic_version SET version_num = '9999'")
