"""`card`: the coming shifts of an activity as one message that is kept up to date."""

from __future__ import annotations

from commands.actions.boards import close, view
from commands.actions.people import must_lead
from commands.context import Context
from commands.declare import Who, command
from commands.parameters import LiveActivity
from commands.reply import NewBoard, Refusal, Reply
from commands.texts import Code
from storage.models import Activity, Board
from storage.states import BoardKind, BoardState, RoomRole


@command("card", en="card", sv="kort", who=Who.LEAD)
async def card(ctx: Context, activity: LiveActivity) -> Reply:
    """Put up a card of the activity's coming shifts in this room; an older one says that it is replaced."""
    must_lead(ctx, activity.lead_id)
    must_be_a_room(ctx)
    board = _new(ctx, activity)
    shown = await view(ctx.post, board)
    if not shown.menu:
        add = Code(ctx.typed("shift-add", activity.slug))
        raise Refusal("error-card-empty", title=activity.title, add=add)
    async with ctx.transaction() as store:
        for old in await store.boards.live_in(ctx.room.id, BoardKind.CARD):
            if old.board.activity_id == activity.id:
                await close(ctx.post, old)
    ctx.record("card", subject=f"activity:{activity.slug}")
    return Reply(
        say=shown.say,
        board=NewBoard(kind=BoardKind.CARD, menu=tuple(shown.menu), activity_id=activity.id),
    )


def must_be_a_room(ctx: Context) -> None:
    """Raises Refusal in a direct message: there is nobody else to press a number."""
    if ctx.room.role is RoomRole.DIRECT:
        raise Refusal("error-board-direct")


def _new(ctx: Context, activity: Activity) -> Board:
    """As it will stand there, to be looked at."""
    return Board(
        district_id=ctx.district.id,
        kind=BoardKind.CARD,
        state=BoardState.LIVE,
        room_id=ctx.room.id,
        activity_id=activity.id,
        menu=[],
    )
