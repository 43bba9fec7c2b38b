"""Anna says which roles a shift wants, and changes them without anybody losing theirs."""

from __future__ import annotations

from tests.stories.given import at, booked, english, kinds, ringstuga, seats, told
from tests.support.story import Story

WANTED = 'roller="ringledare:1 ringare:6"'


async def test_roles_can_be_given_changed_and_taken_away(story: Story) -> None:
    number = await ringstuga(story, more="platser=8")
    heard = await told(story.anna, f"!pass ändra {number} {WANTED}", "shift-edited")
    assert "• roller: ringledare:1 ringare:6" in heard.text
    assert "platser" not in heard.text
    heard = await told(story.anna, f'!pass ändra {number} roller="ringare:7"', "shift-edited")
    assert "• roller: ringare:7 (förut ringledare:1 ringare:6)" in heard.text
    await told(story.anna, f"!pass ändra {number} roller=ringare:7", "shift-unchanged")
    heard = await told(story.anna, f"!pass ändra {number} roller=inga", "shift-edited")
    assert "• roller: inga (förut ringare:7)" in heard.text
    assert await seats(story, number) == (0, 8)


async def test_where_the_roles_are_the_seats_they_stay_the_seats(story: Story) -> None:
    number = await ringstuga(story, more=WANTED)
    heard = await told(story.anna, f'!pass ändra {number} roller="ringledare:1 ringare:9"', "shift-edited")
    assert "• platser: 10 (förut 7)" in heard.text
    assert await seats(story, number) == (0, 10)


async def test_seats_and_roles_that_do_not_fit_are_refused_together(story: Story) -> None:
    number = await ringstuga(story, more=f"platser=8 {WANTED}")
    heard = await told(story.anna, f"!pass ändra {number} platser=6", "error-roles-seats")
    assert "är 7 personer tillsammans, och det finns bara 6 platser" in heard.text
    await told(story.anna, f'!pass ändra {number} roller="a:9"', "error-roles-seats")
    assert await seats(story, number) == (0, 8)
    await told(story.anna, f"!pass ändra {number} platser=6 roller=ringare:6", "shift-edited")
    assert await seats(story, number) == (0, 6)


async def test_nobody_loses_a_role_that_is_theirs(story: Story) -> None:
    number = await ringstuga(story, more=WANTED)
    await told(story.bo, f"!anmäl {number} roll=ringare", "signup-booked")
    await told(story.leyla, f"!anmäl {number} roll=Ringare", "signup-booked")
    for roles, words in (
        ("ringledare:7", "så den kan inte tas bort"),
        ('"ringledare:1 ringare:1"', "så den kan inte bli bara 1"),
        ("inga", "så den kan inte tas bort"),
    ):
        line = f"!pass ändra {number} roller={roles} plats=Torget"
        heard = await told(story.anna, line, "error-roles-taken")
        assert heard.text.startswith(f"2 personer har rollen ringare på pass #{number}")
        assert words in heard.text
    assert (await told(story.anna, f"!pass {number}", "shifts-one")).text.count("Torget") == 0
    assert await booked(story, number) == ["Bo", "Leyla"]
    assert story.bo.new() == story.leyla.new() == []
    await told(story.anna, f'!pass ändra {number} roller="ringledare:1 ringare:2"', "shift-edited")


async def test_the_same_in_english(story: Story) -> None:
    number = await ringstuga(story, more=WANTED)
    await told(story.bo, f"!anmäl {number} roll=ringledare", "signup-booked")
    await english(story.anna)
    heard = await told(story.anna, f"!shift edit {number} roles=ringare:6", "error-roles-taken")
    assert heard.text.startswith(
        f"One person has the role ringledare on shift #{number}, so it cannot be taken"
    )
    heard = await told(story.anna, f"!shift edit {number} seats=3", "error-roles-seats")
    assert "Write seats=7 too" in heard.text
    heard = await told(story.anna, f"!shift edit {number} confirm=12h", "shift-edited")
    assert "• those booked confirm: 12 hours before" in heard.text


async def test_confirming_is_the_shifts_own_or_the_activitys(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, "!aktivitet ändra ringstuga bekräfta=24h", "activity-edited")
    heard = await told(story.anna, f"!pass ändra {number} bekräfta=av", "shift-edited")
    assert "• de anmälda bekräftar: nej (förut 1 dag före)" in heard.text
    heard = await told(story.anna, f"!pass ändra {number} bekräfta=12h", "shift-edited")
    assert "• de anmälda bekräftar: 12 timmar före" in heard.text
    heard = await told(story.anna, f"!pass ändra {number} bekräfta=ingen", "shift-edited")
    assert "• de anmälda bekräftar: 1 dag före (förut 12 timmar före)" in heard.text


async def test_a_role_is_one_however_it_is_written_and_keeps_its_name(story: Story) -> None:
    number = await ringstuga(story, more='roller="Ringledare:1 ringare:6"')
    await told(story.bo, f"!anmäl {number} roll=RINGLEDARE", "signup-booked")
    await told(story.anna, f'!pass ändra {number} roller="ringledare:1 ringare:2"', "shift-edited")
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, number)
        assert view is not None
        assert view.roles == {"Ringledare": 1, "ringare": 2}
        assert await store.signups.by_role(view.id) == {"Ringledare": 1}


async def test_roles_given_later_are_those_that_people_have_already(story: Story) -> None:
    number = await ringstuga(story, more="platser=3")
    await told(story.bo, f"!anmäl {number} roll=Ringare", "signup-booked")
    await told(story.anna, f'!pass ändra {number} roller="ringare:1 fika:1"', "shift-edited")
    await told(story.leyla, f"!anmäl {number} roll=ringare", "error-role")


async def test_who_waits_for_a_role_that_is_gone_waits_for_any(story: Story) -> None:
    number = await ringstuga(story, more='roller="fika:1"')
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.leyla, f"!anmäl {number}", "signup-waitlisted")
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, number)
        assert view is not None
        shift_id = view.id
    async with story.app.database.writing() as store:
        (waiting,) = await store.signups.line(shift_id)
        await store.signups.change(waiting, role="kaffe")
    line = f'!pass ändra {number} roller="fika:1 värd:1"'
    await told(story.anna, line, "shift-edited")
    assert await booked(story, number) == ["Bo", "Leyla"]


async def test_confirming_that_is_asked_for_later_is_asked_all_the_same(story: Story) -> None:
    number = await ringstuga(story, "tors 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, "!aktivitet ändra ringstuga bekräfta=24h", "activity-edited")
    await at(story, "2024-05-08 18:05")
    assert "seat-confirm" in kinds(story.bo.new())


async def test_confirming_can_be_asked_for_on_one_shift_alone(story: Story) -> None:
    number = await ringstuga(story, "tors 18-20")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    await told(story.anna, f"!pass ändra {number} bekräfta=24h", "shift-edited")
    await at(story, "2024-05-08 18:05")
    assert "seat-confirm" in kinds(story.bo.new())
