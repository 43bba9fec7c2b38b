"""Reading light Markdown into a small tree; `bot.markup` writes it out.

Light Markdown is the part of CommonMark that every chat client shows: paragraphs, line breaks (each
newline is one), `**strong**`, `*em*`, `` `code` ``, bulleted and numbered lists, `[text](url)`, and
backslash escapes. Everything else (HTML, headings, quotes, images, entities, bare addresses) is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from markdown_it import MarkdownIt
from markdown_it.token import Token

LONGEST_PARSED = 32_768
"""Code points. The parser needs up to 8 µs for each of a hostile text; a message that is longer than this
does not fit into a Matrix event together with its HTML anyway, and is shown as it stands."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a line. `kind`: text, code, break, or the opening ("strong+") or closing ("strong-") of
    strong, em and link; an opening link has its URL as `value`."""

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `first` is the number of its first item, None for bullets. `close`: no blank line before."""

    items: tuple[tuple[Block, ...], ...]
    first: int | None
    close: bool


Block: TypeAlias = Paragraph | Listing


class _Light(MarkdownIt):
    """URLs are kept as written: which may be followed is decided where they are written out."""

    def __init__(self) -> None:
        super().__init__("zero", {"breaks": True})
        self.enable(["list", "newline", "escape", "backticks", "emphasis", "link"])

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - markdown-it's name
        return url

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 - markdown-it's name
        return True


_parser = _Light()
_MARKUP = re.compile(r"[\\`*_\[\0]|[^\S \n]|^ *(?:[-+]|[0-9]{1,9}[.)])(?: |$)", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n(?: *\n)+")


@lru_cache(maxsize=32)  # both forms of a message are asked for one after the other
def read(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in time linear in its length. Never raises."""
    if len(text) > LONGEST_PARSED or not _MARKUP.search(text):
        return tuple(_plain(text))
    return tuple(_blocks(_parser.parse(text)))


def _plain(text: str) -> Iterator[Block]:
    """What the parser would make of a text without markup, forty times as fast."""
    for paragraph in _BLANK_LINES.split(text.strip("\n ")):
        pieces: list[Piece] = []
        for line in paragraph.split("\n"):
            if pieces:
                pieces.append(Piece("break"))
            pieces.append(Piece("text", line.strip(" ")))
        if paragraph:
            yield Paragraph(tuple(pieces))


def _blocks(tokens: Sequence[Token]) -> list[Block]:
    """The blocks of this level; a list is found with its end by its level of nesting."""
    blocks: list[Block] = []
    end_of_last = -1
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type == "inline":
            blocks.append(Paragraph(tuple(_pieces(token.children or ()))))
            end_of_last = token.map[1] if token.map else -1
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            end = _closing(tokens, position)
            first = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
            close = token.map is not None and token.map[0] == end_of_last
            blocks.append(Listing(tuple(_items(tokens[position + 1 : end])), first, close))
            position = end
        position += 1
    return blocks


def _items(tokens: Sequence[Token]) -> Iterator[tuple[Block, ...]]:
    position = 0
    while position < len(tokens):
        end = _closing(tokens, position)
        yield tuple(_blocks(tokens[position + 1 : end]))
        position = end + 1


def _closing(tokens: Sequence[Token], opening: int) -> int:
    level = tokens[opening].level
    return next(at for at in range(opening + 1, len(tokens)) if tokens[at].level == level)


_KINDS = {
    f"{name}_{way}": f"{name}{sign}"
    for name in ("strong", "em")
    for way, sign in (("open", "+"), ("close", "-"))
}


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    for token in tokens:
        if token.type == "text":
            if token.content:
                yield Piece("text", token.content)
        elif token.type == "code_inline":
            yield Piece("code", token.content)
        elif token.type in ("softbreak", "hardbreak"):
            yield Piece("break")
        elif token.type == "link_open":
            yield Piece("link+", str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            yield Piece("link-")
        elif token.type in _KINDS:
            yield Piece(_KINDS[token.type])
        else:
            raise AssertionError(f"the parser made a {token.type}, which is not enabled")
