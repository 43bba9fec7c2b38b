"""The name and the account of somebody who was forgotten are found nowhere, whatever went before.

Issue 4, "What must be shown": the database with its log, later backups, exports, logs, the outbox, messages.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import logs
from commands.actions import forgetting
from storage.engine import Database
from storage.models import Outbox, Person
from storage.queries.erasing import Erasing
from storage.queries.free_text import FreeText
from storage.queries.outbox import OutboxRows
from storage.states import OutboxState, SignupState
from tests.forgetting.history import ADDRESS, CANARIES, NAME, WITHOUT_CHAT, History
from tests.forgetting.search import figures, names_canary, seats_of_others, traces
from tests.support.story import Story

SEEDS = range(20)
MOVED_UP = {
    (SignupState.WAITLISTED, SignupState.BOOKED),
    (SignupState.WAITLISTED, SignupState.OFFERED),
}


@pytest.fixture(autouse=True)
def as_in_life() -> None:
    """Log lines go where they go when the bot runs, through what takes names out of them."""
    logs.configure()


async def told(story: Story, seed: int) -> History:
    history = History(story, seed)
    await history.tell()
    async with story.store() as store:
        assert await store.people.identity("memory", ADDRESS) is not None
    return history


async def forget_all(story: Story, history: History) -> None:
    """They ask for it, and so does an organizer for whoever has no chat; then everything is carried out."""
    await history.say(history.canary, "!glömmig ändå", history.canary.direct)
    await forget_those_without_chat(story, history)
    await carried_out(story)


async def forget_those_without_chat(story: Story, history: History) -> None:
    """An organizer may have entered the person once more, by name."""
    for name in (NAME, WITHOUT_CHAT):
        await history.say(story.anna, f'!glömmig "{name}" ändå', story.organizers_room)


async def carried_out(story: Story) -> None:
    """Everything is taken back; and then there is one more tick, which empties the log."""
    for _ in range(20):
        await story.pass_time(minutes=5)
        async with story.store() as store:
            waiting = select(Outbox.id).where(
                Outbox.state == OutboxState.WAITING, Outbox.action.in_(("redact", "forget"))
            )
            if await store.session.scalar(waiting) is None:
                break
    await story.tick()


async def person_id(story: Story) -> int:
    async with story.store() as store:
        found = await store.people.identity("memory", ADDRESS)
        assert found is not None
        return found[1].id


@pytest.mark.parametrize("seed", SEEDS)
async def test_whoever_is_forgotten_is_found_nowhere(
    story: Story, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, seed: int, capfd: Any
) -> None:
    history = await told(story, seed)
    before = await traces(story, tmp_path_factory.mktemp("before"))
    assert "passet.db" in before or "passet.db-wal" in before
    assert "people.json" in before
    assert any(one.startswith("[") for one in before)
    own = await person_id(story)
    counted, seats = await figures(story), await seats_of_others(story, own)
    await history.say(history.canary, "!glömmig ändå", history.canary.direct)
    assert await figures(story) == counted
    now = await seats_of_others(story, own)
    moved = {key: (seats[key], now.get(key)) for key in seats if now.get(key) != seats[key]}
    assert set(moved.values()) <= MOVED_UP, moved
    await forget_those_without_chat(story, history)
    await carried_out(story)
    assert await traces(story, tmp_path_factory.mktemp("after")) == []
    await story.restart()
    await story.catch_up()
    assert await traces(story, tmp_path_factory.mktemp("again")) == []
    out, err = capfd.readouterr()
    assert not names_canary((out + err).encode(), CANARIES)


async def nothing(*_: Any, **__: Any) -> None:
    """Instead of a step."""


async def with_names(self: Erasing, traces_: Any) -> None:
    """As `unname`, but the words stay."""
    for one in traces_.messages:
        one.identity_id = None
    await self._forget_questions(traces_)
    await self._session.flush()


async def only_the_accounts(self: Erasing, person: Person) -> None:
    """As `erase_person`, but the name comes back."""
    person.name = "Svanhild Kanariesson"


async def never(_: Database) -> bool:
    return True


STEPS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "messages are not taken back": (forgetting, "unsay", nothing),
    "rows of the outbox keep the account": (Erasing, "unname", with_names),
    "accounts stay": (Erasing, "erase_accounts", nothing),
    "the person stays": (Erasing, "erase_person", only_the_accounts),
    "texts of others keep the account": (FreeText, "blank", nothing),
    "the platform's row stays": (OutboxRows, "forgotten", nothing),
    "the log is not emptied": (Database, "wipe", never),
}


@pytest.mark.parametrize("step", STEPS)
async def test_the_control_without_a_step_something_is_found(
    story: Story, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, step: str
) -> None:
    history = await told(story, 0)
    monkeypatch.setattr(*STEPS[step])
    await forget_all(story, history)
    assert await traces(story, tmp_path_factory.mktemp("after")) != []
