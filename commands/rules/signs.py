"""What a reaction stands for: a number, yes, no, or nothing that concerns the bot.

Clients write one sign in several ways: with or without U+FE0F (MATRIX-NOTES: Element with, Cinny bare), and
hands in six colours of skin. All of them mean the same.
"""

from __future__ import annotations

import re

_KEYCAP = "\u20e3"
_STYLES = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_YES = frozenset("✅✔👍")
_NO = frozenset("❌✖👎")


YES_SIGN, NO_SIGN = -1, -2
"""How the two are kept where the numbers of reactions are, which begin with 1."""


def number_of(reaction: str) -> int | None:
    """The number a reaction stands for ("2️⃣" is 2), however a client writes it; None for any other."""
    bare = _bare(reaction)
    if len(bare) > 3:
        return None
    digit = bare.removesuffix(_KEYCAP)
    if digit == "🔟":
        return 10
    if len(digit) == 1 and digit in "123456789":
        return int(digit)
    return None


def is_yes(reaction: str) -> bool | None:
    """True for ✅, ✔️ and 👍, False for ❌, ✖️ and 👎, None for anything else."""
    bare = _bare(reaction)
    if bare in _YES:
        return True
    return False if bare in _NO else None


def _bare(reaction: str) -> str:
    return _STYLES.sub("", reaction[:20]).strip()
