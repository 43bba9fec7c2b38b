"""What could not be delivered is told in words, and every word of the table is that of a real message."""

from __future__ import annotations

from commands.rules.letters import _SORT, by_sort, sort_of
from tests.support.story import TEXTS


def test_messages_of_one_sort_are_counted_together_the_most_first() -> None:
    found = [
        ("broadcast", False, 1),
        ("standin-ask", False, 2),
        ("offer-made", False, 1),
        ("broadcast", True, 1),
    ]
    assert by_sort(found) == [("question", 3), ("broadcast", 1), ("answer", 1)]
    assert sort_of("something-new", answers=False) == "other"


def test_the_kinds_are_those_of_texts_that_exist() -> None:
    assert set(_SORT) <= TEXTS.ids("sv")
