"""What the configuration says, brought into the database and into the rules of the house."""

from __future__ import annotations

from datetime import datetime
from importlib.metadata import PackageNotFoundError, version

from bot.first_organizers import appoint_first
from bot.settings import Settings
from commands.house import House
from storage.forgotten import ForgottenBook
from storage.models import District
from storage.store import Store


def house_of(settings: Settings) -> House:
    """The rules of the house as configured."""
    return House(
        prefix=settings.chat.prefix,
        names_in_rooms=settings.chat.names_in_rooms,
        digest=settings.reminders.digest,
        remind=tuple(settings.reminders.before_shift),
        quiet=settings.reminders.quiet_hours,
        contact=settings.privacy.contact or None,
        keep_days=settings.privacy.keep_days,
        districts=len(settings.district),
        version=_version(),
        server=server_of(settings),
    )


def _version() -> str | None:
    """Of the installed program; None where it runs from its folder alone."""
    try:
        return version("passet")
    except PackageNotFoundError:
        return None


def server_of(settings: Settings) -> str:
    """The bot's own server, which makes ids of calendar events unique in the world."""
    return settings.matrix.user_id.partition(":")[2] if settings.matrix else "passet.invalid"


async def settle_districts(
    store: Store,
    settings: Settings,
    *,
    platform: str,
    now: datetime,
    forgotten: ForgottenBook | None = None,
) -> None:
    """Bring the configured districts and their first organizers into the database.

    A district that is no longer configured keeps its rows: removing a line must not lose members' data.
    """
    for wanted in settings.district:
        district = await store.rooms.district_by_key(wanted.key)
        if district is None:
            district = await store.rooms.add_district(
                District(
                    key=wanted.key,
                    name=wanted.name,
                    timezone=wanted.timezone,
                    language=wanted.language,
                    branches=list(wanted.branches),
                )
            )
        district.name = wanted.name
        district.timezone = wanted.timezone
        district.language = wanted.language
        district.branches = list(wanted.branches)
        await appoint_first(
            store, district, wanted.organizers, platform=platform, now=now, forgotten=forgotten
        )
