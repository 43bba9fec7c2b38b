"""Mentions: a command about "Bo" is about the Bo whom the sender picked, and about nobody else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.base import Incoming
from bot.platforms.matrix.pills import user_of, with_addresses
from bot.platforms.matrix.translate import Scene, translate
from commands.rules.parsing import command_text
from tests.platforms.matrix.events import ANNA, BO, LEYLA, OWN, ROOM, Json, message

NOW = datetime(2024, 5, 14, 16, 0, tzinfo=UTC)
OTHER_BO = "@bo:elsewhere.example.org"


def pill(address: str, name: str) -> str:
    return f'<a href="https://matrix.to/#/{address}">{name}</a>'


def heard(body: str, html: str, mentioned: list[str] | None = None, more: Json | None = None) -> Incoming:
    content: Json = {"format": "org.matrix.custom.html", "formatted_body": html} | (more or {})
    if mentioned is not None:
        content["m.mentions"] = {"user_ids": mentioned}
    found = translate(message(ANNA, body, **content), Scene(ROOM, OWN, NOW))
    assert found is not None
    return found


def read(body: str, html: str, mentioned: list[str] | None = None) -> str:
    return heard(body, html, mentioned).text


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("!boka 12 Bo", f"!boka 12 {pill(BO, 'Bo')}"),  # Element
        ("!boka 12 @Bo", f"!boka 12 {pill(BO, '@Bo')}"),  # Cinny
        ("!boka 12 @Bo", f"!boka 12 {pill(BO, 'Bo')}"),
        ("!boka 12 Bo", f"!boka 12 {pill(BO, '@Bo')}"),
        ("!boka 12 @bo:example.org", f"!boka 12 {pill(BO, '@bo:example.org')}"),
        ("!boka 12 @bo:example.org", f"!boka 12 {pill(BO, 'Bo')}"),
        ("!boka 12 @bo:example.org", f"!boka 12 {pill(BO, 'bo')}"),
        ("!boka 12 [Bo](https://matrix.to/#/@bo:example.org)", f"!boka 12 {pill(BO, 'Bo')}"),  # Element X
        ("!boka 12 Bo", f"<p>!boka 12 {pill('%40bo%3Aexample.org', 'Bo')}</p>"),
        ("!boka 12 Bo", f"!boka 12 {pill(BO + '?via=example.org', 'Bo')}"),
        ("!boka 12 Bo", '!boka 12 <a href="matrix:u/bo:example.org">Bo</a>'),
        ("!boka 12 Bo", f"!boka 12 {pill(BO, '<b>Bo</b>')}"),
        ("!boka 12 Bo Ek", f"!boka 12 {pill(BO, 'Bo  Ek')}"),
        ("!boka 12 Bo (Borås) 🌹", f"!boka 12 {pill(BO, 'Bo (Bor&aring;s) 🌹')}"),
        ("!boka 12 B & o", f"!boka 12 {pill(BO, 'B &amp; o')}"),
    ],
)
def test_a_mention_arrives_as_the_address_whatever_the_client_writes(body: str, html: str) -> None:
    assert read(body, html) == "!boka 12 @bo:example.org"
    assert read(body, html, [BO]) == "!boka 12 @bo:example.org"


def test_two_people_of_the_same_name_stay_two() -> None:
    html = f"!tell 12 {pill(OTHER_BO, 'Bo')} and {pill(BO, 'Bo')}"
    assert read("!tell 12 Bo and Bo", html) == f"!tell 12 {OTHER_BO} and {BO}"


def test_only_the_name_that_was_picked_is_replaced_not_the_same_word_before_it() -> None:
    html = f"Bo, Bosse: **!boka** <b>Bo</b> {pill(BO, 'Bo')} Bo"
    assert read("Bo, Bosse: **!boka** **Bo** Bo Bo", html) == f"Bo, Bosse: **!boka** **Bo** {BO} Bo"


def test_several_people_are_replaced_in_their_order() -> None:
    html = f"{pill(LEYLA, 'Leyla')}<br>{pill(BO, 'Bo')}<br/>{pill(LEYLA, 'Leyla')}"
    assert read("Leyla\nBo\nLeyla", html) == f"{LEYLA}\n{BO}\n{LEYLA}"


def test_who_is_not_mentioned_according_to_the_message_is_not_put_in() -> None:
    html = f"!boka 12 {pill(OTHER_BO, 'Bo')} {pill(BO, 'Bo')}"
    assert read("!boka 12 Bo Bo", html, [BO]) == f"!boka 12 Bo {BO}"
    assert read("!boka 12 Bo Bo", html, []) == "!boka 12 Bo Bo"


@pytest.mark.parametrize(
    "html",
    [
        f"!boka 12 {pill(BO, 'Leyla')}",
        f"!boka 12 {pill(BO, '')}",
        f"!boka 12 {pill('@bo', 'Bo')}",
        f"!boka 12 {pill('bo:example.org', 'Bo')}",
        f"!boka 12 {pill('#room:example.org', 'Bo')}",
        f"!boka 12 {pill('@bo:example.org@x', 'Bo')}",
        f"!boka 12 {pill('@b%20o:example.org', 'Bo')}",
        f"!boka 12 {pill('@b%22o:example.org', 'Bo')}",
        f"!boka 12 {pill('@bo:example.org/$event', 'Bo')}",
        f"!boka 12 {pill('@' + 'b' * 250 + ':example.org', 'Bo')}",
        f"!boka 12 {pill('@b%00:example.org', 'Bo')}",
        f"!boka 12 {pill('@b%ff:example.org', 'Bo')}",
        '!boka 12 <a href="https://matrix.to.example.org/#/@bo:example.org">Bo</a>',
        '!boka 12 <a href="https://evil.example.org/?https://matrix.to/#/@bo:example.org">Bo</a>',
        "!boka 12 <a href>Bo</a> matrix.to",
        '!boka 12 <a href="https://matrix.to/#/@bo:example.org">Bo',
        "!boka 12 Bo matrix.to",
        f"<mx-reply><blockquote>{pill(BO, 'Bo')}</blockquote></mx-reply>!boka 12 Bo",
        f"<mx-reply>!boka 12 {pill(BO, 'Bo')}",
        f"<!-- !boka 12 {pill(BO, 'Bo')} -->",
        f"<![CDATA[ {pill(BO, 'Bo')}",
        "<![if matrix",
    ],
)
def test_what_is_no_mention_or_does_not_fit_leaves_the_text_alone(html: str) -> None:
    assert read("!boka 12 Bo", html) == "!boka 12 Bo"


def test_a_name_inside_another_word_is_not_the_mention() -> None:
    assert read("!Bostad x@Bo Bo1", pill(BO, "Bo")) == "!Bostad x@Bo Bo1"


def test_the_mention_in_a_quoted_message_does_not_shift_those_in_the_answer() -> None:
    relation: Json = {"m.in_reply_to": {"event_id": "$asked"}}
    quote = f"<mx-reply><blockquote>In reply to {pill(OTHER_BO, 'Bo')}<br>Bo?</blockquote></mx-reply>"
    body = "> <@bo:elsewhere.example.org> Bo?\n\n!boka 12 Bo"
    found = heard(body, f"{quote}!boka 12 {pill(BO, 'Bo')}", more={"m.relates_to": relation})
    assert found.text == f"!boka 12 {BO}"


def test_a_corrected_mention_is_read_from_the_correction() -> None:
    new: Json = {"msgtype": "m.text", "body": "!boka 12 Bo", "formatted_body": f"!boka 12 {pill(BO, 'Bo')}"}
    relation: Json = {"rel_type": "m.replace", "event_id": "$first"}
    found = heard("* x", "* x", more={"m.new_content": new, "m.relates_to": relation})
    assert found.text == f"!boka 12 {BO}"


@pytest.mark.parametrize("after", [": !mina", ", mina", " mina"])
def test_a_message_that_begins_with_the_bots_own_mention_speaks_to_the_bot(after: str) -> None:
    text = read(f"Passet i Borås{after}", f"{pill(OWN, 'Passet i Borås')}{after}", [OWN])
    assert text == f"{OWN}{after}"
    assert command_text(text, prefix="!", private=False, own_names=(OWN, "passet")) == "mina"


def test_text_without_html_is_as_it_was() -> None:
    assert with_addresses("!boka 12 Bo", {}) == "!boka 12 Bo"
    assert with_addresses("!boka 12 Bo", {"formatted_body": ["matrix"]}) == "!boka 12 Bo"


LINK = f'<a href="https://matrix.to/#/{BO}">'
HOSTILE = {
    "a mebibyte": "x" * 2**20,
    "a mebibyte of open links": LINK * (2**20 // len(LINK)),
    "a mebibyte of nothing closed": "<a " * (2**20 // 3),
    "deep": "<b>" * 500_000,
    "unclosed comments": "<!--" * 260_000,
    "unclosed attributes": '<a href="' * 100_000,
    "just short enough": "<a " * 60 + "a " * 3_900,
    "many of one": f"{LINK}{'Bo ' * 60}x</a>" * 30,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_html_changes_nothing(what: str) -> None:
    body = "Bo " * 1_300
    assert with_addresses(body, {"formatted_body": f"{HOSTILE[what]} https://matrix.to"}) == body


def test_the_work_for_hostile_html_does_not_grow_with_its_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too long or has too many tags is not even given to the parser."""
    fed: list[str] = []
    monkeypatch.setattr("html.parser.HTMLParser.feed", lambda _self, data: fed.append(data))
    for html in (LINK + "x" * 8_192, LINK + "<b>" * 64):
        with_addresses("Bo", {"formatted_body": html})
    with_addresses("Bo" * 4_096, {"formatted_body": LINK})
    assert fed == []


@given(st.text(alphabet="<>/a=\"' &#;!-[]bBo@", max_size=80), st.text(alphabet="Bo @<:", max_size=20))
def test_no_html_whatever_its_shape_raises_or_loses_text(html: str, body: str) -> None:
    found = with_addresses(body, {"formatted_body": f"{html}{pill(BO, 'Bo')}{html}"})
    assert found.replace(BO, "Bo").replace("@", "") == body.replace("@", "")


@given(st.text(max_size=60))
def test_a_link_gives_a_sound_user_id_or_none(rest: str) -> None:
    found = user_of(f"https://matrix.to/#/{rest}")
    assert found is None or (found.startswith("@") and ":" in found and " " not in found)
