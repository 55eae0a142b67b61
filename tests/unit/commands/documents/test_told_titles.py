"""Sessions of reports: titles that a sentence gives, headings over what somebody told, overviews, labels."""

import pytest

from tests.unit.commands.documents.reading import sessions

FILLER = "Die Gäste kamen aus Rathäusern, Vereinen und Schulen und brachten viele Fragen mit in den Saal."


def titles(text: str) -> list[tuple]:
    return [(label, title) for label, title, _who in sessions(text)]


@pytest.mark.parametrize(
    ("sentence", "title", "who"),
    [
        (
            "In der zweiten Runde „Wem nützt das Archiv?“ stritten Petra Muster (Stadt Seeheim) und Jonas Berg.",
            "Wem nützt das Archiv?",
            ["Petra Muster", "Jonas Berg"],
        ),
        (
            "Gut besucht war die Session der Altenauer Archive „Akten auf Reisen“, in der Petra Muster Kisten packte.",
            "Akten auf Reisen",
            ["Petra Muster"],
        ),
        (
            "Im ersten Talk „Papier – Last oder Schatz?“ sprachen Landrätin Petra Muster und Archivar Jonas Berg.",
            "Papier – Last oder Schatz?",
            ["Petra Muster", "Jonas Berg"],
        ),
        (
            "In einer Podiumsrunde mit dem Titel „Jetzt reden wir“ berichteten Petra Muster und Jonas Berg.",
            "Jetzt reden wir",
            ["Petra Muster", "Jonas Berg"],
        ),
        (
            "Jonas Berg aus der Stadtverwaltung Seeheim erklärte unter dem Titel „Einmal fragen“, was Register sind.",
            "Einmal fragen",
            ["Jonas Berg"],
        ),
        (
            "Unter der Überschrift „Alles muss raus“ ließen Petra Muster und Jonas Berg die Runde Kisten sortieren.",
            "Alles muss raus",
            ["Petra Muster", "Jonas Berg"],
        ),
        (
            "Landrätin Petra Muster begrüßte achtzig Gäste, Jonas Berg sprach über „Wege ohne Papier“.",
            "Wege ohne Papier",
            ["Jonas Berg"],
        ),
        (
            "Petra Muster, Leiterin des Kreisarchivs, gab beim Thema „Aufheben und wegwerfen“ viele Hinweise.",
            "Aufheben und wegwerfen",
            ["Petra Muster"],
        ),
        (
            (
                "Am Abend diskutierten Petra Muster, Bürgermeisterin der Stadt Seeheim, Jonas Berg und Eva Roth unter dem "
                "Titel „Wer zahlt das Regal?“ über Kosten."
            ),
            "Wer zahlt das Regal?",
            ["Petra Muster", "Jonas Berg", "Eva Roth"],
        ),
        (
            "Ihr folgte Jonas Berg, Archivar in Seeheim, mit einem Praxisbericht unter der Überschrift „Ein Jahr Umzug“.",
            "Ein Jahr Umzug",
            ["Jonas Berg"],
        ),
        (
            "Mit dem „Aktenkompass“, vorgestellt von Petra Muster, haben die Archive ein Werkzeug entwickelt.",
            "Aktenkompass",
            ["Petra Muster"],
        ),
    ],
)
def test_a_title_that_a_sentence_gives_beside_who_takes_part(sentence: str, title: str, who: list[str]) -> None:
    assert sessions(f"{FILLER} {sentence}\n") == [(None, title, who)]


def test_a_title_in_brackets_with_who_leads_it() -> None:
    told = (
        "Zwei Runden befassten sich mit Regalen („Holz oder Stahl?“, Leitung: Petra Muster, Stadt Seeheim) und mit Licht "
        "(„Dunkel lagern“, Leitung: Jonas Berg, Kreis Altenau)."
    )
    assert sessions(f"{FILLER} {told}\n") == [
        (None, "Holz oder Stahl?", ["Petra Muster"]),
        (None, "Dunkel lagern", ["Jonas Berg"]),
    ]


