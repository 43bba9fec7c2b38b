"""Taking a seat on a shift, giving it up, and looking at one's own."""

from __future__ import annotations

from commands.actions.seats import (
    AlreadyIn,
    Changed,
    Moment,
    NoSeat,
    NotOpen,
    Overlapping,
    Placed,
    closed_because,
    sign_up,
)
from commands.actions.seats import (
    leave as give_up,
)
from commands.context import Context
from commands.declare import command
from commands.parameters import Guests, OpenShift, OwnShift, Role, only_own
from commands.reply import WAYS_OUT, Refusal, Reply, answer
from commands.rules.seats import MOST_GUESTS
from commands.texts import Code, Lines, Say, say
from commands.wording import about, shift_lines
from storage.models import Signup
from storage.queries.shifts import ShiftView
from storage.states import SignupState

NEXT_SHOWN = 3


@command("signup", en="signup join", sv="anmäl jagkan", choose="signup-choose")
async def signup(
    ctx: Context, shift: OpenShift, guests: Guests | None = None, role: Role | None = None
) -> Reply:
    """Give the asker a seat on the shift.

    Asking twice changes nothing and says so kindly: on a shaky connection people press send again.
    """
    if guests is not None and not 0 <= guests <= MOST_GUESTS:
        raise Refusal("error-guests", most=MOST_GUESTS)
    async with ctx.transaction() as store:
        outcome = await sign_up(
            store,
            shift.id,
            ctx.asker.id,
            moment=Moment(now=ctx.now, zone=ctx.zone, house=ctx.house),
            guests=guests,
            role=role,
            anyway=ctx.anyway,
        )
    match outcome:
        case Placed(shift=now, signup=row):
            ctx.record("signup", subject=f"shift:{now.number}")
            return answer("signup-booked", **about(now), guests=row.guests, role=row.role)
        case Changed(shift=now, signup=row):
            ctx.record("signup-change", subject=f"shift:{now.number}")
            return answer("signup-changed", **about(now), guests=row.guests, role=row.role)
        case AlreadyIn(shift=now):
            return answer("signup-already", **about(now), leave=_typed(ctx, "leave", now))
        case NoSeat(shift=now):
            return await _full(ctx, now, guests=guests or 0)
        case Overlapping(shift=now, other=other):
            again = Code(ctx.typed("signup", f"#{now.number}", ctx.anyway_word))
            return answer(
                "signup-overlap", **about(now), other=say("shift-short", **about(other)), again=again
            )
        case NotOpen(shift=now, why=why):
            raise Refusal("error-shift-not-open", **about(now), why=why, leaving=False)


async def _full(ctx: Context, shift: ShiftView, *, guests: int) -> Reply:
    """No seat: say so, and where there still is room for them and their guests."""
    coming = await ctx.store.shifts.coming(
        ctx.district.id, now=ctx.now, activity_id=shift.activity_id, starts_from=ctx.now
    )
    free = [
        one
        for one in coming
        if one.id != shift.id
        and (one.left is None or one.left >= 1 + guests)
        and closed_because(one, ctx.now) is None
    ][:NEXT_SHOWN]
    extra = [f"guests={guests}"] if guests else []
    options = tuple(ctx.typed("signup", f"#{one.number}", *extra) for one in free)
    return Reply(
        say=say(
            "signup-full",
            **about(shift),
            wanted=1 + guests,
            others=len(free),
            shifts=shift_lines(free, numbered=True),
            all=Code(ctx.typed("shifts")),
        ),
        options=options,
    )


@command("leave", en="leave cancel unsign", sv="avboka avanmäl", choose="leave-choose")
async def leave(ctx: Context, shift: OwnShift | None = None) -> Reply:
    """Give up the asker's seat; without a shift, the only one they have."""
    chosen = shift or await only_own(ctx)
    if chosen.starts <= ctx.now:
        raise Refusal(
            "error-shift-not-open",
            **about(chosen),
            why="over" if chosen.ends <= ctx.now else "started",
            leaving=True,
        )
    async with ctx.transaction() as store:
        row = await store.signups.find(chosen.id, ctx.asker.id)
        if row is None or row.state != SignupState.BOOKED:
            raise Refusal("error-not-booked", **about(chosen), **WAYS_OUT)
        now = await give_up(store, row, now=ctx.now)
    ctx.record("leave", subject=f"shift:{now.number}")
    return answer("leave-done", **about(now), again=_typed(ctx, "signup", now))


@command("mine", en="mine", sv="mina")
async def mine(ctx: Context) -> Reply:
    """The asker's coming shifts, by direct message or where they asked: they asked themselves."""
    shifts = await ctx.store.shifts.booked_by(ctx.district.id, ctx.asker.id, now=ctx.now)
    coming = await ctx.store.signups.coming_of(ctx.district.id, ctx.asker.id, now=ctx.now)
    seats = {one.shift_id: one for one in coming}
    ahead = [one for one in shifts if one.starts > ctx.now]
    if not shifts:
        return answer("mine-none", shifts=Code(ctx.typed("shifts")))
    return answer(
        "mine-list",
        shifts=Lines([_own_line(ctx, one, seats[one.id]) for one in shifts]),
        leave=_typed(ctx, "leave", ahead[0]) if ahead else None,
    )


def _own_line(ctx: Context, shift: ShiftView, seat: Signup) -> Say:
    now = shift.starts <= ctx.now
    return say("mine-line", **about(shift), guests=seat.guests, role=seat.role, now=now)


def _typed(ctx: Context, command_id: str, shift: ShiftView) -> Code:
    """What to type, for this very shift."""
    return Code(ctx.typed(command_id, f"#{shift.number}"))
