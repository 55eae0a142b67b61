"""Where it was; only what the text says."""

import re

from commands.documents.prose.behind_day import behind_day
from commands.documents.prose.gathered import gathered, meets, sentence_at
from commands.documents.prose.layout import Part
from commands.documents.prose.mentions import sentences
from commands.documents.prose.mode import ONLINE
from commands.documents.prose.moments import find_moments, find_times
from commands.documents.prose.place_lines import (
    CONTACT,
    address_line,
    behind_comma,
    is_house,
    lone_line,
    town_and_online,
    town_of_name,
)
from commands.documents.prose.place_words import (
    AT,
    IN,
    LANDSCAPE,
    UNTOLD,
    houses,
    is_town,
    near_day,
    same_day,
    trimmed,
)
from commands.documents.prose.vocabulary import ACADEMY, EVENT_WORDS, FIELDS, TAVERN, UPPER, VENUE_WORD
from commands.documents.prose.when import Chosen


def find_place(parts: list[Part], chosen: Chosen, title: str | None) -> str | None:  # noqa: C901, PLR0912  # one branch for each form
    """Return the place as written."""
    for part in parts:
        if part.kind == "field" and part.field == "place" and not (part.used and part.text.startswith("Treffpunkt")):
            value = re.split(r"\n", part.value)[0].strip(" ,.")
            value = re.sub(r"^(?:Ort|Veranstaltungsort|Tagungsort|Wo)\s*:\s*", "", value)
            rest = _without_dates(value)
            if rest and not re.fullmatch(
                r"(?:(?:online|digital|virtuell)(?:\s(?:via|über|per|mit|bei|als|auf)\s.{2,40})?|"
                r"Zoom|tba|folgt|Präsenz|in Präsenz|Um|Ab|Von|wird noch.*)\W*",
                rest,
                re.IGNORECASE,
            ):
                return rest[:300]
    met = _met(parts)
    if met is not None:
        return met
    address = address_line(parts, chosen)
    if address is not None:
        return address
    beside, told = _beside_date(parts, chosen), _told(parts, chosen)
    if beside is not None and re.search(r"\s(?:am|vom|im|in|bis|ab)$", beside):
        beside = None  # the rest of a sentence
    if beside is not None and chosen.part is not None and chosen.part.used and beside in (title or ""):
        beside = None  # what is left of the title
    if beside is not None and ONLINE.fullmatch(beside):
        beside = None  # "05.12.2023, 10 Uhr (Zoom)"
    house = told if told is not None else gathered(parts, chosen) if beside is not None else None
    if beside is not None and house is not None and house.endswith(beside):
        return house  # where the line with the date has only the town
    if beside is not None or told is not None:
        return beside or told
    lone = lone_line(parts, chosen)
    if lone is not None:
        return lone
    behind = behind_day(parts, chosen)
    if behind is not None:
        return behind
    for named in AT.finditer(title or ""):
        words = trimmed(named["venue"] or "")
        if VENUE_WORD.search(words) and (len(words.split()) > 1 or not UNTOLD.match(words)):
            return words
    block = _address(parts) or gathered(parts, chosen)
    match = IN.search(title or "")
    pair = match is not None and re.match(rf"\s+und\s+[{UPPER}]", (title or "")[match.end() :])  # "in Wort und Bild"
    town = match["town"] if match is not None and not pair and is_town(match["town"]) else None
    if block is not None and (town is None or VENUE_WORD.search(block)):
        return block
    if town is not None:
        return town
    named_town = town_of_name(title, parts, chosen)
    if named_town is not None:
        return named_town
    head = re.match(rf"((?:Bad |Sankt )?[{UPPER}][\w-]+) \([{UPPER}][\w-]+(?:-[{UPPER}]\w+)*\)\s*:", title or "")
    return head[1] if head is not None else None


