"""The text of a summary and its parts: headings on a line of their own, lists of lines that begin with "- "."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from commands.words import clean, fold
from storage.slips import nearest

FACTS, OVERVIEW, MORE = "Eckdaten", "Überblick", "Ergänzungen"
INSIGHTS, DECISIONS, STEPS, QUESTIONS = "Erkenntnisse", "Beschlüsse", "Nächste Schritte", "Offene Fragen"
SOLUTIONS, BEFORE = "Musterlösungen", "Davor in dieser Reihe"
HEADINGS = {  # in the order in which they stand, with other words for them
    FACTS: ("Eckpunkte", "Daten"),
    OVERVIEW: ("Überblick", "Kurz gesagt", "Zusammenfassung", "Inhalt"),
    "Programm": ("Ablauf", "Agenda"),
    DECISIONS: ("Beschluss", "Entscheidungen"),
    STEPS: ("Maßnahmen", "Nächste Schritte", "Aufgaben", "Maßnahme", "Ausblick"),
    INSIGHTS: ("Erkenntnis", "Ergebnisse", "Erkenntnisse und Thesen"),
    SOLUTIONS: ("Musterlösung", "Gezeigte Musterlösungen"),
    QUESTIONS: ("Fragen", "Frage"),
    "Links": ("Link", "Verweise"),
    MORE: ("Ergänzung", "Sonstiges"),
    BEFORE: ("Aus der Reihe", "Frühere Treffen"),
}
LISTS = frozenset({DECISIONS, STEPS, INSIGHTS, SOLUTIONS, QUESTIONS, "Links", "Programm"})
_NAMES = {fold(word): name for name, others in HEADINGS.items() for word in (name, *others)}
_HEADING = re.compile(
    r"(?P<hashes>#{1,6}\s*)?\*{0,2}(?P<name>[^\W\d_][\w -]{2,30}?)\*{0,2}\s*(?:(?P<colon>:)\*{0,2}\s*(?P<rest>.*))?"
)
_BULLET = re.compile(r"^\s*[-*•–+]\s+")
_MARKUP = re.compile(r"\*\*(?P<bold>[^*\n]+)\*\*|\[(?P<text>[^\]\n]+)\]\((?P<url>https?://[^\s)]+)\)")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a summary; the facts have a heading that is not shown."""

    name: str
    body: str

    @property
    def heading(self) -> str:
        """The heading as it is shown; empty for the facts."""
        return "" if self.name == FACTS else self.name

    @property
    def items(self) -> tuple[str, ...]:
        """The lines of its list."""
        return tuple(line[2:] for line in self.body.split("\n") if line.startswith("- "))


def heading_of(line: str) -> tuple[str, str] | None:
    """Return the part that a line begins, and what stands behind its colon."""
    match = _HEADING.fullmatch(line.strip())
    if match is None or not (match["colon"] or match["hashes"]):
        return None
    name = _NAMES.get(fold(match["name"].strip()))
    return (name, (match["rest"] or "").strip()) if name is not None else None


def misspelt_heading(line: str) -> tuple[str, str] | None:
    """Return the words before a colon that are nearly the name of a part, and that part."""
    match = _HEADING.fullmatch(line.strip())
    if match is None or not match["colon"]:
        return None
    word = match["name"].strip()
    near = nearest(fold(word), _NAMES.keys(), 2)
    return (word, _NAMES[near]) if near is not None else None


def split(text: str) -> tuple[str, dict[str, str]]:
    """Return what stands before the first heading, and the parts by name."""
    before: list[str] = []
    parts: dict[str, list[str]] = {}
    current = before
    for line in text.split("\n"):
        found = heading_of(line)
        if found is None:
            current.append(line)
            continue
        current = parts.setdefault(found[0], [])
        if found[1]:
            current.append(found[1])
    return "\n".join(before).strip(), {name: tidy(name, "\n".join(lines)) for name, lines in parts.items()}


def tidy(name: str, body: str) -> str:
    """Bring a part into form; of a list each line is an item, whether it was marked or not."""
    lines = [_BULLET.sub("- ", line.rstrip()) for line in body.strip().split("\n")]
    filled = [line for line in lines if line.strip()]
    if name in LISTS and len(filled) > 1:
        return "\n".join(line if line.startswith("- ") else f"- {line.strip()}" for line in filled)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of a whole text, in the order in which they stand; what has no heading comes first."""
    before, parts = split(text)
    first = (Part(FACTS, before),) if before else ()
    return (*first, *(Part(name, body) for name, body in parts.items() if body and not (name == FACTS and before)))


def join(parts: Iterable[Part]) -> str:
    """Return the text of the parts that are not empty."""
    filled = (part for part in parts if part.body.strip())
    return "\n\n".join(f"{part.name}:\n{part.body}" if part.heading else part.body for part in filled)


def with_parts(text: str, changed: Mapping[str, str], *, add: bool = False) -> str:
    """Replace parts of a whole text, or add to them; a new one goes to its place in the usual order."""
    before, parts = split(text)
    for name, body in changed.items():
        known = parts.get(name, "")
        parts[name] = f"{known}\n{body}".strip() if add and known else body
    order = list(HEADINGS)
    facts = changed.get(FACTS, before)
    parts.pop(FACTS, None)
    named = [Part(name, parts[name]) for name in sorted(parts, key=order.index)]
    return join([Part(FACTS, facts), *named])


def from_markdown(text: str, title: str) -> str:
    """Return the text of a file without its marks, and without the title that it begins with."""
    lines: list[str] = []
    for raw in clean(text).split("\n"):
        line = raw.rstrip()
        bare = line.lstrip("# ").strip()
        if not any(lines) and (line.startswith("# ") or fold(title) in fold(_ESCAPED.sub(r"\1", line))):
            continue
        if line.startswith("#") and heading_of(line) is None:
            line = f"\n{bare}"
        line = _ESCAPED.sub(
            r"\1", _MARKUP.sub(lambda match: match["bold"] or f"{match['text']}: {match['url']}", line)
        )
        lines.append(_BULLET.sub("- ", line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
