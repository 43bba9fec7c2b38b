"""`status`: how things stand, for those who organize; on one screen of a phone, without names."""

from __future__ import annotations

from commands.actions import retention
from commands.actions import status as actions
from commands.context import Context
from commands.declare import Who, command
from commands.reply import Reply, answer
from commands.texts import Code, Lines, Listed, Say, say
from storage.states import RoomRole

MOST_SHIFTS = 10


@command("status", en=("status",), sv=("läget", "läge"), who=Who.ORGANIZER)
async def status(ctx: Context) -> Reply:
    """What the bot may do here, what it does next, what waits or failed, how full the two weeks are."""
    await ctx.store.flush()
    coming = await actions.coming(ctx.store, ctx.district.id)
    waiting = await actions.waiting(ctx.store, ctx.district.id, now=ctx.now)
    fullness = await actions.fullness(ctx.store, ctx.district.id, now=ctx.now, most=MOST_SHIFTS)
    sums = {name: value for name, value in fullness.items() if name != "lines"}
    lines = fullness["lines"]
    kinds = waiting.pop("kinds")
    return answer(
        "status",
        district=ctx.district.name,
        here=_here(ctx),
        silent=await _silent(ctx),
        coming=Lines(coming),
        outbox=say("status-outbox", **waiting, kinds=Listed(kinds) if isinstance(kinds, list) else None),
        weeks=say("status-weeks", **sums),
        lines=Lines(lines) if isinstance(lines, list) else None,
        more=fullness["more"],
        kept=say(
            "status-kept",
            days=ctx.house.keep_days,
            months=retention.ROOMS.days // 30,
            last=await retention.last_time(ctx.store),
            log=Code(ctx.typed("audit")),
        ),
        version=ctx.house.version,
    )


def _here(ctx: Context) -> Say | None:
    """What the bot may do in this room; nothing to say of a direct one."""
    if ctx.room.role is RoomRole.DIRECT:
        return None
    rights = ctx.room_rights(ctx.room.address)
    if rights is None:
        return say("status-here-unknown")
    return say(
        "status-here",
        write=rights.can_write,
        mention=rights.can_mention,
        pin=rights.can_pin,
        seen=rights.seen.astimezone(ctx.zone).time().replace(second=0, microsecond=0),
    )


async def _silent(ctx: Context) -> Listed | None:
    """Other rooms of the district in which the bot may not write."""
    rooms = await ctx.store.rooms.of_district(
        ctx.district.id, RoomRole.DISTRICT, RoomRole.BRANCH, RoomRole.ORGANIZERS
    )
    found: list[str] = []
    for room in rooms:
        rights = ctx.room_rights(room.address)
        if room.id != ctx.room.id and rights is not None and not rights.can_write:
            found.append(rights.name or room.branch or room.address)
    return Listed(found) if found else None
