"""What the district does: Anna makes activities, changes them and puts them away; everybody can look."""

from __future__ import annotations

from tests.stories.given import activity, at, booked, english, kinds, ringstuga, shift, told
from tests.support.story import Story


async def test_with_nothing_there_yet_only_the_organizer_is_told_how_to_begin(story: Story) -> None:
    assert "!aktivitet ny" in (await told(story.anna, "!aktiviteter", "activities-none")).text
    assert "!aktivitet ny" not in (await told(story.bo, "!aktiviteter", "activities-none")).text


async def test_an_activity_is_listed_with_its_short_name_and_its_next_shift(story: Story) -> None:
    await activity(story, "ringstuga", '"Vi ringer" plats="Kansliet"')
    await activity(story, "bokcirkel")
    number = await shift(story, "ons 18-20")
    await shift(story, "tors 18-20")
    heard = await told(story.bo, "!aktiviteter", "activities-list")
    assert f"Vi ringer (ringstuga), nästa pass ons 8 maj 18.00–20.00 (#{number})" in heard.text
    assert "Bokcirkel (bokcirkel), inget pass inplanerat" in heard.text


async def test_one_activity_is_described_by_what_was_said_of_it(story: Story) -> None:
    await activity(
        story,
        "ringstuga",
        'plats="Kansliet" om="Vi ringer väljare." målgrupp="alla medlemmar" ansvarig=@bo:example.org',
    )
    heard = await told(story.leyla, "!aktivitet ringstuga", "activity-details")
    assert heard.text == (
        "Ringstuga (ringstuga), Kansliet. Vi ringer väljare.\nFör alla medlemmar. Inget pass är inplanerat."
    )


async def test_what_was_typed_becomes_the_title_where_none_is_given(story: Story) -> None:
    heard = await told(story.anna, "!aktivitet ny EU-valskola", "activity-added")
    assert "EU-valskola (eu-valskola)" in heard.text
    await told(story.anna, "!pass ny eu-valskola lör 10-14", "shift-added")


async def test_in_english_too(story: Story) -> None:
    await english(story.anna)
    heard = await told(
        story.anna,
        '!activity add ringstuga "Phone bank" place="The office" about="We call."',
        "activity-added",
    )
    assert heard.text == (
        "The activity Phone bank (ringstuga) has been added. "
        "Write for example !shift add ringstuga tue 18-20 to add a shift."
    )
    heard = await told(story.anna, "!activities", "activities-list")
    assert "Phone bank (ringstuga), no shift planned" in heard.text


async def test_the_same_short_name_is_not_given_twice(story: Story) -> None:
    await activity(story, "ringstuga", '"Ringstuga" plats="Kansliet"')
    heard = await told(story.anna, '!aktivitet ny RINGSTUGA "Något annat"', "error-exists")
    assert "finns redan" in heard.text
    assert "Kansliet" in (await story.bo.says("!aktivitet ringstuga")).text


async def test_a_title_with_spaces_as_a_short_name_is_answered_with_one_that_works(story: Story) -> None:
    heard = await told(story.anna, '!aktivitet ny "Facklig heldag, Borås"', "error-slug")
    suggestion = heard.text[heard.text.index("!aktivitet ny ") :]
    await told(story.anna, suggestion, "activity-added")
    assert "Facklig heldag, Borås (facklig-heldag-borås)" in (await story.bo.says("!aktiviteter")).text


async def test_a_short_name_that_would_be_taken_for_a_time_or_a_command_is_refused(story: Story) -> None:
    for name in ("tis", "imorgon", "juni", "ny", "öppna", "ändå"):
        assert (await story.anna.says(f'!aktivitet ny "{name}"')).kind == "error-slug", name
    await told(story.bo, "!aktiviteter", "activities-none")


