"""Private addresses and numbers stay out of the store: they are cut from texts on import, and counted."""

import re

_MAIL = re.compile(r"(?:mailto:)?(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
_PHONE = re.compile(
    r"(?:\b(?:tel|telefon|fax|telefax|mobil|handy|fon)\b\.?:?\s*)?"
    r"(?<![\w.,-])(?:\+49[\s/()-]*|0)(?:\(0\)[\s/-]*)?[1-9](?:[\s/()-]{0,2}\d){6,13}(?!\w|[.,-]\d)",
    re.IGNORECASE,
)
_ROLES = re.compile(
    r"(?:mailto:)?(?:info|kontakt|post|poststelle|mail|zentrale|sekretariat|vorzimmer|buero|b(?:ue|u)rgerbuero|"
    r"office|service\w*|presse\w*|redaktion|digital\w*|smart\w*|stadt\w*|rathaus|kreis\w*|landkreis\w*|gemeinde\w*|"
    r"verwaltung\w*|\w+verwaltung|\w*amt|\w*stelle|\w*referat|fachbereich\w*|anmeldung|veranstaltung\w*|netzwerk|team\w*|"
    r"hilfe|support|beratung|foerder\w*|projekt\w*|kommun\w*|wirtschaft\w*|kultur\w*|bildung\w*|jugend\w*|soziales|"
    r"umwelt\w*|klima\w*|mobilitaet\w*|tourismus|datenschutz\w*|vergabe\w*|organisation|personal\w*|it|edv|ikz|wissen\w*|"
    r"transfer\w*|akademie|geschaeftsstelle|bibliothek|archiv)(?:[._-][\w-]+)?@",
    re.IGNORECASE,
)


def strip_private(text: str) -> tuple[str, int]:
    """Return the text without private mail addresses and telephone numbers, and how many were cut.

    Mailboxes of an office (info@…, rathaus@…) stay: they belong to no person.
    """
    count = 0

    def cut(match: re.Match[str]) -> str:
        nonlocal count
        if "@" in match[0] and _ROLES.match(match[0]):
            return match[0]
        count += 1
        return ""

    shorter = _PHONE.sub(cut, _MAIL.sub(cut, text))
    if count:
        shorter = re.sub(r"[ \t]{2,}", " ", shorter)
        shorter = re.sub(r"(?:E-Mail|Mail|Tel\.?|Telefon|Fax|Mobil):?[ \t]*(?=\n|$)", "", shorter)
    return shorter, count
