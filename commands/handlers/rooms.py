"""What the bot knows of the room it is spoken to in: whose it is, what for, in which language."""

from __future__ import annotations

from commands.actions.rooms import RoomWishes, change_room, digest_at
from commands.context import Context
from commands.declare import Who, command
from commands.parameters import Branch, Digest, DistrictKey, Language, RoleOfRoom
from commands.reply import Refusal, Reply, answer
from commands.texts import Lines, Value, say
from storage.models import District
from storage.states import RoomRole


@command("room", en="room", sv="rum", who=Who.ORGANIZER)
async def room(
    ctx: Context,
    role: RoleOfRoom | None = None,
    branch: Branch | None = None,
    language: Language | None = None,
    digest: Digest | None = None,
    district: DistrictKey | None = None,
) -> Reply:
    """Show how this room is set, or set it. A direct message is nobody's room to set."""
    if ctx.room.role is RoomRole.DIRECT:
        raise Refusal("error-room-direct")
    wishes = RoomWishes(role=role, branch=branch, language=language, digest=digest, district=district)
    if not wishes.any():
        return answer("room-shown", settings=_lines(ctx, ctx.district))
    async with ctx.transaction() as store:
        belongs = await change_room(store, ctx.room, wishes, district=ctx.district, person_id=ctx.asker.id)
    ctx.record("room", subject=f"room:{ctx.room.id}")
    return answer("room-set", settings=_lines(ctx, belongs))


def _lines(ctx: Context, district: District) -> Value:
    lines = [
        say("room-line-role", role=ctx.room.role.value, branch=ctx.room.branch),
        say("room-line-names", names=ctx.may_name_people),
        say("room-line-language", language=ctx.room.language or district.language),
        say("room-line-digest", time=digest_at(ctx.room, ctx.house.digest)),
        say("room-line-district", district=district.name),
    ]
    return Lines(lines)
