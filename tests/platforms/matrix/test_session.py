"""The stored login and its folder: private, whole after a crash, and for one process alone."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.platforms.base import LoggedOut
from bot.platforms.matrix.platform import MatrixPlatform
from bot.platforms.matrix.session import Session, StoreBroken, StoreInUse, StoreLock, write_private
from tests.platforms.matrix.events import OWN

SESSION = Session(OWN, "DEVICE", "syt_secret")
HOLD = """
import sys, pathlib
from bot.platforms.matrix.session import StoreLock
lock = StoreLock(pathlib.Path(sys.argv[1])); lock.acquire()
print("held", flush=True); sys.stdin.read()
"""


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_login_is_kept_for_its_owner_alone_and_read_back(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "matrix"
    StoreLock(folder).acquire()
    SESSION.save(folder)
    assert Session.load(folder) == SESSION
    assert mode(folder) == 0o700
    assert {mode(path) for path in folder.iterdir()} == {0o600}


def test_a_folder_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    StoreLock(tmp_path).acquire()
    assert mode(tmp_path) == 0o700


def test_the_token_is_in_no_repr() -> None:
    assert "secret" not in repr(SESSION) + str(SESSION)


def test_no_login_is_no_error(tmp_path: Path) -> None:
    assert Session.load(tmp_path) is None


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", "{}", '{"user_id": 1, "device_id": "D", "access_token": "t"}']
)
def test_a_broken_login_file_is_named(tmp_path: Path, kept: str) -> None:
    (tmp_path / "session.json").write_text(kept)
    with pytest.raises(StoreBroken, match=r"session\.json"):
        Session.load(tmp_path)


def test_what_a_crash_left_behind_does_not_stop_the_next_writing(tmp_path: Path) -> None:
    (tmp_path / "session.json.new").write_text("half")
    (tmp_path / "session.json.new").chmod(0o644)
    write_private(tmp_path / "session.json", "{}")
    assert (tmp_path / "session.json").read_text() == "{}"
    assert mode(tmp_path / "session.json") == 0o600


def test_a_second_process_is_told_which_one_uses_the_folder(tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert first.stdout is not None
        assert first.stdout.readline() == "held\n"
        with pytest.raises(StoreInUse, match=f"process {first.pid}"):
            StoreLock(tmp_path).acquire()
    finally:
        first.kill()
        first.communicate()
    after = StoreLock(tmp_path)
    after.acquire()
    after.acquire()
    after.release()
    after.release()


async def test_without_login_and_password_the_start_says_what_to_do_and_frees_the_folder(
    tmp_path: Path,
) -> None:
    for _ in range(2):
        platform = MatrixPlatform("http://127.0.0.1:1", OWN, tmp_path, encryption=False, clock=SystemClock())
        with pytest.raises(LoggedOut, match="log in"):
            await platform.start()
        await platform.close()
        await platform.close()


def test_without_encryption_nio_is_not_even_imported() -> None:
    code = (
        "import sys, bot.platforms.matrix; "
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'nio', 'vodozemac', 'peewee'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_files_that_were_copied_open_from_elsewhere_are_closed(tmp_path: Path) -> None:
    (tmp_path / "crypto").mkdir()
    files = [tmp_path / "session.json", tmp_path / "crypto" / "pickle.key"]
    for one in files:
        one.write_text("secret")
        one.chmod(0o666)
    lock = StoreLock(tmp_path)
    lock.acquire()
    assert {one.stat().st_mode & 0o777 for one in files} == {0o600}
    lock.release()


@pytest.mark.parametrize(
    ("now", "may"),
    [
        ("https://matrix.example.org", True),
        ("https://matrix.example.org:8448", True),
        ("http://matrix.example.org:8008", False),
        ("http://127.0.0.1:8008", True),
        ("http://[::1]:8008", True),
        ("http://localhost:8008", True),
        ("https://matrix.example.com", False),
        ("https://matrix.example.org.elsewhere.net", False),
        ("https://matrix.example.org@elsewhere.net", False),
    ],
)
def test_a_token_may_be_shown_to_the_same_host_and_to_this_machine(now: str, may: bool) -> None:
    assert Session(OWN, "DEVICE", "token", "https://matrix.example.org").is_for(now) is may
    assert Session(OWN, "DEVICE", "token").is_for(now), "from before it was noted"
