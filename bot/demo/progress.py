"""Saying what the demo is doing while it starts: a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Step:
    """One thing that takes a while."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress

    def count(self, done: int, total: int) -> None:
        """Show how far it has come."""
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], completed=done, total=total)


class Steps:
    """Shows steps one after another, each with the time it took."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def step(self, what: str, done: str = "") -> Iterator[Step]:
        """Show `what` while the block runs, then `done` (or the same) with the seconds it took."""
        began = time.monotonic()
        if self._console.is_terminal:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), TimeElapsedColumn())
            with Progress(*columns, console=self._console, transient=True) as progress:
                progress.add_task(what, total=None)
                yield Step(progress)
        else:
            self._console.print(f"{what} …", highlight=False)
            yield Step()
        seconds = time.monotonic() - began
        self._console.print(f"[green]✓[/] {done or what} [dim]({seconds:.1f} s)[/]", highlight=False)
