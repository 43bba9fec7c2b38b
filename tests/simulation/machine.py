"""The state machine: the same things are said to the bot and to the model, and both must agree at once.

Between the commands the program is restarted, dies at any commit or sending, is away while people type,
or cannot reach the server; answers of the server are lost; time passes, with ticks at every minute at
which the model has something to tell and at the minute before.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.simulation.lockstep import DISTRICT_ROOM, HOUR, Lockstep
from tests.simulation.model import ANNA, BO, KARIN, LEYLA, LEYLA_ON_PAPER, MALLORY, NILS, Change, Span
from tests.simulation.night import DAY
from tests.simulation.things import Letter, Person, Shift

MOST_AWAY = 4
"""Steps that the bot may be away, or the server out of reach, in a row."""

TIMES: dict[str, tuple[int, ...] | None] = {
    "av": (),
    "standard": None,
    "24h 2h": (1440, 120),
    "5h 30m": (300, 30),
    "1h": (60,),
    "2d 3h 1h": (2880, 180, 60),
}
PLACES = {"Torget": "Torget", "Expeditionen": "Expeditionen", "ingen": ""}

EVERYBODY = (BO, LEYLA, ANNA, KARIN, NILS)

people = st.sampled_from(EVERYBODY)
managers = st.sampled_from([ANNA, ANNA, ANNA, ANNA, LEYLA, LEYLA, LEYLA, BO])
anybody = st.sampled_from([BO, LEYLA, LEYLA_ON_PAPER, MALLORY, ANNA, NILS])
shift_picks = st.integers(0, 9)
rooms = st.integers(0, 2)
anyway_words = st.booleans()
seat_numbers = st.sampled_from([2, 1, 3, 4, None, 0])
second_thoughts = st.sampled_from(["", "moves", "cancels"])
guest_numbers = st.sampled_from([None, None, 0, 1, 2])
days = st.integers(0, 3)
hours = st.sampled_from([(18, 20), (19, 21), (20, 22), (11, 13)])
actions = st.sampled_from(["commit", "send"])
stages = st.sampled_from(["before", "after"])
deaths = st.tuples(actions, stages, st.integers(1, 4))
fates = st.none() | st.none() | deaths
"""Where the program dies, if it does, over what is said now: at which commit or sending."""

Death = tuple[str, str, int]


class DistrictMachine(Lockstep):
    """Hypothesis calls the rules in any order."""

    # What people say

    @rule(who=people, pick=shift_picks, guests=guest_numbers, anyway=anyway_words, room=rooms, fate=fates)
    def signs_up(
        self, who: Person, pick: int, guests: int | None, anyway: bool, room: int, fate: Death | None
    ) -> None:
        self.dies(fate)
        number = self.number(pick)
        text = f"!anmäl #{number}" + ("" if guests is None else f" gäster={guests}") + insists(anyway)
        self.say(who, text, room, lambda: self.model.sign_up(who, number, guests, anyway=anyway))

    @rule(pick=shift_picks)
    def everybody_signs_up(self, pick: int) -> None:
        """All at once, in one room, before the bot looks."""
        self.all_sign_up(self.number(pick))

    @rule(who=people, pick=shift_picks, room=rooms, fate=fates)
    def leaves(self, who: Person, pick: int, room: int, fate: Death | None) -> None:
        self.dies(fate)
        number = self.number(pick, lambda one: one.state_of(who) != "out")
        self.say(who, f"!avboka {number}", room, lambda: self.model.leave(who, number))

    @rule(who=people, room=rooms)
    def leaves_the_only_one(self, who: Person, room: int) -> None:
        self.say(who, "!avboka", room, lambda: self.model.leave(who, None))

    @rule(who=people, room=rooms)
    def asks_for_own(self, who: Person, room: int) -> None:
        self.say(who, "!mina", room, lambda: self.model.mine(who))

    @rule(pick=st.integers(0, 9), yes=st.booleans(), numbered=st.booleans(), room=rooms, fate=fates)
    def replies(self, pick: int, yes: bool, numbered: bool, room: int, fate: Death | None) -> None:
        """Somebody who was asked something answers; seldom somebody who was not."""
        self.dies(fate)
        who, number = self.somebody_asked(pick)
        text = f"!{'ja' if yes else 'nej'}" + (f" #{number}" if numbered else "")
        about = number if numbered else None
        self.say(who, text, room, lambda: self.model.reply(who, about, yes=yes))

    @rule(who=people, times=st.sampled_from(sorted(TIMES)), room=rooms)
    def wants_reminders(self, who: Person, times: str, room: int) -> None:
        self.say(who, f"!påminn {times}", room, lambda: self.model.remind(who, TIMES[times]))

    @rule(
        by=managers,
        activity=st.sampled_from(["ringstuga", "studiecirkel", "torget"]),
        day=days,
        hour=hours,
        seats=seat_numbers,
        weeks=st.sampled_from([0, 0, 0, 1]),
        room=rooms,
    )
    def adds(
        self,
        by: Person,
        activity: str,
        day: int,
        hour: tuple[int, int],
        seats: int | None,
        weeks: int,
        room: int,
    ) -> None:
        """A shift, or the first of a series."""
        start, end = self.span(day, hour)
        spans = [(start + week * 7 * DAY, end + week * 7 * DAY) for week in range(weeks + 1)]
        limit = f" platser={seats}" if seats is not None else ""
        text = f"!pass ny {activity} {written((start, end))}{limit}"
        if weeks:
            text += f" varje=vecka tom={iso(spans[-1][0])}"
        self.say(by, text, room, lambda: self.model.add(by, activity, spans, seats))

    @rule(
        by=managers,
        pick=shift_picks,
        when=st.none() | st.tuples(days, hours),
        seats=st.none() | st.tuples(seat_numbers),
        place=st.none() | st.sampled_from(sorted(PLACES)),
        anyway=anyway_words,
        room=rooms,
    )
    def edits(
        self,
        by: Person,
        pick: int,
        when: tuple[int, tuple[int, int]] | None,
        seats: tuple[int | None] | None,
        place: str | None,
        anyway: bool,
        room: int,
    ) -> None:
        number = self.number(pick, Shift.taken)
        span = self.span(*when) if when else None
        text = f"!pass ändra {number}" + (f" {written(span)}" if span else "")
        if seats is not None:
            text += f" platser={'ingen' if seats[0] is None else seats[0]}"
        if place is not None:
            text += f' plats="{place}"'
        text += insists(anyway)
        change = Change(span, seats, None if place is None else PLACES[place], anyway)
        self.say(by, text, room, lambda: self.model.edit(by, number, change))

    @rule(
        pick=shift_picks,
        days=st.tuples(days, days),
        hour=hours,
        then=second_thoughts,
        reminded=st.booleans(),
    )
    def moves(
        self, pick: int, days: tuple[int, int], hour: tuple[int, int], then: str, reminded: bool
    ) -> None:
        """To another time, and perhaps Anna thinks again before the bot looks; or somebody was reminded."""
        due = self.model.next_due()
        if reminded and due is not None:
            self.pass_time(math.ceil(due))
        number = self.number(pick, was_reminded_of if reminded else Shift.taken)
        for day in days if then == "moves" else days[:1]:
            span = self.span(day, hour)
            ask = partial(self.model.edit, ANNA, number, Change(span))
            self.write(ANNA, f"!pass ändra {number} {written(span)}", 1, ask)
        if then == "cancels":
            ask = partial(self.model.cancel, ANNA, number, anyway=True)
            self.write(ANNA, f"!pass ställin {number} ändå", 1, ask)
        self.settle()

    @rule(by=managers, pick=shift_picks, anyway=anyway_words, room=rooms, fate=fates)
    def cancels(self, by: Person, pick: int, anyway: bool, room: int, fate: Death | None) -> None:
        self.dies(fate)
        number = self.number(pick, Shift.taken)
        text = f"!pass ställin {number}{insists(anyway)}"
        self.say(by, text, room, lambda: self.model.cancel(by, number, anyway=anyway))

    @rule(by=managers, pick=shift_picks, is_open=st.sampled_from([False, False, True]), room=rooms)
    def opens_or_closes(self, by: Person, pick: int, is_open: bool, room: int) -> None:
        """And people come to the door."""
        number = self.number(pick)
        text = f"!pass {'öppna' if is_open else 'stäng'} {number}"
        self.say(by, text, room, lambda: self.model.set_open(by, number, is_open=is_open))
        self.all_sign_up(number)

    @rule(by=managers, pick=shift_picks, whom=anybody, anyway=anyway_words, room=rooms, fate=fates)
    def books(self, by: Person, pick: int, whom: Person, anyway: bool, room: int, fate: Death | None) -> None:
        self.dies(fate)
        number = self.number(pick)
        text = f"!boka {number} {named(whom)}{insists(anyway)}"
        self.say(by, text, room, lambda: self.model.book(by, number, whom, anyway=anyway))

    @rule(by=managers, pick=shift_picks, whom=anybody, room=rooms)
    def unbooks(self, by: Person, pick: int, whom: Person, room: int) -> None:
        number = self.number(pick, lambda one: one.has(whom))
        text = f"!avbokaperson {number} {named(whom)}"
        self.say(by, text, room, lambda: self.model.unbook(by, number, whom))

    @rule(by=managers, pick=shift_picks, room=rooms)
    def asks_who_is_booked(self, by: Person, pick: int, room: int) -> None:
        number = self.number(pick, Shift.taken)
        openly = self.room(by, room) != DISTRICT_ROOM
        self.say(by, f"!bokade {number}", room, lambda: self.model.booked(by, number, openly=openly))

    @rule(by=managers, whom=st.sampled_from([BO, ANNA]), room=rooms)
    def appoints(self, by: Person, whom: Person, room: int) -> None:
        self.say(by, f"!organisatör ny {whom.address}", room, lambda: self.model.appoint(by, whom))

    @rule(by=managers, whom=st.sampled_from([BO, ANNA, ANNA]), anyway=anyway_words, room=rooms)
    def dismisses(self, by: Person, whom: Person, anyway: bool, room: int) -> None:
        """Anna is asked about, and stays: she would come back with the next start, whenever that is."""
        anyway = anyway and whom != ANNA
        text = f"!organisatör tabort {whom.address}{insists(anyway)}"
        self.say(by, text, room, lambda: self.model.dismiss(by, whom, anyway=anyway))

    # What happens to the program, and the time

    @rule(minutes=st.sampled_from([5, 25, 90, 4 * HOUR, 11 * HOUR]))
    def time_passes(self, minutes: int) -> None:
        self.pass_time(self.model.now + minutes)

    @rule(before=st.sampled_from([0, 1, 20, 3 * HOUR]))
    def a_shift_draws_near(self, before: int) -> None:
        coming = [one.start for one in self.model.shifts.values() if one.start - before > self.model.now]
        if coming:
            self.pass_time(min(coming) - before)

    @rule()
    def is_restarted(self) -> None:
        if self.listening:
            self.run(self.world.restart())
            self.settled()

    @rule(action=actions, stage=stages, times=st.integers(1, 6), again=st.integers(0, 2))
    def will_die(self, action: str, stage: str, times: int, again: int) -> None:
        self.world.fate.dies(action, stage, times=times, again=again)

    @rule(stage=stages, times=st.integers(1, 3))
    def answers_will_be_lost(self, stage: str, times: int) -> None:
        self.world.fate.loses(stage, times=times)

    @precondition(lambda self: self.all_is_well)
    @rule()
    def goes_away(self) -> None:
        """From now on people type, and nobody answers."""
        self.run(self.world.stop_bot())
        self.listening, self.steps_left = False, MOST_AWAY

    @precondition(lambda self: self.all_is_well)
    @rule(tries=st.booleans(), just_then=st.booleans())
    def loses_the_server(self, tries: bool, just_then: bool) -> None:
        """From now on what is decided cannot be sent, or not even tried; perhaps when something was due."""
        due = self.model.next_due()
        if just_then and due is not None:
            self.pass_time(math.ceil(due) - 1)
        self.world.fate.outage, self.world.sending, self.steps_left = tries, tries, MOST_AWAY
        if just_then and due is not None:
            self.pass_time(math.ceil(due))

    @precondition(lambda self: self.all_is_well and self.model.next_due() is not None)
    @rule(tries=st.booleans(), leaves=st.booleans())
    def news_meet_what_is_due(self, tries: bool, leaves: bool) -> None:
        """For a moment nothing is sent; just then something is due, and Anna has another place for it.

        Perhaps whoever both are for gives up the seat before either arrives.
        """
        self.loses_the_server(tries=tries, just_then=True)
        for letter in [one for one in self.model.outbox if isinstance(one, Letter)][:1]:
            number = letter.shift.number
            place = "Källaren" if letter.shift.place == "Torget" else "Torget"
            ask = partial(self.model.edit, ANNA, number, Change(place=place))
            self.say(ANNA, f'!pass ändra {number} plats="{place}"', 1, ask)
            for who in EVERYBODY:
                if leaves and who.address == letter.to:
                    self.say(who, f"!avboka {number}", 1, partial(self.model.leave, who, number))
        self.come_back(tick_first=False)

    @rule(tick_first=st.booleans())
    def comes_back(self, tick_first: bool) -> None:
        """The bot to the people, and the server to the bot."""
        self.come_back(tick_first=tick_first)

    # What the rules have in common

    def dies(self, fate: Death | None) -> None:
        if fate is not None:
            action, stage, times = fate
            self.world.fate.dies(action, stage, times=times)

    def all_sign_up(self, number: int) -> None:
        for who in EVERYBODY:
            ask = partial(self.model.sign_up, who, number, None, anyway=False)
            self.write(who, f"!anmäl {number}", 0, ask)
        self.settle()

    def somebody_asked(self, pick: int) -> tuple[Person, int]:
        """Who, and about which shift; mostly somebody who need answer, else whoever once was asked."""
        asks = [one for one in self.model.asks if one.state == "open"] if pick < 7 else []
        asks = asks or (self.model.asks if pick < 9 else [])
        if not asks:
            return EVERYBODY[pick % len(EVERYBODY)], 1 + pick % len(self.model.shifts)
        ask = asks[pick % len(asks)]
        return ask.signup.person, ask.shift.number

    def number(self, pick: int, fits: Callable[[Shift], object] = lambda _: True) -> int:
        """Mostly of a coming shift that fits; else of any there was, or of none."""
        shifts = self.model.shifts.values()
        ahead = [one for one in shifts if one.state != "cancelled" and one.end > self.model.now]
        numbers = [one.number for one in ahead if fits(one)] if pick < 7 else []
        numbers = numbers or [one.number for one in ahead if pick < 9] or [*self.model.shifts, 99]
        return numbers[pick % len(numbers)]

    def span(self, day: int, hour: tuple[int, int]) -> Span:
        """Hours of the day that is so many days ahead."""
        midnight = (self.model.now // DAY + day) * DAY
        return midnight + hour[0] * HOUR, midnight + hour[1] * HOUR


def was_reminded_of(shift: Shift) -> bool:
    """Whether somebody who is booked has had a reminder of it, and may have to have it again."""
    return any(told.state == "sent" for one in shift.booked() for told in one.reminders)


def named(whom: Person) -> str:
    return whom.address or f'"{whom.name}"'


def insists(anyway: bool) -> str:
    return " ändå" if anyway else ""


def iso(minute: int) -> str:
    return (date(2024, 5, 6) + timedelta(days=minute // DAY)).isoformat()


def written(span: Span) -> str:
    return f"{iso(span[0])} {span[0] // HOUR % 24}-{span[1] // HOUR % 24}"