async def test_only_what_is_named_changes(story: Story) -> None:
    await activity(story, "ringstuga", 'plats="Kansliet" om="Vi ringer."')
    heard = await told(story.anna, '!aktivitet ändra ringstuga "Kvällsringning"', "activity-edited")
    assert "titel: Kvällsringning" in heard.text
    assert "plats" not in heard.text
    assert (await story.bo.says("!aktivitet ringstuga")).text.startswith(
        "Kvällsringning (ringstuga), Kansliet. Vi ringer."
    )
    await told(story.anna, "!aktivitet andra ringstuga plats=ingen titel=Ringstuga", "activity-edited")
    assert (await story.bo.says("!aktivitet ringstuga")).text.startswith("Ringstuga (ringstuga). Vi ringer.")


async def test_changing_it_to_what_it_is_says_that_nothing_changed(story: Story) -> None:
    await activity(story, "ringstuga", 'plats="Kansliet"')
    await told(story.anna, '!aktivitet ändra ringstuga plats="Kansliet"', "activity-unchanged")


async def test_the_lead_may_make_shifts_of_that_activity_and_of_no_other(story: Story) -> None:
    await activity(story)
    await activity(story, "bokcirkel")
    await told(story.bo, "!pass ny ringstuga tis 18-20", "error-forbidden")
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@bo:example.org", "activity-edited")
    await told(story.bo, "!pass ny ringstuga tis 18-20", "shift-added")
    await told(story.bo, "!pass ny bokcirkel tis 18-20", "error-forbidden")
    await told(story.bo, "!aktivitet ändra ringstuga plats=Torget", "error-forbidden")
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=ingen", "activity-edited")
    await told(story.bo, "!pass ny ringstuga ons 18-20", "error-forbidden")


async def test_a_leads_name_is_not_written_into_the_districts_room(story: Story) -> None:
    await activity(story)
    line = "!aktivitet ändra ringstuga ansvarig=@leyla:example.org"
    await story.leyla.says("!mina")
    assert "Leyla" not in (await told(story.anna, line, "activity-edited")).text
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=ingen", "activity-edited")
    heard = await story.anna.says(line, room=story.organizers_room)
    assert "ansvarig: Leyla" in heard.text


async def test_a_new_place_reaches_everyone_booked_on_a_shift_without_a_place_of_its_own(
    story: Story,
) -> None:
    await activity(story, "ringstuga", 'plats="Kansliet"')
    first, second = await shift(story, "tis 18-20"), await shift(story, "ons 18-20")
    own = await shift(story, "tors 18-20", more="plats=Torget")
    for number in (first, second):
        await story.bo.says(f"!anmäl {number}")
    await story.leyla.says(f"!anmäl {own}")
    heard = await told(story.anna, '!aktivitet ändra ringstuga plats="Folkets hus"', "activity-edited")
    assert "En person får veta det" in heard.text
    (letter,) = story.bo.new()
    assert letter.kind == "shift-moved"
    assert f"(#{first}) är nu tis 7 maj 18.00–20.00, Folkets hus." in letter.text
    assert f"(#{second}) är nu ons 8 maj 18.00–20.00, Folkets hus." in letter.text
    assert story.leyla.new() == []


async def test_archiving_with_coming_shifts_asks_first_and_says_to_how_many_it_matters(story: Story) -> None:
    await activity(story)
    numbers = [await shift(story, when) for when in ("tis 18-20", "ons 18-20")]
    for who in (story.bo, story.leyla):
        await who.says(f"!anmäl {numbers[0]}")
    await story.bo.says(f"!anmäl {numbers[1]}")
    heard = await told(story.anna, "!aktivitet arkivera ringstuga", "activity-archive-confirm")
    assert "2 kommande pass" in heard.text
    assert "2 personer" in heard.text
    assert [await booked(story, number) for number in numbers] == [["Bo", "Leyla"], ["Bo"]]
    assert story.bo.new() == story.leyla.new() == []


