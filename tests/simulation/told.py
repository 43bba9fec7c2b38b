"""What everyone must have been told, and when: reminders, calls to ask for, and letters on their way.

There are no digests here; what those do has tests of its own. Reminders follow issue 2, point 6, stated
once more: so many minutes before the start, half-way for whoever comes after all of them, nothing twice, and
late rather than never until the start. In quiet hours (`night`) nothing but answers is sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

from tests.simulation.night import DAY, awake, morning_after
from tests.simulation.things import Answer, Call, Expected, Letter, Person, Reminder, Shift, Signup

HOUSE_TIMES = (24 * 60, 2 * 60)
NEARLY_THE_SAME = 10
NEAR = 30
LAST_CALL = 15
LATE = 5
CLOSE = 60
TOGETHER = 10

ORGANIZERS_ROOM = "!organizers"
DISTRICT_ROOM = "!district"
SORRY = ("påminnelsen är sen",)

Job = tuple[float, int, Callable[[], None]]
"""When it is due, its number among the jobs, and what is to be done."""


class Told:
    """`outbox` is what is decided and not sent; `heard` what was, with the minute, since the last look."""

    def __init__(self, now: int) -> None:
        self.now = now
        self.shifts: dict[int, Shift] = {}
        self.times: dict[Person, tuple[int, ...]] = {}
        self.leads: dict[str, Person | None] = {}
        self.outbox: list[Answer | Letter] = []
        self.heard: list[tuple[Answer | Letter, int]] = []
        self.numbers = count()

    def answer(self, room: str, event: str, expected: Expected) -> None:
        self.outbox.append(Answer(room, event, expected))

    def deliver(self) -> None:
        """Everything that waits and may go out arrives now, but for reminders of what has begun."""
        for one in list(self.outbox):
            if isinstance(one, Letter) and one.after > self.now:
                continue
            self.outbox.remove(one)
            if not isinstance(one, Letter) or one.useless_from > self.now:
                self.heard.append((one, self.now))
            elif one.reminder is not None:
                one.reminder.state = "expired"

    def tick(self) -> None:
        """What the bot does at this minute by itself: reminders, then the rest, the longest due first."""
        self._look_after_unsent()
        self._remind()
        due = [job for job in self._jobs() if job[0] <= self.now]
        for _, _, work in sorted(due, key=lambda job: job[:2]):
            work()

    def next_due(self) -> float | None:
        """When something is to be told next."""
        times = [
            *(
                one.due
                for shift, signup in self._signups()
                for one in signup.reminders
                if one.state == "waiting" and one.revision == shift.revision
            ),
            *(due for due, _, _ in self._jobs()),
            *(one.after for one in self.outbox if isinstance(one, Letter)),
        ]
        return min((at for at in times if at > self.now), default=None)

    def plan(self, shift: Shift, signup: Signup) -> None:
        """What the person is to be told from now on; without chat, somebody is to ring them."""
        if signup.person.address is not None:
            _plan_reminders(shift, signup, self.times.get(signup.person, HOUSE_TIMES), self.now)
        elif shift.start > self.now:
            due: float = shift.start - DAY
            if due <= self.now:
                due = awake(min(self.now + TOGETHER, shift.start - 1))
            call = signup.calls.get(shift.revision)
            if call is None:
                call = signup.calls[shift.revision] = Call(next(self.numbers), shift.revision, due)
            if call.state != "done":
                call.state, call.due = "waiting", due

    def withdraw(self, signup: Signup) -> None:
        """Nothing that waits is to be told any more."""
        for one in signup.reminders:
            if one.state == "waiting":
                one.state = "withdrawn"

    def write(self, to: Person, kind: str, shift: Shift, *, says: tuple[str, ...] = ()) -> Letter | None:
        """A letter on its way, for whoever has chat; in the night it waits for the morning."""
        if to.address is None:
            return None
        letter = Letter(to.address, kind, shift, self.now, says=says, after=morning_after(self.now) or 0)
        self.outbox.append(letter)
        return letter

    def unsent(self, shift: Shift, person: Person, kind: str) -> list[Letter]:
        """News that have not arrived, however often they were tried."""
        letters = [one for one in self.outbox if isinstance(one, Letter)]
        return [one for one in letters if (one.to, one.kind, one.shift) == (person.address, kind, shift)]

    def take_back(self, shift: Shift, signup: Signup, kind: str) -> bool:
        """Forget news that have not arrived; whether there were any."""
        gone = self.unsent(shift, signup.person, kind)
        for one in gone:
            if one.reminder is not None:
                one.reminder.state = "dropped"
            self.outbox.remove(one)
        return bool(gone)

    def _look_after_unsent(self) -> None:
        """Reminders that could not go out: late after a while, useless once the shift has begun."""
        for one in list(self.outbox):
            if not isinstance(one, Letter) or one.reminder is None or one.written > self.now - LATE:
                continue
            assert one.signup is not None
            if one.shift.start <= self.now or self._next_is_near(one.reminder, one.signup):
                one.reminder.state = "expired"
                self.outbox.remove(one)
            elif (morning := morning_after(self.now)) is not None:
                one.after = morning
            else:
                one.says, one.says_not = SORRY, ()

    def _remind(self) -> None:
        due = [
            (one, shift, signup)
            for shift, signup in self._signups()
            for one in signup.reminders
            if one.state == "waiting" and one.due <= self.now
        ]
        for one, shift, signup in sorted(due, key=lambda found: found[0].due):
            late = one.waited or self.now - one.due >= LATE
            if shift.start <= self.now or (late and self._next_is_near(one, signup)):
                one.state = "expired"
                continue
            if (morning := morning_after(self.now)) is not None:
                one.due, one.waited = morning, True
                continue
            one.state, one.written = "sent", self.now
            letter = self.write(signup.person, "reminder-shift", shift)
            assert letter is not None
            letter.reminder, letter.signup, letter.useless_from = one, signup, shift.start
            letter.says, letter.says_not = (SORRY, ()) if late else ((), SORRY)

    def _next_is_near(self, one: Reminder, signup: Signup) -> bool:
        """Whether a late one would be a nuisance just before the next for the same shift."""
        following = [
            other.due
            for other in signup.reminders
            if other.state == "waiting" and other.revision == one.revision and other.minutes < one.minutes
        ]
        return bool(following) and min(following) - awake(self.now) < CLOSE

    def _jobs(self) -> Iterator[Job]:
        """What else is to be done at some time."""
        for shift, signup in self._signups():
            for call in signup.calls.values():
                if call.state == "waiting":
                    yield call.due, call.number, partial(self._ask_to_ring, call, shift, signup)

    def _ask_to_ring(self, call: Call, shift: Shift, signup: Signup) -> None:
        if call.state != "waiting":
            return  # named together with another
        if shift.start <= self.now or call.revision != shift.revision:
            call.state = "expired"
        elif (morning := morning_after(self.now)) is not None:
            call.due = morning
        elif not signup.booked:
            call.state = "expired"
        else:
            self._name(shift)

    def _name(self, shift: Shift) -> None:
        """All who are to be rung about it, in one letter."""
        names = []
        for other in shift.booked():
            waiting = other.calls.get(shift.revision)
            if waiting is not None and waiting.state == "waiting":
                waiting.state = "done"
                names.append(other.person.name)
        how_many = "En som" if len(names) == 1 else f"{len(names)} som"
        self.tell_lead(shift, "call-list", says=(*names, how_many))

    def tell_lead(self, shift: Shift, kind: str, *, says: tuple[str, ...]) -> None:
        """Whoever answers for the shift: its activity's lead, else the organizers in their room."""
        lead = self.leads[shift.activity]
        if lead is None:
            after = morning_after(self.now) or 0
            self.outbox.append(Letter(ORGANIZERS_ROOM, kind, shift, self.now, says=says, after=after))
        else:
            self.write(lead, kind, shift, says=says)

    def _signups(self) -> Iterator[tuple[Shift, Signup]]:
        for shift in self.shifts.values():
            for signup in shift.signups.values():
                yield shift, signup


