"""From tokens to what they say: a day, a start, an end. Nothing is looked up in a calendar here."""

from dataclasses import dataclass, field, fields, replace
from typing import TypeAlias, TypeVar

from commands.rules.when_problem import UnreadableWhen, WhenProblem
from commands.rules.when_tokens import LAST_DAY, Clock, DayMonth, Number, Ordinal, Token, as_clock
from commands.rules.when_words import Kind, Word

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO week: `relative` to this one, or a `number` with or without its year."""

    relative: int | None = None
    number: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A whole month: `relative` to this one, or a `number` with or without its year."""

    relative: int | None = None
    number: int | None = None
    year: int | None = None


@dataclass(slots=True)
class Day:
    """All that was said about the day; several of these must agree with each other."""

    weekday: int | None = None
    date: DayMonth | None = None
    day_of_month: int | None = None
    offset: int | None = None
    week: Week | None = None
    month: Month | None = None
    weekend: int | None = None  # 0 this one, 1 that of next week

    def said(self) -> bool:
        """Whether anything was said about the day."""
        return any(getattr(self, each.name) is not None for each in fields(self))

    def counted_from_today(self) -> bool:
        """Whether it is relative to today: "imorgon", "nästa tisdag", "helgen"."""
        weeks = self.week is not None and self.week.relative is not None
        months = self.month is not None and self.month.relative is not None
        return weeks or months or self.offset is not None or self.weekend is not None


@dataclass(slots=True)
class Point:
    """One side of a range."""

    day: Day = field(default_factory=Day)
    part: int | None = None
    clock: Clock | None = None
    day_before_clock: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """A start, and an end where one was written."""

    start: Point
    end: Point | None


@dataclass(frozen=True, slots=True)
class _Setting:
    """What helps to tell a year from a time: `9 juni 2024` and `9 juni 2000-2200`."""

    years: range
    range_follows: bool


_Taken: TypeAlias = tuple[int, int | None]


def unreadable() -> UnreadableWhen:
    """The refusal for what makes no sense."""
    return UnreadableWhen(WhenProblem.UNREADABLE)


def read(found: list[Token], years: range) -> Phrase:
    """Understand the tokens; `years` are those that a number of four digits may mean.

    A day that stands after the end (`18-20 på tisdag`) is the day of the whole;
    one before it (`tis 22 - ons 02`) is the day of the end.
    """
    sides = _sides(found)
    start = _point(sides[0], _Setting(years, range_follows=len(sides) == 2))
    if len(sides) == 1:
        if _may_be_a_date(start):
            raise unreadable()
        return Phrase(start, None)
    end = _point(sides[1], _Setting(years, range_follows=False))
    if end.clock and not end.day_before_clock:
        for each in fields(Day):
            said = getattr(end.day, each.name)
            if said is not None:
                setattr(start.day, each.name, _once(getattr(start.day, each.name), said))
        if end.part is not None:
            start.part = _once(start.part, end.part)
        end = Point(clock=end.clock)
    return Phrase(start, end)


def _sides(found: list[Token]) -> list[list[Token]]:
    """Split at the one "-", "till", "to" or, after "mellan", "och"."""
    sides: list[list[Token]] = [[]]
    between = False
    for token in found:
        kind = token.kind if isinstance(token, Word) else None
        if kind is Kind.BETWEEN:
            between = True
        elif kind is Kind.RANGE or (kind is Kind.AND and between):
            sides.append([])
        else:
            sides[-1].append(token)
    if len(sides) > 2 or not all(sides):
        raise unreadable()
    return sides


def _may_be_a_date(point: Point) -> bool:
    """Whether a lone `14.05` could as well be the 14th of May, as nothing else tells day from time."""
    day, clock = point.day, point.clock
    if clock is None or not clock.dotted or not 1 <= clock.minute <= 12:
        return False
    return day.date is None and day.day_of_month is None and day.offset is None and point.part is None


def _once(old: T | None, new: T) -> T:
    """Nothing may be said twice."""
    if old is not None:
        raise unreadable()
    return new


def _point(side: list[Token], setting: _Setting) -> Point:
    point = Point()
    at = 0
    while at < len(side):
        used = _read_clock(side[at:], point, setting)
        if not used:
            used = _read_relative(side[at:], point) or _read_day(side[at:], point, setting)
            point.day_before_clock |= point.clock is None
        if not used:
            raise unreadable()
        at += used
    return point


def _read_clock(rest: list[Token], point: Point, setting: _Setting) -> int:
    """Take a time of day from the beginning of `rest`; how many tokens it was."""
    match rest:
        case [Word(kind=Kind.AT), Number() as number, *_]:
            point.clock, used = _once(point.clock, as_clock(number)), 2
        case [Word(kind=Kind.AT), Clock() as clock, *_]:
            point.clock, used = _once(point.clock, replace(clock, dotted=False)), 2
        case [Word(kind=Kind.AT), Word(kind=Kind.NOON | Kind.MIDNIGHT), *_]:
            used = 1
        case [Clock(dotted=True) as clock, *later] if _is_date(clock, later, setting):
            point.day.date, used = _once(point.day.date, DayMonth(clock.hour, clock.minute)), 1
            point.day_before_clock |= point.clock is None
        case [Clock() as clock, *_]:
            point.clock, used = _once(point.clock, clock), 1
        case [Number(digits=1 | 2), Word(kind=Kind.MONTH), *_]:
            used = 0
        case [Number() as number, *_]:
            point.clock, used = _once(point.clock, as_clock(number)), 1
        case [Word(kind=Kind.NOON), *_]:
            point.clock, used = _once(point.clock, Clock(12, 0, "pm")), 1
        case [Word(kind=Kind.MIDNIGHT), *_]:
            point.clock, used = _once(point.clock, Clock(12, 0, "midnight")), 1
        case _:
            used = 0
    return used


