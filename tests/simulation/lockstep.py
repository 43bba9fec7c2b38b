"""The bot and the model side by side: what is said to the one is asked of the other, and both are compared.

The rules by which Hypothesis makes up its days stand in `machine`.
"""

from __future__ import annotations

import asyncio
import math
import re
from collections import defaultdict
from collections.abc import Callable, Coroutine
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from tests.simulation.frail import in_place
from tests.simulation.invariants import (
    never_overbooked,
    nobody_waits_for_a_free_seat,
    only_people_with_chat_are_asked,
    the_line_was_kept,
)
from tests.simulation.model import ANNA, EVERYBODY, Model
from tests.simulation.rows import ShiftRow, minute_of
from tests.simulation.things import Answer, Expected, Letter, Person, Shift
from tests.simulation.told import DISTRICT_ROOM, ORGANIZERS_ROOM
from tests.simulation.words import HOUR
from tests.simulation.world import LONGEST_PAUSE, World, number_in
from tests.support.story import Heard, Someone

NOT_IN_THE_MODEL = frozenset(
    {"untold-names", "lead-appointed", "organizer-appointed", "organizer-dismissed", "book-overlap-confirm"}
    | {"attendance-list", "report-missing", "unbook-near", "book-other-account"}
)
"""What goes to an organizer or a lead beside the answer; stories hold it."""

Ask = Callable[[], Expected | None]
"""Lets the model do what was said; what it is to be answered, or None for silence."""


