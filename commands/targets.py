"""Which event or session a change is about, and how much of a series: "W12", "W12.B", "W12 alle", "W12 ab jetzt"."""

import re
from dataclasses import dataclass

from commands.errors import NotFoundError, NotUnderstoodError
from commands.words import quote
from storage.network import Network
from storage.occurrence_key import series_in
from storage.organising import EventState, session_row, state_of

_NUMBER = re.compile(
    r"(?:[Ww#][ \t]?(?P<number>\d{1,9})(?:\.(?P<slug>[\w-]{1,20}))?(?=[\s,:;.]|$)|(?P<bare>\d{1,9})(?=[\s,:;]|$))"
    r"[ \t,:;]*(?P<rest>.*)",
    re.DOTALL,
)
_SCOPE = (
    r"(?P<later>ab\s+(?:jetzt|hier|da|diesem)|alle\s+(?:folgenden|weiteren|künftigen))|"
    r"(?P<whole>alle(?:\s+termine)?|(?:die\s+)?ganze\s+reihe)"
)
_SCOPE_FIRST = re.compile(rf"(?:{_SCOPE})(?=[\s,:]|$)[ \t,:]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_SCOPE_LAST = re.compile(rf"(?P<rest>.*?)[\s,]+(?:{_SCOPE})\s*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Target:
    """What a change is about. ``slug``: the session; ``scope``: "" for one, "alle", or "ab jetzt" of a series."""

    state: EventState
    slug: str = ""
    scope: str = ""
    rest: str = ""

    @property
    def ref(self) -> str:
        """``W12`` or ``W12.B``."""
        return f"{self.state.ref}.{self.slug}" if self.slug else self.state.ref


async def read_target(net: Network, text: str, example: str) -> Target:
    """Read which event is meant, at the beginning of the text. Raises where there is none."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        raise NotUnderstoodError("Bitte nennen Sie zuerst die Nummer, zum Beispiel W12.", example)
    number = int(match["number"] or match["bare"])
    state = await state_of(net, f"W{number}")
    if state is None:
        raise NotFoundError(f"Die Nummer W{number} gibt es nicht.", example)
    slug = match["slug"] or ""
    if slug:
        row = await session_row(net.session, f"W{number}.{slug}")
        if row is None:
            raise NotFoundError(
                f"Einen Programmpunkt „{quote(slug, 30)}“ gibt es in {state.ref} nicht.", f"programm {state.ref}"
            )
        slug = row.slug
    scope, rest = _scope(match["rest"]) if not slug else ("", match["rest"])
    if scope and state.rule is None and series_in(state.key) is None:
        raise NotUnderstoodError(f"{state.ref} {state.title} gehört zu keiner Reihe, die sich wiederholt.", example)
    return Target(state, slug, scope, rest.strip())


def _scope(text: str) -> tuple[str, str]:
    for pattern in (_SCOPE_FIRST, _SCOPE_LAST):
        match = pattern.fullmatch(text) or (pattern.fullmatch(f" {text}") if pattern is _SCOPE_LAST else None)
        if match is not None:
            return ("alle" if match["whole"] else "ab jetzt"), match["rest"].strip()
    return "", text
