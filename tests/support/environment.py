"""Tests of settings, logs and the command line begin and end without traces in the process."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog


@contextmanager
def untouched(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No PASSET_* variable is set inside, and logging is afterwards as it was before."""
    for name in [name for name in os.environ if name.upper().startswith("PASSET_")]:
        monkeypatch.delenv(name)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
