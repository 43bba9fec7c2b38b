"""Percentiles, and how sure a ratio of two medians is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of medians with its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f}–{self.high:.2f})"


def percentile(values: Sequence[float], percent: float) -> float:
    """Between the two nearest values, in proportion. Raises ValueError when there are none."""
    if not values:
        raise ValueError("no values")
    ordered = sorted(values)
    position = (len(ordered) - 1) * percent / 100
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (position - below)


def ratio_of_medians(ours: Sequence[float], theirs: Sequence[float], *, seed: int = 1) -> Ratio:
    """The n-th values belong together: they were measured in the same round, one right after the other.

    The interval is the bootstrap's: whole rounds are drawn again, with replacement, so that a slow spell of
    the machine, which hits both, does not count as a difference between them. Raises ValueError for lists
    of unequal length.
    """
    if len(ours) != len(theirs):
        raise ValueError("every round needs both values")
    rng = random.Random(seed)
    count = len(ours)
    drawn: list[float] = []
    for _ in range(RESAMPLES):
        rounds = rng.choices(range(count), k=count)
        drawn.append(median(ours[i] for i in rounds) / median(theirs[i] for i in rounds))
    return Ratio(median(ours) / median(theirs), percentile(drawn, 2.5), percentile(drawn, 97.5))
