"""The letters of the papers: DejaVu Sans Condensed, narrow and with nearly every alphabet of Europe.

What it lacks is drawn as an empty box, so that everybody sees that something stands there.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_FOLDER = Path(__file__).parent / "letters"
REGULAR = _FOLDER / "DejaVuSansCondensed.ttf"
BOLD = _FOLDER / "DejaVuSansCondensed-Bold.ttf"
_RIGHT_TO_LEFT = ("R", "AL")
_WORDS = re.compile(r"\S+|\s+")


def in_reading_order(text: str) -> str:
    """The text as it has to be drawn from left to right: words of Arabic and Hebrew from their end.

    Their letters then stand in the right order, though Arabic ones each by itself. (Pillow does all of it.)
    """
    drawn: list[str] = []
    turned: list[str] = []
    for word in _WORDS.findall(text):
        if _is_right_to_left(word):
            turned.insert(0, word[::-1])
        elif turned and word.isspace():
            turned.insert(0, word)
        else:
            drawn += [*_ended(turned), word]
            turned = []
    return "".join([*drawn, *_ended(turned)])


def _ended(turned: list[str]) -> list[str]:
    """The space after the words that were turned stands after them again."""
    return [*turned[1:], turned[0]] if turned and turned[0].isspace() else turned


def _is_right_to_left(word: str) -> bool:
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in word)
