"""Numbers of shifts in messages to somebody who has dealings with several districts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from commands.rules.districts import with_district
from commands.texts import Code, Lines, Listed, Say, Value

_TYPED = re.compile(r"(?<=\s)#([0-9]{1,7})(?=\s|$)")


def in_district(message: Say, key: str, *, prefix: str) -> Say:
    """The message with `#dalarna-1` for `#1`, also in what can be typed; all its shifts are of that district.

    A number that is a text already names its district by itself.
    """
    return Say(message.id, {name: _value(name, value, key, prefix) for name, value in message.values.items()})


def _value(name: str, value: Value, key: str, prefix: str) -> Value:
    match value:
        case bool():
            return value
        case int() if name == "number":
            return with_district(key, value)
        case Say():
            return in_district(value, key, prefix=prefix)
        case Code(text=text) if text.startswith(prefix):
            return Code(_TYPED.sub(rf"#{key}-\1", text, count=1))
        case Lines(items=items, numbered=numbered):
            return Lines([_value("", one, key, prefix) for one in items], numbered=numbered)
        case Listed(items=items):
            return Listed([_value("", one, key, prefix) for one in items])
        case str() | bytes():
            return value
        case Sequence():
            return [_value("", one, key, prefix) for one in value]
    return value
