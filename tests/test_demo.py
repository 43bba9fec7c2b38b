"""The demo as people start it: the real program, a real homeserver, a conversation.

Three tests, one folder: the first start fills it, the second finds it filled.
"""

import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from filelock import FileLock

pytestmark = pytest.mark.xdist_group("demo")

PATIENCE = 240
"""Seconds; it takes less than one minute on two slow cores."""

PROGRAM = [sys.executable, "-m", "bot", "demo"]
CONTROL = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\r")


@dataclass(frozen=True)
class Played:
    """The scripted demo, after its end."""

    folder: Path
    picture: Path
    code: int
    shown: str
    errors: str


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    folder = tmp_path_factory.mktemp("demo")
    picture = folder / "conversation.svg"
    done = subprocess.run(
        [*PROGRAM, "--script", "--dir", str(folder / "district")],
        env=os.environ | {"PASSET_DEMO_PICTURE": str(picture), "PASSET_MATRIX__USER_ID": "@other:elsewhere"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Played(folder / "district", picture, done.returncode, done.stdout, done.stderr)


def test_the_scripted_demo_shows_its_conversation_and_finds_nothing_wrong(played: Played) -> None:
    assert (played.code, played.errors) == (0, "")
    assert "messages came as they should" in played.shown
    for said in ("Du är anmäld: Ringstuga", "You are signed up: Ringstuga", "Sammandrag", "har du ett pass"):
        assert said in played.shown
    assert played.shown == "\n".join(line.rstrip() for line in played.shown.split("\n")), "space at line ends"


def test_the_picture_shows_the_conversation_and_loads_nothing(played: Played) -> None:
    text = played.picture.read_text(encoding="utf-8")
    assert "Du är anmäld" in "".join(ElementTree.fromstring(text).itertext())
    assert "href" not in text
    assert "url(" not in text


def test_the_whole_plan_is_there_and_nothing_twice(played: Played) -> None:
    shifts = _exported(played, "shifts")
    assert len({one["activity"] for one in shifts}) == len(_exported(played, "activities")) == 9
    times = Counter((one["activity"], one["starts"]) for one in shifts)
    assert [time for time, count in times.items() if count > 1] == []
    assert Counter(one["state"] for one in shifts) == {"open": 30, "cancelled": 1}  # the conversation's own


def _exported(played: Played, what: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "bot", "export", what, "--config", str(played.folder / "config.toml")]
    written: list[dict[str, Any]] = json.loads(subprocess.check_output(command, timeout=PATIENCE))
    return written


def test_a_second_start_opens_a_chat_on_what_is_there_and_ctrl_c_leaves_nothing_running(
    played: Played,
) -> None:
    with Terminal([*PROGRAM, "--dir", str(played.folder)]) as terminal:
        shown = terminal.read_until("Bo · Vänsterpartiet Sjuhärad >")
        port = int(found[1]) if (found := re.search(r"http://127\.0\.0\.1:(\d+)", shown)) else 0
        assert re.search(r"user bo +password [a-z0-9-]{14}", shown)
        terminal.type("!pass ringstuga")
        assert terminal.read_until("!anmäl #").count("• #") == 12
        terminal.type("/as anna")
        terminal.read_until("You are Anna")
        terminal.type("/room organ")
        terminal.read_until("You are in Organisatörer")
        terminal.type("!bokade ringstuga")
        assert "Volontär 4" in terminal.read_until("Volontär 5")
        terminal.type("/dm")
        terminal.read_until("You are in direct chat with Passet")
        terminal.type("mina")
        terminal.read_until("Du är inte anmäld")
        terminal.type("\x03", enter=False)
        assert terminal.wait() == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    FileLock(played.folder / "data" / "passet.db.lock").acquire(timeout=0).lock.release()


def test_a_folder_in_use_and_a_port_in_use_are_told_in_one_line(played: Played, tmp_path: Path) -> None:
    with FileLock(played.folder / "demo.lock"):
        assert re.fullmatch(
            r"passet: .*/district/demo is in use by .*\n", _refused("--dir", str(played.folder))
        )
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        told = _refused("--dir", str(tmp_path / "other"), "--port", port)
    assert told == f"passet: port {port} on 127.0.0.1 is in use by another program\n"


def _refused(*arguments: str) -> str:
    """What the demo writes to standard error when it ends with exit code 1."""
    done = subprocess.run(
        [*PROGRAM, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    return done.stderr


class Terminal:
    """A program on a terminal, and what it shows there."""

    def __init__(self, command: list[str]) -> None:
        self._near, far = pty.openpty()
        environment = os.environ | {
            "TERM": "xterm",
            "COLUMNS": "110",
            "LINES": "50",
            "PROMPT_TOOLKIT_NO_CPR": "1",
        }
        # Its controlling terminal, as for people: between two prompts Ctrl-C is a signal and not a key.
        self._process = subprocess.Popen(
            command,
            env=environment,
            preexec_fn=lambda: os.login_tty(far),
        )
        os.close(far)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_error: object) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(PATIENCE)
        os.close(self._near)

    def type(self, line: str, *, enter: bool = True) -> None:
        os.write(self._near, line.encode() + (b"\r" if enter else b""))

    def read_until(self, wanted: str) -> str:
        """All that is shown from now until `wanted` stands there, without colours and cursor movements."""
        shown = ""
        for part in self._parts():
            shown += part
            if wanted in CONTROL.sub("", shown):
                return CONTROL.sub("", shown)
        raise AssertionError(f"{wanted!r} never came; this did:\n{CONTROL.sub('', shown)}")

    def wait(self) -> int:
        """Read to the end; the exit code."""
        for _part in self._parts():
            pass
        return self._process.wait(PATIENCE)

    def _parts(self) -> Iterator[str]:
        decode = bytearray()
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if not select.select([self._near], [], [], 1)[0]:
                continue
            try:
                decode += os.read(self._near, 65536)
            except OSError:  # the other side is closed
                return
            part = decode.decode(errors="ignore")
            del decode[: len(part.encode())]
            yield part
