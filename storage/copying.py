"""The same event again at another date: the next of a series, or an occurrence of one that recurs."""

import hashlib
from datetime import datetime

from sqlalchemy import select

from storage.cards import DRAFT, ORGANISER, when
from storage.network import Network
from storage.numbers import next_number
from storage.organising import day_of, set_when, shifted_session
from storage.tables.event import Event, Session
from storage.tables.person import Role
from storage.when import When

COPIED = (
    *("title", "motto", "series_id", "series_number", "kind", "mode", "place", "town_id", "online_link", "capacity"),
    *("target_group", "fee", "contact", "accessibility", "description", "url", "registration_url", "is_example"),
)
SESSION_COPIED = ("slug", "label", "kind", "title", "position", "room", "description")


async def copy_event(
    net: Network, source: Event, moment: When, key: str, now: datetime, *, everybody: bool, status: str = DRAFT
) -> Event:
    """Make an event like another at another date, with its programme; returns its row, not followed yet.

    ``everybody``: with all people and their roles, else only with who organises it. Registrations, notes and
    summaries stay with the one that they belong to.
    """
    row = Event(key=key, number=await next_number(net.session, "W"), created_at=now, updated_at=now, sequence=0)
    # with the number, which no other event ever has: a key is free again when an occurrence was moved
    row.uid = f"{hashlib.sha256(f'{key} {row.number}'.encode()).hexdigest()[:24]}@netzbote"
    row.status = status
    for name in COPIED:
        setattr(row, name, getattr(source, name))
    row.topics, row.see_also = list(source.topics), []
    set_when(row, moment)
    net.session.add(row)
    await net.session.flush()
    old = when(source.start, source.end, source.precision, source.zone)
    sessions = (
        await net.session.scalars(select(Session).where(Session.event_id == source.id).order_by(Session.position))
    ).all()
    old = day_of(sessions, old)
    made: dict[int, Session] = {}
    for one in sessions:
        copied = Session(event_id=row.id, **{name: getattr(one, name) for name in SESSION_COPIED})
        copied.methods, copied.topics = list(one.methods), list(one.topics)
        copied.start, copied.end, copied.precision = shifted_session(one, old, moment)
        made[one.id] = copied
        net.session.add(copied)
    await net.session.flush()
    for one in sessions:
        if one.parent_id in made:
            made[one.id].parent_id = made[one.parent_id].id
    roles = await net.session.scalars(
        select(Role).where((Role.event_id == source.id) | Role.session_id.in_(made)).order_by(Role.id)
    )
    for role in roles:
        if not everybody and role.role != ORGANISER:
            continue
        net.session.add(
            Role(
                person_id=role.person_id,
                organisation_id=role.organisation_id,
                event_id=row.id if role.event_id is not None else None,
                session_id=made[role.session_id].id if role.session_id is not None else None,
                role=role.role,
                office_then=role.office_then,
                organisation_then=role.organisation_then,
                position=role.position,
            )
        )
    await net.session.flush()
    return row
