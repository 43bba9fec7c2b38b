"""Filling the district with its plan, by what Anna and two volunteers write in the chat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.demo.cast import Member, ask
from bot.demo.district import District
from bot.demo.keeping import Kept
from bot.demo.plan import commands, is_over, next_ringstuga
from bot.errors import OperatorError

_DONE_BEFORE = ("error-exists", "signup-already")
"""What is answered to a line that was written just before the demo was broken off."""


@dataclass(frozen=True, slots=True)
class Written:
    """One line of chat, who writes it where, and what it is to be answered."""

    who: Member
    room: str
    text: str
    expected: str


async def fill(
    district: District, kept: Kept, folder: Path, *, today: date, count: Callable[[int, int], None]
) -> None:
    """Write what has not been written yet, one line after another. `today` is local.

    Broken off and started again it goes on where it was, with the days it began with; a plan of which
    little is left is made anew. Raises OperatorError when the bot gives another answer than it should.
    """
    if kept.planned and is_over(date.fromisoformat(kept.planned), today):
        kept.planned, kept.commands_done, kept.filled = "", 0, False
    if kept.filled:
        return
    kept.planned = kept.planned or today.isoformat()
    begins = date.fromisoformat(kept.planned)
    accepted = _DONE_BEFORE if begins == today else (*_DONE_BEFORE, "error-when")
    lines = list(_lines(district, begins))
    for position, line in enumerate(lines[kept.commands_done :], start=kept.commands_done):
        count(position, len(lines))
        answer = await ask(line.who, line.room, line.text, listener=district.anna)
        if answer.kind not in (line.expected, *accepted):
            raise OperatorError(
                f"the plan could not be entered: {line.text} was answered {answer.kind}: {answer.heard.text}"
            )
        kept.commands_done = position + 1
        kept.save(folder)
    kept.filled = True
    kept.save(folder)


def _lines(district: District, begins: date) -> Iterator[Written]:
    anna, office, hall = district.anna, district.office, district.hall
    yield Written(anna, office, "!rum roll=organisatörer", "room-set")
    yield Written(anna, district.branch, "!rum förening=Borås", "room-set")
    for text in commands(begins):
        yield Written(anna, office, text, _expected(text))
    evening = next_ringstuga(begins).isoformat()
    for name in ("volontar4", "volontar5"):
        yield Written(district.people[name], hall, f"!anmäl ringstuga {evening}", "signup-booked")


def _expected(text: str) -> str:
    if text.startswith("!aktivitet"):
        return "activity-added"
    return "shift-series-added" if " varje=" in text else "shift-added"
