"""Looking for somebody who takes over a seat: who is asked, in which order, and how long (issue 3, point 5).

What is decided here, in one place:

- First the waiting line, one after another; then people of the activity, AT_ONCE at a time; then the room.
- The line has the first half of the time to the start and the people have the next quarter, so that there is
  time left for the room; who is asked has a share of that, as for an offered seat (`commands.rules.line`).
- Whoever was asked longest ago is asked first, who never was before all others; nobody more than MOST_A_DAY
  times within A_DAY.
- When two hours are left, or else half the time since the room was asked, it is said that nobody was found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.rules.durations import Quiet
from commands.rules.line import AFTER_WAKING, SHORTEST, answer_by
from commands.rules.quiet import quiet_until

STAND_IN = "stand-in"
"""The kind of the questions."""
LINE, PEOPLE, ROOM, SWAP = "line", "people", "room", "swap"
"""The stages of a request, as the table has them."""
AT_ONCE = 3
MOST_A_DAY = 2
A_DAY = timedelta(hours=24)
IN_TIME = timedelta(hours=2)
_ENDS = {LINE: 1 / 2, PEOPLE: 3 / 4}


def answer_in_stage(
    stage: str, *, since: datetime, starts: datetime, now: datetime, quiet: Quiet | None, zone: ZoneInfo
) -> datetime | None:
    """Until when somebody who is asked `now` has to answer, in UTC; None when the stage has no time left.

    `since` is when the search began. A stage that would end in quiet hours ends a while after them.
    """
    starts, now = starts.astimezone(UTC), now.astimezone(UTC)
    ends = since.astimezone(UTC) + (starts - since.astimezone(UTC)) * _ENDS[stage]
    woken = quiet_until(ends, quiet=quiet, zone=zone)
    if woken is not None and woken + AFTER_WAKING < starts:
        ends = woken + AFTER_WAKING
    waits = quiet_until(now, quiet=quiet, zone=zone)
    told = waits if waits is not None and waits < starts else now
    if told + SHORTEST > ends:
        return None
    return answer_by(starts=ends, now=now, quiet=quiet, zone=zone)


def nobody_by(*, starts: datetime, now: datetime) -> datetime:
    """When it is said that nobody was found, if the room is asked `now`; in UTC."""
    starts, now = starts.astimezone(UTC), now.astimezone(UTC)
    return max(starts - IN_TIME, now + (starts - now) / 2)


def least_asked(people: Sequence[int], asked: Mapping[int, tuple[datetime, int]], *, most: int) -> list[int]:
    """At most `most` of the people, whoever was asked longest ago first; in the order given where equal.

    `asked`: when each was asked last, and how often within A_DAY.
    """
    may = [one for one in people if one not in asked or asked[one][1] < MOST_A_DAY]
    never = [one for one in may if one not in asked]
    before = sorted((one for one in may if one in asked), key=lambda one: asked[one][0])
    return [*never, *before][:most]
