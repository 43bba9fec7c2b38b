"""Messages on a terminal: who speaks on the left, what they say on the right."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bot.demo.richtext import Line

WIDTH = 100
"""Columns at most: longer lines are hard to read."""

_NAME_WIDTH = 11
_NAME_STYLES = {"Passet": "bold red", "Anna": "bold magenta", "Bo": "bold blue", "Leyla": "bold green"}
_STYLES = {"strong": "bold", "em": "italic", "code": "cyan", "link": "bold"}


def make_console() -> Console:
    """Writes to standard output, not wider than is good to read."""
    console = Console(highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


def show_room(console: Console, name: str) -> None:
    """A line with the room's name, for when the conversation moves there."""
    console.print()
    console.print(Rule(Text(name, style="bold"), align="left", style="dim", characters="─"))


def show_message(console: Console, speaker: str, lines: Sequence[Line], *, where: str = "") -> None:
    """One message; `where` names its room if that needs to be said."""
    row = Table.grid(padding=(0, 1), expand=False)
    row.add_column(width=_NAME_WIDTH, no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(Text(speaker, style=_NAME_STYLES.get(speaker, "bold")), Group(*_lines(lines, where)))
    console.print(row)


def _lines(lines: Sequence[Line], where: str) -> list[RenderableType]:
    shown: list[RenderableType] = [Text(f"({where})", style="dim")] if where else []
    for position, line in enumerate(lines):
        if line.gap and position:
            shown.append(Text(""))
        shown.append(_bulleted(line) if line.bullet else Padding(_text(line), (0, 0, 0, 2 * line.depth)))
    return shown


def _bulleted(line: Line) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    row.add_column(no_wrap=True)
    row.add_column(overflow="fold")
    row.add_row(line.bullet, _text(line))
    return Padding(row, (0, 0, 0, 2 * (line.depth - 1)))


def _text(line: Line) -> Text:
    text = Text(overflow="fold")
    for piece in line.pieces:
        text.append(piece.text, style=" ".join(_STYLES[one] for one in sorted(piece.styles)))
    return text
