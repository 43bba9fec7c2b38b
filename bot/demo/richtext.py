"""What the bot wrote, as lines of styled pieces: for the terminal and for the picture.

Read from the message itself, as any client would: its HTML where it has one (the few tags of CONTRACT.md,
section 4), else its plain text. Nothing of the program that wrote it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

_STYLES = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code", "a": "link"}
_BLOCKS = ("p", "ul", "ol", "li")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; its styles are any of "strong", "em", "code" and "link"."""

    text: str
    styles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One line before wrapping. `bullet` stands before a list item; `gap`: some space above, if not first."""

    pieces: tuple[Piece, ...]
    bullet: str = ""
    depth: int = 0
    gap: bool = False

    @property
    def text(self) -> str:
        """Without styles, the bullet left out."""
        return "".join(piece.text for piece in self.pieces)


def read_html(html: str) -> list[Line]:
    """The lines of an HTML message. Unknown tags are left out, their text stays."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_line()
    return reader.lines


def read_plain(text: str) -> list[Line]:
    """The lines of a plain message; an empty line becomes a gap."""
    lines: list[Line] = []
    gap = False
    for row in text.split("\n"):
        if row.strip():
            lines.append(Line((Piece(row.rstrip()),), gap=gap))
        gap = not row.strip()
    return lines


def as_text(lines: Sequence[Line]) -> str:
    """Plain text of all lines, list items with a dot before them."""
    return "\n".join(f"{line.bullet} {line.text}" if line.bullet else line.text for line in lines)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._pieces: list[Piece] = []
        self._styles: frozenset[str] = frozenset()
        self._next = Line(())
        self._lists: list[int] = []
        """For each open list the next number, or 0 for one with dots."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STYLES:
            self._styles |= {_STYLES[tag]}
        elif tag == "br":
            self.end_line()
            self._next = Line((), depth=len(self._lists))
        elif tag in ("ul", "ol"):
            self.end_line()
            first = next((value for name, value in attrs if name == "start"), None) or "1"
            self._lists.append(int(first) if tag == "ol" and first.isdecimal() else int(tag == "ol"))
        elif tag == "li":
            self.end_line()
            self._next = Line((), bullet=self._bullet(), depth=len(self._lists))
        elif tag == "p":
            self.end_line()
            if not self._next.bullet:
                self._next = Line((), depth=len(self._lists), gap=True)

    def handle_endtag(self, tag: str) -> None:
        if tag in _STYLES:
            self._styles -= {_STYLES[tag]}
        elif tag in _BLOCKS:
            self.end_line()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            if tag != "li":
                self._next = Line((), depth=len(self._lists), gap=tag == "p" and not self._lists)

    def handle_data(self, data: str) -> None:
        text = data.replace("\n", " ")
        if not self._pieces:
            text = text.lstrip()
        if text:
            self._pieces.append(Piece(text, self._styles))

    def end_line(self) -> None:
        """Put what was collected into a line, if there is anything."""
        pieces, self._pieces = self._pieces, []
        if not pieces:
            return
        last = replace(pieces[-1], text=pieces[-1].text.rstrip())
        self.lines.append(replace(self._next, pieces=(*pieces[:-1], last)))
        self._next = Line((), depth=len(self._lists))

    def _bullet(self) -> str:
        if not self._lists or not self._lists[-1]:
            return "•"
        self._lists[-1] += 1
        return f"{self._lists[-1] - 1}."
