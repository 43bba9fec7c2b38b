"""`python -m benchmarks.sampler FILE run -c …`: the program itself, with a look at its stack now and then.

SIGUSR1 begins, SIGUSR2 ends and writes FILE. A look is taken after every millisecond of processor time of all
threads; what falls into other threads is seen as waiting in `select`. That slows the program down by a few
per cent, evenly, where a tracing profiler would make small functions look expensive.
"""

from __future__ import annotations

import json
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

import greenlet  # type: ignore[import-untyped]  # published without type information

INTERVAL = 0.001
DEPTH = 120
WRITTEN = "profile written"

Stack = tuple[str, ...]


class Sampler:
    """Counts stacks, each a tuple of `file:function:line` from the innermost outwards."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stacks: Counter[Stack] = Counter()

    def begin(self, *_: object) -> None:
        self._stacks.clear()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)

    def end(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        found = [[list(stack), count] for stack, count in self._stacks.most_common()]
        self._file.write_text(json.dumps(found), encoding="utf-8")
        print(WRITTEN, flush=True)

    def _look(self, _number: int, frame: FrameType | None) -> None:
        stack: list[str] = []
        # SQLAlchemy runs what it does in greenlets, whose stacks end where they were switched to.
        inside: greenlet.greenlet | None = greenlet.getcurrent()
        while len(stack) < DEPTH and (frame is not None or inside is not None):
            if frame is not None:
                code = frame.f_code
                stack.append(f"{code.co_filename}:{code.co_qualname}:{frame.f_lineno}")
                frame = frame.f_back
            elif inside is not None:
                inside = inside.parent
                frame = inside.gr_frame if inside is not None else None
        self._stacks[tuple(stack)] += 1


def main() -> int:
    from bot.cli import main as program

    sampler = Sampler(Path(sys.argv[1]))
    signal.signal(signal.SIGUSR1, sampler.begin)
    signal.signal(signal.SIGUSR2, sampler.end)
    return program(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
