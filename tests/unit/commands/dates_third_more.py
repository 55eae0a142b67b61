"""What is no time, what can't be, offsets, recurrences and phrases among words, read like ``THIRD``.

Offsets: "phrase | relativedelta or nothing". Recurrences: "phrase | the next dates"; "end" where no more may follow,
"error" where the phrase is refused, nothing where it is no recurrence. Splits: "words | start | end | rest".
"""

THIRD_WRONG = """
31.4.
31.4.2026
31. April 2026
29.2.2027
29. Februar 2027
30. Februar
32.1.2026
0.5.2026
13.13.2026
Freitag, 6.9.2023
Montag 20.3.2026
Fr 2.6.
Sa, 01.11.2026
Di., 15.05.2026
Montag, 5. Mai 2026
heute, 19.3.2026
morgen, Freitag
am kommenden Freitag, dem 27.3.
4.6.-2.6.2026
vom 5. bis 3. Mai 2026
2020 bis 2018
31.6. bis 2.7.2026
KW 54
KW 53/2027
5. Quartal 2026
3. Halbjahr 2026
20.3.2026 25 Uhr
20.3.2026 14:75
2026-02-30
2026-13-01
31.11. um 10 Uhr
morgen um 25 Uhr
von 31.4. bis 3.5.2026
bis 31.4.
ab 30. Februar
"""

THIRD_NO_TIME = """
Maibaum
Montagehalle
Workshop 3
12
Sonntagsreden
Mark 5
Version 2.4
2.4.1
v1.2
02331 207-0
0231 9742-100
+49 2331 1234
§ 5
§ 5 Abs. 2
W12
W12.B
L7
A3
#12
Iserlohn
Digitalisierung
Märzrevolution
Julia
August Müller
Juniorprofessur
Maikäfer
Mittwochsgesellschaft
Freitagsgebet
Jahresbericht
Jahresbericht 2022
Wochenmarkt
Sommerakademie
Sommerakademie 2023
Herbsttagung
Winterdienst
Abendkasse
Morgenland
Tagesordnung
Stundenplan
E-Akte 2.0
Industrie 4.0
Raum 2.15
Raum 14
DIN 276
ISO 27001
58636 Iserlohn
58636
1234
3000 Euro
12,50 €
100 Teilnehmende
Punkt 3.1
Kapitel 4.2
Haus 7
24/7
OZG 2.0
der
und
ab
bis
am
in
um
nächste
Uhr
Seniorentag
Dezernat III
Marzahn
Maier
Frau März
Herr Sommer
Dr. Freitag
Herbst & Partner
2 Personen
drei Leute
zwölf
Art. 28 DSGVO
1 %
1:1
16:9
10.000
1.000
2.500 Euro
5G
3D-Druck
192.168.1.1
TOP 4
Gruppe B
007
Mittwald
Dienstleistung
Dienstanweisung
Dienstrad
Donau
Samtgemeinde
Sonne
Monteur
Marktplatz
Oktoberfest
Heuteland
Aprilscherz
Novemberrevolution
Dezernent
Quartier
Quartal
Tag der offenen Tür
Zeit
Woche
Monat
Jahr
Jubiläum
Stunde
halb
Viertel
5 Sterne
Windows 11
Seite 3
Halle 2
Los 4
Kreis Mark
Neujahrsempfang
Vormittag ohne Auto
20.4.2026 14 Uhr c.t.
"""

THIRD_OFFSETS = """
1 Tag vorher | days=1
eine Woche davor | days=7
eine Viertelstunde vorher | minutes=15
einen Monat vorher | months=1
2 Stunden vorher | hours=2
zwei stunden vorher | hours=2
30 Minuten vorher | minutes=30
30 min vorher | minutes=30
30min | minutes=30
halbe Stunde vorher | minutes=30
eine halbe Stunde vorher | minutes=30
ne halbe stunde vorher | minutes=30
anderthalb Stunden vorher | minutes=90
eineinhalb Stunden vorher | minutes=90
1,5 Stunden vorher | minutes=90
drei Tage vorher | days=3
zwei Wochen vorher | days=14
14 Tage vorher | days=14
vierzehn tage vorher | days=14
1 Tag | days=1
1d | days=1
2h | hours=2
2h vorher | hours=2
7 Tage zuvor | days=7
drei Monate vorher | months=3
ein Jahr vorher | years=1
ein halbes Jahr vorher | months=6
Dreiviertelstunde vorher | minutes=45
eine dreiviertel Stunde vorher | minutes=45
1 Tag und 2 Stunden vorher | days=1,hours=2
1 Stunde 30 Minuten vorher | minutes=90
1h 30min vorher | minutes=90
2 Tage danach | days=-2
eine Stunde später | hours=-1
eine Stunde nachher | hours=-1
tag vorher | days=1
einen tag vorher | days=1
am Tag vorher | days=1
am Tag davor | days=1
am Vortag | days=1
1 Woche im Voraus | days=7
eine Std. vorher | hours=1
2 Std vorher | hours=2
10 Minuten vor Beginn | minutes=10
1 Tag vor der Veranstaltung | days=1
24 Stunden vorher | hours=24
fünf minuten vorher | minutes=5
fuenf minuten vorher | minutes=5
zwoelf stunden vorher | hours=12
ne Woche vorher | days=7
1 Wo. vorher | days=7
ein paar Tage vorher |
vorher |
Maibaum |
12 |
morgen |
Tagesordnung |
W12 |
"""

