"""Light Markdown (see `bot.markup_tree`) written out for those who read it.

`to_plain` stands alone: it is what notifications and many clients show. `to_html` uses nothing but the
tags p, br, strong, em, a, ul, ol, li and code. Links lead to https: and mailto: addresses; `mention:`
links stand for people, and each platform says what they become. Any other link is only its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from html import escape
from urllib.parse import unquote

from bot.markup_tree import Block, Listing, Paragraph, Piece, read

_MENTION = "mention:"
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_NO_STYLE: dict[str, str] = {}
_ANSI = {
    "strong+": "\x1b[1m",
    "strong-": "\x1b[22m",
    "em+": "\x1b[3m",
    "em-": "\x1b[23m",
    "code+": "\x1b[36m",
    "code-": "\x1b[39m",
}


def to_plain(text: str) -> str:
    """The text without its markup: lists as "• …" and "1. …", links as "text (url)", people by name."""
    return "\n".join(_plain_blocks(read(text), _NO_STYLE))


def to_terminal(text: str) -> str:
    """`to_plain` with bold, italic and coloured code as ANSI sequences; any other control is taken out."""
    return "\n".join(_plain_blocks(read(_CONTROLS.sub("", text)), _ANSI))


def to_html(text: str, link: Callable[[str], str]) -> str:
    """The text as HTML; one paragraph alone stands without <p>.

    `link(address)` is the URL for a person's address; when it is empty, the name stands without a link.
    """
    blocks = read(text)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _html_line(blocks[0].pieces, link)
    return "".join(_html_block(block, link) for block in blocks)


def _plain_blocks(blocks: Sequence[Block], style: dict[str, str]) -> Iterable[str]:
    """Its lines."""
    for position, block in enumerate(blocks):
        if position and not (isinstance(block, Listing) and block.close):
            yield ""
        if isinstance(block, Paragraph):
            yield _plain_line(block.pieces, style)
            continue
        for number, item in enumerate(block.items):
            lead = "• " if block.first is None else f"{block.first + number}. "
            lines = "\n".join(_plain_blocks(item, style)).split("\n")
            yield lead + lines[0]
            yield from (" " * len(lead) + line if line else "" for line in lines[1:])


def _plain_line(pieces: Sequence[Piece], style: dict[str, str]) -> str:
    out: list[str] = []
    opened: list[tuple[str, int]] = []
    for piece in pieces:
        if piece.kind == "text":
            out.append(piece.value)
        elif piece.kind == "code":
            out += [style.get("code+", ""), piece.value, style.get("code-", "")]
        elif piece.kind == "break":
            out.append("\n")
        elif piece.kind == "link+":
            opened.append((piece.value, len(out)))
        elif piece.kind == "link-":
            url, start = opened.pop()
            label = "".join(out[start:])
            if _is_followed(url) and label not in (url, url.removeprefix("mailto:")):
                out.append(f" ({url.removeprefix('mailto:')})")
        else:
            out.append(style.get(piece.kind, ""))
    return "".join(out)


def _html_block(block: Block, link: Callable[[str], str]) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_html_line(block.pieces, link)}</p>"
    items = "".join(f"<li>{_html_item(item, link)}</li>" for item in block.items)
    if block.first is None:
        return f"<ul>{items}</ul>"
    start = "" if block.first == 1 else f' start="{block.first}"'
    return f"<ol{start}>{items}</ol>"


def _html_item(blocks: Sequence[Block], link: Callable[[str], str]) -> str:
    if sum(isinstance(block, Paragraph) for block in blocks) > 1:
        return "".join(_html_block(block, link) for block in blocks)
    return "".join(
        _html_line(block.pieces, link) if isinstance(block, Paragraph) else _html_block(block, link)
        for block in blocks
    )


def _html_line(pieces: Sequence[Piece], link: Callable[[str], str]) -> str:
    out: list[str] = []
    ends: list[str] = []
    for piece in pieces:
        if piece.kind == "text":
            out.append(escape(piece.value, quote=False))
        elif piece.kind == "code":
            out.append(f"<code>{escape(piece.value, quote=False)}</code>")
        elif piece.kind == "break":
            out.append("<br>")
        elif piece.kind == "link+":
            url = _target(piece.value, link)
            out.append(f'<a href="{escape(url)}">' if url else "")
            ends.append("</a>" if url else "")
        elif piece.kind == "link-":
            out.append(ends.pop())
        else:
            out.append(f"<{'/' if piece.kind[-1] == '-' else ''}{piece.kind[:-1]}>")
    return "".join(out)


def _target(url: str, link: Callable[[str], str]) -> str:
    if url.startswith(_MENTION):
        return link(unquote(url.removeprefix(_MENTION)))
    return url if _is_followed(url) else ""


def _is_followed(url: str) -> bool:
    return url.casefold().startswith(("https://", "mailto:"))
