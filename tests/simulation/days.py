"""Short days of which each meets certain rules of the program: said to the bot and to the model at once.

The random days of `machine` come by everything sooner or later; that a certain rule is looked at in every
run is seen to here, and so is that breaking it is noticed (`test_state_machine_controls`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tests.simulation.day import (
    DISTRICT,
    ORGANIZERS,
    OWN,
    RINGSTUGA,
    STUDIECIRKEL,
    TORGET,
    WEDNESDAY,
    WITH_ROLES,
    Day,
)
from tests.simulation.model import ANNA, BO, KARIN, LEYLA, LEYLA_ON_PAPER, NILS
from tests.simulation.night import DAY
from tests.simulation.words import HOUR


def a_line_that_moves_up(day: Day) -> None:
    """First come, first served; a party that does not fit is passed over, and keeps its place."""
    day.up(LEYLA, RINGSTUGA)
    day.up(KARIN, RINGSTUGA, guests=1)
    day.up(NILS, RINGSTUGA)
    day.up(ANNA, RINGSTUGA)
    day.out(BO, RINGSTUGA)
    day.seats(RINGSTUGA, 4)
    day.up(BO, RINGSTUGA)
    day.out(NILS, RINGSTUGA)


def a_seat_on_the_last_day(day: Day) -> None:
    """It is offered, held meanwhile, and goes on when nobody answers; what was answered is asked no more."""
    day.up(LEYLA, RINGSTUGA)
    for who in (KARIN, NILS, ANNA):
        day.up(who, RINGSTUGA)
    day.until_before(RINGSTUGA, 8 * HOUR)
    day.out(BO, RINGSTUGA)
    day.up(BO, RINGSTUGA)
    day.both.pass_time(int(day.question(KARIN, RINGSTUGA).until) + 1)
    day.says(NILS, RINGSTUGA, yes=True)
    day.out(LEYLA, RINGSTUGA)
    day.says(ANNA, RINGSTUGA, yes=False)


def a_seat_in_the_night(day: Day) -> None:
    """Nobody is asked in the quiet hours, or has to answer in them; the morning's letters know what was."""
    day.up(LEYLA, RINGSTUGA)
    for who in (KARIN, NILS):
        day.up(who, RINGSTUGA)
    day.until_before(RINGSTUGA, 20 * HOUR)
    day.out(BO, RINGSTUGA)
    day.passes(90)
    day.out(LEYLA, RINGSTUGA)
    day.says(NILS, RINGSTUGA, yes=True)
    day.passes(12 * HOUR)


def an_offer_and_a_move(day: Day) -> None:
    day.up(LEYLA, RINGSTUGA)
    day.up(KARIN, RINGSTUGA)
    day.until_before(RINGSTUGA, 6 * HOUR)
    day.out(BO, RINGSTUGA)
    day.moves(RINGSTUGA, 5, (18, 20))
    day.passes(3 * DAY)


def fewer_seats(day: Day) -> None:
    """The last to come go to the head of the line, and are asked again when there is a seat."""
    day.up(LEYLA, RINGSTUGA)
    day.up(KARIN, RINGSTUGA)
    day.seats(RINGSTUGA, 1)
    day.seats(RINGSTUGA, 1, anyway=True)
    day.seats(RINGSTUGA, 2)


def somebody_on_paper(day: Day) -> None:
    """Nobody without chat is asked anything: they get their seat, or none."""
    day.books(RINGSTUGA, LEYLA_ON_PAPER)
    day.seats(RINGSTUGA, 1, anyway=True)
    day.until_before(RINGSTUGA, 20 * HOUR)
    day.seats(RINGSTUGA, 3)
    day.passes(3 * HOUR)


def two_evenings_at_once(day: Day) -> None:
    """Who has become busy meanwhile is asked whether they still want the seat."""
    other = day.adds("torget", 1, (19, 21), 2)
    day.up(LEYLA, RINGSTUGA)
    day.up(KARIN, RINGSTUGA)
    day.up(KARIN, other)
    day.up(KARIN, other, anyway=True)
    day.out(BO, RINGSTUGA)
    day.says(KARIN, RINGSTUGA, yes=False)
    day.up(BO, other)


def busy_elsewhere(day: Day) -> None:
    """Who has a seat at the same time is asked back."""
    day.up(BO, STUDIECIRKEL)
    day.up(BO, STUDIECIRKEL, anyway=True)


def somebody_of_the_same_name(day: Day) -> None:
    """Which of them is meant is asked where names may be read."""
    day.books(WEDNESDAY, LEYLA_ON_PAPER)
    for room in (OWN, DISTRICT, ORGANIZERS):
        day.unbooks(WEDNESDAY, LEYLA_ON_PAPER, room=room)
    day.out(LEYLA, WEDNESDAY)
    day.unbooks(WEDNESDAY, LEYLA_ON_PAPER)


