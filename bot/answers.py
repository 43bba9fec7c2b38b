"""Answers as outbox rows: worded in the asker's language, for the place they asked in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from commands.actions.boards import put_up
from commands.actions.rooms import BY_REACTION
from commands.numbering import in_district
from commands.papers import Paper, finished
from commands.post import BELOW, direct_lane, room_lane
from commands.reply import Reply
from commands.rights import KnownRights, is_open, nothing_known
from commands.seeds import YES, keys_of, seed
from commands.texts import Say, Texts, people_in, say
from storage.models import District, Identity, Inbox, Outbox, Person, Question, Room
from storage.queries.boards import EDITED
from storage.states import OutboxAction, RoomRole
from storage.store import Store

CHOOSE = "-choose"
CONFIRMATIONS = frozenset({"signup-booked", "leave-done"})
"""What says no more than that it is done."""
_WRITTEN = ("message", "edit")
FALLBACK_LANGUAGE = "sv"
FALLBACK_ZONE = "Europe/Stockholm"
"""For a room that belongs to no district yet; nothing with a time in it is said there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A command as it came: the event that is answered, and the one the answer hangs on.

    `under`: the message of the bot's under which it was pressed, where anybody may; the answer says whose it
    is.
    """

    row: Inbox
    text: str
    reply_to: str | None
    thread: str | None
    under: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Who asked, and where. Without `person` it is the room itself that is spoken to.

    `district` is the one the command is about: the room's own, unless the asker named one of `others`, with
    which they have dealings too.
    """

    room: Room
    district: District | None
    identity: Identity | None = None
    person: Person | None = None
    others: tuple[District, ...] = ()

    @property
    def language(self) -> str:
        """The person's own choice, else the room's, else the district's (CONTRACT.md, section 4)."""
        chosen = (self.person.language if self.person else None) or self.room.language
        return chosen or (self.district.language if self.district else FALLBACK_LANGUAGE)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.district.timezone if self.district else FALLBACK_ZONE)

    def ambiguous(self, *, private: bool) -> bool:
        """Whether a shift's number alone may be taken for another district's, by who reads it there."""
        elsewhere = self.room.district_id not in (None, self.district_id)
        return bool(self.others) if private else elsewhere

    @property
    def district_id(self) -> int | None:
        return self.district.id if self.district else None


