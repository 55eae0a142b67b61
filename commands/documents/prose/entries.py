"""Several events in one document: entries with day and hour beside their title, meetings that headings date."""

import itertools
import re
from collections.abc import Iterable

from commands.documents.prose.date_mentions import SHORT
from commands.documents.prose.date_words import ROW
from commands.documents.prose.layout import Part
from commands.documents.prose.moments import Moment, find_moments, find_times
from commands.documents.prose.session_heads import is_session_heading
from commands.documents.prose.vocabulary import EVENT_WORDS, VENUE_WORD
from storage.when import Precision

LINE = 120  # characters of a title, and of a line with day, hour and place
LEAD = 2000  # characters above a list, beyond which it is not what the page is about
TOLD = 80  # characters that are told below a heading
ROWS = 2  # lines that begin with a time: a programme, whose days are no events of their own
_NO_TITLE = re.compile(
    r"(?:Tag|Programm|Ablauf|Anmeld|Mehr|Weiter|Zur?m?|Ort|Wo|Wann|Beginn|Referent|Moderation|Leitung|Kosten|Hinweis|"
    r"Block|Modul|Teil|Termine?|Veranstaltungs\w*|Treffpunkt|Einlass)\b|.*[.,;!]$|\d(?!\d?\.\s[A-ZÄÖÜ])"
)
_BESIDES = re.compile(r"\b(?:[Ww]eitere|Nächste|Kommende|Auch interessant|Das könnte|Verwandt|Aktuelle|Mehr)")
_THAT_WAS = re.compile(r"(?:(?:Das|So) war|Rückblick|Rückschau|Nachlese|Nachbericht|Bericht)\b", re.IGNORECASE)
_APART = re.compile(r"\b(?:Anmeld|bis zum|Frist|verschoben|abgesagt|Stand|veröffentlicht)", re.IGNORECASE)
_MEETING = re.compile(
    rf"{EVENT_WORDS.pattern}[^.!?]{{0,40}}\s(?:am|vom)\s(?:[A-Z][a-z]+,?\s(?:den\s)?)?$", re.IGNORECASE
)


def one_span(days: Iterable[tuple[int, int]], parts: list[Part]) -> bool:
    """Tell whether the text says all of these days, months first, as the days of one event: "12. bis 14. Mai"."""
    every = sorted(set(days))
    return bool(every) and any(
        moment.last is not None and moment.day is not None
        and (moment.month or 0, moment.day) <= every[0] and every[-1] <= moment.last[1:]
        for part in parts for moment in find_moments(part.text)
    )  # fmt: skip


def entries(parts: list[Part]) -> list[list[Part]]:
    """Return the parts of each entry of a list of events, its title first; nothing where there is no such list."""
    shown = [part for part in parts if part.kind != "debris"]
    dated = [number for number, part in enumerate(shown) if _day_line(part) is not None]
    for step in (-1, 1):
        titled = [number for number in dated if 0 <= number + step < len(shown) and _is_title(shown[number + step])]
        heads = [min(number, number + step) for number in titled]
        if len(heads) < 2 or len(titled) < len(dated) or any(b - a < 2 for a, b in itertools.pairwise(heads)):
            continue
        sections = [_entry(shown[a:b]) for a, b in zip(heads, [*heads[1:], len(shown)], strict=True)]
        sections[-1] = _reported(sections[-1], shown[heads[-1] :])
        if step == 1:
            sections = [[section[1], section[0], *section[2:]] for section in sections]
        if _other_event(shown[: heads[0]]):
            return []
        moments = [moment for number in titled for moment in [_day_line(shown[number])] if moment is not None]
        if _are_events([section[0].text for section in sections], moments, sections, parts):
            for section in sections:
                section[0].kind = "heading"
            return sections
    return []


