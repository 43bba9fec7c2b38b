"""Hostile events: good ones of every type the bot reads, with something in them that is not as it should be.

Everything is made from one seed, so that what was found once is found again.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

from tests.platforms.matrix.events import ANNA, BO, LEYLA, MALLORY, OWN

Json = dict[str, Any]

RAW = {
    "<<deep>>": "[" * 600 + "]" * 600,
    "<<deeper>>": '{"a":' * 3000 + "1" + "}" * 3000,
    "<<endless>>": "1e400",
    "<<digits>>": "9" * 5000,
    "<<twice>>": '{"body":"a","body":"b"}',
    "<<nan>>": "NaN",
    "<<surrogate>>": '"\\ud83d"',
}
"""What no Python value says: put into the text of the answer in place of a string."""

ROOMS = ("!hostile1:evil.example", "!hostile2:example.org", "!room version twelve", "!x:y")
TEXTS = (
    "!mina",
    "!pass",
    "!anmäl 1",
    "!avboka 1",
    "!hjälp",
    "!pass ny ringstuga tis 18-20",
    "!",
    "!!",
    "! mina",
    "ja",
    "1",
    "hej alla",
    "@room",
    "!anmäl 1 @room",
    "!anmäl '; drop table person; --",
    "!anmäl =cmd|' /C calc'!A0",
    "!rum roll=organizers",
    "!organisatör @mallory:example.org",
    "!anmäl " + "9" * 400,
    "passet: mina",
)
NAMES = (
    "Bo",
    "@bo:example.org",
    "Passet",
    "<b>Bo</b>",
    "[x](http://evil)",
    "**Bo**",
    "@room",
    "\u202eoB",
    "B\u200bo",
    "a" + "\u0301" * 10_000,
    "\0",
    "\n\n# Bo",
    "Во",
    "",
    " ",
    "=1+1",
    "BEGIN:VEVENT",
    "'; drop table person; --",
)


class Hostile:
    """Makes events by people who mean no good. `commands` are ids of messages of others."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.commands: list[str] = []
        self._made = 0

    def odd(self) -> object:
        """A value that nobody expects there."""
        rng = self.rng
        many = rng.random() < 0.02
        return rng.choice(
            [
                None,
                True,
                False,
                0,
                -1,
                10**30,
                1.5,
                "",
                " ",
                "\0",
                "x\0y",
                "@room",
                "\u202e",
                "\u200b" * 9,
                [],
                {},
                [[]],
                [None],
                {"": ""},
                ["m.room.message"],
                {"type": "m.room.message"},
                OWN,
                BO,
                "!",
                "$",
                "$\n",
                "m.text",
                "join",
                "leave",
                "ban",
                "m.replace",
                "m.annotation",
                "1970",
                -(2**63),
                2**63,
                253402300800000,
                "å" * 300,
                "𝕏" * 200,
                list(range(50)),
                {str(n): n for n in range(50)},
                *RAW,
                "x" * (60_000 if many else 260),
                rng.choice(NAMES),
                rng.choice(TEXTS),
            ]
        )

    def event(self, room: str) -> Json:
        """One event; in four of five something is wrong."""
        made = self._good(room)
        for _ in range(self.rng.choice((0, 1, 1, 1, 2))):
            self._spoil(made)
        return made

    def _good(self, room: str) -> Json:
        rng = self.rng
        kind, content, state_key = rng.choice(_KINDS)(self)
        self._made += 1
        made: Json = {
            "type": kind,
            "event_id": f"$h{self._made}" if rng.random() < 0.95 else f"$h{rng.randrange(1, self._made + 1)}",
            "sender": MALLORY if rng.random() < 0.8 else f"@{rng.randrange(400)}:evil.example",
            "origin_server_ts": rng.choice((0, 1, 1_715_700_000_000, 4_070_908_800_000, 10**18)),
            "content": content,
        }
        if rng.random() < 0.2:
            made["room_id"] = rng.choice(ROOMS)
        if rng.random() < 0.2:
            made["unsigned"] = {
                "prev_content": {"membership": rng.choice(("join", "leave", "x"))}, "prev_sender": OWN,
                "transaction_id": "p1", "membership": "join", "age": -1, "redacted_because": {},
            }  # fmt: skip
        if state_key is not None and not room.startswith("!good"):
            made["state_key"] = state_key
        if kind == "m.room.redaction" and rng.random() < 0.5:
            made["redacts"] = self.target()
        return made

    def _spoil(self, value: object) -> None:
        """Change something somewhere inside."""
        rng = self.rng
        if not isinstance(value, dict) or not value:
            return
        key = rng.choice(list(value))
        if isinstance(value[key], dict) and rng.random() < 0.6:
            self._spoil(value[key])
        elif rng.random() < 0.2:
            del value[key]
        elif key == "sender":  # which a server does not let through as another's
            value[key] = rng.choice((None, 5, "", [], {}, "mallory", "@" + "m" * 300, "@m\0:x"))
        else:
            value[key] = copy.deepcopy(self.odd())

    def target(self) -> str:
        return self.rng.choice(self.commands[-40:] or ["$none"])

    def text(self) -> str:
        return self.rng.choice(TEXTS)

    def invitation(self) -> Json:
        """What a sync shows of a room that the bot is invited to."""
        by = self.rng.choice((MALLORY + ".evil", "@x:evil.example"))
        member = {
            "type": "m.room.member", "state_key": OWN, "sender": by,
            "content": {"membership": "invite", "is_direct": self.rng.random() < 0.5},
        }  # fmt: skip
        events: list[object] = [
            {"type": "m.room.name", "state_key": "", "sender": by, "content": {"name": self.odd()}},
            {"type": "m.room.create", "state_key": "", "sender": by, "content": {"creator": self.odd()}},
            member,
        ]
        for _ in range(self.rng.choice((0, 1, 2))):
            self._spoil(member)
        return {"invite_state": {"events": events}}


