"""Who may verify, how many at once, and what hostile events do: nothing."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.platforms.base import PlatformError, Unavailable
from bot.platforms.matrix.shapes import Json
from bot.platforms.matrix.verification.machine import KIND, LASTS, Party
from bot.platforms.matrix.verification.verifier import MOST_AN_HOUR, MOST_AT_ONCE, MOST_STEPS, Verifier
from tests.platforms.matrix.events import ANNA, BO, MALLORY, OWN, ROOM, event
from tests.platforms.matrix.fake_http import NOON, FakeHttp
from tests.platforms.matrix.sas_person import SasPerson
from tests.platforms.matrix.test_verification import ANYTHING, BOT_KEYS, STEPS

NOW_MS = int(NOON.timestamp() * 1000)


class Server(FakeHttp):
    """Everybody has a device PHONE; what the bot sends to devices is kept."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[tuple[str, str]] = []
        self.fails: PlatformError | None = None

    async def call(self, what: str, method: str, *path: str, body: Any = None, **more: Any) -> Json:
        if self.fails is not None:
            raise self.fails
        if path == ("keys", "query"):
            device = {"PHONE": {"keys": {"ed25519:PHONE": "p" * 43}}}
            return {"device_keys": dict.fromkeys(body["device_keys"], device)}
        assert path[0] == "sendToDevice"
        for who, devices in body["messages"].items():
            self.sent += [
                (who, content.get("code", path[1].removeprefix(KIND))) for content in devices.values()
            ]
        return {}


class Keys:
    def own_party(self) -> Party:
        return Party(OWN, "BOT", BOT_KEYS)


class Bot:
    """A verifier, and what it sends: (to whom or where, which step or why it ended)."""

    def __init__(self) -> None:
        self.http = Server()
        self.clock = self.http._clock
        self.verifier = Verifier(self.http, Keys(), self._in_room, self._direct_with, self.clock)

    @property
    def sent(self) -> list[tuple[str, str]]:
        return self.http.sent

    def _direct_with(self, who: str) -> str | None:
        return None if who == MALLORY else ROOM

    async def _in_room(self, room: str, kind: str, content: Json, _txn: str) -> None:
        self.sent.append((room, content.get("code", kind.removeprefix(KIND))))

    def asks(self, who: str, name: str = "t", **changed: object) -> None:
        content = {
            "from_device": "PHONE",
            "methods": ["m.sas.v1"],
            "timestamp": NOW_MS,
            "transaction_id": name,
        }
        self.step(who, "request", {**content, **changed})

    def asks_in_room(self, who: str, *, private: bool = True, **changed: object) -> str:
        content = {"msgtype": KIND + "request", "to": OWN, "from_device": "PHONE", "methods": ["m.sas.v1"]}
        made = event("m.room.message", who, {**content, **changed}) | {"origin_server_ts": NOW_MS}
        self.verifier.in_room(ROOM, made, private=private)
        return str(made["event_id"])

    def step(self, who: str, step: str, content: Mapping[str, object]) -> None:
        self.verifier.to_device({"type": KIND + step, "sender": who, "content": dict(content)})

    async def settle(self) -> None:
        for _ in range(20):
            await asyncio.sleep(0)


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    made = Bot()
    yield made
    await made.verifier.close()


async def test_people_with_a_direct_room_and_the_bots_own_account_may_and_strangers_may_not(bot: Bot) -> None:
    for who in (MALLORY, ANNA, OWN):
        bot.asks(who, who)
    await bot.settle()
    assert bot.sent == [(ANNA, "ready"), (OWN, "ready")]


async def test_in_a_room_only_in_private_and_only_to_the_bot(bot: Bot) -> None:
    bot.asks_in_room(ANNA, private=False)
    bot.asks_in_room(ANNA, to=BO)
    await bot.settle()
    assert bot.sent == []
    bot.asks_in_room(ANNA)
    await bot.settle()
    assert bot.sent == [(ROOM, "ready")]


@pytest.mark.parametrize("private", [False, True])
async def test_it_ends_when_a_third_person_has_come(bot: Bot, private: bool) -> None:
    name = bot.asks_in_room(ANNA)
    await bot.settle()
    start: Json = {"from_device": "PHONE", "method": "m.unknown"}
    start["m.relates_to"] = {"rel_type": "m.reference", "event_id": name}
    bot.verifier.in_room(ROOM, event(KIND + "start", ANNA, start), private=private)
    await bot.settle()
    answered = bot.sent[1:]
    assert bool(answered) is private, "only where they are alone is a step answered, be it with a refusal"


@pytest.mark.parametrize("made", [NOON - LASTS - timedelta(seconds=1), NOON + timedelta(minutes=6)])
async def test_a_request_from_another_time_is_passed_over(bot: Bot, made: Any) -> None:
    bot.asks(ANNA, timestamp=int(made.timestamp() * 1000))
    for odd in (None, "now", 1e300, 10**30, True):
        bot.asks(ANNA, timestamp=odd)
    await bot.settle()
    assert bot.sent == []


