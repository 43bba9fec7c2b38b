"""Logging: readable on a terminal, one JSON object a line otherwise, always to stderr.

What people write and who they are does not belong in a log (CONTRACT section 5, promise 5). Own log
calls name what they log by keys; keys that could carry a text, a name or a secret are blanked here, so
that a careless call does no harm. Records of libraries, and exceptions, are cut down in `bot.logs_scrub`.

Environment: `PASSET_LOG` = debug, info (default), warning or error; `PASSET_TRACE=1` shows exceptions in
full, texts included: for finding a fault on one's own machine.
"""

from __future__ import annotations

import logging
import os
import sys
from typing import Any

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.errors import ConfigError, tracing
from bot.logs_scrub import scrub, short_exception, without_content

LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def configure() -> None:
    """Set up structlog and the standard library's logging; may be called again.

    Raises ConfigError when PASSET_LOG is not a level.
    """
    level = LEVELS.get(os.environ.get("PASSET_LOG", "").strip().casefold() or "info")
    if level is None:
        raise ConfigError(f"PASSET_LOG must be one of {', '.join(LEVELS)}")
    terminal = sys.stderr.isatty()
    shared = _shared(terminal)
    structlog.configure(
        processors=[*shared, _renderer(terminal)],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_to_stderr,
        cache_logger_on_first_use=False,
    )
    handler = _StderrHandler()
    foreign: list[Processor] = [_named, *([] if tracing() else [without_content]), *shared]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=foreign,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(terminal)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))


def _shared(terminal: bool) -> list[Processor]:
    stamp = "%H:%M:%S" if terminal else "iso"
    exceptions: Processor = structlog.processors.format_exc_info if tracing() else short_exception
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt=stamp, utc=not terminal),
        exceptions,
        scrub,
    ]


def _renderer(terminal: bool) -> Processor:
    if terminal:
        return structlog.dev.ConsoleRenderer(
            colors="NO_COLOR" not in os.environ, exception_formatter=structlog.dev.plain_traceback
        )
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def _named(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Say which library speaks, and from where."""
    record: logging.LogRecord = event["_record"]
    event["logger"] = f"{record.name}:{record.lineno}"
    return event


def _to_stderr(*_names: Any) -> _Stderr:
    return _Stderr()


class _Stderr:
    """Writes whole lines to whatever stderr is at that moment; it may be replaced while the program runs."""

    def msg(self, line: str) -> None:
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - this is where log lines leave the program

    debug = info = warning = warn = error = critical = exception = fatal = log = msg


class _StderrHandler(logging.Handler):
    """Like logging.StreamHandler, but its own failures name the record's place instead of its content."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            line = self.format(record)
        except Exception as error:  # noqa: BLE001 - a log call must not stop what it reports on
            line = f"unreadable log record from {record.name}:{record.lineno} ({type(error).__name__})"
        _Stderr().msg(line)
