"""When the less urgent may go: edits give way to what is said, the bot's own reactions to both.

All of them count alike with a server that limits its users (Synapse's default for messages: 0.2 a second,
ten at once). Answers must not wait there because of something that nobody would miss.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.lanes import rank
from commands.seeds import SEED_LANE
from storage.models import Outbox

QUIET_AFTER_LIMIT = timedelta(seconds=30)
"""No reactions of the bot's own for so long after the server asked for a pause."""

LIMITED_FOR = timedelta(hours=1)
SEED_PACE = timedelta(seconds=6)
"""For LIMITED_FOR after that, one reaction in this time: less than what Synapse's default gives back (one in
5 s), so that they never use up what answers may need at once."""

EDIT_PATIENCE = timedelta(seconds=3)
"""So long an edit lets everything that is said go first, where the server does not limit the bot."""


class Manners:
    """Times are aware."""

    def __init__(self) -> None:
        self._limited_at: datetime | None = None
        self._last_seed: datetime | None = None
        self._held_until: datetime | None = None

    def limited(self, now: datetime) -> None:
        """The server asked for a pause."""
        self._limited_at = now

    def is_limited(self, now: datetime) -> bool:
        """Whether the server asked for a pause within the last LIMITED_FOR."""
        return self._within(LIMITED_FOR, now)

    def look(self) -> None:
        """A new look at what may go begins."""
        self._held_until = None

    def may_go(self, lane: str, row: Outbox, now: datetime, *, speaking: bool, busy: bool) -> bool:
        """Whether the lane may, whose first row is `row`. `speaking`: something that is said is in flight;
        `busy`: anything is.
        """
        match rank(lane):
            case 0:
                return True
            case 1:
                limited = self._within(QUIET_AFTER_LIMIT, now)
                return not speaking or (not limited and now - row.created_at >= EDIT_PATIENCE)
        if busy:
            return False
        earliest = self._seeds_from(now)
        if now < earliest:
            self._held_until = earliest
            return False
        return True

    def goes(self, lane: str, now: datetime) -> None:
        """It goes now."""
        if rank(lane) == rank(SEED_LANE):
            self._last_seed = now

    def opens_at(self) -> datetime | None:
        """When the reactions that were held back at the last look may go."""
        return self._held_until

    def _seeds_from(self, now: datetime) -> datetime:
        if self._limited_at is None or not self._within(LIMITED_FOR, now):
            return now
        quiet = self._limited_at + QUIET_AFTER_LIMIT
        return quiet if self._last_seed is None else max(quiet, self._last_seed + SEED_PACE)

    def _within(self, time: timedelta, now: datetime) -> bool:
        return self._limited_at is not None and now - self._limited_at < time
