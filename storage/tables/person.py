"""People, organisations and the roles that link them to events, sessions and Musterlösungen."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Organisation(Base):
    """A Kommune, agency, association … AGS is text: it has leading zeros."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300), unique=True)
    short_name: Mapped[str | None] = mapped_column(String(100))
    kind: Mapped[str | None] = mapped_column(String(60))
    land: Mapped[str | None] = mapped_column(String(60))
    ags: Mapped[str | None] = mapped_column(String(12))
    county: Mapped[str | None] = mapped_column(String(100))
    population: Mapped[int | None]
    population_date: Mapped[date | None]
    member_of: Mapped[list[Any]] = mapped_column(JSON, default=list)
    aliases: Mapped[list[Any]] = mapped_column(JSON, default=list)
    contact: Mapped[str | None] = mapped_column(String(300))
    description: Mapped[str | None] = mapped_column(Text)


class Person(Base):
    """Somebody named in a public programme. Office and employer belong to the role, not here."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    academic_title: Mapped[str | None] = mapped_column(String(60))
    sort_name: Mapped[str | None] = mapped_column(String(200))
    aliases: Mapped[list[Any]] = mapped_column(JSON, default=list)
    matrix_id: Mapped[str | None] = mapped_column(String(255), unique=True)
    visibility: Mapped[str] = mapped_column(String(20), default="öffentlich")


class Role(Base):
    """A person or an organisation in a role, with office and employer of that day."""

    __tablename__ = "role"
    __table_args__ = (
        CheckConstraint("person_id IS NOT NULL OR organisation_id IS NOT NULL", name="somebody"),
        CheckConstraint("event_id IS NOT NULL OR session_id IS NOT NULL OR solution_id IS NOT NULL", name="something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), index=True)
    session_id: Mapped[int | None] = mapped_column(ForeignKey("session.id", ondelete="CASCADE"), index=True)
    solution_id: Mapped[int | None] = mapped_column(ForeignKey("solution.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(String(60))
    office_then: Mapped[str | None] = mapped_column(String(300))
    organisation_then: Mapped[str | None] = mapped_column(String(300))
    position: Mapped[int] = mapped_column(default=0)
