"""What people can do: a role of the same name is for those whom an organizer has said it of."""

from __future__ import annotations

from commands.actions.line import settle
from commands.actions.people import by_address, by_name, is_name
from commands.context import Context
from commands.declare import Who, command
from commands.parameters import SkillWords, Someone, WhomWord
from commands.reply import Refusal, Reply, answer
from commands.rules.names import clean_line, fold, near_misses
from commands.rules.parsing import split
from commands.rules.roles import role_named
from commands.texts import Code, Lines, Listed, Value, say
from commands.wording import named
from storage.models import Person, Skill
from storage.states import SignupState

MOST_LETTERS = 40
OFF = frozenset({"off", "av", "bort", "remove", "tabort"})
"""After a skill: it is taken away again."""


@command("skill", en="skill", sv="kunskap", who=Who.ORGANIZER)
async def skill(ctx: Context, whom: WhomWord | None = None, name: SkillWords | None = None) -> Reply:
    """Give somebody a skill, take it away again, or show who can do what."""
    if whom is None:
        return await _everyone(ctx)
    if whom.name is not None and not is_name(whom.name):
        raise Refusal("error-person", text=Code(whom.name[:60]))
    async with ctx.transaction():
        person = await _person(ctx, whom)
        written, taken = _written(name or "")
        if not written:
            return await _of(ctx, person)
        if taken:
            return await _take(ctx, person, written)
        given = await ctx.store.skills.give(
            Skill(
                district_id=ctx.district.id,
                person_id=person.id,
                name=fold(written),
                given_by_id=ctx.asker.id,
                given_at=ctx.now,
            )
        )
        if given:
            await _settle_lines(ctx, person)
    ctx.record("skill-give", subject=f"skill:{fold(written)}", person_id=person.id)
    undo = Code(ctx.typed("skill", whom.address or f'"{whom.name}"', written, _off(ctx)))
    return answer("skill-given" if given else "skill-had", who=_who(ctx, person), skill=written, undo=undo)


async def _person(ctx: Context, whom: Someone) -> Person:
    if whom.address is not None:
        return (await by_address(ctx.store, ctx.platform, whom.address, now=ctx.now)).person
    return (await by_name(ctx.store, whom.name or "", district_id=ctx.district.id, now=ctx.now)).person


def _written(text: str) -> tuple[str, bool]:
    """The skill, and whether it is to be taken away."""
    words = [word.text for word in split(text, frozenset()).words]
    taken = len(words) > 1 and fold(words[-1]) in OFF
    return clean_line(" ".join(words[:-1] if taken else words), limit=MOST_LETTERS), taken


async def _take(ctx: Context, person: Person, written: str) -> Reply:
    if not await ctx.store.skills.take(ctx.district.id, person.id, fold(written)):
        have = sorted((await _by_person(ctx)).get(person.id, set()))
        near = near_misses(fold(written), have) or have
        raise Refusal(
            "error-skill",
            who=_who(ctx, person),
            skill=written,
            have=Listed([Code(one) for one in near]) if near else None,
        )
    if not any(fold(written) in have for have in (await _by_person(ctx)).values()):
        await _settle_all(ctx, fold(written))
    ctx.record("skill-take", subject=f"skill:{fold(written)}", person_id=person.id)
    return answer("skill-taken", who=_who(ctx, person), skill=written)


async def _settle_lines(ctx: Context, person: Person) -> None:
    """Where they wait, a seat may be theirs now."""
    for one in await ctx.store.signups.coming_of(ctx.district.id, person.id, now=ctx.now):
        if one.state == SignupState.WAITLISTED:
            await settle(ctx.post, ctx.district, one.shift_id)


async def _settle_all(ctx: Context, name: str) -> None:
    """Nobody has the skill any more, so the role of that name is anybody's: also for those who wait."""
    now = ctx.now
    for shift in await ctx.store.shifts.coming(ctx.district.id, now=now, starts_from=now):
        if shift.waiting and role_named(shift.roles or (), name) is not None:
            await settle(ctx.post, ctx.district, shift.id)


async def _by_person(ctx: Context) -> dict[int, set[str]]:
    return await ctx.store.skills.by_person(ctx.district.id)


async def _of(ctx: Context, person: Person) -> Reply:
    have = sorted((await _by_person(ctx)).get(person.id, set()))
    return answer("skill-list-one", who=_who(ctx, person), skills=Listed([Code(one) for one in have]))


async def _everyone(ctx: Context) -> Reply:
    """By skill; the names only where they may be read."""
    names: dict[str, list[Value]] = {}
    for one, person in await ctx.store.skills.holders(ctx.district.id):
        names.setdefault(one, []).append(person.name)
    lines = [say("skill-line", skill=one, count=len(who), names=Listed(who)) for one, who in names.items()]
    everything = say("skill-list", skills=Lines(lines), count=len(lines))
    if ctx.may_name_people or not lines:
        return Reply(say=everything)
    counts = [say("skill-line", skill=one, count=len(who), names=None) for one, who in names.items()]
    openly = say("skill-list", skills=Lines(counts), count=len(counts))
    return Reply(say=openly, privately=everything)


def _who(ctx: Context, person: Person) -> Value:
    """The name where it may be read; in other rooms it is only "the person" that was named there."""
    return named(person) if ctx.may_name_people else None


def _off(ctx: Context) -> str:
    return {"sv": "bort", "en": "off"}[ctx.language]
