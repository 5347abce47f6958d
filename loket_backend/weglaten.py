"""What is never kept, whoever types it: burgerservicenummers and account numbers. Everything that stores free text goes through here."""

from __future__ import annotations

from loket_backend import bsn, iban

MASKERS = (bsn.MASKER, iban.MASKER)


def masker(tekst: str) -> str:
    """The text with a mask for each number. Account numbers first: their digits may look like a burgerservicenummer."""
    return bsn.masker(iban.masker(tekst))


def zonder_maskers(tekst: str) -> str:
    """The text with nothing where a mask stands, for who reads what was said."""
    for woord in MASKERS:
        tekst = tekst.replace(woord, " ")
    return tekst
