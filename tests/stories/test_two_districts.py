"""Somebody with shifts in two districts: each numbers its own, and the direct room is one for both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from storage.queries.people import People
from tests.stories.districts import two_districts
from tests.stories.given import activity, at, kinds, shift, told
from tests.support.story import Heard, Place, Story


@dataclass
class Two:
    """Sjuhärad has the shift 1 of "ringstuga" on Tuesday, Dalarna the shift 1 of "torg" on Thursday."""

    story: Story
    dalarna: Place

    async def direct(self, text: str, kind: str) -> Heard:
        """Leyla writes to the bot alone."""
        heard = await self.story.leyla.says(text, room=self.story.leyla.direct)
        assert heard.kind == kind, f"{text!r} was answered with {heard}"
        return heard

    async def in_dalarna(self, who: str, text: str, kind: str) -> Heard:
        """Somebody writes in the room of Dalarna."""
        heard = await getattr(self.story, who).says(text, room=self.dalarna)
        assert isinstance(heard, Heard)
        assert heard.kind == kind, f"{text!r} was answered with {heard}"
        return heard

    async def leyla_joins_both(self) -> None:
        await self.story.leyla.says("!anmäl 1")
        await self.in_dalarna("leyla", "!anmäl 1", "signup-booked")

    async def seats(self) -> list[str]:
        """Where Leyla has a seat, by the names of the activities."""
        async with self.story.store() as store:
            found = await store.people.identity("memory", self.story.leyla.address)
            assert found is not None
            return [
                one.slug
                for district in await store.rooms.districts()
                for one in await store.shifts.booked_by(district.id, found[1].id, now=self.story.clock.now())
            ]


@pytest_asyncio.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    async with two_districts(tmp_path, anna_organizes=("sjuharad",)) as story:
        there = Two(story, Place(story, "!dalarna"))
        await story.server.invite_bot(there.dalarna.address, by=story.bo.address)
        await story.settle()
        await activity(story)
        await shift(story, "tis 18-20")
        await there.in_dalarna("bo", "!aktivitet ny torg", "activity-added")
        await there.in_dalarna("bo", "!pass ny torg tors 18-20 platser=8", "shift-added")
        yield there


async def test_following_the_reminders_advice_gives_up_that_very_seat(two: Two) -> None:
    await two.leyla_joins_both()
    await two.in_dalarna("leyla", "!mina", "mine-list")  # Dalarna is where she did something last
    await at(two.story, "2024-05-06 18:00")
    (reminder,) = two.story.leyla.new()
    assert reminder.kind == "reminder-shift"
    assert "!avboka #sjuharad-1" in reminder.text
    done = await two.direct("!avboka #sjuharad-1", "leave-done")
    assert "Ringstuga" in done.text
    assert await two.seats() == ["torg"]


async def test_a_number_alone_that_is_in_both_is_asked_back(two: Two) -> None:
    await two.leyla_joins_both()
    heard = await two.direct("!avboka #1", "leave-choose")
    assert "Ringstuga" in heard.text
    assert "Vänsterpartiet Sjuharad" in heard.text
    assert "Torg" in heard.text
    assert "Vänsterpartiet Dalarna" in heard.text
    assert await two.seats() == ["ringstuga", "torg"]
    (done,) = await two.story.leyla.reacts(heard, "2️⃣")
    assert (done.kind, "Torg" in done.text) == ("leave-done", True)
    assert await two.seats() == ["ringstuga"]


@pytest.mark.parametrize("typed", ["1", "#sjuharad-1", "!avboka #sjuharad-1", "avboka sjuharad #1"])
async def test_the_question_is_answered_by_typing_too(two: Two, typed: str) -> None:
    await two.leyla_joins_both()
    await two.direct("avboka 1", "leave-choose")
    await two.direct(typed, "leave-done")
    assert await two.seats() == ["torg"]


async def test_the_options_of_a_question_are_those_of_the_district_it_was_about(two: Two) -> None:
    await two.story.anna.says("!pass ny ringstuga ons 18-20")
    await two.story.leyla.says("!anmäl 2")
    await two.leyla_joins_both()
    heard = await two.direct("avboka ringstuga", "leave-choose")
    assert "Torg" not in heard.text
    assert "!avboka #sjuharad-1" in heard.text
    await two.direct("1", "leave-done")
    assert await two.seats() == ["ringstuga", "torg"]
    (done,) = await two.story.leyla.reacts(heard, "2️⃣")
    assert "#sjuharad-2" in done.text
    assert await two.seats() == ["torg"]


async def test_a_number_means_the_district_where_the_seat_is(two: Two) -> None:
    await two.leyla_joins_both()
    await two.direct("avboka #dalarna-1", "leave-done")
    await two.direct("avboka #1", "leave-done")
    assert await two.seats() == []


async def test_what_one_may_do_next_leads_back_to_the_same_shift(two: Two) -> None:
    await two.leyla_joins_both()
    heard = await two.direct("avboka #sjuharad-1", "leave-done")
    assert "!anmäl #sjuharad-1" in heard.text
    await two.direct("!anmäl #sjuharad-1", "signup-booked")
    assert await two.seats() == ["ringstuga", "torg"]


async def test_without_a_number_nothing_is_guessed_either(two: Two) -> None:
    await two.leyla_joins_both()
    await two.direct("avboka", "leave-choose")
    await two.direct("avboka allt", "leave-choose")
    assert await two.seats() == ["ringstuga", "torg"]
    await two.direct("avboka ringstuga", "leave-done")
    assert await two.seats() == ["torg"]
    await two.direct("avboka", "leave-done")
    assert await two.seats() == []


async def test_leaving_sent_twice_gives_up_one_seat(two: Two) -> None:
    """Torg is on Thursdays too, and hers the week after; the room she writes in is Dalarna's."""
    await two.story.anna.says("!pass ny ringstuga tors 18-20")
    await two.in_dalarna("bo", "!pass ny torg 16/5 18-20", "shift-added")
    await two.story.leyla.says("!anmäl 2")
    await two.in_dalarna("leyla", "!anmäl 2", "signup-booked")
    assert await two.seats() == ["ringstuga", "torg"]
    await two.direct("avboka tors", "leave-done")
    await two.direct("avboka tors", "error-not-booked")
    assert await two.seats() == ["torg"]


