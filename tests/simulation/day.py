"""A day in few words: what people say, to the bot and to the model at once. The days are in `days`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.simulation.machine import DistrictMachine
from tests.simulation.model import ANNA, Change
from tests.simulation.night import DAY
from tests.simulation.things import Ask, Person
from tests.simulation.told import DISTRICT_ROOM
from tests.simulation.words import HOUR, insists, named, written
from tests.simulation.world import beginning

RINGSTUGA, STUDIECIRKEL, WEDNESDAY, TORGET, WITH_ROLES = 1, 2, 3, 4, 5
"""The shifts of the beginning (`world.BEGINNING`), by number; it is Monday at ten."""
OWN, DISTRICT, ORGANIZERS = 1, 0, 2
"""Rooms as the machine numbers them."""


class Day:
    """What people say, one after another, in as few words as can be."""

    def __init__(self) -> None:
        self.both = DistrictMachine()
        self.model = self.both.model

    def up(
        self,
        who: Person,
        number: int,
        *,
        guests: int | None = None,
        role: str | None = None,
        anyway: bool = False,
        room: int = OWN,
    ) -> None:
        text = f"!anmäl #{number}" + ("" if guests is None else f" gäster={guests}")
        text += ("" if role is None else f" roll={role}") + insists(anyway)
        ask = partial(self.model.sign_up, who, number, guests, anyway=anyway, role=role)
        self.both.say(who, text, room, ask)

    def out(self, who: Person, number: int) -> None:
        self.both.say(who, f"!avboka {number}", OWN, partial(self.model.leave, who, number))

    def says(self, who: Person, number: int, *, yes: bool, room: int = OWN) -> None:
        ask = partial(self.model.reply, who, number, yes=yes)
        self.both.say(who, f"!{'ja' if yes else 'nej'} #{number}", room, ask)

    def books(self, number: int, whom: Person, *, by: Person = ANNA) -> None:
        text = f"!boka {number} {named(whom)} ändå"
        self.both.say(by, text, OWN, partial(self.model.book, by, number, whom, anyway=True))

    def unbooks(self, number: int, whom: Person, *, room: int = OWN) -> None:
        ask = partial(self.model.unbook, ANNA, number, whom)
        self.both.say(ANNA, f"!avbokaperson {number} {named(whom)}", room, ask)

    def dismisses(self, whom: Person) -> None:
        ask = partial(self.model.dismiss, ANNA, whom, anyway=False)
        self.both.say(ANNA, f"!organisatör tabort {whom.address}", OWN, ask)

    def may_be_asked(self, who: Person, *, may: bool) -> None:
        ask = partial(self.model.may_be_asked, who, may=may)
        self.both.say(who, f"!ersättare {'på' if may else 'av'}", OWN, ask)

    def asks_who(self, by: Person, number: int, *, room: int) -> None:
        openly = self.both.room(by, room) != DISTRICT_ROOM
        ask = partial(self.model.booked, by, number, openly=openly)
        self.both.say(by, f"!bokade {number}", room, ask)

    def adds(self, activity: str, day: int, hours: tuple[int, int], seats: int | None = None) -> int:
        """Its number."""
        span = day * DAY + hours[0] * HOUR, day * DAY + hours[1] * HOUR
        limit = "" if seats is None else f" platser={seats}"
        ask = partial(self.model.add, ANNA, activity, [span], seats)
        self.both.say(ANNA, f"!pass ny {activity} {written(span)}{limit}", OWN, ask)
        return len(self.model.shifts)

    def seats(self, number: int, seats: int, *, anyway: bool = False) -> None:
        ask = partial(self.model.edit, ANNA, number, Change(seats=(seats,), anyway=anyway))
        self.both.say(ANNA, f"!pass ändra {number} platser={seats}{insists(anyway)}", OWN, ask)

    def place(self, number: int, place: str) -> None:
        ask = partial(self.model.edit, ANNA, number, Change(place=place))
        self.both.say(ANNA, f'!pass ändra {number} plats="{place}"', OWN, ask)

    def moves(self, number: int, day: int, hours: tuple[int, int]) -> None:
        span = day * DAY + hours[0] * HOUR, day * DAY + hours[1] * HOUR
        ask = partial(self.model.edit, ANNA, number, Change(span))
        self.both.say(ANNA, f"!pass ändra {number} {written(span)}", OWN, ask)

    def cancels(self, number: int) -> None:
        ask = partial(self.model.cancel, ANNA, number, anyway=True)
        self.both.say(ANNA, f"!pass ställin {number} ändå", OWN, ask)

    def closes(self, number: int) -> None:
        ask = partial(self.model.set_open, ANNA, number, is_open=False)
        self.both.say(ANNA, f"!pass stäng {number}", OWN, ask)

    def skill(self, whom: Person, role: str, *, gone: bool = False) -> None:
        text = f"!kunskap {whom.address} {role}{' bort' if gone else ''}"
        self.both.say(ANNA, text, OWN, partial(self.model.skill, ANNA, whom, role, gone=gone))

    def stand_in(self, who: Person, number: int, *, off: bool = False) -> None:
        ask = partial(self.model.look_for_stand_in, who, number, off=off)
        self.both.say(who, f"!ersättare #{number}{' av' if off else ''}", OWN, ask)

    def until_before(self, number: int, minutes: int) -> None:
        """That long before the shift begins."""
        self.both.pass_time(self.model.shifts[number].start - minutes)

    def passes(self, minutes: int) -> None:
        self.both.pass_time(self.model.now + minutes)

    def question(self, who: Person, number: int) -> Ask:
        """The last one that this person was asked about the shift."""
        return [one for one in self.model.asks if one.person == who and one.shift.number == number][-1]


def lived_through(plan: Callable[[Day], None]) -> None:
    """Raises AssertionError where the bot and the model differ, on the day or until all has ended."""
    beginning()
    day = Day()
    try:
        plan(day)
    finally:
        day.both.teardown()
