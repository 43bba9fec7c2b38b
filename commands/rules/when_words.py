"""The words of time in Swedish and English, written without å, ä, ö as careless phones do.

Both languages share one table: people mix them, and no word means two different things
except three two-letter Swedish weekdays that are also prepositions, see `when_tokens`.
"""

import enum
from dataclasses import dataclass


class Kind(enum.Enum):
    """What a word does in a phrase."""

    WEEKDAY = enum.auto()  # value: 0 = Monday
    MONTH = enum.auto()  # value: 1 = January
    OFFSET = enum.auto()  # value: days from today
    RELATIVE = enum.auto()  # "this" 0, "next" 1, before a weekday, week, weekend, month
    COMING = enum.auto()  # "kommande tisdag": the next such day
    WEEK = enum.auto()  # value 1: "veckan", which needs no number
    MONTH_WORD = enum.auto()  # value 1: "månaden"
    WEEKEND = enum.auto()
    PART = enum.auto()  # value: one of MORNING, AFTERNOON, EVENING
    LAST = enum.auto()  # "sista maj"
    RANGE = enum.auto()
    AND = enum.auto()  # a range only after BETWEEN
    BETWEEN = enum.auto()
    AT = enum.auto()
    ARTICLE = enum.auto()
    FILLER = enum.auto()
    NOON = enum.auto()
    MIDNIGHT = enum.auto()


MORNING, AFTERNOON, EVENING = range(3)


@dataclass(frozen=True, slots=True)
class Word:
    """A known word."""

    kind: Kind
    value: int = 0


def _numbered(kind: Kind, rows: str, first: int) -> dict[str, tuple[Word, ...]]:
    """One row of spellings per number, counted from `first`."""
    lines = rows.strip().splitlines()
    return {name: (Word(kind, number),) for number, line in enumerate(lines, first) for name in line.split()}


def _same(kind: Kind, names: str, value: int = 0) -> dict[str, tuple[Word, ...]]:
    return {name: (Word(kind, value),) for name in names.split()}


WORDS: dict[str, tuple[Word, ...]] = {
    **_numbered(
        Kind.WEEKDAY,
        """
        mandag mandagen man ma monday mon
        tisdag tisdagen tis ti tuesday tues tue
        onsdag onsdagen ons wednesday weds wed
        torsdag torsdagen tors tor thursday thurs thur thu
        fredag fredagen fre fr friday fri
        lordag lordagen lor lo saturday sat
        sondag sondagen son so sunday sun
        """,
        first=0,
    ),
    **_numbered(
        Kind.MONTH,
        """
        januari january jan
        februari february feb
        mars march mar
        april apr
        maj may
        juni june jun
        juli july jul
        augusti august aug
        september sept sep
        oktober october okt oct
        november nov
        december dec
        """,
        first=1,
    ),
    **_same(Kind.OFFSET, "igar yesterday", -1),
    **_same(Kind.OFFSET, "idag today", 0),
    **_same(Kind.OFFSET, "imorgon imorrn imorron imorn tomorrow tmrw", 1),
    **_same(Kind.OFFSET, "overmorgon iovermorgon overmorrn iovermorrn", 2),
    "ikvall": (Word(Kind.OFFSET, 0), Word(Kind.PART, EVENING)),
    "tonight": (Word(Kind.OFFSET, 0), Word(Kind.PART, EVENING)),
    "ieftermiddag": (Word(Kind.OFFSET, 0), Word(Kind.PART, AFTERNOON)),
    "iformiddag": (Word(Kind.OFFSET, 0), Word(Kind.PART, MORNING)),
    **_same(Kind.RELATIVE, "denna detta this", 0),
    **_same(Kind.RELATIVE, "nasta next", 1),
    **_same(Kind.COMING, "kommande coming"),
    **_same(Kind.WEEK, "vecka v week wk w", 0),
    **_same(Kind.WEEK, "veckan", 1),
    **_same(Kind.MONTH_WORD, "manad month", 0),
    **_same(Kind.MONTH_WORD, "manaden", 1),
    **_same(Kind.WEEKEND, "helg helgen weekend weekenden"),
    **_same(Kind.PART, "morgon morgonen bitti formiddag formiddagen morning", MORNING),
    **_same(Kind.PART, "eftermiddag eftermiddagen afternoon", AFTERNOON),
    **_same(Kind.PART, "kvall kvallen evening night", EVENING),
    **_same(Kind.LAST, "sista last"),
    **_same(Kind.RANGE, "till til tills until"),
    **_same(Kind.AND, "och and"),
    **_same(Kind.BETWEEN, "mellan between"),
    **_same(Kind.AT, "kl klockan at"),
    **_same(Kind.ARTICLE, "den the"),
    **_same(Kind.FILLER, "pa i in of av nu fran from"),
    **_same(Kind.NOON, "noon midday"),
    **_same(Kind.MIDNIGHT, "midnight midnatt"),
}

PHRASES: tuple[tuple[str, str], ...] = (
    ("the day after tomorrow", "overmorgon"),
    ("day after tomorrow", "overmorgon"),
    ("den har", "denna"),
    ("sista dagen", "sista"),
    ("last day", "last"),
)
"""Several words that mean one."""

JOINED_TO_I = "dag gar morgon morrn morron morn overmorgon overmorrn kvall eftermiddag formiddag"
"""Written apart from their "i" as often as together: "i morgon", "imorgon"."""
