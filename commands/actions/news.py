"""Telling those booked that their shift is moved or cancelled: each person once, and only what is new.

A message that has not arrived, as far as is known (it may wait for the end of quiet hours, or of an outage),
is taken back when the same shift changes again, and the new one speaks for both. The time that the person
knows may then be neither the shift's last nor its new one, so the message says what holds now, and not what
held before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from commands.actions import poll_offers
from commands.actions.shifts import Cancelled, Edited
from commands.papers import Paper
from commands.papers.calendar import called_off, given_up, seats
from commands.post import OF_A_SEAT, Post
from commands.rules.quiet import quiet_until
from commands.texts import Lines, Listed, Say, Value, say
from commands.wording import about, named
from storage.models import District, Person, Signup
from storage.queries.shifts import ShiftView
from storage.queries.signups import Booking
from storage.states import SignupState

MOVED = "shift-moved"
CANCELLED = "shift-cancelled"
REMINDER = "reminder-shift"


def who_hears(bookings: Sequence[Booking]) -> dict[str, Value]:
    """For a question: how many have a seat (`people`), only wait (`waiting`), and can be told; each once."""
    chat = {one.person.id: one.has_chat for one in bookings}
    hoping = (SignupState.OFFERED, SignupState.WAITLISTED)
    seated = {one.person.id for one in bookings if one.signup.state not in hoping}
    reached = sum(chat.values())
    return {
        "people": len(seated),
        "waiting": len(chat) - len(seated),
        "reached": reached,
        "unreached": len(chat) - reached,
    }


News = TypeVar("News", Edited, Cancelled)


@dataclass(frozen=True, slots=True)
class Untold:
    """Somebody without chat, and the shifts about which they have to be rung."""

    person: Person
    shifts: tuple[ShiftView, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Who gets a message (by id), and who cannot be reached by chat. `what` is MOVED or CANCELLED."""

    what: str
    reached: frozenset[int]
    without_chat: tuple[Untold, ...]

    def together(self, *others: Told) -> Told:
        """What is said at once about several things: everybody counts once."""
        without = {one.person.id: one for told in (*others, self) for one in told.without_chat}
        return Told(self.what, self.reached.union(*(one.reached for one in others)), tuple(without.values()))

    def values(self, *, may_name: bool) -> dict[str, Value]:
        """For the texts: `told` and `untold` (numbers), `names` of the latter where names may stand."""
        return {
            "told": len(self.reached),
            "untold": len(self.without_chat),
            "names": [named(one.person) for one in self.without_chat] if may_name else None,
        }

    def privately(self, *, may_name: bool) -> Say | None:
        """For the asker alone, where the names may not stand in the answer: nobody else can look them up.

        A cancelled shift has no roster any more, so this is the only time that they are told.
        """
        if may_name or not self.without_chat:
            return None
        lines = [
            say(
                "untold-line",
                name=named(one.person),
                shifts=Listed([say("shift-short", **about(shift)) for shift in one.shifts]),
            )
            for one in self.without_chat
        ]
        return say("untold-names", what=self.what, names=Lines(lines))


async def tell_moved(post: Post, district: District, edits: Sequence[Edited]) -> Told:
    """One message to everyone booked on these shifts: when and where they are now, and were before.

    Who is asked whether they want a seat at the new time has read it there.
    """
    people = _people(edits)
    for booking, several in people:
        changed = [one for one in several if not _is_asked(one, booking.person)]
        if not changed:
            continue
        lines, until = [], []
        for edited in changed:
            again = await _take_back(
                post, booking, edited.after, (MOVED, REMINDER) if edited.new_time else (MOVED,)
            )
            before = None if again else say("moved-before", **about(_as_it_was(edited)))
            lines.append(say("moved-line", **about(edited.after), before=before))
            until.append(_helps_until_moved(post, district, edited))
        message = say(
            MOVED,
            count=len(lines),
            waited=all(one.state is not SignupState.BOOKED for _, one in _held(changed, booking.person)),
            shifts=_one_or_list(lines),
            number=changed[0].after.number,
            prefix=post.house.prefix,
        )
        only = changed[0].after.id if len(changed) == 1 else None
        await post.to_person(
            booking.person.id,
            message,
            district=district,
            shift_id=only,
            helps_until=min(until),
            attachment=_updated(post, district, edits, booking.person),
        )
    return _told(MOVED, [(booking, [one.after for one in changed]) for booking, changed in people])


def _is_asked(edited: Edited, person: Person) -> bool:
    """What was offered before the shift was moved has gone back to the line."""
    return edited.new_time and any(
        one.person.id == person.id and one.signup.state is SignupState.OFFERED for one in edited.booked
    )


