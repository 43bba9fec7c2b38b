"""Whom a text names: kept with the message, which is taken back when they ask to be forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from commands.texts.values import Code, Lines, Listed, PersonName, Say


def people_in(*values: object) -> list[int]:
    """The ids of all people named anywhere in these texts and papers, in order, each once."""
    return sorted({person for value in values for person in _people(value)})


def _people(value: object) -> Iterator[int]:
    match value:
        case PersonName(person_id=int(person)):
            yield person
        case Say(values=inner):
            yield from _people(inner)
        case Lines(items=items) | Listed(items=items):
            yield from _people(items)
        case str():
            return
        case Mapping():
            for one in value.values():
                yield from _people(one)
        case Sequence():
            for one in value:
                yield from _people(one)


def words_in(value: object) -> Iterator[str]:
    """Everything that stands in a text as it was typed: a name may be among it that nobody has looked up."""
    match value:
        case str() | Code(text=str()):
            yield value if isinstance(value, str) else value.text
        case Say(values=inner):
            yield from words_in(inner)
        case Lines(items=items) | Listed(items=items):
            yield from words_in(items)
        case Mapping():
            for one in value.values():
                yield from words_in(one)
        case Sequence():
            for one in value:
                yield from words_in(one)
