"""Many ids as one parameter: ``IN`` with hundreds of parameters costs more than the query that they are for."""

import json
from collections.abc import Iterable

from sqlalchemy import String, TextClause, bindparam, text

_AMONG = {
    "sqlite": "{column} IN (SELECT value FROM json_each(:{name}))",
    "postgresql": (
        "{column} = ANY(ARRAY(SELECT CAST(value AS integer) FROM json_array_elements_text(CAST(:{name} AS json))))"
    ),
}


def among(dialect: str, column: str, name: str) -> TextClause:
    """Return the condition that a column has one of the ids in the parameter ``name``, which is :func:`listed`."""
    return text(_AMONG[dialect].format(column=column, name=name)).bindparams(bindparam(name, type_=String()))


def listed(ids: Iterable[int]) -> str:
    """Return ids as the parameter of :func:`among`."""
    return json.dumps(list(ids))
