"""Anna changes, cancels, closes and opens shifts; whoever is booked hears of it once, and nobody else."""

from __future__ import annotations

import pytest

from tests.stories.given import activity, at, booked, english, kinds, ringstuga, seats, shift, told
from tests.support.story import Story


async def test_everyone_booked_hears_once_of_a_new_time_and_nobody_else_does(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    heard = await told(story.anna, f"!pass ändra {number} ons 19-21", "shift-edited")
    assert "tid: ons 8 maj 19.00–21.00 (förut tis 7 maj 18.00–20.00)" in heard.text
    assert "En person får veta det" in heard.text
    (letter,) = story.bo.new()
    assert letter.kind == "shift-moved"
    assert letter.mentions == (story.bo.address,)
    assert letter.text == (
        "Ett pass som du är anmäld till har ändrats.\n"
        f"Ringstuga (#{number}) är nu ons 8 maj 19.00–21.00. Förut: tis 7 maj 18.00–20.00.\n"
        f"Kan du inte komma? Skriv !avboka #{number}."
    )
    assert story.leyla.new() == []
    assert kinds(story.district_room.new()).count("shift-moved") == 0


async def test_each_hears_it_in_their_own_language(story: Story) -> None:
    number = await ringstuga(story)
    await english(story.leyla)
    for who in (story.bo, story.leyla):
        await who.says(f"!signup {number}")
    await told(story.anna, f"!pass ändra {number} plats=Torget", "shift-edited")
    assert "är nu tis 7 maj 18.00–20.00, Torget" in story.bo.new()[-1].text
    letter = story.leyla.new()[-1]
    assert f"(#{number}) is now Tue 7 May 18:00–20:00, Torget. It was: Tue 7 May 18:00–20:00." in letter.text
    assert f"!leave #{number}" in letter.text


async def test_whoever_has_left_hears_nothing(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await story.bo.says(f"!avboka {number}")
    heard = await told(story.anna, f"!pass ändra {number} 19-21", "shift-edited")
    assert "får veta" not in heard.text
    assert story.bo.new() == []


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("{n} 19-21", "tis 7 maj 19.00–21.00"),
        ("{n} ons", "ons 8 maj 18.00–20.30"),
        ("{n} ons 17", "ons 8 maj 17.00–19.30"),
        ("#{n} 14/5 18-20", "tis 14 maj 18.00–20.00"),
        ("ringstuga tid=19-21", "tis 7 maj 19.00–21.00"),
        ('ringstuga tis tid="ons 10-12"', "ons 8 maj 10.00–12.00"),
        ("{n} when=wed", "ons 8 maj 18.00–20.30"),
    ],
)
async def test_of_a_new_time_only_the_difference_need_be_said(story: Story, written: str, when: str) -> None:
    number = await ringstuga(story, "tis 18-20.30")
    heard = await told(story.anna, f"!pass ändra {written.format(n=number)}", "shift-edited")
    assert f"tid: {when} (förut tis 7 maj 18.00–20.30)" in heard.text


