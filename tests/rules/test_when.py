"""When a new shift is to be, as a district writes it on its phones: on Monday 6 May 2024 at noon."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from commands.rules.when import Span, UnreadableWhen, WhenProblem, parse_span

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MONDAY_NOON = datetime(2024, 5, 6, 10, 0, tzinfo=UTC)


def local(text: str) -> datetime:
    """`2024-05-14 18:00` by the clock on the wall in Stockholm, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


def problem(text: str, now: datetime = MONDAY_NOON) -> WhenProblem:
    with pytest.raises(UnreadableWhen) as refused:
        parse_span(text, now=now, zone=STOCKHOLM)
    return refused.value.problem


# Each row: how it is written, the local day, start and end; an end after 24:00 is on the next day.
CONTRACT = [
    ("2024-05-14 18:00-20:30", "05-14 18:00", "05-14 20:30"),
    ("14/5 18-20.30", "05-14 18:00", "05-14 20:30"),
    ("tis 18-20", "05-07 18:00", "05-07 20:00"),
    ("tisdag 18.00-20.30", "05-07 18:00", "05-07 20:30"),
    ("imorgon 18-20", "05-07 18:00", "05-07 20:00"),
    ("tue 6pm-8pm", "05-07 18:00", "05-07 20:00"),
    ("9 juni 10-14", "06-09 10:00", "06-09 14:00"),
    ("nästa torsdag 17:30-20", "05-16 17:30", "05-16 20:00"),
]
SWEDISH = [
    ("på tisdag 18-20", "05-07 18:00", "05-07 20:00"),
    ("nu på tisdag kl 18", "05-07 18:00", "05-07 20:00"),
    ("kommande tisdag 18", "05-07 18:00", "05-07 20:00"),
    ("ti 18", "05-07 18:00", "05-07 20:00"),
    ("TIS 18", "05-07 18:00", "05-07 20:00"),
    ("tis18-20", "05-07 18:00", "05-07 20:00"),
    ("tis. kl. 18-20.", "05-07 18:00", "05-07 20:00"),
    ("mån 18-20", "05-06 18:00", "05-06 20:00"),
    ("må 18-20", "05-06 18:00", "05-06 20:00"),
    ("måndag 12-14", "05-13 12:00", "05-13 14:00"),
    ("mandag 10-12", "05-13 10:00", "05-13 12:00"),
    ("on 18-20", "05-08 18:00", "05-08 20:00"),
    ("to 18-20", "05-09 18:00", "05-09 20:00"),
    ("nästa to 18", "05-16 18:00", "05-16 20:00"),
    ("fr 18", "05-10 18:00", "05-10 20:00"),
    ("lördag 10-14", "05-11 10:00", "05-11 14:00"),
    ("lordag 10-14", "05-11 10:00", "05-11 14:00"),
    ("lo\u0308rdag 10-14", "05-11 10:00", "05-11 14:00"),
    ("sondag 10", "05-12 10:00", "05-12 12:00"),
    ("nasta torsdag 18", "05-16 18:00", "05-16 20:00"),
    ("nästa måndag 18", "05-13 18:00", "05-13 20:00"),
    ("torsdag nästa vecka 18", "05-16 18:00", "05-16 20:00"),
    ("denna torsdag 18", "05-09 18:00", "05-09 20:00"),
    ("tis v20 18-20", "05-14 18:00", "05-14 20:00"),
    ("vecka 20 tisdag kl 18", "05-14 18:00", "05-14 20:00"),
    ("tis 14/5 v.20 18-20", "05-14 18:00", "05-14 20:00"),
    ("kl 18", "05-06 18:00", "05-06 20:00"),
    ("klockan 18 till 20", "05-06 18:00", "05-06 20:00"),
    ("18-20", "05-06 18:00", "05-06 20:00"),
    ("idag 13-15", "05-06 13:00", "05-06 15:00"),
    ("i dag kl. 13", "05-06 13:00", "05-06 15:00"),
    ("ikväll 18-20", "05-06 18:00", "05-06 20:00"),
    ("i kväll kl 18", "05-06 18:00", "05-06 20:00"),
    ("ikvall 6-8", "05-06 18:00", "05-06 20:00"),
    ("i morgon 18", "05-07 18:00", "05-07 20:00"),
    ("imorrn 18", "05-07 18:00", "05-07 20:00"),
    ("imorgon bitti 8-10", "05-07 08:00", "05-07 10:00"),
    ("i övermorgon 18", "05-08 18:00", "05-08 20:00"),
    ("övermorgon 18-20", "05-08 18:00", "05-08 20:00"),
    ("tisdag kväll 6-8", "05-07 18:00", "05-07 20:00"),
    ("tis mellan 18 och 20", "05-07 18:00", "05-07 20:00"),
    ("mellan 18-20 på tisdag", "05-07 18:00", "05-07 20:00"),
    ("från 18 till 20 på tisdag", "05-07 18:00", "05-07 20:00"),
    ("18-20 tisdag den 14 maj", "05-14 18:00", "05-14 20:00"),
    ("tisdagen den 14 maj kl 18.00–20.30", "05-14 18:00", "05-14 20:30"),
    ("tis 14/5 18-20", "05-14 18:00", "05-14 20:00"),
    ("tis den 14 kl 18", "05-14 18:00", "05-14 20:00"),
    ("den 14:e 18-20", "05-14 18:00", "05-14 20:00"),
    ("den 3 kl 18-20", "06-03 18:00", "06-03 20:00"),
    ("9:e juni 10-14", "06-09 10:00", "06-09 14:00"),
    ("den 9 juni 10-14", "06-09 10:00", "06-09 14:00"),
    ("9juni 10-14", "06-09 10:00", "06-09 14:00"),
    ("sista maj 18", "05-31 18:00", "05-31 20:00"),
    ("tis 22-01", "05-07 22:00", "05-08 01:00"),
    ("tis 18-24", "05-07 18:00", "05-08 00:00"),
    ("tis 10-00", "05-07 10:00", "05-08 00:00"),
    ("tis 18-midnatt", "05-07 18:00", "05-08 00:00"),
    ("tis 22 - ons 08", "05-07 22:00", "05-08 08:00"),
    ("fredag 17/5 kl 18 till lördag 18/5 kl 02", "05-17 18:00", "05-18 02:00"),
]
ENGLISH = [
    ("on tue 18-20", "05-07 18:00", "05-07 20:00"),
    ("18-20 on tuesday", "05-07 18:00", "05-07 20:00"),
    ("6pm-8pm tues", "05-07 18:00", "05-07 20:00"),
    ("tue 6-8pm", "05-07 18:00", "05-07 20:00"),
    ("tue 6pm-8", "05-07 18:00", "05-07 20:00"),
    ("tue 6:30 p.m. - 8 p.m.", "05-07 18:30", "05-07 20:00"),
    ("tue 11-1pm", "05-07 11:00", "05-07 13:00"),
    ("tue 10-12am", "05-07 22:00", "05-08 00:00"),
    ("tue 9am-5", "05-07 09:00", "05-07 17:00"),
    ("tue 10pm-1", "05-07 22:00", "05-08 01:00"),
    ("tue noon-2", "05-07 12:00", "05-07 14:00"),
    ("tomorrow at noon", "05-07 12:00", "05-07 14:00"),
    ("tue 9-noon", "05-07 09:00", "05-07 12:00"),
    ("tue 6 to midnight", "05-07 18:00", "05-08 00:00"),
    ("12am-2am tue", "05-07 00:00", "05-07 02:00"),
    ("18 to 20", "05-06 18:00", "05-06 20:00"),
    ("between 6 and 8pm on tuesday", "05-07 18:00", "05-07 20:00"),
    ("from 6 until 8 pm tomorrow", "05-07 18:00", "05-07 20:00"),
    ("tonight 6-8", "05-06 18:00", "05-06 20:00"),
    ("this evening at 8", "05-06 20:00", "05-06 22:00"),
    ("tomorrow morning 10-1", "05-07 10:00", "05-07 13:00"),
    ("the day after tomorrow 18", "05-08 18:00", "05-08 20:00"),
    ("next thursday 5.30pm", "05-16 17:30", "05-16 19:30"),
    ("this thursday 18", "05-09 18:00", "05-09 20:00"),
    ("the 9th of june 10-14", "06-09 10:00", "06-09 14:00"),
    ("june 9 10-14", "06-09 10:00", "06-09 14:00"),
    ("june the 9th at 10", "06-09 10:00", "06-09 12:00"),
    ("June 9, 2024 10-14", "06-09 10:00", "06-09 14:00"),
    ("Tue, May 14, 6:00\u202fPM – 8:00\u202fPM", "05-14 18:00", "05-14 20:00"),
    ("Tuesday, 14 May 2024 at 18:00–20:00", "05-14 18:00", "05-14 20:00"),
    ("monday the 13th at 6pm", "05-13 18:00", "05-13 20:00"),
]
FIGURES = [
    ("tis 18–20", "05-07 18:00", "05-07 20:00"),
    ("tis 18—20", "05-07 18:00", "05-07 20:00"),
    ("tis 18 − 20", "05-07 18:00", "05-07 20:00"),
    ("tis\u00a018\u00a0-\u00a020", "05-07 18:00", "05-07 20:00"),
    ("tis 1800-2030", "05-07 18:00", "05-07 20:30"),
    ("tis 830-1030", "05-07 08:30", "05-07 10:30"),
    ("tis 18,30-20,30", "05-07 18:30", "05-07 20:30"),
    ("14.5. 18-20", "05-14 18:00", "05-14 20:00"),
    ("14.5 18-20", "05-14 18:00", "05-14 20:00"),
    ("14.05 kl 18", "05-14 18:00", "05-14 20:00"),
    ("14.05.2024 18-20", "05-14 18:00", "05-14 20:00"),
    ("14/05 18", "05-14 18:00", "05-14 20:00"),
    ("14/5-24 18-20", "05-14 18:00", "05-14 20:00"),
    ("14/5 -24 18-20", "05-14 18:00", "05-14 20:00"),
    ("14/5/2024 18-20", "05-14 18:00", "05-14 20:00"),
    ("14/5 2024 18-20", "05-14 18:00", "05-14 20:00"),
    ("2024/05/14 18-20", "05-14 18:00", "05-14 20:00"),
    ("2024-05-14T18:00-20:30", "05-14 18:00", "05-14 20:30"),
    ("20240514 18-20", "05-14 18:00", "05-14 20:00"),
    ("240514 18-20", "05-14 18:00", "05-14 20:00"),
    ("9 juni 2000-2200", "06-09 20:00", "06-09 22:00"),
    ("9 juni 2030", "06-09 20:30", "06-09 22:30"),
    ("9 juni 2024 2030", "06-09 20:30", "06-09 22:30"),
    ("imorgon 17.10", "05-07 17:10", "05-07 19:10"),
    ("tis kl 17.10", "05-07 17:10", "05-07 19:10"),
]


