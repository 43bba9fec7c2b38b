"""docs/threats.md names tests and files that exist, and leaves out no test of this folder's attacks."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
ROW = re.compile(r"^\| (?!threat|---)(.+) \|$", re.MULTILINE)


def _tests(path: Path) -> set[str]:
    return set(re.findall(r"^\s*(?:async )?def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE))


def test_every_row_has_a_guard_and_a_test() -> None:
    rows = [row[1].split(" | ") for row in ROW.finditer(PAGE) if not row[1].startswith("--")]
    assert len(rows) >= 20
    for row in rows:
        assert len(row) == 3, row
        assert NAMED.search(row[2]), row[0]


def test_every_test_that_is_named_exists() -> None:
    missing = [
        f"{file}::{name}"
        for file, name in NAMED.findall(PAGE)
        if not (ROOT / file).exists() or name not in _tests(ROOT / file)
    ]
    assert missing == []


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:bot|commands|storage)/[\w/.]*)`", PAGE)
    assert [one for one in named if not (ROOT / one).exists() and not (ROOT / f"{one}.py").exists()] == []
