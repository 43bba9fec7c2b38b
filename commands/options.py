"""Options of activities and shifts whose values have a shape of their own: how each is written and read.

Every resolver takes a word for "nothing" too, such as `ingen`, `none` or `-`, and gives back what then is to
be taken away (see the types). What cannot be read is refused with an example that works.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from commands.actions.activities import Hours
from commands.actions.rooms import read_branch
from commands.actions.shifts import Amount
from commands.context import Context
from commands.declare import Command, Param, Resolve, Takes
from commands.parameters import NOTHING
from commands.reply import Refusal
from commands.rules.choices import is_off, is_usual, read_newcomers, read_report
from commands.rules.durations import parse_duration, parse_length
from commands.rules.names import fold, shortened
from commands.rules.notices import EARLIEST, NoticeError, read_notices
from commands.rules.numbers import leading_shift_number
from commands.rules.roles import LONGEST_ROLE, MOST_ROLES, RoleError, parse_roles
from commands.rules.seats import MOST_SEATS
from commands.rules.series import Which, parse_which
from commands.texts import Code
from commands.which_shift import SeveralFit, ShiftAndRest, any_shift

HOUR = timedelta(hours=1)
NEVER = 0
"""As minutes before a shift: those booked are not asked whether they still come."""


def _is_nothing(text: str) -> bool:
    return fold(text) in NOTHING


def _shown(text: str) -> Code:
    """What was written, so that an empty value can be seen too."""
    return Code(shortened(text.strip(), 40) or '""')


async def _roles(_ctx: Context, text: str, _command: Command) -> dict[str, int]:
    if _is_nothing(text) or is_off(text):
        return {}
    try:
        return parse_roles(text)
    except RoleError as wrong:
        raise Refusal(
            "error-roles",
            problem=wrong.problem.value,
            text=_shown(wrong.text),
            most=MOST_ROLES,
            most_seats=MOST_SEATS,
            longest=LONGEST_ROLE,
        ) from None


async def _length(_ctx: Context, text: str, _command: Command) -> Amount:
    """Minutes."""
    if _is_nothing(text) or is_usual(text):
        return Amount(None)
    try:
        return Amount(parse_length(text) // timedelta(minutes=1))
    except ValueError:
        raise Refusal("error-length", text=_shown(text)) from None


async def _confirm(_ctx: Context, text: str, _command: Command) -> Amount:
    """Minutes; NEVER for "off", and None for what is to be as elsewhere."""
    if _is_nothing(text) or is_usual(text):
        return Amount(None)
    if is_off(text):
        return Amount(NEVER)
    try:
        before = parse_duration(text)
    except ValueError:
        before = timedelta()
    if not HOUR <= before <= EARLIEST:
        raise Refusal("error-confirm", text=_shown(text))
    return Amount(before // timedelta(minutes=1))


async def _newcomers(_ctx: Context, text: str, _command: Command) -> str:
    if _is_nothing(text) or is_off(text):
        return ""
    word = read_newcomers(text)
    if word is None:
        raise Refusal("error-newcomers", text=_shown(text))
    return word


async def _ladder(_ctx: Context, text: str, _command: Command) -> Hours:
    if _is_nothing(text) or is_usual(text):
        return Hours(None)
    if is_off(text):
        return Hours(())
    try:
        times = read_notices(text)
    except NoticeError:
        times = ()
    if not times or any(one % HOUR for one in times):
        raise Refusal("error-ladder", text=_shown(text))
    return Hours(tuple(one // HOUR for one in times))


async def _report(_ctx: Context, text: str, _command: Command) -> str:
    if _is_nothing(text) or is_usual(text):
        return ""
    word = "off" if is_off(text) else read_report(text)
    if word is None:
        raise Refusal("error-report", text=_shown(text))
    return word


async def _branch(ctx: Context, text: str, _command: Command) -> str:
    return "" if _is_nothing(text) else read_branch(text, ctx.district.branches)


async def _which(_ctx: Context, text: str, _command: Command) -> Which:
    which = parse_which(text)
    if which is None:
        raise Refusal("error-which", text=_shown(text) if text.strip() else None)
    return which


async def _raw(_ctx: Context, text: str, _command: Command) -> str:
    return text.strip()


_TO = (" till ", " to ")


async def _copied(ctx: Context, text: str, command: Command) -> ShiftAndRest:
    """`12 till 21/5`, `12 21/5`; a shift that is named in another way needs the word between."""
    if numbered := leading_shift_number(text):
        return ShiftAndRest(await any_shift(ctx, numbered[0], command), numbered[1])
    for word in _TO:
        at = text.casefold().find(word)
        if at > 0:
            rest = text[at:].strip()
            try:
                return ShiftAndRest(await any_shift(ctx, text[:at], command), rest)
            except SeveralFit as several:
                raise SeveralFit(several.shifts, several.written, rest) from None
    return ShiftAndRest(await any_shift(ctx, text, command), "")


def _option(
    sv: str,
    en: str,
    label_sv: str,
    label_en: str,
    resolve: Resolve,
    *,
    text: bool = False,
    days: bool = False,
) -> Param:
    """`sv` and `en`: its names, the one that is shown first. `text`: a value of several words in quotes.

    `days` as of `Param`.
    """
    return Param(
        takes=Takes.PAIR,
        label={"sv": label_sv, "en": label_en},
        resolve=resolve,
        keys={"sv": tuple(sv.split()), "en": tuple(en.split())},
        quoted=text,
        days=days,
    )


Roles = Annotated[
    dict[str, int],
    _option("roller", "roles", '"ringledare:1 ringare:6"', '"lead:1 caller:6"', _roles, text=True),
]
"""How many of each role; empty: none are wanted."""
Length = Annotated[Amount, _option("längd", "length", "2h", "2h", _length, text=True)]
"""Minutes; None: none in particular."""
Confirm = Annotated[Amount, _option("bekräfta", "confirm", "24h|av", "24h|off", _confirm, text=True)]
"""Minutes before the start; 0: never; None: on a shift as the activity says, on an activity never."""
Newcomers = Annotated[
    str, _option("nya nybörjare", "newcomers", "fadder|av", "paired|off", _newcomers, text=True)
]
""" "paired", or "" for nothing in particular."""
Ladder = Annotated[
    Hours, _option("stege", "ladder", '"72h 48h 24h"|av', '"72h 48h 24h"|off', _ladder, text=True)
]
ReportPair = Annotated[str, _option("rapport", "report", "samtal|av", "calls|off", _report, text=True)]
""" "calls" or "off", or "" for as usual."""
OfBranch = Annotated[str, _option("förening", "branch", "NAMN", "NAME", _branch, text=True)]
"""A branch of the district, spelt as it is in the configuration; or "" for none."""
Skip = Annotated[
    str,
    _option(
        "utom hoppa hoppaöver förutom",
        "skip except",
        '"1 maj, 6 juni"',
        '"1 may, 6 june"',
        _raw,
        text=True,
        days=True,
    ),
]
WhichOnes = Annotated[Which, _option("vilka", "which", "följande|alla", "following|all", _which)]
CopiedShift = Annotated[
    ShiftAndRest,
    Param(
        takes=Takes.REST,
        label={"sv": "PASS till NÄR", "en": "SHIFT to WHEN"},
        resolve=_copied,
    ),
]
