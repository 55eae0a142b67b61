"""The network's own words for the search: OZG = Onlinezugangsgesetz. They count from the next question on."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.search.analyse import analyse
from storage.tables.audit import Term
from storage.text import fold

MOST = 500  # each question reads them all
BETWEEN = " = "


class TooManyTermsError(Exception):
    """The network has :data:`MOST` terms already."""


@dataclass(frozen=True, slots=True)
class TermView:
    """A word or abbreviation and what else stands for it."""

    term: str
    means: tuple[str, ...]


def says_something(text: str) -> bool:
    """Tell whether the search can use a word: "und" means nothing to it."""
    return bool(analyse(text))


class Terms:
    """The network's own words in one unit of work."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def put(self, term: str, means: Iterable[str]) -> str | None:
        """Add a term or replace what it means; return "neu", "geändert" or None if that was known."""
        wanted = BETWEEN.join(means)
        row = await self._row(term)
        if row is not None:
            if row.means == wanted:
                return None
            row.means = wanted
            await self._session.flush()
            return "geändert"
        if (await self._session.scalar(select(func.count(Term.id))) or 0) >= MOST:
            raise TooManyTermsError
        self._session.add(Term(term=term, means=wanted))
        await self._session.flush()
        return "neu"

    async def remove(self, term: str) -> TermView | None:
        """Drop a term; return what it was."""
        row = await self._row(term)
        if row is None:
            return None
        view = _view(row)
        await self._session.delete(row)
        await self._session.flush()
        return view

    async def page(self, *, offset: int = 0, limit: int = 20) -> tuple[list[TermView], int]:
        """Return terms in alphabetical order and how many there are."""
        rows = sorted(await self._session.scalars(select(Term)), key=lambda row: fold(row.term))
        return [_view(row) for row in rows[offset : offset + limit]], len(rows)

    async def _row(self, term: str) -> Term | None:
        rows = await self._session.scalars(select(Term).order_by(Term.id))
        return next((row for row in rows if fold(row.term) == fold(term)), None)


def _view(row: Term) -> TermView:
    return TermView(row.term, tuple(part.strip() for part in row.means.split("=") if part.strip()))
