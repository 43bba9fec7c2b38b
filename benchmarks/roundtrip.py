"""From a command to its answer, on a real Synapse, beside two small bots in the same run.

`python -m benchmarks.roundtrip --help`. What is measured and how stands in README.md.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also when it is run by its path


def main() -> int:
    from benchmarks.arena import ALL
    from benchmarks.measuring import measure

    parser = argparse.ArgumentParser(description="Measure the time from a command to its answer.")
    parser.add_argument("--rounds", type=int, default=200, help="rounds of one command at a time (200)")
    parser.add_argument("--bursts", type=int, default=3, help="bursts of 500 commands for each bot (3)")
    parser.add_argument(
        "--only", action="append", choices=ALL, help="measure only these bots; may be repeated"
    )
    parser.add_argument("--profile", action="store_true", help="what Passet, alone, spends its time on")
    parser.add_argument(
        "--dir", type=Path, help="where everything is kept meanwhile; else a temporary folder"
    )
    parser.add_argument("--write", action="store_true", help="write the figures into benchmarks/results.md")
    wanted = parser.parse_args()
    gc.disable()  # of the measuring side; it runs for minutes and makes little garbage in circles
    with tempfile.TemporaryDirectory(prefix="passet-", dir=wanted.dir) as folder:
        return asyncio.run(
            measure(
                Path(folder),
                names=tuple(wanted.only or ALL),
                rounds=wanted.rounds,
                bursts=wanted.bursts,
                profile=wanted.profile,
                write=wanted.write,
            )
        )


if __name__ == "__main__":
    sys.exit(main())
