"""What is called with what strangers have made: it may fail in any way, and stops nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import structlog

Result = TypeVar("Result")
log = structlog.get_logger(__name__)


def guarded(what: str, call: Callable[[], Result]) -> Result | None:
    """What the call returns; None, and a line in the log, when it fails in any way."""
    try:
        return call()
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001 - Rust code panics with a BaseException of its own
        log.warning("malformed event dropped", what=what, error=type(error).__name__)
        return None
