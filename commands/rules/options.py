"""Choosing from a list by its number, or by the number of the shift that stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence

CHOICE = re.compile(r"(#?)([0-9]{1,7})[.!]?")


def chosen_option(options: Sequence[str], typed: str) -> str | None:
    """The option that `2` stands for, or the only one that `#12` or `#dalarna-12` names."""
    match = CHOICE.fullmatch(typed)
    if match is not None and not match[1]:
        number = int(match[2])
        return options[number - 1] if 1 <= number <= len(options) else None
    named = typed.rstrip(".!").casefold()
    fitting = [one for one in options if named in one.casefold().split()]
    return fitting[0] if len(fitting) == 1 else None
