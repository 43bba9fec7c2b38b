"""A command that ends in free text, such as `tell`: where the text begins, and the text as it was typed."""

from __future__ import annotations

from commands.rules.numbers import leading_shift_number
from commands.rules.parsing import QUOTES, UnclosedQuote


def cut_tail(text: str) -> tuple[str, str]:
    """What comes before the free text, and the text itself with its line breaks ("" when there is none).

    The text stands in quotes at the end; after a shift's number the quotes may be left out, and then
    everything is text, quotes and words like "anyway" included. Without a number nothing unquoted is
    taken for text: `tell ringstuga tis` has forgotten it and must not send "tis" to anybody.
    Raises UnclosedQuote.
    """
    stripped = text.strip()
    if numbered := leading_shift_number(stripped):
        return numbered[0], _unquoted(numbered[1])
    opening = _opening(stripped)
    if opening is None:
        return stripped, ""
    return stripped[:opening].rstrip(), _unquoted(stripped[opening:])


def _unquoted(text: str) -> str:
    """The inside of a text that is quoted as a whole; any other as it is."""
    if not text or text[0] not in QUOTES:
        return text
    if not any(char in QUOTES for char in text[1:]):
        raise UnclosedQuote(text)
    whole = text.rstrip(".,;:!?")
    return whole[1:-1].strip() if whole[-1] in QUOTES else text


def _opening(text: str) -> int | None:
    """Where the first quote stands that begins a word."""
    for position, char in enumerate(text):
        if char in QUOTES and (position == 0 or text[position - 1].isspace()):
            return position
    return None
