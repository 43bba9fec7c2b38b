"""Who changed what, for whom, and who looked at whose names: it can be read afterwards.

Issue 4, point 11. Contents are never kept.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.first_organizers import APPOINTED
from commands import REGISTRY
from commands.actions.forgetting import FORGOTTEN, IDLE
from commands.declare import Who
from commands.seen import ACTION as NAMES
from commands.texts import LANGUAGES
from storage.models import Audit
from tests.stories.given import activity, at, english, kinds, ringstuga, shift, told
from tests.support.story import Someone, Story

BO = "@bo:example.org"
ROOT = Path(__file__).parent.parent.parent
NAMES_NOBODY = {"status"}
"""Shows figures; nobody is named and nothing changed."""

# What leaves a row, told as a story: the command, what is typed after it, and the row's word.
FIRST = [
    ("activity-add", 'studier "Studiecirkel" ansvarig=@leyla:example.org', "activity-lead"),
    ("activity-edit", 'studier plats="Stora torget"', "activity-edit"),
    ("shift-add", "studier ons 18-20", "shift-add"),
    ("shift-copy", "2 till 21/5", "shift-add"),
    ("shift-edit", "2 platser=3", "shift-edit"),
    ("shift-close", "2", "shift-close"),
    ("shift-open", "2", "shift-open"),
    ("shift-keep", "2", "shift-keep"),
    ("booked", "1", "roster"),
    ("booked", "1 som=csv", "roster"),
    ("book", f"1 {BO}", "roster"),
    ("unbook", '1 "Leyle"', "names"),
    ("unbook", "1 @leyla:example.org", "unbook"),
    ("book", "1 @leyla:example.org", "book"),
    ("broadcast", '1 "Vi ses vid baksidan"', "broadcast"),
    ("card", "ringstuga", "card"),
    ("poll", "valstuga 14/5 15/5 18-20", "poll"),
    ("poll-close", "valstuga ändå", "poll-close"),
    ("skill", f"{BO} ringledare", "skill-give"),
    ("skill", BO, "skill-list"),
    ("skill", "", "skill-list"),
    ("skill", f"{BO} ringledare bort", "skill-take"),
    ("room", "digest=09:00", "room"),
    ("organizer-add", BO, "organizer-add"),
    ("organizer-list", "", "organizer-list"),
    ("organizer-remove", f"{BO} ändå", "organizer-remove"),
    ("shift-merge", "2 3 ändå", "shift-merge"),
    ("shift-cancel", "3 ändå", "shift-cancel"),
    ("activity-archive", "studier ändå", "activity-archive"),
    ("audit", "", "audit"),
]
AFTERWARDS = [
    ("attended", "1 utom Bo", "attendance"),
    ("attended", "1 Bo", "attended"),
    ("missed", "1 Nils", "names"),
    ("missed", "1 Bo", "missed"),
    ("excused", "1 Bo", "excused"),
    ("report", "1 40 12 3", "report"),
]


async def rows(story: Story) -> list[Audit]:
    async with story.store() as store:
        return list(await store.audit.all())


async def new_words(story: Story, since: int) -> list[str]:
    return [one.action for one in (await rows(story))[since:]]


def test_every_command_that_is_not_for_all_is_in_the_table() -> None:
    limited = {one.id for one in REGISTRY.commands if one.who is not Who.ALL}
    assert {command for command, _, _ in FIRST + AFTERWARDS} == limited - NAMES_NOBODY


async def test_every_command_that_is_not_for_all_leaves_a_row(story: Story) -> None:
    await ringstuga(story)
    for one in (story.bo, story.leyla):
        await told(one, "!anmäl 1", "signup-booked")
    await leave_rows(story, FIRST)
    await at(story, "2024-05-07 21:00")
    await leave_rows(story, AFTERWARDS)


async def leave_rows(story: Story, table: list[tuple[str, str, str]]) -> None:
    for command, arguments, word in table:
        before = len(await rows(story))
        heard = await story.anna.says(f"!{REGISTRY.get(command).name('sv')} {arguments}".strip())
        left = (await rows(story))[before:]
        assert word in [one.action for one in left], f"{command} {arguments}: {heard} left {left}"
        assert all(one.actor_id is not None and one.district_id is not None for one in left), command


async def test_it_says_for_whom_and_on_what(story: Story) -> None:
    await ringstuga(story)
    await story.anna.says(f"!boka 1 {BO}")
    await story.anna.says("!bokade 1", room=story.organizers_room)
    async with story.store() as store:
        found = await store.people.identity("memory", BO)
        assert found is not None
        last = list(await store.audit.all())[-2:]
        assert [(one.action, one.subject, one.person_id) for one in last] == [
            ("book", "shift:1", found[1].id),
            ("roster", "shift:1", None),
        ]


async def test_the_list_that_is_handed_over_leaves_a_row(story: Story) -> None:
    await story.bo.says("!pass")
    await activity(story, more=f"ansvarig={BO}")
    await shift(story, "tor 18-20")
    await story.anna.says('!boka 1 "Nils Ek"')
    await at(story, "2024-05-08 19:00")
    assert "call-list" in [one.action for one in await rows(story)]
    await at(story, "2024-05-10 09:00")
    assert "attendance-list" in [one.action for one in await rows(story)]
    heard = await story.anna.says("logg 1", room=story.anna.direct)
    assert "Passet lämnade namnen på dem som ska ringas inför #1 till Bo" in heard.text


async def test_who_sees_a_name_in_a_question_back_leaves_a_row(story: Story) -> None:
    await ringstuga(story)
    twin = Someone(story, "@bo.ek:example.org", "Bo")
    for one in (story.bo, twin):
        await one.says("!pass")
    before = len(await rows(story))
    heard = await story.anna.says('!kunskap "Bo"')
    assert heard.kind == "person-choose"
    assert await new_words(story, before) == ["names"]


async def test_a_plain_answer_without_names_leaves_none(story: Story) -> None:
    await ringstuga(story)
    before = len(await rows(story))
    for text in ("!läget", "!bokade 1", "!rum", "!hjälp", "!pass", "!mina"):
        await story.anna.says(text)
    assert await new_words(story, before) == []


async def test_the_log_is_told_in_sentences_newest_first(story: Story) -> None:
    await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    await story.anna.says("!bokade 1", room=story.organizers_room)
    heard = await story.anna.says("!logg", room=story.organizers_room)
    assert heard.kind == "audit-list"
    lines = heard.text.splitlines()
    assert lines[1:4] == [
        "• mån 6 maj 10.00: Anna tittade på vilka som är bokade på #1",
        "• mån 6 maj 10.00: Bo anmälde sig till #1",
        "• mån 6 maj 10.00: Anna lade upp #1",
    ]


async def test_the_log_looks_at_itself(story: Story) -> None:
    await story.anna.says("!logg", room=story.organizers_room)
    heard = await story.anna.says("!logg", room=story.organizers_room)
    assert "Anna tittade i loggen" in heard.text


async def test_in_a_room_names_go_to_the_asker_alone(story: Story) -> None:
    await ringstuga(story)
    await told(story.bo, "!anmäl 1", "signup-booked")
    heard = await story.anna.says("!logg")
    assert heard.kind == "audit-privately"
    assert "Bo" not in heard.text
    (alone,) = story.anna.new()
    assert (alone.kind, "Bo anmälde sig till #1" in alone.text) == ("audit-list", True)


@pytest.mark.parametrize(
    ("typed", "seen", "unseen"),
    [
        ("#1", "Bo anmälde sig till #1", "#2"),
        ("2", "Leyla anmälde sig till #2", "#1"),
        ("@bo", "Bo anmälde sig till #1", "Leyla"),
        (BO, "Bo anmälde sig till #1", "Leyla"),
        ("Leyla", "Leyla anmälde sig till #2", "Bo"),
        ('"Nils Ek"', "Anna bokade Nils Ek på #1", "Leyla"),
        ("ringstuga", "Bo anmälde sig till #1", "studier"),
        ("idag", "Bo anmälde sig till #1", "igår"),
        ("måndag", "Bo anmälde sig till #1", "igår"),
        ("6/5", "Bo anmälde sig till #1", "igår"),
        ("5/5", "inget står där", "Bo"),
        ("igår", "inget står där", "Bo"),
    ],
)
async def test_it_is_asked_for_one_thing(story: Story, typed: str, seen: str, unseen: str) -> None:
    await ringstuga(story)
    await shift(story, "ons 18-20")
    await activity(story, "studier")
    await told(story.bo, "!anmäl 1", "signup-booked")
    await told(story.leyla, "!anmäl 2", "signup-booked")
    await story.anna.says('!boka 1 "Nils Ek"')
    heard = await story.anna.says(f"logg {typed}", room=story.anna.direct)
    body = heard.text.partition("\n")[2] if "inget" not in seen else heard.text
    assert seen in body
    assert unseen not in body


async def test_what_cannot_be_understood_is_refused(story: Story) -> None:
    heard = await told(story.anna, "!logg blåbärspaj", "error-audit-words")
    assert "Inget är ändrat" in heard.text
    await told(story.anna, "!logg #99", "error-audit-words")
    await english(story.anna)
    heard = await told(story.anna, "!audit blueberry", "error-audit-words")
    assert "Nothing was changed. !audit shows the latest" in heard.text


async def test_in_english_too(story: Story) -> None:
    await ringstuga(story)
    await english(story.anna)
    await told(story.bo, "!anmäl 1", "signup-booked")
    heard = await story.anna.says("audit", room=story.anna.direct)
    assert "Mon 6 May 10:00: Bo signed up for #1" in heard.text


async def test_of_two_with_one_name_the_account_is_shown(story: Story) -> None:
    await ringstuga(story)
    twin = Someone(story, "@bo.ek:example.org", "Bo")
    for one in (story.bo, twin):
        await told(one, "!anmäl 1", "signup-booked")
    heard = await story.anna.says("logg 1", room=story.anna.direct)
    assert "Bo (@bo.ek:example.org) anmälde sig till #1" in heard.text


async def test_nobody_else_reads_it(story: Story) -> None:
    await told(story.bo, "!logg", "error-forbidden")
    await english(story.bo)
    await told(story.bo, "!audit", "error-forbidden")


async def test_another_district_is_not_in_it(story: Story) -> None:
    await ringstuga(story)
    async with story.app.database.writing() as store:
        store.audit.record("shift-add", at=story.clock.now(), district_id=None, actor_id=None)
    heard = await story.anna.says("logg", room=story.anna.direct)
    assert heard.text.count("lade upp #") == 1


async def test_many_at_once_are_one_line(story: Story) -> None:
    await activity(story)
    await story.anna.says("!pass ny ringstuga tis 18-20 varje=vecka till=2024-06-20")
    heard = await story.anna.says("logg", room=story.anna.direct)
    assert re.search(r"Anna lade upp #1–#\d", heard.text)
    assert kinds([heard]) == ["audit-list"]


def recorded_words() -> set[str]:
    """Every word that the program records, as far as it stands as a text in the code."""
    found: set[str] = set()
    for folder in ("bot", "commands"):
        for file in (ROOT / folder).rglob("*.py"):
            for call in re.finditer(
                r"(?:record|_record|record_sent)\(([^)]*)", file.read_text(encoding="utf-8")
            ):
                found |= set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', call[1]))
    return found - {"shift", "activity"} | {APPOINTED, FORGOTTEN, IDLE, NAMES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_is_recorded_has_a_sentence(language: str) -> None:
    words = recorded_words()
    assert {"signup", "roster", "organizer-add", "call-list"} <= words
    text = (ROOT / "commands" / "locales" / language / "audit.ftl").read_text(encoding="utf-8")
    assert {one for one in words if f"[{one}]" not in text} == set()


async def test_a_look_at_a_name_is_told_with_the_commands_own_word(story: Story) -> None:
    number = await ringstuga(story)
    await told(story.anna, f'!boka {number} "Karin Karlsson"', "book-done")
    await told(story.anna, '!glömmig "Karin Karlson"', "error-forgetme-unknown")
    await told(story.anna, '!glömmig "Karin Karlsson"', "forgetme-other-confirm")
    await told(story.anna, '!glömmig "Karin Karlsson" ändå', "forgetme-other-done")
    heard = await story.anna.says("!logg", room=story.organizers_room)
    assert "Anna tog bort någon som bad att bli glömd" in heard.text
    assert heard.text.count("glömd") == 1
    assert "forgetme" not in heard.text


async def test_a_seat_that_falls_to_who_waits_stands_there_too(story: Story) -> None:
    await ringstuga(story, "fre 18-20", more="platser=1")
    for who in (story.bo, story.leyla):
        await who.says("!anmäl 1")
    await story.bo.says("!avboka 1")
    heard = await story.anna.says("!logg 1", room=story.organizers_room)
    assert "Passet gav Leyla en plats på #1, ur kön" in heard.text
