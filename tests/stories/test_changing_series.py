"""One shift of a series is changed, this and the following, or all; each person hears of it once."""

from __future__ import annotations

import re

import pytest

from tests.stories.given import activity, at, booked, english, kinds, seats, shift, told
from tests.support.story import STOCKHOLM, Heard, Story


async def spring(story: Story, more: str = "platser=8", until: str = "28/5") -> None:
    """Tuesdays 7, 14, 21 and 28 May, 18 to 20: shifts 1 to 4."""
    await activity(story)
    line = f"!pass ny ringstuga tis 18-20 varje=vecka tom={until} {more}"
    await told(story.anna, line, "shift-series-added")


async def times(story: Story) -> list[str]:
    """When the shifts that are not cancelled are, by number."""
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        views = sorted(await store.shifts.all(district.id), key=lambda one: one.number)
        return [
            f"{one.starts.astimezone(STOCKHOLM):%d/%m %H:%M}" for one in views if one.state != "cancelled"
        ]


async def states(story: Story) -> list[str]:
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        return [one.state.value for one in await store.shifts.all(district.id)]


def hint(heard: Heard) -> str:
    """What the answer says to type for the rest of the series."""
    typed = heard.text.rpartition("Skriv ")[2]
    assert typed.endswith(" vilka=följande."), heard.text
    return typed[:-1]


async def test_one_is_changed_alone_and_the_answer_says_how_to_change_the_following(story: Story) -> None:
    await spring(story)
    heard = await told(story.anna, "!pass ändra 2 19-21", "shift-edited")
    assert await times(story) == ["07/05 18:00", "14/05 19:00", "21/05 18:00", "28/05 18:00"]
    assert "Serien har 2 pass till. Ska det gälla dem också?" in heard.text
    assert hint(heard) == "!pass ändra #3 21/5 19-21 vilka=följande"
    await told(story.anna, hint(heard), "shift-series-edited")
    assert await times(story) == ["07/05 18:00", "14/05 19:00", "21/05 19:00", "28/05 19:00"]


async def test_the_hint_has_whatever_was_changed(story: Story) -> None:
    await spring(story)
    line = '!pass ändra 2 platser=9 minst=2 plats="Folkets hus" roller="a:1 b:2" bekräfta=12h'
    heard = await told(story.anna, line, "shift-edited")
    assert hint(heard) == (
        '!pass ändra #3 platser=9 minst=2 plats="Folkets hus" roller="a:1 b:2" bekräfta=12h vilka=följande'
    )
    heard = await told(story.anna, hint(heard), "shift-series-edited")
    assert [(await seats(story, number))[1] for number in (1, 2, 3, 4)] == [8, 9, 9, 9]
    line = "!pass ändra 2 platser=inga minst=0 plats=ingen roller=inga bekräfta=av"
    heard = await told(story.anna, line, "shift-edited")
    assert hint(heard).startswith("!pass ändra #3 platser=inga minst=0 plats=ingen roller=inga bekräfta=av")
    await told(story.anna, hint(heard), "shift-series-edited")


async def test_the_last_one_and_one_of_no_series_have_nothing_after_them(story: Story) -> None:
    await spring(story)
    alone = await shift(story, "fre 18-20")
    for number in (4, alone):
        for line in ("ändra {} minst=1", "stäng {}", "öppna {}", "ställin {}"):
            heard = await story.anna.says(f"!pass {line.format(number)}")
            assert "Serien" not in heard.text


async def test_this_and_the_following_move_by_as_much_and_no_other_does(story: Story) -> None:
    await spring(story)
    heard = await told(story.anna, "!pass ändra 2 ons 19-21 vilka=följande", "shift-series-edited")
    assert await times(story) == ["07/05 18:00", "15/05 19:00", "22/05 19:00", "29/05 19:00"]
    assert heard.text.startswith("3 pass med Ringstuga är ändrade (#2–#4). Så här blev #2")
    assert "• tid: ons 15 maj 19.00–21.00 (förut tis 14 maj 18.00–20.00)" in heard.text


async def test_all_are_changed_but_for_what_has_been_and_what_is_cancelled(story: Story) -> None:
    await spring(story)
    await told(story.anna, "!pass ställin 3", "shift-cancel-done")
    await at(story, "2024-05-08 12:00")
    heard = await told(story.anna, "!pass ändra 4 17-19 vilka=alla", "shift-series-edited")
    assert heard.text.startswith("2 pass med Ringstuga är ändrade (#2 och #4).")
    assert await times(story) == ["07/05 18:00", "14/05 17:00", "28/05 17:00"]