def _as_it_was(edited: Edited) -> ShiftView:
    """The shift before, without its place where that is the same: it was just said."""
    before = edited.before
    return replace(before, place=None) if before.place == edited.after.place else before


async def tell_cancelled(post: Post, district: District, cancelled: Sequence[Cancelled]) -> Told:
    """One message to everyone who had a seat on these shifts, and to whoever was asked to take one."""
    people = _people(cancelled)
    for booking, gone in people:
        lines, until = [], []
        for one in gone:
            again = await _take_back(post, booking, one.shift, OF_A_SEAT)
            lines.append(say("cancelled-line", **about(one.shift), again=again))
            until.append(_helps_until(one.shift, post.now))
        waited = all(booking.person.id in one.waited for one in gone)
        message = say(CANCELLED, count=len(lines), shifts=_one_or_list(lines), waited=waited)
        only = gone[0].shift.id if len(gone) == 1 else None
        await post.to_person(
            booking.person.id,
            message,
            district=district,
            shift_id=only,
            helps_until=min(until),
            attachment=called_off(post, district, _held(cancelled, booking.person)),
        )
    for one in cancelled:
        await poll_offers.tell_cancelled(post, district, one.shift, one.asked)
    return _told(CANCELLED, [(booking, [one.shift for one in gone]) for booking, gone in people])


def _updated(post: Post, district: District, edits: Sequence[Edited], person: Person) -> Paper | None:
    """For their calendar: only shifts on which they have a seat stand there."""
    held = [(shift, row) for shift, row in _held(edits, person) if row.state is SignupState.BOOKED]
    return seats(post, district, held) if held else None


def _held(news: Sequence[News], person: Person) -> list[tuple[ShiftView, Signup]]:
    """The person's own shifts among these, each with their sign-up."""
    return [
        (one.after if isinstance(one, Edited) else one.shift, booking.signup)
        for one in news
        for booking in one.booked
        if booking.person.id == person.id
    ]


async def tell_put_back(post: Post, district: District, edited: Edited) -> Told:
    """To everyone who had a seat, or was offered one, and waits now: where they stand in the line."""
    line = [one.id for one in await post.store.signups.line(edited.after.id)]
    # To whom the seat came back at once need hear nothing.
    waiting = [one for one in edited.put_back if one.signup.id in line]
    for one in waiting:
        had_seat = one.person.id not in edited.offered
        await post.to_person(
            one.person.id,
            say(
                "seat-put-back",
                **about(edited.after),
                had=had_seat,
                position=line.index(one.signup.id) + 1,
                prefix=post.house.prefix,
            ),
            district=district,
            shift_id=edited.after.id,
            helps_until=_helps_until(edited.after, post.now),
            attachment=await given_up(post, district, edited.after, one.signup) if had_seat else None,
        )
    return _told(MOVED, [(one, [edited.after]) for one in waiting])


def _people(news: Sequence[News]) -> list[tuple[Booking, list[News]]]:
    """Everyone booked, each with what concerns them, in the order of the shifts."""
    found: dict[int, tuple[Booking, list[News]]] = {}
    for one in news:
        for booking in one.booked:
            found.setdefault(booking.person.id, (booking, []))[1].append(one)
    return list(found.values())


async def _take_back(post: Post, booking: Booking, shift: ShiftView, kinds: tuple[str, ...]) -> bool:
    """Withdraw what has not gone out and no longer holds; whether they were to hear of another move."""
    if booking.identity is None:
        return False
    await post.store.flush()
    outbox, person_id = post.store.outbox, booking.person.id
    again = await outbox.unsent_about(person_id, shift.id, (MOVED,))
    await outbox.withdraw_for_signup(person_id, shift.id, kinds)
    return again


def _one_or_list(lines: Sequence[Say]) -> Value:
    return lines[0] if len(lines) == 1 else Lines(lines)


def _helps_until_moved(post: Post, district: District, edited: Edited) -> datetime:
    """Whoever would set out for the old time before the quiet hours end has to know in the night."""
    old, new = edited.before, edited.after
    end = quiet_until(post.now, quiet=post.house.quiet, zone=ZoneInfo(district.timezone))
    if end is not None and post.now < old.starts <= end:
        return min(old.starts, new.starts)
    return _helps_until(new, post.now)


def _helps_until(shift: ShiftView, now: datetime) -> datetime:
    return shift.starts if shift.starts > now else shift.ends


def _told(what: str, people: Sequence[tuple[Booking, Sequence[ShiftView]]]) -> Told:
    without = tuple(
        Untold(booking.person, tuple(shifts)) for booking, shifts in people if not booking.has_chat
    )
    reached = frozenset(booking.person.id for booking, _ in people if booking.has_chat)
    return Told(what, reached, without)
