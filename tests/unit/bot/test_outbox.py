"""What goes over the wire for an answer."""

from bot.outbox import edit_of, notice, reply_relation, transaction_id


def test_an_answer_mentions_nobody() -> None:
    assert notice("Text", "<p>Text</p>", reply_relation("$1", None)) == {
        "msgtype": "m.notice",
        "body": "Text",
        "format": "org.matrix.custom.html",
        "formatted_body": "<p>Text</p>",
        "m.mentions": {},
        "m.relates_to": {"m.in_reply_to": {"event_id": "$1"}},
    }


def test_an_answer_in_a_thread_stays_there() -> None:
    assert reply_relation("$1", "$root") == {
        "rel_type": "m.thread",
        "event_id": "$root",
        "is_falling_back": False,
        "m.in_reply_to": {"event_id": "$1"},
    }


def test_an_edit_carries_the_new_content_and_its_target() -> None:
    new = notice("Neu", "<p>Neu</p>", None)
    assert edit_of(new, "$2") == {
        **new,
        "body": "* Neu",
        "formatted_body": "* <p>Neu</p>",
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$2"},
    }


def test_a_long_edit_says_the_whole_text_once() -> None:
    new = notice("Wort " * 2_000, f"<p>{'Wort ' * 2_000}</p>", None)
    assert edit_of(new, "$2") == {
        "msgtype": "m.notice",
        "body": f"* {('Wort ' * 100).rstrip()} …",
        "m.mentions": {},
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$2"},
    }


def test_transaction_ids_are_stable_and_told_apart() -> None:
    assert transaction_id("a", "bc") == transaction_id("a", "bc")
    assert transaction_id("a", "bc") != transaction_id("ab", "c")
