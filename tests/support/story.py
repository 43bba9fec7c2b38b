"""A story: a cast who talk to the bot in rooms, a clock that the test moves, and a real SQLite file.

Nothing runs in the background. What somebody says is taken in, dispatched and delivered before the
call returns, so a story reads from top to bottom and never waits.
"""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.clock import ManualClock
from bot.markup import to_plain
from bot.platforms.base import File, IncomingKind, Membership, Outgoing
from bot.platforms.memory import Accepted, MemoryPlatform, MemoryServer
from bot.settings import Settings
from commands.texts import Texts
from storage.engine import Database
from storage.store import Store

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY = datetime(2024, 5, 6, 10, 0, tzinfo=STOCKHOLM)
TEXTS = Texts()


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the bot's, as somebody in the room sees it."""

    message: Outgoing
    event: str
    at: datetime

    @property
    def kind(self) -> str:
        return self.message.kind

    @property
    def text(self) -> str:
        return to_plain(self.message.text)

    @property
    def markdown(self) -> str:
        return self.message.text

    @property
    def room(self) -> str:
        return self.message.room

    @property
    def mentions(self) -> tuple[str, ...]:
        return self.message.mentions

    @property
    def notify(self) -> bool:
        return self.message.notify

    @property
    def edits(self) -> str | None:
        """The event id of the message that this one takes the place of."""
        return self.message.edits

    @property
    def file(self) -> File | None:
        return self.message.file

    def __str__(self) -> str:
        return f"[{self.kind}] {self.text}"


class Place:
    """A room of the story; `new()` gives what the bot wrote there since the last look.

    Edits are among it (`Heard.edits`), reactions are not: see `keys`.
    """

    def __init__(self, story: Story, address: str) -> None:
        self.story = story
        self.address = address
        self._seen = 0

    def all(self) -> list[Heard]:
        return [
            Heard(one.message, one.event_id, one.at)
            for one in self.story.server.ledger
            if one.message.room == self.address
        ]

    def shown(self) -> list[Heard]:
        """What can be read there now: every message with its last edit, without those that were removed."""
        server = self.story.server
        latest = {
            one.edits: one.message for one in self.all() if one.edits and one.event not in server.redacted
        }
        return [
            replace(one, message=replace(latest.get(one.event, one.message), edits=None))
            for one in self.all()
            if one.edits is None and one.event not in server.redacted
        ]

    def keys(self, heard: Heard) -> list[str]:
        """What the bot itself has put under a message for people to press, in order."""
        return [one.key for one in self.story.server.reactions_by_bot if one.target == heard.event]

    def new(self, *, files: bool = False) -> list[Heard]:
        """Without the files that go with messages (see `Story.file_of`), unless `files`."""
        heard = self.all()
        fresh, self._seen = heard[self._seen :], len(heard)
        return [one for one in fresh if files or one.file is None]


class Someone:
    """One of the cast. Speaks in the district's room unless another is named."""

    def __init__(self, story: Story, address: str, name: str) -> None:
        self.story = story
        self.address = address
        self.name = name
        self.direct = Place(story, f"!direct-{address[1:].split(':')[0]}")

    async def says(self, text: str, *, room: Place | None = None, thread: str | None = None) -> Heard:
        """Say something that is answered, exactly once; the answer."""
        event, heard = await self._says(text, room, thread=thread)
        assert len(heard) == 1, f"{text!r} got {len(heard)} answers: {[str(one) for one in heard]}"
        assert event in heard[0].message.answers
        return heard[0]

    async def says_unanswered(self, text: str, *, room: Place | None = None) -> None:
        """Say something that the bot has nothing to say to."""
        _, heard = await self._says(text, room)
        assert heard == [], f"{text!r} was answered: {[str(one) for one in heard]}"

    async def edits(self, heard: Heard | str, text: str, *, room: Place | None = None) -> list[Heard]:
        """Change an earlier message (the one `heard` answers, or an event id); what the bot says to it."""
        target = heard if isinstance(heard, str) else next(iter(heard.message.answers))
        place = room or self.story.district_room
        event = await self.story.post(IncomingKind.EDIT, self, place, text=text, target=target)
        return self.story.answers_to(event)

    async def reacts(self, heard: Heard, key: str) -> list[Heard]:
        """React to a message of the bot's; what it says to that."""
        event = await self.story.server.react(heard.room, self.address, heard.event, key, name=self.name)
        await self.story.settle()
        return self.story.answers_to(event.event_id)

    async def unreacts(self, heard: Heard, key: str) -> list[Heard]:
        """Take back a reaction; what the bot says to that."""
        event = await self.story.server.unreact(heard.room, self.address, heard.event, key, name=self.name)
        await self.story.settle()
        return self.story.answers_to(event.event_id)

    def new(self, *, files: bool = False) -> list[Heard]:
        """Direct messages since the last look."""
        return self.direct.new(files=files)

    async def _says(
        self, text: str, room: Place | None, *, thread: str | None = None
    ) -> tuple[str, list[Heard]]:
        place = room or self.story.district_room
        event = await self.story.post(IncomingKind.MESSAGE, self, place, text=text, thread=thread)
        return event, self.story.answers_to(event)