async def test_eighteen_stays_eighteen_when_the_clocks_are_moved(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga 15/10 18-20 varje=vecka tom=5/11"
    await told(story.anna, line, "shift-series-added")
    await told(story.anna, "!pass ändra 1 ons vilka=alla", "shift-series-edited")
    assert await times(story) == ["16/10 18:00", "23/10 18:00", "30/10 18:00", "06/11 18:00"]


async def test_a_night_without_that_hour_keeps_its_shift_where_it_is_and_names_it(story: Story) -> None:
    await activity(story)
    line = "!pass ny ringstuga 2025-03-22 04-06 varje=vecka tom=2025-04-05 platser=8"
    await told(story.anna, line, "shift-series-added")
    line = "!pass ändra 1 2025-03-23 02:30-04:30 platser=9 vilka=alla"
    heard = await told(story.anna, line, "shift-series-edited")
    assert await times(story) == ["23/03 02:30", "29/03 04:00", "06/04 02:30"]
    assert (
        "Kvar på sin tid:\n• lör 29 mars 2025 04.00–06.00 (#2): klockan ställs fram över just den timmen"
        in heard.text
    )
    assert (await seats(story, 2))[1] == 9


async def test_what_would_have_begun_already_is_left_and_named(story: Story) -> None:
    await spring(story)
    heard = await told(story.anna, "!pass ändra 4 21/5 18-20 vilka=alla", "shift-series-edited")
    assert await times(story) == ["07/05 18:00", "07/05 18:00", "14/05 18:00", "21/05 18:00"]
    assert "• tis 7 maj 18.00–20.00 (#1): den nya tiden har redan varit" in heard.text
    await english(story.anna)
    heard = await told(story.anna, "!shift edit 4 14/5 which=all", "shift-series-edited")
    assert "Left at their time:\n• Tue 7 May 18:00–20:00 (#1): the new time has been already" in heard.text


async def test_moving_several_with_people_booked_asks_first_with_the_totals(story: Story) -> None:
    await spring(story)
    for number in (2, 3):
        await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, '!boka 3 "Kim Ek"', "book-done")
    before = await times(story)
    heard = await told(story.anna, "!pass ändra 2 ons 19-21 platser=9 vilka=följande", "shift-edit-confirm")
    assert heard.text == (
        "3 pass med Ringstuga får en ny tid (#2–#4), och 2 personer är anmälda. En får veta det i ett "
        "direktmeddelande. En har inte chatt och behöver ringas. Så skulle #2 bli, och de andra på samma "
        "sätt:\n• tid: ons 15 maj 19.00–21.00 (förut tis 14 maj 18.00–20.00)\n• platser: 9 (förut 8)\n\n"
        "Inget är ändrat än. Skriv !pass ändra #2 ons 19-21 platser=9 vilka=följande ändå om det ska bli så."
    )
    assert await times(story) == before
    assert await seats(story, 2) == (1, 8)
    assert story.bo.new() == []
    again = re.search(r"Skriv (!pass .+ ändå)", heard.text)
    assert again is not None
    heard = await told(story.anna, again[1], "shift-series-edited")
    assert await times(story) == [before[0], "15/05 19:00", "22/05 19:00", "29/05 19:00"]
    (letter,) = story.bo.new()
    assert letter.kind == "shift-moved"
    assert all(f"(#{number}) är nu" in letter.text for number in (2, 3))
    (alone,) = story.anna.new()
    assert alone.kind == "untold-names"
    assert "Kim Ek: Ringstuga, ons 22 maj 19.00–21.00 (#3)" in alone.text


async def test_the_question_shows_the_new_time_and_what_stays_where_it_is(story: Story) -> None:
    await spring(story)
    await told(story.bo, "!anmäl 3", "signup-booked")
    heard = await told(story.anna, "!pass ändra 3 7/5 19-21 vilka=alla", "shift-edit-confirm")
    assert "tid: tis 7 maj 19.00–21.00 (förut tis 21 maj 18.00–20.00)" in heard.text
    kept = heard.text.partition("Kvar på sin tid:")[2]
    assert "tis 7 maj 18.00–20.00 (#1): den nya tiden har redan varit" in kept
    assert "tis 14 maj 18.00–20.00 (#2)" in kept
    await english(story.anna)
    heard = await told(story.anna, "!shift edit 3 19-21 which=all", "shift-edit-confirm")
    assert "time: Tue 21 May 19:00–21:00 (was Tue 21 May 18:00–20:00)" in heard.text
    assert "Left at their time" not in heard.text


