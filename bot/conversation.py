"""One event, one turn: who speaks, where, what they want, and the rows that answer them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from bot.acquaintance import Acquaintances, StillLeaving
from bot.answers import FALLBACK_LANGUAGE, Answers, Asked, Scene
from bot.flood import FloodGuard, Verdict
from bot.places import Places
from bot.platforms.base import IncomingKind
from bot.reactions import Reactions
from bot.sealed_talk import SealedTalk
from bot.short_answers import ShortAnswers
from commands import REGISTRY
from commands.across import Around
from commands.actions.asks import NO, YES
from commands.actions.boards import follow
from commands.actions.first_word import is_told
from commands.actions.naming import named_as_typed
from commands.actions.rooms import claimed_district
from commands.admission import admit
from commands.bind import perform
from commands.context import Context
from commands.declare import Command, Who
from commands.house import House
from commands.post import Post
from commands.reply import Refusal, Reply, answer, changed_nothing
from commands.rights import KnownRights, nothing_known
from commands.rules.names import clean_line, fold
from commands.rules.parsing import MAX_LENGTH, command_text
from commands.seen import record_names
from commands.texts import Code, Lines, Say, Texts, say
from commands.wording import about
from storage.models import District, Identity, Inbox, Person, Room
from storage.queries.erasing import FORGOTTEN
from storage.states import Right, RoomRole
from storage.store import Store

NEAR_MISS_MOST = 3
SPEAKS_OF_ONESELF = frozenset({"jag", "i"})
"""What begins so is no slip of the thumb in `jagkan`."""
_RIGHTS = {Who.ALL: Right.MEMBER, Who.LEAD: Right.LEAD, Who.ORGANIZER: Right.ORGANIZER}
CORRECTABLE = timedelta(hours=1)
"""How long a message that was met with silence may still be made a command, by editing it."""
SIGNS = (IncomingKind.REACTION, IncomingKind.REDACTION)
TYPED = (IncomingKind.MESSAGE, IncomingKind.EDIT, IncomingKind.REACTION)


def may_try_again(outcome: str | None) -> bool:
    """Whether an edit of the event may be run: the first try was refused, or asked back."""
    return outcome is not None and changed_nothing(outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What every turn needs and none changes. `allows_invitation` judges who may invite the bot.

    `was_removed`: whether somebody was removed from a district's rooms before they were forgotten
    (`storage.forgotten.GONE`).
    """

    texts: Texts
    house: House
    own_names: tuple[str, ...]
    allows_invitation: Callable[[str], bool]
    flood: FloodGuard = field(default_factory=FloodGuard)
    room_rights: KnownRights = nothing_known
    was_removed: Callable[[str, str], bool] = lambda _kind, _whom: False

    def turn(self, store: Store, now: datetime) -> Turn:
        """For the rows of one transaction."""
        return Turn(self, store, now)


