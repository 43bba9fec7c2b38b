"""Opening the configured database for a command of the operator, and telling in one line why it cannot be.

Never shows the address of a database server: it may hold a password.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import OperatorError

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.engine import Database


class NoDatabase(OperatorError):
    """There is nothing yet to look at."""


def sqlite_file(settings: Settings) -> Path | None:
    """The file of an SQLite database; None for a database on a server."""
    from sqlalchemy.engine import make_url

    url = make_url(settings.storage.url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def existing_file(settings: Settings) -> Path | None:
    """The same, sure to be there. Raises NoDatabase."""
    path = sqlite_file(settings)
    if path is not None and not path.is_file():
        raise NoDatabase(f"there is no database {path} yet; passet run makes it")
    return path


def name_of(settings: Settings) -> str:
    """How to speak of the database."""
    path = sqlite_file(settings)
    return "the database in storage.url" if path is None else str(path)


def opened(settings: Settings) -> Database:
    """The database as configured, not yet connected to. Raises OperatorError where its driver is missing."""
    from storage.engine import Database

    try:
        return Database(settings.storage.url, forgotten=_book(settings))
    except ModuleNotFoundError as missing:
        raise OperatorError(
            f"the module {missing.name} is missing; install passet with it: pip install 'passet[postgresql]'"
        ) from None


def _book(settings: Settings) -> Path | None:
    """Who was forgotten is noted beside an SQLite file; for a server, in the folder of the Matrix store."""
    if sqlite_file(settings) is not None or settings.matrix is None:
        return None
    return settings.matrix.store_dir / "forgotten.json"


@asynccontextmanager
async def existing(settings: Settings) -> AsyncIterator[Database]:
    """A database that is there and has this program's schema, for commands that only look or add.

    Raises NoDatabase, OperatorError.
    """
    from storage.migrate import HEAD, revision

    with telling(settings):
        existing_file(settings)
        database = opened(settings)
        try:
            now = await revision(database)
            if now is None:
                raise NoDatabase(f"{name_of(settings)} is empty; passet run fills it")
            check_schema(now)
            if now != HEAD:
                raise OperatorError(
                    f"{name_of(settings)} has the older schema {now}; run passet db upgrade first"
                )
            yield database
        finally:
            await database.dispose()


def check_schema(revision: str | None) -> None:
    """Raises OperatorError for a schema made by a newer version."""
    from storage.migrate import SchemaTooNew, check_known

    try:
        check_known(revision)
    except SchemaTooNew as error:
        raise OperatorError(f"{error}: install the version that made it, or a newer one") from None


@contextmanager
def telling(settings: Settings) -> Iterator[None]:
    """Turns what a database cannot do into one line for the operator; other surprises pass through."""
    from sqlalchemy.exc import DBAPIError, IntegrityError

    try:
        yield
    except IntegrityError:  # a fault of the program, not of the database; the boundary gives a reference
        raise
    except DBAPIError as error:
        raise told(settings, error.orig) from None
    except (sqlite3.Error, ConnectionError, TimeoutError) as error:
        raise told(settings, error) from None


def told(settings: Settings, error: BaseException | None) -> OperatorError:
    """The words for an error of the driver. SQLite's own say what is wrong and repeat no content."""
    name = name_of(settings)
    if not isinstance(error, sqlite3.Error):
        return OperatorError(f"{name} does not answer ({type(error).__name__})")
    if isinstance(error, sqlite3.OperationalError):  # locked, full, read-only, cannot be opened
        return OperatorError(f"{name}: {error}")
    return OperatorError(
        f"{name} is damaged or is no database ({error}); passet db restore FILE puts a backup in its place"
    )
