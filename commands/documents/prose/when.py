"""Which date is the event's: words around it speak for it or against it. A year that is not said is never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from commands.dates.words import WEEKDAY_NAMES
from commands.documents.prose.contradictions import contradictions
from commands.documents.prose.date_choice import choose_day, days_of
from commands.documents.prose.date_mentions import Mention
from commands.documents.prose.date_words import SENTENCE_END
from commands.documents.prose.finer import (
    SPEAKS_FOR,
    Candidate,
    before_report,
    finer,
    month_told,
    own_day,
    told_rather,
    whole_span,
)
from commands.documents.prose.hours import until_field, with_times
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments
from commands.documents.prose.relative import RELATIVE, counted_day, counts_back
from commands.documents.prose.stamps import above_venue, has_dateline, heads_agenda, is_stamp, stamped_days
from commands.documents.prose.vocabulary import EVENT_WORDS, UPPER
from commands.documents.prose.years import year_of
from storage.when import Precision

_AGAINST = re.compile(
    r"veröffentlicht|\bStand\b|\bArchiv\b|Einreichung\w*|Call for \w+|"
    r"aktualisiert|erschienen|Pressemitteilung|Meldung vom|erstellt|gepostet|posted|upload|"
    r"Anmeld\w*|spätestens|\bFrist|Bewerbung|Beschluss|beschlossen|gegründet|Gründung|in Kraft|gültig|Förder\w*|"
    r"ursprünglich|statt wie geplant|"
    r"Folge(?:veranstaltung|termin)|vormerken|Fortsetzung|"
    r"Ausstellung (?:läuft|ist)|geboren|Rückmeldung|Einsendeschluss|Abgabe|Redaktionsschluss|Druckfassung|"
    r"vergangene[nrsm]?\b|im Vorjahr|letzte[nrs]? (?:Jahr|Treffen|Sitzung)|zuletzt|Nachdem|Haushalt|bis Ende|bis "
    r"zum|\bseit\b|\bab dem\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"(?:verschoben|verlegt|verschieben|Ersatztermin|neuer Termin|nun am|neue[rs]? Datum|nachgeholt|Nachholtermin)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^Archiv\b|\bAnmeld\w*|\bStand\b")  # lines with days that are no event's to come
_NEXT = re.compile(
    r"nächste[rsn]?\b(?!\s(?:Runde|Auflage|Phase|Stufe|Etappe)\b)|\bHinweis(?:e|en)? auf\b|\bAusblick auf\b|"
    r"\bVorschau auf\b|\bVorfreude auf\b|\bfreuen (?:uns|sich) auf\b",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(  # the one after this one
    r"\b(?<!\bin die )(?:[Nn]ächste[nrsm]?|kommende[nrsm]?|folgende[nrsm]?|"
    r"weitere[nrsm]?)\s+(?:[\w-]+\s+){0,2}?(?:Treffen|Termin|"
    r"Sitzung|Runde|"
    r"Veranstaltung|[A-ZÄÖÜ][\w-]*(?:treffen|termin|sitzung|tagung|konferenz|forum|workshop|veranstaltung))\b",
)
_DECIDED = re.compile(
    r"^[^.!?]{0,60}\b(?:verabschiedet|beschlossen|in Kraft|entschieden|abgestimmt|gegründet|\w*[Ff]rist)\b"
)
_OLD = re.compile(
    (
        r"\b(?:ursprünglich|statt (?:wie geplant )?(?:am|vom)|verschoben vom\s*$|anstatt|eigentlich|sollte|"
        r"geplante[rn]? Termin)"
    ),
    re.IGNORECASE,
)
_HAPPENED = re.compile(
    r"\b(?:fand(?:en)?|traf(?:en)?|kam(?:en)?|lud(?:en)?|nahm(?:en)?|tagten?|diskutierten?|tauschten?|begrüßten?|"
    r"eröffneten?|stellten?|zeigten?|berichteten?|folgten?)\b"
)
_PAST = re.compile(
    r"\b(?:stattgefunden|hatten?|hat|haben|war(?:en)?|wurden?|gab(?:en)?|(?:sind|"
    r"ist)\b(?:[^.!?]|(?<=\d)\.){0,160}\b(?:\w{0,5}ge[a-zäöüß]{3,}(?:en|t)))\b"
)
_INVITES = re.compile(
    r"\b(?:laden wir|lädt|laden .{0,40} ein|wollen wir|möchten wir|erwartet Sie|sind .{0,40}eingeladen)\b"
)
_ANY_DAY = re.compile(  # a day that is not said by its date
    rf"\b(?:{'|'.join(WEEKDAY_NAMES)}|morgen|kommende[nr]?|nächste[nr]?|demnächst|bald)\b", re.IGNORECASE
)
_LETTER = re.compile(
    r"\W*(?:Presse(?:mitteilung|information|stelle|meldung|dienst)|Medieninformation|Sehr geehrte|Liebe[rs]?\s|gez\.|"
    r"Az\.|(?:Sitzungsn|N)iederschrift\b|"
    r"Aktenzeichen|Unser Zeichen|Mit freundlichen Grüßen)",
    re.IGNORECASE,
)
_WITH_TOWN = re.compile(
    rf"\s*[–-]\s*(?!Presse|Redaktion|Aktuell|News|Meldung)[{UPPER}][\w-]+(?:\s[{UPPER}][\w-]+)?\s*"
)
_LETTERHEAD = re.compile(rf"[{UPPER}][\w-]+(?:[ /-][\w-]+){{0,3}},\s*(?:den\s+|am\s+)?\d{{1,2}}\.[\s\w.]{{3,20}}")
_DATELINE = re.compile(rf"[{UPPER}][\w-]+(?:[ /-][\w-]+){{0,3}},\s*den\s+\d{{1,2}}\.[\s\w.]{{3,20}}")
_ISSUE = re.compile(
    r"\W*(?:Newsletter|Rundbrief|Rundschreiben|Infobrief|Ausgabe|Pressemitteilung|Meldung|Mitteilung)\b"
)
TELLING = 80  # characters of a paragraph
BARE, HEAD = 5, 4  # characters beside a day that stands alone, and lines at the head of a page
TITLED = 3  # what speaks for the day that stands beside the title
COARSE = 1  # what must at least speak for a month or a season


@dataclass(frozen=True, slots=True)
class Chosen:
    """The event's date. ``year`` is ``None`` where nothing says it."""

    moment: Moment | None = None
    year: int | None = None
    part: Part | None = None
    warnings: tuple[str, ...] = ()
    words: str | None = None