async def test_archiving_all_the_same_cancels_the_shifts_and_tells_each_person_once(story: Story) -> None:
    await activity(story)
    numbers = [await shift(story, when) for when in ("tis 18-20", "ons 18-20")]
    for number in numbers:
        await story.bo.says(f"!anmäl {number}")
    await story.leyla.says(f"!anmäl {numbers[1]}")
    heard = await told(story.anna, "!aktivitet arkivera ringstuga ändå", "activity-archived")
    assert "dess 2 pass är inställda. 2 personer får veta det" in heard.text
    (bos,) = story.bo.new()
    assert bos.kind == "shift-cancelled"
    assert all(f"(#{number})" in bos.text for number in numbers)
    assert kinds(story.leyla.new()) == ["shift-cancelled"]
    await told(story.bo, "!mina", "mine-none")
    await told(story.bo, "!aktiviteter", "activities-none")
    await told(story.bo, f"!anmäl {numbers[0]}", "error-shift-not-open")


async def test_a_shift_under_way_goes_on_when_its_activity_is_archived(story: Story) -> None:
    number = await ringstuga(story)
    await story.bo.says(f"!anmäl {number}")
    await at(story, "2024-05-07 19:00")
    story.bo.new()
    await told(story.anna, "!aktivitet arkivera ringstuga", "activity-archived")
    assert story.bo.new() == []
    assert await booked(story, number) == ["Bo"]


async def test_an_archived_activity_takes_no_shifts_and_can_be_taken_up_again(story: Story) -> None:
    await activity(story, "ringstuga", 'plats="Kansliet"')
    await told(story.anna, "!aktivitet arkivera ringstuga", "activity-archived")
    for line in (
        "!pass ny ringstuga tis 18-20",
        "!aktivitet ändra ringstuga plats=x",
        "!activity archive ringstuga",
    ):
        heard = await told(story.anna, line, "error-activity-archived")
        assert "!aktivitet ny ringstuga ändå" in heard.text
    assert "arkivet" in (await told(story.anna, "!aktivitet ny ringstuga", "error-exists")).text
    await told(story.anna, "!aktivitet ny ringstuga ändå", "activity-revived")
    assert "Kansliet" in (await told(story.anna, "!pass ny ringstuga tis 18-20", "shift-added")).text


async def test_a_slip_in_the_second_word_is_answered_with_the_command_that_was_meant(story: Story) -> None:
    await activity(story)
    heard = await told(story.anna, "!aktivitet ändar ringstuga", "error-unknown")
    assert "!aktivitet ändra" in heard.text
    heard = await told(story.anna, "!pass stängg 1", "error-unknown")
    assert "!pass stäng" in heard.text


async def test_who_is_without_chat_is_named_to_the_organizer_when_the_activity_is_archived(
    story: Story,
) -> None:
    await activity(story)
    for when in ("tis 18-20", "ons 18-20"):
        number = await shift(story, when)
        await told(story.anna, f'!boka {number} "Kim Ek"', "book-done")
    heard = await told(story.anna, "!aktivitet arkivera ringstuga", "activity-archive-confirm")
    assert "En har inte chatt och behöver ringas" in heard.text
    heard = await told(story.anna, "!aktivitet arkivera ringstuga ändå", "activity-archived")
    assert "Kim" not in heard.text
    (alone,) = story.anna.new()
    assert alone.kind == "untold-names"
    assert "Kim Ek: Ringstuga, tis 7 maj 18.00–20.00 (#1) och Ringstuga, ons 8 maj" in alone.text


async def test_a_new_lead_is_told_once(story: Story) -> None:
    await activity(story)
    line = "!aktivitet ändra ringstuga ansvarig=@bo:example.org"
    await told(story.anna, line, "activity-edited")
    await told(story.anna, line, "activity-unchanged")
    (letter,) = story.bo.new()
    assert letter.kind == "lead-appointed"
    assert "Anna har gjort dig till ansvarig för Ringstuga" in letter.text
    assert "!bokade ringstuga" in letter.text
