"""Commands of two words (`pass ny`) beside those of one (`pass ringstuga`): a slip, or an argument?"""

from __future__ import annotations

from commands.context import Context
from commands.refusing import unknown
from commands.reply import Refusal


def suggest(ctx: Context, command_id: str, written: str) -> Refusal | None:
    """ "Did you mean `pass ny …`?" for `pass nyy …`; `command_id` is that of the command of one word."""
    near = ctx.registry.slips(command_id, written, ctx.language)
    return unknown(ctx, written.split(maxsplit=1)[0], near) if near else None
