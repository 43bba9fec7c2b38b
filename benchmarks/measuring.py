"""The whole of one run of roundtrip.py: rounds, bursts, and the tables of both."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks import latency, report, sampler
from benchmarks.arena import PASSET, RAW, Arena, arena
from benchmarks.burst import COMMANDS, Burst, burst
from benchmarks.contestants import Contestant, Task
from benchmarks.figures import percentile, ratio_of_medians
from benchmarks.processes import cpu_seconds
from benchmarks.profile import summary

Bursts = dict[str, list[Burst]]


async def measure(
    folder: Path, *, names: Sequence[str], rounds: int, bursts: int, profile: bool, write: bool
) -> int:
    """Print everything; with `write`, put it into results.md too. Returns the exit code."""
    if profile:
        return await _profiled(folder, rounds)
    async with arena(folder, names) as place:
        parts = [f"Measured with {report.versions()}."]
        if rounds:
            print(f"… {rounds} rounds", file=sys.stderr, flush=True)
            cpu = [cpu_seconds(one.program.pid) for one in place.contestants]
            await latency.measure(place, rounds)
            each = (rounds + latency.WARM_UP) * len(Task)
            spent = [
                (cpu_seconds(one.program.pid) - before) / each
                for one, before in zip(place.contestants, cpu, strict=True)
            ]
            parts.append(_latency_tables(place.contestants, spent, rounds))
        if bursts:
            parts.append(_burst_table(place.contestants, await _bursts(place, bursts)))
    text = "\n\n".join(parts)
    print(text)
    if write:
        report.write("roundtrip", text)
    return 0


async def _bursts(place: Arena, count: int) -> Bursts:
    """Every second time in reverse order, so that nobody always has the emptier database."""
    found: Bursts = {one.name: [] for one in place.contestants}
    for number in range(count):
        order = place.contestants if number % 2 == 0 else place.contestants[::-1]
        for one in order:
            print(f"… burst {number + 1}, {one.name}", file=sys.stderr, flush=True)
            found[one.name].append(await burst(place, one, number=number))
    return found


def _latency_tables(contestants: Sequence[Contestant], spent: Sequence[float], rounds: int) -> str:
    raw = next((one for one in contestants if one.name == RAW), None)
    rows: list[Sequence[object]] = []
    for task in Task:
        for one in contestants:
            values = one.latencies[task]
            ratio = ratio_of_medians(values, raw.latencies[task]) if raw else "–"
            p50, p95 = (f"{1000 * percentile(values, part):.1f}" for part in (50, 95))
            rows.append((f"{task}: {one.name}", ratio, p50, p95))
    alone = report.table(("one command at a time", "p50 / raw echo's", "p50, ms", "p95, ms"), rows)
    cpu = report.table(
        ("processor time, one command at a time", "ms per command"),
        [(one.name, f"{1000 * used:.2f}") for one, used in zip(contestants, spent, strict=True)],
    )
    return f"{rounds} rounds, bots and commands in random order.\n\n{alone}\n\n{cpu}"


def _burst_table(contestants: Sequence[Contestant], found: Bursts) -> str:
    raw = found.get(RAW)
    rows: list[Sequence[object]] = []
    for one in contestants:
        bursts = found[one.name]
        last = median(each.answered for each in bursts)
        ratio = f"{last / median(each.answered for each in raw):.2f}" if raw else "–"
        rows.append(
            (
                one.name,
                " ".join(str(each.lost) for each in bursts),
                sum(each.doubled for each in bursts),
                sum(each.errors for each in bursts),
                ratio,
                f"{last:.1f}",
                f"{last - median(each.sent for each in bursts):.2f}",
                " ".join(str(each.messages) for each in bursts),
                f"{_per_command([each.cpu for each in bursts]):.2f}",
                f"{_per_command([each.cpu_main_thread for each in bursts]):.2f}",
                f"{_per_command([each.cpu_homeserver for each in bursts]):.1f}",
            )
        )
    heads = (
        f"burst of {COMMANDS}",
        "lost",
        "doubled",
        "refused",
        "last answer / raw echo's",
        "last answer, s",
        "after the last command, s",
        "messages",
        "ms of CPU per command",
        "of it main thread",
        "homeserver's",
    )
    times = len(found[contestants[0].name])
    return f"20 people, 5 rooms; {times} bursts for each bot.\n\n{report.table(heads, rows)}"


def _per_command(seconds: Sequence[float]) -> float:
    return 1000 * median(seconds) / COMMANDS


async def _profiled(folder: Path, rounds: int) -> int:
    """Passet alone: what one command at a time and a burst spend their processor time on."""
    file = folder / "profile.json"
    async with arena(folder, (PASSET,), profile=file) as place:
        one = place.contestants[0]
        await latency.measure(place, 0)
        one.program.tell(signal.SIGUSR1)
        before = cpu_seconds(one.program.pid)
        await latency.measure(place, rounds)
        spent = cpu_seconds(one.program.pid) - before
        await _written(one)
        print(f"One command at a time: {summary(file, (rounds + latency.WARM_UP) * len(Task), spent)}\n")
        one.program.tell(signal.SIGUSR1)
        found = await burst(place, one, number=0)
        await _written(one)
        print(f"{_burst_table([one], {one.name: [found]})}\n\nA burst: {summary(file, COMMANDS, found.cpu)}")
    return 0


async def _written(one: Contestant) -> None:
    written = one.program.expect(sampler.WRITTEN)
    one.program.tell(signal.SIGUSR2)
    await written
