"""Who may use a command at all; what more a handler asks (the lead of this very activity) it asks itself."""

from __future__ import annotations

from commands.actions.find import WordsAfterNumber, read_wanted
from commands.actions.membership import LEFT
from commands.context import Context
from commands.declare import Command, Who
from commands.reply import Refusal
from commands.rules.numbers import leading_shift_number
from commands.texts import Code, Say, say
from storage.states import RoomRole

_OWN_DATA = frozenset({"help", "language", "mine", "leave", "privacy", "mydata", "forgetme"})
"""What anybody may do who is no longer in the district's rooms: it is about themselves alone."""


async def admit(ctx: Context, command: Command, rest: str) -> None:
    """Raises Refusal for a command that is not for the asker. Roles come from the database only.

    `rest` is what was typed after its name: "boka" is how many would say that they want a seat.
    """
    alone = ctx.room.role is RoomRole.DIRECT and command.id not in _OWN_DATA
    if alone and await ctx.store.members.is_absent(ctx.district.id, ctx.asker.id):
        absence = await ctx.store.members.absence(ctx.district.id, ctx.asker.id)
        raise Refusal(
            "error-gone",
            district=ctx.district.name,
            removed=absence is not None and absence.how != LEFT,
            leave=Code(ctx.typed("leave")),
        )
    if command.who is Who.ALL or ctx.is_organizer:
        return
    if command.who is Who.LEAD and await ctx.store.people.leads_any(ctx.district.id, ctx.asker.id):
        return
    if command.id == "book" and (shift := await _shift_in(ctx, rest)) is not None:
        raise Refusal("error-forbidden", who=say("forbidden-book", signup=Code(ctx.typed("signup", shift))))
    if command.id in _MEANT:
        raise Refusal("error-forbidden", who=await _meant(ctx, command.id, rest))
    raise Refusal("error-forbidden", who=command.who.value)


_MEANT = {"attended": "checkin", "excused": "leave"}
"""What a volunteer most likely wanted to say of themselves, instead of entering it for others."""


async def _meant(ctx: Context, used: str, rest: str) -> Say:
    shift = await _shift_in(ctx, rest)
    typed = Code(ctx.typed(_MEANT[used], *([shift] if shift else [])))
    return (
        say("forbidden-attended", checkin=typed)
        if used == "attended"
        else say("forbidden-excused", leave=typed)
    )


async def _shift_in(ctx: Context, rest: str) -> str | None:
    """What to write after "anmäl" for the shift that was meant, if one was."""
    if numbered := leading_shift_number(rest):
        return numbered[0]
    text = rest.partition("@")[0].partition('"')[0].strip()
    if not text:
        return None
    try:
        wanted = await read_wanted(ctx.store, text, district_id=ctx.district.id, now=ctx.now, zone=ctx.zone)
    except (Refusal, WordsAfterNumber):
        return None
    return text if wanted.number is None else f"#{wanted.number}"
