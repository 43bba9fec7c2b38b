"""Text from people made safe to show on one line.

"Safe to show" follows the Unicode security considerations (UTR 36): nothing invisible, nothing that
turns the direction of the text around it, no towers of combining marks. What is visible stays.
"""

from __future__ import annotations

import re
import unicodedata

LINE_LIMIT = 500
"""Code points that `clean_line` keeps when nothing else is asked for."""

MARKS_IN_A_ROW = 4
"""Combining marks kept on one letter; living languages use up to three."""

_ORDINARY = "!-~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2015\u2018-\u201d\u2026"
_PLAIN = re.compile(f"[{_ORDINARY}]+(?: [{_ORDINARY}]+)*")
"""Lines of Latin letters and common punctuation, which need no cleaning: nearly all of them."""

_SPACES = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\uffff"
    "\ufdd0-\ufdef\U00016fe4\U0001d159\U000e0000-\U000e0fff]"
)
"""Invisible though their category does not say so: default-ignorable code points, fillers and the empty
Braille cell. Object replacement and replacement characters, and non-characters, are with them."""


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """One visible line, at most `limit` code points, in NFC.

    Controls, bidirectional controls, zero-width characters, tags, private-use and surrogate code points
    are taken out; any white space becomes one space; no more than four combining marks follow one
    another, and none stands alone. Joiners and the emoji style stay inside emoji (as in a rainbow flag).
    A text that is too long is cut between letters and ends in "…". Cleaning twice changes nothing more.
    """
    if len(text) <= limit and _PLAIN.fullmatch(text):
        return text
    cleaned = scrub(text[: limit * 8])
    return cleaned if len(cleaned) <= limit else _cut(cleaned, limit)


def scrub(text: str) -> str:
    """`clean_line` without a limit; the caller bounds the length. In time linear in it.

    Twice around NFC: composing can bring forth what the first pass would have taken out.
    """
    return _visible(unicodedata.normalize("NFC", _visible(text)))


def _visible(text: str) -> str:
    kept: list[str] = []
    last = " "
    marks = 0
    for position, char in enumerate(text):
        category = unicodedata.category(char)
        if category[0] == "Z" or char in _SPACES:
            if last != " ":
                kept.append(" ")
                last = " "
            continue
        if char in (_JOINER, _EMOJI_STYLE):
            if not _in_emoji(char, last, text[position + 1 : position + 2]):
                continue
        elif category in ("Cc", "Cf", "Cs", "Co") or _BLANK.match(char):
            continue
        elif category[0] == "M":
            marks += 1
            if last == " " or marks > MARKS_IN_A_ROW:
                continue
        else:
            marks = 0
        kept.append(char)
        last = char
    return "".join(kept).rstrip(" ")


def _in_emoji(char: str, before: str, after: str) -> bool:
    if char == _EMOJI_STYLE:
        return _is_symbol(before)
    return (_is_symbol(before) or before == _EMOJI_STYLE or _is_skin_tone(before)) and _is_symbol(after)


def _is_symbol(char: str) -> bool:
    return char != "" and unicodedata.category(char) == "So" and not _BLANK.match(char)


def _is_skin_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _cut(text: str, limit: int) -> str:
    """Shorten without parting a letter from its marks or an emoji from its parts."""
    end = max(limit - 1, 0)
    for shorter in range(end, max(end - 16, 0), -1):
        if not _continues(text[shorter]) and text[shorter - 1] != _JOINER:
            end = shorter
            break
    return text[:end].rstrip(" " + _JOINER) + "…"


def _continues(char: str) -> bool:
    return char in (_JOINER, _EMOJI_STYLE) or unicodedata.category(char)[0] == "M" or _is_skin_tone(char)
