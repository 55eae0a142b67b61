"""What follows from a change: who hears of it and when."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from commands.changing import Changed
from commands.port import Context, Reply
from storage.cards import event_cards_by_id
from storage.deliveries import DeliveryView
from storage.network import Network
from storage.organising import state_of
from storage.planning import CHANGES, Kind, State


def is_person(row: DeliveryView) -> bool:
    """Whether it goes to a direct chat."""
    return row.room_id.startswith("@")


async def outcome(
    net: Network, context: Context, template: str, ref: str, changed: Iterable[Changed], **more: Any
) -> Reply:
    """Answer with what is different now, and when the rooms hear of it."""
    state = await state_of(net, ref)
    assert state is not None
    card = (await event_cards_by_id(net.session, [state.id]))[state.id]
    rows = await net.deliveries.of_event(state.id)
    planned = [one for one in rows if one.state is State.PLANNED]
    corrections = [one for one in planned if one.kind in CHANGES]
    announcements = [one for one in planned if one.kind is Kind.ANNOUNCEMENT]
    due = min((one.due_at for one in corrections or announcements), default=None)
    return Reply(
        template,
        {
            "karte": card,
            "nummer": ref,
            "geaendert": tuple(changed),
            "entwurf": state.is_draft,
            "berichtigt": len({one.room_id for one in corrections if not is_person(one)}),
            "angemeldete": len({one.room_id for one in corrections if is_person(one)}),
            "angekuendigt": len({one.room_id for one in announcements}),
            "wann": due,
            "gleich": due is not None and due <= context.now + timedelta(minutes=1),
            "zone": context.now.tzinfo,
            "grund": state.reason,
            **more,
        },
    )
