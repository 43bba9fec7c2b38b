"""Names and titles: what is shown of them, when two are the same, and finding the one that was meant."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.names import SLUG_LIMIT, clean_line, fold, is_slug, near_misses, slug
from tests.support.effort import effort

TRICKY = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "a \u0301\u0308\u200d\ufe0f\u202e\u200b❤🏳🌈👩🏽\u00ad\u3164\ue000\U000e0067\n\t\u2028é"
        ),
    )
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Bo", "Bo"),
        ("  Bo \t\n Ek ", "Bo Ek"),
        ("Bo\u00a0Ek", "Bo Ek"),
        ("Bo\u2028Ek", "Bo Ek"),
        ("\u202eoB\u202c", "oB"),
        ("B\u200bo\u200d\u2060\ufeff", "Bo"),
        ("B\u00ado", "Bo"),
        ("Bo\x00\x1b[31m", "Bo[31m"),
        ("Bo\U000e0067\U000e007f", "Bo"),
        ("\u3164\u2800", ""),
        ("Bo\ue000", "Bo"),
        ("Bo\ud800", "Bo"),
        ("A\u030ase", "Åse"),
        ("\u0301Bo \u0301", "Bo"),
        ("@room <b>", "@room <b>"),
        ("ليلى", "ليلى"),
        ("🏳️\u200d🌈 Pride", "🏳️\u200d🌈 Pride"),
        ("❤️ 1 maj", "❤️ 1 maj"),
        ("👩🏽\u200d🌾", "👩🏽\u200d🌾"),
        ("Bo\u200d🌈\ufe0f\u200d", "Bo🌈\ufe0f"),
    ],
)
def test_a_line_shows_what_is_visible_and_nothing_else(written: str, shown: str) -> None:
    assert clean_line(written) == shown


def test_a_tower_of_marks_is_cut_down_to_four() -> None:
    assert clean_line("Z" + "\u0335" * 1000 + "o") == "Z" + "\u0335" * 4 + "o"


def test_a_line_that_is_too_long_says_so_and_keeps_its_letters_whole() -> None:
    assert clean_line("abcdef", limit=6) == "abcdef"
    assert clean_line("abcdefg", limit=6) == "abcde…"
    assert clean_line("abcd\u0335\u0336\u0337efg", limit=6) == "abc…"
    assert clean_line("ab 👩🏽\u200d🌾 maj", limit=6) == "ab…"


@given(TRICKY)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_line(text, 20)
    assert clean_line(once, 20) == once
    assert len(once) <= 20


@given(TRICKY)
def test_a_clean_line_has_nothing_invisible_in_it(text: str) -> None:
    line = clean_line(text)
    assert line == line.strip() == unicodedata.normalize("NFC", line)
    assert "  " not in line
    for char in line:
        assert char == " " or unicodedata.category(char) not in ("Cc", "Cs", "Co", "Zs", "Zl", "Zp")
        assert char == "\u200d" or unicodedata.category(char) != "Cf"


def test_every_single_character_is_either_kept_or_leaves_nothing_behind() -> None:
    for code in (*range(0x20000), *range(0xE0000, 0xE0200), 0xFFFFF, sys.maxunicode):
        once = clean_line(f"a{chr(code)}b")
        assert clean_line(once) == once
        decomposed = unicodedata.normalize("NFD", once)
        assert (decomposed[0], decomposed[-1]) == ("a", "b")


def test_a_hostile_line_costs_no_more_than_its_visible_limit() -> None:
    towers = "e" + "\u0316\u0301" * 40_000
    assert effort(lambda: clean_line(towers)) == effort(lambda: clean_line(towers[:20_000]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bo Ek", "bo  EK"),
        ("Åsa", "A\u030asa"),
        ("ＢＯ", "bo"),
        ("Strauß", "STRAUSS"),
        ("Bo\u200b", "Bo"),
    ],
)
def test_names_that_look_the_same_are_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Marta", "Märta"), ("Asa", "Åsa"), ("Bjorn", "Björn")])
def test_swedish_letters_are_letters_of_their_own(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(TRICKY)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ringstuga", "ringstuga"),
        ("EU-valskola, maj!", "eu-valskola-maj"),
        ("Vänstern i Sjuhärad", "vänstern-i-sjuhärad"),
        ("  Café – Öppet hus  ", "cafe-öppet-hus"),
        ("A\u030ase & Søren", "åse-sören"),
        ("1 maj", "1-maj"),
        ("2024", None),
        ("14-5", None),
        ("🏳️\u200d🌈", None),
        ("", None),
        ("Landsbygdspolitisk dag för hela distriktet i Sjuhärad", "landsbygdspolitisk-dag-för-hela"),
        ("x" * 100, "x" * 40),
    ],
)
def test_a_title_becomes_a_short_name(title: str, expected: str | None) -> None:
    assert slug(title) == expected


@given(TRICKY)
def test_a_short_name_is_always_one_that_is_accepted(text: str) -> None:
    made = slug(text)
    assert made is None or (is_slug(made) and len(made) <= SLUG_LIMIT)


@pytest.mark.parametrize("good", ["ringstuga", "eu-valskola", "1-maj", "å", "x" * 40])
def test_short_names_that_are_accepted(good: str) -> None:
    assert is_slug(good)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "12",
        "14-5",
        "-a",
        "a-",
        "a--b",
        "A",
        "a b",
        "é",
        "x" * 41,
        "a\n",
        "#a",
        "٣",
        "a٣",
        "ringstuga\u200b",
    ],
)
def test_short_names_that_would_be_mistaken_for_something_else_are_refused(bad: str) -> None:
    assert not is_slug(bad)


KNOWN = ["ringstuga", "eu-valskola", "ordförandeträff", "torgmöte", "pass", "anmäl", "avboka", "help", "mine"]


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("ringstga", "ringstuga"),
        ("ringsutga", "ringstuga"),
        ("Ringstugan", "ringstuga"),
        ("RINGSTUGA", "ringstuga"),
        ("euvalskola", "eu-valskola"),
        ("ordforandetraff", "ordförandeträff"),
        ("torgmote", "torgmöte"),
        ("anmal", "anmäl"),
        ("hlep", "help"),
    ],
)
def test_a_slip_finds_the_word_that_was_meant(word: str, nearest: str) -> None:
    assert near_misses(word, KNOWN)[0] == nearest


@pytest.mark.parametrize("word", ["", "x", "hej", "valborg", "!", "e" * 65, "\u200b"])
def test_a_word_that_is_far_from_all_suggests_nothing(word: str) -> None:
    assert near_misses(word, KNOWN) == []


def test_a_missing_dot_over_a_letter_is_nearer_than_another_letter() -> None:
    assert near_misses("mote", ["mote"[:3] + "a", "möte"]) == ["möte", "mota"]


def test_suggestions_are_few_and_the_nearest_comes_first() -> None:
    assert near_misses("stugan", ["stuga2", "stug", "stuga", "stugor", "stugan"], limit=2) == [
        "stugan",
        "stuga2",
    ]


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=20))
def test_suggestions_are_known_words_and_never_an_error(word: str, known: list[str]) -> None:
    found = near_misses(word, known)
    assert len(found) <= 3
    assert all(one in known for one in found)


@given(st.text(alphabet="abåä-1", min_size=3, max_size=12), st.data())
def test_one_slip_is_always_forgiven(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    slipped = word[:at] + word[at + 1 :] if data.draw(st.booleans()) else word[:at] + "x" + word[at:]
    if len(slipped) > 2:
        assert near_misses(slipped, [word]) == [word]


def test_the_work_is_bounded_however_many_words_there_are() -> None:
    words = [f"ringstug{number}" for number in range(8000)]
    few = effort(lambda: near_misses("ringstuga", words[:2000]))
    assert effort(lambda: near_misses("ringstuga", words)) < few * 1.1
