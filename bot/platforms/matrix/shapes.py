"""Reading JSON of which anybody may have written a part: every look at it says what it expects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

LONGEST_ID = 255
"""Bytes of a Matrix identifier (specification, appendix "Identifier Grammar")."""

LONGEST_NAME = 1_000
"""Characters of a display name that are kept: it comes along with every message, and may fill an event."""


class Malformed(ValueError):
    """Not of the shape that the specification asks for; the text names the place, not the value."""


def table(value: object) -> Mapping[str, Any]:
    """The value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def tables(value: object) -> list[Json]:
    """The JSON objects in a list; everything else in it is left out, and what is no list is empty."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def events_in(value: object) -> list[Json]:
    """The events in a list: objects whose type is a text. Everything else in it is left out."""
    return [event for event in tables(value) if isinstance(event.get("type"), str)]


def without_empty(value: Any) -> Any:
    """The value without members that are null or "", at any depth of its objects."""
    if isinstance(value, dict):
        return {key: without_empty(one) for key, one in value.items() if one is not None and one != ""}
    return value


def clean(text: str) -> str:
    """The same text with U+FFFD for what no database and no UTF-8 encoder takes: NUL and lone surrogates."""
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def text_at(source: Mapping[str, Any], key: str) -> str:
    """A string of any length, made storable. Raises Malformed."""
    value = source.get(key)
    if not isinstance(value, str):
        raise Malformed(f"{key} is no text")
    return clean(value)


def id_at(source: Mapping[str, Any], key: str) -> str:
    """An identifier. Raises Malformed when it is missing, empty, too long or not storable."""
    value = source.get(key)
    if not isinstance(value, str) or not is_id(value):
        raise Malformed(f"{key} is no identifier")
    return value


def is_id(value: object) -> bool:
    """Whether it can be an identifier of a room, user or event."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or clean(value) != value:
        return False
    return value.isascii() or len(value.encode()) <= LONGEST_ID


def name_or_none(value: object) -> str | None:
    """A display name, made storable and of bounded length, or None for what is none."""
    return clean(value[:LONGEST_NAME]) if isinstance(value, str) and value.strip() else None
