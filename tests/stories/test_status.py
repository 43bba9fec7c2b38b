"""How things stand, at a glance: what may be done here, what comes, what waits or failed, how full it is."""

from __future__ import annotations

import asyncio

import pytest

from bot import facts
from bot.platforms.base import Refused
from tests.stories.given import activity, english, shift, told
from tests.stories.waiting import wait
from tests.support.story import Heard, Story


async def looked(story: Story, *, text: str = "!läget") -> Heard:
    return await told(story.anna, text, "status")


def part(heard: Heard, heading: str) -> list[str]:
    """The list under a heading."""
    lines = heard.text.splitlines()
    begins = next(at for at, line in enumerate(lines) if line.startswith(heading))
    rest = lines[begins + 1 :]
    ends = next((at for at, line in enumerate(rest) if not line.startswith("• ")), len(rest))
    return [line.removeprefix("• ") for line in rest[:ends]]


async def test_what_the_bot_may_do_here_is_said_once_it_is_known(story: Story) -> None:
    heard = await looked(story)
    assert "Vad jag får göra här vet jag inte än" in heard.text
    story.server.room(story.district_room.address).can_pin = False
    await story.app.rooms.refresh()
    heard = await looked(story)
    assert (
        "Här får jag skriva, inte ropa på alla och inte fästa meddelanden (såg jag kl. 10.00)." in heard.text
    )
    heard = await story.anna.says("läget", room=story.anna.direct)
    assert "Här får jag" not in heard.text


async def test_a_room_of_which_nothing_can_be_learnt_is_unknown_again(story: Story) -> None:
    await story.app.rooms.refresh()
    story.server.fault = lambda action, _stage: Refused("gone") if action == "facts" else None
    await story.app.rooms.refresh()
    assert "vet jag inte än" in (await looked(story)).text


