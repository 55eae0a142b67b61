"""The lists of words that ship with the search: plain texts, with remarks in lines that begin with "#"."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

CUT = 1  # to be raised when the same lists give other terms, because the analyser has changed
_CUTTING = ("begriffe.txt", "fuellwoerter.txt", "wortteile.txt")  # texts are indexed with these


def lines_of(name: str) -> Iterator[str]:
    """Return the lines of a list that are not empty and no remarks."""
    for line in files("storage.search").joinpath(name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def listed_words(name: str) -> Iterator[str]:
    """Return the words of a list."""
    return (word for line in lines_of(name) for word in line.split())


@cache
def edition() -> str:
    """Return a mark for the way in which texts become terms: an index of another one finds less."""
    lists = "\n\n".join("\n".join(lines_of(name)) for name in _CUTTING)
    return f"{CUT}-{hashlib.sha256(lists.encode()).hexdigest()[:16]}"
