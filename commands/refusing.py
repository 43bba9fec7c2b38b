"""The refusals that every command has: arguments that do not fit, and a command that does not exist."""

from __future__ import annotations

from collections.abc import Sequence

from commands.context import Context
from commands.declare import Command
from commands.reply import Refusal
from commands.rules.names import clean_line, shortened
from commands.texts import Code, Lines, Listed, say


def wrong(
    ctx: Context,
    command: Command,
    problem: str,
    text: str,
    *,
    near: Sequence[str] = (),
    typed: Sequence[str] = (),
) -> Refusal:
    """The refusal for arguments that do not fit: what was wrong, how it is written, an example.

    `near`: options that may be meant; `typed`: the arguments of a better example than the usual one.
    """
    example = say(f"help-{command.id}-example", prefix=ctx.house.prefix)
    return Refusal(
        "error-arguments",
        problem=problem,
        text=Code(shortened(text, 60)) if text else None,
        near=Listed([Code(f"{key}=") for key in near]) if near else None,
        usage=Code(ctx.house.prefix + command.usage(ctx.language)) if command.slots else None,
        example=Code(ctx.typed(command.id, *typed)) if typed else example,
        shifts=Code(ctx.typed("shifts")),
    )


def unknown(ctx: Context, written: str, near: Sequence[str]) -> Refusal:
    """The refusal for a command that does not exist; `near`: those that may be meant, without prefix."""
    return Refusal(
        "error-unknown",
        text=Code(clean_line(written, limit=40)),
        near=Lines([Code(ctx.house.prefix + one) for one in near]) if near else None,
        prefix=ctx.house.prefix,
    )
