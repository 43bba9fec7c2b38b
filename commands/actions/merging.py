"""Two shifts become one: whoever is on the first gets a seat on the second, and the first is cancelled."""

from __future__ import annotations

from dataclasses import dataclass

from commands.actions import poll_offers
from commands.actions.line import HAS_A_PLACE, settle
from commands.actions.news import Told, Untold
from commands.actions.people import helps_until
from commands.actions.seats import NoRole, Placed, Waiting, Wish, sign_up, wait_at_end
from commands.actions.shifts import cancel_shift
from commands.papers import Paper
from commands.papers.calendar import called_off, seats
from commands.post import OF_A_SEAT, Post
from commands.texts import say
from commands.wording import about
from storage.models import District, Signup
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.states import SignupState

MERGED = "shift-merged"


@dataclass(frozen=True, slots=True)
class Merged:
    """The shift that is held, as it stands now; how many have a seat on it or wait, and who was told."""

    into: ShiftView
    seated: int
    waiting: int
    told: Told


async def merge(post: Post, district: District, source_id: int, target_id: int) -> Merged:
    """Move everyone in the order of signing up, in the open transaction; each hears of it once.

    Who has a seat there already keeps it; who is busy then or does not fit waits for one. Raises Refusal when
    the first shift is cancelled or over.
    """
    store = post.store
    for shift_id in sorted((source_id, target_id)):
        await store.shifts.hold(shift_id)
    people = await store.signups.of_shift(source_id, *HAS_A_PLACE)
    people.sort(
        key=lambda one: (one.signup.state != SignupState.BOOKED, one.signup.created_at, one.signup.id)
    )
    could = await poll_offers.asked_about(store, source_id)
    source = (await cancel_shift(store, source_id, now=post.now)).shift
    for one in people:
        await _move(post, district, one.signup, target_id)
    into = await settle(post, district, target_id)
    states = []
    for one in people:
        there = await store.signups.find(target_id, one.person.id)
        if there is not None:
            states.append(there.state)
            await _tell(post, district, one, source, into, there)
    there_already = {one.person.id for one in await store.signups.of_shift(target_id, *HAS_A_PLACE)}
    could = [one for one in could if one not in there_already]
    await poll_offers.offer(post, district, into, could, moved=True)
    without = tuple(Untold(one.person, (source, into)) for one in people if not one.has_chat)
    seated = states.count(SignupState.BOOKED)
    reached = frozenset(one.person.id for one in people if one.has_chat)
    return Merged(into, seated, len(states) - seated, Told(MERGED, reached, without))


async def _move(post: Post, district: District, signup: Signup, target_id: int) -> None:
    """A seat there, else a place in the line. They keep their age: who came first is not the last now."""
    store, person_id = post.store, signup.person_id
    there = await store.signups.find(target_id, person_id)
    if there is not None and there.state in HAS_A_PLACE:
        return
    wish = Wish(guests=signup.guests, role=signup.role)
    outcome = await sign_up(post, district, target_id, person_id, wish)
    if isinstance(outcome, NoRole):
        outcome = await sign_up(post, district, target_id, person_id, Wish(guests=signup.guests))
    if isinstance(outcome, Placed | Waiting):
        moved = outcome.signup
    else:
        target = await store.shifts.view(target_id)
        moved = await wait_at_end(post, target, person_id, guests=signup.guests, role=None)
    await store.signups.change(moved, created_at=signup.created_at, booked_by_id=signup.booked_by_id)


async def _tell(
    post: Post, district: District, booking: Booking, source: ShiftView, into: ShiftView, there: Signup
) -> None:
    """What they know of the first shift and has not gone out yet, is not said any more."""
    await post.store.flush()
    await post.store.outbox.withdraw_for_signup(booking.person.id, source.id, OF_A_SEAT)
    message = say(
        MERGED,
        **about(into),
        before=say("shift-short", **about(source)),
        state=there.state.value,
        prefix=post.house.prefix,
    )
    await post.to_person(
        booking.person.id,
        message,
        district=district,
        shift_id=into.id,
        helps_until=min(one for one in (helps_until(source, post.now), into.starts) if one is not None),
        attachment=_paper(post, district, booking.signup, source, into, there),
    )


def _paper(
    post: Post, district: District, signup: Signup, source: ShiftView, into: ShiftView, there: Signup
) -> Paper:
    """The one shift out of their calendar, and the other one in, if they have a seat there."""
    gone = called_off(post, district, [(source, signup)])
    if there.state != SignupState.BOOKED:
        return gone
    new = seats(post, district, [(into, there)])
    return {**new, "events": [*new["events"], *gone["events"]]}
