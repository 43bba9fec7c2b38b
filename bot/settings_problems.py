"""What the settings are called, and the one line that says what is wrong with one of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings

from bot.settings_types import OWN_TEXT


@dataclass(frozen=True, slots=True)
class Described:
    """One setting as its declaration describes it; `default` is written as in TOML."""

    section: str
    key: str
    field: FieldInfo

    @property
    def dotted(self) -> str:
        return f"{self.section}.{self.key}"

    @property
    def variable(self) -> str:
        return f"PASSET_{self.section}__{self.key}".upper()

    @property
    def allowed(self) -> str:
        extra = self.field.json_schema_extra
        return str(extra["allowed"]) if isinstance(extra, dict) else ""


def sections(settings: type[BaseSettings]) -> dict[str, type[BaseModel]]:
    """The model of each section, also where the section may be absent or repeated."""
    found: dict[str, type[BaseModel]] = {}
    for name, field in settings.model_fields.items():
        for candidate in (field.annotation, *get_args(field.annotation)):
            if isinstance(candidate, type) and issubclass(candidate, BaseModel):
                found[name] = candidate
    return found


def every_setting(settings: type[BaseSettings]) -> Iterator[Described]:
    """All settings in the order of their declaration."""
    for section, model in sections(settings).items():
        for key, field in model.model_fields.items():
            yield Described(section, key, field)


def nearest(settings: type[BaseSettings], unknown: str) -> str:
    """The known section or key most like `unknown`, which without a dot is a section or a lost key."""
    section, _, key = unknown.rpartition(".")

    def likeness(known: str) -> float:
        known_section, _, known_key = known.rpartition(".")
        own = SequenceMatcher(None, key, known_key or known).ratio()
        if section and known_section:
            own += 0.3 * SequenceMatcher(None, section, known_section).ratio()
        return own

    known = [] if section else list(sections(settings))
    known += [described.dotted for described in every_setting(settings)]
    return max(known, key=likeness)


def described(settings: type[BaseSettings], error: ValidationError) -> str:
    """The first problem in one line, and how many more there are. No value is part of it."""
    problems = error.errors(include_input=False, include_url=False)
    line = _line(settings, problems[0])
    others = len(problems) - 1
    return f"{line} (and {others} more {'problem' if others == 1 else 'problems'})" if others else line


def _line(settings: type[BaseSettings], problem: ErrorDetails) -> str:
    names = [part for part in problem["loc"] if isinstance(part, str)]
    numbers = [part + 1 for part in problem["loc"][:2] if isinstance(part, int)]
    key = ".".join(names)
    where = f"{key}{_origin(names, numbers)}"
    if problem["type"] == "extra_forbidden":
        return f"unknown key {where}; did you mean {nearest(settings, key)}?"
    if problem["type"] == OWN_TEXT:
        return f"{where} {problem['msg']}"
    one = next((known for known in every_setting(settings) if known.dotted == key), None)
    if one is None:
        return f"{where} {_section_form(key)}"
    if problem["type"] == "missing":
        return f"{where} is missing; it must be {one.allowed}"
    return f"{where} must be {one.allowed}"


def _origin(names: list[str], numbers: list[int]) -> str:
    """Which of several districts, and the environment variable if it comes from there."""
    counted = [f"of [[{names[0]}]] number {number}" for number in numbers]
    wanted = {f"PASSET_{'__'.join(names)}".upper()}
    wanted |= {f"PASSET_{names[0]}__{number}__{'__'.join(names[1:])}".upper() for number in numbers}
    from_environment = [f"from the environment: {name}" for name in os.environ if name.upper() in wanted]
    return f" ({'; '.join(counted + from_environment)})" if counted or from_environment else ""


def _section_form(key: str) -> str:
    if key == "district":
        return (
            "must be a section with two brackets: write [[district]] and below it at least a key and a name"
        )
    return f"must be a section: write [{key}] on a line of its own and its keys below"


def toml(value: Any) -> str:
    """A default as it is written in TOML; only texts, numbers, truth values and lists of them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(toml(item) for item in value)}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
