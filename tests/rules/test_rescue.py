"""The ladder of a thin shift: which steps there are, when they come, and where it is best merged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commands.rules.rescue import LEAD, NEAR, PEOPLE, ROOM, Other, best_other, how_many, steps, times

START = datetime(2024, 5, 17, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ladder", "expected"),
    [
        (None, {72: ROOM, 48: PEOPLE, 24: LEAD}),
        ([24], {24: LEAD}),
        ([12, 36], {36: PEOPLE, 12: LEAD}),
        ([120, 72, 48, 24], {120: ROOM, 72: ROOM, 48: PEOPLE, 24: LEAD}),
        ([24, 24], {24: LEAD}),
        ([], {}),
    ],
)
def test_the_last_steps_are_never_left_out(ladder: list[int] | None, expected: dict[int, str]) -> None:
    assert steps(ladder) == expected


@pytest.mark.parametrize(
    ("ahead", "expected"),
    [
        (100, {72: 72.0, 48: 48.0, 24: 24.0}),
        (60, {48: 48.0, 24: 24.0}),
        (24, {24: 12.0}),
        (10, {24: 5.0}),
        (2, {24: 1.0}),
        (1.9, {}),
        (-1, {}),
    ],
)
def test_the_steps_still_ahead_or_else_the_last_at_half_time(
    ahead: float, expected: dict[int, float]
) -> None:
    found = times(None, starts=START, now=START - timedelta(hours=ahead))
    assert {hours: (START - due) / timedelta(hours=1) for hours, due in found.items()} == expected


def test_without_a_ladder_nothing_comes() -> None:
    assert times([], starts=START, now=START - timedelta(hours=5)) == {}


def test_three_are_asked_for_each_who_is_missing_but_not_everybody() -> None:
    assert [how_many(one) for one in (1, 2, 3, 4, 20)] == [3, 6, 9, 10, 10]


def test_the_nearest_with_room_for_all_is_best() -> None:
    day = timedelta(days=1)
    full, roomy, far = Other(1, START + day, 1), Other(2, START - 2 * day, 2), Other(3, START + 3 * day, None)
    assert best_other([full, roomy, far], starts=START, party=2) == 2
    assert best_other([full, far], starts=START, party=2) == 3
    assert best_other([full], starts=START, party=2) is None
    assert best_other([Other(4, START + NEAR + day, None)], starts=START, party=1) is None
    assert best_other([Other(6, START + day, 2), Other(5, START - day, 2)], starts=START, party=1) == 5
