"""What the bot wrote, as lines of styled pieces: for the terminal and for the picture.

Read from the message itself, as any client would: its HTML where it has one (the few tags of CONTRACT.md,
section 4), else its plain text. Nothing of the program that wrote it is used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser

_STYLES = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code", "a": "link"}
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""Other people's clients can send them; a terminal would obey, and no picture can hold them."""

_PARTS = re.compile(r" +|[^ ]+")
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
    reader.feed(_CONTROLS.sub(" ", html))
    reader.close()
    reader.end_line()
    return reader.lines


def read_plain(text: str) -> list[Line]:
    """The lines of a plain message; an empty line becomes a gap."""
    lines: list[Line] = []
    gap = False
    for row in _CONTROLS.sub(" ", text).split("\n"):
        if row.strip():
            lines.append(Line((Piece(row.rstrip()),), gap=gap))
        gap = not row.strip()
    return lines


def as_text(lines: Sequence[Line]) -> str:
    """Plain text of all lines, list items with a dot before them."""
    return "\n".join(f"{line.bullet} {line.text}" if line.bullet else line.text for line in lines)


def wrap(pieces: Sequence[Piece], width: float, measure: Callable[[Piece], float]) -> list[tuple[Piece, ...]]:
    """The pieces in rows not wider than `width`, broken at spaces; a longer word is broken anywhere.

    `measure` gives the width of a piece, in the unit of `width`.
    """
    rows: list[tuple[Piece, ...]] = []
    row: list[Piece] = []
    used = 0.0
    for word in _words(pieces):
        is_space = not word[0].text.strip()
        for part in [word] if is_space else _fitting(word, width, measure):
            length = sum(map(measure, part))
            if row and not is_space and used + length > width:
                rows.append(_joined(row))
                row, used = [], 0.0
            if row or not is_space:
                row += part
                used += length
    return [*rows, _joined(row)] if row else rows


def _words(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Runs of pieces that stay together, and the spaces between them. A change of style breaks no word."""
    words: list[list[Piece]] = []
    for piece in pieces:
        for text in _PARTS.findall(piece.text):
            part = Piece(text, piece.styles)
            if words and text.strip() and words[-1][0].text.strip():
                words[-1].append(part)
            else:
                words.append([part])
    return words


def _fitting(word: list[Piece], width: float, measure: Callable[[Piece], float]) -> list[list[Piece]]:
    """The word in parts that fit; itself if it does. A letter that is too wide by itself stands alone."""
    if sum(map(measure, word)) <= width:
        return [word]
    parts: list[list[Piece]] = [[]]
    used = 0.0
    for piece in word:
        for letter in piece.text:
            one = Piece(letter, piece.styles)
            if parts[-1] and used + measure(one) > width:
                parts.append([])
                used = 0.0
            parts[-1].append(one)
            used += measure(one)
    return parts


def _joined(row: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one style made one piece, without space at the end."""
    joined: list[Piece] = []
    for piece in row:
        if joined and joined[-1].styles == piece.styles:
            joined[-1] = Piece(joined[-1].text + piece.text, piece.styles)
        else:
            joined.append(piece)
    while joined and not joined[-1].text.strip():
        joined.pop()
    if joined:
        joined[-1] = Piece(joined[-1].text.rstrip(), joined[-1].styles)
    return tuple(joined)


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
