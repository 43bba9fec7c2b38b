"""Quiet hours: the part of the day in which nobody is disturbed (`reminders.quiet_hours`)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.rules.durations import Quiet


def is_quiet(moment: datetime, *, quiet: Quiet | None, zone: ZoneInfo) -> bool:
    """Whether the aware `moment` falls into the quiet hours of `zone`; their end does not."""
    if quiet is None or quiet.start == quiet.end:
        return False
    local = moment.astimezone(zone).time()
    if quiet.start < quiet.end:
        return quiet.start <= local < quiet.end
    return local >= quiet.start or local < quiet.end


def quiet_until(moment: datetime, *, quiet: Quiet | None, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours around `moment` end, in UTC; None when it is not in any."""
    if quiet is None or not is_quiet(moment, quiet=quiet, zone=zone):
        return None
    local = moment.astimezone(zone)
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    # The day after too: a day's only hour that is not quiet may be the one that the clock leaves out.
    ends = [
        end
        for date in (day, day + timedelta(days=1))
        for end in _instants(datetime.combine(date, quiet.end), zone)
    ]
    return next((end for end in ends if end > moment and not is_quiet(end, quiet=quiet, zone=zone)), ends[-1])


def quiet_began(moment: datetime, *, quiet: Quiet | None, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours around `moment` began, in UTC; None when it is not in any."""
    if quiet is None or not is_quiet(moment, quiet=quiet, zone=zone):
        return None
    local = moment.astimezone(zone)
    day = local.date() if local.time() >= quiet.start else local.date() - timedelta(days=1)
    starts = _instants(datetime.combine(day, quiet.start), zone)
    return max((start for start in starts if start <= moment), default=starts[0])


def _instants(local: datetime, zone: ZoneInfo) -> list[datetime]:
    """What a local time may mean, in UTC, earliest first: two instants in an hour that comes twice or never.

    Of the hour that never comes both readings are near it; one lies before the clock is moved, one after.
    """
    both = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(both)
