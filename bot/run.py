"""`passet run`: the bot until SIGTERM or SIGINT, then a clean stop."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import time
from typing import TYPE_CHECKING

import structlog

from bot.clock import SystemClock
from bot.errors import ConfigError, OperatorError
from bot.platforms.base import LoggedOut, PlatformError, Unavailable

if TYPE_CHECKING:
    from bot.app import App
    from bot.platforms.base import Platform
    from bot.settings import Settings

STOP_WITHIN = 4.0
"""Seconds for a clean stop; the contract promises 5, process exit included."""

log = structlog.get_logger(__name__)


def run(settings: Settings) -> int:
    """Run the bot on Matrix. Returns the exit code; raises OperatorError with one line for the operator."""
    from bot.database import running

    os.umask(0o077)  # whatever is written is members' data
    with running(settings):
        try:
            return asyncio.run(_run(settings))
        except LoggedOut as error:
            raise OperatorError(
                f"the homeserver no longer knows this login ({error}); run passet login"
            ) from None
        except Unavailable as error:
            raise unreachable(settings, error) from None
        except PlatformError as error:
            raise OperatorError(str(error)) from None


async def _run(settings: Settings) -> int:
    from bot.app import App
    from bot.database import prepare
    from bot.opening import opened

    clock = SystemClock()
    database = opened(settings)
    platform = matrix_platform(settings)
    try:
        await prepare(settings, database)
        app = await App.build(settings, platform, clock=clock, database=database)
        return await until_told(app)
    finally:
        await platform.close()
        await database.dispose()


def matrix_platform(settings: Settings) -> Platform:
    """The Matrix platform as configured; raises ConfigError where the section is missing."""
    if settings.matrix is None:
        raise ConfigError("the section [matrix] is missing: copy it from config.example.toml")
    from bot.passwords import password_reader
    from bot.platforms.matrix.platform import MatrixPlatform

    return MatrixPlatform(
        settings.matrix.homeserver,
        settings.matrix.user_id,
        settings.matrix.store_dir,
        password=password_reader(settings.matrix.password_file),
        encryption=settings.matrix.encryption,
        clock=SystemClock(),
    )


def unreachable(settings: Settings, error: Unavailable) -> OperatorError:
    """The line for a homeserver that does not answer: which key names it, and what to look at."""
    url = settings.matrix.homeserver if settings.matrix else ""
    return OperatorError(
        f"matrix.homeserver ({url}) does not answer ({error}): check the address and that the server runs"
    )


async def until_told(app: App) -> int:
    """Run the app until a signal comes; 0 after a clean stop."""
    began = time.monotonic()
    loop = asyncio.get_running_loop()
    told = asyncio.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, told.set)
    work = asyncio.create_task(
        app.run(on_ready=lambda: log.info("passet ready", seconds=round(time.monotonic() - began, 2)))
    )
    stop = asyncio.create_task(told.wait())
    try:
        await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            log.info("stopping")
        else:
            await work
    finally:
        stop.cancel()
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError, TimeoutError):
            await asyncio.wait_for(asyncio.gather(work, return_exceptions=True), STOP_WITHIN)
    log.info("passet stopped")
    return 0
