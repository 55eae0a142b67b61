"""What the processes of one bot share: who of them speaks, and secrets of its own."""

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.base import Base


class Lease(Base):
    """Who may do something alone. ``beat`` rises as long as the owner lives."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    beat: Mapped[int] = mapped_column(BigInteger)


class Keepsake(Base):
    """A value that is made once and never changes."""

    __tablename__ = "keepsake"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
