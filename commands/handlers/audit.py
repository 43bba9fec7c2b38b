"""`audit`: who did what in the district, and who looked at whose names; never what was said.

Issue 4, point 11.
"""

from __future__ import annotations

from typing import Annotated

from commands.actions.people import entered_as, known
from commands.context import Context
from commands.declare import Command, Param, Takes, Who, command
from commands.parameters import read_someone
from commands.reply import Refusal, Reply
from commands.rules.names import fold
from commands.rules.numbers import read_shift_number
from commands.texts import Code, Lines, PersonName, Say, Value, say
from commands.which_person import Someone, by_short_name
from commands.wording import named
from storage.models import Audit, Person

MOST = 20
SHIFT, ACTIVITY = "shift:", "activity:"


async def _raw(_ctx: Context, text: str, _command: Command) -> str:
    return text.strip()


Of = Annotated[
    str,
    Param(
        takes=Takes.REST,
        label={"sv": "PASS, AKTIVITET eller @person", "en": "SHIFT, ACTIVITY or @user"},
        resolve=_raw,
    ),
]


@command("audit", en=("audit", "log"), sv=("logg",), who=Who.ORGANIZER)
async def audit(ctx: Context, of: Of | None = None) -> Reply:
    """The latest entries, newest first: of everything, of a shift or an activity, or of one person."""
    subject, person = (None, None) if of is None else await _meant(ctx, of)
    await ctx.store.flush()
    rows = await ctx.store.audit.latest(
        ctx.district.id, subject=subject, person_id=person.id if person else None, most=MOST + 1
    )
    ctx.record("audit", subject=subject, person_id=person.id if person else None)
    people = await ctx.store.people.by_ids(
        one for row in rows for one in (row.actor_id, row.person_id) if one is not None
    )
    whole = say(
        "audit-list",
        lines=Lines([_line(row, people) for row in rows[:MOST]]),
        more=len(rows) > MOST,
        example=Code(ctx.typed("audit", "#12")),
        export=Code("passet export audit"),
    )
    if ctx.may_name_people:
        return Reply(say=whole)
    return Reply(say=say("audit-count", count=min(len(rows), MOST)), privately=whole)


async def _meant(ctx: Context, text: str) -> tuple[str | None, Person | None]:
    """A subject as the log has it, or a person. Raises Refusal where there is neither."""
    number = read_shift_number(text)
    if number is not None:
        return f"{SHIFT}{number}", None
    found = await ctx.store.activities.find(ctx.district.id, fold(text))
    if found is not None:
        return f"{ACTIVITY}{found.slug}", None
    person = await _person(ctx, await by_short_name(ctx, await read_someone(ctx, text)))
    if person is None:
        raise Refusal("error-audit-unknown", text=Code(text[:60]), all=Code(ctx.typed("audit")))
    return None, person


async def _person(ctx: Context, whom: Someone) -> Person | None:
    if whom.address is not None:
        found = await known(ctx.store, ctx.platform, whom.address)
        return found[1] if found else None
    return await entered_as(ctx.store, whom.name or "", district_id=ctx.district.id)


def _line(row: Audit, people: dict[int, Person]) -> Say:
    """`subject` as people type it; of a room there is nothing to type."""
    return say(
        "audit-line",
        at=row.at,
        who=_name(row.actor_id, people),
        what=say(
            "audit-deed",
            action=row.action,
            subject=_subject(row.subject),
            whom=_name(row.person_id, people),
        ),
    )


def _name(person_id: int | None, people: dict[int, Person]) -> PersonName | None:
    """None where nobody did it, or whoever did is forgotten."""
    return named(people[person_id]) if person_id in people else None


def _subject(subject: str | None) -> Value:
    kind, _, rest = (subject or "").partition(":")
    if kind == "shift":
        return f"#{rest}"
    return rest if kind in ("activity", "skill", "poll") else None
