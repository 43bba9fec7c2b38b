"""The state machine: the same things are said to the bot and to the model, and both must agree at once.

Between the commands the program is restarted, dies at any commit or sending, is away while people type,
or cannot reach the server; answers of the server are lost; time passes, with ticks at every minute at
which the model has something to tell and at the minute before.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections import defaultdict
from collections.abc import Callable, Coroutine
from datetime import date, timedelta
from functools import partial
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.simulation.frail import in_place
from tests.simulation.model import ANNA, BO, LEYLA, LEYLA_ON_PAPER, MALLORY, Change, Model, Span
from tests.simulation.things import Answer, Expected, Letter, Person, Shift
from tests.simulation.told import DAY, ORGANIZERS_ROOM
from tests.simulation.world import LONGEST_PAUSE, World, minute_of, number_in
from tests.support.story import Heard, Someone

HOUR = 60
DISTRICT_ROOM = "!district"
MOST_AWAY = 4
"""Steps that the bot may be away, or the server out of reach, in a row."""

NOT_IN_THE_MODEL = ("untold-names", "lead-appointed", "organizer-appointed", "organizer-dismissed")
"""What goes to an organizer or a lead beside the answer; stories hold it."""

TIMES: dict[str, tuple[int, ...] | None] = {
    "av": (),
    "standard": None,
    "24h 2h": (1440, 120),
    "5h 30m": (300, 30),
    "1h": (60,),
    "2d 3h 1h": (2880, 180, 60),
}
PLACES = {"Torget": "Torget", "Expeditionen": "Expeditionen", "ingen": ""}

people = st.sampled_from([BO, LEYLA, ANNA])
managers = st.sampled_from([ANNA, ANNA, ANNA, ANNA, LEYLA, LEYLA, LEYLA, BO])
anybody = st.sampled_from([BO, LEYLA, LEYLA_ON_PAPER, MALLORY, ANNA])
shift_picks = st.integers(0, 9)
rooms = st.integers(0, 2)
anyway_words = st.booleans()
seat_numbers = st.sampled_from([2, 1, 3, 4, None, 0])
second_thoughts = st.sampled_from(["", "moves", "cancels"])
guest_numbers = st.sampled_from([None, None, 0, 1, 2])
days = st.integers(0, 3)
hours = st.sampled_from([(18, 20), (19, 21), (20, 22), (11, 13)])
deaths = st.tuples(
    st.sampled_from(["commit", "send"]), st.sampled_from(["before", "after"]), st.integers(1, 4)
)
fates = st.none() | st.none() | deaths
"""Where the program dies, if it does, over what is said now: at which commit or sending."""

Ask = Callable[[], Expected]
Death = tuple[str, str, int]


class DistrictMachine(RuleBasedStateMachine):
    """Hypothesis calls the rules in any order; `teardown` lets everything come to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self.quick = in_place()
        self.quick.start()
        self.world = World()
        self.model = Model.begun(self.world.minute)
        self.cast = {one.address: one for one in (self.world.anna, self.world.bo, self.world.leyla)}
        self.typed: list[tuple[str, str, Ask]] = []  # not dealt with yet: room, event, what to ask the model
        self.listening = True
        self.steps_left = 0
        self.position = 0
        self.agrees = False
        self.run(self.world.start_bot())
        self.agrees = True

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
        number = self.number(pick, lambda one: one.has(who))
        self.say(who, f"!avboka {number}", room, lambda: self.model.leave(who, number))

    @rule(who=people, room=rooms)
    def leaves_the_only_one(self, who: Person, room: int) -> None:
        self.say(who, "!avboka", room, lambda: self.model.leave(who, None))

    @rule(who=people, room=rooms)
    def asks_for_own(self, who: Person, room: int) -> None:
        self.say(who, "!mina", room, lambda: self.model.mine(who))

    @rule(who=people, times=st.sampled_from(sorted(TIMES)), room=rooms)
    def wants_reminders(self, who: Person, times: str, room: int) -> None:
        self.say(who, f"!påminn {times}", room, lambda: self.model.remind(who, TIMES[times]))

    @rule(
        by=managers,
        activity=st.sampled_from(["ringstuga", "studiecirkel"]),
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
        room=rooms,
    )
    def edits(
        self,
        by: Person,
        pick: int,
        when: tuple[int, tuple[int, int]] | None,
        seats: tuple[int | None] | None,
        place: str | None,
        room: int,
    ) -> None:
        number = self.number(pick, Shift.taken)
        span = self.span(*when) if when else None
        text = f"!pass ändra {number}" + (f" {written(span)}" if span else "")
        if seats is not None:
            text += f" platser={'ingen' if seats[0] is None else seats[0]}"
        if place is not None:
            text += f' plats="{place}"'
        change = Change(span, seats, None if place is None else PLACES[place])
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
        number = self.number(pick, Shift.taken)
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

    @rule(by=managers, whom=st.sampled_from([BO, ANNA]), anyway=anyway_words, room=rooms)
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

    @rule(
        action=st.sampled_from(["commit", "send"]),
        stage=st.sampled_from(["before", "after"]),
        times=st.integers(1, 6),
        again=st.integers(0, 2),
    )
    def will_die(self, action: str, stage: str, times: int, again: int) -> None:
        self.world.fate.dies(action, stage, times=times, again=again)

    @rule(stage=st.sampled_from(["before", "after"]), times=st.integers(1, 3))
    def answers_will_be_lost(self, stage: str, times: int) -> None:
        self.world.fate.loses(stage, times=times)

    @precondition(lambda self: self.all_is_well)
    @rule()
    def goes_away(self) -> None:
        """From now on people type, and nobody answers."""
        self.run(self.world.stop_bot())
        self.listening, self.steps_left = False, MOST_AWAY

    @precondition(lambda self: self.all_is_well)
    @rule(tries=st.booleans(), just_then=st.sampled_from([True, True, False]), pick=shift_picks)
    def loses_the_server(self, tries: bool, just_then: bool, pick: int) -> None:
        """From now on what is decided cannot be sent, or not even tried; perhaps when something was due.

        Then Anna has another place for that shift, and both things wait for the same people.
        """
        due = self.model.next_due()
        if just_then and due is not None:
            self.pass_time(math.ceil(due) - 1)
        self.world.fate.outage, self.world.sending, self.steps_left = tries, tries, MOST_AWAY
        if just_then and due is not None:
            self.pass_time(math.ceil(due))
            letters = [one.shift for one in self.model.outbox if isinstance(one, Letter)]
            shift = letters[pick % len(letters)] if letters else self.model.shifts[1]
            place = "Källaren" if shift.place == "Torget" else "Torget"
            ask = partial(self.model.edit, ANNA, shift.number, Change(place=place))
            self.say(ANNA, f'!pass ändra {shift.number} plats="{place}"', 1, ask)

    @rule(tick_first=st.booleans())
    def comes_back(self, tick_first: bool) -> None:
        """The bot to the people, and the server to the bot."""
        if self.world.fate.outage:
            self.world.fate.outage = False
            self.world.fate.loses("", times=0)
            self.set_minute(self.model.now + LONGEST_PAUSE)
        self.world.sending = True
        if self.listening:
            self.settle()
            return
        self.listening = True
        self.run(self.world.start_bot())
        if tick_first:
            self.tick()
        self.settle()
        self.tick()

    # How both are compared

    def dies(self, fate: Death | None) -> None:
        if fate is not None:
            action, stage, times = fate
            self.world.fate.dies(action, stage, times=times)

    def all_sign_up(self, number: int) -> None:
        for who in (BO, LEYLA, ANNA):
            ask = partial(self.model.sign_up, who, number, None, anyway=False)
            self.write(who, f"!anmäl {number}", 0, ask)
        self.settle()

    def say(self, who: Person, text: str, room: int, ask: Ask) -> None:
        self.write(who, text, room, ask)
        self.settle()
        if not self.all_is_well:
            self.steps_left -= 1
            if not self.steps_left:
                self.comes_back(tick_first=False)

    def write(self, who: Person, text: str, room: int, ask: Ask) -> None:
        """Once the bot has dealt with it, `ask` lets the model do the same."""
        address = self.room(who, room)
        event = self.run(self.world.says(self.someone(who), text, address))
        self.typed.append((address, event, ask))

    def settle(self) -> None:
        """The bot deals with what was typed, then the model does, and they are compared."""
        if self.listening:
            self.run(self.world.work())
            self.settled()

    def settled(self) -> None:
        typed, self.typed = self.typed, []
        for address, event, ask in typed:
            self.model.answer(address, event, ask())
        if self.world.sending and not self.world.fate.outage:
            self.model.deliver()
        self.agrees = False
        self.compare_messages()
        if typed:
            self.compare_seats()
        self.agrees = True
        self.world.next_minute()
        self.model.now = self.world.minute

    def tick(self) -> None:
        self.run(self.world.tick())
        self.model.tick()
        self.settled()

    def pass_time(self, end: int) -> None:
        """To that minute; with ticks on the way, if the bot is there."""
        while self.model.now < end:
            due = self.model.next_due() if self.listening else None
            upcoming = end if due is None else min(end, math.ceil(due))
            for minute in (upcoming - 1, upcoming):
                if minute > self.model.now:
                    self.set_minute(minute)
                    if self.listening:
                        self.tick()

    def compare_messages(self) -> None:
        """Each command its one answer, in the room's order; each letter once, to whom and when it is due."""
        told: dict[tuple[str, int], list[tuple[str, int, Heard]]] = defaultdict(list)
        answered: dict[str, list[tuple[str, str, Heard]]] = defaultdict(list)
        for heard in self.world.heard_since(self.position):
            self.position += 1
            if heard.message.answers:
                answered[heard.room] += [(*one, heard) for one in heard.message.answers.items()]
            elif heard.kind not in NOT_IN_THE_MODEL:
                told[heard.room, number_in(heard.text)].append((heard.kind, minute_of(heard.at), heard))
        letters: dict[tuple[str, int], list[tuple[str, int, Letter]]] = defaultdict(list)
        answers: dict[str, list[tuple[str, str, Answer]]] = defaultdict(list)
        for one, minute in self.model.heard:
            if isinstance(one, Answer):
                answers[one.room].append((one.event, one.expected.kind, one))
            else:
                letters[room_of(one.to), one.shift.number].append((one.kind, minute, one))
        self.model.heard.clear()
        for heard_ones, wanted in ((plain(answered), plain(answers)), (plain(told), plain(letters))):
            both = heard_ones.keys() | wanted.keys()
            differ = {key for key in both if heard_ones.get(key) != wanted.get(key)}
            assert not differ, [(key, heard_ones.get(key), wanted.get(key)) for key in sorted(differ)]
        for room, found in answered.items():
            for (*_, heard), (*_, answer) in zip(found, answers[room], strict=True):
                check_listed(heard, answer)
        for key, arrived in told.items():
            for (*_, heard), (*_, letter) in zip(arrived, letters[key], strict=True):
                assert all(text in heard.text for text in letter.says), (heard.text, letter.says)
                assert not any(text in heard.text for text in letter.says_not), (heard.text, letter.says_not)

    def compare_seats(self) -> None:
        there = self.run(self.world.shifts())
        wanted = {number: as_in_database(one) for number, one in self.model.shifts.items()}
        both = there.keys() | wanted.keys()
        differ = {number for number in both if there.get(number) != wanted.get(number)}
        assert not differ, [(number, there.get(number), wanted.get(number)) for number in sorted(differ)]

    def teardown(self) -> None:
        try:
            if self.agrees:
                self.comes_back(tick_first=True)
                self.pass_time(max(one.end for one in self.model.shifts.values()) + HOUR)
                self.compare_seats()
                assert self.run(self.world.unsent()) == (0, 0), "waiting messages, and dead letters"
        finally:
            self.run(self.world.stop_bot())
            self.runner.close()
            self.quick.stop()

    # Odds and ends

    @property
    def all_is_well(self) -> bool:
        return self.listening and self.world.sending and not self.world.fate.outage

    def set_minute(self, minute: int) -> None:
        self.world.set_minute(minute)
        self.model.now = minute

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        agreed, self.agrees = self.agrees, False
        result = self.runner.run(work)
        self.agrees = agreed
        return result

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

    def room(self, who: Person, room: int) -> str:
        """The district's; their own; or, for who organizes, the organizers'."""
        assert who.address is not None
        return (DISTRICT_ROOM, room_of(who.address), ORGANIZERS_ROOM if who == ANNA else DISTRICT_ROOM)[room]

    def someone(self, who: Person) -> Someone:
        return self.cast[who.address or ""]