@pytest.mark.parametrize(("text", "starts", "ends"), CONTRACT + SWEDISH + ENGLISH + FIGURES)
def test_a_shift_is_when_it_was_written(text: str, starts: str, ends: str) -> None:
    span = parse_span(text, now=MONDAY_NOON, zone=STOCKHOLM)
    assert span == Span(local(f"2024-{starts}"), local(f"2024-{ends}"))


REFUSED = [
    # past
    ("2024-05-05 18-20", WhenProblem.PAST),
    ("2024-05-06 12:00", WhenProblem.PAST),
    ("14/5/2023 18", WhenProblem.PAST),
    ("0001-01-01 18", WhenProblem.PAST),
    ("idag 08", WhenProblem.PAST),
    ("today 8am-10am", WhenProblem.PAST),
    ("kl 11", WhenProblem.PAST),
    ("igår 18", WhenProblem.PAST),
    ("denna måndag 08", WhenProblem.PAST),
    ("fre 3/5 18-20", WhenProblem.PAST),
    # not in any calendar or on any clock
    ("31/2 18", WhenProblem.IMPOSSIBLE),
    ("31/2", WhenProblem.IMPOSSIBLE),
    ("0/5 18", WhenProblem.IMPOSSIBLE),
    ("den 0 kl 18", WhenProblem.IMPOSSIBLE),
    ("5/14 18-20", WhenProblem.IMPOSSIBLE),
    ("30 februari 18", WhenProblem.IMPOSSIBLE),
    ("2025-02-29 18", WhenProblem.IMPOSSIBLE),
    ("0000-01-01 18", WhenProblem.IMPOSSIBLE),
    ("den 32 kl 18", WhenProblem.IMPOSSIBLE),
    ("tis v53 18", WhenProblem.IMPOSSIBLE),
    ("tis 25:00", WhenProblem.IMPOSSIBLE),
    ("tis 18-25", WhenProblem.IMPOSSIBLE),
    ("tis 18:60", WhenProblem.IMPOSSIBLE),
    ("tis 24-02", WhenProblem.IMPOSSIBLE),
    ("tis 24:30", WhenProblem.IMPOSSIBLE),
    ("tue 13pm", WhenProblem.IMPOSSIBLE),
    ("tue 0am", WhenProblem.IMPOSSIBLE),
    # no time, or the wrong way round, or too long or far
    ("tis", WhenProblem.NO_TIME),
    ("14 maj 2024", WhenProblem.NO_TIME),
    ("ikväll", WhenProblem.NO_TIME),
    ("tis 20-18", WhenProblem.BACKWARDS),
    ("tis 18-18", WhenProblem.BACKWARDS),
    ("tue 8pm-6pm", WhenProblem.BACKWARDS),
    ("tis 20 - tis 18", WhenProblem.BACKWARDS),
    ("14/5 18 - 13/5 20", WhenProblem.BACKWARDS),
    ("2024-05-14 18:00 - 2024-05-13 20:00", WhenProblem.BACKWARDS),
    ("tis 18 - ons 18:01", WhenProblem.TOO_LONG),
    ("fre 18 - sön 14", WhenProblem.TOO_LONG),
    ("2024-05-14 18 - 9999-12-31 20", WhenProblem.TOO_FAR),
    ("2026-05-07 18-20", WhenProblem.TOO_FAR),
    ("9999-12-31 23-01", WhenProblem.TOO_FAR),
    # a day that is not that weekday
    ("ons 14/5 18-20", WhenProblem.WEEKDAY),
    ("friday june 9 10-14", WhenProblem.WEEKDAY),
    ("imorgon onsdag 18", WhenProblem.WEEKDAY),
    # what makes no sense, or could mean two things
    ("", WhenProblem.UNREADABLE),
    ("   ", WhenProblem.UNREADABLE),
    ("på", WhenProblem.UNREADABLE),
    ("hej", WhenProblem.UNREADABLE),
    ("tis 18 hej", WhenProblem.UNREADABLE),
    ("tis 18 20", WhenProblem.UNREADABLE),
    ("tis 18-", WhenProblem.UNREADABLE),
    ("-18", WhenProblem.UNREADABLE),
    ("tis 18-20-22", WhenProblem.UNREADABLE),
    ("tis tors 18-20", WhenProblem.UNREADABLE),
    ("tis och tors 18-20", WhenProblem.UNREADABLE),
    ("lör-sön 10-14", WhenProblem.UNREADABLE),
    ("helgen 10-14", WhenProblem.UNREADABLE),
    ("maj 18-20", WhenProblem.UNREADABLE),
    ("tis 14/5 v21 18-20", WhenProblem.UNREADABLE),
    ("imorgon 15/5 18", WhenProblem.UNREADABLE),
    ("tis 14.05", WhenProblem.UNREADABLE),
    ("14.05 18", WhenProblem.UNREADABLE),
    ("18.10 20.00", WhenProblem.UNREADABLE),
    ("tonight 3pm", WhenProblem.UNREADABLE),
    ("imorgon bitti 15", WhenProblem.UNREADABLE),
    ("tis midnatt-02", WhenProblem.UNREADABLE),
    ("half past six tue", WhenProblem.UNREADABLE),
    ("tis ٣-٥", WhenProblem.UNREADABLE),
    ("tis １８-２０", WhenProblem.UNREADABLE),
    ("tis 1٨", WhenProblem.UNREADABLE),
    ("tis 18²", WhenProblem.UNREADABLE),
    ("tis\u200b 18", WhenProblem.UNREADABLE),
    ("tis 123456789", WhenProblem.UNREADABLE),
    ("tis\u0000 18", WhenProblem.UNREADABLE),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_cannot_be_meant_is_refused_with_the_reason(text: str, why: WhenProblem) -> None:
    assert problem(text) is why


CLOCK_CHANGES = [
    # Spring 2024: 02:00-03:00 on Sunday 31 March does not exist. Now is the Saturday before, 12:00.
    ("2024-03-30", "imorgon 01:59-03:00", "2024-03-31T00:59", "2024-03-31T01:00"),
    ("2024-03-30", "sön 01-04", "2024-03-31T00:00", "2024-03-31T02:00"),
    ("2024-03-30", "lör 22 - sön 03", "2024-03-30T21:00", "2024-03-31T01:00"),
    ("2024-03-30", "31/3 01", "2024-03-31T00:00", "2024-03-31T02:00"),
    ("2024-03-30", "idag 18-20", "2024-03-30T17:00", "2024-03-30T19:00"),
    ("2024-03-30", "imorgon 18-20", "2024-03-31T16:00", "2024-03-31T18:00"),
    ("2024-03-30", "sön 02-05", WhenProblem.GAP, ""),
    ("2024-03-30", "sön 02:30-05", WhenProblem.GAP, ""),
    ("2024-03-30", "sön 02.59", WhenProblem.GAP, ""),
    ("2024-03-30", "tomorrow 2am-5am", WhenProblem.GAP, ""),
    ("2024-03-30", "sön 01-02:30", WhenProblem.GAP, ""),
    ("2024-03-30", "idag 22-02", WhenProblem.GAP, ""),
    # Autumn 2024: 02:00-03:00 on Sunday 27 October comes twice.
    ("2024-10-26", "imorgon 01:59-03:00", "2024-10-26T23:59", "2024-10-27T02:00"),
    ("2024-10-26", "sön 01-04", "2024-10-26T23:00", "2024-10-27T03:00"),
    ("2024-10-26", "idag 22-01:59", "2024-10-26T20:00", "2024-10-26T23:59"),
    ("2024-10-26", "27/10 01", "2024-10-26T23:00", "2024-10-27T01:00"),
    ("2024-10-26", "idag 18-20", "2024-10-26T16:00", "2024-10-26T18:00"),
    ("2024-10-26", "imorgon 18-20", "2024-10-27T17:00", "2024-10-27T19:00"),
    ("2024-10-26", "sön 02-05", WhenProblem.FOLD, ""),
    ("2024-10-26", "sön 02:30", WhenProblem.FOLD, ""),
    ("2024-10-26", "sun 2:59am-5am", WhenProblem.FOLD, ""),
    ("2024-10-26", "idag 22-02", WhenProblem.FOLD, ""),
    ("2024-10-26", "sön 01-02:30", WhenProblem.FOLD, ""),
    ("2024-10-26", "lör 20 - sön 20", WhenProblem.TOO_LONG, ""),  # 25 hours
]


@pytest.mark.parametrize(("today", "text", "starts", "ends"), CLOCK_CHANGES)
def test_around_the_change_of_the_clock_nothing_is_guessed(
    today: str, text: str, starts: str | WhenProblem, ends: str
) -> None:
    noon = local(f"{today} 12:00")
    if isinstance(starts, WhenProblem):
        assert problem(text, noon) is starts
    else:
        expected = Span(*(datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (starts, ends)))
        assert parse_span(text, now=noon, zone=STOCKHOLM) == expected


@pytest.mark.parametrize(
    ("now", "text", "starts"),
    [
        ("2024-05-07 17:59", "tis 18", "2024-05-07 18:00"),
        ("2024-05-07 18:00", "tis 18", "2024-05-14 18:00"),
        ("2024-05-07 23:30", "imorgon 00:15", "2024-05-08 00:15"),
        ("2024-05-08 00:30", "imorgon 18", "2024-05-09 18:00"),
        ("2024-05-14 17:59", "14/5 18", "2024-05-14 18:00"),
        ("2024-05-14 18:00", "14/5 18", "2025-05-14 18:00"),
        ("2024-12-20 12:00", "9 juni 10-14", "2025-06-09 10:00"),
        ("2024-12-31 12:00", "1/1 10", "2025-01-01 10:00"),
        ("2024-12-31 12:00", "ons 1/1 10", "2025-01-01 10:00"),
        ("2024-12-31 12:00", "den 31 kl 18", "2024-12-31 18:00"),
        ("2025-01-31 19:00", "den 31 kl 18", "2025-03-31 18:00"),
        ("2024-12-30 12:00", "v1 tors 18", "2025-01-02 18:00"),
        ("2024-12-27 12:00", "v1 tors 18", "2025-01-02 18:00"),
        ("2024-05-24 12:00", "tis v20 18", "2025-05-13 18:00"),
        ("2024-05-12 12:00", "nästa torsdag 18", "2024-05-16 18:00"),
        ("2024-05-13 12:00", "nästa torsdag 18", "2024-05-23 18:00"),
        ("2023-06-01 12:00", "29/2 18", "2024-02-29 18:00"),
        ("2024-02-29 12:00", "2026-03-01 18", "2026-03-01 18:00"),
    ],
)
def test_the_next_such_day_is_the_first_whose_start_is_still_ahead(now: str, text: str, starts: str) -> None:
    assert parse_span(text, now=local(now), zone=STOCKHOLM).starts == local(starts)


def test_a_date_that_has_just_passed_is_past_and_not_a_wrong_weekday() -> None:
    now = local("2024-05-15 12:00")
    assert problem("tis 14/5 18-20", now) is WhenProblem.PAST
    in_2025 = parse_span("ons 14/5 18-20", now=now, zone=STOCKHOLM)
    assert in_2025.starts == local("2025-05-14 18:00")


def test_a_shift_without_an_end_takes_the_activitys_usual_length() -> None:
    span = parse_span("tis 18", now=MONDAY_NOON, zone=STOCKHOLM, default_length=timedelta(minutes=45))
    assert span.ends - span.starts == timedelta(minutes=45)


def test_the_districts_zone_decides_and_not_utc() -> None:
    now = datetime(2024, 5, 6, 22, 30, tzinfo=UTC)  # Tuesday 00:30 in Stockholm, Monday 23:30 in London
    stockholm = parse_span("imorgon 18", now=now, zone=STOCKHOLM)
    london = parse_span("tomorrow 18", now=now, zone=ZoneInfo("Europe/London"))
    assert stockholm.starts == datetime(2024, 5, 8, 16, 0, tzinfo=UTC)
    assert london.starts == datetime(2024, 5, 7, 17, 0, tzinfo=UTC)


def test_a_refusal_keeps_what_was_written_but_not_all_of_a_flood() -> None:
    with pytest.raises(UnreadableWhen) as refused:
        parse_span("Tis 31/2 kl 18", now=MONDAY_NOON, zone=STOCKHOLM)
    assert refused.value.text == "Tis 31/2 kl 18"
    with pytest.raises(UnreadableWhen) as refused:
        parse_span("18-20 " * 100_000, now=MONDAY_NOON, zone=STOCKHOLM)
    assert len(refused.value.text) <= 200