def candidates(section: Iterable[Part]) -> list[Candidate]:
    """Weigh every date of a part of a document."""
    found = []
    parts = list(section)
    letter = any(_LETTER.match(part.text) for part in parts)
    titled = {
        (one.month, one.day)
        for part in parts
        if part.used and part.kind in {"heading", "text"}
        for one in find_moments(part.text)
        if one.day is not None and one.last is None
    }
    press = has_dateline(parts)
    days = {(one.month, one.day) for part in parts if not _ASIDE.search(part.text) for one in find_moments(part.text)}
    told = len(days) > 1 or any(_HAPPENED.search(part.text) or _PAST.search(part.text) for part in parts)
    letter = letter or any(counts_back(part.text) for part in parts if len(part.text) > TELLING)
    for place, part in enumerate(parts):
        if part.kind == "debris" and not part.used and part.field is None:
            continue
        text = part.value if part.kind == "field" else part.text
        if part.field in {"skip", "contact"}:
            continue
        for moment in find_moments(text):
            lone = letter and moment.weekday is None and part.kind != "field"
            alone = len(text.strip()) - len(moment.text) < BARE and part.kind != "field"
            published = (
                is_stamp(text, moment)
                or (press and alone and place < HEAD and moment.times is None and moment.last is None)
                or (_DATELINE.fullmatch(text.strip()) is not None and part.number > 0)
                or (lone and _LETTERHEAD.fullmatch(text.strip()) is not None)
                or (
                    _is_publication(part, moment, text)
                    and (
                        _ISSUE.match(text) is not None or not (heads_agenda(parts, place) or above_venue(parts, place))
                    )
                )
            )
            weight = _score(part, moment, text, place, published=published, told=told)
            weight += TITLED if (moment.month, moment.day) in titled else 0
            found.append(Candidate(moment, part, weight, published))
    return found


