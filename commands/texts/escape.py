"""Making text from people inert in Markdown: it shows as it was written and does nothing."""

from __future__ import annotations

import re
from urllib.parse import quote

from commands.rules.names import clean_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")
_AT_START = re.compile(r"([-+#=])|([0-9]{1,9})(?=[.)])")
_ONLY_DIGITS = re.compile(r"[0-9]{1,9}")
_BACKTICKS = re.compile(r"`+")


def escape(text: str) -> str:
    """One line of someone's text, cleaned, with every character that Markdown could act upon escaped."""
    return _SPECIAL.sub(r"\\\1", clean_line(text))


def escape_start(escaped: str, following: str = "") -> str:
    """The same at the start of a line, where it could also begin a list (`- x`, `1. x`) or a heading.

    `following` is what comes right after it in the text.
    """
    found = _AT_START.match(escaped)
    if found is None:
        if following[:1] in (".", ")") and _ONLY_DIGITS.fullmatch(escaped):
            return escaped + "\\"
        return escaped
    at = 0 if found[1] else found.end()
    return f"{escaped[:at]}\\{escaped[at:]}"


def code_span(text: str) -> str:
    """A code span that shows exactly this line, whatever backticks are in it (CommonMark 0.31, 6.1)."""
    line = clean_line(text)
    if not line:
        return ""
    runs = {len(run) for run in _BACKTICKS.findall(line)}
    fence = "`" * next(length for length in range(1, len(runs) + 2) if length not in runs)
    pad = " " if line[0] == "`" or line[-1] == "`" else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def person_link(name: str, address: str) -> str:
    """A `mention:` link, which each platform turns into its own kind (see `bot.markup`)."""
    return f"[{escape(name)}](mention:{quote(address, safe='@:.-_')})"
