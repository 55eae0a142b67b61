"""What a German organiser means, a third time: written from the issue alone, before the grammar was read.

"phrase | prefer | start | end", read on Wednesday, 18 March 2026, 10:15 in Berlin. Where more than one answer is right
("in den nächsten zwei Wochen") the one of the ADR stands here.
"""

from datetime import datetime

from dates_tables import BERLIN

THIRD_NOW = datetime(2026, 3, 18, 10, 15, tzinfo=BERLIN)

THIRD = """
06.09.2023 | future | 2023-09-06 | 2023-09-07
6.9.23 | future | 2023-09-06 | 2023-09-07
6.9. | future | 2026-09-06 | 2026-09-07
6.9. | past | 2025-09-06 | 2025-09-07
2. Juni | future | 2026-06-02 | 2026-06-03
2. Juni | past | 2025-06-02 | 2025-06-03
am 2. juni | future | 2026-06-02 | 2026-06-03
02. Juni 2023 | future | 2023-06-02 | 2023-06-03
Di 2.6. | future | 2026-06-02 | 2026-06-03
Di., 02.06.2026 | future | 2026-06-02 | 2026-06-03
Dienstag, den 2. Juni 2026 | future | 2026-06-02 | 2026-06-03
Dienstag, der 2.6.26 | future | 2026-06-02 | 2026-06-03
am Dienstag, dem 2. Juni | future | 2026-06-02 | 2026-06-03
2023-09-06 | future | 2023-09-06 | 2023-09-07
2023-09-06 14:00 | future | 2023-09-06 14:00 |
2023-09-06T14:00 | future | 2023-09-06 14:00 |
Mai 2022 | future | 2022-05-01 | 2022-06-01
im Mai 2022 | future | 2022-05-01 | 2022-06-01
05/2022 | future | 2022-05-01 | 2022-06-01
5/2022 | future | 2022-05-01 | 2022-06-01
05.2022 | future | 2022-05-01 | 2022-06-01
2022 | future | 2022-01-01 | 2023-01-01
im Jahr 2022 | future | 2022-01-01 | 2023-01-01
im Jahre 2022 | future | 2022-01-01 | 2023-01-01
Mai | future | 2026-05-01 | 2026-06-01
Mai | past | 2025-05-01 | 2025-06-01
im mai | future | 2026-05-01 | 2026-06-01
zweiter Juni | future | 2026-06-02 | 2026-06-03
am zweiten Juni | future | 2026-06-02 | 2026-06-03
am dritten Oktober 2026 | future | 2026-10-03 | 2026-10-04
1. Maerz 2027 | future | 2027-03-01 | 2027-03-02
1. Marz 2027 | future | 2027-03-01 | 2027-03-02
3.Oktober | future | 2026-10-03 | 2026-10-04
3 Oktober 2026 | future | 2026-10-03 | 2026-10-04
03.Okt.2026 | future | 2026-10-03 | 2026-10-04
Sept. 2026 | future | 2026-09-01 | 2026-10-01
sep 2026 | future | 2026-09-01 | 2026-10-01
24.12. | future | 2026-12-24 | 2026-12-25
24.12.2026, | future | 2026-12-24 | 2026-12-25
15.05.26 (Fr) | future | 2026-05-15 | 2026-05-16
29.2.2028 | future | 2028-02-29 | 2028-03-01
1.1.2027 | future | 2027-01-01 | 2027-01-02
2.-4.6.2023 | future | 2023-06-02 | 2023-06-05
2. - 4.6.2023 | future | 2023-06-02 | 2023-06-05
vom 2. bis 4. Juni | future | 2026-06-02 | 2026-06-05
vom 2. bis zum 4. Juni 2027 | future | 2027-06-02 | 2027-06-05
2.–4. Juni | future | 2026-06-02 | 2026-06-05
30.11.-02.12.2026 | future | 2026-11-30 | 2026-12-03
30.11. bis 2.12. | future | 2026-11-30 | 2026-12-03
von April bis Juni | future | 2026-04-01 | 2026-07-01
April bis Juni 2025 | future | 2025-04-01 | 2025-07-01
April–Juni 2026 | future | 2026-04-01 | 2026-07-01
von november bis februar | future | 2026-11-01 | 2027-03-01
2018 bis 2020 | future | 2018-01-01 | 2021-01-01
2018-2020 | future | 2018-01-01 | 2021-01-01
von 2018 bis 2020 | future | 2018-01-01 | 2021-01-01
zwischen April und Mai 2025 | future | 2025-04-01 | 2025-06-01
zwischen dem 3. und dem 5. Mai | future | 2026-05-03 | 2026-05-06
zwischen 2018 und 2020 | future | 2018-01-01 | 2021-01-01
zwischen 1.5. und 15.5. | future | 2026-05-01 | 2026-05-16
ab Mai | future | 2026-05-01 |
ab dem 3. Mai | future | 2026-05-03 |
ab 3.5.2026 | future | 2026-05-03 |
ab morgen | future | 2026-03-19 |
ab nächster Woche | future | 2026-03-23 |
seit 2020 | future | 2020-01-01 |
seit gestern | future | 2026-03-17 |
seit Mai | future | 2025-05-01 |
seit letztem Jahr | future | 2025-01-01 |
bis Ende Juni | future |  | 2026-07-01
bis 30.6. | future |  | 2026-07-01
bis zum 30. Juni | future |  | 2026-07-01
bis 2020 | future |  | 2021-01-01
bis morgen | future |  | 2026-03-20
bis freitag | future |  | 2026-03-21
bis nächste Woche Freitag | future |  | 2026-03-28
bis Freitag 12 Uhr | future |  | 2026-03-20 12:00
28.12.2026 - 3.1.2027 | future | 2026-12-28 | 2027-01-04
28.12. bis 3.1. | future | 2026-12-28 | 2027-01-04
vom 30. April bis zum 2. Mai 2026 | future | 2026-04-30 | 2026-05-03
30. April bis 2. Mai | future | 2026-04-30 | 2026-05-03
13. und 14. Oktober 2026 | future | 2026-10-13 | 2026-10-15
1./2. Juni 2026 | future | 2026-06-01 | 2026-06-03
Mai/Juni 2026 | future | 2026-05-01 | 2026-07-01
Mai und Juni | future | 2026-05-01 | 2026-07-01
Fr 12.6. bis So 14.6.2026 | future | 2026-06-12 | 2026-06-15
14 Uhr | future | 2026-03-18 14:00 |
um 14 Uhr | future | 2026-03-18 14:00 |
9 Uhr | future | 2026-03-19 09:00 |
9 Uhr | past | 2026-03-18 09:00 |
14.30 Uhr | future | 2026-03-18 14:30 |
14 Uhr 30 | future | 2026-03-18 14:30 |
um 17:15 | future | 2026-03-18 17:15 |
18h | future | 2026-03-18 18:00 |
13-16 Uhr | future | 2026-03-18 13:00 | 2026-03-18 16:00
11:00 - 18:00 | future | 2026-03-18 11:00 | 2026-03-18 18:00
von 12 bis 13 Uhr | future | 2026-03-18 12:00 | 2026-03-18 13:00
zwischen 12 und 13 Uhr | future | 2026-03-18 12:00 | 2026-03-18 13:00
morgen früh um acht | future | 2026-03-19 08:00 |
morgen um halb neun | future | 2026-03-19 08:30 |
morgen um viertel nach neun | future | 2026-03-19 09:15 |
morgen um Viertel vor neun | future | 2026-03-19 08:45 |
morgen um drei viertel zehn | future | 2026-03-19 09:45 |
heute Abend um 8 | future | 2026-03-18 20:00 |
heute Abend um halb acht | future | 2026-03-18 19:30 |
heute Nachmittag um drei | future | 2026-03-18 15:00 |
Freitag 15 Uhr | future | 2026-03-20 15:00 |
Freitag um 15:00 | future | 2026-03-20 15:00 |
freitag, 15.30 | future | 2026-03-20 15:30 |
am Freitag, dem 20. März 2026, um 15 Uhr | future | 2026-03-20 15:00 |
Freitag, den 20.03.2026 von 9:00 bis 12:30 Uhr | future | 2026-03-20 09:00 | 2026-03-20 12:30
6.9.2023, 10:00 - 18:00 | future | 2023-09-06 10:00 | 2023-09-06 18:00
06.09.2023, 10-18 Uhr | future | 2023-09-06 10:00 | 2023-09-06 18:00
06.09.2023 10.00-18.00 Uhr | future | 2023-09-06 10:00 | 2023-09-06 18:00
20.4. 9-16h | future | 2026-04-20 09:00 | 2026-04-20 16:00
20.4.2026 22 Uhr bis 21.4.2026 2 Uhr | future | 2026-04-20 22:00 | 2026-04-21 02:00
20.4.2026, 20-24 Uhr | future | 2026-04-20 20:00 | 2026-04-21 00:00
20.4.2026 0 Uhr | future | 2026-04-20 00:00 |
20.4.2026 ab 14 Uhr | future | 2026-04-20 14:00 |
morgen 9.30-11.00 Uhr | future | 2026-03-19 09:30 | 2026-03-19 11:00
nächsten Dienstag von neun bis zwölf | future | 2026-03-24 09:00 | 2026-03-24 12:00
14 Uhr am 2. Juni | future | 2026-06-02 14:00 |
heute | future | 2026-03-18 | 2026-03-19
morgen | future | 2026-03-19 | 2026-03-20
übermorgen | future | 2026-03-20 | 2026-03-21
uebermorgen | future | 2026-03-20 | 2026-03-21
ubermorgen | future | 2026-03-20 | 2026-03-21
gestern | future | 2026-03-17 | 2026-03-18
vorgestern | past | 2026-03-16 | 2026-03-17
in drei Wochen | future | 2026-04-08 | 2026-04-09
in 3 Tagen | future | 2026-03-21 | 2026-03-22
in 14 Tagen | future | 2026-04-01 | 2026-04-02
in fuenf tagen | future | 2026-03-23 | 2026-03-24
vor zwei Monaten | future | 2026-01-18 | 2026-01-19
vor einem Jahr | future | 2025-03-18 | 2025-03-19
vor drei Jahren | past | 2023-03-18 | 2023-03-19
vor anderthalb Jahren | future | 2024-09-18 | 2024-09-19
in einem Monat | future | 2026-04-18 | 2026-04-19
in einem halben Jahr | future | 2026-09-18 | 2026-09-19
in einer halben Stunde | future | 2026-03-18 10:45 |
in ner halben stunde | future | 2026-03-18 10:45 |
in 2 Stunden | future | 2026-03-18 12:15 |
in anderthalb Stunden | future | 2026-03-18 11:45 |
in eineinhalb Stunden | future | 2026-03-18 11:45 |
in einer Viertelstunde | future | 2026-03-18 10:30 |
in einer Dreiviertelstunde | future | 2026-03-18 11:00 |
in 20 min | future | 2026-03-18 10:35 |
vor 10 Minuten | future | 2026-03-18 10:05 |
Freitag in einer Woche | future | 2026-03-27 | 2026-03-28
Freitag in zwei Wochen | future | 2026-04-03 | 2026-04-04
heute in einer Woche | future | 2026-03-25 | 2026-03-26
heute in 14 Tagen | future | 2026-04-01 | 2026-04-02
morgen in einer Woche | future | 2026-03-26 | 2026-03-27
heute vor einem Jahr | future | 2025-03-18 | 2025-03-19
Freitag vor einer Woche | past | 2026-03-06 | 2026-03-07
in drei Wochen um 14 Uhr | future | 2026-04-08 14:00 |
Freitag | future | 2026-03-20 | 2026-03-21
Freitag | past | 2026-03-13 | 2026-03-14
diesen Freitag | future | 2026-03-20 | 2026-03-21
am kommenden Freitag | future | 2026-03-20 | 2026-03-21
kommenden Montag | future | 2026-03-23 | 2026-03-24
nächsten Montag | future | 2026-03-23 | 2026-03-24
naechsten montag | future | 2026-03-23 | 2026-03-24
nachsten montag | future | 2026-03-23 | 2026-03-24
am kommenden Mittwoch, den 25. März | future | 2026-03-25 | 2026-03-26
letzten Freitag | future | 2026-03-13 | 2026-03-14
vergangenen Freitag | future | 2026-03-13 | 2026-03-14
letzten Donnerstag | past | 2026-03-12 | 2026-03-13
Freitag dieser Woche | future | 2026-03-20 | 2026-03-21
Dienstag nächster Woche | future | 2026-03-24 | 2026-03-25
nächste Woche Dienstag | future | 2026-03-24 | 2026-03-25
heute, 18.3. | future | 2026-03-18 | 2026-03-19
morgen (Donnerstag) | future | 2026-03-19 | 2026-03-20
nächste Woche Dienstag um 14 Uhr | future | 2026-03-24 14:00 |
letzte Woche Dienstag | future | 2026-03-10 | 2026-03-11
Dienstag letzter Woche | past | 2026-03-10 | 2026-03-11
übernächste Woche Montag | future | 2026-03-30 | 2026-03-31
Do | future | 2026-03-19 | 2026-03-20
Do. | future | 2026-03-19 | 2026-03-20
Sonnabend | future | 2026-03-21 | 2026-03-22
am Wochenende | future | 2026-03-21 | 2026-03-23
dieses Wochenende | future | 2026-03-21 | 2026-03-23
letztes Wochenende | past | 2026-03-14 | 2026-03-16
Donerstag | future | 2026-03-19 | 2026-03-20
Donnerstg | future | 2026-03-19 | 2026-03-20
Samtag | future | 2026-03-21 | 2026-03-22
Diestag | future | 2026-03-24 | 2026-03-25
Frietag | future | 2026-03-20 | 2026-03-21
Febuar 2027 | future | 2027-02-01 | 2027-03-01
Feburar 2027 | future | 2027-02-01 | 2027-03-01
Agust 2026 | future | 2026-08-01 | 2026-09-01
Septemer 2026 | future | 2026-09-01 | 2026-10-01
Setpember 2026 | future | 2026-09-01 | 2026-10-01
3. Dezmber 2026 | future | 2026-12-03 | 2026-12-04
Novemer | future | 2026-11-01 | 2026-12-01
Janaur 2027 | future | 2027-01-01 | 2027-02-01
Jänner 2027 | future | 2027-01-01 | 2027-02-01
Aprill | future | 2026-04-01 | 2026-05-01
12. Oktobr | future | 2026-10-12 | 2026-10-13
diese Woche | future | 2026-03-16 | 2026-03-23
in dieser Woche | future | 2026-03-16 | 2026-03-23
nächste Woche | future | 2026-03-23 | 2026-03-30
naechste woche | future | 2026-03-23 | 2026-03-30
nächster Woche | future | 2026-03-23 | 2026-03-30
kommende Woche | future | 2026-03-23 | 2026-03-30
übernächste Woche | future | 2026-03-30 | 2026-04-06
uebernaechste woche | future | 2026-03-30 | 2026-04-06
letzte Woche | past | 2026-03-09 | 2026-03-16
vorige Woche | past | 2026-03-09 | 2026-03-16
vorletzte Woche | past | 2026-03-02 | 2026-03-09
KW 49 | future | 2026-11-30 | 2026-12-07
kw49 | future | 2026-11-30 | 2026-12-07
KW 3/2027 | future | 2027-01-18 | 2027-01-25
KW 3 2027 | future | 2027-01-18 | 2027-01-25
50. Kalenderwoche | future | 2026-12-07 | 2026-12-14
50. KW 2026 | future | 2026-12-07 | 2026-12-14
Kalenderwoche 20 | future | 2026-05-11 | 2026-05-18
in der 20. KW | future | 2026-05-11 | 2026-05-18
KW 12 | future | 2026-03-16 | 2026-03-23
KW 53 | future | 2026-12-28 | 2027-01-04
KW 10 | past | 2026-03-02 | 2026-03-09
KW 14 bis 16 | future | 2026-03-30 | 2026-04-20
KW 14-16 | future | 2026-03-30 | 2026-04-20
Mittwoch KW 20 | future | 2026-05-13 | 2026-05-14
in der Woche vom 4. Mai | future | 2026-05-04 | 2026-05-11
diesen Monat | future | 2026-03-01 | 2026-04-01
in diesem Monat | future | 2026-03-01 | 2026-04-01
nächsten Monat | future | 2026-04-01 | 2026-05-01
im nächsten Monat | future | 2026-04-01 | 2026-05-01
letzten Monat | past | 2026-02-01 | 2026-03-01
übernächsten Monat | future | 2026-05-01 | 2026-06-01
dieses Jahr | future | 2026-01-01 | 2027-01-01
nächstes Jahr | future | 2027-01-01 | 2028-01-01
letztes Jahr | past | 2025-01-01 | 2026-01-01
voriges jahr | past | 2025-01-01 | 2026-01-01
vorletztes Jahr | past | 2024-01-01 | 2025-01-01
Mai nächsten Jahres | future | 2027-05-01 | 2027-06-01
im Mai letzten Jahres | past | 2025-05-01 | 2025-06-01
nächstes Jahr im Mai | future | 2027-05-01 | 2027-06-01
letzten Mai | past | 2025-05-01 | 2025-06-01
Ende nächsten Monats | future | 2026-04-21 | 2026-05-01
Anfang Mai | future | 2026-05-01 | 2026-05-11
Mitte Mai | future | 2026-05-11 | 2026-05-21
Ende Mai | future | 2026-05-21 | 2026-06-01
ende februar 2028 | future | 2028-02-21 | 2028-03-01
Ende März | future | 2026-03-21 | 2026-04-01
Anfang März 2026 | future | 2026-03-01 | 2026-03-11
Mitte des Monats | future | 2026-03-11 | 2026-03-21
Ende des Monats | future | 2026-03-21 | 2026-04-01
Ende dieses Monats | future | 2026-03-21 | 2026-04-01
Mitte Mai bis Ende Juni | future | 2026-05-11 | 2026-07-01
von Anfang bis Mitte Mai | future | 2026-05-01 | 2026-05-21
ab Mitte Mai | future | 2026-05-11 |
Q3 2026 | future | 2026-07-01 | 2026-10-01
Q3 | future | 2026-07-01 | 2026-10-01
Q1/2027 | future | 2027-01-01 | 2027-04-01
3. Quartal | future | 2026-07-01 | 2026-10-01
drittes Quartal 2026 | future | 2026-07-01 | 2026-10-01
im dritten Quartal | future | 2026-07-01 | 2026-10-01
nächstes Quartal | future | 2026-04-01 | 2026-07-01
letztes Quartal | past | 2025-10-01 | 2026-01-01
1. Halbjahr 2027 | future | 2027-01-01 | 2027-07-01
zweites Halbjahr | future | 2026-07-01 | 2027-01-01
im ersten Halbjahr 2022 | past | 2022-01-01 | 2022-07-01
im Sommer 2023 | future | 2023-06-01 | 2023-09-01
Sommer 2022 | past | 2022-06-01 | 2022-09-01
Herbst | future | 2026-09-01 | 2026-12-01
im Herbst | past | 2025-09-01 | 2025-12-01
Frühjahr 2027 | future | 2027-03-01 | 2027-06-01
Fruehling 2027 | future | 2027-03-01 | 2027-06-01
Winter 2026/27 | future | 2026-12-01 | 2027-03-01
Winter 2026/2027 | future | 2026-12-01 | 2027-03-01
letzten Sommer | past | 2025-06-01 | 2025-09-01
nächsten Winter | future | 2026-12-01 | 2027-03-01
in den nächsten zwei Wochen | future | 2026-03-18 | 2026-04-01
die letzten 30 Tage | past | 2026-02-16 | 2026-03-19
29.3.2026 1-4 Uhr | future | 2026-03-29 01:00 | 2026-03-29 04:00
29.3.2026 3 Uhr | future | 2026-03-29 03:00 |
25.10.2026 1-4 Uhr | future | 2026-10-25 01:00 | 2026-10-25 04:00
24.-26.10.2026 | future | 2026-10-24 | 2026-10-27
Di 5.5. 14h-16h | future | 2026-05-05 14:00 | 2026-05-05 16:00
Dienstag 5. Mai, 14 bis 16 Uhr | future | 2026-05-05 14:00 | 2026-05-05 16:00
5. Mai ganztägig | future | 2026-05-05 | 2026-05-06
am 5.5. vormittags | future | 2026-05-05 06:00 | 2026-05-05 12:00
"""
