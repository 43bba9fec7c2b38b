"""What is no longer needed goes by itself, and what still is stays (issue 4, point 10).

Each rule has a control: what it must not take.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from commands.actions import retention
from storage.laws import broken_laws
from storage.models import (
    Ask,
    Audit,
    Board,
    Due,
    Inbox,
    Outbox,
    Person,
    Question,
    Reaction,
    Reminder,
    Report,
    Room,
    Signup,
)
from storage.models.base import Base
from storage.states import AskState, DueState, InboxState, OutboxAction, OutboxState, RoomState, SignupState
from tests.stories.given import activity, at, english, kinds, number_in, ringstuga, seats, shift, told
from tests.support.story import Story

DAY = timedelta(days=1)
MONTH, LONG, ROOMS = 31, 366, 181


async def nights(story: Story, days: int) -> None:
    """So many days pass at once, and the night's work is done to its end."""
    await story.pass_time(step=timedelta(days=days), days=days)
    now = story.clock.now()
    while await count(
        story, Due, Due.kind == retention.KIND, Due.state == DueState.WAITING, Due.due_at <= now
    ):
        await story.tick()
    await story.settle()


async def count(story: Story, table: type[Base], *where: Any) -> int:
    async with story.store() as store:
        found = await store.session.scalar(select(func.count()).select_from(table).where(*where))
        return found or 0


async def names_of_signups(story: Story) -> list[str]:
    async with story.store() as store:
        rows = await store.session.execute(
            select(Person.name).join(Signup, Signup.person_id == Person.id).order_by(Signup.id)
        )
        return [row[0] for row in rows]


