"""Yes and no in a person's own words: what is said to the bot alone, when it has asked something.

Only what cannot mean anything else is understood: every word has to be one of these, and "men", "kanske" or a
question mark leave it open. A wrong yes would be a seat, and a wrong no would take one away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from commands.rules.names import fold

_SAYS_NOTHING = frozenset(
    {"jag", "vi", "då", "på", "den", "det", "här", "gången", "gång", "denna", "vara", "med", "komma", "i"}
    | {"ok", "okej", "okay", "hej", "tack", "dessvärre", "tyvärr"}
    | {"unfortunately", "sorry", "am", "im", "afraid", "this", "time", "make", "it", "come"}
    | {"hello", "hi", "thanks", "thank", "you"}
)
_YES = frozenset(
    {"ja", "jo", "japp", "jadå", "javisst", "jajamän", "absolut", "visst", "självklart", "gärna", "kan"}
    | {"kommer", "vill", "yes", "yep", "yeah", "sure", "absolutely", "definitely", "gladly", "can", "will"}
    | {"of", "course", "coming"}
)
_NO = frozenset(
    {"nej", "nä", "nää", "inte", "ej", "förhinder", "avstår", "no", "nope", "not", "cannot", "cant", "wont"}
)
_MAY_BE_DENIED = frozenset({"kan", "kommer", "vill", "hinner", "orkar", "can", "will", "able", "coming"})
_REGRETS = frozenset({"tyvärr", "dessvärre", "unfortunately", "sorry"})
_PREVENTED = re.compile(r"\b(?:har fått|fått|har|fick) förhinder\b|\b(?:är|har blivit|blev) sjuk\b")
_NUMBER = re.compile(r"#?([0-9]{1,7})")
_WORD = re.compile(r"#?[^\W_]+")


@dataclass(frozen=True, slots=True)
class PlainAnswer:
    """Yes or no, and the shift's number where one is named."""

    yes: bool
    number: int | None = None


def plain_answer(text: str) -> PlainAnswer | None:
    """What the text says to a question that was asked, if that is unmistakable.

    `1 ja`, `jag kan inte`, `ok kan tyvärr inte` and `tyvärr` are; `kanske` and `ja?` are not.
    """
    if "?" in text:
        return None
    words = _WORD.findall(_PREVENTED.sub("förhinder", re.sub("['’´`]", "", fold(text))))
    numbers = [match[1] for word in words if (match := _NUMBER.fullmatch(word))]
    said = [word for word in words if not _NUMBER.fullmatch(word)]
    yes = _says(said)
    if yes is None or len(numbers) > 1:
        return None
    return PlainAnswer(yes, int(numbers[0]) if numbers else None)


def _says(words: list[str]) -> bool | None:
    left = [word for word in words if word not in _SAYS_NOTHING]
    if left and all(word in _YES for word in left):
        return None if _REGRETS & set(words) else True
    denied = all(word in _NO | _MAY_BE_DENIED for word in left) and sum(word in _NO for word in left) == 1
    regretted = not left and bool(_REGRETS & set(words))
    return False if denied or regretted else None