async def test_signing_up_by_a_number_of_both_asks_which(two: Two) -> None:
    await two.leyla_joins_both()
    await two.direct("avboka #dalarna-1", "leave-done")
    heard = await two.direct("anmäl 1 gäster=2", "signup-choose")
    assert await two.seats() == ["ringstuga"]
    (done,) = await two.story.leyla.reacts(heard, "2️⃣")
    assert done.kind == "signup-booked"
    assert "Du och 2 till" in done.text
    assert await two.seats() == ["ringstuga", "torg"]


async def test_an_activity_that_both_have_is_asked_back(two: Two) -> None:
    await two.leyla_joins_both()
    await two.in_dalarna("bo", "!aktivitet ny ringstuga", "activity-added")
    await two.in_dalarna("bo", "!pass ny ringstuga fre 18-20", "shift-added")
    await two.direct("anmäl ringstuga", "signup-choose")
    assert await two.seats() == ["ringstuga", "torg"]
    await two.direct("avboka ringstuga", "leave-done")  # of these she has just one
    assert await two.seats() == ["torg"]


async def test_own_shifts_are_those_of_all_districts(two: Two) -> None:
    await two.leyla_joins_both()
    heard = await two.direct("mina", "mine-list")
    ringstuga, torg = (line for line in heard.text.splitlines() if "18" in line)
    assert ("#sjuharad-1" in ringstuga, "Vänsterpartiet Sjuharad" in ringstuga) == (True, True)
    assert ("#dalarna-1" in torg, "Vänsterpartiet Dalarna" in torg) == (True, True)
    assert "!avboka #sjuharad-1" in heard.text
    room = await two.in_dalarna("leyla", "!mina", "mine-list")
    assert "Ringstuga" not in room.text
    assert "**#1**" in room.markdown


async def test_one_shift_is_looked_at_by_its_number(two: Two) -> None:
    await two.leyla_joins_both()
    await two.direct("pass 1", "shift-choose")
    assert "Torg" in (await two.direct("2", "shifts-one")).text
    assert "Ringstuga" in (await two.direct("pass #sjuharad-1", "shifts-one")).text


