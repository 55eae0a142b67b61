"""What the operator says about data protection; the values stand in the configuration."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Privacy:
    """Who is responsible and on what legal basis. Empty where the operator has not said it yet."""

    controller: str = ""
    officer: str = ""
    legal_basis: str = ""
    url: str = ""
