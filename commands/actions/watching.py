"""News for those who watch an activity: a new shift, or a free seat on one that was full.

Issue 3, point 9. Each piece of news is a row in `due`, so that several in a short time, or in quiet hours,
become one message, and what no longer holds when its time comes is not told: the seat was taken again, the
shift was cancelled. Told are those who watch, have no place on the shift and are free then; not who made it,
nor who has just left it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.post import Post
from commands.rules.quiet import quiet_until
from commands.rules.reminding import Expire, Send, Wait
from commands.texts import Say, say
from commands.wording import about, listing
from storage.models import District, Due
from storage.queries.shifts import ShiftView
from storage.states import ShiftState
from storage.store import Store

KIND = "watch"
TOGETHER = timedelta(minutes=5)
"""Shifts that are made one after another are told of together."""
LATELY = timedelta(days=1)
"""Who has left a shift so lately knows that there is a seat."""
MOST = 9


def was_full(shift: ShiftView, freed: int) -> bool:
    """Whether nothing was free before so many seats became so; `shift` before the line moves up."""
    return freed > 0 and (shift.left is None or shift.left <= freed)


async def note_new(store: Store, activity_id: int, district_id: int, *, now: datetime) -> None:
    """Shifts of the activity were made just now."""
    if not await store.watches.watchers(activity_id):
        return
    about_it = f"new:{activity_id}:"
    if not await store.dues.waiting(KIND, about_it):
        made = _as_number(now)
        await store.dues.plan(KIND, f"{about_it}{made}", now + TOGETHER, district_id=district_id)


async def note_free(store: Store, shift: ShiftView, *, now: datetime) -> None:
    """The shift was full, and a seat on it is free now that nobody who waits has taken."""
    if not is_to_be_had(shift, now) or not await store.watches.watchers(shift.activity_id):
        return
    about_it = f"seat:{shift.id}:"
    if not await store.dues.waiting(KIND, about_it):
        await store.dues.plan(KIND, f"{about_it}{_as_number(now)}", now, district_id=shift.district_id)


def is_to_be_had(shift: ShiftView, now: datetime) -> bool:
    """Whether somebody can still sign up and have a seat."""
    return shift.state == ShiftState.OPEN and shift.starts > now and shift.left != 0


async def perform(store: Store, post: Post, due: Due) -> Send | Wait | Expire:
    """Tell the watchers, if the news still holds."""
    district = await store.rooms.district(due.district_id or 0)
    end = quiet_until(post.now, quiet=post.house.quiet, zone=ZoneInfo(district.timezone))
    if end is not None:
        return Wait(end)
    what, subject_id, since = due.subject.split(":")
    if what == "seat":
        shift = await store.shifts.view(int(subject_id))
        if not is_to_be_had(shift, post.now):
            return Expire("no longer free")
        return await _tell(post, district, [shift], new=False)
    made = await store.shifts.made_since(int(subject_id), _from_number(since), now=post.now)
    shifts = [one for one in made if is_to_be_had(one, post.now)]
    return await _tell(post, district, shifts, new=True) if shifts else Expire("no longer there")


async def _tell(post: Post, district: District, shifts: Sequence[ShiftView], *, new: bool) -> Send | Expire:
    told = False
    store = post.store
    makers = await store.watches.makers(district.id, [one.number for one in shifts]) if new else {}
    out = {one.id: await _not_for(store, one, makers.get(one.number), now=post.now) for one in shifts}
    for person_id in await store.watches.watchers(shifts[0].activity_id):
        own = [one for one in shifts if person_id not in out[one.id]]
        if own:
            told |= await _letter(post, district, person_id, own, new=new)
    return Send(late=False) if told else Expire("nobody to tell")


async def _not_for(store: Store, shift: ShiftView, maker: int | None, *, now: datetime) -> set[int]:
    """Those for whom the shift is no news, or of no use."""
    involved = await store.watches.involved(shift.id, left_since=now - LATELY)
    busy = await store.watches.busy(shift.starts, shift.ends, but=shift.id)
    return involved | busy | ({maker} if maker is not None else set())


async def _letter(
    post: Post, district: District, person_id: int, shifts: Sequence[ShiftView], *, new: bool
) -> bool:
    prefix = post.house.prefix
    if len(shifts) == 1:
        one = shifts[0]
        signup = f"{prefix}signup #{one.number}"
        message = say("watch-new" if new else "watch-seat", **about(one), prefix=prefix)
        letter = await post.to_person(person_id, message, district=district, shift_id=one.id, yes=signup)
        return letter is not None
    letter = await post.to_person(
        person_id,
        _series(shifts, prefix),
        district=district,
        options=[f"{prefix}signup #{one.number}" for one in shifts[:MOST]],
    )
    return letter is not None


def _series(shifts: Sequence[ShiftView], prefix: str) -> Say:
    shown = shifts[:MOST]
    return say(
        "watch-new-several",
        title=shifts[0].title,
        slug=shifts[0].slug,
        count=len(shifts),
        **listing(shown, numbered=True),
        more=len(shifts) - len(shown),
        number=shown[0].number,
        prefix=prefix,
    )


def _as_number(moment: datetime) -> int:
    """In a row's subject: microseconds, so that no two are alike."""
    return (moment.astimezone(UTC) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)


def _from_number(number: str) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + int(number) * timedelta(microseconds=1)