THIRD_RECURRENCES = """
jeden ersten Dienstag im Monat um 9 Uhr | 2026-04-07 09:00, 2026-05-05 09:00, 2026-06-02 09:00
am ersten Dienstag im Monat, 9 Uhr | 2026-04-07 09:00, 2026-05-05 09:00
jeden 1. Dienstag im Monat um 9:00 Uhr | 2026-04-07 09:00, 2026-05-05 09:00
jeden ersten Dienstag des Monats | 2026-04-07, 2026-05-05
werktags | 2026-03-19, 2026-03-20, 2026-03-23
werktags um 9 Uhr | 2026-03-19 09:00, 2026-03-20 09:00, 2026-03-23 09:00
jeden Werktag um 8 | 2026-03-19 08:00, 2026-03-20 08:00, 2026-03-23 08:00
am letzten Freitag im Monat | 2026-03-27, 2026-04-24, 2026-05-29
jeden letzten Freitag im Monat um 14 Uhr | 2026-03-27 14:00, 2026-04-24 14:00
jährlich am 1. März | 2027-03-01, 2028-03-01
jaehrlich am 1. maerz | 2027-03-01, 2028-03-01
jedes Jahr am 24. Dezember | 2026-12-24, 2027-12-24
jeden Dienstag und Donnerstag | 2026-03-19, 2026-03-24, 2026-03-26
dienstags und donnerstags um 16 Uhr | 2026-03-19 16:00, 2026-03-24 16:00
jeden Montag | 2026-03-23, 2026-03-30
montags | 2026-03-23, 2026-03-30
jeden Montag um 10 Uhr | 2026-03-23 10:00, 2026-03-30 10:00
immer montags um 10 | 2026-03-23 10:00, 2026-03-30 10:00
jeden Mittwoch um 14 Uhr | 2026-03-18 14:00, 2026-03-25 14:00
jeden Mittwoch um 9 Uhr | 2026-03-25 09:00, 2026-04-01 09:00
täglich um 8 Uhr | 2026-03-19 08:00, 2026-03-20 08:00, 2026-03-21 08:00
jeden Tag um 12:30 | 2026-03-18 12:30, 2026-03-19 12:30
wöchentlich am Freitag um 14 Uhr | 2026-03-20 14:00, 2026-03-27 14:00
woechentlich freitags 14 uhr | 2026-03-20 14:00, 2026-03-27 14:00
monatlich am 15. | 2026-04-15, 2026-05-15
am 15. jeden Monats | 2026-04-15, 2026-05-15
jeden 15. im Monat | 2026-04-15, 2026-05-15
jeden dritten Donnerstag im Monat um 18 Uhr | 2026-03-19 18:00, 2026-04-16 18:00, 2026-05-21 18:00
jeden zweiten Dienstag im Monat | 2026-04-14, 2026-05-12
alle vierzehn Tage donnerstags um 17 Uhr | 2026-03-19 17:00, 2026-04-02 17:00
alle zwei Wochen donnerstags | 2026-03-19, 2026-04-02
alle 2 Wochen am Donnerstag um 9 Uhr | 2026-03-19 09:00, 2026-04-02 09:00
14-tägig donnerstags | 2026-03-19, 2026-04-02
jeden zweiten Donnerstag | error
jeden Donnerstag von 9 bis 11 Uhr | 2026-03-19 09:00, 2026-03-26 09:00
jeden Dienstag ab 5. Mai | 2026-05-05, 2026-05-12
jeden Dienstag ab dem 1. Mai | 2026-05-05, 2026-05-12
ab Mai jeden Dienstag um 9 Uhr | 2026-05-05 09:00, 2026-05-12 09:00
jeden Montag bis 20. April | 2026-03-23, 2026-03-30, 2026-04-06, 2026-04-13, 2026-04-20, end
jeden Montag ab 1.5. bis 1.6.2026 | 2026-05-04, 2026-05-11, 2026-05-18, 2026-05-25, 2026-06-01, end
jeden Montag vom 1. Mai bis 1. Juni | 2026-05-04, 2026-05-11, 2026-05-18, 2026-05-25, 2026-06-01, end
jeden Freitag außer in den Ferien | error
jeden Freitag ausser in den Ferien | error
mo und mi 9 Uhr |
jeden Mo, Mi und Fr um 9 Uhr | 2026-03-20 09:00, 2026-03-23 09:00, 2026-03-25 09:00
am ersten und dritten Montag im Monat um 19 Uhr | 2026-04-06 19:00, 2026-04-20 19:00, 2026-05-04 19:00
am letzten Tag im Monat | 2026-03-31, 2026-04-30, 2026-05-31
am letzten Tag des Monats | 2026-03-31, 2026-04-30, 2026-05-31
am ersten Werktag im Monat | 2026-04-01, 2026-05-01, 2026-06-01
alle zwei Monate am ersten Dienstag | 2026-04-07, 2026-06-02
jeden Samstag und Sonntag um 11 Uhr | 2026-03-21 11:00, 2026-03-22 11:00, 2026-03-28 11:00
jeden Donerstag | 2026-03-19, 2026-03-26
jeden Dienstag um 9 Uhr ab April | 2026-04-07 09:00, 2026-04-14 09:00
jeden Tag von Montag bis Freitag um 9 Uhr | 2026-03-19 09:00, 2026-03-20 09:00, 2026-03-23 09:00
montags bis freitags um 9 Uhr | 2026-03-19 09:00, 2026-03-20 09:00, 2026-03-23 09:00
vierteljährlich am ersten Montag um 10 Uhr | 2026-04-06 10:00, 2026-07-06 10:00
halbjährlich am 1. Mai | 2026-05-01, 2026-11-01
jeden vierten Mittwoch im Monat | 2026-03-25, 2026-04-22
jährlich am ersten Montag im September | 2026-09-07, 2027-09-06
jeden ersten Montag im September | 2026-09-07, 2027-09-06
jährlich am 31. April | error
jeden 32. im Monat | error
jeden Montag ab 31.4. | error
jeden Montag um 25 Uhr | error
jeden Montag bis 1.1.2020 | error
morgen |
Maibaum |
12 |
jeden |
Dienstag |
6.9.2023 |
jedermann |
alle Kommunen |
alle Workshops |
monatliche Auswertung |
Montagehalle |
Jahresbericht |
Wochenmarkt |
täglich grüßt das Murmeltier |
nächsten Dienstag |
alle |
jeden Workshop |
"""

