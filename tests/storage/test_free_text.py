"""Where somebody's name or account stands in what others wrote, and how the account is taken out."""

from __future__ import annotations

import pytest

from storage.queries.free_text import _account, _name


@pytest.mark.parametrize(
    "text",
    [
        "Ring @bo:example.org",
        "@bo",
        "fråga @Bo, eller kom",
        "https://matrix.to/#/@bo:example.org",
        "(@bo:example.org).",
    ],
)
def test_an_account_is_found_whole_or_as_one_types_it(text: str) -> None:
    assert _account("@bo:example.org").search(text)
    assert "bo" not in _account("@bo:example.org").sub("…", text).casefold()


@pytest.mark.parametrize(
    "text",
    [
        "@bosse:example.org",
        "@bo:example.organisation",
        "@bo.ek",
        "@bo.ek:example.org",
        "@bo:other.org",
        "x@bo",
        "@bo-e",
    ],
)
def test_no_other_account_is_taken_for_it(text: str) -> None:
    assert not _account("@bo:example.org").search(text)


def test_a_name_is_a_word_of_its_own() -> None:
    assert _name("Bo").search("Ring Bo.")
    assert _name("Bo Ek").search("hos bo ek på")
    assert not _name("Bo").search("Borås")
    assert not _name("Bo").search("på torgbo")


@pytest.mark.parametrize(
    "text", ["@" * 100_000, "@bo-" * 50_000, "a" * 1_000_000], ids=["signs", "beginnings", "letters"]
)
def test_looking_takes_a_time_in_line_with_the_length(text: str) -> None:
    assert not _name("Bo Ek").search(text)
    assert not _account("@bo:example.org").search(text[:-1] + "x")