class Story:
    """The cast, the rooms, the clock and the bot.

    Everybody has been told long ago what is kept about them, so that messages can be counted; a story that is
    marked `strangers` is about people who meet the bot for the first time (`tests/stories/conftest.py`).
    """

    def __init__(self, folder: Path, settings: Settings, clock: ManualClock) -> None:
        self.settings = settings
        self.clock = clock
        self.server = MemoryServer(clock)
        self.url = f"sqlite+aiosqlite:///{folder}/passet.db"
        self.district_room = Place(self, "!district")
        self.organizers_room = Place(self, "!organizers")
        self.anna = Someone(self, "@anna:example.org", "Anna")
        self.bo = Someone(self, "@bo:example.org", "Bo")
        self.leyla = Someone(self, "@leyla:example.org", "Leyla")
        self.mallory = Someone(self, "@mallory:elsewhere.org", "Mallory")
        self.began = 0
        self._app: App | None = None
        self._token: str | None = None

    @property
    def app(self) -> App:
        assert self._app is not None
        return self._app

    async def begin(self) -> None:
        """The bot starts, is invited to the district's and the organizers' room, and direct rooms exist."""
        await self.start_bot()
        for place in (self.district_room, self.organizers_room):
            await self.server.invite_bot(place.address, by=self.anna.address)
        for one in (self.anna, self.bo, self.leyla):
            await self.server.invite_bot(one.direct.address, by=one.address, direct=True)
        await self.settle()
        await self.anna.says("!room role=organizers language=sv", room=self.organizers_room)
        for place in (
            self.district_room,
            self.organizers_room,
            *(one.direct for one in (self.anna, self.bo, self.leyla)),
        ):
            place.new()
        self.began = len(self.server.ledger)

    @property
    def told(self) -> list[Accepted]:
        """Everything the bot wrote since the story began, without the files that went with it."""
        return [one for one in self.server.ledger[self.began :] if one.message.file is None]

    async def start_bot(self) -> None:
        self._app = await App.build(
            self.settings,
            MemoryPlatform(self.server),
            clock=self.clock,
            database=Database(self.url),
            rng=random.Random(1),
            texts=TEXTS,
        )

    async def stop_bot(self) -> None:
        if self._app is not None:
            await self._app.close()
            self._app = None
            self._token = None

    async def restart(self) -> None:
        """A new program on the same database."""
        await self.stop_bot()
        await self.start_bot()
        await self.settle()

    async def catch_up(self) -> None:
        """What the bot does once after a start: ask for reactions it may have missed."""
        await self.app.catching_up.once()
        await self.settle()

    async def crash(self) -> None:
        """The program dies: whatever it had not written down is gone."""
        await self.stop_bot()

    async def hear(self, who: Someone, text: str, *, room: Place | None = None) -> str:
        """Somebody says something that the bot keeps, and has not dealt with yet; the event id."""
        place = room or self.district_room
        event = self.server.make(
            IncomingKind.MESSAGE, place.address, who.address, text=text, sender_name=who.name
        )
        await self.server.post(event)
        await self.take()
        return event.event_id

    async def take(self) -> None:
        """Keep what the server has, and do nothing about it yet."""
        platform = self.app.platform
        assert isinstance(platform, MemoryPlatform)
        await self.app.intake.take(platform.look(await self.app.intake.token()))
        self._token = None

    async def decide(self) -> None:
        """Deal with what was kept, and send nothing yet."""
        while await self.app.dispatcher.step():
            pass

    async def post(
        self,
        kind: IncomingKind,
        who: Someone,
        place: Place,
        *,
        text: str = "",
        target: str | None = None,
        thread: str | None = None,
    ) -> str:
        """Put an event into a room and let the bot deal with it; the event's id."""
        event = self.server.make(
            kind, place.address, who.address, text=text, target=target, thread=thread, sender_name=who.name
        )
        await self.server.post(event)
        await self.settle()
        return event.event_id

    def file_of(self, heard: Heard) -> File | None:
        """The file that went out with a message."""
        return next(
            (one.message.file for one in self.server.ledger if one.message.id == f"{heard.message.id}-file"),
            None,
        )

    def answers_to(self, event: str) -> list[Heard]:
        return [
            Heard(one.message, one.event_id, one.at)
            for one in self.server.ledger
            if event in one.message.answers
        ]

    async def settle(self) -> None:
        """Let the bot work until nothing is left to do at the clock's present time."""
        if self._app is None:
            return
        platform = self.app.platform
        assert isinstance(platform, MemoryPlatform)
        while True:
            if self._token is None:
                self._token = await self.app.intake.token()
            batch = platform.look(self._token)
            if self._token is None or batch.incoming:
                await self.app.intake.take(batch)
                self._token = batch.token
            while await self.app.dispatcher.step():
                pass
            await self.app.delivery.drain()
            if not platform.look(self._token).incoming and not await self.app.boards.look():
                await self.app.delivery.drain()
                return

    async def pass_time(self, step: timedelta = timedelta(minutes=5), **by: float) -> None:
        """Move the clock on (`hours=5`), with the ticks that come in between."""
        await self.until(self.clock.now() + timedelta(**by), step=step)

    async def until(self, moment: datetime | str, *, step: timedelta = timedelta(minutes=5)) -> None:
        """Move the clock to a moment; a string is local time in Stockholm ("2024-05-07 18:00")."""
        end = datetime.fromisoformat(moment).replace(tzinfo=STOCKHOLM) if isinstance(moment, str) else moment
        while self.clock.now() < end:
            self.clock.set(min(end, self.clock.now() + step))
            await self.tick()

    async def tick(self) -> None:
        """What the scheduler does every 15 s: what is due is written, cards are looked at, all is sent."""
        await self.app.ticker.tick()
        await self.app.boards.look()
        await self.app.delivery.drain()

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        """Look into the database."""
        async with self.app.database.reading() as store:
            yield store

    async def moves(
        self, who: Someone, to: Membership, *, place: Place | None = None, by: Someone | None = None
    ) -> None:
        """Somebody comes into a room (else the district's), leaves it, or is sent away by another."""
        room = (place or self.district_room).address
        await self.server.move(room, who.address, to, by=by.address if by else None)
        await self.settle()

    async def look_at_rooms(self) -> None:
        """What the bot asks the server about its rooms from time to time."""
        await self.app.rooms.refresh()
        await self.settle()

    async def bot_is_removed_from(self, place: Place) -> None:
        """Somebody kicks the bot."""
        self.server.room(place.address).members.discard(self.server.bot)
        await self.server.post(
            self.server.make(
                IncomingKind.MEMBERSHIP,
                place.address,
                self.anna.address,
                who=self.server.bot,
                membership=Membership.LEAVE,
            )
        )
        await self.settle()


def settings(**changes: object) -> Settings:
    """The district's configuration as the stories assume it; top-level sections may be replaced."""
    values: dict[str, object] = {
        "matrix": {
            "homeserver": "https://matrix.example.org",
            "user_id": "@passet:example.org",
            "invites_from": ["example.org"],
        },
        "district": [
            {
                "key": "sjuharad",
                "name": "Vänsterpartiet Sjuhärad",
                "timezone": "Europe/Stockholm",
                "language": "sv",
                "organizers": ["@anna:example.org"],
                "branches": ["Bollebygd", "Borås", "Mark", "Ulricehamn"],
            }
        ],
        **changes,
    }
    return Settings.model_validate(values)
