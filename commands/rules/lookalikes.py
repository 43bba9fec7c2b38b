"""Names that look the same though they are written with other letters: Cyrillic "Во" and Latin "Bo".

For deciding whether two people must be told apart by their accounts, never for finding anybody: what is
typed is compared by `names.fold`. A small part of the Unicode security mechanisms (UTS 39, "Confusable
Detection"): the letters of the two scripts that nearly every font draws as Latin ones.
"""

from __future__ import annotations

from commands.rules.names import fold
from commands.rules.visible import LINE_LIMIT, scrub

_UPPER = str.maketrans(
    "АВЕЅІЇЈКМНОРСТУХҮԌԚԜӀ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABESIÏJKMHOPCTYXYGQWI" + "ABEZHIKMNOPTYX",
)
_LOWER = str.maketrans(
    "авеѕіїјкмнорстухүԍԛԝӏё" + "αβεηικμνορτυχ" + "ıօ",
    "abesiïjkmhopctyxygqwlë" + "abenikuvoptux" + "io",
)
_ALIKE = str.maketrans("0|1", "oll")


def skeleton(name: str) -> str:
    """The same for two names that a reader would take for one. Not for showing."""
    written = scrub(name[: LINE_LIMIT * 8]).translate(_UPPER).translate(_LOWER)
    return fold(written).translate(_ALIKE)
