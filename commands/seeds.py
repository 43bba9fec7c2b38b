"""The bot's own reactions under its questions: what people press instead of looking for the sign."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from storage.models import Outbox
from storage.states import OutboxAction
from storage.store import Store

SEED_LANE = "seed:"
"""Lanes of their own, for everything else goes before them (`bot.lanes`)."""

KIND = "seed"
NUMBERS = (*(f"{number}\ufe0f\u20e3" for number in range(1, 10)), "🔟")
YES, NO = "✅\ufe0f", "❌\ufe0f"
"""All with U+FE0F, as Element sends them: a key that differs would stand beside as a second one."""

HELPFUL_FOR = timedelta(minutes=10)
"""After the question is sent (or after its quiet hours end): later nobody looks for something to press."""


def keys_of(options: Sequence[str], yes: str | None = None, no: str | None = None) -> list[str]:
    """A number for each option, as far as there are numbers, and the signs for yes and no."""
    return [*NUMBERS[: len(options)], *([YES] if yes else ()), *([NO] if no else ())]


def seed(store: Store, outbox_row: Outbox, keys: Sequence[str], *, now: datetime) -> None:
    """Put these under the message that the row becomes, in this order. The row has its id: flush before."""
    for key in keys:
        store.outbox.add(
            Outbox(
                district_id=outbox_row.district_id,
                platform=outbox_row.platform,
                action=OutboxAction.REACT,
                lane=f"{SEED_LANE}{outbox_row.lane}",
                room=outbox_row.room,
                identity_id=outbox_row.identity_id,
                kind=KIND,
                text=key,
                target_row=outbox_row.id,
                next_try_at=outbox_row.next_try_at,
                expires_at=(outbox_row.next_try_at or now) + HELPFUL_FOR,
                created_at=now,
            )
        )
