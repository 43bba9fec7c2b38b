"""What those say who come to the shifts: rules for the machine."""

from __future__ import annotations

import math
from functools import partial

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.simulation.line import CONFIRM, OFFER
from tests.simulation.model import EVERYBODY
from tests.simulation.things import Person, Shift
from tests.simulation.trouble import Death, Trouble, fates
from tests.simulation.words import HOUR, insists

TIMES: dict[str, tuple[int, ...] | None] = {
    "av": (),
    "standard": None,
    "24h 2h": (1440, 120),
    "5h 30m": (300, 30),
    "1h": (60,),
    "2d 3h 1h": (2880, 180, 60),
}

people = st.sampled_from(EVERYBODY)
shift_picks = st.integers(0, 19)
rooms = st.integers(0, 2)
anyway_words = st.booleans()
activities = st.sampled_from(["ringstuga", "ringstuga", "studiecirkel", "torget"])
answers = st.sampled_from([None, True, False])
roles = st.sampled_from([None, None, None, "ringledare", "ringare", "kock"])
guest_numbers = st.sampled_from([None, None, 0, 1, 2])


class Volunteering(Trouble):
    """Signing up and leaving, yes and no, by word and by reaction."""

    @rule(
        who=people,
        pick=shift_picks,
        guests=guest_numbers,
        role=roles,
        anyway=anyway_words,
        room=rooms,
        fate=fates,
    )
    def signs_up(
        self,
        who: Person,
        pick: int,
        guests: int | None,
        role: str | None,
        anyway: bool,
        room: int,
        fate: Death | None,
    ) -> None:
        self.dies(fate)
        number = self.number(pick, self.takes_people)
        if role is not None and pick % 3:
            number = self.number(pick, lambda one: self.takes_people(one) and one.roles)
        text = f"!anmäl #{number}" + ("" if guests is None else f" gäster={guests}")
        text += ("" if role is None else f" roll={role}") + insists(anyway)
        self.say(who, text, room, lambda: self.model.sign_up(who, number, guests, anyway=anyway, role=role))

    @rule(pick=shift_picks)
    def everybody_signs_up(self, pick: int) -> None:
        """All at once, in one room, before the bot looks."""
        self.all_sign_up(self.number(pick, self.takes_people))

    @rule(who=people, pick=shift_picks, named=st.sampled_from([True, True, False]), room=rooms, fate=fates)
    def leaves(self, who: Person, pick: int, named: bool, room: int, fate: Death | None) -> None:
        self.dies(fate)
        number = self.number(pick, lambda one: one.state_of(who) != "out") if named else None
        text = f"!avboka {number}" if named else "!avboka"
        self.say(who, text, room, lambda: self.model.leave(who, number))

    @rule(who=people, room=rooms)
    def asks_for_own(self, who: Person, room: int) -> None:
        self.say(who, "!mina", room, lambda: self.model.mine(who))

    @precondition(lambda self: self.model.asks)
    @rule(
        pick=shift_picks,
        yes=st.booleans(),
        numbered=st.booleans(),
        anyway=anyway_words,
        room=rooms,
        fate=fates,
    )
    def replies(
        self, pick: int, yes: bool, numbered: bool, anyway: bool, room: int, fate: Death | None
    ) -> None:
        """Somebody who was asked something answers; seldom somebody who was not."""
        self.dies(fate)
        who, number = self.somebody_asked(pick)
        text = f"!{'ja' if yes else 'nej'}" + (f" #{number}" if numbered else "") + insists(anyway)
        about = number if numbered else None
        self.say(who, text, room, lambda: self.model.reply(who, about, yes=yes, anyway=anyway))

    @rule(pick=shift_picks, seat=shift_picks, off=st.sampled_from([False, False, False, True]), room=rooms)
    def looks_for_a_stand_in(self, pick: int, seat: int, off: bool, room: int) -> None:
        number = self.number(pick, lambda one: self.takes_people(one) and self.with_chat(one))
        who = self.somebody_on(number, seat)
        text = f"!ersättare #{number}{' av' if off else ''}"
        self.say(who, text, room, lambda: self.model.look_for_stand_in(who, number, off=off))

    @rule(pick=shift_picks, seat=shift_picks, whom=people, room=rooms, answer=answers)
    def swaps(self, pick: int, seat: int, whom: Person, room: int, answer: bool | None) -> None:
        """Somebody asks another to take over, who perhaps answers at once."""
        number = self.number(pick, lambda one: self.takes_people(one) and self.with_chat(one))
        who = self.somebody_on(number, seat)
        self.say(who, f"!byt #{number} {whom.address}", room, lambda: self.model.swap(who, number, whom))
        if answer is not None and number in self.model.shifts and self.all_is_well:
            text = f"!{'ja' if answer else 'nej'} #{number}"
            self.say(whom, text, 1, lambda: self.model.reply(whom, number, yes=answer))

    @rule(who=people, may=st.sampled_from([True, True, False]), room=rooms)
    def may_be_asked_to_step_in(self, who: Person, may: bool, room: int) -> None:
        text = f"!ersättare {'på' if may else 'av'}"
        self.say(who, text, room, lambda: self.model.may_be_asked(who, may=may))

    @precondition(lambda self: any(one.stage == "room" for one in self.model.stand_ins))
    @rule(who=people, pick=shift_picks, key=st.sampled_from(["✅", "✅\ufe0f"]), fate=fates)
    def steps_in(self, who: Person, pick: int, key: str, fate: Death | None) -> None:
        """Under the question in the room, or by word; perhaps when somebody else has done so."""
        self.dies(fate)
        searches = [one for one in self.model.stand_ins if one.stage == "room"]
        search = searches[pick % len(searches)]
        number = search.shift.number
        if search.event and pick % 2:
            self.press(who, search.event, key, lambda: self.model.reply(who, number, yes=True), room=0)
        else:
            self.say(who, f"!ja #{number}", 0, lambda: self.model.reply(who, number, yes=True))

    @precondition(lambda self: self.model.asks)
    @rule(pick=shift_picks, key=st.sampled_from(["✅", "❌", "✅\ufe0f", "❌\ufe0f"]), fate=fates)
    def presses(self, pick: int, key: str, fate: Death | None) -> None:
        """A sign under the question, perhaps long after it was answered."""
        self.dies(fate)
        arrived = [one for one in self.model.asks if one.event and (one.state == "open" or pick % 5 == 3)]
        if arrived:
            ask = arrived[pick % len(arrived)]
            who, number, yes = ask.person, ask.shift.number, key[0] == "✅"
            self.press(who, ask.event, key, lambda: self.model.reply(who, number, yes=yes))

    @precondition(lambda self: self.all_is_well)
    @rule(pick=shift_picks, ahead=st.sampled_from([None, None, 30 * HOUR]), answer=answers)
    def a_seat_becomes_free(self, pick: int, ahead: int | None, answer: bool | None) -> None:
        self.somebody_leaves_for_others(pick, ahead, answer)

    @precondition(lambda self: self.all_is_well)
    @rule(pick=shift_picks, ahead=st.sampled_from([20 * HOUR, 5 * HOUR, 90, 30]), answer=answers)
    def a_seat_becomes_free_on_the_last_day(self, pick: int, ahead: int, answer: bool | None) -> None:
        self.somebody_leaves_for_others(pick, ahead, answer)

    @rule(who=people, activity=activities)
    def asks_which(self, who: Person, activity: str) -> None:
        """By the activity's name, in the district's room, so that anybody may press a number."""
        self.say(who, f"!anmäl {activity}", 0, lambda: self.model.ask_which(who, activity))

    @precondition(lambda self: any(one.event for one in self.model.boards))
    @rule(
        who=people,
        pick=shift_picks,
        number=st.integers(1, 5),
        bare=st.booleans(),
        gone=st.sampled_from([False, False, True]),
        fate=fates,
    )
    def presses_a_number(
        self, who: Person, pick: int, number: int, bare: bool, gone: bool, fate: Death | None
    ) -> None:
        """Under a card or a list, mostly the latest; or takes away what they pressed before."""
        self.dies(fate)
        boards = [one for one in self.model.boards if one.event]
        board = boards[pick % len(boards)] if pick % 4 == 3 else boards[-1]
        key = f"{number}\u20e3" if bare else f"{number}\ufe0f\u20e3"
        if gone and board.standing:
            theirs = [
                (one, number, key) for (one, number), keys in board.standing.items() for key in sorted(keys)
            ]
            who, number, key = theirs[pick % len(theirs)] if theirs else (who, number, key)
        if gone:
            self.take_away(who, board.event, key, lambda: self.model.take_away(who, board, number, key))
        else:
            ask = partial(self.model.press, who, board, number, key)
            self.press(who, board.event, key, ask, room=0)

    @precondition(lambda self: self.all_is_well)
    @rule(pick=shift_picks, words=st.lists(answers, min_size=5, max_size=5), later=st.booleans())
    def those_booked_are_asked_whether_they_come(
        self, pick: int, words: list[bool | None], later: bool
    ) -> None:
        """Some say so, some do not, and others want their seats; perhaps when the time is out."""
        coming = [one for one in self.model.shifts.values() if one.confirm and self.takes_people(one)]
        asked_at = [one for one in coming if one.start - one.confirm > self.model.now and one.booked()]
        if not asked_at:
            return
        shift = asked_at[pick % len(asked_at)]
        self.pass_time(shift.start - shift.confirm)
        asks = [one for one in self.model.asks if one.shift is shift and one.kind == CONFIRM]
        if later and asks:
            self.pass_time(math.ceil(asks[-1].until))
        for ask, word in zip(asks, words, strict=False):
            if word is not None:
                who, number = ask.person, shift.number
                text = f"!{'ja' if word else 'nej'} #{number}"
                self.say(who, text, 1, partial(self.model.reply, who, number, yes=word))
        self.all_sign_up(shift.number)

    def somebody_leaves_for_others(self, pick: int, ahead: int | None, answer: bool | None) -> None:
        """Somebody leaves a shift for which others wait; perhaps who is offered the seat answers at once."""
        waited_for = [one for one in self.model.shifts.values() if one.line() and one.start > self.model.now]
        if not waited_for:
            number = self.number(pick, self.takes_people)
            self.all_sign_up(number)
            waited_for = [one for one in self.model.shifts.values() if one.number == number and one.line()]
        if not waited_for:
            return
        shift = waited_for[pick % len(waited_for)]
        if ahead is not None:
            self.pass_time(shift.start - ahead)
        there = self.with_chat(shift)
        if not there or shift.start <= self.model.now:
            return
        who, number = there[pick % len(there)], shift.number
        self.say(who, f"!avboka {number}", 1, lambda: self.model.leave(who, number))
        for ask in [one for one in self.model.asks if one.state == "open" and one.shift is shift]:
            if answer is not None and ask.kind == OFFER:
                whom, word = ask.person, "ja" if answer else "nej"
                self.say(whom, f"!{word}", 1, partial(self.model.reply, whom, None, yes=answer))

    @rule(who=people, times=st.sampled_from(sorted(TIMES)), room=rooms)
    def wants_reminders(self, who: Person, times: str, room: int) -> None:
        self.say(who, f"!påminn {times}", room, lambda: self.model.remind(who, TIMES[times]))

    def all_sign_up(self, number: int) -> None:
        for who in EVERYBODY:
            ask = partial(self.model.sign_up, who, number, None, anyway=False)
            self.write(who, f"!anmäl {number}", 0, ask)
        self.settle()

    def with_chat(self, shift: Shift) -> list[Person]:
        """Who has a seat and can speak for themselves."""
        return [one.person for one in shift.booked() if one.person.address is not None]

    def somebody_on(self, number: int, pick: int) -> Person:
        """Mostly somebody who has a seat on that shift."""
        there = self.with_chat(self.model.shifts[number]) if number in self.model.shifts and pick % 10 else []
        return there[pick % len(there)] if there else EVERYBODY[pick % len(EVERYBODY)]

    def somebody_asked(self, pick: int) -> tuple[Person, int]:
        """Who, and about which shift; mostly somebody who need answer, else whoever once was asked."""
        asks = [one for one in self.model.asks if one.state == "open"] if pick % 5 != 3 else []
        asks = asks or self.model.asks
        ask = asks[pick % len(asks)]
        return ask.person, ask.shift.number
