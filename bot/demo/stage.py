"""Where the scripted conversation is played: it is spoken, shown and checked line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console

from bot.demo.cast import Member
from bot.demo.district import BOT_NAME, District
from bot.demo.heard import Heard
from bot.demo.richtext import Line, Piece, read_plain
from bot.demo.showing import show_message, show_room
from bot.errors import OperatorError


class CheckFailedError(OperatorError):
    """The conversation did not go as it should; the text says what was expected and what came."""


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the conversation, as it was said. `panel` is the part of the picture it belongs to."""

    room: str
    speaker: str
    lines: tuple[Line, ...]
    kind: str
    panel: str


class Stage:
    """Speaks for the cast and listens; `said` is all that was shown, in order."""

    def __init__(self, console: Console, district: District) -> None:
        self.said: list[Said] = []
        self._console = console
        self._district = district
        self._room = ""

    async def ask(self, who: Member, room: str, text: str, expected: str, *, panel: str = "") -> Heard:
        """Write a command, and see that it is answered with the kind `expected`."""
        event = await self.tell(who, room, text, panel=panel)
        return await self._answered(who, event, text, expected, panel)

    async def react(self, who: Member, to: Heard, sign: str, expected: str, *, panel: str = "") -> Heard:
        """React to a message of the bot, and see that it is answered with the kind `expected`."""
        event = await who.react(to.room, to.id, sign)
        self._show(
            to.room, who.name, [Line((Piece(f"(reacts with {sign})", frozenset({"em"})),))], panel=panel
        )
        return await self._answered(who, event, sign, expected, panel)

    async def tell(self, who: Member, room: str, text: str, *, panel: str = "") -> str:
        """Write something to the people in the room; its event id."""
        event = await who.say(room, text)
        self._show(room, who.name, read_plain(text), panel=panel)
        return event

    async def hear(self, who: Member, kind: str, since: int, what: str, *, panel: str = "") -> Heard:
        """Wait for a message of this kind that the bot writes on its own; `since` is a place in `who.heard`.

        Only one that nobody asked for counts: it may notify.
        """
        heard = await who.wait_for(
            lambda one: one.kind == kind and one not in who.heard[:since], what, within=200
        )
        self.show(heard, panel=panel)
        self.check(not heard.answers, f"{kind} came as an answer")
        self.check(not heard.notice, f"{kind} came as a notice, which notifies nobody")
        return heard

    def show(self, heard: Heard, *, panel: str = "") -> None:
        """Show a message of the bot."""
        self._show(heard.room, BOT_NAME, heard.lines, kind=heard.kind, panel=panel)

    def check(self, held: bool, otherwise: str) -> None:
        """Raise CheckFailedError with `otherwise` unless it held."""
        if not held:
            raise CheckFailedError(f"the demo's conversation: {otherwise}")

    async def _answered(self, who: Member, event: str, text: str, expected: str, panel: str) -> Heard:
        heard = await who.answer_to(event, f"the answer to {text}")
        self.show(heard, panel=panel)
        kind = heard.told(event)
        self.check(kind == expected, f"{text} should be answered {expected}, and was answered {kind}")
        return heard

    def _show(
        self, room: str, speaker: str, lines: Sequence[Line], *, kind: str = "", panel: str = ""
    ) -> None:
        if room != self._room:
            show_room(self._console, self._district.room_name(room))
            self._room = room
        show_message(self._console, speaker, lines)
        self.said.append(Said(room, speaker, tuple(lines), kind, panel))
