"""The roles of a shift as people write them, and what becomes of those who have one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.roles import (
    MOST_ROLES,
    RoleError,
    RoleProblem,
    parse_roles,
    role_named,
    seats_with_roles,
    show_roles,
    too_few,
)
from commands.rules.seats import MOST_SEATS

WISH = {"ringledare": 1, "ringare": 6}


@pytest.mark.parametrize(
    "text",
    [
        "ringledare:1 ringare:6",
        "ringledare:1, ringare:6",
        "ringledare=1,ringare=6",
        "ringledare ringare:6",
        "ringledare: 1 ringare : 6",
        "ringledare:1 och ringare:6",
        "ringledare:01 ringare:006",
        "  ringledare:1;ringare:6,  ",
    ],
)
def test_roles_are_read_as_people_write_them(text: str) -> None:
    assert list(parse_roles(text).items()) == list(WISH.items())


def test_a_role_is_shown_as_it_was_written_and_compared_without_capitals() -> None:
    assert parse_roles("Ringledare:1 EU-värd:2") == {"Ringledare": 1, "EU-värd": 2}
    assert role_named({"Ringledare": 1}, "RINGLEDARE") == "Ringledare"
    assert role_named({"Ringledare": 1}, "ringare") is None


@pytest.mark.parametrize(
    ("text", "problem", "about"),
    [
        ("", RoleProblem.EMPTY, ""),
        (" , ", RoleProblem.EMPTY, ","),
        ("6", RoleProblem.NAME, "6"),
        ("6 ringare", RoleProblem.NAME, "6"),
        ("ring_ledare:1", RoleProblem.NAME, "ring_ledare:1"),
        ("-ringare:1", RoleProblem.NAME, "-ringare:1"),
        ("x" * 25, RoleProblem.NAME, "x" * 25),
        ("ringare:0", RoleProblem.COUNT, "ringare:0"),
        ("ringare:-1", RoleProblem.COUNT, "ringare:-1"),
        (f"ringare:{MOST_SEATS + 1}", RoleProblem.COUNT, f"ringare:{MOST_SEATS + 1}"),
        ("ringare:٣", RoleProblem.COUNT, "ringare:٣"),
        ("ringare:", RoleProblem.COUNT, "ringare:"),
        ("ringare:1:2", RoleProblem.COUNT, "ringare:1:2"),
        ("ringare:1 Ringare:2", RoleProblem.TWICE, "Ringare"),
        ("a b c d e f g h i j", RoleProblem.MANY, ""),
    ],
)
def test_what_is_no_role_is_named(text: str, problem: RoleProblem, about: str) -> None:
    with pytest.raises(RoleError) as refused:
        parse_roles(text)
    assert (refused.value.problem, refused.value.text) == (problem, about)


@given(st.text(max_size=60))
def test_any_text_gives_roles_that_can_be_typed_again_or_a_refusal(text: str) -> None:
    try:
        roles = parse_roles(text)
    except RoleError:
        return
    assert 1 <= len(roles) <= MOST_ROLES
    assert all(1 <= count <= MOST_SEATS for count in roles.values())
    assert parse_roles(show_roles(roles)) == roles


@pytest.mark.parametrize(
    ("seats", "was", "roles", "becomes"),
    [
        (None, None, WISH, 7),
        (7, WISH, {"ringledare": 2, "ringare": 6}, 8),
        (7, WISH, {"ringare": 5}, 5),
        (9, WISH, {"ringledare": 2, "ringare": 6}, 9),
        (9, None, WISH, 9),
        (7, WISH, None, 7),
        (None, WISH, None, None),
    ],
)
def test_roles_are_the_seats_where_no_other_number_was_given(
    seats: int | None, was: dict[str, int] | None, roles: dict[str, int] | None, becomes: int | None
) -> None:
    assert seats_with_roles(seats, was, roles) == becomes


@pytest.mark.parametrize(
    ("was", "roles", "have", "name"),
    [
        (WISH, {"ringledare": 1, "ringare": 2}, {"ringare": 2}, None),
        (WISH, {"ringledare": 1, "ringare": 1}, {"ringare": 2}, "ringare"),
        (WISH, {"ringare": 6}, {"ringledare": 1}, "ringledare"),
        (WISH, {"Ringledare": 1, "ringare": 6}, {"ringledare": 1}, None),
        (WISH, None, {"ringare": 1}, "ringare"),
        (WISH, None, {"fika": 1}, None),
        (None, {"ringare": 1}, {"ringare": 2}, "ringare"),
        ({"ringare": 1}, {"ringare": 1}, {"ringare": 2}, None),
        ({"ringare": 1}, {"ringare": 2}, {"ringare": 3}, None),
    ],
)
def test_no_role_becomes_smaller_than_those_who_have_it(
    was: dict[str, int] | None, roles: dict[str, int] | None, have: dict[str, int], name: str | None
) -> None:
    assert too_few(was, roles, have) == name
