"""A district on a real homeserver: Anna, volunteers, rooms with the bot in them, and a filled plan."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from pathlib import Path
from typing import Self

from bot.demo.homeserver import Homeserver
from tests.support.matrix import Person
from tests.support.matrix_http import Event
from tests.support.program import Program

SEATS = 200


class Town:
    """The bot is running when `begin` returns; `close` ends it and everybody's connections."""

    def __init__(self, homeserver: Homeserver, folder: Path) -> None:
        self._homeserver = homeserver
        self._folder = folder
        self.people: list[Person] = []
        self.rooms: list[str] = []

    @property
    def anna(self) -> Person:
        return self.people[0]

    async def begin(self, *, people: int, rooms: int, url: str | None = None) -> Self:
        """Anna and `people` volunteers, and rooms with all of them. `url`: where the bot finds the server."""
        tag = secrets.token_hex(4)
        for number in range(people + 1):
            login = await self._homeserver.register(f"p{number}-{tag}", "a password")
            self.people.append(Person(self._homeserver.url, login))
        bot = f"passet-{tag}"
        await self._homeserver.register(bot, "the bot's password")
        self.program = Program(
            self._folder,
            url=url or self._homeserver.url,
            user=f"@{bot}:{self._homeserver.server_name}",
            password="the bot's password",
            organizer=self.anna.user_id,
        )
        await self.program.start()
        others = [one.user_id for one in self.people[1:]]
        for number in range(rooms):
            room = await self.anna.create_room(f"Rum {number}", invite=[self.program.user, *others])
            await asyncio.gather(*(one.join(room) for one in self.people[1:]))
            self.rooms.append(room)
            await self.anna.timeline.wait_for(room, self._welcome, what="the welcome")
        await self.plan()
        return self

    def _welcome(self, event: Event) -> bool:
        return bool(event.content.get("org.passet", {}).get("kind") == "room-welcome")

    async def plan(self) -> None:
        """Twelve weekly shifts, so that there is always something to sign up for."""
        room = self.rooms[0]
        for text in (
            '!activity add ringstuga "Ringstuga"',
            f"!shift add ringstuga nästa tis 18-20 every=week until={_in_weeks(13)} seats={SEATS}",
        ):
            answer = await self.anna.ask(room, text)
            assert not answer.content["org.passet"]["kind"].startswith("error-"), answer.body

    async def answers(self) -> Counter[str]:
        """How often each event was answered, in all rooms; merged answers counted one by one."""
        found: Counter[str] = Counter()
        for room in self.rooms:
            for event in await self.anna.messages(room):
                if event.sender == self.program.user:
                    found.update(event.content.get("org.passet", {}).get("answers", {}).keys())
        return found

    async def answered_together(self, room: str, events: set[str]) -> list[set[str]]:
        """Which of these events each of the bot's messages in the room answers, in their order."""
        messages = [
            set(event.content.get("org.passet", {}).get("answers", {})) & events
            for event in await self.anna.messages(room)
            if event.sender == self.program.user
        ]
        return [one for one in messages if one]

    async def all_answered(self, events: list[str], *, within: float = 90.0) -> None:
        """Wait until every event has an answer."""
        wanted = set(events)

        def done() -> bool:
            seen = {
                answered
                for room in self.rooms
                for event in self.anna.timeline.seen(room)
                for answered in event.content.get("org.passet", {}).get("answers", {})
            }
            return wanted <= seen

        try:
            await self.anna.timeline.wait_until(done, what="all answers", within=within)
        except AssertionError:
            raise AssertionError(f"not all answered; the log ends:\n{self.program.log[-3000:]}") from None

    async def close(self) -> None:
        await self.program.stop()
        for one in self.people:
            await one.close()


def _in_weeks(weeks: int) -> str:
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC) + timedelta(weeks=weeks)).date().isoformat()