async def test_what_is_so_already_is_said_of_the_shift_that_was_named(story: Story) -> None:
    await spring(story)
    heard = await told(story.anna, "!pass ändra 3 platser=8 vilka=alla", "shift-unchanged")
    assert "Pass #3" in heard.text
    assert "21 maj" in heard.text
    await english(story.anna)
    heard = await told(story.anna, "!shift edit 3 seats=8 which=all", "shift-unchanged")
    assert "#3" in heard.text


async def test_the_question_and_the_answer_in_english(story: Story) -> None:
    await spring(story)
    await told(story.bo, "!anmäl 3", "signup-booked")
    await english(story.anna)
    heard = await told(story.anna, "!shift edit 2 wed 19-21 which=all", "shift-edit-confirm")
    assert "4 shifts of Ringstuga get a new time (#1–#4), and one person is booked." in heard.text
    assert "!shift edit #2 wed 19-21 which=all anyway" in heard.text
    heard = await told(story.anna, "!shift edit 2 wed 19-21 which=all anyway", "shift-series-edited")
    assert "This is #2, and the others likewise:" in heard.text
    heard = await told(story.anna, "!shift edit 2 seats=9", "shift-edited")
    assert (
        "The series has 2 more shifts. To do the same with them, write !shift edit #3 seats=9" in heard.text
    )


async def test_seats_and_place_of_several_need_no_question(story: Story) -> None:
    await spring(story)
    await told(story.bo, "!anmäl 3", "signup-booked")
    await told(story.anna, "!pass ändra 2 platser=9 minst=2 vilka=följande", "shift-series-edited")
    assert story.bo.new() == []
    await told(story.anna, "!pass ändra 2 plats=Torget vilka=följande", "shift-series-edited")
    assert kinds(story.bo.new()) == ["shift-moved"]
    await told(story.anna, "!pass ändra 2 plats=Torget vilka=följande", "shift-unchanged")


async def test_where_one_cannot_be_changed_none_is_and_it_is_named(story: Story) -> None:
    await spring(story)
    for who in (story.bo, story.leyla):
        await told(who, "!anmäl 3", "signup-booked")
    heard = await told(story.anna, "!pass ändra 1 platser=1 plats=Torget vilka=alla", "error-series-one")
    assert heard.text.startswith("Det går inte för Ringstuga, tis 21 maj 18.00–20.00 (#3), och därför inte")
    assert "2 platser på pass #3 är tagna" in heard.text
    assert [(await seats(story, number))[1] for number in (1, 2, 3, 4)] == [8, 8, 8, 8]
    assert story.bo.new() == []
    assert "Torget" not in (await story.anna.says("!pass 1")).text
    await english(story.anna)
    heard = await told(story.anna, "!shift edit 1 seats=1 which=all", "error-series-one")
    assert heard.text.startswith("That cannot be for Ringstuga, Tue 21 May 18:00–20:00 (#3), and so for none")


async def test_of_two_refusals_the_one_about_the_named_shift_is_as_usual(story: Story) -> None:
    await spring(story)
    await told(story.bo, "!anmäl 3 gäster=1", "signup-booked")
    heard = await told(story.anna, "!pass ändra 3 platser=1 vilka=alla", "error-seats-booked")
    assert "pass #3" in heard.text


async def test_cancelling_several_asks_once_with_the_totals_and_tells_each_person_once(story: Story) -> None:
    await spring(story)
    for number in (2, 3):
        await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.leyla, "!anmäl 1", "signup-booked")
    await told(story.leyla, "!anmäl 4", "signup-booked")
    heard = await told(story.anna, "!pass ställin 2 vilka=följande", "shift-cancel-confirm")
    assert heard.text == (
        "2 personer är anmälda till 3 pass med Ringstuga (#2–#4). 2 får veta det i direktmeddelanden. "
        "Inget är ändrat än. Skriv !pass ställin #2 vilka=följande ändå om de ska ställas in."
    )
    assert await states(story) == ["open"] * 4
    heard = await told(story.anna, "!pass ställ in 2 vilka=följande ändå", "shift-series-cancelled")
    assert heard.text == (
        "3 pass med Ringstuga är inställda (#2–#4). 2 personer får veta det i direktmeddelanden."
    )
    assert await states(story) == ["open", "cancelled", "cancelled", "cancelled"]
    (letter,) = story.bo.new()
    assert letter.kind == "shift-cancelled"
    assert all(f"(#{number})" in letter.text for number in (2, 3))
    assert kinds(story.leyla.new()) == ["shift-cancelled"]
    assert await booked(story, 1) == ["Leyla"]


async def test_cancelling_one_says_how_to_cancel_the_rest(story: Story) -> None:
    await spring(story)
    heard = await told(story.anna, "!pass ställin 2", "shift-cancel-done")
    assert hint(heard) == "!pass ställin #3 vilka=följande"
    await told(story.anna, hint(heard), "shift-series-cancelled")
    assert await states(story) == ["open", "cancelled", "cancelled", "cancelled"]


