"""The shift that somebody means when it is over, or under way: what came, what was said, how it went."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from commands.actions.find import find_activity, shift_by_number
from commands.rules.attendance import CHANGEABLE
from commands.rules.numbers import MOST_SHIFT
from commands.rules.spoken import plainly
from storage.queries.shifts import ShiftView
from storage.store import Store

_NUMBERED = re.compile(r"(?:(?:pass|shift|nr)\s*)?#?([0-9]{1,7})[.,:;!]?(?:\s+|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Past:
    """A shift, and what was written after it; None where the activity has had none lately."""

    shift: ShiftView | None
    rest: str


async def past_shift(store: Store, text: str, *, district_id: int, now: datetime) -> Past:
    """`12 utom Bo`, or `ringstuga utom Bo` for the activity's latest that has begun.

    Raises Refusal for a shift or an activity that does not exist.
    """
    written = plainly(text)
    match = _NUMBERED.match(written)
    if match is not None and int(match[1]) <= MOST_SHIFT:
        shift = await shift_by_number(store, int(match[1]), district_id=district_id)
        return Past(shift, written[match.end() :].strip())
    word, _, rest = written.partition(" ")
    activity = await find_activity(store, word, district_id=district_id)
    begun = await store.shifts.begun(activity.id, since=now - CHANGEABLE, now=now)
    return Past(begun[0] if begun else None, rest.strip())
