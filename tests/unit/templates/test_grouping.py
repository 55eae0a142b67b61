"""What belongs together stands together: people, days, and what was said."""

from storage.views import Credit, InsightView, SessionCard
from storage.when import Precision, When
from storage.when_text import iso_when
from templates.grouping import Day, Origin, by_day, by_origin, by_role

ANNA = Credit("Anna", "Impuls", "Bürgermeisterin der Stadt Soest", "Stadt Soest")
BERT = Credit("Bert", "Moderation", None, "Verein")
OPEN = When(None, None, Precision.OPEN)


def read(iso: str) -> When:
    value = iso_when(iso, "Europe/Berlin")
    assert value is not None
    return value


def session(number: int, when: When) -> SessionCard:
    return SessionCard(f"W1.P{number}", "W1", "Treffen", None, None, f"Punkt {number}", when)


def insight(number: int, by: Credit | None = None, session: str | None = None) -> InsightView:
    return InsightView(f"E{number}", "These", "Text", "W1", "Treffen", session, session and "Punkt", by)


def test_people_by_what_they_did() -> None:
    cleo = Credit("Cleo", "Impuls")
    assert by_role([ANNA, BERT, cleo]) == [("Impuls", [ANNA, cleo]), ("Moderation", [BERT])]


def test_a_programme_of_several_days_is_told_day_by_day() -> None:
    event = read("2023-06-02/2023-06-04")
    friday, late, saturday = (
        session(number, read(iso))
        for number, iso in enumerate(["2023-06-02T10:00", "2023-06-02T18:00", "2023-06-03"], 1)
    )
    assert by_day([friday, late, saturday], event) == [
        Day("Freitag, 2. Juni 2023", friday.when, (friday, late)),
        Day("Samstag, 3. Juni 2023", saturday.when, (saturday,)),
    ]


def test_days_are_not_told_apart_where_there_is_one_or_not_all_are_known() -> None:
    one_day, two_days = read("2023-06-02T09:00/18:00"), read("2023-06-02/2023-06-03")
    friday, saturday, vague = (session(1, read("2023-06-02")), session(2, read("2023-06-03")), session(3, OPEN))
    assert by_day([friday], one_day) == [Day("", one_day, (friday,))]
    assert by_day([friday, vague], two_days) == [Day("", two_days, (friday, vague))]
    assert by_day([friday, saturday, friday], two_days) == [Day("", two_days, (friday, saturday, friday))]
    assert by_day([friday], OPEN) == [Day("", OPEN, (friday,))]
    assert by_day([], two_days) == []


def test_what_one_person_said_stands_together() -> None:
    first, second, third = insight(1, ANNA), insight(2, ANNA), insight(3)
    assert by_origin([first, second, third], with_session=True) == [
        Origin("", "Anna, Bürgermeisterin der Stadt Soest", ((first, ""), (second, ""))),
        Origin("", "", ((third, ""),)),
    ]


def test_what_belongs_to_a_session_stands_together_and_an_office_is_said_once() -> None:
    several = [
        insight(1, session="W1.A"),
        insight(2, BERT, "W1.A"),
        insight(3, BERT, "W1.A"),
        insight(4, ANNA, "W1.B"),
    ]
    one, two, three, four = several
    anna = "Anna, Bürgermeisterin der Stadt Soest"
    assert by_origin(several, with_session=True) == [
        Origin("W1.A Punkt", "", ((one, ""), (two, "Bert, Verein"), (three, "Bert"))),
        Origin("W1.B Punkt", "", ((four, anna),)),
    ]
    assert by_origin([four], with_session=False, known=[ANNA]) == [Origin("", "", ((four, "Anna"),))]


def test_one_person_in_one_session_is_named_with_it() -> None:
    one, two = insight(1, ANNA, "W1.A"), insight(2, ANNA, "W1.A")
    assert by_origin([one, two], with_session=True, known=[ANNA]) == [
        Origin("W1.A Punkt", "Anna", ((one, ""), (two, "")))
    ]
