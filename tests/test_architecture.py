"""The floors hold: nothing imports upwards, and whoever tries is caught."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FLOORS = ("bot", "commands", "storage")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    tool = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([tool, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def copy_of_the_house(tmp_path: Path) -> Path:
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("file", "planted"),
    [
        ("storage/states.py", "import commands.house"),
        ("commands/house.py", "import bot.clock"),
        ("commands/rules/quiet.py", "import commands.actions.moment"),
        ("commands/actions/moment.py", "import commands.handlers.signup"),
    ],
)
def test_an_import_upwards_is_found(tmp_path: Path, file: str, planted: str) -> None:
    house = copy_of_the_house(tmp_path)
    source = (house / file).read_text()
    head, _, rest = source.partition("from __future__ import annotations\n")
    (house / file).write_text(f"{head}from __future__ import annotations\n\n{planted}\n{rest}")
    result = lint(house)
    assert result.returncode != 0, result.stdout
    assert planted.split()[1] in result.stdout


def test_the_house_as_it_stands_has_none(tmp_path: Path) -> None:
    result = lint(copy_of_the_house(tmp_path))
    assert result.returncode == 0, result.stdout


def test_rules_import_the_standard_library_only() -> None:
    for file in (ROOT / "commands" / "rules").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                allowed = name.split(".")[0] in sys.stdlib_module_names or name.startswith("commands.rules")
                assert allowed, f"{file.name} imports {name}"


def test_nothing_tells_the_time_by_itself() -> None:
    """The clock is handed in; only the clock itself asks the machine."""
    asked = [
        f"{file.relative_to(ROOT)}:{number}"
        for floor in FLOORS
        for file in (ROOT / floor).rglob("*.py")
        if file.name != "clock.py" and "demo" not in file.parts
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if "datetime.now(" in line or "utcnow(" in line or "date.today(" in line
    ]
    assert asked == []
