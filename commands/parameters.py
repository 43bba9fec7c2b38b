"""The kinds of parameters: how each is written, and how the text becomes what the handler wants.

A resolver gets the moment, the text as written, and the command; it raises Refusal with the reason,
or SeveralFit when the person has to choose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from commands.actions.find import find_activity, fitting, read_wanted, shift_by_number
from commands.actions.shifts import Amount
from commands.context import Context
from commands.declare import Command, Param, Resolve, Takes
from commands.reply import WAYS_OUT, Refusal
from commands.rules.accounts import account_in, is_account
from commands.rules.names import clean_line, fold, shortened, without_stops
from commands.rules.numbers import are_several_numbers, leading_shift_number, read_number
from commands.texts import Code, say
from storage.models import Activity
from storage.queries.shifts import ShiftView
from storage.states import ShiftState

MOST_TEXT = 1000
"""Characters of a free text: a description, a message to those booked is shorter."""
MOST_LINE = 120
"""Characters of what stands in the middle of other lines: a title, a place."""
NOTHING = frozenset({"", "-", "none", "unlimited", "ingen", "inget", "inga", "obegränsat", "obegränsad"})
"""What takes a value away again: `seats=none`, `plats=ingen`."""


NO_SHIFT = frozenset(
    {"mig", "mej", "allt", "alla", "allting", "mina", "mina pass", "alla pass", "alla mina pass"}
    | {"me", "all", "everything", "mine", "my shifts", "all shifts", "all my shifts"}
)
"""After `leave`: words that name no shift."""
_FIRST_NUMBER = re.compile("[0-9]+")


class SeveralFit(Exception):
    """What was written may mean any of these shifts."""

    def __init__(self, shifts: Sequence[ShiftView], written: str) -> None:
        super().__init__(written)
        self.shifts = list(shifts)
        self.written = written


class Misfit(Exception):
    """What was written does not fit: the word for it in `error-arguments`, and arguments for the example."""

    def __init__(self, problem: str, text: str, *typed: str) -> None:
        super().__init__(problem, text)
        self.problem = problem
        self.text = text
        self.typed = typed


@dataclass(frozen=True, slots=True)
class Someone:
    """Who was meant: an account (`address`), or the name of a person without chat."""

    address: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class ShiftAndRest:
    """A shift, and the words after its number; `rest` is empty where the shift was named in another way."""

    shift: ShiftView
    rest: str


async def _any_shift(ctx: Context, text: str, _command: Command) -> ShiftView:
    """Any shift by number; by activity only among those coming."""
    return await _shift(ctx, text, await _candidates(ctx, text))


async def _open_shift(ctx: Context, text: str, _command: Command) -> ShiftView:
    """As any shift, but a name means only those one can still sign up for, if there are any."""
    found = await _candidates(ctx, text)
    ahead = [one for one in found if one.starts > ctx.now and one.state == ShiftState.OPEN]
    return await _shift(ctx, text, ahead or found)


async def _own_shift(ctx: Context, text: str, _command: Command) -> ShiftView:
    """By activity only among the shifts the asker has a seat on; "all" and "me" say no more than nothing."""
    if fold(without_stops(text)) in NO_SHIFT:
        return await only_own(ctx)
    own = await _own_ids(ctx)
    found = await _candidates(ctx, text)
    mine = [one for one in found if one.id in own]
    return await _shift(ctx, text, mine or found[:1])


async def only_own(ctx: Context) -> ShiftView:
    """The one shift ahead that the asker has a seat on; raises Refusal for none, SeveralFit for more."""
    mine = await ctx.store.shifts.booked_by(ctx.district.id, ctx.asker.id, now=ctx.now)
    ahead = [one for one in mine if one.starts > ctx.now]
    if not ahead:
        raise Refusal("error-none-booked")
    if len(ahead) > 1:
        raise SeveralFit(ahead, "")
    return ahead[0]


async def _own_ids(ctx: Context) -> set[int]:
    own = await ctx.store.signups.coming_of(ctx.district.id, ctx.asker.id, now=ctx.now)
    return {one.shift_id for one in own}


async def _candidates(ctx: Context, text: str) -> list[ShiftView]:
    """The shifts that may be meant; one at a time."""
    if are_several_numbers(text):
        raise Misfit("several", text, f"#{int(_FIRST_NUMBER.findall(text)[0])}")
    wanted = await read_wanted(ctx.store, text, district_id=ctx.district.id, now=ctx.now, zone=ctx.zone)
    if wanted.number is not None:
        return [await shift_by_number(ctx.store, wanted.number, district_id=ctx.district.id)]
    return await fitting(ctx.store, wanted, district_id=ctx.district.id, now=ctx.now, zone=ctx.zone)


async def _shift_and_rest(ctx: Context, text: str, command: Command) -> ShiftAndRest:
    """`12 ons 18-20` is a shift and a new time; without a number all of it says which shift."""
    if numbered := leading_shift_number(text):
        return ShiftAndRest(await _any_shift(ctx, numbered[0], command), numbered[1])
    return ShiftAndRest(await _any_shift(ctx, text, command), "")


async def _called_off_shift(ctx: Context, text: str, command: Command) -> ShiftView:
    """Swedish says "ställ in" in two words, of which the second arrives here."""
    first, _, rest = text.strip().partition(" ")
    return await _any_shift(ctx, rest if fold(first) == "in" and rest.strip() else text, command)


async def _shift(_ctx: Context, text: str, found: Sequence[ShiftView]) -> ShiftView:
    if not found:
        raise Refusal("error-shift-none", text=Code(shortened(text, 60)), **WAYS_OUT)
    if len(found) > 1:
        raise SeveralFit(found, text)
    return found[0]


async def _activity(ctx: Context, text: str, _command: Command) -> Activity:
    return await find_activity(ctx.store, text, district_id=ctx.district.id)


async def _live_activity(ctx: Context, text: str, _command: Command) -> Activity:
    """One that is not archived; an archived one is not unknown, and is not taken for another."""
    found = await find_activity(ctx.store, text, district_id=ctx.district.id, archived=True)
    if found.archived_at is not None:
        revive = Code(ctx.typed("activity-add", found.slug, ctx.anyway_word)) if ctx.is_organizer else None
        raise Refusal("error-activity-archived", title=found.title, slug=found.slug, revive=revive)
    return found


async def _text(_ctx: Context, text: str, _command: Command) -> str:
    """One line of free text, cleaned of what does not show."""
    return _cleaned(text, MOST_TEXT)


async def _line(_ctx: Context, text: str, _command: Command) -> str:
    """The same for what stands in the middle of other lines."""
    return _cleaned(text, MOST_LINE)


async def _clearable_line(_ctx: Context, text: str, _command: Command) -> str:
    """The same, or an empty text for what is to be taken away."""
    return "" if fold(text) in NOTHING else _cleaned(text, MOST_LINE)


async def _clearable_text(_ctx: Context, text: str, _command: Command) -> str:
    return "" if fold(text) in NOTHING else _cleaned(text, MOST_TEXT)


def _cleaned(text: str, most: int) -> str:
    cleaned = clean_line(text, limit=most + 1)
    if not cleaned:
        raise Refusal("error-text-empty")
    if len(cleaned) > most:
        raise Refusal("error-text-long", most=most)
    return cleaned


async def _raw(_ctx: Context, text: str, _command: Command) -> str:
    return text.strip()


async def _number(_ctx: Context, text: str, _command: Command) -> int:
    number = read_number(text)
    if number is None:
        raise Refusal("error-number", text=Code(text[:20]))
    return number


async def _amount(ctx: Context, text: str, command: Command) -> Amount:
    """A number, or a word for no limit."""
    return Amount(None) if fold(text) in NOTHING else Amount(await _number(ctx, text, command))


async def _lead(ctx: Context, text: str, command: Command) -> Someone:
    """An account, since the lead's commands come from one; or nobody (then both fields are None)."""
    if fold(text) in NOTHING:
        return Someone(address=None, name=None)
    someone = await _someone(ctx, text, command)
    if someone.address is None:
        raise Refusal("error-person", text=Code(text.strip()[:60]))
    return someone


