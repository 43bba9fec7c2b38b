"""One thing among many that are due: what goes wrong with it must not hold up the others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import structlog
from sqlalchemy.exc import OperationalError

from storage.store import Store

log = structlog.get_logger(__name__)


async def apart(store: Store, work: Callable[[], Awaitable[None]], **facts: str | int) -> str | None:
    """Do `work` in a savepoint; a surprise in it is undone and logged with `facts`, and its name returned.

    None when all is well. A database that does not answer concerns everything: OperationalError is raised.
    """
    try:
        async with store.savepoint():
            await work()
            await store.flush()
    except OperationalError:
        raise
    except Exception as error:  # noqa: BLE001 - one poisoned row, claimed every 15 s, would silence everyone's reminders
        log.error("something due has failed", error=type(error).__name__, **facts)
        return type(error).__name__
    return None
