"""Files may be named on the command line in any order: each test finds the fixtures of its folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_file_of_the_parent_folder_between_two_of_a_folder_loses_no_fixture() -> None:
    files = ["tests/stories/test_audit.py", "tests/test_collection.py", "tests/stories/test_cards.py"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    planned = subprocess.run(
        [sys.executable, "-m", "pytest", "--setup-plan", "-q", "-p", "no:cacheprovider", *files],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "tests/stories/test_cards.py::" in planned.stdout, planned.stderr
    assert "not found" not in planned.stdout
