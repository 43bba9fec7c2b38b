"""Mentions ("pills"): put the person's address where a client wrote only their display name.

Element writes `!book 12 @Bo` with the display name in `body`, and the address only in the link of
`formatted_body` (specification, "User and room mentions"). Names are not unique, addresses are, so what
the bot reads is the body with the addresses in the names' places.

The HTML is the sender's: it is read, never shown, and may be of any shape. What does not fit is left as it
stands in the body.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote

from bot.platforms.matrix.shapes import is_id, table

LONGEST_BODY, LONGEST_HTML, LONGEST_NAME = 4_096, 8_192, 256
"""Characters beyond which nothing is replaced: no command is that long, and time must stay short."""

MOST_PILLS = 16
MOST_TAGS = 64
"""Counted as `<`, opening and closing: `html.parser` takes seconds for thousands of unclosed ones."""

_LINK = re.compile(r"(?:https?://matrix\.to/#/|matrix:u/)([^?\s]+)(?:\?\S*)?", re.IGNORECASE)
_USER = re.compile(  # specification, "User Identifiers" and "Server Name"; with the capitals of old accounts
    r"@[0-9A-Za-z._=/+-]+:(?:[0-9A-Za-z.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
)
_BREAKS = frozenset({"br", "p", "li", "div", "ul", "ol", "pre", "blockquote", "tr", "td"})


def with_addresses(body: str, content: Mapping[str, Any]) -> str:
    """The body with each mentioned person's address where it names them. `content` is that of the message.

    Only those who stand in `m.mentions` are replaced, if that is there.
    """
    html = content.get("formatted_body")
    if not isinstance(html, str) or "matrix" not in html[:LONGEST_HTML]:
        return body
    if len(html) > LONGEST_HTML or len(body) > LONGEST_BODY or html.count("<") > MOST_TAGS:
        return body
    pills = _pills(html)
    mentioned = table(content.get("m.mentions")).get("user_ids")
    if isinstance(mentioned, list):
        pills = [one if one.address in mentioned else _Pill("", one.name, one.before) for one in pills]
    return _replaced(body, pills)


def user_of(link: str) -> str | None:
    """The user id that a link leads to, None if it leads elsewhere."""
    found = _LINK.fullmatch(link.strip())
    if found is None:
        return None
    address = unquote(found[1])
    if link.lstrip()[:8].lower() == "matrix:u":
        address = f"@{address}"
    return address if _USER.fullmatch(address) and is_id(address) else None


@dataclass(frozen=True, slots=True)
class _Pill:
    """A link to a person. `before` is the text between it and the pill before it. No address: leave it."""

    address: str
    name: str
    before: str


@dataclass(slots=True)
class _Open:
    address: str
    name: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pills: list[_Pill] = []
        self._before: list[str] = []
        self._open: _Open | None = None
        self._quoting = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "mx-reply":  # the message that is answered, which older clients repeat here
            self._quoting = True
        elif tag == "a" and not self._quoting:
            self._give_up()
            address = user_of(dict(attrs).get("href") or "")
            if address is not None and len(self.pills) < MOST_PILLS:
                self._open = _Open(address)
        elif tag in _BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mx-reply":
            self._quoting = False
        elif tag == "a" and self._open is not None:
            name = " ".join("".join(self._open.name).split())
            self.pills.append(_Pill(self._open.address, name, "".join(self._before)))
            self._before, self._open = [], None
        elif tag in _BREAKS:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if not self._quoting:
            (self._open.name if self._open is not None else self._before).append(data)

    def _give_up(self) -> None:
        """A link that was never closed is text."""
        if self._open is not None:
            self._before += self._open.name
            self._open = None


def _pills(html: str) -> list[_Pill]:
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except (AssertionError, ValueError):  # what html.parser raises for some malformed declarations
        return []
    return reader.pills


def _replaced(body: str, pills: list[_Pill]) -> str:
    done: list[str] = []
    at = 0
    for pill in pills:
        name = pill.name.removeprefix("@").strip()
        if not 0 < len(name) <= LONGEST_NAME:
            continue
        looked_for = _written(name, pill.address)
        # As often as the name stands before the pill in the HTML, so often it does in the body.
        found = None
        start = at
        for _ in range(1 + sum(1 for _ in looked_for.finditer(pill.before))):
            found = looked_for.search(body, start)
            if found is None:
                break
            start = found.end()
        if found is None:
            continue
        done += [body[at : found.start()], pill.address or found[0]]
        at = found.end()
    return "".join([*done, body[at:]])


def _written(name: str, address: str) -> re.Pattern[str]:
    """How a body may name the person: the address itself, a Markdown link, the name with or without "@"."""
    plain = r"\s+".join(map(re.escape, name.split()))
    ways = [rf"\[@?{plain}\]\(<?(?:https?://matrix\.to/#/|matrix:u/)[^\s()<>]*>?\)", f"@?{plain}"]
    if address:
        ways.insert(0, re.escape(address))
    return re.compile(rf"(?<![\w@])(?:{'|'.join(ways)})(?!\w)")
