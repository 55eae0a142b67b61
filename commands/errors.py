"""What can be wrong with what a person typed: each error is one German sentence with one right example."""


class CommandError(Exception):
    """Something the person can put right. ``example`` is a line that works, without the prefix."""

    def __init__(self, sentence: str, example: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.example = example


class NotUnderstoodError(CommandError):
    """An argument has the wrong form."""


class NotFoundError(CommandError):
    """A reference leads nowhere."""


class NotAllowedError(CommandError):
    """The person may not do this here."""