def _plan_reminders(shift: Shift, signup: Signup, wanted: tuple[int, ...], now: int) -> None:
    """Bring what waits in line with what is wanted from now on; what was sent stays sent."""
    there = {one.minutes: one for one in signup.reminders if one.revision == shift.revision}
    told = max((one.written for one in there.values() if one.state == "sent"), default=None)
    for minutes, (due, skipped) in _times(shift.start, wanted, now, told).items():
        assert skipped or morning_after(due) is None, "the model has no rule for this"
        found = there.pop(minutes, None)
        if found is None:
            state = "expired" if skipped else "waiting"
            signup.reminders.append(Reminder(minutes, shift.revision, due, state))
        elif found.state == "sent":
            continue
        elif not skipped:
            found.state, found.due, found.waited = "waiting", due, False
        elif found.state != "waiting" or skipped != "past":
            found.state = "expired"
    for left in there.values():
        if left.state == "waiting":
            left.state = "withdrawn"


def _times(start: int, wanted: tuple[int, ...], now: int, told: int | None) -> dict[int, tuple[float, str]]:
    """For each length before the start when it is due, and why it is not sent ("" where it is)."""
    times: dict[int, tuple[float, str]] = {}
    if start <= now:
        return times
    later: int | None = None
    for minutes in sorted(wanted):
        due = start - minutes
        if due <= now:
            times[minutes] = (due, "past")
        elif (told is not None and due - told < NEARLY_THE_SAME) or (
            later is not None and later - due < NEARLY_THE_SAME
        ):
            times[minutes] = (due, "merged")
        else:
            times[minutes], later = (due, ""), due
    if times and told is None and later is None and start - now > NEAR:
        times[min(wanted)] = (min(now + (start - now) / 2, start - LAST_CALL), "")
    return times
