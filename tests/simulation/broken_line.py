"""The program with one rule of the waiting line broken, of roles, stand-ins or reactions. See `broken`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from sqlalchemy import update

from bot.reactions import Reactions
from commands.actions import asks, confirming, line
from commands.actions.seats import sign_up
from commands.actions.unanswered import WITHOUT_ANSWER
from commands.post import Post
from commands.rules.line import Fit, NoFit, Room, fit, held_until
from storage.models import Person, Signup
from storage.queries.asks import Asks
from storage.queries.boards import Boards
from storage.queries.outbox import OutboxRows
from storage.queries.signups import Signups
from storage.queries.stand_ins import StandIns
from storage.states import SignupState
from tests.simulation.broken import nothing, silent_about


def one_seat_too_many() -> AbstractContextManager[object]:
    """The database refuses it, and nobody gets a proper answer."""

    def generous(room: Room, **more: Any) -> Fit | NoFit:
        return fit(room if room.free is None else replace(room, free=room.free + 1), **more)

    return patch("commands.actions.seats.fit", generous)


def the_last_in_line_is_first() -> AbstractContextManager[object]:
    in_order = Signups.line

    async def reversed_line(self: Signups, shift_id: int) -> list[Signup]:
        return (await in_order(self, shift_id))[::-1]

    return patch.object(Signups, "line", reversed_line)


def nobody_moves_up() -> AbstractContextManager[object]:
    return patch("commands.actions.line._move_up", nothing)


def an_offer_holds_no_seat() -> AbstractContextManager[object]:
    take = Signups.take_seats

    async def unheld(self: Signups, shift: Any, signup_id: int, count: int) -> None:
        if (await self.get(signup_id)).state != SignupState.OFFERED:
            await take(self, shift, signup_id, count)

    return patch.object(Signups, "take_seats", unheld)


def an_unanswered_offer_does_not_go_on() -> AbstractContextManager[object]:
    return patch.dict(WITHOUT_ANSWER, {line.OFFER: nothing})


def a_seat_on_the_last_day_is_given_without_asking() -> AbstractContextManager[object]:
    return patch("commands.actions.line.is_given_at_once", lambda **_: True)


def who_is_busy_then_is_not_asked() -> AbstractContextManager[object]:
    """Given a second shift at the same time without a word."""
    promote = line._promote

    @contextmanager
    def blind() -> Iterator[None]:
        async def promoted(post: Post, *facts: Any, **more: Any) -> None:
            with patch.object(Signups, "overlapping", nothing):
                await promote(post, *facts, **more)

        with patch("commands.actions.line._promote", promoted):
            yield

    return blind()


def a_party_is_parted() -> AbstractContextManager[object]:
    """Whoever comes with guests gets the seats that there are."""
    take = Signups.take_seats

    def part(room: Room, *, party: int, **more: Any) -> Fit | NoFit:
        enough = party if not room.free else min(party, room.free)
        return fit(room, party=enough, **more)

    async def what_there_is(self: Signups, shift: Any, signup_id: int, count: int) -> None:
        free = count if shift.seats is None else shift.seats - await self.taken(shift.id)
        await take(self, shift, signup_id, min(count, free))

    @contextmanager
    def both() -> Iterator[None]:
        with (
            patch("commands.actions.line.fit", part),
            patch("commands.actions.seats.fit", part),
            patch.object(Signups, "take_seats", what_there_is),
        ):
            yield

    return both()


def deadlines_end_in_the_night() -> AbstractContextManager[object]:
    def sleepless(**facts: Any) -> Any:
        return held_until(**(facts | {"quiet": None}))

    return patch("commands.actions.line.held_until", sleepless)


def people_without_chat_are_asked() -> AbstractContextManager[object]:
    return patch("commands.actions.line.bool", lambda _: True, create=True)


def nobody_hears_that_they_have_a_seat() -> AbstractContextManager[object]:
    return silent_about("seat-given")


def nobody_hears_that_an_offer_is_over() -> AbstractContextManager[object]:
    return silent_about("offer-expired")


def what_was_answered_is_still_asked() -> AbstractContextManager[object]:
    """In the morning, or when the server is back."""
    return patch.dict(asks.LETTERS, dict.fromkeys(asks.LETTERS, "nothing"))


def an_offer_outlives_a_move() -> AbstractContextManager[object]:
    return patch("commands.actions.shifts.ask_anew", nothing)


def fewer_seats_send_the_first_away() -> AbstractContextManager[object]:
    def backwards(found: Sequence[Any], **_: Any) -> list[Any]:
        return list(found)[::-1]

    return patch("commands.actions.line.sorted", backwards, create=True)


def nobody_hears_that_their_seat_is_gone() -> AbstractContextManager[object]:
    return silent_about("seat-released")


def silence_releases_nobody() -> AbstractContextManager[object]:
    async def nobody(*_: object, **__: object) -> list[Signup]:
        return []

    return patch.object(Signups, "overdue", nobody)


def a_released_seat_goes_to_two() -> AbstractContextManager[object]:
    """Whoever lost it keeps it as well; the database refuses that, and the seat goes to nobody."""
    return patch("commands.actions.line._release", nothing)


def who_signed_up_today_is_asked_too() -> AbstractContextManager[object]:
    return patch.object(confirming, "FRESH", timedelta(0))


def who_took_the_seat_today_is_asked_too() -> AbstractContextManager[object]:
    async def nobody(*_: object, **__: object) -> set[int]:
        return set()

    return patch.object(Asks, "said_yes", nobody)


def a_role_needs_no_skill() -> AbstractContextManager[object]:
    def open_to_all(*facts: Any, asks_skill: Sequence[str] = (), **more: Any) -> Room:
        return Room(*facts, **more)

    return patch("commands.actions.line.Room", open_to_all)


def seats_for_the_skilled_are_called_taken() -> AbstractContextManager[object]:
    return patch("commands.handlers.booking.only_for_the_skilled", nothing)


def a_lost_skill_opens_no_role() -> AbstractContextManager[object]:
    return patch("commands.handlers.skills._settle_all", nothing)


def the_line_is_not_asked_to_step_in() -> AbstractContextManager[object]:
    async def nobody(*_: object) -> list[int]:
        return []

    return patch("commands.actions.standin_search._first_in_line", nobody)


def people_are_asked_who_are_busy() -> AbstractContextManager[object]:
    """Everybody whom the bot knows."""

    async def everybody(self: StandIns, _shift: object) -> list[int]:
        return [1, 2, 3, 4, 5]

    return patch.object(StandIns, "could_come", everybody)


def people_are_asked_who_do_not_want_to_be() -> AbstractContextManager[object]:
    could_come = StandIns.could_come

    async def willing_or_not(self: StandIns, shift: Any) -> list[int]:
        await self._session.execute(update(Person).values(unasked_since=None))
        return await could_come(self, shift)

    return patch.object(StandIns, "could_come", willing_or_not)


def a_search_goes_on_when_the_seat_is_given_up() -> AbstractContextManager[object]:
    return patch("commands.actions.line.end_for_signup", nothing)


def who_signs_up_waits_beside_a_seat_that_is_not_wanted() -> AbstractContextManager[object]:
    return patch("commands.handlers.signup.sign_up_or_step_in", sign_up)


def who_signs_up_steps_in_past_the_line() -> AbstractContextManager[object]:
    async def everybody(*_: object) -> set[int]:
        return {1, 2, 3, 4, 5}

    return patch.object(Asks, "asked_about", everybody)


def who_could_not_come_keeps_the_seat() -> AbstractContextManager[object]:
    """Somebody has stepped in, and both have one."""
    give_back = line.give_back

    async def kept(post: Post, signup: Signup, **more: Any) -> None:
        if signup.state != SignupState.BOOKED:
            await give_back(post, signup, **more)

    return patch("commands.actions.seats.give_back", kept)


def the_lead_does_not_hear_who_comes_instead() -> AbstractContextManager[object]:
    return patch("commands.actions.standins.tell_responsible", nothing)


def the_other_sign_of_a_number_counts_again() -> AbstractContextManager[object]:
    async def never(*_: object, **__: object) -> bool:
        return False

    return patch.object(Boards, "stands", never)


def a_number_taken_away_leaves_nothing() -> AbstractContextManager[object]:
    return patch.object(Reactions, "_taken_away", nothing)


def a_room_is_asked_for_what_is_settled() -> AbstractContextManager[object]:
    return patch.object(OutboxRows, "withdraw_from_rooms", nothing)
