"""What encryption brings into the conversation: keys to compare, what could not be read or only late."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol

from bot.acquaintance import Acquaintances
from bot.answers import Answers, Asked, Scene
from bot.places import Places
from bot.platforms.base import IncomingKind
from commands import REGISTRY
from commands.actions.first_word import is_told
from commands.house import House
from commands.reply import Reply, answer
from commands.rules.parsing import command_text
from commands.texts import say
from commands.verification import to_compare
from storage.models import Inbox

UNREADABLE = say("error-unreadable")
_OURS = (IncomingKind.VERIFICATION, IncomingKind.UNREADABLE)
Tell = Callable[[Asked, dict[str, Any], Reply], Awaitable[str | None]]


class Manner(Protocol):
    """How commands are recognized (`bot.conversation.Conversation`)."""

    @property
    def house(self) -> House: ...
    @property
    def own_names(self) -> tuple[str, ...]: ...


class SealedTalk:
    """Within one transaction. `tell` answers what was no command."""

    def __init__(
        self, places: Places, people: Acquaintances, answers: Answers, tell: Tell, manner: Manner
    ) -> None:
        self._places = places
        self._people = people
        self._answers = answers
        self._tell = tell
        self._prefix = manner.house.prefix
        self._own_names = manner.own_names

    def concerns(self, row: Inbox, payload: dict[str, Any]) -> bool:
        return row.kind in _OURS or "late" in payload

    async def handle(self, row: Inbox, payload: dict[str, Any]) -> str | None:
        """Deal with one of those; what it was answered (a text id), or None for silence."""
        match row.kind:
            case IncomingKind.VERIFICATION:
                return await self._compare(row, payload)
            case IncomingKind.UNREADABLE:
                return await self._unreadable(row, payload)
        return await self._too_late(row, payload)

    async def _compare(self, row: Inbox, payload: dict[str, Any]) -> str | None:
        """Somebody's app shows emojis: the bot writes which ones it has."""
        asked = Asked(row=row, text="", reply_to=None, thread=None)
        return await self._tell(asked, payload, Reply(say=to_compare(payload.get("text", ""))))

    async def _unreadable(self, row: Inbox, payload: dict[str, Any]) -> str:
        """Whoever wrote what cannot be read is told how to help, alone: it is nobody else's matter."""
        identity, person = await self._people.who(row, payload)
        room = await self._places.room(row, payload)
        district = await self._places.district(room, row)
        scene = Scene(room=room, district=district, identity=identity, person=person)
        if not is_told(person):
            self._people.introduce(scene, identity, person, Reply(say=UNREADABLE))
        self._answers.alone(scene, identity, UNREADABLE)
        return UNREADABLE.id

    async def _too_late(self, row: Inbox, payload: dict[str, Any]) -> str | None:
        """It can be read only now, and is not done any more; whoever wrote a command is told."""
        if row.kind != IncomingKind.MESSAGE:
            return "ignored-late"
        typed, private = payload.get("text", ""), bool(payload.get("private"))
        text = command_text(typed, prefix=self._prefix, private=private, own_names=self._own_names)
        if not text or not (private or REGISTRY.find(text)):
            return None
        asked = Asked(row=row, text=typed, reply_to=row.event_id, thread=payload.get("thread"))
        when = datetime.fromisoformat(payload["late"])
        return await self._tell(asked, payload, answer("error-read-late", when=when, prefix=self._prefix))
