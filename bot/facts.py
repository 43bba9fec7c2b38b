"""What the bot may do in its rooms, and who is there: commands run inside a transaction and ask no server.

Looked up soon after the start, after the bot's own joining and leaving, when somebody asks about a room of
which nothing is known, and every ten minutes: people change power levels without telling the bot.
"""

from __future__ import annotations

import asyncio

import structlog

from bot.clock import Clock
from bot.openness import Openness
from bot.platforms.base import Batch, IncomingKind, Platform, PlatformError
from bot.roll_call import RollCall
from commands.rights import RoomRights
from storage.engine import Database
from storage.states import RoomRole

EVERY_SECONDS = 600.0
SOON_SECONDS = 5.0
"""Nothing waits for it: what people have just said to the bot goes first."""
_TELLING = (IncomingKind.MEMBERSHIP, IncomingKind.UPGRADE)

log = structlog.get_logger(__name__)


class RoomBook:
    """`known` is what handlers are given; `refresh` asks the platform; `run` does so for ever."""

    def __init__(
        self,
        database: Database,
        platform: Platform,
        clock: Clock,
        roll_call: RollCall,
        openness: Openness,
    ) -> None:
        self._roll_call = roll_call
        self._openness = openness
        self._database = database
        self._platform = platform
        self._clock = clock
        self._rights: dict[str, RoomRights] = {}
        self._wanted = asyncio.Event()

    def known(self, address: str) -> RoomRights | None:
        """None where nothing is known; it will be looked up."""
        found = self._rights.get(address)
        if found is None:
            self.wake()
        return found

    def wake(self) -> None:
        """Something may have changed."""
        self._wanted.set()

    def heard(self, batch: Batch) -> None:
        """What may have changed the bot's standing somewhere."""
        if any(one.kind in _TELLING for one in batch.incoming):
            self.wake()

    async def run(self) -> None:
        """Until cancelled; begins when it is woken for the first time."""
        await self._wanted.wait()
        while True:
            await asyncio.sleep(SOON_SECONDS)
            self._wanted.clear()
            try:
                await self.refresh()
            except Exception as error:  # noqa: BLE001 - the bot does not stop because it cannot tell its rights
                log.error("looking at the rooms failed", error=type(error).__name__)
            try:
                await asyncio.wait_for(self._wanted.wait(), EVERY_SECONDS)
            except TimeoutError:
                continue

    async def refresh(self) -> None:
        """Ask about every room that is not a direct one; what cannot be learnt is not known any more."""
        async with self._database.reading() as store:
            joined = await store.rooms.joined()
            addresses = [
                one.address
                for one in joined
                if one.role is not RoomRole.DIRECT and one.platform == self._platform.name
            ]
        found: dict[str, RoomRights] = {}
        for address in addresses:
            try:
                found[address] = await self._look_at(address)
            except PlatformError as error:
                log.info("nothing could be learnt of a room", reason=str(error))
            except Exception as error:  # noqa: BLE001 - one odd room must not hide what is known of the others
                log.error("looking at a room failed", error=type(error).__name__)
        self._rights = found

    async def _look_at(self, address: str) -> RoomRights:
        noted = await self._roll_call.noted(address)
        facts = await self._platform.facts(address)
        await self._roll_call.take(address, noted, facts.members)
        await self._openness.note(address, is_open=facts.open_to_all)
        return RoomRights(
            name=facts.name,
            can_write=facts.can_write,
            can_mention=facts.can_mention_room,
            can_pin=facts.can_pin,
            open_to_all=facts.open_to_all,
            seen=self._clock.now(),
        )
