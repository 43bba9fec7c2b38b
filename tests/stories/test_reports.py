"""How the evening went: three numbers, told once to the organizers, with thanks to those who came."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.stories.districts import two_districts
from tests.stories.evenings import evening, over
from tests.stories.given import activity, english, number_in, shift, told
from tests.stories.waiting import of_kind, times, wait
from tests.support.story import Heard, Someone, Story

DONE, MISSING, THANKS = "report-done", "report-missing", "thanks"
CORRECTED = "report-corrected"


async def phone_bank(story: Story, *, people: int = 2, lead: bool = True) -> int:
    """A phone bank on Tuesday 18-20 that is over; its lead is Leyla."""
    number = await evening(story, slug="ringstuga", people=people, lead=lead)
    await over(story)
    story.leyla.new()
    return number


async def alone(who: Someone, text: str, kind: str) -> Heard:
    """Say something to the bot alone."""
    heard = await who.says(text, room=who.direct)
    assert heard.kind == kind, f"{text!r} was answered with {heard}"
    return heard


async def figures(story: Story, number: int) -> tuple[int, int, int] | None:
    """What is kept of an evening."""
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, number)
        assert view is not None
        found = await store.reports.get(view.id)
        return None if found is None else (found.calls, found.conversations, found.callbacks)


async def test_a_phone_bank_is_reported_by_three_numbers_alone(story: Story) -> None:
    number = await phone_bank(story)
    heard = await alone(story.leyla, f"närvaro #{number} utom 2", "attendance-kept")
    assert (
        "Svara med tre tal: samtal, svar, och hur många som ska ringas igen, till exempel 40 12 3."
        in heard.text
    )
    heard = await alone(story.leyla, "40 12 3", "report-kept")
    assert heard.text == (
        f"Tack! Ringstuga, tis 7 maj 18.00–20.00 (#{number}): 40 samtal, 12 svar och 3 att ringa igen."
        f" Blev något fel? Skriv !rapport #{number} 40 12 3 med rätt tal."
    )
    assert await figures(story, number) == (40, 12, 3)


@pytest.mark.parametrize(
    "said", ["40, 12 och 3", "samtal 40 svar 12 ring igen 3", "40 samtal, 12 svar, 3 ring igen."]
)
async def test_the_numbers_are_read_as_people_write_them(story: Story, said: str) -> None:
    number = await phone_bank(story)
    await alone(story.leyla, said, "report-kept")
    assert await figures(story, number) == (40, 12, 3)


async def test_in_a_room_the_command_is_shown_and_numbers_alone_mean_nothing(story: Story) -> None:
    number = await phone_bank(story, lead=False)
    heard = await story.anna.says(f"!närvaro #{number}", room=story.organizers_room)
    assert f"till exempel !rapport #{number} 40 12 3" in heard.text
    await story.anna.says_unanswered("40 12 3", room=story.organizers_room)
    await told(story.anna, f"!rapport #{number} 40 12 3", "report-kept")
    assert await figures(story, number) == (40, 12, 3)


async def test_the_sum_goes_to_the_organizers_once_and_those_who_came_are_thanked(story: Story) -> None:
    number = await phone_bank(story, people=3)
    story.bo.new()
    await told(story.anna, f"!närvaro #{number} utom 2", "attendance-kept")
    await alone(story.leyla, "40 12 3", "report-kept")
    assert of_kind(story.organizers_room.all(), DONE) == []
    await alone(story.leyla, "!rapport 1 41 12 3", "report-kept")
    await wait(story, "2024-05-12 12:00")
    (total,) = of_kind(story.organizers_room.all(), DONE)
    assert total.text == (
        f"Ringstuga, tis 7 maj 18.00–20.00 (#{number}): 2 av 3 kom. "
        "Det blev 41 samtal, 12 svar och 3 att ringa igen."
    )
    assert times([total]) == ["Tue 20:10"]
    (thanks,) = of_kind(story.bo.new(), THANKS)
    assert thanks.text == (
        "Tack för att du var med på Ringstuga, tis 7 maj 18.00–20.00! Tillsammans blev det 41 samtal, 12 svar"
        " och 3 att ringa igen. Vill du vara med igen? Skriv !pass ringstuga."
    )
    await told(story.leyla, f"!rapport #{number} 42 12 3", "report-kept")
    await told(story.leyla, f"!uteblev #{number} Bo", "attendance-kept")
    await wait(story, "2024-05-15 12:00")
    assert len(of_kind(story.organizers_room.all(), DONE)) == 1
    (changed,) = of_kind(story.organizers_room.all(), CORRECTED)
    assert changed.text == (
        f"Ändrat i efterhand: Ringstuga, tis 7 maj 18.00–20.00 (#{number}): 1 av 3 kom. "
        "Det blev 42 samtal, 12 svar och 3 att ringa igen."
    )
    assert of_kind(story.bo.new(), THANKS) == of_kind(story.leyla.direct.all(), MISSING) == []


async def test_what_is_changed_after_the_sum_is_told_each_time_and_what_is_not_changed_never(
    story: Story,
) -> None:
    number = await phone_bank(story, people=3)
    await told(story.anna, f"!närvaro #{number} utom 2", "attendance-kept")
    await alone(story.leyla, "40 12 3", "report-kept")
    await wait(story, "2024-05-08 12:00")
    await told(story.anna, f"!närvaro #{number}", "attendance-kept")
    await alone(story.leyla, f"rapport #{number} 40 12 3", "report-kept")
    await wait(story, "2024-05-09 12:00")
    assert of_kind(story.organizers_room.all(), CORRECTED) == []
    await story.anna.says("!rum språk=en", room=story.organizers_room)
    await told(story.leyla, f"!närvaro #{number} 2", "attendance-kept")
    await wait(story, "2024-05-09 22:00")
    await alone(story.leyla, f"rapport #{number} 44 12 3", "report-kept")
    await wait(story, "2024-05-10 12:00")
    first, second = of_kind(story.organizers_room.all(), CORRECTED)
    assert first.text.startswith("Changed afterwards: Ringstuga, Tue 7 May")
    assert "3 of 3 came" in first.text
    assert "44 calls" in second.text
    assert times([first, second]) == ["Thu 12:10", "Fri 08:00"]


async def test_whoever_did_not_come_is_not_thanked(story: Story) -> None:
    number = await evening(story)
    await over(story)
    await told(story.leyla, f"!närvaro #{number} utom Bo", "attendance-kept")
    await wait(story, "2024-05-10 12:00")
    assert of_kind(story.bo.direct.all(), THANKS) == []
    (total,) = of_kind(story.organizers_room.all(), DONE)
    assert total.text == f"Torgmöte, tis 7 maj 18.00–20.00 (#{number}): 1 av 2 kom."


async def test_thanks_and_sum_wait_for_the_morning(story: Story) -> None:
    number = await phone_bank(story)
    await wait(story, "2024-05-07 22:00")
    await told(story.leyla, f"!närvaro #{number}", "attendance-kept")
    await alone(story.leyla, "40 12 3", "report-kept")
    await wait(story, "2024-05-09 12:00")
    assert times(of_kind(story.organizers_room.all(), DONE)) == ["Wed 08:00"]
    assert times(of_kind(story.bo.direct.all(), THANKS)) == ["Wed 08:00"]


async def test_a_missing_report_is_asked_for_once_the_next_day_at_noon(story: Story) -> None:
    number = await phone_bank(story)
    await wait(story, "2024-05-20 12:00")
    (asked,) = of_kind(story.leyla.direct.all(), MISSING)
    assert times([asked]) == ["Wed 12:00"]
    assert f"Kom alla? Skriv !närvaro #{number}." in asked.text
    assert of_kind(story.organizers_room.all(), DONE) == of_kind(story.bo.direct.all(), THANKS) == []


async def test_without_a_report_those_who_came_are_thanked_all_the_same(story: Story) -> None:
    number = await phone_bank(story)
    await told(story.leyla, f"!närvaro #{number}", "attendance-kept")
    await wait(story, "2024-05-20 12:00")
    assert len(of_kind(story.leyla.direct.all(), MISSING)) == 1
    (total,) = of_kind(story.organizers_room.all(), DONE)
    assert total.text.endswith("2 av 2 kom. Siffrorna för kvällen har jag inte fått.")
    (thanks,) = of_kind(story.bo.direct.all(), THANKS)
    assert "samtal" not in thanks.text
    assert times([total, thanks]) == ["Thu 12:00", "Thu 12:00"]


async def test_a_report_without_a_list_is_told_after_a_while(story: Story) -> None:
    number = await phone_bank(story)
    await alone(story.leyla, "40 12 3", "report-kept")
    await wait(story, "2024-05-20 12:00")
    assert of_kind(story.leyla.direct.all(), MISSING) == []
    (total,) = of_kind(story.organizers_room.all(), DONE)
    assert total.text.startswith(
        f"Ringstuga, tis 7 maj 18.00–20.00 (#{number}): 2 var anmälda; vilka som kom är inte ifyllt."
    )


async def test_numbers_that_can_hardly_be_right_are_asked_back(story: Story) -> None:
    number = await phone_bank(story)
    for said, why in (
        ("12 40 3", "fler svar"),
        ("10 5 11", "fler att ringa igen"),
        ("10001 5 1", "mer än 10000"),
    ):
        heard = await alone(story.leyla, said, "report-confirm")
        assert why in heard.text
        assert "Inget är sparat" in heard.text
        assert await figures(story, number) is None
    await told(story.leyla, f"!rapport #{number} 12 40 3 ändå", "report-kept")
    assert await figures(story, number) == (12, 40, 3)


async def test_a_slip_is_mended_by_the_numbers_alone(story: Story) -> None:
    number = await phone_bank(story)
    await alone(story.leyla, "40 12 3", "report-kept")
    heard = await alone(story.leyla, "44 12 3", "report-kept")
    assert heard.text.startswith("Tack, nu är det ändrat:")
    assert await figures(story, number) == (44, 12, 3)


async def test_the_numbers_belong_to_the_latest_evening_without_any(story: Story) -> None:
    first = await phone_bank(story)
    second = number_in(await told(story.anna, "!pass ny ringstuga ons 18-20", "shift-added"))
    await told(story.bo, f"!anmäl #{second}", "signup-booked")
    await wait(story, "2024-05-08 20:30")
    await alone(story.leyla, "20 5 1", "report-kept")
    await alone(story.leyla, "40 12 3", "report-kept")
    assert (await figures(story, first), await figures(story, second)) == ((40, 12, 3), (20, 5, 1))


async def test_numbers_from_somebody_who_was_not_asked_are_no_report(story: Story) -> None:
    number = await phone_bank(story)
    await alone(story.bo, "40 12 3", "error-unknown")
    await told(story.bo, f"!rapport #{number} 40 12 3", "error-forbidden")
    await wait(story, "2024-05-15 12:00")
    await alone(story.leyla, "40 12 3", "error-unknown")
    assert await figures(story, number) is None


async def test_other_activities_are_not_asked_but_may_report(story: Story) -> None:
    number = await evening(story)
    await over(story)
    heard = await told(story.leyla, f"!närvaro #{number}", "attendance-kept")
    assert "tre tal" not in heard.text
    await alone(story.leyla, "40 12 3", "error-unknown")
    await wait(story, "2024-05-10 12:00")
    assert of_kind(story.leyla.direct.all(), MISSING) == []
    await told(story.leyla, f"!rapport #{number} 40 12 3", "report-kept")


async def test_an_activity_may_say_whether_it_is_asked(story: Story) -> None:
    await phone_bank(story)
    async with story.app.database.writing() as store:
        (ringing,) = await store.activities.all(1)
        ringing.report = "off"
    await alone(story.leyla, "40 12 3", "error-unknown")


async def test_the_sums_of_the_last_month_and_of_an_activitys_year(story: Story) -> None:
    number = await phone_bank(story)
    heard = await told(story.anna, "!rapport", "report-sums")
    assert heard.text.startswith("Inga siffror har kommit in de senaste 30 dagarna.")
    await told(story.leyla, f"!rapport #{number} 40 12 3", "report-kept")
    await activity(story, "telefonkampanj", "ansvarig=@bo:example.org")
    other = await shift(story, "ons 18-20", slug="telefonkampanj")
    await wait(story, "2024-05-08 20:00")
    await told(story.anna, f"!rapport #{other} 10 2 0", "report-kept")
    heard = await told(story.anna, "!rapport", "report-sums")
    assert "Ringstuga: 40 samtal, 12 svar och 3 att ringa igen på 1 pass" in heard.text
    assert "Telefonkampanj: 10 samtal" in heard.text
    own = await told(story.leyla, "!rapport", "report-sums")
    assert "Ringstuga" in own.text
    assert "Telefonkampanj" not in own.text
    await told(story.leyla, "!rapport telefonkampanj", "error-forbidden")
    await wait(story, "2024-06-20 12:00")
    assert (await told(story.anna, "!rapport", "report-sums")).text.startswith("Inga siffror")
    heard = await told(story.anna, "!rapport ringstuga", "report-sums")
    assert heard.text.startswith("Rapporter 2024\n")


async def test_what_cannot_be_kept_is_refused_kindly(story: Story) -> None:
    number = await evening(story, slug="ringstuga")
    heard = await told(story.leyla, f"!rapport #{number} 40 12 3", "error-report-early")
    assert "Efteråt skriver du" in heard.text
    heard = await told(story.leyla, f"!rapport #{number} 40 12", "error-report-numbers")
    assert f"!rapport #{number} 40 12 3" in heard.text
    await told(story.leyla, "!rapport 40 12 3", "error-arguments")
    await told(story.leyla, "!rapport 99 40 12 3", "error-shift-unknown")
    await told(story.leyla, "!rapport xyzzy", "error-activity-unknown")
    await told(story.anna, f"!pass ställin #{number} ändå", "shift-cancel-done")
    await over(story)
    await told(story.leyla, f"!rapport #{number} 40 12 3", "error-shift-cancelled")
    assert await figures(story, number) is None


async def test_the_same_in_english(story: Story) -> None:
    number = await evening(story, slug="ringstuga")
    await english(story.leyla)
    await english(story.bo)
    heard = await told(story.leyla, f"!report #{number} 40 12 3", "error-report-early")
    assert "has not begun yet" in heard.text
    heard = await told(story.leyla, f"!report #{number} forty", "error-report-numbers")
    assert "three numbers" in heard.text
    await over(story)
    heard = await alone(story.leyla, f"attended #{number}", "attendance-kept")
    assert "Answer with three numbers" in heard.text
    heard = await alone(story.leyla, "12 40 3", "report-confirm")
    assert f"!report #{number} 12 40 3 anyway" in heard.text
    heard = await alone(story.leyla, "40 calls, 12 conversations and 3 call back", "report-kept")
    assert heard.text.startswith("Thank you! Ringstuga, Tue 7 May")
    await wait(story, "2024-05-08 20:00")
    (thanks,) = of_kind(story.bo.direct.all(), THANKS)
    assert thanks.text.startswith("Thank you for being there at Ringstuga")
    heard = await told(story.leyla, "!report", "report-sums")
    assert "Ringstuga: 40 calls, 12 conversations and 3 to call back on 1 shift" in heard.text


async def test_with_two_districts_the_numbers_find_theirs(tmp_path: Path) -> None:
    async with two_districts(tmp_path, anna_organizes=("sjuharad", "dalarna")) as story:
        await story.anna.says("!rum distrikt=sjuharad")
        await story.anna.says("!rum distrikt=dalarna", room=story.organizers_room)
        for room, when in ((story.district_room, "ons 18-20"), (story.organizers_room, "tis 18-20")):
            await story.anna.says("!aktivitet ny ringstuga", room=room)
            await story.anna.says(f"!pass ny ringstuga {when}", room=room)
            await story.anna.says("!anmäl #1", room=room)
        await over(story)
        heard = await story.anna.says("närvaro #1", room=story.anna.direct)
        assert heard.kind == "attendance-kept"
        assert "tis 7 maj" in heard.text
        heard = await story.anna.says("40 12 3", room=story.anna.direct)
        assert heard.kind == "report-kept"
        assert "#dalarna-1" in heard.text
        async with story.store() as store:
            districts = {one.key: one.id for one in await store.rooms.districts()}
            since = story.clock.now() - timedelta(days=30)
            assert await store.reports.totals(districts["sjuharad"], since=since) == []
            assert len(await store.reports.totals(districts["dalarna"], since=since)) == 1


async def test_three_numbers_are_those_of_the_evening_that_has_ended(story: Story) -> None:
    """The next shift has begun already; what was just asked about is the one before."""
    await activity(story, more=f"ansvarig={story.leyla.address}")
    first, second = await shift(story, "tis 18-20"), await shift(story, "tis 20-22")
    for number in (first, second):
        await told(story.bo, f"!anmäl {number}", "signup-booked")
    await story.until("2024-05-07 20:05")
    heard = await story.leyla.says("40, 12, 3", room=story.leyla.direct)
    assert heard.kind == "report-kept"
    assert f"(#{first})" in heard.text


async def test_numbers_that_are_not_three_are_a_try_at_the_report(story: Story) -> None:
    await activity(story, more=f"ansvarig={story.leyla.address}")
    number = await shift(story, "tis 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await story.until("2024-05-07 20:05")
    for text in ("40 12", "99999999 1 1", "40/12/3"):
        heard = await story.leyla.says(text, room=story.leyla.direct)
        assert heard.kind.startswith("error-report"), f"{text}: {heard}"
        assert f"!rapport #{number}" in heard.text
    assert (await story.bo.says("40 12", room=story.bo.direct)).kind == "error-unknown"