LINE, TAIL = 140, 60  # characters of a line, and of what stands behind its date
HEADED = 20  # characters of a title before a date
_TAIL = re.compile(
    rf"(?:[{UPPER}\d„][\w.’'/-]*“?|der|des|am|im|in|an|von|für|und|,)(?:,?\s(?:[{UPPER}\d„][\w.’'/-]*“?|der|des|am|im|"
    rf"in|an|von|für|und))*"
)
_INSIDE = re.compile(
    rf"(?:im|in der|in den|am|auf dem|auf der)\s+(?P<place>[{UPPER}][^.;!?]{{3,90}})\.?"
)  # goes on after a date
_MEET = re.compile(
    r"(?:treffen uns|Treffpunkt ist|Veranstaltungsort ist|Ort ist|findet (?:dort|diesmal) statt|tagen)\s+"
    rf"(?:im|in der|in den|am|auf dem|auf der)\s+(?P<place>[{UPPER}][^.;!?]{{3,90}})[.;!?]?$"
)
_WAS_SCENE = re.compile(  # "Der Gewölbesaal des Salzstadels war am … Schauplatz für das Treffen"
    rf"(?:^|\s)(?:[Dd]er|[Dd]ie|[Dd]as)\s(?P<place>[{UPPER}][^.;:()!?,]{{3,70}}?)\s(?:war|ist|wird|wurde|bildete|"
    rf"bot|diente)\s(?:[^.!?]|(?<=\d)\.){{0,80}}?"
    r"\b(?:Schauplatz|Veranstaltungsort|Tagungsort|Austragungsort|Treffpunkt|Rahmen für)\b"
)
_HOST = re.compile(  # "Gastgeber am 9. November war die Gemeinde Hausen am Bach"
    rf"\b(?:Gastgeber(?:in)?|Ausrichter(?:in)?|Gastgebende Kommune)\s(?:[^.!?]|(?<=\d)\.){{0,60}}?\b(?:war|"
    rf"ist)\s(?:in diesem Jahr\s|diesmal\s)?"
    rf"die\s(?:Stadt|Gemeinde|Samtgemeinde|Verbandsgemeinde|Kreisstadt|Hansestadt|Marktgemeinde)\s"
    rf"(?P<place>[{UPPER}][\w-]+(?:\s(?:am|an der|im|bei|ob der)\s[{UPPER}][\w-]+)?)"
)
_VENUE_IS = re.compile(  # "bei unserer Location, der Alten Weberei"
    rf"\b(?:Location|Veranstaltungsort|Austragungsort|Tagungsort),\s(?:der|die|das|dem|im|"
    rf"in der)\s(?P<place>[{UPPER}„][^,.;:()!?]{{3,60}})"
)


def _met(parts: list[Part]) -> str | None:
    """Read "Wir treffen uns im Rathaus X, Raum 101."."""
    for part in parts:
        if part.kind in {"text", "item"}:
            for sentence in sentences(part.text):
                match = _VENUE_IS.search(sentence)
                if match is not None and not find_moments(match["place"]):
                    return match["place"].strip()
                match = _WAS_SCENE.search(sentence)
                if match is not None and VENUE_WORD.search(match["place"]) and not find_moments(match["place"]):
                    return match["place"].strip()
                match = _HOST.search(sentence)
                if match is not None and not find_moments(match["place"]):
                    return match["place"].strip()
                match = _MEET.search(sentence)
                if match is not None and VENUE_WORD.search(match["place"]) and not find_moments(match["place"]):
                    return match["place"].strip()
    return None


