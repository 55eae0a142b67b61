"""Time phrases that were written before the grammar was read: each exactly as meant, refused, or no time."""

from datetime import datetime, timedelta
from itertools import islice

import pytest
from dates_tables import moment
from dates_third import THIRD, THIRD_NOW
from dates_third_more import THIRD_NO_TIME, THIRD_OFFSETS, THIRD_RECURRENCES, THIRD_SPLITS, THIRD_WRONG
from dateutil.relativedelta import relativedelta

from commands.dates import DateError, Prefer, find_period, parse_offset, parse_period, parse_recurrence


def _cells(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


def _ids(table: str) -> list[str]:
    return [row[0] for row in _cells(table)]


@pytest.mark.parametrize(("phrase", "prefer", "start", "end"), _cells(THIRD), ids=_ids(THIRD))
def test_period(phrase: str, prefer: Prefer, start: str, end: str) -> None:
    period = parse_period(phrase, THIRD_NOW, prefer)

    assert period is not None
    assert (period.start, period.end) == (moment(start), moment(end))


@pytest.mark.parametrize("phrase", THIRD_WRONG.strip().splitlines())
def test_what_can_not_be_is_refused(phrase: str) -> None:
    with pytest.raises(DateError):
        parse_period(phrase, THIRD_NOW)


@pytest.mark.parametrize("phrase", THIRD_NO_TIME.strip().splitlines())
def test_no_time(phrase: str) -> None:
    assert parse_period(phrase, THIRD_NOW) is None


@pytest.mark.parametrize(("phrase", "distance"), _cells(THIRD_OFFSETS), ids=_ids(THIRD_OFFSETS))
def test_offset(phrase: str, distance: str) -> None:
    start = datetime(2026, 9, 17, 14, 0, tzinfo=THIRD_NOW.tzinfo)
    found = parse_offset(phrase)

    if not distance:
        assert found is None
        return
    parts = {name: int(count) for name, count in (part.split("=") for part in distance.split(","))}
    assert isinstance(found, timedelta | relativedelta)
    assert start - found == start - relativedelta(
        years=parts.get("years", 0),
        months=parts.get("months", 0),
        days=parts.get("days", 0),
        hours=parts.get("hours", 0),
        minutes=parts.get("minutes", 0),
    )


@pytest.mark.parametrize(("phrase", "dates"), _cells(THIRD_RECURRENCES), ids=_ids(THIRD_RECURRENCES))
def test_recurrence(phrase: str, dates: str) -> None:
    if dates == "error":
        with pytest.raises(DateError):
            parse_recurrence(phrase, THIRD_NOW)
        return
    rule = parse_recurrence(phrase, THIRD_NOW)

    if not dates:
        assert rule is None
        return
    wanted = [None if date == "end" else moment(date) for date in dates.split(", ")]
    assert rule is not None
    found: list[datetime | None] = list(islice(rule, len(wanted)))
    assert found + [None] * (len(wanted) - len(found)) == wanted


@pytest.mark.parametrize(("words", "start", "end", "rest"), _cells(THIRD_SPLITS), ids=_ids(THIRD_SPLITS))
def test_among_words(words: str, start: str, end: str, rest: str) -> None:
    period, other = find_period(words, THIRD_NOW)

    assert other == rest
    assert (period and period.start, period and period.end) == (moment(start), moment(end))
