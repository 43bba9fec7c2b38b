"""When very many write at once: listen a little less often, and take in more each time.

Every look at the server costs it work, and every batch costs a commit, however much is in it. In a rush
the homeserver is what everybody waits for; asking it less leaves it more time for people's messages, and
nobody notices a tenth of a second then. When few write, nothing waits.
"""

from __future__ import annotations

from collections import deque

MANY = 15
"""New events within a second that make a rush."""
BREATH = 0.1
"""Seconds to wait in a rush before listening again."""


class Rush:
    """`now` is from a clock that only goes forward, in seconds."""

    def __init__(self) -> None:
        self._last: deque[float] = deque(maxlen=MANY)

    def pause(self, new: int, *, now: float) -> float:
        """How long to wait after `new` events were taken in."""
        self._last.extend([now] * min(new, MANY))
        crowded = len(self._last) == MANY and now - self._last[0] < 1.0
        return BREATH if new and crowded else 0.0