async def test_news_of_both_districts_says_which(two: Two) -> None:
    await two.leyla_joins_both()
    two.story.leyla.new()
    await two.in_dalarna("bo", "!pass ändra 1 fre 18-20", "shift-edited")
    (moved,) = two.story.leyla.new()
    assert moved.kind == "shift-moved"
    assert "!avboka #dalarna-1" in moved.text
    await two.in_dalarna("leyla", "!avboka 1", "leave-done")
    await two.in_dalarna("bo", f"!boka 1 {two.story.leyla.address}", "book-done")
    (booked,) = two.story.leyla.new()
    assert "!avboka #dalarna-1" in booked.text
    assert "#1" not in booked.text


async def test_an_organizer_of_one_changes_nothing_in_the_other(two: Two) -> None:
    """Bo organizes Dalarna and has a seat in Sjuhärad."""
    await two.story.bo.says("!anmäl 1")
    heard = await two.story.bo.says("pass ställin 1 ändå", room=two.story.bo.direct)
    assert "Torg" in heard.text
    async with two.story.store() as store:
        states = {
            one.slug: one.state
            for district in await store.rooms.districts()
            for one in await store.shifts.all(district.id)
        }
    assert states == {"ringstuga": "open", "torg": "cancelled"}
    heard = await two.story.bo.says("pass ställin #sjuharad-1 ändå", room=two.story.bo.direct)
    assert heard.kind == "error-forbidden"


async def test_an_organizer_of_both_is_asked_which(tmp_path: Path) -> None:
    async with two_districts(tmp_path, anna_organizes=("sjuharad", "dalarna")) as story:
        two = Two(story, Place(story, "!dalarna"))
        await story.server.invite_bot(two.dalarna.address, by=story.bo.address)
        await story.settle()
        await story.anna.says("!rum distrikt=sjuharad")
        for room in (story.district_room, two.dalarna):
            await story.anna.says("!aktivitet ny ringstuga", room=room)
            await story.anna.says("!pass ny ringstuga tis 18-20", room=room)
        heard = await story.anna.says('meddela 1 "Ta med mössa, se #1."', room=story.anna.direct)
        assert heard.kind == "shift-choose"
        heard = await story.anna.says("bokade 1", room=story.anna.direct)
        assert heard.kind == "shift-choose"
        heard = await story.anna.says("bokade #dalarna-1", room=story.anna.direct)
        assert heard.kind.startswith("booked-")


async def test_names_of_one_district_are_not_shown_in_the_organizers_room_of_the_other(
    tmp_path: Path,
) -> None:
    async with two_districts(tmp_path, anna_organizes=("sjuharad", "dalarna")) as story:
        two = Two(story, Place(story, "!dalarna"))
        await story.server.invite_bot(two.dalarna.address, by=story.bo.address)
        await story.settle()
        await story.anna.says("!rum distrikt=sjuharad roll=organisatörer", room=story.organizers_room)
        await two.in_dalarna("bo", "!aktivitet ny torg", "activity-added")
        await two.in_dalarna("bo", "!pass ny torg tors 18-20", "shift-added")
        await two.in_dalarna("leyla", "!anmäl 1", "signup-booked")
        heard = await story.anna.says("!bokade #dalarna-1", room=story.organizers_room)
        assert "Leyla" not in heard.text


async def test_another_districts_number_is_understood_in_a_room_and_shown_as_such(two: Two) -> None:
    await two.leyla_joins_both()
    heard = await two.story.leyla.says("!avboka #dalarna-1")
    assert heard.kind == "leave-done"
    assert "!anmäl #dalarna-1" in heard.text
    assert await two.seats() == ["ringstuga"]


async def test_an_overlap_with_the_other_district_names_it(two: Two) -> None:
    await two.in_dalarna("bo", "!pass ny torg tis 19-21", "shift-added")
    await two.in_dalarna("leyla", "!anmäl 2", "signup-booked")
    heard = await two.story.leyla.says("!anmäl 1")
    assert heard.kind == "signup-overlap"
    assert "#dalarna-2" in heard.text


async def test_an_organizer_does_not_learn_who_is_busy_in_the_other_district(two: Two) -> None:
    await told(two.story.leyla, "!anmäl 1", "signup-booked")
    await two.in_dalarna("bo", "!pass ny torg tis 19-21", "shift-added")
    await two.in_dalarna("bo", f"!boka 2 {two.story.leyla.address}", "book-done")
    await two.in_dalarna("bo", "!pass ny torg tis 18-20", "shift-added")
    heard = await two.in_dalarna("bo", f"!boka 3 {two.story.leyla.address}", "book-overlap-confirm")
    assert "Ringstuga" not in heard.text + two.story.bo.new()[-1].text


