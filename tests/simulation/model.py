"""The district as plain Python: who sits where, and what each command is to be answered.

It knows nothing of databases, transactions or crashes. Every method that stands for a command returns
what the bot has to answer; whom it has to tell is kept in `told`. Times are minutes (see `things`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from tests.simulation.boards import Boards
from tests.simulation.night import DAY, clock
from tests.simulation.things import Expected, Person, Shift, Signup
from tests.simulation.words import HOUR, Span

ANNA = Person("Anna", "@anna:example.org")
BO = Person("Bo", "@bo:example.org")
LEYLA = Person("Leyla", "@leyla:example.org")
KARIN = Person("Karin", "@karin:example.org")
NILS = Person("Nils", "@nils:example.org")
EVERYBODY = (BO, LEYLA, ANNA, KARIN, NILS)
"""Who has chat; of the others only the names are known."""
LEYLA_ON_PAPER = Person("Leyla")
MALLORY = Person("Mallory")

LEADS: dict[str, Person | None] = {"ringstuga": None, "studiecirkel": LEYLA, "torget": None}
PLACES = {"ringstuga": None, "studiecirkel": "Expeditionen", "torget": "Torget"}
CONFIRM = {"ringstuga": 0, "studiecirkel": 0, "torget": 24 * 60}
"""Of each activity: who leads it, where it usually is, and how long before those booked confirm."""

MOST_SEATS = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit of a shift says; None: nothing. `seats` holds the number, `place` "" takes it away.

    `anyway`: also where fewer seats are wanted than are taken.
    """

    span: Span | None = None
    seats: tuple[int | None] | None = None
    place: str | None = None
    anyway: bool = False


