"""Days, times and lists in a language. Names come from Babel once; formatting is then plain strings.

Babel's own formatting of one date costs more than rendering a whole message, so only its data are used.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel import Locale

from commands.texts.values import Period

_LOCALES = {"en": "en_GB"}  # day before month, lists without the serial comma
_CLOCK = {"sv": "{:02}.{:02}"}  # as Swedish is written (18.00); elsewhere 18:00
_ENGLISH_CLOCK = "{:02}:{:02}"


class Formats:
    """How one language writes days, times and lists.

    A day is "tis 14 maj", with the year when that is not `this_year`; a period "tis 14 maj 18.00–20.30",
    or both days with a spaced dash when it runs over midnight, unless it ends at midnight ("18.00–24.00").
    An hour that the clock goes through twice says which one is meant ("02.30 CEST").
    """

    def __init__(self, language: str) -> None:
        locale = Locale.parse(_LOCALES.get(language, language))
        weekdays = locale.days["format"]["abbreviated"]
        months = locale.months["format"]["abbreviated"]
        self._weekdays = tuple(str(weekdays[day]) for day in range(7))
        self._months = ("", *(str(months[month]).rstrip(".") for month in range(1, 13)))
        self._clock = _CLOCK.get(language, _ENGLISH_CLOCK)
        patterns = locale.list_patterns["standard"]
        self._lists = {part: str(patterns[part]) for part in ("2", "start", "middle", "end")}

    def day(self, day: date, *, this_year: int) -> str:
        short = f"{self._weekdays[day.weekday()]} {day.day} {self._months[day.month]}"
        return short if day.year == this_year else f"{short} {day.year}"

    def clock(self, moment: time) -> str:
        return self._clock.format(moment.hour, moment.minute)

    def moment(self, moment: datetime, *, zone: ZoneInfo, this_year: int) -> str:
        """`moment` is aware; shown in `zone`."""
        local = moment.astimezone(zone)
        return f"{self.day(local, this_year=this_year)} {self._local_clock(local)}"

    def period(self, period: Period, *, zone: ZoneInfo, this_year: int) -> str:
        """Both ends are aware; shown in `zone`."""
        starts, ends = period.starts.astimezone(zone), period.ends.astimezone(zone)
        if starts.year != ends.year:
            this_year = 0
        first = f"{self.day(starts, this_year=this_year)} {self._local_clock(starts)}"
        nights = ends.toordinal() - starts.toordinal()
        if nights == 1 and ends.hour == ends.minute == 0:
            return f"{first}–{self._clock.format(24, 0)}"
        if nights == 0:
            return f"{first}–{self._local_clock(ends)}"
        return f"{first} – {self.day(ends, this_year=this_year)} {self._local_clock(ends)}"

    def _local_clock(self, local: datetime) -> str:
        shown = self._clock.format(local.hour, local.minute)
        if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
            return f"{shown} {local.tzname()}"
        return shown

    def listed(self, items: Sequence[str]) -> str:
        """ "a", "a och b", "a, b och c"."""
        if len(items) < 2:
            return "".join(items)
        if len(items) == 2:
            return self._join("2", items[0], items[1])
        text = self._join("end", items[-2], items[-1])
        for item in reversed(items[1:-2]):
            text = self._join("middle", item, text)
        return self._join("start", items[0], text)

    def _join(self, part: str, before: str, after: str) -> str:
        head, _, tail = self._lists[part].partition("{1}")
        return head.replace("{0}", before, 1) + after + tail
