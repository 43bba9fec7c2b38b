"""What every chat platform gives and takes: the one seam between the bot and the outside world.

A platform is anything that satisfies `Platform`. It knows nothing of commands or of the
database: it yields batches of `Incoming` with a resume token, and carries out single actions
(`send`, `react`, `pin`, `join`, `leave`) that may be repeated without harm. Retries, order and memory are the
business of `bot.intake` and `bot.delivery`.

The family of errors (all are `PlatformError`):

    PlatformError
    ├── Unavailable        nothing is known of the outcome; try again under the same transaction id
    │   └── RateLimited    the server asks for a pause of `retry_after` seconds; nothing was done
    ├── Refused            the server will never accept this (forbidden, too large, gone)
    └── LoggedOut          the login is no longer valid; only a person can mend that
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

NO_ANSWERS: Mapping[str, str] = MappingProxyType({})
"""For what answers nothing."""


class PlatformError(Exception):
    """Anything that went wrong between a platform and its server; the text is fit for a log line."""


class Unavailable(PlatformError):
    """The outcome is unknown or the server is away.

    `retry_after` is in seconds when the server named a pause, else None.
    """

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class RateLimited(Unavailable):
    """The server wants fewer requests; nothing was done."""


class Refused(PlatformError):
    """The server will not do this, however often it is asked. `code` is the server's own word for why."""

    def __init__(self, reason: str, *, code: str = "") -> None:
        super().__init__(reason)
        self.code = code


class LoggedOut(PlatformError):
    """The access token is revoked or unknown."""


class IncomingKind(StrEnum):
    """What happened; see `Incoming` for which fields each kind fills."""

    MESSAGE = "message"
    EDIT = "edit"
    REACTION = "reaction"
    REDACTION = "redaction"
    INVITATION = "invitation"
    MEMBERSHIP = "membership"
    UPGRADE = "upgrade"
    UNREADABLE = "unreadable"
    VERIFICATION = "verification"


