"""Two shifts become one: nobody is lost, and everybody is told once (issue 3, point 6)."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from tests.stories.given import activity, at, booked, kinds, seats, shift, told
from tests.stories.helping import silence, thin
from tests.stories.waiting import of_kind, wait
from tests.support.story import Story


async def two_shifts(story: Story, *, seats: int = 3) -> tuple[int, int]:
    """Anna on the first, and another one the day after."""
    first = await thin(story)
    second = await shift(story, "18/5 18-20", more=f"platser={seats}")
    silence(story)
    return first, second


async def test_everybody_is_moved_told_once_and_the_first_is_cancelled(story: Story) -> None:
    first, second = await two_shifts(story)
    await told(story.bo, f"!anmäl {first} gäster=1", "signup-booked")
    heard = await told(story.anna, f"!pass slåihop {first} {second}", "shift-merge-confirm")
    assert "2 personer flyttas" in heard.text
    assert await booked(story, first) == ["Anna", "Bo"]
    heard = await told(story.anna, f"!pass slåihop {first} {second} ändå", "shift-merge-done")
    assert "2 har plats där" in heard.text
    assert await booked(story, first) == []
    assert await booked(story, second) == ["Anna", "Bo"]
    assert await seats(story, second) == (3, 3)
    for one in (story.anna, story.bo):
        (heard,) = one.new()
        assert heard.kind == "shift-merged"
        assert f"(#{first}) har slagits ihop med Ringstuga" in heard.text
        assert f"!avboka #{second}" in heard.text
        file = story.file_of(heard)
        assert file is not None
        assert file.data.count(b"BEGIN:VEVENT") == 2
        assert file.data.count(b"STATUS:CANCELLED") == 1
    await wait(story, "2024-05-18 17:55")
    assert len(of_kind(story.bo.new(), "reminder-shift")) == 2


async def test_in_the_order_of_signing_up_and_the_rest_wait(story: Story) -> None:
    first, second = await two_shifts(story, seats=2)
    await told(story.bo, f"!anmäl {first}", "signup-booked")
    await told(story.leyla, f"!anmäl {first}", "signup-booked")
    await told(story.leyla, f"!anmäl {second}", "signup-booked")
    silence(story)
    heard = await told(story.anna, f"!pass slåihop {first} med {second} ändå", "shift-merge-done")
    assert "2 har plats där. En står i väntelistan" in heard.text
    assert sorted(await booked(story, second)) == ["Anna", "Leyla"]
    (heard,) = story.bo.new()
    assert "du står i väntelistan" in heard.text
    (heard,) = story.leyla.new()
    assert "Du har en plats där" in heard.text
    await told(story.leyla, f"!avboka {second}", "leave-done")
    assert await booked(story, second) == ["Anna", "Bo"]


async def test_who_is_busy_then_is_asked_and_not_booked_twice(story: Story) -> None:
    first, second = await two_shifts(story)
    other = await shift(story, "18/5 19-21", more="")
    await told(story.bo, f"!anmäl {first}", "signup-booked")
    await told(story.bo, f"!anmäl {other}", "signup-booked")
    await told(story.anna, f"!pass slåihop {first} {second} ändå", "shift-merge-done")
    assert await booked(story, second) == ["Anna"]
    heard = story.bo.new()
    assert sorted(kinds(heard)) == ["offer-made", "shift-merged"]
    assert "Jag frågar dig särskilt" in of_kind(heard, "shift-merged")[0].text


async def test_two_shifts_at_the_same_time_can_become_one(story: Story) -> None:
    first = await thin(story)
    second = await shift(story, "17/5 18:30-20:30", more="platser=3")
    await told(story.anna, f"!pass slåihop {first} {second} ändå", "shift-merge-done")
    assert await booked(story, second) == ["Anna"]


async def test_who_has_no_chat_is_named_to_the_lead_alone(story: Story) -> None:
    first, second = await two_shifts(story)
    await told(story.anna, f'!boka {first} "Karin Ek"', "book-done")
    silence(story)
    heard = await told(story.anna, f"!pass slå ihop {first} {second} ändå", "shift-merge-done")
    assert "Karin" not in heard.text
    assert "namnet skickar jag till dig direkt" in heard.text
    (named,) = of_kind(story.anna.new(), "untold-names")
    assert "Karin Ek" in named.text
    assert await booked(story, second) == ["Anna", "Karin Ek"]


async def test_with_one_number_the_nearest_with_room_for_all_is_suggested(story: Story) -> None:
    first = await thin(story)
    await shift(story, "18/5 18-20", more="platser=1")
    await told(story.leyla, "!anmäl ringstuga 18/5", "signup-booked")
    third = await shift(story, "19/5 18-20", more="platser=3")
    heard = await told(story.anna, f"!pass slåihop {first}", "shift-merge-confirm")
    assert f"!pass slåihop #{first} #{third} ändå" in heard.text
    await told(story.anna, f"!pass ställin {third} ändå", "shift-cancel-done")
    heard = await told(story.anna, f"!pass slåihop {first}", "error-merge")
    assert "Inget annat pass inom en vecka" in heard.text


async def test_all_of_it_or_nothing(story: Story) -> None:
    """A fault in the middle leaves everybody where they were."""
    first, second = await two_shifts(story)
    await told(story.bo, f"!anmäl {first}", "signup-booked")
    silence(story)
    with patch("commands.actions.merging._tell", side_effect=RuntimeError("a fault")):
        event = await story.hear(story.anna, f"!pass slåihop {first} {second} ändå")
        for _ in range(8):
            await story.decide()
            await story.pass_time(minutes=10)
    await story.settle()
    assert [one.kind for one in story.answers_to(event)] == ["error-failed"]
    assert await booked(story, first) == ["Anna", "Bo"]
    assert await booked(story, second) == []
    assert story.bo.new() == []


@pytest.mark.parametrize("language", ["sv", "en"])
async def test_what_cannot_be_merged(story: Story, language: str) -> None:
    first = await thin(story, when="tors 18-20", more="minst=3")
    second = await shift(story, "fre 18-20", more="platser=3")
    await told(story.anna, f"!language {language}", "language-set")
    merge = {"sv": "pass slåihop", "en": "shift merge"}[language]
    words = {
        "sv": (
            "samma pass",
            "stängt för anmälan",
            "är inställt",
            "redan börjat, så",
            "redan börjat och",
            "inom en vecka",
        ),
        "en": ("the same shift", "closed for", "is cancelled", "so nobody", "with anything", "within a week"),
    }[language]
    heard = await told(story.anna, f"!{merge} {first} {first}", "error-merge")
    assert words[0] in heard.text
    await told(story.anna, f"!shift close {second}", "shift-closed")
    heard = await told(story.anna, f"!{merge} {first} {second}", "error-merge")
    assert words[1] in heard.text
    heard = await told(story.anna, f"!{merge} {first}", "error-merge")
    assert words[5] in heard.text
    await told(story.anna, f"!shift cancel {second} anyway", "shift-cancel-done")
    heard = await told(story.anna, f"!{merge} {first} {second}", "error-merge")
    assert words[2] in heard.text
    await told(story.anna, f"!{merge} {second} {first}", "error-shift-cancelled")
    third = await shift(story, "10/5 18-20", more="")
    await at(story, "2024-05-09 18:30")
    heard = await told(story.anna, f"!{merge} {third} {first}", "error-merge")
    assert words[3] in heard.text
    heard = await told(story.anna, f"!{merge} {first} {third}", "error-merge")
    assert words[4] in heard.text
    await told(story.anna, f"!{merge}", "error-arguments")


async def test_a_lead_merges_own_shifts_only(story: Story) -> None:
    first = await thin(story)
    await told(story.anna, "!aktivitet ändra ringstuga ansvarig=@bo:example.org", "activity-edited")
    await activity(story, "torget")
    other = await shift(story, "18/5 18-20", slug="torget")
    own = await shift(story, "19/5 18-20")
    await told(story.bo, f"!pass slåihop {first} {other} ändå", "error-forbidden")
    await told(story.leyla, f"!pass kör {first}", "error-forbidden")
    await told(story.bo, f"!pass slåihop {first} {own} ändå", "shift-merge-done")
