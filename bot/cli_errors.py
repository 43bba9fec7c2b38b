"""The one boundary at which an error becomes a line on stderr and an exit code.

Exit codes: 0 all is well; 1 something failed at run time; 2 wrong usage or configuration; 130 interrupted.
"""

from __future__ import annotations

import hashlib
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import typer

from bot.errors import OperatorError, tracing

FOREIGN = {
    "bot.platforms.base": "PlatformError",
    "bot.demo.homeserver_users": "HomeserverError",
    "commands.texts.catalogue": "TextError",
    "storage.migrate": "SchemaTooNew",
}
"""Errors of other floors whose text is made for the operator, by module. Looked up only where the module
is loaded already: an error of a module that is not cannot be at hand, and loading costs time."""

INTERRUPTED = 130


def told(work: Callable[[], int]) -> int:
    """Call `work`; its exit code, or that of the error it ended with, after telling it in one line."""
    try:
        code = work()
        sys.stdout.flush()
    except typer.TyperException as error:
        _tell(f"{error.format_message()} (see `passet --help`)")
        code = error.exit_code
    except OperatorError as error:
        _tell(error.message)
        code = error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:  # `passet export … | head`: the reader has enough
        _close_stdout()
        code = 1
    except Exception as error:  # noqa: BLE001 - the outermost boundary: everything is told, nothing is swallowed
        _tell(_unexpected(error))
        code = 1
    return code


def _unexpected(error: Exception) -> str:
    if _made_for_operators(error):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if tracing():
        traceback.print_exception(error)
    return (
        f"an unexpected error: {type(error).__name__}, reference {_reference(error)};"
        " run again with PASSET_TRACE=1 for details"
    )


def _made_for_operators(error: Exception) -> bool:
    for module, name in FOREIGN.items():
        kind = getattr(sys.modules.get(module), name, None)
        if isinstance(kind, type) and isinstance(error, kind):
            return True
    return False


def _reference(error: Exception) -> str:
    """Six signs that are the same whenever the same line fails in the same way, for reports of faults."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return hashlib.sha256(f"{type(error).__name__} {place}".encode()).hexdigest()[:6]


def _tell(text: str) -> None:
    from bot.logs_scrub import without_secrets  # loaded only where there is something to tell

    print(f"passet: {without_secrets(' '.join(text.split()))}", file=sys.stderr)  # noqa: T201 - this is the line


def _close_stdout() -> None:
    """Let the interpreter's own flush at exit go nowhere instead of failing a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
