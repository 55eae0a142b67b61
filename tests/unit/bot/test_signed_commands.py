"""What only organisers may change is taken in encrypted rooms only from devices that their owner has signed."""

from types import SimpleNamespace
from typing import Any

import pytest

from bot.answers import Answers
from bot.incoming import Incoming
from bot.people import SenderCheck
from bot.work import Work
from commands.dispatch import Parsed, Unknown
from commands.port import Role
from tests.conftest import context


def incoming(*, encrypted: bool = True) -> Incoming:
    key = "curve" if encrypted else None
    return Incoming("!r", "$1", "@anna:example.org", 0, 0.0, "!x", encrypted=encrypted, sender_key=key)


def parsed(role: Role = Role.ORGANISER, *, changes: bool = True) -> Any:
    return Parsed(SimpleNamespace(name="x", role=role, changes=changes), "")  # type: ignore[arg-type]


def answers(check: SenderCheck, asked: list[Any]) -> Answers:
    made = Answers.__new__(Answers)

    async def check_sender(user: str, key: str | None) -> SenderCheck:
        asked.append((user, key))
        return check

    made._work = Work.__new__(Work)
    made._work._check_sender = check_sender
    return made


@pytest.mark.parametrize("check", list(SenderCheck))
async def test_only_a_signed_device_is_heard(check: SenderCheck) -> None:
    asked: list[Any] = []
    bot = answers(check, asked)
    reply = await bot._unsigned(incoming(), parsed(), context(role=Role.ORGANISER, is_encrypted=True))
    if check is SenderCheck.SIGNED:
        assert reply is None
    else:
        assert reply is not None
        assert (reply.template, reply.data["grund"]) == ("unsigniert", check.value)
    assert asked == [("@anna:example.org", "curve")]


async def test_a_message_in_clear_has_no_device() -> None:
    asked: list[Any] = []
    await answers(SenderCheck.CLEAR, asked)._unsigned(
        incoming(encrypted=False), parsed(), context(role=Role.ORGANISER, is_encrypted=True)
    )
    assert asked == [("@anna:example.org", None)]


async def test_nobody_is_asked_where_it_does_not_matter() -> None:
    asked: list[Any] = []
    bot = answers(SenderCheck.UNSIGNED, asked)
    organiser, member = context(role=Role.ORGANISER, is_encrypted=True), context(role=Role.MEMBER, is_encrypted=True)
    assert await bot._unsigned(incoming(), parsed(changes=False), organiser) is None
    assert await bot._unsigned(incoming(), parsed(Role.MEMBER), organiser) is None
    assert await bot._unsigned(incoming(), parsed(), member) is None
    assert await bot._unsigned(incoming(), Unknown("x", ()), organiser) is None
    in_clear = context(role=Role.ORGANISER)
    assert await bot._unsigned(incoming(encrypted=False), parsed(), in_clear) is None
    assert asked == []
