"""How wide text will be in a font that is not known: on the safe side, so that it stays in its bubble."""

from __future__ import annotations

import unicodedata

_FIXED = 0.56
"""Of the size: the pictures set code a little smaller than the text around it."""

_BOLD = 1.14
_WIDTHS = {
    **dict.fromkeys("ijl|'’.,:;·", 0.30),
    **dict.fromkeys("ftrI()[]-/!\\ ", 0.40),
    **dict.fromkeys('"”“', 0.52),
    **dict.fromkeys("0123456789", 0.64),
    **dict.fromkeys("#=+<>~", 0.85),
    **dict.fromkeys("ckszvxyJ?", 0.55),
    **dict.fromkeys("mwMW%@", 0.95),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZ&", 0.72),
    **dict.fromkeys("–•", 0.60),
}
_ORDINARY, _WIDE = 0.62, 1.1


def width_of(text: str, size: float, *, bold: bool = False, fixed: bool = False) -> float:
    """The width of `text` at a font size, in the unit of the size; `fixed`: letters of one width."""
    if fixed:
        return len(text) * _FIXED * size
    letters = unicodedata.normalize("NFD", text)
    em = sum(0.0 if unicodedata.combining(one) else _letter(one) for one in letters)
    return em * size * (_BOLD if bold else 1.0)


def _letter(one: str) -> float:
    known = _WIDTHS.get(one)
    if known is not None:
        return known
    return _WIDE if ord(one) > 0x2000 else _ORDINARY
