"""What the two echo bots have in common: how they are told who they are, and what they answer.

A command is `!echo SIZE`: the answer's content has that many bytes, as many as Passet's answer to the
command beside which it is measured, for the homeserver works longer on longer events.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

READY = "echo ready"


@dataclass(frozen=True, slots=True)
class Account:
    """Given to an echo bot as one JSON object on its standard input."""

    url: str
    user_id: str
    password: str
    token: str

    def written(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def given(cls) -> Account:
        """Read it. Raises ValueError or TypeError when it is not there."""
        return cls(**json.loads(sys.stdin.read()))


def command(size: int) -> str:
    return f"!echo {size}"


def answer(text: str, event_id: str) -> dict[str, Any]:
    """The content of the answer to `text`."""
    half = _padding(int(text.split()[1]), len(event_id))
    return _content(event_id, half)


@lru_cache
def _padding(size: int, length: int) -> str:
    bare = json.dumps(_content("x" * length, ""), separators=(",", ":"))
    return "x" * max(1, (size - len(bare)) // 2)


def _content(event_id: str, text: str) -> dict[str, Any]:
    return {
        "msgtype": "m.notice",
        "body": text,
        "format": "org.matrix.custom.html",
        "formatted_body": text,
        "m.mentions": {},
        "m.relates_to": {"m.in_reply_to": {"event_id": event_id}},
    }
