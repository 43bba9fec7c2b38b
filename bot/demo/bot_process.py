"""The bot of the demo: the real program in a process of its own, with a configuration made for it."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

from bot.demo.plan import BRANCHES, DISTRICT, ZONE
from bot.errors import OperatorError
from bot.private_files import write_private

READY = b"passet ready"
_POLL_SECONDS = 0.05
_START_SECONDS = 60.0
_STOP_SECONDS = 6.0

_CONFIG = """\
# Made by `passet demo` at each start; what is changed here is lost.
[matrix]
homeserver = {homeserver}
user_id = {user_id}
password_file = "secrets/password"
store_dir = "data/matrix"
invites_from = [{server_name}]
encryption = true

[storage]
url = "sqlite+aiosqlite:///data/passet.db"

[[district]]
key = "sjuharad"
name = {district}
timezone = {zone}
language = "sv"
organizers = [{organizer}]
branches = {branches}

[reminders]
digest = "08:00"
before_shift = ["24h", "{hours}h"]
quiet_hours = ""  # whoever tries the demo at night shall see a reminder too

[privacy]
contact = "dataskydd@example.org"
"""


def write_config(
    folder: Path, *, homeserver: str, user_id: str, password: str, organizer: str, hours: int
) -> Path:
    """Write the bot's configuration and password. `hours` before a shift is its later reminder."""
    for part in ("secrets", "data"):
        (folder / part).mkdir(mode=0o700, exist_ok=True)
    write_private(folder / "secrets" / "password", password.encode() + b"\n")
    config = _CONFIG.format(
        homeserver=_toml(homeserver),
        user_id=_toml(user_id),
        server_name=_toml(user_id.partition(":")[2]),
        district=_toml(DISTRICT),
        zone=_toml(ZONE.key),
        organizer=_toml(organizer),
        branches=json.dumps(BRANCHES, ensure_ascii=False),
        hours=hours,
    )
    path = folder / "config.toml"
    write_private(path, config.encode())
    return path


class BotProcess:
    """Starts and stops the bot, with a clock that is `ahead` by some time."""

    def __init__(self, config: Path, log_file: Path, *, ahead: timedelta) -> None:
        self.log_file = log_file
        self._config = config
        self._ahead = ahead
        self._process: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        """Return when the bot is ready. Raises OperatorError with the bot's own last words if it stops."""
        self._process = _spawn(self._config, self.log_file, self._ahead)
        patience_ends = time.monotonic() + _START_SECONDS
        while READY not in self.log_file.read_bytes():
            if self._process.poll() is not None:
                raise OperatorError(f"the bot stopped while starting: {self._last_words()}")
            if time.monotonic() > patience_ends:
                raise OperatorError(f"the bot was not ready within {_START_SECONDS:g} s; see {self.log_file}")
            await asyncio.sleep(_POLL_SECONDS)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    async def stop(self) -> None:
        """SIGTERM, and SIGKILL if that does not help. Does nothing if it does not run."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        patience_ends = time.monotonic() + _STOP_SECONDS
        while process.poll() is None:
            if time.monotonic() > patience_ends:
                process.kill()
            await asyncio.sleep(_POLL_SECONDS)
        if process.stdin is not None:
            process.stdin.close()

    def _last_words(self) -> str:
        lines = self.log_file.read_text(encoding="utf-8", errors="replace").splitlines()
        own = [line.removeprefix("passet: ") for line in lines if line.startswith("passet: ")]
        return own[-1] if own else f"see {self.log_file}"


def _spawn(config: Path, log_file: Path, ahead: timedelta) -> subprocess.Popen[bytes]:
    seconds = [str(ahead.total_seconds())] if ahead else []
    log = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
    try:
        return subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot.demo.bot_child", str(config), *seconds],
            stdin=subprocess.PIPE,  # see bot_child: its end is the bot's end
            stdout=log,
            stderr=log,
            env=environment(),
            start_new_session=True,  # Ctrl-C is for the demo, which then stops the bot in order
        )
    finally:
        os.close(log)


def environment() -> dict[str, str]:
    """Ours, without settings in it: those are of another bot, perhaps the one that is used in earnest."""
    return {
        name: value for name, value in os.environ.items() if not (name.startswith("PASSET_") and "__" in name)
    }


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML basic string
