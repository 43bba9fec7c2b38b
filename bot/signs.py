"""Reactions under what the bot asked, and their withdrawal: a number, ✅ or ❌ there is a whole command.

What a sign has done is not always undone by taking it away. In a room it is, as under a list: nobody but
whoever pressed is concerned by more than a leaving. Under a question to one person others already rely on
the answer, which was asked for once: who takes it back is told what stands, and what to type.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.answers import Asked
from commands import REGISTRY
from commands.actions.line import HAS_A_PLACE
from commands.actions.seats import closed_because
from commands.reply import Reply, answer, changed_nothing
from commands.rules.numbers import leading_shift_number
from commands.rules.signs import NO_SIGN, YES_SIGN, is_yes, number_of
from commands.wording import about
from storage.models import Identity, Inbox, Person, Question, Reaction
from storage.queries.shifts import ShiftView
from storage.states import ShiftState, SignupState
from storage.store import Store

AGAIN = "again:"
"""Before the id of a reaction that is looked at once more (`bot.catching_up`)."""
TAKEN_BACK_BY = {"missed": "attended"}
"""What a number under a question has done, by command, and the command of whoever takes it away again."""
FLOODED = ("ignored-flood", "error-flood")
"""What a person is told whose reaction was not looked at."""
GAVE_A_PLACE = ("signup-booked", "signup-already", "signup-changed", "signup-waitlisted", "standin-done")
"""What a person is told whose ✅ for everybody in a room gave them a place on the shift, or found one."""

Payload = dict[str, Any]


class Run(Protocol):
    """Runs what a reaction stands for, and answers it; what was told."""

    async def __call__(
        self, asked: Asked, payload: Payload, *, district_id: int | None = None
    ) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InOneTurn:
    """What dealing with a reaction needs, within one transaction. `now` is aware UTC.

    `run` is the way of every command, `tell` answers without one, `who` finds or notes the sender, and
    `settle` records that an earlier question of theirs has been answered.
    """

    store: Store
    now: datetime
    prefix: str
    run: Run
    tell: Callable[[Asked, Payload, Reply], Awaitable[str | None]]
    who: Callable[[Inbox, Payload], Awaitable[tuple[Identity, Person]]]
    settle: Callable[[Inbox, str, str | None], Awaitable[None]]

    async def is_own(self, row: Inbox, reaction: Reaction) -> bool:
        """Whether who removed the reaction is who made it; whoever tidies up a room takes nothing back."""
        found = await self.store.people.identity(row.platform, row.sender)
        return found is not None and found[1].id == reaction.person_id


class Signs(InOneTurn):
    """Under a question of the bot."""

    __slots__ = ()

    async def added(self, row: Inbox, payload: Payload, target: str) -> str | None:
        """A number, ✅ or ❌ under a question of the bot stands for the command that it names."""
        key = payload.get("text", "")
        number, sign = number_of(key), is_yes(key)
        found = await self.store.people.identity(row.platform, row.sender)
        asked_back = await self.store.outbox.question(target, found[1].id if found else None)
        if asked_back is None:
            return None
        question, command_event = asked_back
        if number is None and sign is not None:
            number = YES_SIGN if sign else NO_SIGN
        meant = None if number is None else _meant(question, number)
        if number is None or meant is None:
            return None
        asked = Asked(row=row, text=meant, reply_to=target, thread=None)
        told = await self.run(asked, payload, district_id=question.district_id)
        if told is not None and self._is_kept(question, number, meant, told):
            _, person = await self.who(row, payload)
            await self.store.boards.keep(self._reaction(row, target, person, number))
        if command_event is not None:
            await self.settle(row, command_event, told)
        return told

    async def taken_back(self, row: Inbox, payload: Payload, reaction: Reaction) -> str | None:
        """Who takes their own sign away; what somebody else removes (a moderator) takes back nothing."""
        reaction.stands = False
        await self.store.flush()
        target, person_id, number = reaction.target, reaction.person_id, reaction.number
        asked_back = await self.store.outbox.question(target, person_id)
        if asked_back is None or not await self.is_own(row, reaction):
            return None
        if await self.store.boards.stands(None, person_id, number, under=target):
            return None  # the same sign once more, in another shape
        question = asked_back[0]
        meant = _meant(question, number)
        if meant is None:
            return None
        text = self._opposite(meant) if number > 0 else None
        if number < 0:
            shift = await self._shift_of(question, meant)
            if shift is None or not await self._still_matters(shift, person_id, number):
                return None
            if not self._leaves(question, meant):
                return await self._tell_what_stands(row, payload, target, shift, number)
            text = f"{self.prefix}{REGISTRY.get('leave').name('sv')} #{shift.number}"
        if text is None:
            return None
        asked = Asked(row=row, text=text, reply_to=target, thread=None)
        told = await self.run(asked, payload, district_id=question.district_id)
        if told in FLOODED:
            reaction.stands = True
        return told

    def _is_kept(self, question: Question, number: int, meant: str, told: str) -> bool:
        """Whether taking the sign away would mean anything."""
        if told in FLOODED:
            return False
        if number > 0:
            return self._opposite(meant) is not None
        if self._leaves(question, meant):
            return told in GAVE_A_PLACE
        return self._command(meant) in ("yes", "no") and not changed_nothing(told)

    def _leaves(self, question: Question, meant: str) -> bool:
        """Whether whoever takes ✅ away leaves: a sign-up, also under a letter, or a yes in a room."""
        command = self._command(meant)
        return command == "signup" or (command == "yes" and question.person_id is None)

    async def _still_matters(self, shift: ShiftView, person_id: int, number: int) -> bool:
        """A yes while they have a place; a no while they have none."""
        if shift.state is ShiftState.CANCELLED or shift.ends <= self.now:
            return False
        signup = await self.store.signups.find(shift.id, person_id)
        state = None if signup is None else signup.state
        if number == YES_SIGN:
            return state in HAS_A_PLACE and (state == SignupState.BOOKED or shift.starts > self.now)
        return state in (None, SignupState.CANCELLED) and closed_because(shift, self.now) is None

    async def _tell_what_stands(
        self, row: Inbox, payload: Payload, target: str, shift: ShiftView, number: int
    ) -> str | None:
        kind = "sign-yes-stands" if number == YES_SIGN else "sign-no-stands"
        asked = Asked(row=row, text="", reply_to=target, thread=None)
        begun = shift.starts <= self.now
        return await self.tell(asked, payload, answer(kind, **about(shift), begun=begun, prefix=self.prefix))

    async def _shift_of(self, question: Question, meant: str) -> ShiftView | None:
        """The shift that the command names; every question with a sign names one by its number."""
        found = REGISTRY.find(meant.removeprefix(self.prefix))
        numbered = leading_shift_number(found[1]) if found is not None else None
        if numbered is None or question.district_id is None:
            return None
        return await self.store.shifts.by_number(question.district_id, int(numbered[0].lstrip("#")))

    def _command(self, text: str) -> str | None:
        found = REGISTRY.find(text.removeprefix(self.prefix))
        return None if found is None else found[0].id

    def _opposite(self, text: str) -> str | None:
        """The command that takes back what this one has done; None where there is none."""
        found = REGISTRY.find(text.removeprefix(self.prefix))
        if found is None or found[0].id not in TAKEN_BACK_BY:
            return None
        return f"{self.prefix}{REGISTRY.get(TAKEN_BACK_BY[found[0].id]).name('sv')} {found[1]}"

    def _reaction(self, row: Inbox, target: str, person: Person, number: int) -> Reaction:
        return Reaction(
            platform=row.platform,
            event_id=row.event_id.removeprefix(AGAIN),
            target=target,
            person_id=person.id,
            number=number,
            at=self.now,
        )


def _meant(question: Question, number: int) -> str | None:
    """The command that a number or a sign gives there; None where it means nothing."""
    if number > 0:
        return question.options[number - 1] if number <= len(question.options) else None
    return question.yes if number == YES_SIGN else question.no
