"""Who looks after whom on a shift: newcomers beside those who have been there (issue 3, point 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence


def pair(newcomers: Sequence[int], mentors: Sequence[int], before: Mapping[int, int]) -> dict[int, int]:
    """A mentor for each newcomer, as far as there are any: ids of their sign-ups, in the order of these.

    Pairs that are there already stay, since people have been told. Others go to whoever has the fewest, the
    first of those who signed up.
    """
    kept = {new: before[new] for new in newcomers if before.get(new) in mentors}
    load = Counter(kept.values())
    for new in newcomers:
        if new not in kept and mentors:
            chosen = min(mentors, key=lambda one: (load[one], mentors.index(one)))
            kept[new] = chosen
            load[chosen] += 1
    return kept
