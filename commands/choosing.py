"""The question back when several shifts fit: which of these?"""

from __future__ import annotations

from collections.abc import Sequence

from commands.context import Context
from commands.declare import Command, Slot, Takes
from commands.reading import Typed, pairs_of
from commands.reply import NewBoard, Reply
from commands.texts import Code, say
from commands.which_shift import SeveralFit
from commands.wording import listing
from storage.queries.shifts import ShiftView
from storage.states import BoardKind

MOST_CHOICES = 9
"""There are number reactions from 1 to 9; a longer list is no help on a phone either."""


def choose(ctx: Context, command: Command, typed: Typed, several: SeveralFit, *, slot: Slot | None) -> Reply:
    """The question back: which of these? With whole commands for whoever answers by a number."""
    shown = several.shifts[:MOST_CHOICES]
    others = [
        f'"{text}"'
        for key, text in typed.texts.items()
        if (slot is None or key != slot.name) and _is_positional(command, key)
    ]
    insist = [ctx.anyway_word] if ctx.anyway else []
    others = [*([several.rest] if several.rest else []), *others]
    options = tuple(
        ctx.typed(command.id, f"#{one.number}", *others, *pairs_of(typed.pairs), *insist) for one in shown
    )
    return Reply(
        say=say(
            command.choose,
            text=Code(several.written[:60]) if several.written else None,
            **listing(shown, numbered=True),
            more=len(several.shifts) - len(shown),
            example=Code(options[_first_with_seats(command, shown)]),
        ),
        options=options,
        board=_for_anybody(command, slot, shown),
    )


def _for_anybody(command: Command, slot: Slot | None, shown: Sequence[ShiftView]) -> NewBoard | None:
    """Whoever reads a list of shifts to sign up for may press a number too, and signs up themselves."""
    if not command.for_anybody or slot is None or slot.name != "shift":
        return None
    return NewBoard(kind=BoardKind.CHOICE, menu=tuple(one.id for one in shown))


def _first_with_seats(command: Command, shown: Sequence[ShiftView]) -> int:
    """Which of the shifts is the example: nobody is told to sign up for a full one."""
    free = [at for at, one in enumerate(shown) if one.left != 0] if command.for_anybody else []
    return free[0] if free else 0


def _is_positional(command: Command, name: str) -> bool:
    return any(
        slot.name == name and slot.param.takes in (Takes.WORD, Takes.LAST, Takes.TAIL, Takes.REST)
        for slot in command.slots
    )
