"""Lists of at most five, and going on with them."""

from collections.abc import Awaitable, Callable

from commands.dispatch import Registry, load
from commands.lists import Lists
from storage.chat import Turn
from storage.store import Store
from tests.conftest import context
from tests.unit.commands.conftest import RENDERER, Say

MANY = "veranstaltungen:\n" + "".join(
    f"  - {{kennung: t{number}, titel: Treffen {number}, wann: 2027-01-{number:02}T10:00/12:00}}\n"
    for number in range(1, 18)
)


async def test_going_on_with_a_list(say: Say, add: Callable[[str], Awaitable[None]]) -> None:
    await add(MANY)
    first = await say("!termine", event="$1")
    again = await say("!termine", event="$1")
    pages = [await say("!mehr", event=f"${number}") for number in range(2, 6)]
    assert first is not None
    assert first.endswith("Treffer 1 bis 5 von 17. Weiter mit !mehr")
    assert again == first
    texts = [text or "" for text in pages]
    assert texts[0].endswith("Treffer 6 bis 10 von 17. Weiter mit !mehr")
    assert texts[2].endswith("Treffer 16 bis 17 von 17.")
    assert texts[3] == "Mehr gibt es dazu nicht. Von vorn beginnt die Liste mit !termine"
    whole = "\n".join([first, *texts])
    assert [whole.count(f": Treffen {number}\n") for number in range(1, 18)] == [1] * 17


async def test_the_same_message_gets_the_same_page(say: Say) -> None:
    await say("!archiv", event="$1")
    second = await say("!mehr", event="$2")
    assert await say("!mehr", event="$2") == second
    assert second is not None
    assert second.endswith("Treffer 6 bis 9 von 9.")


async def keep(registry: Registry, store: Store) -> None:
    """Write what is open, as the bot does soon after each answer."""
    async with store.writing() as net:
        await net.paging.put(registry.lists.take_unsaved())


async def test_a_list_goes_on_after_a_restart(say: Say, registry: Registry, example: Store) -> None:
    await say("!archiv", event="$1")
    await keep(registry, example)
    fresh = load()
    parsed = fresh.parse("!mehr")
    assert parsed is not None
    reply = await fresh.run(parsed, context("$2"), example)
    assert reply is not None
    assert RENDERER.render(reply).plain.endswith("Treffer 6 bis 9 von 9.")


async def test_each_person_and_room_has_its_own_list(say: Say) -> None:
    await say("!archiv", event="$1")
    nothing = "Hier ist keine Liste offen, die weitergehen könnte.\nBeispiel: !termine"
    assert await say("!mehr", event="$2", sender="@b:example.org") == nothing
    assert await say("!mehr", event="$3", room="!anderer") == nothing


async def test_a_newer_list_takes_the_place_of_an_older_one(say: Say) -> None:
    await say("!archiv", event="$1")
    await say("!archiv 2018", event="$2")
    assert await say("!mehr", event="$3") == ("Mehr gibt es dazu nicht. Von vorn beginnt die Liste mit !archiv 2018")


async def test_a_newer_list_takes_its_place_also_after_a_restart(say: Say, registry: Registry, example: Store) -> None:
    await say("!archiv", event="$1")
    await keep(registry, example)
    fresh = load()
    for line, event in (("!archiv 2018", "$2"), ("!mehr", "$3")):
        parsed = fresh.parse(line)
        assert parsed is not None
        reply = await fresh.run(parsed, context(event), example)
        assert reply is not None
    assert RENDERER.render(reply).plain.startswith("Mehr gibt es dazu nicht.")


async def test_the_words_of_a_list_stay(say: Say) -> None:
    first = await say("!suche Digitalisierung", event="$1")
    second = await say("!mehr", event="$2")
    assert first is not None
    assert second is not None
    heading = first.partition("\n")[0]
    assert second.partition("\n")[0] == heading
    assert "Treffer 6 bis 10 von" in second


def _turn(number: int, offset: int = 5) -> Turn:
    return Turn(f"!{number}", "@a", "$1", "archiv", {"rest": ""}, offset, 0, context().now)


def test_what_is_remembered_of_lists_has_a_limit() -> None:
    lists = Lists()
    for number in range(10_050):
        lists.put(_turn(number))
        lists.take_unsaved()
    assert len(lists._latest) == 10_000


async def test_what_could_not_be_written_is_kept_unless_it_was_replaced(store: Store) -> None:
    lists = Lists()
    lists.put(_turn(1))
    lists.put(_turn(2))
    taken = lists.take_unsaved()
    lists.put(_turn(2, offset=10))
    lists.give_back(taken)
    assert {turn.room: turn.offset for turn in lists.take_unsaved()} == {"!1": 5, "!2": 10}
    assert await lists.last(store, context(room="!3")) is None
