"""The day's list for the clipboard on the wall (PDF, A4): who is expected, with a box to tick.

A day is one page, its letters as large as lets it fit; a day that could not be read any more goes on to the
next page. Every day begins a page of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from bot.papers.fonts import BOLD, LOST, REGULAR, drawable, in_reading_order, is_lost
from bot.platforms.base import File

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 18 * MM, 18 * MM, 15 * MM, 16 * MM
SCALES = (1.0, 0.93, 0.86, 0.8, 0.74, 0.68, 0.62)
"""Of the sizes below; at the last of them a name is 9 points high."""
TITLE, DISTRICT, HEADING, NAME, NOTE, FOOT = 26.0, 12.0, 15.5, 14.5, 11.5, 9.0
INK, PALE = 0.0, 0.35


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands across the page: `height` unscaled."""

    kind: Literal["shift", "note", "person", "blank"]
    height: float
    text: str = ""
    more: str = ""
    keep: int = 0
    """How many of the rows after it must stand on the same page."""


def daylist(attachment: Mapping[str, Any]) -> File:
    """The attachment as made by `commands.papers.lists`."""
    return File(
        name=attachment["name"],
        mimetype="application/pdf",
        data=_to_pdf(attachment),
        alt=attachment.get("alt", ""),
    )


def _to_pdf(attachment: Mapping[str, Any]) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    _register()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=1, lang=attachment["language"])
    canvas.setTitle(f"{attachment['title']}: {', '.join(day['heading'] for day in attachment['days'])}")
    canvas.setAuthor(attachment["title"])
    for day in attachment["days"]:
        rows = [row for shift in day["shifts"] for row in _rows(shift)]
        scale = _scale(rows)
        pages = list(_pages(rows, scale))
        for number, page in enumerate(pages, start=1):
            _Page(canvas, scale).draw(day, page, (number, len(pages)))
            canvas.showPage()
    canvas.save()
    return file.getvalue()


@cache
def _register() -> None:
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    registerFont(TTFont("Regular", str(REGULAR)))
    registerFont(TTFont("Bold", str(BOLD)))


def _rows(shift: Mapping[str, Any]) -> Iterator[_Row]:
    people, lines = shift["people"], shift["lines"]
    yield _Row("shift", 44, shift["heading"], shift["number"], keep=2 if people or lines else 1)
    yield _Row("note", 22, shift["note"])
    for person in people:
        yield _Row("person", 25, _name(person), ", ".join(person["more"]))
    for _ in range(lines):
        yield _Row("blank", 27)


def _name(person: Mapping[str, Any]) -> str:
    """As they are called; by their account where nothing of that could be drawn."""
    name: str = person["name"]
    if not is_lost(name):
        return name
    return person.get("account") or drawable(name) or LOST


def _head(scale: float) -> float:
    return 58 * scale


def _room(scale: float) -> float:
    return HEIGHT - TOP - BOTTOM - _head(scale)


def _scale(rows: Sequence[_Row]) -> float:
    whole = sum(row.height for row in rows)
    return next((scale for scale in SCALES if whole * scale <= _room(scale)), SCALES[-1])


def _pages(rows: Sequence[_Row], scale: float) -> Iterator[Sequence[_Row]]:
    """The rows of each page: a shift's heading never stands alone at the end of one."""
    page: list[_Row] = []
    room = _room(scale)
    for at, row in enumerate(rows):
        together = sum(one.height for one in rows[at : at + 1 + row.keep]) * scale
        if page and together > room:
            yield page
            page, room = [], _room(scale)
        page.append(row)
        room -= row.height * scale
    yield page


