"""What is kept for a time is deleted after it, each kind after its own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.config import load_settings
from bot.upkeep import Upkeep
from storage.base import Base
from storage.chat import Answered, Turn
from storage.retention import Retention
from storage.store import Store

NOW = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
EVENT = {
    "status": "geplant", "precision": "minute", "zone": "Europe/Berlin", "topics": [], "see_also": [],
    "is_example": False, "sequence": 0, "quiet": False, "created_at": NOW,
}  # fmt: skip
SOLUTION = {
    "kind": "Vertrag", "use": "x", "licence": "unklar", "visibility": "Netzwerk", "topics": [], "synonyms": [],
    "is_example": False, "created_at": NOW,
}  # fmt: skip
DELIVERY = {"kind": "nachricht", "room_id": "!a", "occurrence": "", "data": {}, "attempts": 0}
FILE = {
    "title": "a",
    "filename": "a.pdf",
    "mime": "application/pdf",
    "size": 1,
    "accessible": "unbekannt",
    "uploaded_at": NOW,
}
AUDIT = {"actor": "@a:b", "action": "neu", "subject": "W1", "before": {}, "after": {}}


def days(number: float) -> datetime:
    return NOW - timedelta(days=number)


async def fill(store: Store) -> None:
    """One row of each kind that is over its time, and one that is a day short of it."""
    rows: list[tuple[str, dict[str, Any]]] = [
        ("organisation", {"id": 1, "name": "Olpe", "aliases": [], "member_of": []})
    ]
    for number, (start, status, changed) in enumerate(
        [
            (days(92), "geplant", NOW),
            (days(90), "geplant", NOW),
            (None, "Entwurf", days(366)),
            (None, "Entwurf", days(364)),
        ],
        1,
    ):
        times = {"start": start, "end": start, "updated_at": changed, "status": status}
        rows.append(
            (
                "event",
                {
                    **EVENT,
                    **times,
                    "id": number,
                    "number": number,
                    "key": f"{number}",
                    "uid": f"{number}",
                    "title": f"T{number}",
                },
            )
        )
        if start:
            rows.append(
                ("registration", {"event_id": number, "matrix_id": "@a:b", "state": "angemeldet", "created_at": NOW})
            )
    for number, (status, changed) in enumerate(
        [("eingereicht", days(366)), ("eingereicht", days(364)), ("freigegeben", days(366))], 1
    ):
        rows.append(
            (
                "solution",
                {
                    **SOLUTION,
                    "id": number,
                    "number": number,
                    "key": f"{number}",
                    "title": f"L{number}",
                    "status": status,
                    "updated_at": changed,
                },
            )
        )
        rows.append(("file", {**FILE, "solution_id": number, "sha256": f"{number}" * 64}))
    rows += [
        ("reuse", {"solution_id": 3, "organisation_id": 1, "is_interest": i, "since": d.date()})
        for i, d in [(True, days(92)), (True, days(90)), (False, days(900))]
    ]
    rows += [
        ("summary", {"event_id": n, "text": "x", "status": "Entwurf", "updated_at": d})
        for n, d in [(1, days(366)), (2, days(364))]
    ]
    rows += [("audit_entry", {**AUDIT, "at": d}) for d in (days(366), days(364))]
    rows += [
        ("personal_reminder", {"number": n, "matrix_id": "@a:b", "at": d, "text": "x"})
        for n, d in [(1, days(8)), (2, days(6))]
    ]
    rows += [
        ("delivery", {**DELIVERY, "subject": f"{n}", "due_at": d, "state": state})
        for n, (d, state) in enumerate([(days(92), "gesendet"), (days(90), "gesendet"), (days(92), "geplant")])
    ]
    async with store.writing() as net:
        for table, row in rows:
            await net.session.execute(Base.metadata.tables[table].insert().values(**row))
        await net.sync.mark(
            [Answered("$old", "!a", ("$1",), days(8), "@a:b"), Answered("$new", "!a", ("$2",), days(6), "@a:b")]
        )
        await net.paging.put(
            [Turn(f"!{n}", "@a:b", "$e", "termine", {}, 5, 0, d) for n, d in enumerate([days(8), days(6)])]
        )
        await net.waiting.note_done("$old", {}, days(8))
        await net.waiting.note_done("$new", {}, days(6))


async def left(store: Store) -> dict[str, int]:
    names = (
        "registration",
        "event",
        "solution",
        "file",
        "reuse",
        "summary",
        "audit_entry",
        "personal_reminder",
        "delivery",
        "answered_command",
        "page_turn",
        "done_command",
    )
    async with store.reading() as net:
        return {
            name: await net.session.scalar(select(func.count()).select_from(Base.metadata.tables[name])) or 0
            for name in names
        }


async def test_each_kind_after_its_own_time(store: Store, tmp_path: Path) -> None:
    await fill(store)
    for number in (1, 2):
        path = tmp_path / "dateien" / f"{number}{number}" / (f"{number}" * 64)
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x")
    before = await left(store)
    await Upkeep(store, "Europe/Berlin", None).tidy(NOW)
    after = await left(store)
    assert {name: before[name] - after[name] for name in before} == dict.fromkeys(before, 1)
    assert [path.name[:2] for path in sorted((tmp_path / "dateien").rglob("*")) if path.is_file()] == ["22"]
    await Upkeep(store, "Europe/Berlin", None).tidy(NOW)
    assert await left(store) == after


async def test_longer_times_keep_everything(store: Store) -> None:
    await fill(store)
    before = await left(store)
    ages = {name: timedelta(days=1000) for name in Retention.__dataclass_fields__}
    await Upkeep(store, "Europe/Berlin", None, Retention(**ages)).tidy(NOW)
    assert await left(store) == before


def test_each_time_is_a_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings().retention == Retention()
    for number, name in enumerate(Retention.__dataclass_fields__, 1):
        monkeypatch.setenv(f"NETZBOTE_KEEP_{name.upper()}", str(number))
    ages = {name: timedelta(days=number) for number, name in enumerate(Retention.__dataclass_fields__, 1)}
    assert load_settings().retention == Retention(**ages)