class Answers:
    """Writes answers within one open transaction. `now` is aware UTC."""

    def __init__(
        self,
        store: Store,
        texts: Texts,
        now: datetime,
        *,
        prefix: str,
        room_rights: KnownRights = nothing_known,
    ) -> None:
        self._room_rights = room_rights
        self._store = store
        self._texts = texts
        self._now = now
        self._prefix = prefix

    async def give(self, asked: Asked, scene: Scene, reply: Reply) -> None:
        """The answer, what goes to the asker alone, and what reactions to it would choose."""
        if _is_sign(asked, scene, reply):
            self._store.outbox.add(self._sign(asked, scene, reply.say.id))
            return
        row = self._row(_of_the_room(scene, reply), reply.say, private=scene.room.role is RoomRole.DIRECT)
        if reply.more is not None:
            more = self._texts.render(reply.more, language=scene.language, zone=scene.zone, now=self._now)
            row.text = f"{row.text}{BELOW}{more}"
        row.reply_to = asked.reply_to
        row.thread = asked.thread
        row.target = asked.under
        row.answers = asked.row.event_id
        if not reply.farewell:
            row.answer_to = asked.row.sender
            row.answer_name = scene.person.name if scene.person else None
        private = scene.room.role is RoomRole.DIRECT
        # Fifty people who press a number in a room are no reason for fifty files there.
        if reply.privately is None and (private or asked.under is None):
            self._enclose(row, scene, reply.attachment, private=private)
        self._concerns(row, scene, reply)
        if asked.under is not None and scene.identity is not None and self._is_open(scene.room):
            _to_alone(row, scene.identity)  # in the room it would say whose answer it is
        self._store.outbox.add(row)
        if (reply.options or reply.yes or reply.no) and scene.person is not None:
            await self._store.flush()
            await self._store.outbox.ask(
                Question(
                    district_id=scene.district_id,
                    outbox_id=row.id,
                    person_id=scene.person.id,
                    options=list(reply.options),
                    yes=reply.yes,
                    no=reply.no,
                )
            )
            # Other lists (what else is free, where a shift is full) are to be read, not to be answered.
            asks = reply.options if reply.say.id.endswith(CHOOSE) else ()
            seed(self._store, row, keys_of(asks, reply.yes, reply.no), now=self._now)
        if reply.board is not None and scene.district is not None and scene.person is not None:
            await self._store.flush()
            await put_up(self._store, row, reply.board, room=scene.room, by=scene.person.id, now=self._now)
        if reply.privately is not None and scene.identity is not None:
            self._alone(scene, scene.identity, reply.privately, reply)

    def welcome(self, scene: Scene, prefix: str) -> None:
        """Two lines on joining: who it is and how to begin."""
        name = scene.district.name if scene.district else None
        row = self._row(scene, say("room-welcome", prefix=prefix, district=name), private=False)
        row.notify = True
        if scene.room.role is RoomRole.DIRECT and scene.room.invited_by:
            row.mentions = [scene.room.invited_by]
        self._store.outbox.add(row)

    def alone(self, scene: Scene, identity: Identity, message: Say) -> None:
        """Something for the person only, in the direct room."""
        row = self._row(scene, message, private=True)
        _to_alone(row, identity)
        self._store.outbox.add(row)

    def _alone(self, scene: Scene, identity: Identity, message: Say, reply: Reply) -> None:
        row = self._row(scene, message, private=True)
        self._enclose(row, scene, reply.attachment, private=True)
        self._concerns(row, scene, reply)
        _to_alone(row, identity)
        self._store.outbox.add(row)

    def _enclose(self, row: Outbox, scene: Scene, paper: Paper | None, *, private: bool) -> None:
        """What a file is made of, in the words of who asked."""
        if paper is None:
            return

        def plain(message: Say) -> str:
            worded = self._worded(scene, message, private=private)
            return self._texts.plain(worded, language=scene.language, zone=scene.zone, now=self._now)

        row.attachment = finished(paper, plain)
        row.names = _all(row.names, people_in(paper))

    def _is_open(self, room: Room) -> bool:
        return room.role is not RoomRole.DIRECT and is_open(self._room_rights, room.address)

    def _concerns(self, row: Outbox, scene: Scene, reply: Reply) -> None:
        """What is looked at again when it goes out; whoever asked knows their own name."""
        own = scene.person.id if scene.person else None
        if reply.alone or set(row.names or ()) - {own}:
            row.right = reply.right
        row.names = _all(row.names, reply.names)

    def _sign(self, asked: Asked, scene: Scene, kind: str) -> Outbox:
        """A confirmation as ✅ on what was written."""
        return Outbox(
            district_id=scene.district_id,
            platform=scene.room.platform,
            action=OutboxAction.REACT,
            lane=room_lane(scene.room),
            room=scene.room.address,
            kind=kind,
            text=YES,
            target=asked.reply_to,
            answers=asked.row.event_id,
            answer_to=asked.row.sender,
            created_at=self._now,
        )

    def _worded(self, scene: Scene, message: Say, *, private: bool) -> Say:
        if scene.district is not None and scene.ambiguous(private=private):
            return in_district(message, scene.district.key, prefix=self._prefix)
        return message

    def _row(self, scene: Scene, message: Say, *, private: bool) -> Outbox:
        message = self._worded(scene, message, private=private)
        return Outbox(
            district_id=scene.district_id,
            platform=scene.room.platform,
            lane=room_lane(scene.room),
            room=scene.room.address,
            kind=message.id,
            text=self._texts.render(message, language=scene.language, zone=scene.zone, now=self._now),
            notify=False,
            names=people_in(message) or None,
            created_at=self._now,
        )


def _to_alone(row: Outbox, identity: Identity) -> None:
    row.lane = direct_lane(identity)
    row.room = None
    row.identity_id = identity.id
    row.notify = True
    row.mentions = [identity.address]
    row.target = row.reply_to = row.thread = None


def _all(*names: Iterable[int] | None) -> list[int] | None:
    return sorted({one for some in names if some for one in some}) or None


def _is_sign(asked: Asked, scene: Scene, reply: Reply) -> bool:
    """Whether this answer is a ✅ on what was written, in a room that wants it so: a plain confirmation.

    Whoever pressed a number has written nothing to put it on. A role or guests are worth a word.
    """
    if scene.room.answers != BY_REACTION or scene.room.role is RoomRole.DIRECT:
        return False
    if asked.row.kind not in _WRITTEN or asked.reply_to is None or reply.say.id not in CONFIRMATIONS:
        return False
    if reply.say.values.get("role") or reply.say.values.get("guests"):
        return False
    return reply.privately is None and not (reply.options or reply.yes or reply.no or reply.board)


def _of_the_room(scene: Scene, reply: Reply) -> Scene:
    """What everybody in the room is to use is in the room's language, whoever asked for it."""
    return replace(scene, person=None) if reply.board and reply.board.kind in EDITED else scene