def _is_publication(part: Part, moment: Moment, text: str) -> bool:
    bare = re.sub(r"\W+", " ", text[: moment.start] + text[moment.stop :]).strip()
    if (
        part.kind == "field"
        or moment.precision is not Precision.DAY
        or moment.last
        or moment.times
        or moment.weekday is not None
    ):
        return False
    if _ISSUE.match(text) and len(text) < 90:
        return True
    if (
        re.fullmatch(rf",\s*(?:Kreis|Landkreis|Stadt|Gemeinde)\s[{UPPER}][\w-]+", text[moment.stop :])
        and moment.start == 0
    ):
        return True  # "14.01.2019, Kreis Musterland" over a report
    if _WITH_TOWN.fullmatch(text[moment.stop :]) and moment.start == 0:
        return False  # "19. April 2007 – Musterstadt"
    line = re.match(rf"\(?[{UPPER}][\w-]+(?:[ /-][\w-]+)?,?\s*(?:den\s*)?$", text[: moment.start])
    if (
        line is not None
        and re.match(r"\s*(?:(?:\(\w{2,6}\)\s*)?[.–:-]|\))\s", text[moment.stop :])
        and len(text) > 120
    ):
        return True  # the place and day of a press report
    if moment.year is None:
        return False
    return bare.lower() in {
        "",
        "datum",
        "vom",
        "stand",
        "am",
        "veröffentlicht am",
        "veröffentlicht",
        "pressemitteilung",
        "pressemitteilung vom",
        "meldung vom",
        "news",
        "aktuelles",
    } or (
        part.number <= 6
        and moment.start == 0
        and re.match(r"\s*(?:[–|-]|\d{2}:\d{2})", text[moment.stop :]) is not None
        and re.search(r"\b(?:hybrid|online|Präsenz)\b", text, re.IGNORECASE) is None
    )


