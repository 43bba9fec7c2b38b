"""What people write as names and titles: safe to show, comparable, and found again when misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from commands.rules.visible import LINE_LIMIT, clean_line, scrub

__all__ = [
    "LINE_LIMIT",
    "SLUG_LIMIT",
    "clean_line",
    "fold",
    "is_slug",
    "near_misses",
    "shortened",
    "slug",
    "without_stops",
]

SLUG_LIMIT = 40


def fold(text: str) -> str:
    """The form in which two names are compared: NFKC, case folded, cleaned.

    Å, ä and ö stay letters of their own, as they are in Swedish. Not for showing.
    """
    visible = scrub(text[: LINE_LIMIT * 8])
    folded = unicodedata.normalize("NFKC", visible).casefold()
    return scrub(unicodedata.normalize("NFKC", folded))


_STOPS = "!?.,;:"


def without_stops(text: str) -> str:
    """The text without the signs between words and at its end: "Ringstuga, tisdag!" is "Ringstuga tisdag"."""
    words = [word.rstrip(",;!?") for word in text.split()]
    return " ".join(word for word in words if word).rstrip(_STOPS)


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something is left out."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


_SLUG = re.compile(r"[a-zåäö0-9]+(?:-[a-zåäö0-9]+)*")
_SLUG_LETTERS = str.maketrans(
    {"æ": "ä", "ø": "ö", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "œ": "oe", "ı": "i"}
)
_NOT_IN_SLUG = re.compile(r"[^a-zåäö0-9]+")


def is_slug(text: str) -> bool:
    """True for an activity's short name: 1–40 of a–z, åäö, digits, single hyphens between them.

    At least one is a letter, since `12` is a shift and `14-5` looks like a day.
    """
    return (
        len(text) <= SLUG_LIMIT and _SLUG.fullmatch(text) is not None and any(char.isalpha() for char in text)
    )


def slug(text: str) -> str | None:
    """A short name made from a title ("EU-valskola, maj" → "eu-valskola-maj"); None when nothing is left.

    Letters with other marks than åäö lose them; what is too long ends at a hyphen where there is one.
    """
    lowered = fold(text).translate(_SLUG_LETTERS)
    bare = "".join(char if char in "åäö" else unicodedata.normalize("NFD", char)[0] for char in lowered)
    made = _NOT_IN_SLUG.sub("-", bare).strip("-")
    if len(made) > SLUG_LIMIT:
        head, _, _ = made[: SLUG_LIMIT + 1].rpartition("-")
        made = (head if len(head) >= SLUG_LIMIT // 2 else made[:SLUG_LIMIT]).strip("-")
    return made if is_slug(made) else None


_LONGEST_WORD = 64
_WORDS_COMPARED = 2000
_HALF, _WHOLE = 1, 2
_CONFUSED = frozenset(
    frozenset(pair)
    for pair in ("aå", "aä", "oö", "åä", "eé", "uü", "äæ", "öø")  # what foreign keyboards and haste make
)


def near_misses(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Up to `limit` of the `known` words that `word` may be a slip for, nearest first, as they were given.

    Counts letters left out, added, replaced, or swapped with their neighbour (optimal string alignment);
    å, ä, ö written as a, a, o count half. How much is forgiven grows with the word: one slip up to five
    letters, two up to eight, then three. Words over 64 letters have no near misses, and no more than the
    first 2,000 known ones are looked at, so that the time is bounded.
    """
    if len(word) > _LONGEST_WORD:
        return []
    wanted = fold(word)
    allowed = _forgiven(len(wanted))
    found: list[tuple[int, int, str]] = []
    for order, candidate in enumerate(known):
        if order >= _WORDS_COMPARED:
            break
        if abs(len(candidate) - len(wanted)) * _WHOLE > allowed + _WHOLE:
            continue
        distance = _distance(wanted, fold(candidate), allowed)
        if distance <= allowed:
            found.append((distance, order, candidate))
    return [candidate for _, _, candidate in sorted(found)[:limit]]


def _forgiven(length: int) -> int:
    if length <= 2:
        return _HALF
    if length <= 5:
        return _WHOLE
    return 2 * _WHOLE if length <= 8 else 3 * _WHOLE


def _distance(one: str, other: str, allowed: int) -> int:
    """In half slips; anything over `allowed` comes back as `allowed + 1`. Only a band is computed."""
    too_far = allowed + 1
    if one == other:
        return 0
    if abs(len(one) - len(other)) * _WHOLE > allowed:
        return too_far
    band = allowed // _WHOLE
    before: list[int] = []
    row = [min(column * _WHOLE, too_far) for column in range(len(other) + 1)]
    for i, letter in enumerate(one, start=1):
        before_that, before = before, row
        row = [too_far] * (len(other) + 1)
        row[0] = min(i * _WHOLE, too_far)
        for j in range(max(1, i - band), min(len(other), i + band) + 1):
            best = before[j - 1] + _replacing(letter, other[j - 1])
            best = min(best, before[j] + _WHOLE, row[j - 1] + _WHOLE)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                best = min(best, before_that[j - 2] + _WHOLE)
            row[j] = min(best, too_far)
        if min(row) >= too_far:
            return too_far
    return row[-1]


def _replacing(letter: str, other: str) -> int:
    if letter == other:
        return 0
    return _HALF if frozenset((letter, other)) in _CONFUSED else _WHOLE


def local_part(address: str) -> str:
    """A name for somebody whose display name is not known: `@bo:example.org` is "bo"."""
    return clean_line(address.lstrip("@").split(":")[0], limit=80) or "?"
