"""Where the free text of a command begins, and that it arrives as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.rules.parsing import QUOTES, UnclosedQuote
from commands.rules.tail import cut_tail


@pytest.mark.parametrize(
    ("typed", "shift", "text"),
    [
        ("12 kom 10 min tidigare", "12", "kom 10 min tidigare"),
        ("#12 kom ändå", "#12", "kom ändå"),
        ('12 "kom tidigt"', "12", "kom tidigt"),
        ("12 ”kom tidigt”", "12", "kom tidigt"),
        ('ringstuga tis "kom tidigt"', "ringstuga tis", "kom tidigt"),
        ('ringstuga “vi ses vid "Röda stugan"”', "ringstuga", 'vi ses vid "Röda stugan"'),
        ('12 vi ses vid "Röda stugan" kl 18', "12", 'vi ses vid "Röda stugan" kl 18'),
        ('12 "en rad\n\nen till"', "12", "en rad\n\nen till"),
        ('12 ta med en 5" skruv', "12", 'ta med en 5" skruv'),
        ("12", "12", ""),
        ("12 ", "12", ""),
        ('12 ""', "12", ""),
        ("", "", ""),
        ("ringstuga tis", "ringstuga tis", ""),
        ("ringstuga hej på er", "ringstuga hej på er", ""),
        ('"hej"', "", "hej"),
    ],
)
def test_the_text_is_told_from_the_shift(typed: str, shift: str, text: str) -> None:
    assert cut_tail(typed) == (shift, text)


@pytest.mark.parametrize("typed", ['12 "kom tidigt', 'ringstuga "kom tidigt', "12 ”kom"])
def test_a_quote_that_is_never_closed_is_refused_and_not_guessed(typed: str) -> None:
    with pytest.raises(UnclosedQuote):
        cut_tail(typed)


@given(st.text(max_size=200))
def test_nothing_unquoted_is_ever_sent_without_a_number(text: str) -> None:
    words = "ringstuga " + "".join(char for char in text if char not in QUOTES)
    assert cut_tail(words)[1] == ""


def _begins_in_words(text: str) -> bool:
    """What begins like ", 13" goes on with the numbers."""
    return bool(text.strip()) and text.strip()[0] not in ",;&+/.-–"


@given(st.text(st.characters(exclude_characters=QUOTES), min_size=1, max_size=200).filter(_begins_in_words))
def test_after_a_number_the_text_arrives_whole(text: str) -> None:
    assert cut_tail(f"12 {text}") == ("12", text.strip())
    assert cut_tail(f'12 "{text}"') == ("12", text.strip())
