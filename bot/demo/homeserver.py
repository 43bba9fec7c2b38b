"""A real Matrix homeserver (Synapse) on loopback, for the demo and for the tests.

Not for production: passwords are hashed cheaply, nothing is encrypted on the wire, limits are raised.
"""

import asyncio
import os
import secrets
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.demo import homeserver_users as users
from bot.demo.homeserver_config import LOG_FILE, Limits, Secrets, load_secrets, write_config
from bot.demo.homeserver_users import HomeserverError, Login

__all__ = [
    "DEFAULT_SERVER_NAME",
    "Homeserver",
    "HomeserverError",
    "Limits",
    "Login",
    "can_listen",
    "free_port",
]

DEFAULT_SERVER_NAME = "sjuharad.localhost"
ADMIN = "homeserver-admin"

_CHILD = Path(__file__).with_name("homeserver_child.py")
_POLL_SECONDS = 0.03
_STOP_SECONDS = 10.0
_PORT_TRIES = 3
_LAST_LINES = 12


class Homeserver:
    """Starts, stops and administers one Synapse whose whole state lives in one folder.

    A second start in the same folder finds the same users, rooms and tokens. `port=0` chooses a free
    port at the first `start` and keeps it for the life of this object, so that clients survive a `restart`.
    Nothing is bound to an event loop: the methods may be called from any, one call at a time.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        server_name: str = DEFAULT_SERVER_NAME,
        limits: Limits = "raised",
        python: str = sys.executable,
    ) -> None:
        self.folder = folder.resolve()
        self.server_name = server_name
        self.log_file = self.folder / LOG_FILE
        self._port = port
        self._limits: Limits = limits
        self._python = python
        self._process: subprocess.Popen[bytes] | None = None
        self._secrets: Secrets | None = None
        self._admin: Login | None = None

    @property
    def url(self) -> str:
        """The base address, without a slash at its end. Raises HomeserverError before the first `start`."""
        if not self._port:
            raise HomeserverError("the homeserver has no address before its first start")
        return f"http://127.0.0.1:{self._port}"

    @property
    def pid(self) -> int | None:
        """The process id while it runs, else None."""
        return self._process.pid if self._process and self._process.poll() is None else None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self, *, timeout: float = 60) -> None:  # noqa: ASYNC109 - a plain number is what callers have
        """Return when the homeserver answers; do nothing if it already runs.

        Raises HomeserverError if it stops instead, or does not answer within `timeout` seconds.
        """
        if self.pid is not None:
            return
        await self._end(politely=False)  # closes what is left of one that stopped by itself
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._secrets = load_secrets(self.folder, self.server_name)
        except ValueError as error:
            raise HomeserverError(str(error)) from error
        tries = 1 if self._port else _PORT_TRIES
        for attempt in range(1, tries + 1):
            port = self._port or free_port()
            try:
                if not can_listen(port, reuse=True):
                    raise _PortTakenError(f"port {port} on 127.0.0.1 is in use by another program")
                await self._start_on(port, self._secrets, timeout)
            except _PortTakenError:
                if attempt == tries:
                    raise
            else:
                self._port = port
                return

    async def stop(self) -> None:
        """SIGTERM, after ten seconds SIGKILL. Does nothing if it does not run."""
        await self._end(politely=True)

    async def kill(self) -> None:
        """SIGKILL, as a power cut would. `start` or `restart` brings back what had been committed."""
        await self._end(politely=False)

    async def restart(self) -> None:
        """Stop if it runs, and start on the same port. Raises HomeserverError."""
        await self.stop()
        await self.start()

    async def register(
        self, localpart: str, password: str, *, admin: bool = False, displayname: str | None = None
    ) -> Login:
        """Create the user, or log in (on a new device) when it exists already.

        Raises HomeserverError, among other causes if the user exists with another password.
        """
        secret = self._loaded_secrets().registration_shared_secret
        return await users.register(
            self.url, secret, localpart, password, admin=admin, displayname=displayname
        )

    async def login(self, localpart: str, password: str, device_id: str | None = None) -> Login:
        """Log in by password, on a new device unless `device_id` names one. Raises HomeserverError."""
        return await users.login(self.url, localpart, password, device_id)

    async def lift_rate_limit(self, user_id: str) -> None:
        """Free a user from the message rate limit, as an operator would for a bot. Raises HomeserverError."""
        if self._admin is None:
            self._admin = await self.register(ADMIN, self._loaded_secrets().admin_password, admin=True)
        await users.lift_rate_limit(self.url, self._admin, user_id)

    def _loaded_secrets(self) -> Secrets:
        if self._secrets is None:
            raise HomeserverError("the homeserver has not been started")
        return self._secrets

    async def _start_on(self, port: int, kept: Secrets, seconds: float) -> None:
        config = write_config(self.folder, port, kept, self._limits)
        log_begins = self.log_file.stat().st_size if self.log_file.exists() else 0
        self._process = process = _spawn(self._python, config, self.log_file)
        try:
            async with asyncio.timeout(seconds):
                while not await _answers(f"http://127.0.0.1:{port}"):
                    if process.poll() is not None:
                        raise self._stopped_early(process.returncode, log_begins)
                    await asyncio.sleep(_POLL_SECONDS)
            if process.poll() is not None:  # then it was a stranger on that port who answered
                raise self._stopped_early(process.returncode, log_begins)
        except TimeoutError:
            last = _last_lines(self.log_file, log_begins)
            await self._end(politely=False)
            raise HomeserverError(f"the homeserver did not answer within {seconds:g} s{last}") from None
        except BaseException:
            await self._end(politely=False)
            raise

    def _stopped_early(self, code: int, log_begins: int) -> HomeserverError:
        last = _last_lines(self.log_file, log_begins)
        kind = _PortTakenError if "Address already in use" in last else HomeserverError
        return kind(f"the homeserver stopped while starting (exit code {code}){last}")

    async def _end(self, *, politely: bool) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if politely:
            process.terminate()
        else:
            process.kill()
        loop = asyncio.get_running_loop()
        patience_ends = loop.time() + _STOP_SECONDS
        while process.poll() is None:
            if loop.time() > patience_ends:
                process.kill()
            await asyncio.sleep(_POLL_SECONDS)
        if process.stdin is not None:
            process.stdin.close()


class _PortTakenError(HomeserverError):
    pass


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody listens on now, outside the range of outgoing connections.

    From that range a client that retries while the server is down could be given the server's own port,
    and would then be connected to itself, with the port taken when the server comes back.
    """
    while True:
        port = 18_000 + secrets.randbelow(14_000)
        if can_listen(port, reuse=False):
            return port


