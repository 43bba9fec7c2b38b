"""The district's plan for the coming weeks, as the lines that Anna writes in the chat.

What is planned, and its names, come from the district's own plan for 2024; the days are counted from the
day on which the demo begins, so that all of it lies ahead. Dates are local, times of day stay clear of the
night in which the clock is moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DISTRICT = "Vänsterpartiet Sjuhärad"
ZONE = ZoneInfo("Europe/Stockholm")
BRANCHES = ("Bollebygd", "Borås", "Herrljunga", "Mark", "Svenljunga", "Tranemo", "Ulricehamn", "Vårgårda")

TUESDAY, WEDNESDAY, THURSDAY, SATURDAY, SUNDAY = 1, 2, 3, 5, 6
DAYTIME = range(9, 18)
"""Local hours in which a stand may begin."""

RINGSTUGA_WEEKS = 6
RINGSTUGA_DAYS = (TUESDAY, THURSDAY)


@dataclass(frozen=True, slots=True)
class Slot:
    """A shift on the first such weekday after the beginning, `weeks` later; `times` > 1 is a series."""

    weekday: int
    weeks: int
    hours: str
    seats: int
    minimum: int | None = None
    place: str | None = None
    every: str = "vecka"
    times: int = 1


@dataclass(frozen=True, slots=True)
class Activity:
    """What the district does, and when."""

    slug: str
    title: str
    about: str
    place: str | None = None
    audience: str | None = None
    slots: tuple[Slot, ...] = ()


def _paper() -> tuple[Slot, ...]:
    """Every branch once, two a day, over two week-ends."""
    days = ((SATURDAY, 0), (SUNDAY, 0), (SATURDAY, 1), (SUNDAY, 1))
    return tuple(
        Slot(
            *days[position // 2],
            hours="10-12" if position % 2 == 0 else "13-15",
            seats=6,
            minimum=2,
            place=branch,
        )
        for position, branch in enumerate(BRANCHES)
    )


ACTIVITIES = (
    Activity(
        "ringstuga",
        "Ringstuga",
        "Vi ringer medlemmar och väljare tillsammans. Det finns kaffe, och ett manus att luta sig mot.",
        place="Partilokalen i Borås",
        slots=tuple(
            Slot(day, 0, "18.00-20.30", seats=8, minimum=3, times=RINGSTUGA_WEEKS) for day in RINGSTUGA_DAYS
        ),
    ),
    Activity(
        "eu-valskola",
        "EU-valskola",
        "Vad bestäms i Europaparlamentet, och vad vill vi där? Vi övar på frågorna som brukar komma.",
        place="Partilokalen i Borås",
        slots=(Slot(SATURDAY, 2, "10-15", seats=25),),
    ),
    Activity(
        "tidningen",
        "Dela ut Vänstern i Sjuhärad",
        "Vi lägger distriktets tidning i brevlådorna, en partiförening i taget. Bra skor räcker.",
        slots=_paper(),
    ),
    Activity(
        "bokbord",
        "Bokbord på torget",
        "Vi står på torget med böcker, flygblad och tid för samtal.",
        place="Stora torget i Borås",
        slots=(
            Slot(SATURDAY, 0, "11-14", seats=4, minimum=2),
            Slot(SATURDAY, 2, "11-14", seats=4, minimum=2),
        ),
    ),
    Activity(
        "ordförandeträff",
        "Ordförandeträff",
        "Vi byter erfarenheter mellan föreningarna, mest om hur nya medlemmar blir väl mottagna.",
        place="Partilokalen i Borås",
        audience="partiföreningarnas ordförande",
        slots=(Slot(SUNDAY, 1, "13-16", seats=len(BRANCHES)),),
    ),
    Activity(
        "styrelseutbildning",
        "Styrelseutbildning",
        "Så delar en styrelse på arbetet. En del av dagen handlar om internfeminism.",
        place="Folkets hus i Ulricehamn",
        audience="den som sitter i en styrelse",
        slots=(Slot(SATURDAY, 3, "10-16", seats=24),),
    ),
    Activity(
        "facklig-heldag",
        "Facklig heldag",
        "En dag om att organisera sig på jobbet, för den som är fackligt aktiv eller nyfiken.",
        place="Partilokalen i Borås",
        slots=(Slot(SATURDAY, 4, "9.30-16", seats=30),),
    ),
    Activity(
        "landsbygdsdag",
        "Landsbygdspolitisk dag",
        "Vad behövs för ett gott liv utanför städerna? Det vi kommer fram till blir en del av ett program.",
        place="Bygdegården i Tranemo",
        slots=(Slot(SUNDAY, 4, "10-16", seats=40),),
    ),
    Activity(
        "bokcirkel",
        "Bokcirkel",
        "Vi läser var för sig och pratar tillsammans. Första boken väljer vi när vi ses.",
        place="Biblioteket i Borås",
        audience="kvinnor och ickebinära",
        slots=(Slot(WEDNESDAY, 0, "18.00-19.30", seats=10, every="2veckor", times=3),),
    ),
)


def commands(begins: date) -> Iterator[str]:
    """What Anna writes to plan the weeks after the day `begins`, in order."""
    for activity in ACTIVITIES:
        pairs = {"plats": activity.place, "om": activity.about, "målgrupp": activity.audience}
        yield f'!aktivitet ny {activity.slug} "{activity.title}"{_pairs(pairs)}'
        for slot in activity.slots:
            yield _shift(activity, slot, begins)


def day_of(slot: Slot, begins: date) -> date:
    """The day of the slot's first shift: after `begins`, never on it."""
    return next_weekday(begins, slot.weekday) + timedelta(weeks=slot.weeks)


def next_weekday(after: date, weekday: int) -> date:
    """The first such weekday (Monday is 0) after a day."""
    return after + timedelta(days=(weekday - after.weekday() - 1) % 7 + 1)


def next_ringstuga(after: date) -> date:
    """The first day after `after` on which the phone bank is held."""
    return min(next_weekday(after, weekday) for weekday in RINGSTUGA_DAYS)


def is_over(begins: date, today: date) -> bool:
    """Whether the plan that was made on `begins` has too little left for a new look at it."""
    return today >= begins + timedelta(weeks=RINGSTUGA_WEEKS - 1)


def hours_to_daytime(now: datetime) -> int:
    """The least whole number of hours, from 2 up, after which it is a fit time to stand on a square.

    `now` is aware. By day the clock is never moved, so that the time has one meaning only.
    """
    hours = 2
    while (now + timedelta(hours=hours)).astimezone(ZONE).hour not in DAYTIME:
        hours += 1
    return hours


def _shift(activity: Activity, slot: Slot, begins: date) -> str:
    first = day_of(slot, begins)
    step = 2 if slot.every == "2veckor" else 1
    pairs = {
        "platser": str(slot.seats),
        "minst": None if slot.minimum is None else str(slot.minimum),
        "plats": slot.place,
        "varje": slot.every if slot.times > 1 else None,
        "tom": (first + timedelta(weeks=step * (slot.times - 1))).isoformat() if slot.times > 1 else None,
    }
    return f"!pass ny {activity.slug} {first.isoformat()} {slot.hours}{_pairs(pairs)}"


def _pairs(pairs: dict[str, str | None]) -> str:
    written = (
        f' {key}="{value}"' if " " in value else f" {key}={value}"
        for key, value in pairs.items()
        if value is not None
    )
    return "".join(written)