def _address(parts: list[Part]) -> str | None:
    """The house whose address stands at the head of the text, before anything about contacts."""
    head = [part for part in parts[:10] if part.kind != "debris"]
    if any(re.match(r"(?:Sehr geehrte|Presse|Az\.|Unser Zeichen)", part.text) for part in head):
        return None
    for place, part in enumerate(head):
        if (
            re.match(r"(?:Kontakt|Veranstalter|Anmeldung|Ansprech|Impressum|Absender|Tel)", part.text)
            or part.field == "contact"
        ):
            return None
        if re.fullmatch(rf"\d{{5}}\s+[{UPPER}][\w -]+", part.text.strip()) and place >= 2:  # house and street
            house, street = head[place - 2].text.strip(), head[place - 1].text.strip()
            if VENUE_WORD.search(house) and len(house) < 80 and re.search(r"\s\d+\w?$", street):
                return f"{house}, {street}, {part.text.strip()}"
    return None


def _without_dates(value: str) -> str:
    for moment in reversed(find_moments(value)):
        value = value[: moment.start] + value[moment.stop :]
    for times in reversed(list(find_times(value))):
        value = value[: times.start] + value[times.stop :]
    value = re.sub(
        r"^(?:\W|\b(?:am|vom|um|ab|von|den|bis|ist)\b(?=[\s,]*(?:,|$)))+", "", re.sub(r"\s{2,}", " ", value)
    )
    return re.sub(r"[\s,|–-]+$", "", value).strip()


def _only_times(text: str) -> bool:
    times = next(find_times(text), None)
    return times is not None and not re.sub(r"\W+|\bUhr\b", "", text[: times.start] + text[times.stop :])


_GENERIC = frozenset(
    ["Saal", "Raum", "Haus", "Räumlichkeiten", "Räumen", "Gebäude", "Innenhof", "Foyer"]
)  # of which house?
_TELLS = re.compile(r"\b(?:fand|fanden|findet|finden|trafen|treffen|wird|war|ist|lädt|laden|lud)\b")
_SENTENCE = re.compile(rf"^.*?\b(?:im|in der|in den|in dem|auf dem|auf der|am)\s(?=[{UPPER}])")
_JOINTS = re.compile(r"\s(?:am|vom)(?:\s(?:um|ab|von|bis)|\s?,)*\s(?=(?:auf|im|in|am)\s)")


