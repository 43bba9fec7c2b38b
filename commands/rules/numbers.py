"""Reading a number that a person typed."""

from __future__ import annotations

import re

from commands.rules.spoken import plainly

MOST_SHIFT = 9_999_999
"""No district has a shift with a higher number."""

_SHIFT = re.compile(
    r"(?:(?:pass|shift|nummer|number|nr|no)\b\.?\s*)?(?:(?:nummer|number|nr|no)\b\.?\s*)?#?\s*([0-9]+)[\s!?.,;:]*",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"#?[0-9]{1,7}(?:(?:\s*[,&+]\s*|\s+(?:och|and)\s+|\s+)#?[0-9]{1,7})+[\s!?.,]*")
_TOGETHER = re.compile(r"#?[0-9]{1,7}\s*(?:,|&|\+|\b(?:och|and)\b)\s*#?[0-9]{1,7}(?=[\s!?.,\"”“]|$)")
_LEADING = re.compile(
    r"(?:(?:pass|shift|nummer|number|nr|no)\b\.?\s+)?(#?[0-9]{1,7})(?:[.,;:!]*(?=\s|$)|[,;:](?=[^\W\d]))\s*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[+-]?[0-9]{1,12}")


def read_number(text: str) -> int | None:
    """A whole number in the digits 0-9; None for anything else, digits of other scripts included.

    `٣` is refused and not guessed: in a number of seats a misread digit is an empty phone bank.
    """
    match = _NUMBER.fullmatch(text.strip())
    return int(match[0]) if match else None


def read_shift_number(text: str) -> int | None:
    """The number in `12`, `#12`, `nr 12`, `12!`, `mig på pass 12, tack`; above MOST_SHIFT when too long."""
    match = _SHIFT.fullmatch(plainly(text))
    if match is None:
        return None
    digits = match[1].lstrip("0") or "0"
    return int(digits) if len(digits) <= len(str(MOST_SHIFT)) else MOST_SHIFT + 1


def leading_shift_number(text: str) -> tuple[str, str] | None:
    """The number that a text begins with, as typed, and what follows: `#12, ons 18-20` → `#12`, `ons 18-20`.

    None where no number comes first, and for two that are named together (`1, 2`, `1 och 2`).
    """
    stripped = text.strip()
    match = _LEADING.match(stripped)
    if match is None or _TOGETHER.match(stripped):
        return None
    return match[1], stripped[match.end() :]


def are_several_numbers(text: str) -> bool:
    """True for `1 2`, `1, 2` and `#1 och #2`."""
    return _SEVERAL.fullmatch(plainly(text)) is not None
