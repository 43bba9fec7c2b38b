"""Being forgotten (issue 4, point 9): first what that means, then, said once more and alone, it is done."""

from __future__ import annotations

from commands.actions.forgetting import Standing, forget, standing
from commands.actions.people import entered_as
from commands.context import Context
from commands.declare import command
from commands.parameters import WholeWhom
from commands.reply import Refusal, Reply, answer
from commands.rules.names import fold
from commands.texts import Code, Lines, Say, Value, say
from commands.which_person import Someone, by_local_part, called
from commands.wording import named
from storage.models import Person
from storage.states import RoomRole

ONESELF = frozenset({"ja", "yes", "mig", "me", "jag", "allt", "all"})
"""What people write after the command and mean themselves. Here a yes confirms nothing: it may come first."""


@command(
    "forgetme",
    en=("forgetme", "forget me", "forget-me", "delete me", "erase me"),
    sv=("glömmig", "glöm mig", "radera mig", "ta bort mig"),
)
async def forgetme(ctx: Context, whom: WholeWhom | None = None) -> Reply:
    """Forget the asker, or, for an organizer, a person without chat. Never from a room, and never at once."""
    if whom is not None and whom.name is not None and fold(whom.name) in ONESELF:
        whom = None
    if whom is not None and whom.address != ctx.identity.address:
        return await _somebody_else(ctx, whom)
    again = ctx.typed("forgetme", ctx.anyway_word)
    seen = await standing(ctx.post, ctx.asker)
    if ctx.room.role is not RoomRole.DIRECT:
        await ctx.post.to_person(
            ctx.asker.id,
            _preview(ctx, seen, again),
            district=ctx.district,
            helps_until=ctx.now,  # they are awake
            yes=again,
        )
        return answer("forgetme-in-room", insists=ctx.anyway)
    if not ctx.anyway:
        return Reply(say=_preview(ctx, seen, again), yes=again, alone=True)
    async with ctx.transaction():
        await forget(ctx.post, ctx.asker)
    done = say("forgetme-done", messages=seen.messages, settings=seen.from_settings, namesake=seen.namesake)
    return Reply(say=done, farewell=True)


def _preview(ctx: Context, seen: Standing, again: str) -> Say:
    lines = [
        say("forgetme-seats", seats=seen.seats),
        say("forgetme-past"),
        say("forgetme-messages", messages=seen.messages),
    ]
    if seen.led:
        lines.append(say("forgetme-led", led=list(seen.led)))
    if seen.organizes:
        appoint = Code(ctx.typed("organizer-add"))
        last = list(seen.last) or None
        lines.append(say("forgetme-organizes", organizes=list(seen.organizes), last=last, appoint=appoint))
    if seen.namesake:
        lines.append(say("forgetme-namesake"))
    if seen.from_settings:
        lines.append(say("forgetme-settings"))
    if seen.texts:
        lines.append(say("forgetme-texts", texts=list(seen.texts)))
    if seen.removed:
        lines.append(say("forgetme-removed"))
    lines.append(say("forgetme-out-of-reach"))
    mydata = Code(ctx.typed("mydata"))
    return say("forgetme-confirm", lines=Lines(lines), mydata=mydata, again=Code(again))


async def _somebody_else(ctx: Context, whom: Someone) -> Reply:
    """Their account is somebody's own: only who has none needs another to ask for them."""
    if not ctx.is_organizer:
        raise Refusal("error-forgetme-others", again=Code(ctx.typed("forgetme")))
    whom = await by_local_part(ctx, whom)
    person = await _without_chat(ctx, whom)
    again = ctx.typed("forgetme", f'"{person.name}"', ctx.anyway_word)
    seen = await standing(ctx.post, person)
    counts: dict[str, Value] = {"seats": seen.seats, "past": seen.past, "messages": seen.messages}
    texts = list(seen.texts) if seen.texts and ctx.may_name_people else None
    if not ctx.anyway:
        who = named(person) if ctx.may_name_people else None
        shown = Code(again if ctx.may_name_people else ctx.typed("forgetme", "…", ctx.anyway_word))
        return Reply(
            say=say("forgetme-other-confirm", **counts, who=who, texts=texts, again=shown), yes=again
        )
    async with ctx.transaction():
        await forget(ctx.post, person, by_id=ctx.asker.id)
    ctx.has_recorded = True
    return answer("forgetme-other-done", **counts)


async def _without_chat(ctx: Context, whom: Someone) -> Person:
    own = Code(ctx.typed("forgetme"))
    if whom.name is None:
        raise Refusal("error-forgetme-account", own=own)
    found = await entered_as(ctx.store, whom.name, district_id=ctx.district.id)
    if found is not None:
        return found
    if await called(ctx, whom.name):
        raise Refusal("error-forgetme-account", own=own)
    raise Refusal("error-forgetme-unknown", booked=Code(ctx.typed("booked")))
