"""What the bot stores about the person who asks: all of it given out, all of it deleted (GDPR art. 15, 17, 20)."""

import json
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

from commands.arguments import Choice
from commands.declare import GENERAL, command
from commands.errors import NotUnderstoodError
from commands.port import Context, Document, Place, Reply
from storage.network import Network
from storage.pending import PendingView

if TYPE_CHECKING:
    from commands.dispatch import Registry

KIND = "vergissmich"
ANSWER_WITHIN = timedelta(minutes=10)


@command(
    "meinedaten",
    "auskunft",
    "mydata",
    help="Alles, was zu Ihrer Kennung gespeichert ist, als Liste und als Datei; nur im Direktchat",
    examples=["meinedaten"],
    topic=GENERAL,
    everywhere=True,
)
async def my_data(net: Network, context: Context) -> Reply:
    """Everything stored under the person's Matrix id. In a room the answer only says where to ask."""
    if context.place is not Place.DIRECT:
        return Reply("meinedaten_raum", {})
    found = await net.personal_data(context.sender)
    document = {"kennung": context.sender, "stand": context.now.isoformat(timespec="seconds"), "tabellen": found}
    data = json.dumps(document, ensure_ascii=False, indent=2).encode()
    return Reply(
        "meinedaten",
        {
            "kennung": context.sender,
            "tabellen": [(name, len(rows)) for name, rows in found.items()],
            "anmeldungen": await net.registrations.of(context.sender),
            "erinnerungen": [one.ref for one in await net.reminders.of(context.sender)],
            "abos": await net.subscriptions.of(context.sender),
        },
        documents=(Document("meine-daten.json", "application/json", data=data, caption="meine-daten.json"),),
    )


@command(
    "vergissmich",
    "forgetme",
    args=[Choice(("ja",))],
    help="Ihre Daten löschen; mit „ja“ bestätigen Sie es innerhalb von zehn Minuten",
    examples=["vergissmich", "vergissmich ja"],
    topic=GENERAL,
    changes=True,
    everywhere=True,
)
async def forget_me(net: Network, context: Context, yes: str | None, *, registry: "Registry") -> Reply:
    """Ask first; delete when the person confirms within ten minutes."""
    now = context.now.astimezone(UTC)
    if yes is None:
        await net.waiting.put(
            PendingView(context.event, context.room, context.sender, KIND, now, expires_at=now + ANSWER_WITHIN)
        )
        return Reply("vergissmich_frage", {})
    asked = await net.waiting.latest(context.sender, KIND)
    if asked is None or not asked.is_open(now):
        raise NotUnderstoodError(
            "Dazu liegt keine Anfrage der letzten zehn Minuten vor. Bitte beginnen Sie ohne „ja“.", "vergissmich"
        )
    forgotten = await net.forget_person(context.sender, now)
    registry.lists.forget(context.sender)
    return Reply("vergissmich", {"ergebnis": forgotten})