def test_a_title_that_stands_before_what_it_is() -> None:
    told = (
        "Mit einem Vortrag von Prof. Dr. Petra Muster begann der Samstag. „Aufheben ist keine Kunst“, so der Titel, und "
        "die Professorin meinte das ernst."
    )
    assert sessions(f"{FILLER} {told}\n") == [(None, "Aufheben ist keine Kunst", ["Petra Muster"])]


def test_a_motto_of_the_event_is_no_title_of_a_talk() -> None:
    told = "Unter dem Titel „Alles muss raus“ begrüßte Bürgermeisterin Petra Muster die Gäste im Saal."
    assert sessions(f"{FILLER} {told}\n") == []


def test_what_somebody_said_in_a_speech_is_no_title() -> None:
    told = "Petra Muster hob in ihrer Rede die Rolle der Archive hervor: „Wir heben auf, was andere vergessen haben.“"
    assert sessions(f"{FILLER} {told}\n") == []


def test_what_workshops_asked_and_had_as_their_topic() -> None:
    told = "Workshop A hatte das Aufheben zum Thema („Was bleibt?“) und Workshop B fragte: „Wer räumt auf?“"
    assert titles(f"{FILLER} {told}\n") == [("A", "Was bleibt?"), ("B", "Wer räumt auf?")]


def test_a_workshop_with_an_ordinal_number_has_it_as_label_and_one_called_off_is_none() -> None:
    told = (
        "Im 1. Workshop „Regale bauen“ ging es unter der Leitung von Petra Muster um Holz. Der 2. Workshop „Kisten packen“ "
        "musste leider entfallen. Im 3. Workshop „Licht sparen“ wurde gerechnet."
    )
    assert titles(f"{FILLER} {told}\n") == [("1", "Regale bauen"), ("3", "Licht sparen")]


def test_headings_below_which_somebody_gives_a_talk() -> None:
    text = (
        "Zahlen ohne Ruhe\n\nProf. Dr. Petra Muster, Hochschule Altenau, stellte die Auswertung von 31 Archiven vor. "
        "Sie dauerte zwei Jahre.\n\nWas muss das Amt?\n\nRechtsanwältin Eva Roth, Seeheim, ging in ihrem Vortrag auf das "
        "Archivgesetz ein. Drei Urteile sind neu.\n\nDie Arbeitsgruppen\n\nWorkshop A: Regale bauen\nLeitung: Jonas Berg\n\n"
        "Workshop B: Kisten packen\nLeitung: Max Roth\n"
    )
    assert titles(text) == [
        (None, "Zahlen ohne Ruhe"), (None, "Was muss das Amt?"), ("A", "Regale bauen"), ("B", "Kisten packen"),
    ]  # fmt: skip


def test_headings_below_one_that_announces_talks() -> None:
    text = (
        "Unsere Beiträge\n\nWissen geht in Rente\nPetra Muster (Stadt Seeheim) und Jonas Berg sprachen über Akten, die "
        "niemand mehr lesen kann, und über Menschen, die es noch können.\n\nEin Formular\nEva Roth hat mit dreißig Gästen "
        "ein Formular umgeschrieben, das einmal einundvierzig Felder hatte und nun mit neun auskommt.\n"
    )
    assert titles(text) == [(None, "Wissen geht in Rente"), (None, "Ein Formular")]


def test_the_overview_of_a_conference_report() -> None:
    text = (
        f"{FILLER}\n\nKonferenzübersicht:\n\nBegrüßung: Petra Muster (Stadtarchiv Seeheim)\n\nSektion I: Regale\n\n"
        "Jonas Berg (Altenau): Holz und Stahl seit 1949\n\nEva Roth (Bonn): Kisten. Ein Werkstattbericht\n\n"
        "Sektion II: Licht\n\nMax Roth (Köln): Dunkel lagern\n\nAbschlussdiskussion\nLeitung: Petra Muster (Seeheim)\n"
    )
    assert sessions(text) == [
        (None, "Begrüßung", ["Petra Muster"]),
        (None, "Holz und Stahl seit 1949", ["Jonas Berg"]),
        (None, "Kisten. Ein Werkstattbericht", ["Eva Roth"]),
        (None, "Dunkel lagern", ["Max Roth"]),
        (None, "Abschlussdiskussion", ["Petra Muster"]),
    ]


