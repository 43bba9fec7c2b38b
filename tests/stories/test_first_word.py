"""Before anything about a person is kept they are told who keeps what, why, how long, and their rights.

Issue 4, point 8.
"""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.platforms.base import Membership
from storage.models import Inbox, Person
from tests.stories.given import ringstuga, shift
from tests.support.story import Place, Someone, Story

pytestmark = pytest.mark.strangers


@pytest.fixture
def stranger(story: Story) -> Someone:
    return Someone(story, "@kim:example.org", "Kim")


async def test_in_a_room_one_line_and_the_rest_by_direct_message(story: Story, stranger: Someone) -> None:
    await ringstuga(story)
    heard = await stranger.says("!anmäl ringstuga")
    assert heard.kind == "signup-booked"
    assert heard.text.splitlines()[-1].startswith("Första gången vi hörs")
    (told,) = stranger.direct.new()
    assert told.kind == "privacy-notice"
    assert told.message.answers == {}
    for word in ("Vänsterpartiet Sjuhärad", "365 dagar", "!minadata", "!glömmig", "IMY"):
        assert word in told.text


async def test_it_is_said_once(story: Story, stranger: Someone) -> None:
    await ringstuga(story)
    await stranger.says("!anmäl ringstuga")
    stranger.direct.new()
    heard = await stranger.says("!mina")
    assert "Första gången" not in heard.text
    await story.restart()
    await stranger.says("!mina")
    assert stranger.direct.new() == []


async def test_in_a_direct_message_it_comes_before_the_answer(story: Story, stranger: Someone) -> None:
    await ringstuga(story)
    await story.server.invite_bot(stranger.direct.address, by=stranger.address, direct=True)
    await story.settle()
    stranger.direct.new()
    event = await story.hear(stranger, "anmäl ringstuga", room=stranger.direct)
    await story.settle()
    first, second = stranger.direct.new()
    assert (first.kind, first.message.answers) == ("privacy-notice", {})
    assert (second.kind, set(second.message.answers)) == ("signup-booked", {event})
    assert "Första gången" not in second.text


async def test_whoever_is_booked_by_another_is_told_with_it(story: Story) -> None:
    await ringstuga(story)
    await story.anna.says("!boka #1 @kim:example.org")
    kinds = [one.kind for one in Place(story, "!direct-kim").new()]
    assert kinds == ["privacy-notice", "booked-by-other"]