def news_in_the_night(day: Day) -> None:
    """They wait for the morning."""
    day.up(KARIN, WEDNESDAY)
    day.both.pass_time(DAY - 30)
    day.books(RINGSTUGA, NILS)
    day.cancels(WEDNESDAY)
    day.passes(7 * HOUR)
    day.unbooks(RINGSTUGA, NILS)


def reminders(day: Day) -> None:
    """Of what is booked, when it is, once."""
    day.up(KARIN, WEDNESDAY)
    day.up(BO, TORGET)
    day.until_before(WEDNESDAY, 25 * HOUR)
    day.out(LEYLA, WEDNESDAY)
    day.moves(WEDNESDAY, 3, (11, 13))
    day.passes(6 * HOUR)
    day.both.is_restarted()
    day.moves(WEDNESDAY, 4, (11, 13))
    day.passes(3 * DAY)


def nothing_can_be_sent(day: Day) -> None:
    """What is taken back before it went out never goes; nothing overtakes what was said before."""
    day.up(KARIN, WEDNESDAY)
    day.until_before(WEDNESDAY, 24 * HOUR + 10)
    day.both.lose_the_server(tries=True, just_then=True)
    day.place(WEDNESDAY, "Källaren")
    day.out(LEYLA, WEDNESDAY)
    day.both.come_back(tick_first=False)
    day.cancels(WEDNESDAY)


def a_letter_of_the_clock_and_one_of_the_organizer(day: Day) -> None:
    """Both wait, and go in the order in which they were written."""
    day.up(KARIN, WEDNESDAY)
    day.up(NILS, TORGET)
    day.both.lose_the_server(tries=False, just_then=True)
    for number in (RINGSTUGA, WEDNESDAY, TORGET):
        day.place(number, "Källaren")
    day.both.come_back(tick_first=False)


def moved_and_cancelled_at_once(day: Day) -> None:
    day.up(KARIN, WEDNESDAY)
    day.both.lose_the_server(tries=False, just_then=False)
    day.moves(WEDNESDAY, 3, (11, 13))
    day.both.come_back(tick_first=True)
    day.passes(HOUR)
    day.cancels(WEDNESDAY)


def deaths(day: Day) -> None:
    """The program dies around its commits and its sendings, and says and does everything once."""
    for number, (action, stage) in enumerate(
        [("commit", "after"), ("commit", "before"), ("send", "after"), ("send", "before")], start=1
    ):
        for times in (1, 2):
            day.both.dies((action, stage, times))
            who = (KARIN, NILS, BO, LEYLA)[number - 1]
            (day.up if times == 1 else day.out)(who, STUDIECIRKEL)
    day.both.answers_will_be_lost("after", 2)
    day.up(NILS, TORGET)
    day.both.is_restarted()


def who_may_what(day: Day) -> None:
    """Closed is closed; a lead leads what is theirs; names are for organizers."""
    day.closes(TORGET)
    day.up(NILS, TORGET)
    day.dismisses(ANNA)
    day.books(RINGSTUGA, NILS, by=LEYLA)
    for by in (BO, LEYLA, ANNA):
        for room in (OWN, DISTRICT, ORGANIZERS):
            day.asks_who(by, STUDIECIRKEL, room=room)


def roles_and_skills(day: Day) -> None:
    """A role that asks a skill is for those who have it; when nobody has it any more, for all."""
    day.up(NILS, WITH_ROLES, role="ringledare")
    day.up(NILS, WITH_ROLES)
    day.up(KARIN, WITH_ROLES)
    day.up(ANNA, WITH_ROLES)
    day.up(LEYLA, WITH_ROLES)
    day.books(WITH_ROLES, LEYLA_ON_PAPER)
    day.skill(BO, "ringledare", gone=True)
    day.out(LEYLA, WITH_ROLES)
    day.skill(BO, "ringledare")
    day.up(LEYLA, WITH_ROLES)
    day.skill(LEYLA, "ringledare")


def do_you_come(day: Day) -> None:
    """A day before; who does not answer loses the seat once somebody waits. New ones are not asked."""
    day.up(BO, TORGET)
    day.up(KARIN, TORGET)
    day.until_before(TORGET, 24 * HOUR)
    day.says(KARIN, TORGET, yes=True)
    day.up(NILS, TORGET)
    day.up(ANNA, TORGET)
    day.both.pass_time(int(day.question(BO, TORGET).until) + 1)
    day.up(LEYLA, TORGET)
    day.passes(10 * HOUR)


def a_yes_a_day_before(day: Day) -> None:
    """To an offered seat: they are not asked again."""
    day.up(BO, TORGET)
    day.up(LEYLA, TORGET)
    day.up(KARIN, TORGET)
    other = day.adds("ringstuga", 3, (19, 21))
    day.up(KARIN, other, anyway=True)
    day.until_before(TORGET, 2 * DAY)
    day.out(BO, TORGET)
    day.says(KARIN, TORGET, yes=True)
    day.until_before(TORGET, 20 * HOUR)


