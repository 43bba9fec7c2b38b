"""What the bot knows of the room it is spoken to in: whose it is, what for, in which language."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from commands.actions.digests import digest_time
from commands.actions.rooms import RoomWishes, change_room
from commands.context import Context
from commands.declare import Who, command
from commands.parameters import AnswersBy, Branch, Digest, DistrictKey, Language, RoleOfRoom
from commands.reply import Refusal, Reply, answer
from commands.rules.digests import digest_at
from commands.texts import Lines, Say, say
from storage.models import District
from storage.states import RoomRole


@command("room", en="room", sv="rum", who=Who.ORGANIZER)
async def room(
    ctx: Context,
    role: RoleOfRoom | None = None,
    branch: Branch | None = None,
    language: Language | None = None,
    digest: Digest | None = None,
    answers: AnswersBy | None = None,
    district: DistrictKey | None = None,
) -> Reply:
    """Show how this room is set, or set it; then only what was set is said, and all of it in a new district.

    A direct message is nobody's room to set.
    """
    if ctx.room.role is RoomRole.DIRECT:
        raise Refusal("error-room-direct")
    wishes = RoomWishes(
        role=role, branch=branch, language=language, digest=digest, answers=answers, district=district
    )
    if not wishes.any():
        return answer("room-shown", settings=Lines(list(_settings(ctx, ctx.district).values())))
    async with ctx.transaction() as store:
        belongs = await change_room(store, ctx.room, wishes, district=ctx.district, person_id=ctx.asker.id)
    ctx.record("room", subject=f"room:{ctx.room.id}")
    shown = _settings(ctx, belongs)
    if district is None:
        said = {"role": role or branch, "names": role or branch, "language": language}
        said |= {"digest": digest, "answers": answers}
        shown = {name: line for name, line in shown.items() if said.get(name) is not None}
    return answer("room-set", settings=Lines(list(shown.values())))


def _settings(ctx: Context, district: District) -> dict[str, Say]:
    """A line for everything that can be set, and for what follows from the role."""
    return {
        "role": say("room-line-role", role=ctx.room.role.value, branch=ctx.room.branch),
        "names": say("room-line-names", names=ctx.may_name_people),
        "language": say("room-line-language", language=ctx.room.language or district.language),
        "digest": _digest(ctx, ZoneInfo(district.timezone)),
        "answers": say("room-line-answers", way=ctx.room.answers or "message"),
        "district": say("room-line-district", district=district.name),
    }


def _digest(ctx: Context, zone: ZoneInfo) -> Say:
    """When the digest comes, which is not before quiet hours end; `wished` where that is another time."""
    wished = None if ctx.room.role is RoomRole.ORGANIZERS else digest_time(ctx.room.digest, ctx.house)
    if wished is None:
        return say("room-line-digest", time=None, wished=None)
    today = ctx.now.astimezone(zone).date()
    comes = digest_at(today, wished, quiet=ctx.house.quiet, zone=zone).astimezone(zone).time()
    return say("room-line-digest", time=comes, wished=None if comes == wished else wished)
