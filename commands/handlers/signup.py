"""Taking a seat on a shift, giving it up, and looking at one's own."""

from __future__ import annotations

from commands.actions.find import own_on_weekday
from commands.actions.line import HAS_A_PLACE
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
    closed_because,
)
from commands.actions.seats import (
    leave as give_up,
)
from commands.actions.standins import sign_up_or_step_in
from commands.context import Context
from commands.declare import command
from commands.papers.calendar import calendar_of, everywhere, given_up, seats
from commands.parameters import CalendarForm, Guests, OpenShift, OwnShift, Role
from commands.reply import WAYS_OUT, Refusal, Reply, answer
from commands.rules.districts import with_district
from commands.rules.seats import MOST_GUESTS
from commands.texts import Code, Lines, Say, Value, say
from commands.which_shift import only_own
from commands.wording import about, listing
from storage.models import District, Signup
from storage.queries.shifts import ShiftView
from storage.queries.signups import OwnSeat
from storage.states import RoomRole, SignupState

NEXT_SHOWN = 3


@command("signup", en="signup join", sv="anmäl jagkan", choose="signup-choose", for_anybody=True)
async def signup(
    ctx: Context, shift: OpenShift, guests: Guests | None = None, role: Role | None = None
) -> Reply:
    """Give the asker a seat on the shift.

    Asking twice changes nothing and says so kindly: on a shaky connection people press send again.
    """
    if guests is not None and not 0 <= guests <= MOST_GUESTS:
        raise Refusal("error-guests", most=MOST_GUESTS)
    wish = Wish(guests=guests, role=role, anyway=ctx.anyway)
    async with ctx.transaction():
        outcome = await sign_up_or_step_in(ctx.post, ctx.district, shift.id, ctx.asker.id, wish)
    match outcome:
        case Placed(shift=now, signup=row):
            ctx.record("signup", subject=f"shift:{now.number}")
            booked = say("signup-booked", **about(now), guests=row.guests, role=row.role)
            return Reply(say=booked, attachment=calendar_of(ctx, now, row))
        case Changed(shift=now, signup=row):
            ctx.record("signup-change", subject=f"shift:{now.number}")
            spoken_of = row.guests if guests is not None else None
            return answer("signup-changed", **about(now), guests=spoken_of, role=row.role)
        case AlreadyIn(shift=now):
            leave = _typed(ctx, "leave", now) if now.starts > ctx.now else None
            return answer("signup-already", **about(now), leave=leave)
        case NoSeat(shift=now, signup=had):
            if had is not None:
                return _no_more_guests(ctx, now, had, wanted=guests or 0)
            return await _full(ctx, now, guests=guests or 0, role=role)
        case Waiting(shift=now, signup=row, position=position, new=new):
            ctx.record("waitlist" if new else "signup-change", subject=f"shift:{now.number}")
            return await _waiting(ctx, now, row, position=position, new=new)
        case NoRole():
            return _no_role(ctx, outcome, guests=guests or 0)
        case Overlapping(shift=now, other=other):
            said = [*_with(ctx, guests=guests or 0, role=role), ctx.anyway_word]
            again = Code(ctx.typed("signup", f"#{now.number}", *said))
            return answer(
                "signup-overlap",
                **about(now),
                other=say("shift-short", **await _about_other(ctx, now, other)),
                again=again,
            )
        case NotOpen(shift=now, why=why, signup=had):
            # What is over or cancelled is no seat any more, and nothing to keep.
            kept = had.guests if had is not None and why in ("closed", "started") else None
            raise Refusal("error-shift-not-open", **about(now), why=why, leaving=False, kept=kept)


async def _about_other(ctx: Context, shift: ShiftView, other: ShiftView) -> dict[str, Value]:
    """The other shift, with its district where it is not that of the first one."""
    if other.district_id == shift.district_id:
        return about(other)
    district = await ctx.store.rooms.district(other.district_id)
    return about(other) | {"number": with_district(district.key, other.number)}


async def _elsewhere(
    ctx: Context, shift: ShiftView, *, guests: int, role: str | None
) -> tuple[tuple[str, ...], dict[str, Value]]:
    """Where there still is room for them and their guests: whole commands, and values for the texts."""
    coming = await ctx.store.shifts.coming(
        ctx.district.id, now=ctx.now, activity_id=shift.activity_id, starts_from=ctx.now
    )
    own = {one.id for one in await ctx.store.shifts.booked_by(ctx.district.id, ctx.asker.id, now=ctx.now)}
    free = [
        one
        for one in coming
        if one.id not in {shift.id, *own}
        and (one.left is None or one.left >= 1 + guests)
        and closed_because(one, ctx.now) is None
    ][:NEXT_SHOWN]
    said = _with(ctx, guests=guests, role=role)
    options = tuple(ctx.typed("signup", f"#{one.number}", *said) for one in free)
    return options, {
        "wanted": 1 + guests,
        "others": len(free),
        **listing(free, numbered=True),
        "example": Code(options[0]) if options else None,
        "all": Code(ctx.typed("shifts")),
    }


