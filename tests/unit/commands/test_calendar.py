"""Calendar files: what calendars need to follow changes, and no day that nobody knows."""

from collections.abc import Awaitable, Callable

import icalendar
import pytest

from tests.unit.commands.conftest import RENDERER, Run

Add = Callable[[str], Awaitable[None]]

AHEAD = """
veranstaltungen:
  - {kennung: a, titel: "Über, den; Tellerrand", wann: "2027-03-10T10:00/12:30", ort: Iserlohn, wo: Rathaus}
  - {kennung: b, titel: Zwei Tage, wann: 2027-06-02/2027-06-03}
  - {kennung: c, titel: Abgesagtes, wann: "2027-04-01T09:00", status: abgesagt}
  - {kennung: d, titel: Irgendwann im Mai, wann: 2027-05}
"""


async def test_one_event(run: Run) -> None:
    reply = await run("!kalender W9")
    assert reply is not None
    (document,) = reply.documents
    assert (document.filename, document.mime) == ("W9.ics", "text/calendar")
    lines = (document.data or b"").decode().split("\r\n")
    for line in (
        "METHOD:PUBLISH",
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "DTSTART;TZID=Europe/Berlin:20230906T100000",
        "DTEND;TZID=Europe/Berlin:20230906T180000",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "LOCATION:Iserlohn",
    ):
        assert line in lines
    assert not [line for line in lines if line.startswith(("ATTENDEE", "ORGANIZER"))]


async def test_all_that_come(run: Run, add: Add) -> None:
    await add(AHEAD)
    reply = await run("!kalender")
    assert reply is not None
    (document,) = reply.documents
    calendar = icalendar.Calendar.from_ical(document.data or b"")
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert list(events) == ["Über, den; Tellerrand", "Abgesagtes", "Zwei Tage"]
    assert str(events["Über, den; Tellerrand"]["location"]) == "Rathaus, Iserlohn"
    assert events["Zwei Tage"]["dtstart"].to_ical() == b"20270602"
    assert events["Zwei Tage"]["dtend"].to_ical() == b"20270604"
    assert str(events["Abgesagtes"]["status"]) == "CANCELLED"
    assert "dtend" not in events["Abgesagtes"]
    assert len({str(event["uid"]) for event in events.values()}) == 3
    text = RENDERER.render(reply).plain
    assert text.startswith("Hier ist die Kalenderdatei mit 3 kommenden Veranstaltungen.")
    assert "Nicht enthalten ist, was noch keinen festen Tag hat:\n- W" in text
    assert text.endswith(": Irgendwann im Mai\n  Datum: Mai 2027")


async def test_the_uid_stays_and_the_sequence_rises(run: Run, add: Add) -> None:
    await add(AHEAD)
    before = await run("!kalender Tellerrand")
    await add(AHEAD.replace("10:00/12:30", "11:00/12:30"))
    after = await run("!kalender Tellerrand")
    values = []
    for reply in (before, after):
        assert reply is not None
        (event,) = icalendar.Calendar.from_ical(reply.documents[0].data or b"").walk("VEVENT")
        values.append((str(event["uid"]), int(event["sequence"])))
    assert values[0][0] == values[1][0]
    assert values[1][1] > values[0][1]


@pytest.mark.parametrize("line", ["!kalender W5", "!kalender achern"])
async def test_an_event_without_a_day_gets_words_instead_of_a_file(run: Run, line: str) -> None:
    reply = await run(line)
    assert reply is not None
    assert reply.documents == ()
    assert RENDERER.render(reply).plain.startswith(
        "Eine Kalenderdatei gibt es dazu nicht, weil der Tag noch nicht feststeht:\n- W5: Achern"
    )


async def test_nothing_ahead(run: Run) -> None:
    reply = await run("!kalender")
    assert reply is not None
    assert reply.documents == ()
    assert RENDERER.render(reply).plain.startswith("Zurzeit ist keine kommende Veranstaltung eingetragen")
