"""Measure the reader of prose: ``python -m tests.bench.importing.quality FOLDER [GOLD]``.

FOLDER holds documents, GOLD (default: the same folder) beside each name a ``.json`` with what a careful person
reads out of it, in the form of ``netzbote import --dry-run --json``. ``title`` and ``place`` may be a list: each
entry is right. A key that is left out is not judged.
"""

import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from commands.documents import DocumentError, read_document, recognised

MISSING = "-"  # stands in every field of an event that was not found: wrong, but not invented
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def plain(text: object) -> str:
    """Fold case, signs and blanks."""
    return re.sub(r"[\W_]+", " ", str(text or "")).casefold().strip()


def listed(value: object) -> list:
    """Return the answers that are right: the gold may name several."""
    return value if isinstance(value, list) else [value]


def alike(one: object, other: object, limit: float = 90) -> bool:
    """Compare texts without the signs between words."""
    return fuzz.ratio(plain(one), plain(other)) >= limit


_TITLES = re.compile(
    r"(?:(?:Univ|Jun|Hon|apl)\.-?\s?)?Prof(?:\.|essor(?:in)?)?\s|"
    r"(?:PD|Priv\.-Doz\.)\s|Dr\.(?:[ -]?(?:Ing|rer|phil|jur|med|h|nat|oec|pol|iur|c)\.)*\s|Dipl\.-?\s?[\w-]+\.?\s"
)


def same_person(one: object, other: object) -> bool:
    """Compare names without titles: the reader keeps "Prof. Dr." apart from the name."""
    return alike(*(_TITLES.sub("", f"{name} ") for name in (one, other)))


def same_organisation(said: object, gold: object) -> bool:
    """Compare organisations without an abbreviation in brackets; both may be missing."""
    if not said or not gold:
        return not said and not gold
    one, other = (plain(re.sub(r"\([^()]*\)|[„“\"]", "", str(name))) for name in (said, gold))
    return fuzz.ratio(one, other) >= 85 or one.endswith(other) or other.endswith(one)


