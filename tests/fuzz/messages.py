"""What is true of every message of the bot; each check returns what is not, in words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select

from storage.store import Store
from storage.tables.event import Event
from storage.tables.note import ActionItem
from storage.tables.solution import Solution

STRANGE = re.compile(
    r"\bNone\b|datetime|Traceback|\{\{|\}\}|\{%|object at 0x|<class|Undefined|\{[a-z_]*\}|\bTrue\b|\bFalse\b"
    r"|\bnan\b|\b[a-z]+_[a-z]+_id\b|Error\b|\d{4}-\d\d-\d\dT|Das hat nicht geklappt"
)
SENTENCE = re.compile(r"[A-ZÄÖÜ„0-9@].*[.?:“)]", re.DOTALL)
PING = re.compile(r"@room\b", re.IGNORECASE)
PILL = re.compile(r'href="https://matrix\.to/#/(?:@|%40)', re.IGNORECASE)
EXAMPLE = re.compile(r"\n?Beispiel: .*", re.DOTALL)
NUMBERED = re.compile(r"\bT?\d{2,}")  # titles that nothing else has
DRAFT = "Entwurf"
NOT_RELEASED = ("eingereicht", "abgelehnt", "zurückgezogen")


def texts_of(content: Mapping[str, Any]) -> Iterator[str]:
    """Give all that a message says, in whatever form."""
    for part in (content, content.get("m.new_content") or {}):
        for name in ("body", "formatted_body"):
            if isinstance(part.get(name), str):
                yield part[name]
    relation = content.get("m.relates_to") or {}
    if isinstance(relation.get("key"), str):
        yield relation["key"]


def wrong_with(content: Mapping[str, Any], *, may_mention: frozenset[str]) -> list[str]:
    """Return what is wrong with a message by itself. ``may_mention``: who is really meant, if anybody is."""
    found = []
    for text in texts_of(content):
        if strange := STRANGE.search(text):
            found.append(f"„{strange[0]}“ steht in: {text[:400]!r}")
        if PING.search(text) or PILL.search(text):
            found.append(f"erwähnt durch einen Text: {text[:400]!r}")
    if content.get("msgtype"):
        for part in (content, content.get("m.new_content", content)):
            mentioned = part.get("m.mentions")
            if not isinstance(mentioned, dict) or mentioned.keys() - {"user_ids"}:
                found.append(f"m.mentions: {mentioned}")
            elif set(mentioned.get("user_ids", ())) - may_mention:
                found.append(f"erwähnt {mentioned}, gemeint sind höchstens {sorted(may_mention)}")
        if not str(content.get("body", "")).strip():
            found.append(f"sagt nichts: {dict(content)}"[:400])
    return found


def no_sentence(content: Mapping[str, Any]) -> list[str]:
    """Say if the answer to an error is no German sentence."""
    text = EXAMPLE.sub("", str((content.get("m.new_content") or content).get("body", ""))).strip()
    return [] if SENTENCE.fullmatch(text) else [f"kein Satz: {text[:300]!r}"]


class Secrets:
    """Titles of drafts, and of what is not released yet, as far as nothing else is called so."""

    def __init__(self, drafts: Iterable[str], submissions: Iterable[str]) -> None:
        self._drafts, self._submissions = frozenset(drafts), frozenset(submissions)

    @classmethod
    async def of(cls, store: Store) -> "Secrets":
        """Read them."""
        async with store.reading() as net:
            events = (await net.session.execute(select(Event.title, Event.status))).all()
            solutions = (await net.session.execute(select(Solution.title, Solution.status))).all()
        shown = {row.title for row in events if row.status != DRAFT}
        shown |= {row.title for row in solutions if row.status not in NOT_RELEASED}
        drafts = {row.title for row in events if row.status == DRAFT} - shown
        submissions = {row.title for row in solutions if row.status in NOT_RELEASED} - shown
        return cls(*({one for one in some if NUMBERED.search(one)} for some in (drafts, submissions)))

    def told_in(self, content: Mapping[str, Any], *, privately: bool) -> list[str]:
        """Return what a message gives away. ``privately``: to somebody who may have handed something in."""
        said = " ".join(texts_of(content))
        hidden = self._drafts if privately else self._drafts | self._submissions
        return [
            f"erzählt von „{one}“: {said[max(0, match.start() - 300) : match.end() + 300]!r}"
            for one in hidden
            if (match := re.search(re.escape(one) + r"(?!\d)", said))
        ]


async def responsible(store: Store) -> frozenset[str]:
    """Return who has something to do: they are really meant."""
    async with store.reading() as net:
        query = select(ActionItem.responsible_matrix_id).where(ActionItem.responsible_matrix_id.is_not(None))
        return frozenset(await net.session.scalars(query))
