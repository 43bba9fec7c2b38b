"""Three numbers as people write them, and nothing else taken for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.figures import Figures, asks_for_calls, implausible, read_figures, shift_and_figures

RIGHT = Figures(40, 12, 3)


@pytest.mark.parametrize(
    "said",
    [
        "40 12 3",
        " 40, 12 och 3! ",
        "40,12,3.",
        "40 12 3 tack så mycket :)",
        "samtal 40 svar 12 ring igen 3",
        "Samtal: 40\nSvar: 12\nRing igen: 3",
        "ring igen 3, svar 12, samtal 40",
        "40 samtal, 12 svar och 3 att ringa igen",
        "calls 40, conversations 12, call back 3",
        "40 calls, 12 talked to and 3 callbacks",
    ],
)
def test_the_numbers_are_understood(said: str) -> None:
    assert read_figures(said) == RIGHT


@pytest.mark.parametrize(
    "said",
    [
        *("", "40 12", "40 12 3 1", "14/5 18", "18.30 20", "40-12-3", "-40 12 3", "40 samtal 12 3"),
        *("40 samtal, 12 samtal och 3 svar", "40 12 3 kakor", "12345678 1 1", "ja 40 12 3", "4O 12 3"),
        "٤٠ ١٢ ٣",
    ],
)
def test_anything_else_is_not_taken_for_them(said: str) -> None:
    assert read_figures(said) is None


@given(st.text(max_size=40))
def test_no_text_makes_it_fall(said: str) -> None:
    read_figures(said)
    shift_and_figures(said)


@given(*[st.integers(0, 10_000)] * 3)
def test_what_is_written_is_read_again(calls: int, conversations: int, callbacks: int) -> None:
    figures = Figures(calls, conversations, callbacks)
    assert read_figures(figures.written()) == figures
    assert shift_and_figures(f"#7 {figures.written()}") == ("7", figures)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("12 40 12 3", ("12", RIGHT)),
        ("#12: samtal 40 svar 12 ring igen 3", ("12", RIGHT)),
        ("40 12 3", (None, RIGHT)),
        ("#40 12 3", None),
        ("ringstuga 40 12 3", None),
    ],
)
def test_the_shift_stands_before_them(said: str, expected: tuple[str | None, Figures] | None) -> None:
    assert shift_and_figures(said) == expected


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        (Figures(0, 0, 0), None),
        (Figures(10, 10, 10), None),
        (Figures(10_000, 1, 1), None),
        (Figures(10_001, 1, 1), "many"),
        (Figures(10, 11, 0), "talks"),
        (Figures(10, 1, 11), "again"),
    ],
)
def test_what_can_hardly_be_right_is_named(figures: Figures, why: str | None) -> None:
    assert implausible(figures) == why


@pytest.mark.parametrize(
    ("report", "slug", "title", "asked"),
    [
        (None, "ringstuga", "Ringstuga", True),
        (None, "maj", "Stora ringkvällen", True),
        (None, "phone-bank", "Calling", True),
        (None, "torgmöte", "Torgmöte", False),
        ("off", "ringstuga", "Ringstuga", False),
        ("calls", "torgmöte", "Torgmöte", True),
    ],
)
def test_a_phone_bank_is_asked_unless_it_says_otherwise(
    report: str | None, slug: str, title: str, asked: bool
) -> None:
    assert asks_for_calls(report, slug=slug, title=title) is asked
