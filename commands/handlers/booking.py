"""Seats for others: for somebody with an account, or for a person without chat, by name."""

from __future__ import annotations

from commands.actions.booking import enter, take_off
from commands.actions.calls import list_time
from commands.actions.line import HAS_A_PLACE
from commands.actions.moment import Moment
from commands.actions.people import Meant, among, is_name, must_lead, nearly
from commands.actions.roster import with_seats
from commands.actions.seats import AlreadyIn, Changed, NoRole, NoSeat, NotOpen, Overlapping, Placed, Waiting
from commands.context import Context
from commands.declare import Who, command
from commands.handlers.booking_roles import only_for_the_skilled, role_refused
from commands.parameters import Role, ShiftOfPerson, Whom
from commands.reply import Refusal, Reply, answer
from commands.texts import Code, Lines, PersonName, Value, say
from commands.which_person import Someone, by_local_part, called
from commands.wording import about, listing, named
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.states import ShiftState

NEXT_SHOWN = 3


@command("book", en="book", sv="boka", who=Who.LEAD)
async def book(ctx: Context, shift: ShiftOfPerson, whom: Whom, role: Role | None = None) -> Reply:
    """Give somebody else a seat on the shift, in a role; whoever can be reached by chat is told."""
    must_lead(ctx, shift.lead_id)
    whom = await by_local_part(ctx, whom)
    if whom.name is not None and not is_name(whom.name):
        raise Refusal("error-person", text=Code(whom.name[:60]))
    async with ctx.transaction():
        entered = await enter(ctx, shift, address=whom.address, name=whom.name, role=role)
        meant = entered.meant
        who = _who(ctx, named(meant.person, meant.identity))
        match entered.outcome:
            case Placed(shift=now, signup=row):
                reach = _reach(ctx, meant.person.id, chat=meant.identity is not None, new=meant.new)
            case AlreadyIn(shift=now):
                ctx.record("roster", subject=f"shift:{now.number}", person_id=meant.person.id)
                return answer("book-already", **about(now), who=who)
            case Changed(shift=now, signup=row):
                ctx.record("book-change", subject=f"shift:{now.number}", person_id=meant.person.id)
                told = meant.identity is not None and meant.person.id != ctx.asker.id
                return answer("book-changed", **about(now), who=who, role=row.role, told=told)
            case NoRole():
                raise role_refused(ctx, entered.outcome, whom=_typed(ctx, whom), known=not _noted(meant))
            case NoSeat(shift=now) | Waiting(shift=now):
                skilled = await only_for_the_skilled(
                    ctx, now, whom=_typed(ctx, whom), known=not _noted(meant)
                )
                raise skilled or await _full(ctx, now, whom)
            case Overlapping(shift=now, other=other):
                raise _overlap(ctx, now, other, whom, named(meant.person, meant.identity))
            case NotOpen(shift=now, why=why):
                raise Refusal("error-book-closed", **about(now), why=why)
    ctx.record("book", subject=f"shift:{now.number}", person_id=meant.person.id)
    undo = Code(ctx.typed("unbook", f"#{now.number}", _typed(ctx, whom)))
    account = await _account_of_that_name(ctx, whom)
    moment = Moment(now=ctx.now, zone=ctx.zone, house=ctx.house)
    done = say(
        "book-done",
        **about(now),
        who=who,
        role=row.role,
        reach=reach,
        begun=now.starts <= ctx.now,
        listed=list_time(now, moment=moment),
        lead=now.lead_id is not None,
        undo=undo,
        account=account if ctx.may_name_people else None,
        tell=Code(ctx.typed("privacy")) if _noted(meant) else None,
    )
    if account is None or ctx.may_name_people:
        return Reply(say=done)
    alone = say("book-other-account", **about(now), text=Code(whom.name or ""), account=account, undo=undo)
    return Reply(say=done, privately=alone)