async def test_what_was_typed_is_gone_once_it_is_answered(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.bo.says("!xyzzy", room=story.bo.direct)
    assert await count(story, Inbox, Inbox.payload.is_not(None)) == 0
    assert await count(story, Outbox, Outbox.state != OutboxState.WAITING, Outbox.text.is_not(None)) == 0
    over = Outbox.state.in_((OutboxState.SENT, OutboxState.DEAD, OutboxState.DROPPED))
    assert await count(story, Outbox, over, Outbox.attachment.is_not(None)) == 0
    assert await count(story, Outbox, over) > 5


async def test_what_was_set_aside_has_lost_what_was_typed_too(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: Any, **__: Any) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("bot.conversation.perform", breaks)
    await story.bo.says("!mina")
    async with story.store() as store:
        rows = await store.session.execute(select(Inbox.payload).where(Inbox.state == InboxState.ASIDE))
        assert [row[0] for row in rows] == [None]


async def test_who_wrote_is_known_for_a_month_and_the_event_for_longer(story: Story) -> None:
    await story.bo.says("!pass")
    bos = (Inbox.sender == story.bo.address, Inbox.kind == "message")
    everything = await count(story, Inbox)
    await nights(story, 29)
    assert await count(story, Inbox, *bos) == 1
    await nights(story, 2)
    assert await count(story, Inbox, *bos) == 0
    assert await count(story, Inbox) >= everything
    await nights(story, 370)
    assert await count(story, Inbox, Inbox.kind == "message") == 0


async def test_an_event_that_the_server_shows_again_after_months_does_nothing(story: Story) -> None:
    number = await ringstuga(story, "tis 18-20")
    heard = await told(story.bo, f"!anmäl {number}", "signup-booked")
    (event,) = heard.message.answers
    await nights(story, 60)
    old = next(one for one in story.server.timeline if one.event_id == event)
    began = len(story.server.ledger)
    await story.server.post(old)
    await story.settle()
    assert [one.message.kind for one in story.server.ledger[began:]] == []


async def test_an_edit_of_what_was_said_long_ago_does_nothing(story: Story) -> None:
    heard = await told(story.bo, "!anmäl 99", "error-shift-unknown")
    (event,) = heard.message.answers
    await nights(story, 35)
    await ringstuga(story, "10/7 18-20")
    assert await story.bo.edits(event, "!anmäl 1") == []


async def test_messages_to_nobody_in_particular_go_after_a_month(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await story.tick()
    await at(story, "2024-05-07 08:05")
    digests = (Outbox.kind == "digest-day",)
    assert await count(story, Outbox, *digests) == 1
    await nights(story, 29)
    assert await count(story, Outbox, *digests) == 1
    await nights(story, 3)
    assert await count(story, Outbox, *digests) == 0


async def test_what_names_somebody_can_be_taken_back_as_long_as_they_are_known(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await story.bo.says("!anmäl 1")
    await story.anna.says("!bokade 1", room=story.organizers_room)
    await nights(story, 200)
    assert await count(story, Outbox, Outbox.kind == "booked-list") == 1
    assert await count(story, Outbox, Outbox.answer_name.is_not(None), Outbox.kind == "signup-booked") == 0


async def test_letters_to_one_person_go_after_the_time_that_the_district_has_chosen(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await story.anna.says("!boka 1 @bo:example.org")
    letter = (Outbox.kind == "booked-by-other",)
    await nights(story, 300)
    assert await count(story, Outbox, *letter) == 1
    await nights(story, 70)
    assert await count(story, Outbox, *letter) == 0


async def test_signups_are_nobodys_a_year_after_the_shift_and_still_count(story: Story) -> None:
    number = await ringstuga(story, "tis 18-20")
    for one in (story.bo, story.leyla):
        await told(one, f"!anmäl {number}", "signup-booked")
    await story.anna.says('!boka 1 "Nils Ek"')
    await at(story, "2024-05-07 20:30")
    await told(story.anna, "!närvaro 1 utom Leyla", "attendance-kept")
    await told(story.anna, "!rapport 1 40 12 3", "report-kept")
    await nights(story, 360)
    assert await names_of_signups(story) == ["Bo", "Leyla", "Nils Ek"]
    await nights(story, 10)
    assert await names_of_signups(story) == ["", "", ""]
    async with story.store() as store:
        rows = await store.session.scalars(select(Signup).order_by(Signup.id))
        states = [one.state for one in rows]
    assert states == [SignupState.ATTENDED, SignupState.MISSED, SignupState.ATTENDED]
    assert await count(story, Signup, Signup.booked_by_id.is_not(None)) == 0
    assert await count(story, Report, Report.reported_by_id.is_(None), Report.calls == 40) == 1


async def test_a_coming_shift_keeps_its_people_however_long_ago_they_signed_up(story: Story) -> None:
    number = await ringstuga(story, "2025-05-20 18:00-20:00")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await nights(story, 375)
    assert await names_of_signups(story) == ["Bo"]
    await told(story.bo, "!mina", "mine-list")


async def test_the_log_goes_after_a_year(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    before = await count(story, Audit)
    assert before > 0
    await nights(story, 360)
    assert await count(story, Audit) >= before
    await nights(story, 10)
    assert await count(story, Audit, Audit.action == "shift-add") == 0


async def test_questions_and_lists_are_forgotten_when_nobody_can_press_them(story: Story) -> None:
    await activity(story)
    for when in ("tis 18-20", "ons 18-20"):
        await shift(story, when)
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    await story.bo.reacts(heard, "1️⃣")
    assert await count(story, Board) == 1
    assert await count(story, Reaction) == 1
    await nights(story, 28)
    assert (await count(story, Board), await count(story, Question) > 0) == (1, True)
    await nights(story, 12)
    assert [await count(story, table) for table in (Board, Question, Reaction)] == [0, 0, 0]


async def test_a_card_that_lives_keeps_its_numbers(story: Story) -> None:
    await activity(story)
    await shift(story, "10/12 18-20")
    heard = await told(story.anna, "!kort ringstuga", "card-list")
    await story.bo.reacts(heard, "1️⃣")
    await nights(story, 100)
    assert (await count(story, Board), await count(story, Reaction)) == (1, 1)
    await story.bo.unreacts(heard, "1️⃣")
    assert await count(story, Signup, Signup.state == SignupState.BOOKED) == 0


async def test_reminders_and_what_was_due_go_a_month_after_the_shift(story: Story) -> None:
    number = await ringstuga(story, "tis 18-20", more="minst=1")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-07 21:00")
    done = (Due.state != DueState.WAITING,)
    assert (await count(story, Reminder) > 0, await count(story, Due, *done) > 0) == (True, True)
    await nights(story, 28)
    assert (await count(story, Reminder) > 0, await count(story, Due, *done) > 0) == (True, True)
    await nights(story, 6)
    assert await count(story, Reminder) == 0
    assert await count(story, Due, *done, Due.subject.like("shift:%")) == 0


async def test_what_was_done_for_a_coming_shift_is_not_done_again(story: Story) -> None:
    number = await ringstuga(story, "10/12 18-20")
    async with story.app.database.writing() as store:
        view = await store.shifts.by_number(1, number)
        assert view is not None
        await store.dues.settle(
            "rescue", f"shift:{view.id}:1:72", story.clock.now(), district_id=view.district_id
        )
    await nights(story, 60)
    assert await count(story, Due, Due.subject.like("shift:%:72")) == 1


async def test_asks_go_a_month_after_the_shift(story: Story) -> None:
    number = await ringstuga(story, "17/5 18-20", more="platser=1")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await story.anna.says(f"!anmäl {number}")
    await told(story.bo, f"!ersättare {number}", "standin-started")
    await at(story, "2024-05-18 08:00")
    assert await count(story, Ask, Ask.state != AskState.OPEN) > 0
    await nights(story, 28)
    assert await count(story, Ask) > 0
    await nights(story, 6)
    assert await count(story, Ask) == 0


async def test_who_has_not_been_heard_of_for_a_year_is_forgotten(story: Story) -> None:
    number = await ringstuga(story, "tis 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await story.leyla.says("!mina")
    await nights(story, 200)
    await story.leyla.says("!mina")
    await nights(story, 180)
    async with story.store() as store:
        known = {one.address for one in await store.people.accounts()}
    assert story.bo.address not in known
    assert {story.leyla.address, story.anna.address} <= known
    assert await count(story, Signup) == 1


async def test_whoever_has_a_role_or_a_wish_is_not_forgotten(story: Story) -> None:
    await activity(story, more="ansvarig=@leyla:example.org")
    await told(story.bo, "!bevaka ringstuga", "watch-on")
    await nights(story, 800)
    async with story.store() as store:
        known = {one.address for one in await store.people.accounts()}
    assert {story.anna.address, story.bo.address, story.leyla.address} <= known


async def test_people_of_before_are_counted_from_the_first_night(story: Story) -> None:
    await story.bo.says("!pass")
    async with story.app.database.writing() as store:
        await store.session.execute(
            update(Person).values(heard_at=None, created_at=story.clock.now() - 900 * DAY)
        )
    await nights(story, 2)
    assert await count(story, Person, Person.heard_at.is_(None)) == 0
    assert await count(story, Person, Person.name == "Bo") == 1


async def test_a_direct_room_unused_for_half_a_year_is_left_with_a_friendly_line(story: Story) -> None:
    await story.bo.says("mina", room=story.bo.direct)
    story.bo.new()
    await nights(story, 170)
    assert story.bo.new() == []
    await nights(story, 12)
    await at(story, "2024-11-06 09:00")
    await nights(story, 1)
    heard = story.bo.new()
    assert kinds(heard) == ["room-unused"]
    assert "6 månader" in heard[0].text
    assert story.server.bot not in story.server.room(story.bo.direct.address).members
    assert (
        await count(story, Room, Room.address == story.bo.direct.address, Room.state == RoomState.LEFT) == 1
    )
    await nights(story, 30)
    assert story.bo.new() == []


async def test_it_is_left_in_the_daytime(story: Story) -> None:
    await story.bo.says("mina", room=story.bo.direct)
    await story.until("2024-11-05 03:00", step=300 * DAY)
    story.bo.new()
    await story.until("2024-11-05 07:00")
    assert story.bo.new() == []
    await story.until("2024-11-05 09:00")
    assert kinds(story.bo.new()) == ["room-unused"]


async def test_no_room_is_left_of_who_has_a_coming_seat_a_role_or_had_a_letter(story: Story) -> None:
    await ringstuga(story, "2024-12-10 18:00-20:00")
    await told(story.bo, "!anmäl 1", "signup-booked")
    for one in (story.anna, story.bo, story.leyla):
        await one.says("mina", room=one.direct)
    await nights(story, 100)
    async with story.app.database.writing() as store:
        district = (await store.rooms.districts())[0]
        found = await store.people.identity("memory", story.leyla.address)
        assert found is not None
        post = _post(story, store)
        await post.to_person(found[1].id, _news(), district=district)
    await nights(story, 90)
    left = (Room.state == RoomState.LEFT,)
    assert await count(story, Room, *left) == 0
    assert await count(story, Outbox, Outbox.action == OutboxAction.LEAVE) == 0


def _post(story: Story, store: Any) -> Any:
    from bot.household import house_of
    from commands.post import Post
    from tests.support.story import TEXTS

    return Post(store=store, texts=TEXTS, house=house_of(story.settings), now=story.clock.now())


def _news() -> Any:
    from commands.texts import say

    return say("privacy-shown")


async def test_in_english_too(story: Story) -> None:
    await english(story.bo)
    await story.bo.says("mine", room=story.bo.direct)
    story.bo.new()
    await nights(story, 182)
    await nights(story, 1)
    (heard,) = story.bo.new()
    assert "You are most welcome back" in heard.text


async def test_a_room_that_the_bot_opened_itself_is_left_too(story: Story) -> None:
    number = await ringstuga(story, "tis 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-07 17:00")
    rooms = await count(story, Room)
    await nights(story, 200)
    await nights(story, 1)
    assert await count(story, Room) >= rooms
    assert "room-unused" in kinds(story.bo.new())


async def test_one_rule_that_fails_does_not_keep_the_others_from_being_done(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ringstuga(story, "tis 18-20")

    async def breaks(*_: Any) -> int:
        raise RuntimeError("planted")

    broken = retention.Rule(id="broken", after=None, step=breaks)
    monkeypatch.setattr(retention, "RULES", (broken, *retention.RULES))
    await nights(story, 370)
    assert await count(story, Audit, Audit.action == "shift-add") == 0
    assert await count(story, Due, Due.kind == retention.KIND, Due.state == DueState.WAITING) == 1


async def test_each_transaction_takes_a_part_only(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    async with story.app.database.writing() as store:
        for _ in range(retention.AT_ONCE + 5):
            store.audit.record("old", at=story.clock.now() - 400 * DAY, district_id=None, actor_id=None)
    await story.until("2024-05-07 03:30", step=DAY)
    assert await count(story, Audit, Audit.action == "old") == 5
    await story.tick()
    assert await count(story, Audit, Audit.action == "old") == 0


async def test_after_the_night_the_next_one_is_planned_once(story: Story) -> None:
    for _ in range(3):
        await nights(story, 1)
        await story.restart()
    waiting = (Due.kind == retention.KIND, Due.state == DueState.WAITING)
    assert await count(story, Due, *waiting) == 1


async def test_organizers_see_what_is_kept_and_when_it_was_last_cleared(story: Story) -> None:
    heard = await told(story.anna, "!läget", "status")
    assert "namn vid pass och rader i !logg sparas i 365 dagar" in heard.text
    assert "första gången är inte än" in heard.text
    await at(story, "2024-05-07 03:31")
    heard = await told(story.anna, "!läget", "status")
    assert "Senast rensat tis 7 maj 03.31" in heard.text
    await english(story.anna)
    heard = await told(story.anna, "!status", "status")
    assert "Last cleared Tue 7 May 03:31" in heard.text


def test_no_two_rules_have_one_name() -> None:
    assert len({one.id for one in retention.RULES}) == len(retention.RULES)


async def test_two_years_later_everything_still_holds_together(story: Story) -> None:
    number = await ringstuga(story, "tis 18-20", more="platser=2")
    card = await told(story.anna, "!kort ringstuga", "card-list")
    await story.leyla.reacts(card, "1️⃣")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f"!anmäl {number}", "signup-waitlisted")
    await told(story.bo, f"!ersättare {number}", "standin-started")
    await story.anna.says('!boka 1 "Nils Ek"')
    for _ in range(30):
        await story.pass_time(step=6 * timedelta(hours=1), days=1)
    for _ in range(8):
        await nights(story, 90)
    async with story.store() as store:
        assert await broken_laws(store.session) == []
        assert (await store.session.execute(text("PRAGMA foreign_key_check"))).all() == []
        assert [one.name for one in await store.people.everyone() if one.name] == ["Anna"]
    assert await seats(story, number) == (2, 2)
    heard = await told(story.anna, "!pass ny ringstuga 20/12 18-20", "shift-added")
    await told(story.bo, f"!anmäl {number_in(heard)}", "signup-booked")
