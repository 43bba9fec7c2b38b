"""One sync response → one batch: what counts, in which order, and what must not pass for a command."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import ManualClock
from bot.platforms.base import Batch, Incoming, IncomingKind, Membership
from bot.platforms.matrix.crypto import Crypto
from bot.platforms.matrix.digest import Digest
from bot.platforms.matrix.direct_list import DirectList
from bot.platforms.matrix.held import Held
from bot.platforms.matrix.patience import Gate, Patience
from bot.platforms.matrix.rooms import RoomBook
from bot.platforms.matrix.shapes import Json, table
from tests.platforms.matrix.events import ANNA, BO, LEYLA, OWN, ROOM, event, joined, member, message
from tests.platforms.matrix.fake_http import NOON, FakeHttp
from tests.platforms.matrix.test_translate import EVENTS

ENCRYPTION = event("m.room.encryption", ANNA, {"algorithm": "m.megolm.v1.aes-sha2"}, state_key="")


class Keys(Crypto):
    """Stands for the keys: knows the plain events of some encrypted ones."""

    def __init__(self, **plain: Json) -> None:
        self.plain = plain
        self.known: set[tuple[str, str]] = set()
        self.seen_members: list[str] = []

    def decrypt(self, room: str, event: Json) -> Json | None:
        return self.plain.get(str(event.get("event_id")).removeprefix("$"))

    def knows(self, room: str, session: str, sender: str) -> bool:
        return (room, session) in self.known

    async def know_senders(self, room: str, events: Iterable[Json]) -> None:
        """They are known."""

    def note_member(self, room: str, event: Json) -> None:
        self.seen_members.append(str(event.get("state_key")))


class Bot:
    def __init__(self, crypto: Crypto | None = None, held: Held | None = None) -> None:
        self.http = FakeHttp()
        self.direct = DirectList(self.http, OWN)
        self.book = RoomBook(self.http, OWN, self.direct)
        patience = Patience(random.Random(1), Gate())
        self.clock = ManualClock(NOON)
        self.digest = Digest(self.http, OWN, self.book, self.direct, crypto, patience, self.clock, held=held)

    async def read(self, response: Json, since: str | None = "s1") -> Batch:
        return await self.digest.read(response, since, "s2")

    async def texts(self, response: Json) -> list[str]:
        return [one.text for one in (await self.read(response)).incoming if one.kind is IncomingKind.MESSAGE]


def kinds(batch: Batch) -> list[IncomingKind]:
    return [one.kind for one in batch.incoming]


async def test_messages_come_in_the_rooms_order_whatever_their_times_claim() -> None:
    early, late = message(BO, "first"), message(BO, "second") | {"origin_server_ts": 5}
    assert await Bot().texts(joined(early, late)) == ["first", "second"]


async def test_across_rooms_who_wrote_first_comes_first() -> None:
    one, two, three = message(BO, "1"), message(LEYLA, "2"), message(BO, "3")
    response = joined(one, three)
    response["rooms"]["join"]["!other"] = {"timeline": {"events": [two]}}
    assert await Bot().texts(response) == ["1", "2", "3"]


async def test_a_time_in_the_future_does_not_hold_back_the_room_for_long() -> None:
    ahead = message(BO, "ahead") | {"origin_server_ts": int((NOON + timedelta(days=9)).timestamp() * 1000)}
    response = joined(ahead, message(BO, "after"))
    response["rooms"]["join"]["!other"] = {"timeline": {"events": [message(LEYLA, "other")]}}
    assert await Bot().texts(response) == ["other", "ahead", "after"]


async def test_the_first_look_takes_the_token_and_the_invitations_only() -> None:
    invited = {"invite_state": {"events": [member(OWN, "invite", by=ANNA)]}}
    response = joined(message(BO, "!signup old"))
    response["rooms"]["invite"] = {"!new": invited}
    batch = await Bot().read(response, since=None)
    assert kinds(batch) == [IncomingKind.INVITATION]
    assert batch.token == "s2"


async def test_what_was_said_before_the_bots_own_join_is_not_executed() -> None:
    response = joined(
        message(BO, "!signup before"), member(OWN, "join", "invite", by=OWN), message(BO, "!signup after")
    )
    assert await Bot().texts(response) == ["!signup after"]


async def test_what_was_said_while_the_bot_was_out_for_a_moment_is_not_executed_the_rest_is() -> None:
    response = joined(
        message(BO, "1"),
        member(OWN, "leave", "join", by=ANNA),
        message(BO, "2"),
        member(OWN, "join", "leave", by=OWN),
        message(BO, "3"),
    )
    assert await Bot().texts(response) == ["1", "3"]


async def test_an_event_that_the_server_marks_as_before_the_join_is_not_executed() -> None:
    before = message(BO, "before") | {"unsigned": {"membership": "invite"}}
    now = message(BO, "now") | {"unsigned": {"membership": "join"}}
    assert await Bot().texts(joined(before, now)) == ["now"]


async def test_the_own_new_name_does_not_hide_what_was_said_before_it() -> None:
    response = joined(message(BO, "1"), member(OWN, "join", "join", displayname="P"), message(BO, "2"))
    assert await Bot().texts(response) == ["1", "2"]


async def test_a_kick_is_told_after_what_was_said_before_it() -> None:
    response = joined(message(BO, "!mine"), member(OWN, "leave", "join", by=ANNA))
    response["rooms"] = {"leave": response["rooms"]["join"]}
    batch = await Bot().read(response)
    assert kinds(batch) == [IncomingKind.MESSAGE, IncomingKind.MEMBERSHIP]
    assert (batch.incoming[1].who, batch.incoming[1].membership) == (OWN, Membership.LEAVE)


async def test_who_was_removed_and_invited_again_hears_it_in_this_order() -> None:
    response: Json = {
        "rooms": {
            "leave": {ROOM: {"timeline": {"events": [member(OWN, "leave", "join", by=ANNA)]}}},
            "invite": {ROOM: {"invite_state": {"events": [member(OWN, "invite", by=ANNA)]}}},
        }
    }
    assert kinds(await Bot().read(response)) == [IncomingKind.MEMBERSHIP, IncomingKind.INVITATION]


async def test_a_room_that_is_gone_without_a_word_is_told_as_left_and_stably() -> None:
    response = {"rooms": {"leave": {ROOM: {"timeline": {"events": [message(BO, "unseen")]}}}}}
    (first,) = (await Bot().read(response)).incoming
    (again,) = (await Bot().read(response)).incoming
    assert (first.kind, first.who, first.membership) == (IncomingKind.MEMBERSHIP, OWN, Membership.LEAVE)
    assert first.event_id == again.event_id


async def test_a_gap_is_read_before_the_timeline_and_nothing_comes_twice() -> None:
    bot = Bot()
    lost = [message(BO, str(number)) for number in range(3)]
    shown = [message(BO, "3"), message(BO, "4")]
    bot.http.pages["p1"] = {"chunk": [lost[2], lost[1]], "end": "p0"}
    bot.http.pages["p0"] = {"chunk": [lost[0]]}
    response = joined(lost[2], *shown, limited=True, prev_batch="p1")
    assert await bot.texts(response) == ["0", "1", "2", "3", "4"]


async def test_a_room_that_was_just_joined_is_not_searched_for_what_was_before() -> None:
    bot = Bot()
    response = joined(member(OWN, "join", "invite"), message(BO, "now"), limited=True, prev_batch="p1")
    assert await bot.texts(response) == ["now"]
    assert "history" not in bot.http.asked


async def test_of_a_room_joined_in_the_gap_nothing_before_the_join_is_executed() -> None:
    bot = Bot()
    bot.http.pages["p1"] = {
        "chunk": [message(BO, "after"), member(OWN, "join", "invite", by=OWN), message(BO, "before")],
        "end": "p0",
    }
    assert await bot.texts(joined(message(BO, "now"), limited=True, prev_batch="p1")) == ["after", "now"]


async def test_the_own_messages_come_as_echoes_only() -> None:
    echo = message(OWN, "done") | {"unsigned": {"transaction_id": "t1"}}
    batch = await Bot().read(joined(echo, message(OWN, "from another device")))
    assert batch.incoming == ()
    assert batch.echoes == {"t1": echo["event_id"]}


async def test_the_senders_name_is_told_where_the_server_showed_it() -> None:
    state = (member(BO, "join", displayname="Bo"), member(LEYLA, "join"))
    batch = await Bot().read(joined(message(BO, "x"), message(LEYLA, "y"), message(ANNA, "z"), state=state))
    assert [one.sender_name for one in batch.incoming] == ["Bo", None, None]


async def test_an_edit_of_an_edit_is_an_edit_of_the_original() -> None:
    def edit(target: str) -> Json:
        new = {"msgtype": "m.text", "body": "!mine"}
        relation = {"rel_type": "m.replace", "event_id": target}
        return message(BO, "*", **{"m.relates_to": relation, "m.new_content": new})

    first = edit("$original")
    second = edit(first["event_id"])
    batch = await Bot().read(joined(first, second, edit(second["event_id"])))
    assert [one.target for one in batch.incoming] == ["$original"] * 3


# ---- direct rooms


async def direct(bot: Bot, *others: str) -> list[Incoming]:
    bot.http.people(ROOM, OWN, *others)
    return list((await bot.read(joined(message(BO, "mine")))).incoming)


async def test_a_message_in_a_listed_room_of_two_is_private() -> None:
    bot = Bot()
    bot.http.direct = {BO: [ROOM]}
    assert [one.private for one in await direct(bot, BO)] == [True]


async def test_a_message_in_a_room_of_two_that_is_not_listed_is_not_private() -> None:
    bot = Bot()
    bot.http.direct = {BO: ["!another"]}
    assert [one.private for one in await direct(bot, BO)] == [False]


async def test_a_third_person_in_a_direct_room_ends_its_privacy_also_an_invited_one() -> None:
    for third in (member(LEYLA, "join"), member(LEYLA, "invite", by=BO)):
        bot = Bot()
        bot.http.direct = {BO: [ROOM]}
        assert [one.private for one in await direct(bot, BO)] == [True]
        batch = await bot.read(joined(message(BO, "1"), third, message(BO, "2")))
        private = [one.private for one in batch.incoming if one.kind is IncomingKind.MESSAGE]
        assert private == [True, False]
        again = await bot.read(joined(member(LEYLA, "leave", "join"), message(BO, "3")))
        assert again.incoming[-1].private is True


async def test_a_room_joined_on_a_direct_invitation_is_private_and_noted_with_the_inviter() -> None:
    bot = Bot()
    bot.http.direct = {ANNA: ["!hers"], "odd": 7}
    bot.http.people(ROOM, OWN, BO)
    join = member(OWN, "join", "invite", by=OWN)
    join["unsigned"] = {"prev_content": {"membership": "invite", "is_direct": True}, "prev_sender": BO}
    batch = await bot.read(joined(join, message(BO, "mine")))
    assert batch.incoming[-1].private is True
    assert bot.http.direct == {ANNA: ["!hers"], "odd": 7, BO: [ROOM]}


async def test_the_account_data_of_a_sync_is_taken_over() -> None:
    bot = Bot()
    bot.http.people(ROOM, OWN, BO)
    response = joined(message(BO, "mine"))
    response["account_data"] = {"events": [{"type": "m.direct", "content": {BO: [ROOM]}}]}
    assert (await bot.read(response)).incoming[0].private is True
    assert "direct rooms" not in bot.http.asked


async def test_rooms_are_asked_about_once() -> None:
    bot = Bot()
    bot.http.direct = {BO: [ROOM]}
    for _ in range(3):
        await direct(bot, BO)
    assert sorted(bot.http.asked) == ["direct rooms", "encryption", "members"]


# ---- encryption


@pytest.mark.parametrize("known_by", ["state", "question", "timeline"])
async def test_a_plain_command_in_an_encrypted_room_is_not_executed(known_by: str) -> None:
    bot = Bot(Keys())
    plain = message(BO, "!forged")
    if known_by == "question":
        bot.http.state[ROOM, "m.room.encryption"] = {}
        response = joined(plain)
    elif known_by == "state":
        response = joined(plain, state=(ENCRYPTION,))
    else:
        bot.http.state[ROOM, "m.room.encryption"] = {}
        response = joined(message(BO, "!still plain"), ENCRYPTION, plain)
    assert await bot.texts(response) == (["!still plain"] if known_by == "timeline" else [])


async def test_a_plain_event_named_like_the_switch_does_not_switch_encryption_on() -> None:
    fake = event("m.room.encryption", BO, {"algorithm": "m.megolm.v1.aes-sha2"})
    assert await Bot().texts(joined(fake, message(BO, "!mine"))) == ["!mine"]


async def test_a_decrypted_command_is_a_command_and_says_that_it_came_encrypted() -> None:
    sealed = event("m.room.encrypted", BO, {})
    plain = message(BO, "!mine") | {"event_id": sealed["event_id"]}
    bot = Bot(Keys(**{sealed["event_id"].removeprefix("$"): plain}))
    bot.http.state[ROOM, "m.room.encryption"] = {}
    (found,) = (await bot.read(joined(sealed))).incoming
    assert (found.text, found.encrypted, found.event_id) == ("!mine", True, sealed["event_id"])


@pytest.mark.parametrize("crypto", [Keys(), None])
async def test_an_encrypted_message_without_a_key_is_unreadable(crypto: Crypto | None) -> None:
    batch = await Bot(crypto).read(
        joined(event("m.room.encrypted", BO, {}), event("m.room.encrypted", OWN, {}))
    )
    assert kinds(batch) == [IncomingKind.UNREADABLE]


async def test_a_plain_reaction_in_an_encrypted_room_counts() -> None:
    bot = Bot(Keys())
    bot.http.state[ROOM, "m.room.encryption"] = {}
    reaction = event(
        "m.reaction", BO, {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$a", "key": "1"}}
    )
    assert kinds(await bot.read(joined(reaction))) == [IncomingKind.REACTION]


async def test_who_comes_and_goes_is_told_to_the_keys() -> None:
    keys = Keys()
    await Bot(keys).read(joined(member(BO, "leave", "join"), state=(member(LEYLA, "join"),)))
    assert keys.seen_members == [LEYLA, BO]


# ---- hostile

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None)
@given(st.data())
async def test_no_response_whatever_its_shape_stops_the_listening(data: Any) -> None:
    part = st.fixed_dictionaries(
        {},
        optional={
            "timeline": JSON | st.fixed_dictionaries({}, optional={"events": JSON, "limited": JSON}),
            "state": JSON | st.fixed_dictionaries({"events": JSON | st.lists(JSON)}),
            "invite_state": JSON,
        },
    )
    rooms = st.dictionaries(st.just(ROOM) | st.text(max_size=5), part | JSON, max_size=2)
    response = st.fixed_dictionaries(
        {},
        optional={
            "rooms": JSON
            | st.fixed_dictionaries({}, optional={"join": rooms, "leave": rooms, "invite": rooms}),
            "account_data": JSON | st.fixed_dictionaries({"events": JSON}),
        },
    )
    batch = await Bot().read(data.draw(response))
    assert batch.token == "s2"


SEEN = st.lists(EVENTS | JSON, max_size=4)
"""Events of which some are nearly right, and some are nothing."""


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SEEN, SEEN)
async def test_no_events_of_a_room_whatever_their_shape_stop_the_listening(
    timeline: list[Any], state: list[Any]
) -> None:
    bot = Bot(Keys())
    said = message(BO, "!mine")
    heard = await bot.texts(joined(*timeline, said, state=tuple(state)))
    own = [table(one) for one in timeline if table(one).get("state_key") == OWN]
    assert own or bot.book.is_encrypted(ROOM) or heard[-1:] == ["!mine"]
