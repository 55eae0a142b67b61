"""The table of holidays says what the library that it replaces says."""

import holidays as library
import pytest

from storage.holidays import holidays

LANDS = ("BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH")


@pytest.mark.parametrize("land", LANDS)
def test_every_land_for_twenty_years(land: str) -> None:
    for year in range(2024, 2044):
        assert holidays(land, year) == frozenset(library.country_holidays("DE", subdiv=land, years=year))
