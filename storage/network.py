"""One unit of work: everything the network knows, by subject."""

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage.actions import Actions
from storage.audit import Audit
from storage.chat import Paging, Rooms, Sync
from storage.comparing import Comparing
from storage.deliveries import Deliveries, DeliveryView, Policy
from storage.events import Events
from storage.experts import find_experts, involvements
from storage.noting import Noting
from storage.open_work import OpenWork
from storage.pending import Waiting
from storage.people import People
from storage.personal import Forgotten, Found, collect, forget
from storage.planning import Kind, State
from storage.polls import Polls
from storage.protocols import Protocols
from storage.refs import Refs
from storage.registrations import Registrations
from storage.reminders import Reminders
from storage.search.find import SearchResult, search
from storage.solutions import Solutions
from storage.standing import Standing
from storage.submissions import Submissions
from storage.subscriptions import Subscriptions
from storage.summaries import Summaries
from storage.terms import Terms
from storage.views import Expert, Involvement, Page


class Network:
    """The subjects of the store, on one session of the database."""

    def __init__(self, session: AsyncSession, zone: str, data_dir: Path, policy: Policy) -> None:
        self.session = session
        self.zone = zone
        self.events = Events(session)
        self.solutions = Solutions(session, data_dir)
        self.submissions = Submissions(session, data_dir)
        self.polls = Polls(session)
        self.refs = Refs(session)
        self.rooms = Rooms(session)
        self.sync = Sync(session)
        self.paging = Paging(session)
        self.waiting = Waiting(session)
        self.comparing = Comparing(self.waiting)
        self.deliveries = Deliveries(session, policy)
        self.actions = Actions(session, self.deliveries)
        self.protocols = Protocols(session)
        self.noting = Noting(session, self.actions.call_off)
        self.summaries = Summaries(session)
        self.open_work = OpenWork(session)
        self.reminders = Reminders(session, self.deliveries)
        self.registrations = Registrations(session, self.deliveries)
        self.subscriptions = Subscriptions(session)
        self.standing = Standing(session)
        self.audit = Audit(session, self.replan)
        self.people = People(session, self.audit)
        self.terms = Terms(session)

    async def replan(self, event_id: int, now: datetime, *, quiet: bool = False) -> None:
        """Bring the deliveries of an event in line with it. ``quiet``: a new one is not announced."""
        await self.deliveries.replan([event_id], now, quiet=quiet)
        await self.reminders.replan(event_id, now)
        await self.actions.replan(event_id, now)

    async def personal_data(self, matrix_id: str) -> Found:
        """Return all rows of all tables that hold somebody's Matrix id."""
        return await collect(self.session, matrix_id)

    async def forget_person(self, matrix_id: str, now: datetime) -> Forgotten:
        """Delete what belongs to somebody, and take the id out of what belongs to the network."""
        return await forget(self.session, self.registrations, matrix_id, now)

    async def tell_subscribers(self, ref: str, text: str, now: datetime, *, what: str = "") -> None:
        """Plan notices for all who subscribed to a topic of a Musterlösung (``L7``) or of a summary (``W12``).

        ``text``: all that it says; ``what`` is ``zusammenfassung`` for a summary. New events tell by themselves.
        """
        due = now + self.deliveries.grace
        await self.deliveries.insert(await self.subscriptions.notices(ref, text, due, occurrence=what))

    async def people_with_wishes(self) -> set[str]:
        """Return everybody (Matrix ids) who registered, wants to be reminded, or subscribed to a topic."""
        return await self.subscriptions.people() | await self.reminders.people() | await self.registrations.people()

    async def forget_wishes(self, matrix_id: str, now: datetime) -> None:
        """Delete what somebody who has left the network had asked for."""
        await self.registrations.forget(matrix_id, now)
        await self.reminders.forget(matrix_id)
        await self.subscriptions.forget(matrix_id)
        await self.deliveries.call_off(None, None, "die Person ist nicht mehr im Netzwerk", room_id=matrix_id)

    async def tell(
        self,
        target: str,
        template: str,
        data: Mapping[str, Any],
        *,
        subject: str,
        occurrence: str,
        now: datetime,
        answers: str | None = None,
        thread: str | None = None,
        mentions: Collection[str] = (),
    ) -> None:
        """Plan a message to a room, or to a person's direct chat (a Matrix id); it is said once.

        ``data`` must be of a form that JSON can hold; ``subject`` and ``occurrence`` (60 characters each) tell one
        message from another to the same target; ``answers``: the message in that room that it replies to; ``thread``:
        the message with which the thread began that it belongs into.
        """
        await self.deliveries.add(
            DeliveryView(
                id=0,
                kind=Kind.MESSAGE,
                subject=subject,
                room_id=target,
                occurrence=occurrence,
                event_id=None,
                due_at=now,
                state=State.PLANNED,
                data={
                    "vorlage": template,
                    "daten": dict(data),
                    "antwort_auf": answers,
                    "strang": thread,
                    "erwaehnt": sorted(mentions),
                },
            )
        )

    async def search(
        self, words: str, *, now: datetime, limit: int = 5, offset: int = 0, kinds: tuple[str, ...] | None = None
    ) -> SearchResult:
        """Find entries of all kinds, best first."""
        return await search(self.session, words, now=now, limit=limit, offset=offset, kinds=kinds)

    async def experts(self, topic: str, *, now: datetime, offset: int = 0, limit: int = 5) -> Page[Expert]:
        """Find people and organisations with experience in a topic."""
        return await find_experts(self.session, topic, now=now, offset=offset, limit=limit)

    async def involvements(self, names: Collection[str]) -> dict[str, tuple[Involvement, ...]]:
        """Return by name what people and organisations did, the newest first."""
        return await involvements(self.session, names)
