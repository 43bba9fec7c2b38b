"""What people can do: a role of the same name is for those whom an organizer has said it of."""

from __future__ import annotations

from commands.actions.line import settle
from commands.actions.people import by_address, by_name, entered_as, is_name, known
from commands.context import Context
from commands.declare import Who, command
from commands.parameters import SkillWords, WhomWord
from commands.reply import Refusal, Reply, answer
from commands.rules.names import clean_line, fold, near_misses, shortened
from commands.rules.parsing import split
from commands.rules.roles import role_named
from commands.texts import Code, Lines, Listed, Say, Value, say
from commands.which_person import SeveralPeople, Someone, by_local_part, called
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
    if whom.name is not None and name is None and await _is_skill(ctx, whom.name):
        return await _everyone(ctx, only=fold(whom.name))
    whom = await by_local_part(ctx, whom)
    written, taken = _written(name or "")
    async with ctx.transaction():
        person = await _person(ctx, whom, written, adding=bool(written) and not taken)
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
    who = whom.typed(openly=not ctx.may_name_people)
    insist = [ctx.anyway_word] if ctx.anyway and whom.name is not None else []
    undo = Code(ctx.typed("skill", who, written, _off(ctx), *insist))
    entered = whom.name is not None and person.created_at == ctx.now
    return answer(
        "skill-given" if given else "skill-had",
        who=_who(ctx, person),
        skill=written,
        undo=undo,
        tell=Code(ctx.typed("privacy")) if entered else None,
    )


async def _person(ctx: Context, whom: Someone, skill: str, *, adding: bool) -> Person:
    """Who is meant. Only a whole account makes a new person, and only when they get a skill (`adding`).

    A word in the place of a name may as well be a slip, or the skill itself. With "anyway" a name is that of
    the person without chat, who is entered if need be. Raises Refusal, and SeveralPeople.
    """
    store = ctx.store
    if whom.address is not None:
        found = await known(store, ctx.platform, whom.address)
        if found is None and not adding:
            raise _nobody(ctx, whom.typed(openly=not ctx.may_name_people))
        if found is not None:
            return found[1]
        person = (await by_address(store, ctx.platform, whom.address, now=ctx.now)).person
        await ctx.post.acquaint(person, ctx.district)
        return person
    name = whom.name or ""
    entered = await entered_as(store, name, district_id=ctx.district.id)
    accounts = [] if ctx.anyway and entered else await called(ctx, name)
    if entered is not None and not accounts:
        return entered
    if len(accounts) != 1 or entered is not None:
        if not accounts and adding and ctx.anyway and is_name(name):
            return (await by_name(store, name, district_id=ctx.district.id, now=ctx.now)).person
        if not accounts:
            raise _nobody(ctx, name, skill=skill if adding else None)
        raise SeveralPeople(accounts, name, without_chat=entered.name if entered else None)
    return await store.people.get(accounts[0].person_id)


def _nobody(ctx: Context, written: str, *, skill: str | None = None) -> Refusal:
    example = Code(ctx.typed("skill", "@bo:example.org", {"sv": "ringledare", "en": "leader"}[ctx.language]))
    insist = Code(ctx.typed("skill", f'"{written}"', skill, ctx.anyway_word)) if skill else None
    return Refusal("error-skill-person", text=Code(shortened(written, 60)), example=example, insist=insist)


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
    ctx.record("skill-list", person_id=person.id)
    return answer("skill-list-one", who=_who(ctx, person), skills=Listed([Code(one) for one in have]))


async def _is_skill(ctx: Context, text: str) -> bool:
    return any(fold(text) in have for have in (await _by_person(ctx)).values())


async def _everyone(ctx: Context, *, only: str | None = None) -> Reply:
    """By skill, or those who have one; the names only where they may be read."""
    names: dict[str, list[Value]] = {}
    for one, person in await ctx.store.skills.holders(ctx.district.id):
        if only in (None, one):
            names.setdefault(one, []).append(named(person))
    ctx.record("skill-list", subject=f"skill:{only}" if only else None)
    help_ = Code(ctx.typed("help", ctx.registry.get("skill").name(ctx.language)))

    def listed(*, openly: bool) -> Say:
        lines = [
            say("skill-line", skill=one, count=len(who), names=None if openly else Listed(who))
            for one, who in names.items()
        ]
        return say("skill-list", skills=Lines(lines), count=len(lines), help=help_)

    if ctx.may_name_people or not names:
        return Reply(say=listed(openly=False))
    return Reply(say=listed(openly=True), privately=listed(openly=False))


def _who(ctx: Context, person: Person) -> Value:
    """The name where it may be read; in other rooms it is only "the person" that was named there."""
    return named(person) if ctx.may_name_people else None


def _off(ctx: Context) -> str:
    return {"sv": "bort", "en": "off"}[ctx.language]
