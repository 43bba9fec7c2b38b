"""Reading a plan from CSV, as programs and spreadsheets write it.

Columns, in any order, in English or Swedish; only `activity` must be there:

    activity   its short name (ringstuga), or the title of one that exists
    title      of an activity that is new; else its short name with a capital
    starts     2024-05-14 18:00, local time; ISO 8601 with an offset is understood too
    ends       the same, or only 20:30; empty: two hours after the start
    place      of the shift; in a line without a start, of the new activity
    seats      how many people; empty: no limit
    min        how many are needed; empty: none
    about      of an activity that is new
    audience   whom an activity that is new is for
    district   key of the district; needed only where several are configured
    state      open or closed; a line that is cancelled or done is left out
    archived   of an activity; a line with true is left out

The further columns of an exported file (shift, booked, waitlisted, lead) are passed over: who leads what is
said in the chat, where the person is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from typing import Protocol, TypeVar

from bot.import_rows import MOST_ROWS, Content, Problem, Row, WrongValue, quoted
from bot.import_values import (
    Zones,
    amount,
    check_needs,
    district,
    end,
    line_of_text,
    long_text,
    moment,
    required,
)
from bot.papers.table import as_written
from commands.rules.names import fold, near_misses

T = TypeVar("T")

COLUMNS = {
    "activity": ("aktivitet",),
    "title": ("titel",),
    "starts": ("start", "börjar"),
    "ends": ("end", "slutar", "slut"),
    "place": ("plats",),
    "seats": ("platser",),
    "min": ("minimum", "minst"),
    "about": ("om",),
    "audience": ("målgrupp",),
    "district": ("distrikt",),
    "state": (),
    "shift": (),
    "booked": (),
    "waitlisted": (),
    "archived": (),
    "lead": (),
}
"""Every column by its name, with its other names."""

STATES = ("open", "closed", "cancelled", "done")
LEFT_OUT = ("cancelled", "done")

_NAMES = {name: column for column, others in COLUMNS.items() for name in (column, *others)}
_SEPARATORS = ",;\t"
_SAID = re.compile(r'"?sep=(.)"?\s*')  # the first line that Excel itself writes


class Reader(Protocol):
    """What `csv.reader` gives."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...


def read_csv(text: str, zones: Zones) -> Content:
    """The rows of a CSV text. Never raises: what is wrong stands in the result, with the lines."""
    content = Content()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        lines = _lines(reader)
        line, header = next(lines, (1, []))
        columns = _columns(header, line, content.problems)
        if content.problems:
            return content
        for count, (line, cells) in enumerate(lines, start=1):
            if count > MOST_ROWS:
                content.problems.append(Problem(line, f"more than {MOST_ROWS} rows; make two files of it"))
                break
            _take(content, line, cells, columns, zones)
    except csv.Error as error:
        content.problems.append(Problem(reader.line_num, f"this is not CSV: {error}"))
    return content


def _separator(text: str) -> str:
    """The sign between columns: as the file says, else the one under which most columns have known names."""
    first = text.lstrip("\n").partition("\n")[0]
    if match := _SAID.fullmatch(first):
        return match[1]

    def known(separator: str) -> int:
        return sum(fold(cell.strip().strip('"')) in _NAMES for cell in first[:2000].split(separator))

    return max(_SEPARATORS, key=known)


def _lines(reader: Reader) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not blank, with the number under which it begins in the file."""
    read = 0
    for cells in reader:
        line, read = read + 1, reader.line_num
        if any(cell.strip() for cell in cells) and not cells[0].startswith("sep="):
            yield line, cells


def _columns(header: list[str], line: int, problems: list[Problem]) -> list[str]:
    """The columns in the order of the file, "" for one without a name; adds what is wrong with them."""
    columns: list[str] = []
    for cell in header:
        name = fold(cell)
        column = _NAMES.get(name, "")
        if name and not column:
            near = near_misses(name, _NAMES)
            hint = f"; did you mean {near[0]}?" if near else ""
            problems.append(Problem(line, f"unknown column {quoted(cell)}{hint}"))
        elif column and column in columns:
            problems.append(Problem(line, f"two columns are called {column}"))
        columns.append(column)
    if not problems and "activity" not in columns:
        wanted = "activity,title,starts,ends,place,seats,min,about"
        problems.append(
            Problem(line, f"the column activity is missing; the first line names columns, such as {wanted}")
        )
    return columns


def _take(content: Content, line: int, cells: list[str], columns: list[str], zones: Zones) -> None:
    """Add a line of the file to `content`, as a row or as a problem."""
    try:
        nameless = [
            cell for at, cell in enumerate(cells) if cell.strip() and not "".join(columns[at : at + 1])
        ]
        if nameless:
            raise WrongValue(f"{quoted(nameless[0])} stands in a column without a name")
        row = _row(line, dict(zip(columns, map(_shown, cells), strict=False)), zones)
    except WrongValue as wrong:
        content.problems.append(Problem(line, str(wrong)))
        return
    if row is None:
        content.left_out += 1
    else:
        content.rows.append(row)


def _shown(cell: str) -> str:
    """A cell without the apostrophe that an export put before what a spreadsheet would calculate."""
    cell = cell.strip()
    return as_written(cell)


def _row(line: int, cells: dict[str, str], zones: Zones) -> Row | None:
    """The row, None for one that the file says is cancelled or over. Raises WrongValue naming the column."""

    def read(column: str, how: Callable[[str], T]) -> T:
        try:
            return how(cells.get(column, ""))
        except WrongValue as wrong:
            raise WrongValue(f"{column}: {wrong}") from None

    state = read("state", _state)
    if state in LEFT_OUT or read("archived", _archived):
        return None
    key = read("district", lambda text: district(text, zones))
    starts = read("starts", lambda text: moment(text, zones[key])) if cells.get("starts") else None
    if starts is None and cells.get("ends"):
        raise WrongValue("starts: is empty, though there is an end")
    row = Row(
        line=line,
        activity=read("activity", required),
        title=read("title", line_of_text),
        about=read("about", long_text),
        audience=read("audience", line_of_text),
        starts=starts,
        ends=read("ends", lambda text: end(text, starts, zones[key])) if starts else None,
        place=read("place", line_of_text),
        seats=read("seats", amount),
        minimum=read("min", amount),
        closed=state == "closed",
        district=key,
    )
    check_needs(row.seats, row.minimum)
    return row


def _state(text: str) -> str:
    if text and fold(text) not in STATES:
        raise WrongValue(f"{quoted(text)} is none of {', '.join(STATES)}")
    return fold(text)


def _archived(text: str) -> bool:
    if fold(text) not in ("", "true", "false"):
        raise WrongValue(f"{quoted(text)} is neither true nor false")
    return fold(text) == "true"
