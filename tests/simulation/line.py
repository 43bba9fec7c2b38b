"""The waiting line of the model, offered seats, and seats given on: issue 3, points 1 and 6, said once more.

First come, first served; a party is never parted, and one that does not fit is passed over and keeps its
place. A seat that becomes free more than a day ahead is given, later it is offered, and nobody is asked who
cannot answer. A seat whose holder was asked in time and has not said that they come is given on, if somebody
waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from tests.simulation.fitting import Fitting
from tests.simulation.night import DAY, answer_by, clock, morning_after
from tests.simulation.things import Ask, Inquiry, Letter, Person, Shift, Signup, StandIn
from tests.simulation.told import CLOSE, Job

OFFER, CONFIRM, STAND_IN, SWAP = "offer", "confirm", "stand-in", "swap"
"""The kinds of questions."""
NO_LONGER_TRUE = ("reminder-shift", "shift-moved", "booked-by-other", "seat-given")
"""Letters about a shift that are nothing to whoever has no seat on it any more."""


class Line(Fitting):
    """`asks` are all questions there ever were, in order, `stand_ins` all searches for somebody else."""

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.asks: list[Ask] = []
        self.stand_ins: list[StandIn] = []

    def open_asks(self, person: Person, shift: Shift | None = None) -> list[Ask]:
        """What they have been asked and need to answer, the latest first."""
        found = [one for one in self.asks if one.state == "open" and one.person == person]
        return [one for one in reversed(found) if shift in (None, one.shift)]

    def overlapping(self, person: Person, shift: Shift) -> list[Shift]:
        """Other shifts of theirs at the same time."""
        others = [one for one in self.shifts.values() if one is not shift and one.has(person)]
        return [one for one in others if one.start < shift.end and one.end > shift.start]

    def word_of(self, shift: Shift, who: Person) -> Signup:
        """Theirs for this shift, taken up again when they come back."""
        if who not in shift.signups:
            shift.signups[who] = Signup(who, next(self.numbers), self.now)
        return shift.signups[who]

    def queue(self, shift: Shift, signup: Signup) -> None:
        """At the end of the line."""
        line = shift.line()
        signup.state, signup.line = "waiting", line[-1].line + 1 if line else 1

    def put_first(self, shift: Shift, signup: Signup) -> None:
        """Back into the line, before everybody in it."""
        line = shift.line()
        first = line[0].line if line else 1
        self.give_back(shift, signup)
        signup.state, signup.line = "waiting", first - 1

    def give_back(self, shift: Shift, signup: Signup) -> None:
        """They have no seat and no place in the line any more."""
        signup.state, signup.line = "out", 0
        self.withdraw(signup)
        for kind in NO_LONGER_TRUE:
            self.take_back(shift, signup, kind)
        for one in self.open_asks(signup.person, shift):
            self.close(one, "withdrawn")
        for search in [one for one in self.stand_ins if one.signup is signup]:
            self.end(search)

    def end(self, stand_in: StandIn, state: str = "ended") -> bool:
        """Nobody need answer any more, nor be asked in the morning. Whether it was open."""
        if stand_in.state != "open":
            return False
        stand_in.state = state
        for one in [one for one in self.asks if one.stand_in is stand_in and one.state == "open"]:
            self.close(one, "withdrawn")
        if stand_in.stage == "room":
            self.take_back(stand_in.shift, stand_in.signup, "standin-nobody")
            searches = [one for one in self.stand_ins if one.shift is stand_in.shift and one.stage == "room"]
            if not any(one.state == "open" for one in searches):
                for letter in self.outbox:
                    if isinstance(letter, Letter) and letter.stand_in in searches:
                        letter.stand_in.room_asked = None
                self._forget_letters(lambda one: one.stand_in in searches)
        return True

    def _forget_letters(self, gone: Callable[[Letter], bool]) -> None:
        self.outbox = [one for one in self.outbox if not (isinstance(one, Letter) and gone(one))]

    def close(self, ask: Ask, state: str) -> None:
        """It is over. Once it is answered, or need not be, it is not sent either, if it has not been yet."""
        ask.state, ask.ended = state, self.now
        if state != "expired":
            self._forget_letters(lambda one: one.ask is ask)

    def settle(self, shift: Shift, *, asker: Person | None = None, moved: bool = False) -> None:
        """Whoever waits gets the seats that are free, or that nobody has confirmed in time.

        `asker` has just asked for a seat, and need not be asked. When the shift has just been `moved`,
        nobody has said that they can come then.
        """
        if shift.state == "cancelled" or shift.start <= self.now:
            return
        for waiting in shift.line():
            given_on = self._enough(shift, waiting)
            if given_on is None:
                continue
            _, role = self.fit(shift, waiting.person, waiting.party, waiting.role, without=given_on)
            for late in given_on:
                self.give_back(shift, late)
                self.write(late.person, "seat-released", shift)
            waiting.role = role
            self._promote(shift, waiting, asked=waiting.person == asker, moved=moved)

    def _enough(self, shift: Shift, waiting: Signup) -> list[Signup] | None:
        """Whose seats have to be given on for the party to fit, those longest overdue first; None: never."""
        silent = [
            one
            for one in shift.booked()
            if one.answer_by is not None and one.answer_by <= self.now and not (one.comes or self.looks(one))
        ]
        silent.sort(key=lambda one: one.answer_by or 0)
        for several in range(len(silent) + 1):
            gone = silent[:several]
            if not self.fit(shift, waiting.person, waiting.party, waiting.role, without=gone)[0]:
                return gone
        return None

    def _promote(self, shift: Shift, signup: Signup, *, asked: bool, moved: bool) -> None:
        busy = self.overlapping(signup.person, shift)
        far_ahead = shift.start - self.now > DAY
        said_no = any(
            (one.kind, one.person, one.shift, one.state) == (STAND_IN, signup.person, shift, "no")
            for one in self.asks
        )
        at_once = far_ahead and not (busy or moved or said_no)
        given = asked or signup.person.address is None or at_once
        signup.state, signup.line = "booked" if given else "offered", 0
        signup.answer_by, signup.comes = None, False
        if given:
            self.plan(shift, signup)
            if signup.person.address is None:
                self.tell_lead(shift, "seat-given-lead", says=(signup.person.name,))
            elif not asked:
                self.write(signup.person, "seat-given", shift)
            return
        until = answer_by(shift.start, self.now, share=4, longest=DAY if moved else 4 * 60)
        letter = self.ask(OFFER, shift, signup.person, until, "offer-made")
        if busy:
            letter.says += ("krockar med",)
        else:
            letter.says_not = ("krockar med",)
        if moved:
            letter.says += ("har fått en ny tid",)

    def ask(
        self,
        kind: str,
        shift: Shift,
        who: Person,
        until: float,
        letter_kind: str,
        *,
        stand_in: StandIn | None = None,
    ) -> Letter:
        for one in self.open_asks(who, shift):
            if one.kind == kind:
                self.close(one, "withdrawn")
        one = Ask(next(self.numbers), kind, shift, who, until, self.now, stand_in)
        self.asks.append(one)
        letter = self.write(who, letter_kind, shift, says=(clock(until),))
        assert letter is not None, "nobody is asked who has no chat"
        letter.ask = one
        return letter

    def accept(self, shift: Shift, signup: Signup) -> None:
        """They take the seat that they were offered."""
        signup.state = "booked"
        self.plan(shift, signup)
        self.settle(shift)

    def ask_anew(self, shift: Shift) -> None:
        """The shift has another time: offers and confirmations were for the old one."""
        for one in reversed(shift.those("offered")):
            self.put_first(shift, one)
        for one in shift.booked():
            one.answer_by, one.comes = None, False
        self.forget_questions(shift)

    def forget_questions(self, shift: Shift) -> None:
        for one in self.asks:
            if one.state == "open" and one.shift is shift:
                self.close(one, "withdrawn")

    def inquire(self, shift: Shift) -> None:
        """Plan when those booked are asked whether they come, and those who wait are told."""
        if shift.revision not in shift.starts:
            shift.starts[shift.revision] = Inquiry(next(self.numbers), shift.revision, shift.start)
        if shift.confirm and shift.revision not in shift.inquiries:
            due = shift.start - shift.confirm
            shift.inquiries[shift.revision] = Inquiry(next(self.numbers), shift.revision, due)

    def _jobs(self) -> Iterator[Job]:
        yield from super()._jobs()
        for ask in self.asks:
            if ask.state == "open":
                yield ask.until, ask.number, partial(self._time_is_out, ask)
        for shift in self.shifts.values():
            for one in shift.inquiries.values():
                if one.state == "waiting":
                    yield one.due, one.number, partial(self._do_they_come, shift, one)
            for one in shift.starts.values():
                if one.state == "waiting":
                    yield one.due, one.number, partial(self._line_is_over, shift, one)

    def unanswered(self, stand_in: StandIn) -> None:
        """Somebody who was asked to step in has not answered in time."""
        raise NotImplementedError

    def _time_is_out(self, ask: Ask) -> None:
        """An offered seat goes to the next; a seat not confirmed stays theirs until somebody waits for it."""
        if ask.state != "open":
            return
        self.close(ask, "expired")
        if ask.kind == OFFER:
            self.give_back(ask.shift, ask.signup)
            self.settle(ask.shift)
            begun = ask.shift.start <= self.now
            says = "nu har passet börjat" if begun else "hålls inte längre för dig"
            self.write(ask.person, "offer-expired", ask.shift, says=(says,))
        elif ask.kind == CONFIRM:
            self.settle(ask.shift)
        elif ask.stand_in is not None:
            self.unanswered(ask.stand_in)

    def _do_they_come(self, shift: Shift, inquiry: Inquiry) -> None:
        """Those booked are asked, but for those who signed up within a day."""
        if inquiry.revision != shift.revision or shift.state == "cancelled" or shift.start <= self.now:
            inquiry.state = "expired"
            return
        if (morning := morning_after(self.now)) is not None:
            inquiry.due = morning
            return
        inquiry.state = "done"
        until = answer_by(shift.start, self.now, share=2, longest=12 * 60)
        for one in shift.booked():
            fresh = self.now - one.since < DAY or self.now - self._said_yes(shift, one) <= DAY
            if one.person.address is not None and not (one.comes or fresh or self.looks(one)):
                self.ask(CONFIRM, shift, one.person, until, "seat-confirm")
                one.answer_by = until
                self.take_back(shift, one, "reminder-shift")  # the question says it all
                for reminder in one.reminders:
                    if reminder.state == "waiting" and reminder.due <= self.now + CLOSE:
                        reminder.state = "withdrawn"

    def _line_is_over(self, shift: Shift, start: Inquiry) -> None:
        """Whoever still waits has waited in vain; not told where the bot was away until the end."""
        start.state = "done"
        if start.revision == shift.revision and shift.state != "cancelled" and shift.end > self.now:
            for one in shift.line():
                self.write(one.person, "line-over", shift)

    def looks(self, signup: Signup) -> bool:
        """For somebody who comes instead; until then the seat is theirs."""
        return any(one.signup is signup and one.state == "open" for one in self.stand_ins)

    def _said_yes(self, shift: Shift, signup: Signup) -> int:
        """When they last did, to anything they were asked about the shift; long ago, if they never did."""
        theirs = [one for one in self.asks if one.person == signup.person and one.shift is shift]
        return max((one.ended for one in theirs if one.state == "yes"), default=-2 * DAY)
