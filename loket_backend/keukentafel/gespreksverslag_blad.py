"""The gespreksverslag as a paper: the resident's own words first, then what was discussed and agreed, then what always stands at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from loket_backend.catalogus import ASPECTEN, BESPROKEN
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.blad import Alinea, Blad, Stuk
from loket_backend.keukentafel.gespreksverslag_sjabloon import (
    NIET_BESPROKEN,
    NIET_RELEVANT,
    Deel,
    Loket,
    delen,
    inhoud,
)
from loket_backend.tijd import AMSTERDAM, lees_datum
from loket_backend.toewijzing.models import Medewerker

EIGEN_WOORDEN = ("hulpvraag", *ASPECTEN)

Tekstdelen = Mapping[str, Mapping[str, str]]


def van_een_ander(intake: Intake) -> bool:
    """Somebody else made the melding: then the words in it are theirs, and so is the chat."""
    return bool(intake.antwoorden.get("voor_wie", {}).get("waarde") == "ander")


def eigen_woorden(intake: Intake) -> dict[str, str]:
    """What was said in the intake, by question; what was not answered is not there."""
    gezegd = {veld: intake.antwoorden.get(veld, {}) for veld in EIGEN_WOORDEN}
    return {v: str(a["waarde"]) for v, a in gezegd.items() if a.get("status") == BESPROKEN and a.get("waarde")}


def eerste_opzet(intake: Intake) -> dict[str, dict[str, str]]:
    """What a new verslag starts with: quotes from the intake, to write on from. Nothing is concluded."""
    gezegd, zei = eigen_woorden(intake), "zei_ander" if van_een_ander(intake) else "zei"
    zin = inhoud()["eigen_woorden"][zei]
    return {
        deel.sleutel: {
            "tekst": "\n".join(zin.format(tekst=gezegd[veld]) for veld in deel.uit if veld in gezegd),
            "leeg": NIET_BESPROKEN if deel.is_onderwerp else "",
        }
        for deel in delen()
    }


def maak(
    intake: Intake,
    medewerker: Medewerker,
    tekstdelen: Tekstdelen,
    aanvullingen: Sequence[tuple[datetime, str]],
    loket: Loket,
    op: datetime,
) -> Blad:
    """`aanvullingen`: when and in which words the resident corrected an earlier version; they always stay."""
    feiten = [
        (loket.zin("blad.kenmerk"), intake.kenmerk),
        (loket.zin("blad.geschreven"), f"{medewerker.naam}, {medewerker.functie}"),
        (loket.zin("blad.datum"), _dag(op)),
    ]
    stukken = [
        stuk_eigen_woorden(intake, loket),
        *(_stuk(deel, tekstdelen.get(deel.sleutel, {}), loket) for deel in delen()),
        *_aanvulling(aanvullingen, loket),
        _slot(loket),
    ]
    return Blad(loket.zin("blad.titel"), feiten, stukken)


def stuk_eigen_woorden(intake: Intake, loket: Loket, kop: str | None = None, leeg: str | None = None) -> Stuk:
    """Quoted as they were said, never put in other words."""
    gezegd, achter = eigen_woorden(intake), "_ander" if van_een_ander(intake) else ""
    alineas = [Alinea(tekst, loket.zin(f"eigen_woorden.{veld}{achter}"), True) for veld, tekst in gezegd.items()]
    niets = [Alinea(leeg or loket.zin("eigen_woorden.leeg"))]
    boven = kop or loket.zin(f"eigen_woorden.kop{achter}")
    return Stuk("eigen_woorden", boven, alineas or niets, leeg=not alineas)


def _stuk(deel: Deel, geschreven: Mapping[str, str], loket: Loket) -> Stuk:
    tekst = geschreven.get("tekst", "").strip()
    if tekst:
        return Stuk(deel.sleutel, deel.kop, [Alinea(tekst)])
    return Stuk(deel.sleutel, deel.kop, [Alinea(loket.zin(f"leeg.{_waarom_leeg(deel, geschreven)}"))], leeg=True)


def _waarom_leeg(deel: Deel, geschreven: Mapping[str, str]) -> str:
    if not deel.is_onderwerp:
        return deel.leeg
    return NIET_RELEVANT if geschreven.get("leeg") == NIET_RELEVANT else NIET_BESPROKEN


def _aanvulling(aanvullingen: Sequence[tuple[datetime, str]], loket: Loket) -> Iterator[Stuk]:
    if aanvullingen:
        gezegd = [Alinea(tekst, loket.zin("aanvulling.op", datum=_dag(op)), True) for op, tekst in aanvullingen]
        yield Stuk("aanvulling", loket.zin("aanvulling.kop"), gezegd)


def _slot(loket: Loket) -> Stuk:
    slot: dict[str, Any] = inhoud()["slot"]
    return Stuk("slot", slot["kop"], [Alinea(loket.vul(zin)) for zin in slot["zinnen"]], vast=True)


def _dag(op: datetime) -> str:
    return lees_datum(op.astimezone(AMSTERDAM).date())
