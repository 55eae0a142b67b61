"""Musterlösungen, asked for by words or number."""

from pathlib import Path

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.cards import solution_cards
from storage.search.find import matching_solutions
from storage.tables.person import Organisation
from storage.tables.solution import File, Reuse, Solution
from storage.views import FileView, Page, SolutionCard, SolutionDetail

RELEASED = "freigegeben"


class Solutions:
    """Questions about Musterlösungen."""

    def __init__(self, session: AsyncSession, data_dir: Path) -> None:
        self._session = session
        self._data_dir = data_dir

    async def list(self, *, words: str = "", offset: int = 0, limit: int = 5) -> Page[SolutionCard]:
        """Return released Musterlösungen, those that match all words."""
        conditions = [Solution.status == RELEASED]
        if words.strip():
            conditions.append(Solution.id.in_(await matching_solutions(self._session, words)))
        total = await self._session.scalar(select(func.count()).select_from(Solution).where(*conditions))
        ids = list(
            await self._session.scalars(
                select(Solution.id).where(*conditions).order_by(Solution.number).offset(offset).limit(limit)
            )
        )
        cards = await solution_cards(self._session, Solution.id.in_(ids)) if ids else {}
        return Page(tuple(cards.values()), total or 0, offset)

    async def detail(self, ref: str) -> SolutionDetail | None:
        """Return one released Musterlösung in full; ``ref`` like ``L7``."""
        digits = ref.lstrip("Ll")
        number = int(digits) if digits.isdigit() and len(digits) < 10 else -1
        row = await self._session.scalar(
            select(Solution).where(and_(Solution.number == number, Solution.status == RELEASED))
        )
        if row is None:
            return None
        cards = await solution_cards(self._session, Solution.id == row.id)
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
        files = await self._session.scalars(select(File).where(File.solution_id == row.id).order_by(File.id))
        links = (
            await self._session.execute(
                select(Organisation.name, Reuse.is_interest)
                .join(Reuse, Reuse.organisation_id == Organisation.id)
                .where(Reuse.solution_id == row.id)
                .order_by(Reuse.since, Reuse.id)
            )
        ).all()
        return SolutionDetail(
            card=cards[row.id],
            description=row.description,
            facts=tuple((label, value) for label, value in facts if value),
            files=tuple(
                FileView(
                    file.title,
                    file.filename,
                    file.mime,
                    file.size,
                    file.sha256,
                    str(self._data_dir / "dateien" / file.sha256[:2] / file.sha256),
                )
                for file in files
            ),
            reusers=tuple(name for name, is_interest in links if not is_interest),
            interested=sum(is_interest for _name, is_interest in links),
            url=row.url,
        )
