"""What goes out together: one outbox row, or several short answers as one message.

What is sent less is the only speed beyond the homeserver's own (DESIGN.md). Only answers are merged,
only in rooms, and each person's line stands for itself. A file goes out after its message; one that shares
a message with others goes without, for nobody could tell whose it is.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.platforms.base import File, Outgoing
from commands.actions.boards import FOR_THE_ROOM
from commands.post import BELOW, ROOM_LANE
from commands.texts.escape import person_link
from storage.models import Outbox
from storage.states import OutboxAction

MOST_MERGED = 25
MOST_CHARACTERS = 6000
FOR_ANYBODY = "signup-choose"
"""The list to choose from in which anybody may press a number."""
FILE = "-file"
"""After the id of a message, for the file that follows it."""
SHORT = 700
"""Characters of an answer that may share a message; a long list stands alone."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """Rows that are one message. The first one's id names it, at every retry."""

    rows: tuple[Outbox, ...]

    @property
    def first(self) -> Outbox:
        return self.rows[0]

    @property
    def ids(self) -> list[int]:
        return [row.id for row in self.rows]


def next_parcel(rows: Iterable[Outbox], now: datetime, *, merge: bool = True) -> Parcel | None:
    """The next message of a lane whose rows are given in order; None when none may go out yet.

    A row that waits after a failed try holds up those behind it, so that order is kept; a row that
    waits for quiet hours to end does not. Rows that were put together once go together again.
    """
    rows = list(rows)
    ready: list[Outbox] = []
    for row in rows:
        if row.next_try_at is not None and row.next_try_at > now:
            if row.attempts and not ready:
                return None
            continue
        if ready and not _joins(ready, row):
            break
        if row.batch_id is not None:
            return Parcel(tuple(one for one in rows if one.batch_id == row.batch_id))
        ready.append(row)
        if not merge or not _mergeable(row):
            break
    return Parcel(tuple(ready)) if ready else None


def _joins(ready: Sequence[Outbox], row: Outbox) -> bool:
    first = ready[0]
    return (
        _mergeable(row)
        and row.batch_id is None
        and not any(_would_be_confused(row, one) for one in ready)
        and row.thread == first.thread
        and len(ready) < MOST_MERGED
        and sum(len(one.text or "") for one in ready) + len(row.text or "") < MOST_CHARACTERS
    )


def _mergeable(row: Outbox) -> bool:
    return (
        row.action is OutboxAction.SEND
        and row.answers is not None
        and row.lane.startswith(ROOM_LANE)
        and row.attempts == 0
        and row.kind not in FOR_THE_ROOM
        and len(row.text or "") <= SHORT
    )


def _would_be_confused(row: Outbox, other: Outbox) -> bool:
    """Two questions to one person are not told apart by a number, nor two lists that are anybody's."""
    if not (_asks_back(row) and _asks_back(other)):
        return False
    both = row.kind == other.kind == FOR_ANYBODY
    return row.answer_to == other.answer_to or (both and row.text != other.text)


def _asks_back(row: Outbox) -> bool:
    """A reaction may answer it."""
    return row.kind.endswith(("-choose", "-full", "-confirm"))


class Envelopes:
    """Makes messages of parcels. Ids are keyed hashes of the row's: the same at every retry."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._editions: dict[int, int] = {}

    def txn_id(self, parcel: Parcel) -> str:
        """Of an edit it is another for each text that was sent in its place: the same would do nothing."""
        first = parcel.first
        if first.action is OutboxAction.EDIT:
            edition = self._editions.get(first.id, 0)
            return self._hash(f"edit:{edition}:{first.text}", first.id)
        return self._hash("txn", first.id)

    def new_edition(self, parcel: Parcel) -> None:
        """Another text is to go out for this edit, perhaps one that went out before."""
        self._editions[parcel.first.id] = self._editions.get(parcel.first.id, 0) + 1

    def last_edition(self, parcel: Parcel) -> None:
        """The edit shows what it should."""
        self._editions.pop(parcel.first.id, None)

    def reaction_id(self, parcel: Parcel) -> str:
        return self._hash("id", parcel.first.id)

    def message_id(self, row_id: int) -> str:
        """Under which the message of a row can be found again."""
        return self._hash("id", row_id)

    def file_txn_id(self, parcel: Parcel) -> str:
        return f"{self.txn_id(parcel)}-file"

    def with_file(self, parcel: Parcel, room: str, file: File) -> Outgoing:
        """The file that follows the message: of the same kind, and no answer by itself."""
        first = parcel.first
        return Outgoing(
            room=room,
            id=f"{self.message_id(first.id)}{FILE}",
            kind=first.kind,
            text="",
            notify=first.notify,
            thread=first.thread,
            file=file,
        )

    def outgoing(self, parcel: Parcel, room: str, *, edits: str | None = None) -> Outgoing:
        """The message; one that takes the place of `edits` if that is given."""
        first = parcel.first
        answers = {row.answers: row.kind for row in parcel.rows if row.answers is not None}
        if len(parcel.rows) == 1:
            text, kind, mentions = _alone(first), first.kind, tuple(first.mentions or ())
        else:
            text, kind, mentions = _merged(parcel.rows), "answers", ()
        return Outgoing(
            room=room,
            id=self.message_id(first.id),
            kind=kind,
            text=text,
            notify=first.notify,
            mentions=mentions,
            reply_to=first.reply_to,
            thread=first.thread,
            answers=answers,
            edits=edits,
        )

    def _hash(self, purpose: str, row_id: int) -> str:
        return hmac.new(self._key, f"{purpose}:{row_id}".encode(), hashlib.sha256).hexdigest()[:32]


def _merged(rows: Sequence[Outbox]) -> str:
    """Each answer under the name of whoever asked; the name is a link, which notifies nobody.

    What may stand below an answer is left out: said to ten people in one message it would be ten times there.
    """
    return "\n\n".join(f"{_addressee(row)}: {(row.text or '').partition(BELOW)[0]}" for row in rows)


def _alone(row: Outbox) -> str:
    """An answer to what was pressed under a message for all says whose it is."""
    pressed = row.action is OutboxAction.SEND and row.target is not None
    text = (row.text or "").replace(BELOW, "\n\n")
    return f"{_addressee(row)}: {text}" if pressed and row.lane.startswith(ROOM_LANE) else text


def _addressee(row: Outbox) -> str:
    return person_link(row.answer_name or row.answer_to or "?", row.answer_to or "")
