"""A shift's number that is written with its district."""

from __future__ import annotations

import pytest

from commands.rules.districts import leading_district, named_district, with_district

KEYS = ("norra-skane", "skane", "dalarna")


@pytest.mark.parametrize(
    ("typed", "key", "alone"),
    [
        ("#dalarna-1", "dalarna", "#1"),
        ("dalarna-12", "dalarna", "#12"),
        ("#Dalarna:1", "dalarna", "#1"),
        ("dalarna#1", "dalarna", "#1"),
        ("Dalarna #1", "dalarna", "#1"),
        ("#norra-skane-3", "norra-skane", "#3"),
        ("mig från pass #dalarna-1, tack", "dalarna", "mig från pass #1, tack"),
        ("in #dalarna-1 ändå", "dalarna", "in #1 ändå"),
        ('#dalarna-1 "Ta med mössa, se #skane-2"', "dalarna", '#1 "Ta med mössa, se #skane-2"'),
        ("#dalarna-1 gäster=2", "dalarna", "#1 gäster=2"),
    ],
)
def test_the_district_is_read_and_the_number_stays(typed: str, key: str, alone: str) -> None:
    assert named_district(typed, KEYS) == (key, alone)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "#1",
        "#uppland-1",
        "dalarna",
        "dalarna 1",
        "ringstuga-1",
        "@dalarna-1:example.org",
        "#dalarna-1x",
        "#xdalarna-1",
        "1 vi ses, och se #dalarna-2",
        '1 "se #dalarna-2"',
        '1 plats="vid dalarna-2"',
        "#dalarna-12345678",
    ],
)
def test_nothing_else_is_taken_for_a_district(typed: str) -> None:
    assert named_district(typed, KEYS) is None


def test_what_is_written_is_understood() -> None:
    for key in KEYS:
        assert named_district(f"#{with_district(key, 7)}", KEYS) == (key, "#7")


def test_a_district_before_a_name_is_taken_off_it() -> None:
    keys = ("dalarna", "sjuharad")
    assert leading_district("Dalarna ringstuga av", keys) == ("dalarna", "ringstuga av")
    assert leading_district("sjuharad: möte", keys) == ("sjuharad", "möte")
    assert leading_district("dalarna", keys) is None
    assert leading_district("dalarnas ringstuga", keys) is None
