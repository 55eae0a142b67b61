"""Who plays: organisers and members, who say what is right, in nobody's order.

Each line is an example of a command with other numbers, dates and titles in it. Between them people write without a
command, answer the bot, react, vote, edit, delete, hand in files, leave the network and come back.
"""

import io
import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from docx import Document

from bot.polls import START
from tests.fuzz.__main__ import NETWORK, ORGANISERS
from tests.fuzz.inputs import PEOPLE
from tests.handed_in import pdf

LOCKED = "!verschluesselt"  # a network room whose messages are encrypted
ORGANISER, MEMBER, GUEST = "@olaf:example.org", "@cora:example.org", "@dirk:example.org"
CAST = {
    NETWORK: frozenset({*PEOPLE, MEMBER, GUEST}),
    LOCKED: frozenset({*PEOPLE, MEMBER}),
    ORGANISERS: frozenset({*PEOPLE, ORGANISER}),
}
EVERYBODY = tuple(sorted(frozenset().union(*CAST.values())))
COMERS = ((NETWORK, GUEST), (LOCKED, MEMBER), (ORGANISERS, ORGANISER))  # who leave and come back

REFERENCE = re.compile(r"\b([WLARE])\d+(?!\w)")
SPOKEN = re.compile(r"\b([WLARE])(\d{1,6})\b")
DATE = re.compile(r"\b\d{1,2}\.(?:\d{1,2}\.(?:\d{4})?|(?: (?:Dezember|Januar)))")
TITLE = re.compile(r"\b(Geodaten|Fachtag|Sprechstunde|Kooperationsvertrag|Stammtisch(?= am))\b")
PROGRAMME = (
    "neu Titel: Fachtag\nWann: 4.3.2027, 9-16 Uhr\nPlätze: 1\nProgramm:\n"
    "- A: Workshop Recht, 10-12 Uhr, Impuls: Eva Muster\n- B: Forum Daten, 13-14 Uhr, Moderation: Jan Ott"
)
MORE = (
    *("abo Stammtisch", "abo Fachtag", "abo Kooperationsvertrag", "ok", "rueckgaengig", "teilen L7", "ok"),
    *("freigeben L7 trotzdem", "aendern W12 Plätze: 1", "anmelden W12", "aendern W12 Titel: Runde Geodaten"),
    *("aendern W12 Beschreibung: Bitte an @anna:example.org und @room denken", "bericht W12", "veroeffentlichen W12"),
    *("protokoll start W12", "protokoll stop", "verschieben W12 heute 18 Uhr", "aendern W12 Reihe: Geodaten"),
    *("massnahme W12 Geodaten prüfen @anna bis morgen", "umfrage Wer kommt? | Ich | Nicht | bis 23 Uhr", "ok"),
    *("aendern W12.B Beschreibung: Alles über Geodaten", "aendern W12.B Themen: Geodaten, Recht", "mehr"),
    *(2 * (PROGRAMME,)),
    *("umfrage ende", "raum erinnerungen 1 Tag, 10 Minuten", "raum übersicht an", "begriff GD = Geodaten"),
)
MARKS = ("✅", "❌", "✓", "👍", "Ja", "1", "⏰", "📌", "💡", "❓")
TALK = (
    "Wir brauchen mehr Zeit für die Verträge",
    "Der Anfang muss klein sein, sagt @anna:example.org",
    "Vertrag prüfen @anna bis Freitag",
    "Wer trägt die Kosten?",
    "ja",
    "nein",
    "1",
    "Wo: Rathaus",
    "Wann: 3.12., 18-20 Uhr",
    "Titel: Runde Geodaten",
    "Lizenz: CC-BY-4.0",
    "Überblick: Ein guter Tag für @room",
)


def direct_room(person: str) -> str:
    """Return the room in which somebody talks with the bot alone."""
    return f"!direct-{person}"


