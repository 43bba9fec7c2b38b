"""The waiting rows in memory, by lane: one message of a lane is in flight at a time.

What nobody waits for has lanes of its own, which give way: `edit:…` (a card shows what has changed) to
everything that is said, `seed:…` (the bot's own reactions, for people to press) to both.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from bot.parcels import Parcel, next_parcel
from commands.actions.first_word import NOTICE_LANE
from commands.actions.taking_back import REDACT_LANE
from commands.post import DECLINE_LANE, EDIT_LANE
from commands.seeds import SEED_LANE
from storage.models import Outbox


def rank(lane: str) -> int:
    """0 for what is said, 1 for edits and first words, 2 for the bot's own reactions, what it unsays and
    whose invitations it declines.

    The lower goes first.
    """
    if lane.startswith((SEED_LANE, REDACT_LANE, DECLINE_LANE)):
        return 2
    return 1 if lane.startswith((EDIT_LANE, NOTICE_LANE)) else 0


class Lanes:
    """Rows come in by `add`, go out by `take`, and come back by `put_back` when a try failed."""

    def __init__(self, *, stands_alone: Callable[[str], bool] = lambda _lane: False) -> None:
        """`stands_alone(lane)`: answers there are not put together under the names of those who asked."""
        self._stands_alone = stands_alone
        self._waiting: dict[str, deque[Outbox]] = {}
        self._flying: dict[str, Parcel] = {}
        self._known: set[int] = set()
        self.position = 0
        self._at_start = True

    def add(self, rows: Sequence[Outbox]) -> None:
        """Rows from the database; those that are known already are passed over.

        The first answer of each lane that is there at the start may have been on its way when the
        program died. It goes alone, under its own transaction id: put together with others it would be
        taken for the message that already arrived, and the others would be lost.
        """
        if self._at_start:
            self._at_start = False
            _alone_again(rows)
        for row in rows:
            self.position = max(self.position, row.id)
        self._take_in(rows)

    def offer(self, rows: Sequence[Outbox]) -> bool:
        """Rows that were just written, and need not be read; False before the first look at the database.

        The position stays: what others wrote in between is still read from there.
        """
        if self._at_start:
            return False
        self._take_in(rows)
        return True

    def _take_in(self, rows: Sequence[Outbox]) -> None:
        """Each into its place by id: what is handed on in memory may overtake what is still to be read."""
        for row in rows:
            if row.id not in self._known:
                self._known.add(row.id)
                lane = self._waiting.setdefault(row.lane, deque())
                place = len(lane)
                while place and lane[place - 1].id > row.id:
                    place -= 1
                lane.insert(place, row)

    def forget(self) -> None:
        """Everything that is not on its way just now."""
        self._waiting.clear()
        self._known = {row_id for parcel in self._flying.values() for row_id in parcel.ids}
        self.position = 0

    def unknow(self, ids: Iterable[int]) -> None:
        """These are to be read anew, as far as they still wait."""
        self._known.difference_update(ids)
        self.position = 0

    def forget_position(self) -> None:
        """Read from the beginning next time: rows of another process may have been committed late."""
        self.position = 0

    def idle(self) -> Iterator[str]:
        """Lanes with rows and nothing in flight, by rank, then the longest waiting first."""
        lanes = [lane for lane in self._waiting if lane not in self._flying]
        yield from sorted(lanes, key=lambda lane: (rank(lane), self._waiting[lane][0].id))

    def peek(self, lane: str, now: datetime) -> Parcel | None:
        """What would go out next in this lane; None when nothing may yet."""
        merge = not self._stands_alone(lane)
        return next_parcel(self._waiting.get(lane, ()), now, merge=merge)

    def take(self, lane: str, parcel: Parcel) -> None:
        """The parcel goes out now."""
        self._flying[lane] = parcel
        self._remove(lane, parcel.ids)

    def put_back(self, lane: str, parcel: Parcel, until: datetime) -> None:
        """It did not arrive, or nobody knows: it waits at the head of its lane."""
        for row in parcel.rows:
            row.attempts += 1
            row.next_try_at = until
        self._waiting.setdefault(lane, deque()).extendleft(reversed(parcel.rows))
        del self._flying[lane]

    def put_off(self, lane: str, parcel: Parcel, until: datetime) -> None:
        """It is to go out at another time; meanwhile it holds up nothing.

        What waits for the same message waits as long: asking for each would be of no use.
        """
        about = parcel.first.target_row
        for row in parcel.rows:
            row.attempts, row.next_try_at = 0, until
        for row in self._waiting.get(lane, ()):
            if about is not None and row.target_row == about and not row.attempts:
                row.next_try_at = until
        self._waiting.setdefault(lane, deque()).extendleft(reversed(parcel.rows))
        del self._flying[lane]

    def again(self, lane: str, parcel: Parcel) -> None:
        """It arrived, and there is more to say in its place: it goes out once more."""
        self._waiting.setdefault(lane, deque()).extendleft(reversed(parcel.rows))
        del self._flying[lane]

    def waits(self, lane: str) -> bool:
        """Whether anything in this lane waits for what is on its way."""
        return lane in self._waiting

    def speaking(self) -> bool:
        """Whether anything of the first rank is on its way."""
        return any(not rank(lane) for lane in self._flying)

    def carries(self, row_id: int | None) -> bool:
        """Whether this row is on its way just now."""
        return row_id is not None and any(row_id in parcel.ids for parcel in self._flying.values())

    def hurry(self) -> None:
        """The server is back: what failed may be tried again at once."""
        for rows in self._waiting.values():
            for row in rows:
                if row.attempts:
                    row.next_try_at = None

    def done(self, lane: str, parcel: Parcel) -> None:
        """It arrived, or never will. Its ids stay known until nothing can bring them in again."""
        self._flying.pop(lane, None)
        if len(self._known) > 10_000:
            self._known = {row.id for rows in self._waiting.values() for row in rows} | set(parcel.ids)
            self._known |= {row.id for one in self._flying.values() for row in one.rows}

    def in_flight(self) -> Iterable[Parcel]:
        return list(self._flying.values())

    def next_due(self, now: datetime) -> datetime | None:
        """The earliest time at which a row that waits for its time may go."""
        times = [
            row.next_try_at
            for lane, rows in self._waiting.items()
            if lane not in self._flying
            for row in rows
            if row.next_try_at is not None and row.next_try_at > now
        ]
        return min(times, default=None)

    def _remove(self, lane: str, ids: list[int]) -> None:
        rest = deque(row for row in self._waiting[lane] if row.id not in set(ids))
        if rest:
            self._waiting[lane] = rest
        else:
            del self._waiting[lane]


def _alone_again(rows: Sequence[Outbox]) -> None:
    seen: set[str] = set()
    for row in rows:
        if row.answers is not None and row.lane not in seen:
            seen.add(row.lane)
            if row.batch_id is None:
                row.batch_id = row.id
