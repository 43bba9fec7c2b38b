"""How long `passet run` takes until it answers, and how much memory it then holds.

`python -m benchmarks.start --help`. What is measured and how stands in README.md.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also when it is run by its path


def main() -> int:
    from benchmarks.starting import measure

    parser = argparse.ArgumentParser(description="Measure how fast Passet starts, and its memory.")
    parser.add_argument("--starts", type=int, default=7, help="counted starts of each kind (7)")
    parser.add_argument(
        "--dir", type=Path, help="where everything is kept meanwhile; else a temporary folder"
    )
    parser.add_argument("--write", action="store_true", help="write the figures into benchmarks/results.md")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="passet-", dir=wanted.dir) as folder:
        return asyncio.run(measure(Path(folder), starts=wanted.starts, write=wanted.write))


if __name__ == "__main__":
    sys.exit(main())
