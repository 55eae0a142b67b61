"""What holds for every date, every spelling and any text."""

from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise

import pytest
from dates_tables import BERLIN, NOW
from hypothesis import given
from hypothesis import strategies as st

from commands.dates import DateError, Period, find_period, parse_offset, parse_period, parse_recurrence
from commands.dates.words import MONTH_NAMES, WEEKDAY_NAMES
from storage.when import Precision

DATES = st.dates(date(1990, 1, 1), date(2099, 12, 30))
FIRST_NOW, LAST_NOW = (datetime.combine(date(year, 1, 1), time()) for year in (2020, 2040))
NOWS = st.datetimes(FIRST_NOW, LAST_NOW, timezones=st.just(BERLIN))
CLOCKS = st.times().map(lambda t: t.replace(second=0, microsecond=0))


def day(value: date) -> Period:
    start = datetime.combine(value, time(), BERLIN)
    return Period(start, start + timedelta(days=1), Precision.DAY)


def spellings(value: date) -> list[str]:
    name, weekday = MONTH_NAMES[value.month - 1], WEEKDAY_NAMES[value.weekday()]
    d, m, y = value.day, value.month, value.year
    return [
        f"{d}.{m}.{y}",
        f"{d:02}.{m:02}.{y}",
        f"{d}. {m}. {y}",
        f"am {d}.{m}.{y}",
        f"{d}. {name} {y}",
        f"{d:02}. {name} {y}",
        f"{d} {name} {y}",
        f"{d}. {name[:3]}. {y}",
        f"{d}. {name.lower()} {y}",
        f"{d}. {name.replace('ä', 'ae')} {y}",
        f"{weekday}, {d}. {name} {y}",
        f"{weekday}, den {d}. {name} {y}",
        f"{weekday[:2]} {d}.{m}.{y}",
        f"{weekday[:2]}., {d:02}.{m:02}.{y}",
        f"{y}-{m:02}-{d:02}",
        f"{y}{m:02}{d:02}",
    ] + ([f"{d}.{m}.{y % 100:02}"] if 1970 <= y < 2070 else [])


@given(DATES)
def test_every_date_in_every_spelling(value: date) -> None:
    assert {text: parse_period(text, NOW) for text in spellings(value)} == dict.fromkeys(spellings(value), day(value))


@given(DATES, st.integers(0, 6))
def test_wrong_weekday_is_refused_with_the_right_one(value: date, claimed: int) -> None:
    text = f"{WEEKDAY_NAMES[claimed]}, {value.day}.{value.month}.{value.year}"
    if claimed == value.weekday():
        assert parse_period(text, NOW) == day(value)
        return
    with pytest.raises(DateError, match=f"ist ein {WEEKDAY_NAMES[value.weekday()]}, kein {WEEKDAY_NAMES[claimed]}"):
        parse_period(text, NOW)


@given(DATES, CLOCKS)
def test_every_minute(value: date, clock: time) -> None:
    wall = datetime.combine(value, clock, BERLIN)
    period = parse_period(f"{value:%d.%m.%Y}, {clock:%H:%M} Uhr", NOW)

    assert period is not None
    assert period.start is not None
    assert period.end is None
    assert period.start.timestamp() == wall.timestamp()


@given(DATES, st.integers(1, 200))
def test_every_range(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(2099, 12, 30))
    period = parse_period(f"{first:%d.%m.%Y} - {last:%d.%m.%Y}", NOW)

    assert period == Period(day(first).start, day(last).end, Precision.DAY)


@given(st.integers(1, 12), st.integers(1, 28), NOWS)
def test_bare_date_is_the_next_or_the_last(month: int, number: int, now: datetime) -> None:
    ahead, back = (parse_period(f"{number}.{month}.", now, prefer) for prefer in ("future", "past"))

    assert ahead is not None
    assert back is not None
    assert ahead.end is not None
    assert back.start is not None
    assert ahead.end > now >= back.start
    assert ahead.end - timedelta(days=367) <= now
    assert back.start + timedelta(days=367) >= now


@given(st.sampled_from(WEEKDAY_NAMES), st.integers(0, 23), NOWS)
def test_recurrence_keeps_its_wall_time(name: str, hour: int, now: datetime) -> None:
    rule = parse_recurrence(f"jeden {name} um {hour} Uhr", now)

    assert rule is not None
    found = list(islice(rule, 60))
    assert found[0] > now
    assert found[0] - now.replace(fold=0) <= timedelta(days=7, minutes=1)
    assert {(WEEKDAY_NAMES[d.weekday()], d.hour, d.minute) for d in found} == {(name, hour, 0)}
    assert {b.date() - a.date() for a, b in pairwise(found)} == {timedelta(days=7)}


WORDS = st.sampled_from(
    [
        "am", "bis", "von", "ab", "seit", "und", "-", "/", ".", ",", ":", "2", "12", "31", "2027", "März", "Mai", "Mo",
        "Freitag", "nächste", "letzten", "Woche", "Monat", "Uhr", "um", "acht", "halb", "viertel", "vor", "in", "drei",
        "Tagen", "Ende", "Anfang", "KW", "Quartal", "Q3", "Winter", "Ostern", "jeden", "alle", "zweiten", "heute",
        "morgen", "früh", "abends", "zwischen", "des", "Jahres", "1.", "2.6.", "10:00", "außer", "vorher", "werktags",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=8).map(" ".join) | st.text(max_size=40))
def test_any_text_is_read_or_refused_in_german(text: str) -> None:
    for read in (lambda: parse_period(text, NOW), lambda: find_period(text, NOW), lambda: parse_offset(text),
                 lambda: parse_recurrence(text, NOW)):  # fmt: skip
        try:
            read()
        except DateError as error:
            assert str(error).endswith((".", "“."))  # noqa: PT017  # any of the four may refuse
    try:
        period = parse_period(text, NOW)
    except DateError:
        return
    if period is not None and period.start is not None and period.end is not None:
        assert period.start < period.end
