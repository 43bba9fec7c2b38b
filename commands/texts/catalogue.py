"""One language's texts from its Fluent files: which there are, what they need, and putting them together."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import CurrentEnvironment, ResolverEnvironment
from fluent.runtime.types import FluentType
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor


class TextError(Exception):
    """A text that cannot be made as asked: a mistake in this program, never in what a person wrote.

    The message names ids and variables, never values, so that it may be logged.
    """


class Catalogue:
    """The `*.ftl` files of one folder. Raises TextError when there are none, or one has a mistake."""

    def __init__(self, folder: Path, language: str) -> None:
        self.language = language
        self._bundle = FluentBundle([language], use_isolating=False)
        self._messages: dict[str, ast.Message] = {}
        self._terms: dict[str, ast.Term] = {}
        files = sorted((folder / language).glob("*.ftl"))
        if not files:
            raise TextError(f"there are no texts for the language {language}")
        for file in files:
            self._load(file)

    def _load(self, file: Path) -> None:
        # Where each part stood in its file, and what the comments say, is a third of the memory they take.
        resource = FluentParser(with_spans=False).parse(file.read_text(encoding="utf-8"))
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                problem = entry.annotations[0].message if entry.annotations else "cannot be read"
                raise TextError(
                    f"{self.language}/{file.name}: {problem}: {(entry.content or '').strip()[:60]}"
                )
            if isinstance(entry, ast.Message):
                entry.comment = None
                self._add(self._messages, entry, file)
            elif isinstance(entry, ast.Term):
                self._add(self._terms, entry, file)
        self._bundle.add_resource(resource)

    def _add(self, known: dict[str, Any], entry: ast.Message | ast.Term, file: Path) -> None:
        if entry.id.name in known:
            raise TextError(f"{self.language}/{file.name}: {entry.id.name} is there twice")
        known[entry.id.name] = entry

    def __contains__(self, text_id: str) -> bool:
        return text_id in self._messages

    def ids(self) -> frozenset[str]:
        return frozenset(self._messages)

    def variables(self, text_id: str) -> set[str]:
        """The variables a text uses, itself or through texts it refers to. Raises TextError if unknown."""
        return self._references(text_id).variables

    def mentioned(self, text_id: str) -> set[str]:
        """The ids of the texts this one refers to, at any depth. Raises TextError if one is unknown."""
        return self._references(text_id).messages - {text_id}

    def _references(self, text_id: str) -> _References:
        found = _References()
        todo = [text_id]
        while todo:
            one = todo.pop()
            message = self._messages.get(one)
            if message is None:
                raise TextError(f"there is no text {one} in {self.language}")
            before = set(found.messages)
            found.messages.add(one)
            found.visit(message)
            todo.extend(found.messages - before - {one})
        return found

    def format(self, text_id: str, values: Mapping[str, FluentType]) -> tuple[str, list[str]]:
        """The text with its values, and what was wrong with it.

        Raises TextError if it is unknown or cannot be put together at all.
        """
        if text_id not in self._messages:
            raise TextError(f"there is no text {text_id} in {self.language}")
        pattern = self._bundle.get_message(text_id).value
        if pattern is None:
            raise TextError(f"the text {text_id} is empty in {self.language}")
        errors: list[Exception] = []
        # What FluentBundle.format_pattern does, but for its conversion of numbers: that would group the
        # digits of a shift's number and costs 27 µs for each.
        environment = ResolverEnvironment(
            context=self._bundle, errors=errors, current=CurrentEnvironment(args=dict(values))
        )
        try:
            text = str(pattern(environment))
        except ValueError as problem:  # too many parts
            raise TextError(f"the text {text_id} cannot be put together: {problem}") from problem
        return text, [f"{type(error).__name__}: {error}" for error in errors]


class _References(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.messages: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 - fluent's name
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - fluent's name
        self.messages.add(node.id.name)