THIRD_SPLITS = """
märz online iserlohn | 2026-03-01 | 2026-04-01 | online iserlohn
iserlohn nächste woche | 2026-03-23 | 2026-03-30 | iserlohn
online im mai | 2026-05-01 | 2026-06-01 | online
digitalisierung ab juni | 2026-06-01 |  | digitalisierung
workshop 3 im mai | 2026-05-01 | 2026-06-01 | workshop 3
sommerakademie 2023 | 2023-01-01 | 2024-01-01 | sommerakademie
maibaum |  |  | maibaum
ki am 6.9.2023 in iserlohn | 2023-09-06 | 2023-09-07 | ki in iserlohn
hybrid diese woche | 2026-03-16 | 2026-03-23 | hybrid
onlinezugangsgesetz seit 2020 | 2020-01-01 |  | onlinezugangsgesetz
open data letzten monat dortmund | 2026-02-01 | 2026-03-01 | open data dortmund
montagehalle montag | 2026-03-23 | 2026-03-24 | montagehalle
12 märz | 2027-03-12 | 2027-03-13 |
workshops von april bis juni in hagen | 2026-04-01 | 2026-07-01 | workshops in hagen
datenschutz |  |  | datenschutz
industrie 4.0 im herbst | 2026-09-01 | 2026-12-01 | industrie 4.0
vom 2. bis 4. juni hagen | 2026-06-02 | 2026-06-05 | hagen
hagen 2.-4.6. | 2026-06-02 | 2026-06-05 | hagen
kw 20 online | 2026-05-11 | 2026-05-18 | online
iserlohn morgen um 9 uhr | 2026-03-19 09:00 |  | iserlohn
samtgemeinde sommer 2026 | 2026-06-01 | 2026-09-01 | samtgemeinde
§ 5 2026 | 2026-01-01 | 2027-01-01 | § 5
raum 2.15 morgen | 2026-03-19 | 2026-03-20 | raum 2.15
frau müller nächsten montag | 2026-03-23 | 2026-03-24 | frau müller
ozg in den nächsten zwei wochen | 2026-03-18 | 2026-04-01 | ozg
"""
