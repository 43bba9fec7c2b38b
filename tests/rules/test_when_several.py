"""Several days in one text, and the "to" before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.when_several import split_days, without_to


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1 maj", ["1 maj"]),
        ("1 maj, 6 juni", ["1 maj", "6 juni"]),
        ("1 maj,6 juni", ["1 maj", "6 juni"]),
        ("1 maj och 6 juni", ["1 maj", "6 juni"]),
        ("1 may and 6 june", ["1 may", "6 june"]),
        ("1 maj, 6 juni och 24/12", ["1 maj", "6 juni", "24/12"]),
        ("21/5 28/5", ["21/5", "28/5"]),
        ("21/5,28/5", ["21/5", "28/5"]),
        ("2024-05-21 2024-05-28", ["2024-05-21", "2024-05-28"]),
        ("21/5 28/5 19-21", ["21/5 19-21", "28/5 19-21"]),
        ("21/5 18-20, 28/5 19-21", ["21/5 18-20", "28/5 19-21"]),
        ("tis och tors kl. 18.30-20", ["tis 18.30-20", "tors kl. 18.30-20"]),
        ("21/5 18-20", ["21/5 18-20"]),
        ("21/5 18,30-20", ["21/5 18,30-20"]),
        ("", []),
    ],
)
def test_each_day_by_itself(text: str, parts: list[str]) -> None:
    assert split_days(text) == parts


@given(st.text(alphabet="0123456789/-., :tisochmaj", max_size=60))
def test_no_part_is_empty_and_nothing_goes_wrong(text: str) -> None:
    assert all(part.strip() for part in split_days(text))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("till 21/5", "21/5"),
        ("to 21/5", "21/5"),
        ("21/5", "21/5"),
        ("till", ""),
        ("to", "to"),
        ("to 19-21", "to 19-21"),
        ("till 19-21", "19-21"),
        ("→ 21/5", "21/5"),
        ("tors 19-21", "tors 19-21"),
    ],
)
def test_to_is_left_out_unless_it_is_thursday(text: str, rest: str) -> None:
    assert without_to(text, is_hours=lambda said: said == "19-21") == rest
