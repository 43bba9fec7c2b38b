"""Whoever watches an activity hears of new shifts and free seats, once, and only when it is of use."""

from __future__ import annotations

from sqlalchemy import select

from commands.seeds import keys_of
from storage.models import Due
from tests.stories.given import activity, english, shift, told
from tests.stories.waiting import of_kind, times, wait
from tests.support.story import Heard, Someone, Story


async def watched(story: Story, who: Someone) -> None:
    """The activity ringstuga, watched by them."""
    await activity(story)
    await told(who, "!bevaka ringstuga", "watch-on")


async def news(story: Story, who: Someone, *, until: str = "2024-05-06 10:30") -> list[Heard]:
    """What the watcher has heard of shifts until then."""
    await wait(story, until)
    return [one for one in who.direct.all() if one.kind.startswith("watch-") and one.notify]


async def full(story: Story, when: str = "fre 18-20") -> int:
    """A shift with one seat, which is Bo's."""
    number = await shift(story, when, more="platser=1")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    return number


async def test_a_new_shift_is_told_to_those_who_watch_and_to_nobody_else(story: Story) -> None:
    await watched(story, story.bo)
    number = await shift(story, more="platser=8")
    (heard,) = await news(story, story.bo)
    assert heard.text == (
        f"Nytt pass: Ringstuga, tis 7 maj 18.00–20.00 (#{number}), 8 platser kvar."
        f" Vill du vara med? Tryck på ✅ eller skriv !anmäl #{number}."
    )
    assert story.bo.direct.keys(heard) == keys_of([], "ja")
    assert await news(story, story.leyla) == []
    assert [one.kind for one in await story.bo.reacts(heard, "✅")] == ["signup-booked"]


async def test_a_series_is_one_message_and_a_number_signs_up(story: Story) -> None:
    await watched(story, story.bo)
    await told(story.anna, "!pass ny ringstuga tis 18-20 varje=vecka tom=31/7", "shift-series-added")
    (heard,) = await news(story, story.bo)
    assert heard.kind == "watch-new-several"
    assert heard.text.startswith("13 nya pass med Ringstuga:\n1. #1 tis 7 maj")
    assert "Och 4 till; !pass ringstuga visar alla." in heard.text
    (answered,) = await story.bo.reacts(heard, "2️⃣")
    assert answered.kind == "signup-booked"
    assert "#2" in answered.text


async def test_shifts_made_one_after_another_are_told_of_together(story: Story) -> None:
    await watched(story, story.bo)
    for when in ("tis 18-20", "ons 18-20", "tors 18-20"):
        await shift(story, when)
        await story.pass_time(minutes=1)
    (heard,) = await news(story, story.bo)
    assert heard.text.startswith("3 nya pass med Ringstuga:")


async def test_whoever_made_the_shift_or_is_on_it_or_busy_is_not_told(story: Story) -> None:
    await watched(story, story.anna)
    await told(story.bo, "!bevaka ringstuga", "watch-on")
    await told(story.leyla, "!bevaka ringstuga", "watch-on")
    await activity(story, "torgmöte")
    busy = await shift(story, "tis 19-21", slug="torgmöte")
    await told(story.leyla, f"!anmäl #{busy}", "signup-booked")
    number = await shift(story)
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    for who in (story.anna, story.bo, story.leyla):
        assert await news(story, who) == []


async def test_what_is_cancelled_at_once_is_not_told(story: Story) -> None:
    await watched(story, story.bo)
    number = await shift(story)
    await told(story.anna, f"!pass ställin #{number}", "shift-cancel-done")
    assert await news(story, story.bo) == []


async def test_a_free_seat_on_a_full_shift_is_told(story: Story) -> None:
    await activity(story)
    number = await full(story)
    for who in (story.anna, story.bo, story.leyla):
        await told(who, "!bevaka ringstuga", "watch-on")
    await told(story.bo, f"!avboka #{number}", "leave-done")
    (heard,) = await news(story, story.leyla)
    assert heard.text.startswith(
        f"Det har blivit plats på Ringstuga, fre 10 maj 18.00–20.00 (#{number}), 1 plats kvar."
    )
    assert await news(story, story.bo) == []
    assert len(await news(story, story.anna)) == 1


async def test_a_seat_that_the_line_takes_or_that_was_never_scarce_is_no_news(story: Story) -> None:
    await activity(story)
    number, roomy = await full(story), await shift(story, "lör 10-12", more="platser=5")
    await told(story.anna, "!bevaka ringstuga", "watch-on")
    await told(story.leyla, f"!anmäl #{number}", "signup-waitlisted")
    await told(story.bo, f"!avboka #{number}", "leave-done")
    await told(story.bo, f"!anmäl #{roomy}", "signup-booked")
    await told(story.bo, f"!avboka #{roomy}", "leave-done")
    assert await news(story, story.anna) == []
    async with story.store() as store:
        assert [one.kind for one in await store.session.scalars(select(Due)) if one.kind == "watch"] == []


async def test_more_seats_fewer_guests_and_an_offer_turned_down_are_news_too(story: Story) -> None:
    await watched(story, story.anna)
    number = await full(story)
    await told(story.anna, f"!pass ändra #{number} platser=2", "shift-edited")
    assert len(await news(story, story.anna, until="2024-05-06 11:00")) == 1
    await told(story.bo, f"!anmäl #{number} gäster=1", "signup-changed")
    await told(story.bo, f"!anmäl #{number} gäster=0", "signup-changed")
    assert len(await news(story, story.anna, until="2024-05-06 11:30")) == 2
    await told(story.bo, f"!anmäl #{number} gäster=1", "signup-changed")
    await told(story.leyla, f"!anmäl #{number}", "signup-waitlisted")
    await wait(story, "2024-05-10 09:00")
    await told(story.bo, f"!avboka #{number}", "leave-done")
    assert len(await news(story, story.anna, until="2024-05-10 09:01")) == 3