class Turn:
    """Handles the rows of one transaction, in order."""

    def __init__(self, conversation: Conversation, store: Store, now: datetime) -> None:
        self._c = conversation
        self._store = store
        self._now = now
        self._answers = Answers(
            store,
            conversation.texts,
            now,
            prefix=conversation.house.prefix,
            room_rights=conversation.room_rights,
        )
        self._post = Post(store=store, texts=conversation.texts, house=conversation.house, now=now)
        self._places = Places(
            store, self._post, conversation.allows_invitation, own_address=conversation.own_names[0]
        )
        self._people = Acquaintances(self._post, self._places, conversation.was_removed)
        self._short_answers = ShortAnswers(store, now, prefix=conversation.house.prefix)
        self._reactions = Reactions(
            store=store,
            now=now,
            prefix=conversation.house.prefix,
            run=self._command,
            tell=self._tell,
            who=self._people.who,
            settle=self._settle,
        )
        self._sealed = SealedTalk(self._places, self._people, self._answers, self._tell, conversation)
        self._organizers: dict[tuple[int, int], bool] = {}
        self._outcomes: dict[tuple[str, str], str | None] = {}  # by sender and event
        self._silent: set[tuple[str, str]] = set()  # messages that were met with silence, likewise

    async def handle(self, row: Inbox) -> str | None:
        """Deal with one event; what it was answered (a text id), or None for silence."""
        try:
            return await self._handle(row, row.payload or {})
        except StillLeaving:
            await self._store.inbox.forget_source(row.id)
            return FORGOTTEN

    async def _handle(self, row: Inbox, payload: dict[str, Any]) -> str | None:
        match row.kind:
            case _ if self._sealed.concerns(row, payload):
                outcome = await self._sealed.handle(row, payload)
            case IncomingKind.MESSAGE:
                outcome = await self._command(_asked(row, payload, reply_to=row.event_id), payload)
            case IncomingKind.EDIT:
                outcome = await self._edit(row, payload)
            case IncomingKind.REACTION:
                outcome = await self._reactions.added(row, payload)
            case IncomingKind.REDACTION:
                outcome = await self._reactions.withdrawn(row, payload)
            case _:
                outcome = await self._places.event(row, payload, greet=self._greet, joined=self._joined)
        if outcome is None and row.kind in SIGNS:
            await self._people.settle(row)
        self._outcomes[row.sender, row.event_id] = outcome
        if outcome is None and row.kind == IncomingKind.MESSAGE:
            self._silent.add((row.sender, row.event_id))
        return outcome

    async def apologize(self, row: Inbox, reference: str) -> None:
        """The row failed for good: say so where it was asked, with a reference for the operator."""
        if row.kind not in TYPED:
            return
        room = await self._places.known(row)
        asked = Asked(row=row, text="", reply_to=row.event_id, thread=None)
        district = await self._places.district(room, row)
        # In the person's own language, if they are known: what failed may have been to get to know them.
        identity, person = await self._store.people.identity(row.platform, row.sender) or (None, None)
        scene = Scene(room=room, district=district, identity=identity, person=person)
        await self._answers.give(asked, scene, answer("error-failed", reference=Code(reference)))

    async def _edit(self, row: Inbox, payload: dict[str, Any]) -> str | None:
        """A corrected command is run only when the first try was refused (CONTRACT.md, section 4)."""
        target = payload.get("target")
        if target is None:
            return None
        # Only whoever wrote a message can replace it (Matrix specification, event replacements).
        outcome = self._outcomes.get((row.sender, target)) or await self._store.inbox.outcome_of(
            row.platform, target, sender=row.sender
        )
        if not may_try_again(outcome) and not (outcome is None and await self._was_silent(row, target)):
            return None
        told = await self._command(_asked(row, payload, reply_to=target), payload)
        await self._settle(row, target, told)
        return told

    async def _was_silent(self, row: Inbox, target: str) -> bool:
        """Whether the message that is edited spoke to the bot lately, and was no command at all.

        What did not speak to the bot was not kept: how old it is, and whose, nobody can tell.
        """
        return (row.sender, target) in self._silent or await self._store.inbox.silent_since(
            row.platform, target, sender=row.sender, since=self._now - CORRECTABLE
        )

    async def _settle(self, row: Inbox, event_id: str, told: str | None) -> None:
        """An earlier event of the same sender was answered anew: from now on this is its outcome."""
        if told is not None:
            self._outcomes[row.sender, event_id] = told
            self._silent.discard((row.sender, event_id))
            await self._store.inbox.change_outcome(row.platform, event_id, told)

    async def _command(
        self, asked: Asked, payload: dict[str, Any], *, district_id: int | None = None
    ) -> str | None:
        """`district_id`: of the question that the command answers; it need not be the room's."""
        private = bool(payload.get("private"))
        text = command_text(
            asked.text, prefix=self._c.house.prefix, private=private, own_names=self._c.own_names
        )
        if not text:
            return None
        if private and (chosen := await self._short_answers.as_command(asked.row, text)) is not None:
            text, district_id = chosen
        found = REGISTRY.find(text)
        if found is None and not private and not REGISTRY.nearest(text, FALLBACK_LANGUAGE):
            return None  # people may use the prefix for their own purposes
        verdict = self._c.flood.judge(asked.row.sender, self._now)
        if verdict is Verdict.IGNORE:
            return "ignored-flood"
        identity, person = await self._people.who(asked.row, payload)
        room = await self._places.room(asked.row, payload)
        district = await self._places.district(room, asked.row)
        if district is None and found is not None:
            district = await claimed_district(self._store, found[0].id, found[1], person_id=person.id)
        scene = Scene(room=room, district=district, identity=identity, person=person)
        question: Reply | None = None
        if found is not None and self._c.house.districts > 1:
            scene, found, question = await self._across(scene, person, found, offered=district_id)
        if verdict is Verdict.TELL:
            reply = answer("error-flood", pause=self._c.flood.pause)
        elif len(asked.text) > MAX_LENGTH:
            reply = answer("error-too-long", most=MAX_LENGTH)
        elif found is None:
            scene, unknown = await self._not_understood(asked, text, scene)
            reply = Reply(say=unknown)
        elif scene.district is None:
            reply = answer("error-no-district", prefix=self._c.house.prefix)
        elif question is not None:
            reply = question
        else:
            reply = await self._run(self._context(scene, scene.district, identity, person), *found)
        if not reply.farewell and not is_told(person):
            reply = self._people.introduce(scene, identity, person, reply)
        await self._answers.give(asked, scene, reply)
        if reply.farewell:
            await self._forget(asked.row)
        return reply.say.id

    async def _forget(self, row: Inbox) -> None:
        """Whoever sent this is nobody any more: it was their last word."""
        self._people.forget(row)
        self._places.forget(row)
        self._organizers.clear()
        await self._store.inbox.forget_source(row.id)

    async def _tell(self, asked: Asked, payload: dict[str, Any], reply: Reply) -> str | None:
        """Answer what was no command."""
        identity, person = await self._people.who(asked.row, payload)
        room = await self._places.room(asked.row, payload)
        district = await self._places.district(room, asked.row)
        scene = Scene(room=room, district=district, identity=identity, person=person)
        if not is_told(person):
            reply = self._people.introduce(scene, identity, person, reply)
        await self._answers.give(asked, scene, reply)
        return reply.say.id

    async def _across(
        self, scene: Scene, person: Person, found: tuple[Command, str], *, offered: int | None
    ) -> tuple[Scene, tuple[Command, str], Reply | None]:
        """The district that the asker means, for who has dealings with several; or the question back."""
        private = scene.room.role is RoomRole.DIRECT
        if scene.district is None and not private:
            return scene, found, None
        districts = await self._places.around(scene.district, person.id)
        if not districts:
            return scene, found, None
        around = Around(
            store=self._store,
            districts=districts,
            person_id=person.id,
            private=private,
            now=self._now,
            prefix=self._c.house.prefix,
            language=scene.language,
        )
        meant = await around.meant(*found, offered=offered)
        others = tuple(one for one in districts if one.id != meant.district.id)
        return replace(scene, district=meant.district, others=others), (found[0], meant.rest), meant.question

    async def _run(self, ctx: Context, command: Command, rest: str) -> Reply:
        """The answer, whatever it is; only surprises are raised."""
        key = (ctx.district.id, ctx.asker.id)
        if key not in self._organizers:
            self._organizers[key] = await self._store.people.is_organizer(*key)
        ctx.is_organizer = self._organizers[key]
        try:
            await admit(ctx, command, rest)
            reply = await perform(ctx, command, rest)
        except Refusal as refusal:
            reply = Reply(say=refusal.say, privately=refusal.privately)
            ctx.has_recorded = False  # what was recorded is undone with the rest
        record_names(ctx, command, reply)
        if command.is_about_people:
            await self._store.flush()
            names = await named_as_typed(self._store, reply.say, reply.privately)
            reply = replace(reply, names=tuple(names), right=_RIGHTS[command.who])
        if command.who is not Who.ALL:
            self._organizers.clear()  # it may have been about who organizes
        return reply

    def _context(self, scene: Scene, district: District, identity: Identity, person: Person) -> Context:
        return Context(
            store=self._store,
            house=self._c.house,
            post=self._post,
            now=self._now,
            district=district,
            room=scene.room,
            asker=person,
            identity=identity,
            language=scene.language,
            zone=scene.zone,
            registry=REGISTRY,
            own_address=self._c.own_names[0],
            room_rights=self._c.room_rights,
            others=scene.others if scene.room.role is RoomRole.DIRECT else (),
        )

    async def _not_understood(self, asked: Asked, text: str, scene: Scene) -> tuple[Scene, Say]:
        """No command: most likely an answer, where the bot has asked them something and waits for one."""
        language, person = scene.language, scene.person
        is_command = asked.text.lstrip().startswith(self._c.house.prefix)
        is_answer = scene.room.role is RoomRole.DIRECT and not is_command
        if fold(text.split()[0]) not in SPEAKS_OF_ONESELF and REGISTRY.mended(text, language, limit=1):
            is_answer = False
        await self._store.flush()
        open_asks = await self._store.asks.open_to(person.id) if is_answer and person else ()
        if not open_asks:
            return scene, self._unknown(asked.text, text, language)
        shift = await self._store.shifts.view(open_asks[0].shift_id)
        typed = [Code(f"{self._c.house.prefix}{word[language]} #{shift.number}") for word in (YES, NO)]
        district = await self._store.rooms.district(shift.district_id)
        unclear = say("error-answer-unclear", **about(shift), yes=typed[0], no=typed[1])
        return replace(scene, district=district), unclear

    def _unknown(self, typed: str, text: str, language: str) -> Say:
        """What to say to a command that does not exist: which may be meant, with what was typed after it.

        `text` is what was typed without the prefix.
        """
        prefix = self._c.house.prefix
        near = REGISTRY.mended(text, language, limit=NEAR_MISS_MOST)
        shown = (prefix if typed.lstrip().startswith(prefix) else "") + (text.split()[0] if near else text)
        return say(
            "error-unknown",
            text=Code(clean_line(shown, limit=40)),
            near=Lines([Code(prefix + one) for one in near]) if near else None,
            prefix=prefix,
        )

    async def _joined(self, room: Room) -> None:
        """What stood in the room that this one replaces is put up here."""
        await follow(self._post, room)

    async def _greet(self, room: Room, district: District | None) -> None:
        self._answers.welcome(Scene(room=room, district=district), self._c.house.prefix)


def _asked(row: Inbox, payload: dict[str, Any], *, reply_to: str) -> Asked:
    return Asked(row=row, text=payload.get("text", ""), reply_to=reply_to, thread=payload.get("thread"))
