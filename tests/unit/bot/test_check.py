"""What the operator is told about the state of things."""

import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.check import Finding, Level, account, check, folder, of_rooms, privacy, skew, trust
from bot.config import Settings, load_settings
from bot.init import write_settings
from bot.trust import TrustReport
from storage.chat import RoomRecord

NOW = datetime(2026, 11, 23, 11, 0, 0, tzinfo=UTC)
SETTINGS = Settings(homeserver="https://matrix.example.org", user="@netzbote:example.org", password="geheim")


@pytest.mark.parametrize(
    ("date", "level", "words"),
    [
        ("Mon, 23 Nov 2026 11:00:10 GMT", Level.GOOD, "Die Uhr geht wie die des Servers."),
        ("Mon, 23 Nov 2026 10:59:00 GMT", Level.WARNING, "Die Uhr geht 60 Sekunden vor"),
        ("Mon, 23 Nov 2026 12:00:00 GMT", Level.FAULT, "Die Uhr geht 3600 Sekunden nach"),
    ],
)
def test_the_clock_is_compared_with_the_servers(date: str, level: Level, words: str) -> None:
    finding = skew(date, NOW)
    assert finding is not None
    assert (finding.level, finding.sentence.startswith(words)) == (level, True)


def test_a_server_without_a_date_says_nothing() -> None:
    assert skew("", NOW) is None
    assert skew("gestern", NOW) is None


def test_what_datenschutz_lacks_is_a_warning() -> None:
    assert privacy(replace(SETTINGS, controller="Verein")) == [
        Finding(
            Level.WARNING,
            "Für den Befehl datenschutz fehlen Angaben: NETZBOTE_DATA_PROTECTION_OFFICER, NETZBOTE_LEGAL_BASIS, "
            "NETZBOTE_PRIVACY_URL.",
        )
    ]
    whole = replace(SETTINGS, controller="a", data_protection_officer="b", legal_basis="c", privacy_url="d")
    assert [one.level for one in privacy(whole)] == [Level.GOOD]


def test_the_account() -> None:
    assert [str(one) for one in account(SETTINGS)] == [
        "In Ordnung: Konto @netzbote:example.org auf https://matrix.example.org."
    ]
    assert [one.level for one in account(replace(SETTINGS, homeserver="http://localhost", password=""))] == [
        Level.GOOD,
        Level.WARNING,
        Level.WARNING,
    ]
    assert [str(one) for one in account(Settings())] == [
        "Fehler: NETZBOTE_HOMESERVER fehlt. Beispiel: https://matrix.example.org"
    ]


def test_a_data_folder_that_others_can_read(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert [one.level for one in folder(replace(SETTINGS, data_dir=tmp_path))] == [Level.WARNING, Level.GOOD]
    tmp_path.chmod(0o700)
    assert [one.level for one in folder(replace(SETTINGS, data_dir=tmp_path))] == [Level.GOOD]


GOOD = TrustReport("@n:x", "DEV", True, True, "key", True, True, 2)


@pytest.mark.parametrize(
    ("report", "levels", "words"),
    [
        (GOOD, [Level.GOOD], "Verglichen haben ihn 2 Personen."),
        (replace(GOOD, verified_by=1), [Level.GOOD], "Verglichen hat ihn eine Person."),
        (replace(GOOD, verified_by=0), [Level.GOOD], "hat ihn noch niemand"),
        (replace(GOOD, device_known=False), [Level.FAULT], "Der Server kennt das Gerät DEV nicht."),
        (replace(GOOD, master_key=None), [Level.FAULT], "Der Bot hat keine Identität."),
        (replace(GOOD, device_signed=False), [Level.FAULT], "NETZBOTE_RECOVERY_KEY"),
        (replace(GOOD, secret_storage=False), [Level.GOOD, Level.WARNING], "netzbote identity recovery-key"),
        (replace(GOOD, identity_here=False), [Level.GOOD, Level.WARNING], "fehlen im Datenordner"),
        (replace(GOOD, unsigned_devices=("A", "B")), [Level.GOOD, Level.WARNING], "A, B"),
    ],
)
def test_trust_in_plain_words(report: TrustReport, levels: list[Level], words: str) -> None:
    found = trust(report)
    assert [one.level for one in found] == levels
    assert words in str(found[-1])


def test_rooms() -> None:
    rooms = [RoomRecord("!netz", role="netzwerk"), RoomRecord("!fort", role="netzwerk")]
    named = replace(SETTINGS, organiser_rooms=("!orga",))
    assert [str(one) for one in of_rooms(named, rooms, frozenset({"!netz"}))] == [
        "In Ordnung: Räume des Netzwerks: 1.",
        "Warnung: In diese Räume muss der Bot noch eingeladen werden: !orga",
    ]
    assert [str(one) for one in of_rooms(SETTINGS, [], frozenset())][1] == (
        "Warnung: Räume des Organisationsteams: keine. Einzustellen mit NETZBOTE_ORGANISER_ROOMS oder im Raum mit !raum."
    )


async def test_an_unreachable_server_is_a_fault_and_the_rest_is_said_all_the_same(tmp_path: Path) -> None:
    settings = replace(SETTINGS, homeserver="http://127.0.0.1:9", data_dir=tmp_path)
    found = [finding async for finding in check(settings, NOW)]
    assert [str(one) for one in found if one.level is Level.FAULT] == [
        "Fehler: Der Matrix-Server ist nicht erreichbar (ClientConnectorError)."
    ]
    assert any("Es ist noch nichts gespeichert" in one.sentence for one in found)


def test_the_settings_are_written_so_that_they_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PASSWORD", "DATA_DIR", "USER", "HOMESERVER"):
        monkeypatch.delenv(f"NETZBOTE_{name}", raising=False)
    path = tmp_path / "netzbote.toml"
    given = replace(
        SETTINGS, data_dir=tmp_path / "daten", controller='Verein "Ä" \\ B', organiser_rooms=("!a:x", "#b:x")
    )
    write_settings(path, given, keep_password=True)
    password = tmp_path / "daten" / "passwort"
    assert load_settings(path) == replace(given, password_file=password)
    assert "geheim" not in path.read_text()
    assert {stat.S_IMODE(one.stat().st_mode) for one in (path, password)} == {0o600}
