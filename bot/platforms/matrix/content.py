"""An `Outgoing` as the content of an `m.room.message` (CONTRACT.md, section 4)."""

from __future__ import annotations

import json
from urllib.parse import quote

from bot.markup import to_html, to_plain
from bot.platforms.base import Outgoing, Refused
from bot.platforms.matrix.shapes import Json, clean

LARGEST = 60_000
"""Bytes of content. A whole event may have 65,536 (specification, "Size limits"); the rest is for what the
server adds."""

LARGEST_ENCRYPTED = 44_000
"""Bytes of content before encryption, which makes it a third larger and adds its own keys."""


def message_content(message: Outgoing, *, largest: int = LARGEST) -> Json:
    """The content, complete. Without HTML if only that makes it fit into `largest` bytes; raises `Refused`
    (M_TOO_LARGE) if nothing does."""
    text = clean(message.text)
    content: Json = {
        "msgtype": "m.text" if message.notify else "m.notice",
        "body": to_plain(text),
        # Always there: without it some clients guess mentions from the text (MSC3952).
        "m.mentions": {"user_ids": list(message.mentions)} if message.mentions else {},
        "org.passet": _passet(message),
    }
    relation = _relation(message)
    if relation:
        content["m.relates_to"] = relation
    html = to_html(text, person_link)
    if _size(content) > largest:
        raise Refused("the message is too large for a Matrix event", code="M_TOO_LARGE")
    with_html = content | {"format": "org.matrix.custom.html", "formatted_body": html}
    return with_html if _size(with_html) <= largest else content


def person_link(address: str) -> str:
    """The address at which clients show a person (specification, "matrix.to navigation")."""
    return f"https://matrix.to/#/{quote(address, safe='@:')}"


def _passet(message: Outgoing) -> Json:
    passet: Json = {"id": message.id, "kind": message.kind}
    if message.answers:
        passet["answers"] = dict(message.answers)
    return passet


def _relation(message: Outgoing) -> Json:
    reply = {"m.in_reply_to": {"event_id": message.reply_to}} if message.reply_to else {}
    if message.thread is None:
        return reply
    in_thread: Json = {"rel_type": "m.thread", "event_id": message.thread}
    if reply:
        return in_thread | reply | {"is_falling_back": False}
    # Clients without threads show it as a reply to the thread's beginning (specification, "Threading").
    return in_thread | {"is_falling_back": True, "m.in_reply_to": {"event_id": message.thread}}


def _size(content: Json) -> int:
    return len(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))
