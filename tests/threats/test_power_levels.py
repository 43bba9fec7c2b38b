"""Power levels: they make nobody an organizer, and a bot that was silenced says so where it still may."""

from __future__ import annotations

import pytest

from bot import delivery
from bot.facts import RoomBook
from storage.queries.people import People
from tests.platforms.matrix.events import ANNA, BO, LEYLA, MALLORY, OWN, Json, event, message
from tests.threats.hostile import ROOMS
from tests.threats.town import GOOD, Town

ELSEWHERE = ROOMS[1]
LOCKED: Json = {"events_default": 50, "users": {OWN: 50, ANNA: 100}}
ROBBED: Json = {"events_default": 50, "users": {ANNA: 100}}


async def _levels(town: Town, content: Json) -> None:
    """The room's power levels are these from now on, and everybody is shown it."""
    town.server.state[GOOD, "m.room.power_levels"] = content
    changed = event("m.room.power_levels", ANNA, content, state_key="")
    await town.hear({"join": {GOOD: {"timeline": {"events": [changed, message(BO, "!mina")]}}}})


async def _an_administrator_asks(town: Town) -> list[str | None]:
    """Mallory is given all the power there is in a room, and asks for what organizers are told."""
    await town.say(ANNA, "!aktivitet ny ringstuga Ringstuga")
    await town.say(ANNA, "!pass ny ringstuga fre 18-20")
    await _levels(town, {"users": {MALLORY: 100}})
    return [town.told(await town.say(MALLORY, text)) for text in ("!bokade 1", "!pass stäng 1")]


async def test_whoever_administers_a_room_is_no_organizer(town: Town) -> None:
    assert await _an_administrator_asks(town) == ["error-forbidden", "error-forbidden"]


async def test_without_asking_the_database_power_in_a_room_would_be_power_over_the_district(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def by_level(people: People, _district: int, person_id: int) -> bool:
        levels = town.server.state.get((GOOD, "m.room.power_levels"), {"users": {ANNA: 100}})
        accounts = await people.accounts_of_person(person_id)
        return any(levels["users"].get(one.address, 0) >= 50 for one in accounts)

    monkeypatch.setattr(People, "is_organizer", by_level)
    assert await _an_administrator_asks(town) == ["booked-counts", "shift-closed"]


async def _status_after_it_was_silenced(town: Town) -> str:
    """What Anna reads in another room after the bot's entry was taken out of the levels."""
    town.server.state[GOOD, "m.room.name"] = {"name": "Distriktets rum"}
    await _levels(town, LOCKED)
    await town.app.rooms.refresh()
    assert "Distriktets rum" not in await _status(town)
    await _levels(town, ROBBED)
    town.server.mute.add(GOOD)
    await town.app.rooms.refresh()
    return await _status(town)


async def _status(town: Town) -> str:
    said = await town.say(ANNA, "!läget", room=ELSEWHERE)
    assert town.told(said) == "status"
    return str(town.server.sent[-1]["body"])


async def test_a_room_that_took_the_bots_right_to_write_is_named_to_organizers(town: Town) -> None:
    assert "Distriktets rum" in await _status_after_it_was_silenced(town)


async def test_without_looking_anew_nobody_would_hear_that_it_is_silent(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = RoomBook.refresh

    async def only_at_first(book: RoomBook) -> None:
        if not book._rights:
            await once(book)

    monkeypatch.setattr(RoomBook, "refresh", only_at_first)
    assert "Distriktets rum" not in await _status_after_it_was_silenced(town)


async def _answered_after_a_refusal(town: Town) -> list[int]:
    """The server never takes the answer to Bo. How many Leyla has, elsewhere and behind his in the room."""
    said = message(BO, "!mina")
    town.server.refused.add(said["event_id"])
    await town.hear({"join": {GOOD: {"timeline": {"events": [said]}}}})
    asked = [await town.say(LEYLA, "!mina", room=room) for room in (ELSEWHERE, GOOD)]
    return [town.server.answered[one] for one in asked]


async def test_what_a_room_does_not_take_holds_up_nobody(town: Town) -> None:
    assert await _answered_after_a_refusal(town) == [1, 1]


async def test_without_dead_letters_one_refusal_would_hold_up_the_room(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NeverRaisedError(Exception):
        pass

    monkeypatch.setattr(delivery, "Refused", NeverRaisedError)
    assert await _answered_after_a_refusal(town) == [1, 0]
