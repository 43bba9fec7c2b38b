"""Events → Incoming: every kind the bot understands, and everything hostile."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.platforms.base import Incoming, IncomingKind, Membership
from bot.platforms.matrix.translate import Scene, invitation, translate, unreadable, without_fallback
from tests.platforms.matrix.events import ANNA, BO, OWN, ROOM, Json, event, member, message

NOW = datetime(2024, 5, 14, 16, 0, tzinfo=UTC)
SCENE = Scene(ROOM, OWN, NOW, private=True, name=lambda address: {BO: "Bo"}.get(address))


def read(source: object) -> Incoming:
    found = translate(source, SCENE)
    assert found is not None
    return found


def reply_to(event_id: str) -> Json:
    return {"m.relates_to": {"m.in_reply_to": {"event_id": event_id}}}


def test_a_text_message_arrives_with_everything_the_event_says() -> None:
    source = message(BO, "!signup ringstuga")
    found = read(source)
    assert found == Incoming(
        platform="matrix",
        event_id=source["event_id"],
        kind=IncomingKind.MESSAGE,
        room=ROOM,
        sender=BO,
        sender_name="Bo",
        sent_at=datetime.fromtimestamp(source["origin_server_ts"] / 1000, UTC),
        text="!signup ringstuga",
        private=True,
    )


@pytest.mark.parametrize("msgtype", ["m.notice", "m.emote", "m.image", "m.file", "", None, 7])
def test_only_plain_text_is_listened_to_so_that_bots_do_not_answer_each_other(msgtype: object) -> None:
    content = {"msgtype": msgtype, "body": "!help"}
    assert translate(event("m.room.message", BO, content), SCENE) is None


@pytest.mark.parametrize(
    "source",
    [
        message(OWN, "!help"),
        event(
            "m.reaction", OWN, {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$a", "key": "1"}}
        ),
        event("m.room.redaction", OWN, {"redacts": "$a"}),
    ],
)
def test_the_bot_does_not_listen_to_itself(source: Json) -> None:
    assert translate(source, SCENE) is None


def test_a_reply_comes_without_the_quoted_message() -> None:
    body = "> <@anna:example.org> !shifts\n> and more\n\n!signup 2\n> not a quote of the client"
    found = read(message(BO, body, **reply_to("$asked")))
    assert found.text == "!signup 2\n> not a quote of the client"
    assert found.reply_to == "$asked"
    assert found.thread is None


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("> * <@anna:example.org> waves\n\nhej", "hej"),
        ("> <@anna:example.org> a", ""),
        ("> my own quote\nhej", "> my own quote\nhej"),
        ("hej\n> <@anna:example.org> a", "hej\n> <@anna:example.org> a"),
        ("", ""),
    ],
)
def test_only_the_quote_that_clients_put_there_is_taken_away(body: str, own: str) -> None:
    assert without_fallback(body) == own


def test_a_message_without_a_reply_keeps_its_lines() -> None:
    assert read(message(BO, "> <@anna:example.org> x\n\ny")).text.startswith("> <@anna")


def test_a_thread_message_names_its_thread_and_no_reply_that_nobody_meant() -> None:
    relation: Json = {"rel_type": "m.thread", "event_id": "$root", "m.in_reply_to": {"event_id": "$last"}}
    falling_back = read(message(BO, "!shifts", **{"m.relates_to": relation | {"is_falling_back": True}}))
    assert (falling_back.thread, falling_back.reply_to) == ("$root", None)
    meant = read(message(BO, "!shifts", **{"m.relates_to": relation | {"is_falling_back": False}}))
    assert (meant.thread, meant.reply_to) == ("$root", "$last")


def test_an_edit_brings_the_new_text_and_the_original() -> None:
    relation = {"rel_type": "m.replace", "event_id": "$first"}
    new = {"msgtype": "m.text", "body": "!signup 12"}
    found = read(message(BO, "* !signup 12", **{"m.relates_to": relation, "m.new_content": new}))
    assert (found.kind, found.text, found.target) == (IncomingKind.EDIT, "!signup 12", "$first")


def test_an_edit_into_a_notice_is_nothing_to_listen_to() -> None:
    relation = {"rel_type": "m.replace", "event_id": "$first"}
    new = {"msgtype": "m.notice", "body": "!signup 12"}
    assert translate(message(BO, "x", **{"m.relates_to": relation, "m.new_content": new}), SCENE) is None


def test_a_reaction_names_its_message_and_key_as_sent() -> None:
    relation = {"rel_type": "m.annotation", "event_id": "$list", "key": "2️⃣"}
    found = read(event("m.reaction", BO, {"m.relates_to": relation}))
    assert (found.kind, found.text, found.target) == (IncomingKind.REACTION, "2️⃣", "$list")


@pytest.mark.parametrize("where", ["top", "content"])
def test_a_redaction_names_what_it_takes_back_in_old_rooms_and_new(where: str) -> None:
    source = event("m.room.redaction", BO, {"redacts": "$gone"} if where == "content" else {})
    if where == "top":
        source["redacts"] = "$gone"
    assert read(source).target == "$gone"


@pytest.mark.parametrize("before", ["invite", "leave", None])
def test_a_membership_says_who_and_what_it_was_before(before: str | None) -> None:
    found = read(member(BO, "join", before))
    assert (found.who, found.membership) == (BO, Membership.JOIN)
    assert found.before == (Membership(before) if before else None)


def test_a_kick_is_told_with_the_one_who_kicked() -> None:
    found = read(member(OWN, "leave", "join", by=ANNA))
    assert (found.sender, found.who, found.membership) == (ANNA, OWN, Membership.LEAVE)


def test_the_bots_own_invitation_is_told_once_and_not_as_a_membership_too() -> None:
    assert translate(member(OWN, "invite", by=ANNA), SCENE) is None
    assert read(member(BO, "invite", by=ANNA)).membership is Membership.INVITE


def test_a_new_display_name_is_no_news() -> None:
    assert translate(member(BO, "join", "join", displayname="Bosse"), SCENE) is None


def test_an_upgrade_names_the_new_room_and_only_as_a_state_event() -> None:
    content = {"replacement_room": "!new", "body": "moved"}
    found = read(event("m.room.tombstone", ANNA, content, state_key=""))
    assert (found.kind, found.target) == (IncomingKind.UPGRADE, "!new")
    assert translate(event("m.room.tombstone", BO, content), SCENE) is None


def test_an_encrypted_message_without_a_key_is_told_unless_it_is_the_bots_own() -> None:
    found = unreadable(event("m.room.encrypted", BO, {}), SCENE)
    assert found is not None
    assert (found.kind, found.text) == (IncomingKind.UNREADABLE, "")
    assert unreadable(event("m.room.encrypted", OWN, {}), SCENE) is None
    assert unreadable({"type": "m.room.encrypted"}, SCENE) is None


def test_a_message_of_64_kib_passes_whole() -> None:
    text = "å" * 32_000 + "\n" * 1_000
    assert read(message(BO, text)).text == text


def test_quotes_without_end_are_taken_away_in_no_time() -> None:
    assert without_fallback("> <@a:b> x\n" + ">\n" * 30_000 + "hej") == "hej"


def test_what_no_database_takes_is_replaced() -> None:
    assert read(message(BO, "a\0b\ud800c😀")).text == "a\ufffdb\ufffdc😀"


@pytest.mark.parametrize("time", [None, "1", -1, 2**60, 1.5, True, float("nan")])
def test_a_time_that_makes_no_sense_is_when_it_came(time: object) -> None:
    assert read(message(BO, "x") | {"origin_server_ts": time}).sent_at == NOW


HOSTILE: list[object] = [
    None,
    [],
    "event",
    {},
    {"type": None},
    {"type": ["m.room.message"]},
    message(BO, "x") | {"sender": None},
    message(BO, "x") | {"sender": {}},
    message(BO, "x") | {"event_id": 7},
    message(BO, "x") | {"event_id": ""},
    message(BO, "x") | {"event_id": "$" + "x" * 300},
    message(BO, "x") | {"event_id": "$\ud800"},
    message(BO, "x") | {"content": None},
    message(BO, "x") | {"content": "!help"},
    event("m.room.message", BO, {"msgtype": "m.text"}),
    event("m.room.message", BO, {"msgtype": "m.text", "body": {"body": "!help"}}),
    message(BO, "x", **{"m.relates_to": {"rel_type": "m.replace"}, "m.new_content": {"msgtype": "m.text"}}),
    event("m.reaction", BO, {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$a"}}),
    event("m.reaction", BO, {"m.relates_to": {"rel_type": "m.annotation", "key": "1"}}),
    event("m.reaction", BO, {}),
    event("m.room.redaction", BO, {}),
    event("m.room.redaction", BO, {"redacts": ["$a"]}),
    event("m.room.member", BO, {"membership": "join"}),
    event("m.room.member", BO, {"membership": "king"}, state_key=BO),
    event("m.room.member", BO, {"membership": ["join"]}, state_key=BO),
    event("m.room.tombstone", ANNA, {}, state_key=""),
    event("m.room.tombstone", ANNA, {"replacement_room": 7}, state_key=""),
]


@pytest.mark.parametrize("source", HOSTILE)
def test_a_malformed_event_is_nothing(source: object) -> None:
    assert translate(source, SCENE) is None


@pytest.mark.parametrize(
    "relation", [7, [], {"m.in_reply_to": []}, {"m.in_reply_to": {"event_id": {}}}, {"rel_type": "m.thread"}]
)
def test_a_message_with_a_malformed_relation_is_still_a_message(relation: object) -> None:
    found = read(message(BO, "!help", **{"m.relates_to": relation}))
    assert (found.text, found.reply_to, found.thread) == ("!help", None, None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
KEYS = ["msgtype", "body", "m.relates_to", "m.new_content", "rel_type", "event_id", "key"]
KEYS += ["redacts", "membership", "is_falling_back", "formatted_body", "m.mentions", "user_ids"]
PILL = f'<a href="https://matrix.to/#/{BO}">m.text</a>'
WORDS = ["m.text", "m.replace", "m.thread", "m.annotation", "join", "$a", BO, OWN, PILL]
VALUES = JSON | st.sampled_from(WORDS)
INNER = st.dictionaries(st.sampled_from([*KEYS, "m.in_reply_to", "replacement_room", "is_direct"]), VALUES)
CONTENT = VALUES | st.dictionaries(st.sampled_from(KEYS), VALUES | INNER)
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(
            [
                "m.room.message",
                "m.reaction",
                "m.room.redaction",
                "m.room.member",
                "m.room.tombstone",
                "m.room.encrypted",
                "m.room.encryption",
                "m.key.verification.request",
            ]
        )
        | JSON,
        "sender": st.sampled_from([BO, OWN]) | JSON,
        "event_id": st.just("$event") | JSON,
        "origin_server_ts": st.integers() | JSON,
        "content": CONTENT,
        "state_key": st.sampled_from(["", BO]) | JSON,
        "unsigned": st.fixed_dictionaries({}, optional={"prev_content": CONTENT}) | JSON,
        "redacts": VALUES,
    },
)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EVENTS | JSON)
def test_no_event_whatever_its_shape_raises(source: Any) -> None:
    found = translate(source, SCENE)
    if found is not None:
        for value in (found.event_id, found.sender, found.text, found.target, found.reply_to, found.thread):
            if value is not None:
                value.encode()  # storable; raises for what is not
    if isinstance(source, dict):
        unreadable(source, SCENE)
    invitation(ROOM, {"invite_state": {"events": [source]}}, OWN, NOW, "s1")
    invitation(ROOM, source, OWN, NOW, "s1")


def invite(**more: object) -> Json:
    mine = {
        "type": "m.room.member",
        "state_key": OWN,
        "sender": ANNA,
        "content": {"membership": "invite", **more},
    }
    other = {"type": "m.room.member", "state_key": ANNA, "sender": ANNA, "content": {"membership": "join"}}
    return {"invite_state": {"events": [7, other, mine]}}


def test_an_invitation_says_who_invites_and_whether_to_talk_alone() -> None:
    found = invitation(ROOM, invite(is_direct=True), OWN, NOW, "s1")
    assert found is not None
    assert (found.kind, found.sender, found.room, found.direct) == (IncomingKind.INVITATION, ANNA, ROOM, True)
    plain = invitation(ROOM, invite(), OWN, NOW, "s1")
    assert plain is not None
    assert plain.direct is False


def test_the_same_invitation_is_the_same_and_a_later_one_is_another() -> None:
    ids = [invitation(ROOM, invite(), OWN, NOW, since) for since in ("s1", "s1", "s2")]
    first, again, later = (found.event_id for found in ids if found is not None)
    assert first == again != later


@pytest.mark.parametrize("part", [None, {}, {"invite_state": []}, {"invite_state": {"events": [None, {}]}}])
def test_a_malformed_invitation_is_nothing(part: object) -> None:
    assert invitation(ROOM, part, OWN, NOW, "s1") is None