@command("unbook", en="unbook", sv="avbokaperson", who=Who.LEAD)
async def unbook(ctx: Context, shift: ShiftOfPerson, whom: Whom) -> Reply:
    """Free somebody's seat, until the shift is over, and tell them."""
    must_lead(ctx, shift.lead_id)
    if shift.state == ShiftState.CANCELLED or shift.ends <= ctx.now:
        why = "cancelled" if shift.state == ShiftState.CANCELLED else "over"
        raise Refusal("error-unbook-closed", **about(shift), why=why)
    async with ctx.transaction() as store:
        bookings = await store.signups.of_shift(shift.id, *HAS_A_PLACE)
        found = among(bookings, whom, without_chat=ctx.anyway)
        if len(found) != 1:
            return _not_found(ctx, shift, whom, found or nearly(bookings, whom))
        freed = await take_off(ctx, found[0])
    now = freed.shift
    ctx.record("unbook", subject=f"shift:{now.number}", person_id=found[0].person.id)
    who = _who(ctx, named(found[0].person, found[0].identity))
    reach = "unheard" if freed.unheard else "told" if found[0].has_chat else "no-chat"
    return answer("unbook-done", **about(now), who=who, reach=reach)


def _who(ctx: Context, name: PersonName) -> Value:
    """The name where it may be read; in other rooms it is only "the person" that was named there."""
    return name if ctx.may_name_people else None


def _noted(meant: Meant) -> bool:
    """Whether they were entered by name just now: a refusal undoes it."""
    return meant.new and meant.identity is None


def _reach(ctx: Context, person_id: int, *, chat: bool, new: bool) -> str:
    """How the person gets to know of it."""
    if not chat:
        return "no-chat"
    if person_id == ctx.asker.id:
        return "self"
    return "new" if new else "told"


async def _account_of_that_name(ctx: Context, whom: Someone) -> Code | None:
    """Somebody with chat who may be meant by the name that was entered: clients write a mention so."""
    if whom.name is None:
        return None
    accounts = await called(ctx, whom.name)
    return Code(accounts[0].address) if accounts else None


def _typed(ctx: Context, whom: Someone) -> str:
    return whom.typed(openly=not ctx.may_name_people)


async def _full(ctx: Context, shift: ShiftView, whom: Someone) -> Refusal:
    """No seat, and where there still is one."""
    free = await with_seats(ctx.store, shift, now=ctx.now, most=NEXT_SHOWN)
    again = Code(ctx.typed("book", f"#{free[0].number}", _typed(ctx, whom))) if free else None
    seats = {"sv": "platser", "en": "seats"}[ctx.language]
    edit = Code(ctx.typed("shift-edit", f"#{shift.number}", f"{seats}={(shift.seats or 0) + 1}"))
    return Refusal("error-shift-full", **about(shift), **listing(free), again=again, edit=edit)


def _overlap(ctx: Context, shift: ShiftView, other: ShiftView, whom: Someone, who: PersonName) -> Refusal:
    """Asks back. That somebody is busy is nothing for an open room: why, the asker is told alone."""
    again = Code(ctx.typed("book", f"#{shift.number}", _typed(ctx, whom), ctx.anyway_word))
    seen = say("shift-short", **about(other)) if other.district_id == ctx.district.id else None
    if ctx.may_name_people:
        return Refusal("book-overlap-confirm", **about(shift), who=who, other=seen, again=again)
    openly = Refusal("book-overlap-confirm", **about(shift), who=None, other=None, again=again)
    openly.privately = say("book-overlap-confirm", **about(shift), who=who, other=seen, again=again)
    return openly


def _not_found(ctx: Context, shift: ShiftView, whom: Someone, near: list[Booking]) -> Reply:
    """Nobody of that name is on it, or several are; who is near goes only where names may be read."""
    text = Code(_typed(ctx, whom)[:80])
    lines = Lines(
        [
            say(
                "unbook-near-line",
                name=named(one.person),
                account=one.identity.address if one.identity else None,
                only=Code(ctx.typed("unbook", f"#{shift.number}", f'"{one.person.name}"', ctx.anyway_word))
                if not one.has_chat and len(near) > 1
                else None,
            )
            for one in near
        ]
    )
    roster = Code(ctx.typed("booked", f"#{shift.number}"))
    openly = lines if ctx.may_name_people else None
    refused = say("error-not-booked-person", **about(shift), text=text, near=openly, roster=roster)
    if ctx.may_name_people or not near:
        return Reply(say=refused)
    return Reply(say=refused, privately=say("unbook-near", **about(shift), text=text, near=lines))
