"""The one wiring place: every object meets the others here, and nowhere else.

platform ──listen──▶ intake ──▶ inbox ──▶ dispatcher ──▶ outbox ──▶ delivery ──send──▶ platform
                                              ▲             ▲
                    (what is due) ticker ─────┘    boards ──┘ (what cards show)
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self, TypeVar

import structlog
from sqlalchemy.exc import OperationalError

from bot.boards import Boards
from bot.catching_up import CatchingUp
from bot.clock import Clock
from bot.conversation import Conversation
from bot.delivery import Delivery
from bot.discretion import Discretion
from bot.dispatcher import Dispatcher
from bot.facts import RoomBook
from bot.forgetting import forget_again
from bot.household import house_of, settle_districts
from bot.intake import Intake
from bot.invitations import Invitations
from bot.openness import Openness
from bot.parcels import Envelopes
from bot.platforms.base import Platform
from bot.roll_call import RollCall
from bot.rush import Rush
from bot.scheduler import Ticker, schedule
from bot.settings import Settings
from commands.actions.appointments import plan_all
from commands.actions.retention import plan as plan_tidying
from commands.house import House
from commands.texts import Texts
from storage.engine import Database
from storage.migrate import upgrade
from storage.models import Outbox

TXN_KEY = "txn_key"

Result = TypeVar("Result")

log = structlog.get_logger(__name__)


@dataclass(slots=True, kw_only=True)
class App:
    """A bot on one platform and one database. `run()` lives until cancelled or logged out.

    The parts can be stepped one by one, which is how stories are told in the tests.
    """

    database: Database
    platform: Platform
    intake: Intake
    dispatcher: Dispatcher
    delivery: Delivery
    ticker: Ticker
    rooms: RoomBook
    boards: Boards
    catching_up: CatchingUp

    @classmethod
    async def build(
        cls,
        settings: Settings,
        platform: Platform,
        *,
        clock: Clock,
        database: Database | None = None,
        rng: random.Random | None = None,
        texts: Texts | None = None,
    ) -> Self:
        """Open the database, bring it up to date, and put the parts together.

        Raises `storage.migrate.SchemaTooNew`. Whoever builds it calls `close`.
        """
        database = database or Database(settings.storage.url)
        texts = texts or Texts()
        house = house_of(settings)
        key = await _made_ready(database, settings, texts, house, clock, platform=platform.name)
        rng = rng or random.Random()  # noqa: S311 - spreads retries, guards nothing
        own_names = _own_names(platform.own_address)

        def written() -> None:
            delivery.wake()

        roll_call = RollCall(database, texts, house, clock, platform=platform.name, on_messages=written)
        openness = Openness(database, texts, house, clock, platform=platform.name, on_messages=written)
        rooms = RoomBook(database, platform, clock, roll_call, openness)
        discretion = Discretion(database, platform, texts, house, clock, rooms.known)
        delivery = Delivery(database, platform, clock, Envelopes(key), discretion, rng=rng)
        database.when_erased.append(delivery.reread)
        boards = Boards(database, texts, house, clock, on_edits=delivery.wake)
        conversation = Conversation(
            texts=texts,
            house=house,
            own_names=own_names,
            allows_invitation=Invitations(settings.matrix.invites_from if settings.matrix else ()).allows,
            room_rights=rooms.known,
            was_removed=partial(_was_removed, database),
        )
        dispatcher = Dispatcher(
            database, clock, conversation, on_answers=partial(_answered, delivery=delivery, boards=boards)
        )

        def ticked() -> None:
            delivery.wake()
            boards.wake()

        return cls(
            database=database,
            platform=platform,
            intake=Intake(
                database,
                clock,
                platform=platform.name,
                prefix=house.prefix,
                own_address=platform.own_address,
                own_names=own_names,
            ),
            dispatcher=dispatcher,
            delivery=delivery,
            ticker=Ticker(database, texts, house, clock, on_messages=ticked),
            rooms=rooms,
            boards=boards,
            catching_up=CatchingUp(database, platform, clock, on_events=dispatcher.wake),
        )

    async def run(self, *, on_ready: Callable[[], None] = lambda: None) -> None:
        """Listen, answer and remind until cancelled. Raises LoggedOut when the login is gone.

        `on_ready` is called when the first look at the server is kept and the bot answers.
        """
        await self.platform.start()
        listening = asyncio.Event()
        scheduler = schedule(self.ticker.tick_safely)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._listen(on_ready, listening))
                tasks.create_task(self.dispatcher.run())
                tasks.create_task(self.delivery.run())
                tasks.create_task(self.rooms.run())
                tasks.create_task(self.boards.run())
                tasks.create_task(self._catch_up(listening))
        except ExceptionGroup as group:
            raise group.exceptions[0] from None
        finally:
            scheduler.shutdown(wait=False)

    async def _catch_up(self, listening: asyncio.Event) -> None:
        """Once what the server still tells in order is kept, ask it for the rest."""
        await listening.wait()
        await _insist(self.catching_up.once)

    async def _listen(self, on_ready: Callable[[], None], listening: asyncio.Event) -> None:
        ready = False
        rush, clock = Rush(), asyncio.get_running_loop().time
        async for batch in self.platform.listen(await self.intake.token()):
            new = await _insist(partial(self.intake.take, batch))
            if new:
                self.dispatcher.wake()
            if batch.echoes:
                await _insist(partial(self.delivery.acknowledge, batch.echoes))
            self.delivery.heard_from_server()
            self.rooms.heard(batch)
            if not ready:
                ready = True
                self.rooms.wake()
                on_ready()
                listening.set()
            if pause := rush.pause(new, now=clock()):
                await asyncio.sleep(pause)

    async def close(self) -> None:
        """Give everything back; safe to call when `run` has failed."""
        await self.platform.close()
        await self.database.dispose()


def _answered(rows: Sequence[Outbox], *, delivery: Delivery, boards: Boards) -> None:
    """Commands were dealt with, and this is what follows."""
    delivery.offer(rows)
    boards.wake()


async def _insist(keep: Callable[[], Awaitable[Result]]) -> Result:
    """Keep what was brought, however long the database is busy: the next look would move past it."""
    pause = 0.1
    while True:
        try:
            return await keep()
        except OperationalError as error:
            log.warning("database does not answer", reason=str(error.orig), again_in=pause)
            await asyncio.sleep(pause)
            pause = min(5.0, pause * 2)


async def _made_ready(
    database: Database, settings: Settings, texts: Texts, house: House, clock: Clock, *, platform: str
) -> bytes:
    """The database as this program and its configuration want it; the key of the transaction ids.

    Raises `storage.migrate.SchemaTooNew`.
    """
    await upgrade(database)
    await forget_again(database, texts=texts, house=house, clock=clock)
    now = clock.now()
    async with database.writing() as store:
        await settle_districts(store, settings, platform=platform, now=now, forgotten=database.forgotten)
        key = await store.settings.get(TXN_KEY)
        if key is None:
            key = secrets.token_hex(32)
            await store.settings.set(TXN_KEY, key)
        await plan_all(store, now)
        await plan_tidying(store, now)
    return bytes.fromhex(key)


def _was_removed(database: Database, kind: str, whom: str) -> bool:
    return database.forgotten is not None and database.forgotten.forgot(kind, whom) is not None


def _own_names(address: str) -> tuple[str, ...]:
    """How people address the bot at the start of a message: by its name or its whole address."""
    return (address, address.lstrip("@").split(":")[0])
