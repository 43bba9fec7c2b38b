"""docs/threats.md names tests, controls and files that exist, and has a row for all that issue 4 asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+(?:\[control\])?)`")
"""A test that runs once more with its guard taken away is named with `[control]`."""
ROW = re.compile(r"^\| (?!threat|---)(.+) \|$", re.MULTILINE)
COLUMNS = ("threat", "guard", "test", "control")
CONTROL = re.compile(r"without|control")
"""How a test is called in which a guard is taken away, or the harm planted that a look is to find."""

ASKED = (
    "display name",
    "1970 or 2099",
    "edits of old commands",
    "redactions of old commands",
    "replayed syncs",
    "HTML",
    "Markdown",
    "`@room` in names",
    "mentions through the bot",
    "bidi",
    "zero width",
    "10,000 combining marks",
    "confusable names",
    "NFC",
    "floods of commands",
    "floods of reactions",
    "floods of invitations",
    "DMs",
    "bots answering bots",
    "strangers' invitations",
    "malformed events and state of every kind",
    "power-level changes",
    "SQL",
    "CSV formula",
    "ICS",
    "path tricks in import",
    "path tricks in export",
    "path tricks in backup",
    "secrets in arguments",
    "environment dumps",
    "logs",
    "tracebacks",
    "`passet check` output",
    "file and folder modes",
    "WAL files",
    "backups",
    "ReDoS",
    "quadratic parsing",
)
"""The words of issue 4, point 7."""


def problems(page: str) -> list[str]:
    """What is wrong with the rows: a column that is missing, a row without a test or without a control."""
    found = []
    for match in ROW.finditer(page):
        cells = match[1].split(" | ")
        if len(cells) != len(COLUMNS):
            found.append(f"{cells[0]}: {len(cells)} columns")
            continue
        threat, _, tests, controls = cells
        asserting, taking_away = NAMED.findall(tests), NAMED.findall(controls)
        if not asserting:
            found.append(f"{threat}: no test")
        if not taking_away or not all(CONTROL.search(name) for _, name in taking_away):
            found.append(f"{threat}: no control")
    found += [
        f"{file}::{name} does not exist"
        for file, name in NAMED.findall(page)
        if not (ROOT / file).exists() or not _has(ROOT / file, name)
    ]
    return found


def _has(path: Path, name: str) -> bool:
    test = name.removesuffix("[control]")
    if test != name and 'ids=["", "control"]' not in path.read_text(encoding="utf-8"):
        return False
    return test in _tests(path)


def _tests(path: Path) -> set[str]:
    return set(re.findall(r"^\s*(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_row_has_a_guard_a_test_and_a_control() -> None:
    assert len(ROW.findall(PAGE)) >= 40
    assert problems(PAGE) == []


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("| a new threat | a guard | `tests/threats/test_sql.py::{test}` |", "3 columns"),
        ("| a new threat | a guard | `tests/threats/test_sql.py::{test}` | |", "3 columns"),
        ("| a new threat | a guard | `tests/threats/test_sql.py::{test}` | - |", "no control"),
        ("| a new threat | a guard | - | `tests/threats/test_sql.py::{control}` |", "no test"),
        ("| a new threat | a guard | see there | `tests/threats/test_sql.py::{test}` |", "no control"),
        (
            "| a new threat | a guard | `tests/threats/test_sql.py::{test}` |"
            " `tests/threats/test_sql.py::test_without_anything` |",
            "does not exist",
        ),
    ],
)
def test_the_control_a_row_that_lacks_something_is_found(row: str, problem: str) -> None:
    test = "test_an_account_that_would_be_sql_is_nobody_else"
    control = "test_without_bound_values_such_an_account_would_be_an_organizers"
    filled = row.format(test=test, control=control)
    assert any(problem in one for one in problems(f"{PAGE}{filled}\n")), problems(f"{PAGE}{filled}\n")


@pytest.mark.parametrize("word", ASKED)
def test_every_threat_that_the_issue_names_has_a_row(word: str) -> None:
    threats = [match[1].split(" | ")[0] for match in ROW.finditer(PAGE)]
    assert [one for one in threats if word in one], word


def test_every_control_of_this_folder_stands_on_the_page() -> None:
    named = set(NAMED.findall(PAGE))
    left_out = [
        (f"tests/threats/{path.name}", name)
        for path in sorted((ROOT / "tests" / "threats").glob("test_*.py"))
        if path.name != Path(__file__).name
        for name in sorted(_tests(path))
        if CONTROL.search(name) and (f"tests/threats/{path.name}", name) not in named
    ]
    assert left_out == []


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:bot|commands|storage)/[\w/.]*)`", PAGE)
    assert [one for one in named if not (ROOT / one).exists() and not (ROOT / f"{one}.py").exists()] == []