async def _someone(ctx: Context, text: str, _command: Command) -> Someone:
    """An account (`@bo:example.org`, or the link a client makes of it), else a name."""
    address = account_in(text)
    if address is not None:
        if address.casefold() == ctx.own_address.casefold():
            raise Refusal("error-person-bot")
        if is_account(address):
            return Someone(address=address, name=None)
        raise Refusal("error-person", text=Code(address[:60]))
    name = clean_line(text, limit=80)
    if not name:
        raise Refusal("error-person", text=Code(text[:60]))
    return Someone(address=None, name=name)


async def _account(ctx: Context, text: str, command: Command) -> str:
    """An account, for what only an account can be. Swedish also says "ta bort": its second word is here."""
    first, _, rest = text.strip().partition(" ")
    if fold(first) == "bort" and rest.strip():
        text = rest
    someone = await _someone(ctx, text, command)
    if someone.address is None:
        raise Refusal("error-person", text=Code(text.strip()[:60]))
    return someone.address


async def _shift_of_person(ctx: Context, text: str, command: Command) -> ShiftView:
    """As any shift; what cannot be read there may be half of a name that wants quotes."""
    try:
        return await _any_shift(ctx, text, command)
    except Refusal as refusal:
        if refusal.say.id != "error-when":
            raise
        example = say(f"help-{command.id}-example", prefix=ctx.house.prefix)
        raise Refusal("error-name-quotes", text=Code(text[:60]), example=example) from None


