"""The letters of the papers: DejaVu Sans Condensed, narrow and with nearly every alphabet of Europe.

What it lacks would be drawn as an empty box: see `drawable`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "letters"
REGULAR = _FOLDER / "DejaVuSansCondensed.ttf"
BOLD = _FOLDER / "DejaVuSansCondensed-Bold.ttf"
_RIGHT_TO_LEFT = ("R", "AL")
_WORDS = re.compile(r"\S+|\s+")
LOST = "?"
"""In the place of letters that cannot be drawn."""


def drawable(text: str) -> str:
    """The text in letters that there are: "Bo 🌹" is "Bo", "𝓑𝓸" too, and of "李明 Ek" "? Ek" is left.

    Signs and pictures that are lacking fall away, with the space before them.
    """
    text = unicodedata.normalize("NFC", text)
    if all(map(_is_there, text)):
        return text
    return " ".join("".join(_drawn(text)).split())


def is_lost(text: str) -> bool:
    """Whether nothing is left of it that could be read."""
    return not any(letter.isalnum() for letter in drawable(text))


def _drawn(text: str) -> Iterator[str]:
    gone = False
    for letter in text:
        found = letter if _is_there(letter) else _plainer(letter)
        if not found and unicodedata.category(letter)[0] in "LN" and not gone:
            found = LOST
        gone = found == LOST if found else gone
        yield found


def _plainer(letter: str) -> str:
    """The same letter without its style or its marks, if that can be drawn."""
    whole = unicodedata.normalize("NFKC", letter)
    if all(map(_is_there, whole)):
        return whole
    return "".join(filter(_is_there, unicodedata.normalize("NFKD", letter)))


def _is_there(letter: str) -> bool:
    return letter.isspace() or (
        ord(letter) in _letters() and unicodedata.category(letter) not in ("Cf", "Cc", "Co", "Cn")
    )


@cache
def _letters() -> frozenset[int]:
    """What both fonts have."""
    from reportlab.pdfbase.ttfonts import TTFontFile

    regular, bold = (TTFontFile(str(font)).charToGlyph.keys() for font in (REGULAR, BOLD))
    return frozenset(regular & bold)


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
