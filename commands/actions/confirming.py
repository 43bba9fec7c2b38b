"""Asking those booked whether they still come, some time before the shift (issue 3, point 6: `confirm=24h`).

Whoever signed up within the last day is not asked. Who is asked is not reminded at the same time: the
question says all that the reminder would. A seat whose holder has not answered in time stays theirs until
somebody waits for it: then it is given on (`commands.actions.line`).
"""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from commands.actions import asks
from commands.actions.appointments import CONFIRM as KIND
from commands.actions.appointments import shift_of
from commands.actions.line import settle
from commands.actions.reminders import leave_out
from commands.post import Post
from commands.rules.line import answer_by
from commands.rules.reminding import CLOSE, Expire, Send, Wait, decide
from commands.texts import say
from commands.wording import about
from storage.models import Ask, District, Due, Signup
from storage.states import AskState, ShiftState, SignupState
from storage.store import Store

CONFIRM = "confirm"
"""The kind of the questions."""
FRESH = timedelta(days=1)
"""Who signed up, or took an offered seat, so lately has just said that they come."""
LONGEST = timedelta(hours=12)

__all__ = ["CONFIRM", "KIND", "confirm", "not_confirmed", "perform"]


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Ask everyone who is booked, has chat and did not sign up just now."""
    shift = await shift_of(store, due.subject)
    if shift is None or shift.state == ShiftState.CANCELLED or not shift.confirm:
        return Expire("moved" if shift is None else "cancelled" if shift.confirm else "off")
    district = await store.rooms.district(shift.district_id)
    zone = ZoneInfo(district.timezone)
    decision = decide(due=due.due_at, starts=shift.starts, now=post.now, quiet=post.house.quiet, zone=zone)
    if not isinstance(decision, Send):
        return decision
    until = answer_by(
        starts=shift.starts, now=post.now, quiet=post.house.quiet, zone=zone, share=2, longest=LONGEST
    )
    said_so = await store.asks.said_yes(shift.id, since=post.now - FRESH)
    for one in await store.signups.of_shift(shift.id):
        fresh = one.person.id in said_so or post.now - one.signup.created_at < FRESH
        if not one.has_chat or fresh or one.signup.confirmed_at is not None:
            continue
        if await store.stand_ins.open_of_signup(one.signup.id):
            continue  # they have said that they cannot come
        message = say(
            "seat-confirm", **about(shift), guests=one.signup.guests, role=one.signup.role, until=until
        )
        asked = await asks.ask(
            post, district, CONFIRM, one.person.id, shift, message, until=until, signup_id=one.signup.id
        )
        if asked is not None:
            await store.signups.change(one.signup, confirm_by=until)
            await leave_out(store, one.signup, before=post.now + CLOSE, reason=KIND)
    return decision


async def confirm(post: Post, signup: Signup) -> bool:
    """They still come; whether that is new."""
    if signup.state != SignupState.BOOKED or signup.confirmed_at is not None:
        return False
    await post.store.signups.change(signup, confirmed_at=post.now)
    return True


async def still_comes(post: Post, signup: Signup) -> None:
    """They look for nobody else any more: if they were asked whether they come, that is a yes."""
    for one in await post.store.asks.of_shift(signup.shift_id, CONFIRM):
        if one.person_id == signup.person_id:
            await asks.answer(post.store, one, AskState.YES, now=post.now)
    if signup.confirm_by is not None:
        await confirm(post, signup)


async def not_confirmed(post: Post, district: District, ask: Ask) -> None:
    """The time is out: from now on the seat may be given on to somebody who waits."""
    await settle(post, district, ask.shift_id)
