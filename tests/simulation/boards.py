"""Cards, and lists to choose from, in the model: numbers that anybody may press (issue 3, points 2 and 3).

A number added signs up, taken away it leaves, as the commands do. It is a set and not a count: the same
number with and without U+FE0F is one, and only the first and the last of them do anything.
"""

from __future__ import annotations

from tests.simulation.people import People
from tests.simulation.things import Board, Expected, Person, Shift

MOST_NUMBERS = 9


class Boards(People):
    """`boards` are all that ever stood in the district's room."""

    def __init__(self, now: int) -> None:
        super().__init__(now)
        self.boards: list[Board] = []

    def tick(self) -> None:
        """Cards are brought up to date by the clock: new shifts get the numbers that are left."""
        super().tick()
        for one in self.boards:
            if one.is_card and not one.closed:
                new = [shift for shift in self._ahead(one.activity) if shift.number not in one.menu]
                one.menu += [shift.number for shift in new][: MOST_NUMBERS - len(one.menu)]

    def ask_which(self, who: Person, activity: str) -> Expected:
        """Sign-up by the activity's name: to its only shift, or back comes the list of those there are."""
        coming = [one for one in self.shifts.values() if one.activity == activity and one.end > self.now]
        coming = [one for one in coming if one.state != "cancelled"]
        ahead = [one for one in coming if one.state == "open" and one.start > self.now] or coming
        if not ahead:
            return Expected("error-shift-none")
        if len(ahead) == 1:
            return self.sign_up(who, ahead[0].number, None, anyway=False)
        ahead.sort(key=lambda one: (one.start, one.number))
        board = Board(activity, [one.number for one in ahead][:MOST_NUMBERS])
        self.boards.append(board)
        return Expected("signup-choose", tuple(board.menu), board=board)

    def put_up_card(self, by: Person, activity: str) -> Expected:
        """A card of what is coming; an older one is replaced."""
        if not self.may(by, activity):
            return Expected("error-forbidden")
        menu = [one.number for one in self._ahead(activity)][:MOST_NUMBERS]
        if not menu:
            return Expected("error-card-empty")
        for one in self.boards:
            if one.is_card and one.activity == activity:
                one.closed = True
        board = Board(activity, menu, is_card=True)
        self.boards.append(board)
        return Expected("card-list", board=board)

    def press(self, who: Person, board: Board, number: int, key: str) -> Expected | None:
        """None: it is said nothing to that."""
        if number > len(board.menu):
            return None
        if board.closed:
            return Expected("error-card-closed")
        standing = board.standing.setdefault((who, number), set())
        standing.add(key)
        if len(standing) > 1:
            return None
        return self.sign_up(who, board.menu[number - 1], None, anyway=False)

    def take_away(self, who: Person, board: Board, number: int, key: str) -> Expected | None:
        standing = board.standing.get((who, number), set())
        if key not in standing:
            return None
        standing.remove(key)
        shift = self.shifts[board.menu[number - 1]]
        until = shift.end if shift.has(who) else shift.start
        if standing or shift.state_of(who) == "out" or until <= self.now:
            return None
        return self.leave(who, shift.number)

    def may(self, by: Person, activity: str) -> bool:
        """Who may manage the activity's shifts."""
        raise NotImplementedError

    def _ahead(self, activity: str) -> list[Shift]:
        shifts = [one for one in self.shifts.values() if one.activity == activity and one.start > self.now]
        return sorted(
            (one for one in shifts if one.state != "cancelled"), key=lambda one: (one.start, one.number)
        )
