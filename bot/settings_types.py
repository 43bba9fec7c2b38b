"""The types of single settings: how each is read from TOML or from an environment variable.

A reader raises a plain ValueError where the value is not of the documented form: the person is then
told what the setting allows (`allowed`). Where more can be said it raises `PydanticCustomError`, whose
text is shown. Neither repeats the value, which may be a secret that went into the wrong line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import time, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from commands.rules.durations import Quiet, parse_duration, parse_quiet, parse_time

LEAST_REST = timedelta(hours=2)
"""Of each day without quiet hours: reminders and news have to come out at some time."""

OWN_TEXT = "passet"
"""The type of a `PydanticCustomError` whose text is meant for the operator."""

_SERVER = re.compile(r"[\w.-]+(?::[0-9]{1,5})?|\[[0-9a-fA-F:.]+\](?::[0-9]{1,5})?", re.ASCII)
_USER = re.compile(r"@[^:\s]+:(.+)")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_PREFIX = re.compile(r"[!$%&*+,.:;?^|~§-]{1,3}")
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def setting(default: Any, description: str, allowed: str, **more: Any) -> Any:
    """Declare one setting: `default` as TOML has it (`...` when required); `allowed` completes "must be"."""
    return Field(default, description=description, json_schema_extra={"allowed": allowed}, **more)


def _text(value: object) -> str:
    """A text without spaces around it and without signs that cannot be seen."""
    if not isinstance(value, str) or not value.strip().isprintable():
        raise ValueError("not a text in one line")
    return value.strip()


def _matching(pattern: re.Pattern[str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise ValueError("not of the documented form")
        return text

    return read


def _nonempty(value: object) -> str:
    if not (text := _text(value)):
        raise ValueError("empty")
    return text


def _items(value: object) -> list[Any]:
    """A list, or what an environment variable can hold: a JSON list or texts separated by commas."""
    if isinstance(value, list):
        return value
    text = _text(value)
    if text.startswith("["):
        found = json.loads(text)
        if isinstance(found, list):
            return found
        raise ValueError("not a list")
    return [part.strip() for part in text.split(",") if part.strip()]


def _each(read: Callable[[object], str]) -> Callable[[object], list[str]]:
    return lambda value: [read(item) for item in _items(value)]


def _user(value: object) -> str:
    text = _text(value)
    match = _USER.fullmatch(text)
    if match is None or not _SERVER.fullmatch(match[1]):
        raise ValueError("not a user ID")
    return text


def _user_or_server(value: object) -> str:
    text = _text(value)
    return text if _SERVER.fullmatch(text) else _user(text)


def _branches(value: object) -> list[str]:
    names = [_nonempty(item) for item in _items(value)]
    if len({name.casefold() for name in names}) < len(names):
        raise PydanticCustomError(OWN_TEXT, "names a branch twice")
    return names


def _homeserver(value: object) -> str:
    text = _text(value).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("not a web address")
    if parts.username is not None:
        raise PydanticCustomError(OWN_TEXT, "must not contain a user name or a password")
    return text


def _database(value: object) -> str:
    """Name the driver that we use; `sqlite:` and `postgresql:` alone are understood too."""
    scheme, separator, rest = _text(value).partition("://")
    driver = _DRIVERS.get(scheme)
    if not separator or driver is None or not rest.strip("/"):
        raise ValueError("not a database address")
    if driver.startswith("sqlite") and (not rest.startswith("/") or ":memory:" in rest):
        raise ValueError("not a file")
    return f"{driver}://{rest}"


def _path(value: object) -> Path:
    return Path(_nonempty(str(value) if isinstance(value, Path) else value)).expanduser()


def _optional_path(value: object) -> Path | None:
    return None if value is None or value == "" else _path(value)


def _zone(value: object) -> str:
    name = _text(value)
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):  # unknown, a folder of zones, or a path out of the data
        near = _nearest_zone(name)
        hint = f'; did you mean "{near}"?' if near else ', such as "Europe/Stockholm"'
        raise PydanticCustomError(OWN_TEXT, "must be a time zone's name{hint}", {"hint": hint}) from None
    return name


def _nearest_zone(name: str) -> str | None:
    by_words: dict[str, str] = {}
    for zone in sorted(name for name in available_timezones() if "/" in name):
        by_words[zone.casefold()] = zone
        by_words.setdefault(zone.rpartition("/")[2].casefold(), zone)
    near = get_close_matches(name.casefold().replace(" ", "_"), by_words, n=1, cutoff=0.75)
    return by_words[near[0]] if near else None


def _digest(value: object) -> time | None:
    if isinstance(value, time):  # TOML's own form without quotes: 08:00:00
        if value.second or value.microsecond:
            raise ValueError("not a whole minute")
        return value
    text = _text(value)
    return None if text.casefold() in ("", "off") else parse_time(text)


def _quiet(value: object) -> Quiet | None:
    text = _text(value)
    if text.casefold() in ("", "off"):
        return None
    quiet = parse_quiet(text)
    if quiet.rest < LEAST_REST:
        raise PydanticCustomError(OWN_TEXT, "must leave at least two hours a day in which the bot may write")
    return quiet


def _notices(value: object) -> list[timedelta]:
    """Longest first, each once."""
    return sorted({parse_duration(_text(item)) for item in _items(value)}, reverse=True)


def _whole_number(value: object) -> object:
    if isinstance(value, bool):  # an int in Python's eyes: `keep_days = true` would delete after one day
        raise ValueError("not a number")
    return value


Text = Annotated[str, PlainValidator(_text)]
Named = Annotated[str, PlainValidator(_nonempty)]
Slug = Annotated[str, PlainValidator(_matching(_SLUG))]
Prefix = Annotated[str, PlainValidator(_matching(_PREFIX))]
UserId = Annotated[str, PlainValidator(_user)]
UserIds = Annotated[list[str], PlainValidator(_each(_user))]
Inviters = Annotated[list[str], PlainValidator(_each(_user_or_server))]
Branches = Annotated[list[str], PlainValidator(_branches)]
Homeserver = Annotated[str, PlainValidator(_homeserver)]
DatabaseUrl = Annotated[str, PlainValidator(_database)]
FilePath = Annotated[Path, PlainValidator(_path)]
OptionalFilePath = Annotated[Path | None, PlainValidator(_optional_path)]
Zone = Annotated[str, PlainValidator(_zone)]
Digest = Annotated[time | None, PlainValidator(_digest)]
QuietHours = Annotated[Quiet | None, PlainValidator(_quiet)]
Notices = Annotated[list[timedelta], PlainValidator(_notices)]
Days = Annotated[int, BeforeValidator(_whole_number)]
