"""A program of its own beside the measuring one: started, watched, measured, stopped. Linux only (/proc)."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from asyncio.subprocess import PIPE, STDOUT
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parents[1]
READY_SECONDS = 60.0
STOP_SECONDS = 10.0

_TICKS = os.sysconf("SC_CLK_TCK")


class ProgramError(Exception):
    """A program ended, or did not become ready in time; with the last lines it wrote."""


class Program:
    """One process, whose output is read line by line."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.pid = process.pid
        self.seconds_to_ready = 0.0
        """From right before the process was made until the line came that says it works."""
        self._process = process
        self._last: deque[str] = deque(maxlen=30)
        self._expected: dict[bytes, asyncio.Future[float]] = {}
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def start(cls, command: Sequence[str], *, ready: str, given: bytes = b"") -> Self:
        """Run the command in the project's folder with `given` as its standard input; return when it has
        written a line containing `ready`. Raises ProgramError.
        """
        # Compiled modules are kept, as they are wherever the program is installed.
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        began = time.perf_counter()
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=STDOUT, cwd=ROOT, env=environment
        )
        program = cls(process)
        try:
            works = program.expect(ready)
            if process.stdin is not None:
                process.stdin.write(given)
                process.stdin.close()
            program.seconds_to_ready = await asyncio.wait_for(works, READY_SECONDS) - began
        except BaseException:
            await program.stop()
            raise
        return program

    def expect(self, text: str) -> asyncio.Future[float]:
        """The next line containing the text: `time.perf_counter()` when it came.

        Raises ProgramError when the process ends before.
        """
        coming = asyncio.get_running_loop().create_future()
        self._expected[text.encode()] = coming
        return coming

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
            raise self._ended()

    def _ended(self) -> ProgramError:
        return ProgramError("\n".join(["the process ended; its last lines:", *self._last]))

    async def _read(self) -> None:
        if self._process.stdout is None:
            return
        async for line in self._process.stdout:
            at = time.perf_counter()
            self._last.append(line.decode(errors="replace").rstrip())
            for mark in [mark for mark in self._expected if mark in line]:
                coming = self._expected.pop(mark)
                if not coming.done():
                    coming.set_result(at)
        for coming in self._expected.values():
            if not coming.done():
                coming.set_exception(self._ended())


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
    """Resident memory and its proportional part (shared pages divided by their users).

    In MB of 10^6 bytes.
    """
    status, rollup = Path(f"/proc/{pid}/status"), Path(f"/proc/{pid}/smaps_rollup")
    return _kilobytes(status, "VmRSS:") * 1.024e-3, _kilobytes(rollup, "Pss:") * 1.024e-3


def _kilobytes(file: Path, key: str) -> int:
    for line in file.read_text().splitlines():
        if line.startswith(key):
            return int(line.split()[1])
    raise ValueError(f"{file} has no {key}")
