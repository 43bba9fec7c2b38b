"""Random histories of a district in which one person has a part in everything: the same for a seed."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.platforms.base import IncomingKind
from storage.models import Identity
from tests.support.story import Place, Someone, Story

NAME = "Svanhild Kanariesson"
LOCALPART = "kanariefagel.ljungby"
ADDRESS = f"@{LOCALPART}:example.org"
OTHER_ACCOUNT = "@svanhild-konsol:console"
CANARIES = (NAME, LOCALPART, "svanhild", "kanarie")
"""Searched in any case of the letters."""
WITHOUT_CHAT = "Torvald Kanarielind"
STEPS = 45
KEYS = ("1️⃣", "2️⃣", "✅", "❌")


class History:
    """`canary` is the one who will be forgotten."""

    def __init__(self, story: Story, seed: int) -> None:
        self.story = story
        self.rng = random.Random(seed)  # a test that must be the same again
        self.canary = Someone(story, ADDRESS, NAME)
        self.canary.direct = Place(story, "!opaque7f31")
        self.others = [story.anna, story.bo, story.leyla]
        self.shifts = 0

    async def tell(self) -> None:
        """All of it."""
        await self._begin()
        steps = self._steps()
        for _ in range(STEPS):
            await self.rng.choice(steps)()
            await self.story.pass_time(step=timedelta(hours=4), hours=self.rng.choice((0, 0, 0, 1, 5)))
        await self.story.pass_time(step=timedelta(hours=4), hours=1)

    async def _begin(self) -> None:
        story = self.story
        await story.server.invite_bot(self.canary.direct.address, by=ADDRESS, direct=True)
        await story.settle()
        await self.say(self.canary, "!hjälp", self.canary.direct)
        await self.say(story.anna, "!aktivitet ny ringstuga")
        await self.say(story.anna, "!aktivitet ny torg nya=fadder")
        for when in ("2024-05-07 18-20", "2024-05-08 10-14", "2024-05-10 18-20"):
            await self._shift("ringstuga", when)
        await self._shift("torg", "2024-05-09 9-12")
        if self.rng.random() < 0.5:
            await self._second_account()

    async def _second_account(self) -> None:
        async with self.story.app.database.writing() as store:
            found = await store.people.identity("memory", ADDRESS)
            assert found is not None
            store.session.add(
                Identity(person_id=found[1].id, platform="console", address=OTHER_ACCOUNT, display_name=NAME)
            )

    async def _shift(self, slug: str, when: str) -> None:
        seats = self.rng.choice((1, 2, 5))
        await self.say(self.story.anna, f"!pass ny {slug} {when} platser={seats}")
        self.shifts += 1

    async def say(self, who: Someone, text: str, place: Place | None = None) -> None:
        """Whatever comes of it."""
        await self.story.post(IncomingKind.MESSAGE, who, place or self.story.district_room, text=text)

    def number(self) -> int:
        return self.rng.randint(1, self.shifts)

    def whom(self) -> str:
        """The ways in which one names them."""
        return self.rng.choice((ADDRESS, f"@{LOCALPART}", f'"{NAME}"'))

    def _steps(self) -> list[Callable[[], Awaitable[None]]]:
        return [
            *([self._canary_says] * 5),
            *([self._organizer_says] * 5),
            self._others_say,
            self._others_say,
            self._react,
            self._react,
            self._edit,
            self._put_up,
        ]

    async def _canary_says(self) -> None:
        place = self.rng.choice((self.canary.direct, self.story.district_room))
        text = self.rng.choice(
            (
                f"!anmäl {self.number()}",
                f"!anmäl {self.number()} gäster=1",
                f"!anmäl {self.number()} ändå",
                f"!avboka {self.number()}",
                f"!ersättare {self.number()}",
                f"!byt {self.number()} @leyla",
                f"!incheckad {self.number()}",
                "!bevaka ringstuga",
                "!språk en",
                "!påminn 5h 1h",
                "!mina",
                "!mina som=ics",
                "!minadata",
                "!pass",
                "ja",
                "!nej",
            )
        )
        await self.say(self.canary, text, place)

    async def _organizer_says(self) -> None:
        place = self.rng.choice(
            (self.story.organizers_room, self.story.anna.direct, self.story.district_room)
        )
        number, whom = self.number(), self.whom()
        text = self.rng.choice(
            (
                f"!boka {number} {whom}",
                f"!boka {number} {whom} ändå",
                f'!boka {number} "{WITHOUT_CHAT}"',
                f"!avbokaperson {number} {whom}",
                f"!bokade {number}",
                "!bokade ringstuga som=csv",
                f"!närvaro {number} {whom}",
                f"!uteblev {number} {whom}",
                f"!förhinder {number} {whom}",
                f"!kunskap {whom} ringledare",
                f"!organisatör ny {ADDRESS}",
                f"!organisatör tabort {ADDRESS}",
                "!organisatör lista",
                f"!aktivitet ändra ringstuga ansvarig={ADDRESS}",
                f'!meddela {number} "Ta med frukt"',
                "!läget",
                "!logg",
                f"!pass ändra {number} platser=3",
                "!aktivitet ändra torg bekräfta=24h",
                f'!aktivitet ändra torg om="Fråga @{LOCALPART} om bordet"',
                f'!aktivitet ändra ringstuga om="Ring {ADDRESS}, eller kom"',
                f'!pass ändra {number} plats="Hos {ADDRESS}"',
            )
        )
        await self.say(self.story.anna, text, place)

    async def _others_say(self) -> None:
        who = self.rng.choice((self.story.bo, self.story.leyla))
        text = self.rng.choice(
            (
                f"!anmäl {self.number()}",
                f"!avboka {self.number()}",
                f"!byt {self.number()} {self.whom()}",
                f"!ersättare {self.number()}",
                "!mina",
                f"!glömmig {self.whom()}",
            )
        )
        await self.say(who, text, self.rng.choice((who.direct, self.story.district_room)))

    async def _put_up(self) -> None:
        who = self.rng.choice((self.story.anna, self.canary))
        text = self.rng.choice(("!kort ringstuga", f'!datum "Möte {self.rng.randint(1, 9)}" fre lör 18-20'))
        await self.say(who, text)

    async def _react(self) -> None:
        place = self.rng.choice((self.canary.direct, self.story.district_room))
        if shown := place.shown():
            heard = self.rng.choice(shown[-6:])
            await self.canary.reacts(heard, self.rng.choice(KEYS))

    async def _edit(self) -> None:
        refused = [one for one in self.story.district_room.all() if one.kind.startswith("error-")]
        if refused and refused[-1].message.answers:
            await self.canary.edits(refused[-1], f"!anmäl {self.number()}")
