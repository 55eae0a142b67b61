"""Codes that programmes number their sessions with: "SA1 Schwammstadt", "WS 3: Leerstand"."""

import re

from commands.documents.prose.session import Found
from commands.documents.prose.vocabulary import UPPER

FEWEST = 2  # sessions with the same letters
_CODE = re.compile(
    rf"(?P<code>(?P<letters>[A-Z]{{1,3}})\s?\.?(?P<number>\d{{1,2}}[a-z]?))(?:\s?[:.)–|-]\s?|\s)(?P<title>[{UPPER}„“\"»\d].{{3,}})",
    re.DOTALL,
)


def with_codes(sessions: list[Found]) -> list[Found]:
    """Give sessions the code that their titles begin with as label, where several have the same letters."""
    codes = {
        id(one): match for one in sessions if one.label is None and (match := _CODE.fullmatch(one.title)) is not None
    }
    numbers: dict[str, set[str]] = {}
    for match in codes.values():
        numbers.setdefault(match["letters"], set()).add(match["number"])
    for one in sessions:
        match = codes.get(id(one))
        if match is not None and len(numbers[match["letters"]]) >= FEWEST:
            one.label, one.title = match["code"], match["title"].strip()
    return sessions
