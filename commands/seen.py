"""Whoever is shown the names of others leaves a trace, also where the answer is a refusal or a question back.

Issue 4, point 11. What a handler records itself says more; this is for all that shows names by the way: the
near misses of a name, the accounts that may be meant, a list that a wrong name is refused with.
"""

from __future__ import annotations

from commands.actions.logbook import COMMAND
from commands.context import Context
from commands.declare import Command
from commands.reply import Reply
from commands.texts import people_in

ACTION = "names"


def record_names(ctx: Context, command: Command, reply: Reply) -> None:
    """Keep that the asker read somebody else's name in an answer, unless the handler has said it."""
    if ctx.has_recorded or not command.is_about_people:
        return
    seen = [one for one in people_in(reply.say, reply.privately) if one != ctx.asker.id]
    if not seen:
        return
    number = reply.say.values.get("number")
    ctx.record(
        ACTION,
        subject=f"shift:{number}" if isinstance(number, int) else f"{COMMAND}:{command.id}",
        person_id=seen[0] if len(seen) == 1 else None,
    )
