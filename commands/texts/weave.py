"""Putting values into a formatted text, with regard to where each one stands.

Fluent joins strings and knows nothing of Markdown. So it is given a mark for each value, and the values
take the marks' places afterwards: escaped as their surroundings need it, unescaped within a code span
of the text's author, indented under a list item, with the blank lines that lists want. (It also keeps
long values clear of fluent.runtime's limit of 2,500 characters for one placeable.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from babel import Locale
from fluent.runtime.types import FluentType

from commands.texts.escape import code_span, escape_start

_PIECE = re.compile("\ue000([0-9]+)\ue001|`")  # private use: `clean_line` lets none through
_MARK = re.compile("\ue000([0-9]+)\ue001")
_OWN_MARKUP = re.compile(r"\*+|`|\[([^\]\n]*)\]\([^)\n]*\)")
_LEAD = re.compile(r" *(?:(?:[-*+]|[0-9]{1,9}[.)]) +)*")
_LIST_LINE = re.compile(r" *(?:[-*+]|[0-9]{1,9}[.)]) | {2,}\S")
_GAPS = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")


class PlainNumber(int, FluentType):
    """A number that chooses plural forms and is written without grouping (1200, never "1 200")."""

    def format(self, locale: Locale) -> str:  # noqa: ARG002 - the same in every language
        return str(int(self))


@dataclass(slots=True, eq=False)
class Shown(FluentType):
    """A value ready to be put in: `markdown` in the text, `raw` inside a code span, `key` for variants.

    `person` marks a single line of someone's own words; `listing` a bulleted list.
    """

    mark: int
    markdown: str
    raw: str
    key: str
    person: bool = False
    listing: bool = False

    def format(self, locale: Locale) -> str:  # noqa: ARG002 - already in the reader's language
        return f"\ue000{self.mark}\ue001"

    def __eq__(self, other: object) -> bool:
        """How Fluent asks whether a variant is meant."""
        return self.key == other if isinstance(other, str) else self is other

    __hash__ = None  # type: ignore[assignment]  # equality is Fluent's question only


def weave(text: str, values: list[Shown]) -> str:
    """The finished light Markdown. `values[n]` takes the place of mark n."""
    if "\ue000" not in text and "`" not in text:
        return text
    parts = _PIECE.split(text)
    out = _Out()
    code: list[str] | None = None
    for position, part in enumerate(parts):
        if position % 2 == 0:
            out.add(part) if code is None else code.append(part)
        elif part is None:
            if code is None:
                code = []
            else:
                out.add(code_span("".join(code)))
                code = None
        elif code is not None:
            code.append(values[int(part)].raw)
        else:
            out.put(values[int(part)], following=parts[position + 1])
    if code is not None:
        out.add("\\`" + "".join(code))
    return out.finished()


def bare(text: str, values: list[Shown]) -> str:
    """The text on one line without markup, for a code span that holds another text."""
    words = _OWN_MARKUP.sub(r"\1", text) if "*" in text or "`" in text or "](" in text else text
    return " ".join(_MARK.sub(lambda mark: values[int(mark[1])].raw, words).split())


class _Out:
    """The text so far, and its last line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._line = ""
        self._after_list = False

    def add(self, piece: str) -> None:
        if not piece:
            return
        if self._after_list and piece.strip():
            piece = "\n\n" + piece.lstrip("\n")
            self._after_list = False
        _, newline, last = piece.rpartition("\n")
        self._line = last if newline else self._line + piece
        self._pieces.append(piece)

    def put(self, value: Shown, *, following: str) -> None:
        if value.listing:
            self._put_list(value.markdown)
        elif "\n" in value.markdown:
            self._put_block(value.markdown)
        elif value.person and self._at_start():
            self.add(escape_start(value.markdown, following))
        else:
            self.add(value.markdown)

    def _at_start(self) -> bool:
        return _LEAD.fullmatch(self._line) is not None

    def _put_list(self, listing: str) -> None:
        if not listing:
            if not self._line and self._pieces and self._pieces[-1].endswith("\n"):
                self._pieces[-1] = self._pieces[-1][:-1]
            return
        self._after_list = False  # two lists in a row are one
        if not self._at_start():
            self.add("\n" + " " * self._width())
        self._put_block(listing)

    def _put_block(self, block: str) -> None:
        width = self._width()
        self.add(block.replace("\n", "\n" + " " * width))
        self._after_list = width == 0 and _LIST_LINE.match(self._line) is not None

    def _width(self) -> int:
        """How far the text of the present line stands in: that of a list item, from its marker on."""
        lead = _LEAD.match(self._line)
        return lead.end() if lead else 0

    def finished(self) -> str:
        return _GAPS.sub("\n\n", "".join(self._pieces)).strip()
