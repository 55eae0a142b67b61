"""Title, day and place of event pages and reports: mottos, headlines, calendar leaves, sentences about people meeting."""

import pytest

from commands.documents import read_document, recognised
from tests.unit.commands.documents.reading import NOW, read_one


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Wirtschaftsfrühstück\n\nTermin: 9. November 2022\n\nThemen: Fachkräfte, Energie\n", "Wirtschaftsfrühstück"),
        (
            "Ehrenamtsmesse\n\n3. Juni 2023, Messehalle\n\nUnsere Partner:\n• Stadt Altenau\n• Sparkasse\n",
            "Ehrenamtsmesse",
        ),
        (
            "Unter dem Motto „Dorf macht Zukunft“ findet am\nDonnerstag, den 20.04.2023 ab 17 Uhr\neine Veranstaltung statt.\n",
            "Dorf macht Zukunft",
        ),
        (
            "„Kommune trifft Energie“ – unter diesem Motto kamen am 7. Juni 2023 in Seedorf 80 Menschen zusammen.\n",
            "Kommune trifft Energie",
        ),
        (
            "Das offene Dorf – Ein kurzer Bericht zu unserer Veranstaltung am 13.6.2022\n\nWir trafen uns in Seedorf.\n",
            "Das offene Dorf",
        ),
        (
            "Zusammen wachsen: Rückblick auf die 5. Dorfkonferenz\n\nSie fand am 13.6.2022 statt.\n",
            "Zusammen wachsen: Rückblick auf die 5. Dorfkonferenz",
        ),
        (
            "Landkreis lädt zur 2. Ehrenamtskonferenz ein\n\nAm 14. Oktober 2023 treffen sich alle in der Aula.\n",
            "2. Ehrenamtskonferenz",
        ),
        (
            "date 2017-05 Workshop für ein neues Leitbild kommt an\n\nAlle trafen sich am 3. Mai 2017 in Seedorf.\n",
            "Workshop für ein neues Leitbild",
        ),
        (
            "Frau Lind beim 1. Workshop, Juli 2009Foto: Stadt |\nDer 1. Workshop wurde am 9. Juli 2009 in Seedorf durchgeführt.\n",
            "1. Workshop",
        ),
        (
            "Workshop 2015\n\nDie Veranstaltung „Wege ins Dorf“ hat am 25.04.2015 stattgefunden. „Wege ins Dorf“ war gut.\n",
            "Wege ins Dorf",
        ),
        (
            (
                "Pressemitteilungen\n\nDer Verband Musterland e.V. veranstaltet am 3. Mai 2015 den 80. Deutschen Wandertag in "
                "Seedorf. Die Eröffnungsveranstaltung beginnt um 9 Uhr.\n"
            ),
            "80. Deutscher Wandertag",
        ),
        (
            (
                "Die Bürgermeisterin begrüßte am 3. Mai 2019 die Gäste und dankte allen für die Hilfe. Im dritten Teil der "
                "Veranstaltung wurde ausgewertet.\n\nDas Protokoll der Auftaktveranstaltung folgt.\n"
            ),
            "Auftaktveranstaltung",
        ),
        (
            (
                "Fit fürs Ehrenamt – Wege zu neuen Aktiven\n\nSeminar für Vorstände\nam Samstag, den 4. März 2023 von 9 bis "
                "16 Uhr\nim Haus der Vereine\n"
            ),
            "Fit fürs Ehrenamt – Wege zu neuen Aktiven",
        ),
        (
            "Termin-Details\n\n14.09.2023, 18:00 – 20:00\n\nStammtisch Klimaschutz\n\nWirtshaus am See\n",
            "Stammtisch Klimaschutz",
        ),
    ],
)
def test_titles(text: str, title: str):
    assert read_one(text)["title"] == title


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Archivforum\n\n08\nMärz\n2024\n\n14:00 - 18:00 Uhr\n", "2024-03-08T14:00+01:00", "2024-03-08T18:00+01:00"),
        ("Archivforum\n\n9\nJan\n2024\nRatssaal\n4\nAm 9. Januar 2024 tagt das Forum.\n", "2024-01-09", None),
        ("Archivforum\n\nZeit:\nFreitag, 12.05.17\n16:00 - 21:00 Uhr\nOrt:\nHaus am See\n", "2017-05-12T16:00+02:00", "2017-05-12T21:00+02:00"),
        ("Archivforum\n\n19:00 Uhr - 21:00 Uhr\nDas Archivforum beginnt am Dienstag, 9. Januar 2024, 19:00 Uhr, im Saal.\n", "2024-01-09T19:00+01:00", "2024-01-09T21:00+01:00"),
        ("Archivforum\n\nFreitag, 8. März 2024\nBeginn 17 Uhr, Einlass 16.30 Uhr\nEnde gegen 20 Uhr\n", "2024-03-08T17:00+01:00", "2024-03-08T20:00+01:00"),
        ("Archivforum\n\nAm 8. März 2024 ab 14 Uhr (Ende ca. 18 Uhr) im Rathaus.\n", "2024-03-08T14:00+01:00", "2024-03-08T18:00+01:00"),
        ("Archivforum\n\n8. März 2024, 14:00 – ca. 18:00 Uhr\n", "2024-03-08T14:00+01:00", "2024-03-08T18:00+01:00"),
        ("Archivforum\n\nAm 6. und 7. Februar 2014 trifft sich das Forum in Seedorf. Ein Gespräch findet statt am\nFreitag, 7. Februar 2014, 13 Uhr,\nim Hotel am See.\n", "2014-02-06", "2014-02-07"),
        ("Archivforum - Juni 2017\n\nDas Forum traf sich am 13./14.6. in Seedorf.\n", "2017-06-13", "2017-06-14"),
        ("Archivforum\n\nDatum: 27.09.2018\n\nDas Archivforum fand im September 2018 statt.\n", "2018-09", None),
        ("Archivforum\n\nDatum: 27.09.2018\nOrt: Seedorf\n\nDas Archivforum fand im September 2018 statt.\n", "2018-09-27", None),
        ("Archivforum\n\nDas Forum fand am 15. Mai in Seedorf statt.\n\nStand: 22.05.2024\n", "2024-05-15", None),
        ("Archivforum tagte\n\nAm 4. Mai hat das Forum in Seedorf getagt, viele kamen.\n\nAltenau, den 9. Mai 2018\n", "2018-05-04", None),
        ("Archivforum\n\nDas Archivforum 2023 fand am 21. September in Seedorf statt.\n", "2023-09-21", None),
        ("Archivforum\n\nErstellt am: 14.06.2016\n\nAm 9. Juni hatte die Stadt in das Rathaus eingeladen.\n", "2016-06-09", None),
        ("Archivforum\n\nDas Forum vom 5. Mai 2022 ist vorbei. Im Juli 2022 berät der Stadtrat.\n", "2022-05-05", None),
        ("Archivforum\n\nSamstag, 23. September\n\nAnmeldung bis 1. September 2023 per Mail\n", "2023-09-23", None),
    ],
)  # fmt: skip
def test_days_and_hours(text: str, start: str, end: str | None):
    found = read_one(text)
    assert (found["start"], found["end"]) == (start, end)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Archivforum\n\nDie Fachleute treffen sich in der Seedorfer Gemeindehalle, um zu beraten.\n", "Seedorfer Gemeindehalle"),
        ("Archivforum\n\nAm 3. Mai 2022 fand das Forum statt.\n\nEs war schön, alle in Seedorf zu treffen und zu sprechen.\n", "Seedorf"),
        ("Archivforum\n\nAm 3. Mai 2022 wurde diesmal im schönen Seedorf zum Forum eingeladen, viele kamen.\n", "Seedorf"),
        ("Archivforum\n\nDas Forum hat am 25.04.2015 stattgefunden. Rund 35 Gäste sind der Einladung in das Rathaus gefolgt.\n", "Rathaus"),
        ("Archivforum\n\nAm 9. Juli 2008 fand das Forum im Ministerium für Wald, Wasser und Umwelt statt.\n", "Ministerium für Wald, Wasser und Umwelt"),
        ("Archivforum\n\nAm 9. Januar 2024, 19 Uhr, findet das Forum im Bürgersaal „Linde“ für alle statt.\n", "Bürgersaal „Linde“"),
        ("Archivforum\n\nOrt der Konferenz ist die Sportschule in Seedorf (Ring 4). Eröffnet wird sie am 13. Mai 2013.\n", "Sportschule in Seedorf (Ring 4)"),
        ("Archivforum\n\nSamstag, 23. September 2023\n10 bis 16 Uhr\nKulturhaus Altenau\n", "Kulturhaus Altenau"),
        ("Archivforum\n\nWo? Rathaus Altenau, Kleiner Saal\nWann? 7. Mai 2024, 10–13 Uhr\n", "Rathaus Altenau, Kleiner Saal"),
        ("Archivdialog\n\n17.–18. Oktober 2019 | Umweltforum Seedorf\n", "Umweltforum Seedorf"),
        ("Archivforum\n\nAm 6. Juli 2022 lernten 40 Fachleute auf Schloss Seedorf viel Neues.\n", "Schloss Seedorf"),
        ("Archivforum in der Seehalle\n\nDas Forum am 2. Februar 2015 war gut besucht.\n", "Seehalle"),
        ("Archivforum\n\nDi, 16. Mai 2023, 17:30 Uhr\n\nVolkshochschule Seedorf, Raum 204\nLange Straße 5\n12345 Seedorf\n", "Volkshochschule Seedorf, Raum 204, Lange Straße 5, 12345 Seedorf"),
        ("Archivforum\n\n90 Gäste trafen sich beim Forum in der Kreisstadt Altenau (23. Juni 2017).\n", "Altenau"),
        ("Archivforum\n\nTermin: 9. November 2022 | 8:00 - 10:00 Uhr | Café am Markt, Altenau\n", "Café am Markt, Altenau"),
        ("Archivtag\n\n14:00 Uhr Eröffnung\n15:00 Uhr Rundfahrt\nTreffpunkt: Haupteingang\n\nSamstag, 16. September 2023\n", None),
        ("Archivforum Mobilität (19.9.2024, Altenau)\n\nWie kommen wir von A nach B?\n", "Altenau"),
        ("Jahrestagung des Netzwerks Grün - 8. und 9. Mai 2025 in Altenau\nDie Tagung wird gut.\n", "Altenau"),
        ("Archivforum\n\nBeim Workshop wurde im Netzwerk und in der Schule viel diskutiert. Die Gäste trafen sich in Gruppen.\n", None),
        ("Archivforum\n\nDas Forum wurde mit dem Museum in Altenau veranstaltet und fand am 3. Mai 2022 online statt.\n", None),
        ("Archivforum\n\nRund 40 Gäste kamen zum Forum am 3. Mai 2022.\n\nMaria Wolf arbeitet als Leiterin im Rathaus Altenau und schreibt gern Bücher über ihre Arbeit.\n", None),
    ],
)  # fmt: skip
def test_places(text: str, place: str | None):
    assert read_one(text)["place"] == place


