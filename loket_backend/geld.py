"""Amounts: cents in the loket, euros as people write and read them."""

from __future__ import annotations

import re

# "€ 1.234,50", "1234,5", "1.234", "12.50": dots between thousands, or one before two decimals.
_DUIZENDEN = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?")
_GEWOON = re.compile(r"[0-9]+([.,][0-9]{1,2})?")
HOOGST = 1_000_000_000_00


def lees_bedrag(tekst: str) -> int:
    """Cents, never negative. Raises ValueError with a Dutch sentence."""
    schoon = re.sub(r"^(€|eur(o)?)|(,-|,--|\s*euro)$", "", re.sub(r"\s", "", tekst.strip().lower()))
    if _DUIZENDEN.fullmatch(schoon):
        schoon = schoon.replace(".", "")
    elif not _GEWOON.fullmatch(schoon):
        raise ValueError("Vul een bedrag in, zoals 1250 of 1.250,50.")
    heel, _, deel = schoon.replace(",", ".").partition(".")
    if (centen := int(heel) * 100 + int(f"{deel:0<2}")) > HOOGST:
        raise ValueError("Dit bedrag is te hoog.")
    return centen


def toon_bedrag(centen: int) -> str:
    """ "€ 1.234" for whole euros, "€ 1.234,50" otherwise, with a space that does not break."""
    euro, rest = divmod(abs(centen), 100)
    heel = f"{euro:,}".replace(",", ".")
    return f"{'-' if centen < 0 else ''}€\u00a0{heel}{f',{rest:02}' if rest else ''}"