async def test_in_english_too(story: Story) -> None:
    await spring(story)
    await told(story.bo, "!anmäl 2", "signup-booked")
    await english(story.anna)
    heard = await told(story.anna, "!shift cancel 1 which=all", "shift-cancel-confirm")
    assert heard.text.startswith("One person is booked on 4 shifts of Ringstuga (#1–#4).")
    heard = await told(story.anna, "!shift close 1 which=all", "shift-series-closed")
    assert heard.text == "4 shifts of Ringstuga take no more sign-ups (#1–#4)."
    heard = await told(story.anna, "!shift open 1 which=all", "shift-series-opened")
    assert heard.text == "4 shifts of Ringstuga are open for sign-ups (#1–#4)."
    heard = await told(story.anna, "!shift cancel 1 which=all anyway", "shift-series-cancelled")
    assert heard.text.startswith("4 shifts of Ringstuga are cancelled (#1–#4).")


async def test_several_are_closed_and_opened_together(story: Story) -> None:
    await spring(story)
    heard = await told(story.anna, "!pass stäng 3", "shift-closed")
    assert hint(heard) == "!pass stäng #4 vilka=följande"
    await told(story.anna, "!pass stäng 2 vilka=följande", "shift-series-closed")
    assert await states(story) == ["open", "closed", "closed", "closed"]
    heard = await told(story.anna, "!pass stäng 2 vilka=följande", "shift-series-closed")
    assert "var redan stängda" in heard.text
    await told(story.anna, "!pass ställin 4", "shift-cancel-done")
    await told(story.anna, "!pass öppna 2 vilka=alla", "shift-series-opened")
    assert await states(story) == ["open", "open", "open", "cancelled"]
    heard = await told(story.anna, "!pass öppna 2 vilka=alla", "shift-series-opened")
    assert "var redan öppna" in heard.text


@pytest.mark.parametrize("word", ["en", "this", "bara"])
async def test_only_this_one_can_be_said_too(story: Story, word: str) -> None:
    await spring(story)
    heard = await told(story.anna, f"!pass ändra 2 19-21 vilka={word}", "shift-edited")
    assert "Serien" not in heard.text
    assert await times(story) == ["07/05 18:00", "14/05 19:00", "21/05 18:00", "28/05 18:00"]


async def test_a_lead_changes_series_of_that_activity_and_of_no_other(story: Story) -> None:
    await spring(story)
    for line in ("ändra 1 19-21", "ställin 1", "stäng 1", "öppna 1"):
        await told(story.bo, f"!pass {line} vilka=alla", "error-forbidden")
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@bo:example.org", "activity-edited")
    await told(story.bo, "!pass ändra 1 19-21 vilka=alla", "shift-series-edited")


async def test_the_record_names_every_shift(story: Story) -> None:
    await spring(story)
    await told(story.anna, "!pass ändra 2 minst=1 vilka=följande", "shift-series-edited")
    async with story.store() as store:
        record = [(one.action, one.subject) for one in await store.audit.all()]
    assert record[-3:] == [("shift-edit", f"shift:{number}") for number in (2, 3, 4)]


async def test_fewer_seats_in_a_series_put_the_last_in_line_only_when_it_is_insisted_on(story: Story) -> None:
    await spring(story)
    for who in (story.bo, story.leyla):
        await told(who, "!anmäl 3", "signup-booked")
    await told(story.anna, "!pass ändra 2 platser=1 vilka=följande", "error-series-one")
    heard = await told(story.anna, "!pass ändra 2 platser=1 vilka=följande ändå", "shift-series-edited")
    assert "3 pass med Ringstuga är ändrade" in heard.text
    assert "först på väntelistan" in heard.text
    assert await booked(story, 3) == ["Bo"]
    assert kinds(story.leyla.new()) == ["seat-put-back"]
    assert story.bo.new() == []


async def test_whoever_waits_hears_that_the_series_moves_too(story: Story) -> None:
    await spring(story, more="platser=1")
    await told(story.bo, "!anmäl 3", "signup-booked")
    await told(story.leyla, "!anmäl 3", "signup-waitlisted")
    await told(story.anna, "!pass ändra 2 19-21 vilka=följande ändå", "shift-series-edited")
    assert kinds(story.bo.new()) == kinds(story.leyla.new()) == ["shift-moved"]
    heard = await told(story.anna, "!pass ställin 2 vilka=följande", "shift-cancel-confirm")
    assert heard.text.startswith("En person är anmäld till 3 pass")
    assert "och en väntar på en plats. 2 får veta det" in heard.text
