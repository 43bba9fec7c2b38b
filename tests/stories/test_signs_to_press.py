"""Under its questions the bot puts the signs to press: numbers, ✅ and ❌. They come last of all it does."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from sqlalchemy import select

from bot.platforms.base import Outgoing, RateLimited, Unavailable
from commands.seeds import NO, NUMBERS, YES
from commands.texts import say
from storage.models import Outbox, Question
from storage.states import OutboxAction, OutboxState
from tests.faults.outgoing import post
from tests.stories.given import activity, at, shift, told
from tests.support.story import Place, Someone, Story

WELCOME = say("room-welcome", prefix="!", district="Sjuhärad")


async def three(story: Story) -> list[int]:
    await activity(story)
    return [await shift(story, when) for when in ("tis 18-20", "ons 18-20", "ons 20-22")]


async def offered(story: Story, who: Someone, *, yes: str = "!ja #1", no: str = "!nej #1") -> None:
    """The bot asks somebody something, as an offered seat would."""
    async with story.app.database.writing() as store:
        found = await store.people.identity("memory", who.address)
        assert found is not None
        (district,) = await store.rooms.districts()
        assert await post(story, store).to_person(found[1].id, WELCOME, district=district, yes=yes, no=no)
    story.app.delivery.wake()
    await story.settle()


async def of_seeds(story: Story) -> list[OutboxState]:
    async with story.store() as store:
        query = select(Outbox.state).where(Outbox.action == OutboxAction.REACT)
        return list(await store.session.scalars(query))


async def test_a_question_comes_with_a_number_for_each_answer_in_order(story: Story) -> None:
    await three(story)
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    assert story.district_room.keys(heard) == ["1️⃣", "2️⃣", "3️⃣"]
    assert {one.kind for one in story.server.reactions_by_bot} == {"seed"}
    assert all("\ufe0f" in one for one in NUMBERS[:9])


async def test_the_same_in_english_and_in_a_direct_message(story: Story) -> None:
    await three(story)
    await story.bo.says("!language en")
    heard = await story.bo.says("join ringstuga", room=story.bo.direct)
    assert heard.kind == "signup-choose"
    assert story.bo.direct.keys(heard) == ["1️⃣", "2️⃣", "3️⃣"]


async def test_the_signs_are_no_messages_and_nobody_has_pressed_them(story: Story) -> None:
    await three(story)
    story.district_room.new()
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    assert story.district_room.new() == [heard]
    (done,) = await story.bo.reacts(heard, "2️⃣")
    assert done.kind == "signup-booked"


async def test_a_list_that_is_no_question_has_none(story: Story) -> None:
    await activity(story)
    number = await shift(story, "tis 18-20", more="platser=1")
    await shift(story, "ons 18-20")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    full = await story.leyla.says(f"!anmäl #{number}")
    assert full.kind != "signup-choose"
    assert story.server.reactions_by_bot == []


async def test_two_questions_in_one_message_share_their_signs(story: Story) -> None:
    await three(story)
    for who in (story.bo, story.leyla):
        await story.hear(who, "!anmäl ringstuga")
    await story.settle()
    heard = story.district_room.new()[-1]
    assert heard.kind == "answers"
    assert story.district_room.keys(heard) == ["1️⃣", "2️⃣", "3️⃣"]
    assert set(await of_seeds(story)) == {OutboxState.SENT}


async def test_yes_and_no_stand_under_what_a_person_is_asked_and_are_written_down(story: Story) -> None:
    await story.bo.says("!mina")
    await offered(story, story.bo)
    (asked,) = story.bo.new()
    assert story.bo.direct.keys(asked) == [YES, NO]
    async with story.store() as store:
        (question,) = await store.session.scalars(select(Question))
    assert (question.yes, question.no, question.options) == ("!ja #1", "!nej #1", [])
    assert question.person_id is not None


async def test_a_question_to_a_room_is_anybodys(story: Story) -> None:
    async with story.app.database.writing() as store:
        room = await store.rooms.find("memory", story.district_room.address)
        (district,) = await store.rooms.districts()
        assert room is not None
        row = await post(story, store).to_room(room, WELCOME, district=district, options=["!anmäl #1"])
        assert row.id is not None
    story.app.delivery.wake()
    await story.settle()
    (heard,) = story.district_room.new()
    assert story.district_room.keys(heard) == ["1️⃣"]
    async with story.store() as store:
        (question,) = await store.session.scalars(select(Question))
    assert (question.person_id, question.options) == (None, ["!anmäl #1"])


async def test_in_quiet_hours_the_signs_wait_with_their_question(story: Story) -> None:
    await story.bo.says("!mina")
    await at(story, "2024-05-06 22:00")
    await offered(story, story.bo)
    await at(story, "2024-05-07 07:59")
    assert story.bo.new() == []
    await at(story, "2024-05-07 08:00")
    await story.settle()
    (asked,) = [one for one in story.bo.new() if one.kind == "room-welcome"]
    assert story.bo.direct.keys(asked) == [YES, NO]


async def test_what_comes_too_late_to_be_pressed_is_left_out(story: Story) -> None:
    await three(story)
    story.server.fault = lambda did, _stage: Unavailable("away") if did == "react" else None
    heard = await told(story.bo, "!anmäl ringstuga", "signup-choose")
    story.server.fault = None
    story.clock.advance(timedelta(minutes=11))
    await story.settle()
    assert story.district_room.keys(heard) == []
    assert set(await of_seeds(story)) == {OutboxState.DROPPED}


async def test_everything_that_is_said_goes_before_the_signs(story: Story) -> None:
    """Also what is said in the same room after the question."""
    await three(story)
    order: list[str] = []
    story.server.fault = lambda did, stage: order.append(did) if stage == "before" else None
    await story.hear(story.bo, "!anmäl ringstuga")
    await story.hear(story.bo, "mina", room=story.bo.direct)
    for _ in range(3):
        await story.hear(story.bo, "mina", room=story.bo.direct)
    await story.settle()
    order = [one for one in order if one in ("send", "react")]
    assert order == ["send"] * 5 + ["react"] * 3


async def test_where_the_server_limits_the_bot_the_signs_leave_the_answers_their_room(story: Story) -> None:
    """Synapse's default gives back one message in 5 s: the signs never use up what answers may need."""
    numbers = await three(story)
    limits = [RateLimited("slow down", retry_after=5)]
    story.server.fault = lambda did, _stage: limits.pop() if did == "send" and limits else None
    event = await story.hear(story.bo, "!anmäl ringstuga")
    await story.settle()
    story.clock.advance(timedelta(seconds=5))
    await story.settle()
    (heard,) = story.answers_to(event)
    placed: list[int] = []
    for second in range(5, 60):
        assert len(story.district_room.keys(heard)) <= len(numbers)
        if len(story.district_room.keys(heard)) > len(placed):
            placed.append(second)
        story.clock.advance(timedelta(seconds=1))
        await story.settle()
    assert placed[0] >= 30, "the signs came although the server had asked for a pause"
    assert [after - before for before, after in pairwise(placed)] == [6, 6]


