"""Documents that people hand in, read into records: YAML, CSV, .ics and German prose of many kinds.

What the text does not say stays empty; what can't be read is refused with a German sentence.
"""

from commands.documents.errors import DocumentError
from commands.documents.read import read_document
from commands.documents.reading import Reading, Source
from commands.documents.recognised import recognised

__all__ = ["DocumentError", "Reading", "Source", "read_document", "recognised"]
