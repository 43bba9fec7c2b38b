"""The bot as a child process that does not outlive the demo which started it.

Started as `python -m bot.demo.bot_child CONFIG [SECONDS]`. As with the homeserver (see there) the end of
standard input is the sign: however the demo ends, the bot then stops as after SIGTERM. Everything else is
`passet run`; with SECONDS, for the scripted conversation, its parts with a clock that is so much ahead.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.demo.homeserver_child import end_with_the_parent

if TYPE_CHECKING:
    from bot.settings import Settings


def main(config: str, seconds: float) -> int:
    """Run the bot; the exit code."""
    if not seconds:
        from bot.cli import main as passet

        return passet(["run", "--config", config])
    from bot.cli_errors import told

    return told(lambda: _run_ahead(Path(config), timedelta(seconds=seconds)))


def _run_ahead(config: Path, by: timedelta) -> int:
    from bot.database import running
    from bot.logs import configure
    from bot.settings import load

    settings = load(config)
    configure()
    with running(settings):
        return asyncio.run(_run(settings, by))


async def _run(settings: Settings, by: timedelta) -> int:
    from bot.app import App
    from bot.clock import SystemClock
    from bot.database import prepare
    from bot.demo.ahead import Ahead
    from bot.run import matrix_platform, until_told
    from storage.engine import Database

    database = Database(settings.storage.url)
    platform = matrix_platform(settings)
    try:
        await prepare(settings, database)
        app = await App.build(settings, platform, clock=Ahead(SystemClock(), by), database=database)
        return await until_told(app)
    finally:
        await platform.close()
        await database.dispose()


if __name__ == "__main__":
    threading.Thread(target=end_with_the_parent, name="end-with-the-parent", daemon=True).start()
    sys.exit(main(sys.argv[1], float(sys.argv[2]) if len(sys.argv) > 2 else 0.0))