def test_two_events_with_day_and_hour_below_their_headings():
    text = (
        "Bildung gemeinsam\n\nDie Häuser haben für das Jahr ein Programm erstellt, das sich ergänzt und allen offen steht.\n\n"
        "Schau: Mütter der Stadt\n\n10.01.2020, 20:00 Uhr, Bürgerhaus Seedorf\nDie Schau wird an diesem Abend eröffnet, alle "
        "Gäste sind willkommen, der Eintritt ist frei.\n\nZum Gedenken an die Gründung\n\n06.02.2020, 19:30 Uhr, Altes Rathaus\n"
        "Der Abend erinnert an die Gründung der Stadt vor vielen Jahren und an ihre ersten Bewohner.\n"
    )
    found = recognised(read_document("text.txt", text.encode(), NOW).records)
    assert [(one["title"], one["start"]) for one in found] == [
        ("Schau: Mütter der Stadt", "2020-01-10T20:00+01:00"),
        ("Zum Gedenken an die Gründung", "2020-02-06T19:30+01:00"),
    ]


def test_an_event_that_a_sentence_only_calls_one_has_another_name():
    text = (
        "Das neue Zentrum für Verwaltung der Hochschule ist eröffnet. Bei einem Online-Kick-off vor rund 300 Gästen aus "
        "dem ganzen Land berichteten Fachleute aus Politik und öffentlicher Verwaltung den ganzen Tag über Vorhaben in "
        "Landkreisen, Städten und Gemeinden. Sie teilten dabei ihre Erfahrungen.\nDurch die Veranstaltung führten Anna "
        "Beispiel und Jan Muster von der Hochschule, die zusammen das neue Zentrum leiten.\n"
    )
    assert read_one(text)["title"] == "Online-Kick-off"
