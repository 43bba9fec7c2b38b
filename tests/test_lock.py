"""One process at a time: the lock says who holds it, and the system frees it."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.clock import ManualClock
from bot.database import running
from bot.lock import AlreadyRunning, hold
from tests.support.files import mode, refusing
from tests.support.filled import settings_in
from tests.support.story import MONDAY

NOW = ManualClock(MONDAY)
CANARY = "kanarie-7f3a"


HOLDER = """
import sys
from pathlib import Path
from bot.lock import hold
with hold(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_who_is_there_and_a_killed_one_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "data" / "passet.db.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with refusing(f"passet.db is in use by process {holder.pid}: stop that one first"), hold(path):
            pass
        holder.send_signal(signal.SIGKILL)
    with hold(path):
        assert (mode(path), mode(path.parent)) == (0o600, 0o700)


def test_running_holds_the_lock_of_its_own_database_alone(tmp_path: Path) -> None:
    one = settings_in(tmp_path / "one")
    with running(one):
        with pytest.raises(AlreadyRunning), running(one):
            pass
        with running(settings_in(tmp_path / "other")):
            pass
    with running(one):
        pass
