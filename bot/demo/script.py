"""The scripted conversation: a day in the district, played on the real server, shown and checked.

It can be played again in the same folder: what it books it gives back, and the shift it makes it cancels.
"""

from __future__ import annotations

from datetime import datetime

from bot.demo.cast import ask
from bot.demo.district import District
from bot.demo.heard import Heard
from bot.demo.plan import ZONE, next_ringstuga
from bot.demo.soon import Soon
from bot.demo.stage import Stage
from bot.demo.starting import Running

_DAYS = (
    ("mån", "mon"),
    ("tis", "tue"),
    ("ons", "wed"),
    ("tors", "thu"),
    ("fre", "fri"),
    ("lör", "sat"),
    ("sön", "sun"),
)


async def play(stage: Stage, running: Running) -> None:
    """Play it all.

    Raises CheckFailedError, or HomeserverError when something does not come at all.
    """
    district, clock = running.district, running.clock
    await _tidy(district, running.kept.stand)
    anna, bo = district.anna, district.bo
    heard_by_bo, heard_by_anna = len(bo.heard), len(anna.heard)
    soon = Soon.after(clock.now(), running.hours)
    made = await stage.ask(anna, district.office, soon.shift, "shift-added", panel="office")
    stage.check(len(made.numbers) == 1, "a new shift should have one number")
    stand = made.numbers[0]
    running.keep_stand(stand)
    digest = _todays_digest(district, soon)
    if digest is None:
        await stage.ask(anna, district.hall, soon.digest, "room-set")
    await _sign_up(stage, district, stand, now=clock.now())
    await _mistakes(stage, district)
    await _organize(stage, district, stand)
    if digest is None:
        await stage.hear(anna, "digest-day", heard_by_anna, "the digest", panel="digest")
        await stage.ask(anna, district.hall, "!rum sammandrag=standard", "room-set")
    else:
        stage.show(digest, panel="digest")
    await _be_reminded(stage, district, stand, heard_by_bo)
    await _move_up(stage, district, heard_by_anna)
    await _call_off(stage, district, stand)
    running.keep_stand(0)


async def _tidy(district: District, stand: int) -> None:
    """Call off what a broken off conversation left, and give back what Bo and Leyla have."""
    if stand:
        await ask(district.anna, district.office, f"!pass ställin #{stand} ändå")
    for who in (district.bo, district.leyla):
        room = (who.direct_rooms(district.bot) or [district.hall])[-1]
        mine = await ask(who, room, "!mina")
        for number in mine.heard.numbers if mine.kind == "mine-list" else ():
            await ask(who, room, f"!avboka #{number}")


def _todays_digest(district: District, soon: Soon) -> Heard | None:
    """The digest of today if it has come already: there is one a day."""
    today = soon.due.astimezone(ZONE).date()
    for heard in reversed(district.anna.heard):
        same_day = heard.at.astimezone(ZONE).date() == today
        if heard.kind == "digest-day" and heard.room == district.hall and same_day:
            return heard
    return None


async def _sign_up(stage: Stage, district: District, stand: int, *, now: datetime) -> None:
    """Bo in Swedish and Leyla in English; one of them leaves again."""
    bo, leyla, hall = district.bo, district.leyla, district.hall
    swedish, english = _DAYS[next_ringstuga(now.astimezone(ZONE).date()).weekday()]
    hello = "Hej! Nu ligger de närmaste veckornas pass ute. Vilka kan ringa med oss?"
    await stage.tell(district.anna, hall, hello, panel="hall")
    await stage.ask(bo, hall, "!aktiviteter", "activities-list")
    await stage.ask(bo, hall, f"!pass ringstuga {swedish}", "shifts-list")
    first = await stage.ask(bo, hall, f"!anmäl ringstuga {swedish}", "signup-booked", panel="hall")
    await stage.ask(bo, hall, f"!anmäl #{stand}", "signup-booked")
    await stage.ask(leyla, hall, "!language en", "language-set")
    second = await stage.ask(leyla, hall, f"!signup ringstuga {english}", "signup-booked", panel="hall")
    _one_less(stage, first, second)
    await stage.ask(leyla, hall, f"!leave ringstuga {english}", "leave-done")
    again = await stage.ask(bo, hall, f"!pass ringstuga {swedish}", "shifts-list")
    stage.check(again.seats_left == first.seats_left, "a seat that was given up should be free again")
    question = await stage.ask(leyla, hall, "!signup ringstuga", "signup-choose")
    await stage.react(leyla, question, "2️⃣", "signup-booked")
    card = await stage.ask(district.anna, hall, "!kort ringstuga", "card-list", panel="hall")
    await stage.react(bo, card, "3️⃣", "signup-booked", panel="hall")
    await stage.ask(bo, hall, "!vecka", "week-list")


