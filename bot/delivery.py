"""From outbox rows to sent messages: each once, in order within its lane, lanes side by side.

The rows are the truth; what is kept in memory only saves asking for them again. A message goes out
under the same transaction id at every retry, so a lost answer costs nothing but time (`bot.carrier`).
What nobody waits for gives way to what is said (`bot.manners`).
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import OperationalError

from bot.carrier import ABOUT_ANOTHER, Arrived, Carrier, NotYet, Pointless
from bot.clock import Clock
from bot.discretion import Discretion
from bot.gate import Gate
from bot.lanes import Lanes
from bot.manners import Manners
from bot.parcels import Envelopes, Parcel
from bot.platforms.base import LoggedOut, Platform, RateLimited, Refused, Unavailable
from storage.engine import Database
from storage.models import Outbox
from storage.states import OutboxAction, OutboxState, ReminderState
from storage.store import Store

SIDE_BY_SIDE = 16
"""Requests in flight at once; more only queue up inside the homeserver."""
OWN_TRIES = 5
A_DAY = timedelta(days=1)
BUSY_PAUSE = 1.0
"""Seconds until a database that did not answer is asked again."""
LOOK_AGAIN = timedelta(seconds=30)
"""However quiet it is, the outbox is read anew this often: other processes write to it too."""

log = structlog.get_logger(__name__)


class Delivery:
    """Sends what waits. `run()` goes on for ever; `drain()` sends what can be sent now, and returns."""

    def __init__(
        self,
        database: Database,
        platform: Platform,
        clock: Clock,
        envelopes: Envelopes,
        discretion: Discretion,
        *,
        rng: random.Random,
    ) -> None:
        self._database = database
        self._platform = platform
        self._clock = clock
        self._envelopes = envelopes
        self._carrier = Carrier(
            database,
            platform,
            clock,
            envelopes,
            discretion,
            is_crowded=self._is_crowded,
            on_limit=self._limited,
        )
        self._gate = Gate(rng)
        self._manners = Manners()
        self._lanes = Lanes(stands_alone=discretion.is_open)
        self._unread = True
        self._wake = asyncio.Event()
        self._wake.set()
        self._flying: set[asyncio.Task[None]] = set()
        self._sent: list[tuple[str, Parcel, Arrived]] = []
        self._fatal: BaseException | None = None

    def wake(self) -> None:
        """There may be something new in the outbox."""
        self._unread = True
        self._wake.set()

    def offer(self, rows: Sequence[Outbox]) -> None:
        """These rows were just committed. Without any, or before the first look, the outbox is read."""
        if not rows or not self._lanes.offer(rows):
            self._unread = True
        self._wake.set()

    def reread(self) -> None:
        """What waits was changed under our hands: everything is read anew before it goes out."""
        self._lanes.forget()
        self.wake()

    def heard_from_server(self) -> None:
        """Listening works: an outage is over, there is no need to wait out its pause."""
        if self._gate.failures:
            self._gate.knock()
            self._lanes.hurry()
            self._wake.set()

    async def run(self) -> None:
        """Until cancelled; raises LoggedOut when the login is no longer valid."""
        try:
            while True:
                try:
                    pause = await self._step()
                except OperationalError as error:
                    log.warning("database does not answer", reason=str(error.orig), again_in=BUSY_PAUSE)
                    pause = BUSY_PAUSE
                try:
                    async with asyncio.timeout(pause):
                        await self._wake.wait()
                except TimeoutError:
                    self._lanes.forget_position()
                    self._unread = True
                self._wake.clear()
        finally:
            for task in self._flying:
                task.cancel()
            await asyncio.gather(*self._flying, return_exceptions=True)

    async def drain(self) -> None:
        """Send until nothing more can go out at the clock's present time."""
        while True:
            self._wake.clear()
            await self._step()
            if self._flying:
                await asyncio.wait(self._flying)
            elif not self._sent and not self._wake.is_set():
                return

    def _limited(self, retry_after: float | None) -> datetime:
        """The server wants a pause; until when."""
        self._manners.limited(self._clock.now())
        return self._gate.limited(self._clock.now(), retry_after)

    def _is_crowded(self, lane: str) -> bool:
        return self._lanes.waits(lane) or self._manners.is_limited(self._clock.now())

    async def acknowledge(self, echoes: Mapping[str, str]) -> None:
        """The server shows the bot its own messages: proof, also where the answer was lost."""
        arrived = [
            (parcel.ids, echoes[txn_id])
            for parcel in self._lanes.in_flight()
            if (txn_id := self._envelopes.txn_id(parcel)) in echoes
            # Of these there is more to do or to compare; they are simply done again.
            and parcel.first.action is not OutboxAction.EDIT
            and parcel.first.attachment is None
            and parcel.first.room is not None
        ]
        if arrived:
            async with self._database.writing() as store:
                for ids, event_id in arrived:
                    await store.outbox.sent(ids, event_id)

    async def _step(self) -> float:
        """Record what was sent, read what is new, start what may go; seconds until something is due."""
        if self._fatal is not None:
            raise self._fatal
        await self._record_sent()
        now = self._clock.now()
        if self._unread:
            async with self._database.reading() as store:
                self._unread = False  # what is written from here on says so again
                self._lanes.add(await store.outbox.waiting(self._platform.name, after=self._lanes.position))
        self._manners.look()
        for lane in self._lanes.idle():
            if len(self._flying) >= SIDE_BY_SIDE:
                break
            if (parcel := self._ready(lane, now)) is None:
                continue
            if not self._gate.may_pass(now):
                break
            self._manners.goes(lane, now)
            self._lanes.take(lane, parcel)
            task = asyncio.create_task(self._carry(lane, parcel))
            self._flying.add(task)
            task.add_done_callback(self._landed)
        return self._pause(now)

    def _ready(self, lane: str, now: datetime) -> Parcel | None:
        """What goes out next in this lane, if it may now."""
        parcel = self._lanes.peek(lane, now)
        if parcel is None or self._lanes.carries(parcel.first.target_row):
            return None
        speaking, busy = self._lanes.speaking(), bool(self._flying)
        may_go = self._manners.may_go(lane, parcel.first, now, speaking=speaking, busy=busy)
        return parcel if may_go else None

    def _pause(self, now: datetime) -> float:
        """Until a row's time comes, the gate opens, or the outbox is read anew."""
        times = [
            now + LOOK_AGAIN,
            self._lanes.next_due(now),
            self._gate.opens_at(),
            self._manners.opens_at(),
        ]
        return min((at - now).total_seconds() for at in times if at is not None and at > now)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            self._fatal = error
        self._wake.set()

    async def _record_sent(self) -> None:
        """Everything that arrived since the last look.

        Only then does the lane go on: after a crash at most its first message may have been on its way.
        A row that a power failure makes waiting again goes out under the same transaction id.
        """
        sent = list(self._sent)
        if not sent:
            return
        async with self._database.writing(durable=False) as store:
            changed = [lane for lane, parcel, arrived in sent if not await _keep(store, parcel, arrived)]
        del self._sent[: len(sent)]
        for lane, parcel, _ in sent:
            if lane in changed:
                self._envelopes.new_edition(parcel)
                self._lanes.again(lane, parcel)
            else:
                self._envelopes.last_edition(parcel)
                self._lanes.done(lane, parcel)

    async def _carry(self, lane: str, parcel: Parcel) -> None:
        try:
            await self._try(lane, parcel)
        except OperationalError as error:
            # What became of it cannot be written down now. It is tried again, under the same transaction id.
            log.warning("database does not answer", reason=str(error.orig), again_in=BUSY_PAUSE)
            self._lanes.put_back(lane, parcel, self._clock.now() + timedelta(seconds=BUSY_PAUSE))

    async def _try(self, lane: str, parcel: Parcel) -> None:
        try:
            if not await self._still_wanted(parcel):
                self._gate.unused()
                self._lanes.done(lane, parcel)
                return
            arrived = await self._carrier.carry(parcel)
        except NotYet as error:
            self._gate.unused()
            self._lanes.put_off(lane, parcel, error.until)
        except Pointless as error:
            self._gate.unused()
            await self._drop(parcel, str(error))
            self._lanes.done(lane, parcel)
        except RateLimited as error:
            until = self._limited(error.retry_after)
            await self._postpone(lane, parcel, until, "rate limit")
        except Unavailable as error:
            until = self._gate.failed(self._clock.now(), error.retry_after)
            log.warning("sending must wait", reason=str(error), again_at=until.isoformat())
            await self._postpone(lane, parcel, until, str(error))
        except Refused as error:
            self._gate.succeeded()
            if self._is_worth_another_day(parcel, error):
                until = self._clock.now() + A_DAY
                log.warning("a message cannot be taken back", room=parcel.first.room, code=error.code)
                await self._postpone(lane, parcel, until, str(error))
                return
            if parcel.first.action in ABOUT_ANOTHER and parcel.first.answers is None:
                await self._drop(parcel, str(error))
            else:
                await self._bury(parcel, error)
            self._lanes.done(lane, parcel)
        except LoggedOut:
            raise
        except Exception as error:  # noqa: BLE001 - a message that cannot be made must not stop the others
            self._gate.unused()
            await self._stumble(lane, parcel, error)
        else:
            self._gate.succeeded()
            self._sent.append((lane, parcel, arrived))

    def _is_worth_another_day(self, parcel: Parcel, error: Refused) -> bool:
        """What names somebody who is forgotten: the bot may be let in, or allowed to write, again.

        Not where it stood in their own direct room, and not what the server has never heard of.
        """
        first = parcel.first
        theirs = first.district_id is None
        return first.action is OutboxAction.REDACT and not theirs and error.code != "M_NOT_FOUND"

    async def _still_wanted(self, parcel: Parcel) -> bool:
        """Answers always are; news may have been taken back or have become useless since it was written."""
        if len(parcel.rows) > 1 and parcel.first.batch_id is None:
            async with self._database.writing() as store:
                await store.outbox.set_batch(parcel.ids, parcel.first.id)
            for row in parcel.rows:
                row.batch_id = parcel.first.id
        first = parcel.first
        if first.answers is not None:
            return not first.attempts or await self._all_wait_still(parcel)
        now = self._clock.now()
        if first.expires_at is not None and first.expires_at <= now:
            async with self._database.writing() as store:
                await store.outbox.give_up(parcel.ids, state=OutboxState.DROPPED, reason="came too late")
                await _expire_reminder(store, first.reminder_id, "could not be sent in time")
            return False
        async with self._database.reading() as store:
            current = await store.outbox.as_it_stands(first.id)
        if current is None:
            return False
        first.text, until = current
        if until is not None and until > now:
            raise NotYet(until)
        return True

    async def _all_wait_still(self, parcel: Parcel) -> bool:
        """An answer is taken back only when somebody asks to be forgotten; those with it go on their own."""
        async with self._database.reading() as store:
            if len(await store.outbox.still_waiting(parcel.ids)) == len(parcel.ids):
                return True
        self._lanes.unknow(parcel.ids)
        self.wake()
        return False

    async def _postpone(self, lane: str, parcel: Parcel, until: datetime, reason: str) -> None:
        async with self._database.writing() as store:
            await store.outbox.postpone(parcel.ids, now=self._clock.now(), until=until, reason=reason[:200])
        self._lanes.put_back(lane, parcel, until)

    async def _stumble(self, lane: str, parcel: Parcel, error: Exception) -> None:
        """Something of our own went wrong (the database, a message that cannot be made): a few tries."""
        log.error("sending failed", outbox=parcel.first.id, error=type(error).__name__)
        if parcel.first.attempts >= OWN_TRIES and not isinstance(error, OperationalError):
            await self._bury(parcel, Refused("it failed too often", code=type(error).__name__))
            self._lanes.done(lane, parcel)
        else:
            wait = timedelta(seconds=min(60, 2**parcel.first.attempts))
            self._lanes.put_back(lane, parcel, self._clock.now() + wait)

    async def _drop(self, parcel: Parcel, reason: str) -> None:
        """A reaction, a pin or an edit that cannot be, or what may no longer be said: nobody need be told."""
        first = parcel.first
        log.info("not done", action=first.action.value, what=first.kind, reason=reason, outbox=first.id)
        async with self._database.writing() as store:
            await _give_up(store, parcel, state=OutboxState.DROPPED, reason=reason[:200])
            await _expire_reminder(store, first.reminder_id, reason[:200])

    async def _bury(self, parcel: Parcel, error: Refused) -> None:
        """A dead letter: the platform will never take it; the operator is told, without its text."""
        log.error(
            "a message cannot be delivered",
            what=parcel.first.kind,
            room=parcel.first.room or "a direct room",
            code=error.code,
            reason=str(error),
            outbox=parcel.first.id,
        )
        async with self._database.writing() as store:
            await _give_up(store, parcel, state=OutboxState.DEAD, reason=str(error)[:200])
            await _expire_reminder(store, parcel.first.reminder_id, "could not be delivered")


