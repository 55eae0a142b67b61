"""The fields of a Musterlösung as people write them: ``Titel: …``, in any order, forgiving."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from commands.errors import NotAllowedError, NotFoundError, NotUnderstoodError
from commands.port import Context, Role
from commands.references import RefValue
from commands.resolve import resolve
from commands.words import clean, quote, squeeze
from storage.network import Network
from storage.privacy import strip_private
from storage.slips import slips
from storage.submissions import HANDED_IN, NEEDED, REJECTED, WITHDRAWN, Submission

LABELS: Mapping[str, tuple[str, ...]] = {
    "title": ("Titel", "Name", "Bezeichnung"),
    "kind": ("Art", "Typ"),
    "use": ("Nutzen", "Zweck", "Wofür", "Kurzbeschreibung"),
    "owner": ("Kommune", "Von", "Organisation", "Stadt", "Gemeinde", "Kreis", "Eigentümer"),
    "contact": ("Kontakt", "Ansprechstelle", "Ansprechpartner", "Ansprechpartnerin"),
    "licence": ("Lizenz", "Licence", "License", "Nutzungsrecht"),
    "topics": ("Themen", "Thema", "Schlagworte", "Stichworte"),
    "description": ("Beschreibung",),
    "land": ("Land", "Bundesland"),
    "size_class": ("Größenklasse", "Größe"),
    "maturity": ("Reifegrad", "Reife"),
    "cost_once": ("Kosten einmalig", "Kosten"),
    "cost_year": ("Kosten jährlich", "Kosten im Jahr"),
    "effort": ("Aufwand",),
    "success_factors": ("Erfolgsfaktoren",),
    "stumbling_blocks": ("Stolpersteine", "Hürden"),
    "prerequisites": ("Voraussetzungen",),
    "funding": ("Förderung",),
    "legal_basis": ("Rechtsgrundlage",),
    "legally_checked": ("Rechtlich geprüft",),
    "version": ("Fassung", "Version", "Stand"),
    "url": ("Link", "Adresse", "Webseite", "URL"),
    "accessible": ("Barrierefrei", "Barrierefreiheit"),
}
LONGEST: Mapping[str, int] = {
    "title": 300,
    "kind": 80,
    "owner": 300,
    "contact": 300,
    "licence": 60,
    "land": 60,
    "size_class": 100,
    "maturity": 60,
    "cost_once": 100,
    "cost_year": 100,
    "effort": 300,
    "funding": 300,
    "legal_basis": 300,
    "legally_checked": 100,
    "version": 60,
    "url": 1000,
}
LONGEST_TEXT = 4_000
EXAMPLES: Mapping[str, str] = {
    "title": "Titel: Kooperationsvertrag",
    "kind": "Art: Vertrag",
    "use": "Nutzen: Regelt, wie zwei Kommunen ein Rechenzentrum teilen",
    "owner": "Kommune: Stadt Beispielstadt",
    "contact": "Kontakt: Stabsstelle Digitalisierung",
    "licence": "Lizenz: CC-BY-4.0",
}
_BY_SPELLING = {squeeze(label): name for name, labels in LABELS.items() for label in labels}
_LABEL = re.compile(r"[\s>*_•-]*([^\W\d_][\w-]*(?: [\w-]+){0,2})[\s*_]*(?::|=)(?!//)\s*(.*)", re.DOTALL)
_INLINE = re.compile(
    r"(?:^|(?<=[\s,;|]))("
    + "|".join(sorted(map(re.escape, sum(LABELS.values(), ())), key=len, reverse=True))
    + r")\s*:",
    re.IGNORECASE,
)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_FREEMAIL = re.compile(
    r"@(?:gmx|web|gmail|googlemail|t-online|yahoo|hotmail|outlook|live|icloud|freenet|posteo|aol|proton(?:mail)?)\.",
    re.IGNORECASE,
)
_UNCLEAR = {squeeze(one) for one in ("unklar", "unbekannt", "weiß nicht", "keine Ahnung", "?", "offen", "keine")}


@dataclass(frozen=True, slots=True)
class Lines:
    """All that is left of a command, with its line ends."""

    name: str = "Titel: …"
    optional: bool = True

    @property
    def usage(self) -> str:
        """How help shows it."""
        return f"[{self.name}]" if self.optional else f"<{self.name}>"

    def take(self, words: str, now: datetime) -> tuple[str, str]:
        """Take it as it stands."""
        del now
        return words.strip(), ""


@dataclass(frozen=True, slots=True)
class Fields:
    """What was read. ``unknown``: labels that mean nothing here; ``stripped``: private addresses left out."""

    values: Mapping[str, Any] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    stripped: int = 0


def label(name: str) -> str:
    """Return how a field is called."""
    return LABELS[name][0]


def _field_of(word: str) -> str | None:
    """Return the field that a label means, also with a slip in it."""
    spelling = squeeze(word)
    if spelling in _BY_SPELLING:
        return _BY_SPELLING[spelling]
    near = {_BY_SPELLING[one] for one in _BY_SPELLING if len(one) > 4 and slips(spelling, one, 1) == 1}
    return near.pop() if len(near) == 1 else None


def _rows(text: str) -> list[str]:
    """Return the lines; fields that stand in one line one after the other become lines of their own."""
    rows = [row.strip() for row in clean(text).split("\n") if row.strip()]
    if len(rows) == 1 and len(_INLINE.findall(rows[0])) > 1:
        return [row.strip(" ,;|") for row in _INLINE.sub(r"\n\1:", rows[0]).split("\n") if row.strip(" ,;|")]
    return _columns(rows[0]) if len(rows) == 1 and " | " in rows[0] else rows


def _columns(row: str) -> list[str]:
    """Return the parts of "Titel | Art | Nutzen" as lines; parts may have labels, what comes after goes on with them."""
    unnamed = iter(("title", "kind", "use"))
    lines = []
    for part in filter(None, (one.strip() for one in row.split(" | "))):
        match = _LABEL.fullmatch(part)
        name = None if match is not None and _field_of(match[1]) else next(unnamed, None)
        lines.append(f"{label(name)}: {part}" if name is not None else part)
    return lines


def read_fields(text: str) -> Fields:
    """Read the fields; a first line without a label is the title, other lines go on with the field before.

    Raises :class:`NotUnderstoodError` for a value that can't be taken, a private contact among them.
    """
    found: dict[str, str] = {}
    unknown: list[str] = []
    current: str | None = None
    for row in _rows(text):
        match = _LABEL.fullmatch(row)
        name = _field_of(match[1]) if match else None
        if match and name:
            current = name
            found[name] = match[2].strip()
        elif match and " " not in match[1] and len(match[1]) > 2 and not _WEB.match(row):
            unknown.append(quote(match[1], 30))
            current = None
        elif current is not None:
            found[current] = f"{found[current]}\n{row}".strip()
        elif not found and not unknown:
            current, found["title"] = "title", row
        else:
            unknown.append(quote(row, 30))
    return _checked(found, unknown)


def _checked(found: Mapping[str, str], unknown: list[str]) -> Fields:
    values: dict[str, Any] = {}
    stripped = 0
    for name, text in found.items():
        value, cut = strip_private(text)
        if name in {"contact", "title"} and (cut or _FREEMAIL.search(text)):
            raise NotUnderstoodError(
                f"Die Angabe „{label(name)}“ enthält eine Mailadresse oder Telefonnummer, die zu einer Person gehört. "
                "Solche Angaben speichere ich nicht, weil sie mit der Musterlösung alle sehen und sie mit der Person "
                "wechseln. Bitte nennen Sie eine Stelle oder ein Postfach des Amtes.",
                "teilen Kontakt: Stabsstelle Digitalisierung, digital@beispielstadt.example",
            )
        stripped += cut
        value = value.strip(" ,;")
        if len(value) > LONGEST.get(name, LONGEST_TEXT):
            raise NotUnderstoodError(
                f"Die Angabe „{label(name)}“ ist zu lang, höchstens {LONGEST.get(name, LONGEST_TEXT)} Zeichen sind "
                "möglich. Längeres passt in „Beschreibung“ oder in eine Datei."
            )
        if value:
            values[name] = _value(name, value)
    return Fields(values, tuple(unknown), stripped)


def _value(name: str, text: str) -> Any:
    if name == "topics":
        topics = [" ".join(one.split()) for one in re.split(r"[,;\n]", text)]
        return [quote(one, 80) for one in dict.fromkeys(topics) if one][:20]
    if name == "licence":
        return "unklar" if squeeze(text) in _UNCLEAR else " ".join(text.split())
    if name == "accessible":
        return _accessible(text)
    if name == "url" and not _WEB.fullmatch(text):
        raise NotUnderstoodError(
            "Der Link muss eine Webadresse sein, die mit https:// beginnt.", "teilen L7 Link: https://beispielstadt.de"
        )
    return text if name in {"description", "use", "success_factors", "stumbling_blocks"} else " ".join(text.split())


def _accessible(text: str) -> str:
    """Return whether the files can be read by everybody, as it is stored."""
    word = squeeze(text).partition(" ")[0].strip(".,;")
    for stored, words in (("ja", ("ja", "barrierefrei")), ("nein", ("nein", "nicht")), ("teilweise", ("teilweise",))):
        if word in {squeeze(one) for one in words}:
            return stored
    raise NotUnderstoodError("Möglich ist: ja, nein oder teilweise.", "teilen L7 Barrierefrei: ja")


def known(submission: Submission) -> tuple[tuple[str, str], ...]:
    """Return what is known as pairs of label and value, in the order of the fields."""
    return tuple((label(name), submission.values[name]) for name in LABELS if name in submission.values)


def missing(submission: Submission) -> tuple[str, ...]:
    """Return the labels of what is needed and missing."""
    return tuple(label(name) for name in submission.missing)


def example_for(submission: Submission) -> str | None:
    """Return a line that adds one of the things that are missing."""
    name = next((name for name in reversed(NEEDED) if name in submission.missing), None)
    return f"teilen {submission.ref} {EXAMPLES[name]}" if name else None


async def submission_of(net: Network, number: int) -> Submission:
    """Return a Musterlösung in whatever state. Raises :class:`NotFoundError`."""
    found = await net.submissions.get(number)
    if found is None:
        raise NotFoundError(f"Die Nummer L{number} gibt es nicht.", "loesungen")
    return found


async def named_submission(net: Network, ref: RefValue, example: str) -> Submission:
    """Return the Musterlösung that is meant: by its number in whatever state, by words of its title a released one.

    Raises :class:`NotFoundError`, and :class:`commands.resolve.ChoiceNeeded` where several fit.
    """
    if ref.letter == "L" and ref.number is not None and not ref.label:
        return await submission_of(net, ref.number)
    found = await resolve(net, ref, ("solution",), example)
    return await submission_of(net, int(found.ref[1:]))


def check_may_change(submission: Submission, context: Context) -> None:
    """Raise :class:`NotAllowedError` for whoever may not change it: until released, who handed it in may, too."""
    if context.role is Role.ORGANISER:
        return
    if submission.submitted_by != context.sender:
        raise NotAllowedError(
            f"{submission.ref} können nur die Person, die sie eingereicht hat, und das Organisationsteam ändern."
        )
    if submission.status not in {HANDED_IN, REJECTED}:
        raise NotAllowedError(
            f"{submission.ref} ist {submission.status}. Jetzt kann sie nur noch das Organisationsteam ändern."
        )


async def change_solution(net: Network, context: Context, ref: str, fields: Mapping[str, Any]) -> Submission:
    """Set fields (by English name, as :func:`read_fields` gives them) of ``ref`` (``L7``).

    Raises :class:`CommandError` if there is no such Musterlösung, or the person may not change it.
    """
    number = int(ref.lstrip("Ll") or 0)
    submission = await submission_of(net, number)
    check_may_change(submission, context)
    if submission.status == WITHDRAWN:
        raise NotAllowedError(f"{submission.ref} ist zurückgezogen. Bitte reichen Sie sie neu ein.", "teilen")
    if not fields:
        return submission
    return await net.submissions.change(number, fields, context.now)
