"""Sessions that reports tell of by order, by name or by topic, and lists that say themselves what they are."""

import pytest

from tests.unit.commands.documents.reading import HEAD, read_one, sessions

# --- told of in sentences ---


@pytest.mark.parametrize(
    ("sentence", "title", "who"),
    [
        (
            "Während des zweiten Blocks am Nachmittag stand das Thema Wege und Netze im Mittelpunkt.",
            "Wege und Netze",
            [],
        ),
        ("Im ersten Workshop ging es um Karten für Dörfer, die jeder lesen kann.", "Karten für Dörfer", []),
        (
            "Der letzte, von Anna Berg moderierte Themenblock des Tages beschäftigte sich mit dem Phänomen der Landflucht.",
            "Landflucht",
            ["Anna Berg"],
        ),
        (
            "Den Auftakt macht Dr. Anna Berg von der Stadt Altenau mit dem Thema „Netze für Dörfer“.",
            "Netze für Dörfer",
            ["Anna Berg"],
        ),
        ("Über das Thema „Netze für Dörfer“ sprach Anna Berg mit Gästen.", "Netze für Dörfer", ["Anna Berg"]),
        ("Zum Thema „Netze für Dörfer“ referierte Anna Berg.", "Netze für Dörfer", ["Anna Berg"]),
        ("Zur Frage „Wer macht mit?“ berichtete Anna Berg.", "Wer macht mit?", ["Anna Berg"]),
        (
            "Auftakt war eine Buchvorstellung von Anna Berg („Was das Dorf weiß“) am Abend.",
            "Was das Dorf weiß",
            ["Anna Berg"],
        ),
        (
            "Danach wird es um „Zeit für Kinder“ gehen. Dr. Anna Berg von der Universität Seeheim hat dazu geforscht.",
            "Zeit für Kinder",
            ["Anna Berg"],
        ),
        (
            "Als Gast wird Anna Berg sprechen. Heute ist sie Lehrerin. Sie referiert zu dem Thema: „Zeit für Kinder“.",
            "Zeit für Kinder",
            ["Anna Berg"],
        ),
        (
            "Der Einstieg trug den Titel „Zeit für Kinder“. Der Vortrag von Anna Berg, Stadt Altenau, lenkte den Blick.",
            "Zeit für Kinder",
            ["Anna Berg"],
        ),
    ],
)
def test_what_a_sentence_tells_of(sentence: str, title: str, who: list[str]):
    assert sessions(sentence) == [(None, title, who)]


def test_a_quotation_within_a_title():
    text = "Es folgte eine Podiumsdiskussion zum Thema „Das Dorf – der „neue Ort“ und seine Folgen“ mit Anna Berg."
    assert sessions(text) == [(None, "Das Dorf – der „neue Ort“ und seine Folgen", ["Anna Berg"])]


def test_groups_that_a_report_names_one_by_one():
    text = (
        "Am Nachmittag arbeiteten drei Gruppen weiter. In der Gruppe „Treffpunkte“ berichtete Anna Berg vom Umbau. Für die "
        "Gruppe „Wege“ fasste Paul Stein zusammen. Die Gruppe „Netz“ wünscht sich einen Ansprechpartner."
    )
    assert sessions(text) == [
        (None, "Treffpunkte", ["Anna Berg"]),
        (None, "Wege", ["Paul Stein"]),
        (None, "Netz", []),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Am Nachmittag boten Workshops zu den Themen „Wohnen“, „Mobilität“ und „Ehrenamt“ Raum für Gespräche.",
        "Am Nachmittag vertieften die Gäste in drei Workshops die Themen „Wohnen“, „Mobilität“ und „Ehrenamt“.",
        "Im ersten Workshop ging es um die Frage, was gute Projekte ausmacht.",
        "Das zeigte sich in der Vortragsrunde „Von Ort zu Ort“ am Vormittag.",
    ],
)
def test_what_something_was_about_is_no_title(sentence: str):
    assert sessions(sentence) == []


def test_the_event_itself_is_no_session_of_it():
    text = (
        "Die Volkshochschule Altenau veranstaltet am Mittwoch, 11. März 2020, 19.30 Uhr, im Bürgerhaus eine "
        "Podiumsdiskussion zum Thema „Wem gehört die Straße?“. Auf dem Podium sitzt Anna Berg, Stadtbaurätin.\n"
    )
    assert read_one(text)["sessions"] == []


def test_what_each_spoke_about():
    text = (
        "Dann folgen drei Vorträge: Dr. Paul Stein (Hochschule Seeheim) spricht über „Wege ins Netz“, Maria Wolf vom "
        "Landesarchiv über „Karten lesen“ und Eva Lang über „Hefte führen“."
    )
    assert [one[1:] for one in sessions(text)] == [
        ("Wege ins Netz", ["Paul Stein"]),
        ("Karten lesen", ["Maria Wolf"]),
        ("Hefte führen", ["Eva Lang"]),
    ]


