"""What a card shows: the coming shifts of an activity, under numbers that never change their meaning.

Names of people are nowhere in it: it stands in a room, and whoever joins later reads it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from commands.actions.line import room_of
from commands.actions.views import View
from commands.post import Post
from commands.rules.boards import MOST_NUMBERS, grown
from commands.texts import Lines, Listed, Say, Value, say
from commands.wording import about, in_common
from storage.models import Activity, Board
from storage.queries.shifts import ShiftView
from storage.states import BoardState, ShiftState

FEW = 2
"""So few shifts with a number are reason enough for a new card, where others have none."""


async def card(post: Post, board: Board) -> View:
    """Shifts that have begun are left out; what was cancelled says so until its time has come."""
    store = post.store
    activity = await store.activities.get(board.activity_id or 0)
    if board.state is BoardState.CLOSED:
        return View(_about("card-replaced", post, activity), board.menu)
    if activity.archived_at is not None:
        return View(_about("card-over", post, activity, archived=True), board.menu, over=True)
    coming = await store.shifts.coming(
        board.district_id, now=post.now, activity_id=activity.id, starts_from=post.now, cancelled=True
    )
    ahead = {one.id: one for one in coming if one.starts > post.now}
    menu = grown(board.menu, [one.id for one in ahead.values() if one.state != ShiftState.CANCELLED])
    shown = [ahead[one] for one in menu if one in ahead]
    more = _more(ahead.values(), menu)
    if not shown and not more and len(menu) == MOST_NUMBERS:
        return View(_about("card-over", post, activity, archived=False), menu, over=True)
    shared = in_common(shown)
    lines = [await _line(post, one, 1 + menu.index(one.id), shared) for one in shown]
    example = next((one.number for one in shown if one.state == ShiftState.OPEN), None)
    return View(
        _about(
            "card-list",
            post,
            activity,
            place=shown[0].place if "place" in shared else None,
            shifts=Lines(lines),
            more=more,
            example=example,
        ),
        menu,
        worn=more > 0 and sum(one.state != ShiftState.CANCELLED for one in shown) <= FEW,
    )


def _about(text_id: str, post: Post, activity: Activity, **values: Value) -> Say:
    return say(text_id, title=activity.title, slug=activity.slug, prefix=post.house.prefix, **values)


def _more(ahead: Iterable[ShiftView], menu: Sequence[int]) -> int:
    """How many coming shifts have no number here."""
    return sum(1 for one in ahead if one.state != ShiftState.CANCELLED and one.id not in menu)


async def _line(post: Post, shift: ShiftView, choice: int, shared: Mapping[str, Value]) -> Say:
    """`state`: cancelled, closed, full or open; `missing`: how many more are needed."""
    state = shift.state.value
    if shift.state == ShiftState.OPEN and shift.left == 0:
        state = "full"
    room = await room_of(post.store, shift)
    roles: list[Value] = [
        say("card-role", role=role, left=room.left_in(role)) for role in room.roles if room.left_in(role)
    ]
    return say(
        "card-line",
        **(about(shift) | {"place": None if "place" in shared else shift.place}),
        choice=choice,
        state=state,
        waiting=shift.waiting,
        missing=max(0, (shift.minimum or 0) - shift.booked),
        roles=Listed(roles) if state == "open" and roles else None,
    )
