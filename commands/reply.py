"""What a handler gives back: an answer in ids and values, or a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from commands.texts import Say, Value, say
from storage.states import BoardKind, Right

_CHANGED_NOTHING = ("-choose", "-confirm", "-overlap", "-full")


def changed_nothing(told: str) -> bool:
    """Whether this answer, by its text id, is a refusal or asks back: nothing was done yet."""
    return told.startswith("error-") or told.endswith(_CHANGED_NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBoard:
    """The answer is a message under which anybody's number means something (`storage.models.Board`).

    Other than a list to choose from it is meant for the room, in whose language it is, and pinned there.
    """

    kind: BoardKind
    menu: tuple[int, ...]
    activity_id: int | None = None
    data: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one command.

    `privately` goes to the asker alone, where the answer itself stands in a room (names of people).
    `options` are whole commands; a reaction with a number gives the one that stands there. Of the same kind
    are `yes` and `no`, for ✅ and ❌. `attachment` is what a file is made of that goes with the answer,
    or with what goes to the asker alone if there is any (`commands.papers`). With a `board` not the asker
    alone may press a number. `names`: people (by id) who stand there as they were typed.
    `right`: what the asker must still be when names go out. `alone`: nobody but the asker may read it, though
    it names nobody else.
    `farewell`: the asker is not known from now on. `more` is one more line below the answer.
    """

    say: Say
    privately: Say | None = None
    options: tuple[str, ...] = ()
    yes: str | None = None
    no: str | None = None
    attachment: Mapping[str, Any] | None = None
    board: NewBoard | None = None
    names: tuple[int, ...] = ()
    right: Right = Right.MEMBER
    alone: bool = False
    farewell: bool = False
    more: Say | None = None


class Refusal(Exception):
    """The command is refused and changed nothing; the words say what happened and what to type next.

    `privately`: as of a `Reply`.
    """

    def __init__(self, id: str, /, **values: Value) -> None:  # noqa: A002 - as in say()
        super().__init__(id)
        self.say = say(id, **values)
        self.privately: Say | None = None


WAYS_OUT: Mapping[str, Value] = dict.fromkeys(("shifts", "activities", "mine", "example"))
"""What to type next, in a refusal: `commands.bind` fills it in for the asker and the command they used."""


def answer(id: str, /, **values: Value) -> Reply:  # noqa: A002 - as in say()
    """A plain answer."""
    return Reply(say=say(id, **values))
