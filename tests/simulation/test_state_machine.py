"""Random days of a district, said to the bot and to a plain model at once: they must never differ.

The runs here are the same every time, so that a change and nothing else turns them red; `PASSET_RUNS=300`
looks longer, and at other days (CONTRIBUTING.md). That the machine can find what is wrong is shown by
`test_state_machine_controls.py`.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.simulation.machine import DistrictMachine
from tests.simulation.world import beginning

RUNS = int(os.environ.get("PASSET_RUNS", "40"))
STEPS = int(os.environ.get("PASSET_STEPS", "40"))


def test_the_bot_and_a_plain_model_never_differ() -> None:
    beginning()
    run_state_machine_as_test(
        DistrictMachine,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,  # a slow machine is no failure
            derandomize="PASSET_RUNS" not in os.environ,
            database=None,
            print_blob=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),  # a run of forty steps is large on purpose
        ),
    )
