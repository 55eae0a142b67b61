"""An answer of /sync is readable without nio, too."""

from hypothesis import given
from hypothesis import strategies as st

from bot.news import Heard, News, RoomNews
from bot.polling import raw_news

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["join", "invite", "leave", "timeline", "events", "state", "x"]), inner, max_size=3
        )
    ),
    max_leaves=12,
)


def test_rooms_invitations_and_leaves() -> None:
    message = {"type": "m.room.message"}
    data = {
        "next_batch": "s2",
        "rooms": {
            "join": {"!a": {"timeline": {"events": [message, 7], "limited": True, "prev_batch": "t1"}}},
            "invite": {"!b": {"invite_state": {"events": [{"type": "m.room.member"}]}}},
            "leave": {"!c": {}},
        },
        "device_lists": {"changed": ["@a:x", 7], "left": ["@b:x"]},
    }
    assert raw_news(data) == News(
        token="s2",
        joined={"!a": RoomNews(timeline=(Heard(message),), gap="t1")},
        invited={"!b": ({"type": "m.room.member"},)},
        left=("!c",),
        keys_changed=frozenset({"@a:x"}),
    )


@given(json)
def test_no_form_of_answer_breaks_the_reading(rooms: object) -> None:
    assert raw_news({"next_batch": "s", "rooms": rooms}).token == "s"
