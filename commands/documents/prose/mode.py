"""Whether an event is in a room, online or both."""

import re

from commands.documents.prose.layout import Part

ONLINE = re.compile(
    (
        r"\b(?:online|virtuell\w*|digital(?:e[rns]?)? (?:statt|Veranstaltung|Treffen|Konferenz|Workshop)|"
        r"Videokonferenz|Zoom|ZOOM|MS Teams|Microsoft Teams|Webex|BigBlueButton|Webinar|Online-\w+|"
        r"Live-?stream)\b"
    ),
    re.IGNORECASE,
)
_HYBRID = re.compile(r"\bhybrid\w*\b", re.IGNORECASE)
_ON_SITE = re.compile(r"\b(?:vor Ort|in Präsenz|Präsenzveranstaltung|Offline|persönlich)\b", re.IGNORECASE)


def find_mode(parts: list[Part], title: str | None, place: str | None) -> str | None:
    """Return "vor Ort", "online" or "hybrid" where the text says so."""
    for part in parts:
        if part.kind == "field" and part.field in {"mode", "place"}:
            said = _mode_of(part.value)
            if said is not None:
                return said
    head = " ".join([title or "", *(part.text for part in parts if part.kind != "debris")])[:1500]
    if _HYBRID.search(head) and not re.search(r"hybriden? Teams|hybride[rn]? Arbeit", head):
        return "hybrid"
    online = ONLINE.search(head)
    if online is not None and place is None:
        return "online"
    return "vor Ort" if re.search(r"\b(?:vor Ort (?:statt|in)|in Präsenz|Präsenzveranstaltung)\b", head) else None


def _mode_of(words: str) -> str | None:
    if _HYBRID.search(words):
        return "hybrid"
    if re.search(r"\boffline\b", words, re.IGNORECASE) or _ON_SITE.search(words):
        return "vor Ort"
    if re.search(r"\b(?:online|digital|virtuell|zoom|teams|webex|videokonferenz)\b", words, re.IGNORECASE):
        return "online"
    return None
