"""Reading a number that a person typed."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[+-]?[0-9]{1,12}")


def read_number(text: str) -> int | None:
    """A whole number in the digits 0-9; None for anything else, digits of other scripts included.

    `٣` is refused and not guessed: in a number of seats a misread digit is an empty phone bank.
    """
    match = _NUMBER.fullmatch(text.strip())
    return int(match[0]) if match else None
