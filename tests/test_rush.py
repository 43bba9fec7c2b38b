"""When the bot listens less often, and that it does so only in a rush."""

from __future__ import annotations

from bot.rush import BREATH, MANY, Rush


def test_people_who_write_one_by_one_never_wait() -> None:
    rush = Rush()
    assert {rush.pause(1, now=one * 1.1 / MANY) for one in range(200)} == {0.0}


def test_very_many_at_once_are_taken_in_together() -> None:
    rush = Rush()
    assert rush.pause(MANY - 1, now=10.0) == 0.0
    assert rush.pause(1, now=10.5) == BREATH
    assert rush.pause(500, now=10.6) == BREATH


def test_a_look_that_brought_nothing_is_followed_at_once() -> None:
    rush = Rush()
    rush.pause(500, now=10.0)
    assert rush.pause(0, now=10.1) == 0.0


def test_the_rush_is_over_a_second_later() -> None:
    rush = Rush()
    rush.pause(MANY, now=10.0)
    assert rush.pause(1, now=11.5) == 0.0
