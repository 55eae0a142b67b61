"""Files are read in a process of their own: nothing that is in them reaches this one, or holds it up."""

import asyncio
import io
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from commands.apart import AT_ONCE, TOO_MUCH, ApartError, _Values, apart
from commands.dispatch import Registry
from commands.documents import DocumentError, Reading, read_document
from commands.errors import NotUnderstoodError
from commands.port import Gathered, HandedFile, Place, Role
from storage.store import Store
from storage.when import Precision, When
from tests.conftest import BERLIN, NOW, context
from tests.hazards import Foreign, fails, prints, refuses, settings, sleeps, swallows, vanishes
from tests.unit.commands.documents.test_refused import calendar

SERIES = calendar(
    "BEGIN:VEVENT",
    "UID:a",
    "SUMMARY:Runde",
    "DTSTART;TZID=Europe/Berlin:20261201T100000",
    "RRULE:FREQ=WEEKLY;COUNT=3",
    "LOCATION:Rathaus",
    "END:VEVENT",
)


async def test_values_come_back_as_they_were() -> None:
    when = When(datetime(2026, 12, 1, 10, tzinfo=BERLIN), None, Precision.MINUTE, "Europe/Berlin")
    values = [when, date(2026, 1, 2), timedelta(days=1), datetime.now(UTC), {"a": (1, None, "ü", frozenset({2}))}]
    assert await apart(partial(list, values)) == values


@pytest.mark.parametrize(
    ("filename", "data"),
    [
        ("a.txt", b"Fachtag Daten\n\nTermin: 12. Mai 2027, 10 bis 16 Uhr\nOrt: Rathaus Soest\n"),
        ("a.csv", "Titel;Datum\nGrüne Runde;3.3.2027\n".encode("cp1252")),
        ("a.yaml", b"veranstaltungen: [{titel: A, wann: 2027-03-03T10:00, wo: Soest}]"),
        ("a.ics", SERIES),
    ],
)
async def test_a_reading_is_the_same_as_here(filename: str, data: bytes) -> None:
    work: Callable[[], Reading] = partial(read_document, filename, data, NOW)
    assert await apart(work) == work()


async def test_a_refusal_is_a_sentence() -> None:
    with pytest.raises(NotUnderstoodError, match=r"^Die Datei ist leer\.$"):
        await apart(refuses)


@pytest.mark.parametrize("work", [sleeps, swallows, vanishes])
async def test_too_much_of_anything_is_refused(work: Callable[[], object]) -> None:
    with pytest.raises(NotUnderstoodError, match=TOO_MUCH):
        await apart(work, takes=3)


async def test_a_fault_says_where_but_not_what_the_file_says() -> None:
    with pytest.raises(ApartError, match=r"^KeyError hazards\.py:\d+$"):
        await apart(fails)


async def test_what_is_printed_is_not_the_answer() -> None:
    assert await apart(prints) == "fertig"


async def test_no_setting_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NETZBOTE_PASSWORD", "geheim")
    assert await apart(settings) == []


@pytest.mark.parametrize("value", [os.system, Foreign(1), DocumentError, getattr, partial(os.getcwd)])
def test_nothing_but_values_is_read_from_it(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError, match="is no value"):
        _Values(io.BytesIO(pickle.dumps(value))).load()


async def test_only_some_run_at_once_and_the_loop_goes_on() -> None:
    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    ticking = asyncio.create_task(tick())
    begun = asyncio.get_running_loop().time()
    waits = [asyncio.create_task(apart(sleeps, takes=1)) for _ in range(AT_ONCE + 1)]
    done = await asyncio.gather(*waits, return_exceptions=True)
    ticking.cancel()
    assert [type(one) for one in done] == [NotUnderstoodError] * (AT_ONCE + 1)
    assert asyncio.get_running_loop().time() - begun >= 2  # the last one had to wait for a place
    assert ticks > 20


@dataclass
class Slow:
    """A file of which the reading is held up until something else was written."""

    store: Store
    written: bool = False

    async def gather(self) -> Gathered:
        return Gathered(file=HandedFile("a.txt", "text/plain", b"Fachtag\n\n12. Mai 2027, 10 Uhr, Rathaus Soest"))


async def test_nobody_waits_for_the_writer_while_a_file_is_read(
    registry: Registry, example: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from commands import importing

    slow = Slow(example)

    async def held_up(work: Callable[[], object]) -> object:
        async with asyncio.timeout(10), example.writing():  # would wait for ever inside the command's transaction
            slow.written = True
        return work()

    monkeypatch.setattr(importing, "apart", held_up)
    parsed = registry.parse("!import")
    assert parsed is not None
    reply = await registry.run(
        parsed, context("$i", role=Role.ORGANISER, place=Place.ORGANISERS, gatherer=slow), example
    )
    assert reply is not None
    assert (reply.template, slow.written) == ("import", True)
