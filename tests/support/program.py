"""The real program as a process: `passet run` with a configuration of its own, to be stopped or killed."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path

PATIENCE = 60.0

_CONFIG = """
[matrix]
homeserver = "{url}"
user_id = "{user}"
password_file = "password"
store_dir = "matrix"
invites_from = ["{server}"]
encryption = {encryption}

[storage]
url = "sqlite+aiosqlite:///passet.db"

[[district]]
key = "sjuharad"
name = "Vänsterpartiet Sjuhärad"
timezone = "Europe/Stockholm"
language = "sv"
organizers = ["{organizer}"]
branches = ["Borås", "Mark"]

[reminders]
digest = ""
"""


class Program:
    """One bot, which may be started again and again on the same database and store."""

    def __init__(
        self,
        folder: Path,
        *,
        url: str,
        user: str,
        password: str,
        organizer: str,
        encryption: bool = False,
        token: str | None = None,
    ) -> None:
        self.folder = folder
        self.user = user
        self._process: asyncio.subprocess.Process | None = None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "password").write_text(password)
        self.config = folder / "config.toml"
        self.config.write_text(
            _CONFIG.format(
                url=url,
                user=user,
                server=user.partition(":")[2],
                organizer=organizer,
                encryption=json.dumps(encryption),
            )
        )

    @property
    def log(self) -> str:
        """Everything it logged, over all its starts."""
        file = self.folder / "log"
        return file.read_text() if file.exists() else ""

    async def start(self, *, ready: bool = True) -> None:
        """Start it, and wait until it says that it is ready. Raises AssertionError when it does not."""
        starts = self.log.count("passet ready")
        with (self.folder / "log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                "-c",
                str(self.config),
                stderr=log,
                stdout=log,
                stdin=asyncio.subprocess.DEVNULL,
                cwd=Path(__file__).parents[2],
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
        if ready:
            await self.until(lambda: self.log.count("passet ready") > starts, "it to be ready")

    async def until(self, condition: object, what: str) -> None:
        """Wait for something that the program does; its log is shown when it never does."""
        assert callable(condition)
        loop = asyncio.get_running_loop()
        end = loop.time() + PATIENCE
        while not condition():
            dead = self._process is None or self._process.returncode is not None
            late = loop.time() > end
            if dead or late:
                raise AssertionError(f"waited for {what}; the log ends:\n{self.log[-3000:]}")
            await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """SIGKILL: it has no chance to tidy up."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; its exit code."""
        return await self._end(signal.SIGTERM)

    async def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(how)
        code = await asyncio.wait_for(self._process.wait(), PATIENCE)
        self._process = None
        return code
