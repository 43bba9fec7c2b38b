"""Numbers of a message that is edited: what one has meant once it means for ever (issue 3, point 3)."""

from __future__ import annotations

from collections.abc import Sequence

MOST_NUMBERS = 9
"""There are number reactions from 1 to 9."""


def grown(menu: Sequence[int], coming: Sequence[int], *, most: int = MOST_NUMBERS) -> list[int]:
    """The menu with what has come since, as far as there are numbers; nothing in it is moved or replaced."""
    new = [one for one in coming if one not in menu]
    return [*menu, *new][: max(most, len(menu))]
