"""Making what a plan says, by the actions that commands use."""

from __future__ import annotations

from datetime import datetime

from bot.import_plan import Plan
from commands.actions.activities import Details, add_activity
from commands.actions.shifts import Needs, add_shifts, set_open
from commands.rules.recurrence import Occurrence
from storage.models import District
from storage.store import Store


async def make(store: Store, district: District, plan: Plan, *, now: datetime) -> None:
    """Make the activities and shifts, each with its line in the audit log, in the caller's transaction.

    Nobody is named as the one who did it: it was whoever runs the program.
    """
    for new in plan.activities.values():
        details = Details(
            title=new.title or new.slug[:1].upper() + new.slug[1:],
            place=new.place,
            about=new.about,
            audience=new.audience,
        )
        await add_activity(store, district_id=district.id, slug=new.slug, details=details)
        _record(store, district, "activity-add", f"activity:{new.slug}", now)
    activities = {one.slug: one for one in await store.activities.all(district.id)}
    for shift in plan.shifts:
        row = shift.row
        (made,) = await add_shifts(
            store,
            activities[shift.slug],
            [Occurrence(shift.starts, shift.ends)],
            Needs(seats=row.seats, minimum=row.minimum, place=row.place),
            now=now,
        )
        if row.closed:
            await set_open(store, made.id, is_open=False, now=now)
        _record(store, district, "shift-add", f"shift:{made.number}", now)


def _record(store: Store, district: District, action: str, subject: str, now: datetime) -> None:
    store.audit.record(action, at=now, district_id=district.id, actor_id=None, subject=subject)
