"""The lists of words that ship with the search: plain texts, with remarks in lines that begin with "#"."""

from collections.abc import Iterator
from importlib.resources import files


def lines_of(name: str) -> Iterator[str]:
    """Return the lines of a list that are not empty and no remarks."""
    for line in files("storage.search").joinpath(name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def listed_words(name: str) -> Iterator[str]:
    """Return the words of a list."""
    return (word for line in lines_of(name) for word in line.split())
