"""Who gets which answer where."""

import pytest

from commands.declare import EVENTS, Command
from commands.dispatch import Registry, load
from commands.errors import NotAllowedError
from commands.port import Context, Place, Reply, Role
from commands.rights import allows, check_right
from tests.conftest import context
from tests.unit.commands.conftest import Say

NAMES = [one.name for one in load().commands]
EVERYWHERE = {"hilfe", "datenschutz", "meinedaten", "vergissmich"}
PRIVACY = EVERYWHERE - {"hilfe"}


@pytest.mark.parametrize("name", NAMES)
async def test_a_room_without_a_role(say: Say, name: str) -> None:
    text = await say(f"!{name}", place=Place.UNSET, role=Role.MEMBER)
    assert text is not None
    assert ("noch nicht eingerichtet" in text) is (name not in PRIVACY)


@pytest.mark.parametrize("name", NAMES)
async def test_a_stranger_in_a_direct_chat(say: Say, name: str) -> None:
    text = await say(name, place=Place.DIRECT, role=Role.STRANGER)
    assert text is not None
    assert ("nur Mitgliedern des Netzwerks" in text) is (name not in PRIVACY)


@pytest.mark.parametrize("line", ["Guten Tag", "!termien", "W9"])
async def test_whatever_a_stranger_says_gets_a_polite_answer(say: Say, line: str) -> None:
    text = await say(line, place=Place.DIRECT, role=Role.STRANGER)
    assert text is not None
    assert text.startswith("Ich antworte nur Mitgliedern des Netzwerks")


async def test_a_room_without_a_role_stays_quiet_unless_asked(say: Say) -> None:
    assert await say("!termien", place=Place.UNSET) is None
    assert await say("!hlife", place=Place.UNSET) == "Den Befehl „hlife“ kenne ich nicht. Meinten Sie !hilfe?"
    text = await say("Netzbote: Guten Tag", place=Place.UNSET)
    assert text is not None
    assert "noch nicht eingerichtet" in text


async def test_help_for_a_stranger_names_only_what_works(say: Say) -> None:
    text = await say("hilfe", place=Place.DIRECT, role=Role.STRANGER)
    assert text is not None
    assert "!datenschutz" in text
    assert "!termine" not in text


async def test_help_on_a_command_that_does_not_work_here(say: Say) -> None:
    text = await say("!hilfe termine", place=Place.UNSET)
    assert text is not None
    assert "noch nicht eingerichtet" in text


async def _handler(net: object, context: Context) -> Reply:
    del net, context
    return Reply("ende", {"befehl": "x"})


ORGANISERS_OWN = Command("probestueck", (), (), "Was kommt", ("probestueck",), _handler, EVENTS, role=Role.ORGANISER)


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"role": Role.ORGANISER, "place": Place.ORGANISERS}, True),
        ({"role": Role.ORGANISER, "place": Place.DIRECT}, True),
        ({"role": Role.ORGANISER, "place": Place.UNSET}, False),
        ({"role": Role.MEMBER}, False),
        ({"role": Role.MEMBER, "is_room_admin": True}, False),
        ({"role": Role.STRANGER, "place": Place.DIRECT}, False),
    ],
)
def test_a_command_of_organisers(changes: dict[str, object], allowed: bool) -> None:
    assert allows(ORGANISERS_OWN, context(**changes)) is allowed


def test_a_member_is_told_whose_command_it_is() -> None:
    with pytest.raises(NotAllowedError, match="Den Befehl probestueck kann nur das Organisationsteam ausführen"):
        check_right(ORGANISERS_OWN, context())


@pytest.mark.parametrize(("role", "shown"), [(Role.MEMBER, False), (Role.ORGANISER, True)])
async def test_help_shows_organisers_commands_to_organisers_only(registry: Registry, role: Role, shown: bool) -> None:
    wider = Registry([*registry.commands, ORGANISERS_OWN])
    reply = await wider.commands[NAMES.index("hilfe")].handler(None, context(role=role), "", registry=wider)
    listed = [command.name for _topic, group in reply.data["gruppen"] for command in group]
    assert ("probestueck" in listed) is shown
    assert (reply.data["gruppen"][-1][0] == "Für das Organisationsteam") is shown


async def test_a_member_gets_no_suggestion_of_an_organisers_command(registry: Registry) -> None:
    wider = Registry([*registry.commands, ORGANISERS_OWN])
    parsed = wider.parse("!probstück")
    assert parsed is not None
    assert await wider.run(parsed, context(), None) is None  # type: ignore[arg-type]  # the store is not asked
    reply = await wider.run(parsed, context(role=Role.ORGANISER), None)  # type: ignore[arg-type]  # likewise
    assert reply is not None
    assert reply.data["vorschlaege"] == ("probestueck",)