@cache
def report(title: str) -> bytes:
    """Return a Word document with a summary."""
    document, target = Document(), io.BytesIO()
    for text in (title, "Überblick", "Alle waren da."):
        document.add_paragraph(text)
    document.save(target)
    return target.getvalue()


def calendar(number: int, day: datetime) -> str:
    """Return a calendar with one event."""
    return "\r\n".join(
        (
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Beispiel//DE", "BEGIN:VEVENT"),
            *(f"UID:k{number % 40}@beispiel.example", "DTSTAMP:20260101T100000Z"),
            *(f"DTSTART;TZID=Europe/Berlin:{day:%Y%m%d}T100000", f"DTEND;TZID=Europe/Berlin:{day:%Y%m%d}T160000"),
            *(f"SUMMARY:Fachtag {number}", "LOCATION:Rathaus\\, Soest", f"SEQUENCE:{number % 3}"),
            *("END:VEVENT", "END:VCALENDAR", ""),
        )
    )


@dataclass(frozen=True)
class Line:
    """Something that somebody says. ``answers``: the message that it replies to."""

    room: str
    sender: str
    text: str
    answers: str | None = None


class Players:
    """Makes what happens next, out of what happened before."""

    def __init__(self, random: Random, examples: Iterable[str]) -> None:
        self.random = random
        self._examples = list(examples)
        self._said: deque[tuple[str, str, str]] = deque(maxlen=12)  # room, event id, sender
        self._talk: deque[tuple[str, str, str]] = deque(maxlen=6)  # of these, what is no command
        self._files: deque[tuple[str, str, str]] = deque(maxlen=4)
        self._heard: deque[tuple[str, str]] = deque(maxlen=30)  # room and event id of the bot's messages
        self._polls: deque[tuple[str, str]] = deque(maxlen=3)
        self._spoken: dict[str, deque[int]] = {letter: deque(maxlen=40) for letter in "WLARE"}
        self._reactions: deque[tuple[str, str, str]] = deque(maxlen=6)
        self._next: deque[Line] = deque()  # what somebody says at once
        self.files: dict[str, bytes] = {}  # by address, as somebody has just uploaded them
        self.away: set[tuple[str, str]] = set()
        self._number = 0
        self._deeds = (
            (10, self._react),
            (4, self._vote),
            (5, self._edit),
            (3, self._delete),
            (4, self._upload),
            (1, self._come_or_go),
            (8, self._chat),
            (65, self._command),
        )

    def hear(self, room: str, event_id: str, kind: str, content: dict[str, Any]) -> None:
        """Note what the bot has said, and of what."""
        if kind == "m.room.message":
            self._heard.append((room, event_id))
            for letter, number in SPOKEN.findall(str(content.get("body"))[:2_000]):
                self._spoken[letter].append(int(number))
        elif kind == START:
            self._polls.append((room, event_id))

    def pause(self) -> timedelta:
        """Return how long it takes until somebody does something."""
        if self._next or self.random.random() < 0.4:
            return timedelta(seconds=self.random.randrange(150))
        if self.random.random() < 0.01:
            return timedelta(days=self.random.randrange(1, 10))
        return timedelta(minutes=self.random.randrange(120))

    def next(self) -> tuple[str, dict[str, Any]]:
        """Return a room and an event in it."""
        while True:
            self._number += 1
            if self._next:
                line = self._next.popleft()
                return line.room, self._message(line)
            deeds, weights = [deed for _weight, deed in self._deeds], [weight for weight, _deed in self._deeds]
            made = self.random.choices(deeds, weights)[0]()
            if made is not None:
                return made

    def undo(self, room: str, sender: str) -> tuple[str, dict[str, Any]]:
        """Return that somebody takes their last change back."""
        self._number += 1
        return room, self._message(Line(room, sender, "!rueckgaengig"))

    def change(self) -> tuple[str, dict[str, Any]]:
        """Return what an organiser changes, to take it back at once."""
        self._number += 1
        lines = [line for line in (*self._examples, *MORE) if line != "rueckgaengig"]
        text = "!" + self._filled(self.random.choice(lines))
        return ORGANISERS, self._message(Line(ORGANISERS, "@anna:example.org", text))

    def _event(self, sender: str, kind: str, content: dict[str, Any], **more: Any) -> dict[str, Any]:
        return {
            "event_id": f"$e{self._number}",
            "sender": sender,
            "type": kind,
            "content": content,
            "origin_server_ts": round(datetime.now(UTC).timestamp() * 1000),
            "unsigned": {"age": 5},
            **more,
        }

    def _message(self, line: Line) -> dict[str, Any]:
        content: dict[str, Any] = {"msgtype": "m.text", "body": line.text}
        if line.answers is not None:
            content["m.relates_to"] = {"m.in_reply_to": {"event_id": line.answers}}
        event = self._event(line.sender, "m.room.message", content)
        self._said.append((line.room, event["event_id"], line.sender))
        if not line.text.startswith("!"):
            self._talk.append((line.room, event["event_id"], line.sender))
        return event

    def _place(self) -> tuple[str, str]:
        """Return a room and somebody in it."""
        room = self.random.choice((NETWORK, NETWORK, LOCKED, ORGANISERS, ORGANISERS, ORGANISERS, ""))
        if not room:
            sender = self.random.choice(EVERYBODY)
            return direct_room(sender), sender
        return room, self.random.choice(sorted(one for one in CAST[room] if (room, one) not in self.away))

    def _somebody_in(self, room: str) -> str:
        if room not in CAST:
            return room.removeprefix("!direct-")
        return self.random.choice(sorted(one for one in CAST[room] if (room, one) not in self.away))

    def _command(self) -> tuple[str, dict[str, Any]]:
        room, sender = self._place()
        text = "!" + self._filled(self.random.choice((*self._examples, *MORE, *MORE)))
        if text == "!vergissmich":
            room = direct_room(sender)
            if self.random.random() < 0.5:
                self._next.append(Line(room, sender, "!vergissmich ja"))
        answers = None
        kind = text.partition(" ")[0]
        if kind in {"!import", "!teilen", "!bericht"} and self._files and self.random.random() < 0.7:
            room, answers, _sender = self.random.choice(self._files)
            sender = self._somebody_in(room)
        elif kind.startswith("!neu") and self.random.random() < 0.6:
            self._next.append(Line(room, sender, "!ok"))
        elif self._heard and self.random.random() < 0.1:
            room, answers = self.random.choice(self._heard)
            sender = self._somebody_in(room)
        return room, self._message(Line(room, sender, text, answers))

    def _chat(self) -> tuple[str, dict[str, Any]]:
        room, sender = self._place()
        answers = None
        if self._heard and self.random.random() < 0.6:
            room, answers = self.random.choice(self._heard)
            sender = self._somebody_in(room)
        return room, self._message(Line(room, sender, self._dated(self.random.choice(TALK)), answers))

    def _react(self) -> tuple[str, dict[str, Any]] | None:
        if self._talk and self.random.random() < 0.4:
            room, target, _sender = self.random.choice(self._talk)
        elif self._heard:
            room, target = self.random.choice(self._heard)
        else:
            return None
        sender = self._somebody_in(room)
        relation = {"rel_type": "m.annotation", "event_id": target, "key": self.random.choice(MARKS)}
        self._reactions.append((room, f"$e{self._number}", sender))
        return room, self._event(sender, "m.reaction", {"m.relates_to": relation})

    def _vote(self) -> tuple[str, dict[str, Any]] | None:
        if not self._polls:
            return None
        room, target = self.random.choice(self._polls)
        answers = self.random.choice((["0"], ["1"], ["1"], ["2"], ["7"], []))
        content = {
            "m.relates_to": {"rel_type": "m.reference", "event_id": target},
            "org.matrix.msc3381.poll.response": {"answers": answers},
        }
        return room, self._event(self._somebody_in(room), "org.matrix.msc3381.poll.response", content)

    def _edit(self) -> tuple[str, dict[str, Any]] | None:
        if not self._said:
            return None
        is_talk = bool(self._talk) and self.random.random() < 0.4
        room, target, sender = self.random.choice(self._talk if is_talk else self._said)
        wanted = TALK if is_talk else (*self._examples, *MORE)
        text = self._dated(self.random.choice(wanted)) if is_talk else "!" + self._filled(self.random.choice(wanted))
        content = {"msgtype": "m.text", "body": f"* {text}", "m.new_content": {"msgtype": "m.text", "body": text}}
        content["m.relates_to"] = {"rel_type": "m.replace", "event_id": target}
        return room, self._event(sender, "m.room.message", content)

    def _delete(self) -> tuple[str, dict[str, Any]] | None:
        places = [places for places in (self._said, self._talk, self._reactions) if places]
        if not places:
            return None
        room, target, sender = self.random.choice(self.random.choice(places))
        return room, self._event(sender, "m.room.redaction", {"redacts": target}, redacts=target)

    def _upload(self) -> tuple[str, dict[str, Any]]:
        """A file, mostly with a command as an answer to it right after."""
        room, sender = self._place()
        day = datetime.now(UTC) + timedelta(days=self.random.randrange(-5, 60))
        title = f"{self.random.choice(('Fachtag', 'Geodaten'))} {self._number}"
        name, data = self.random.choice(
            (
                ("vertrag.pdf", pdf(f"Kooperationsvertrag {self._number % 7}")),
                ("satzung.docx", report(f"Satzung {self._number % 7}")),
                ("fachtag.ics", calendar(self._number, day).encode()),
                ("fachtag.ics", calendar(self._number, day).encode()),
                ("reihe.csv", f"Titel;Datum;Ort\n{title};{day:%d.%m.%Y} 10:00;Soest\nKlausur;;online\n".encode()),
                ("protokoll.md", f"# {title}\n\nTermin: {day:%d.%m.%Y}, 10 bis 12 Uhr\nOrt: Soest\n".encode()),
                ("leer.pdf", b"%PDF-1.4\n"),
            )
        )
        address = f"mxc://example.org/f{self._number}"
        self.files[address] = data
        content = {"msgtype": "m.file", "body": name, "filename": name, "url": address, "info": {"size": len(data)}}
        if self.random.random() < 0.2:
            content["body"] = self._filled("!teilen Titel: Kooperationsvertrag")
        event = self._event(sender, "m.room.message", content)
        self._files.append((room, event["event_id"], sender))
        if self.random.random() < 0.8:
            wanted = ("!import", "!import", "!teilen", "!teilen L7", "!bericht W9")
            command = self._filled(self.random.choice(wanted))
            self._next.append(Line(room, self._somebody_in(room), command, event["event_id"]))
        return room, event

    def _come_or_go(self) -> tuple[str, dict[str, Any]]:
        room, person = where = self.random.choice(COMERS)
        is_back = where in self.away
        (self.away.discard if is_back else self.away.add)(where)
        content = {"membership": "join" if is_back else "leave"}
        return room, self._event(person, "m.room.member", content, state_key=person)

    def _filled(self, line: str) -> str:
        line = REFERENCE.sub(self._reference, line)
        return TITLE.sub(rf"\1 T{self._number}", self._dated(line), count=1)

    def _dated(self, line: str) -> str:
        def day(_match: re.Match[str]) -> str:
            return f"{datetime.now(UTC) + timedelta(days=self.random.randrange(-3, 90)):%d.%m.%Y}"

        return DATE.sub(day, line)

    def _reference(self, match: re.Match[str]) -> str:
        """Return one that was spoken of lately, mostly."""
        spoken = self._spoken[match[1]]
        if spoken and self.random.random() < 0.8:
            return f"{match[1]}{self.random.choice(spoken)}"
        return f"{match[1]}{self.random.randrange(1, 12 + self._number // 40)}"
