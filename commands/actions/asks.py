"""Questions to one person that wait for yes or no, until their time is out (issue 3).

Asked by direct message with ✅ and ❌ under it; `ja` and `nej` answer it too (`commands.handlers.answering`).
What an answer does is the business of whoever asked. What happens without one is in `WITHOUT_ANSWER` there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from commands.post import Post
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import Say
from storage.models import Ask, District, Due
from storage.queries.shifts import ShiftView
from storage.states import AskState
from storage.store import Store

KIND = "ask"
"""Of the due rows that say when a question's time is out."""

LETTERS = {
    "offer": "offer-made",
    "confirm": "seat-confirm",
    "stand-in": "standin-ask",
    "swap": "swap-ask",
    "rescue": "rescue-ask",
    "poll": "poll-offer",
}
"""What each kind of question is called as a letter: one that waits for the morning is not sent once it is
answered, or need not be any more. A test compares."""

ANSWERABLE = timedelta(days=1)
"""How long a word or a number alone may answer what the bot said last; a reaction points at its question."""

WithoutAnswer = Callable[[Post, District, Ask], Awaitable[None]]

YES = {"sv": "ja", "en": "yes"}
NO = {"sv": "nej", "en": "no"}
"""As the commands are called; a test compares."""


async def ask(
    post: Post,
    district: District,
    kind: str,
    person_id: int,
    shift: ShiftView,
    message: Say,
    *,
    until: datetime,
    signup_id: int | None = None,
    stand_in_id: int | None = None,
) -> Ask | None:
    """Put the question; None for somebody without chat. `until` is aware UTC.

    An open question of the same kind about the same shift is taken back first: one answer, one meaning.
    """
    store = post.store
    await store.flush()
    for one in await store.asks.of_shift(shift.id, kind):
        if one.person_id == person_id:
            await take_back(store, one, now=post.now)
    person = await store.people.get(person_id)
    language = person.language or district.language
    prefix = post.house.prefix
    reached = await post.to_person(
        person_id,
        message,
        district=district,
        shift_id=shift.id,
        helps_until=shift.starts,
        yes=f"{prefix}{YES[language]} #{shift.number}",
        no=f"{prefix}{NO[language]} #{shift.number}",
    )
    if not reached:
        return None
    row = await store.asks.add(
        Ask(
            district_id=district.id,
            kind=kind,
            person_id=person_id,
            shift_id=shift.id,
            signup_id=signup_id,
            stand_in_id=stand_in_id,
            asked_at=post.now,
            until=until,
        )
    )
    await store.dues.plan(KIND, f"ask:{row.id}", until, district_id=district.id)
    return row


async def withdraw(
    store: Store, shift_id: int, *, now: datetime, person_id: int | None = None, kinds: tuple[str, ...] = ()
) -> None:
    """Nobody need answer any more what was asked about the shift: everybody, or one person."""
    if person_id is not None and not await store.asks.any_open(person_id, shift_id):
        return
    for one in await store.asks.of_shift(shift_id, *kinds):
        if person_id in (None, one.person_id):
            await take_back(store, one, now=now)


async def take_back(store: Store, one: Ask, *, now: datetime) -> None:
    """This question need not be answered any more; nor does it go out, if it has not yet."""
    await answer(store, one, AskState.WITHDRAWN, now=now)


async def answer(store: Store, one: Ask, state: AskState, *, now: datetime) -> bool:
    """It is answered; if that was before it went out, it does not any more. False when it was over."""
    if not await store.asks.close(one.id, state, now=now):
        return False
    await store.flush()
    await store.outbox.withdraw_for_signup(one.person_id, one.shift_id, (LETTERS[one.kind],))
    return True


async def time_is_out(post: Post, due: Due, without_answer: dict[str, WithoutAnswer]) -> Send | Wait | Expire:
    """Let an unanswered question end, and do what follows."""
    store = post.store
    found = await store.asks.get(int(due.subject.removeprefix("ask:")))
    if found is None or not await store.asks.close(found.id, AskState.EXPIRED, now=post.now):
        return Expire("answered")
    district = await store.rooms.district(found.district_id)
    await without_answer[found.kind](post, district, found)
    return Send(late=False)