def raw(response: Json) -> bytes:
    """The answer as a server would send it, with what only its text can say."""
    text = json.dumps(response)
    for mark, meant in RAW.items():
        text = text.replace(f'"{mark}":', '"k":').replace(f'"{mark}"', meant)
    return text.encode()


Kind = tuple[str, Json, str | None]


def _message(h: Hostile) -> Kind:
    kind = h.rng.choice(
        ("m.text", "m.text", "m.text", "m.notice", "m.emote", "m.image", "m.file", "m.location")
    )
    content: Json = {"msgtype": kind, "body": h.text()}
    if h.rng.random() < 0.3:
        content |= {
            "format": "org.matrix.custom.html",
            "formatted_body": "<a href='https://matrix.to/#/@bo:example.org'>Bo</a>"
            * h.rng.choice((1, 3, 200)),
            "m.mentions": {"user_ids": [BO], "room": True},
        }
    if h.rng.random() < 0.2:
        content["m.relates_to"] = {
            "rel_type": "m.thread", "event_id": h.target(), "m.in_reply_to": {"event_id": h.target()},
        }  # fmt: skip
    return "m.room.message", content, None


def _edit(h: Hostile) -> Kind:
    new = {"msgtype": "m.text", "body": h.text()}
    relation = {"rel_type": "m.replace", "event_id": h.target()}
    return (
        "m.room.message",
        {"msgtype": "m.text", "body": "*", "m.new_content": new, "m.relates_to": relation},
        None,
    )


def _reaction(h: Hostile) -> Kind:
    key = h.rng.choice(("1️⃣", "✅", "❌", "👍", "2", "\u20e3" * 50, "x" * 300))
    return (
        "m.reaction",
        {"m.relates_to": {"rel_type": "m.annotation", "event_id": h.target(), "key": key}},
        None,
    )


def _redaction(h: Hostile) -> Kind:
    return "m.room.redaction", {"redacts": h.target()}, None


def _member(h: Hostile) -> Kind:
    who = h.rng.choice((MALLORY, BO, LEYLA, ANNA, "@x:evil.example", "", "x" * 300))
    standing = h.rng.choice(("join", "leave", "ban", "invite", "knock"))
    name = h.rng.choice(NAMES)
    return "m.room.member", {"membership": standing, "displayname": name, "is_direct": True}, who


def _state(kind: str, **content: object) -> Callable[[Hostile], Kind]:
    return lambda h: (kind, {key: h.odd() if value is None else value for key, value in content.items()}, "")


def _encrypted(h: Hostile) -> Kind:
    content = {
        "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "AwgAEn" + "x" * h.rng.randrange(90),
        "session_id": f"s{h.rng.randrange(9)}", "sender_key": "k" * 43, "device_id": "D",
    }  # fmt: skip
    return "m.room.encrypted", content, None


_KINDS: tuple[Callable[[Hostile], Kind], ...] = (
    _message,
    _message,
    _message,
    _edit,
    _reaction,
    _redaction,
    _member,
    _member,
    _encrypted,
    _state("m.room.name", name=None),
    _state("m.room.create", creator=None, room_version=None, additional_creators=None),
    _state("m.room.power_levels", users=None, events=None, users_default=None, notifications=None),
    _state("m.room.join_rules", join_rule=None),
    _state("m.room.history_visibility", history_visibility=None),
    _state("m.room.encryption", algorithm=None),
    _state("m.room.tombstone", replacement_room=None, body=None),
    _state("m.room.pinned_events", pinned=None),
    _state("m.poll.start", question=None),
)
