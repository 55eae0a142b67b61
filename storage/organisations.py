"""Organisations by the names that people type; one that is not known yet is added."""

import re

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.person import Organisation
from storage.text import fold

_KIND = re.compile(r"(?:hansestadt|kreisstadt|stadt|gemeinde|markt|samtgemeinde|verbandsgemeinde|landkreis|kreis)\s+")
_TOWNS = re.compile(r"\b(?:stadt|gemeinde|markt|kreis|landkreis)\b")


def _names(name: str) -> list[str]:
    """Return the spellings under which an organisation may be known: "Stadt Hemer" is also "Hemer"."""
    folded = " ".join(fold(name).split())
    bare = _KIND.sub("", folded, count=1) if _KIND.match(folded) else folded
    return [folded, bare, f"stadt {bare}", f"gemeinde {bare}"]


async def organisation_of(session: AsyncSession, name: str) -> Organisation:
    """Return the organisation of this name or alias, a new one if there is none."""
    found: dict[str, Organisation] = {}
    for row in await session.scalars(select(Organisation).order_by(Organisation.id)):
        for known in (row.name, row.short_name, *row.aliases):
            if known:
                found.setdefault(" ".join(fold(known).split()), row)
    for spelling in _names(name):
        if spelling in found:
            return found[spelling]
    kind = "Kommune" if _TOWNS.search(fold(name)) else None
    row = Organisation(name=" ".join(name.split()), kind=kind, aliases=[], member_of=[])
    session.add(row)
    await session.flush()
    return row