class Lockstep(RuleBasedStateMachine):
    """`teardown` lets everything come to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self.quick = in_place()
        self.quick.start()
        self.world = World()
        self.model = Model.begun(self.world.minute)
        cast_in_model = {one.address: one for one in EVERYBODY}
        self.model.acquainted = [cast_in_model[one] for one in self.world.acquainted()]
        cast = (self.world.anna, self.world.bo, self.world.leyla, *self.world.further)
        self.cast = {one.address: one for one in cast}
        self.typed: list[tuple[str, str, str, Ask]] = []  # not dealt with yet: by whom, where, event
        self.listening = True
        self.steps_left = 0
        self.agrees = False
        self.run(self.world.start_bot())
        self.looked: dict[int, ShiftRow] = self.world.shifts()
        self.agrees = True

    # What is said, and the time

    def come_back(self, tick_first: bool) -> None:
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

    def say(self, who: Person, text: str, room: int, ask: Ask) -> None:
        self.write(who, text, room, ask)
        self.heard_out()

    def press(self, who: Person, event: str, key: str, ask: Ask, *, room: int = 1) -> None:
        """Somebody reacts to a message, in their own room if not in another; the same sign twice is one."""
        address = self.room(who, room)
        if reaction := self.run(self.world.reacts(self.someone(who), address, event, key)):
            self.typed.append((who.address or "", address, reaction, ask))
        self.heard_out()

    def take_away(self, who: Person, event: str, key: str, ask: Ask) -> None:
        """Somebody takes a reaction in the district's room away, if it stands there."""
        if redaction := self.run(self.world.takes_away(self.someone(who), DISTRICT_ROOM, event, key)):
            self.typed.append((who.address or "", DISTRICT_ROOM, redaction, ask))
        self.heard_out()

    def heard_out(self) -> None:
        """After each thing that is said. Nobody stays away for long."""
        self.settle()
        if not self.all_is_well:
            self.steps_left -= 1
            if not self.steps_left:
                self.come_back(tick_first=False)

    def write(self, who: Person, text: str, room: int, ask: Ask) -> None:
        """Once the bot has dealt with it, `ask` lets the model do the same."""
        address = self.room(who, room)
        event = self.run(self.world.says(self.someone(who), text, address))
        self.typed.append((who.address or "", address, event, ask))

    def settle(self) -> None:
        """The bot deals with what was typed, then the model does, and they are compared."""
        if self.listening:
            self.run(self.world.work())
            self.settled()

    def settled(self) -> None:
        typed, self.typed = self.typed, []
        for who, *_ in typed:
            self.model.wrote[who] = self.model.now
        for _, address, event, ask in typed:
            if (expected := ask()) is not None:
                self.model.answer(address, event, expected)
        if self.world.sending and not self.world.fate.outage:
            self.model.deliver()
        self.agrees = False
        self.compare_messages()
        self.compare_seats(one_thing=len(typed) <= 1)
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

    # How both are compared

    def compare_messages(self) -> None:
        """Each command its one answer, in the room's order; each letter once, to whom and when it is due.

        Letters to one person about one shift come in the order in which they were written, whatever they
        say: that is what a lane of the outbox is for, and what makes "moved" before "cancelled". Among
        different shifts, and between letters and answers, which go in lanes of their own, the minute counts.
        """
        told: dict[tuple[str, int], list[tuple[str, int, Heard]]] = defaultdict(list)
        answered: dict[str, list[tuple[str, str, Heard]]] = defaultdict(list)
        for heard in self.world.heard():
            if heard.edits:
                continue  # a card shows what has changed
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
                if answer.expected.board is not None:
                    answer.expected.board.event = heard.event
        for key, arrived in told.items():
            for (*_, heard), (*_, letter) in zip(arrived, letters[key], strict=True):
                if letter.ask is not None:
                    letter.ask.event = heard.event
                if letter.stand_in is not None:
                    letter.stand_in.event = heard.event
                assert all(text in heard.text for text in letter.says), (heard.text, letter.says)
                assert not any(text in heard.text for text in letter.says_not), (heard.text, letter.says_not)

    def compare_seats(self, *, one_thing: bool = True) -> None:
        """And what holds whatever was said; `one_thing`: at most one command since the last look."""
        there: dict[int, ShiftRow] = self.world.shifts()
        before, self.looked = self.looked, there
        never_overbooked(there)
        only_people_with_chat_are_asked(there)
        nobody_waits_for_a_free_seat(there, self.world.skills(), self.model.now)
        if one_thing:
            the_line_was_kept(before, there)
        wanted = {number: as_in_model(one) for number, one in self.model.shifts.items()}
        found = {number: as_in_database(one) for number, one in there.items()}
        both = found.keys() | wanted.keys()
        differ = {number for number in both if found.get(number) != wanted.get(number)}
        assert not differ, [(number, found.get(number), wanted.get(number)) for number in sorted(differ)]

    def teardown(self) -> None:
        try:
            if self.agrees:
                self.come_back(tick_first=True)
                self.pass_time(max(one.end for one in self.model.shifts.values()) + HOUR)
                self.compare_seats()
                assert self.run(self.world.unsent()) == (0, 0), "waiting messages, and dead letters"
                assert self.run(self.world.broken_laws()) == []
        finally:
            self.world.close()
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
    if heard.kind != expected.kind:
        return
    assert all(text in heard.text for text in expected.says), (heard.text, expected.says)
    if expected.listed is None:
        return
    lines = re.findall(r"^(?:• |\d+\. )(.+)", heard.text, re.MULTILINE)
    if expected.kind == "signup-choose":
        listed: list[object] = [number_in(line) for line in lines]
    elif expected.kind == "mine-list":
        listed = [(number_in(line), place_in_words(line)) for line in lines]
    else:
        listed = [name_and_guests(line) for line in lines]
    assert tuple(listed) == expected.listed, heard.text


def place_in_words(line: str) -> str:
    """What "mine" says of a place that is no seat."""
    found = re.search(r"plats \d+ på väntelistan|svara ja eller nej", line)
    return found[0] if found else ""


def name_and_guests(line: str) -> tuple[str, int]:
    found = re.match(r"(\w+)(?: \((?:\+(\d)|[^)]*)\))?(?: \+ (\d))?", line)
    assert found is not None, line
    return found[1], int(found[2] or found[3] or 0)


def as_in_database(row: ShiftRow) -> tuple[object, ...]:
    facts = (row.activity, row.start, row.end, row.seats, row.place, row.state)
    line = [(one.name, one.guests) for one in row.those("waiting")]
    people = row.those("booked", "offered", "waiting")
    return *facts, line, {(one.name, one.has_chat, one.state, one.guests, one.role) for one in people}


def as_in_model(shift: Shift) -> tuple[object, ...]:
    facts = (shift.activity, shift.start, shift.end, shift.seats, shift.place, shift.state)
    line = [(one.person.name, one.guests) for one in shift.line()]
    people = shift.concerned()
    named = {
        (one.person.name, one.person.address is not None, one.state, one.guests, one.role) for one in people
    }
    return *facts, line, named


def room_of(address: str) -> str:
    """The room in which the bot and the person are alone; a room stays what it is."""
    return f"!direct-{address[1:].split(':')[0]}" if address.startswith("@") else address
