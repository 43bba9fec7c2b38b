"""What is said while somebody compares keys with the bot."""

from __future__ import annotations

from commands.texts import Lines, Say, say

EMOJIS = 7


def to_compare(shown: str) -> Say:
    """What the person's app shows too: seven numbers of emojis, or three numbers as they are.

    Source: Matrix specification, "SAS method: emoji" and "SAS method: decimal".
    """
    numbers = [int(one) for one in shown.split()]
    if len(numbers) != EMOJIS:
        return say("verification-compare", emoji=None, numbers="  ".join(map(str, numbers)))
    lines = Lines([say("verification-emoji-name", number=number) for number in numbers])
    return say("verification-compare", emoji=lines, numbers=None)
