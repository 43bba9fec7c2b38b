"""`tell`: one message to everyone who is booked on a shift, each alone."""

from __future__ import annotations

from commands.actions.people import helps_until, must_lead
from commands.context import Context
from commands.declare import Who, command
from commands.parameters import Broadcast, Shift
from commands.reply import Refusal, Reply
from commands.rules.quiet import quiet_until
from commands.texts import Code, Lines, Verbatim, say
from commands.wording import about, named
from storage.states import ON_THE_ROSTER


@command("broadcast", en="tell", sv="meddela", who=Who.LEAD)
async def broadcast(ctx: Context, shift: Shift, text: Broadcast) -> Reply:
    """Send the text to all who are booked, by direct message; who cannot be reached is named to the asker."""
    must_lead(ctx, shift.lead_id)
    bookings = await ctx.store.signups.of_shift(shift.id, *ON_THE_ROSTER)
    if not bookings:
        raise Refusal(
            "error-nobody-booked", **about(shift), roster=Code(ctx.typed("booked", f"#{shift.number}"))
        )
    by = named(ctx.asker, ctx.identity)
    message = say("broadcast", **about(shift), by=by, text=Verbatim(text))
    useful = helps_until(shift, ctx.now)
    async with ctx.transaction():
        for one in bookings:
            await ctx.post.to_person(
                one.person.id, message, district=ctx.district, shift_id=shift.id, helps_until=useful
            )
    ctx.record("broadcast", subject=f"shift:{shift.number}")
    unreached = [named(one.person) for one in bookings if not one.has_chat]
    later = quiet_until(ctx.now, quiet=ctx.house.quiet, zone=ctx.zone)
    done = say(
        "broadcast-done",
        **about(shift),
        told=len(bookings) - len(unreached),
        unreached=len(unreached),
        names=Lines(unreached) if ctx.may_name_people else None,
        later=None if later is None or (useful is not None and useful <= later) else later,
    )
    if not unreached or ctx.may_name_people:
        return Reply(say=done)
    return Reply(say=done, privately=say("broadcast-unreached", **about(shift), names=Lines(unreached)))