class _Page:
    """Draws from the top downwards; `scale` is of all sizes but the foot's."""

    def __init__(self, canvas: Any, scale: float) -> None:
        self._canvas = canvas
        self._scale = scale
        self._y = HEIGHT - TOP

    def draw(self, day: Mapping[str, Any], rows: Sequence[_Row], of: tuple[int, int]) -> None:
        """`of`: the number of this page of the day's, and how many they are."""
        number, count = of
        heading = day["heading"]
        self._y -= TITLE * self._scale * 0.8
        self._text(LEFT, heading[:1].upper() + heading[1:], "Bold", TITLE, WIDTH - RIGHT - LEFT)
        self._y -= DISTRICT * self._scale * 1.5
        self._text(LEFT, day["district"], "Regular", DISTRICT, WIDTH - RIGHT - LEFT, grey=PALE)
        self._y = HEIGHT - TOP - _head(self._scale)
        for row in rows:
            self._y -= row.height * self._scale
            self._row(row)
        self._y, self._scale = BOTTOM - 6 * MM, 1.0
        pages = f"{number} ({count})" if count > 1 else ""
        used = self._right(pages, "Regular", FOOT, grey=PALE)
        self._text(LEFT, day["footer"], "Regular", FOOT, WIDTH - RIGHT - LEFT - used, grey=PALE)

    def _row(self, row: _Row) -> None:
        match row.kind:
            case "shift":
                self._shift(row)
            case "note":
                self._note(row)
            case "person":
                self._person(row)
            case "blank":
                self._blank()

    def _shift(self, row: _Row) -> None:
        self._line(self._y + 22 * self._scale, 1.2, INK)
        used = self._right(row.more, "Bold", HEADING, grey=PALE)
        self._text(LEFT, row.text, "Bold", HEADING, WIDTH - RIGHT - LEFT - used)

    def _note(self, row: _Row) -> None:
        self._y += 6 * self._scale
        self._text(LEFT, row.text, "Regular", NOTE, WIDTH - RIGHT - LEFT, grey=PALE)
        self._y -= 6 * self._scale

    def _person(self, row: _Row) -> None:
        start = self._box()
        used = self._right(row.more, "Regular", NOTE)
        self._text(start, row.text, "Regular", NAME, WIDTH - RIGHT - start - used)
        self._line(self._y - 6 * self._scale, 0.3, 0.7)

    def _blank(self) -> None:
        start = self._box()
        self._canvas.setDash(1, 2)
        self._line(self._y - 3 * self._scale, 0.7, 0.3, start)
        self._canvas.setDash()

    def _box(self) -> float:
        """A box to tick; where the text after it begins."""
        side = 13 * self._scale
        self._canvas.setLineWidth(1)
        self._canvas.setStrokeGray(INK)
        self._canvas.rect(LEFT, self._y - 1.5 * self._scale, side, side)
        return float(LEFT + side + 9 * self._scale)

    def _line(self, y: float, width: float, grey: float, start: float = LEFT) -> None:
        self._canvas.setLineWidth(width)
        self._canvas.setStrokeGray(grey)
        self._canvas.line(start, y, WIDTH - RIGHT, y)

    def _text(self, x: float, text: str, font: str, size: float, room: float, grey: float = INK) -> None:
        """On one line: smaller where it does not fit, and cut off where it would be too small."""
        size *= self._scale
        text = in_reading_order(drawable(text))
        smallest = size * 0.75
        size = max(smallest, min(size, size * room / (_width(text, font, size) or 1)))
        while _width(text, font, size) > room and len(text) > 1:
            text = text[:-2].rstrip() + "…"
        self._canvas.setFont(font, size)
        self._canvas.setFillGray(grey)
        self._canvas.drawString(x, self._y, text)

    def _right(self, text: str, font: str, size: float, grey: float = INK) -> float:
        """At the right edge; how much room it takes, at most half the line."""
        if not text:
            return 0
        half = (WIDTH - LEFT - RIGHT) / 2
        wide = min(_width(drawable(text), font, size * self._scale), half)
        self._text(WIDTH - RIGHT - wide, text, font, size, half, grey)
        return wide + 4 * MM


def _width(text: str, font: str, size: float) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, font, size))