async def _mistakes(stage: Stage, district: District) -> None:
    """What is misspelt, unclear or not allowed changes nothing and is answered kindly."""
    bo, hall = district.bo, district.hall
    await stage.ask(bo, hall, "!anmel ringstuga", "error-unknown")
    await stage.ask(bo, hall, "!pass ny ringstuga ons 18-20", "error-forbidden")
    await stage.ask(district.anna, district.office, "!pass ny ringstuga igår 18-20", "error-when")


async def _organize(stage: Stage, district: District, stand: int) -> None:
    """Anna books somebody who has no chat, then there is one seat left, and she sees who comes."""
    anna, office, hall = district.anna, district.office, district.hall
    await stage.ask(anna, office, f'!boka #{stand} "Volontär 6"', "book-done", panel="office")
    third = await stage.ask(district.leyla, hall, f"!signup #{stand}", "signup-booked")
    stage.check(third.seats_left == 1, "with three of four seats taken one should be left")
    await stage.ask(anna, hall, f"!anmäl #{stand} gäster=1", "signup-waitlisted")
    roster = await stage.ask(anna, office, f"!bokade #{stand}", "booked-list", panel="office")
    for name in ("Bo", "Leyla", "Volontär 6"):
        stage.check(name in roster.text, f"the organizers should see that {name} comes")
    counts = await stage.ask(anna, hall, f"!bokade #{stand}", "booked-counts")
    stage.check("Leyla" not in counts.text, "no name should stand in an ordinary room")


async def _be_reminded(stage: Stage, district: District, stand: int, heard_by_bo: int) -> None:
    """The reminder comes to Bo alone, who then cannot come after all."""
    bo = district.bo
    reminder = await stage.hear(bo, "reminder-shift", heard_by_bo, "the reminder", panel="direct")
    stage.check(bo.user_id in reminder.mentions, "the reminder should be for Bo")
    members = set(bo.rooms[reminder.room].members)
    stage.check(members == {bo.user_id, district.bot}, "the reminder should be between Bo and the bot")
    await stage.ask(bo, reminder.room, "mina", "mine-list", panel="direct")
    await stage.ask(bo, reminder.room, f"avboka #{stand}", "leave-done", panel="direct")


async def _move_up(stage: Stage, district: District, heard_by_anna: int) -> None:
    """Bo's seat makes room for Anna and her guest, who waited: so near the start they are asked first."""
    anna = district.anna
    offer = await stage.hear(anna, "offer-made", heard_by_anna, "the offer", panel="direct")
    stage.check(anna.user_id in offer.mentions, "the offer should be for Anna")
    await stage.ask(anna, offer.room, "ja tack", "signup-booked", panel="direct")


async def _call_off(stage: Stage, district: District, stand: int) -> None:
    """Anna calls the stand off; whoever is booked is told."""
    anna, leyla = district.anna, district.leyla
    heard = len(leyla.heard)
    question = await stage.ask(anna, district.office, f"!pass ställin #{stand}", "shift-cancel-confirm")
    stage.check(stand in question.numbers, "the question should name the shift")
    await stage.ask(anna, district.office, f"!pass ställin #{stand} ändå", "shift-cancel-done")
    news = await stage.hear(leyla, "shift-cancelled", heard, "the news that the shift is called off")
    stage.check(leyla.user_id in news.mentions, "the news should be for Leyla")


def _one_less(stage: Stage, first: Heard, second: Heard) -> None:
    left, then = first.seats_left, second.seats_left
    stage.check(
        left is not None and then == left - 1, f"one seat should be taken: {left} were left, then {then}"
    )
