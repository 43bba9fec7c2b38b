"""Stand-ins and swaps in the model: issue 3, point 5, said once more.

First whoever waits is asked, one after another; then people of the activity who are free, three at a time,
least recently asked first, nobody more than twice a day; then the room. The seat stays whose it is until
somebody has said yes; then both of them and the lead know.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.simulation.line import CONFIRM, STAND_IN, SWAP, Line
from tests.simulation.night import DAY, answer_by, awake, morning_after
from tests.simulation.things import Ask, Letter, Person, Shift, Signup, StandIn
from tests.simulation.told import DISTRICT_ROOM, Job

AT_ONCE = 3
MOST_A_DAY = 2
ENDS = {"line": 0.5, "people": 0.75}
"""Which part of the time to the start each stage of the search has, counted from its beginning."""


class StandIns(Line):
    """`acquainted`: everybody with chat in the order in which they came to know the bot.

    `unasked` do not want to be asked to step in.
    """

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.acquainted: list[Person] = []
        self.unasked: set[Person] = set()

    def search(self, shift: Shift, signup: Signup) -> None:
        stand_in = StandIn(shift, signup, self.now)
        self.stand_ins.append(stand_in)
        self.go_on(stand_in)

    def go_on(self, stand_in: StandIn) -> None:
        """Ask whoever comes next, if nobody is asked just now."""
        if stand_in.state != "open" or stand_in.stage not in ENDS:
            return
        if self._is_over(stand_in):
            self.end(stand_in)
            return
        if any(one.state == "open" for one in self.asks if one.stand_in is stand_in):
            return
        for stage, find in (("line", self._first_in_line), ("people", self._suitable)):
            if stand_in.stage == stage:
                people, until = find(stand_in), self._until(stand_in)
                if people and until is not None:
                    for one in people:
                        self.ask(STAND_IN, stand_in.shift, one, until, "standin-ask", stand_in=stand_in)
                    return
                stand_in.stage = "people" if stage == "line" else "room"
        self._ask_in_the_room(stand_in)

    def take_over(self, stand_in: StandIn, who: Person, *, anyway: bool) -> str:
        """The seat is theirs, and "standin-done"; or why not."""
        shift, old = stand_in.shift, stand_in.signup
        if stand_in.state == "taken":
            return "error-standin-taken"
        if stand_in.state != "open" or self._is_over(stand_in):
            return "error-ask-over"
        theirs = shift.signups.get(who)
        if who == old.person or shift.has(who):
            return "error-standin-cannot"
        waits = theirs is not None and theirs.state in ("waiting", "offered")
        guests = theirs.guests if theirs is not None and waits else 0
        role = old.role if not shift.roles or old.role in shift.roles else None
        offered = [theirs] if theirs is not None and theirs.state == "offered" else []
        if self.fit(shift, who, 1 + guests, role, without=[old, *offered])[0]:
            return "error-standin-cannot"
        if not anyway and self.overlapping(who, shift):
            return "standin-overlap-confirm"
        self.end(stand_in, "taken")
        self.give_back(shift, old)
        if theirs is not None and waits:
            self.give_back(shift, theirs)
        new = self.word_of(shift, who)
        new.state, new.guests, new.role, new.since = "booked", guests, role, self.now
        new.answer_by, new.comes = None, False
        self.plan(shift, new)
        self.settle(shift)
        self._tell(stand_in, who)
        return "standin-done"

    def steps_in_at_once(self, shift: Shift, waiting: Signup) -> bool:
        """Who asks for a seat gets one that others are asked to take over, if the line had its chance."""
        asked = {one.person for one in self._asked_about(shift) if one.kind == STAND_IN}
        if not {one.person for one in shift.line() if one.line < waiting.line} <= asked:
            return False
        wanted = [one for one in self.stand_ins if one.shift is shift and one.stage in ("people", "room")]
        return any(
            self.take_over(one, waiting.person, anyway=True) == "standin-done"
            for one in wanted
            if one.state == "open" and waiting.role in (None, one.signup.role)
        )

    def ask_to_swap(self, shift: Shift, signup: Signup, whom: Person) -> None:
        stand_in = StandIn(shift, signup, self.now, stage="swap", to=whom)
        self.stand_ins.append(stand_in)
        until = answer_by(shift.start, self.now, share=4, longest=4 * 60)
        letter = self.ask(SWAP, shift, whom, until, "swap-ask", stand_in=stand_in)
        letter.says += (signup.person.name,)

    def may_be_asked_to_swap(self, shift: Shift, signup: Signup, whom: Person) -> bool:
        """Not who is on the shift, cannot have the role, does not want to be asked, or already is."""
        others = [one for one in self.open_asks(whom, shift) if one.kind == SWAP]
        why_not, _ = self.fit(shift, whom, 1, signup.role, without=[signup])
        return not (others or whom in self.unasked or shift.has(whom) or why_not == "skill")

    def swap_declined(self, stand_in: StandIn, kind: str) -> None:
        """Who asked hears of it, and still has the seat."""
        if self.end(stand_in):
            whom = stand_in.to.name if stand_in.to else ""
            self.write(stand_in.signup.person, kind, stand_in.shift, says=(whom,))

    def unanswered(self, stand_in: StandIn) -> None:
        if stand_in.to is None:
            self.go_on(stand_in)
        else:
            self.swap_declined(stand_in, "swap-unanswered")

    def tell_those_who_looked(self, shift: Shift) -> None:
        """The shift has another time: the search ends, and they hear of it."""
        self.forget_searches(shift)
        looked = [one for one in self.stand_ins if one.shift is shift and one.state == "open"]
        for one in looked:
            self.end(one)
        for person in dict.fromkeys(one.signup.person for one in looked):
            self.write(person, "standin-moved", shift)

    def _is_over(self, stand_in: StandIn) -> bool:
        shift = stand_in.shift
        return not stand_in.signup.booked or shift.state == "cancelled" or shift.start <= self.now

    def _until(self, stand_in: StandIn) -> float | None:
        """Until when somebody who is asked now may answer; None when the stage has no time left."""
        start = stand_in.shift.start
        ends = stand_in.since + (start - stand_in.since) * ENDS[stand_in.stage]
        morning = morning_after(ends)
        if morning is not None and morning + 30 < start:
            ends = morning + 30
        if awake(self.now) + 10 > ends:
            return None
        return answer_by(ends, self.now, share=4, longest=4 * 60)

    def _first_in_line(self, stand_in: StandIn) -> list[Person]:
        """Who would fit on the seat, and was not asked for this shift before."""
        shift, seat = stand_in.shift, stand_in.signup
        out = self.unasked | {one.person for one in self._asked_about(shift) if one.kind == STAND_IN}
        for one in shift.line():
            who = one.person
            if who in out or who.address is None or one.role not in (None, seat.role):
                continue
            if not self.fit(shift, who, one.party, seat.role, without=[seat])[0]:
                return [who]
        return []

    def _suitable(self, stand_in: StandIn) -> list[Person]:
        """Who had a seat on another shift of the activity, has nothing to do with this one, and is free."""
        shift, role = stand_in.shift, stand_in.signup.role
        asked = {one.person for one in self._asked_about(shift) if one.kind in (STAND_IN, SWAP)}
        out = asked | self.unasked | shift.signups.keys()
        if role is not None and role in shift.roles:
            out |= {one for one in self.acquainted if not self.can(one, role)}
        before: dict[Person, list[int]] = {
            who: [one.asked for one in self.asks if one.person == who and one.kind == STAND_IN]
            for who in self.acquainted
            if who not in out and self._had_a_seat(who, shift.activity) and not self._is_busy(who, shift)
        }
        lately = self.now - DAY
        may = [who for who, at in before.items() if sum(one >= lately for one in at) < MOST_A_DAY]
        return sorted(may, key=lambda who: max(before[who], default=-1))[:AT_ONCE]

    def _asked_about(self, shift: Shift) -> Iterator[Ask]:
        return (one for one in self.asks if one.shift is shift and one.state != "withdrawn")

    def _had_a_seat(self, who: Person, activity: str) -> bool:
        shifts = [one for one in self.shifts.values() if one.activity == activity and who in one.signups]
        return any(one.state_of(who) in ("booked", "out") for one in shifts)

    def _is_busy(self, who: Person, shift: Shift) -> bool:
        return any(
            one.state_of(who) in ("booked", "offered") and one.start < shift.end and one.end > shift.start
            for one in self.shifts.values()
        )

    def _ask_in_the_room(self, stand_in: StandIn) -> None:
        """Anybody there may take it; if nobody does, that is said while there is time to do something."""
        shift, before = stand_in.shift, self._turned_off(stand_in)
        if before is None or not self._stands_in_the_room(shift):
            letter = Letter(
                DISTRICT_ROOM, "standin-room", shift, self.now, after=morning_after(self.now) or 0
            )
            letter.useless_from, letter.stand_in = shift.start, stand_in
            self.outbox.append(letter)
            stand_in.room_asked = self.now
        stand_in.number = next(self.numbers)
        if before is not None and before.told_nobody:
            stand_in.told_nobody = True
        else:
            stand_in.nobody_by = max(shift.start - 120, self.now + (shift.start - self.now) / 2)

    def withdraw_search(self, stand_in: StandIn) -> None:
        """They take it back: they come themselves."""
        self.end(stand_in, "withdrawn")
        stand_in.ended = self.now
        signup = stand_in.signup
        for one in self.open_asks(signup.person, stand_in.shift):
            if one.kind == CONFIRM:
                self.close(one, "yes")
        signup.comes = signup.comes or signup.answer_by is not None

    def _turned_off(self, stand_in: StandIn) -> StandIn | None:
        """Their last search for the same seat that came as far, and was taken back within a day."""
        signup = stand_in.signup
        return next(
            (
                one
                for one in reversed(self.stand_ins)
                if (one.signup, one.stage, one.state) == (signup, "room", "withdrawn")
                and one.since >= signup.since
                and one.ended >= self.now - DAY
            ),
            None,
        )

    def _stands_in_the_room(self, shift: Shift) -> bool:
        """The question, since a day, or on its way there."""
        written = [one.room_asked for one in self.stand_ins if one.shift is shift]
        return any(at is not None and at >= self.now - DAY for at in written)

    def forget_searches(self, shift: Shift) -> None:
        """The shift is another one now: who asked in vain before may ask anew."""
        for one in self.stand_ins:
            if one.shift is shift and one.state == "withdrawn":
                one.state = "ended"

    def _nobody(self, stand_in: StandIn) -> None:
        stand_in.nobody_by = None
        if stand_in.state != "open":
            return
        if self._is_over(stand_in):
            self.end(stand_in)
            return
        stand_in.told_nobody = True
        shift, person = stand_in.shift, stand_in.signup.person
        self.write(person, "standin-nobody", shift)
        if self.leads[shift.activity] != person:
            self.tell_lead(shift, "standin-nobody-lead", says=(person.name,))

    def _tell(self, stand_in: StandIn, who: Person) -> None:
        shift, before = stand_in.shift, stand_in.signup.person
        self.write(before, "standin-found", shift)
        if self.leads[shift.activity] not in (before, who):
            self.tell_lead(shift, "standin-lead", says=(before.name, who.name))

    def _jobs(self) -> Iterator[Job]:
        yield from super()._jobs()
        for one in self.stand_ins:
            if one.nobody_by is not None:
                yield one.nobody_by, one.number, partial(self._nobody, one)
