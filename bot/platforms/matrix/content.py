"""An `Outgoing` as the content of an `m.room.message` (CONTRACT.md, section 4)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from urllib.parse import quote

from bot.markup import to_html, to_plain
from bot.platforms.base import File, Outgoing, Refused
from bot.platforms.matrix.shapes import Json, clean

_ROOM = re.compile(r"@(?=room\b)", re.IGNORECASE)

LARGEST = 60_000
"""Bytes of content. A whole event may have 65,536 (specification, "Size limits"); the rest is for what the
server adds."""

LARGEST_ENCRYPTED = 44_000
"""Bytes of content before encryption, which makes it a third larger and adds its own keys."""


def message_content(message: Outgoing, *, largest: int = LARGEST) -> Json:
    """The content, complete. Without HTML if only that makes it fit into `largest` bytes; raises `Refused`
    (M_TOO_LARGE) if nothing does."""
    text = clean(message.text)
    plain: Json = {
        "msgtype": "m.text" if message.notify else "m.notice",
        "body": _calling_nobody(to_plain(text)),
        # Always there: without it some clients guess mentions from the text (MSC3952).
        "m.mentions": {"user_ids": list(message.mentions)} if message.mentions else {},
        "org.passet": _passet(message.id, message.kind, message.answers),
    }
    html = {"format": "org.matrix.custom.html", "formatted_body": to_html(text, person_link)}
    complete = _edit if message.edits else _with_relation
    content = complete(plain, message)
    if _size(content) > largest:
        raise Refused("the message is too large for a Matrix event", code="M_TOO_LARGE")
    with_html = complete(plain | html, message)
    return with_html if _size(with_html) <= largest else content


def reaction_content(
    target: str,
    key: str,
    *,
    id: str,  # noqa: A002 - as in Outgoing
    kind: str,
    answers: Mapping[str, str],
) -> Json:
    """The content of an `m.reaction`."""
    return {
        "m.relates_to": {"rel_type": "m.annotation", "event_id": target, "key": key},
        "org.passet": _passet(id, kind, answers),
    }


def file_content(message: Outgoing, file: File, stored: Json) -> Json:
    """A file that was uploaded; `stored` says where, as `url` or (encrypted) `file`.

    Raises `Refused` (M_TOO_LARGE) when its description alone is too long.
    """
    info: Json = {"mimetype": file.mimetype, "size": len(file.data)}
    if file.is_picture and file.width and file.height:
        info |= {"w": file.width, "h": file.height}
    name = clean(file.name)
    content: Json = {
        "msgtype": "m.image" if file.is_picture else "m.file",
        # With a file name beside it the body is what is said of the file (specification, "Media captions").
        "body": _calling_nobody(clean(file.alt) or name),
        "filename": name,
        "info": info,
        "m.mentions": {},
        "org.passet": _passet(message.id, message.kind, message.answers),
        **stored,
    }
    if _size(content) > LARGEST_ENCRYPTED:
        raise Refused("the file's description is too large for a Matrix event", code="M_TOO_LARGE")
    return _with_relation(content, message)


def person_link(address: str) -> str:
    """The address at which clients show a person (specification, "matrix.to navigation")."""
    return f"https://matrix.to/#/{quote(address, safe='@:')}"


def _calling_nobody(body: str) -> str:
    """Servers and clients from before MSC3952 notify a whole room of a body with `@room` in it, whoever's
    name or words that stands in; the bot never means it. What is read stays the same."""
    return _ROOM.sub("@\u2060", body)


def _passet(id: str, kind: str, answers: Mapping[str, str]) -> Json:  # noqa: A002 - as in Outgoing
    passet: Json = {"id": id, "kind": kind}
    if answers:
        passet["answers"] = dict(answers)
    return passet


def _with_relation(content: Json, message: Outgoing) -> Json:
    relation = _relation(message)
    return content | {"m.relates_to": relation} if relation else content


def _edit(new: Json, message: Outgoing) -> Json:
    """What takes the place of an earlier message, and for clients that know no edits the same with a star
    before it (specification, "Event replacements").

    Those who are mentioned stand in the new content only: outside would be those whom the edit is to notify.
    """
    content = new | {"body": f"* {new['body']}", "m.mentions": {}, "m.new_content": new}
    if "formatted_body" in new:
        content["formatted_body"] = f"* {new['formatted_body']}"
    return content | {"m.relates_to": {"rel_type": "m.replace", "event_id": message.edits}}


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