def meetings(parts: list[Part]) -> list[list[Part]]:
    """Return the parts below headings that each date a meeting: "Zweite Sitzung des Beirats am 14. Juli 2022"."""
    heads = [number for number, part in enumerate(parts) if _dates_meeting(part)]
    sections = [parts[a:b] for a, b in zip(heads, [*heads[1:], len(parts)], strict=False)]
    if len(heads) < 2 or any(sum(len(part.text) for part in section[1:]) < TOLD for section in sections):
        return []
    moments = [find_moments(parts[number].text)[0] for number in heads]
    titles = [parts[number].text[: moment.start] for number, moment in zip(heads, moments, strict=True)]
    if len({moment.year for moment in moments}) > 1 and None in {moment.year for moment in moments}:
        return []
    if len(set(titles)) < len(titles) or not _are_events(titles, moments, sections, parts):
        return []
    for section in sections:
        section[0].kind = "heading"
    return sections


def _are_events(titles: list[str], moments: list[Moment], sections: list[list[Part]], parts: list[Part]) -> bool:
    days = {(moment.month or 0, moment.day or 0) for moment in moments}
    rows = any(sum(ROW.match(part.text) is not None for part in section) >= ROWS for section in sections)
    if len(days) < len(moments) or rows or one_span(days, parts) or len(set(titles)) < len(titles):
        return False
    named = sum(EVENT_WORDS.search(title) is not None for title in titles)
    return len(titles) > 2 or named == len(titles)


def _other_event(lead: list[Part]) -> bool:
    """Tell whether a list only stands below what the page is about: a long text, or a heading for what else is on."""
    told = sum(len(part.text) for part in lead if part.kind in {"text", "item"})
    return told > LEAD or (bool(lead) and len(lead[-1].text) < TOLD and _BESIDES.search(lead[-1].text) is not None)


def _entry(section: list[Part]) -> list[Part]:
    """Leave out what follows the next heading: it is no more of the last entry."""
    end = next(
        (n for n, part in enumerate(section) if n > 2 and part.kind == "heading" and part.line.gap), len(section)
    )
    return section[:end]


def _reported(entry: list[Part], rest: list[Part]) -> list[Part]:
    """Give the last entry all that follows where that tells of it at length: "Save the date …", then "Das war …"."""
    told = sum(len(part.text) for part in rest if part.kind in {"text", "item"})
    return rest if told > LEAD / 2 and _THAT_WAS.match(entry[0].text) else entry


def _day_line(part: Part) -> Moment | None:
    """Return the day of a line that gives it with an hour or several days, or with a house."""
    text = part.value if part.kind == "field" else part.text
    if part.kind not in {"text", "heading", "item", "field"} or (part.kind == "field" and part.field != "date"):
        return None
    moments = find_moments(text)
    if len(moments) != 1 or len(text) > LINE or moments[0].precision is not Precision.DAY or moments[0].start > 12:
        return None
    moment = moments[0]
    rest = text[moment.times.stop if moment.times is not None else moment.stop :]
    said = moment.times is not None or moment.last is not None or VENUE_WORD.search(rest) is not None
    words = re.sub(r"^\W+", "", rest)
    if not said or _APART.search(text) or (re.match(r"\s*:\s*\w", rest) and len(words) > SHORT // 2):
        return None
    return moment


def _is_title(part: Part) -> bool:
    text = part.text.strip()
    return (
        part.kind in {"text", "heading"}
        and 8 < len(text) <= LINE
        and not part.line.cells
        and not find_moments(text)
        and next(find_times(text), None) is None
        and _NO_TITLE.match(text) is None
        and not is_session_heading(text)
    )


def _dates_meeting(part: Part) -> bool:
    moments = find_moments(part.text)
    return (
        part.kind in {"text", "heading"}
        and len(part.text) <= LINE
        and len(moments) == 1
        and moments[0].precision is Precision.DAY
        and len(part.text) - moments[0].stop < 3
        and _MEETING.search(part.text[: moments[0].start]) is not None
        and not is_session_heading(part.text)
    )