def can_listen(port: int, *, reuse: bool) -> bool:
    """Whether the port can be bound; with `reuse` also while closed connections linger on it."""
    with socket.socket() as probe:
        if reuse:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _spawn(python: str, config: Path, log_file: Path) -> subprocess.Popen[bytes]:
    # Tracing the whole of Synapse for the coverage of a few lines of ours would slow every test.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    log = os.open(log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        return subprocess.Popen(  # noqa: S603 - our own file, run by the interpreter the caller named
            [python, "-P", str(_CHILD), str(config)],
            stdin=subprocess.PIPE,  # see homeserver_child: its end is the child's end
            stdout=log,
            stderr=log,
            cwd=config.parent,
            env=environment,
            start_new_session=True,  # Ctrl-C in a terminal is for the starter, which then stops us in order
        )
    except OSError as error:
        raise HomeserverError(f"{python} cannot be run: {error}") from error
    finally:
        os.close(log)


async def _answers(url: str) -> bool:
    try:
        await users.request(url, "GET", "/_matrix/client/versions")
    except HomeserverError:
        return False
    return True


def _last_lines(log_file: Path, begin: int) -> str:
    """What the log says since `begin` (a byte offset), its end only, as text to be appended to a message."""
    with log_file.open("rb") as file:
        file.seek(begin)
        lines = file.read().decode(errors="replace").splitlines()
    return "".join(f"\n    {line}" for line in [f"last lines of {log_file}:", *lines[-_LAST_LINES:]])
