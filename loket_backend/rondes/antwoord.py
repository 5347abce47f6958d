"""How a paper goes to the resident, what they said about it, and whether a form says both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loket_backend.errors import OngeldigeInvoer
from loket_backend.gesprek.invoer import schoon
from loket_backend.rondes.models import AKKOORD, CHAT, CORRECTIE, PAPIER, TELEFOON, WEGEN

MAX_REDEN = 1000


@dataclass(frozen=True)
class Weg:
    """How a paper goes to the resident; `reden`: why not in the chat."""

    soort: str = CHAT
    reden: str = ""


@dataclass(frozen=True)
class Antwoord:
    """What the resident said about one version: AKKOORD or CORRECTIE, in which words and by which way; `door`: who wrote it down."""

    soort: str
    tekst: str
    weg: str
    door: str
    volgnummer: int | None = None


def controleer_weg(weg: Weg, naam: str) -> None:
    """`naam`: of the paper. Raises OngeldigeInvoer."""
    if weg.soort not in WEGEN:
        raise OngeldigeInvoer(f"Kies hoe het {naam} naar de inwoner gaat.", ["weg: onbekend"])
    if weg.soort != CHAT and not weg.reden.strip():
        raise OngeldigeInvoer("Schrijf er kort bij waarom het niet in de chat gaat.", ["reden: ontbreekt"])
    if len(weg.reden) > MAX_REDEN:
        raise OngeldigeInvoer(f"De reden is te lang: hooguit {MAX_REDEN} tekens.", ["reden: te lang"])


def mag_lezen(weg: Weg, van_een_ander: bool, inwoner_vindt_goed: bool) -> None:
    """In somebody else's chat only when the resident thinks that right. Raises OngeldigeInvoer."""
    if van_een_ander and weg.soort == CHAT and not inwoner_vindt_goed:
        detail = "Deze chat is van de melder. Vraag eerst of de inwoner het goed vindt dat de melder meeleest."
        raise OngeldigeInvoer(detail, ["inwoner_vindt_goed: niet aangevinkt"])


def lees_antwoord(formulier: Mapping[str, str], wie: str, zonder_woorden: str) -> Antwoord:
    """What the resident said on paper or by telephone. `zonder_woorden`: the fault of a correction without words.

    Raises OngeldigeInvoer with every fault.
    """
    soort, weg, tekst = (formulier.get(veld, "") for veld in ("soort", "weg", "tekst"))
    fouten = [] if soort in (AKKOORD, CORRECTIE) else ["soort: kies wat de inwoner zei"]
    if weg not in (PAPIER, TELEFOON):
        fouten.append("weg: kies papier of telefoon")
    if soort == CORRECTIE and not tekst.strip():
        fouten.append(f"tekst: {zonder_woorden}")
    if fouten:
        raise OngeldigeInvoer("Vul dit nog aan: " + "; ".join(f.split(": ", 1)[1] for f in fouten) + ".", fouten)
    return Antwoord(soort, schoon(tekst) if tekst.strip() else "", weg, wie)
