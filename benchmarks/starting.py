"""The whole of one run of start.py: starts of Passet, beside those of programs that do less."""

from __future__ import annotations

import asyncio
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import passet_bot, report
from benchmarks.arena import PASSET, PASSET_PLAIN, arena
from benchmarks.processes import Program, cpu_seconds, memory_mb

AT_REST = 3.0
"""Seconds after the start at which memory is read: the first tick and the first long poll are over."""
PYTHON, LIBRARIES = "Python alone", "importing the libraries"

_SAY_READY = "print('ready', flush=True); import sys; sys.stdin.read(); import time; time.sleep(60)"
_IMPORTS = "import aiohttp, sqlalchemy.ext.asyncio, aiosqlite, pydantic_settings, typer, structlog, nio"
_OTHERS = {PYTHON: _SAY_READY, LIBRARIES: f"{_IMPORTS}; {_SAY_READY}"}


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds from before exec to readiness, processor time until then, memory at rest in MB."""

    seconds: float
    cpu: float
    resident: float
    proportional: float


async def measure(folder: Path, *, starts: int, write: bool) -> int:
    """Print the table; with `write`, put it into results.md too. Returns the exit code.

    A district is filled first; the first start of each kind, which warms the disk, is not counted.
    """
    found: dict[str, list[Start]] = defaultdict(list)
    async with arena(folder, (PASSET_PLAIN, PASSET)) as place:
        configs = {}
        for one in place.contestants:
            await one.program.stop()
            configs[one.name] = folder / one.user_id.partition(":")[0].lstrip("@") / "config.toml"
        for number in range(starts + 1):
            print(f"… start {number}", file=sys.stderr, flush=True)
            for name in (*_OTHERS, PASSET_PLAIN, PASSET):
                start = await _once(configs.get(name), name)
                if number:
                    found[name].append(start)
    text = f"Measured with {report.versions()}; {starts} starts of each.\n\n{_table(found)}"
    print(text)
    if write:
        report.write("start", text)
    return 0


async def _once(config: Path | None, name: str) -> Start:
    if config is not None:
        program = await passet_bot.start(config)
    else:
        program = await Program.start([sys.executable, "-c", _OTHERS[name]], ready="ready")
    try:
        cpu = cpu_seconds(program.pid)
        await asyncio.sleep(AT_REST if config is not None else 0.2)
        resident, proportional = memory_mb(program.pid)
    finally:
        await program.stop()
    return Start(program.seconds_to_ready, cpu, resident, proportional)


def _table(found: dict[str, list[Start]]) -> str:
    rows = [
        (
            name,
            f"{median(one.seconds for one in starts):.2f}",
            f"{max(one.seconds for one in starts):.2f}",
            f"{median(one.cpu for one in starts):.2f}",
            f"{max(one.resident for one in starts):.0f}",
            f"{max(one.proportional for one in starts):.0f}",
        )
        for name, starts in found.items()
    ]
    heads = ("from exec to ready", "median, s", "slowest, s", "CPU, s", "memory (RSS), MB", "of it PSS, MB")
    return report.table(heads, rows)
