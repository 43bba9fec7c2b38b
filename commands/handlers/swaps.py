"""Asking one certain person to take over one's seat, and that person's answer."""

from __future__ import annotations

from commands.actions import swaps
from commands.actions.people import known
from commands.actions.swaps import ask_to_swap, may_be_asked, open_swap
from commands.context import Context
from commands.declare import command
from commands.handlers.standins import off_word, own_seat
from commands.parameters import OwnShift, Whom
from commands.reply import Refusal, Reply, answer
from commands.texts import Code, Value
from commands.which_person import Someone, by_short_name
from commands.wording import about, named
from storage.models import Ask, Identity, Person
from storage.queries.shifts import ShiftView


@command("swap", en="swap", sv="byt byta", choose="standin-choose")
async def swap(ctx: Context, shift: OwnShift, whom: Whom) -> Reply:
    """Ask one person to take over the asker's seat. It is the asker's until that person has said yes."""
    signup = await own_seat(ctx, shift)
    whom = await by_short_name(ctx, whom)
    identity, person = await _person(ctx, shift, whom)
    if person.id == ctx.asker.id:
        raise _refused(ctx, "self", shift, whom)
    off = Code(ctx.typed("standin", f"#{shift.number}", off_word(ctx)))
    who: Value = named(person, identity) if ctx.may_name_people else None
    if await open_swap(ctx.post, signup, person) is not None:
        return answer("swap-already", **about(shift), who=who, off=off)
    if not await may_be_asked(ctx.post, shift, signup, person):
        raise _refused(ctx, "cannot", shift, whom)
    async with ctx.transaction():
        ask = await ask_to_swap(ctx.post, ctx.district, shift, signup, ctx.asker, person)
        if ask is None:
            raise _refused(ctx, "unknown", shift, whom)
        until = ask.until
    ctx.record("swap", subject=f"shift:{shift.number}", person_id=person.id)
    return answer("swap-asked", **about(shift), who=who, until=until, off=off)


async def _person(ctx: Context, shift: ShiftView, whom: Someone) -> tuple[Identity, Person]:
    """Somebody the bot knows and can write to. Raises Refusal."""
    if whom.address is None:
        raise _refused(ctx, "name", shift, whom)
    found = await known(ctx.store, ctx.platform, whom.address)
    if found is None:
        raise _refused(ctx, "unknown", shift, whom)
    return found


def _refused(ctx: Context, why: str, shift: ShiftView, whom: Someone) -> Refusal:
    number = f"#{shift.number}"
    return Refusal(
        "error-swap",
        why=why,
        text=Code((whom.written or whom.address or whom.name or "")[:60]),
        example=Code(ctx.typed("swap", number, "@bo:example.org")),
        standin=Code(ctx.typed("standin", number)),
    )


async def says_no(ctx: Context, ask: Ask, shift: ShiftView) -> Reply:
    """Who asked hears of it, and still has the seat."""
    await swaps.declined(ctx.post, ctx.district, ask, unanswered=False)
    return answer("standin-declined", **about(shift), off=Code(ctx.typed("standin", off_word(ctx))))
