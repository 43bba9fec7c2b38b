"""Organizers see who is coming, and nobody else does."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import ManualClock
from storage.models import Person, Signup
from storage.states import SignupState
from tests.stories.given import activity, english, ringstuga, shift, told
from tests.stories.waiting import of_kind, wait
from tests.support.story import MONDAY, Heard, Story, settings

HOUR = timedelta(hours=1)


async def looked(story: Story) -> list[str | None]:
    """The shifts whose names somebody has seen, as the audit has it."""
    async with story.store() as store:
        return [one.subject for one in await store.audit.all() if one.action == "roster"]


def shown(heard: Heard) -> list[str]:
    """The lines of the list in an answer."""
    return [line.removeprefix("• ") for line in heard.text.splitlines() if line.startswith("• ")]


async def test_the_coming_seven_days_are_shown_with_counts_and_names(story: Story) -> None:
    await ringstuga(story, "tis 18-20", more="platser=3 minst=2")
    await shift(story, "14 maj 18-20")
    await told(story.bo, "!anmäl 1", "signup-booked")
    heard = await story.anna.says("!bokade", room=story.organizers_room)
    assert heard.kind == "booked-list"
    assert "1 av 3 platser tagna, minst 2 behövs: 1 saknas" in heard.text
    assert "Bo" in heard.text
    assert "14 maj" not in heard.text


async def test_in_a_room_the_names_go_to_the_asker_alone(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says('!anmäl 1 gäster=1 roll="ringledare"')
    heard = await story.anna.says("!bokade 1")
    assert heard.kind == "booked-counts"
    assert "2 av 8 platser tagna" in heard.text
    assert "Bo" not in heard.text.replace("Borås", "")
    assert "ringledare" not in heard.text
    (alone,) = story.anna.new()
    assert (alone.kind, alone.notify, alone.mentions) == ("booked-list", True, (story.anna.address,))
    assert shown(alone) == ["Bo + 1 gäst, ringledare"]


async def test_names_stand_in_rooms_when_the_settings_allow_it(tmp_path: Path) -> None:
    story = Story(tmp_path, settings(chat={"names_in_rooms": True}), ManualClock(MONDAY))
    await story.begin()
    try:
        await ringstuga(story)
        await story.bo.says("!anmäl 1")
        heard = await story.anna.says("!bokade 1")
        assert (heard.kind, shown(heard)) == ("booked-list", ["Bo"])
        assert story.anna.new() == []
        heard = await story.bo.says("!integritet", room=story.bo.direct)
        assert "kan alla i distriktets rum se" in heard.text
        await story.bo.says("!language en")
        heard = await story.bo.says("!privacy", room=story.bo.direct)
        assert "Everybody in the district's rooms can see" in heard.text
    finally:
        await story.stop_bot()


async def test_one_shift_tells_all_that_is_known_in_the_order_of_signing_up(story: Story) -> None:
    await ringstuga(story, more="platser=8 minst=5")
    await story.leyla.says('!anmäl 1 roll="ringledare"')
    await story.anna.says('!boka 1 "Bo Ek"')
    await story.bo.says("!anmäl 1 gäster=2")
    await story.anna.says("!anmäl 1")
    heard = await story.anna.says("bokade 1", room=story.anna.direct)
    assert shown(heard) == ["Leyla, ringledare", "Bo Ek, utan chatt, bokad av Anna", "Bo + 2 gäster", "Anna"]
    assert "6 av 8 platser tagna" in heard.text
    assert "saknas" not in heard.text


async def test_an_activity_with_several_shifts_lists_them_all(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await shift(story, "21 maj 18-20")
    await story.bo.says("!anmäl 1")
    await story.leyla.says("!anmäl 2")
    heard = await story.anna.says("!bokade ringstuga", room=story.organizers_room)
    assert heard.kind == "booked-list"
    assert "7 maj" in heard.text
    assert "21 maj" in heard.text
    assert all(name in heard.text for name in ("Bo", "Leyla"))


@pytest.mark.parametrize("asked", ["imorgon", "ringstuga tis", "tis 18", "7/5"])
async def test_a_time_finds_the_shift(story: Story, asked: str) -> None:
    await ringstuga(story, "tis 18-20")
    await shift(story, "ons 18-20")
    await story.bo.says("!anmäl 1")
    await story.leyla.says("!anmäl 2")
    heard = await story.anna.says(f"!bokade {asked}", room=story.organizers_room)
    assert (heard.kind, shown(heard)) == ("booked-list", ["Bo"])


async def test_a_shift_that_is_over_can_be_looked_up(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await story.bo.says("!anmäl 1")
    await story.until("2024-05-08 10:00", step=HOUR)
    for asked in ("1", "igår", "ringstuga igår"):
        heard = await story.anna.says(f"!bokade {asked}", room=story.organizers_room)
        assert (heard.kind, shown(heard)) == ("booked-list", ["Bo"])


async def test_whoever_has_left_is_not_on_the_list(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.bo.says("!avboka 1")
    heard = await story.anna.says("!bokade 1", room=story.organizers_room)
    assert "Bo" not in heard.text.replace("Borås", "")
    assert "0 av 8 platser" in heard.text


async def test_a_lead_sees_the_shifts_of_the_own_activity_and_no_other(story: Story) -> None:
    await activity(story, more="ansvarig=@leyla:example.org")
    await activity(story, "torgmöte")
    await shift(story, "tis 18-20")
    await shift(story, "ons 18-20", slug="torgmöte")
    await story.bo.says("!anmäl 1")
    await story.bo.says("!anmäl 2")
    for asked in ("2", "torgmöte"):
        heard = await story.leyla.says(f"bokade {asked}", room=story.leyla.direct)
        assert heard.kind == "error-forbidden"
        assert "Bo" not in heard.text
    heard = await story.leyla.says("bokade", room=story.leyla.direct)
    assert "Ringstuga" in heard.text
    assert "Torgmöte" not in heard.text
    heard = await story.leyla.says("bokade 1", room=story.leyla.direct)
    assert shown(heard) == ["Bo"]


async def test_those_who_are_booked_do_not_learn_from_the_bot_who_else_is(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.leyla.says("!anmäl 1")
    for room in (story.district_room, story.organizers_room, story.bo.direct):
        heard = await story.bo.says("!bokade 1", room=room)
        assert heard.kind == "error-forbidden"
        assert "Leyla" not in heard.text
    assert story.bo.new() == [heard]


async def test_looking_at_names_is_recorded_and_looking_at_an_empty_list_is_not(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await shift(story, "ons 18-20")
    await story.bo.says("!anmäl 1")
    await story.anna.says("!bokade 2")
    assert await looked(story) == []
    await story.anna.says("!bokade")
    await story.anna.says("!bokade 1", room=story.organizers_room)
    await story.bo.says("!bokade 1")
    assert await looked(story) == ["shift:1", "shift:1"]


async def test_two_of_one_name_are_told_apart_by_their_accounts(story: Story) -> None:
    await ringstuga(story)
    story.leyla.name = "Bo"
    await story.bo.says("!anmäl 1")
    await story.leyla.says("!anmäl 1")
    heard = await story.anna.says("!bokade 1", room=story.organizers_room)
    assert shown(heard) == ["Bo (@bo:example.org)", "Bo (@leyla:example.org)"]


@pytest.mark.parametrize("name", ["<b>Bo</b>", "**Bo** [x](https://example.org)", "- Bo", "1. Bo @room"])
async def test_a_name_is_shown_as_it_is_written_and_does_nothing(story: Story, name: str) -> None:
    await ringstuga(story)
    await story.anna.says(f'!boka 1 "{name}"')
    heard = await story.anna.says("!bokade 1", room=story.organizers_room)
    assert shown(heard) == [f"{name}, utan chatt, bokad av Anna"]
    heard = await story.anna.says("!bokade", room=story.organizers_room)
    assert name in heard.text


async def test_a_crowd_is_cut_and_the_rest_is_counted(story: Story) -> None:
    await ringstuga(story, more="platser=500")
    async with story.app.database.writing() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, 1)
        assert view is not None
        for number in range(180):
            person = Person(name=f"Person {number:03}", created_at=MONDAY, district_id=district.id)
            store.session.add(person)
            await store.flush()
            row = Signup(district_id=district.id, shift_id=view.id, person_id=person.id)
            row.state, row.created_at, row.changed_at = SignupState.BOOKED, MONDAY, MONDAY
            store.session.add(row)
    for command in ("!bokade 1", "!bokade"):
        heard = await story.anna.says(command, room=story.organizers_room)
        assert "Person 149" in heard.text
        assert "Person 150" not in heard.text
        assert "och 30 till" in heard.text.lower()


async def test_nothing_coming_is_said(story: Story) -> None:
    await activity(story)
    assert (await story.anna.says("!bokade")).kind == "booked-none"
    assert (await story.anna.says("!bokade ringstuga")).kind == "booked-none"
    assert story.anna.new() == []


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("99", "error-shift-unknown"),
        ("ringstga", "error-activity-near"),
        ("xyzzy", "error-activity-unknown"),
        ("ringstuga xyzzy", "error-when"),
    ],
)
async def test_what_is_not_there_is_refused(story: Story, asked: str, kind: str) -> None:
    await ringstuga(story)
    await told(story.anna, f"!bokade {asked}", kind)


async def test_the_same_in_english(story: Story) -> None:
    await ringstuga(story, more="platser=8 minst=3")
    await english(story.anna)
    await story.anna.says('!book 1 "Bo Ek"')
    heard = await story.anna.says("!booked 1")
    assert heard.kind == "booked-counts"
    assert "1 of 8 seats taken, at least 3 needed: 2 missing" in heard.text
    (alone,) = story.anna.new()
    assert shown(alone) == ["Bo Ek, no chat, booked by Anna"]
    assert (await story.anna.says("!roster ringstuga tue")).kind == "booked-counts"


async def test_the_list_goes_on_with_who_was_offered_a_seat_and_who_waits(story: Story) -> None:
    number = await ringstuga(story, "tis 9-11", more="platser=1")
    await told(story.anna, f'!boka {number} "Karin Ek"', "book-done")
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    heard = await story.anna.says(f"!bokade {number}", room=story.organizers_room)
    assert "1 av 1 plats tagen, 2 väntar." in heard.text
    assert heard.text.endswith("På väntelistan:\n1. Bo\n2. Leyla")
    await told(story.anna, f'!avbokaperson {number} "Karin Ek"', "unbook-done")
    heard = await story.anna.says(f"!bokade {number}", room=story.organizers_room)
    assert "0 av 1 plats tagen, 1 erbjuden, 1 väntar." in heard.text
    assert heard.text.endswith("Erbjudna en plats:\n• Bo, till mån 6 maj 14.00\n\nPå väntelistan:\n1. Leyla")
    await story.anna.says(f"!bokade {number}")
    (alone,) = of_kind(story.anna.new(), "booked-list")
    assert "1. Leyla" in alone.text
    await english(story.anna)
    heard = await story.anna.says(f"!booked {number}", room=story.organizers_room)
    assert "0 of 1 seat taken, 1 offered, 1 waiting." in heard.text
    assert "Offered a seat:\n• Bo, until Mon 6 May 14:00\n\nIn the waiting line:\n1. Leyla" in heard.text


async def test_who_has_not_confirmed_and_who_is_there_is_told(story: Story) -> None:
    number = await ringstuga(story, "ons 18-20")
    async with story.app.database.writing() as store:
        (ringing,) = await store.activities.all(1)
        ringing.confirm = 24 * 60
    await told(story.anna, f"!pass ändra {number} ons 18-20.30", "shift-edited")
    for who in (story.bo, story.leyla):
        await told(who, f"!anmäl {number}", "signup-booked")
    await wait(story, "2024-05-07 18:30")
    await story.leyla.says("ja", room=story.leyla.direct)
    heard = await story.anna.says(f"!bokade {number}", room=story.organizers_room)
    assert shown(heard) == ["Bo, har inte bekräftat", "Leyla"]
    await wait(story, "2024-05-08 17:30")
    await told(story.leyla, "!här", "checkin-done")
    heard = await story.anna.says(f"!bokade {number}", room=story.organizers_room)
    assert shown(heard) == ["Bo, har inte bekräftat", "Leyla, har checkat in"]


async def test_afterwards_the_list_tells_who_came_and_counts_stay(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.bo, f"!anmäl {number} gäster=1", "signup-booked")
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f'!boka {number} "Karin Ek"', "book-done")
    await wait(story, "2024-05-07 20:30")
    await told(story.anna, f"!förhinder {number} Leyla", "attendance-kept")
    await told(story.anna, f"!närvaro {number} utom Karin", "attendance-kept")
    heard = await story.anna.says(f"!bokade {number}", room=story.organizers_room)
    assert "4 av 8 platser tagna" in heard.text
    assert shown(heard) == [
        "Bo + 1 gäst, kom",
        "Leyla, hade förhinder",
        "Karin Ek, utan chatt, bokad av Anna, kom inte",
    ]
    sent = await told(story.anna, f'!meddela {number} "Tack för igår!"', "broadcast-done")
    assert "Skickat till 2 personer" in sent.text
    await english(story.anna)
    heard = await story.anna.says(f"!booked {number}", room=story.organizers_room)
    assert shown(heard)[:2] == ["Bo + 1 guest, came", "Leyla, had a reason not to come"]


async def test_lists_say_how_many_wait_and_which_role_nobody_has(story: Story) -> None:
    number = await ringstuga(story, more="platser=1")
    other = await shift(story, "ons 18-20", more="platser=3 minst=2")
    async with story.app.database.writing() as store:
        view = await store.shifts.by_number(1, other)
        assert view is not None
        (await store.shifts.lock(view.id)).roles = {"ringledare": 1, "ringare": 2}
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    lines = shown(await story.mallory.says("!pass"))
    assert lines == [
        f"#{number} tis 7 maj 18.00–20.00, fullt, 1 väntar",
        f"#{other} ons 8 maj 18.00–20.00, 3 platser kvar, ringledare och ringare saknas",
    ]
    await told(story.bo, f"!anmäl {other} roll=ringare", "signup-booked")
    assert shown(await story.mallory.says("!pass"))[1].endswith("2 platser kvar, ringledare saknas")
    story.district_room.new()
    await wait(story, "2024-05-07 08:30")
    (digest,) = of_kind(story.district_room.new(), "digest-day")
    assert f"#{number} Ringstuga, tis 7 maj 18.00–20.00, fullt, 1 väntar" in digest.text
    assert "1 person saknas, 2 platser kvar, ringledare saknas" in digest.text
    await english(story.bo)
    lines = shown(await story.bo.says("!shifts"))
    assert lines[0].startswith(f"#{number} Tue 7 May 18:00–20:00, full, 1 waiting")
    assert "no ringledare yet" in lines[1]
