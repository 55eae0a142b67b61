"""What an operator types at a prompt."""


def yes_or_no(typed: str) -> bool | None:
    """Read an answer; ``None`` for what is neither."""
    word = typed.strip().lower()
    if word in {"j", "ja", "y", "yes"}:
        return True
    return False if word in {"n", "nein", "no"} else None