@dataclass
class Score:
    """Counts over documents."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    hits: Counter[str] = field(default_factory=Counter)
    said: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    invented: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def judge(self, name: str, *, right: bool, note: str) -> None:
        """Count one field."""
        self.asked[name] += 1
        self.right[name] += right
        if not right:
            self.notes.append(note)

    def count(self, name: str, ours: list, theirs: list, same) -> None:
        """Count the entries of a list that both have."""
        self.hits[name] += matched(ours, theirs, same)
        self.said[name] += len(ours)
        self.gold[name] += len(theirs)

    def f1(self, name: str) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.said[name] + self.gold[name]
        return 2 * self.hits[name] / total if total else 1.0


def same_belonging(person: dict, gold: dict) -> bool:
    """Compare somebody with the organisation, where the gold judges it."""
    return same_person(person["name"], gold["name"]) and (
        "organisation" not in gold
        or any(same_organisation(person.get("organisation"), one) for one in listed(gold["organisation"]))
    )


def same_title(session: dict, gold: dict) -> bool:
    """Compare sessions by their titles alone, as loosely as a person who reads both."""
    return any(alike(session["title"], one, 80) for one in listed(gold["title"]))


def same_session(session: dict, gold: dict) -> bool:
    """Compare sessions by their title and, where the gold judges it, the label."""
    return any(alike(session["title"], one) for one in listed(gold["title"])) and (
        "label" not in gold or any(plain(session.get("label")) == plain(one) for one in listed(gold["label"]))
    )


def matched(said: list, gold: list, same) -> int:
    """Count pairs that are the same, each entry once."""
    left = list(said)
    count = 0
    for entry in gold:
        found = next((one for one in left if same(one, entry)), None)
        if found is not None:
            left.remove(found)
            count += 1
    return count


def people_of(event: dict) -> list[dict]:
    """Return everybody named in an event or its sessions, once."""
    found: dict[str, dict] = {}
    for person in [*event.get("people", []), *(p for s in event.get("sessions", []) for p in s.get("people", []))]:
        known = found.setdefault(plain(_TITLES.sub("", f"{person['name']} ")), dict(person))
        known["organisation"] = known.get("organisation") or person.get("organisation")
    return list(found.values())


def judge_event(score: Score, name: str, said: dict, gold: dict, text: str) -> None:  # noqa: C901  # one branch for each field
    """Compare one event."""
    for key in ("start", "end", "precision"):
        if key in gold:
            note = f"{name}: {key} {said.get(key)} statt {gold[key]}"
            score.judge("date", right=said.get(key) == gold[key], note=note)
            if gold[key] is None and said.get(key) not in {None, MISSING}:
                score.invented.append(note)
    if "title" in gold:
        titles = listed(gold["title"])
        score.judge(
            "title",
            right=any(alike(said["title"], one) for one in titles),
            note=f"{name}: Titel „{said['title']}“ statt „{titles[0]}“",
        )
    if "place" in gold:
        places = listed(gold["place"])
        right = any(
            alike(said["place"], one, 85) or (one and said["place"] and plain(one) in plain(said["place"]))
            for one in places
        )
        score.judge("place", right=right, note=f"{name}: Ort „{said['place']}“ statt „{places[0]}“")
        if places == [None] and said["place"] not in {None, MISSING}:
            score.invented.append(f"{name}: Ort {said['place']}")
    if gold.get("format", "") is None and said["format"]:
        score.invented.append(f"{name}: Format {said['format']}")
    if "people" in gold:
        judge_people(score, name, people_of(said), people_of(gold))
    score.invented += [
        f"{name}: Person {one['name']}" for one in people_of(said) if plain(one["name"]) not in plain(text)
    ]
    if "organisers" in gold:
        score.count("organisers", said.get("organisers", []), gold["organisers"], same_organisation)
    if "sessions" in gold:
        judge_sessions(score, name, said["sessions"], gold["sessions"])


def judge_people(score: Score, name: str, ours: list[dict], theirs: list[dict]) -> None:
    """Compare who is named in one event, with and without organisation."""
    for kind, same in (("names", lambda a, b: same_person(a["name"], b["name"])), ("people", same_belonging)):
        score.count(kind, ours, theirs, same)
    score.notes += [
        f"{name}: fehlt {one['name']} / {one.get('organisation')}"
        for one in theirs
        if not any(same_belonging(other, one) for other in ours)
    ]
    score.notes += [
        f"{name}: zu viel {one['name']} / {one.get('organisation')}"
        for one in ours
        if not any(same_belonging(one, other) for other in theirs)
    ]


def judge_sessions(score: Score, name: str, ours: list[dict], theirs: list[dict]) -> None:
    """Compare the programme of one event; the hours of what was found."""
    score.count("sessions", ours, theirs, same_session)
    score.count("session titles", ours, theirs, same_title)
    left = list(ours)
    for session in theirs:
        found = next((one for one in left if same_session(one, session)), None)
        if found is None:
            score.notes.append(f"{name}: fehlt Programmpunkt {session.get('label')} „{session['title']}“")
            continue
        left.remove(found)
        for key in ("start", "end"):
            if key in session:
                note = f"{name}: {session['title']}: {key} {found[key]} statt {session[key]}"
                score.judge("times", right=found[key] == session[key], note=note)
    score.notes += [f"{name}: zu viel Programmpunkt {one['label']} „{one['title']}“" for one in left]


def judge_file(score: Score, path: Path, gold: list[dict]) -> None:
    """Compare one document; an event that is not found counts as wrong in everything."""
    try:
        reading = read_document(path.name, path.read_bytes(), NOW)
        said = [entry for entry in recognised(reading.records) if entry["kind"] == "event"]
    except DocumentError as error:
        score.notes.append(f"{path.name}: {error}")
        said = []
    nothing = {
        "title": "",
        "start": MISSING,
        "end": MISSING,
        "precision": MISSING,
        "place": MISSING,
        "format": None,
        "people": [],
        "sessions": [],
    }
    text = (
        path.read_text(encoding="utf-8", errors="replace")
        if path.suffix in {".txt", ".md", ".html"}
        else "".join(map(str, said))
    )
    left = list(said)
    for entry in [one for one in gold if one.get("kind", "event") == "event"]:
        titles = listed(entry.get("title", ""))
        best = max(left, key=lambda one: max(fuzz.ratio(plain(one["title"]), plain(t)) for t in titles), default=None)
        if best is not None:
            left.remove(best)
        judge_event(score, path.stem, best or nothing, entry, text)
    score.invented += [f"{path.stem}: Veranstaltung {one['title']}" for one in left]


def main() -> None:
    """Print the figures, and with ``-v`` every difference."""
    arguments = [one for one in sys.argv[1:] if one != "-v"]
    folder = Path(arguments[0])
    golds = Path(arguments[1]) if len(arguments) > 1 else folder
    score = Score()
    files = [
        path for path in sorted(folder.iterdir()) if path.suffix != ".json" and (golds / f"{path.stem}.json").exists()
    ]
    for path in files:
        judge_file(score, path, json.loads((golds / f"{path.stem}.json").read_text(encoding="utf-8")))
    said = [f"{len(files)} Dokumente"]
    for name in ("date", "times", "title", "place"):
        if score.asked[name]:
            share = score.right[name] / score.asked[name]
            said.append(f"{name}: {score.right[name]} von {score.asked[name]} ({share:.0%})")
    for name in ("names", "people", "organisers", "sessions", "session titles"):
        counts = f"{score.hits[name]} richtig, {score.said[name]} genannt, {score.gold[name]} im Text"
        said.append(f"{name}: F1 {score.f1(name):.2f} ({counts})")
    said.append(f"invented: {len(score.invented)}")
    if "-v" in sys.argv:
        said += [*score.notes, *(f"ERFUNDEN {one}" for one in score.invented)]
    sys.stdout.write("\n".join(said) + "\n")


if __name__ == "__main__":
    main()
