"""The one error of reading documents."""


class DocumentError(ValueError):
    """The document is not taken over; the message is a German sentence for the person who handed it in."""
