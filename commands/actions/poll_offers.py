"""The question to those who could on the day that a poll became: whether they want to be signed up.

It lives as long as the shift stands as it was asked about: one that is moved is asked about anew, and whoever
was asked hears that it is cancelled (issue 3, point 10).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from commands.actions import asks
from commands.actions.line import HAS_A_PLACE
from commands.post import Post
from commands.texts import say
from commands.wording import about
from storage.models import Ask, District
from storage.queries.shifts import ShiftView
from storage.store import Store

POLL = "poll"
"""The kind of the questions to those who could."""
BEFORE_START = timedelta(hours=1)
"""So long before the shift nobody is expected to answer any more."""


async def offer(
    post: Post, district: District, shift: ShiftView, people: Iterable[int], *, moved: bool = False
) -> int:
    """Ask these people, by id, whether they want to be signed up; how many were asked.

    `moved`: they said that they can at another time than that of the shift.
    """
    asked = 0
    until = max(post.now, shift.starts - BEFORE_START)
    for person_id in people:
        message = say("poll-offer", **about(shift), moved=moved, prefix=post.house.prefix)
        asked += await asks.ask(post, district, POLL, person_id, shift, message, until=until) is not None
    return asked


async def asked_about(store: Store, shift_id: int) -> list[int]:
    """Whoever was asked and has not answered, by id; not those who have signed up by a command of theirs."""
    asked = [one.person_id for one in await store.asks.of_shift(shift_id, POLL)]
    if not asked:
        return []
    there = {one.person.id for one in await store.signups.of_shift(shift_id, *HAS_A_PLACE)}
    return [one for one in asked if one not in there]


async def heard_of(store: Store, shift_id: int) -> tuple[int, ...]:
    """As `asked_about`, without those whom the question has not reached, as far as is known."""
    people = await asked_about(store, shift_id)
    if people:
        await store.flush()
    unsent = {one for one in people if await store.outbox.unsent_about(one, shift_id, (asks.LETTERS[POLL],))}
    return tuple(one for one in people if one not in unsent)


async def tell_cancelled(post: Post, district: District, shift: ShiftView, people: Iterable[int]) -> None:
    """They have nothing to answer any more. Who has a seat hears it with all the others who have one."""
    for person_id in people:
        await post.to_person(
            person_id,
            say("poll-offer-off", **about(shift)),
            district=district,
            shift_id=shift.id,
            helps_until=shift.starts,
        )


async def not_answered(_post: Post, _district: District, _ask: Ask) -> None:
    """Whoever does not answer is not signed up, and need not hear of it."""