def _beside_date(parts: list[Part], chosen: Chosen) -> str | None:  # noqa: C901, PLR0912  # one branch for each form
    """The rest of a short line with the date ("Berlin, 12. Juni 2023"), or the next line where it names a venue."""
    part = chosen.part
    if part is None or chosen.moment is None or part.field in {"time", "begin"}:
        return None
    text = part.value if part.kind == "field" else part.text
    if chosen.moment.times is not None and chosen.moment.times.stop > chosen.moment.stop:
        last = re.fullmatch(
            rf"\s*(?:Uhr)?\s*,\s(?:(?:am|im|in der|auf dem)\s)?(?P<place>[{UPPER}][^.!?:]{{5,110}})",
            text[chosen.moment.times.stop :],
        )
        if last is not None and part.kind == "field" and not find_moments(last["place"]):
            return last["place"].strip()  # "Veranstaltung: 29. Juni 2025, 14:00 Uhr, Am Westufer"
    bracket = re.match(rf"\s*,\s*(?P<place>[{UPPER}][^(),;]{{2,60}})\)", text[chosen.moment.stop :])
    behind = re.fullmatch(
        rf"\s*(?:in|im|in der)\s(?P<place>[{UPPER}][^,.;()]{{2,60}}?)\W*", text[chosen.moment.stop :]
    )
    if (
        behind is not None
        and re.search(r"\s[a-zäöüß]+$", behind["place"]) is None
        and chosen.moment.times is None
        and part.kind in {"heading", "text"}
        and len(text) < 140
    ):
        town = re.match(IN, f"in {behind['place']}")
        if VENUE_WORD.search(behind["place"]) or (
            town is not None and town["town"] == behind["place"] and is_town(town["town"])
        ):
            return behind["place"]  # "Jahrestagung X – 8. Mai 2025 in Musterstadt"
    comma = behind_comma(text, chosen.moment.stop) if part.kind == "heading" or chosen.moment.start > 0 else None
    if comma is not None and len(text) < LINE:
        return comma
    online = town_and_online(text) if len(text) < LINE else None
    if online is not None:
        return online
    tail = _without_dates(text[chosen.moment.stop :])
    named = VENUE_WORD.search(tail) or TAVERN.search(tail)
    if (
        (len(text) >= LINE or chosen.moment.start > HEADED)
        and 3 < len(tail) < TAIL
        and _TAIL.fullmatch(tail)
        and named
    ):
        return re.sub(r"^(?:im|in der|in den|am|auf dem|auf der)\s", "", tail)  # a title page in one line
    strokes = re.fullmatch(
        rf"(?:[^|·•]{{0,25}}[|·•]){{1,2}}\s*(?P<place>[{UPPER}][^|·•:.!?]{{2,80}})", text[chosen.moment.stop :]
    )
    if (
        strokes is not None
        and (VENUE_WORD.search(strokes["place"]) or TAVERN.search(strokes["place"]))
        and not find_moments(strokes["place"])
    ):
        return strokes["place"].strip()  # "17. Oktober 2019 | Umweltforum Musterstadt"
    if bracket is not None and text[chosen.moment.start - 1 : chosen.moment.start] == "(":
        return bracket["place"]  # "Tagung X (19.9.2024, Musterstadt)"
    if (
        len(text) < 140
        and part.kind in {"text", "heading", "field", "item"}
        and not re.search(r"[a-zäöü]{3,}\.$", text)
    ):
        rest = _without_dates(text)
        rest = re.sub(r"\s(?:stattgefunden|statt|stattfindet|eingeladen|ein)[.!]?$", "", rest)
        rest = _JOINTS.split(rest)[-1]  # "Forum der Region am … ab … auf Schloss X"
        rest = re.sub(rf"^(?:(?:um|ab|am|von|bis|in|im|auf)\s+)+(?=(?:der\s|dem\s)?[{UPPER}„(])", "", rest).strip(
            "() "
        )
        rest = re.sub(rf"^(?:der|dem|den)\s(?=[{UPPER}„])", "", rest)
        if (
            rest
            and (VENUE_WORD.search(EVENT_WORDS.sub("", rest)) or not EVENT_WORDS.search(ACADEMY.sub("", rest)))
            and 3 <= len(rest) <= 110
            and (
                VENUE_WORD.search(rest)
                or re.fullmatch(
                    rf"[{UPPER}][\w-]+(?: (?:bei|am|an der|im))?(?:[ /-][{UPPER}][\w-]+){{0,2}}(?:,.*)?", rest
                )
            )
            and not re.search(
                r"\b(?:Workshops?|Fachforen|Tag|Uhr|Programm|Konferenz|Tagung|Fachtag|Kongress|Forum:)\b", rest
            )
            and not find_moments(rest)
            and rest.lower() not in FIELDS  # "Datum 17.05.2023"
            and not re.search(r"(?<![\w-])(?:über|durch|mit|gegen|ohne|nach|für)\s", rest)
            and not _TELLS.search(rest)
        ):
            return rest
    after = [one for one in parts if one.number > part.number and one.kind in {"text", "heading", "item"}][:3]
    addressed = next(
        (one for one in after if len(one.text) < 110 and re.search(rf"\b\d{{5}}\s+[{UPPER}]", one.text)), None
    )
    written = any(one.number < addressed.number and CONTACT.match(one.text) for one in after) if addressed else False
    if addressed is not None and not written and not find_moments(addressed.text):
        above = next((one for one in after if one.number == addressed.number - 1), None)
        words = addressed.text.strip()
        house = next((one for one in after if one.number == addressed.number - 2), None)
        if (
            above is not None
            and house is not None
            and re.match(r"\d{5}\s", words)
            and re.search(r"\s\d+\s?[a-z]?$", above.text)
            and VENUE_WORD.search(house.text)
            and len(house.text) < 90
        ):
            return f"{house.text.strip().rstrip(',')}, {above.text.strip().rstrip(',')}, {words}"
        if (
            above is not None
            and re.match(r"\d{5}\s", words)
            and VENUE_WORD.search(above.text)
            and len(above.text) < 90
        ):
            return f"{above.text.strip().rstrip(',')}, {words}"
        return _SENTENCE.sub("", words).rstrip(".") if _TELLS.search(words) else words
    following = next(
        (one for one in parts if one.number > part.number and one.kind != "debris" and not _only_times(one.text)), None
    )
    inside = _INSIDE.fullmatch(following.text.strip()) if following is not None and len(text) < 90 else None
    if inside is not None and VENUE_WORD.search(inside["place"]):
        return inside["place"]
    if (
        (
            following is not None
            and following.kind in {"text", "heading"}
            and not following.used
            and next(find_times(following.text), None) is None
            and len(following.text) < 110
            and is_house(following.text)
        )
        and not re.search(r"(?<!e\.V)(?<!e\. V)[.?!:]$", following.text)
        and not find_moments(following.text)
    ):
        words = following.text.strip()
        return (
            None
            if re.match(
                r"(?:Zeitplan|Programm|Ablauf|Agenda|Anfahrt|Workshop|Fachforum|Forum|Werkstatt|Impuls|"
                r"Zusammenfassung|Zukunftsworkshop)\b",
                words,
            )
            else words
        )
    return None


