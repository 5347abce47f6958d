"""Account numbers are never kept: nothing in a first chat needs one (art. 5 lid 1 sub c AVG, minimale gegevensverwerking).

An IBAN is masked when its check digits fit (ISO 13616, modulo 97), however it is spaced.
"""

from __future__ import annotations

import re

MASKER = "[rekeningnummer weggelaten]"

# How long the account numbers of these countries are (the IBAN registry of SWIFT): where residents of a gemeente have one.
_LENGTE = {
    "NL": 18,
    "BE": 16,
    "DE": 22,
    "FR": 27,
    "LU": 20,
    "GB": 22,
    "ES": 24,
    "IT": 27,
    "PT": 25,
    "PL": 28,
    "UA": 29,
    "RO": 24,
    "BG": 22,
    "TR": 26,
}
_TUSSEN = r"[\W_]{0,3}"
# The check digits come right after the country: in "de rekening NL91 …" the number begins at NL.
_KANDIDAAT = re.compile(
    "|".join(
        rf"(?<![A-Za-z0-9]){land}{_TUSSEN}\d{_TUSSEN}\d(?:{_TUSSEN}[A-Z0-9]){{{lang - 4}}}"
        for land, lang in _LENGTE.items()
    ),
    re.IGNORECASE,
)


def klopt(iban: str) -> bool:
    """Whether the check digits fit; `iban` without anything between its letters and digits."""
    return int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 == 1


def masker(tekst: str) -> str:
    """The text with every IBAN in it replaced by MASKER."""
    return _KANDIDAAT.sub(lambda vondst: MASKER if klopt(re.sub(r"[\W_]", "", vondst[0])) else vondst[0], tekst)
