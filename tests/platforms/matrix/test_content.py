"""Outgoing → content, as CONTRACT.md section 4 says."""

from __future__ import annotations

import json

import pytest

from bot.platforms.base import File, Outgoing, Refused
from bot.platforms.matrix.content import LARGEST, file_content, message_content, person_link
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


def test_an_edit_names_the_original_notifies_nobody_and_reads_well_in_old_clients() -> None:
    content = message_content(
        outgoing("**2** left", edits="$card", notify=True, mentions=(BO,), thread="$root", reply_to="$asked")
    )
    assert content["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$card"}
    assert (content["msgtype"], content["body"], content["m.mentions"]) == ("m.text", "* 2 left", {})
    assert content["formatted_body"] == "* <strong>2</strong> left"
    new = content["m.new_content"]
    assert (new["msgtype"], new["body"]) == ("m.text", "2 left")
    assert new["formatted_body"] == "<strong>2</strong> left"
    assert new["m.mentions"] == {"user_ids": [BO]}
    assert new["org.passet"] == content["org.passet"] == {"id": "7", "kind": "signup-booked"}
    assert "m.relates_to" not in new


def test_a_long_edit_goes_without_html_before_it_is_refused() -> None:
    """An edit holds its text twice."""
    fitting = "x " * 12_000
    assert "formatted_body" in message_content(outgoing(fitting))
    edit = message_content(outgoing(fitting, edits="$card"))
    assert "formatted_body" not in edit
    assert "formatted_body" not in edit["m.new_content"]
    with pytest.raises(Refused):
        message_content(outgoing("x " * 20_000, edits="$card"))


def test_a_file_says_what_it_is_and_mentions_nobody() -> None:
    calendar = File("pass.ics", "text/calendar", b"BEGIN", "Your shift")
    assert file_content(outgoing(file=calendar), calendar, {"url": "mxc://a/b"}) == {
        "msgtype": "m.file",
        "body": "Your shift",
        "filename": "pass.ics",
        "info": {"mimetype": "text/calendar", "size": 5},
        "m.mentions": {},
        "org.passet": {"id": "7", "kind": "signup-booked"},
        "url": "mxc://a/b",
    }


def test_a_picture_has_its_size_and_without_words_its_name_is_said() -> None:
    picture = File("week.png", "image/png", b"12", width=80, height=60)
    content = file_content(outgoing(thread="$root"), picture, {"url": "mxc://a/b"})
    assert (content["msgtype"], content["body"]) == ("m.image", "week.png")
    assert content["info"] == {"mimetype": "image/png", "size": 2, "w": 80, "h": 60}
    assert content["m.relates_to"]["event_id"] == "$root"