def test_labelled_workshops_with_their_titles_in_brackets():
    text = (
        "In Workshop 1 („Wege ins Netz“, geleitet von Anna Berg) wurde über Glasfaser gesprochen. Workshop 2 unter der Leitung "
        "von Paul Stein trug den Titel „Karten lesen“."
    )
    assert sessions(text) == [("1", "Wege ins Netz", ["Anna Berg"]), ("2", "Karten lesen", ["Paul Stein"])]


def test_sessions_of_one_sentence_come_as_printed():
    text = (
        "Danach standen vier Workshops zur Auswahl: „Wege ins Netz“ mit Anna Berg (Stadt Altenau), „Karten lesen“ mit Paul Stein "
        "vom Landesarchiv sowie „Hefte führen“ (Eva Lang)."
    )
    assert [(one["kind"], one["title"]) for one in read_one(HEAD + text)["sessions"]] == [
        ("Workshop", "Wege ins Netz"),
        ("Workshop", "Karten lesen"),
        ("Workshop", "Hefte führen"),
    ]


def test_a_title_that_ends_in_a_question_does_not_end_the_sentence():
    text = (
        "Im Anschluss diskutierten auf dem Podium unter dem Motto „Was bleibt?“ Bürgermeisterin Eva Lang, Paul Stein "
        "(Landesarchiv) und Peter Kranz."
    )
    assert sessions(text) == [(None, "Was bleibt?", ["Eva Lang", "Paul Stein", "Peter Kranz"])]


def test_a_sentence_that_begins_with_who_moderates_is_no_label():
    text = "Moderiert von Anna Berg sprachen Paul Stein und Eva Lang in der Podiumsdiskussion „Was bleibt?“ über das Dorf."
    assert [one[1] for one in sessions(text)] == ["Was bleibt?"]


# --- lists and headings ---


def test_points_that_say_what_they_are():
    text = (
        "Inhalt\n\n    • Impulsvortrag: Dörfer und ihre Wirkung, Dr. Anna Berg, Universität Seeheim\n"
        "    • Zukunfts-Talk 1: Wie wird das Dorf stark? Moderation: Paul Stein mit: Eva Lang, Leiterin Gründerhaus Altenau, "
        "Peter Kranz, Umweltamt Altenau\n    • Vorstellung des Startpakets: Maria Wolf, Projektleiterin bei der Stadt Altenau\n"
    )
    assert sessions(text) == [
        (None, "Dörfer und ihre Wirkung", ["Anna Berg"]),
        ("1", "Wie wird das Dorf stark?", ["Paul Stein", "Eva Lang", "Peter Kranz"]),
        (None, "Vorstellung des Startpakets", ["Maria Wolf"]),
    ]


def test_titles_with_speaker_and_text_below_a_heading_for_several():
    text = (
        "Parallele Workshops zu Konzepten\n\nGruppen finden und halten\n\nDr. Anna Berg (Universität Seeheim)\n\n"
        "Wie findet man seine Gruppe? Dieser Frage widmete sich der Workshop im Rahmen des Tages mit vielen Beispielen.\n\n"
        "Wege des Dialogs\n\nPaul Stein (Stadt Altenau)\n\n"
        "Der Workshop befasste sich mit der Frage, wie das Gespräch im Dorf gelingt, und mit den Folgen für alle.\n\nFazit:\n\n"
        "Es war eine gute Gelegenheit, die Menschen hinter den Projekten kennenzulernen und Neues zu hören.\n"
    )
    assert sessions(text) == [
        (None, "Gruppen finden und halten", ["Anna Berg"]),
        (None, "Wege des Dialogs", ["Paul Stein"]),
    ]


def test_codes_become_labels():
    text = (
        "SA 0 Rundgang am Bach\nWir folgen dem Bach vom Graben bis zur Mündung und lassen uns erzählen, wo das Wasser stand.\n"
        "Moderation: Anna Berg (Büro Flusslauf, Altenau)\n\nSA1 Schwammstadt in der Planung\nWelche Festsetzungen helfen bei "
        "starkem Regen, welche halten vor Gericht? Ein Jahr Erfahrung.\nModeration: Paul Stein (Stadt Altenau)\n"
    )
    assert [one[:2] for one in sessions(text)] == [
        ("SA 0", "Rundgang am Bach"),
        ("SA1", "Schwammstadt in der Planung"),
    ]


def test_a_series_has_the_hours_of_each_day():
    text = (
        "Ringvorlesung Wasser\n\nDarum geht es ab 16. Oktober 2024, jeweils mittwochs 18 bis 19.30 Uhr, in der Vorlesung.\n"
        "Programm\n16. Oktober\nDer Park als Becken\nDr. Anna Berg, Universität Seeheim\n23. Oktober\nBlaue Gassen im Dorf\n"
        "Paul Stein, Stadt Altenau\n30. Oktober\nTrinkbrunnen für alle\nMaria Wolf, Stadt Seeheim\n"
    )
    assert [(one["title"], one["start"], one["end"]) for one in read_one(text)["sessions"]] == [
        ("Der Park als Becken", "2024-10-16T18:00+02:00", "2024-10-16T19:30+02:00"),
        ("Blaue Gassen im Dorf", "2024-10-23T18:00+02:00", "2024-10-23T19:30+02:00"),
        ("Trinkbrunnen für alle", "2024-10-30T18:00+01:00", "2024-10-30T19:30+01:00"),
    ]


