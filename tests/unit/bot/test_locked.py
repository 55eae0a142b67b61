"""Messages wait for their key, over a restart, and are read once."""

from pathlib import Path
from typing import Any

import pytest

from bot.locked import GOOD_FOR, KEPT, KEY_MAY_TAKE, LARGEST, WITHHELD_MAY_TAKE, WORTH_TELLING, LockedMessages
from bot.news import Heard


def event(number: int, *, session: str = "S", sender: str = "@anna:example.org") -> dict[str, Any]:
    content = {"algorithm": "m.megolm.v1.aes-sha2", "session_id": session, "ciphertext": "x"}
    return {"event_id": f"${number}", "sender": sender, "type": "m.room.encrypted", "content": content}


def opened(sessions: set[str]) -> Any:
    """Return a reader that has these keys."""

    def unlock(_room: str, source: dict[str, Any]) -> Heard | None:
        return Heard({"event_id": source["event_id"]}) if source["content"]["session_id"] in sessions else None

    return unlock


def test_a_message_is_read_once_when_its_key_comes_also_after_a_restart(tmp_path: Path) -> None:
    first = LockedMessages(tmp_path)
    assert first.keep("!r", event(1, session="A"), 100.0)
    assert first.keep("!r", event(2, session="B"), 101.0)
    assert not first.keep("!r", event(2, session="B"), 102.0)
    first.save()
    second = LockedMessages(tmp_path)
    assert second.read(opened({"A"}), {"B"}) == []
    (found,) = second.read(opened({"B"}), {"B"})
    assert (found.room, found.clear) == ("!r", Heard({"event_id": "$2"}))
    second.save()
    third = LockedMessages(tmp_path)
    assert [one.clear.source["event_id"] for one in third.read(opened({"A", "B"}))] == ["$1"]
    assert third.read(opened({"A", "B"})) == []
    assert (tmp_path / "ungelesen.json").stat().st_mode & 0o777 == 0o600


def test_how_much_is_kept_is_bounded(tmp_path: Path) -> None:
    locked = LockedMessages(tmp_path)
    for number in range(KEPT + 3):
        locked.keep("!r", event(number), float(number))
    assert not locked.keep("!r", {**event(9999), "content": {"ciphertext": "x" * (LARGEST + 1)}}, 1.0)
    assert not locked.keep("!r", {**event(9998), "content": None}, 1.0)
    assert [one.clear.source["event_id"] for one in locked.read(opened({"S"}))] == [
        f"${number}" for number in range(3, KEPT + 3)
    ]
    locked.keep("!r", event(1), 0.0)
    locked.forget_before(GOOD_FOR + 1)
    assert locked.read(opened({"S"})) == []


def test_a_deleted_message_is_forgotten(tmp_path: Path) -> None:
    locked = LockedMessages(tmp_path)
    locked.keep("!r", event(1), 0.0)
    locked.forget("$1")
    locked.forget("$2")
    assert locked.read(opened({"S"})) == []


def test_each_person_is_told_once_in_a_room(tmp_path: Path) -> None:
    locked = LockedMessages(tmp_path)
    locked.keep("!r", event(1), 0.0)
    locked.keep("!r", event(2), 0.0)
    locked.keep("!s", event(3), 0.0)
    locked.keep("!r", event(4, sender="@bernd:example.org"), 50.0)
    assert locked.to_tell(KEY_MAY_TAKE - 1) == []
    assert [one.event_id for one in locked.to_tell(KEY_MAY_TAKE)] == ["$1", "$3"]
    locked.save()
    again = LockedMessages(tmp_path)
    assert [one.event_id for one in again.to_tell(KEY_MAY_TAKE + 50)] == ["$4"]
    assert again.to_tell(KEY_MAY_TAKE + 60) == []


def test_about_old_messages_nobody_is_told(tmp_path: Path) -> None:
    locked = LockedMessages(tmp_path)
    locked.keep("!r", event(1), 0.0)
    assert locked.to_tell(WORTH_TELLING + 1) == []


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(("room", "session"), [("!r", "S"), ("None", "")])
def test_a_key_that_is_held_back_is_told_sooner(tmp_path: Path, room: str, session: str, *, before: bool) -> None:
    locked = LockedMessages(tmp_path)
    if before:
        locked.note_withheld(room, "@anna:example.org", session)
    locked.keep("!r", event(1), 0.0)
    locked.keep("!r", event(2, sender="@bernd:example.org"), 0.0)
    if not before:
        locked.note_withheld(room, "@anna:example.org", session)
    assert [(one.event_id, one.withheld) for one in locked.to_tell(WITHHELD_MAY_TAKE)] == [("$1", True)]


@pytest.mark.parametrize("text", ["", "[]", '{"messages": [{}], "told": []}', '{"messages": 1}'])
def test_a_broken_file_is_left_behind(tmp_path: Path, text: str) -> None:
    (tmp_path / "ungelesen.json").write_text(text)
    locked = LockedMessages(tmp_path)
    assert locked.read(opened({"S"})) == []
