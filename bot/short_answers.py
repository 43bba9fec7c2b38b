"""What is said alone, in a direct message, in answer to the bot: a number, a sign, "jag kan tyvärr inte"."""

from __future__ import annotations

from datetime import datetime

from bot.answers import FALLBACK_LANGUAGE
from commands import REGISTRY
from commands.actions import reports
from commands.actions.asks import ANSWERABLE, NO, YES
from commands.rules.figures import looks_like_figures, read_figures
from commands.rules.names import fold
from commands.rules.options import CHOICE, chosen_option
from commands.rules.plain_answers import plain_answer
from commands.rules.signs import is_yes, number_of
from storage.models import Inbox, Question
from storage.store import Store

_WORDS = dict.fromkeys(YES.values(), True) | dict.fromkeys(NO.values(), False)


class ShortAnswers:
    """Within one transaction; `now` is aware UTC."""

    def __init__(self, store: Store, now: datetime, *, prefix: str) -> None:
        self._store = store
        self._now = now
        self._prefix = prefix

    async def as_command(self, row: Inbox, text: str) -> tuple[str, int | None] | None:
        """What is said alone, in a direct message, to something the bot asked; the whole command it means."""
        if read_figures(text) is None and not looks_like_figures(text):
            return await self._chosen(row, text) or await self._in_own_words(row, text)
        found = await self._store.people.identity(row.platform, row.sender)
        if found is None:
            return None
        await self._store.flush()
        return await reports.as_command(self._store, found[1].id, text, now=self._now)

    async def _in_own_words(self, row: Inbox, text: str) -> tuple[str, int | None] | None:
        """ "jag kan tyvärr inte", said to the bot alone, answers what it has asked."""
        meant = None if REGISTRY.find(text) else plain_answer(text)
        if meant is None or (found := await self._store.people.identity(row.platform, row.sender)) is None:
            return None
        await self._store.flush()
        if not await self._store.asks.open_to(found[1].id):
            return None
        word = (YES if meant.yes else NO)[FALLBACK_LANGUAGE]
        return word if meant.number is None else f"{word} #{meant.number}", None

    async def _chosen(self, row: Inbox, text: str) -> tuple[str, int | None] | None:
        """In a direct message a number alone answers the bot's question, if that was the last word there.

        So does a sign that was sent as a message and not put under one. The command that was chosen, and the
        district in which it was offered.
        """
        sign, pressed = is_yes(text), number_of(text)
        word = fold(text.strip(" .!"))
        if sign is None and word in _WORDS:
            return await self._said(row, _WORDS[word])
        if len(text.split()) != 1 or not (
            text.startswith("#") or CHOICE.fullmatch(text) or pressed or sign is not None
        ):
            return None
        question = await self._last_question(row)
        if question is None and sign is None:
            return None
        if sign is not None:
            meant = None if question is None else question.yes if sign else question.no
            word = meant or (YES if sign else NO)[FALLBACK_LANGUAGE]
            return word.removeprefix(self._prefix), question.district_id if question else None
        typed = text if pressed is None else str(pressed)
        option = None if question is None else chosen_option(question.options, typed)
        if question is None or option is None:
            return None
        return option.removeprefix(self._prefix), question.district_id

    async def _said(self, row: Inbox, yes: bool) -> tuple[str, int | None] | None:
        """ "ja" to what was asked last, such as whether they are sure.

        To an offer it is the command of that name, which knows of all that are open.
        """
        question = await self._last_question(row)
        meant = None if question is None else question.yes if yes else question.no
        if question is None or not meant:
            return None
        command = meant.removeprefix(self._prefix)
        return None if command.split()[0] in _WORDS else (command, question.district_id)

    async def _last_question(self, row: Inbox) -> Question | None:
        """What the bot asked this person last in this room, if nothing was said there since."""
        found = await self._store.people.identity(row.platform, row.sender)
        if found is None:
            return None
        await self._store.flush()
        return await self._store.outbox.last_question(
            row.platform, row.room, found[1].id, since=self._now - ANSWERABLE
        )
