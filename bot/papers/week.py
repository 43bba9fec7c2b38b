"""The picture of the coming weeks (PNG): days across, activities down, each shift filled as its seats are.

As wide as a phone shows without shrinking its letters beyond reading. What a colour says is also said by
words and by hatching, for those who see no difference between red and blue.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from bot.papers.fonts import BOLD, REGULAR, drawable
from bot.platforms.base import File

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH = 1080
EDGE = 24
COLUMN = (WIDTH - 2 * EDGE) // 7
GAP = 6
TITLE, WEEK, DAY, ACTIVITY, BIG, SMALL = 44, 40, 32, 36, 33, 29
DAYS_HEIGHT, ACTIVITY_HEIGHT, CELL, BADGE = 96, 58, 138, 42
LEGEND_HEIGHT = 64
WHITE, INK, PALE, GRID = "#ffffff", "#1a1a1a", "#5c5c5c", "#d8d8d8"
FREE, TAKEN, FULL, SHUT = "#ffffff", "#a9c9ef", "#1f4e8c", "#e4e4e4"
THIN, THIN_LINES = "#b3261e", "#f0b9b4"
TODAY = "#fff3c4"


def week(attachment: Mapping[str, Any]) -> File:
    """The attachment as made by `commands.papers.week`."""
    from PIL import Image, ImageDraw

    height = _height(attachment)
    image = Image.new("RGB", (WIDTH, height), WHITE)
    _Picture(ImageDraw.Draw(image)).draw(attachment)
    file = io.BytesIO()
    # A third of the size, and what is one colour stays one.
    few = image.quantize(64, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(file, "PNG")
    return File(
        name=attachment["name"],
        mimetype="image/png",
        data=file.getvalue(),
        alt=attachment.get("alt", ""),
        width=WIDTH,
        height=height,
    )


def _height(attachment: Mapping[str, Any]) -> int:
    weeks = attachment["weeks"]
    legend = LEGEND_HEIGHT * ((len(attachment["legend"]) + 1) // 2)
    return EDGE + TITLE + 40 + sum(map(_week_height, weeks)) + legend + 2 * EDGE


def _week_height(one: Mapping[str, Any]) -> int:
    rows = sum(ACTIVITY_HEIGHT + _row_height(row) for row in one["rows"])
    return WEEK + 40 + DAYS_HEIGHT + rows + (ACTIVITY_HEIGHT if one["more"] else 0) + 36


def _row_height(row: Mapping[str, Any]) -> int:
    """As high as the shifts that stand above one another on the fullest day."""
    return max(CELL + GAP, *(sum(_shift_height(shift) + GAP for shift in day) for day in row["days"]))


def _shift_height(shift: Mapping[str, Any]) -> int:
    return CELL + BADGE if shift["note"] else CELL


class _Picture:
    """Draws from the top downwards."""

    def __init__(self, pen: ImageDraw) -> None:
        self._pen = pen
        self._y = EDGE

    def draw(self, attachment: Mapping[str, Any]) -> None:
        self._text(EDGE, self._y, attachment["title"], BOLD, TITLE, WIDTH - 2 * EDGE)
        self._y += TITLE + 40
        for one in attachment["weeks"]:
            self._week(one)
        self._legend(attachment["legend"])

    def _week(self, one: Mapping[str, Any]) -> None:
        self._text(EDGE, self._y, one["heading"], BOLD, WEEK, WIDTH - 2 * EDGE)
        self._y += WEEK + 40 - 16
        self._days(one["days"])
        for row in one["rows"]:
            self._row(row, one["days"])
        if one["more"]:
            self._text(EDGE, self._y + 12, one["more"], REGULAR, DAY, WIDTH - 2 * EDGE, PALE)
            self._y += ACTIVITY_HEIGHT
        self._y += 36 + 16

    def _days(self, days: Sequence[Mapping[str, Any]]) -> None:
        for at, day in enumerate(days):
            left = EDGE + at * COLUMN
            colour = PALE if day["past"] else INK
            if day["today"]:
                box = (left + 3, self._y, left + COLUMN - 4, self._y + DAYS_HEIGHT - 10)
                self._pen.rounded_rectangle(box, 10, fill=TODAY)
            self._middle(left, self._y + 6, day["name"], BOLD, DAY, colour)
            self._middle(left, self._y + 44, day["date"], REGULAR, DAY, colour)
        self._y += DAYS_HEIGHT

    def _row(self, row: Mapping[str, Any], days: Sequence[Mapping[str, Any]]) -> None:
        self._pen.line((EDGE, self._y, WIDTH - EDGE, self._y), fill=GRID, width=2)
        self._text(EDGE, self._y + 8, row["title"], BOLD, ACTIVITY, WIDTH - 2 * EDGE)
        self._y += ACTIVITY_HEIGHT
        high = _row_height(row)
        for at, (shifts, day) in enumerate(zip(row["days"], days, strict=True)):
            left = EDGE + at * COLUMN
            if not shifts and not day["past"]:
                self._middle(left, self._y + CELL // 2 - 20, "–", REGULAR, DAY, GRID)
            top = self._y
            for shift in shifts:
                self._shift(left + GAP // 2, top, shift)
                top += _shift_height(shift) + GAP
        self._y += high

    def _shift(self, left: int, top: int, shift: Mapping[str, Any]) -> None:
        right, bottom = left + COLUMN - GAP, top + CELL
        self.fill((left, top, right, bottom), shift["state"], shift["fill"])
        colour = WHITE if shift["state"] == "full" else PALE if shift["state"] == "shut" else INK
        column = left - GAP // 2
        self._middle(column, top + 10, shift["time"], BOLD, BIG, colour)
        self._middle(column, top + 50, shift["label"], BOLD, BIG, colour)
        self._middle(column, top + 92, shift["number"], REGULAR, SMALL, colour)
        if shift["note"]:
            self._pen.rectangle((left, bottom, right, bottom + BADGE), fill=THIN)
            self._middle(column, bottom + 4, shift["note"], BOLD, SMALL, WHITE)

    def fill(self, box: tuple[int, int, int, int], state: str, share: float) -> None:
        """A shift's box, filled from below as far as its seats are taken (`share`, 0 to 1)."""
        left, top, right, bottom = box
        self._pen.rectangle(box, fill={"full": FULL, "shut": SHUT}.get(state, FREE))
        if state in ("free", "thin") and share > 0:
            level = bottom - round((bottom - top) * min(1, share))
            self._pen.rectangle((left, level, right, bottom), fill=TAKEN)
        if state == "thin":
            self._hatch(box)
        edge = {"full": FULL, "shut": GRID, "thin": THIN}.get(state, FULL)
        self._pen.rectangle(box, outline=edge, width=5 if state == "thin" else 3)

    def _hatch(self, box: tuple[int, int, int, int]) -> None:
        """Slanting lines, pale enough to read over."""
        left, top, right, bottom = box
        wide, high = right - left, bottom - top
        for step in range(12, wide + high, 18):
            start = (left + min(step, wide), top + max(0, step - wide))
            end = (left + max(0, step - high), top + min(step, high))
            self._pen.line((*start, *end), fill=THIN_LINES, width=4)

    def _legend(self, legend: Sequence[Mapping[str, Any]]) -> None:
        half = (WIDTH - 2 * EDGE) // 2
        for at, one in enumerate(legend):
            left, top = EDGE + (at % 2) * half, self._y + (at // 2) * LEGEND_HEIGHT
            self.fill((left, top, left + 60, top + 48), one["state"], 0.5)
            self._text(left + 74, top + 6, one["text"], REGULAR, SMALL, half - 84)

    def _middle(self, left: int, y: int, text: str, font: Any, size: int, colour: str) -> None:
        """In the middle of a day's column, smaller where it would not fit."""
        text, found = _fitted(text, font, size, COLUMN - 14)
        self._pen.text((left + (COLUMN - found.getlength(text)) / 2, y), text, font=found, fill=colour)

    def _text(self, x: int, y: int, text: str, font: Any, size: int, room: int, colour: str = INK) -> None:
        text, found = _fitted(text, font, size, room)
        self._pen.text((x, y), text, font=found, fill=colour)


def _fitted(text: str, font: Any, size: int, room: int) -> tuple[str, FreeTypeFont]:
    """The text in letters with which it fits: down to two thirds of `size`, and then cut off."""
    text = drawable(text)
    smallest = round(size * 2 / 3)
    while size > smallest and _font(font, size).getlength(text) > room:
        size -= 1
    while len(text) > 1 and _font(font, size).getlength(text) > room:
        text = text[:-2].rstrip() + "…"
    return text, _font(font, size)


@cache
def _font(path: Any, size: int) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(path), size)
