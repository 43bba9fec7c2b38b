"""`passet console`: the same bot in a terminal. `/as @bo:console` changes who speaks, `/room NAME` where."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.markup import to_plain
from bot.platforms.base import Outgoing
from bot.platforms.console import DISTRICT_ROOM, ConsolePlatform

if TYPE_CHECKING:
    from bot.settings import Settings

HELP = """\
Type what you would write in the chat, such as !help or !hjälp.
  /as @bo:console    speak as somebody else
  /room NAME         speak in another room; /room direct for a direct message to the bot
  /quit              leave"""


def console(settings: Settings) -> int:
    """Chat until /quit or the end of the input; the exit code."""
    from bot.database import running

    os.umask(0o077)
    with running(settings):
        return asyncio.run(_console(settings))


class Terminal:
    """Who speaks where, and what is shown."""

    def __init__(self, speaker: str) -> None:
        self.speaker = speaker
        self.room = DISTRICT_ROOM
        self.heard = asyncio.Event()

    def show(self, _event_id: str, message: Outgoing) -> None:
        """A message of the bot's; its room is named where it is not the one you are in."""
        where = "" if message.room == self.room else f" → {message.room}"
        if message.file is not None:
            text = f"[{message.file.name}] {message.file.alt}".rstrip()
        else:
            text = ("* " if message.edits else "") + to_plain(message.text)
        lines = text.replace("\n", "\n        ")
        print(f"passet{where}: {lines}", flush=True)  # noqa: T201 - the terminal is the platform
        self.heard.set()


async def _console(settings: Settings) -> int:
    from bot.app import App
    from bot.database import prepare
    from bot.opening import opened

    organizers = [one for district in settings.district for one in district.organizers]
    terminal = Terminal(organizers[0] if organizers else "@bo:console")
    platform = ConsolePlatform(SystemClock(), terminal.show)
    database = opened(settings)
    try:
        await prepare(settings, database)
        app = await App.build(settings, platform, clock=SystemClock(), database=database)
        ready = asyncio.Event()
        work = asyncio.create_task(app.run(on_ready=ready.set))
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({work, waiting}, return_when=asyncio.FIRST_COMPLETED)
        print(f"{HELP}\nYou are {terminal.speaker} in {terminal.room}.", flush=True)  # noqa: T201
        async for line in _lines():
            if not await _typed(terminal, platform, line):
                break
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
    finally:
        await platform.close()
        await database.dispose()
    return 0


async def _typed(terminal: Terminal, platform: ConsolePlatform, line: str) -> bool:
    """Deal with one typed line; False when it was the last."""
    word, _, rest = line.partition(" ")
    match word:
        case "/quit" | "/exit":
            return False
        case "/as" if rest.strip():
            name = rest.strip()
            terminal.speaker = name if name.startswith("@") else f"@{name}:console"
            print(f"You are {terminal.speaker}.", flush=True)  # noqa: T201
        case "/room" if rest.strip():
            direct = rest.strip() == "direct"
            terminal.room = await platform.direct_room(terminal.speaker) if direct else rest.strip()
            if not direct:
                platform.enter(terminal.room)
            print(f"You are in {terminal.room}.", flush=True)  # noqa: T201
        case _ if word.startswith("/"):
            print(HELP, flush=True)  # noqa: T201
        case _ if line.strip():
            terminal.heard.clear()
            await platform.say(terminal.room, terminal.speaker, line)
            with contextlib.suppress(TimeoutError):  # silence is an answer too
                await asyncio.wait_for(terminal.heard.wait(), 1.0)
    return True


async def _lines() -> AsyncIterator[str]:
    """Typed lines: with editing on a terminal, plainly where the input is a file or a pipe."""
    if sys.stdin.isatty():
        from prompt_toolkit import PromptSession
        from prompt_toolkit.patch_stdout import patch_stdout

        session: PromptSession[str] = PromptSession()
        with patch_stdout():
            while True:
                try:
                    yield await session.prompt_async("> ")
                except (EOFError, KeyboardInterrupt):
                    return
    while line := await asyncio.to_thread(sys.stdin.readline):
        yield line.rstrip("\n")
