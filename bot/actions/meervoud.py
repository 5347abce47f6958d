"""A question about more than one person: "Weten uw ouders dat u dit vertelt?" instead of "Weet uw ouders …"."""

from __future__ import annotations

import re

_MEER = re.compile(r"\b(?:\w*ouders|kinderen|\w*buren|clienten|bewoners|patienten)$")
_WERKWOORD = {
    "weet": "weten",
    "heeft": "hebben",
    "doet": "doen",
    "wil": "willen",
    "zou": "zouden",
    "heet": "heten",
    "kan": "kunnen",
    "mag": "mogen",
    "vindt": "vinden",
}
# The verb before the person ("Wat doet {wie}"), or right after ("{wie_begin} mag", "wat {wie} leuk vindt"). In "wat lukt {wie}" another is the subject.
_EROM = re.compile(
    rf"\b({'|'.join(_WERKWOORD)})(?= \{{wie\}})|(?<=\{{wie_begin\}} )(mag)\b|(?<=\{{wie\}} leuk )(vindt)\b",
    re.IGNORECASE,
)


def pas_aan(tekst: str, wie: str) -> str:
    """The text of a response, its verbs made to fit when `wie` is more than one."""
    return _EROM.sub(_meer, tekst) if _MEER.search(wie) else tekst


def _meer(vondst: re.Match[str]) -> str:
    meer = _WERKWOORD[vondst[0].lower()]
    return meer.capitalize() if vondst[0][0].isupper() else meer
