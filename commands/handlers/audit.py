"""`audit`: who did or looked at what in the district, for its organizers."""

from __future__ import annotations

from typing import Annotated

from commands.actions import logbook
from commands.actions.logbook import Filter
from commands.context import Context
from commands.declare import Command, Param, Takes, Who, command
from commands.reply import Refusal, Reply
from commands.rules.accounts import account_in
from commands.rules.names import fold, shortened
from commands.rules.numbers import leading_shift_number
from commands.rules.parsing import QUOTES
from commands.rules.when import UnreadableWhen
from commands.texts import Code, Lines, say
from commands.which_person import Someone, by_short_name

MOST = 20


async def _written(_ctx: Context, text: str, _command: Command) -> str:
    return text.strip()


What = Annotated[
    str,
    Param(
        takes=Takes.REST,
        label={"sv": "#PASS, AKTIVITET, PERSON eller NÄR", "en": "#SHIFT, ACTIVITY, PERSON or WHEN"},
        resolve=_written,
    ),
]


@command("audit", en=("audit", "audit log"), sv=("logg", "loggen"), who=Who.ORGANIZER)
async def audit(ctx: Context, whom: What | None = None) -> Reply:
    """The last entries, newest first; of one shift, activity, person or day if asked so. Itself recorded.

    The parameter has the name of those that a person may be meant by: where several are, the bot asks.
    """
    await ctx.store.flush()
    wanted = await _filter(ctx, whom) if whom else Filter()
    entries, more = await logbook.look(ctx.store, ctx.district.id, wanted, most=MOST)
    ctx.record("audit", subject=_subject(whom), person_id=wanted.person_id)
    text = Code(shortened(whom, 40)) if whom else None
    lines = await logbook.sentences(ctx.store, entries, typed=ctx.typed)
    whole = say(
        "audit-list",
        district=ctx.district.name,
        text=text,
        entries=Lines(list(lines)),
        more=more,
        days=ctx.house.keep_days,
    )
    if ctx.may_name_people or not lines:
        return Reply(say=whole)
    return Reply(say=say("audit-privately", count=len(lines)), privately=whole)


def _subject(what: str | None) -> str | None:
    numbered = leading_shift_number(what) if what else None
    return f"shift:{int(numbered[0].lstrip('#'))}" if numbered else None


async def _filter(ctx: Context, what: str) -> Filter:
    """Raises Refusal for what is none of these, and SeveralPeople."""
    numbered = leading_shift_number(what)
    if numbered is not None and not numbered[1]:
        number = int(numbered[0].lstrip("#"))
        if await ctx.store.shifts.by_number(ctx.district.id, number) is None:
            raise Refusal(
                "error-audit-words", text=Code(shortened(what, 60)), example=Code(ctx.typed("audit"))
            )
        return Filter(subjects={f"shift:{number}"})
    for one in await ctx.store.activities.all(ctx.district.id, archived=True):
        if fold(what) in (one.slug, fold(one.title)):
            return Filter(subjects=await logbook.of_activity(ctx.store, one))
    if (person_id := await _person(ctx, what)) is not None:
        return Filter(person_id=person_id)
    try:
        since, until = logbook.days(what, now=ctx.now, zone=ctx.zone)
    except UnreadableWhen:
        raise _not_understood(ctx, what) from None
    return Filter(since=since, until=until)


def _not_understood(ctx: Context, what: str) -> Refusal:
    return Refusal("error-audit-words", text=Code(shortened(what, 60)), example=Code(ctx.typed("audit")))


async def _person(ctx: Context, what: str) -> int | None:
    """Who is meant by an account, the first part of one, or a name, with chat or without."""
    address, name = account_in(what), what.strip(QUOTES + " ")
    if address is None:
        for one in await ctx.store.people.without_chat(ctx.district.id):
            if fold(one.name) == fold(name):
                return one.id
    local = address[1:] if address and ":" not in address else None
    someone = Someone(address=address if local is None else None, name=None if address else name, local=local)
    found = await by_short_name(ctx, someone)
    if found.address is None:
        return None
    known = await ctx.store.people.identity(ctx.platform, found.address)
    if known is None:
        raise Refusal("error-person", text=Code(shortened(what, 60)))
    return known[1].id