def test_an_agenda_with_numbers_in_one_line():
    text = (
        "Moderation des Tages Büro Stamm, alle Teilnehmenden siehe Anhang dieses Protokolls und die Liste Ablauf 1. Begrüßung durch "
        "Herrn von Altenau, Dezernent 2. Vorstellungsrunde mit Landkarte 3. Gute Beispiele _ Die neue Lotsin 4. Ausblick "
        "und Verabschiedung Seite 2 von 11\n"
    )
    assert [title for _label, title, _who in sessions(text)] == [
        "Begrüßung",
        "Vorstellungsrunde mit Landkarte",
        "Gute Beispiele",
        "Ausblick und Verabschiedung",
    ]


def test_numbers_that_stand_alone():
    text = "Ablauf\n1.\nBegrüßung\nAnna Berg\n2.\nWege durch das Dorf\n- Was fehlt?\n- Was bleibt?\n3.\nAusblick\n"
    assert [one[:2] for one in sessions(text)] == [("1", "Begrüßung"), ("2", "Wege durch das Dorf"), ("3", "Ausblick")]


def test_themes_with_a_number_and_a_bracket():
    text = (
        "1.) Thema: Ökologie, Referentin: Anna Berg\na) Flächen sparen\n\nPause: 10.30 bis 11.00 Uhr\n"
        "2.) Wege, Zeitrahmen: 11.00 bis 12.00 Uhr, Referent: Paul Stein\n"
    )
    assert sessions(text) == [("1", "Ökologie", ["Anna Berg"]), ("2", "Wege", ["Paul Stein"])]


def test_a_break_is_not_when_the_event_was():
    assert read_one("Klausur\n\nSamstag, 14. Juni 2014\n\nPause: 10.30 bis 11.00 Uhr\n")["start"] == "2014-06-14"


def test_long_lettered_points_keep_their_titles_only():
    told = "Die Digitalisierung der Gemeinden ist in den Fokus geraten, und ländliche Gebiete sind im Nachteil gegenüber Städten."
    text = (
        f"Programm\n\n14:00 – 14:30 Begrüßung\n14:30 – 16:00 Panels A und B parallel, zur Auswahl\nA. Funk oder Glas? {told} "
        f"(Anna Berg)\nB. Planung in Dörfern: {told} (Paul Stein)\n16:30 – 18:00 Fazit\n"
    )
    assert sessions(text) == [
        (None, "Begrüßung", []),
        ("A", "Funk oder Glas?", ["Anna Berg"]),
        ("B", "Planung in Dörfern", ["Paul Stein"]),
        (None, "Fazit", []),
    ]


def test_the_first_to_speak_gives_the_hour():
    text = (
        "Kreiskonferenz am 19. Mai 2011\n\nDen Anfang macht um 17:30 Uhr die Kabarettistin Anna Berg. Danach wird ein Kurzfilm "
        "der Kreismedienstelle gezeigt.\n"
    )
    assert read_one(text)["start"] == "2011-05-19T17:30+02:00"


def test_who_spoke_above_titles_to_read_again():
    text = (
        "Die Vorträge des Tages zum Nachlesen:\n\nDr. Anna Berg, Universität Seeheim\nWege ins Netz (PDF, 2 MB)\n\n"
        "Paul Stein, Landesarchiv\nKarten lesen (PDF, 1 MB)\n"
    )
    assert sessions(text) == [(None, "Wege ins Netz", ["Anna Berg"]), (None, "Karten lesen", ["Paul Stein"])]


def test_who_hosts_a_table():
    text = (
        "Thementisch 1: Mobilität\nTischpatin: Anna Berg, Stadt Altenau\n- Mitfahrbank am Markt\n\nThementisch 2: Ehrenamt\n"
        "Tischpate: Paul Stein, Sportverein Altenau\n- Anlaufstelle im Rathaus\n"
    )
    assert sessions(text) == [("1", "Mobilität", ["Anna Berg"]), ("2", "Ehrenamt", ["Paul Stein"])]


def test_headings_without_a_colon_above_points():
    text = (
        "Vorträge am Vormittag\n• Leerstand nutzen, Anna Berg (Stadt Altenau)\n• Dorfladen, Otto Bach (Verein Laden)\n"
        "• Moderation: H. Enke\n\n"
        "Workshops am Nachmittag\nA: Wohnen im Alter (Leitung: Jana Kranz)\nB: Begegnung im Dorf\n"
    )
    assert sessions(text) == [
        (None, "Leerstand nutzen", ["Anna Berg"]),
        (None, "Dorfladen", ["Otto Bach"]),
        ("A", "Wohnen im Alter", ["Jana Kranz"]),
        ("B", "Begegnung im Dorf", []),
    ]
