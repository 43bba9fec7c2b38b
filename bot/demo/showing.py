"""Messages on a terminal: who speaks on the left, what they say on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from bot.demo.richtext import Line, Piece, wrap

WIDTH = 96
"""Columns at most: longer lines are hard to read."""

_NAME_WIDTH = 12
_NARROWEST = 20
_NAME_STYLES = {"Passet": "bold red", "Anna": "bold magenta", "Bo": "bold blue", "Leyla": "bold green"}
_STYLES = {"strong": "bold", "em": "italic", "code": "cyan", "link": "bold"}


def make_console() -> Console:
    """Writes to standard output, not wider than is good to read."""
    console = Console(highlight=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


def show_room(console: Console, name: str) -> None:
    """A line with the room's name, for when the conversation moves there."""
    rule = "─" * max(0, console.width - cell_len(name) - 1)
    console.print(Text("\n").append(name, style="bold").append(f" {rule}", style="dim"))


def show_message(console: Console, speaker: str, lines: Sequence[Line], *, where: str = "") -> None:
    """One message; `where` names its room if that needs to be said."""
    name = Text(f"{speaker} ", style=_NAME_STYLES.get(speaker, "bold"))
    rows = _rows(lines, max(_NARROWEST, console.width - _NAME_WIDTH))
    if where:
        rows = [(Piece(f"({where})", frozenset({"em"})),), *rows]
    for position, row in enumerate(rows):
        shown = name if position == 0 else Text("")
        if row:
            shown.pad_right(_NAME_WIDTH - cell_len(shown.plain))
        for piece in row:
            shown.append(piece.text, style=" ".join(_STYLES[one] for one in sorted(piece.styles)))
        console.print(shown, no_wrap=True, overflow="ignore", crop=False)


def _rows(lines: Sequence[Line], width: int) -> list[tuple[Piece, ...]]:
    return [row for position, line in enumerate(lines) for row in _row(line, width, is_first=position == 0)]


def _row(line: Line, width: int, *, is_first: bool) -> Iterator[tuple[Piece, ...]]:
    if line.gap and not is_first:
        yield ()
    lead = " " * 2 * max(0, line.depth - bool(line.bullet))
    bullet = f"{line.bullet} " if line.bullet else ""
    indent = lead + " " * len(bullet)
    for position, row in enumerate(wrap(line.pieces, width - len(indent), _cells)):
        yield (Piece(lead + bullet if position == 0 else indent), *row)


def _cells(piece: Piece) -> float:
    return cell_len(piece.text)
