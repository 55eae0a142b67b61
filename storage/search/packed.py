"""The postings of one document as a row of bytes: what the document has, without looking for it among all postings.

The ids of its terms, ascending, four bytes each, then their weights in the same order, two bytes each, the lowest
byte first.
"""

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

ID, WEIGHT = "I", "H"
_SIZE = array(ID).itemsize + array(WEIGHT).itemsize


def pack(weights: Mapping[int, int]) -> bytes:
    """Pack id of the term → weight in thousandths."""
    ids = sorted(weights)
    return _bytes(array(ID, ids)) + _bytes(array(WEIGHT, [weights[number] for number in ids]))


def unpack(packed: bytes) -> dict[int, int]:
    """Return id of the term → weight in thousandths."""
    return dict(zip(*_halves(packed), strict=True))


def among(packed: bytes, terms: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Return those of the terms that the document has, with their weights."""
    ids, weights = _halves(packed)
    for term in terms:
        place = bisect_left(ids, term)
        if place < len(ids) and ids[place] == term:
            yield term, weights[place]


def _halves(packed: bytes) -> "tuple[array[int], array[int]]":
    ids, weights = array(ID), array(WEIGHT)
    end = len(packed) // _SIZE * ids.itemsize
    ids.frombytes(packed[:end])
    weights.frombytes(packed[end:])
    if sys.byteorder == "big":
        ids.byteswap()
        weights.byteswap()
    return ids, weights


def _bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()
