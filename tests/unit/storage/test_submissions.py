"""Musterlösungen that are handed in; on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest

from storage.store import Store
from storage.submissions import MOST_FILES, REJECTED, RELEASED, TooManyFilesError
from tests.handed_in import pdf

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ANNA = "@anna:example.org"


async def test_handed_in_completed_and_released(store: Store) -> None:
    async with store.writing() as net:
        added = await net.submissions.add({"title": "Satzung"}, by=ANNA, key="k", now=NOW)
        assert (added.ref, added.status, added.missing) == (
            "L1", "eingereicht", ("kind", "use", "owner", "contact", "licence"),
        )  # fmt: skip
        assert await net.submissions.by_key("k") == added
        assert await net.submissions.add_file(
            1, filename="a.pdf", mime="application/pdf", data=pdf("Zweckverband"), text="Zweckverband", now=NOW
        )
        again = await net.submissions.add_file(
            1, filename="b.pdf", mime="application/pdf", data=pdf("Zweckverband"), text="Zweckverband", now=NOW
        )
        assert not again
        assert (await net.solutions.list()).total == 0
        await net.submissions.set_status(1, REJECTED, NOW, "zu kurz")
        values = {"kind": "Satzung", "use": "Spart Zeit", "owner": "Stadt Hemer", "topics": ["IKZ"]}
        changed = await net.submissions.change(1, values, NOW)
        assert (changed.status, changed.missing, changed.values["owner"]) == (
            "eingereicht", ("contact", "licence"), "Stadt Hemer",
        )  # fmt: skip
        await net.submissions.set_status(1, RELEASED, NOW)
    async with store.reading() as net:
        found = await net.search("Zweckverband", now=NOW)
        assert [hit.ref for hit in found.page.items] == ["L1"]
        detail = await net.solutions.detail("L1")
        assert detail is not None
        assert [file.filename for file in detail.files] == ["a.pdf"]
        assert (await net.solutions.new_since(NOW - timedelta(days=1)))[0].ref == "L1"
        assert (await net.submissions.with_gaps()).total == 1
        assert await net.submissions.same_title("satzung", 2) == "L1"
    async with store.writing() as net:
        await net.submissions.set_status(1, "zurückgezogen", NOW)
        assert (await net.search("Zweckverband", now=NOW)).page.total == 0


async def test_one_has_only_so_many_files(store: Store) -> None:
    async with store.writing() as net:
        await net.submissions.add({"title": "Satzung"}, by=ANNA, key="k", now=NOW)
        file = {"filename": "a.txt", "mime": "text/plain", "now": NOW}
        for number in range(MOST_FILES):
            await net.submissions.add_file(1, data=b"%d" % number, text=f"{number}", **file)
        with pytest.raises(TooManyFilesError):
            await net.submissions.add_file(1, data=b"x", text="x", **file)
        assert len(await net.submissions.hashes()) == MOST_FILES


async def test_who_uses_it(store: Store) -> None:
    day = date(2026, 11, 25)
    async with store.writing() as net:
        await net.submissions.add({"title": "Satzung"}, by=ANNA, key="k", now=NOW)
        await net.submissions.set_status(1, RELEASED, NOW)
        assert await net.submissions.note_use(1, "Stadt Hemer", is_interest=True, by=ANNA, day=day)
        assert not await net.submissions.note_use(1, "Hemer", is_interest=True, by=ANNA, day=day)
        assert await net.submissions.organisation_of(ANNA) == "Stadt Hemer"
        assert await net.submissions.note_use(1, "stadt hemer", is_interest=False, by=ANNA, day=day)
        assert not await net.submissions.note_use(1, "Hemer", is_interest=True, by=ANNA, day=day)
        assert await net.submissions.organisation_of("@bea:example.org") is None
    async with store.reading() as net:
        detail = await net.solutions.detail("L1")
        assert detail is not None
        assert [(one.name, one.since) for one in detail.reusers] == [("Stadt Hemer", day)]
        assert detail.interested == ()


async def test_once_a_year_it_is_asked_for_a_month(store: Store) -> None:
    async with store.writing() as net:
        await net.submissions.add({"title": "Satzung"}, by=ANNA, key="k", now=NOW)
        await net.submissions.set_status(1, RELEASED, NOW)
    async with store.reading() as net:
        asked = {}
        for days in (0, 364, 365, 394, 395, 729, 730, 740):
            asked[days] = [day for _one, day in await net.submissions.to_confirm(NOW + timedelta(days=days))]
    first, second = [date(2027, 11, 25)], [date(2028, 11, 24)]
    assert asked == {0: [], 364: [], 365: first, 394: first, 395: [], 729: [], 730: second, 740: second}
