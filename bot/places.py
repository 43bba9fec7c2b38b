"""Rooms: invited, joined, left, replaced by another, and the district each belongs to."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.platforms.base import IncomingKind, Membership
from commands.actions import membership
from commands.actions.retention import HEARD
from commands.post import DECLINE_LANE, ROOM_LANE, Post
from storage.models import District, Inbox, Outbox, Room
from storage.states import OutboxAction, RoomRole, RoomState
from storage.store import Store

Greet = Callable[[Room, District | None], Awaitable[None]]
Joined = Callable[[Room], Awaitable[None]]


class Places:
    """Looks up rooms within one transaction, and follows what happens to them."""

    def __init__(
        self, store: Store, post: Post, allows_invitation: Callable[[str], bool], *, own_address: str
    ) -> None:
        self._store = store
        self._post = post
        self._now = post.now
        self._own = own_address
        self._allows = allows_invitation
        self._rooms: dict[tuple[str, str], Room] = {}
        self._districts: dict[int, District] = {}

    async def known(self, row: Inbox) -> Room:
        """The room as it is in the database, or as a passing thing, when nothing else can be relied on."""
        found = await self._store.rooms.find(row.platform, row.room)
        return found or Room(platform=row.platform, address=row.room, role=RoomRole.DISTRICT)

    def forget(self, row: Inbox) -> None:
        """The room is not known any more."""
        self._rooms.pop((row.platform, row.room), None)

    async def room(self, row: Inbox, payload: dict[str, Any]) -> Room:
        """The room an event came from; one not yet known is noted, with a district if there is but one."""
        key = (row.platform, row.room)
        room = self._rooms.get(key) or await self._store.rooms.find(*key)
        private = bool(payload.get("private"))
        if room is None:
            role = RoomRole.DIRECT if private else RoomRole.DISTRICT
            room = Room(platform=row.platform, address=row.room, role=role)
            if private:
                room.invited_by = row.sender  # the bot has opened it, for them
            room = await self._store.rooms.add(room)
        elif (room.role is RoomRole.DIRECT) != private:
            # A third person came into a direct room, or two people made an invitation's room theirs.
            if private and room.role is RoomRole.DISTRICT:
                room.role = RoomRole.DIRECT
            elif not private:
                room.role = RoomRole.DISTRICT
        if private and (room.used_at is None or self._now - room.used_at > HEARD):
            room.used_at = self._now
        self._rooms[key] = room
        return room

    async def district(self, room: Room, row: Inbox) -> District | None:
        """The room's district. With one district in the configuration there is nothing to choose."""
        if room.district_id is None:
            room.district_id = await self._choose(row.platform, room.invited_by or row.sender)
        if room.district_id is None:
            return None
        if room.district_id not in self._districts:
            self._districts[room.district_id] = await self._store.rooms.district(room.district_id)
        return self._districts[room.district_id]

    async def around(self, district: District | None, person_id: int) -> list[District]:
        """The room's district, then the others the person has dealings with; two queries."""
        own = await self._store.people.districts_of(person_id)
        known = [one for one in await self._store.rooms.districts() if one.id in own]
        return known if district is None else [district, *(one for one in known if one.id != district.id)]

    async def _choose(self, platform: str, inviter: str) -> int | None:
        districts = await self._store.rooms.districts()
        if len(districts) == 1:
            return districts[0].id
        found = await self._store.people.identity(platform, inviter)
        if found is None:
            return None
        organized = await self._store.people.districts_organized(found[1].id)
        if len(organized) == 1:
            return organized[0]
        return await self._store.audit.last_district(found[1].id)

    async def event(self, row: Inbox, payload: dict[str, Any], *, greet: Greet, joined: Joined) -> str | None:
        """An invitation, the bot's own joining or leaving, a replaced room."""
        match row.kind:
            case IncomingKind.INVITATION:
                return await self._invited(row, payload)
            case IncomingKind.MEMBERSHIP:
                return await self._moved(row, payload, greet, joined)
            case IncomingKind.UPGRADE:
                return await self._replaced(row, payload)
        return None

    async def _invited(self, row: Inbox, payload: dict[str, Any]) -> str:
        room = await self._store.rooms.find(row.platform, row.room)
        follows_upgrade = room is not None and room.greeted_at is not None
        if not follows_upgrade and not self._allows(row.sender):
            self._do(OutboxAction.LEAVE, row.platform, row.room, lane=DECLINE_LANE)
            return "invitation-declined"
        if room is None:
            role = RoomRole.DIRECT if payload.get("direct") else RoomRole.DISTRICT
            room = await self._store.rooms.add(
                Room(
                    platform=row.platform,
                    address=row.room,
                    role=role,
                    state=RoomState.LEFT,
                    invited_by=row.sender,
                )
            )
        room.invited_by = row.sender
        self._rooms[(row.platform, row.room)] = room
        self._do(OutboxAction.JOIN, row.platform, row.room)
        return "invitation-accepted"

    async def _moved(self, row: Inbox, payload: dict[str, Any], greet: Greet, joined: Joined) -> str | None:
        key = (row.platform, row.room)
        room = self._rooms.get(key) or await self._store.rooms.find(*key)
        if room is None:  # a direct room that the bot itself opened, or one that it was to forget
            if payload.get("membership") != Membership.JOIN:
                await self._store.inbox.forget_source(row.id)
            return None
        if payload.get("who") != self._own:
            return await self._member_moved(room, row, payload)
        if payload.get("membership") != Membership.JOIN:
            room.state = RoomState.LEFT
            await self._store.members.forget_room(room.id)
            await self._store.outbox.leave_room(row.platform, row.room)
            await self._store.boards.gone_with(room.id)
            return "room-left"
        room.state = RoomState.JOINED
        district = await self.district(room, row)
        await joined(room)
        if room.greeted_at is not None:
            return None
        room.greeted_at = self._now
        await greet(room, district)
        return "room-joined"

    async def _member_moved(self, room: Room, row: Inbox, payload: dict[str, Any]) -> str | None:
        """Somebody else came, went, or was sent away."""
        who, standing = payload.get("who") or "", payload.get("membership")
        for known in await self._store.members.known(row.platform, [who]):
            if standing == Membership.JOIN:
                await membership.came(self._post, room, known)
                return "member-came"
            if standing == Membership.BAN:
                how = membership.BANNED
            else:
                how = membership.LEFT if row.sender == who else membership.KICKED
            was_in = payload.get("before") == Membership.JOIN
            if standing in (Membership.LEAVE, Membership.BAN):
                await membership.went(self._post, room, known, how, was_in=was_in)
                return "member-went"
        return None

    async def _replaced(self, row: Inbox, payload: dict[str, Any]) -> str | None:
        """Follow `m.room.tombstone`: the room keeps its district, role and settings under its new address."""
        target = payload.get("target")
        room = await self._store.rooms.find(row.platform, row.room)
        if not target or room is None:
            return None
        if await self._store.rooms.find(row.platform, target) is not None:
            return None
        room.address = target
        self._rooms.clear()
        await self._store.flush()
        await self._store.outbox.move_room(row.platform, row.room, target)
        self._do(OutboxAction.JOIN, row.platform, target)
        return "room-replaced"

    def _do(self, action: OutboxAction, platform: str, address: str, *, lane: str = ROOM_LANE) -> None:
        self._store.outbox.add(
            Outbox(
                platform=platform,
                action=action,
                lane=f"{lane}{address}",
                room=address,
                kind=f"room-{action.value}",
                created_at=self._now,
            )
        )
