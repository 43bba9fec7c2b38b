"""`passet demo`: a real homeserver, the bot against it, a filled district, and a chat with it all."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from bot.clock import SystemClock
from bot.demo.progress import Steps
from bot.demo.showing import make_console
from bot.demo.starting import Running, started
from bot.errors import OperatorError
from bot.lock import hold

DEFAULT_FOLDER = Path("data/demo")
PICTURE = "PASSET_DEMO_PICTURE"
"""Environment variable: the scripted conversation is drawn into this file, as SVG."""

INTERRUPTED = 130
_LOOK_SECONDS = 0.5


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
    """Run it; SIGINT, SIGTERM and a closed terminal end it in order. Raises CancelledError after that."""
    loop = asyncio.get_running_loop()
    work = asyncio.create_task(_run(folder, port, scripted))
    told: list[int] = []

    def end(signum: int) -> None:
        if not told:  # another Ctrl-C would only keep the parts from being stopped
            told.append(signum)
            work.cancel()

    for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        loop.add_signal_handler(one, end, one)
    await work


async def _run(folder: Path, port: int, scripted: bool) -> None:
    console = make_console()
    steps = Steps(console)
    async with started(folder, port, steps, SystemClock(), hurry=scripted) as running:
        work = _play(console, running) if scripted else _chat(console, running, steps)
        await _while_it_lives(running, work)


async def _play(console: Console, running: Running) -> None:
    from bot.demo.picture import draw
    from bot.demo.script import play
    from bot.demo.stage import Stage

    stage = Stage(console, running.district)
    await play(stage, running)
    console.print(f"\n[green]✓[/] All {len(stage.said)} messages came as they should.")
    if picture := os.environ.get(PICTURE):
        draw(stage.said, Path(picture))
        console.print(f"[green]✓[/] {picture}")


async def _chat(console: Console, running: Running, steps: Steps) -> None:
    from bot.demo.chat import chat, introduce
    from bot.demo.district import SPEAKERS
    from bot.demo.soon import prepare

    if running.is_new:
        with steps.step(
            "Bo signs up for a shift", "Bo signed up: a reminder and a digest come in a minute or so"
        ):
            await prepare(running.district, running.clock, running.hours)
    introduce(console, running, SPEAKERS)
    await chat(console, running.district)


async def _while_it_lives(running: Running, work: Awaitable[None]) -> None:
    """Do the work, unless the bot or the server ends before: then raise OperatorError."""
    working = asyncio.ensure_future(work)
    try:
        while not working.done():
            await asyncio.wait([working], timeout=_LOOK_SECONDS)
            if problem := running.problem():
                raise OperatorError(problem)
    finally:
        working.cancel()
        with suppress(asyncio.CancelledError):
            await working
