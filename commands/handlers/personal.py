"""What each person decides for themselves: the language they are answered in, and their own reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from commands.actions.moment import Moment
from commands.actions.reminders import replan_for_person
from commands.context import Context
from commands.declare import command
from commands.parameters import LanguageWord, NoticeWords
from commands.reply import Refusal, Reply, answer
from commands.rules.choices import is_off, is_usual, read_language
from commands.rules.notices import EARLIEST, MOST_NOTICES, SOONEST, NoticeError, read_notices
from commands.texts import Code, Say, Value, say

_OTHER_TIMES = ("48h", "3h")
"""An example of what somebody may want instead of the usual times."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@command("language", en="language lang", sv="språk")
async def language(ctx: Context, wanted: LanguageWord | None = None) -> Reply:
    """Show or choose the language in which the asker is answered everywhere; the answer is in the new one."""
    if wanted is None:
        other = {"sv": "en", "en": "sv"}[ctx.language]
        command = ctx.registry.get("language").name(other)  # for whoever cannot read this answer
        return answer("language-shown", change=Code(f"{ctx.house.prefix}{command} {other}"))
    chosen = read_language(wanted)
    if chosen is None and not is_usual(wanted):
        raise Refusal("error-language", text=Code(wanted[:40]))
    async with ctx.transaction():
        ctx.asker.language = chosen
    ctx.language = chosen or ctx.room.language or ctx.district.language
    return answer("language-set", help=Code(ctx.typed("help")))


@command("remind", en="remind", sv="påminn")
async def remind(ctx: Context, wanted: NoticeWords | None = None) -> Reply:
    """Show or choose how long before a shift the asker is reminded; also for shifts they have already."""
    if wanted is None:
        return _shown(ctx, "remind-shown")
    minutes = _minutes(ctx, wanted)
    async with ctx.transaction() as store:
        ctx.asker.remind = minutes
        moment = Moment(now=ctx.now, zone=ctx.zone, house=ctx.house)
        await replan_for_person(store, ctx.asker.id, moment=moment)
    return _shown(ctx, "remind-set")


def _minutes(ctx: Context, wanted: str) -> list[int] | None:
    """Minutes before the shift; [] for never, None for the house's."""
    if is_off(wanted):
        return []
    if is_usual(wanted):
        return None
    try:
        return [notice // MINUTE for notice in read_notices(wanted)]
    except NoticeError as error:
        raise Refusal(
            "error-remind",
            problem=error.problem.value,
            text=Code(error.text[:40]) if error.text else None,
            soonest=SOONEST,
            earliest=EARLIEST,
            most=MOST_NOTICES,
            example=Code(ctx.typed("remind", "24h", "2h")),
        ) from None


def notice_times(times: Sequence[timedelta]) -> list[Say]:
    """How long before a shift somebody is reminded, the earliest first."""
    return [say("remind-time", length=_length(one)) for one in sorted(times, reverse=True)]


def _shown(ctx: Context, kind: str) -> Reply:
    own = ctx.asker.remind
    times = list(ctx.house.remind) if own is None else [one * MINUTE for one in own]
    return answer(
        kind,
        times=notice_times(times),
        usual=own is None,
        change=Code(ctx.typed("remind", *_OTHER_TIMES)),
        off=Code(ctx.typed("remind", {"sv": "av", "en": "off"}[ctx.language])),
        standard=Code(ctx.typed("remind", {"sv": "standard", "en": "default"}[ctx.language])),
    )


def _length(time: timedelta) -> Value:
    """In one unit, since it stands in a list: "1 dag och 1 timme och 30 minuter" might be three times."""
    if time < HOUR or time % DAY == timedelta() or (time < DAY and time % HOUR == timedelta()):
        return time
    return f"{time // HOUR} h" if time % HOUR == timedelta() else f"{time // MINUTE} min"
