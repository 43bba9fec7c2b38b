"""The kinds of parameters: how each is written, and how the text becomes what the handler wants.

A resolver gets the moment, the text as written, and the command; it raises Refusal with the reason,
or SeveralFit when the person has to choose.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from commands.actions.find import find_activity
from commands.actions.shifts import Amount
from commands.context import Context
from commands.declare import Command, Param, Resolve, Takes
from commands.reply import Refusal
from commands.rules.accounts import account_in, is_account
from commands.rules.names import clean_line, fold, shortened, without_stops
from commands.rules.numbers import read_number
from commands.texts import Code
from commands.which_person import Someone
from commands.which_shift import (
    ShiftAndRest,
    any_shift,
    called_off_shift,
    open_shift,
    own_shift,
    shift_and_rest,
    shift_of_person,
)
from storage.models import Activity
from storage.queries.shifts import ShiftView

MOST_TEXT = 1000
"""Characters of a free text: a description, a message to those booked is shorter."""
MOST_LINE = 120
"""Characters of what stands in the middle of other lines: a title, a place."""
NOTHING = frozenset({"", "-", "none", "unlimited", "ingen", "inget", "inga", "obegränsat", "obegränsad"})
"""What takes a value away again: `seats=none`, `plats=ingen`."""


CALENDAR_FORMS = {"ics": frozenset({"kalender", "calendar", "ical"})}
LIST_FORMS = {
    "csv": frozenset({"tabell", "kalkyl", "excel", "table", "spreadsheet"}),
    **CALENDAR_FORMS,
    "pdf": frozenset({"lista", "papper", "list", "paper"}),
}
"""The forms of files that `as=` gives, each with other words for it."""


async def _live_activity(ctx: Context, text: str, _command: Command) -> Activity:
    """One that is not archived; an archived one is not unknown, and is not taken for another."""
    found = await find_activity(ctx.store, text, district_id=ctx.district.id, archived=True)
    check_live(ctx, found)
    return found


def check_live(ctx: Context, activity: Activity) -> None:
    """Raises Refusal for an activity that is archived, with how to take it up again for whoever may."""
    if activity.archived_at is not None:
        revive = Code(ctx.typed("activity-add", activity.slug, ctx.anyway_word)) if ctx.is_organizer else None
        raise Refusal(
            "error-activity-archived",
            title=activity.title,
            slug=activity.slug,
            revive=revive,
            activities=Code(ctx.typed("activities")),
        )


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


async def _list_form(_ctx: Context, text: str, _command: Command) -> str:
    return _form(text, LIST_FORMS)


async def _calendar_form(_ctx: Context, text: str, _command: Command) -> str:
    return _form(text, CALENDAR_FORMS)


def _form(text: str, forms: Mapping[str, frozenset[str]]) -> str:
    """The form of a file by any of its names."""
    wanted = fold(without_stops(text)).lstrip(".")
    for form, names in forms.items():
        if wanted == form or wanted in names:
            return form
    shown = Code(shortened(text.strip(), 20)) if text.strip() else None
    raise Refusal("error-form", text=shown, forms=[Code(form) for form in forms])


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
    """An account (`@bo:example.org`, or the link a client makes of it), its first part, else a name."""
    address = account_in(text)
    if address is not None:
        if ":" not in address and (local := clean_line(address[1:], limit=80)):
            return Someone(address=None, name=None, local=local)
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


async def _broadcast(_ctx: Context, text: str, _command: Command) -> str:
    """Free text over several lines, each cleaned of what does not show."""
    lines = [clean_line(line, limit=MOST_TEXT + 1) for line in text.splitlines()]
    cleaned = "\n".join(line for line in lines if line)
    if not cleaned:
        raise Refusal("error-text-empty")
    if len(cleaned) > MOST_TEXT:
        raise Refusal("error-text-long", most=MOST_TEXT)
    return cleaned


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

Shift = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=any_shift)]
AskedShift = Annotated[str, Param(takes=Takes.REST, label=_SHIFT, resolve=_raw)]
OpenShift = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=open_shift)]
OwnShift = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=own_shift)]
EditedShift = Annotated[
    ShiftAndRest,
    Param(takes=Takes.REST, label={"sv": "PASS [NÄR]", "en": "SHIFT [WHEN]"}, resolve=shift_and_rest),
]
CalledOffShift = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=called_off_shift)]
_ACTIVITY = {"sv": "AKTIVITET", "en": "ACTIVITY"}
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
Whom = Annotated[Someone, Param(takes=Takes.LAST, label=_PERSON, resolve=_someone)]
WholeWhom = Annotated[Someone, Param(takes=Takes.REST, label=_PERSON, resolve=_someone)]
"""Also a name of several words without quotes, where nothing else follows."""
WhomWord = Annotated[Someone, Param(takes=Takes.WORD, label=_PERSON, resolve=_someone)]
SkillWords = Annotated[
    str, Param(takes=Takes.REST, label={"sv": "KUNSKAP [bort]", "en": "SKILL [off]"}, resolve=_raw)
]
Message = Annotated[
    str, Param(takes=Takes.LAST, label={"sv": "text", "en": "text"}, resolve=_text, quoted=True)
]
Account = Annotated[str, Param(takes=Takes.REST, label=_PERSON, resolve=_account)]
ShiftOfPerson = Annotated[ShiftView, Param(takes=Takes.REST, label=_SHIFT, resolve=shift_of_person)]
Broadcast = Annotated[
    str, Param(takes=Takes.TAIL, label={"sv": "text", "en": "text"}, resolve=_broadcast, quoted=True)
]
ShiftOrActivity = Annotated[
    str,
    Param(takes=Takes.WORD, label={"sv": "PASS|AKTIVITET", "en": "SHIFT|ACTIVITY"}, resolve=_raw),
]
WhenWords = Annotated[str, Param(takes=Takes.REST, label={"sv": "NÄR", "en": "WHEN"}, resolve=_raw)]
WeekWords = Annotated[
    str,
    Param(
        takes=Takes.REST,
        label={"sv": "AKTIVITET VECKOR", "en": "ACTIVITY WEEKS"},
        resolve=_raw,
    ),
]
CommandWords = Annotated[
    str, Param(takes=Takes.REST, label={"sv": "KOMMANDO", "en": "COMMAND"}, resolve=_raw)
]
LanguageWord = Annotated[str, Param(takes=Takes.REST, label={"sv": "sv|en", "en": "sv|en"}, resolve=_raw)]
NoticeWords = Annotated[
    str, Param(takes=Takes.REST, label={"sv": "24h 2h|av", "en": "24h 2h|off"}, resolve=_raw)
]
ListForm = Annotated[str, _pair("som", "as", "csv|ics|pdf", "csv|ics|pdf", resolve=_list_form)]
CalendarForm = Annotated[str, _pair("som", "as", "ics", "ics", resolve=_calendar_form)]
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
