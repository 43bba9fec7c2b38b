"""`passet db upgrade|backup|restore|check`, and what `run` does with the database before it starts.

An SQLite file is copied beside the running bot. For PostgreSQL its own tools are better than ours would be.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot.backups import back_up, put_back
from bot.clock import Clock, SystemClock
from bot.errors import OperatorError
from bot.opening import check_schema, existing, existing_file, name_of, opened, sqlite_file, telling

if TYPE_CHECKING:
    from bot.settings import Settings
    from storage.engine import Database

log = structlog.get_logger(__name__)


@contextmanager
def running(settings: Settings) -> Iterator[None]:
    """Be the one process that writes to the database, for the length of the block. Raises AlreadyRunning.

    With PostgreSQL nothing is locked here: there the lock of the Matrix store keeps a second bot away, and
    the server keeps transactions apart.
    """
    from bot.lock import hold

    path = sqlite_file(settings)
    if path is None:
        yield
        return
    with hold(path.with_name(f"{path.name}.lock")):
        yield


async def prepare(settings: Settings, database: Database, *, clock: Clock | None = None) -> None:
    """Bring the schema up to date, after a backup of an SQLite file that already holds something.

    Nothing is copied where nothing is to be changed. Raises OperatorError: a schema made by a newer
    version, a damaged file, a server that does not answer.
    """
    from storage.migrate import HEAD, revision, upgrade

    with telling(settings):
        now = await revision(database)
        check_schema(now)
        if now == HEAD:
            return
        if now is not None and database.is_sqlite:
            kept = await asyncio.to_thread(back_up, database.path, (clock or SystemClock()).now())
            log.info("backup made before the schema changes", file=kept.name)
        await upgrade(database)
        log.info("schema is up to date", schema=HEAD, before=now)


def upgrade(settings: Settings) -> int:
    """Bring the schema up to date. Raises AlreadyRunning only where there is something to do."""
    from storage.migrate import HEAD

    async def schema() -> str | None:
        from storage.migrate import revision

        database = opened(settings)
        try:
            return await revision(database)
        finally:
            await database.dispose()

    async def work() -> None:
        database = opened(settings)
        try:
            await prepare(settings, database)
        finally:
            await database.dispose()

    path = sqlite_file(settings)
    with telling(settings):
        before = asyncio.run(schema()) if path is None or path.exists() else None
    if before == HEAD:
        _say(f"{name_of(settings)} is up to date (schema {HEAD}).")
        return 0
    with running(settings):
        asyncio.run(work())
    _say(f"{name_of(settings)} has now schema {HEAD} (before: {before or 'empty'}).")
    return 0


def backup(settings: Settings, out: Path | None, *, clock: Clock | None = None) -> int:
    """Copy the SQLite file to `out`, else to the folder `backups` beside it; works while the bot runs."""
    source = file_of(settings, "pg_dump")
    existing_file(settings)
    with telling(settings):
        kept = back_up(source, (clock or SystemClock()).now(), out)
    _say(f"{kept} ({kept.stat().st_size // 1024} KiB, checked)")
    return 0


def restore(settings: Settings, file: Path, *, clock: Clock | None = None) -> int:
    """Put a backup in the database's place; the present file is kept as a backup first."""
    from bot.forgetting import restored
    from storage.forgotten import beside

    target = file_of(settings, "pg_restore")
    with running(settings):
        kept = put_back(file, target, (clock or SystemClock()).now())
        again = restored(settings, clock=clock)
    if kept is not None:
        _say(f"What was there before: {kept}")
    if not (book := beside(target.resolve())).exists():
        _say(
            f"{book} is not there, the list of those who asked to be forgotten: whoever asked after the copy "
            "was made is back. If anybody did, put that file there; the next start forgets them again."
        )
    if again:
        _say(f"People who asked to be forgotten since then, and are forgotten again: {again}")
    _say(f"{target} is now as in {file}. What was said in the chat since then is read again at the start.")
    return 0


def check(settings: Settings) -> int:
    """Print what is wrong with the database; 0 when nothing is, else 1."""
    from storage.laws import broken_laws, counts
    from storage.migrate import HEAD
    from storage.snapshot import problems

    async def look() -> tuple[list[str], dict[str, int]]:
        async with existing(settings) as database, database.reading() as store:
            return await broken_laws(store.session), await counts(store.session)

    with telling(settings):
        path = existing_file(settings)
        faults = problems(path) if path is not None else []
    found: dict[str, int] = {}
    if not faults:
        faults, found = asyncio.run(look())
    for fault in faults:
        _say(f"{name_of(settings)}: {fault}")
    if faults:
        _say("The database is not whole. passet db restore FILE puts a backup in its place.")
        return 1
    content = ", ".join(f"{what}: {number}" for what, number in found.items())
    _say(f"{name_of(settings)} is whole. Schema: {HEAD}, {content}.")
    return 0


def file_of(settings: Settings, tool: str) -> Path:
    """The SQLite file, there or not. Raises OperatorError where the database is on a server."""
    path = sqlite_file(settings)
    if path is None:
        raise OperatorError(f"the database is on a PostgreSQL server: use its own {tool}")
    return path


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what the command answers
