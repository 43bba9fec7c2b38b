"""What many stories begin with, said through the chat as Anna would say it."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.support.story import Heard, Someone, Story


async def told(who: Someone, text: str, kind: str) -> Heard:
    """Say something and expect this kind of answer; with the whole answer where it is another."""
    heard = await who.says(text)
    assert heard.kind == kind, f"{text!r} was answered with {heard}"
    return heard


async def activity(story: Story, slug: str = "ringstuga", more: str = "") -> None:
    """An activity of the district; its title is the slug with a capital, unless `more` says another."""
    await told(story.anna, f"!aktivitet ny {slug} {more}", "activity-added")


async def shift(
    story: Story, when: str = "tis 18-20", *, slug: str = "ringstuga", more: str = "platser=8"
) -> int:
    """A shift (on Tuesday 7 May 2024 unless told otherwise), and its number."""
    heard = await told(story.anna, f"!pass ny {slug} {when} {more}", "shift-added")
    return number_in(heard)


async def ringstuga(story: Story, when: str = "tis 18-20", *, more: str = "platser=8") -> int:
    """The activity ringstuga with one shift, and the shift's number."""
    await activity(story)
    return await shift(story, when, more=more)


async def at(story: Story, moment: str) -> None:
    """It is this local time now ("2024-05-07 18:00"); what came due on the way comes due at once."""
    await story.until(moment, step=timedelta(days=400))


async def english(who: Someone) -> None:
    """From now on the bot speaks English with them."""
    await who.says("!language en")


def number_in(heard: Heard) -> int:
    """The first shift's number in an answer."""
    found = re.search(r"#([0-9]+)", heard.text)
    assert found is not None, f"there is no shift in {heard}"
    return int(found[1])


async def seats(story: Story, number: int) -> tuple[int, int | None]:
    """How many seats of a shift are taken, and how many there are."""
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, number)
        assert view is not None
        assert view.taken == await store.signups.taken(view.id)
        return view.booked, view.seats


async def booked(story: Story, number: int) -> list[str]:
    """The names of those booked on a shift, in the order of signing up."""
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, number)
        assert view is not None
        return [one.person.name for one in await store.signups.of_shift(view.id)]


def kinds(heard: list[Heard]) -> list[str]:
    """What was said, by kind."""
    return [one.kind for one in heard]