async def test_in_the_night_it_waits_with_the_letter(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await story.until("2024-05-06 22:00")
    await story.anna.says("!boka #1 @kim:example.org")
    place = Place(story, "!direct-kim")
    assert place.new() == []
    await story.until("2024-05-07 08:30")
    assert [one.kind for one in place.new()] == ["privacy-notice", "booked-by-other"]


async def test_it_can_be_asked_for_at_any_time(story: Story, stranger: Someone) -> None:
    heard = await stranger.says("!integritet")
    assert (heard.kind, "Första" in heard.text) == ("privacy-shown", False)
    assert [one.kind for one in stranger.direct.new()] == ["privacy-notice"]
    assert (await stranger.says("integritet", room=stranger.direct)).kind == "privacy-notice"


async def test_in_english_too(story: Story, stranger: Someone) -> None:
    await stranger.says("!language en")
    stranger.direct.new()
    await stranger.says("!privacy")
    (told,) = stranger.direct.new()
    assert "You may complain" in told.text


async def test_a_rush_of_strangers_is_answered_first(story: Story) -> None:
    await ringstuga(story, more="platser=50")
    began = len(story.server.ledger)
    for number in range(12):
        await story.hear(Someone(story, f"@v{number}:example.org", f"V{number}"), "!anmäl ringstuga")
    await story.settle()
    kinds = [one.message.kind for one in story.server.ledger[began:] if one.message.file is None]
    assert (kinds[0], kinds.count("privacy-notice")) == ("answers", 12)
    merged = story.server.ledger[began].message
    assert "Första gången" not in merged.text  # twelve times in one message; the direct message says it


async def test_where_the_room_wants_signs_the_direct_message_says_it(story: Story, stranger: Someone) -> None:
    await ringstuga(story)
    await story.anna.says("!rum svar=reaktion")
    began = len(story.server.ledger)
    await stranger.says_unanswered("!anmäl 1")
    assert len(story.server.reactions_by_bot) == 1
    assert {one.message.kind for one in story.server.ledger[began:]} == {"privacy-notice"}


async def test_whoever_is_known_from_before_is_told_at_their_next_command(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    async with story.app.database.writing() as store:
        await store.session.execute(update(Person).values(told_at=None))
    story.bo.new()
    heard = await story.bo.says("!mina")
    assert "Första gången" in heard.text
    assert [one.kind for one in story.bo.new()] == ["privacy-notice"]


async def test_nothing_is_kept_of_who_says_nothing_to_the_bot(story: Story, stranger: Someone) -> None:
    await stranger.says_unanswered("Hej allihop, vem tar med kaffe?")
    await story.moves(stranger, Membership.JOIN)
    async with story.store() as store:
        assert stranger.address not in {one.address for one in await store.people.accounts()}


async def test_whoever_is_given_a_skill_is_told_before_they_have_ever_written(story: Story) -> None:
    await story.anna.says("!kunskap @kim:example.org ringledare")
    assert [one.kind for one in Place(story, "!direct-kim").new()] == ["privacy-notice"]


async def test_whoever_presses_a_number_under_a_poll_is_told(story: Story, stranger: Someone) -> None:
    await story.anna.says('!datum "Möte" fre lör 18-20')
    poll = story.district_room.shown()[-1]
    assert await stranger.reacts(poll, "1️⃣") == []
    assert [one.kind for one in stranger.new()] == ["privacy-notice"]
    await stranger.reacts(poll, "2️⃣")
    assert stranger.new() == []


async def senders(story: Story) -> set[str]:
    async with story.store() as store:
        return set(await store.session.scalars(select(Inbox.sender)))


async def test_of_a_strangers_sign_that_means_nothing_nothing_stays(story: Story, stranger: Someone) -> None:
    await ringstuga(story)
    heard = await story.anna.says("!kort ringstuga")
    await stranger.reacts(heard, "9️⃣")
    await stranger.unreacts(heard, "9️⃣")
    assert stranger.new() == []
    assert stranger.address not in await senders(story)


async def test_of_a_strangers_word_that_is_no_command_nothing_stays_over_night(
    story: Story, stranger: Someone
) -> None:
    await stranger.says_unanswered("!kaffe")
    assert stranger.address in await senders(story), "it may be mended into a command for an hour"
    await story.pass_time(step=timedelta(hours=8), hours=48)
    assert stranger.address not in await senders(story)


async def test_what_they_are_told_stands_above_what_they_asked_to_see(
    story: Story, stranger: Someone
) -> None:
    await stranger.says("!minadata")
    assert [one.kind for one in stranger.new()] == ["privacy-notice", "mydata-shown"]


async def test_whoever_invites_the_bot_reads_where_it_stands_what_is_kept(
    story: Story, stranger: Someone
) -> None:
    await story.server.invite_bot("!new", by=story.anna.address, direct=True)
    await story.settle()
    (heard,) = Place(story, "!new").new()
    assert "!integritet för att se vad jag sparar om dig" in heard.text


async def test_it_is_kept_with_the_answer_or_not_at_all(story: Story, stranger: Someone) -> None:
    await ringstuga(story)
    await stranger.says("!anmäl 1")
    async with story.store() as store:
        found = await store.people.identity("memory", stranger.address)
        assert found is not None
        assert found[1].told_at == story.clock.now()


@pytest.mark.parametrize(
    ("language", "typed", "said"),
    [
        ("sv", '!boka 1 "Nils Ek"', "Berätta gärna för personen att jag sparar namnet: !integritet"),
        ("en", '!book 1 "Nils Ek"', "Please tell them that I keep their name: !privacy"),
        ("sv", '!kunskap "Nils Ek" kock ändå', "Berätta gärna för personen att jag sparar namnet"),
        ("en", '!skill "Nils Ek" cook anyway', "Please tell them that I keep their name"),
    ],
)
async def test_whoever_enters_somebody_without_chat_is_asked_once_to_tell_them(
    story: Story, language: str, typed: str, said: str
) -> None:
    await ringstuga(story)
    await shift(story, "ons 18-20")
    await story.anna.says(f"!language {language}")
    heard = await story.anna.says(typed)
    assert said in heard.text
    heard = await story.anna.says(typed.replace("book 1", "book 2").replace("boka 1", "boka 2"))
    assert said not in heard.text
