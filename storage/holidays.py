"""Public holidays in Germany, by Land: those of the whole Land, as its law has them today.

A table of our own: the library for this keeps five megabytes in the running bot. The tests compare the table with
that library for every Land, from 2024 on for twenty years.
"""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

EVERYWHERE = ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
AFTER_EASTER = (-2, 1, 39, 50)  # days: Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag
IN_SOME = {  # month and day
    (1, 6): "BW BY ST",
    (3, 8): "BE MV",
    (8, 15): "SL",
    (9, 20): "TH",
    (10, 31): "BB HB HH MV NI SH SN ST TH",
    (11, 1): "BW BY NW RP SL",
}
AFTER_EASTER_IN_SOME = {0: "BB", 49: "BB", 60: "BW BY HE NW RP SL"}  # Ostersonntag, Pfingstsonntag, Fronleichnam
ONCE = {date(2025, 5, 8): "BE", date(2028, 6, 17): "BE"}


@lru_cache(maxsize=64)
def holidays(land: str, year: int) -> frozenset[date]:
    """Return the days of a year in a Land (ISO 3166-2:DE without "DE-": NW, BY …)."""
    days = [*EVERYWHERE, *(day for day, lands in IN_SOME.items() if land in lands.split())]
    sunday = easter(year)
    moving = [*AFTER_EASTER, *(after for after, lands in AFTER_EASTER_IN_SOME.items() if land in lands.split())]
    found = {date(year, month, day) for month, day in days} | {sunday + timedelta(days=after) for after in moving}
    found |= {day for day, lands in ONCE.items() if day.year == year and land in lands.split()}
    if land == "SN":
        found.add(_day_of_repentance(year))
    return frozenset(found)


def _day_of_repentance(year: int) -> date:
    """Buß- und Bettag: the Wednesday before 23 November."""
    last = date(year, 11, 22)
    return last - timedelta(days=(last.weekday() - 2) % 7)
