"""Seats that somebody gives or takes for somebody else, and telling that person."""

from __future__ import annotations

from dataclasses import dataclass

from commands.actions.moment import Moment
from commands.actions.people import Meant, by_address, by_name, helps_until, typed_by
from commands.actions.seats import (
    AlreadyIn,
    Changed,
    NoSeat,
    NotOpen,
    Overlapping,
    Placed,
    leave,
    sign_up,
)
from commands.context import Context
from commands.texts import Say, say
from commands.wording import about, named
from storage.models import Person
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking

Outcome = Placed | Changed | AlreadyIn | NoSeat | NotOpen | Overlapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """Who was meant, and what became of it."""

    meant: Meant
    outcome: Outcome


async def enter(ctx: Context, shift: ShiftView, *, address: str | None, name: str | None) -> Entered:
    """Give the person a seat and tell them; whoever has no chat is noted by name. In an open transaction.

    Unless the outcome is `Placed`, nothing but the person may have been written: the caller undoes that.
    """
    store = ctx.store
    if address is not None:
        meant = await by_address(store, ctx.platform, address, now=ctx.now)
    else:
        meant = await by_name(store, name or "", district_id=ctx.district.id, now=ctx.now)
    outcome = await sign_up(
        store,
        shift.id,
        meant.person.id,
        moment=Moment(now=ctx.now, zone=ctx.zone, house=ctx.house),
        booked_by=ctx.asker.id,
        # Whether somebody is busy elsewhere is for organizers alone to know; they themselves are told.
        anyway=ctx.anyway or not ctx.is_organizer,
    )
    if isinstance(outcome, Placed) and meant.person.id != ctx.asker.id:
        message = say(
            "booked-by-other",
            **about(outcome.shift),
            by=named(ctx.asker, ctx.identity),
            leave=typed_by(ctx, meant.person, "leave", f"#{shift.number}"),
        )
        await _tell(ctx, meant.person, message, outcome.shift)
    return Entered(meant=meant, outcome=outcome)


async def take_off(ctx: Context, booking: Booking) -> ShiftView:
    """Free somebody's seat and tell them; the shift as it stands then. In an open transaction."""
    shift = await leave(ctx.store, booking.signup, now=ctx.now)
    if booking.person.id != ctx.asker.id:
        message = say("unbooked-by-other", **about(shift), by=named(ctx.asker, ctx.identity))
        await _tell(ctx, booking.person, message, shift)
    return shift


async def _tell(ctx: Context, person: Person, message: Say, shift: ShiftView) -> None:
    await ctx.post.to_person(
        person.id,
        message,
        district=ctx.district,
        shift_id=shift.id,
        helps_until=helps_until(shift, ctx.now),
    )