def test_groups_that_colours_tell_apart() -> None:
    text = "Gruppe Grün: Regale bauen\nEs ging um Holz.\n\nGruppe Blau: Kisten packen\nEs ging um Pappe.\n"
    assert titles(text) == [(None, "Regale bauen"), (None, "Kisten packen")]


def test_a_kind_below_a_label_is_no_part_of_the_title() -> None:
    text = "Fachforum 1\nImpulsvortrag „Was bleibt?“\n\nFachforum 2\nPodium: Wie viel Archiv braucht das Land?\n"
    assert titles(text) == [("1", "Was bleibt?"), ("2", "Wie viel Archiv braucht das Land?")]


def test_a_session_below_whose_title_it_is_called_off_is_none() -> None:
    text = (
        "Forum 1\n\nRegale bauen\n\nmit Petra Muster, Stadt Seeheim\n\nForum 2\n\nKisten packen\n\nentfiel wegen Krankheit "
        "der Referentin\n\nForum 3\n\nLicht sparen\n\nmit Jonas Berg, Kreis Altenau\n"
    )
    assert titles(text) == [("1", "Regale bauen"), ("3", "Licht sparen")]


def test_what_comes_behind_the_last_label_is_told_of_on_its_own() -> None:
    text = (
        "Workshop 1: Regale bauen\nmit Petra Muster\n\nWorkshop 2: Kisten packen\nmit Jonas Berg\n\n"
        "Nach dem Mittagessen folgte die Podiumsdiskussion „Archiv zu – und jetzt?“ mit Eva Roth und Max Roth.\n"
    )
    assert titles(text) == [("1", "Regale bauen"), ("2", "Kisten packen"), (None, "Archiv zu – und jetzt?")]


def test_points_that_tell_of_labels_are_no_titles() -> None:
    text = (
        "In den Workshops wurden die Themen vertieft:\n\n- Workshop A fragte, woher die Akten kommen. Drei Archive gaben "
        "Antwort.\n- Um Gespräche am Tresen ging es in Workshop B zu Kommunikation und Konflikt. Geübt wurde lange.\n\n"
        "Workshop A: Herkunft und Verbleib\n\nModeration: Petra Muster\n"
    )
    assert sorted(titles(text)) == [("A", "Herkunft und Verbleib"), ("B", "Kommunikation und Konflikt")]


def test_paragraphs_that_begin_with_a_title() -> None:
    text = (
        "Von zehn Sessions habe ich drei besucht:\n\n„Akten auf Reisen“ – Petra Muster aus Seeheim hatte eine Kiste dabei. "
        "Wir haben gepackt.\n\n„Malen statt klagen“ – Eine Session von mir. Danke an alle!\n\n„Ohne Büro“ – Jonas Berg "
        "wollte wissen, wie man leitet, wen man nie sieht. Es ging hoch her.\n"
    )
    assert [title for _label, title in titles(text)] == ["Akten auf Reisen", "Malen statt klagen", "Ohne Büro"]


def test_a_menu_of_labels_is_no_session() -> None:
    text = "Workshop 6: Kisten packen\n\nModeration: Petra Muster\n\nWeitere Workshops\n\nWorkshop 1 | Workshop 2 | Workshop 3\n"
    assert titles(text) == [("6", "Kisten packen")]


