"""One Matrix event → one `Incoming`, or None. Pure, and never an exception, whatever the event looks like.

None is given for what the bot has no use for (notices, pictures, calls, its own messages) and, with a log
line, for what is malformed. Anybody can send an event of any shape under any type.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog

from bot.platforms.base import Incoming, IncomingKind, Membership
from bot.platforms.matrix.pills import with_addresses
from bot.platforms.matrix.shapes import Json, Malformed, id_at, is_id, name_or_none, table, tables, text_at

PLATFORM = "matrix"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAST_MS = 253_402_300_799_999  # the end of the year 9999, where datetime ends
_FALLBACK = re.compile(r"> (?:\* )?<@[^>\n]+>")
_FALLBACK_LINES = re.compile(r"(?:>[^\n]*(?:\n|\Z))+\n?")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Scene:
    """What the event itself does not say.

    `received` is when the bot saw it (aware UTC), used when the event's own time makes no sense.
    `name` knows display names, `private` whether this is a direct room with one person.
    """

    room: str
    own: str
    received: datetime
    private: bool = False
    encrypted: bool = False
    name: Callable[[str], str | None] = lambda _address: None


def translate(event: object, scene: Scene) -> Incoming | None:
    """What happened, in the platform's addresses, or None. `scene.encrypted`: the event was decrypted."""
    if not isinstance(event, dict):
        log.info("event dropped", room=scene.room, reason="no object")
        return None
    kind = event.get("type")
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        return None
    try:
        if event.get("sender") == scene.own and kind not in _OWN_TOO:
            return None
        return reader(event, scene)
    except Malformed as error:
        log.info("event dropped", room=scene.room, type=kind, reason=str(error))
        return None


def unreadable(event: Json, scene: Scene) -> Incoming | None:
    """An encrypted message whose key is missing; None for the bot's own and for malformed ones."""
    try:
        if event.get("sender") == scene.own:
            return None
        one = _made(IncomingKind.UNREADABLE, event, scene)
    except Malformed as error:
        log.info("event dropped", room=scene.room, type="m.room.encrypted", reason=str(error))
        return None
    # An id of its own: under the message's it would count as heard when it can be read at last.
    return replace(one, event_id=made_id("unreadable", one.room, one.event_id))


def invitation(room: str, invited: object, own: str, received: datetime, since: str) -> Incoming | None:
    """The bot's invitation to a room, from what a sync shows of that room; None if it is malformed.

    Stripped state has no event id: one is made of the room, the event and the sync token `since` after
    which it came, so that the same invitation is the same and a later one is another.
    """
    for event in tables(table(table(invited).get("invite_state")).get("events")):
        content = table(event.get("content"))
        if event.get("type") != "m.room.member" or event.get("state_key") != own:
            continue
        if content.get("membership") != "invite" or not is_id(event.get("sender")) or not is_id(room):
            break
        return Incoming(
            platform=PLATFORM,
            event_id=made_id("invitation", room, event["sender"], content, event.get("event_id"), since),
            kind=IncomingKind.INVITATION,
            room=room,
            sender=event["sender"],
            sent_at=_time(event.get("origin_server_ts"), received),
            direct=content.get("is_direct") is True,
        )
    log.info("invitation dropped", room=room, reason="malformed")
    return None


def made_id(what: str, *parts: object) -> str:
    """A stable id for what has none on Matrix; no server makes ids that begin like it."""
    try:
        text = json.dumps([what, *parts], sort_keys=True, ensure_ascii=True)
    except RecursionError:  # nested as deep as could just be read: a stranger's joke
        text = json.dumps([what, *(part for part in parts if isinstance(part, str))])
    return f"${what}-{hashlib.sha256(text.encode()).hexdigest()[:43]}"


def membership_of(content: object) -> Membership | None:
    """The standing that the content of an `m.room.member` gives, None if it is no known one."""
    value = table(content).get("membership")
    return _STANDINGS.get(value) if isinstance(value, str) else None


def membership_before(event: Mapping[str, Any]) -> Membership | None:
    """The standing that this `m.room.member` replaces, None if the server does not say."""
    return membership_of(table(event.get("unsigned")).get("prev_content"))


def without_fallback(body: str) -> str:
    """A reply's own text: older clients put the quoted message before it, in lines that begin with `>`
    (specification 1.12 and before, "Fallbacks for rich replies")."""
    if not _FALLBACK.match(body):
        return body
    return _FALLBACK_LINES.sub("", body, count=1)


