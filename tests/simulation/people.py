"""What everybody may say to the model, and what it is to be answered."""

from __future__ import annotations

from typing import Literal

from tests.simulation.line import CONFIRM, OFFER, STAND_IN
from tests.simulation.night import DAY
from tests.simulation.standins import StandIns
from tests.simulation.things import Ask, Expected, Person, Shift, Signup

Outcome = Literal["booked", "waitlisted", "already", "changed", "full", "overlap", "closed", "role"]
PLACE_IN_WORDS = {"waiting": "plats {} på väntelistan", "offered": "svara ja eller nej", "booked": ""}


class People(StandIns):
    """Signing up, leaving, yes and no, and one's own."""

    def sign_up(
        self, who: Person, number: int, guests: int | None, *, anyway: bool, role: str | None = None
    ) -> Expected:
        """`guests` and `role` None: not spoken of."""
        shift = self.shifts.get(number)
        if shift is None:
            return Expected("error-shift-unknown")
        closed = shift.state == "cancelled" or (shift.state == "closed" and shift.state_of(who) != "offered")
        if not shift.has(who) and (closed or shift.start <= self.now):
            return Expected("error-shift-not-open")
        outcome = self.seat(shift, who, guests, anyway=anyway, role=role)
        if outcome == "waitlisted" and self.steps_in_at_once(shift, shift.signups[who]):
            outcome = "booked"
        says: tuple[str, ...] = ()
        if outcome in ("closed", "role"):
            return Expected("error-shift-not-open" if outcome == "closed" else "error-role")
        if outcome == "waitlisted":
            says = (f"som nummer {shift.line().index(shift.signups[who]) + 1} på väntelistan",)
        return Expected(f"signup-{outcome}", says=says)

    def leave(self, who: Person, number: int | None) -> Expected:
        """Without a number, the only coming shift they have a place on."""
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
        if shift.state_of(who) == "out":
            return Expected("error-not-booked")
        self.free(shift, shift.signups[who])
        return Expected("leave-done")

    def mine(self, who: Person) -> Expected:
        mine = self._mine(who)
        listed = []
        for shift in mine:
            words = PLACE_IN_WORDS[shift.state_of(who)]
            place = shift.line().index(shift.signups[who]) + 1 if shift.state_of(who) == "waiting" else 0
            listed.append((shift.number, words.format(place)))
        return Expected("mine-list", tuple(listed)) if mine else Expected("mine-none")

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

    def reply(self, who: Person, number: int | None, *, yes: bool, anyway: bool = False) -> Expected:
        """Yes or no to what they were asked: about this shift, or, without a number, to the only question."""
        shift = None if number is None else self.shifts[number]
        asked = self.open_asks(who, shift)
        if not asked:
            return self._reply_late(who, shift, yes=yes, anyway=anyway)
        if len({one.shift.number for one in asked}) > 1:
            return Expected("answer-choose")
        return self._reply(asked[0], yes=yes, anyway=anyway)

    def _reply_late(self, who: Person, shift: Shift | None, *, yes: bool, anyway: bool) -> Expected:
        """Some questions may be answered late; and anybody may step in where a room was asked.

        Without a number the last question of all is meant, if the shift has not begun.
        """
        ever = [one for one in self.asks if one.person == who and shift in (None, one.shift)]
        last = ever[-1] if ever else None
        late = last is not None and last.kind in (CONFIRM, STAND_IN) and last.state == "expired"
        if yes and shift is not None and not (late and last is not None and last.kind == CONFIRM):
            searches = [one for one in self.stand_ins if one.shift is shift and one.stage == "room"]
            wanted = [one for one in searches if one.state == "open"]
            if wanted:
                return Expected(self.take_over(wanted[0], who, anyway=anyway))
            if searches:
                taken = searches[-1].state == "taken" and shift.start > self.now
                return Expected("error-standin-taken" if taken else "error-ask-over")
        if last is None:
            return Expected("error-nothing-asked")
        if late and (shift is not None or last.shift.start > self.now):
            return self._reply(last, yes=yes, anyway=anyway)
        taken = last.stand_in is not None and last.stand_in.state == "taken"
        if taken and last.state == "withdrawn" and last.shift.start > self.now:
            return Expected("error-standin-taken")
        lately = last.asked > self.now - 2 * DAY and last.shift.end > self.now
        return Expected("error-ask-over" if shift is not None or lately else "error-nothing-asked")

    def _reply(self, ask: Ask, *, yes: bool, anyway: bool) -> Expected:
        if ask.stand_in is not None:
            return self._reply_to_stand_in(ask, yes=yes, anyway=anyway)
        shift, signup = ask.shift, ask.signup
        if ask.kind == OFFER:  # refused at any time: perhaps nobody has looked at the clock since
            counts = signup.state == "offered" and (shift.start > self.now or not yes)
        else:
            counts = signup.booked and (shift.end if yes else shift.start) > self.now
        if not counts:
            return Expected("error-ask-over")
        if ask.state == "open":
            self.close(ask, "yes" if yes else "no")
        if not yes:
            self.free(shift, signup)
            return Expected("offer-declined" if ask.kind == OFFER else "leave-done")
        if ask.kind == OFFER:
            self.accept(shift, signup)
            return Expected("signup-booked")
        signup.comes = True
        return Expected("seat-confirmed")

    def _reply_to_stand_in(self, ask: Ask, *, yes: bool, anyway: bool) -> Expected:
        """Who was asked by one certain person knows from the question whether they are busy then."""
        assert ask.stand_in is not None
        was = ask.state
        if was == "open":
            ask.state = "yes" if yes else "no"
        if yes:
            done = self.take_over(ask.stand_in, ask.person, anyway=anyway or ask.stand_in.to is not None)
            if done != "standin-done":
                ask.state = was
                return Expected(done)
        if was == "open":
            self.close(ask, ask.state)
        if not yes and ask.stand_in.to is None:
            self.go_on(ask.stand_in)
        elif not yes:
            self.swap_declined(ask.stand_in, "swap-declined")
        return Expected("standin-done" if yes else "standin-declined")

    def look_for_stand_in(self, who: Person, number: int, *, off: bool) -> Expected:
        signup = self._own_seat(who, number)
        if isinstance(signup, Expected):
            return signup
        searches = [one for one in self.stand_ins if one.signup is signup and one.state == "open"]
        if off:
            for one in searches:
                self.withdraw_search(one)
            return Expected("standin-withdrawn" if searches else "error-standin-none")
        if any(one.to is None for one in searches):
            return Expected("standin-already")
        self.search(self.shifts[number], signup)
        return Expected("standin-started")

    def may_be_asked(self, who: Person, *, may: bool) -> Expected:
        """Whether they want to be asked to step in for others."""
        self.unasked = self.unasked - {who} if may else self.unasked | {who}
        return Expected("standin-on" if may else "standin-off")

    def swap(self, who: Person, number: int, whom: Person) -> Expected:
        signup = self._own_seat(who, number)
        if isinstance(signup, Expected):
            return signup
        shift = self.shifts[number]
        searches = [one for one in self.stand_ins if one.signup is signup and one.state == "open"]
        if whom != who and any(one.to == whom for one in searches):
            return Expected("swap-already")
        if whom == who or not self.may_be_asked_to_swap(shift, signup, whom):
            return Expected("error-swap")
        self.ask_to_swap(shift, signup, whom)
        return Expected("swap-asked")

    def _own_seat(self, who: Person, number: int) -> Signup | Expected:
        shift = self.shifts.get(number)
        if shift is None:
            return Expected("error-shift-unknown")
        if shift.state == "cancelled" or shift.start <= self.now or not shift.has(who):
            return Expected("error-standin-seat")
        return shift.signups[who]

    # How it comes about

    def seat(
        self,
        shift: Shift,
        who: Person,
        guests: int | None,
        *,
        anyway: bool,
        role: str | None = None,
        by_other: bool = False,
    ) -> Outcome:
        """A seat for each of the party, if all of them fit; else, asking for oneself, a place in line."""
        signup = shift.signups.get(who)
        if signup is not None and signup.state == "booked":
            return self._again(shift, signup, guests, role)
        if signup is not None and signup.state == "offered":
            return self._take_offer(shift, signup, guests, role, anyway=anyway)
        waits = signup is not None and signup.state == "waiting"
        if guests is None:
            guests = signup.guests if signup is not None and waits else 0
        if role is None:
            role = signup.role if signup is not None and waits else None
        why_not, its_role = self.fit(shift, who, 1 + guests, role)
        named = by_other or signup is None or not waits or role != signup.role
        if why_not and role and not self.worth_waiting(shift, who, 1 + guests, role, why_not, named=named):
            return "role"
        if why_not and (by_other or not self.could_ever_fit(shift, 1 + guests)):
            return "full"
        if not anyway and self.overlapping(who, shift):
            return "overlap"
        signup = self.word_of(shift, who)
        signup.guests, signup.role = guests, role if why_not else its_role
        signup.since = signup.since if waits else self.now
        signup.answer_by, signup.comes = None, False
        if not why_not:
            signup.state, signup.line = "booked", 0
            self.plan(shift, signup)
            return "booked"
        if not waits:
            self.queue(shift, signup)
        self.settle(shift, asker=who)
        return "booked" if signup.booked else "waitlisted"

    def _take_offer(
        self, shift: Shift, signup: Signup, guests: int | None, role: str | None, *, anyway: bool
    ) -> Outcome:
        """Whoever signs up for what they were offered takes it; of a closed shift no more than that."""
        if shift.state == "closed" and (guests or 0) > signup.guests:
            return "closed"
        if not anyway and self.overlapping(signup.person, shift):
            return "overlap"
        refused = self._why_not(shift, signup, guests, role)
        if refused and refused != "already":
            return refused  # and the offer stands
        for one in self.open_asks(signup.person, shift):
            self.close(one, "yes" if one.kind == OFFER else "withdrawn")
        self.accept(shift, signup)
        return "booked" if refused else self._bring(shift, signup, guests, role)

    def _again(self, shift: Shift, signup: Signup, guests: int | None, role: str | None) -> Outcome:
        """Who has a seat may bring more, or have another role, if there is room; or bring fewer."""
        return self._why_not(shift, signup, guests, role) or self._bring(shift, signup, guests, role)

    def _why_not(
        self, shift: Shift, signup: Signup, guests: int | None, role: str | None
    ) -> Outcome | Literal[""]:
        """On a closed shift nobody brings more."""
        if shift.state == "cancelled" or shift.end <= self.now:
            return "closed"
        guests = signup.guests if guests is None else guests
        if (guests, role or signup.role) == (signup.guests, signup.role):
            return "already"
        more = guests - signup.guests
        if shift.start <= self.now or (shift.state == "closed" and more > 0):
            return "closed"
        if more > shift.free():
            return "full"
        if shift.roles and self._role_again(shift, signup, 1 + guests, role or signup.role)[0]:
            return "role"
        return ""

    def _bring(self, shift: Shift, signup: Signup, guests: int | None, role: str | None) -> Outcome:
        guests = signup.guests if guests is None else guests
        fewer = guests < signup.guests
        if shift.roles:
            role = self._role_again(shift, signup, 1 + guests, role or signup.role)[1]
        signup.guests, signup.role = guests, role or signup.role
        if fewer or shift.roles:
            self.settle(shift)
        return "changed"

    def _role_again(
        self, shift: Shift, signup: Signup, party: int, role: str | None
    ) -> tuple[str, str | None]:
        """Who has no role stays without one, as long as there are seats that belong to none."""
        others = [one for one in shift.those("booked", "offered") if one is not signup]
        if role is None and party <= self.without_role(shift, others):
            return "", None
        return self.fit(shift, signup.person, party, role, without=[signup])

    def free(self, shift: Shift, signup: Signup) -> None:
        """They give it up, and whoever waits moves up."""
        self.give_back(shift, signup)
        self.settle(shift)

    def _mine(self, who: Person) -> list[Shift]:
        """Where they have a seat until the shift is over, or may still have one until it begins."""
        mine = [
            one
            for one in self.shifts.values()
            if (one.has(who) and one.end > self.now) or (one.state_of(who) != "out" and one.start > self.now)
        ]
        return sorted(mine, key=lambda one: (one.start, one.number))
