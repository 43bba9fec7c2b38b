"""Which texts the source asks for, read from its syntax trees: literal ids, id families, and their values.

And which values the Fluent files say may be missing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

SPEAKERS = frozenset({"say", "Say", "answer", "Refusal"})
"""What takes a text's id as its first argument, and its values by name."""

_FAMILY = re.compile(r"[a-z][a-z0-9]*-")


@dataclass(frozen=True, slots=True)
class Asked:
    """One call with a literal id. `values` is None when they come from elsewhere too (`**values`)."""

    text_id: str
    values: frozenset[str] | None
    where: str


@dataclass(slots=True)
class SourceTexts:
    """`literals`: every string in the source; `families`: f-strings such as `f"help-{name}"`, as patterns."""

    asked: list[Asked] = field(default_factory=list)
    literals: set[str] = field(default_factory=set)
    families: list[re.Pattern[str]] = field(default_factory=list)

    def uses(self, text_id: str) -> bool:
        return text_id in self.literals or any(family.fullmatch(text_id) for family in self.families)


def read_sources(*folders: Path) -> SourceTexts:
    """Everything the Python files in the folders say of texts."""
    found = SourceTexts()
    for folder in folders:
        for file in sorted(folder.rglob("*.py")):
            read_source(
                found, file.read_text(encoding="utf-8"), where=f"{folder.name}/{file.relative_to(folder)}"
            )
    return found


def read_source(found: SourceTexts, source: str, *, where: str) -> None:
    """Add what one file says."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.literals.add(node.value)
        elif isinstance(node, ast.JoinedStr):
            found.families.extend(_family(node))
        elif isinstance(node, ast.Call) and _name(node.func) in SPEAKERS and node.args:
            values = _values(node)
            found.asked += [
                Asked(text_id, values, f"{where}:{node.lineno}") for text_id in _ids(node.args[0])
            ]


def _family(node: ast.JoinedStr) -> Iterator[re.Pattern[str]]:
    first = node.values[0] if node.values else None
    if isinstance(first, ast.Constant) and _FAMILY.match(str(first.value)):
        yield re.compile(
            "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+"
                for part in node.values
            )
        )


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _ids(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _ids(argument.body)
        yield from _ids(argument.orelse)


def _values(call: ast.Call) -> frozenset[str] | None:
    if len(call.args) > 1 or any(keyword.arg is None for keyword in call.keywords):
        return None
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg)


def optional_variables(folder: Path) -> dict[str, set[str]]:
    """For each text in the folder's Fluent files the variables it has a variant `[none]` for."""
    optional: dict[str, set[str]] = {}
    for file in folder.glob("*.ftl"):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ftl.Message):
                found = _Optional()
                found.visit(entry)
                optional[entry.id.name] = found.names
    return optional


class _Optional(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802 - fluent's name
        keys = {variant.key.name for variant in node.variants if isinstance(variant.key, ftl.Identifier)}
        if isinstance(node.selector, ftl.VariableReference) and "none" in keys:
            self.names.add(node.selector.id.name)
        self.generic_visit(node)
