"""What the operator says about data protection; the values stand in the configuration."""

from dataclasses import dataclass, field

from storage.retention import Retention


@dataclass(frozen=True, slots=True)
class Privacy:
    """Who is responsible, on what legal basis, how long what is kept. Empty where the operator has not said it yet."""

    controller: str = ""
    officer: str = ""
    legal_basis: str = ""
    url: str = ""
    kept: Retention = field(default_factory=Retention)
