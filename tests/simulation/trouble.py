"""What happens to the program and the server, and the passing of time: rules for the machine."""

from __future__ import annotations

import math
from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.simulation.lockstep import Lockstep
from tests.simulation.night import DAY
from tests.simulation.things import Shift
from tests.simulation.words import HOUR, Span

MOST_AWAY = 4
"""Steps that the bot may be away, or the server out of reach, in a row."""

actions = st.sampled_from(["commit", "send"])
stages = st.sampled_from(["before", "after"])
deaths = st.tuples(actions, stages, st.integers(1, 4))
fates = st.none() | st.none() | deaths
"""Where the program dies, if it does, over what is said now: at which commit or sending."""

Death = tuple[str, str, int]


class Trouble(Lockstep):
    """Between the commands the program is restarted, dies, is away, or cannot reach the server."""

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

    @rule(action=actions, stage=stages, times=st.integers(1, 6), again=st.integers(0, 2))
    def will_die(self, action: str, stage: str, times: int, again: int) -> None:
        self.world.fate.dies(action, stage, times=times, again=again)

    @rule(stage=stages, times=st.integers(1, 3))
    def answers_will_be_lost(self, stage: str, times: int) -> None:
        self.world.fate.loses(stage, times=times)

    @precondition(lambda self: self.all_is_well)
    @rule()
    def goes_away(self) -> None:
        """From now on people type, and nobody answers."""
        self.run(self.world.stop_bot())
        self.listening, self.steps_left = False, MOST_AWAY

    @precondition(lambda self: self.all_is_well)
    @rule(tries=st.booleans(), just_then=st.booleans())
    def loses_the_server(self, tries: bool, just_then: bool) -> None:
        self.lose_the_server(tries=tries, just_then=just_then)

    def lose_the_server(self, *, tries: bool, just_then: bool) -> None:
        """From now on what is decided cannot be sent, or not even tried; perhaps when something was due."""
        due = self.model.next_due()
        if just_then and due is not None:
            self.pass_time(math.ceil(due) - 1)
        self.world.fate.outage, self.world.sending, self.steps_left = tries, tries, MOST_AWAY
        if just_then and due is not None:
            self.pass_time(math.ceil(due))

    @rule(tick_first=st.booleans())
    def comes_back(self, tick_first: bool) -> None:
        """The bot to the people, and the server to the bot."""
        self.come_back(tick_first=tick_first)

    # What the rules have in common

    def dies(self, fate: Death | None) -> None:
        if fate is not None:
            action, stage, times = fate
            self.world.fate.dies(action, stage, times=times)

    def number(self, pick: int, fits: Callable[[Shift], object] = lambda _: True) -> int:
        """Mostly of a coming shift that fits; else of any there was, or of none."""
        shifts = self.model.shifts.values()
        ahead = [one for one in shifts if one.state != "cancelled" and one.end > self.model.now]
        numbers = [one.number for one in ahead if fits(one)] if pick % 10 != 7 else []
        numbers = numbers or [one.number for one in ahead if pick != 17] or [*self.model.shifts, 99]
        return numbers[pick % len(numbers)]

    def takes_people(self, shift: Shift) -> bool:
        return shift.state == "open" and shift.start > self.model.now

    def span(self, day: int, hour: tuple[int, int]) -> Span:
        """Hours of the day that is so many days ahead."""
        midnight = (self.model.now // DAY + day) * DAY
        return midnight + hour[0] * HOUR, midnight + hour[1] * HOUR
