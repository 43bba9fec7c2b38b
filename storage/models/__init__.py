"""The tables, in the words of docs/glossary.md.

Times are aware UTC. Every row that belongs to a district says so. States are short words, kept as
text so that a person who opens the database can read it.
"""

from storage.models.asking import Ask, Board, Question, Reaction, StandIn
from storage.models.base import UNLIMITED, Base
from storage.models.messages import Inbox, Outbox
from storage.models.people import Absence, Identity, Member, Organizer, Person, Skill, Watch
from storage.models.places import District, Room
from storage.models.records import Audit, Setting, SyncState
from storage.models.shifts import Activity, Pairing, Report, Seat, Series, Shift, Signup
from storage.models.times import Due, Reminder

__all__ = [
    "UNLIMITED",
    "Absence",
    "Activity",
    "Ask",
    "Audit",
    "Base",
    "Board",
    "District",
    "Due",
    "Identity",
    "Inbox",
    "Member",
    "Organizer",
    "Outbox",
    "Pairing",
    "Person",
    "Question",
    "Reaction",
    "Reminder",
    "Report",
    "Room",
    "Seat",
    "Series",
    "Setting",
    "Shift",
    "Signup",
    "Skill",
    "StandIn",
    "SyncState",
    "Watch",
]
