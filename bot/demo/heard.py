"""A message as somebody in a room sees it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from bot.demo.richtext import Line, as_text, read_html, read_plain

_LEFT = re.compile(r"(\d+) (?:platser|plats|seats|seat) (?:kvar|left)")
_FULL = re.compile(r"\b(?:nu fullt|now full)\b")
_NUMBER = re.compile(r"#(\d+)")
_CANNOT_READ = "(encrypted; a Matrix client with the keys can show it)"


@dataclass(frozen=True, slots=True)
class Heard:
    """A message in a room. `kind` and `answers` stand in the bot's messages only (`org.passet`).

    `at` is the server's time, UTC. `reply_to` is an event id. `own`: sent from this very login.
    """

    id: str
    room: str
    sender: str
    body: str
    html: str | None
    kind: str
    answers: Mapping[str, str]
    reply_to: str | None
    mentions: tuple[str, ...]
    notice: bool
    own: bool
    at: datetime

    @classmethod
    def read(cls, room: str, event: Mapping[str, Any]) -> Self | None:
        """The message that an event is; None for a redacted one, an edit, and whatever is no message."""
        content = event.get("content") or {}
        relation = content.get("m.relates_to") or {}
        encrypted = event.get("type") == "m.room.encrypted"
        if event.get("type") != "m.room.message" and not encrypted:
            return None
        if relation.get("rel_type") == "m.replace" or not (encrypted or "body" in content):
            return None
        passet = content.get("org.passet") or {}
        return cls(
            id=event["event_id"],
            room=room,
            sender=event["sender"],
            body=_CANNOT_READ if encrypted else str(content["body"]),
            html=content.get("formatted_body"),
            kind=str(passet.get("kind", "")),
            answers=dict(passet.get("answers") or {}),
            reply_to=(relation.get("m.in_reply_to") or {}).get("event_id"),
            mentions=tuple((content.get("m.mentions") or {}).get("user_ids") or ()),
            notice=content.get("msgtype") == "m.notice",
            own="transaction_id" in (event.get("unsigned") or {}),
            at=datetime.fromtimestamp(event.get("origin_server_ts", 0) / 1000, UTC),
        )

    @property
    def lines(self) -> list[Line]:
        """For showing."""
        return read_html(self.html) if self.html else read_plain(self.body)

    @property
    def text(self) -> str:
        """All of it in plain text."""
        return as_text(self.lines)

    @property
    def seats_left(self) -> int | None:
        """How many seats it says are left; of the first shift it names. None where it says nothing."""
        found = _LEFT.search(self.text)
        if found:
            return int(found[1])
        return 0 if _FULL.search(self.text) else None

    @property
    def numbers(self) -> list[int]:
        """The numbers of the shifts that it names, in order, each once."""
        return list(dict.fromkeys(int(one) for one in _NUMBER.findall(self.text)))

    def told(self, event_id: str) -> str | None:
        """What the event with this id was answered here; None if this is no answer to it."""
        if event_id in self.answers:
            return self.answers[event_id]
        return self.kind if self.kind and self.reply_to == event_id else None
