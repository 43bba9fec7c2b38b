"""Run Synapse as a child process that does not outlive the program which started it.

Started by path (`python -P homeserver_child.py CONFIG`) from `bot.demo.homeserver`, never imported.
Its standard input is a pipe whose other end only the parent holds: however the parent ends, SIGKILL
included, the kernel closes that end and this process stops. Unlike PR_SET_PDEATHSIG this works on
every Unix, has no moment in which a parent's death goes unseen, and does not fire when merely the
*thread* ends that started the child.
"""

import importlib
import os
import signal
import sys
import threading
import time
from pathlib import Path

from filelock import FileLock, Timeout

GRACE_SECONDS = 5.0
LOCK_SECONDS = GRACE_SECONDS + 1


def end_with_the_parent() -> None:
    """Wait for the end of standard input, then stop: politely, and after GRACE_SECONDS by force."""
    while os.read(0, 1024):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os._exit(1)


def main() -> None:
    config = Path(sys.argv[1])
    threading.Thread(target=end_with_the_parent, name="end-with-the-parent", daemon=True).start()
    # Two Synapses on one SQLite file hand out the same stream positions. The wait covers a
    # predecessor whose parent was killed a moment ago and which is still closing.
    lock = FileLock(config.parent / "homeserver.lock")
    try:
        lock.acquire(timeout=LOCK_SECONDS)
    except Timeout:
        sys.exit(f"another homeserver is already running in {config.parent}")
    try:
        # By name, so that mypy does not read the whole of Synapse to check these few lines.
        synapse = importlib.import_module("synapse.app.homeserver")
    except ModuleNotFoundError as missing:
        sys.exit(f"the module {missing.name} is missing: `make demo` installs Synapse and all it needs")
    sys.argv = ["synapse", "--config-path", str(config)]
    synapse.main()


if __name__ == "__main__":
    main()
