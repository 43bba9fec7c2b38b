"""The state machine: the same things are said to the bot and to the model, and both must agree at once.

Between the commands the program is restarted, dies at any commit or sending, is away while people type,
or cannot reach the server; answers of the server are lost; time passes, with ticks at every minute at
which the model has something to tell and at the minute before.
"""

from __future__ import annotations

import math
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.simulation.model import ANNA, BO, EVERYBODY, LEYLA, LEYLA_ON_PAPER, MALLORY, NILS, Change
from tests.simulation.night import DAY
from tests.simulation.things import Letter, Person, Shift
from tests.simulation.told import DISTRICT_ROOM
from tests.simulation.trouble import Death, fates
from tests.simulation.volunteering import (
    Volunteering,
    activities,
    anyway_words,
    people,
    rooms,
    shift_picks,
)
from tests.simulation.words import HOUR, insists, iso, named, written

PLACES = {"Torget": "Torget", "Expeditionen": "Expeditionen", "ingen": ""}

managers = st.sampled_from([ANNA] * 7 + [LEYLA, LEYLA, BO])
anybody = st.sampled_from([BO, LEYLA, LEYLA_ON_PAPER, MALLORY, ANNA, NILS])
seat_numbers = st.sampled_from([2, 1, 3, 4, None, 0])
second_thoughts = st.sampled_from(["", "moves", "cancels"])
days = st.integers(0, 3)
hours = st.sampled_from([(18, 20), (19, 21), (20, 22), (11, 13)])


class DistrictMachine(Volunteering):
    """What organizers and leads say comes to the rest; Hypothesis calls the rules in any order."""

    @rule(
        by=managers,
        activity=activities,
        day=days,
        hour=hours,
        seats=seat_numbers,
        weeks=st.sampled_from([0, 0, 0, 1]),
        wants_roles=st.booleans(),
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
        wants_roles: bool,
        room: int,
    ) -> None:
        """A shift, or the first of a series."""
        start, end = self.span(day, hour)
        spans = [(start + week * 7 * DAY, end + week * 7 * DAY) for week in range(weeks + 1)]
        limit = f" platser={seats}" if seats is not None else ""
        text = f"!pass ny {activity} {written((start, end))}{limit}"
        if weeks:
            text += f" varje=vecka tom={iso(spans[-1][0])}"
        wants_roles = wants_roles and seats is not None and seats >= 2
        if wants_roles:
            text += ' roller="ringledare:1 ringare:1"'
        roles = {"ringledare": 1, "ringare": 1} if wants_roles else None
        self.say(by, text, room, lambda: self.model.add(by, activity, spans, seats, roles))

    @rule(by=managers, activity=activities)
    def puts_up_a_card(self, by: Person, activity: str) -> None:
        self.say(by, f"!kort {activity}", 0, lambda: self.model.put_up_card(by, activity))

    @rule(
        by=managers,
        whom=people,
        role=st.sampled_from(["ringledare", "ringledare", "ringare"]),
        gone=st.booleans(),
        room=rooms,
    )
    def gives_or_takes_a_skill(self, by: Person, whom: Person, role: str, gone: bool, room: int) -> None:
        have = sorted(self.model.skills, key=lambda one: (one[0].name, one[1]))
        if gone and have and room:
            whom, role = have[-1]
        text = f"!kunskap {whom.address} {role}{' bort' if gone else ''}"
        self.say(by, text, room, lambda: self.model.skill(by, whom, role, gone=gone))

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

    @precondition(lambda self: self.all_is_well)
    @rule(
        pick=shift_picks,
        whom=anybody,
        fewer=st.sampled_from([1, 2]),
        more=st.sampled_from([None, 3, 4]),
        ahead=st.sampled_from([None, 20 * HOUR]),
    )
    def has_fewer_seats_for_a_while(
        self, pick: int, whom: Person, fewer: int, more: int | None, ahead: int | None
    ) -> None:
        """Just when somebody was booked, perhaps without chat; the seats may come back on the last day."""
        number = self.number(pick, lambda one: self.takes_people(one) and one.seats and not one.roles)
        if number not in self.model.shifts:
            return
        self.say(
            ANNA,
            f"!boka {number} {named(whom)} ändå",
            1,
            partial(self.model.book, ANNA, number, whom, anyway=True),
        )
        change = Change(seats=(fewer,), anyway=True)
        self.say(
            ANNA,
            f"!pass ändra {number} platser={fewer} ändå",
            1,
            partial(self.model.edit, ANNA, number, change),
        )
        if ahead is not None:
            self.pass_time(self.model.shifts[number].start - ahead)
        if more is not None:
            change = Change(seats=(more,))
            self.say(
                ANNA,
                f"!pass ändra {number} platser={more}",
                1,
                partial(self.model.edit, ANNA, number, change),
            )

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

    @rule(by=managers, pick=shift_picks, is_open=st.booleans(), room=rooms)
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

    @rule(
        by=managers,
        whom=st.sampled_from([BO, BO, ANNA]),
        goes=st.booleans(),
        anyway=anyway_words,
        room=rooms,
    )
    def becomes_organizer_or_no_longer(
        self, by: Person, whom: Person, goes: bool, anyway: bool, room: int
    ) -> None:
        """Anna is asked about, and stays: she would come back with the next start, whenever that is."""
        anyway = anyway and whom != ANNA
        if goes:
            text = f"!organisatör tabort {whom.address}{insists(anyway)}"
            self.say(by, text, room, lambda: self.model.dismiss(by, whom, anyway=anyway))
        else:
            text = f"!organisatör ny {whom.address}"
            self.say(by, text, room, lambda: self.model.appoint(by, whom))

    @precondition(lambda self: sum(map(self.takes_people, self.model.shifts.values())) < 2)
    @rule(
        evenings=st.lists(
            st.tuples(activities, days, hours, st.sampled_from([1, 2, 2, 3])), min_size=2, max_size=3
        )
    )
    def a_week_is_planned(self, evenings: list[tuple[str, int, tuple[int, int], int]]) -> None:
        for activity, day, hour, seats in evenings:
            span = self.span(day + 1, hour)
            text = f"!pass ny {activity} {written(span)} platser={seats}"
            self.say(ANNA, text, 1, partial(self.model.add, ANNA, activity, [span], seats))

    @precondition(lambda self: self.all_is_well and self.model.next_due() is not None)
    @rule(tries=st.booleans(), leaves=st.booleans())
    def news_meet_what_is_due(self, tries: bool, leaves: bool) -> None:
        """For a moment nothing is sent; just then something is due, and Anna has another place for it.

        Perhaps whoever both are for gives up the seat before either arrives.
        """
        self.lose_the_server(tries=tries, just_then=True)
        for letter in [one for one in self.model.outbox if isinstance(one, Letter)][:1]:
            number = letter.shift.number
            place = "Källaren" if letter.shift.place == "Torget" else "Torget"
            ask = partial(self.model.edit, ANNA, number, Change(place=place))
            self.say(ANNA, f'!pass ändra {number} plats="{place}"', 1, ask)
            for who in EVERYBODY:
                if leaves and who.address == letter.to:
                    self.say(who, f"!avboka {number}", 1, partial(self.model.leave, who, number))
        self.come_back(tick_first=False)


def was_reminded_of(shift: Shift) -> bool:
    """Whether somebody who is booked has had a reminder of it, and may have to have it again."""
    return any(told.state == "sent" for one in shift.booked() for told in one.reminders)
