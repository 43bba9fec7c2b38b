"""Twenty thousand hostile events through the real way of a sync; every good command is answered, once."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from bot.platforms.matrix import digest, shapes, translate
from bot.platforms.matrix.facts import read_facts
from bot.platforms.matrix.shapes import tables
from storage.models import Inbox
from storage.states import InboxState
from tests.platforms.matrix.events import ANNA, BO, LEYLA, OWN, Json, event, member, message
from tests.threats import hostile_server
from tests.threats.hostile import ROOMS, Hostile
from tests.threats.hostile_server import HostileServer
from tests.threats.town import GOOD, Town

EVENTS, AT_ONCE = 20_000, 250


async def test_the_plain_way_works(town: Town) -> None:
    """What the other tests stand on: without anything hostile a command is answered here."""
    said = await town.say(ANNA, "!aktivitet ny ringstuga Ringstuga")
    assert town.server.answered[said] == 1, town.server.sent
    assert set(town.server.joined) == {GOOD, *ROOMS}


@pytest.mark.parametrize(
    "harm",
    [
        {"type": ["m.room.message"]},
        {"type": {}, "sender": []},
        {"sender": ["@m:evil.example"]},
        {"content": "<<deeper>>"},
        {"content": {"body": "<<digits>>"}},
        {"content": "<<deep>>"},
        {"origin_server_ts": "<<endless>>"},
    ],
    ids=str,
)
async def test_one_event_of_a_stranger_does_not_make_the_bot_deaf(town: Town, harm: Json) -> None:
    said = message(BO, "!mina")
    bad = message("@m:evil.example", "!mina") | harm
    await town.hear({"join": {GOOD: {"timeline": {"events": [bad, said]}}}})
    assert town.server.answered[said["event_id"]] == 1


class _NeverRaisedError(Exception):
    pass


GUARDS: dict[str, tuple[object, str, object, Json]] = {
    "types": (digest, "events_in", tables, {"type": ["m.room.message"]}),
    "shapes": (translate, "Malformed", _NeverRaisedError, {"sender": ["@m:evil.example"]}),
    "depth": (hostile_server, "decoded", json.loads, {"content": "<<deeper>>"}),
    "numbers": (hostile_server, "decoded", json.loads, {"content": {"body": "<<digits>>"}}),
}


@pytest.mark.parametrize("guard", GUARDS)
async def test_without_the_guard_one_event_stops_the_listening(
    town: Town, monkeypatch: pytest.MonkeyPatch, guard: str
) -> None:
    module, name, careless, harm = GUARDS[guard]
    monkeypatch.setattr(module, name, careless)
    bad = message("@m:evil.example", "!mina") | harm
    with pytest.raises((TypeError, ValueError, RecursionError)):
        await town.hear({"join": {GOOD: {"timeline": {"events": [bad]}}}})


READ_OF_A_ROOM = {
    "m.room.create": ("room_version", "additional_creators", "creator"),
    "m.room.power_levels": ("users", "events", "users_default", "events_default", "notifications"),
    "m.room.name": ("name",),
    "m.room.join_rules": ("join_rule",),
    "m.room.history_visibility": ("history_visibility",),
    "m.room.encryption": ("algorithm",),
}


async def test_no_state_of_a_room_whatever_its_shape_is_a_surprise() -> None:
    hostile = Hostile(20_240_507)
    http = HostileServer()
    for _ in range(2_000):
        for kind, keys in READ_OF_A_ROOM.items():
            content = {key: hostile.odd() for key in keys}
            http.state[GOOD, kind] = {"content": content} if kind == "m.room.create" else content
        facts = await read_facts(http, OWN, GOOD)
        assert facts.name is None or isinstance(facts.name, str)


@pytest.mark.parametrize("creator", [{}, [], {"a": []}, "<<deep>>"])
async def test_the_creation_of_a_room_may_say_anything(creator: object) -> None:
    http = HostileServer()
    http.state[GOOD, "m.room.create"] = {"content": {"creator": creator, "room_version": "9" * 5000}}
    http.state[GOOD, "m.room.power_levels"] = {
        "users": [],
        "events": "x",
        "notifications": {"room": "9" * 5000},
    }
    assert (await read_facts(http, OWN, GOOD)).can_write


@pytest.mark.parametrize("seed", [20_240_506])
async def test_every_good_command_is_answered_once_among_twenty_thousand_hostile_events(
    town: Town, seed: int
) -> None:
    hostile = Hostile(seed)
    print(f"seed {seed}")
    rng = hostile.rng
    await town.say(ANNA, "!aktivitet ny ringstuga Ringstuga")
    await town.say(ANNA, "!pass ny ringstuga fre 18-20 platser=50")
    good: list[str] = []
    for _ in range(EVENTS // AT_ONCE):
        asked = [
            message(who, text)
            for who, text in ((BO, "!mina"), (LEYLA, "!pass"), (BO, rng.choice(("!anmäl 1", "!avboka 1"))))
        ]
        good += [one["event_id"] for one in asked]
        hostile.commands += good[-3:]
        parts: dict[str, list[Json]] = {room: [] for room in (GOOD, *ROOMS)}
        for number in range(AT_ONCE):
            room = GOOD if number % 5 == 0 else rng.choice(ROOMS)
            parts[room].append(hostile.event(room))
        for one in asked:
            parts[GOOD].insert(rng.randrange(len(parts[GOOD]) + 1), one)
        join: Json = {room: {"timeline": {"events": events}} for room, events in parts.items()}
        join[ROOMS[0]]["state"] = {"events": [hostile.event(ROOMS[0]) for _ in range(5)]}
        join[str(hostile.odd())] = hostile.odd()
        rooms: Json = {
            "join": join,
            "leave": {"!gone:evil.example": hostile.odd(), str(hostile.odd()): {"timeline": hostile.odd()}},
            "invite": {f"!trap{rng.random()}": hostile.invitation(), "!odd": hostile.odd()},
        }
        await town.hear(
            rooms,
            to_device={
                "events": [event("m.room.encrypted", str(hostile.odd()), hostile.odd()), hostile.odd()]
            },
            account_data={"events": [{"type": "m.room.x", "content": hostile.odd()}, hostile.odd()]},
            device_lists={"changed": hostile.odd(), "left": hostile.odd()},
            device_one_time_keys_count=hostile.odd(),
            presence=hostile.odd(),
        )
    assert {one: town.server.answered[one] for one in good} == dict.fromkeys(good, 1)
    assert not [one for one in good if town.server.kinds[one] in ("error-failed", "error-flood")]
    assert not [one for one in town.server.joined if one.startswith("!trap")], "no stranger's was accepted"
    assert not [one for one in town.server.sent if (one.get("m.mentions") or {}).get("room")]
    async with town.app.database.reading() as store:
        aside = await store.session.scalar(select(func.count()).where(Inbox.state == InboxState.ASIDE))
        assert aside == 0, "nothing was a surprise"


UNSTORABLE = ("!mina \0", "!mina \ud800", "!anmäl \udfff\0", "\0!mina")


async def _said_and_kept(town: Town) -> int:
    """What no database takes, said by a stranger before a good command; the answers to that."""
    said = message(BO, "!mina")
    odd = [
        message("@m:evil.example", text, **{"m.relates_to": {"m.in_reply_to": {"event_id": text}}})
        for text in UNSTORABLE
    ]
    named = member("@m:evil.example", "join", displayname="M\ud800\0")
    await town.hear({"join": {GOOD: {"timeline": {"events": [named, *odd, said]}}}})
    return town.server.answered[said["event_id"]]


async def test_what_no_database_takes_is_no_surprise(town: Town) -> None:
    assert await _said_and_kept(town) == 1
    async with town.app.database.reading() as store:
        assert not await store.session.scalar(
            select(func.count()).select_from(Inbox).where(Inbox.state == InboxState.ASIDE)
        )


async def test_without_replacing_it_nothing_of_that_sync_could_be_kept(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "clean", str)
    with pytest.raises((UnicodeEncodeError, StatementError)):
        await _said_and_kept(town)
