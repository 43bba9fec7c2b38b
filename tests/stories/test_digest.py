"""The daily digest: what is today and tomorrow, at eight, where people look."""

from __future__ import annotations

from tests.stories.given import activity, kinds, number_in, ringstuga, shift, told
from tests.stories.waiting import away, of_kind, times, wait
from tests.support.story import Heard, Place, Story


def digests(place: Place) -> list[Heard]:
    """The digests in a room since the last look."""
    return of_kind(place.new(), "digest-day")


async def test_the_digest_tells_at_eight_what_is_today_and_tomorrow(story: Story) -> None:
    today = await ringstuga(story, "tis 18-20")
    tomorrow = await shift(story, "ons 18-20")
    later = await shift(story, "tor 18-20")
    await told(story.bo, f"!anmäl #{today}", "signup-booked")
    story.district_room.new()
    await wait(story, "2024-05-07 12:00")
    (digest,) = digests(story.district_room)
    assert times([digest]) == ["Tue 08:00"]
    assert digest.text.index("Idag") < digest.text.index(f"#{today}") < digest.text.index("Imorgon")
    assert digest.text.index("Imorgon") < digest.text.index(f"#{tomorrow}")
    assert "7 platser kvar" in digest.text
    assert f"#{later}" not in digest.text
    assert f"!anmäl #{today}" in digest.text


async def test_the_digest_names_nobody_and_calls_nobody(story: Story) -> None:
    number = await ringstuga(story, "tis 18-20")
    for who in (story.bo, story.leyla):
        await told(who, f"!anmäl #{number}", "signup-booked")
    story.district_room.new()
    await wait(story, "2024-05-07 08:00")
    (digest,) = digests(story.district_room)
    assert "Bo" not in digest.text
    assert "Leyla" not in digest.text
    assert digest.mentions == ()


async def test_who_is_needed_comes_first(story: Story) -> None:
    full = await ringstuga(story, "tis 17-18")
    thin = await shift(story, "ons 18-20", more="platser=8 minst=3")
    await told(story.bo, f"!anmäl #{thin}", "signup-booked")
    story.district_room.new()
    await wait(story, "2024-05-07 08:00")
    (digest,) = digests(story.district_room)
    assert "2 personer saknas" in digest.text
    assert digest.text.index(f"#{thin}") < digest.text.index(f"#{full}")
    assert digest.text.count(f"#{thin} ") == 1


async def test_there_is_no_digest_when_nothing_is_coming(story: Story) -> None:
    await ringstuga(story, "fre 18-20")
    story.district_room.new()
    await wait(story, "2024-05-08 12:00")
    assert digests(story.district_room) == []


async def test_news_of_the_week_are_told_once(story: Story) -> None:
    first = await ringstuga(story, "fre 18-20")
    await wait(story, "2024-05-07 09:00")
    new = number_in(await told(story.anna, "!pass ny ringstuga lör 10-12", "shift-added"))
    await told(story.anna, f"!pass ställin #{first} ändå", "shift-cancel-done")
    story.district_room.new()
    await wait(story, "2024-05-09 07:00")
    (digest,) = digests(story.district_room)
    assert times([digest]) == ["Wed 08:00"]
    assert digest.text.index("Nytt") < digest.text.index(f"#{new}")
    assert digest.text.index("Inställt") < digest.text.index(f"#{first}")


async def test_a_cancelled_shift_of_today_is_named_as_cancelled(story: Story) -> None:
    number = await ringstuga(story, "tis 18-20")
    await told(story.anna, f"!pass ställin #{number} ändå", "shift-cancel-done")
    story.district_room.new()
    await wait(story, "2024-05-07 08:00")
    (digest,) = digests(story.district_room)
    assert digest.text.index("Inställt") < digest.text.index(f"#{number}")


