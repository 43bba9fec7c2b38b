"""What is kept about people, and why: said whenever somebody asks (GDPR, Art. 13; issue 4, point 8)."""

from __future__ import annotations

from commands.actions.first_word import notice
from commands.context import Context
from commands.declare import command
from commands.reply import Reply
from commands.texts import say
from storage.states import RoomRole


@command(
    "privacy",
    en=("privacy", "gdpr"),
    sv=("integritet", "personuppgifter", "dataskydd", "vad sparar du om mig", "vad sparar ni om mig"),
)
async def privacy(ctx: Context) -> Reply:
    """Five lines to whoever asks; in a room one, and the rest by direct message."""
    ctx.asker.told_at = ctx.now  # they need not be told again
    whole = notice(ctx.house, ctx.district)
    if ctx.room.role is RoomRole.DIRECT:
        return Reply(say=whole)
    return Reply(say=say("privacy-shown"), privately=whole)
