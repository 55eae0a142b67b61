"""Postings as bytes."""

from hypothesis import given
from hypothesis import strategies as st

from storage.search.packed import among, pack, unpack

POSTINGS = st.dictionaries(st.integers(1, 2**32 - 1), st.integers(1, 1000), max_size=50)


def test_the_lowest_byte_comes_first_on_every_machine() -> None:
    assert pack({258: 3, 1: 1000}) == bytes([1, 0, 0, 0, 2, 1, 0, 0, 232, 3, 3, 0])


@given(POSTINGS)
def test_what_is_packed_comes_out_again(postings: dict[int, int]) -> None:
    assert unpack(pack(postings)) == postings


@given(POSTINGS, st.sets(st.integers(1, 2**32 - 1), max_size=20))
def test_some_terms_are_found_without_unpacking(postings: dict[int, int], other: set[int]) -> None:
    wanted = other | set(list(postings)[::2])
    assert dict(among(pack(postings), wanted)) == {term: postings[term] for term in wanted & postings.keys()}
