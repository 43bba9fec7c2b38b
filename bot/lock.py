"""One process at a time: a lock file that says who holds it.

The system frees the lock when its process ends, however it ends; the file stays and means nothing then.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from bot.errors import OperatorError


class AlreadyRunning(OperatorError):
    """Another process holds the lock; the text names it."""


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the lock file `path` (0600, its folder made 0700 where it is missing) for the length of the block.

    Raises AlreadyRunning at once when somebody holds it, OperatorError when the file cannot be made.
    """
    lock = FileLock(path, timeout=0, mode=0o600, thread_local=False)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise AlreadyRunning(
            f"{path.with_suffix('')} is in use by {_holder(path)}: stop that one first"
        ) from None
    except OSError as error:
        raise OperatorError(f"{path} cannot be locked ({error.strerror or error})") from None
    try:
        path.write_text(f"{os.getpid()}\n", encoding="ascii")
        yield
    finally:
        lock.release()


def _holder(path: Path) -> str:
    try:
        return f"process {int(path.read_text(encoding='ascii'))}"
    except (OSError, ValueError):  # it has the lock and has not written its number yet
        return "another process"
