"""Stories in which people are asked to step in: more than the cast, and what they have done before."""

from __future__ import annotations

from sqlalchemy import update

from storage.models import Activity
from tests.stories.given import at, ringstuga, shift, told
from tests.support.story import Heard, Someone, Story


async def ringers(story: Story, count: int) -> list[Someone]:
    """So many more people of the district, who have a direct room with the bot."""
    made = [Someone(story, f"@ringer{n}:example.org", f"Ringer {n}") for n in range(1, count + 1)]
    for one in made:
        await story.server.invite_bot(one.direct.address, by=one.address, direct=True)
    await story.settle()
    return made


async def experienced(story: Story, *people: Someone) -> None:
    """The activity, and these people who were on a shift of it; it is Wednesday 8 May, 10 in the morning."""
    number = await ringstuga(story, "tis 18-20", more="")
    for one in people:
        await told(one, f"!anmäl {number}", "signup-booked")
    await at(story, "2024-05-08 10:00")
    silence(story, *people)


async def annas(story: Story, *people: Someone, when: str = "17/5 18-20", more: str = "platser=1") -> int:
    """A shift on which Anna has a seat, nine days ahead unless told otherwise; all know the activity."""
    await experienced(story, *people)
    number = await shift(story, when, more=more)
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    silence(story, *people)
    return number


async def thin(story: Story, *people: Someone, when: str = "17/5 18-20", more: str = "minst=3") -> int:
    """A shift that needs three, of an activity that these people know; Anna alone has signed up."""
    await experienced(story, *people)
    number = await shift(story, when, more=more)
    await told(story.anna, f"!anmäl {number}", "signup-booked")
    silence(story, *people)
    return number


async def set_activity(story: Story, **columns: object) -> None:
    """What an organizer says of every activity."""
    async with story.app.database.writing() as store:
        await store.session.execute(update(Activity).values(**columns))


async def says(who: Someone, text: str, kind: str) -> Heard:
    """To the bot alone; expects this kind of answer."""
    heard = await who.says(text, room=who.direct)
    assert heard.kind == kind, f"{text!r} was answered with {heard}"
    return heard


def silence(story: Story, *people: Someone) -> None:
    """What was said until now is heard."""
    for one in (story.anna, story.bo, story.leyla, *people):
        one.new()
    for room in (story.district_room, story.organizers_room):
        room.new()


def asked(people: list[Someone], kind: str) -> list[str]:
    """The names of those who have had such a letter since the last look, and nothing else."""
    found = []
    for one in people:
        heard = [letter.kind for letter in one.new()]
        assert set(heard) <= {kind}, f"{one.name} heard {heard}"
        found += [one.name] * len(heard)
    return found