async def test_the_signs_of_a_question_keep_their_order_when_it_was_slow(story: Story) -> None:
    """A number that was asked for too early is not overtaken by the next."""
    await three(story)
    fails = [Unavailable("away")] * 2
    story.server.fault = lambda did, stage: (
        fails.pop() if (did, stage) == ("send", "before") and fails else None
    )
    event = await story.hear(story.bo, "!anmäl ringstuga")
    for _ in range(20):
        await story.settle()
        story.clock.advance(timedelta(seconds=0.7))
    (heard,) = story.answers_to(event)
    assert story.district_room.keys(heard) == ["1️⃣", "2️⃣", "3️⃣"]


async def test_what_a_room_shows_is_the_last_edit_without_what_was_removed(story: Story) -> None:
    """The double itself: what other stories rely on."""
    place: Place = story.district_room
    platform = story.app.platform
    first, second = [
        await platform.send(Outgoing(room=place.address, id=one, kind="card", text=one), one)
        for one in ("ett", "två")
    ]
    await platform.send(
        Outgoing(room=place.address, id="e", kind="card", text="nytt", edits=first.event_id), "e"
    )
    assert [one.text for one in place.shown()[-2:]] == ["nytt", "två"]
    await story.server.redact(place.address, story.anna.address, second.event_id)
    assert place.shown()[-1].text == "nytt"
    await story.bo.reacts(place.shown()[-1], "👍")
    assert len(await platform.reactions(place.address, first.event_id)) == 1
    await story.bo.unreacts(place.shown()[-1], "👍")
    assert await platform.reactions(place.address, first.event_id) == ()
