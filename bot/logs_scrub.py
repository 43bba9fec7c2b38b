"""What a log line may say: processors that take texts, names, user IDs and secrets out of it.

Numbers stay whatever they are called (`names=3` is a count). Exceptions keep their type and the places
in the code; their messages are kept only where they are made for a log line, since those of a database
or of a JSON schema repeat the very row or message that they are about.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import PurePath
from types import TracebackType

from structlog.typing import EventDict, WrappedLogger

from bot.errors import OperatorError
from bot.platforms.base import PlatformError

BLANK = "[…]"
LONGEST = 500
_FRAMES = 6
_OURS = ("bot", "commands", "storage")

_WRITTEN = (
    "about arg args argument arguments body content html input message messages quote raw text texts title"
    " topic value values word words"
)
_WHO = "contact displayname email mail name names nick nickname people person phone sender user username who"
_OPENING = (
    "auth authorization cookie credential credentials dsn passphrase passwd password passwords pickle private"
    " recovery secret secrets seed seeds token tokens"
)
_PRIVATE = frozenset(f"{_WRITTEN} {_WHO} {_OPENING}".split())
_WORDS = re.compile(r"[^a-z0-9]+")
_USER_ID = re.compile(r"(?:@|%40)[^\s:%@/]+(?::|%3A)([\w.-]+)", re.IGNORECASE)
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+")  # linear, also on a long word
_IN_URL = re.compile(r"://[^\s/@]+@")
_SECRET = re.compile(r"\b(?:syt_|mat_|mct_)\w+|\bBearer\s+\S+|(?<=access_token=)[^\s&]+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_WORD = re.compile(r"(?:[A-Za-z]?[a-z'-]+|[A-Z]{1,5}|…)[.,;]?")
_PLACEHOLDER = re.compile(r"%(?:\([^)]*\))?[-#0 +]*\d*(?:\.\d+)?[a-zA-Z]")


def scrub(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Blank what stands under a private key, and take user IDs and secrets out of all other texts."""
    return {key: value if key.startswith("_") else _scrubbed(key, value) for key, value in event.items()}


def _scrubbed(key: str, value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if not _PRIVATE.isdisjoint(_WORDS.split(key.lower())):
        return BLANK
    match value:
        case str():
            return _clean(str(value))
        case date() | time() | timedelta() | PurePath():
            return _clean(str(value))
        case BaseException():
            return describe_exception(value)
        case Mapping():
            return {_clean(str(name)): _scrubbed(str(name), item) for name, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [_scrubbed("", item) for item in value]
    return f"<{type(value).__name__}>"  # its repr could carry anything


def _clean(text: str) -> str:
    text = text[: 2 * LONGEST]  # what is matched may not hang on how long a text somebody sends
    text = _IN_URL.sub(f"://{BLANK}@", text)
    text = _USER_ID.sub(rf"@{BLANK}:\1", text)
    text = _MAIL.sub(BLANK, text)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    return without_secrets(text)


def without_secrets(text: str) -> str:
    """What an operator may copy into a report: no token, no password in an address, nothing that a terminal
    obeys. Servers, and members of rooms, have written parts of it. Names and accounts stay.
    """
    text = _SECRET.sub(BLANK, _IN_URL.sub(f"://{BLANK}@", text))
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def without_content(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Keep of a library's record only what its authors wrote, not what was filled in.

    nio, for one, logs "Error validating event: …" with the event, and anybody can send a malformed one.
    """
    record: logging.LogRecord = event["_record"]
    message = record.msg if isinstance(record.msg, str) else type(record.msg).__name__
    message = message.strip().partition("\n")[0]
    if record.args or "%" in message:
        event["event"] = _PLACEHOLDER.sub("…", message)
    else:
        event["event"] = message.partition(":")[0]
        if record.name.startswith("nio") and isinstance(record.msg, str):
            # Its authors write ids of devices and rooms into their sentences.
            words = event["event"].split()
            event["event"] = " ".join(word if _WORD.fullmatch(word) else "…" for word in words)
    return event


def short_exception(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace `exc_info` by one line under `exception`: what was raised, and where."""
    given = event.pop("exc_info", None)
    if isinstance(given, tuple):
        given = given[1]
    error = given if isinstance(given, BaseException) else sys.exc_info()[1] if given else None
    if error is not None:
        event["exception"] = describe_exception(error)
    return event


def describe_exception(error: BaseException) -> str:
    """ "ValueError at commands.x:12 < bot.y:40, because of KeyError at …", with messages that are safe."""
    parts: list[str] = []
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen and len(parts) < 4:
        seen.add(id(link))
        said = f" ({_clean(str(link))})" if isinstance(link, OperatorError | PlatformError | OSError) else ""
        parts.append(f"{type(link).__name__}{said}{_places(link.__traceback__)}")
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return ", because of ".join(parts)


def _places(trace: TracebackType | None) -> str:
    """Where it was raised, then our own callers from the inside out."""
    frames = [(str(frame.f_globals.get("__name__", "?")), line) for frame, line in traceback.walk_tb(trace)]
    frames.reverse()
    wanted = frames[:1] + [frame for frame in frames[1:] if frame[0].partition(".")[0] in _OURS]
    places = " < ".join(f"{module}:{line}" for module, line in wanted[:_FRAMES])
    return f" at {places}" if places else ""
