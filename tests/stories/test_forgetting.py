"""Whoever asks to be forgotten is forgotten: told first what happens, asked once more alone, and then gone.

Issue 4, point 9.
"""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from storage.models import Identity, Outbox, Person, Signup
from storage.queries import outbox
from storage.states import OutboxAction, OutboxState
from tests.stories.given import activity, at, booked, english, ringstuga, shift, told
from tests.support.story import Someone, Story


async def forgotten(who: Someone) -> None:
    """They ask for it, and confirm."""
    heard = await who.says("!glömmig", room=who.direct)
    assert heard.kind == "forgetme-confirm"
    assert (await who.says("!glömmig ändå", room=who.direct)).kind == "forgetme-done"


async def names(story: Story) -> set[str]:
    async with story.store() as store:
        return set(await store.session.scalars(select(Person.name))) - {""}


async def test_first_it_is_said_what_happens_and_nothing_is_changed(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    heard = await story.bo.says("!glömmig", room=story.bo.direct)
    assert heard.kind == "forgetme-confirm"
    assert "Ditt kommande pass blir ledigt" in heard.text
    assert "!glömmig ändå" in heard.text
    assert await booked(story, number) == ["Bo"]
    await english(story.bo)
    heard = await story.bo.says("forgetme", room=story.bo.direct)
    assert "Your coming shift becomes free" in heard.text


async def test_confirmed_alone_the_seat_goes_to_the_next_and_the_person_is_nowhere(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20", more="platser=1")
    await story.bo.says(f"!anmäl {number}")
    await story.leyla.says(f"!anmäl {number}")
    story.leyla.direct.new()
    await forgotten(story.bo)
    assert await booked(story, number) == ["Leyla"]
    assert [one.kind for one in story.leyla.direct.new()] == ["seat-given"]
    assert "Bo" not in await names(story)
    async with story.store() as store:
        assert story.bo.address not in set(await store.session.scalars(select(Identity.address)))
        assert not await store.session.scalar(
            select(func.count()).where(Outbox.answer_to == story.bo.address)
        )


@pytest.mark.parametrize("text", ["!glömmig ja", "!glöm mig", "radera mig", "!ta bort mig", "delete me"])
async def test_what_people_write_who_mean_themselves_is_understood(story: Story, text: str) -> None:
    assert (await story.bo.says(text, room=story.bo.direct)).kind == "forgetme-confirm"
    assert "Bo" in await names(story)


async def test_a_tick_confirms_it_too(story: Story) -> None:
    heard = await story.bo.says("!glömmig", room=story.bo.direct)
    assert [one.kind for one in await story.bo.reacts(heard, "✅")] == ["forgetme-done"]
    assert "Bo" not in await names(story)


async def test_in_a_room_it_is_neither_said_nor_done(story: Story) -> None:
    for text in ("!glömmig", "!glömmig ändå"):
        heard = await story.bo.says(text)
        assert heard.kind == "forgetme-in-room"
        (alone,) = [one for one in story.bo.direct.new() if one.kind == "forgetme-confirm"]
        assert "Ska jag glömma dig?" in alone.text
    assert "Bo" in await names(story)
    assert [one.kind for one in await story.bo.reacts(alone, "✅")] == ["forgetme-done"]
    assert "Bo" not in await names(story)


async def test_the_receipt_is_the_last_word_and_then_the_bot_leaves(story: Story) -> None:
    await story.bo.says("!hjälp", room=story.bo.direct)
    await forgotten(story.bo)
    shown = story.bo.direct.shown()
    assert [one.kind for one in shown] == ["forgetme-done"]
    assert "Nu lämnar jag samtalet" in shown[0].text
    assert story.server.bot not in story.server.room(story.bo.direct.address).members
    async with story.store() as store:
        rows = list(await store.session.scalars(select(Outbox)))
    assert not [one for one in rows if one.room == story.bo.direct.address]
    assert not [one for one in rows if one.action in (OutboxAction.FORGET, OutboxAction.REDACT)]
    assert not [one for one in rows if one.state is OutboxState.WAITING]


async def test_messages_that_name_them_are_removed_and_no_others(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await story.leyla.says(f"!anmäl {number}")
    roster = await told(story.anna, f"!bokade {number}", "booked-counts")
    named = [one for one in story.anna.direct.all() if "Bo" in one.text]
    assert named
    await forgotten(story.bo)
    shown = {one.event for one in story.anna.direct.shown()}
    assert not shown & {one.event for one in named}
    assert roster.event in {one.event for one in story.district_room.shown()}


async def test_statistics_stay_without_the_name(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await at(story, "2024-05-08 10:00")
    await forgotten(story.bo)
    assert await booked(story, number) == [""]
    async with story.store() as store:
        (signup,) = list(await store.session.scalars(select(Signup)))
        assert (await store.people.get(signup.person_id)).anonymous_at is not None


async def test_whoever_comes_back_is_somebody_new(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await forgotten(story.bo)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    assert await booked(story, number) == ["Bo"]


async def test_an_organizer_forgets_somebody_without_chat(story: Story) -> None:
    number = await ringstuga(story)
    room = story.organizers_room
    await story.anna.says(f'!boka {number} "Karin Ek"', room=room)
    asked = await story.anna.says('!glömmig "Karin Ek"', room=room)
    assert asked.kind == "forgetme-other-confirm"
    assert "Karin Ek" in asked.text
    assert await booked(story, number) == ["Karin Ek"]
    (done,) = await story.anna.reacts(asked, "✅")
    assert done.kind == "forgetme-other-done"
    assert await booked(story, number) == []
    assert "Karin Ek" not in await names(story)
    assert not [one for one in room.shown() if "Karin" in one.text]


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_nobody_is_forgotten_at_somebody_elses_word(story: Story, language: str) -> None:
    for one in (story.anna, story.bo):
        await one.says(f"!language {language}")
    await activity(story)
    number = await shift(story)
    await story.leyla.says(f"!anmäl {number}")
    room = story.organizers_room
    for who, text, kind in (
        (story.bo, '!glömmig "Leyla"', "error-forgetme-others"),
        (story.anna, "!glömmig @leyla:example.org", "error-forgetme-account"),
        (story.anna, "!glömmig @leyla ändå", "error-forgetme-account"),
        (story.anna, '!glömmig "Leyla"', "error-forgetme-account"),
        (story.anna, '!glömmig "Nils Berg" ändå', "error-forgetme-unknown"),
    ):
        assert (await who.says(text, room=room if who is story.anna else None)).kind == kind
    assert await booked(story, number) == ["Leyla"]


async def test_the_lead_and_the_last_organizer_are_told_what_that_means(story: Story) -> None:
    await told(story.anna, "!aktivitet ny torg ansvarig=@anna:example.org", "activity-added")
    heard = await story.anna.says("!glömmig", room=story.anna.direct)
    for part in ("Du är ansvarig för Torg", "Du är den sista", "botens konfiguration"):
        assert part in heard.text
    story.organizers_room.new()
    await forgotten(story.anna)
    assert [one.kind for one in story.organizers_room.new()] == ["lead-forgotten"]


async def no_note(*_: object) -> None:
    return None


async def about_ringstuga(story: Story, text: str) -> None:
    """Written long ago: no message speaks of it."""
    async with story.app.database.writing() as store:
        (one,) = await store.activities.all(1)
        one.about = text


@pytest.mark.parametrize("noted", [True, False], ids=["", "control"])
async def test_where_others_wrote_the_name_is_told_and_the_account_is_taken_out(
    story: Story, monkeypatch: pytest.MonkeyPatch, *, noted: bool
) -> None:
    await activity(story)
    await story.bo.says("!pass")
    if not noted:
        monkeypatch.setattr(outbox, "note_accounts", no_note)
    await told(
        story.anna,
        '!aktivitet ändra ringstuga om="Fråga Bo (@bo:example.org), han bor i Borås"',
        "activity-edited",
    )
    await told(story.anna, '!aktivitet ny torg om="Borås torg"', "activity-added")
    await told(story.anna, '!pass ny ringstuga fre 18-20 plats="Hos @bo:example.org"', "shift-added")
    await told(story.leyla, "!anmäl 1", "signup-booked")
    heard = await story.bo.says("!glömmig", room=story.bo.direct)
    assert (
        "Ditt namn, eller ett ord som ser ut så, står i det som andra har skrivit om Ringstuga." in heard.text
    )
    await story.bo.says("!glömmig ändå", room=story.bo.direct)
    await story.pass_time(minutes=5)
    kinds = [one.kind for one in story.district_room.shown()]
    assert ("signup-booked" in kinds) is not noted, "the bot's own message with the account in it"
    async with story.store() as store:
        (one, _) = await store.activities.all(1)
        assert one.about == "Fråga Bo (…), han bor i Borås"


async def test_it_is_told_in_english_too_and_of_somebody_without_chat(story: Story) -> None:
    number = await ringstuga(story)
    await about_ringstuga(story, "Fråga Karin Karlsson")
    await told(story.anna, f'!boka {number} "Karin Karlsson"', "book-done")
    heard = await story.anna.says('!glömmig "Karin Karlsson"', room=story.organizers_room)
    assert "står också i det ni har skrivit om Ringstuga" in heard.text
    await english(story.anna)
    heard = await story.anna.says('!forgetme "Karin Karlsson"', room=story.organizers_room)
    assert "also stands in what you wrote about Ringstuga" in heard.text
    await about_ringstuga(story, "Ask Anna")
    heard = await story.anna.says("!forgetme", room=story.anna.direct)
    assert "stands in what others have written about Ringstuga" in heard.text


async def test_whose_answer_vanishes_with_anothers_hears_that_what_they_did_holds(story: Story) -> None:
    number = await ringstuga(story, "fre 18-20")
    for who in (story.bo, story.leyla):
        await story.hear(who, f"!anmäl {number}", room=story.district_room)
    await story.decide()
    await story.settle()
    (together,) = story.district_room.new()[-1:]
    assert len(together.message.answers) == 2
    story.leyla.new()
    await forgotten(story.bo)
    await story.pass_time(minutes=5)
    assert together.event in story.server.redacted
    (heard,) = story.leyla.new()
    assert heard.kind == "answer-gone"
    assert "Det du gjorde gäller" in heard.text
    assert await booked(story, number) == ["Leyla"]


async def test_that_somebody_was_forgotten_is_not_told_to_those_who_knew_them(story: Story) -> None:
    await story.bo.says("!pass")
    await activity(story)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@bo:example.org", "activity-edited")
    story.organizers_room.new()
    await forgotten(story.bo)
    (heard,) = story.organizers_room.new()
    assert heard.kind == "lead-forgotten"
    assert "Utan ansvarig är nu Ringstuga" in heard.text
    assert "glöm" not in heard.text


async def test_a_no_to_are_you_sure_is_understood(story: Story) -> None:
    await story.bo.says("!glömmig", room=story.bo.direct)
    heard = await story.bo.says("nej", room=story.bo.direct)
    assert heard.kind == "error-not-sure"
    assert "Inget är ändrat" in heard.text
    await english(story.bo)
    await story.bo.says("!forgetme", room=story.bo.direct)
    assert "Nothing is changed" in (await story.bo.says("no", room=story.bo.direct)).text
    assert "Bo" in await names(story)


async def test_a_name_of_two_words_needs_no_quotes(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, f'!boka {number} "Karin Karlsson"', "book-done")
    heard = await story.anna.says("!glömmig Karin Karlsson", room=story.organizers_room)
    assert '!glömmig "Karin Karlsson" ändå' in heard.text
    await told(story.anna, '!glömmig "Karin Karlsson" ändå', "forgetme-other-done")