def plain(messages: dict[Any, list[tuple[str, Any, Any]]]) -> dict[Any, list[tuple[str, Any]]]:
    """Without what is only there to be looked into."""
    return {key: [(first, second) for first, second, _ in found] for key, found in messages.items()}


def check_listed(heard: Heard, answer: Answer) -> None:
    """The lines of a list; where several answers went out as one message their order is all that is seen."""
    expected = answer.expected
    if expected.listed is None or heard.kind != expected.kind:
        return
    lines = [line[2:] for line in heard.text.splitlines() if line.startswith("• ")]
    if expected.kind == "mine-list":
        listed: list[object] = [number_in(line) for line in lines]
    else:
        listed = [name_and_guests(line) for line in lines]
    assert tuple(listed) == expected.listed, heard.text


def name_and_guests(line: str) -> tuple[str, int]:
    found = re.match(r"(\w+)(?: \([^)]*\))?(?: \+ (\d))?", line)
    assert found is not None, line
    return found[1], int(found[2] or 0)


def as_in_database(shift: Shift) -> tuple[object, ...]:
    return (
        shift.activity,
        shift.start,
        shift.end,
        shift.seats,
        shift.place,
        shift.state,
        shift.taken(),
        {(one.person.name, one.person.address is None, one.guests) for one in shift.booked()},
    )


def room_of(address: str) -> str:
    """The room in which the bot and the person are alone; a room stays what it is."""
    return f"!direct-{address[1:].split(':')[0]}" if address.startswith("@") else address


def named(whom: Person) -> str:
    return whom.address or f'"{whom.name}"'


def insists(anyway: bool) -> str:
    return " ändå" if anyway else ""


def iso(minute: int) -> str:
    return (date(2024, 5, 6) + timedelta(days=minute // DAY)).isoformat()


def written(span: Span) -> str:
    return f"{iso(span[0])} {span[0] // HOUR % 24}-{span[1] // HOUR % 24}"
