"""Calendar files: a person's own shifts, and those of the district without anybody's name.

An event is known by its UID, which names neither person nor account, and a newer one by its SEQUENCE (RFC
5545, section 3.8.7.4). The shift's own sequence counts changes of its time and place and its cancellation;
leaving and coming back add to it in the person's own events.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from commands.context import Context
from commands.papers import Paper
from commands.post import Post
from commands.rules.districts import with_district
from commands.texts import Say, say
from storage.models import District, Signup
from storage.queries.shifts import ShiftView
from storage.states import ShiftState

Held = Sequence[tuple[ShiftView, Signup]]


def calendar_of(ctx: Context, shift: ShiftView, signup: Signup) -> Paper:
    """The shift on which the asker has a seat now."""
    return seats(ctx.post, ctx.district, [(shift, signup)])


def seats(post: Post, district: District, held: Held) -> Paper:
    """Shifts on which somebody has a seat, as they stand now."""
    events = [_own(post, district, shift, signup, _leave(post, shift)) for shift, signup in held]
    return _file(district, events, [shift for shift, _ in held], cancelled=False)


def everywhere(post: Post, seats_in: Sequence[tuple[District, Held]]) -> Paper:
    """The same in several districts; what can be typed there names the district."""
    events = [
        _own(post, district, shift, signup, _leave(post, shift, number), number)
        for district, held in seats_in
        for shift, signup in held
        if (number := with_district(district.key, shift.number))
    ]
    paper = _file(seats_in[0][0], events, [one for _, held in seats_in for one, _ in held], cancelled=False)
    return {**paper, "name": "passet.ics", "title": ", ".join(district.name for district, _ in seats_in)}


async def given_up(post: Post, district: District, shift: ShiftView, signup: Signup) -> Paper:
    """Takes the event away from somebody who has no seat any more. In an open transaction.

    Counts up so that this one is newer than what they have, and the one they get should they come back is
    newer still.
    """
    before = signup.sequence or 0
    await post.store.signups.change(signup, sequence=before + 2)
    event = _own(post, district, shift, signup, say("calendar-left", number=shift.number)) | {
        "sequence": shift.sequence + before + 1,
        "title": say("calendar-left-title", title=shift.title),
        "cancelled": True,
    }
    return _file(district, [event], [shift], cancelled=True)


def called_off(post: Post, district: District, held: Held) -> Paper:
    """Takes the events away of shifts that are cancelled; each as it stood right before."""
    events = [
        _own(post, district, shift, signup, say("calendar-cancelled", number=shift.number))
        | {
            "sequence": shift.sequence + 1 + (signup.sequence or 0),
            "title": say("calendar-cancelled-title", title=shift.title),
            "cancelled": True,
        }
        for shift, signup in held
    ]
    return _file(district, events, [shift for shift, _ in held], cancelled=True)


def of_district(
    district: District, shifts: Sequence[ShiftView], *, server: str, now: datetime, name: str
) -> Paper:
    """The shifts themselves, for whoever plans them; without anybody's name."""
    return {
        "form": "calendar",
        "name": f"{name}.ics",
        "alt": say("calendar-alt", shifts=len(shifts), title=_only(shifts, "title")),
        "method": "PUBLISH",
        "title": district.name,
        "zone": district.timezone,
        "events": shift_events(district, shifts, server=server, now=now),
    }


def shift_events(
    district: District, shifts: Sequence[ShiftView], *, server: str, now: datetime
) -> list[dict[str, Any]]:
    """An event for each shift, known by its number, the same in every file; without any text to render."""
    return [
        _event(district, shift, now)
        | {
            "uid": f"shift-{shift.number}-{district.key}@{server}",
            "sequence": shift.sequence,
            "activity": shift.slug,
            "text": [f"#{shift.number}"],
            "cancelled": shift.state is ShiftState.CANCELLED,
        }
        for shift in shifts
    ]


def _file(
    district: District, events: list[dict[str, Any]], shifts: Sequence[ShiftView], *, cancelled: bool
) -> Paper:
    number = shifts[0].number if len(shifts) == 1 else None
    return {
        "form": "calendar",
        "name": "passet.ics" if number is None else f"passet-{number}.ics",
        "alt": say("calendar-alt", shifts=len(shifts), title=_only(shifts, "title")),
        "method": "CANCEL" if cancelled else "PUBLISH",
        "title": district.name,
        "zone": district.timezone,
        "events": events,
    }


def _only(shifts: Sequence[ShiftView], field: str) -> str | None:
    return getattr(shifts[0], field) if len(shifts) == 1 else None


def _own(
    post: Post,
    district: District,
    shift: ShiftView,
    signup: Signup,
    text: Say,
    number: str | None = None,
) -> dict[str, Any]:
    """`number`: with the district, where there are several."""
    return _event(district, shift, post.now) | {
        "uid": f"signup-{signup.id}-{district.key}@{post.house.server}",
        "sequence": shift.sequence + (signup.sequence or 0),
        "text": [say("calendar-shift", number=number or shift.number, district=district.name), text],
        "cancelled": False,
    }


def _event(district: District, shift: ShiftView, now: datetime) -> dict[str, Any]:
    return {
        "stamp": now,
        "starts": shift.starts,
        "ends": shift.ends,
        "title": shift.title,
        "place": shift.place,
        "organizer": district.name,
    }


def _leave(post: Post, shift: ShiftView, number: str | None = None) -> Say:
    return say("calendar-leave", prefix=post.house.prefix, number=number or shift.number)
