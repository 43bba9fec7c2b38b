"""Everything a person can say to the bot. One line for each command; nothing else can be said."""

from commands.declare import Registry
from commands.handlers.activities import activities, activity_add, activity_archive, activity_edit
from commands.handlers.answering import no, yes
from commands.handlers.attendance import attended, checkin, excused, missed
from commands.handlers.audit import audit
from commands.handlers.booking import book, unbook
from commands.handlers.cards import card
from commands.handlers.forgetting import forgetme
from commands.handlers.help import help_
from commands.handlers.mydata import mydata
from commands.handlers.organizers import organizer_add, organizer_list, organizer_remove
from commands.handlers.personal import language, remind
from commands.handlers.polls import poll, poll_close
from commands.handlers.privacy import privacy
from commands.handlers.reports import report
from commands.handlers.rescue import shift_keep, shift_merge
from commands.handlers.rooms import room
from commands.handlers.roster import booked
from commands.handlers.shift_add import shift_add
from commands.handlers.shift_changes import shift_cancel, shift_close, shift_edit, shift_open
from commands.handlers.shift_copy import shift_copy
from commands.handlers.shifts import shifts
from commands.handlers.signup import leave, mine, signup
from commands.handlers.skills import skill
from commands.handlers.standins import standin
from commands.handlers.status import status
from commands.handlers.swaps import swap
from commands.handlers.telling import broadcast
from commands.handlers.watching import watch
from commands.handlers.week import week

REGISTRY = Registry(
    (
        help_,
        activities,
        shifts,
        signup,
        leave,
        mine,
        week,
        yes,
        no,
        watch,
        standin,
        swap,
        language,
        remind,
        privacy,
        mydata,
        forgetme,
        activity_add,
        activity_edit,
        activity_archive,
        shift_add,
        shift_copy,
        shift_edit,
        shift_cancel,
        shift_close,
        shift_open,
        shift_keep,
        shift_merge,
        booked,
        book,
        unbook,
        broadcast,
        checkin,
        attended,
        missed,
        excused,
        report,
        card,
        poll,
        poll_close,
        skill,
        status,
        audit,
        room,
        organizer_add,
        organizer_remove,
        organizer_list,
    )
)
