"""Values of columns as a document holds them: texts, numbers, yes and no, lists; times in ISO 8601, in UTC."""

from base64 import b64decode, b64encode
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Float, Integer, LargeBinary

from storage.base import UTCDateTime
from storage.records import ImportFormatError


def default_of(column: Column[Any]) -> Any:
    """Return what a new row has in a column that is not given; None for a time, which is made of other columns."""
    default: Any = column.default
    if isinstance(column.type, UTCDateTime):
        return None
    if default is not None and (default.is_scalar or default.is_callable):
        return default.arg(None) if default.is_callable else default.arg
    return None


def written(value: Any) -> Any:
    """Return a value as it stands in the document."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    return value


def is_left_out(column: Column[Any], value: Any) -> bool:
    """Whether a value goes without saying."""
    return bool(value == default_of(column))


def read(column: Column[Any], value: Any, where: str, name: str) -> Any:
    """Take a value from the document. Raises :class:`ImportFormatError` for one of the wrong kind."""
    if value is None:
        if not column.nullable:
            raise ImportFormatError(f"{where}: Das Feld „{name}“ fehlt.")
        return None
    kind = column.type
    if isinstance(kind, UTCDateTime | DateTime | Date | LargeBinary):
        return _decoded(kind, value, where, name)
    return _checked(kind, value, where, name)


def _decoded(kind: Any, value: Any, where: str, name: str) -> Any:
    try:
        if isinstance(kind, UTCDateTime | DateTime):
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
            if moment.tzinfo is None:
                raise ImportFormatError(f"{where}: Im Feld „{name}“ fehlt der Abstand zur Weltzeit, etwa +00:00.")
            return moment.astimezone(UTC)
        if isinstance(kind, Date):
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        return b64decode(str(value), validate=True)
    except ValueError as error:
        raise ImportFormatError(f"{where}: Die Angabe „{value}“ im Feld „{name}“ ist nicht lesbar.") from error


def _checked(kind: Any, value: Any, where: str, name: str) -> Any:
    if isinstance(kind, Boolean):
        return _of(bool, value, where, name, "ja oder nein sein (true oder false)")
    if isinstance(kind, Integer):
        return _of(int, value, where, name, "eine Zahl sein")
    if isinstance(kind, Float):
        return float(_of((int, float), value, where, name, "eine Zahl sein"))
    if kind.python_type is not str:
        return value
    if isinstance(value, date | datetime):  # a date that somebody wrote by hand into a field for text
        return value.isoformat()
    text = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    return _of(str, text, where, name, "ein Text sein")


def _of(kind: Any, value: Any, where: str, name: str, what: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ImportFormatError(f"{where}: Das Feld „{name}“ muss {what}.")
    return value
