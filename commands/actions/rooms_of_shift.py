"""Where people are asked to come to a shift."""

from __future__ import annotations

import re
from collections.abc import Sequence

from commands.rules.names import fold
from storage.models import District, Room
from storage.queries.shifts import ShiftView
from storage.states import RoomRole
from storage.store import Store


async def rooms_for(store: Store, district: District, shift: ShiftView) -> Sequence[Room]:
    """The room of the activity's branch, else of that which its place or title names, else the district's.

    Only rooms that the bot is in.
    """
    activity = await store.activities.get(shift.activity_id)
    named = f"{fold(shift.place or '')} {fold(shift.title)}"
    branches = await store.rooms.of_district(district.id, RoomRole.BRANCH)
    own = [one for one in branches if activity.branch and fold(one.branch or "") == fold(activity.branch)]
    near = [one for one in branches if one.branch and _names(named, fold(one.branch))]
    return own or near or await store.rooms.of_district(district.id, RoomRole.DISTRICT)


def _names(text: str, branch: str) -> bool:
    """Whether the branch stands in the text as a word, also in the genitive ("Borås" is one already)."""
    return re.search(rf"(?<!\w){re.escape(branch)}s?(?!\w)", text) is not None