class Model(Boards):
    """Anna organizes everything, Leyla leads one activity, Bo may be made an organizer; the others sign up.

    `wrote` is when each last wrote anything.
    """

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.leads = LEADS
        self.organizers = {ANNA}
        self.wrote: dict[str, int] = {}

    @classmethod
    def begun(cls, now: int) -> Self:
        """After what was said before the machine begins (`world.BEGINNING`)."""
        model = cls(now)
        for activity, day, hour, seats, roles in (
            ("ringstuga", 1, 18, 2, None),
            ("studiecirkel", 1, 19, None, None),
            ("ringstuga", 2, 18, 2, None),
            ("torget", 3, 18, 2, None),
            ("ringstuga", 4, 18, 4, {"ringledare": 1, "ringare": 2}),
        ):
            start = day * DAY + hour * HOUR
            model.add(ANNA, activity, [(start, start + 2 * HOUR)], seats, roles)
        model.skill(ANNA, BO, "ringledare", gone=False)
        model.book(ANNA, 2, MALLORY, anyway=False)
        model.sign_up(BO, 1, None, anyway=False)
        model.sign_up(LEYLA, 3, None, anyway=False)
        return model

    # What organizers and leads may say

    def add(
        self,
        by: Person,
        activity: str,
        spans: Sequence[Span],
        seats: int | None,
        roles: dict[str, int] | None = None,
    ) -> Expected:
        """One shift, or a series of several."""
        if not self.may(by, activity):
            return Expected("error-forbidden")
        if seats == 0:
            return Expected("error-seats-range")
        if spans[0][0] <= self.now:
            return Expected("error-when")
        of_activity = [one for one in self.shifts.values() if one.activity == activity]
        if {(one.start, one.end) for one in of_activity if one.state != "cancelled"} & set(spans):
            return Expected("error-exists")
        for start, end in spans:
            number = len(self.shifts) + 1
            place, confirm = PLACES[activity], CONFIRM[activity]
            shift = Shift(number, activity, start, end, seats, place, confirm, dict(roles or {}))
            self.shifts[number] = shift
            self.inquire(shift)
        return Expected("shift-added" if len(spans) == 1 else "shift-series-added")

    def edit(self, by: Person, number: int, change: Change) -> Expected:
        shift = self._alive(by, number)
        if isinstance(shift, Expected):
            return shift
        if change in (Change(), Change(anyway=True)):
            return Expected("error-arguments")
        if change.span is not None and change.span[0] <= self.now:
            return Expected("error-when")
        seats = shift.seats if change.seats is None else change.seats[0]
        if seats is not None and seats < sum(shift.roles.values()):
            return Expected("error-roles-seats")
        if change.seats is not None and seats is not None:
            if not 1 <= seats <= MOST_SEATS:
                return Expected("error-seats-range")
            if seats < shift.taken() and not (change.anyway and shift.start > self.now):
                return Expected("error-seats-booked")
        place = shift.place if change.place is None else change.place or PLACES[shift.activity]
        span = change.span or (shift.start, shift.end)
        new_time, new_place = span != (shift.start, shift.end), place != shift.place
        if not (new_time or new_place or seats != shift.seats):
            return Expected("shift-unchanged")
        shift.start, shift.end = span
        shift.place = place
        put_back = self._shrink(shift, seats)
        shift.seats = seats
        if new_time:
            self._replan(shift)
        self.settle(shift, moved=new_time)
        if new_time or new_place:
            self._tell_moved(shift, new_time=new_time)
        for one in put_back:
            if one.state == "waiting":
                place_in_line = f"som nummer {shift.line().index(one) + 1} på väntelistan"
                self.write(one.person, "seat-put-back", shift, says=(place_in_line,))
        return Expected("shift-edited")

    def cancel(self, by: Person, number: int, *, anyway: bool) -> Expected:
        shift = self._alive(by, number)
        if isinstance(shift, Expected):
            return shift
        concerned = shift.concerned()
        if concerned and not anyway:
            return Expected("shift-cancel-confirm")
        shift.state = "cancelled"
        for one in concerned:
            moved = bool(self.unsent(shift, one.person, "shift-moved"))
            self.give_back(shift, one)
            says = ("inte heller på sin gamla tid",) if moved else ()
            self.write(one.person, "shift-cancelled", shift, says=says)
        return Expected("shift-cancel-done")

    def set_open(self, by: Person, number: int, *, is_open: bool) -> Expected:
        shift = self._alive(by, number)
        if isinstance(shift, Expected):
            return shift
        word, wanted = ("opened", "open") if is_open else ("closed", "closed")
        if shift.state == wanted:
            return Expected(f"shift-{word}-already")
        shift.state = wanted
        return Expected(f"shift-{word}")

    def book(self, by: Person, number: int, whom: Person, *, anyway: bool) -> Expected:
        shift = self._led(by, number)
        if isinstance(shift, Expected):
            return shift
        if shift.state == "cancelled" or shift.end <= self.now:
            return Expected("error-book-closed")
        # Whether somebody is busy elsewhere only organizers are told.
        anyway = anyway or by not in self.organizers
        match self.seat(shift, whom, None, anyway=anyway, by_other=True):
            case "full" | "role":
                left = shift.free() >= 1 and self.open_to_the_skilled(shift)
                return Expected("error-book-role" if left else "error-shift-full")
            case "overlap":
                return Expected("book-overlap-confirm")
            case "booked":
                if whom != by:
                    self.write(whom, "booked-by-other", shift, says=(by.name,))
                return Expected("book-done")
            case _:
                return Expected("book-already")

    def unbook(self, by: Person, number: int, whom: Person) -> Expected:
        shift = self._led(by, number)
        if isinstance(shift, Expected):
            return shift
        if shift.state == "cancelled" or shift.end <= self.now:
            return Expected("error-unbook-closed")
        namesakes = [LEYLA_ON_PAPER, LEYLA] if whom == LEYLA_ON_PAPER else [whom]
        there = [one for one in namesakes if shift.state_of(one) != "out"]
        whom = there[0] if there else whom
        if len(there) != 1:
            return Expected("error-not-booked-person")
        unheard = self._is_unheard(shift, whom)
        self.free(shift, shift.signups[whom])
        if whom != by and not unheard:
            self.write(whom, "unbooked-by-other", shift, says=(by.name,))
        return Expected("unbook-done")

    def booked(self, by: Person, number: int, *, openly: bool) -> Expected:
        """`openly`: asked where names may stand; elsewhere they come by direct message."""
        shift = self._led(by, number)
        if isinstance(shift, Expected):
            return shift
        everybody = [*shift.booked(), *shift.those("offered"), *shift.line()]
        listed = tuple((one.person.name, one.guests) for one in everybody)
        if openly:
            return Expected("booked-list", listed)
        if listed:
            letter = self.write(by, "booked-list", shift, says=tuple(name for name, _ in listed))
            assert letter is not None
            letter.after = 0  # they asked for it
        return Expected("booked-counts")

    def skill(self, by: Person, whom: Person, role: str, *, gone: bool) -> Expected:
        """Give somebody a skill, or take it away; a seat may be theirs then, or anybody's."""
        if by not in self.organizers:
            return Expected("error-forbidden")
        had = (whom, role) in self.skills
        if gone:
            self.skills.discard((whom, role))
        else:
            self.skills.add((whom, role))
        if had == gone:
            for shift in sorted(self.shifts.values(), key=lambda one: (one.start, one.number)):
                self.settle(shift)
        if gone:
            return Expected("skill-taken" if had else "error-skill")
        return Expected("skill-had" if had else "skill-given")

    def appoint(self, by: Person, whom: Person) -> Expected:
        if by not in self.organizers:
            return Expected("error-forbidden")
        if whom in self.organizers:
            return Expected("organizer-already")
        self.organizers.add(whom)
        return Expected("organizer-add-done")

    def dismiss(self, by: Person, whom: Person, *, anyway: bool) -> Expected:
        """Never Anna: the configuration names her, and she would be back with the next start."""
        if by not in self.organizers:
            return Expected("error-forbidden")
        if whom not in self.organizers:
            return Expected("error-not-organizer")
        if len(self.organizers) == 1:
            return Expected("error-last-organizer")
        if not anyway:
            return Expected("organizer-remove-confirm")
        self.organizers.remove(whom)
        return Expected("organizer-remove-done")

    # How it comes about

    def may(self, by: Person, activity: str) -> bool:
        """Organizers manage everything; a lead their own activity."""
        return by in self.organizers or by == LEADS[activity]

    def _is_unheard(self, shift: Shift, whom: Person) -> bool:
        """Whether they do not know of it: the letter waits for the morning, and they were not here since."""
        held = [one for one in self.unsent(shift, whom, "booked-by-other") if one.after > self.now]
        return bool(held) and self.wrote.get(whom.address or "", -1) < held[0].written

    def _shrink(self, shift: Shift, seats: int | None) -> list[Signup]:
        """Who came first keeps the seat, as far as there are any; the others wait, before everybody else."""
        left = shift.taken() if seats is None else seats
        moved = []
        for one in [*shift.those("booked"), *shift.those("offered")]:
            if one.party <= left:
                left -= one.party
            else:
                moved.append(one)
        for one in reversed(moved):
            self.put_first(shift, one)
        return moved

    def _replan(self, shift: Shift) -> None:
        """The shift has another time: whoever is booked is reminded and asked anew."""
        shift.revision += 1
        self.ask_anew(shift)
        for one in shift.booked():
            self.withdraw(one)
            self.take_back(shift, one, "reminder-shift")
            self.plan(shift, one)
        self.tell_those_who_looked(shift)
        self.inquire(shift)

    def _tell_moved(self, shift: Shift, *, new_time: bool) -> None:
        """Everyone who has a seat or waits for one hears of it, once; who is asked anew, by the question."""
        for one in shift.concerned():
            if new_time and one.state == "offered":
                continue
            again = self.take_back(shift, one, "shift-moved")
            span = f"{clock(shift.start)}–{clock(shift.end)}"
            letter = self.write(one.person, "shift-moved", shift, says=(span,))
            if letter is not None and again:
                letter.says_not = ("Förut:",)
            elif letter is not None:
                letter.says += ("Förut:",)

    def _led(self, by: Person, number: int) -> Shift | Expected:
        """The shift, if `by` may manage it."""
        if by not in (*self.organizers, *LEADS.values()):
            return Expected("error-forbidden")
        shift = self.shifts.get(number)
        if shift is None:
            return Expected("error-shift-unknown")
        return shift if self.may(by, shift.activity) else Expected("error-forbidden")

    def _alive(self, by: Person, number: int) -> Shift | Expected:
        """The same for what changes the shift itself."""
        shift = self._led(by, number)
        if isinstance(shift, Shift) and shift.state == "cancelled":
            return Expected("error-shift-cancelled")
        if isinstance(shift, Shift) and shift.end <= self.now:
            return Expected("error-shift-over")
        return shift