def _made(kind: IncomingKind, event: Json, scene: Scene, **more: Any) -> Incoming:
    sender = id_at(event, "sender")
    return Incoming(
        platform=PLATFORM,
        event_id=id_at(event, "event_id"),
        kind=kind,
        room=scene.room,
        sender=sender,
        sender_name=scene.name(sender),
        sent_at=_time(event.get("origin_server_ts"), scene.received),
        private=scene.private,
        encrypted=scene.encrypted,
        **more,
    )


def _time(milliseconds: object, received: datetime) -> datetime:
    if type(milliseconds) is int and 0 <= milliseconds <= _LAST_MS:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    return received


def _message(event: Json, scene: Scene) -> Incoming | None:
    content = table(event.get("content"))
    relation = table(content.get("m.relates_to"))
    if relation.get("rel_type") == "m.replace":
        return _edit(event, content, relation, scene)
    if not _is_talk(content):
        return None
    body = text_at(content, "body")
    answered = table(relation.get("m.in_reply_to")).get("event_id")
    if answered is not None:
        body = without_fallback(body)
    body = with_addresses(body, content)
    thread = relation.get("event_id") if relation.get("rel_type") == "m.thread" else None
    if thread is not None and relation.get("is_falling_back") is True:
        answered = None  # it names the last message of the thread, for clients that know no threads
    return _made(
        IncomingKind.MESSAGE,
        event,
        scene,
        text=body,
        reply_to=answered if is_id(answered) else None,
        thread=thread if is_id(thread) else None,
    )


def _is_talk(content: Mapping[str, Any]) -> bool:
    """Whether a person may have said it. `m.notice` above all is not listened to: bots do not answer bots
    (specification, "m.notice"). Nor is another Passet, whose news are no notices: two must not talk for ever.
    """
    return content.get("msgtype") == "m.text" and "org.passet" not in content


def _edit(
    event: Json, content: Mapping[str, Any], relation: Mapping[str, Any], scene: Scene
) -> Incoming | None:
    new = table(content.get("m.new_content"))
    if not _is_talk(new):
        return None
    text = with_addresses(without_fallback(text_at(new, "body")), new)
    return _made(IncomingKind.EDIT, event, scene, text=text, target=id_at(relation, "event_id"))


def _reaction(event: Json, scene: Scene) -> Incoming | None:
    relation = table(table(event.get("content")).get("m.relates_to"))
    if not relation or relation.get("rel_type") != "m.annotation":
        return None  # redacted, or something else
    target = id_at(relation, "event_id")
    return _made(IncomingKind.REACTION, event, scene, text=text_at(relation, "key"), target=target)


def _redaction(event: Json, scene: Scene) -> Incoming | None:
    where = event if "redacts" in event else table(event.get("content"))  # in the content from version 11 on
    return _made(IncomingKind.REDACTION, event, scene, target=id_at(where, "redacts"))


def _member(event: Json, scene: Scene) -> Incoming | None:
    membership, before = membership_of(event.get("content")), membership_before(event)
    if membership is None:
        raise Malformed("membership is no known one")
    if membership is before:
        return None  # a new name or picture
    who = id_at(event, "state_key")
    if who == scene.own and membership is Membership.INVITE:
        return None  # that was told as an INVITATION
    return _made(IncomingKind.MEMBERSHIP, event, scene, who=who, membership=membership, before=before)


def _tombstone(event: Json, scene: Scene) -> Incoming | None:
    if event.get("state_key") != "":
        return None  # a plain message under this type, which anybody can send
    target = id_at(table(event.get("content")), "replacement_room")
    if not target.startswith("!"):
        raise Malformed("replacement_room is no room")  # following it, the bot would lose the room it has
    return _made(IncomingKind.UPGRADE, event, scene, target=target)


def name_in(event: Mapping[str, Any]) -> str | None:
    """The display name that an `m.room.member` gives."""
    return name_or_none(table(event.get("content")).get("displayname"))


_STANDINGS = {standing.value: standing for standing in Membership}
_READERS: dict[str, Callable[[Json, Scene], Incoming | None]] = {
    "m.room.message": _message,
    "m.reaction": _reaction,
    "m.room.redaction": _redaction,
    "m.room.member": _member,
    "m.room.tombstone": _tombstone,
}
_OWN_TOO = frozenset({"m.room.member"})
