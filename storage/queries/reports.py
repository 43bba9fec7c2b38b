"""What evenings came to: three numbers for each shift that was reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import Activity, Organizer, Report, Seat, Shift
from storage.states import ShiftState


@dataclass(frozen=True, slots=True)
class Awaited:
    """A shift that the person may report on; the rest says whether its activity asks for it."""

    number: int
    district_id: int
    report: str | None
    slug: str
    title: str


@dataclass(frozen=True, slots=True)
class Totals:
    """An activity's evenings together."""

    title: str
    evenings: int
    calls: int
    conversations: int
    callbacks: int


class Reports:
    """One report for each shift; the last one counts."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, shift_id: int) -> Report | None:
        return await self._session.scalar(
            select(Report).where(Report.shift_id == shift_id).execution_options(populate_existing=True)
        )

    async def keep(self, report: Report) -> bool:
        """Keep it, in the place of an earlier one of the same shift; whether it is the first."""
        earlier = await self.get(report.shift_id)
        if earlier is None:
            self._session.add(report)
        else:
            earlier.calls, earlier.conversations = report.calls, report.conversations
            earlier.callbacks = report.callbacks
            earlier.reported_by_id, earlier.reported_at = report.reported_by_id, report.reported_at
        await self._session.flush()
        return earlier is None

    async def lacking(self, person_id: int, *, since: datetime, now: datetime) -> list[Awaited]:
        """Shifts with people on them that have begun, ended after `since`, and have no report.

        The one that ended last comes first: that is what was just asked about. What is still running is last.
        Only those that the person leads, or of a district that they organize.
        """
        query = (
            select(Shift.number, Shift.district_id, Activity.report, Activity.slug, Activity.title)
            .join(Activity, Activity.id == Shift.activity_id)
            .outerjoin(Report, Report.shift_id == Shift.id)
            .where(
                Report.id.is_(None),
                Shift.starts_at <= now,
                Shift.ends_at > since,
                Shift.state != ShiftState.CANCELLED,
                select(Seat.number).where(Seat.shift_id == Shift.id).exists(),
                _may_report(person_id),
            )
            .order_by(Shift.ends_at > now, Shift.ends_at.desc(), Shift.number.desc())
        )
        return [Awaited(*row) for row in await self._session.execute(query)]

    async def latest_by(self, person_id: int, *, since: datetime) -> tuple[int, int] | None:
        """The number and district of the shift that the person reported on last, after `since`."""
        query = (
            select(Shift.number, Shift.district_id)
            .join(Report, Report.shift_id == Shift.id)
            .where(Report.reported_by_id == person_id, Report.reported_at > since)
            .order_by(Report.reported_at.desc(), Report.id.desc())
            .limit(1)
        )
        row = (await self._session.execute(query)).first()
        return None if row is None else (row[0], row[1])

    async def totals(
        self,
        district_id: int,
        *,
        since: datetime,
        activity_id: int | None = None,
        lead_id: int | None = None,
    ) -> Sequence[Totals]:
        """Sums for the activities with shifts that began after `since`; only one's, or only one lead's."""
        query = (
            select(
                Activity.title,
                func.count(Report.id),
                func.sum(Report.calls),
                func.sum(Report.conversations),
                func.sum(Report.callbacks),
            )
            .join(Shift, Shift.activity_id == Activity.id)
            .join(Report, Report.shift_id == Shift.id)
            .where(Activity.district_id == district_id, Shift.starts_at > since)
            .group_by(Activity.id, Activity.title)
            .order_by(Activity.title)
        )
        if activity_id is not None:
            query = query.where(Activity.id == activity_id)
        if lead_id is not None:
            query = query.where(Activity.lead_id == lead_id)
        return [Totals(*row) for row in await self._session.execute(query)]


def _may_report(person_id: int) -> ColumnElement[bool]:
    organizes = select(Organizer.id).where(
        Organizer.person_id == person_id, Organizer.district_id == Shift.district_id
    )
    return or_(Activity.lead_id == person_id, organizes.exists())
