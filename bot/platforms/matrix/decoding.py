"""JSON in which anybody may have written a part: what Python's reader cannot take is cut out, not the rest.

One event nested a few thousand deep, or with a number of five thousand digits, makes `json` give up on the
whole answer. If that answer is a sync, the same one comes again and again, and the bot is deaf for ever
because of one stranger.
"""

from __future__ import annotations

import json
import re

DEEPEST = 100
"""Levels that are read; nothing on Matrix that the bot reads has more than a dozen."""
_LONGEST_NUMBER = 40
_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def decoded(raw: bytes) -> object:
    """The value, or None for what is no JSON. Time grows in line with the length."""
    try:
        return json.loads(raw)
    except json.JSONDecodeError:
        return None
    except UnicodeDecodeError:
        return None
    except (RecursionError, ValueError):  # too deep; a number of more digits than Python converts
        pass
    try:
        return json.loads(_shallow(raw.decode()), parse_int=_number)
    except (ValueError, RecursionError):
        return None


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else float(digits)


def _shallow(text: str) -> str:
    """The same with `null` for whatever lies deeper than DEEPEST."""
    kept: list[str] = []
    depth, begin = 0, 0
    for part in _PARTS.finditer(text):
        match part[0]:
            case "[" | "{":
                depth += 1
                if depth == DEEPEST + 1:
                    kept += [text[begin : part.start()], "null"]
            case "]" | "}":
                depth -= 1
                if depth == DEEPEST:
                    begin = part.end()
    return "".join([*kept, text[begin:]]) if depth == 0 else text
