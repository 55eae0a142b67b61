"""Which date is the event's, by signs with weights; several events in one text; hours that sentences say."""

import pytest

from commands.documents import read_document, recognised
from commands.documents.prose.date_choice import RULED, RULED_NONE, WEIGHTS, choose_day, options
from commands.documents.prose.date_mentions import mentions
from commands.documents.prose.date_signs import asked, setting, signs
from commands.documents.prose.weighing import weights
from tests.unit.commands.documents.reading import NOW, lines_apart, read_one

TOLD = "Es ging um Akten, um Räume und darum, wer sie in zehn Jahren noch findet. "


def read_all(text: str) -> list[dict]:
    return [one for one in recognised(read_document("text.txt", text.encode(), NOW).records) if one["kind"] == "event"]


def signs_of(*texts: str) -> dict[str, set[str]]:
    about = setting(lines_apart(*texts), [])
    return {one.moment.text: set(signs(one, about)) for one in about.found}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Mittwoch, 3. Mai 2023, 9 bis 16 Uhr", {"weekday", "year", "hours beside", "hours from to", "only day"}),
        ("Anmeldung bis zum 3. Mai 2023", {"word deadline", "word until", "own line other heading"}),
        ("Der Fachtag am 3. Mai 2023 muss leider entfallen.", {"word event", "called off or moved away"}),
        ("Das nächste Treffen ist für den 3. Mai 2023 geplant.", {"word the one after", "word next"}),
        ("Seestadt, 3. Mai 2023. " + TOLD * 3, {"dateline", "stamp in invitation", "paragraph"}),
        ("Redaktion, 03.05.2023 18:03 Uhr", {"odd minute", "word issue"}),
    ],
)
def test_signs_of_a_line(text: str, named: set[str]):
    (found,) = signs_of(text).values()
    assert named <= found


def test_signs_that_another_date_gives():
    found = signs_of(
        "5. Juni 2023", "Fachtag Archive", f"Am 1. und 2. Juni 2023 fand in Seestadt der Fachtag statt. {TOLD}"
    )
    assert {"alone", "bare, others told", "latest in invitation"} <= found["5. Juni 2023"]
    assert {"several days", "told, others bare", "earliest in invitation"} <= found["1. und 2. Juni 2023"]


def test_days_that_head_a_programme_are_a_span_too():
    found = mentions(
        lines_apart("Freitag, 8. Mai 2009", "15.30 Eröffnung", "Samstag, 9. Mai 2009", "9.30 Werkstätten")
    )
    assert [(one.moment.day, one.moment.last, one.joined) for one in found] == [
        (8, None, False), (9, None, False), (8, (2009, 5, 9), True),
    ]  # fmt: skip


def test_every_sign_has_a_weight():
    told = f"Im Jahr 2019 und im Herbst 2020 fanden im Mai 2021 Treffen statt, am 3. Mai 2023 auch. {TOLD}"
    texts = (
        lines_apart("3. Mai 2023", told, "Viele kamen und diskutierten."),
        lines_apart("Fachtag", "Wir laden herzlich ein.", told),
    )
    named = {
        name
        for text in texts
        for about in [setting(text, [])]
        for one in about.found
        for name, _said in asked(one, about)
    }
    nothing = {sign for text in texts for sign in options(setting(text, []), None)[-1][1]}
    assert named | nothing | {RULED, RULED_NONE, "none, only stamps"} == set(weights(WEIGHTS))


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (("Seestadt baut um", "Freitag, 21. Oktober 2022", f"Der Fachtag ist am Dienstag, 8. November 2022, von 9 bis 16 Uhr im Rathaus. {TOLD}"), 8),
        (("Fachtag Archive (02.09.2022)", f"Am Sonnabend, dem 8. Oktober 2022, findet der Fachtag statt. {TOLD}"), 8),
        (("Start > Rückblick > Freitag, 24. Juni 2022, 10 bis 12 Uhr > Fachforum Wasser", TOLD), 24),
    ],
)  # fmt: skip
def test_the_day_that_most_speaks_for(texts: tuple[str, ...], day: int):
    found = choose_day(lines_apart(*texts), [], None)
    assert found is not None
    assert found.moment.day == day


def test_no_day_where_the_rules_find_none_and_little_speaks_for_another():
    text = lines_apart(
        "Fachtag Archive", f"Wir hatten viele Gäste. {TOLD}", "Anträge bis zum 3. Mai 2023", "Stand: 4. Mai 2022"
    )
    assert choose_day(text, [], None) is None


def test_weights_decide():
    text = lines_apart("Fachtag Archive", "Mittwoch, 3. Mai 2023", "Anmeldung bis zum 20. April 2023")
    ruled = mentions(text)[0].moment
    found = [choose_day(text, [], ruled, {sign: 5.0}) for sign in ("weekday", "word deadline")]
    assert [one.moment.day for one in found if one is not None] == [3, 20]


