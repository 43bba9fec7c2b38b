"""What was said lately without speaking to the bot: that it was said, and by whom, never what.

Only in memory, and only for as long as it may be made a command by an edit: a conversation among members
is not ours to store. A restart forgets it, and the edit is then met with silence, as one of an old
conversation is.
"""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

KEPT = timedelta(hours=1)
MOST = 5_000
"""Messages remembered; in a louder hour the oldest are forgotten first."""


class Lately:
    """Messages of the last hour that were not for the bot, by event. All times are the bot's own, aware."""

    def __init__(self) -> None:
        self._said: OrderedDict[str, tuple[str, str, datetime]] = OrderedDict()

    def note(self, event_id: str, *, room: str, sender: str, now: datetime) -> None:
        """One came; one that comes again is no younger."""
        if event_id not in self._said:
            self._said[event_id] = (room, sender, now)
        while self._said and (len(self._said) > MOST or now - next(iter(self._said.values()))[2] > KEPT):
            self._said.popitem(last=False)

    def when(self, event_id: str, *, room: str, sender: str, now: datetime) -> datetime | None:
        """When this person said it in this room; None when nothing of the kind is remembered."""
        found = self._said.get(event_id)
        if found is None or found[:2] != (room, sender) or now - found[2] > KEPT:
            return None
        return found[2]
