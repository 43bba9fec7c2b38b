"""Everything a person can say to the bot. One line for each command; nothing else can be said."""

from commands.declare import Registry
from commands.handlers.activities import activities, activity_add, activity_archive, activity_edit
from commands.handlers.shift_add import shift_add
from commands.handlers.shift_changes import shift_cancel, shift_close, shift_edit, shift_open
from commands.handlers.shifts import shifts
from commands.handlers.signup import leave, mine, signup

REGISTRY = Registry(
    (
        activities,
        shifts,
        signup,
        leave,
        mine,
        activity_add,
        activity_edit,
        activity_archive,
        shift_add,
        shift_edit,
        shift_cancel,
        shift_close,
        shift_open,
    )
)