def _score(part: Part, moment: Moment, text: str, place: int, *, published: bool, told: bool) -> int:  # noqa: C901, PLR0912  # one branch for each kind of evidence
    score = {Precision.DAY: 4, Precision.MONTH: 1, Precision.SEASON: 1, Precision.YEAR: -3}.get(moment.precision, 0)
    begin = max(text.rfind(". ", 0, moment.start), text.rfind("? ", 0, moment.start), 0)
    if re.search(r"\d\.\s*$", text[: begin + 1]):
        begin = max(text.rfind(". ", 0, max(begin - 3, 0)), 0)
    stop = SENTENCE_END.search(text, moment.stop)
    before, after = text[begin : moment.start], text[moment.stop : stop.start() if stop else len(text)]
    if part.kind == "field":
        score += 8 if part.field == "date" else 2 if part.field in {"time", "place", "begin"} else 0
    score += 2 if moment.times else 0
    score += 2 if moment.weekday is not None else 0
    score += 1 if moment.last else 0
    score += 1 if moment.year else -1
    if SPEAKS_FOR.search(before[-160:]) or SPEAKS_FOR.search(after[:160]):
        score += 3
    if len(text) < 90:
        score += 2
    if part.kind == "heading":
        score += 1
    score += max(0, 3 - place // 4)
    if (
        moment.precision is Precision.MONTH
        and moment.year is None
        and len(text) >= 90
        and not (SPEAKS_FOR.search(before[-160:]) or SPEAKS_FOR.search(after[:160]))
    ):
        score -= 4  # "Im Februar hat …" tells of something else
    elif moment.precision is Precision.MONTH and moment.year is None and not EVENT_WORDS.search(before + after):
        score -= 9
    against = _AGAINST.search(before[-70:]) is not None
    if against:
        score -= 7
    if told and _FOLLOWING.search(before[-120:]):
        score -= 8
    if told and _NEXT.search(before[-70:]) and not against:
        score -= 7
    if (
        re.match(r"\W*(?:Veröffentlicht|Erstellt|Aktualisiert|Gepostet|Publiziert|(?:Letztes\s)?Update)\b", before)
        and len(text) < 120
    ):
        score -= 12
    if re.match(r"\s*(?:veröffentlicht|erschienen|\(?Stand)", after) or _DECIDED.search(after):
        score -= 6
    if _OLD.search(before[-32:]):
        score -= 6
    elif _MOVED.search(before[-60:]) or (
        re.search(r"\bauf (?:den|die)\s$", before) and re.match(r"[^.!?]{0,30}\bverschoben\b", after)
    ):
        score += 6
    if re.search(r"\b(?:entfallen|entfällt|entfiel|ausfallen|abgesagt|fällt\b.*\baus)\b", after) and not _MOVED.search(
        before
    ):
        score -= 8
    if re.search(r"\bbis\s*$", before):
        score -= 5
    if re.search(r",\s*(?:welche[rs]?|der|die|das)\s+(?:am|vom)\s*$", before):
        score -= 5  # what another event's relative clause says
    if published:
        score -= 6
    return score


def choose(parts: list[Part], hints: Iterable[int]) -> Chosen:
    """Choose the event's date. ``hints`` are years that title, hashtags or file name say."""
    found = candidates(parts)
    years = list(hints)
    ruled, usable = _ruled(found, parts)
    if isinstance(ruled, Chosen):
        return ruled
    picked = choose_day(parts, years, ruled.moment if ruled is not None else None)
    if picked is None:
        return Chosen()
    counted = _counted(found, parts) if picked.bare else None
    if counted is not None:
        return counted
    best = own_day(month_told(_beside(picked, ruled, found), usable, parts), usable)
    usable = usable if best in usable else [*usable, best]
    moment = best.moment
    if moment in find_moments(
        best.part.value if best.part.kind == "field" else best.part.text
    ):  # else several lines say the days, each with its own hours
        moment = until_field(with_times(moment, [(one.moment, one.part) for one in usable], parts), parts)
    told = _HAPPENED.search(best.part.text) is not None or _PAST.search(best.part.text) is not None
    year = year_of(moment, best, found, years, parts, told=told)
    warnings = contradictions((one.moment for one in usable), year, moment)
    if moment.precision is Precision.DAY and not moment.exists(year or 2024):
        return Chosen(None, None, best.part, (*warnings, f"Das Datum „{moment.text}“ gibt es nicht."), moment.text)
    return Chosen(moment, year, best.part, warnings, _written(moment, best))


def _ruled(found: list[Candidate], parts: list[Part]) -> tuple[Candidate | Chosen | None, list[Candidate]]:
    """Return what the rules choose, and what may be the event's; :class:`Chosen` is counted from the publication."""
    usable = [
        one
        for one in found
        if not one.published and one.score > (0 if one.moment.precision is Precision.DAY else COARSE)
    ]
    issued = [*(one.moment for one in found if one.published), *stamped_days(parts)]
    told = counted_day(parts, issued, [one.moment for one in usable])
    if told is not None:
        return Chosen(told[0], told[0].year, told[1], (), told[0].text), []
    if not usable:
        bare = [one for one in found if one.published and one.score > -3]
        text = " ".join(part.text for part in parts if part.kind in {"text", "item"})
        recount = (
            SPEAKS_FOR.search(text) if _HAPPENED.search(text) or not _INVITES.search(text) else _ANY_DAY.search(text)
        )
        if len({(b.moment.day, b.moment.month, b.moment.year) for b in bare}) != 1 or recount or RELATIVE.search(text):
            return None, []
        usable = bare
    usable = before_report(usable, found, parts)
    days = _day_headings(usable, parts)
    best = max(usable, key=lambda one: (one.score, -one.part.number))
    best = told_rather(best, usable)
    best = whole_span(best, usable)
    monthly = month_told(best, usable, parts)
    best = monthly if monthly is not best else finer(best, usable)
    if days is not None and best.moment.last is None and best.moment.precision is Precision.DAY:
        best = replace(best, moment=_spanned(best.moment, days))
    return best, usable


def _counted(found: list[Candidate], parts: list[Part]) -> Chosen | None:
    """Return the day that a sentence counts from the day of publication."""
    issued = [*(one.moment for one in found if one.published), *stamped_days(parts)]
    told = counted_day(parts, issued, [])
    return None if told is None else Chosen(told[0], told[0].year, told[1], (), told[0].text)


def _beside(picked: Mention, ruled: Candidate | None, found: list[Candidate]) -> Candidate:
    """Return a chosen date as the rules know it: of the same day's mentions the one that they prefer."""
    if ruled is not None and days_of(ruled.moment) == days_of(picked.moment):
        return ruled
    known = next((one for one in found if one.part is picked.part and one.moment == picked.moment), None)
    return known or Candidate(picked.moment, picked.part, 0, published=False)


def _written(moment: Moment, best: Candidate) -> str:
    text = best.part.value if best.part.kind == "field" and best.part.field == "date" else ""
    if text and len(text) <= 120:
        return text.split("\n")[0].strip()
    times = moment.times
    source = best.part.value if best.part.kind == "field" else best.part.text
    if times is not None and best.moment.times is not None and times.stop > moment.stop:
        return source[moment.start : times.stop].strip(" ,(")
    return moment.text


def _day_headings(usable: list[Candidate], parts: list[Part]) -> tuple[Moment, Moment] | None:
    """Return first and last of the days that head parts of the programme ("Samstag, 3. Juni")."""
    heads = [
        one.moment for one in usable
        if one.moment.precision is Precision.DAY and one.moment.last is None and is_day_heading(one.part)
    ]  # fmt: skip
    years = {m.year for m in heads if m.year is not None}
    days = {(m.month, m.day): m for m in sorted(heads, key=lambda m: m.year is not None)}
    if len(years) > 1 or len(days) < 2 or len(parts) < 4:
        return None
    ordered = sorted(days.values(), key=lambda m: (m.month or 0, m.day or 0))
    first, last = ordered[0], ordered[-1]
    if first.exists(2024) and last.exists(2024) and last.day_in(2024) - first.day_in(2024) <= timedelta(days=8):
        return first, last
    return None


def is_day_heading(part: Part) -> bool:
    """Tell whether a line heads a day of the programme."""
    text = part.text.strip()
    moments = find_moments(text)
    if len(text) > 80 or len(moments) != 1 or moments[0].precision is not Precision.DAY or part.kind == "field":
        return False
    if moments[0].last is not None:
        return False
    if re.match(r"\s*:\s*\w", text[moments[0].stop :]) and moments[0].start == 0 and moments[0].year is not None:
        return False  # "10. Oktober 2006: Bericht" heads an entry of a list
    if _AGAINST.search(text) or _ISSUE.match(text):
        return False
    stop, times = moments[0].stop, moments[0].times
    if times is not None and times.stop > stop and ":" not in text[: moments[0].start]:
        stop = times.stop  # "Vortrag: 5. Mai, 11 Uhr" is no day's but a session's
    rest = re.sub(r"\W+", " ", text[: moments[0].start] + text[stop:]).split()
    return len(rest) <= 4 or re.search(r"\b(?:Tag|Workshops|Fachforen|Programm|Foren|Vorträge)\b", text) is not None


def _spanned(moment: Moment, days: tuple[Moment, Moment]) -> Moment:
    first, last = days
    if (moment.month, moment.day) < (first.month, first.day) or (moment.month, moment.day) > (last.month, last.day):
        return moment
    assert last.month is not None
    assert last.day is not None
    year = moment.year or first.year or last.year
    return replace(first, year=year, last=(year, last.month, last.day), times=None)
