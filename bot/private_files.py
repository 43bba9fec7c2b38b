"""Writing a file with members' data: for its owner alone, and whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from bot.errors import OperatorError


def write_private(path: Path, content: bytes) -> None:
    """Put `content` into `path` (0600). Whoever looks sees the old file or the new one, never a part.

    Raises OperatorError where that is not possible.
    """
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():
        raise OperatorError(f"{path} is not a file that could be written")
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)  # made with 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(target)
        finally:
            Path(draft).unlink(missing_ok=True)
    except OSError as error:
        raise OperatorError(f"{path} cannot be written: {error.strerror or error}") from None