async def test_a_seat_that_is_taken_again_by_the_morning_is_not_told(story: Story) -> None:
    await watched(story, story.anna)
    gone, left = await full(story), await full(story, "lör 18-20")
    await wait(story, "2024-05-07 23:00")
    before = len(await news(story, story.anna, until="2024-05-07 23:00"))
    for number in (gone, left):
        await told(story.bo, f"!avboka #{number}", "leave-done")
    await told(story.leyla, f"!anmäl #{gone}", "signup-booked")
    await told(story.bo, f"!anmäl #{left}", "signup-booked")
    await told(story.bo, f"!avboka #{left}", "leave-done")
    heard = (await news(story, story.anna, until="2024-05-08 12:00"))[before:]
    assert times(heard) == ["Wed 08:00"]
    assert f"(#{left})" in heard[0].text


async def test_nothing_more_is_told_to_whoever_stops(story: Story) -> None:
    await watched(story, story.bo)
    heard = await told(story.bo, "!bevaka", "watch-list")
    assert heard.text == "Du bevakar Ringstuga. Sluta gör du till exempel med !bevaka ringstuga av."
    await told(story.bo, "!bevaka ringstuga", "watch-was-on")
    await told(story.bo, "!bevaka ringstuga av", "watch-off")
    await told(story.bo, "!bevaka ringstuga av", "watch-was-off")
    await shift(story)
    assert await news(story, story.bo) == []
    assert "inget än" in (await told(story.bo, "!bevaka", "watch-list")).text


async def test_everything_can_be_stopped_at_once(story: Story) -> None:
    await watched(story, story.bo)
    await activity(story, "torgmöte")
    await told(story.bo, "!bevaka torgmöte", "watch-on")
    heard = await told(story.bo, "!bevaka av", "watch-off-all")
    assert heard.text == "Då säger jag inte längre till om Ringstuga och Torgmöte."
    assert (
        await told(story.bo, "!bevaka av", "watch-off-all")
    ).text == "Du bevakar inget, så inget är ändrat."


async def test_an_unknown_activity_is_refused_with_the_nearest(story: Story) -> None:
    await activity(story)
    heard = await told(story.bo, "!bevaka ringstga", "error-activity-near")
    assert "!bevaka ringstuga" in heard.text
    await told(story.bo, "!bevaka xyzzy", "error-activity-unknown")
    await english(story.bo)
    heard = await told(story.bo, "!watch ringstga", "error-activity-near")
    assert "!watch ringstuga" in heard.text
    assert "xyzzy" in (await told(story.bo, "!watch xyzzy off", "error-activity-unknown")).text


async def test_the_same_in_english(story: Story) -> None:
    await activity(story)
    await english(story.leyla)
    heard = await told(story.leyla, "!watch ringstuga", "watch-on")
    assert "!watch ringstuga off" in heard.text
    number = await full(story)
    first = await news(story, story.leyla)
    assert first == []  # it was full before the news went out
    await told(story.bo, f"!avboka #{number}", "leave-done")
    (heard,) = of_kind(await news(story, story.leyla, until="2024-05-06 11:00"), "watch-seat")
    assert heard.text.startswith("There is room again on Ringstuga, Fri 10 May 18:00–20:00")
    await told(story.leyla, "!watch ringstuga off", "watch-off")
    assert "not watching anything" in (await told(story.leyla, "!watch", "watch-list")).text


async def test_an_archived_activity_says_so_and_can_be_stopped_watching(story: Story) -> None:
    await watched(story, story.bo)
    await told(story.anna, "!aktivitet arkivera ringstuga", "activity-archived")
    heard = await told(story.leyla, "!bevaka ringstuga", "error-activity-archived")
    assert "är arkiverad, så inget är ändrat. Skriv !aktiviteter för att se vad som finns." in heard.text
    await english(story.leyla)
    heard = await told(story.leyla, "!watch ringstuga", "error-activity-archived")
    assert "Write !activities to see what there is." in heard.text
    await told(story.bo, "!bevaka ringstuga av", "watch-off")
    await told(story.bo, "!bevaka ringstuga av", "watch-was-off")


async def test_stopping_all_of_it_holds_when_an_archived_activity_comes_back(story: Story) -> None:
    await watched(story, story.bo)
    await told(story.anna, "!aktivitet arkivera ringstuga", "activity-archived")
    await told(story.bo, "!bevaka av", "watch-off-all")
    await told(story.anna, "!aktivitet ny ringstuga ändå", "activity-revived")
    await shift(story)
    assert await news(story, story.bo) == []


async def test_who_watches_nothing_reads_an_example_that_exists(story: Story) -> None:
    heard = await told(story.bo, "!bevaka", "watch-list")
    assert "!bevaka" not in heard.text
    await activity(story, "torgmöte")
    assert "Skriv till exempel !bevaka torgmöte;" in (await told(story.bo, "!bevaka", "watch-list")).text
    await english(story.bo)
    assert "Write for example !watch torgmöte;" in (await told(story.bo, "!watch", "watch-list")).text
