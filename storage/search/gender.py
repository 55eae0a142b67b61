"""Gender forms: Bürger_innen, Bürger:innen, BürgerInnen, Bürger/-innen, Bürger(innen) are the word Bürger."""

import re

_SIGN = r"(?:[*:_·•]|/\s?-?|[-\u2010-\u2013])"
_PLURAL_INSIDE = re.compile(rf"(?<=[^\W\d_]){_SIGN}[iI]nnen-?(?=[a-zäöüß])")  # Bürger:innenbeteiligung
_INNER_CAPITAL = re.compile(r"(?<=[a-zäöüß])I(?:nnen(?=[A-Za-zäöüß-]|\b)|n\b)")  # BürgerInnen, LeiterIn
_BRACKETS = re.compile(r"(?<=[^\W\d_])\((?:-?[iI]n(?:nen)?|e|r|n)\)")  # Bürger(innen), Kolleg(e)
_ENDING = re.compile(r"(?<=[^\W\d_])(?:[*:_·•]|/\s?-?)(?:[iI]n(?:nen)?|[erns]|en)\b")  # Bürger*innen, jede:r
_PAIR = re.compile(r"\b(\w{3,}?)innen\s+(?:und|oder|bzw\.?|sowie|/|&)\s+(?=\1)", re.IGNORECASE)
_SHORT_PAIR = re.compile(  # Stadtvertreterinnen und -vertreter
    r"(?<=innen)\s+(?:und|oder|bzw\.?|sowie|/|&)\s+[-\u2010-\u2013]\s?\w+", re.IGNORECASE
)


def plain_forms(text: str) -> str:
    """Return the text with short gender forms reduced and "Bürgerinnen und Bürger" said once."""
    if "nnen" in text or "In" in text:
        text = _PLURAL_INSIDE.sub("", text)
        text = _INNER_CAPITAL.sub("", text)
        text = _SHORT_PAIR.sub("", _PAIR.sub("", text))
    return _ENDING.sub(_plain, _BRACKETS.sub("", text))


def _plain(found: re.Match[str]) -> str:
    """Lots:innen are Lotsen: a bare "s" would be taken for a genitive."""
    return "en" if found.string[found.start() - 1] == "s" and "n" in found[0] else ""
