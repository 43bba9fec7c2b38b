"""A hundred people sign up within a minute, on a Synapse that has its default rate limit for messages.

`python -m benchmarks.rush --help`. What is measured and how stands in README.md (issue 3, "What must be
shown").
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also when it is run by its path


def main() -> int:
    from benchmarks.rushing import measure

    parser = argparse.ArgumentParser(description="Measure how soon everybody has an answer in a rush.")
    parser.add_argument("--people", type=int, default=100, help="who sign up (100)")
    parser.add_argument("--seconds", type=float, default=60.0, help="within so many seconds (60)")
    parser.add_argument("--seats", type=int, default=80, help="on a shift with so many seats (80)")
    parser.add_argument("--rushes", type=int, default=1, help="one after another, a shift for each (1)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which people write (1)")
    parser.add_argument(
        "--dir", type=Path, help="where everything is kept meanwhile; else a temporary folder"
    )
    parser.add_argument("--write", action="store_true", help="write the figures into benchmarks/results.md")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="passet-", dir=wanted.dir) as folder:
        return asyncio.run(measure(Path(folder), wanted))


if __name__ == "__main__":
    sys.exit(main())
