"""`help`: what this person can say here, made from the declarations; nothing is written twice."""

from __future__ import annotations

from collections.abc import Sequence

from commands.context import Context
from commands.declare import Command, Registry, Takes, Who, command
from commands.parameters import CommandWords
from commands.refusing import unknown
from commands.reply import Refusal, Reply, answer
from commands.rules.names import fold
from commands.texts import Code, Lines, Listed, Say, say
from storage.states import RoomRole

NEAR_SHOWN = 3
_SECTION = frozenset(
    {"organizer", "organizers", "organiser", "organisers", "lead", "leads"}
    | {"organisatör", "organisatörer", "organisator", "organisatorer", "ansvarig", "ansvariga"}
)
"""`help organizer`: the commands of those who organize; `help organizer add` is one of them in detail."""


@command("help", en="help", sv="hjälp")
async def help_(ctx: Context, wanted: CommandWords | None = None) -> Reply:
    """What the asker may use here, in a line each; of one command everything, with an example."""
    leads = ctx.is_organizer or await ctx.store.people.leads_any(ctx.district.id, ctx.asker.id)
    allowed = [one for one in ctx.registry.commands if _may(ctx, one, leads=leads)]
    if wanted is None:
        return await _overview(ctx, allowed, leads=leads)
    words = fold(wanted).removeprefix(ctx.house.prefix).strip()
    if words in _SECTION:
        return _section(ctx, allowed)
    found = _named(ctx.registry, words)
    if not found:
        raise _unknown(ctx, wanted, allowed)
    usable = [one for one in found if one in allowed]
    if not usable:
        raise _not_here(ctx, found[0])
    return _details(ctx, usable)


def _may(ctx: Context, one: Command, *, leads: bool) -> bool:
    if one.id == "room" and ctx.room.role is RoomRole.DIRECT:
        return False
    if one.who is Who.ALL:
        return True
    return ctx.is_organizer or (one.who is Who.LEAD and leads)


OWN_DATA = frozenset({"privacy", "mydata", "forgetme"})
"""About what is kept about oneself: together in one line, since few want it and all should find it."""
_APART = OWN_DATA | {"help"}


async def _overview(ctx: Context, allowed: Sequence[Command], *, leads: bool) -> Reply:
    """Everyone's commands; with a first step for whoever has no seat yet, and where to find more."""
    seats = await ctx.store.signups.coming_of(ctx.district.id, ctx.asker.id, now=ctx.now)
    first = say("help-first", shifts=Code(ctx.typed("shifts")), signup=Code(ctx.typed("signup", "#12")))
    section = {"sv": "organisatör", "en": "organizer"}[ctx.language]
    return answer(
        "help-list",
        first=None if seats else first,
        commands=_lines(ctx, [one for one in allowed if one.who is Who.ALL and one.id not in _APART]),
        data=Listed([Code(ctx.typed(one.id)) for one in allowed if one.id in OWN_DATA]),
        example=Code(ctx.typed("help", ctx.typed("signup").removeprefix(ctx.house.prefix))),
        organize=Code(ctx.typed("help", section)) if leads else None,
    )


def _section(ctx: Context, allowed: Sequence[Command]) -> Reply:
    """The commands of those who organize, as far as they are the asker's."""
    theirs = [one for one in allowed if one.who is not Who.ALL]
    if not theirs:
        raise Refusal("error-forbidden", who="lead")
    example = ctx.typed("help", theirs[0].name(ctx.language))
    return answer("help-list-organizer", commands=_lines(ctx, theirs), example=Code(example))


def _lines(ctx: Context, commands: Sequence[Command]) -> Lines:
    return Lines([say("help-line", usage=Code(_short(ctx, one)), about=_about(ctx, one)) for one in commands])


def _short(ctx: Context, one: Command) -> str:
    """The command with what it needs, without its options: it has to fit on a phone."""
    parts = [ctx.house.prefix + one.name(ctx.language)]
    for slot in one.slots:
        if not slot.optional and slot.param.takes is not Takes.FLAG:
            label = slot.param.label[ctx.language]
            parts.append(f'"{label}"' if slot.param.quoted else label)
    return " ".join(parts)


def _about(ctx: Context, one: Command) -> Say:
    return say(f"help-{one.id}", prefix=ctx.house.prefix)


def _named(registry: Registry, words: str) -> list[Command]:
    """The command of this name first, then those whose name begins with it (`shift`: also `shift add`)."""
    found = registry.find(words)
    exact = [found[0]] if found else []
    family = [
        one
        for one in registry.commands
        if one not in exact and any(fold(name).startswith(f"{words} ") for name in _names(one))
    ]
    return exact + family


def _names(one: Command) -> list[str]:
    return list(dict.fromkeys(name for names in one.names.values() for name in names))


def _unknown(ctx: Context, wanted: str, allowed: Sequence[Command]) -> Refusal:
    near = ctx.registry.nearest(
        wanted.removeprefix(ctx.house.prefix), ctx.language, limit=NEAR_SHOWN, among=allowed
    )
    help_name = ctx.registry.get("help").name(ctx.language)
    return unknown(ctx, wanted, [f"{help_name} {name}" for name in near])


def _not_here(ctx: Context, one: Command) -> Refusal:
    """It exists, but not for the asker, or not in this place."""
    if one.id == "room" and ctx.is_organizer:
        return Refusal("error-room-direct")
    return Refusal("error-forbidden", who=one.who.value)


def _details(ctx: Context, commands: Sequence[Command]) -> Reply:
    one, others = commands[0], commands[1:]
    prefix = ctx.house.prefix
    more_names = [name for name in _names(one) if name != one.name(ctx.language)]
    return answer(
        "help-command",
        usage=Code(prefix + one.usage(ctx.language)),
        about=_about(ctx, one),
        more=say(f"help-{one.id}-more", prefix=prefix),
        example=say(f"help-{one.id}-example", prefix=prefix),
        names=Listed([Code(prefix + name) for name in more_names]),
        family=Lines([Code(ctx.typed("help", other.name(ctx.language))) for other in others]),
    )
