"""Schema migrations by Alembic, run from the program; there is no alembic.ini.

A database made by a newer version is refused: an older program would not know what it destroys.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from storage.engine import Database

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0003"
"""The newest migration; a test holds it equal to what Alembic finds, so that start-up need not import it."""


WITHOUT_OVERWRITING = ("0001", "0002")
"""Schemas from when SQLite left in the file what was deleted: it is written anew, once."""


class SchemaTooNew(Exception):
    """The database was made by a newer version of Passet; `revision` is what it says of itself."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"the database has schema {revision}, this version of Passet knows up to {HEAD}")
        self.revision = revision


async def revision(database: Database) -> str | None:
    """The schema the database has now; None when it is empty. Only reads."""
    async with database.reading() as store:
        return await (await store.session.connection()).run_sync(_revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def check_known(revision: str | None) -> None:
    """Raises SchemaTooNew for a schema that this program has no migration for."""
    if revision not in (None, HEAD) and revision not in _known():
        raise SchemaTooNew(str(revision))


async def upgrade(database: Database) -> bool:
    """Bring the schema up to date; True when something was changed. Raises SchemaTooNew."""
    now = await revision(database)
    if now == HEAD:
        return False
    check_known(now)
    async with database.writer.begin() as connection:
        await connection.run_sync(_upgrade)
    if now in WITHOUT_OVERWRITING:
        await database.rewrite()
        await database.wipe()
    return True


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def _known() -> set[str]:
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _upgrade(connection: Connection) -> None:
    from alembic import command

    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
