"""An evening with people on it, and what is known of it afterwards."""

from __future__ import annotations

from storage.queries.signups import Booking
from storage.states import SignupState
from tests.stories.given import activity, shift, told
from tests.stories.waiting import wait
from tests.support.story import Story

AFTER = "2024-05-07 20:00"
"""The end of the evening: Tuesday 18-20."""


async def evening(
    story: Story, *, slug: str = "torgmöte", more: str = "", lead: bool = True, people: int = 2
) -> int:
    """A shift on Tuesday 18-20, with Bo, Karin Ek (without chat) and so many more; the lead is Leyla."""
    await activity(story, slug, f"{'ansvarig=@leyla:example.org' if lead else ''} {more}")
    number = await shift(story, slug=slug, more="")
    await told(story.bo, f"!anmäl #{number}", "signup-booked")
    names = ["Karin Ek", "Nils Ö", *(f"Person {n}" for n in range(3, 40))]
    for name in names[: people - 1]:
        await told(story.anna, f'!boka #{number} "{name}"', "book-done")
    return number


async def over(story: Story, moment: str = AFTER) -> None:
    """The evening is over (or it is another local time); what was written before is read."""
    await wait(story, moment)


async def on_the_list(story: Story, number: int) -> list[Booking]:
    """Everybody who was on the shift, in whatever state."""
    async with story.store() as store:
        district = (await store.rooms.districts())[0]
        view = await store.shifts.by_number(district.id, number)
        assert view is not None
        return await store.signups.of_shift(view.id, *SignupState)


async def states(story: Story, number: int) -> dict[str, str]:
    """What is known of each, by name."""
    return {one.person.name: one.signup.state.value for one in await on_the_list(story, number)}