async def test_who_was_booked_by_others_can_leave_in_the_direct_room(two: Two) -> None:
    await two.in_dalarna("bo", f"!boka 1 {two.story.leyla.address}", "book-done")
    await two.direct("!avboka #1", "leave-done")


async def test_with_dealings_in_one_district_numbers_stay_short(two: Two) -> None:
    await two.story.leyla.says("!anmäl 1")
    heard = await two.direct("mina", "mine-list")
    assert "!avboka #1" in heard.text
    assert "Sjuharad" not in heard.text
    await at(two.story, "2024-05-06 18:00")
    assert [("!avboka #1" in one.text) for one in two.story.leyla.new() if one.kind == "reminder-shift"] == [
        True
    ]
    assert kinds([await two.direct("avboka #1", "leave-done")]) == ["leave-done"]


async def test_with_one_district_nothing_is_looked_up_about_others(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(self: People, person_id: int) -> set[int]:
        raise AssertionError("one query too many for each message")

    monkeypatch.setattr(People, "districts_of", never)
    await activity(story)
    number = await shift(story, "tis 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f"!pass ändra {number} ons 18-20", "shift-edited")
    (moved,) = story.bo.new()
    assert f"!avboka #{number}" in moved.text
    heard = await story.bo.says("avboka", room=story.bo.direct)
    assert heard.kind == "leave-done"
    assert f"!anmäl #{number}" in heard.text


async def test_a_stand_in_is_looked_for_in_the_district_that_is_meant(two: Two) -> None:
    await two.leyla_joins_both()
    heard = await two.direct("!ersättare 1", "standin-choose")
    assert "!ersättare #sjuharad-1" in heard.text
    (done,) = await two.story.leyla.reacts(heard, "2️⃣")
    assert (done.kind, "Torg" in done.text) == ("standin-started", True)
    assert "!ersättare #dalarna-1 av" in done.text
    await two.direct("!ersättare #dalarna-1 av", "standin-withdrawn")
    await two.direct("!ersättare av", "standin-off")


async def leyla_is_offered_a_seat_in_both(two: Two) -> None:
    await two.story.anna.says("!pass ändra 1 platser=1")
    await two.in_dalarna("bo", "!pass ändra 1 tis 20.30-22 platser=1", "shift-edited")
    await two.story.anna.says("!anmäl 1")
    await two.in_dalarna("bo", "!anmäl 1", "signup-booked")
    await two.story.leyla.says("!anmäl 1")
    await two.in_dalarna("leyla", "!anmäl 1", "signup-waitlisted")
    await at(two.story, "2024-05-07 09:00")
    await two.story.anna.says("!avboka 1")
    await two.in_dalarna("bo", "!avboka 1", "leave-done")
    two.story.leyla.new()


async def test_questions_of_both_about_the_same_number_are_told_apart(two: Two) -> None:
    await leyla_is_offered_a_seat_in_both(two)
    heard = await two.direct("ja", "answer-choose")
    assert "#sjuharad-1" in heard.text
    assert "#dalarna-1" in heard.text
    assert "Vänsterpartiet Dalarna" in heard.text
    await two.story.leyla.says("!language en", room=two.story.leyla.direct)
    heard = await two.direct("yes", "answer-choose")
    assert "!yes #sjuharad-1" in heard.text
    (done,) = await two.story.leyla.reacts(heard, "2️⃣")
    assert (done.kind, "Torg" in done.text) == ("signup-booked", True)
    assert await two.seats() == ["ringstuga", "torg"]  # one is still offered
    assert "#sjuharad-1" in (await two.direct("no 1", "offer-declined")).text


@pytest.mark.parametrize("typed", ["2", "nej #dalarna-1", "!nej dalarna #1"])
async def test_a_question_of_one_of_them_is_answered_by_typing(two: Two, typed: str) -> None:
    await leyla_is_offered_a_seat_in_both(two)
    await two.direct("nej 1", "answer-choose")
    heard = await two.direct(typed, "offer-declined")
    assert "Torg" in heard.text
