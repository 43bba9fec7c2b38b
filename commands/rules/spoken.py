"""What people write around a command as they would say it: "mig på", "tack på förhand", a smiley."""

from __future__ import annotations

import re
import unicodedata

from commands.rules.names import fold

FILLERS = frozenset(
    {"mig", "mej", "oss", "jag", "på", "till", "för", "från", "gärna", "snälla"}
    | {"me", "us", "to", "for", "on", "from", "the", "please"}
)
"""Words before what is meant, which say nothing more."""

_COURTESIES = frozenset(
    tuple(one.split())
    for one in (
        *("tack", "tack så mycket", "tack så jättemycket", "tack på förhand", "stort tack", "många tack"),
        *("tackar", "tusen tack", "snälla", "snälla du", "är du snäll", "om det går bra", "tack snälla"),
        *("thanks", "thank you", "thanks a lot", "many thanks", "thanks in advance", "thank you in advance"),
        *("thank you so much", "thank you very much", "thanks so much", "please", "pls", "thx", "cheers"),
    )
)
_LONGEST = max(map(len, _COURTESIES))
_SMILEY = re.compile(r"[:;=]'?-?[)\](dp*]+|<3+|\^_?\^", re.IGNORECASE)
_SIGNS = "!?.,;:"
_BESIDE_A_PICTURE = frozenset(["Sk", "Mn", "Cf"])


def without_fillers(text: str) -> str:
    """ "mig på ringstuga" means ringstuga. One word at least is left."""
    words = text.split()
    while len(words) > 1 and fold(words[0].rstrip(_SIGNS)) in FILLERS:
        words.pop(0)
    return " ".join(words)


def without_courtesies(text: str) -> str:
    """The text without thanks and smileys at its end, also on lines of their own; "" when it is no more."""
    words = text.split()
    while words:
        if length := _courtesy(words):
            del words[-length:]
            continue
        kept = _without_pictures(words[-1])
        if kept == words[-1]:
            break
        words[-1:] = [kept] if kept else []
    return " ".join(words)


def plainly(text: str) -> str:
    """The text without what is said around it, if anything else is left."""
    return without_fillers(without_courtesies(text) or text)


def _courtesy(words: list[str]) -> int:
    """How many of the last words are one courtesy."""
    last = [fold(word).strip(_SIGNS) for word in words[-_LONGEST:]]
    for length in range(len(last), 0, -1):
        if tuple(last[-length:]) in _COURTESIES:
            return length
    return 1 if _SMILEY.fullmatch(words[-1]) or not last[-1] else 0


def _without_pictures(word: str) -> str:
    """The word without emoji at its end, and what they are put together with."""
    end, pictured = len(word), False
    while end:
        category = unicodedata.category(word[end - 1])
        if category != "So" and category not in _BESIDE_A_PICTURE:
            break
        pictured = pictured or category == "So"
        end -= 1
    return word[:end] if pictured else word
