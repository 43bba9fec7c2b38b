"""What a message was, in words for somebody who looks after them: by its kind, the id of its text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

_SORTS = {
    "reminder": "reminder-shift",
    "change": "shift-cancelled shift-moved shift-merged poll-offer-off",
    "seat": "member-back booked-by-other unbooked-by-other role-by-other seat-given seat-given-lead"
    " seat-released seat-put-back offer-expired line-over standin-done standin-found standin-moved"
    " standin-nobody standin-nobody-lead standin-lead swap-declined swap-unanswered newcomer-paired"
    " newcomer-alone newcomer-alone-lead mentor-paired mentor-released",
    "question": "offer-made seat-confirm standin-ask standin-room swap-ask rescue-ask rescue-choice"
    " rescue-room poll-offer poll-list poll-waiting poll-ended attendance-list report-missing",
    "list": "digest-day call-list card-list",
    "broadcast": "broadcast",
}
_SORT = {kind: sort for sort, kinds in _SORTS.items() for kind in kinds.split()}


def sort_of(kind: str, *, answers: bool) -> str:
    """The sort of a message; "answer" for what somebody had asked for, "other" for what has no words."""
    return "answer" if answers else _SORT.get(kind, "other")


def by_sort(found: Iterable[tuple[str, bool, int]]) -> list[tuple[str, int]]:
    """Kinds, whether they were answers, and how many: the sorts and how many, the most first."""
    counted: Counter[str] = Counter()
    for kind, answers, count in found:
        counted[sort_of(kind, answers=answers)] += count
    return counted.most_common()
