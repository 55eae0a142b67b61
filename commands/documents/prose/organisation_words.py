"""Words and forms that an organisation is known by."""

import re

from commands.documents.prose.vocabulary import UPPER, word_list

HEADS = sorted(word_list("organisation_heads.txt"))
SUFFIXES = (
    "agentur|institut|institute|ministerium|ministeriums|verband|verbands|verbandes|verein|vereins|"
    "hochschule|universität|akademie|"
    "gesellschaft|stiftung|kammer|werke|zentrum|zentrums|netzwerk|netzwerks|büro|büros|behörde|kreis|"
    "kreises|bund|bunds|bundes|kanzlei|"
    "kommission|konferenz|initiative|bibliothek|schule|klinik|museum|museums|sparkasse|bank|labor|lab|labs|"
    "gemeinde|stadt|gemeinschaft|"
    "stelle|verwaltung|verlag|zeitung|regierung|anstalt|werk|werks|tag|tages|tags|dienst|dienste|amt|"
    "amtes|amts|kolleg|rat|"
    "allianz|bündnis|bündnisses|union|genossenschaft|partei|fraktion|rechenzentrum|campus|forum|forums|hub|stab|betrieb|"
    "betriebe|gruppe|haus|senat|verbund|projekt|rats|rates|verbunds|verbundes|landkreistag|projekts|projektes|archiv|archivs|jugendring|jugendrings|sportbund|sportbunds|sportbundes|parlament|parlaments|"
    "vereinigung|zentrale|handwerkerschaft|gewerkschaft|feuerwehr|krankenkasse|bücherei|mediathek|betriebs|landeskirche|projektträger"
)
_NO_HEADS = (  # what ends like a house and is none
    r"Insgesamt|Gesamt|(?:Innen|Alt|Kern|Klein|Groß|Mittel|Nachbar|Partner|Heimat|Nord|Süd|West|Ost)stadt|Ehrenamt|Handwerk|Zivilgesellschaft|"
    r"Bürgergesellschaft|(?:Ziel|Alters|Klein)gruppe|(?:Mon|Diens|Donners|Frei|Sams|Sonn|Feier|All|Fach|(?:Vor|Nach)?[Mm]it)tag|"
    r"(?:Land|Ministerial|Senats|Regierungs|Studien|Amts|Schul|Bau|Ober\w*|Kreis|Stadtverordneten)rat"
)
HEAD = re.compile(
    rf"(?!(?:{_NO_HEADS})\b)"
    rf"(?:(?:{'|'.join(map(re.escape, HEADS))})(?:s|es|n|en)?\b|"
    rf"[{UPPER}][\w.-]*(?:{SUFFIXES})\b|[{UPPER}][\w-]*-(?:{'|'.join(h for h in HEADS if h.isalpha())})\b|"
    rf"(?:Bundes|Landes|Regional|Umwelt)(?:amt|anstalt|ministerium|verband|institut|agentur)\w*)"
)
LEGAL = re.compile(
    r"(?:\b(?:g?GmbH|gmbh|mbH|AG|KG|KGaA|SE|UG|OHG|GbR|eG|AöR|gAG|PartG(?:\s?mbB)?|mbB|Inc\.?|Ltd\.?|Co\.)(?!\w)|"
    r"\be\. ?V\.?|®)"
)
ACRONYM = re.compile(rf"[{UPPER}][\w+-]*[{UPPER}\d][\w+-]*(?:\.\w+)*")
NO_ORG = {
    *(
        "CDO",
        "CIO",
        "CEO",
        "CTO",
        "COO",
        "CFO",
        "CISO",
        "IT",
        "KI",
        "EDV",
        "OZG",
        "MdB",
        "MdL",
        "MdEP",
        "PD",
        "M.A.",
        "B.A.",
    ),
    *(
        "BIM",
        "GIS",
        "IoT",
        "AI",
        "HR",
        "PR",
        "DSGVO",
        "IKZ",
        "EfA",
        "N.N.",
        "NN",
        "TBA",
        "TOP",
        "MBA",
        "MSc",
        "BSc",
        "LL.M.",
    ),
    *(
        "UND",
        "DER",
        "DIE",
        "DAS",
        "PDF",
        "WLAN",
        "A.D.",
        "ÖPNV",
        "MINT",
        "II",
        "III",
        "IV",
        "VI",
        "XR",
        "VR",
        "AR",
        "UX",
        "LEADER",
        "EU",
        "NRW",
        "US",
        "DDR",
        "BRD",
    ),
}
_BEFORE_HEAD = re.compile(
    rf"(?=\S)(?:[{UPPER}][\w-]+(?:ische|liche|sche|ale|eine|ige|er)[nrs]?\s|(?:Offene|Junge|Neue)[nrs]?\s)?(?:[{UPPER}]\w+-\s(?:und|&)\s)?(?=[{UPPER}])"
)


def looks_like_organisation(text: str) -> bool:
    """Tell whether the words are, by their head or form, the name of an organisation."""
    words = re.sub(rf"^[a-z]{{2,8}}-(?=[{UPPER}])", "", text.strip())  # "ifo-Institut"
    if not words:
        return False
    if (before := _BEFORE_HEAD.match(words)) is not None and HEAD.match(words[before.end() :]):
        return True  # "Hessischer Städtetag", "Städte- und Gemeindebund"
    if words[:1].islower() and len(words.split()) <= 4 and HEAD.match(words.split()[-1]):
        return True
    return (
        HEAD.match(bare(words)) is not None
        or re.fullmatch(
            rf"(?:[{UPPER}][\w-]+\s){{1,2}}(?:Universität|Hochschule|Stiftung|Akademie|Institut)(?:\s[{UPPER}][\w-]+)?",
            words,
        )
        is not None
        or LEGAL.search(words) is not None
        or (is_acronym(words.split()[0].strip("(),")) and len(words.split()) <= 4)
    )


def bare(text: str) -> str:
    """Return the words without an article or "von der" in front."""
    return re.sub(r"^(?:die|der|das|dem|den|des|vom|von der|von|aus der|aus dem|bei der|beim|bei)\s+", "", text)


def is_acronym(word: str) -> bool:
    """Tell whether a word is an abbreviation that may be that of an organisation."""
    capitals = sum(sign.isupper() for sign in word)
    return (
        capitals >= 2
        and capitals >= 0.4 * len(word)
        and ACRONYM.fullmatch(word) is not None
        and word not in NO_ORG
        and "*" not in word
        and not re.search(r"[a-zäöü]In", word)
    )
