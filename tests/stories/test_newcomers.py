"""The first time: somebody who has been there before looks after those who have not (issue 3, point 4)."""

from __future__ import annotations

from tests.stories.given import activity, at, english, kinds, shift, told
from tests.stories.waiting import of_kind
from tests.support.story import Story


async def paired(story: Story) -> tuple[int, int]:
    """Anna has been on one evening; the numbers of that one and of the next."""
    await activity(story, more="nya=fadder")
    first, second = await shift(story, "tis 18-20"), await shift(story, "fre 18-20")
    await told(story.anna, f"!anmäl {first}", "signup-booked")
    await at(story, "2024-05-08 10:00")
    for one in (story.anna, story.bo, story.leyla):
        one.new()
    return first, second


async def test_a_newcomer_and_who_looks_after_them_are_told_of_each_other(story: Story) -> None:
    _, number = await paired(story)
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    (heard,) = story.bo.new()
    assert heard.kind == "newcomer-paired"
    assert "Anna tar hand om dig" in heard.text
    (heard,) = story.anna.new()
    assert heard.kind == "mentor-paired"
    assert "Bo kommer för första gången" in heard.text
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    assert kinds(story.leyla.new()) == ["newcomer-paired"]


async def test_a_shift_without_anybody_experienced_says_so(story: Story) -> None:
    _, number = await paired(story)
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    assert story.bo.new() == []
    heard = await story.leyla.says("!pass ringstuga")
    assert "behöver någon som har varit med förr" in heard.text
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    assert kinds(story.bo.new()) == ["newcomer-paired"]
    assert kinds(story.anna.new()) == ["mentor-paired"]
    heard = await story.leyla.says("!pass ringstuga")
    assert "behöver någon" not in heard.text
    await english(story.leyla)
    await told(story.anna, f"!avboka {number}", "leave-done")
    heard = await story.leyla.says("!shifts ringstuga")
    assert "needs somebody who has been there before" in heard.text


async def test_when_the_mentor_leaves_the_newcomer_hears_of_it(story: Story) -> None:
    _, number = await paired(story)
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    story.bo.new()
    await told(story.anna, f"!avboka {number}", "leave-done")
    (heard,) = story.bo.new()
    assert heard.kind == "newcomer-alone"
    assert "Anna kan inte komma" in heard.text
    assert "sagt till den som ansvarar" in heard.text
    (heard,) = of_kind(story.organizers_room.new(), "newcomer-alone-lead")
    assert "Bo kommer för första gången" in heard.text
    assert f"!anmäl #{number}" in heard.text


async def test_the_lead_hears_of_it_alone_in_their_language_and_the_newcomer_when_somebody_comes(
    story: Story,
) -> None:
    _, number = await paired(story)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@leyla:example.org", "activity-edited")
    for one in (story.leyla, story.bo):
        await english(one)
    for one in (story.anna, story.bo):
        await one.says(f"!anmäl {number}")
    await told(story.anna, f"!avboka {number}", "leave-done")
    (heard,) = of_kind(story.leyla.new(), "newcomer-alone-lead")
    assert "bo comes for the first time" in heard.text.casefold()
    assert "I have told whoever is in charge" in story.bo.new()[-1].text
    assert of_kind(story.organizers_room.new(), "newcomer-alone-lead") == []
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    assert kinds(story.bo.new()) == ["newcomer-paired"]


async def test_a_full_shift_without_anybody_experienced_says_so_too(story: Story) -> None:
    await paired(story)
    number = await shift(story, "fre 12-14", more="platser=1")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    heard = await story.leyla.says("!pass ringstuga")
    assert "fullt, behöver någon som har varit med förr" in heard.text
    await told(story.anna, f"!pass stäng {number}", "shift-closed")
    heard = await story.leyla.says("!pass ringstuga")
    assert "stängt för anmälan, behöver någon som har varit med förr" in heard.text
    await english(story.leyla)
    await told(story.anna, f"!pass öppna {number}", "shift-opened")
    assert "full, needs somebody who has been there before" in (await story.leyla.says("!shifts")).text


async def test_of_a_mentor_who_is_forgotten_the_newcomer_hears_no_more_than_that_they_do_not_come(
    story: Story,
) -> None:
    _, number = await paired(story)
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    story.bo.new()
    await story.anna.says("!glömmig", room=story.anna.direct)
    await story.anna.says("!glömmig ändå", room=story.anna.direct)
    (heard,) = of_kind(story.bo.new(), "newcomer-alone")
    assert heard.text.startswith("Den som skulle ta hand om dig kan inte komma")


async def test_when_the_newcomer_leaves_the_mentor_hears_of_it(story: Story) -> None:
    _, number = await paired(story)
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    await told(story.bo, f"!anmäl {number}", "signup-booked")
    story.anna.new()
    await told(story.bo, f"!avboka {number}", "leave-done")
    assert kinds(story.anna.new()) == ["mentor-released"]


async def test_a_seat_from_the_line_is_paired_too(story: Story) -> None:
    await paired(story)
    number = await shift(story, "fre 12-14", more="platser=2")
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    await told(story.leyla, f"!anmäl {number}", "signup-booked")
    await told(story.bo, f"!anmäl {number}", "signup-waitlisted")
    story.bo.new()
    await told(story.leyla, f"!avboka {number}", "leave-done")
    assert sorted(kinds(story.bo.new())) == ["newcomer-paired", "seat-given"]


async def test_other_activities_pair_nobody(story: Story) -> None:
    await activity(story)
    number = await shift(story, "fre 18-20")
    for one in (story.anna, story.bo):
        await told(one, f"!anmäl {number}", "signup-booked")
    assert story.bo.new() == []
    assert "behöver någon" not in (await story.leyla.says("!pass ringstuga")).text
