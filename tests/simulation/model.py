"""The district as plain Python: who sits where, and what each command is to be answered.

It knows nothing of databases, transactions or crashes. Every method that stands for a command returns
what the bot has to answer; whom it has to tell is kept in `told`. Times are minutes (see `things`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Self

from tests.simulation.things import Expected, Person, Shift, Signup
from tests.simulation.told import DAY, Told

ANNA = Person("Anna", "@anna:example.org")
BO = Person("Bo", "@bo:example.org")
LEYLA = Person("Leyla", "@leyla:example.org")
LEYLA_ON_PAPER = Person("Leyla")
MALLORY = Person("Mallory")

LEADS: dict[str, Person | None] = {"ringstuga": None, "studiecirkel": LEYLA}
PLACES = {"ringstuga": None, "studiecirkel": "Expeditionen"}
"""Of each activity: who leads it, and where it usually is."""

MOST_SEATS = 1000

Span = tuple[int, int]
Outcome = Literal["placed", "already", "full", "overlap"]


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit of a shift says; None: nothing. `seats` holds the number, `place` "" takes it away."""

    span: Span | None = None
    seats: tuple[int | None] | None = None
    place: str | None = None


class Model(Told):
    """Anna organizes everything, Leyla leads one activity, Bo signs up and may be made an organizer."""

    def __init__(self, now: int, shifts: Sequence[Shift]) -> None:
        super().__init__(now)
        self.shifts = {one.number: one for one in shifts}
        self.leads = LEADS
        self.organizers = {ANNA}
        self._order = 0

    @classmethod
    def begun(cls, now: int) -> Self:
        """After what was said before the machine begins (`world.BEGINNING`)."""
        evening = DAY + 18 * 60
        model = cls(
            now,
            (
                Shift(1, "ringstuga", evening, evening + 120, 2, None),
                Shift(2, "studiecirkel", evening + 60, evening + 180, None, "Expeditionen"),
                Shift(3, "ringstuga", evening + DAY, evening + DAY + 120, 2, None),
            ),
        )
        model.book(ANNA, 2, MALLORY, anyway=False)
        model.sign_up(BO, 1, None, anyway=False)
        model.sign_up(LEYLA, 3, None, anyway=False)
        return model

    # What everybody may say

    def sign_up(self, who: Person, number: int, guests: int | None, *, anyway: bool) -> Expected:
        """`guests` None: not spoken of."""
        shift = self.shifts.get(number)
        if shift is None:
            return Expected("error-shift-unknown")
        if shift.has(who):
            return self._ask_again(shift, shift.signups[who], guests)
        if shift.state != "open" or shift.start <= self.now:
            return Expected("error-shift-not-open")
        outcome = self._seat(shift, who, guests or 0, anyway=anyway)
        return Expected(f"signup-{'booked' if outcome == 'placed' else outcome}")

    def leave(self, who: Person, number: int | None) -> Expected:
        """Without a number, the only coming shift they have."""
        if number is None:
            ahead = [one for one in self._mine(who) if one.start > self.now]
            if len(ahead) != 1:
                return Expected("leave-choose" if ahead else "error-none-booked")
            number = ahead[0].number
        shift = self.shifts.get(number)
        if shift is None:
            return Expected("error-shift-unknown")
        if shift.start <= self.now:
            return Expected("error-shift-not-open")
        if not shift.has(who):
            return Expected("error-not-booked")
        self._free(shift, shift.signups[who])
        return Expected("leave-done")

    def mine(self, who: Person) -> Expected:
        mine = self._mine(who)
        return Expected("mine-list", tuple(one.number for one in mine)) if mine else Expected("mine-none")

    def remind(self, who: Person, times: tuple[int, ...] | None) -> Expected:
        """None: the usual times again."""
        if times is None:
            self.times.pop(who, None)
        else:
            self.times[who] = times
        for shift in self.shifts.values():
            if shift.has(who) and shift.start > self.now:
                self.plan(shift, shift.signups[who])
        return Expected("remind-set")

    # What organizers and leads may say

    def add(self, by: Person, activity: str, spans: Sequence[Span], seats: int | None) -> Expected:
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
            self.shifts[number] = Shift(number, activity, start, end, seats, PLACES[activity])
        return Expected("shift-added" if len(spans) == 1 else "shift-series-added")

    def edit(self, by: Person, number: int, change: Change) -> Expected:
        shift = self._alive(by, number)
        if isinstance(shift, Expected):
            return shift
        if change == Change():
            return Expected("error-arguments")
        if change.span is not None and change.span[0] <= self.now:
            return Expected("error-when")
        seats = shift.seats if change.seats is None else change.seats[0]
        if change.seats is not None and seats is not None:
            if not 1 <= seats <= MOST_SEATS:
                return Expected("error-seats-range")
            if seats < shift.taken():
                return Expected("error-seats-booked")
        place = shift.place if change.place is None else change.place or PLACES[shift.activity]
        span = change.span or (shift.start, shift.end)
        new_time, new_place = span != (shift.start, shift.end), place != shift.place
        if not (new_time or new_place or seats != shift.seats):
            return Expected("shift-unchanged")
        shift.start, shift.end = span
        shift.seats, shift.place = seats, place
        if new_time:
            shift.revision += 1
        if new_time or new_place:
            self._moved(shift, new_time=new_time)
        return Expected("shift-edited")

    def cancel(self, by: Person, number: int, *, anyway: bool) -> Expected:
        shift = self._alive(by, number)
        if isinstance(shift, Expected):
            return shift
        if shift.booked() and not anyway:
            return Expected("shift-cancel-confirm")
        shift.state = "cancelled"
        for one in shift.booked():
            moved = self.take_back(shift, one, "shift-moved")
            self.take_back(shift, one, "reminder-shift")
            self.take_back(shift, one, "booked-by-other")
            self.withdraw(one)
            one.booked = False
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
        match self._seat(shift, whom, 0, anyway=anyway or by not in self.organizers):
            case "already":
                return Expected("book-already")
            case "full":
                return Expected("error-shift-full")
            case "overlap":
                return Expected("book-overlap-confirm")
            case "placed":
                if whom != by:
                    self.write(whom, "booked-by-other", shift, says=(by.name,))
                return Expected("book-done")

    def unbook(self, by: Person, number: int, whom: Person) -> Expected:
        shift = self._led(by, number)
        if isinstance(shift, Expected):
            return shift
        if shift.state == "cancelled" or shift.end <= self.now:
            return Expected("error-unbook-closed")
        if whom == LEYLA_ON_PAPER and not shift.has(whom):
            whom = LEYLA  # her name alone may also mean her who has an account
        if not shift.has(whom):
            return Expected("error-not-booked-person")
        self._free(shift, shift.signups[whom])
        if whom != by:
            self.write(whom, "unbooked-by-other", shift, says=(by.name,))
        return Expected("unbook-done")

    def booked(self, by: Person, number: int, *, openly: bool) -> Expected:
        """`openly`: asked where names may stand; elsewhere they come by direct message."""
        shift = self._led(by, number)
        if isinstance(shift, Expected):
            return shift
        listed = tuple((one.person.name, one.guests) for one in shift.booked())
        if openly:
            return Expected("booked-list", listed)
        if listed:
            self.write(by, "booked-list", shift, says=tuple(name for name, _ in listed))
        return Expected("booked-counts")

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

    def _seat(self, shift: Shift, who: Person, guests: int, *, anyway: bool) -> Outcome:
        if shift.has(who):
            return "already"
        if shift.seats is not None and shift.taken() + 1 + guests > shift.seats:
            return "full"
        others = [one for one in self.shifts.values() if one is not shift and one.has(who)]
        if not anyway and any(one.start < shift.end and one.end > shift.start for one in others):
            return "overlap"
        signup = shift.signups.get(who)
        if signup is None:
            self._order += 1
            signup = shift.signups[who] = Signup(who, self._order, self.now)
        signup.booked, signup.guests, signup.since = True, guests, self.now
        self.plan(shift, signup)
        return "placed"

    def _ask_again(self, shift: Shift, signup: Signup, guests: int | None) -> Expected:
        """Who has a seat may bring more, if there is room, or fewer; on a closed shift only fewer."""
        if shift.end <= self.now:
            return Expected("error-shift-not-open")
        if guests is None or guests == signup.guests:
            return Expected("signup-already")
        more = guests - signup.guests
        if shift.start <= self.now or (shift.state == "closed" and more > 0):
            return Expected("error-shift-not-open")
        if more > 0 and shift.seats is not None and shift.taken() + more > shift.seats:
            return Expected("signup-full")
        signup.guests = guests
        return Expected("signup-changed")

    def _free(self, shift: Shift, signup: Signup) -> None:
        signup.booked = False
        self.withdraw(signup)
        for kind in ("reminder-shift", "shift-moved", "booked-by-other"):
            self.take_back(shift, signup, kind)

    def _moved(self, shift: Shift, *, new_time: bool) -> None:
        """Everyone booked hears of it, once; and is reminded anew, if it is at another time."""
        for one in shift.booked():
            again = self.take_back(shift, one, "shift-moved")
            if new_time:
                self.take_back(shift, one, "reminder-shift")
                self.withdraw(one)
                self.plan(shift, one)
            letter = self.write(one.person, "shift-moved", shift, says=(_clock(shift),))
            if letter is not None and again:
                letter.says_not = ("Förut:",)
            elif letter is not None:
                letter.says += ("Förut:",)

    def _mine(self, who: Person) -> list[Shift]:
        mine = [one for one in self.shifts.values() if one.has(who) and one.end > self.now]
        return sorted(mine, key=lambda one: (one.start, one.number))

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


def _clock(shift: Shift) -> str:
    """The time of day as it stands in a Swedish text."""
    return "–".join(f"{at // 60 % 24:02}.{at % 60:02}" for at in (shift.start, shift.end))
