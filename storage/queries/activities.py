"""Activities: what shifts are shifts of."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Activity


class Activities:
    """Every question is asked within one district."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, district_id: int, slug: str) -> Activity | None:
        """The activity of this slug, archived or not."""
        return await self._session.scalar(
            select(Activity).where(Activity.district_id == district_id, Activity.slug == slug)
        )

    async def get(self, activity_id: int) -> Activity:
        """The activity; raises LookupError when there is none."""
        found = await self._session.get(Activity, activity_id)
        if found is None:
            raise LookupError(f"no activity {activity_id}")
        return found

    async def all(self, district_id: int, *, archived: bool = False) -> Sequence[Activity]:
        query = select(Activity).where(Activity.district_id == district_id).order_by(Activity.slug)
        if not archived:
            query = query.where(Activity.archived_at.is_(None))
        return (await self._session.scalars(query)).all()

    async def led_by(self, person_id: int) -> Sequence[Activity]:
        """The activities, in whatever district, whose contact this person is."""
        query = (
            select(Activity)
            .where(Activity.lead_id == person_id, Activity.archived_at.is_(None))
            .order_by(Activity.id)
        )
        return (await self._session.scalars(query)).all()

    async def add(self, activity: Activity) -> Activity:
        self._session.add(activity)
        await self._session.flush()
        return activity
