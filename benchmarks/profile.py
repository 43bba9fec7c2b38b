"""What a sampled profile says: where the processor time of a burst went."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.processes import ROOT
from benchmarks.report import table

OWN = ("bot", "commands", "storage")
SHOWN = 45


def summary(file: Path, commands: int, cpu: float) -> str:
    """Three tables: by package, by the innermost own line, and by own line with all it calls.

    `cpu` is the processor time in seconds that the samples stand for: the system looks less often than it is
    asked to, so only their shares count.
    """
    stacks: list[tuple[list[str], int]] = [(stack, count) for stack, count in json.loads(file.read_text())]
    samples = sum(count for _, count in stacks) or 1
    packages: Counter[str] = Counter()
    innermost: Counter[str] = Counter()
    functions: Counter[str] = Counter()
    for stack, count in stacks:
        packages[_package(stack[0])] += count
        own = [name for name in map(_own, stack) if name]
        innermost[own[0] if own else "none"] += count
        functions.update(dict.fromkeys(own, count))
    each = 1000 * cpu / commands
    return "\n\n".join(
        [
            f"{each:.2f} ms of processor time per command ({commands} commands, {samples} looks)",
            _ranked("innermost frame in", packages, each),
            _ranked("innermost own line", innermost, each),
            _ranked("own line, with all it calls", functions, each),
        ]
    )


def _ranked(head: str, counts: Counter[str], each: float) -> str:
    """The total of the innermost ones is everything; `each` is how many ms that is."""
    samples = counts.total() if head.startswith("innermost") else max(counts.values(), default=1)
    rows = [
        (name, f"{100 * count / samples:.1f} %", f"{each * count / samples:.3f}")
        for name, count in counts.most_common(SHOWN)
    ]
    return table((head, "share", "ms per command"), rows)


def _package(frame: str) -> str:
    """The package, or for the standard library the module."""
    path = Path(frame.rsplit(":", 2)[0])
    if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in OWN:
        return path.relative_to(ROOT).parts[0]
    parts: Sequence[str] = path.parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return f"{path.parent.name}/{path.stem}"


def _own(frame: str) -> str:
    """`file:line function` for a frame of the program's own, else nothing."""
    name, function, line = frame.rsplit(":", 2)
    path = Path(name)
    if not path.is_relative_to(ROOT) or path.relative_to(ROOT).parts[0] not in OWN:
        return ""
    return f"{path.relative_to(ROOT)}:{line} {function}"
