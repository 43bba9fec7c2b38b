"""Starting the parts of the demo one after another, and stopping them in reverse."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.clock import Clock
from bot.demo.ahead import Ahead
from bot.demo.bot_process import BotProcess, write_config
from bot.demo.district import BOT, District, gather, make_accounts, open_rooms
from bot.demo.filling import fill
from bot.demo.homeserver import DEFAULT_SERVER_NAME, Homeserver, can_listen
from bot.demo.keeping import Kept
from bot.demo.plan import ZONE, hours_to_daytime
from bot.demo.progress import Steps

_FULL_MINUTE = timedelta(seconds=31)
"""So long after its start the bot's clock shows a full minute, if there is hurry: the bot is ready after two
or three seconds and looks at what is due every 15, and in half of that time all can be said that is to be
said before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """What is there once all has started. `clock` is the bot's; `hours` before a shift the bot reminds."""

    district: District
    clock: Clock
    hours: int
    folder: Path
    kept: Kept
    is_new: bool
    server: Homeserver
    bot: BotProcess

    def keep_stand(self, number: int) -> None:
        """Remember the shift that the conversation makes until it is called off (then with 0)."""
        self.kept.stand = number
        self.kept.save(self.folder)

    def problem(self) -> str | None:
        """What has ended that should not have; None while all is well."""
        if self.server.pid is None:
            return f"the homeserver has stopped; see {self.server.log_file}"
        return None if self.bot.is_running else f"the bot has stopped; see {self.bot.log_file}"


@asynccontextmanager
async def started(
    folder: Path, port: int, steps: Steps, clock: Clock, *, hurry: bool
) -> AsyncIterator[Running]:
    """Start everything in `folder`, and stop it in the end whatever happens. `port` 0: the one from before.

    With `hurry` the bot's clock is ahead by less than a minute, so that nobody has to wait for a full one.
    Raises OperatorError and HomeserverError.
    """
    kept = Kept.load(folder)
    is_new = not kept.filled
    async with AsyncExitStack() as stack:
        with steps.step("Starting a Matrix homeserver (Synapse)", "Matrix homeserver (Synapse)"):
            server = Homeserver(folder / "homeserver", port=port or _port_before(kept))
            await server.start()
            stack.push_async_callback(server.stop)
            kept.port = int(server.url.rpartition(":")[2])
            kept.save(folder)
        with steps.step("Logging in Anna, Bo and Leyla", "Anna, Bo and Leyla"):
            await make_accounts(server, kept, folder)
            people = await gather(server, kept, stack)
        hours = hours_to_daytime(clock.now())
        with steps.step("Starting Passet", "Passet"):
            config = write_config(
                folder,
                homeserver=server.url,
                user_id=f"@{BOT}:{DEFAULT_SERVER_NAME}",
                password=kept.bot_password,
                organizer=people["anna"].user_id,
                hours=hours,
            )
            its_clock = Ahead(clock, _to_full_minute(clock) if hurry else timedelta())
            bot = BotProcess(config, folder / "bot.log", ahead=its_clock.by)
            stack.push_async_callback(bot.stop)
            await bot.start()
        with steps.step("Anna plans the coming weeks", "The district's plan") as step:
            district = await open_rooms(people, server.server_name)
            today = clock.now().astimezone(ZONE).date()
            await fill(district, kept, folder, today=today, count=step.count)
        yield Running(
            district=district,
            clock=its_clock,
            hours=hours,
            folder=folder,
            kept=kept,
            is_new=is_new,
            server=server,
            bot=bot,
        )


def _to_full_minute(clock: Clock) -> timedelta:
    """How much a clock must be ahead to show a full minute _FULL_MINUTE from now."""
    then = clock.now() + _FULL_MINUTE
    return timedelta(seconds=60) - timedelta(seconds=then.second, microseconds=then.microsecond)


def _port_before(kept: Kept) -> int:
    """The port of the last start, so that other clients find the server again; 0 if it is taken now."""
    return kept.port if kept.port and can_listen(kept.port, reuse=True) else 0