def test_headings_that_name_a_kind_and_its_title_and_labels_behind_a_title() -> None:
    told = "Die Teilnehmenden trugen zusammen, was gelingt und woran es hapert, und einigten sich auf drei Schritte."
    named = f"Workshop Regale: Holz oder Stahl\n\n{told}\n\nWorkshop Licht: Dunkel lagern\n\n{told}\n"
    assert titles(named) == [(None, "Regale: Holz oder Stahl"), (None, "Licht: Dunkel lagern")]
    behind = f"Regale bauen für alle (Workshop 1)\n\n{told}\n\nDunkel lagern (Workshop 2)\n\n{told}\n"
    assert titles(behind) == [("1", "Regale bauen für alle"), ("2", "Dunkel lagern")]


def test_headings_of_a_press_report_are_no_talks() -> None:
    text = (
        "Archive brauchen Platz\n\n„Wir heben auf, was andere vergessen“, sagte Landrätin Petra Muster zur Begrüßung. Sie "
        "dankte allen, die mitgeholfen haben.\n\nEin langer Weg\n\nAchtzig Gäste waren gekommen. Bürgermeister Jonas Berg "
        "betonte, wie wichtig der Austausch sei.\n\nWie es weitergeht\n\nDie Ergebnisse werden veröffentlicht.\n"
    )
    assert titles(text) == []


def test_the_field_of_a_title_below_its_label() -> None:
    text = (
        "Thementisch 1\nThema: Regale bauen für alle\nModeration: Petra Muster\n\nThementisch 2\nThema: Dunkel lagern\n"
        "Moderation: Jonas Berg\n"
    )
    assert sessions(text) == [("1", "Regale bauen für alle", ["Petra Muster"]), ("2", "Dunkel lagern", ["Jonas Berg"])]


def test_headings_that_name_who_gives_the_talk_and_names_above_its_title() -> None:
    told = "Die Teilnehmenden trugen zusammen, was gelingt und woran es hapert, und einigten sich auf drei Schritte."
    headed = f"Impuls Petra Muster: Regale bauen für alle\n\n{told}\n\nImpuls Jonas Berg: Dunkel lagern\n\n{told}\n"
    above = f"Petra Muster, Stadt Seeheim\n„Regale bauen für alle“\n{told}\n\nJonas Berg, Kreis Altenau\n„Dunkel lagern“\n{told}\n"
    for text in (headed, above):
        assert sessions(text) == [
            (None, "Regale bauen für alle", ["Petra Muster"]),
            (None, "Dunkel lagern", ["Jonas Berg"]),
        ]


def test_the_same_label_in_a_second_round_is_another_session() -> None:
    text = (
        "Workshop-Runde I\n\nWorkshop 1: Regale bauen\n\nWorkshop 2: Kisten packen\n\nWorkshop-Runde II\n\n"
        "Workshop 1: Licht sparen\n\nWorkshop 2: Dunkel lagern\n"
    )
    assert titles(text) == [
        ("1", "Regale bauen"),
        ("2", "Kisten packen"),
        ("1", "Licht sparen"),
        ("2", "Dunkel lagern"),
    ]


def test_points_that_begin_with_who_speaks() -> None:
    text = (
        "Es gab drei Kurzvorträge:\n\n- Amtsleiterin Petra Muster (Stadt Seeheim) über „Regale ohne Holz“\n"
        "- Jonas Berg, Archivar im Landratsamt Altenau: „Kisten ohne Pappe“\n"
        "- Bürgermeister Max Roth aus Seeheim, der frei sprach und seinen Beitrag „Warum ich nichts aufhebe“ nannte\n"
    )
    assert [title for _label, title in titles(text)] == [
        "Regale ohne Holz",
        "Kisten ohne Pappe",
        "Warum ich nichts aufhebe",
    ]


def test_groups_without_quotation_marks_that_each_somebody_leads() -> None:
    told = "Den Workshop Regale leitete Petra Muster von der Stadt Seeheim, den Workshop Licht Jonas Berg (Kreis Altenau)."
    assert sessions(f"{FILLER} {told}\n") == [(None, "Regale", ["Petra Muster"]), (None, "Licht", ["Jonas Berg"])]
