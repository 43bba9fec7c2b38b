"""`watch`: hearing of an activity's new shifts and free seats, or no longer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from commands.actions.find import find_activity
from commands.context import Context
from commands.declare import Command, Param, Takes, Thing, command
from commands.parameters import check_live
from commands.reply import Refusal, Reply, answer
from commands.rules.names import fold, without_stops
from commands.texts import Code, Listed, Say, say
from storage.models import Activity, District, Person, Watch
from storage.store import Store

OFF = frozenset({"off", "av", "stop", "stopp", "sluta", "inte", "nej", "no"})


async def _written(_ctx: Context, text: str, _command: Command) -> str:
    return text


ActivityOrOff = Annotated[
    str,
    Param(
        takes=Takes.REST,
        label={"sv": "AKTIVITET [av]", "en": "ACTIVITY [off]"},
        resolve=_written,
    ),
]


async def _things(store: Store, district: District, person: Person, text: str) -> list[Thing]:
    """The activity of that name; to stop watching only one that is watched."""
    words = without_stops(text).split()
    off = [word for word in words if fold(word) in OFF]
    try:
        found = await find_activity(
            store, " ".join(word for word in words if word not in off), district_id=district.id
        )
    except Refusal:
        return []
    if off and found.id not in {one.id for one in await store.watches.of_person(person.id, [district.id])}:
        return []
    return [Thing(found.title, " ".join([found.slug, *off]))]


@command("watch", en=("watch",), sv=("bevaka",), things=_things)
async def watch(ctx: Context, activity: ActivityOrOff | None = None) -> Reply:
    """Begin or stop watching an activity; `off` alone stops all of it; nothing shows what one watches."""
    words = without_stops(activity or "").split()
    off = [word for word in words if fold(word) in OFF]
    named = " ".join(word for word in words if fold(word) not in OFF)
    if not named:
        return await _stop_all(ctx) if off else await _mine(ctx)
    district, found = await _find(ctx, named)
    if not off:
        check_live(ctx, found)
    stop = Code(ctx.typed("watch", found.slug, {"sv": "av", "en": "off"}[ctx.language]))
    async with ctx.transaction() as store:
        if off:
            stopped = await store.watches.stop(found.id, ctx.asker.id)
            again = Code(ctx.typed("watch", found.slug))
            return answer("watch-off" if stopped else "watch-was-off", title=found.title, again=again)
        began = await store.watches.start(
            Watch(
                district_id=district.id,
                activity_id=found.id,
                person_id=ctx.asker.id,
                created_at=ctx.now,
            )
        )
    return answer("watch-on" if began else "watch-was-on", title=found.title, stop=stop)


async def _find(ctx: Context, named: str) -> tuple[District, Activity]:
    """The activity, in this district or another that the asker has dealings with. Raises Refusal.

    One that is archived where no other is called so.
    """
    refused: Refusal | None = None
    districts = (ctx.district, *ctx.others)
    for district, archived_too in (*((one, False) for one in districts), *((one, True) for one in districts)):
        try:
            found = await find_activity(ctx.store, named, district_id=district.id, archived=archived_too)
            return district, found
        except Refusal as unknown:
            refused = refused or unknown
    assert refused is not None  # there is at least one district
    raise refused


async def _mine(ctx: Context) -> Reply:
    watched = await _watched(ctx)
    known = watched or await ctx.store.activities.all(ctx.district.id)
    example = known[0].slug if known else None
    return answer(
        "watch-list",
        activities=_titles(watched),
        watch=Code(ctx.typed("watch", example)) if example else None,
        stop=Code(ctx.typed("watch", example, {"sv": "av", "en": "off"}[ctx.language])) if example else None,
        all=Code(ctx.typed("activities")),
    )


async def _stop_all(ctx: Context) -> Reply:
    watched = await _watched(ctx, archived=True)
    async with ctx.transaction() as store:
        for one in watched:
            await store.watches.stop(one.id, ctx.asker.id)
    return answer("watch-off-all", activities=_titles(watched))


async def _watched(ctx: Context, *, archived: bool = False) -> Sequence[Activity]:
    districts = [one.id for one in (ctx.district, *ctx.others)]
    return await ctx.store.watches.of_person(ctx.asker.id, districts, archived=archived)


def _titles(activities: Sequence[Activity]) -> Listed:
    titles: list[Say] = [say("watch-title", title=one.title) for one in activities]
    return Listed(titles)
