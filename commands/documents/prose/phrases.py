"""How far the name of a house goes in a sentence."""

import re

from commands.documents.prose.vocabulary import UPPER

CONNECTORS = {
    "für",
    "und",
    "der",
    "des",
    "den",
    "dem",
    "am",
    "im",
    "in",
    "an",
    "bei",
    "zu",
    "zur",
    "zum",
    "&",
    "-",
    "–",
    "of",
    "for",
    "a.",
    "u.",
    "e.",
    "ob",
    "von",
    "vor",
}
_ARTICLES = frozenset(
    ["die", "eine", "einer", "diese", "dieser", "ihre", "ihrer", "seine", "seiner", "unsere", "unserer"]
)
_LISTED = re.compile(
    rf"(?:[{UPPER}][\w-]+,\s)?[{UPPER}][\w-]+\s(?:und|sowie)\s[{UPPER}]"
)  # "für Umwelt, Natur und Verkehr"


def phrase_of(words: str) -> str:
    """Take the words of a name: capitalised ones and what links them, until the sentence goes on."""
    kept: list[str] = []
    every = words.split()
    for number, word in enumerate(every):
        bare = word.strip('„“"(),;:.!?–-')
        following = every[number + 1] if number + 1 < len(every) else ""
        if re.fullmatch(r"[a-zäöüß]+(?:e|en|er|es)", word) and re.match(rf"[{UPPER}]", following):
            if not kept:
                continue  # "vom beauftragten Büro X"
            if kept[-1] in {"für", "zur", "der", "des"} and number < 8 and word not in _ARTICLES:
                kept.append(word)
                continue
        if kept and word.startswith("(") and not word.rstrip(",.;:").endswith(")"):
            break
        if (
            (
                re.match(rf"[(„\"]?[{UPPER}\d]", word)
                and not (word[0] in '„"' and kept and kept[-1] in {"und", "sowie"})
            )
            or re.match(rf"[a-z]+[{UPPER}\d]\w", word)
            or (bare in CONNECTORS and kept)
            or bare == "e.V"
            or word in {"e.", "&", "-"}
        ):
            kept.append(word)
            listed = word.endswith(",") and "für" in kept and _LISTED.match(" ".join(every[number + 1 : number + 6]))
            if re.search(r"[,;:.!?)]$", word) and not listed and not re.search(r"(?:\be\.|V\.|-,)$", word):
                break
            continue
        break
    if "den" in kept[1:] and kept[kept.index("den", 1) - 1] not in {"an", "in", "bei", "von", "für"}:
        del kept[kept.index("den", 1) :]  # "von der Stadt X den Vortrag …"
    while kept and kept[-1].strip(",") in CONNECTORS | {"Herr", "Herrn", "Frau"}:
        kept.pop()
    words = re.split(r"\s+(?:und|sowie)\s+(?:der|die|den)\s", " ".join(kept))[0].strip(" ,;:.!?")
    words = words if "(" in words else words.rstrip(")")
    return f"{words}." if words.endswith("e.V") else words