class Membership(StrEnum):
    """A person's standing in a room (Matrix specification, `m.room.member`)."""

    JOIN = "join"
    INVITE = "invite"
    LEAVE = "leave"
    BAN = "ban"
    KNOCK = "knock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One thing that happened in a chat, in the platform's addresses.

    | kind       | fields beside the common ones                                              |
    |------------|----------------------------------------------------------------------------|
    | message    | `text`; `thread` (root event id) and `reply_to` where it has them           |
    | edit       | `text` (the new text); `target` = the original event, whichever was named   |
    | reaction   | `text` (the key as sent); `target`                                          |
    | redaction  | `target`                                                                    |
    | invitation | the bot is invited: `sender` invites, `direct` if it is to be a direct room |
    | membership | `who`, `membership`, `before` (the standing it replaces, if known)          |
    | upgrade    | `target` = address of the room that replaces this one                       |
    | unreadable | an encrypted message for which the key is missing, under an id of its own  |
    | verification | `sender` compares keys with the bot: `text` is what their app shows too, seven   |
    |            | numbers of emojis (0 to 63) or three numbers of four digits                 |

    `event_id` is unique on its platform. Invitations have no event id on Matrix; the platform
    makes a stable one. `sent_at` is aware UTC as the sender's server claims: never trusted for
    deciding anything but display and flood counting. `private` is true in a direct room of the
    bot with one person. `encrypted` says the event came encrypted and was decrypted; `held_since` that it
    could be read only now, long after it came, and when that was (aware UTC).
    """

    platform: str
    event_id: str
    kind: IncomingKind
    room: str
    sender: str
    sent_at: datetime
    text: str = ""
    target: str | None = None
    reply_to: str | None = None
    thread: str | None = None
    sender_name: str | None = None
    who: str | None = None
    membership: Membership | None = None
    before: Membership | None = None
    direct: bool = False
    private: bool = False
    encrypted: bool = False
    held_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one look at the server brought, in order, and the token from which to go on after it.

    `echoes` maps transaction ids of the bot's own messages to their event ids: proof of delivery
    that arrives even when the answer to the sending was lost.
    """

    incoming: tuple[Incoming, ...]
    token: str
    echoes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class File:
    """What a file holds, and how it is shown. `alt` says the same in words, for those who cannot see it.

    `width` and `height` in pixels, of a picture (`image/…`).
    """

    name: str
    mimetype: str
    data: bytes
    alt: str = ""
    width: int | None = None
    height: int | None = None

    @property
    def is_picture(self) -> bool:
        return self.mimetype.startswith("image/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message to send. `text` is light Markdown (see `bot.markup`), complete and final.

    `id`, `kind` and `answers` go into the content as `org.passet` (CONTRACT.md, section 4).
    `notify` makes it a message that may notify (`m.text`); else a notice. `mentions` are the
    addresses of those it is meant to notify. `reply_to` and `thread` are event ids.

    `edits` is the event id of a message of the bot's that this one takes the place of: the original,
    never another edit. Nobody is notified of it. With a `file` the message is that file, and `text` is
    not sent.
    """

    room: str
    id: str
    kind: str
    text: str
    notify: bool = False
    mentions: tuple[str, ...] = ()
    reply_to: str | None = None
    thread: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    edits: str | None = None
    file: File | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """The server has it, under this event id; an empty one where it had the like already (see `react`)."""

    event_id: str


@dataclass(frozen=True, slots=True)
class Reacted:
    """A reaction that stands: `key` as it was sent (see `Incoming`), `event_id` what a redaction names."""

    event_id: str
    sender: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomFacts:
    """What the server says of a room now. `open_to_all`: anyone may join it or read it without joining.

    `can_write`, `can_mention_room`, `can_pin` are the bot's own rights there.
    """

    room: str
    name: str | None = None
    members: tuple[str, ...] = ()
    encrypted: bool = False
    open_to_all: bool = False
    can_write: bool = True
    can_mention_room: bool = False
    can_pin: bool = False


class Platform(Protocol):
    """A chat network, real or double. Every method may raise `PlatformError`.

    Calling `send`, `react`, `pin`, `join` or `leave` again with the same arguments has no second effect.
    """

    @property
    def name(self) -> str:
        """Short and stable: it stands in the database ("matrix", "console", "memory")."""

    @property
    def own_address(self) -> str:
        """The bot's own user address."""

    async def start(self) -> None:
        """Take up the stored login and prove it against the server.

        Raises `LoggedOut` when it is no longer valid, `Unavailable` when the server is away.
        """

    def listen(self, token: str | None) -> AsyncIterator[Batch]:
        """Yield what happens from `token` on, for ever; the next look begins when the caller asks for it.

        Without a token only the present state is taken: the first batch brings a token and no old
        messages. Outages are waited out inside (1 s to 5 min, with jitter), not raised; `LoggedOut` is.
        """

    async def send(self, message: Outgoing, txn_id: str) -> Receipt:
        """Send once per `txn_id`. Raises `Refused`, `RateLimited`, `Unavailable`, `LoggedOut`."""

    async def react(
        self,
        room: str,
        event_id: str,
        key: str,
        txn_id: str,
        *,
        id: str,  # noqa: A002 - as in Outgoing
        kind: str,
        answers: Mapping[str, str] = NO_ANSWERS,
    ) -> Receipt:
        """React to the event `event_id` with `key`; `id`, `kind` and `answers` as of an `Outgoing`.

        Where the bot's reaction with that key stands already, nothing is done, and the receipt names no
        event. Raises as `send` does; `Refused` also where there is no such event.
        """

    async def pin(self, room: str, event_id: str) -> None:
        """Add a message to the room's pinned ones; pinned already is fine.

        Raises `Refused` where the bot may not.
        """

    async def redact(self, room: str, event_id: str, txn_id: str) -> None:
        """Take a message of the bot's own back: its content is removed wherever the platform reaches.

        Taken back already is fine. Raises as `send` does; `Refused` also where there is no such event.
        """

    async def forget(self, address: str, room: str | None) -> None:
        """Take away everything that is kept here about this account, and leave its direct rooms, `room` too.

        May be done again. What the account's own server and other people's devices hold is out of reach.
        """

    async def reactions(self, room: str, event_id: str) -> tuple[Reacted, ...]:
        """All reactions to a message that stand now, the bot's own too, oldest first.

        Raises `Refused` when the message or the room is not there for the bot.
        """

    async def find_sent(self, room: str, outgoing_id: str) -> str | None:
        """Look in the room's recent history for the bot's own message with this id; its event id or None."""

    async def join(self, room: str) -> None:
        """Accept an invitation or follow an upgrade; being there already is fine."""

    async def leave(self, room: str) -> None:
        """Leave the room, or decline its invitation; being gone already is fine."""

    async def direct_room(self, address: str) -> str:
        """The room for messages to this person alone: the one that exists, else a new one.

        Raises `Refused` when the person cannot be reached (unknown, or they left and do not accept).
        """

    async def facts(self, room: str) -> RoomFacts:
        """Read the room's facts from the server, not from memory."""

    async def close(self) -> None:
        """Give back connections and locks; may be called twice."""
