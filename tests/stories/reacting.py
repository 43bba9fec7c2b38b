"""Numbers under messages, as stories about lists, cards and polls need them."""

from __future__ import annotations

from sqlalchemy import select

from storage.models import Board, Reaction, Shift, Signup
from storage.states import BoardState, SignupState
from tests.support.story import Heard, Place, Someone, Story

ONE, TWO, THREE = "1️⃣", "2️⃣", "3️⃣"
BARE_ONE = "1\u20e3"


async def unseen(story: Story) -> None:
    """What has happened until now the bot will never be told: its place in the stream is moved past it."""
    async with story.app.database.writing() as store:
        await store.settings.keep_token("memory", str(len(story.server.timeline)))
    story._token = None


async def away(story: Story) -> None:
    """The bot goes down; what happens now is seen when it is back."""
    await story.stop_bot()


async def back(story: Story, *, missed: bool = False) -> None:
    """The bot is back; `missed`: the server no longer tells it what happened."""
    await story.start_bot()
    if missed:
        await unseen(story)
    await story.settle()
    await story.catch_up()


async def reacts(story: Story, who: Someone, heard: Heard, key: str) -> str:
    """Somebody reacts, and the bot does nothing about it yet; the event id."""
    event = await story.server.react(heard.room, who.address, heard.event, key, name=who.name)
    return event.event_id


async def unreacts(story: Story, who: Someone, heard: Heard, key: str) -> str:
    event = await story.server.unreact(heard.room, who.address, heard.event, key, name=who.name)
    return event.event_id


async def places(story: Story) -> dict[tuple[str, int], str]:
    """Who has a place on which shift, and which: (name, number of the shift) → state."""
    async with story.store() as store:
        rows = await store.session.execute(
            select(Signup, Shift.number).join(Shift, Shift.id == Signup.shift_id)
        )
        return {
            ((await store.people.get(row[0].person_id)).name, row[1]): row[0].state.value
            for row in rows
            if row[0].state != SignupState.CANCELLED
        }


async def standing(story: Story) -> int:
    """How many reactions the bot knows to stand."""
    async with story.store() as store:
        return len((await store.session.scalars(select(Reaction).where(Reaction.stands))).all())


async def boards(story: Story) -> list[BoardState]:
    async with story.store() as store:
        return list(await store.session.scalars(select(Board.state).order_by(Board.id)))


def showing(place: Place, event: str) -> str:
    """What can be read now where this message was written."""
    (found,) = [one for one in place.shown() if one.event == event]
    return found.text


def edits(place: Place, event: str) -> list[Heard]:
    return [one for one in place.all() if one.edits == event]
