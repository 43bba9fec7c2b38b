"""An organizer, or the lead, gives and takes seats for others: members with chat and people without."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.stories.given import activity, booked, english, kinds, ringstuga, seats, shift, told
from tests.support.story import Story

HOUR = timedelta(hours=1)

BO, LEYLA = "@bo:example.org", "@leyla:example.org"


async def test_the_person_who_is_booked_is_told_by_whom_and_how_to_leave(story: Story) -> None:
    await ringstuga(story)
    await told(story.anna, f"!boka 1 {BO}", "book-done")
    (heard,) = story.bo.new()
    assert heard.kind == "booked-by-other"
    assert heard.notify
    assert "Anna har bokat in dig" in heard.text
    assert "tis 7 maj 18.00–20.00" in heard.text
    assert (await story.bo.says("!avboka #1", room=story.bo.direct)).kind == "leave-done"
    assert "!avboka #1" in heard.text
    assert await seats(story, 1) == (0, 8)


async def test_the_person_is_told_in_their_own_language(story: Story) -> None:
    await ringstuga(story)
    await english(story.bo)
    await told(story.anna, f"!boka 1 {BO}", "book-done")
    (heard,) = story.bo.new()
    assert "Anna has booked you on Ringstuga" in heard.text
    assert "!leave #1" in heard.text


async def test_the_person_booked_is_reminded_like_anybody_else(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await told(story.anna, f"!boka 1 {BO}", "book-done")
    story.bo.new()
    await story.until("2024-05-07 18:10", step=HOUR)
    assert kinds(story.bo.new()) == ["reminder-shift"]


async def test_a_person_without_chat_is_booked_by_name_and_the_answer_says_what_that_means(
    story: Story,
) -> None:
    await ringstuga(story)
    heard = await told(story.anna, '!boka 1 "Bo Ek"', "book-done")
    assert "får inga påminnelser" in heard.text
    assert await booked(story, 1) == ["Bo Ek"]
    assert await seats(story, 1) == (1, 8)


async def test_names_need_no_quotes_after_a_number(story: Story) -> None:
    await ringstuga(story)
    await told(story.anna, "!boka 1 Bo Ek", "book-done")
    assert await booked(story, 1) == ["Bo Ek"]


@pytest.mark.parametrize("again", ['"bo ek"', '"Bo  Ek"', "BO EK", '"Bo\u200b Ek"'])
async def test_the_same_name_is_the_same_person_however_it_is_written(story: Story, again: str) -> None:
    await activity(story)
    await shift(story, "tis 18-20")
    await shift(story, "ons 18-20")
    await told(story.anna, '!boka 1 "Bo Ek"', "book-done")
    await told(story.anna, f"!boka 1 {again}", "book-already")
    await told(story.anna, f"!boka 2 {again}", "book-done")
    assert [await seats(story, number) for number in (1, 2)] == [(1, 8), (1, 8)]
    async with story.store() as store:
        assert len(await store.people.without_chat(1)) == 1


async def test_whoever_has_the_seat_already_keeps_it_and_is_not_told_again(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await told(story.anna, f"!boka 1 {BO}", "book-already")
    assert story.bo.new() == []
    assert await seats(story, 1) == (1, 8)


async def test_a_full_shift_is_not_overbooked_and_the_next_with_seats_are_named(story: Story) -> None:
    await activity(story)
    await shift(story, "tis 18-20", more="platser=1")
    await shift(story, "ons 18-20", more="platser=1")
    await shift(story, "tor 18-20", more="platser=1")
    await story.bo.says("!anmäl 1")
    await story.leyla.says("!anmäl 2")
    heard = await told(story.anna, '!boka 1 "Bo Ek"', "error-shift-full")
    assert "#3 Ringstuga" in heard.text
    assert "#2 Ringstuga" not in heard.text
    assert '!boka #3 "Bo Ek"' in heard.text
    assert await booked(story, 1) == ["Bo"]
    async with story.store() as store:
        assert await store.people.without_chat(1) == []


async def test_an_overlap_is_asked_back_and_booked_when_insisted_upon(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await shift(story, "tis 19-21")
    await story.bo.says("!anmäl 1")
    heard = await story.anna.says(f"!boka 2 {BO}", room=story.organizers_room)
    assert heard.kind == "book-overlap-confirm"
    assert "Ringstuga, tis 7 maj 18.00–20.00" in heard.text
    assert await booked(story, 2) == []
    assert story.bo.new() == []
    assert f"!boka #2 {BO} ändå" in heard.text
    await told(story.anna, f"!boka #2 {BO} ändå", "book-done")
    assert await booked(story, 2) == ["Bo"]


async def test_a_lead_does_not_learn_whether_the_person_is_booked_elsewhere(story: Story) -> None:
    await activity(story, "ringstuga", more="ansvarig=@leyla:example.org")
    await activity(story, "torgmöte")
    await shift(story, "tis 18-20")
    await shift(story, "tis 19-21", slug="torgmöte")
    await story.bo.says("!anmäl 2")
    heard = await story.leyla.says(f"boka 1 {BO}", room=story.leyla.direct)
    assert heard.kind == "book-done"
    assert "Torgmöte" not in heard.text
    assert story.bo.new()[-1].kind == "booked-by-other", "it is Bo who is told, and can say no"


async def test_a_room_does_not_learn_it_either(story: Story) -> None:
    await activity(story)
    await activity(story, "torgmöte")
    await shift(story, "tis 18-20")
    await shift(story, "tis 19-21", slug="torgmöte")
    await story.bo.says("!anmäl 2")
    heard = await told(story.anna, f"!boka 1 {BO}", "book-overlap-confirm")
    assert "Torgmöte" not in heard.text
    assert "redan anmäld" not in heard.text, "that somebody is busy is nothing for a room either"
    assert "redan anmäld till Torgmöte" in story.anna.new()[-1].text
    assert await booked(story, 1) == []


async def test_several_that_fit_are_asked_back_and_a_number_books_that_person(story: Story) -> None:
    await activity(story)
    await shift(story, "tis 18-20")
    await shift(story, "ons 18-20")
    heard = await told(story.anna, '!boka ringstuga "Bo Ek"', "shift-choose")
    assert '!boka #1 "Bo Ek"' in heard.text
    (done,) = await story.anna.reacts(heard, "2️⃣")
    assert done.kind == "book-done"
    assert await booked(story, 2) == ["Bo Ek"]


async def test_who_turned_up_can_be_entered_until_the_shift_is_over(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!pass")
    await story.anna.says("!pass stäng 1")
    await told(story.anna, '!boka 1 "Bo Ek"', "book-done")
    await story.until("2024-05-07 19:00", step=HOUR)
    await told(story.anna, f"!boka 1 {BO}", "book-done")
    await story.until("2024-05-07 20:30", step=HOUR)
    await told(story.anna, f"!boka 1 {LEYLA}", "error-book-closed")
    await told(story.anna, f"!avbokaperson 1 {BO}", "error-unbook-closed")
    assert await booked(story, 1) == ["Bo Ek", "Bo"]


async def test_an_account_nobody_has_heard_of_is_pointed_out(story: Story) -> None:
    await ringstuga(story)
    heard = await told(story.anna, "!boka 1 @leila:example.org", "book-done")
    assert "aldrig hört av" in heard.text
    assert "!avbokaperson #1 @leila:example.org" in heard.text


async def test_a_name_that_somebody_with_chat_has_too_is_pointed_out(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!pass")
    heard = await story.anna.says('!boka 1 "Bo"', room=story.organizers_room)
    assert heard.kind == "book-done"
    assert f"Menade du {BO}?" in heard.text


async def test_in_an_open_room_that_is_said_to_whoever_booked_alone(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!pass")
    heard = await told(story.anna, "!boka 1 bo", "book-done")
    assert BO not in heard.text
    (alone,) = story.anna.new()
    assert alone.kind == "book-other-account"
    assert f"Menade du {BO}, som har chatt? Ångra då med !avbokaperson #1" in alone.text
    await english(story.anna)
    story.anna.new()
    await told(story.anna, '!book 1 "BO"', "book-already")
    await story.anna.says("!unbook 1 bo")
    await told(story.anna, '!book 1 "BO"', "book-done")
    assert f"Did you mean {BO}, who has chat?" in story.anna.new()[-1].text


async def test_the_room_is_told_no_names(story: Story) -> None:
    await ringstuga(story)
    for text in (f"!boka 1 {BO}", f"!avbokaperson 1 {BO}", '!boka 1 "Bo Ek"', '!avbokaperson 1 "Bo Ekk"'):
        heard = await story.anna.says(text)
        assert "Bo" not in heard.text.replace("Bo Ekk", "").replace("Borås", "")


async def test_the_unbooked_are_told_and_lose_seat_and_reminders(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await story.bo.says("!anmäl 1 gäster=1")
    await told(story.anna, f"!avbokaperson 1 {BO}", "unbook-done")
    (heard,) = story.bo.new()
    assert heard.kind == "unbooked-by-other"
    assert "Anna har avbokat dig" in heard.text
    assert await seats(story, 1) == (0, 8)
    await story.until("2024-05-08 17:00", step=HOUR)
    assert story.bo.new() == []


async def test_a_person_without_chat_is_unbooked_by_name(story: Story) -> None:
    await ringstuga(story)
    await story.anna.says('!boka 1 "Bo Ek"')
    heard = await told(story.anna, "!avbokaperson 1 bo ek", "unbook-done")
    assert "någon behöver säga till" in heard.text
    assert await booked(story, 1) == []


async def test_the_person_without_chat_is_meant_among_those_of_one_name_by_insisting(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.anna.says('!boka 1 "Bo"')
    await told(story.anna, '!avbokaperson 1 "Bo"', "error-not-booked-person")
    await told(story.anna, '!avbokaperson 1 "Bo" ändå', "unbook-done")
    assert story.bo.new() == []
    async with story.store() as store:
        (left,) = await store.signups.of_shift(1)
        assert left.has_chat


async def test_a_slip_names_those_it_may_mean_only_where_names_may_be_read(story: Story) -> None:
    await ringstuga(story)
    await story.anna.says('!boka 1 "Bo Ek"')
    heard = await story.anna.says('!avbokaperson 1 "Bo Ekk"', room=story.organizers_room)
    assert heard.kind == "error-not-booked-person"
    assert "• Bo Ek, utan chatt" in heard.text
    heard = await told(story.anna, '!avbokaperson 1 "Bo Ekk"', "error-not-booked-person")
    assert "• Bo Ek" not in heard.text
    (alone,) = story.anna.new()
    assert "• Bo Ek, utan chatt" in alone.text
    assert await booked(story, 1) == ["Bo Ek"]


async def test_of_two_accounts_with_one_name_none_is_guessed(story: Story) -> None:
    await ringstuga(story)
    story.leyla.name = "Bo"
    await story.bo.says("!anmäl 1")
    await story.leyla.says("!anmäl 1")
    heard = await story.anna.says('!avbokaperson 1 "Bo"', room=story.organizers_room)
    assert heard.kind == "error-not-booked-person"
    assert BO in heard.text
    assert LEYLA in heard.text
    assert await seats(story, 1) == (2, 8)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("!boka", "error-arguments"),
        ("!boka 1", "error-arguments"),
        ('!boka 1 "Bo Ek', "error-arguments"),
        ("!boka 1 @bo", "error-person"),
        ("!boka 1 123", "error-person"),
        ('!boka 1 "\u200b"', "error-arguments"),
        ('!boka 1 "!?"', "error-person"),
        ("!boka 99 @bo:example.org", "error-shift-unknown"),
        ("!boka ringstuga Bo Ek", "error-name-quotes"),
        ("!avbokaperson 1 @bo:example.org", "error-not-booked-person"),
        ("!avbokaperson 1 Bo", "error-not-booked-person"),
    ],
)
async def test_what_cannot_be_meant_changes_nothing(story: Story, text: str, kind: str) -> None:
    await ringstuga(story)
    await told(story.anna, text, kind)
    assert await seats(story, 1) == (0, 8)
    async with story.store() as store:
        assert await store.people.without_chat(1) == []


async def test_a_cancelled_shift_takes_nobody(story: Story) -> None:
    await ringstuga(story)
    await story.anna.says("!pass ställin 1")
    await told(story.anna, f"!boka 1 {BO}", "error-book-closed")
    await told(story.anna, f"!avbokaperson 1 {BO}", "error-unbook-closed")


async def test_both_are_recorded_with_the_one_they_were_done_for(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!pass")
    await story.anna.says(f"!boka 1 {BO}")
    await story.anna.says(f"!avbokaperson 1 {BO}")
    async with story.store() as store:
        found = await store.people.identity("memory", BO)
        assert found is not None
        done = [one for one in await store.audit.all() if one.action in ("book", "unbook")]
        assert [(one.action, one.subject, one.person_id) for one in done] == [
            ("book", "shift:1", found[1].id),
            ("unbook", "shift:1", found[1].id),
        ]


async def test_the_same_in_english(story: Story) -> None:
    await ringstuga(story)
    await english(story.anna)
    heard = await story.anna.says('!book ringstuga tue "Bo Ek"', room=story.organizers_room)
    assert "Done, Bo Ek has a seat on Ringstuga" in heard.text
    assert "gets no reminders" in heard.text
    heard = await story.anna.says('!unbook 1 "Bo Ek"', room=story.organizers_room)
    assert "Done, Bo Ek is off Ringstuga" in heard.text
