"""Outgoing → content, as CONTRACT.md section 4 says."""

from __future__ import annotations

import json

import pytest

from bot.platforms.base import Outgoing, Refused
from bot.platforms.matrix.content import LARGEST, message_content, person_link
from tests.platforms.matrix.events import BO, ROOM


def outgoing(text: str = "You have a seat.", **more: object) -> Outgoing:
    values: dict[str, object] = {"room": ROOM, "id": "7", "kind": "signup-booked", "text": text}
    return Outgoing(**(values | more))  # type: ignore[arg-type]  # keyword arguments of several types


def test_an_answer_is_a_notice_that_mentions_nobody_and_names_what_it_answers() -> None:
    content = message_content(outgoing(reply_to="$asked", answers={"$asked": "signup-booked"}))
    assert content == {
        "msgtype": "m.notice",
        "body": "You have a seat.",
        "format": "org.matrix.custom.html",
        "formatted_body": "You have a seat.",
        "m.mentions": {},
        "m.relates_to": {"m.in_reply_to": {"event_id": "$asked"}},
        "org.passet": {"id": "7", "kind": "signup-booked", "answers": {"$asked": "signup-booked"}},
    }


def test_news_is_a_text_that_notifies_those_it_is_for_and_links_them() -> None:
    content = message_content(outgoing(f"[Bo](mention:{BO}): moved", notify=True, mentions=(BO,)))
    assert content["msgtype"] == "m.text"
    assert content["m.mentions"] == {"user_ids": [BO]}
    assert f'<a href="https://matrix.to/#/{BO}">Bo</a>' in content["formatted_body"]
    assert content["body"] == "Bo: moved"
    assert "m.relates_to" not in content
    assert "answers" not in content["org.passet"]


def test_an_answer_in_a_thread_stays_there_as_a_real_reply() -> None:
    relation = message_content(outgoing(reply_to="$asked", thread="$root"))["m.relates_to"]
    assert relation == {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": False,
        "m.in_reply_to": {"event_id": "$asked"},
    }


def test_a_thread_message_without_a_reply_falls_back_for_old_clients() -> None:
    relation = message_content(outgoing(thread="$root"))["m.relates_to"]
    assert (relation["is_falling_back"], relation["m.in_reply_to"]) == (True, {"event_id": "$root"})


def test_markup_becomes_html_and_the_plain_body_stands_alone() -> None:
    content = message_content(outgoing("**Tue** <b>\n\n- one\n- two"))
    assert content["body"] == "Tue <b>\n\n• one\n• two"
    assert (
        content["formatted_body"] == "<p><strong>Tue</strong> &lt;b&gt;</p><ul><li>one</li><li>two</li></ul>"
    )


def test_a_long_message_goes_without_html_rather_than_not_at_all() -> None:
    content = message_content(outgoing("å" * 20_000))
    assert "formatted_body" not in content
    assert "format" not in content
    assert len(json.dumps(content, ensure_ascii=False).encode()) < LARGEST


def test_a_message_too_large_for_an_event_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        message_content(outgoing("x" * 70_000))
    assert refused.value.code == "M_TOO_LARGE"


def test_what_no_encoder_takes_does_not_stop_a_message() -> None:
    assert message_content(outgoing("a\ud800b"))["body"] == "a\ufffdb"


def test_an_odd_address_cannot_break_out_of_the_link() -> None:
    assert person_link('@"><b:example.org') == "https://matrix.to/#/@%22%3E%3Cb:example.org"
