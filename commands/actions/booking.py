"""Seats that somebody gives or takes for somebody else, and telling that person."""

from __future__ import annotations

from dataclasses import dataclass

from commands.actions.people import Meant, by_address, by_name, helps_until, typed_by
from commands.actions.seats import (
    AlreadyIn,
    Changed,
    NoRole,
    NoSeat,
    NotOpen,
    Overlapping,
    Placed,
    Waiting,
    Wish,
    leave,
    sign_up,
)
from commands.context import Context
from commands.papers import Paper
from commands.papers.calendar import given_up, seats
from commands.texts import Say, say
from commands.wording import about, named
from storage.models import Person
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking

BOOKED_BY_OTHER = "booked-by-other"

Outcome = Placed | Changed | AlreadyIn | NoSeat | Waiting | NoRole | NotOpen | Overlapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Who was meant, and what became of it."""

    meant: Meant
    outcome: Outcome


async def enter(
    ctx: Context, shift: ShiftView, *, address: str | None, name: str | None, role: str | None = None
) -> Entered:
    """Give the person a seat, or another role, and tell them; whoever has no chat is noted by name.

    In an open transaction. Unless the outcome is `Placed` or `Changed`, nothing but the person may have been
    written: the caller undoes that.
    """
    store = ctx.store
    if address is not None:
        meant = await by_address(store, ctx.platform, address, now=ctx.now)
    else:
        meant = await by_name(store, name or "", district_id=ctx.district.id, now=ctx.now)
    wish = Wish(
        role=role,
        booked_by=ctx.asker.id,
        # Whether somebody is busy elsewhere is for organizers alone to know; they themselves are told.
        anyway=ctx.anyway or not ctx.is_organizer,
    )
    outcome = await sign_up(ctx.post, ctx.district, shift.id, meant.person.id, wish)
    if isinstance(outcome, Placed) and meant.person.id != ctx.asker.id:
        message = say(
            BOOKED_BY_OTHER,
            **about(outcome.shift),
            by=named(ctx.asker, ctx.identity),
            role=outcome.signup.role,
            leave=typed_by(ctx, meant.person, "leave", f"#{shift.number}"),
        )
        paper = seats(ctx.post, ctx.district, [(outcome.shift, outcome.signup)])
        await _tell(ctx, meant.person, message, outcome.shift, paper)
    if isinstance(outcome, Changed) and meant.person.id != ctx.asker.id:
        by = named(ctx.asker, ctx.identity)
        message = say("role-by-other", **about(outcome.shift), by=by, role=outcome.signup.role)
        await _tell(ctx, meant.person, message, outcome.shift, None)
    return Entered(meant=meant, outcome=outcome)


@dataclass(frozen=True, slots=True)
class Freed:
    """The shift as it stands without the person, and whether the booking was undone before they knew."""

    shift: ShiftView
    unheard: bool


async def take_off(ctx: Context, booking: Booking) -> Freed:
    """Free somebody's seat and tell them, unless they never knew that they had it. In an open transaction."""
    unheard = await _is_unheard(ctx, booking)
    shift = await leave(ctx.post, ctx.district, booking.signup)
    if booking.person.id != ctx.asker.id and not unheard:
        message = say("unbooked-by-other", **about(shift), by=named(ctx.asker, ctx.identity))
        paper = await given_up(ctx.post, ctx.district, shift, booking.signup)
        await _tell(ctx, booking.person, message, shift, paper)
    return Freed(shift, unheard)


async def _is_unheard(ctx: Context, booking: Booking) -> bool:
    """Whether the letter about the booking waits for the morning, and nothing since has told them of it.

    Whoever wrote to the bot in the meantime may have seen the shift among theirs. If they had the seat
    before and lost it in the same night, the letter about that waits too, and is the one that they get.
    """
    identity = booking.identity
    if identity is None:
        return False
    shift_id = booking.signup.shift_id
    await ctx.store.flush()
    held = await ctx.store.outbox.held_back(booking.person.id, shift_id, BOOKED_BY_OTHER, now=ctx.now)
    if held is None:
        return False
    row, since = held
    if await ctx.store.inbox.wrote_since(identity.platform, identity.address, since=since):
        return False
    return not await ctx.store.outbox.told_about(identity.id, shift_id, after=row)


async def _tell(ctx: Context, person: Person, message: Say, shift: ShiftView, paper: Paper | None) -> None:
    await ctx.post.to_person(
        person.id,
        message,
        district=ctx.district,
        shift_id=shift.id,
        helps_until=helps_until(shift, ctx.now),
        attachment=paper,
    )
