"""Appointing organizers, taking it back, and listing them."""

from __future__ import annotations

from commands.actions.organizers import appoint, dismissable, organizers_of
from commands.actions.people import by_address, known, typed_by
from commands.context import Context
from commands.declare import Who, command
from commands.parameters import Account
from commands.reply import Reply, answer
from commands.rules.quiet import quiet_until
from commands.texts import Code, Lines, Value, say
from commands.wording import named
from storage.models import Person


@command(
    "organizer-add",
    en=("organizer add", "organiser add"),
    sv=("organisatör ny", "organisator ny"),
    who=Who.ORGANIZER,
)
async def organizer_add(ctx: Context, account: Account) -> Reply:
    """Make somebody an organizer of the district, and tell them."""
    async with ctx.transaction() as store:
        meant = await by_address(store, ctx.platform, account, now=ctx.now)
        if not await appoint(store, meant.person, district_id=ctx.district.id, now=ctx.now):
            return answer("organizer-already", who=Code(account))
        await _tell(ctx, meant.person, "organizer-appointed")
    ctx.record("organizer-add", subject=f"district:{ctx.district.key}", person_id=meant.person.id)
    return answer(
        "organizer-add-done",
        who=Code(account),
        new=meant.new,
        later=quiet_until(ctx.now, quiet=ctx.house.quiet, zone=ctx.zone),
        undo=Code(ctx.typed("organizer-remove", account)),
    )


@command(
    "organizer-remove",
    en=("organizer remove", "organiser remove"),
    sv=("organisatör tabort", "organisatör ta", "organisator tabort", "organisator ta"),
    who=Who.ORGANIZER,
)
async def organizer_remove(ctx: Context, account: Account) -> Reply:
    """Take the role away, after a look at what that means; the last organizer stays."""
    async with ctx.transaction() as store:
        found = await known(store, ctx.platform, account)
        person_id = found[1].id if found else None
        organizer = await dismissable(ctx, person_id)
        again = ctx.typed("organizer-remove", account, ctx.anyway_word)
        values: dict[str, Value] = {
            "who": Code(account),
            "self": organizer.person.id == ctx.asker.id,
            "settings": organizer.from_settings,
        }
        if not ctx.anyway:
            return answer("organizer-remove-confirm", **values, again=Code(again))
        await store.people.remove_organizer(ctx.district.id, organizer.person.id)
        await _tell(ctx, organizer.person, "organizer-dismissed")
    ctx.record("organizer-remove", subject=f"district:{ctx.district.key}", person_id=organizer.person.id)
    return answer("organizer-remove-done", **values)


@command(
    "organizer-list",
    en=("organizer list", "organizer", "organizers", "organiser list", "organisers"),
    sv=("organisatör lista", "organisatör", "organisatörer", "organisator lista", "organisatorer"),
    who=Who.ORGANIZER,
)
async def organizer_list(ctx: Context) -> Reply:
    """Who organizes the district; by direct message where names may not be written."""
    organizers = await organizers_of(ctx.store, ctx.district.id)
    lines = [say("organizer-line", who=one.name, settings=one.from_settings) for one in organizers]
    ctx.record("organizer-list", subject=f"district:{ctx.district.key}")
    whole = say("organizer-list", organizers=Lines(lines), district=ctx.district.name)
    if ctx.may_name_people:
        return Reply(say=whole)
    return Reply(say=say("organizer-count", count=len(organizers)), privately=whole)


async def _tell(ctx: Context, person: Person, kind: str) -> None:
    if person.id == ctx.asker.id:
        return
    by = named(ctx.asker, ctx.identity)
    message = say(kind, by=by, district=ctx.district.name, help=typed_by(ctx, person, "help"))
    await ctx.post.to_person(person.id, message, district=ctx.district)