async def _keep(store: Store, parcel: Parcel, arrived: Arrived) -> bool:
    """Write down that it arrived; False when it is an edit whose text was replaced meanwhile."""
    first = parcel.first
    if first.action is OutboxAction.EDIT:
        return await store.outbox.shown(first.id, first.text or "", arrived.event_id)
    if first.action is OutboxAction.FORGET:
        await store.outbox.forgotten(first)
        store.erased = True
        return True
    if first.action is OutboxAction.REDACT:
        await store.outbox.taken_back(parcel.ids)
        return True
    await store.outbox.sent(
        parcel.ids, arrived.event_id, room=arrived.room, file_event_id=arrived.file_event_id
    )
    return True


async def _give_up(store: Store, parcel: Parcel, *, state: OutboxState, reason: str) -> None:
    """What was to erase somebody's traces is one itself: it goes, whether it could be done or not."""
    first = parcel.first
    if first.action is OutboxAction.REDACT:
        await store.outbox.taken_back(parcel.ids)
    elif first.action is OutboxAction.FORGET:
        await store.outbox.forgotten(first)
        store.erased = True
    else:
        await store.outbox.give_up(parcel.ids, state=state, reason=reason)


async def _expire_reminder(store: Store, reminder_id: int | None, reason: str) -> None:
    """A reminder that never arrived is recorded as expired (CONTRACT.md, promise 3)."""
    if reminder_id is not None:
        await store.reminders.set_state(reminder_id, ReminderState.EXPIRED, reason)
