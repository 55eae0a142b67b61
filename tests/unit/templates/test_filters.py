"""German dates, as exact as they are known and no more, and the other filters."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from commands.dates import find_period, parse_when
from storage.views import Credit
from storage.when import Precision, When
from storage.when_text import iso_when
from templates.filters import (
    credit,
    kind_of_file,
    link,
    marked,
    number,
    paragraphs,
    period,
    size,
    slot,
    soon,
    telling,
    when,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)


def read(iso: str, zone: str = "Europe/Berlin") -> When:
    value = iso_when(iso, zone)
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2023-09-06T10:00/18:00", "Mittwoch, 6. September 2023, 10 bis 18 Uhr"),
        ("2018-11-20T11:30/13:00", "Dienstag, 20. November 2018, 11:30 bis 13:00 Uhr"),
        ("2018-11-20T11:40", "Dienstag, 20. November 2018, 11:40 Uhr"),
        ("2018-11-20T09:00", "Dienstag, 20. November 2018, 9 Uhr"),
        ("2018-11-20T20:00/24:00", "Dienstag, 20. November 2018, 20 bis 24 Uhr"),
        (
            "2026-12-31T22:00/2027-01-01T02:00",
            "Donnerstag, 31. Dezember 2026, 22 Uhr, bis Freitag, 1. Januar 2027, 2 Uhr",
        ),
        ("2022-05-11", "Mittwoch, 11. Mai 2022"),
        ("2023-06-02/2023-06-04", "Freitag, 2. Juni, bis Sonntag, 4. Juni 2023"),
        ("2022-12-31/2023-01-01", "Samstag, 31. Dezember 2022, bis Sonntag, 1. Januar 2023"),
        ("2022-05", "Mai 2022"),
        ("2022-12", "Dezember 2022"),
        ("2022-spring", "Frühjahr 2022"),
        ("2022-summer", "Sommer 2022"),
        ("2022-autumn", "Herbst 2022"),
        ("2022-winter", "Winter 2022/23"),
        ("2021", "2021"),
    ],
)
def test_when(iso: str, text: str) -> None:
    assert when(read(iso)) == text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Mitte Mai 2022", "Mitte Mai 2022"),
        ("Mai bis Juli 2022", "Mai bis Juli 2022"),
        ("Dezember 2022 bis Januar 2023", "Dezember 2022 bis Januar 2023"),
        ("6.9.2023 nachmittags", "Mittwoch, 6. September 2023, nachmittags"),
        ("2018-2020", "2018 bis 2020"),
        ("Winter 2023/24", "Winter 2023/24"),
        ("noch offen", "Datum offen"),
    ],
)
def test_dates_as_organisers_type_them(typed: str, text: str) -> None:
    assert when(parse_when(typed, NOW)) == text


def test_an_open_date_says_what_was_written() -> None:
    assert when(When(None, None, Precision.OPEN, as_written="im Herbst")) == "im Herbst"
    assert when(When(None, None, Precision.OPEN)) == "Datum offen"


def test_the_words_of_the_source_do_not_replace_a_known_date() -> None:
    known = read("2023-09-06T10:00/18:00")
    assert when(When(known.start, known.end, known.precision, as_written="06.09.2023")) == when(known)
    month = read("2022-05")
    assert when(When(month.start, month.end, month.precision, as_written="im Mai 2022")) == "Mai 2022"


def test_another_zone_is_named_with_the_time_only() -> None:
    assert when(read("2026-05-01T10:00", "America/New_York")) == "Freitag, 1. Mai 2026, 10 Uhr (Zeitzone New York)"
    assert when(read("2026-05-01", "America/New_York")) == "Freitag, 1. Mai 2026"


@pytest.mark.parametrize("precision", ["month", "season", "year"])
@given(start=st.dates(datetime(1990, 1, 1).date(), datetime(2090, 1, 1).date()))
def test_what_has_no_day_is_never_shown_with_one(precision: str, start: datetime) -> None:
    length = {"month": 1, "season": 3, "year": 12}[precision]
    first = datetime(start.year, 1 if precision == "year" else start.month, 1, tzinfo=BERLIN)
    months = first.year * 12 + first.month - 1 + length
    end = datetime(months // 12, months % 12 + 1, 1, tzinfo=BERLIN)
    text = when(When(first, end, Precision(precision)))
    assert not any(f"{day}. " in text for day in range(1, 32))
    assert "tag" not in text


def test_a_slot_on_the_day_of_its_event_is_only_a_time() -> None:
    event = read("2018-11-20T11:30/13:00")
    assert slot(read("2018-11-20T11:40"), event) == "11:40 Uhr"
    assert slot(read("2018-11-20"), event) == ""
    assert slot(read("2018-11-21T11:40"), event) == "Mittwoch, 21. November 2018, 11:40 Uhr"
    assert slot(read("2023-06-04"), read("2023-06-02/2023-06-04")) == "Sonntag, 4. Juni 2023"
    assert slot(read("2023-06-04T10:00"), read("2023-06")) == "Sonntag, 4. Juni 2023, 10 Uhr"
    assert slot(When(None, None, Precision.OPEN), event) == ""
    assert slot(When(None, None, Precision.OPEN, as_written="am Nachmittag"), event) == "am Nachmittag"


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2026-11-23T12:40", "beginnt in 40 Minuten"),
        ("2026-11-23T12:01", "beginnt in 1 Minute"),
        ("2026-11-23T18:00", "heute"),
        ("2026-11-24T09:00", "morgen"),
        ("2026-11-25T09:00", "übermorgen"),
        ("2026-11-26T09:00", "in 3 Tagen"),
        ("2026-12-06", "in 13 Tagen"),
        ("2026-12-07", ""),
        ("2026-11-23T11:00/13:00", "läuft gerade"),
        ("2026-11-22/2026-11-24", "läuft gerade"),
        ("2026-11-23T11:00", ""),
        ("2026-11-23T10:00/11:00", ""),
        ("2026-12", ""),
    ],
)
def test_how_soon(iso: str, text: str) -> None:
    assert soon(read(iso), NOW) == text


def test_how_soon_in_another_zone() -> None:
    assert soon(read("2026-11-23T07:00/08:00", "America/New_York"), NOW.astimezone(UTC)) == "heute"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("märz", "März 2027"),
        ("2022", "2022"),
        ("Sommer 2022", "Sommer 2022"),
        ("Winter 2022", "Winter 2022/23"),
        ("6.9.2023", "Mittwoch, 6. September 2023"),
        ("2.-4.6.2023", "Freitag, 2. Juni, bis Sonntag, 4. Juni 2023"),
        ("nächste Woche", "Montag, 30. November, bis Sonntag, 6. Dezember 2026"),
        ("2. Quartal 2024", "April bis Juni 2024"),
        ("ab märz", "ab Montag, 1. März 2027"),
        ("bis Freitag", "bis Freitag, 27. November 2026"),
    ],
)
def test_a_period_is_said_so_that_it_can_be_asked_again(asked: str, text: str) -> None:
    found, _rest = find_period(asked, NOW)
    assert found is not None
    assert period(found) == text
    again, rest = find_period(text, NOW)
    assert again is not None
    assert (again.start, again.end, rest) == (found.start, found.end, "")


def test_text_of_people_never_becomes_markup() -> None:
    text = "Bürger*innen und Helfer*innen <b>x</b>\nzweite Zeile\n\n\n- eins\n- zwei & drei\n  weiter\n\n* drei\n-kein Punkt"
    assert str(paragraphs(text)) == (
        "<p>Bürger*innen und Helfer*innen &lt;b&gt;x&lt;/b&gt;<br>zweite Zeile</p>"
        "<ul><li>eins</li><li>zwei &amp; drei weiter</li></ul><ul><li>drei -kein Punkt</li></ul>"
    )
    assert paragraphs(None) == ""
    assert paragraphs(" \n ") == ""


@pytest.mark.parametrize(
    ("count", "text"),
    [(12, "12 Byte"), (240_300, "240 KB"), (999_400, "999 KB"), (999_600, "1,0 MB"), (3_100_000, "3,1 MB")],
)
def test_sizes(count: int, text: str) -> None:
    assert size(count) == text


def test_kinds_of_files() -> None:
    assert kind_of_file("application/pdf") == "PDF"
    assert kind_of_file("application/x-unbekannt") == "application/x-unbekannt"


@pytest.mark.parametrize(
    ("url", "html"),
    [
        ("https://example.org/?a=1&b=2", '<a href="https://example.org/?a=1&amp;b=2">Seite</a>'),
        ("javascript:alert(1)", "Seite: javascript:alert(1)"),
        ('https://example.org/"><b>', '<a href="https://example.org/&#34;&gt;&lt;b&gt;">Seite</a>'),
        (None, "Seite"),
    ],
)
def test_links(url: str | None, html: str) -> None:
    assert link(url, "Seite") == Markup(html)


def test_people() -> None:
    anna = Credit("Anna", "Impuls", "Bürgermeisterin der Stadt Soest", "Stadt Soest")
    bert = Credit("Bert", "Moderation", None, "Verein")
    cleo = Credit("Cleo", "Impuls")
    assert credit(anna) == "Anna, Bürgermeisterin der Stadt Soest"
    assert credit(bert) == "Bert, Verein"
    assert credit(cleo) == "Cleo"


def test_marks_leave_punctuation_out() -> None:
    parts = [("a <b> ", False), ("„Vertrag“, ", True), ("…", True)]
    assert marked(parts) == Markup("a &lt;b&gt; „<mark>Vertrag</mark>“, …")


def test_of_many_people_those_are_shown_that_matched() -> None:
    parts = [("Anna, Soest; Bert, ", False), ("Olpe", True), ("; Cleo, Menden; ", False), ("Dora", True)]
    assert telling(parts) == [("Bert, ", False), ("Olpe", True), ("; ", False), ("Dora", True)]


def test_of_many_topics_those_are_shown_that_matched() -> None:
    parts = [
        ("regionale ", False),
        ("Kooperation", True),
        (", Vertrauen, ", False),
        ("Vertrag", True),
        (", KI", False),
    ]
    shown = [("regionale ", False), ("Kooperation", True), (", ", False), ("Vertrag", True)]
    assert telling(parts, ",") == shown


def test_counts() -> None:
    assert [number(count, "Termin", "Termine") for count in (0, 1, 2)] == ["0 Termine", "1 Termin", "2 Termine"]
