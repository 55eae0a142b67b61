"""Plain texts that are stored or sent as files, made from templates like the messages are."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from templates.filters import FILTERS


@cache
def _environment() -> Environment:
    made = Environment(  # noqa: S701  # plain text: what is shown from it is escaped where it is shown
        loader=PackageLoader("templates", ""), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters.update(FILTERS)
    return made


def plain(name: str, part: str, **data: Any) -> str:
    """Return one part (a macro without arguments) of a text template, without blank lines around it."""
    module = _environment().get_template(f"{name}.txt.j2").make_module(data)
    return str(getattr(module, part)()).strip()