def _is_date(clock: Clock, later: list[Token], setting: _Setting) -> bool:
    """`14.05` is a date only when the time follows beyond doubt: `14.05 kl 18`, `14.05 18-20`."""
    match later:
        case [Word(kind=Kind.AT), *_]:
            return 1 <= clock.minute <= 12
        case [Number() | Clock()]:
            return setting.range_follows and 1 <= clock.minute <= 12
        case _:
            return False


def _read_relative(rest: list[Token], point: Point) -> int:
    """Take "tisdag", "nästa vecka", "i kväll", "helgen"; how many tokens it was."""
    day = point.day
    match rest:
        case [Word(kind=Kind.RELATIVE, value=which), Word(kind=Kind.WEEKDAY, value=weekday), *_]:
            day.week = _once(day.week, Week(relative=which))
            day.weekday, used = _once(day.weekday, weekday), 2
        case [Word(kind=Kind.RELATIVE, value=which), Word(kind=Kind.WEEK), *_]:
            day.week, used = _once(day.week, Week(relative=which)), 2
        case [Word(kind=Kind.RELATIVE, value=which), Word(kind=Kind.MONTH_WORD), *_]:
            day.month, used = _once(day.month, Month(relative=which)), 2
        case [Word(kind=Kind.RELATIVE, value=which), Word(kind=Kind.WEEKEND), *_]:
            day.weekend, used = _once(day.weekend, which), 2
        case [Word(kind=Kind.RELATIVE, value=0), Word(kind=Kind.PART, value=part), *_]:
            day.offset = _once(day.offset, 0)
            point.part, used = _once(point.part, part), 2
        case [Word(kind=Kind.COMING), Word(kind=Kind.WEEKDAY, value=weekday), *_]:
            day.weekday, used = _once(day.weekday, weekday), 2
        case [Word(kind=Kind.WEEKDAY, value=weekday), *_]:
            day.weekday, used = _once(day.weekday, weekday), 1
        case [Word(kind=Kind.OFFSET, value=offset), *_]:
            day.offset, used = _once(day.offset, offset), 1
        case [Word(kind=Kind.PART, value=part), *_]:
            point.part, used = _once(point.part, part), 1
        case [Word(kind=Kind.WEEKEND), *_]:
            day.weekend, used = _once(day.weekend, 0), 1
        case [Word(kind=Kind.MONTH_WORD, value=1), *_]:
            day.month, used = _once(day.month, Month(relative=0)), 1
        case _:
            used = 0
    return used


def _read_day(rest: list[Token], point: Point, setting: _Setting) -> int:
    """Take a date, a day of the month, a month or a week; how many tokens it was."""
    day = point.day
    match rest:
        case [Word(kind=Kind.ARTICLE), Number(digits=1 | 2), Word(kind=Kind.MONTH), *_]:
            used = 1
        case [Word(kind=Kind.ARTICLE), Number(value=number, digits=1 | 2), *_]:
            day.day_of_month, used = _once(day.day_of_month, number), 2
        case [Word(kind=Kind.ARTICLE), _, *_]:
            used = 1
        case [
            Number(value=number, digits=1 | 2) | Ordinal(day=number),
            Word(kind=Kind.MONTH, value=month),
            *_,
        ]:
            used, year = _year(rest, 2, setting)
            day.date = _once(day.date, DayMonth(number, month, year))
        case [Word(kind=Kind.LAST), Word(kind=Kind.MONTH, value=month), *_]:
            used, year = _year(rest, 2, setting)
            day.date = _once(day.date, DayMonth(LAST_DAY, month, year))
        case [
            Word(kind=Kind.MONTH, value=month),
            Word(kind=Kind.ARTICLE),
            Ordinal(day=number),
            *_,
        ]:
            used, year = _year(rest, 3, setting)
            day.date = _once(day.date, DayMonth(number, month, year))
        case [
            Word(kind=Kind.MONTH, value=month),
            Number(value=number, digits=1 | 2) | Ordinal(day=number),
            *_,
        ]:
            used, year = _year(rest, 2, setting)
            day.date = _once(day.date, DayMonth(number, month, year))
        case [Word(kind=Kind.MONTH, value=month), *_]:
            used, year = _year(rest, 1, setting)
            day.month = _once(day.month, Month(number=month, year=year))
        case [DayMonth(year=None) as date, *_]:
            used, year = _year(rest, 1, setting)
            day.date = _once(day.date, DayMonth(date.day, date.month, year))
        case [DayMonth() as date, *_]:
            day.date, used = _once(day.date, date), 1
        case [Ordinal(day=number), *_]:
            day.day_of_month, used = _once(day.day_of_month, number), 1
        case [Word(kind=Kind.WEEK), Number(value=number, digits=1 | 2), *_]:
            used, year = _year(rest, 2, setting)
            day.week = _once(day.week, Week(number=number, year=year))
        case [Word(kind=Kind.WEEK, value=1), *_]:
            day.week, used = _once(day.week, Week(relative=0)), 1
        case _:
            used = 0
    return used


def _year(rest: list[Token], used: int, setting: _Setting) -> _Taken:
    """The year after a date, if there is one: how many tokens are used then, and the year.

    `2030` may also be half past eight in the evening. It is a year when a time
    follows, or when it is a year that may be meant and does not begin a range.
    """
    match rest[used:]:
        case [Number(value=year, digits=4)]:
            is_year = year in setting.years and not setting.range_follows
        case [Number(value=year, digits=4), Word(kind=Kind.AT | Kind.NOON) | Number() | Clock(), *_]:
            is_year = year >= 1900
        case _:
            return used, None
    return (used + 1, year) if is_year else (used, None)
