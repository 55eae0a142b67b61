"""Musterlösungen, asked for by words or number."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import ORGANISATION, RELEASED, SOLUTION, bound, solution_cards
from storage.search.find import matching_solutions
from storage.submissions import file_view
from storage.tables.person import Organisation
from storage.tables.solution import File, Reuse, Solution
from storage.views import Page, SolutionCard, SolutionDetail, UseView

_REUSE: Any = Reuse.__table__.c
_FILE: Any = File.__table__.c
_ANY_SOLUTION = select(Solution.__table__).where(SOLUTION.number == bound("number", SOLUTION.number))
_SOLUTION = _ANY_SOLUTION.where(SOLUTION.status == RELEASED)
_NEW = (
    select(SOLUTION.id)
    .where(
        SOLUTION.status == RELEASED,
        SOLUTION.is_example.is_(False),
        func.coalesce(SOLUTION.released_at, SOLUTION.created_at) >= bound("since", SOLUTION.created_at),
    )
    .order_by(SOLUTION.number)
    .limit(20)
)
_FILES = select(File.__table__).where(_FILE.solution_id == bound("solution", SOLUTION.id)).order_by(_FILE.id)
_REUSERS = (
    select(ORGANISATION.name, _REUSE.is_interest, _REUSE.since)
    .select_from(Reuse.__table__.join(Organisation.__table__, _REUSE.organisation_id == ORGANISATION.id))
    .where(_REUSE.solution_id == bound("solution", SOLUTION.id))
    .order_by(_REUSE.since, _REUSE.id)
)


@cache
def _listed(*, by_words: bool, only_count: bool) -> Select[Any]:
    conditions = [SOLUTION.status == RELEASED]
    if by_words:
        conditions.append(SOLUTION.id.in_(bound("words", SOLUTION.id, several=True)))
    if only_count:
        return select(func.count()).select_from(Solution.__table__).where(*conditions)
    ids = select(SOLUTION.id).where(*conditions).order_by(SOLUTION.number)
    return ids.offset(bindparam("skip")).limit(bindparam("most"))


class Solutions:
    """Questions about Musterlösungen."""

    def __init__(self, session: AsyncSession, data_dir: Path) -> None:
        self._session = session
        self._data_dir = data_dir

    async def list(self, *, words: str = "", offset: int = 0, limit: int = 5) -> Page[SolutionCard]:
        """Return released Musterlösungen, those that match all words."""
        given: dict[str, Any] = {}
        if words.strip():
            given["words"] = list(await matching_solutions(self._session, words))
        by_words = bool(given)
        total = await self._session.scalar(_listed(by_words=by_words, only_count=True), given)
        page = {**given, "skip": offset, "most": limit}
        ids = list(await self._session.scalars(_listed(by_words=by_words, only_count=False), page))
        cards = await solution_cards(self._session, "ids", ids) if ids else {}
        return Page(tuple(cards.values()), total or 0, offset)

    async def new_since(self, since: datetime) -> tuple[SolutionCard, ...]:
        """Return Musterlösungen released since then, examples left out."""
        ids = list(await self._session.scalars(_NEW, {"since": since}))
        return tuple((await solution_cards(self._session, "ids", ids)).values()) if ids else ()

    async def detail(self, ref: str, *, released: bool = True) -> SolutionDetail | None:
        """Return one Musterlösung in full; ``ref`` like ``L7``. Also one that is not ``released`` only if told so."""
        digits = ref.lstrip("Ll")
        number = int(digits) if digits.isdigit() and len(digits) < 10 else -1
        row = (await self._session.execute(_SOLUTION if released else _ANY_SOLUTION, {"number": number})).first()
        if row is None:
            return None
        cards = await solution_cards(self._session, "ids", [row.id])
        facts = (
            ("Kontakt", row.contact),
            ("Lizenz", row.licence),
            ("Land", row.land),
            ("Größenklasse", row.size_class),
            ("Reifegrad", row.maturity),
            ("Kosten einmalig", row.cost_once),
            ("Kosten im Jahr", row.cost_year),
            ("Aufwand", row.effort),
            ("Förderung", row.funding),
            ("Voraussetzungen", row.prerequisites),
            ("Erfolgsfaktoren", row.success_factors),
            ("Stolpersteine", row.stumbling_blocks),
            ("Rechtsgrundlage", row.legal_basis),
            ("Rechtlich geprüft", row.legally_checked),
            ("Fassung", row.version),
            ("Zuletzt geprüft", row.last_checked.strftime("%d.%m.%Y") if row.last_checked else None),
        )
        files = await self._session.execute(_FILES, {"solution": row.id})
        links = (await self._session.execute(_REUSERS, {"solution": row.id})).all()
        return SolutionDetail(
            card=cards[row.id],
            description=row.description,
            facts=tuple((label, value) for label, value in facts if value),
            files=tuple(file_view(file, self._data_dir) for file in files),
            reusers=tuple(UseView(name, since) for name, is_interest, since in links if not is_interest),
            interested=tuple(UseView(name, since) for name, is_interest, since in links if is_interest),
            url=row.url,
        )
