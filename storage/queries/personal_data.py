"""Everything that is kept about one person, table by table: what `!mydata` shows (issue 4, point 9).

`SHOWN` says for each column in which a person stands under which heading it is shown; a test compares it
with `storage.queries.erasing.WHERE`, so that nothing is kept that is not shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.models import (
    Absence,
    Activity,
    Ask,
    Audit,
    Board,
    District,
    Inbox,
    Member,
    Organizer,
    Person,
    Reaction,
    Reminder,
    Report,
    Room,
    Shift,
    Signup,
    Skill,
    StandIn,
    Watch,
)
from storage.queries.erasing import Traces

Entry: TypeAlias = dict[str, Any]

SHOWN: dict[str, str] = {
    "absence.person_id": "gone_from",
    "activity.lead_id": "leads",
    "ask.person_id": "questions",
    "audit.actor_id": "log",
    "audit.person_id": "log",
    "board.created_by_id": "put_up",
    "identity.address": "accounts",
    "identity.display_name": "accounts",
    "identity.person_id": "accounts",
    "inbox.payload": "heard",
    "inbox.room": "heard",
    "inbox.sender": "heard",
    "member.identity_id": "rooms",
    "organizer.person_id": "organizes",
    "outbox.answer_name": "messages",
    "outbox.answer_to": "messages",
    "outbox.attachment": "messages",
    "outbox.identity_id": "messages",
    "outbox.lane": "messages",
    "outbox.mentions": "messages",
    "outbox.names": "messages",
    "outbox.room": "messages",
    "outbox.text": "messages",
    "person.name": "person",
    "question.no": "questions",
    "question.options": "questions",
    "question.person_id": "questions",
    "question.yes": "questions",
    "reaction.person_id": "reactions",
    "report.reported_by_id": "reported",
    "room.address": "rooms",
    "room.invited_by": "rooms",
    "setting.value": "organizes",
    "signup.booked_by_id": "booked_for_others",
    "signup.person_id": "signups",
    "skill.given_by_id": "skills_given",
    "skill.person_id": "skills",
    "stand_in.taken_by_id": "stood_in",
    "stand_in.to_person_id": "stood_in",
    "watch.person_id": "watches",
}


class PersonalData:
    """Times are aware UTC. Other people are not named: what is theirs is not the asker's to read."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, person: Person, traces: Traces) -> dict[str, Entry | list[Entry]]:
        """By heading, each with what stands there, oldest first."""
        return {
            "person": {
                "name": person.name,
                "language": person.language,
                "reminders_minutes_before": person.remind,
                "created": person.created_at,
                "not_to_be_asked_since": person.unasked_since,
                "told_about_privacy": person.told_at,
            },
            "accounts": [
                {"platform": one.platform, "address": one.address, "shown_as": one.display_name}
                for one in traces.accounts
            ],
            **await self._seats(person.id),
            **await self._roles(person.id),
            **await self._said(person.id, traces),
        }

    async def _seats(self, person_id: int) -> dict[str, Entry | list[Entry]]:
        signups: list[Entry] = []
        for signup, shift, activity in await self._rows(
            select(Signup, Shift, Activity).join(Shift, Shift.id == Signup.shift_id).join(Activity),
            Signup.person_id == person_id,
            Signup.id,
        ):
            signups.append(
                {
                    **_shift(shift, activity),
                    "state": signup.state.value,
                    "role": signup.role,
                    "guests": signup.guests,
                    "booked_by": None
                    if signup.booked_by_id is None
                    else _who(signup.booked_by_id, person_id),
                    "created": signup.created_at,
                    "changed": signup.changed_at,
                    "to_confirm_by": signup.confirm_by,
                    "confirmed": signup.confirmed_at,
                    "checked_in": signup.checked_in_at,
                }
            )
        reminders = await self._rows(
            select(Reminder).join(Signup, Signup.id == Reminder.signup_id),
            Signup.person_id == person_id,
            Reminder.id,
        )
        booked = await self._shifts(Signup, Signup.booked_by_id == person_id, Signup.person_id != person_id)
        return {
            "signups": signups,
            "booked_for_others": [_shift(*found) for _, *found in booked],
            "reminders": [
                {"due": one.due_at, "minutes_before": one.minutes, "state": one.state.value}
                for (one,) in reminders
            ],
            "questions": [
                {**_shift(*found), "kind": one.kind, "asked": one.asked_at, "answer": one.state.value}
                for one, *found in await self._shifts(Ask, Ask.person_id == person_id)
            ],
            "stood_in": [
                {**_shift(*found), "state": one.state.value, "asked": one.created_at}
                for one, *found in await self._shifts(
                    StandIn, or_(StandIn.to_person_id == person_id, StandIn.taken_by_id == person_id)
                )
            ],
            "reported": [
                {**_shift(*found), "at": one.reported_at}
                for one, *found in await self._shifts(Report, Report.reported_by_id == person_id)
            ],
        }

    async def _roles(self, person_id: int) -> dict[str, Entry | list[Entry]]:
        async def in_district(table: Any) -> Sequence[Any]:
            query = select(table, District.key).join(District, District.id == table.district_id)
            return await self._rows(query, table.person_id == person_id, table.id)

        led = await self._rows(select(Activity), Activity.lead_id == person_id, Activity.id)
        watched = await self._rows(
            select(Watch, Activity).join(Activity, Activity.id == Watch.activity_id),
            Watch.person_id == person_id,
            Watch.id,
        )
        given = await self._rows(select(Skill), Skill.given_by_id == person_id, Skill.id)
        boards = await self._rows(select(Board), Board.created_by_id == person_id, Board.id)
        return {
            "organizes": [
                {"district": key, "since": one.created_at, "from_settings": one.from_settings}
                for one, key in await in_district(Organizer)
            ],
            "leads": [{"activity": one.slug, "title": one.title} for (one,) in led],
            "skills": [
                {"district": key, "skill": one.name, "given": one.given_at}
                for one, key in await in_district(Skill)
            ],
            "skills_given": [{"skill": one.name, "given": one.given_at} for (one,) in given],
            "watches": [{"activity": activity.slug, "since": one.created_at} for one, activity in watched],
            "gone_from": [
                {"district": key, "since": one.since, "how": one.how}
                for one, key in await in_district(Absence)
            ],
            "put_up": [{"kind": one.kind.value, "at": one.created_at} for (one,) in boards],
        }

    async def _said(self, person_id: int, traces: Traces) -> dict[str, Entry | list[Entry]]:
        ids, addresses = traces.identity_ids, traces.addresses
        rooms = await self._rows(
            select(Room).join(Member, Member.room_id == Room.id), Member.identity_id.in_(ids), Room.id
        )
        own_rooms = [one for some in traces.rooms.values() for one in some]
        invited = await self._rows(select(Room), Room.invited_by.in_(addresses), Room.id)
        heard = await self._rows(select(Inbox), Inbox.sender.in_(addresses), Inbox.id)
        reactions = await self._rows(select(Reaction), Reaction.person_id == person_id, Reaction.id)
        log = await self._rows(
            select(Audit), or_(Audit.actor_id == person_id, Audit.person_id == person_id), Audit.id
        )
        return {
            "rooms": [
                *({"room": one.address, "as": "member"} for (one,) in rooms),
                *({"room": one, "as": "direct"} for one in own_rooms),
                *({"room": one.address, "as": "invited the bot"} for (one,) in invited),
            ],
            "reactions": [{"sign": one.number, "at": one.at, "stands": one.stands} for (one,) in reactions],
            "heard": [
                {
                    "kind": one.kind,
                    "at": one.received_at,
                    "room": one.room,
                    "event": one.event_id,
                    "answered_with": one.outcome,
                    "text": (one.payload or {}).get("text"),
                }
                for (one,) in heard
            ],
            "messages": [
                {
                    "kind": one.kind,
                    "at": one.created_at,
                    "state": one.state.value,
                    "room": one.room,
                    "to_you_alone": traces.is_to(one),
                    "names_you": traces.names(one),
                    "text": one.text if traces.is_to(one) and one.right is None else None,
                }
                for one in traces.messages
            ],
            "log": [
                {
                    "at": one.at,
                    "action": one.action,
                    "subject": one.subject,
                    "by": None if one.actor_id is None else _who(one.actor_id, person_id),
                    "for": None if one.person_id is None else _who(one.person_id, person_id),
                }
                for (one,) in log
            ],
        }

    async def _rows(self, query: Any, where: Any, order: Any) -> Sequence[Any]:
        return (await self._session.execute(query.where(where).order_by(order))).all()

    async def _shifts(self, table: Any, *where: Any) -> Sequence[Any]:
        query = (
            select(table, Shift, Activity)
            .join(Shift, Shift.id == table.shift_id)
            .join(Activity, Activity.id == Shift.activity_id)
            .where(*where)
            .order_by(table.id)
        )
        return (await self._session.execute(query)).all()


def _shift(shift: Shift, activity: Activity) -> Entry:
    return {
        "shift": shift.number,
        "activity": activity.slug,
        "title": activity.title,
        "starts": shift.starts_at,
        "ends": shift.ends_at,
    }


def _who(person_id: int, own: int) -> str:
    return "you" if person_id == own else "somebody else"
