"""Who wants to hear of an activity's new shifts and free seats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import and_, delete, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Activity, Audit, Shift, Signup, Watch
from storage.states import ON_THE_ROSTER, ShiftState, SignupState


class Watches:
    """A person watches an activity once, or not at all."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def start(self, watch: Watch) -> bool:
        """Whether it is new."""
        if await self._find(watch.activity_id, watch.person_id) is not None:
            return False
        self._session.add(watch)
        await self._session.flush()
        return True

    async def stop(self, activity_id: int, person_id: int) -> bool:
        """Whether they were watching."""
        found = await self._find(activity_id, person_id)
        if found is None:
            return False
        await self._session.execute(delete(Watch).where(Watch.id == found))
        return True

    async def _find(self, activity_id: int, person_id: int) -> int | None:
        query = select(Watch.id).where(Watch.activity_id == activity_id, Watch.person_id == person_id)
        return await self._session.scalar(query)

    async def of_person(
        self, person_id: int, district_ids: Iterable[int], *, archived: bool = False
    ) -> Sequence[Activity]:
        """The activities that the person watches, by title; archived ones, which have no news, if asked."""
        query = (
            select(Activity)
            .join(Watch, Watch.activity_id == Activity.id)
            .where(
                Watch.person_id == person_id,
                Watch.district_id.in_(list(district_ids)),
                true() if archived else Activity.archived_at.is_(None),
            )
            .order_by(Activity.title, Activity.id)
        )
        return (await self._session.scalars(query)).all()

    async def watchers(self, activity_id: int) -> Sequence[int]:
        """The ids of those who watch the activity, in the order in which they began."""
        query = select(Watch.person_id).where(Watch.activity_id == activity_id).order_by(Watch.id)
        return (await self._session.scalars(query)).all()

    async def involved(self, shift_id: int, *, left_since: datetime) -> set[int]:
        """Who has a place on the shift, was marked on it, or has given up theirs after `left_since`."""
        query = select(Signup.person_id).where(
            Signup.shift_id == shift_id,
            or_(Signup.state != SignupState.CANCELLED, Signup.changed_at > left_since),
        )
        return set((await self._session.scalars(query)).all())

    async def busy(self, starts: datetime, ends: datetime, *, but: int) -> set[int]:
        """Who has a seat on another shift that overlaps [starts, ends), in whatever district."""
        query = (
            select(Signup.person_id)
            .join(Shift, Shift.id == Signup.shift_id)
            .where(
                and_(Shift.starts_at < ends, Shift.ends_at > starts, Shift.id != but),
                Shift.state != ShiftState.CANCELLED,
                Signup.state.in_(ON_THE_ROSTER),
            )
        )
        return set((await self._session.scalars(query)).all())

    async def makers(self, district_id: int, numbers: Iterable[int]) -> dict[int, int]:
        """Who made the shifts with these numbers, as far as somebody did so in the chat."""
        subjects = {f"shift:{number}": number for number in numbers}
        query = (
            select(Audit.subject, Audit.actor_id)
            .where(
                Audit.district_id == district_id,
                Audit.subject.in_(list(subjects)),
                Audit.action.startswith("shift-"),
            )
            .order_by(Audit.id.desc())
        )
        # The first thing that was ever recorded of a shift is that it was made.
        return {
            subjects[subject]: actor
            for subject, actor in await self._session.execute(query)
            if subject is not None and actor is not None
        }