async def _full(ctx: Context, shift: ShiftView, *, guests: int, role: str | None) -> Reply:
    """More people than the shift has seats in all: no use in waiting."""
    options, values = await _elsewhere(ctx, shift, guests=guests, role=role)
    return Reply(
        say=say("signup-full", **about(shift), **values, kept=None, again=None, offered=False),
        options=options,
    )


async def _waiting(ctx: Context, shift: ShiftView, signup: Signup, *, position: int, new: bool) -> Reply:
    """A place in the line, and where there is a seat for those who would rather have one at once."""
    options, values = await _elsewhere(ctx, shift, guests=signup.guests, role=signup.role)
    return Reply(
        say=say(
            "signup-waitlisted",
            **about(shift),
            **values,
            position=position,
            new=new,
            role=signup.role,
            leave=_typed(ctx, "leave", shift),
        ),
        options=options,
    )


def _no_role(ctx: Context, outcome: NoRole, *, guests: int) -> Reply:
    """Not in that role; which others there are, to be taken by a number."""
    said = [_with(ctx, guests=guests, role=role) for role in outcome.others]
    fewer = _with(ctx, guests=outcome.fits - 1, role=outcome.role) if outcome.fits else None
    options = tuple(ctx.typed("signup", f"#{outcome.shift.number}", *one) for one in said)
    return Reply(
        say=say(
            "error-role",
            **about(outcome.shift),
            role=outcome.role or None,
            why=outcome.why,
            roles=Lines(list(outcome.others), numbered=True),
            others=len(outcome.others),
            party=outcome.party,
            fits=outcome.fits,
            fewer=_again(ctx, outcome.shift, fewer) if fewer is not None else None,
            plain=_again(ctx, outcome.shift, _with(ctx, guests=guests, role=None))
            if outcome.without
            else None,
            all=Code(ctx.typed("shifts")),
            example=Code(options[0]) if options else None,
        ),
        options=options,
    )


def _again(ctx: Context, shift: ShiftView, said: list[str]) -> Code:
    return Code(ctx.typed("signup", f"#{shift.number}", *said))


def _no_more_guests(ctx: Context, shift: ShiftView, signup: Signup, *, wanted: int) -> Reply:
    """No seats for that many guests of somebody who has a seat: it stays theirs, and what to type."""
    fit = signup.guests + (shift.left or 0)
    fitting = _with(ctx, guests=fit if shift.left else wanted, role=None)
    return answer(
        "signup-full",
        **about(shift),
        kept=signup.guests,
        offered=signup.state == SignupState.OFFERED,
        again=Code(ctx.typed("signup", f"#{shift.number}", *fitting)),
        wanted=1 + wanted,
        others=0,
        **listing([]),
        example=None,
        all=Code(ctx.typed("shifts")),
    )


def _with(ctx: Context, *, guests: int, role: str | None) -> list[str]:
    """The options of a sign-up, to be typed again."""
    words = {"sv": ("gäster", "roll"), "en": ("guests", "role")}[ctx.language]
    return [
        *([f"{words[0]}={guests}"] if guests else []),
        *([f'{words[1]}="{role}"'] if role else []),
    ]


async def _own_instead(ctx: Context, text: str) -> list[ShiftView]:
    """Whoever leaves "on Tuesday" and has no seat on the nearest one means the Tuesday they have."""
    return await own_on_weekday(
        ctx.store, text, district_id=ctx.district.id, person_id=ctx.asker.id, now=ctx.now, zone=ctx.zone
    )


@command("leave", en="leave cancel unsign", sv="avboka avanmäl", choose="leave-choose", instead=_own_instead)
async def leave(ctx: Context, shift: OwnShift | None = None) -> Reply:
    """Give up the asker's seat; without a shift, the only one they have."""
    chosen = shift or await only_own(ctx)
    if chosen.starts <= ctx.now:
        raise Refusal(
            "error-shift-not-open",
            **about(chosen),
            why="over" if chosen.ends <= ctx.now else "started",
            leaving=True,
            kept=None,
        )
    async with ctx.transaction() as store:
        row = await store.signups.find(chosen.id, ctx.asker.id)
        if row is None or row.state not in HAS_A_PLACE:
            raise Refusal("error-not-booked", **about(chosen), **WAYS_OUT)
        was = row.state
        now = await give_up(ctx.post, ctx.district, row)
        booked = was == SignupState.BOOKED
        gone = await given_up(ctx.post, ctx.district, now, row) if booked else None
    ctx.record("leave", subject=f"shift:{now.number}")
    may_return = closed_because(now, ctx.now) is None and not await _is_gone(ctx)
    again = _typed(ctx, "signup", now) if may_return else None
    done = say("leave-done", **about(now), was=was.value, again=again)
    return Reply(say=done, attachment=gone)