def _told(parts: list[Part], chosen: Chosen) -> str | None:  # noqa: C901  # one branch for each form
    ordered = [part for part in parts if part is chosen.part]
    ordered += [
        part for part in parts if part.kind in {"text", "item"} and len(part.text) > 60 and part is not chosen.part
    ][:3]
    town: str | None = None
    for part in ordered:
        text = part.value if part.kind == "field" else part.text
        near = chosen.moment if part is chosen.part else same_day(text, chosen.moment)
        if near is None and find_moments(text):
            continue
        venues = []
        for match in houses(text):
            if match["place"]:
                return match["place"].strip()
            words = trimmed(match["venue"])
            words += _listed(words, text[match.start("venue") + len(words) :])
            address = re.match(r"\s*\([^()]*\d[^()]*\)", text[match.start("venue") + len(words) :])
            words += address[0] if words and address is not None and not find_moments(address[0]) else ""
            open_quote = words.count("„") != len(re.findall(r"[“”]", words))
            if near is None and (UNTOLD.match(words) or not meets(text, match.start())):
                continue
            if words in _GENERIC:
                continue
            house = VENUE_WORD.search(words) or LANDSCAPE.match(words)
            if words and not open_quote and house and near_day(text, near, match.start()):
                after = re.match(rf"\s+in\s+((?:Bad )?[{UPPER}][\w-]+)", text[match.start("venue") + len(words) :])
                venues.append(
                    (abs(match.start() - (near.stop if near else 0)), f"{words} in {after[1]}" if after else words)
                )
        if venues and (
            near is not None
            or re.search(r"\b(?:startete|fand|stattfand|eröffnete|begann|trafen|veranstaltete|tagte)\b", text[:200])
        ):
            return min(venues)[1]
        for match in IN.finditer(text):
            held = near is not None or re.match(r"\s*(?:statt|zusammen)", text[match.end() :])
            online = ONLINE.search(sentence_at(text, match.start())) is not None
            if is_town(match["town"]) and near_day(text, near, match.start()) and town is None and held and not online:
                town = match["town"]
    return town


def _listed(words: str, rest: str) -> str:
    """Return what the name of a ministry goes on with behind a comma: "für Umwelt", ", Natur und Verkehr"."""
    if not re.search(r"\bfür\s\S+$", words):
        return ""
    match = re.match(rf"(?:,\s[{UPPER}][\w-]+)+\s(?:und|sowie)\s(?:[a-zäöüß]+e[rn]?\s)?[{UPPER}][\w-]+", rest)
    return match[0] if match is not None else ""
