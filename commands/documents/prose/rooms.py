"""Words for the rooms of a house, as programmes print them alone: "Großer Saal", "Raum 104", "Saal A, 1. Stock"."""

import re

from commands.documents.prose.vocabulary import UPPER

ROOM = re.compile(
    rf"(?:(?:Großer|Kleiner|Großen|Kleinen)\s)?(?:[{UPPER}][\w-]*[Ss]aal(?:\s/\s[{UPPER}][\w-]*[Ss]aal)*|"
    rf"Halle|Raum(?:\s[{UPPER}][a-zäöüß]+)?|[{UPPER}][a-zäöüß]+raum|Saal|(?:[A-ZÄÖÜ]\w+b|B)ühne|Foyer|Aula|Mensa|Atrium|"
    rf"Hörsaal)"
    rf"(?:\s(?:\d[\w.]*|[{UPPER}]\d*))?(?:\s*,\s*(?:[{UPPER}][\w -]{{2,40}}|\d\.\s(?:OG|UG|Stock|Etage)))?"
    rf"(?:\s(?:im|in der|am)\s[{UPPER}][\w -]{{2,40}})?"
)