async def _is_gone(ctx: Context) -> bool:
    """Whether they are in none of the rooms any more, and can only give up what they have."""
    alone = ctx.room.role is RoomRole.DIRECT
    return alone and await ctx.store.members.is_absent(ctx.district.id, ctx.asker.id)


@command("mine", en="mine", sv="mina")
async def mine(ctx: Context, form: CalendarForm | None = None) -> Reply:
    """The asker's coming shifts, by direct message or where they asked: they asked themselves.

    Written to the bot alone it means those of every district.
    """
    if form is not None:
        return await _mine_as_calendar(ctx)
    if ctx.others:
        return await _mine_everywhere(ctx)
    shifts = await ctx.store.shifts.booked_by(ctx.district.id, ctx.asker.id, now=ctx.now)
    seats = await _seats(ctx, ctx.district)
    ahead = [one for one in shifts if one.starts > ctx.now]
    if not shifts:
        return answer("mine-none", shifts=Code(ctx.typed("shifts")))
    return answer(
        "mine-list",
        shifts=Lines([await _own_line(ctx, one, seats[one.id]) for one in shifts]),
        leave=_typed(ctx, "leave", ahead[0]) if ahead else None,
    )


async def _mine_as_calendar(ctx: Context) -> Reply:
    """All of them as one file for the calendar, also those whose own file was lost or never sent."""
    found: list[tuple[District, list[tuple[ShiftView, Signup]]]] = []
    for district in (ctx.district, *ctx.others):
        held = [
            (one, row)
            for one in await ctx.store.shifts.booked_by(district.id, ctx.asker.id, now=ctx.now)
            if (row := await ctx.store.signups.find(one.id, ctx.asker.id)) and row.state == SignupState.BOOKED
        ]
        if held:
            found.append((district, held))
    if not found:
        return answer("mine-none", shifts=Code(ctx.typed("shifts")))
    paper = everywhere(ctx.post, found) if ctx.others else seats(ctx.post, *found[0])
    return Reply(say=say("mine-calendar", shifts=sum(len(held) for _, held in found)), attachment=paper)


async def _mine_everywhere(ctx: Context) -> Reply:
    """The shifts of all districts together, soonest first, each with its district's name."""
    found: list[tuple[ShiftView, str, Say]] = []
    for district in (ctx.district, *ctx.others):
        seats = await _seats(ctx, district)
        for shift in await ctx.store.shifts.booked_by(district.id, ctx.asker.id, now=ctx.now):
            number = with_district(district.key, shift.number)
            line = await _own_line(ctx, shift, seats[shift.id], number=number)
            found.append((shift, number, say("line-of-district", line=line, district=district.name)))
    if not found:
        return answer("mine-none", shifts=Code(ctx.typed("shifts")))
    found.sort(key=lambda one: (one[0].starts, one[1]))
    ahead = [number for shift, number, _ in found if shift.starts > ctx.now]
    return answer(
        "mine-list",
        shifts=Lines([line for _, _, line in found]),
        leave=Code(ctx.typed("leave", f"#{ahead[0]}")) if ahead else None,
    )


async def _seats(ctx: Context, district: District) -> dict[int, OwnSeat]:
    """The asker's coming seats in a district, by shift."""
    coming = await ctx.store.signups.coming_of(district.id, ctx.asker.id, now=ctx.now)
    return {one.shift_id: one for one in coming}


async def _own_line(ctx: Context, shift: ShiftView, seat: OwnSeat, *, number: str | None = None) -> Say:
    """`number`: with the district, where there are several."""
    values = about(shift) if number is None else about(shift) | {"number": number}
    position = 0
    if seat.state == SignupState.WAITLISTED and (row := await ctx.store.signups.find(shift.id, ctx.asker.id)):
        position = await ctx.store.signups.position(row)
    return say(
        "mine-line",
        **values,
        guests=seat.guests,
        role=seat.role,
        now=shift.starts <= ctx.now,
        state=seat.state.value,
        position=position,
        seeking=seat.seeking,
    )


def _typed(ctx: Context, command_id: str, shift: ShiftView) -> Code:
    """What to type, for this very shift."""
    return Code(ctx.typed(command_id, f"#{shift.number}"))
