"""The readable documentation of the network (.md)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.render import environment
from storage.network import Network
from storage.views import EventDetail, SessionDetail, SolutionDetail
from templates.filters import day

MARKDOWN = re.compile(r"([\\`*_\[\]<>|~])|^(\s*)([#+=-]|\d+[.)])(?=\s|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class EventPages:
    """An event with its sessions in full."""

    veranstaltung: EventDetail
    punkte: tuple[SessionDetail, ...]
    zusammenfassung: str | None


def escape_markdown(value: Any) -> str:
    """Keep what people typed from becoming markup."""

    def escaped(match: re.Match[str]) -> str:
        return f"\\{match[1]}" if match[1] else f"{match[2]}{match[3][:-1]}\\{match[3][-1]}"

    return MARKDOWN.sub(escaped, str(value))


async def pages(net: Network, refs: Iterable[str]) -> list[EventPages]:
    """Return the events in full."""
    found = []
    for ref in refs:
        event = await net.events.detail(ref)
        if event is None:
            continue
        sessions = [await net.events.session(card.ref) for card in event.programme]
        summary = await net.events.summary(ref)
        found.append(
            EventPages(event, tuple(one for one in sessions if one is not None), summary.text if summary else None)
        )
    return found


def documentation(events: Iterable[EventPages], solutions: Iterable[SolutionDetail], now: datetime) -> str:
    """Return the documentation as Markdown."""
    made = environment().overlay(autoescape=False, finalize=escape_markdown)
    template = made.get_template("dokumentation.md.j2")
    text = template.render(veranstaltungen=list(events), loesungen=list(solutions), stand=day(now.date()))
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
