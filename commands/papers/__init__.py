"""Papers: what stands in a file that goes with a message. `bot.papers` makes the file when that is sent.

A paper is plain values by name, with a `form` (calendar, table, daylist, week), a file `name`, and `alt`,
which says the same in words. Its sentences are `Say`s until it is `finished` for a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

from commands.rules.names import clean_line
from commands.texts import PersonName, Say, say

Paper: TypeAlias = Mapping[str, Any]


def finished(paper: Paper, plain: Callable[[Say], str]) -> dict[str, Any]:
    """The paper as JSON, with every `Say` in the reader's words; `plain` is `Texts.plain` for that reader.

    Moments are in UTC, ISO 8601. What people wrote is on one line, without characters that do not show.
    """
    return {name: _finished(value, plain) for name, value in paper.items()}


def _finished(value: Any, plain: Callable[[Say], str]) -> Any:
    match value:
        case Say():
            return plain(value)
        case PersonName():
            return clean_line(value.name) or plain(say("person-gone"))
        case str():
            return clean_line(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case Mapping():
            return finished(value, plain)
        case Sequence():
            return [_finished(one, plain) for one in value]
        case None | bool() | int() | float():
            return value
    raise TypeError(f"a {type(value).__name__} cannot stand in a paper")
