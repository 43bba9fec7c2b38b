"""The machine finds what it is there to find: a program in which one rule is broken does not pass.

Each control breaks one rule of the program and lives through a short day (`days`) on which that rule counts;
the bot and the model must differ. The same days are lived through with nothing broken, so that it is the
broken rule that is found. That the random days of `test_state_machine.py` come by such things unaided is
shown for some of the rules: which of them they meet within a few runs changes with every rule of the machine.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation import broken, broken_line, days
from tests.simulation.broken import Break
from tests.simulation.day import Day, lived_through
from tests.simulation.days import DAYS
from tests.simulation.machine import DistrictMachine
from tests.simulation.world import beginning

RUNS = 30
STEPS = 40

CONTROLS: dict[Break, Callable[[Day], None]] = {
    broken.leaving_frees_no_seat: days.a_line_that_moves_up,
    broken.reminders_reach_whoever_left: days.a_line_that_moves_up,
    broken.unsent_news_is_not_taken_back: days.nothing_can_be_sent,
    broken.a_cancellation_tells_nobody: days.moved_and_cancelled_at_once,
    broken.whoever_is_unbooked_hears_nothing: days.news_in_the_night,
    broken.letters_arrive_in_the_night: days.news_in_the_night,
    broken.an_event_that_comes_again_is_done_again: days.reminders,
    broken.the_change_and_the_events_end_are_two_transactions: days.deaths,
    broken.a_new_program_has_new_transaction_ids: days.deaths,
    broken.every_try_has_its_own_transaction_id: days.deaths,
    broken.a_move_is_no_new_revision: days.an_offer_and_a_move,
    broken.a_move_plans_no_reminders: days.reminders,
    broken.overlaps_are_overlooked: days.busy_elsewhere,
    broken.closed_shifts_take_people: days.who_may_what,
    broken.a_lead_manages_every_activity: days.who_may_what,
    broken.the_last_organizer_may_go: days.who_may_what,
    broken.names_are_written_into_rooms: days.who_may_what,
    broken.what_the_clock_wrote_is_overtaken: days.a_letter_of_the_clock_and_one_of_the_organizer,
    broken.a_reminder_is_not_marked_as_sent: days.reminders,
    broken_line.one_seat_too_many: days.a_line_that_moves_up,
    broken_line.the_last_in_line_is_first: days.a_line_that_moves_up,
    broken_line.nobody_moves_up: days.a_line_that_moves_up,
    broken_line.an_offer_holds_no_seat: days.a_seat_on_the_last_day,
    broken_line.an_unanswered_offer_does_not_go_on: days.a_seat_on_the_last_day,
    broken_line.a_seat_on_the_last_day_is_given_without_asking: days.a_seat_on_the_last_day,
    broken_line.who_is_busy_then_is_not_asked: days.two_evenings_at_once,
    broken_line.a_party_is_parted: days.a_line_that_moves_up,
    broken_line.deadlines_end_in_the_night: days.a_seat_in_the_night,
    broken_line.people_without_chat_are_asked: days.somebody_on_paper,
    broken_line.nobody_hears_that_they_have_a_seat: days.a_line_that_moves_up,
    broken_line.nobody_hears_that_an_offer_is_over: days.a_seat_on_the_last_day,
    broken_line.what_was_answered_is_still_asked: days.a_seat_in_the_night,
    broken_line.an_offer_outlives_a_move: days.an_offer_and_a_move,
    broken_line.fewer_seats_send_the_first_away: days.fewer_seats,
    broken_line.nobody_hears_that_their_seat_is_gone: days.do_you_come,
    broken_line.silence_releases_nobody: days.do_you_come,
    broken_line.a_released_seat_goes_to_two: days.do_you_come,
    broken_line.who_signed_up_today_is_asked_too: days.do_you_come_at_once,
    broken_line.who_took_the_seat_today_is_asked_too: days.a_yes_a_day_before,
    broken_line.a_role_needs_no_skill: days.roles_and_skills,
    broken_line.seats_for_the_skilled_are_called_taken: days.roles_and_skills,
    broken_line.a_lost_skill_opens_no_role: days.roles_and_skills,
    broken_line.the_line_is_not_asked_to_step_in: days.a_stand_in,
    broken_line.people_are_asked_who_are_busy: days.a_stand_in,
    broken_line.people_are_asked_who_do_not_want_to_be: days.a_stand_in_at_once,
    broken_line.a_search_goes_on_when_the_seat_is_given_up: days.a_seat_given_up_before_the_room_was_asked,
    broken_line.who_signs_up_waits_beside_a_seat_that_is_not_wanted: days.a_seat_that_somebody_is_sought_for,
    broken_line.who_signs_up_steps_in_past_the_line: days.a_seat_that_somebody_is_sought_for,
    broken_line.who_could_not_come_keeps_the_seat: days.a_stand_in_at_once,
    broken_line.the_lead_does_not_hear_who_comes_instead: days.a_stand_in,
    broken_line.the_other_sign_of_a_number_counts_again: days.numbers_under_a_list,
    broken_line.a_number_taken_away_leaves_nothing: days.numbers_under_a_list,
    broken_line.a_room_is_asked_for_what_is_settled: days.a_room_that_need_not_be_asked,
}
REFUSED_BY_THE_DATABASE = (broken_line.one_seat_too_many,)
"""It never lets seats be taken twice. Any other control that only makes commands fail would prove nothing."""
UNAIDED = (broken.leaving_frees_no_seat, broken.a_cancellation_tells_nobody, broken_line.nobody_moves_up)
"""What the random days cannot but meet."""


@pytest.mark.parametrize("plan", DAYS, ids=lambda one: one.__name__)
def test_the_program_as_it_is_lives_through_the_day(plan: Callable[[Day], None]) -> None:
    lived_through(plan)


def test_no_control_has_a_day_that_is_not_lived_through_unbroken() -> None:
    assert set(CONTROLS.values()) <= set(DAYS)


@pytest.mark.parametrize("rule", CONTROLS, ids=lambda one: one.__name__)
def test_a_program_with_one_rule_broken_is_found_out(rule: Break) -> None:
    with rule(), pytest.raises(AssertionError) as difference:
        lived_through(CONTROLS[rule])
    assert ("error-failed" in str(difference.value)) == (rule in REFUSED_BY_THE_DATABASE)


@pytest.mark.parametrize("rule", UNAIDED, ids=lambda one: one.__name__)
def test_random_days_find_it_unaided(rule: Break) -> None:
    beginning()
    with rule(), pytest.raises(AssertionError):
        run_state_machine_as_test(
            DistrictMachine,
            settings=settings(
                max_examples=RUNS,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=True,
                database=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
