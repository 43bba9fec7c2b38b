"""Reactions, and their withdrawal: numbers under lists, cards and polls, ✅ and ❌ under questions.

A number under a list that a person asked for gives them what stands there; anybody else's is a sign-up of
their own, and so is one under a card. Taking it away leaves (issue 3, point 2). A set, not a count: the
number with and without U+FE0F is one, and only the first and the last of them do anything.
"""

from __future__ import annotations

from dataclasses import fields

from bot.answers import Asked
from bot.signs import AGAIN, FLOODED, InOneTurn, Payload, Signs
from commands import REGISTRY
from commands.actions.line import HAS_A_PLACE
from commands.actions.polls import shift_of, title_of
from commands.reply import answer
from commands.rules.signs import number_of
from commands.texts import say
from commands.wording import about
from storage.models import Board, Inbox, Person, Reaction
from storage.queries.boards import LATE
from storage.queries.shifts import ShiftView
from storage.states import BoardKind, BoardState, ShiftState, SignupState


class Reactions(InOneTurn):
    """Under any message of the bot."""

    __slots__ = ()

    async def added(self, row: Inbox, payload: Payload) -> str | None:
        """Somebody reacted; what they were told, or None for silence."""
        target, key = payload.get("target"), payload.get("text", "")
        if target is None:
            return None
        await self.store.flush()
        number = number_of(key)
        board = None if number is None else await self.store.boards.at(row.platform, target)
        if board is not None and number is not None:
            return await self._pressed(row, payload, board, number)
        return await self._signs().added(row, payload, target)

    async def withdrawn(self, row: Inbox, payload: Payload) -> str | None:
        """Somebody took a reaction away, or removed a message."""
        target = payload.get("target")
        if target is None:
            return None
        await self.store.flush()
        reaction = await self.store.boards.reaction(row.platform, target)
        if reaction is None:
            removed = await self.store.boards.at(row.platform, target)
            if removed is not None:
                removed.state = BoardState.GONE
            return None
        if not reaction.stands:
            return None
        if reaction.board_id is None:
            return await self._signs().taken_back(row, payload, reaction)
        return await self._taken_away(row, payload, reaction, await self.store.boards.get(reaction.board_id))

    def _signs(self) -> Signs:
        """The same turn, for what stands under questions."""
        return Signs(**{one.name: getattr(self, one.name) for one in fields(self)})

    async def _pressed(self, row: Inbox, payload: Payload, board: Board, number: int) -> str | None:
        """A number under something that is anybody's."""
        target = payload["target"]
        if board.state is BoardState.GONE or number > len(board.menu):
            return None
        if board.state is not BoardState.LIVE:
            return await self._too_late(row, payload, board)
        _, person = await self.who(row, payload)
        reaction = self._reaction(row, board, target, person, number)
        if await self.store.boards.reaction(row.platform, reaction.event_id) is not None:
            return None
        stood = await self.store.boards.stands(board.id, person.id, number, under=target)
        await self.store.boards.keep(reaction)
        if stood or board.kind is BoardKind.POLL:
            return None
        told = await self._sign_up(row, payload, board, number, person)
        if told in FLOODED:
            await self.store.boards.forget(reaction)
        return told

    def _reaction(self, row: Inbox, board: Board, target: str, person: Person, number: int) -> Reaction:
        return Reaction(
            board_id=board.id,
            platform=row.platform,
            event_id=row.event_id.removeprefix(AGAIN),
            target=target,
            person_id=person.id,
            number=number,
            at=self.now,
        )

    async def _sign_up(
        self, row: Inbox, payload: Payload, board: Board, number: int, person: Person
    ) -> str | None:
        """As the list was asked for by this person, with guests and all; else plainly."""
        target = payload["target"]
        asked_back = await self.store.outbox.question(target, person.id)
        if asked_back is not None and number <= len(asked_back[0].options):
            text, command_event = asked_back[0].options[number - 1], asked_back[1]
        else:
            shift = await self.store.shifts.view(board.menu[number - 1])
            text, command_event = self._typed("signup", shift), None
        asked = Asked(row=row, text=text, reply_to=target, thread=None, under=target)
        told = await self.run(asked, payload, district_id=board.district_id)
        if command_event is not None:
            await self.settle(row, command_event, told)
        return told

    async def _too_late(self, row: Inbox, payload: Payload, board: Board) -> str | None:
        """The card was replaced by a newer one, the poll has been decided."""
        if board.kind is BoardKind.POLL:
            return await self._poll_is_over(row, payload, board)
        if board.activity_id is None:
            return None
        activity = await self.store.activities.get(board.activity_id)
        target = payload["target"]
        asked = Asked(row=row, text="", reply_to=target, thread=None, under=target)
        reply = answer(
            "error-card-closed",
            title=activity.title,
            slug=activity.slug,
            archived=activity.archived_at is not None,
            prefix=self.prefix,
        )
        return await self.tell(asked, payload, reply)

    async def _poll_is_over(self, row: Inbox, payload: Payload, board: Board) -> str | None:
        """Told once: whoever tries one number after the other need not read the same five times."""
        target = payload["target"]
        _, person = await self.who(row, payload)
        if await self.store.boards.came_late(board.id, person.id):
            return None
        late = self._reaction(row, board, target, person, LATE)
        late.stands = False
        await self.store.boards.keep(late)
        asked = Asked(row=row, text="", reply_to=target, thread=None, under=target)
        shift = await shift_of(self.store, board)
        ahead = shift is not None and shift.starts > self.now and shift.state is not ShiftState.CANCELLED
        became = say("shift-short", **about(shift)) if shift is not None and ahead else None
        reply = answer(
            "error-poll-closed",
            title=title_of(board),
            became=became,
            number=shift.number if shift is not None else None,
            prefix=self.prefix,
        )
        return await self.tell(asked, payload, reply)

    async def _taken_away(self, row: Inbox, payload: Payload, reaction: Reaction, board: Board) -> str | None:
        """Who takes their own number away leaves the shift, if they have a place on it.

        What somebody else removes (a moderator who tidies up) takes nobody's seat.
        """
        boards = self.store.boards
        reaction.stands = False
        await self.store.flush()
        await boards.fell_elsewhere(board.id, reaction.person_id, reaction.number, under=reaction.target)
        if not await self.is_own(row, reaction) or board.kind is BoardKind.POLL:
            return None
        if await boards.stands(board.id, reaction.person_id, reaction.number, under=reaction.target):
            return None
        shift = await self.store.shifts.view(board.menu[reaction.number - 1])
        if not await self._has_a_place(shift, reaction.person_id):
            return None
        under = reaction.target
        asked = Asked(row=row, text=self._typed("leave", shift), reply_to=under, thread=None, under=under)
        told = await self.run(asked, payload, district_id=board.district_id)
        if told in FLOODED:
            reaction.stands = True
        return told

    async def _has_a_place(self, shift: ShiftView, person_id: int) -> bool:
        """Something to leave; who leaves what has begun is told how, and what is over concerns nobody."""
        signup = await self.store.signups.find(shift.id, person_id)
        if signup is None or signup.state not in HAS_A_PLACE or shift.state is ShiftState.CANCELLED:
            return False
        return shift.ends > self.now if signup.state == SignupState.BOOKED else shift.starts > self.now

    def _typed(self, command_id: str, shift: ShiftView) -> str:
        return f"{self.prefix}{REGISTRY.get(command_id).name('sv')} #{shift.number}"
