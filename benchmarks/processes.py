"""A program of its own beside the measuring one: started, watched, measured, stopped. Linux only (/proc)."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 60.0
STOP_SECONDS = 10.0

_TICKS = os.sysconf("SC_CLK_TCK")


class ProgramError(Exception):
    """A program ended, or did not become ready in time; with the last lines it wrote."""


class Program:
    """One process, whose output is read line by line; a line containing `ready` says that it works."""

    def __init__(self, process: asyncio.subprocess.Process, ready: str, began: float) -> None:
        self.pid = process.pid
        self.began = began
        """`time.perf_counter()` right before the process was made."""
        self.ready_at = 0.0
        """The same clock when the line containing `ready` came."""
        self._process = process
        self._mark = ready.encode()
        self._last: deque[str] = deque(maxlen=30)
        self._ready = asyncio.Event()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls,
        command: Sequence[str],
        *,
        ready: str,
        given: bytes = b"",
        environment: Mapping[str, str] | None = None,
    ) -> Self:
        """Run the command in the project's folder with `given` as its standard input; return when ready.

        Raises ProgramError.
        """
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
        )
        program = cls(process, ready, began)
        try:
            if process.stdin is not None:
                process.stdin.write(given)
                process.stdin.close()
            await program._wait()
        except BaseException:
            await program.stop()
            raise
        return program

    async def stop(self) -> None:
        """SIGTERM, after ten seconds SIGKILL."""
        if self._process.returncode is None:
            self._process.terminate()
            try:
                await asyncio.wait_for(self._process.wait(), STOP_SECONDS)
            except TimeoutError:
                self._process.kill()
                await self._process.wait()
        await self._reading

    def tell(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        self._process.send_signal(number)

    def check(self) -> None:
        """Raises ProgramError when the process has ended."""
        if self._process.returncode is not None:
            raise ProgramError(f"ended with {self._process.returncode}: {self.last_lines}")

    @property
    def last_lines(self) -> str:
        return "\n".join(self._last)

    async def _wait(self) -> None:
        ended = asyncio.create_task(self._process.wait())
        ready = asyncio.create_task(self._ready.wait())
        try:
            await asyncio.wait({ended, ready}, timeout=READY_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ended.cancel()
            ready.cancel()
        if not self._ready.is_set():
            raise ProgramError(f"not ready: {self.last_lines}")

    async def _read(self) -> None:
        if self._process.stdout is None:
            return
        async for line in self._process.stdout:
            if not self.ready_at and self._mark in line:
                self.ready_at = time.perf_counter()
                self._ready.set()
            self._last.append(line.decode(errors="replace").rstrip())


def cpu_seconds(pid: int) -> float:
    """Processor time of the process so far, all its threads together, user and system."""
    return _cpu(Path(f"/proc/{pid}/stat"))


def cpu_seconds_of_main_thread(pid: int) -> float:
    """The same of its first thread alone, on which asyncio runs."""
    return _cpu(Path(f"/proc/{pid}/task/{pid}/stat"))


def _cpu(stat: Path) -> float:
    # The name of the program, in brackets, may hold blanks; utime and stime are fields 14 and 15 (proc(5)).
    fields = stat.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_mb(pid: int) -> tuple[float, float]:
    """Resident memory and its proportional part (shared pages divided by their users), in MB of 10^6 bytes."""
    status, rollup = Path(f"/proc/{pid}/status"), Path(f"/proc/{pid}/smaps_rollup")
    return _kilobytes(status, "VmRSS:") * 1.024e-3, _kilobytes(rollup, "Pss:") * 1.024e-3


def _kilobytes(file: Path, key: str) -> int:
    for line in file.read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1])
    raise ValueError(f"{file} has no {key}")