async def test_a_digest_comes_once_a_day_whatever_happens_to_the_bot(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    story.district_room.new()
    await wait(story, "2024-05-07 07:50")
    await story.restart()
    await wait(story, "2024-05-07 08:00")
    await story.restart()
    await wait(story, "2024-05-07 20:00")
    assert times(digests(story.district_room)) == ["Tue 08:00"]


async def test_a_missed_digest_comes_late_on_the_same_day(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await back_at(story, "2024-05-07 11:30")
    (digest,) = digests(story.district_room)
    assert "skulle ha kommit tidigare idag" in digest.text


async def test_a_digest_missed_until_the_evening_is_not_sent(story: Story) -> None:
    await ringstuga(story, "tis 21-23")
    await back_at(story, "2024-05-07 20:10")
    assert digests(story.district_room) == []


async def test_after_days_away_the_digest_is_of_today_only(story: Story) -> None:
    await ringstuga(story, "tor 18-20")
    await back_at(story, "2024-05-09 09:00")
    await wait(story, "2024-05-09 20:00")
    (digest,) = digests(story.district_room)
    assert "tors 9 maj" in digest.text
    assert "skulle ha kommit tidigare idag" in digest.text


async def back_at(story: Story, moment: str) -> None:
    """The bot is down from before the next digest until a local time."""
    story.district_room.new()
    await story.pass_time(minutes=10)
    await away(story, moment)


async def test_a_room_has_its_digest_at_its_own_time_and_in_its_language(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await told(story.anna, "!rum sammandrag=07:00 språk=en", "room-set")
    await told(story.anna, "!rum sammandrag=09:30", "room-set")
    story.district_room.new()
    await wait(story, "2024-05-07 12:00")
    (digest,) = digests(story.district_room)
    assert times([digest]) == ["Tue 09:30"]
    assert digest.text.startswith("Digest Tue 7 May")


async def test_a_time_set_after_it_has_passed_counts_from_tomorrow(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await wait(story, "2024-05-07 12:00")
    await told(story.anna, "!rum sammandrag=10:00", "room-set")
    await told(story.anna, "!pass ny ringstuga ons 18-20", "shift-added")
    story.district_room.new()
    await wait(story, "2024-05-08 12:00")
    assert times(digests(story.district_room)) == ["Wed 10:00"]


async def test_an_earlier_time_that_has_passed_today_counts_from_tomorrow_too(story: Story) -> None:
    await told(story.anna, "!rum sammandrag=18:00", "room-set")
    await ringstuga(story, "tis 19-21")
    await wait(story, "2024-05-06 17:00")
    await told(story.anna, "!rum sammandrag=16:00", "room-set")
    story.district_room.new()
    await wait(story, "2024-05-07 18:30")
    assert times(digests(story.district_room)) == ["Tue 16:00"]


async def test_a_digest_in_the_quiet_hours_comes_at_their_end(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await told(story.anna, "!rum sammandrag=06:00", "room-set")
    story.district_room.new()
    await wait(story, "2024-05-07 12:00")
    assert times(digests(story.district_room)) == ["Tue 08:00"]


async def test_a_room_that_wants_none_and_the_organizers_room_have_no_digest(story: Story) -> None:
    await activity(story)
    await shift(story, "tis 18-20")
    await told(story.anna, "!rum sammandrag=av", "room-set")
    story.district_room.new()
    story.organizers_room.new()
    await wait(story, "2024-05-07 12:00")
    assert kinds(story.district_room.new()) == []
    assert kinds(story.organizers_room.new()) == []


async def test_a_room_the_bot_has_left_is_left_alone(story: Story) -> None:
    await ringstuga(story, "tis 18-20")
    await story.pass_time(minutes=10)
    await story.bot_is_removed_from(story.district_room)
    story.district_room.new()
    await wait(story, "2024-05-07 12:00")
    assert digests(story.district_room) == []


async def test_of_a_shift_under_way_it_says_so_and_counts_no_seats(story: Story) -> None:
    number = await ringstuga(story, "tis 7-9")
    story.district_room.new()
    await wait(story, "2024-05-07 08:00")
    (digest,) = digests(story.district_room)
    assert f"#{number} Ringstuga, tis 7 maj 07.00–09.00, har börjat" in digest.text
    assert "platser kvar" not in digest.text
