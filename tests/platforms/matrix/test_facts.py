"""Rights by power levels, with all the specification's defaults."""

from __future__ import annotations

import pytest

from bot.platforms.matrix.facts import Rights
from bot.platforms.matrix.shapes import Json
from tests.platforms.matrix.events import ANNA, BO, OWN


def create(version: object = "11", sender: str = ANNA, **content: object) -> Json:
    return {"sender": sender, "content": {"room_version": version, **content}}


def rights(levels: Json | None, source: Json | None = None) -> tuple[bool, bool, bool]:
    """Whether the bot may write, pin, and mention the room."""
    found = Rights(source or create(), levels, OWN)
    return (
        found.may_send("m.room.message"),
        found.may_set("m.room.pinned_events"),
        found.may_mention_room(),
    )


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ({}, (True, False, False)),
        ({"users": {OWN: 50}}, (True, True, True)),
        ({"users_default": 50}, (True, True, True)),
        ({"users": {OWN: 0}, "users_default": 50}, (True, False, False)),
        ({"events_default": 10}, (False, False, False)),
        ({"events_default": 10, "users": {OWN: 10}}, (True, False, False)),
        ({"events": {"m.room.message": 25}, "users": {OWN: 20}}, (False, False, False)),
        ({"events": {"m.room.message": 0}, "events_default": 50}, (True, False, False)),
        ({"events": {"m.room.pinned_events": 0}}, (True, True, False)),
        ({"state_default": 0}, (True, True, False)),
        ({"notifications": {"room": 0}}, (True, False, True)),
        ({"users": {OWN: "50"}}, (True, True, True)),
        ({"users": {OWN: " 50 "}, "notifications": {"room": "51"}}, (True, True, False)),
        (
            {"users": {OWN: True}, "events_default": "x", "events": 7, "notifications": []},
            (True, False, False),
        ),
        ({"users": {OWN: -1}}, (False, False, False)),
    ],
)
def test_rights_are_what_the_levels_say(levels: Json, expected: tuple[bool, bool, bool]) -> None:
    assert rights(levels) == expected


def test_in_a_room_without_levels_anybody_may_send_and_only_the_creator_is_above() -> None:
    assert rights(None) == (True, True, False)
    assert rights(None, create(sender=OWN)) == (True, True, True)
    assert rights(None, create("9", sender="", creator=OWN)) == (True, True, True)


@pytest.mark.parametrize("version", ["12", "13", "org.matrix.hydra.11"])
def test_from_version_12_creators_are_above_all_without_an_entry(version: str) -> None:
    locked: Json = {"events_default": 100, "state_default": 100, "notifications": {"room": 100}}
    assert rights(locked, create(version, sender=OWN)) == (True, True, True)
    assert rights(locked, create(version, additional_creators=[BO, OWN])) == (True, True, True)
    assert rights(locked, create(version, additional_creators="x")) == (False, False, False)


@pytest.mark.parametrize("version", ["11", "1", None, 12, "twelve", "²"])
def test_before_version_12_the_creator_has_what_the_levels_give(version: object) -> None:
    source = create(version, sender=OWN, additional_creators=[OWN])
    assert rights({"events_default": 50}, source) == (False, False, False)
