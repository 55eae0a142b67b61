"""Years that a text says without a day: in its title, in hashtags, in the name of its file."""

import re
from collections.abc import Iterable


def year_hints(texts: Iterable[str]) -> list[int]:
    """Return the years that titles, hashtags and names contain."""
    found: list[int] = []
    for text in texts:
        found += [int(word) for word in re.findall(r"(?<!\d)(20[0-4]\d|19[89]\d)(?!\d)", text)]
        found += [2000 + int(word) for word in re.findall(r"#[A-Za-z]+(\d\d)(?!\d)", text)]
        found += [2000 + int(word) for word in re.findall(r"\b[A-Z]\w*['’](\d\d)(?!\d)", text)]
    return list(dict.fromkeys(found))
