"""What somebody is told before anything is kept about them: who keeps what, why, how long, and their rights.

Issue 4, point 8; GDPR, Art. 13. Once per person: by direct message, and in a room with one line more.
"""

from __future__ import annotations

from commands.house import House
from commands.texts import Say, say
from storage.models import District, Person

NOTICE_LANE = "notice:"
"""Before the lane of a person's direct room, for what gives way to answers: a hundred may come at once."""

KIND = "privacy-notice"


def is_told(person: Person) -> bool:
    """Whether they know already."""
    return person.told_at is not None


def notice(house: House, district: District | None) -> Say:
    """The five lines."""
    return say(
        KIND,
        district=district.name if district else None,
        contact=house.contact,
        days=house.keep_days,
        names_in_rooms=house.names_in_rooms,
        prefix=house.prefix,
    )
