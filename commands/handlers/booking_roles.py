"""Why somebody could not be booked in a role, or at all where only seats for the skilled are left."""

from __future__ import annotations

from collections.abc import Sequence

from commands.actions.line import room_of
from commands.actions.seats import NoRole
from commands.context import Context
from commands.reply import Refusal
from commands.rules.line import Fit, fit
from commands.texts import Code, Listed
from commands.wording import about
from storage.queries.shifts import ShiftView


def role_refused(ctx: Context, outcome: NoRole, *, whom: str, known: bool) -> Refusal:
    """`whom` is how the person is written in a command; `known`: not noted just now, by name."""
    return _refusal(ctx, outcome.shift, outcome.why, outcome.role, outcome.others, whom=whom, known=known)


async def only_for_the_skilled(ctx: Context, shift: ShiftView, *, whom: str, known: bool) -> Refusal | None:
    """Where seats are left, and all of them want a skill that the person has not; None where it is full."""
    room = await room_of(ctx.store, shift)
    free = [one for one in room.asks_skill if isinstance(fit(room, party=1, role=one, skills=[one]), Fit)]
    if shift.left == 0 or not free:
        return None
    return _refusal(ctx, shift, "left", free[0], free, whom=whom, known=known)


def _refusal(
    ctx: Context,
    shift: ShiftView,
    why: str,
    role: str,
    roles: Sequence[str],
    *,
    whom: str,
    known: bool,
) -> Refusal:
    words = {"sv": "roll", "en": "role"}
    again = (
        ctx.typed("book", f"#{shift.number}", whom, f'{words[ctx.language]}="{roles[0]}"') if roles else None
    )
    insist = [] if known else [ctx.anyway_word]
    skill = ctx.typed("skill", whom, role, *insist) if why in ("skill", "left") and ctx.is_organizer else None
    return Refusal(
        "error-book-role",
        **about(shift),
        why=why,
        role=role or None,
        roles=Listed(roles) if roles else None,
        again=Code(again) if again and why != "left" else None,
        skill=Code(skill) if skill else None,
    )
