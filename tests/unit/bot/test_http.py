"""Health, metrics and the calendar feed, over a real port."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.config import ConfigError, load_settings
from bot.http import Web, feed_path, served
from bot.metrics import CountingRegistry, Pulse
from bot.sign_in import StartError
from commands.dispatch import load
from commands.port import Place
from storage.importer import load as take
from storage.store import Store
from storage.when_text import iso_when
from storage.yaml_file import read_yaml
from tests.conftest import NOW, context

SECRET = b"geheim"
Get = Callable[[str], Awaitable[tuple[int, str]]]


@pytest.fixture
def pulse() -> Pulse:
    return Pulse()


@pytest.fixture
def counting() -> CountingRegistry:
    return CountingRegistry(load())


@pytest.fixture
async def get(example: Store, pulse: Pulse, counting: CountingRegistry, unused_tcp_port: int) -> AsyncIterator[Get]:
    pages = Web(store=example, zone="Europe/Berlin", pulse=pulse, registry=counting, secret=SECRET)
    address = f"127.0.0.1:{unused_tcp_port}"
    async with served(pages.app, address), aiohttp.ClientSession() as session:

        async def ask(path: str) -> tuple[int, str]:
            async with session.get(f"http://{address}{path}") as response:
                return response.status, await response.text()

        yield ask


async def test_health_needs_a_recent_answer_and_the_database(get: Get, pulse: Pulse, example: Store) -> None:
    assert await get("/health") == (503, '{"status": "fault", "sync_age_seconds": null, "database": true}')
    pulse.beat()
    assert await get("/health") == (200, '{"status": "ok", "sync_age_seconds": 0.0, "database": true}')
    assert pulse._at is not None
    pulse._at -= 121
    assert (await get("/health"))[0] == 503
    pulse.beat()
    async with example.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    assert await get("/health") == (503, '{"status": "fault", "sync_age_seconds": 0.0, "database": false}')


async def test_metrics_count_commands_and_deliveries_but_no_persons(
    get: Get, pulse: Pulse, counting: CountingRegistry, example: Store
) -> None:
    for line in ("!termine", "!termine", "!erinnern morgen 9 Uhr Unterlagen"):
        parsed = counting.parse(line)
        assert parsed is not None
        await counting.run(parsed, context(place=Place.NETWORK), example)
    pulse.beat()
    status, text = await get("/metrics")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert status == 200
    assert 'netzbote_commands_total{command="termine"} 2.0' in lines
    assert 'netzbote_commands_total{command="erinnern"} 1.0' in lines
    assert 'netzbote_deliveries{state="geplant"} 1.0' in lines
    assert "netzbote_faults_total 0.0" in lines
    assert any(line.startswith("netzbote_sync_age_seconds ") for line in lines)
    assert "anna" not in text
    assert "Unterlagen" not in text


EVENTS = """
veranstaltungen:
  - {titel: Offenes Treffen, wann: 2099-03-01T10:00, wo: Rathaus, beschreibung: intern, online: "https://geheim.example"}
  - {titel: Irgendwann, wann: 2099-05}
  - {titel: Entwurf, wann: 2099-06-01, status: Entwurf}
"""


async def test_the_feed_has_public_fields_only_at_a_path_nobody_guesses(get: Get, example: Store) -> None:
    await take(example, read_yaml(EVENTS, iso_when), now=NOW)
    status, text = await get(feed_path(SECRET))
    assert status == 200
    assert text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Offenes Treffen" in text
    assert "LOCATION:Rathaus" in text
    assert "SEQUENCE:0" in text
    assert "intern" not in text
    assert "geheim" not in text
    for path in ("/kalender.ics", "/kalender/", feed_path(b"anderes"), "/"):
        assert (await get(path))[0] == 404


async def test_the_command_names_the_address_where_the_feed_is_on(counting: CountingRegistry, example: Store) -> None:
    counting.feed = "https://bot.example/kalender/abc.ics"
    for line, named in (("!kalender", True), ("!kalender W9", False)):
        parsed = counting.parse(line)
        assert parsed is not None
        reply = await counting.run(parsed, context(), example)
        assert reply is not None
        assert (reply.data["feed"] == counting.feed) is named


async def test_a_taken_port_is_said_in_words(get: Get, example: Store, unused_tcp_port: int) -> None:
    pages = Web(store=example, zone="Europe/Berlin", pulse=Pulse(), registry=CountingRegistry(load()), secret=SECRET)
    with pytest.raises(StartError, match="kann nicht gelauscht werden"):
        async with served(pages.app, f"127.0.0.1:{unused_tcp_port}"):
            pass


@pytest.mark.parametrize("value", ["8080", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:70000"])
def test_an_address_has_a_host_and_a_port(value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NETZBOTE_HTTP", value)
    with pytest.raises(ConfigError, match=r"Rechner:Port"):
        load_settings()
