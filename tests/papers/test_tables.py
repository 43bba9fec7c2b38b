"""Tables, read again as a spreadsheet would."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from bot.papers import render
from bot.papers.table import as_written, defused

COLUMNS = ["Pass", "Plats", "Namn"]


def read(data: bytes, delimiters: str = ";") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiters))


def table(*rows: list[Any]) -> bytes:
    file = render({"form": "table", "name": "bokade.csv", "columns": COLUMNS, "rows": list(rows)})
    assert (file.name, file.mimetype) == ("bokade.csv", "text/csv")
    return file.data


def test_a_table_is_what_a_swedish_excel_opens_by_itself() -> None:
    data = table([12, "Storgatan 1, Borås", "Åsa"], [13, None, None])
    assert data.startswith(b"\xef\xbb\xbf"), "without the mark Excel shows Ã…sa"
    assert read(data) == [COLUMNS, ["12", "Storgatan 1, Borås", "Åsa"], ["13", "", ""]]


def test_a_comma_in_a_place_is_no_column_for_a_program_that_splits_there_too() -> None:
    first = table([12, "Storgatan 1, Borås", "Åsa"]).decode("utf-8-sig").splitlines()[1]
    assert first == '"12";"Storgatan 1, Borås";"Åsa"'


@pytest.mark.parametrize(
    "name", ["=1+1", "+46 70", "-2", "@SUM(A1)", "\tx", "\rx", "＝1+1", '=HYPERLINK("x")']
)
def test_no_name_becomes_a_formula(name: str) -> None:
    assert read(table([12, name, name]))[1] == ["12", f"'{name}", f"'{name}"]
    assert as_written(defused(name)) == name


@pytest.mark.parametrize("name", ["Bo", "'Bo", "5-2", "a=b"])
def test_what_is_no_formula_stays_as_it_is(name: str) -> None:
    assert defused(name) == name == as_written(name)