async def test_more_seats_or_another_minimum_are_nobody_elses_business(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    heard = await told(story.anna, f"!pass ändra {number} platser=12 minst=4", "shift-edited")
    assert "platser: 12 (förut 8)" in heard.text
    assert "minsta antal: 4" in heard.text
    assert story.bo.new() == []


async def test_the_limit_can_be_lifted_and_set_again(story: Story) -> None:
    number = await ringstuga(story, more="platser=1")
    await story.bo.says(f"!anmäl {number}")
    for word in ("inga", "none", "obegränsat"):
        await told(story.anna, f"!pass ändra {number} platser={word}", "shift-edited")
        assert await seats(story, number) == (1, None)
        await told(story.anna, f"!pass ändra {number} platser=3", "shift-edited")
        assert await seats(story, number) == (1, 3)


async def test_seats_are_never_lowered_below_those_booked(story: Story) -> None:
    number = await ringstuga(story, more="platser=5")
    await story.bo.says(f"!anmäl {number} gäster=1")
    await story.leyla.says(f"!anmäl {number}")
    heard = await told(story.anna, f"!pass ändra {number} platser=2", "error-seats-booked")
    assert heard.text.startswith(f"3 platser på pass #{number} är tagna")
    assert await seats(story, number) == (3, 5)
    await told(story.anna, f"!pass ändra {number} platser=3", "shift-edited")
    assert await seats(story, number) == (3, 3)


async def test_seats_can_be_lowered_to_those_who_stayed(story: Story) -> None:
    number = await ringstuga(story, more="platser=3")
    await story.bo.says(f"!anmäl {number} gäster=1")
    await story.leyla.says(f"!anmäl {number}")
    await told(story.bo, f"!avboka {number}", "leave-done")
    await told(story.anna, f"!pass ändra {number} platser=1", "shift-edited")
    assert await seats(story, number) == (1, 1)
    assert await booked(story, number) == ["Leyla"]


async def test_changing_it_to_what_it_is_tells_nobody(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await told(story.anna, f"!pass ändra {number} 18-20 platser=8", "shift-unchanged")
    assert story.bo.new() == []


async def test_who_has_no_chat_is_named_to_the_organizer_only_where_names_may_stand(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, f'!boka {number} "Leyla"', "book-done")
    heard = await told(story.anna, f"!pass ändra {number} 19-21", "shift-edited")
    assert "En person har inte chatt och behöver ringas" in heard.text
    assert "Leyla" not in heard.text
    (alone,) = story.anna.new()
    assert alone.kind == "untold-names"
    assert "• Leyla: Ringstuga, tis 7 maj 19.00–21.00 (#1)" in alone.text
    heard = await story.anna.says(f"!pass ändra {number} 18-20", room=story.organizers_room)
    assert "Utan chatt, och behöver ringas: Leyla." in heard.text


async def test_two_moves_in_the_quiet_hours_are_told_as_one_in_the_morning(story: Story) -> None:
    number = await ringstuga(story, "tors 18-20")
    await story.bo.says(f"!anmäl {number}")
    await at(story, "2024-05-06 22:00")
    await told(story.anna, f"!pass ändra {number} 19-21", "shift-edited")
    await told(story.anna, f"!pass ändra {number} fre", "shift-edited")
    assert story.bo.new() == []
    await at(story, "2024-05-07 08:05")
    (letter,) = story.bo.new()
    assert "är nu fre 10 maj 19.00–21.00" in letter.text
    assert "Förut" not in letter.text, "Bo never heard of the time between"


async def test_a_move_that_is_then_cancelled_is_told_as_cancelled_at_both_times(story: Story) -> None:
    number = await ringstuga(story, "tors 18-20")
    await story.bo.says(f"!anmäl {number}")
    await at(story, "2024-05-06 22:00")
    await told(story.anna, f"!pass ändra {number} fre", "shift-edited")
    await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    await at(story, "2024-05-07 08:05")
    (letter,) = story.bo.new()
    assert letter.kind == "shift-cancelled"
    assert "det blir inte heller på sin gamla tid" in letter.text


async def test_in_the_night_whoever_would_set_out_in_the_morning_is_told_at_once(story: Story) -> None:
    number = await ringstuga(story, "tis 07:30-09")
    await story.bo.says(f"!anmäl {number}")
    await at(story, "2024-05-06 22:00")
    story.bo.new()
    await told(story.anna, f"!pass ändra {number} tors", "shift-edited")
    assert kinds(story.bo.new()) == ["shift-moved"]


async def test_cancelling_with_people_booked_asks_first(story: Story) -> None:
    number = await ringstuga(story)
    for who in (story.bo, story.leyla):
        await who.says(f"!anmäl {number}")
    heard = await told(story.anna, f"!pass ställin {number}", "shift-cancel-confirm")
    assert heard.text.startswith("2 personer är anmälda")
    assert f"!pass ställin #{number} ändå" in heard.text
    assert await booked(story, number) == ["Bo", "Leyla"]
    assert story.bo.new() == []


async def test_who_is_without_chat_is_named_to_the_organizer_when_the_shift_is_cancelled(
    story: Story,
) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await told(story.anna, f'!boka {number} "Kim Ek"', "book-done")
    heard = await told(story.anna, f"!pass ställin {number}", "shift-cancel-confirm")
    assert "En får veta det i ett direktmeddelande. En har inte chatt och behöver ringas." in heard.text
    heard = await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    assert "namnet skickar jag till dig direkt" in heard.text
    assert "Kim" not in heard.text
    (alone,) = story.anna.new()
    assert alone.kind == "untold-names"
    assert f"• Kim Ek: Ringstuga, tis 7 maj 18.00–20.00 (#{number})" in alone.text


@pytest.mark.parametrize(
    "line", ["!pass ställin {n} ändå", "!pass ställ in {n} ändå", "!shift cancel {n} anyway"]
)
async def test_cancelling_tells_everyone_once_and_frees_them(story: Story, line: str) -> None:
    number = await ringstuga(story)
    for who in (story.bo, story.leyla):
        await who.says(f"!anmäl {number}")
    heard = await told(story.anna, line.format(n=number), "shift-cancel-done")
    assert "2 personer får veta det" in heard.text
    for who in (story.bo, story.leyla):
        (letter,) = who.new()
        assert letter.kind == "shift-cancelled"
        assert f"Ringstuga, tis 7 maj 18.00–20.00 (#{number})" in letter.text
        await told(who, "!mina", "mine-none")
    assert await seats(story, number) == (0, 8)
    await told(story.bo, f"!anmäl {number}", "error-shift-not-open")


async def test_nobody_is_reminded_of_a_cancelled_shift(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    story.bo.new()
    await at(story, "2024-05-08 10:00")
    assert "reminder-shift" not in kinds(story.bo.new())


async def test_a_moved_shift_is_reminded_of_at_its_new_time(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    await story.bo.says(f"!anmäl {number}")
    await told(story.anna, f"!pass ändra {number} fre", "shift-edited")
    story.bo.new()
    await at(story, "2024-05-09 17:50")
    assert story.bo.new() == []
    for moment in ("2024-05-09 18:00", "2024-05-10 16:00"):
        await at(story, moment)
        (reminder,) = story.bo.new()
        assert reminder.kind == "reminder-shift"
        assert "fre 10 maj 18.00–20.00" in reminder.text


async def test_cancelling_twice_says_that_it_is_cancelled_and_tells_nobody_again(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await told(story.anna, f"!pass ställin {number} ändå", "shift-cancel-done")
    story.bo.new()
    for line in (f"!pass ställin {number} ändå", f"!pass ändra {number} 19-21"):
        await told(story.anna, line, "error-shift-cancelled")
    heard = await told(story.anna, f"!pass öppna {number}", "error-shift-cancelled")
    assert "kan inte öppnas igen" in heard.text
    anew = f"!pass kopiera #{number} 2024-05-07"
    assert anew in heard.text
    heard = await told(story.anna, anew, "shift-copied")
    assert "tis 7 maj 18.00–20.00 (#2), 8 platser" in heard.text
    assert story.bo.new() == []


async def test_what_is_over_stays_as_it_was(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await at(story, "2024-05-07 20:00")
    story.bo.new()
    for line in ("ändra {n} ons", "ändra {n} platser=3", "ställin {n} ändå", "stäng {n}", "öppna {n}"):
        await told(story.anna, f"!pass {line.format(n=number)}", "error-shift-over")
    assert await booked(story, number) == ["Bo"]
    assert story.bo.new() == []


async def test_a_closed_shift_takes_nobody_until_it_is_opened_again(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await told(story.anna, f"!pass stäng {number}", "shift-closed")
    await told(story.anna, f"!pass stang {number}", "shift-closed-already")
    assert "stängt" in (await told(story.leyla, f"!anmäl {number}", "error-shift-not-open")).text
    assert await booked(story, number) == ["Bo"]
    await told(story.anna, f"!shift open {number}", "shift-opened")
    await told(story.anna, f"!pass öppna {number}", "shift-opened-already")
    await told(story.leyla, f"!anmäl {number}", "signup-booked")


async def test_the_same_shift_is_not_made_twice_however_much_it_is_insisted_on(story: Story) -> None:
    await activity(story)
    number = await shift(story)
    heard = await told(story.anna, "!pass ny ringstuga tis 18-20 platser=8", "error-exists")
    assert f"(#{number})" in heard.text
    assert "ändå" not in heard.text
    heard = await told(story.anna, "!pass ny ringstuga tis 18-20 platser=20 ändå", "error-exists")
    assert f"!pass ändra #{number}" in heard.text


async def test_a_shift_at_another_place_at_the_same_time_is_asked_about_first(story: Story) -> None:
    await activity(story, more='plats="Kansliet"')
    number = await shift(story)
    heard = await told(story.anna, "!pass ny ringstuga tis 18-20 plats=Torget", "error-exists")
    assert f"Kansliet (#{number})" in heard.text
    assert "med ändå sist, så lägger jag upp ett till" in heard.text
    await told(story.anna, "!pass ny ringstuga tis 18-20 plats=Torget ändå", "shift-added")
    await told(story.anna, "!pass ny ringstuga tis 18-20 plats=torget ändå", "error-exists")


async def test_a_cancelled_shift_can_be_made_anew(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, f"!pass ställin {number}", "shift-cancel-done")
    await told(story.anna, "!pass ny ringstuga tis 18-20", "shift-added")


async def test_a_lead_changes_shifts_of_that_activity_and_of_no_other(story: Story) -> None:
    await activity(story, "ringstuga", "ansvarig=@bo:example.org")
    await activity(story, "bokcirkel")
    own, other = await shift(story), await shift(story, slug="bokcirkel")
    for verb, kind in (
        ("ändra {n} 19-21", "shift-edited"),
        ("stäng {n}", "shift-closed"),
        ("öppna {n}", "shift-opened"),
        ("ställin {n}", "shift-cancel-done"),
    ):
        await told(story.bo, f"!pass {verb.format(n=other)}", "error-forbidden")
        await told(story.leyla, f"!pass {verb.format(n=own)}", "error-forbidden")
        await told(story.bo, f"!pass {verb.format(n=own)}", kind)


async def test_the_record_says_who_changed_what(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, f"!pass ändra {number} 19-21", "shift-edited")
    await told(story.anna, f"!pass ställin {number}", "shift-cancel-done")
    async with story.store() as store:
        anna = await store.people.identity("memory", story.anna.address)
        assert anna is not None
        record = [(one.action, one.subject) for one in await store.audit.all() if one.actor_id == anna[1].id]
    assert record[-4:] == [
        ("activity-add", "activity:ringstuga"),
        ("shift-add", f"shift:{number}"),
        ("shift-edit", f"shift:{number}"),
        ("shift-cancel", f"shift:{number}"),
    ]