# --- several events ---


def test_a_list_of_days_each_above_its_title():
    text = (
        "Weiter geht's im November\n\nDie Gruppen kommen im November 2016 zusammen.\n\n"
        "Samstag, 12. November 2016, 14:00 Uhr, Alte Schmiede:\nArbeitsgruppe Bauen\n\n"
        "Mittwoch, 16. November 2016, 19:30 Uhr, Pfarrheim:\nArbeitsgruppe Vereine\n\n"
        "Donnerstag, 24. November 2016, 19:30 Uhr, Pfarrheim:\nArbeitsgruppe Wandern\n\nAlle sind willkommen.\n"
    )
    assert [(one["title"], one["start"]) for one in read_all(text)] == [
        ("Arbeitsgruppe Bauen", "2016-11-12T14:00+01:00"),
        ("Arbeitsgruppe Vereine", "2016-11-16T19:30+01:00"),
        ("Arbeitsgruppe Wandern", "2016-11-24T19:30+01:00"),
    ]


def test_headings_that_date_meetings():
    text = "Beirat\n\n" + "".join(
        f"{count} Sitzung des Beirats am {day} 2022\n{TOLD}Der Beirat dankte allen, die geholfen hatten.\n\n"
        for count, day in (("Erste", "3. März"), ("Zweite", "14. Juli"))
    )
    assert [one["start"] for one in read_all(text)] == ["2022-03-03", "2022-07-14"]


def test_days_of_one_span_are_one_event():
    text = (
        "Fachtagung Archive\n\nDer Verband lädt am 10./11. Oktober 2006 nach Seestadt zur Fachtagung „Archive“ ein.\n\n"
        f"10.10.2006, 13:30 Uhr\nEröffnung der Fachtagung\n{TOLD}\n\n11.10.2006, 9:00 Uhr\nForum Archive und Räte\n{TOLD}\n"
    )
    assert [one["start"] for one in read_all(text)] == ["2006-10-10"]


def test_what_else_is_on_makes_no_events():
    text = (
        "Stadtgespräch am Hafen\n\nAm Donnerstag, 18. September 2025, ist die Bürgermeisterin von 17.30 bis 19 Uhr im "
        f"Bootshaus zu Gast. {TOLD}\n\nWeitere Veranstaltungen\n\nForum der Vereine\nSamstag, 27. September 2025, 20 Uhr\n\n"
        "Workshop Fotografie\nSonntag, 28. September 2025, 19 Uhr\n"
    )
    assert [one["start"] for one in read_all(text)] == ["2025-09-18T17:30+02:00"]


# --- hours ---


@pytest.mark.parametrize(
    ("told", "start", "end"),
    [
        ("Die Vorsitzende eröffnet die Sitzung um 17:00 Uhr.\n\nSchluss 19.10 Uhr", "17:00", "19:10"),
        ("Der Beirat beginnt um 11 Uhr und endet um 15.30 Uhr. Viele kamen gern.", "11:00", "15:30"),
        ("Sitzungsdauer: 17:00 - 19:10 Uhr", "17:00", "19:10"),
    ],
)
def test_hours_apart_from_the_day(told: str, start: str, end: str):
    found = read_one(f"Sitzung des Beirats am 25.11.2025\n\n{told}\n\n{TOLD}\n")
    assert (found["start"], found["end"]) == (f"2025-11-25T{start}+01:00", f"2025-11-25T{end}+01:00")


def test_hours_of_each_of_two_days():
    text = (
        "Zukunftswerkstatt Seestadt\n\nDie Zukunftswerkstatt findet am 20. und 21. Januar 2017 in der Halle statt. "
        "Am Freitag, 20. Januar, öffnet sie um 18.30 Uhr. Am Samstag, 21. Januar, wird von 9.30 bis 17 Uhr gearbeitet.\n"
    )
    found = read_one(text)
    assert (found["start"], found["end"]) == ("2017-01-20T18:30+01:00", "2017-01-21T17:00+01:00")


def test_a_weekday_counts_rather_than_the_day_of_the_page():
    text = (
        "Mittwoch, 20. März 2019\n\nKlausur zur Zukunft der Archive\n\nSeestadt, 18.03.2019 – Bei einer Klausur, zu der am "
        f"vergangenen Sonnabend 24 Gäste kamen, wurde der Bericht besprochen. {TOLD}\n"
    )
    assert read_one(text)["start"] == "2019-03-16"


def test_workshops_of_one_month_are_events_of_their_own():
    text = "".join(
        f"{town} (Land): Strategieworkshop\n\nIm {month} 2022 trafen sich die Ämter in {town} zu einem Workshop. {TOLD}\n\n"
        for town, month in (("Seestadt", "April"), ("Altenau", "Mai"), ("Neudorf", "Mai"))
    )
    assert [one["start"] for one in read_all(text)] == ["2022-04", "2022-05", "2022-05"]
