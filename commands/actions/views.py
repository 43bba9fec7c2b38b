"""What a board shows, before it is worded for a room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commands.texts import Say


@dataclass(frozen=True, slots=True)
class View:
    """`menu` may have grown since it was written last. `over`: nothing will change any more.

    `worn`: nearly all of its numbers belong to what has been, and there is more that has none.
    """

    say: Say
    menu: Sequence[int]
    over: bool = False
    worn: bool = False
