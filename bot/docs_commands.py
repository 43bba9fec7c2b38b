"""docs/commands.sv.md and docs/commands.en.md, from the declarations in `commands` and their texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from commands.texts import Texts, say

_PREFIX = "!"
_ANY_TIME = datetime(2024, 1, 1, tzinfo=UTC)  # help speaks of no times, yet every text is given one

_FRAME = {
    "en": {
        "title": "Commands",
        "intro": "In a room a command begins with `!`; in a direct message to the bot that may be left out. "
        "What stands in [square brackets] may be left out too. A value with spaces stands in quotes. "
        "Swedish and English names both work everywhere.",
        "all": "For everyone",
        "lead": "For those who lead an activity, and organizers",
        "organizer": "For organizers",
        "also": "Also",
        "other": "In Swedish",
        "example": "Example",
    },
    "sv": {
        "title": "Kommandon",
        "intro": "I ett rum börjar ett kommando med `!`; i ett direktmeddelande till boten "
        "får det utelämnas. "
        "Det som står inom [hakparentes] får också utelämnas. "
        "Ett värde med mellanslag står inom citattecken. "
        "Svenska och engelska namn fungerar överallt.",
        "all": "För alla",
        "lead": "För den som leder en aktivitet, och för organisatörer",
        "organizer": "För organisatörer",
        "also": "Även",
        "other": "På engelska",
        "example": "Exempel",
    },
}
_OTHER = {"sv": "en", "en": "sv"}


class Declared(Protocol):
    """What the page needs of a command; `commands.declare.Command` has it."""

    @property
    def id(self) -> str: ...
    @property
    def names(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def who(self) -> str: ...
    def usage(self, language: str, /) -> str: ...


Wording = Callable[[str], str]
"""The finished text of an id, in the page's language."""


def wordings() -> dict[str, Wording]:
    """The texts of each language in which there is a page. Unknown ones raise TextError."""
    texts = Texts(strict=True)

    def reader(language: str) -> Wording:
        return lambda text_id: texts.render(
            say(text_id, prefix=_PREFIX), language=language, zone=ZoneInfo("UTC"), now=_ANY_TIME
        ).strip()

    return {language: reader(language) for language in _FRAME}


def commands_page(declared: Sequence[Declared], language: str, texts: Wording) -> str:
    """The page in `language` ("sv" or "en"): the commands by who may use them, in their declared order."""
    frame = _FRAME[language]
    parts = [
        f"# {frame['title']}\n",
        "<!-- Made by `passet docs` from the declarations in commands/ and their texts. Do not edit. -->\n",
        f"{frame['intro']}\n",
    ]
    for who in ("all", "lead", "organizer"):
        entries = [_entry(one, language, texts) for one in declared if one.who == who]
        if entries:
            parts += [f"## {frame[who]}\n", *entries]
    return "\n".join(parts)


def _entry(one: Declared, language: str, texts: Wording) -> str:
    frame = _FRAME[language]
    first, *others = one.names[language]
    lines = [f"### {first}", "", f"`{_PREFIX}{one.usage(language)}`", "", texts(f"help-{one.id}"), ""]
    lines += [texts(f"help-{one.id}-more"), ""]
    examples = texts(f"help-{one.id}-example").splitlines()
    names = []
    if others:
        names.append(f"{frame['also']}: {_codes(others)}.")
    foreign = [name for name in one.names[_OTHER[language]] if name not in one.names[language]]
    if foreign:
        names.append(f"{frame['other']}: {_codes(foreign)}.")
    lines.append(f"{frame['example']}: {', '.join(_code(line) for line in examples)}")
    if names:
        lines += ["", " ".join(names)]
    return "\n".join((*lines, ""))


def _codes(names: Sequence[str]) -> str:
    return ", ".join(f"`{_PREFIX}{name}`" for name in names)


def _code(line: str) -> str:
    return f"`{line.strip().strip('`')}`"
