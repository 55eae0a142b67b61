"""What a German speaker means, written down: "phrase | start | end"; an open side and a missing end are empty.

All tables are read on Wednesday, 25 November 2026, 10:00 in Berlin. ``FIRST`` was there before the grammar,
``SECOND`` was written afterwards, as somebody else would type, and read for the first time when it was complete.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 10, 0, tzinfo=BERLIN)

Row = tuple[str, datetime | None, datetime | None]


def moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN) if text else None


def rows(table: str) -> list[Row]:
    found: list[Row] = []
    for line in table.strip().splitlines():
        phrase, start, end, *_ = [cell.strip() for cell in line.split("|")]
        found.append((phrase, moment(start), moment(end)))
    return found


FIRST = """
06.09.2023 | 2023-09-06 | 2023-09-07 | day
6.9.2023 | 2023-09-06 | 2023-09-07 | day
6.9.23 | 2023-09-06 | 2023-09-07 | day
2. Juni | 2027-06-02 | 2027-06-03 | day
02. Juni 2023 | 2023-06-02 | 2023-06-03 | day
zweiter Juni | 2027-06-02 | 2027-06-03 | day
2 Juni 2023 | 2023-06-02 | 2023-06-03 | day
Mi, 06.09.2023 | 2023-09-06 | 2023-09-07 | day
Mittwoch, den 6. September 2023 | 2023-09-06 | 2023-09-07 | day
2023-09-06 | 2023-09-06 | 2023-09-07 | day
20230906 | 2023-09-06 | 2023-09-07 | day
Mai 2022 | 2022-05-01 | 2022-06-01 | month
05/2022 | 2022-05-01 | 2022-06-01 | month
2022-05 | 2022-05-01 | 2022-06-01 | month
2022 | 2022-01-01 | 2023-01-01 | year
im Jahr 2022 | 2022-01-01 | 2023-01-01 | year
2.-4.6.2023 | 2023-06-02 | 2023-06-05 | day
vom 2. bis 4. Juni | 2027-06-02 | 2027-06-05 | day
30.11.-02.12.2026 | 2026-11-30 | 2026-12-03 | day
28.12.-3.1.2027 | 2026-12-28 | 2027-01-04 | day
28. Dezember bis 3. Januar | 2026-12-28 | 2027-01-04 | day
Fr/Sa 2./3.6.2023 | 2023-06-02 | 2023-06-04 | day
Freitag, 2. bis Sonntag, 4. Juni 2023 | 2023-06-02 | 2023-06-05 | day
5. und 6.11. | 2027-11-05 | 2027-11-07 | day
5., 6. und 7. November | 2027-11-05 | 2027-11-08 | day
von April bis Juni | 2027-04-01 | 2027-07-01 | month
November bis Januar | 2026-11-01 | 2027-02-01 | month
Nov–Jan 2027 | 2026-11-01 | 2027-02-01 | month
Mai/Juni 2022 | 2022-05-01 | 2022-07-01 | month
2018 bis 2020 | 2018-01-01 | 2021-01-01 | year
2023/24 | 2023-01-01 | 2025-01-01 | year
zwischen 3. und 5. Juni | 2027-06-03 | 2027-06-06 | day
zwischen Ostern und Pfingsten | 2027-03-28 | 2027-05-18 | day
ab März | 2027-03-01 | | month
seit April | 2026-04-01 | | month
bis Freitag | | 2026-11-28 | day
bis einschließlich 5. Juni | | 2027-06-06 | day
nach Ostern | 2027-03-30 | | day
vor dem 1. März | | 2027-03-01 | day
14 Uhr | 2026-11-25 14:00 | | minute
14.30 Uhr | 2026-11-25 14:30 | | minute
9-16 Uhr | 2026-11-25 09:00 | 2026-11-25 16:00 | minute
10:00 - 18:00 | 2026-11-25 10:00 | 2026-11-25 18:00 | minute
18h | 2026-11-25 18:00 | | minute
von 9 bis 12 Uhr | 2026-11-25 09:00 | 2026-11-25 12:00 | minute
morgen früh um acht | 2026-11-26 08:00 | | minute
um acht | 2026-11-25 20:00 | | minute
halb neun | 2026-11-25 20:30 | | minute
Viertel nach elf | 2026-11-25 11:15 | | minute
heute um acht | 2026-11-25 20:00 | | minute
morgen um dreiviertel neun | 2026-11-26 08:45 | | minute
morgen um fünf vor halb drei | 2026-11-26 14:25 | | minute
heute | 2026-11-25 | 2026-11-26 | day
übermorgen | 2026-11-27 | 2026-11-28 | day
vorgestern | 2026-11-23 | 2026-11-24 | day
in drei Wochen | 2026-12-16 | 2026-12-17 | day
vor zwei Monaten | 2026-09-25 | 2026-09-26 | day
in einer halben Stunde | 2026-11-25 10:30 | | minute
Mittwoch in einer Woche | 2026-12-02 | 2026-12-03 | day
diesen Freitag | 2026-11-27 | 2026-11-28 | day
kommenden Freitag | 2026-11-27 | 2026-11-28 | day
nächsten Freitag | 2026-11-27 | 2026-11-28 | day
letzten Freitag | 2026-11-20 | 2026-11-21 | day
Mittwoch | 2026-11-25 | 2026-11-26 | day
diese Woche | 2026-11-23 | 2026-11-30 | day
nächste Woche | 2026-11-30 | 2026-12-07 | day
übernächste Woche | 2026-12-07 | 2026-12-14 | day
über nächste Woche | 2026-12-07 | 2026-12-14 | day
KW 49 | 2026-11-30 | 2026-12-07 | day
KW 3/2027 | 2027-01-18 | 2027-01-25 | day
50. Kalenderwoche | 2026-12-07 | 2026-12-14 | day
KW 49-51 | 2026-11-30 | 2026-12-21 | day
Mittwoch KW 49 | 2026-12-02 | 2026-12-03 | day
Anfang März | 2027-03-01 | 2027-03-11 | day
Mitte März | 2027-03-11 | 2027-03-21 | day
Ende März | 2027-03-21 | 2027-04-01 | day
Ende März/Anfang April | 2027-03-21 | 2027-04-11 | day
Q3/2025 | 2025-07-01 | 2025-10-01 | month
2. Quartal 2024 | 2024-04-01 | 2024-07-01 | month
zweites Halbjahr | 2026-07-01 | 2027-01-01 | month
Frühjahr 2024 | 2024-03-01 | 2024-06-01 | season
Winter 2023/24 | 2023-12-01 | 2024-03-01 | season
Anfang 2024 | 2024-01-01 | 2024-04-01 | month
Mitte 2024 | 2024-05-01 | 2024-09-01 | month
Ende 2024 | 2024-10-01 | 2025-01-01 | month
Jahresende | 2026-10-01 | 2027-01-01 | month
letztes Jahr | 2025-01-01 | 2026-01-01 | year
nächsten Monat | 2026-12-01 | 2027-01-01 | month
diesen Monat | 2026-11-01 | 2026-12-01 | month
die nächsten drei Wochen | 2026-11-25 | 2026-12-16 | day
letzte 14 Tage | 2026-11-11 | 2026-11-26 | day
Mi, 06.09.2023 von 10 bis 18 Uhr | 2023-09-06 10:00 | 2023-09-06 18:00 | minute
Dienstag, 20. November 2018, 11:30 - 13:00 Uhr | 2018-11-20 11:30 | 2018-11-20 13:00 | minute
06.09.2023, 10:00 - 18:00 | 2023-09-06 10:00 | 2023-09-06 18:00 | minute
6.9.2023 10 Uhr bis 7.9.2023 16 Uhr | 2023-09-06 10:00 | 2023-09-07 16:00 | minute
2.-4. Juni 2023, jeweils 10-16 Uhr | 2023-06-02 10:00 | 2023-06-04 16:00 | minute
2.6. 22 Uhr bis 2 Uhr | 2027-06-02 22:00 | 2027-06-03 02:00 | minute
Freitagabend um 8 | 2026-11-27 20:00 | | minute
heute Abend | 2026-11-25 18:00 | 2026-11-26 | day
morgen Nachmittag | 2026-11-26 12:00 | 2026-11-26 18:00 | day
heute Nacht | 2026-11-25 22:00 | 2026-11-26 06:00 | day
2023-09-06T10:00 | 2023-09-06 10:00 | | minute
2023-09-06T10:00:00Z | 2023-09-06 12:00 | | minute
Ostern | 2027-03-28 | 2027-03-30 | day
Pfingsten 2023 | 2023-05-28 | 2023-05-30 | day
zwischen den Jahren | 2026-12-27 | 2027-01-01 | day
1. Advent | 2026-11-29 | 2026-11-30 | day
erster Montag im März | 2027-03-01 | 2027-03-02 | day
am 12. | 2026-12-12 | 2026-12-13 | day
am 31. | 2026-12-31 | 2027-01-01 | day
mearz | 2027-03-01 | 2027-04-01 | month
maerz | 2027-03-01 | 2027-04-01 | month
marz | 2027-03-01 | 2027-04-01 | month
feburar | 2027-02-01 | 2027-03-01 | month
Mitwoch | 2026-11-25 | 2026-11-26 | day
Donerstag | 2026-11-26 | 2026-11-27 | day
Frietag | 2026-11-27 | 2026-11-28 | day
Oktobr | 2027-10-01 | 2027-11-01 | month
"""

SECOND = """
am 3.12. | 2026-12-03 | 2026-12-04
Do 3.12.2026 | 2026-12-03 | 2026-12-04
Donnerstag, der 3. Dezember 2026 | 2026-12-03 | 2026-12-04
3.12.26, 14 Uhr | 2026-12-03 14:00 |
3.12. 14-16 Uhr | 2026-12-03 14:00 | 2026-12-03 16:00
03.12.2026 von 14:00 bis 16:30 Uhr | 2026-12-03 14:00 | 2026-12-03 16:30
03.12.2026 14:00–16:30 | 2026-12-03 14:00 | 2026-12-03 16:30
3. Dez. 2026 | 2026-12-03 | 2026-12-04
3. Dez | 2026-12-03 | 2026-12-04
dritter Dezember | 2026-12-03 | 2026-12-04
am dritten Dezember um 14 Uhr | 2026-12-03 14:00 |
3.12.2026 ab 14 Uhr | 2026-12-03 14:00 |
3.12.2026 ganztägig | 2026-12-03 | 2026-12-04
vom 3.12. bis zum 5.12. | 2026-12-03 | 2026-12-06
3. - 5. Dezember | 2026-12-03 | 2026-12-06
3.–5.12. | 2026-12-03 | 2026-12-06
3. bis einschließlich 5. Dezember 2026 | 2026-12-03 | 2026-12-06
Do, 3.12. bis Sa, 5.12. | 2026-12-03 | 2026-12-06
Do 3.12. 14 Uhr bis Fr 4.12. 12 Uhr | 2026-12-03 14:00 | 2026-12-04 12:00
3.12.2026, 14 Uhr - 4.12.2026, 12 Uhr | 2026-12-03 14:00 | 2026-12-04 12:00
3. und 4. Dezember 2026 | 2026-12-03 | 2026-12-05
3./4. Dezember 2026 | 2026-12-03 | 2026-12-05
31.12.2026-1.1.2027 | 2026-12-31 | 2027-01-02
heute 15 Uhr | 2026-11-25 15:00 |
heute um 15:30 | 2026-11-25 15:30 |
heute von 15 bis 17 Uhr | 2026-11-25 15:00 | 2026-11-25 17:00
morgen 9 Uhr | 2026-11-26 09:00 |
morgen um neun | 2026-11-26 09:00 |
morgen früh um halb neun | 2026-11-26 08:30 |
morgen Abend 19 Uhr | 2026-11-26 19:00 |
morgen Abend um sieben | 2026-11-26 19:00 |
morgen Vormittag | 2026-11-26 06:00 | 2026-11-26 12:00
übermorgen um Viertel nach drei | 2026-11-27 15:15 |
übermorgen mittags | 2026-11-27 11:00 | 2026-11-27 14:00
Donnerstagnachmittag | 2026-11-26 12:00 | 2026-11-26 18:00
am Donnerstag um 10 | 2026-11-26 10:00 |
Donnerstag 10 Uhr | 2026-11-26 10:00 |
diesen Donnerstag | 2026-11-26 | 2026-11-27
kommenden Montag um 9:30 Uhr | 2026-11-30 09:30 |
nächsten Montag | 2026-11-30 | 2026-12-01
übernächsten Montag | 2026-12-07 | 2026-12-08
letzten Montag | 2026-11-23 | 2026-11-24
vorigen Freitag | 2026-11-20 | 2026-11-21
Montag in einer Woche | 2026-12-07 | 2026-12-08
Montag in zwei Wochen | 2026-12-14 | 2026-12-15
Montag in 14 Tagen | 2026-12-14 | 2026-12-15
heute in 14 Tagen | 2026-12-09 | 2026-12-10
morgen in einer Woche | 2026-12-03 | 2026-12-04
nächste Woche Donnerstag | 2026-12-03 | 2026-12-04
nächste Woche am Donnerstag um 10 Uhr | 2026-12-03 10:00 |
Donnerstag übernächster Woche | 2026-12-10 | 2026-12-11
kommende Woche | 2026-11-30 | 2026-12-07
in der nächsten Woche | 2026-11-30 | 2026-12-07
in dieser Woche | 2026-11-23 | 2026-11-30
im nächsten Monat | 2026-12-01 | 2027-01-01
im letzten Monat | 2026-10-01 | 2026-11-01
im vergangenen Jahr | 2025-01-01 | 2026-01-01
dieses Jahr | 2026-01-01 | 2027-01-01
nächstes Jahr | 2027-01-01 | 2028-01-01
in zwei Monaten | 2027-01-25 | 2027-01-26
in 10 Tagen | 2026-12-05 | 2026-12-06
in einer Woche | 2026-12-02 | 2026-12-03
in einer Stunde | 2026-11-25 11:00 |
in 45 Minuten | 2026-11-25 10:45 |
in einer Viertelstunde | 2026-11-25 10:15 |
in einer Dreiviertelstunde | 2026-11-25 10:45 |
in zweieinhalb Stunden | 2026-11-25 12:30 |
vor einer Woche | 2026-11-18 | 2026-11-19
vor drei Tagen | 2026-11-22 | 2026-11-23
vor einem Jahr | 2025-11-25 | 2025-11-26
vor einer halben Stunde | 2026-11-25 09:30 |
die nächsten zwei Wochen | 2026-11-25 | 2026-12-09
in den nächsten 30 Tagen | 2026-11-25 | 2026-12-25
in den kommenden drei Monaten | 2026-11-25 | 2027-02-25
KW 2 | 2027-01-11 | 2027-01-18
KW 48 | 2026-11-23 | 2026-11-30
KW 2 2027 | 2027-01-11 | 2027-01-18
2. KW 2027 | 2027-01-11 | 2027-01-18
in der KW 50 | 2026-12-07 | 2026-12-14
Kalenderwoche 50 | 2026-12-07 | 2026-12-14
KW 50 bis 52 | 2026-12-07 | 2026-12-28
Anfang Dezember | 2026-12-01 | 2026-12-11
Mitte Januar 2027 | 2027-01-11 | 2027-01-21
Ende Februar | 2027-02-21 | 2027-03-01
gegen Ende des Monats | 2026-11-21 | 2026-12-01
Ende nächsten Monats | 2026-12-21 | 2027-01-01
bis Ende nächster Woche | | 2026-12-07
bis morgen | | 2026-11-27
bis übermorgen 12 Uhr | | 2026-11-27 12:00
bis 15. Januar | | 2027-01-16
bis Weihnachten | | 2026-12-27
bis spätestens Freitag | | 2026-11-28
ab dem 1. Februar | 2027-02-01 |
ab Montag | 2026-11-30 |
ab 2027 | 2027-01-01 |
seit Anfang des Jahres | 2026-01-01 |
seit 1. Oktober | 2026-10-01 |
seit letztem Jahr | 2025-01-01 |
erstes Halbjahr 2027 | 2027-01-01 | 2027-07-01
im ersten Quartal | 2027-01-01 | 2027-04-01
Q4 | 2026-10-01 | 2027-01-01
4. Quartal | 2026-10-01 | 2027-01-01
Q1 2027 | 2027-01-01 | 2027-04-01
im Herbst | 2026-09-01 | 2026-12-01
Herbst 2025 | 2025-09-01 | 2025-12-01
nächsten Frühling | 2027-03-01 | 2027-06-01
Winter | 2026-12-01 | 2027-03-01
Sommer 2022 | 2022-06-01 | 2022-09-01
Januar und Februar | 2027-01-01 | 2027-03-01
Januar bis März 2027 | 2027-01-01 | 2027-04-01
zwischen Januar und März | 2027-01-01 | 2027-04-01
Mai 2027 bis Juli 2027 | 2027-05-01 | 2027-08-01
zwischen dem 1. und 15. Dezember | 2026-12-01 | 2026-12-16
zwischen 14 und 16 Uhr | 2026-11-25 14:00 | 2026-11-25 16:00
2019 - 2021 | 2019-01-01 | 2022-01-01
in den Jahren 2019 bis 2021 | 2019-01-01 | 2022-01-01
11.2026 | 2026-11-01 | 2026-12-01
2026-12-03T14:00 | 2026-12-03 14:00 |
2026-12-03 14:00-16:00 | 2026-12-03 14:00 | 2026-12-03 16:00
16 Uhr | 2026-11-25 16:00 |
16:15 Uhr | 2026-11-25 16:15 |
16.15 Uhr | 2026-11-25 16:15 |
halb fünf | 2026-11-25 16:30 |
viertel vor zwölf | 2026-11-25 11:45 |
zwölf Uhr mittags | 2026-11-25 12:00 |
um Mitternacht | 2026-11-26 |
8 Uhr | 2026-11-26 08:00 |
Silvester | 2026-12-31 | 2027-01-01
Ostermontag | 2027-03-29 | 2027-03-30
vor Weihnachten | | 2026-12-24
Dezemeber | 2026-12-01 | 2027-01-01
Septmber 2027 | 2027-09-01 | 2027-10-01
Janaur | 2027-01-01 | 2027-02-01
Donnerstg | 2026-11-26 | 2026-11-27
Sammstag | 2026-11-28 | 2026-11-29
naechste woche | 2026-11-30 | 2026-12-07
nachste woche | 2026-11-30 | 2026-12-07
UEBERMORGEN | 2026-11-27 | 2026-11-28
fuenfzehnter Januar | 2027-01-15 | 2027-01-16
wochenende | 2026-11-28 | 2026-11-30
dieses Wochenende | 2026-11-28 | 2026-11-30
letztes Wochenende | 2026-11-21 | 2026-11-23
Mittwoch nächster Woche um 15 Uhr | 2026-12-02 15:00 |
am Mittwoch in einer Woche um 10 Uhr | 2026-12-02 10:00 |
zweite Hälfte März | 2027-03-16 | 2027-04-01
erste Hälfte des Jahres | 2026-01-01 | 2026-07-01
vom 15. bis 17. | 2026-12-15 | 2026-12-18
am 2. und 3. Dezember | 2026-12-02 | 2026-12-04
2.12.-4.12.2026 | 2026-12-02 | 2026-12-05
2.12.2026-4.12.2026 | 2026-12-02 | 2026-12-05
2.12. – 4.12. | 2026-12-02 | 2026-12-05
02.12. bis 04.12.2026 | 2026-12-02 | 2026-12-05
vom 2.12. 10 Uhr bis zum 4.12. 16 Uhr | 2026-12-02 10:00 | 2026-12-04 16:00
18-20h | 2026-11-25 18:00 | 2026-11-25 20:00
18:00h | 2026-11-25 18:00 |
von 14 Uhr bis 15 Uhr 30 | 2026-11-25 14:00 | 2026-11-25 15:30
14 bis 15:30 Uhr | 2026-11-25 14:00 | 2026-11-25 15:30
14.30-16 Uhr | 2026-11-25 14:30 | 2026-11-25 16:00
14 Uhr 30 bis 16 Uhr | 2026-11-25 14:30 | 2026-11-25 16:00
gegen 14 Uhr | 2026-11-25 14:00 |
ca. 14 Uhr | 2026-11-25 14:00 |
Do. 3. Dez., 18-20h | 2026-12-03 18:00 | 2026-12-03 20:00
3.12. abends | 2026-12-03 18:00 | 2026-12-04
am 3. Dezember nachmittags | 2026-12-03 12:00 | 2026-12-03 18:00
am Abend des 3. Dezember | 2026-12-03 18:00 | 2026-12-04
abends um 8 | 2026-11-25 20:00 |
20 Uhr abends | 2026-11-25 20:00 |
8 Uhr abends | 2026-11-25 20:00 |
8 Uhr früh | 2026-11-26 08:00 |
Freitag ab 9 Uhr | 2026-11-27 09:00 |
Freitag bis 12 Uhr | 2026-11-27 | 2026-11-27 12:00
ab Freitag 9 Uhr | 2026-11-27 09:00 |
bis Freitag um 12 | | 2026-11-27 12:00
bis heute Abend | | 2026-11-26
bis 14 Uhr | | 2026-11-25 14:00
vorgestern Abend | 2026-11-23 18:00 | 2026-11-24
heute in drei Monaten | 2027-02-25 | 2027-02-26
heute vor zwei Wochen | 2026-11-11 | 2026-11-12
im Laufe der nächsten Woche | 2026-11-30 | 2026-12-07
Ende dieser Woche | 2026-11-26 | 2026-11-30
Ende dieses Jahres | 2026-10-01 | 2027-01-01
Anfang nächsten Jahres | 2027-01-01 | 2027-04-01
Mitte 2027 | 2027-05-01 | 2027-09-01
Jahresanfang 2027 | 2027-01-01 | 2027-04-01
seit heute | 2026-11-25 |
seit Montag | 2026-11-23 |
seit letzter Woche | 2026-11-16 |
seit drei Monaten | 2026-08-25 |
seit Mai 2022 | 2022-05-01 |
von heute bis Sonntag | 2026-11-25 | 2026-11-30
von morgen bis Ende der Woche | 2026-11-26 | 2026-11-30
von Montag bis Freitag nächster Woche | 2026-11-30 | 2026-12-05
nächste Woche Montag bis Mittwoch | 2026-11-30 | 2026-12-03
nächste Woche von Montag bis Mittwoch | 2026-11-30 | 2026-12-03
zwischen Weihnachten und Neujahr | 2026-12-24 | 2027-01-02
Oktober 2026 bis März 2027 | 2026-10-01 | 2027-04-01
Oktober bis März | 2026-10-01 | 2027-04-01
von 2024 bis heute | 2024-01-01 | 2026-11-26
Okt.-Dez. 2026 | 2026-10-01 | 2027-01-01
10/2026-12/2026 | 2026-10-01 | 2027-01-01
Sommer 2022 bis Frühjahr 2023 | 2022-06-01 | 2023-06-01
Sommer/Herbst 2027 | 2027-06-01 | 2027-12-01
Q1 bis Q3 2027 | 2027-01-01 | 2027-10-01
Q1-Q2/2027 | 2027-01-01 | 2027-07-01
3. und 4. Quartal 2027 | 2027-07-01 | 2028-01-01
KW49 | 2026-11-30 | 2026-12-07
KW 1/27 | 2027-01-04 | 2027-01-11
KW 49/2026 bis KW 2/2027 | 2026-11-30 | 2027-01-18
49. KW | 2026-11-30 | 2026-12-07
49. bis 51. KW | 2026-11-30 | 2026-12-21
KW 49, Dienstag | 2026-12-01 | 2026-12-02
Dienstag in KW 49 um 10 Uhr | 2026-12-01 10:00 |
der erste Dienstag im Januar | 2027-01-05 | 2027-01-06
am letzten Donnerstag im Januar 2027 | 2027-01-28 | 2027-01-29
am ersten Montag im nächsten Monat | 2026-12-07 | 2026-12-08
Pfingstmontag 2027 | 2027-05-17 | 2027-05-18
Christi Himmelfahrt | 2027-05-06 | 2027-05-07
3. Advent | 2026-12-13 | 2026-12-14
am Nikolaustag | 2026-12-06 | 2026-12-07
Heiligabend | 2026-12-24 | 2026-12-25
Tag der Deutschen Einheit | 2027-10-03 | 2027-10-04
nächste Ostern | 2027-03-28 | 2027-03-30
letztes Weihnachten | 2025-12-24 | 2025-12-27
Mitte der Woche | 2026-11-25 | 2026-11-26
Wochenanfang | 2026-11-30 | 2026-12-02
heute Mittag | 2026-11-25 11:00 | 2026-11-25 14:00
letzte Nacht | 2026-11-24 22:00 | 2026-11-25 06:00
heute ganztägig | 2026-11-25 | 2026-11-26
den 3. Dezember 2026 | 2026-12-03 | 2026-12-04
am Donnerstag, den 3. Dezember, um 14.30 Uhr | 2026-12-03 14:30 |
Donnerstag, 3.12., 14:30 Uhr | 2026-12-03 14:30 |
2026/12/03 | 2026-12-03 | 2026-12-04
3.12.2026 um 14 Uhr für zwei Stunden | 2026-12-03 14:00 | 2026-12-03 16:00
3.12.2026, 14 Uhr, 2 Stunden | 2026-12-03 14:00 | 2026-12-03 16:00
3.12.2026 14 Uhr (90 Minuten) | 2026-12-03 14:00 | 2026-12-03 15:30
Anfang der nächsten Woche | 2026-11-30 | 2026-12-02
diese Nacht | 2026-11-25 22:00 | 2026-11-26 06:00
in anderthalb Jahren | 2028-05-25 | 2028-05-26
in zwei Jahren | 2028-11-25 | 2028-11-26
innerhalb von zwei Wochen | 2026-11-25 | 2026-12-09
innerhalb der nächsten 14 Tage | 2026-11-25 | 2026-12-09
binnen einer Woche | 2026-11-25 | 2026-12-02
in den letzten drei Monaten | 2026-08-25 | 2026-11-26
in der vergangenen Woche | 2026-11-16 | 2026-11-23
die letzten zwei Jahre | 2024-11-25 | 2026-11-26
vorletztes Jahr | 2024-01-01 | 2025-01-01
im vorletzten Monat | 2026-09-01 | 2026-10-01
vor dem Sommer | | 2027-06-01
nach dem Sommer | 2027-09-01 |
nach 18 Uhr | 2026-11-25 18:00 |
vor 18 Uhr | | 2026-11-25 18:00
spätestens am 15.12. | | 2026-12-16
frühestens ab Januar | 2027-01-01 |
ab Januar 2027 bis März 2027 | 2027-01-01 | 2027-04-01
ab dem 3.12. bis zum 5.12. | 2026-12-03 | 2026-12-06
von Januar an | 2027-01-01 |
am 4. und 5. Dezember 2026 | 2026-12-04 | 2026-12-06
am Mo, 7.12., 9-17 Uhr | 2026-12-07 09:00 | 2026-12-07 17:00
Mo 7.12.26 9.00-17.00 Uhr | 2026-12-07 09:00 | 2026-12-07 17:00
Montag 7. Dezember 9:00 Uhr bis 17:00 Uhr | 2026-12-07 09:00 | 2026-12-07 17:00
7.12.2026 (Montag) | 2026-12-07 | 2026-12-08
am Montag (7.12.) um 9 | 2026-12-07 09:00 |
07.12. 09:00 | 2026-12-07 09:00 |
um 9:00 Uhr am 7.12. | 2026-12-07 09:00 |
9 Uhr morgen | 2026-11-26 09:00 |
nächsten Dienstag 14 Uhr | 2026-12-01 14:00 |
kommenden Dienstag von 14 bis 15 Uhr | 2026-12-01 14:00 | 2026-12-01 15:00
Dienstag nächste Woche | 2026-12-01 | 2026-12-02
Dienstag in 2 Wochen | 2026-12-15 | 2026-12-16
Dienstag in drei Wochen um 9 Uhr | 2026-12-22 09:00 |
in der übernächsten Woche am Montag | 2026-12-07 | 2026-12-08
KW 3 im nächsten Jahr | 2027-01-18 | 2027-01-25
KW 3 2027 Montag | 2027-01-18 | 2027-01-19
Montag der 3. KW 2027 | 2027-01-18 | 2027-01-19
heute nachmittag um 4 | 2026-11-25 16:00 |
heute Abend um halb acht | 2026-11-25 19:30 |
morgen früh | 2026-11-26 06:00 | 2026-11-26 10:00
morgens um sieben | 2026-11-26 07:00 |
um zwölf | 2026-11-25 12:00 |
mittags um zwölf | 2026-11-25 12:00 |
Samstagabend | 2026-11-28 18:00 | 2026-11-29
von Freitagabend bis Sonntagmittag | 2026-11-27 18:00 | 2026-11-29 14:00
ab morgen | 2026-11-26 |
ab übermorgen 8 Uhr | 2026-11-27 08:00 |
ab Mitte Januar | 2027-01-11 |
ab KW 2 | 2027-01-11 |
ab dem zweiten Quartal | 2027-04-01 |
seit dem 1.10. | 2026-10-01 |
seit einem Jahr | 2025-11-25 |
seit Sommer 2022 | 2022-06-01 |
seit Freitag | 2026-11-20 |
bis Ende des Jahres | | 2027-01-01
bis Ende 2027 | | 2028-01-01
bis zum Sommer | | 2027-09-01
bis KW 50 | | 2026-12-14
bis 2025 | | 2026-01-01
bis Mai 2027 | | 2027-06-01
bis zum Jahresende | | 2027-01-01
zwischen April und Juni 2027 | 2027-04-01 | 2027-07-01
zwischen 2020 und 2023 | 2020-01-01 | 2024-01-01
zwischen dem 7.12. und dem 11.12. | 2026-12-07 | 2026-12-12
zwischen Montag und Mittwoch | 2026-11-23 | 2026-11-26
von Dezember 2026 bis Februar 2027 | 2026-12-01 | 2027-03-01
Dezember - Februar | 2026-12-01 | 2027-03-01
Dez/Jan | 2026-12-01 | 2027-02-01
April–Juni 2027 | 2027-04-01 | 2027-07-01
1.4.-30.6.2027 | 2027-04-01 | 2027-07-01
1.4.27-30.6.27 | 2027-04-01 | 2027-07-01
vom 1. April 2027 bis 30. Juni 2027 | 2027-04-01 | 2027-07-01
01.04.–30.06. | 2027-04-01 | 2027-07-01
Q1/27 | 2027-01-01 | 2027-04-01
Q2 | 2027-04-01 | 2027-07-01
drittes Quartal 2026 | 2026-07-01 | 2026-10-01
im 2. Halbjahr 2026 | 2026-07-01 | 2027-01-01
letztes Quartal | 2026-07-01 | 2026-10-01
Fruehjahr 2027 | 2027-03-01 | 2027-06-01
im Frühling | 2027-03-01 | 2027-06-01
Winter 2026 | 2026-12-01 | 2027-03-01
diesen Winter | 2026-12-01 | 2027-03-01
Anfang Winter | 2026-12-01 | 2027-01-01
Mitte Dezember | 2026-12-11 | 2026-12-21
Ende Dezember 2026 | 2026-12-21 | 2027-01-01
Ende Februar 2028 | 2028-02-21 | 2028-03-01
Anfang/Mitte Januar | 2027-01-01 | 2027-01-21
Mitte bis Ende Januar | 2027-01-11 | 2027-02-01
in 3 Tagen | 2026-11-28 | 2026-11-29
in drei Tagen um 15 Uhr | 2026-11-28 15:00 |
in einem Monat | 2026-12-25 | 2026-12-26
in 2 h | 2026-11-25 12:00 |
in 90 min | 2026-11-25 11:30 |
vor fünf Minuten | 2026-11-25 09:55 |
vor 14 Tagen | 2026-11-11 | 2026-11-12
vor zwei Jahren | 2024-11-25 | 2024-11-26
gestern um 14 Uhr | 2026-11-24 14:00 |
gestern | 2026-11-24 | 2026-11-25
jetzt | 2026-11-25 10:00 |
Rosenmontag 2027 | 2027-02-08 | 2027-02-09
Aschermittwoch 2027 | 2027-02-10 | 2027-02-11
Fronleichnam 2027 | 2027-05-27 | 2027-05-28
4. Advent 2026 | 2026-12-20 | 2026-12-21
29.2.2028 | 2028-02-29 | 2028-03-01
1.1.27 | 2027-01-01 | 2027-01-02
erster Januar 2027 | 2027-01-01 | 2027-01-02
Jänner 2027 | 2027-01-01 | 2027-02-01
Sonnabend | 2026-11-28 | 2026-11-29
Novmber | 2026-11-01 | 2026-12-01
Agust 2027 | 2027-08-01 | 2027-09-01
Dinstag | 2026-12-01 | 2026-12-02
Mittwcoh in einer Woche | 2026-12-02 | 2026-12-03
naechsten freitag | 2026-11-27 | 2026-11-28
Fritag | 2026-11-27 | 2026-11-28
"""

PAST = """
Mai | 2026-05-01 | 2026-06-01
November | 2026-11-01 | 2026-12-01
Dezember | 2025-12-01 | 2026-01-01
2. Juni | 2026-06-02 | 2026-06-03
25.11. | 2026-11-25 | 2026-11-26
26.11. | 2025-11-26 | 2025-11-27
Freitag | 2026-11-20 | 2026-11-21
Mittwoch | 2026-11-25 | 2026-11-26
Winter | 2025-12-01 | 2026-03-01
KW 49 | 2025-12-01 | 2025-12-08
14 Uhr | 2026-11-24 14:00 |
um acht | 2026-11-25 08:00 |
ab März | 2026-03-01 |
bis März | | 2026-04-01
April bis Juni | 2026-04-01 | 2026-07-01
Q3 | 2026-07-01 | 2026-10-01
Wochenende | 2026-11-21 | 2026-11-23
am 12. | 2026-11-12 | 2026-11-13
Ostern | 2026-04-05 | 2026-04-07
diesen Montag | 2026-11-23 | 2026-11-24
nächsten Freitag | 2026-11-27 | 2026-11-28
"""

NO_TIME = """
Maibaum
Montagehalle
Workshop 3
12
3
Sommerakademie
Freital
Montage
Merz
Jenner
Auguste
Dienstage
Kommune 2.0
2.6
3.11
14.30
so
di
freitags
in den nächsten Wochen
verlängertes Wochenende
nächste
Anfang
Ende
Mitte
am
bis
von bis
der
acht
halb
zweite
Jan Müller
März Köln
verlängertes Wochenende
irgendwann
bald
demnächst
in ein paar Tagen
Dezemberfieber
Sonntagsreden
Maistraße
Jahrbuch 2020er
Raum 204
100 %
3 Tage
W12
Herbstlaub
Sommerakademie
Montagsdemo
Marzahn
Mittwald
Augustin
5G
1.000 Euro
§ 12
0800 123456
13:00 Uhr Kaffee
Termin
im Laufe der Woche
10-12/2026
Mai u. Juni 2022
ab 3.12. drei Tage lang
in der ersten Dezemberwoche
in zwei bis drei Wochen
7. Dezember, 9 Uhr s.t.
Samstag auf Sonntag
9 bis 12
zwei Tage
eine Woche
Woche der Vielfalt
Tag der offenen Tür
Maiglöckchen
Morgenland
Sonntagskind
Abendschule
Herbsttagung
Junior
Julia
Mars
Samstags-Café
12 Teilnehmende
2 von 3
1/2
4:3
3.5
B 12
Mai Tai
"""
