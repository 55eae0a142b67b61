"""What waits for the organisers, in one list."""

from datetime import timedelta

from commands.port import Role
from tests.unit.commands.talk import Talk


async def test_nothing_is_open(talk: Talk) -> None:
    assert await talk.say("offen") == "Es ist nichts offen."
    assert await talk.say("offen", role=Role.MEMBER) == "Den Befehl offen kann nur das Organisationsteam ausführen."


async def test_drafts_page_by_page_and_what_else_waits(talk: Talk) -> None:
    for number in range(1, 7):
        await talk.say(f"neu Titel: Runde {number}\nWann: {number}.12.2026 10-12 Uhr\nWo: Soest")
    await talk.say("neu Titel: Ohne Datum\nWann: offen\nWo: Soest")
    await talk.say("neu Titel: Gewesen\nWann: 24.11.2026 10-12 Uhr\nWo: Soest")
    await talk.say("ok W17")
    await talk.say("teilen Titel: Satzung")
    talk.now += timedelta(days=10)
    said = await talk.say("offen")
    assert said.startswith(
        "Entwürfe, die niemand bestätigt hat\n"
        "- W10: Runde 1\n"
        "  Datum: Dienstag, 1. Dezember 2026, 10 bis 12 Uhr\n"
        "  Ort: Soest\n\n"
        "- W11: Runde 2\n"
    )
    assert "\n\nBestätigen zum Beispiel mit !ok W10, verwerfen mit !verwerfen W10\n\n" in said
    assert "Treffer 1 bis 5 von 7. Weiter mit !mehr" in said
    assert said.endswith(
        "Vorbei, ohne veröffentlichte Zusammenfassung\n"
        "- W17: Gewesen, Dienstag, 24. November 2026, 10 bis 12 Uhr\n\n"
        "Den Entwurf zeigt zum Beispiel !bericht W17\n\n"
        "Auf Prüfung wartet 1 Musterlösung, zu sehen mit !luecken"
    )
    more = await talk.say("mehr")
    assert more.startswith("Entwürfe, die niemand bestätigt hat\n- W15: Runde 6\n")
    assert "- W16: Ohne Datum\n  Datum: Datum offen" in more
    assert "Gewesen" not in more


async def test_what_was_called_off_or_is_long_over_is_not_missed(talk: Talk) -> None:
    await talk.say("neu Titel: Gewesen\nWann: 24.11.2026 10-12 Uhr\nWo: Soest")
    await talk.say("ok W10")
    await talk.say("absagen W10")
    assert await talk.say("offen") == "Es ist nichts offen."
    await talk.say("neu Titel: Noch eins\nWann: 24.11.2026 13-14 Uhr\nWo: Soest")
    await talk.say("ok W11")
    talk.now += timedelta(days=10)
    assert "W11" in await talk.say("offen")
    talk.now += timedelta(days=365)
    assert await talk.say("offen") == "Es ist nichts offen."