async def _broadcast(_ctx: Context, text: str, _command: Command) -> str:
    """Free text over several lines, each cleaned of what does not show."""
    lines = [clean_line(line, limit=MOST_TEXT + 1) for line in text.splitlines()]
    cleaned = "\n".join(line for line in lines if line)
    if not cleaned:
        raise Refusal("error-text-empty")
    if len(cleaned) > MOST_TEXT:
        raise Refusal("error-text-long", most=MOST_TEXT)
    return cleaned


async def _yes(_ctx: Context, _text: str, _command: Command) -> bool:
    return True


def _pair(
    sv: str,
    en: str,
    label_sv: str,
    label_en: str,
    *,
    text: bool = False,
    number: bool = False,
    resolve: Resolve | None = None,
) -> Param:
    return Param(
        takes=Takes.PAIR,
        label={"sv": label_sv, "en": label_en},
        resolve=resolve or (_number if number else _text if text else _raw),
        keys={"sv": tuple(sv.split()), "en": tuple(en.split())},
        quoted=text,
    )


_SHIFT = {"sv": "PASS", "en": "SHIFT"}
_PERSON = {"sv": "@person", "en": "@user"}

Shift = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=_any_shift)]
ShiftWord = Annotated[ShiftView, Param(takes=Takes.WORD, label=_SHIFT, resolve=_any_shift)]
AskedShift = Annotated[str, Param(takes=Takes.REST, label=_SHIFT, resolve=_raw)]
OpenShift = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=_open_shift)]
OwnShift = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=_own_shift)]
EditedShift = Annotated[
    ShiftAndRest,
    Param(takes=Takes.REST, label={"sv": "PASS [NÄR]", "en": "SHIFT [WHEN]"}, resolve=_shift_and_rest),
]
CalledOffShift = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=_called_off_shift)]
_ACTIVITY = {"sv": "AKTIVITET", "en": "ACTIVITY"}
OneActivity = Annotated[Activity, Param(takes=Takes.WORD, label=_ACTIVITY, resolve=_activity)]
LiveActivity = Annotated[Activity, Param(takes=Takes.WORD, label=_ACTIVITY, resolve=_live_activity)]
ActivityWord = Annotated[str, Param(takes=Takes.WORD, label=_ACTIVITY, resolve=_raw)]
ActivityWords = Annotated[str, Param(takes=Takes.REST, label=_ACTIVITY, resolve=_raw)]
NewSlug = Annotated[str, Param(takes=Takes.WORD, label={"sv": "KORTNAMN", "en": "SLUG"}, resolve=_raw)]
Title = Annotated[
    str, Param(takes=Takes.REST, label={"sv": "Titel", "en": "Title"}, resolve=_line, quoted=True)
]
PollTitle = Annotated[
    str, Param(takes=Takes.WORD, label={"sv": "VAD", "en": "WHAT"}, resolve=_line, quoted=False)
]
PollDays = Annotated[str, Param(takes=Takes.REST, label={"sv": "DAGAR TID", "en": "DAYS TIME"}, resolve=_raw)]
When = Annotated[str, Param(takes=Takes.REST, label={"sv": "NÄR", "en": "WHEN"}, resolve=_raw)]
Rest = Annotated[str, Param(takes=Takes.REST, label={"sv": "…", "en": "…"}, resolve=_raw)]
Whom = Annotated[Someone, Param(takes=Takes.LAST, label=_PERSON, resolve=_someone)]
WhomWord = Annotated[Someone, Param(takes=Takes.WORD, label=_PERSON, resolve=_someone)]
SkillWords = Annotated[
    str, Param(takes=Takes.REST, label={"sv": "KUNSKAP [bort]", "en": "SKILL [off]"}, resolve=_raw)
]
Message = Annotated[
    str, Param(takes=Takes.LAST, label={"sv": "text", "en": "text"}, resolve=_text, quoted=True)
]
Account = Annotated[str, Param(takes=Takes.REST, label=_PERSON, resolve=_account)]
ShiftOfPerson = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=_shift_of_person)]
Broadcast = Annotated[
    str, Param(takes=Takes.TAIL, label={"sv": "text", "en": "text"}, resolve=_broadcast, quoted=True)
]
ShiftOrActivity = Annotated[
    str,
    Param(takes=Takes.WORD, label={"sv": "PASS|AKTIVITET", "en": "SHIFT|ACTIVITY"}, resolve=_raw),
]
WhenWords = Annotated[str, Param(takes=Takes.REST, label={"sv": "NÄR", "en": "WHEN"}, resolve=_raw)]
CommandWords = Annotated[
    str, Param(takes=Takes.REST, label={"sv": "KOMMANDO", "en": "COMMAND"}, resolve=_raw)
]
LanguageWord = Annotated[str, Param(takes=Takes.REST, label={"sv": "sv|en", "en": "sv|en"}, resolve=_raw)]
NoticeWords = Annotated[
    str, Param(takes=Takes.REST, label={"sv": "24h 2h|av", "en": "24h 2h|off"}, resolve=_raw)
]
Guests = Annotated[int, _pair("gäster", "guests", "N", "N", number=True)]
Role = Annotated[str, _pair("roll", "role", "ROLL", "ROLE", text=True, resolve=_line)]
Seats = Annotated[Amount, _pair("platser", "seats", "N", "N", resolve=_amount)]
Minimum = Annotated[Amount, _pair("minst min", "min", "N", "N", resolve=_amount)]
Place = Annotated[str, _pair("plats", "place", "var", "where", text=True, resolve=_clearable_line)]
About = Annotated[str, _pair("om", "about", "text", "text", text=True, resolve=_clearable_text)]
Audience = Annotated[
    str, _pair("målgrupp", "audience", "för vilka", "for whom", text=True, resolve=_clearable_line)
]
TitlePair = Annotated[str, _pair("titel", "title", "text", "text", text=True, resolve=_line)]
Lead = Annotated[
    Someone,
    Param(
        takes=Takes.PAIR,
        label=_PERSON,
        resolve=_lead,
        keys={"sv": ("ansvarig", "kontakt"), "en": ("lead",)},
    ),
]
WhenPair = Annotated[str, _pair("tid när", "when", "NÄR", "WHEN")]
Every = Annotated[str, _pair("varje", "every", "vecka|2veckor|månad", "week|2weeks|month")]
Until = Annotated[str, _pair("tom till", "until", "DATUM", "DATE")]
RoleOfRoom = Annotated[
    str, _pair("roll", "role", "distrikt|förening|organisatörer", "district|branch|organizers")
]
Branch = Annotated[str, _pair("förening", "branch", "NAMN", "NAME", text=True)]
Language = Annotated[str, _pair("språk", "language", "sv|en", "sv|en")]
Digest = Annotated[str, _pair("sammandrag", "digest", "08:00|av", "08:00|off")]
AnswersBy = Annotated[str, _pair("svar", "answers", "reaktion|meddelande", "reaction|message")]
DistrictKey = Annotated[str, _pair("distrikt", "district", "NYCKEL", "KEY")]