async def test_a_newer_request_of_the_same_person_ends_the_older(bot: Bot) -> None:
    bot.asks(ANNA, "one")
    await bot.settle()
    bot.asks(ANNA, "two")
    await bot.settle()
    assert sorted(bot.sent) == [(ANNA, "m.user"), (ANNA, "ready"), (ANNA, "ready")]
    bot.asks(ANNA, "three")
    bot.asks(ANNA, "four")  # before the third was answered: that stays ended
    await bot.settle()
    assert sorted(bot.sent)[:3] == [(ANNA, "m.user")] * 3
    assert bot.sent.count((ANNA, "ready")) == 3
    bot.verifier.take()
    assert len(bot.verifier._running) == 1


async def test_only_a_few_at_once(bot: Bot) -> None:
    for number in range(MOST_AT_ONCE + 2):
        bot.asks(f"@u{number}:example.org", f"t{number}")
    await bot.settle()
    assert [what for _, what in bot.sent].count("ready") == MOST_AT_ONCE
    assert [what for _, what in bot.sent].count("m.user") == 2
    bot.clock.advance(LASTS)  # type: ignore[attr-defined]  # a manual clock
    bot.verifier.take()
    await bot.settle()
    assert [what for _, what in bot.sent].count("m.timeout") == MOST_AT_ONCE
    bot.verifier.take()
    assert (len(bot.verifier._running), bot.verifier.waits()) == (0, None)


async def test_one_person_cannot_keep_the_bot_busy(bot: Bot) -> None:
    for number in range(MOST_AN_HOUR + 5):
        bot.asks(ANNA, f"t{number}")
    await bot.settle()
    assert len({name for _, name in bot.verifier._running}) <= MOST_AN_HOUR
    bot.sent.clear()
    bot.asks(BO, "other")
    await bot.settle()
    bot.verifier.take()
    for number in range(10 * MOST_STEPS):
        bot.step(BO, "start", {"transaction_id": "other", "odd": number})
    running = bot.verifier._running[None, "other"]
    assert running.steps.qsize() == MOST_STEPS


async def test_a_server_that_is_away_ends_it_quietly(bot: Bot) -> None:
    bot.http.fails = Unavailable("away")
    bot.asks(ANNA)
    await bot.settle()
    bot.verifier.take()
    assert bot.verifier._running == {}


async def test_a_device_without_published_keys_is_declined(bot: Bot) -> None:
    bot.asks(ANNA, from_device="OTHER")
    await bot.settle()
    assert bot.sent == [(ANNA, "m.key_mismatch")]


async def test_the_log_says_which_emojis_and_not_whose(bot: Bot) -> None:
    sas = SasPerson(ANNA, "PHONE", {"ed25519:PHONE": "p" * 43}, "t", {"transaction_id": "t"})
    with capture_logs() as logs:
        bot.asks(ANNA)
        await bot.settle()
        bot.step(ANNA, "start", sas.start())
        bot.step(ANNA, "key", sas.key())
        await bot.settle()
    (shown,) = bot.verifier.take()
    assert (shown.sender, shown.room, len(shown.text.split())) == (ANNA, ROOM, 7)
    (line,) = [one for one in logs if one["event"] == "verification: compare"]
    assert len(line["emoji"].split()) == 7
    assert ANNA not in str(logs)


EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from([KIND + step for step in STEPS] + ["m.room.message"]) | ANYTHING,
        "sender": st.sampled_from([ANNA, BO, MALLORY, OWN]) | ANYTHING,
        "event_id": st.just("$e") | ANYTHING,
        "origin_server_ts": st.just(NOW_MS) | ANYTHING,
        "content": ANYTHING
        | st.fixed_dictionaries(
            {},
            optional={
                "msgtype": st.just(KIND + "request") | ANYTHING,
                "to": st.just(OWN) | ANYTHING,
                "from_device": st.just("PHONE") | ANYTHING,
                "methods": st.just(["m.sas.v1"]) | ANYTHING,
                "timestamp": st.just(NOW_MS) | ANYTHING,
                "transaction_id": st.just("t") | ANYTHING,
                "m.relates_to": st.just({"rel_type": "m.reference", "event_id": "$e"}) | ANYTHING,
                "key": ANYTHING,
                "mac": ANYTHING,
            },
        ),
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(EVENTS, st.booleans()), min_size=1, max_size=6))
def test_hostile_events_never_raise_and_the_next_good_one_is_answered(
    events: list[tuple[Json, bool]],
) -> None:
    async def play() -> None:
        bot = Bot()
        with capture_logs():
            for one, private in events:
                bot.verifier.in_room(ROOM, one, private=private)
                bot.verifier.to_device(one)
            await bot.settle()
            bot.verifier.take()
            bot.sent.clear()
            bot.asks("@nils:example.org", "good")
            await bot.settle()
        assert ("@nils:example.org", "ready") in bot.sent
        await bot.verifier.close()

    asyncio.run(play())
