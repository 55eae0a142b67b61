"""Words and forms that an organisation is known by."""

import re

from commands.documents.prose.vocabulary import UPPER, word_list

HEADS = sorted(word_list("organisation_heads.txt"))
SUFFIXES = (
    "agentur|institut|institute|ministerium|ministeriums|verband|verbands|verbandes|verein|vereins|"
    "hochschule|universität|akademie|"
    "gesellschaft|stiftung|kammer|werke|zentrum|zentrums|netzwerk|netzwerks|büro|büros|behörde|kreis|"
    "kreises|bund|bunds|bundes|kanzlei|"
    "kommission|konferenz|initiative|bibliothek|schule|klinik|museum|sparkasse|bank|labor|lab|labs|"
    "gemeinde|stadt|gemeinschaft|"
    "stelle|verwaltung|verlag|zeitung|regierung|anstalt|werk|werks|tag|tages|tags|dienst|dienste|amt|"
    "amtes|amts|kolleg|rat|"
    "allianz|bündnis|union|genossenschaft|partei|fraktion|rechenzentrum|campus|forum|hub|stab|betrieb|"
    "betriebe|gruppe|haus|senat|verbund|projekt|rats|rates|verbunds|verbundes|landkreistag|projekts|projektes|archiv|archivs|jugendring|jugendrings|sportbund|sportbunds|sportbundes|parlament|parlaments"
)
HEAD = re.compile(
    rf"(?:{'|'.join(map(re.escape, HEADS))})(?:s|es|n|en)?\b|"
    rf"[{UPPER}][\w.-]*(?:{SUFFIXES})\b|[{UPPER}][\w-]*-(?:{'|'.join(h for h in HEADS if h.isalpha())})\b|"
    rf"(?:Bundes|Landes|Regional|Umwelt)(?:amt|anstalt|ministerium|verband|institut|agentur)\w*"
)
LEGAL = re.compile(
    r"(?:\b(?:g?GmbH|gmbh|mbH|AG|KG|KGaA|SE|UG|OHG|GbR|eG|AöR|gAG|Inc\.?|Ltd\.?|Co\.)(?!\w)|\be\. ?V\.?|®)"
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
    ),
}
