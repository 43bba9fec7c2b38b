"""`passet demo`: a real homeserver, the bot against it, a filled district, and a chat with it all."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rich.console import Console

from bot.clock import Clock, SystemClock
from bot.demo.bot_process import BotProcess, write_config
from bot.demo.district import BOT, District, gather, make_accounts, open_rooms
from bot.demo.filling import fill
from bot.demo.homeserver import DEFAULT_SERVER_NAME, Homeserver, can_listen
from bot.demo.keeping import Kept
from bot.demo.plan import ZONE, calm_hours
from bot.demo.progress import Steps
from bot.demo.showing import make_console
from bot.errors import OperatorError
from bot.lock import hold

DEFAULT_FOLDER = Path("data/demo")
PICTURE = "PASSET_DEMO_PICTURE"
"""Environment variable: the scripted conversation is drawn into this file, as SVG."""

INTERRUPTED = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What is there once all has started. `hours` before a shift the bot reminds."""

    district: District
    clock: Clock
    hours: int
    url: str
    password: str
    is_new: bool


def demo(folder: Path | None, port: int, script: bool) -> int:
    """Run the demo in `folder`; the exit code. Without a terminal it is scripted, `script` or not.

    Raises OperatorError or HomeserverError, with one line for whoever started it.
    """
    folder = (folder or DEFAULT_FOLDER).resolve()
    scripted = script or not (sys.stdin.isatty() and sys.stdout.isatty())
    os.umask(0o077)
    with hold(folder / "demo.lock"):
        try:
            asyncio.run(_until_told(folder, port, scripted))
        except asyncio.CancelledError:
            return INTERRUPTED if scripted else 0
    return 0


async def _until_told(folder: Path, port: int, scripted: bool) -> None:
    """Run it; SIGINT and SIGTERM end it in order. Raises CancelledError after that."""
    loop = asyncio.get_running_loop()
    work = asyncio.create_task(_run(folder, port, scripted))
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, _cancel_once, work, one)
    await work


def _cancel_once(work: asyncio.Task[None], signum: signal.Signals) -> None:
    """A second Ctrl-C would only keep the parts from being stopped."""
    loop = asyncio.get_running_loop()
    loop.remove_signal_handler(signum)
    loop.add_signal_handler(signum, lambda: None)
    work.cancel()


async def _run(folder: Path, port: int, scripted: bool) -> None:
    console = make_console()
    clock = SystemClock()
    async with _started(folder, port, console, clock) as running:
        if not scripted:
            from bot.demo.chat import chat

            await chat(console, running)
            return
        from bot.demo.script import play
        from bot.demo.stage import Stage

        stage = Stage(console, running.district)
        await play(stage, running.district, clock, hours=running.hours)
        if picture := os.environ.get(PICTURE):
            _draw(stage, Path(picture))
        console.print(f"\n[green]✓[/] All {len(stage.said)} messages came as they should.")


@asynccontextmanager
async def _started(folder: Path, port: int, console: Console, clock: Clock) -> AsyncIterator[Running]:
    """Start everything, and stop it in the end whatever happens."""
    steps = Steps(console)
    kept = Kept.load(folder)
    is_new = not kept.filled
    async with AsyncExitStack() as stack:
        with steps.step("Starting a Matrix homeserver (Synapse)", "Matrix homeserver (Synapse)"):
            server = Homeserver(folder / "homeserver", port=port or _port_before(kept))
            await server.start()
            stack.push_async_callback(server.stop)
            kept.port = int(server.url.rpartition(":")[2])
            kept.save(folder)
        with steps.step("Logging in Anna, Bo and Leyla"):
            await make_accounts(server, kept, folder)
            people = await gather(server, kept, stack)
        hours = calm_hours(clock.now())
        with steps.step("Starting Passet", "Passet"):
            config = write_config(
                folder,
                homeserver=server.url,
                user_id=f"@{BOT}:{DEFAULT_SERVER_NAME}",
                password=kept.bot_password,
                organizer=people["anna"].user_id,
                hours=hours,
            )
            bot = BotProcess(config, folder / "bot.log")
            stack.push_async_callback(bot.stop)
            await bot.start()
        with steps.step("Anna plans the coming weeks", "The district's plan") as step:
            district = await open_rooms(people, server.server_name)
            await fill(district, kept, folder, today=_local(clock.now()).date(), count=step.count)
        yield Running(
            district=district,
            clock=clock,
            hours=hours,
            url=server.url,
            password=kept.password,
            is_new=is_new,
        )


def _port_before(kept: Kept) -> int:
    """The port of the last start, so that other clients find the server again; 0 if it is taken now."""
    return kept.port if kept.port and can_listen(kept.port, reuse=True) else 0


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)


def _draw(stage: object, path: Path) -> None:
    raise OperatorError(f"{path}: {stage}")
