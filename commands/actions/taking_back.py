"""What the bot has said is taken back, what it has not said yet is not said: of a person who is forgotten.

A message that may be on its way just now, or whose arrival nobody knows of, is taken back by its row: once
that is known to have arrived, or is found in the room.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from commands.actions.readers import language_of
from commands.post import ROOM_LANE, Post
from commands.texts import say
from storage.models import Outbox
from storage.queries.erasing import Traces
from storage.states import OutboxAction, OutboxState, Right

KEEP_NOTHING = ("console",)
"""Platforms whose rooms are made anew at every start: there is nothing to take back."""
REDACT_LANE = "redact:"
TAKEN_BACK = "forgotten"
"""What a row is called that takes a message back, and why a message was not sent."""
NAMES_CHANGED = "names-changed"
REMEMBERED = timedelta(days=7)
"""How long somebody may miss an answer that is not there any more."""
_SAID = (OutboxAction.SEND, OutboxAction.EDIT)


def lane_of(room: str) -> str:
    """Everything that is taken back in one room keeps its order, and gives way to all that is said."""
    return f"{REDACT_LANE}{room}"


async def unsay(post: Post, traces: Traces) -> None:
    """Others who wait for an answer with the person's name in it are told to ask again."""
    done: set[str] = set()
    merged: set[int] = set()
    for row in traces.messages:
        room = row.room or traces.direct_room_of(row)
        if row.state is OutboxState.SENT and row.action in _SAID and _tells_of(row, traces):
            for event in filter(None, (row.sent_event_id, row.file_event_id)):
                if event not in done:
                    done.add(event)
                    _take_back(post, row, room, event=event, own=traces.is_to(row))
            if row.batch_id is not None and row.created_at > post.now - REMEMBERED:
                merged.add(row.batch_id)
        elif row.state is OutboxState.WAITING:
            await _not_said(post, row, room, traces)
    await _tell_those_answered_with_them(post, traces, merged)


async def _tell_those_answered_with_them(post: Post, traces: Traces, batches: Collection[int]) -> None:
    """Whose answer shared a message with the person's sees it vanish: what was done stands all the same."""
    told: set[str] = set()
    for row in await post.store.taking_back.in_batches(batches):
        if row.answer_to is None or row.answer_to in traces.addresses or row.answer_to in told:
            continue
        told.add(row.answer_to)
        found = await post.store.people.identity(row.platform, row.answer_to)
        if found is not None and row.district_id is not None:
            district = await post.store.rooms.district(row.district_id)
            await post.to_person(found[1].id, say("answer-gone", prefix=post.house.prefix), district=district)


async def take_back_old(post: Post, rows: Sequence[Outbox]) -> None:
    """Messages with names in them, of shifts that are nobody's any more; no row says of whom they were."""
    done: set[str] = set()
    for row in rows:
        for event in filter(None, (row.sent_event_id, row.file_event_id)):
            if event not in done:
                done.add(event)
                _take_back(post, row, row.room, event=event)
        row.names = row.mentions = row.answer_to = row.answer_name = row.batch_id = None
        row.answers = row.reply_to = row.thread = row.sent_event_id = row.file_event_id = None
    await post.store.flush()


def _tells_of(row: Outbox, traces: Traces) -> bool:
    """Whether somebody who reads it learns of the person. An answer alone in a room does not say to whom."""
    if traces.is_to(row) or traces.names(row):
        return True
    return row.batch_id is not None or (row.target is not None and row.lane.startswith(ROOM_LANE))


async def _not_said(post: Post, row: Outbox, room: str | None, traces: Traces) -> None:
    if row.action in _SAID:
        _take_back(post, row, room, row_id=row.id, own=traces.is_to(row))  # it may be on its way
    if row.action is OutboxAction.SEND and not traces.is_to(row) and _is_missed(row, traces):
        await _say_again(post, row)
    row.state, row.text, row.attachment, row.reason = OutboxState.DROPPED, None, None, TAKEN_BACK


def _is_missed(row: Outbox, traces: Traces) -> bool:
    """An answer to somebody else, or a list for whoever is in charge: nobody is to wait for it in vain."""
    if row.answers is not None:
        return row.answer_to not in traces.addresses
    return row.right in (Right.LEAD, Right.ORGANIZER)


def _take_back(
    post: Post,
    row: Outbox,
    room: str | None,
    *,
    event: str | None = None,
    row_id: int | None = None,
    own: bool = False,
) -> None:
    """`own`: in the person's own direct room, which the bot leaves; if they do not let it, that is theirs."""
    if room is None and event is not None:
        return  # sent before it was noted where
    if row.platform in KEEP_NOTHING:
        return
    post.store.outbox.add(
        Outbox(
            platform=row.platform,
            action=OutboxAction.REDACT,
            district_id=None if own else row.district_id,
            lane=lane_of(room or row.lane),
            room=room,
            kind=TAKEN_BACK,
            target=event,
            target_row=row_id,
            created_at=post.now,
        )
    )


async def _say_again(post: Post, row: Outbox) -> None:
    """To somebody else, in the place of what named the person."""
    if row.district_id is None:
        return
    district = await post.store.rooms.district(row.district_id)
    language = await language_of(post.store, row)
    message = say(NAMES_CHANGED, asked=row.answers is not None, prefix=post.house.prefix)
    post.store.outbox.add(
        Outbox(
            district_id=row.district_id,
            platform=row.platform,
            lane=row.lane,
            room=row.room,
            identity_id=row.identity_id,
            kind=NAMES_CHANGED,
            text=post.worded(message, district, language=language or district.language),
            notify=row.notify,
            mentions=row.mentions,
            reply_to=row.reply_to,
            thread=row.thread,
            answers=row.answers,
            answer_to=row.answer_to,
            answer_name=row.answer_name,
            created_at=post.now,
        )
    )
