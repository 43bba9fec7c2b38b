"""A shift's number with its district: `#dalarna-1`, where a number alone could mean several shifts."""

from __future__ import annotations

import re
from collections.abc import Iterable

from commands.rules.names import fold
from commands.rules.spoken import FILLERS

_BEFORE = FILLERS | {"pass", "shift", "nummer", "number", "nr", "no", "in"}
"""What may stand before the number; "in" is the second word of "ställ in"."""


def with_district(key: str, number: int) -> str:
    """What stands after "#" of a shift in a district that has to be named: `dalarna-1`."""
    return f"{key}-{number}"


def leading_district(text: str, keys: Iterable[str]) -> tuple[str, str] | None:
    """The key that the text begins with, and the rest, if there is any: `dalarna ringstuga av`."""
    word, _, rest = text.strip().partition(" ")
    key = word.casefold().rstrip(":,")
    return (key, rest.strip()) if key in keys and rest.strip() else None


def named_district(text: str, keys: Iterable[str]) -> tuple[str, str] | None:
    """The key that a shift's number is written with, and the text with the number alone.

    `mig från #dalarna-1, tack` → `dalarna`, `mig från #1, tack`. Also understood are `dalarna:1`, `dalarna#1`
    and `dalarna #1`. None where there is none, or something else is named first: what follows then may be
    free text.
    """
    known = "|".join(re.escape(key) for key in sorted(keys, key=len, reverse=True))
    match = re.search(
        rf"(?<!\S)#?({known})(?:[-:]#?|\s*#)([0-9]{{1,7}})(?=[\s.,;:!?]|$)", text, re.IGNORECASE
    )
    if match is None or not all(fold(word) in _BEFORE for word in text[: match.start()].split()):
        return None
    return match[1].casefold(), f"{text[: match.start()]}#{match[2]}{text[match.end() :]}"
