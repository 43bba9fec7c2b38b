"""One message to everyone who is booked, each alone and each once."""

from __future__ import annotations

from datetime import timedelta

from tests.stories.given import activity, english, kinds, ringstuga, shift, told
from tests.support.story import Story

HOUR = timedelta(hours=1)


async def test_everyone_booked_gets_the_text_with_the_writers_name_and_the_shift(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.leyla.says("!anmäl 1")
    heard = await told(story.anna, '!meddela 1 "Porten är låst, gå runt."', "broadcast-done")
    assert "2 personer" in heard.text
    for one in (story.bo, story.leyla):
        (message,) = one.new()
        assert (message.kind, message.notify, message.mentions) == ("broadcast", True, (one.address,))
        assert "Anna" in message.text
        assert "Ringstuga, tis 7 maj 18.00–20.00" in message.text
        assert "Porten är låst, gå runt." in message.text


async def test_it_is_sent_once_whatever_happens_afterwards(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    heard = await told(story.anna, "!meddela 1 kom tidigt", "broadcast-done")
    assert await story.anna.edits(heard, "!meddela 1 kom tidigare") == []
    await story.restart()
    await story.pass_time(hours=1)
    assert kinds(story.bo.new()) == ["broadcast"]


async def test_after_a_number_no_quotes_are_needed_and_no_word_is_lost(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await told(story.anna, "!meddela 1 kom ändå 10 min tidigare", "broadcast-done")
    (message,) = story.bo.new()
    assert message.text.endswith("kom ändå 10 min tidigare")


async def test_line_breaks_are_kept_and_markup_is_only_text(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await told(story.anna, '!meddela 1 "Ta med:\n- laddare\n- **vatten** <b>@room</b>"', "broadcast-done")
    (message,) = story.bo.new()
    assert message.text.endswith("Ta med:\n- laddare\n- **vatten** <b>@room</b>")
    assert message.mentions == (story.bo.address,)


async def test_those_without_chat_are_counted_and_named_to_the_asker_alone(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.anna.says('!boka 1 "Bo Ek"')
    heard = await told(story.anna, "!meddela 1 hej", "broadcast-done")
    assert "1 person har inte chatt" in heard.text
    assert "Bo Ek" not in heard.text
    (alone,) = story.anna.new()
    assert alone.kind == "broadcast-unreached"
    assert "• Bo Ek" in alone.text
    heard = await story.anna.says("!meddela 1 hej", room=story.organizers_room)
    assert "• Bo Ek" in heard.text
    assert story.anna.new() == []


async def test_nobody_booked_is_said_and_nothing_is_sent(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.bo.says("!avboka 1")
    await told(story.anna, "!meddela 1 hej", "error-nobody-booked")
    assert story.bo.new() == []


async def test_nobody_with_chat_is_said_too(story: Story) -> None:
    await ringstuga(story)
    await story.anna.says('!boka 1 "Bo Ek"')
    heard = await told(story.anna, "!meddela 1 hej", "broadcast-done")
    assert "inget är skickat" in heard.text


async def test_a_forgotten_text_sends_no_part_of_the_shift(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    for text in (
        "!meddela",
        "!meddela 1",
        "!meddela ringstuga tis",
        '!meddela 1 "hej',
        '!meddela 1 "\u200b"',
    ):
        heard = await story.anna.says(text)
        assert heard.kind in ("error-arguments", "error-text-empty")
    assert story.bo.new() == []


async def test_too_long_a_text_is_refused(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await told(story.anna, f"!meddela 1 {'x' * 1001}", "error-text-long")
    assert story.bo.new() == []
    await told(story.anna, f"!meddela 1 {'x' * 1000}", "broadcast-done")
    assert kinds(story.bo.new()) == ["broadcast"]


async def test_several_that_fit_are_asked_back_and_a_number_sends_it(story: Story) -> None:
    await activity(story)
    await shift(story, "tis 18-20")
    await shift(story, "ons 18-20")
    await story.bo.says("!anmäl 1")
    await story.leyla.says("!anmäl 2")
    heard = await told(story.anna, '!meddela ringstuga "Ta med\nvatten"', "shift-choose")
    assert story.bo.new() == story.leyla.new() == []
    (done,) = await story.anna.reacts(heard, "2️⃣")
    assert done.kind == "broadcast-done"
    assert story.bo.new() == []
    (message,) = story.leyla.new()
    assert message.text.endswith("Ta med\nvatten")


async def test_at_night_it_waits_for_the_morning_and_the_asker_knows(story: Story) -> None:
    await ringstuga(story, "ons 18-20")
    await story.bo.says("!anmäl 1")
    await story.until("2024-05-07 22:00", step=HOUR)
    story.bo.new()
    heard = await told(story.anna, "!meddela 1 kom tidigt", "broadcast-done")
    assert "ons 8 maj 08.00" in heard.text
    assert story.bo.new() == []
    await story.until("2024-05-08 08:05", step=HOUR)
    assert kinds(story.bo.new()) == ["broadcast"]


async def test_before_an_early_shift_it_does_not_wait(story: Story) -> None:
    await ringstuga(story, "tis 7-9")
    await story.bo.says("!anmäl 1")
    await story.until("2024-05-07 06:30", step=HOUR)
    story.bo.new()
    heard = await told(story.anna, "!meddela 1 kom tidigt", "broadcast-done")
    assert "natt" not in heard.text
    assert kinds(story.bo.new()) == ["broadcast"]


async def test_during_a_shift_and_after_it_people_can_still_be_told(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.until("2024-05-07 19:00", step=HOUR)
    story.bo.new()
    await told(story.anna, "!meddela 1 vi är i sal två", "broadcast-done")
    await story.until("2024-05-07 20:30", step=HOUR)
    await told(story.anna, "!meddela 1 tack för i kväll", "broadcast-done")
    assert kinds(story.bo.new()) == ["broadcast", "broadcast"]


async def test_the_lead_may_too_and_the_lead_of_something_else_may_not(story: Story) -> None:
    await activity(story, more="ansvarig=@leyla:example.org")
    await activity(story, "torgmöte")
    await shift(story, "tis 18-20")
    await shift(story, "ons 18-20", slug="torgmöte")
    await story.bo.says("!anmäl 1")
    await story.bo.says("!anmäl 2")
    assert (await story.leyla.says("meddela 1 hej", room=story.leyla.direct)).kind == "broadcast-done"
    assert (await story.leyla.says("meddela 2 hej", room=story.leyla.direct)).kind == "error-forbidden"
    assert kinds(story.bo.new()) == ["broadcast"]


async def test_the_audit_knows_that_it_was_sent_and_not_what(story: Story) -> None:
    await ringstuga(story)
    await story.bo.says("!anmäl 1")
    await story.anna.says("!meddela 1 xyzzy")
    async with story.store() as store:
        entries = [one for one in await store.audit.all() if one.action == "broadcast"]
        assert [one.subject for one in entries] == ["shift:1"]


async def test_the_same_in_english(story: Story) -> None:
    await ringstuga(story)
    for one in (story.anna, story.bo):
        await english(one)
    await story.bo.says("!signup 1")
    heard = await told(story.anna, '!tell ringstuga "The gate is locked."', "broadcast-done")
    assert "Sent to 1 person" in heard.text
    (message,) = story.bo.new()
    assert "Anna writes to everyone on Ringstuga" in message.text