async def test_asking_about_an_unknown_room_has_it_looked_up(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    rooms, done = story.app.rooms, asyncio.Event()
    refresh = rooms.refresh

    async def noted() -> None:
        await refresh()
        done.set()

    monkeypatch.setattr(facts, "SOON_SECONDS", 0)
    monkeypatch.setattr(rooms, "refresh", noted)
    task = asyncio.create_task(rooms.run())
    try:
        assert rooms.known(story.district_room.address) is None
        await asyncio.wait_for(done.wait(), 30)
        assert rooms.known(story.district_room.address) is not None
        assert rooms.known(story.bo.direct.address) is None
    finally:
        task.cancel()


async def test_what_cannot_be_looked_up_does_not_stop_the_bot(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = asyncio.Event()

    async def fails() -> None:
        done.set()
        raise ValueError("a surprise")

    monkeypatch.setattr(facts, "SOON_SECONDS", 0)
    monkeypatch.setattr(story.app.rooms, "refresh", fails)
    task = asyncio.create_task(story.app.rooms.run())
    try:
        story.app.rooms.wake()
        await asyncio.wait_for(done.wait(), 30)
        await asyncio.sleep(0)
        assert not task.done()
    finally:
        task.cancel()


async def test_what_comes_next_is_told_with_when_and_to_how_many(story: Story) -> None:
    await activity(story)
    number = await shift(story, "ons 18-20", more="platser=8")
    for who in (story.bo, story.leyla):
        await told(who, f"!anmäl #{number}", "signup-booked")
    await told(story.anna, f'!boka #{number} "Karin Ek"', "book-done")
    await story.tick()
    assert part(await looked(story), "Härnäst") == [
        "tis 7 maj 08.00: sammandrag i 1 rum",
        f"tis 7 maj 18.00: påminnelse till 2, Ringstuga (#{number})",
        f"tis 7 maj 18.00: ringlista, 1 att ringa, Ringstuga (#{number})",
        f"ons 8 maj 16.00: påminnelse till 2, Ringstuga (#{number})",
        f"ons 8 maj 20.00: frågar vilka som kom, Ringstuga (#{number})",
    ]


async def test_no_more_than_five_things_are_told_and_what_is_unknown_by_its_kind(story: Story) -> None:
    async with story.app.database.writing() as store:
        for hour in range(1, 9):
            await store.dues.plan("a-new-kind", f"x:{hour}", story.clock.now(), district_id=1)
            await store.dues.plan("watch", f"new:{hour}:1", story.clock.now(), district_id=1)
    lines = part(await looked(story), "Härnäst")
    assert lines == ["mån 6 maj 10.00: a-new-kind", "mån 6 maj 10.00: nyheter till dem som bevakar"]
    await activity(story)
    for day in ("tis", "ons", "tors", "fre", "lör"):
        number = await shift(story, f"{day} 18-20")
        await told(story.bo, f"!anmäl #{number}", "signup-booked")
    assert len(part(await looked(story), "Härnäst")) == 5


async def test_an_open_question_and_an_asking_are_named(story: Story) -> None:
    await activity(story)
    number = await shift(story, "tis 9-11", more="platser=1")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    await told(story.leyla, f"!anmäl #{number}", "signup-waitlisted")
    await told(story.bo, f"!avboka #{number}", "leave-done")
    lines = part(await looked(story), "Härnäst")
    assert f"mån 6 maj 14.00: svarstiden går ut för 1, Ringstuga (#{number})" in lines
    assert "offer" not in (await looked(story)).text


async def test_what_waits_for_the_morning_and_what_failed_is_counted_without_contents(story: Story) -> None:
    await activity(story)
    number = await shift(story, "ons 18-20")
    assert "Inget väntar på att skickas." in (await looked(story)).text
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    story.server.fault = lambda action, _stage: Refused("no") if action == "send" else None
    await story.anna.says_unanswered(f'!meddela #{number} "En hemlighet"')
    story.server.fault = None
    await wait(story, "2024-05-06 22:00")
    await told(story.anna, f'!meddela #{number} "En till hemlighet"', "broadcast-done")
    await story.pass_time(hours=1)
    heard = await looked(story)
    assert (
        "1 meddelande väntar sedan 1 timme: de går iväg när de tysta timmarna är slut."
        " 2 gick inte fram de senaste 7 dagarna: 1 meddelande till dem som är anmälda och 1 svar."
        in heard.text
    )
    assert "hemlighet" not in heard.text
    await wait(story, "2024-05-14 12:00")
    assert "gick inte fram" not in (await looked(story)).text


async def test_who_waits_in_vain_is_among_what_will_be_told(story: Story) -> None:
    await activity(story)
    number = await shift(story, "tis 18-20", more="platser=1")
    await told(story.anna, f"!anmäl #{number}", "signup-booked")
    assert "förgäves" not in (await looked(story)).text
    for who in (story.bo, story.leyla):
        await told(who, f"!anmäl #{number}", "signup-waitlisted")
    line = f"tis 7 maj 18.00: säger till 2 som väntar förgäves, Ringstuga (#{number})"
    assert line in part(await looked(story), "Härnäst")


async def test_how_full_the_coming_two_weeks_are(story: Story) -> None:
    await activity(story)
    full = await shift(story, "tis 18-20", more="platser=1")
    thin = await shift(story, "ons 18-20", more="platser=8 minst=3")
    free = await shift(story, "tors 18-20", more="")
    await shift(story, "1 juni 18-20")
    await told(story.bo, f"!anmäl #{full}", "signup-booked")
    await told(story.leyla, f"!anmäl #{full}", "signup-waitlisted")
    await told(story.bo, f"!anmäl #{thin}", "signup-booked")
    await told(story.anna, f"!pass stäng #{free}", "shift-closed")
    heard = await looked(story)
    assert (
        "Två veckor framåt: 3 pass, 2 anmälda, 2 av 9 platser tagna, 1 har för få, 1 väntar på plats."
        in heard.text
    )
    assert part(heard, "Två veckor framåt") == [
        f"#{full} Ringstuga, tis 7 maj 18.00: 1/1, 1 väntar",
        f"#{thin} Ringstuga, ons 8 maj 18.00: 1/8, 2 saknas",
        f"#{free} Ringstuga, tors 9 maj 18.00: 0 anmälda, stängt",
    ]
    assert not {"Bo", "Leyla"} & set(heard.text.replace(",", " ").split())


async def test_a_long_list_is_cut_and_the_rest_counted(story: Story) -> None:
    await activity(story)
    for hour in range(8, 20):
        await shift(story, f"ons {hour}-{hour + 1}")
    heard = await looked(story)
    assert len(part(heard, "Två veckor framåt")) == 10
    assert "Och 2 pass till." in heard.text


async def test_it_is_for_organizers(story: Story) -> None:
    await activity(story, more="ansvarig=@leyla:example.org")
    for who in (story.bo, story.leyla):
        heard = await told(who, "!läget", "error-forbidden")
        assert "organisatörer" in heard.text
    await english(story.bo)
    assert "organizers" in (await told(story.bo, "!status", "error-forbidden")).text


async def test_the_same_in_english(story: Story) -> None:
    await english(story.anna)
    heard = await looked(story, text="!status")
    assert "What I may do here I do not know yet" in heard.text
    assert "Nothing waits to be sent." in heard.text
    await story.app.rooms.refresh()
    await activity(story)
    number = await shift(story, "ons 18-20", more="platser=4")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    heard = await looked(story, text="!status")
    assert "Here I may write, not call on everyone and pin messages (seen at 10:00)." in heard.text
    assert f"Tue 7 May 18:00: reminder to 1, Ringstuga (#{number})" in part(heard, "Next")
    assert "Two weeks ahead: 1 shift, 1 booked, 1 of 4 seats taken." in heard.text


async def test_what_will_not_happen_is_not_told(story: Story) -> None:
    """Rows of a cancelled shift, of a time that was moved, and about shifts with nobody on them."""
    await activity(story)
    gone, moved = await shift(story, "tis 18-20"), await shift(story, "ons 18-20")
    await shift(story, "tors 18-20")
    for number in (gone, moved):
        await told(story.bo, f"!anmäl #{number}", "signup-booked")
    await told(story.anna, f"!pass ställin #{gone} ändå", "shift-cancel-done")
    await told(story.anna, f"!pass ändra #{moved} 19-21", "shift-edited")
    asked = [line for line in part(await looked(story), "Härnäst") if "frågar vilka som kom" in line]
    assert asked == [f"ons 8 maj 21.00: frågar vilka som kom, Ringstuga (#{moved})"]


async def test_a_search_for_a_stand_in_stands_there_until_it_is_over(story: Story) -> None:
    await activity(story)
    number = await shift(story, "ons 18-20", more="platser=1")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    await told(story.bo, f"!ersättare #{number}", "standin-started")
    await story.tick()
    line = f"söker vidare efter en ersättare, Ringstuga (#{number})"
    assert any(line in one for one in part(await looked(story), "Härnäst"))
    await told(story.bo, f"!ersättare #{number} av", "standin-withdrawn")
    assert not any("ersättare" in one for one in part(await looked(story), "Härnäst"))
