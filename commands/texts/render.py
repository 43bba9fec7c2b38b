"""`Texts`: rendering a `Say` for one reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from commands.rules.names import clean_line
from commands.texts.catalogue import Catalogue, TextError
from commands.texts.escape import code_span, escape, escape_start, person_link
from commands.texts.formats import Formats
from commands.texts.values import (
    Code,
    Lines,
    Listed,
    Period,
    PersonName,
    Say,
    Value,
    Verbatim,
)
from commands.texts.weave import PlainNumber, Shown, bare, weave

LOCALES = Path(__file__).parent.parent / "locales"
LANGUAGES = ("sv", "en")

_NONE = "none"
_LENGTHS = (
    ("length-days", 86_400),
    ("length-hours", 3_600),
    ("length-minutes", 60),
    ("length-seconds", 1),
)
_Finish = Callable[[str, list[Shown]], str]
_log = structlog.get_logger(__name__)


class Texts:
    """All texts, loaded once. Raises TextError when a file has a mistake.

    `strict` (for tests): anything wrong with a text raises TextError in `render`. Otherwise it is logged
    and the person gets the best that can be made: the text with the variable's name in the gap, the text
    of another language, at the worst its id. Values are never logged.
    """

    def __init__(
        self, folder: Path = LOCALES, languages: Sequence[str] = LANGUAGES, *, strict: bool = False
    ) -> None:
        self.languages = tuple(languages)
        self._strict = strict
        self._catalogues = {language: Catalogue(folder, language) for language in languages}
        self._formats = {language: Formats(language) for language in languages}

    def ids(self, language: str) -> frozenset[str]:
        """Every text of the language."""
        return self._catalogues[language].ids()

    def variables(self, text_id: str, language: str) -> set[str]:
        """The values a text needs. Raises TextError when there is no such text."""
        return self._catalogues[language].variables(text_id)

    def mentioned(self, text_id: str, language: str) -> set[str]:
        """The texts this one is put together from. Raises TextError when one is missing."""
        return self._catalogues[language].mentioned(text_id)

    def render(
        self, message: Say, *, language: str, zone: ZoneInfo, now: datetime, links: bool = True
    ) -> str:
        """Finished light Markdown, complete in itself.

        Times are shown in `zone`, with the year where it is not that of `now` (aware). An unknown
        `language` is an error as any other. Without `links` people are shown by name only.
        """
        return self._made(message, weave, language, zone, now, links=links)

    def plain(self, message: Say, *, language: str, zone: ZoneInfo, now: datetime) -> str:
        """The same on one line without any markup, for where nobody reads Markdown: in a file."""
        return self._made(message, bare, language, zone, now, links=False)

    def _made(
        self, message: Say, finish: _Finish, language: str, zone: ZoneInfo, now: datetime, *, links: bool
    ) -> str:
        year = now.astimezone(zone).year
        if self._strict:
            return finish(*self._format(message, _Reader(self._known(language), zone, year, links)))
        for chosen in (language, *(other for other in self.languages if other != language)):
            try:
                return finish(*self._format(message, _Reader(self._known(chosen), zone, year, links)))
            except TextError as problem:
                _log.error("text is wrong", text_id=message.id, language=chosen, problem=str(problem))
        return message.id

    def _known(self, language: str) -> str:
        if language not in self._catalogues:
            raise TextError(f"there are no texts in the language {language}")
        return language

    def _format(self, message: Say, reader: _Reader) -> tuple[str, list[Shown]]:
        """The text with a mark for each of its values, and the values (see `commands.texts.weave`)."""
        values: list[Shown] = []
        arguments: dict[str, Shown | PlainNumber] = {}
        for name, value in message.values.items():
            if isinstance(value, int) and not isinstance(value, bool):
                arguments[name] = PlainNumber(value)
                continue
            shown = self._shown(value, reader)
            shown.mark = len(values)
            values.append(shown)
            arguments[name] = shown
        text, problems = self._catalogues[reader.language].format(message.id, arguments)
        if problems:
            problem = "; ".join(problems)
            if self._strict:
                raise TextError(f"{message.id} ({reader.language}): {problem}")
            _log.error("text is wrong", text_id=message.id, language=reader.language, problem=problem)
        return text, values

    def _shown(self, value: Value, reader: _Reader) -> Shown:
        match value:
            case None | "":
                return _ready("", key=_NONE)
            case str():
                line = clean_line(value)
                key = str(value) if value != _NONE else ""
                return Shown(0, escape(line), line, key if line else _NONE, person=True)
            case Say():
                text, values = self._format(value, reader)
                return Shown(0, weave(text, values), bare(text, values), value.id)
            case PersonName(name=name, address=address):
                return self._person(clean_line(name) or address, address, reader)
            case Code(text=text):
                return Shown(0, code_span(text), clean_line(text), "")
            case Verbatim(text=text):
                return self._verbatim(text)
            case Lines():
                return self._lines(value, reader)
        return self._measure(value, reader)

    def _measure(self, value: Value, reader: _Reader) -> Shown:
        formats, zone, year = self._formats[reader.language], reader.zone, reader.year
        match value:
            case bool():
                return _ready("", key="true" if value else "false")
            case int():
                return _ready(str(value))
            case Period():
                _must_be_aware(value.starts, value.ends)
                return _ready(formats.period(value, zone=zone, this_year=year))
            case datetime():
                _must_be_aware(value)
                return _ready(formats.moment(value, zone=zone, this_year=year))
            case date():
                return _ready(formats.day(value, this_year=year))
            case time():
                return _ready(formats.clock(value))
            case timedelta():
                return _ready(self._length(value, reader))
            case Listed(items=items):
                return self._listed(items, reader)
            case Sequence():
                return self._listed(value, reader)
        raise TextError(f"a {type(value).__name__} cannot stand in a text")

    def _person(self, name: str | None, address: str | None, reader: _Reader) -> Shown:
        if not name:
            return self._shown(Say("person-gone", {}), reader)
        if address and reader.links:
            return Shown(0, person_link(name, address), name, "")
        return Shown(0, escape(name), name, "", person=True)

    def _verbatim(self, text: str) -> Shown:
        lines = [clean_line(line) for line in text.strip().splitlines()]
        markdown = "\n".join(escape_start(escape(line)) for line in lines)
        return Shown(0, markdown, " ".join(filter(None, lines)), _NONE if not markdown else "")

    def _lines(self, listing: Lines, reader: _Reader) -> Shown:
        shown = [self._shown(item, reader) for item in listing.items]
        rows: list[str] = []
        for one in filter(lambda one: one.markdown, shown):
            mark = f"{len(rows) + 1}. " if listing.numbered else "- "
            text = escape_start(one.markdown) if one.person else one.markdown
            rows.append(mark + text.replace("\n", "\n" + " " * len(mark)))
        raw = ", ".join(one.raw for one in shown if one.raw)
        return Shown(0, "\n".join(rows), raw, "" if rows else _NONE, listing=True)

    def _listed(self, items: Sequence[Value], reader: _Reader) -> Shown:
        formats = self._formats[reader.language]
        shown = [one for item in items if (one := self._shown(item, reader)).markdown]
        markdown = formats.listed([one.markdown for one in shown])
        raw = formats.listed([one.raw for one in shown])
        return Shown(0, markdown, raw, "" if shown else _NONE, person=bool(shown) and shown[0].person)

    def _length(self, length: timedelta, reader: _Reader) -> str:
        """The two largest units that are not zero, the rest cut off: "1 dag och 2 timmar"."""
        rest = int(abs(length).total_seconds())
        if rest >= 60:
            rest -= rest % 60
        parts: list[str] = []
        for unit, seconds in _LENGTHS:
            amount, rest = divmod(rest, seconds)
            if amount or (unit == "length-seconds" and not parts):
                parts.append(self._unit(unit, amount, reader))
        return self._formats[reader.language].listed(parts[:2])

    def _unit(self, unit: str, amount: int, reader: _Reader) -> str:
        return weave(*self._format(Say(unit, {"n": amount}), reader))


@dataclass(frozen=True, slots=True)
class _Reader:
    """For whom it is: `year` is the present one in `zone`."""

    language: str
    zone: ZoneInfo
    year: int
    links: bool


def _ready(markdown: str, key: str = "") -> Shown:
    return Shown(0, markdown, markdown, key)


def _must_be_aware(*moments: datetime) -> None:
    if any(moment.tzinfo is None for moment in moments):
        raise TextError("a time without its zone cannot stand in a text")