def do_you_come_at_once(day: Day) -> None:
    """Signed up within the day."""
    day.until_before(TORGET, 30 * HOUR)
    day.up(BO, TORGET)
    day.passes(8 * HOUR)


def a_stand_in(day: Day) -> None:
    """The line first, then those who are free, then the room; somebody steps in, and all of them know."""
    other = day.adds("torget", 2, (18, 20), None)
    day.up(KARIN, WEDNESDAY)
    day.up(NILS, WEDNESDAY)
    day.up(BO, other)
    day.stand_in(LEYLA, WEDNESDAY)
    day.says(NILS, WEDNESDAY, yes=False)
    day.passes(8 * HOUR)
    day.says(ANNA, WEDNESDAY, yes=True, room=DISTRICT)
    day.passes(8 * HOUR)


def a_stand_in_at_once(day: Day) -> None:
    """The seat is one person's all the time; who does not want to be asked is not."""
    day.up(NILS, RINGSTUGA)
    day.may_be_asked(NILS, may=False)
    day.stand_in(LEYLA, WEDNESDAY)
    day.says(BO, WEDNESDAY, yes=True)


def a_seat_that_somebody_is_sought_for(day: Day) -> None:
    """Is free for whoever signs up, but not past those who waited before and have not been asked."""
    day.up(KARIN, WEDNESDAY)
    day.up(NILS, WEDNESDAY)
    day.may_be_asked(NILS, may=False)
    day.stand_in(LEYLA, WEDNESDAY)
    day.up(ANNA, WEDNESDAY)
    day.out(ANNA, WEDNESDAY)
    day.out(NILS, WEDNESDAY)
    day.up(ANNA, WEDNESDAY)


def a_stand_in_no_longer_needed(day: Day) -> None:
    day.up(KARIN, WEDNESDAY)
    day.up(NILS, WEDNESDAY)
    day.stand_in(LEYLA, WEDNESDAY)
    day.out(LEYLA, WEDNESDAY)
    day.passes(8 * HOUR)
    day.stand_in(KARIN, WEDNESDAY)
    day.stand_in(KARIN, WEDNESDAY, off=True)
    day.passes(8 * HOUR)


def a_seat_given_up_while_somebody_is_asked(day: Day) -> None:
    """To step in for nobody any more."""
    day.stand_in(LEYLA, WEDNESDAY)
    day.passes(30)
    day.out(LEYLA, WEDNESDAY)
    day.says(BO, WEDNESDAY, yes=True)


def a_room_that_need_not_be_asked(day: Day) -> None:
    """The question to the room has not gone out when nobody is wanted any more."""
    day.stand_in(LEYLA, WEDNESDAY)
    search = day.model.stand_ins[-1]
    while search.stage != "room":
        day.both.come_back(tick_first=False)
        day.both.lose_the_server(tries=False, just_then=True)
    day.stand_in(LEYLA, WEDNESDAY, off=True)
    day.both.come_back(tick_first=False)


def a_seat_given_up_before_the_room_was_asked(day: Day) -> None:
    day.stand_in(LEYLA, WEDNESDAY)
    search = day.model.stand_ins[-1]
    while search.stage != "room":
        day.both.come_back(tick_first=False)
        day.both.lose_the_server(tries=False, just_then=True)
    day.out(LEYLA, WEDNESDAY)
    day.both.come_back(tick_first=False)


def numbers_under_a_list(day: Day) -> None:
    """Adding one signs up, taking it away leaves; both signs of a number are one."""
    ask = partial(day.model.ask_which, NILS, "ringstuga")
    day.both.say(NILS, "!anmäl ringstuga", DISTRICT, ask)
    board = day.model.boards[-1]
    bare, dressed = "2\u20e3", "2\ufe0f\u20e3"
    for key in (dressed, bare):
        press = partial(day.model.press, KARIN, board, 2, key)
        day.both.press(KARIN, board.event, key, press, room=DISTRICT)
    for key in (dressed, bare):
        away = partial(day.model.take_away, KARIN, board, 2, key)
        day.both.take_away(KARIN, board.event, key, away)


DAYS: tuple[Callable[[Day], None], ...] = (
    a_line_that_moves_up,
    a_seat_on_the_last_day,
    a_seat_in_the_night,
    an_offer_and_a_move,
    fewer_seats,
    somebody_on_paper,
    two_evenings_at_once,
    busy_elsewhere,
    somebody_of_the_same_name,
    news_in_the_night,
    reminders,
    nothing_can_be_sent,
    a_letter_of_the_clock_and_one_of_the_organizer,
    moved_and_cancelled_at_once,
    deaths,
    who_may_what,
    roles_and_skills,
    do_you_come,
    a_yes_a_day_before,
    do_you_come_at_once,
    a_stand_in,
    a_stand_in_at_once,
    a_seat_that_somebody_is_sought_for,
    a_stand_in_no_longer_needed,
    a_seat_given_up_while_somebody_is_asked,
    a_room_that_need_not_be_asked,
    a_seat_given_up_before_the_room_was_asked,
    numbers_under_a_list,
)
