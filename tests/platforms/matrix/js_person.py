"""A person whose client is matrix-js-sdk with its Rust crypto: the other implementation (issue 4, point 4).

It runs in Node (`js/person.mjs`). Its packages are installed once, into the virtual environment's folder, and
each is compared with `js/packages.txt` before anything of it runs; no registry is named anywhere.
"""

from __future__ import annotations

import asyncio
import hashlib
import itertools
import json
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Self, TypeVar

from filelock import FileLock

HERE = Path(__file__).parent / "js"
PACKAGES = HERE / "packages.txt"
OLDEST_NODE = 20
INSTALLING_SECONDS = 180
ANSWER_SECONDS = 60.0
LINE_LIMIT = 1 << 22


Result = TypeVar("Result")


class NoNode(Exception):
    """Why it cannot be run here, in one sentence."""


def installed() -> Path:
    """The folder with the program and its packages. Raises NoNode."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        raise NoNode("there is no Node here (node and npm, 20 or newer)")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    if int(version.lstrip("v").partition(".")[0]) < OLDEST_NODE:
        raise NoNode(f"Node is {version}; {OLDEST_NODE} or newer is needed")
    wanted = PACKAGES.read_text(encoding="utf-8")
    folder = Path(sys.prefix) / "matrix-js" / hashlib.sha256(wanted.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "complete").exists():
            _install(folder, wanted)
            (folder / "complete").touch()
    shutil.copyfile(HERE / "person.mjs", folder / "person.mjs")
    return folder


def _install(folder: Path, wanted: str) -> None:
    """Exactly these packages. Nothing of them is run (`--ignore-scripts`) before it was compared."""
    names = [line.split() for line in wanted.splitlines() if line]
    versions = {name: version for name, version, _ in names}
    (folder / "package.json").write_text(
        json.dumps({"private": True, "type": "module", "dependencies": versions}), encoding="utf-8"
    )
    command = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        subprocess.run(
            command, cwd=folder, check=True, capture_output=True, text=True, timeout=INSTALLING_SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NoNode(f"npm cannot install matrix-js-sdk here ({type(error).__name__})") from None
    locked = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    found = {
        path.rpartition("node_modules/")[2]: [one["version"], one["integrity"]]
        for path, one in locked.items()
        if path
    }
    assert found == {name: rest for name, *rest in names}, (
        "npm installed other packages than packages.txt names"
    )


async def until(look: Callable[[], Awaitable[Result]], *, within: float = 30.0) -> Result:
    """The first thing that `look` finds, asked ten times a second. Raises TimeoutError."""
    async with asyncio.timeout(within):
        while True:
            if found := await look():
                return found
            await asyncio.sleep(0.1)


class JsPerson:
    """One login. `ask` sends a question to the program; the methods name those that there are."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._reading = asyncio.create_task(self._read())
        self.user_id = ""
        self.device = ""
        self.recovery = ""

    @classmethod
    async def start(cls, folder: Path, log: Path) -> Self:
        with log.open("ab") as said:
            process = await asyncio.create_subprocess_exec(
                "node",
                "person.mjs",
                cwd=folder,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=said,
                limit=LINE_LIMIT,
            )
        return cls(process)

    async def log_in(
        self, url: str, user_id: str, password: str, *, recovery: str | None = None, strict: bool = True
    ) -> None:
        """On a new device, signed by the person's identity, which is made unless there is a recovery key."""
        entered = await self.ask("login", url=url, user=user_id, password=password, strict=strict)
        self.user_id, self.device = entered["user"], entered["device"]
        signed = await self.ask("signItself", user=user_id, password=password, recovery=recovery)
        self.recovery = str(signed)
        await until(lambda: self.ask("isSigned"))

    async def send(self, room: str, text: str) -> str:
        """The event's id."""
        return str(await self.ask("send", room=room, text=text))

    async def timeline(self, room: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = await self.ask("timeline", room=room)
        return found

    async def answer_to(self, room: str, event: str, *, within: float = 30.0) -> Mapping[str, Any]:
        """The content of the bot's answer, as it was decrypted. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while True:
                for one in await self.timeline(room):
                    if event in ((one["content"].get("org.passet") or {}).get("answers") or {}):
                        assert one["encrypted"], "the answer came unencrypted"
                        content: Mapping[str, Any] = one["content"]
                        return content
                await asyncio.sleep(0.1)

    async def invited_to(self, *, within: float = 30.0) -> str:
        """The first room this person is invited to. Raises TimeoutError."""
        return str((await until(lambda: self.ask("invitations"), within=within))[0])

    async def until_there(self, room: str, user_id: str, *, within: float = 30.0) -> None:
        """Until somebody is in the room. Raises TimeoutError."""

        async def there() -> bool:
            return user_id in await self.ask("members", room=room)

        await until(there, within=within)

    async def ask(self, what: str, **given: object) -> Any:
        """Raises AssertionError with what the library said, and TimeoutError."""
        number = next(self._ids)
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"id": number, "do": what, **given}).encode() + b"\n")
        await self._process.stdin.drain()
        answer = await asyncio.wait_for(future, ANSWER_SECONDS)
        assert "error" not in answer, f"{what}: {answer['error']}"
        return answer["ok"]

    async def _read(self) -> None:
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            answer = json.loads(line)
            future = self._waiting.pop(answer["id"], None)
            if future is not None and not future.done():
                future.set_result(answer)
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(ConnectionError("the program ended"))

    async def close(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
