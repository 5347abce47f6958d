"""What a medewerker typed about help that is not needed because of an arrangement: by a key figure, or an amount with a source of their own."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from loket_backend.arrangement.dienst import Besparing
from loket_backend.arrangement.invoer import MAX_BEDRAG, Bekend, Formulier, Lezer
from loket_backend.geld import toon_bedrag
from loket_backend.partijen.kerncijfers import Kerncijfer
from loket_backend.partijen.woorden import BEKOSTIGINGEN, PERIODEN, ZONDER_GELD

# In signs; the number of units a year.
MAX_UITLEG, MAX_BRON, MAX_AANTAL = 300, 300, 100_000
# The value of the choice for an amount of one's own.
EIGEN = "eigen"
HELE_JAAR = "jaar"
# What comes once is nothing a year.
VAAK = {per: naam for per, (naam, keer) in PERIODEN.items() if per != "eenmalig"}
EIGEN_VELDEN = ("per_stuk", "bedrag_jaar", "bron")


@dataclass(frozen=True)
class Hoeveel:
    """`keer` units each `per` (a key of VAAK), in so many `perioden` a year; None: all year round."""

    keer: Decimal
    per: str
    perioden: int | None

    @property
    def aantal(self) -> Decimal:
        """Units a year."""
        return self.keer * (self.perioden or PERIODEN[self.per][1])


@dataclass(frozen=True)
class Berekening:
    """What is saved a year, in cents. `cijfer`: the key figure it was worked out with; None for an own amount."""

    hoeveel: Hoeveel
    bedrag: int
    cijfer: Kerncijfer | None


def lees_besparing(gegeven: Formulier, bekend: Bekend) -> Besparing:
    """The law follows from the key figure when none was chosen. Raises Veldfouten with every fault."""
    lezer = Lezer(gegeven)
    sleutel = _kerncijfer(lezer, bekend)
    cijfer = bekend.kerncijfers.get(sleutel or "")
    wat = lezer.tekst("wat", "Schrijf op welke hulp niet nodig is, en waarom u dat denkt.", MAX_UITLEG)
    wet, partij = _wet(lezer, cijfer), lezer.verwijzing("partij_id", bekend.partijen)
    som, bron = _bereken(lezer, sleutel, cijfer), lezer.tekst("bron", hooguit=MAX_BRON)
    lezer.klaar()
    return Besparing(
        bekostiging=wet,
        wat=wat,
        aantal=float(som.hoeveel.aantal),
        bedrag_jaar=som.bedrag,
        partij_id=partij,
        kerncijfer=sleutel,
        keer=float(som.hoeveel.keer),
        per=som.hoeveel.per,
        perioden=som.hoeveel.perioden,
        bron=bron or None,
    )


def lees_berekening(gegeven: Formulier, bekend: Bekend) -> Berekening:
    """Only the amount, before anything else is filled in. Raises Veldfouten."""
    lezer = Lezer(gegeven)
    sleutel = _kerncijfer(lezer, bekend)
    som = _bereken(lezer, sleutel, bekend.kerncijfers.get(sleutel or ""))
    lezer.klaar()
    return som


def _kerncijfer(lezer: Lezer, bekend: Bekend) -> str | None:
    """Its key; None for an amount of one's own."""
    gekozen = lezer.kaal("kerncijfer")
    return None if gekozen == EIGEN else lezer.verwijzing("kerncijfer", bekend.kerncijfers)


def _wet(lezer: Lezer, cijfer: Kerncijfer | None) -> str:
    mag = [b for b in BEKOSTIGINGEN if b != ZONDER_GELD]
    if cijfer is None:
        return lezer.keuze("bekostiging", mag, "Kies waaruit deze hulp anders betaald zou worden.")
    if lezer.kaal("bekostiging") not in ("", cijfer.bekostiging):
        naam = BEKOSTIGINGEN[cijfer.bekostiging]
        lezer.mis("bekostiging", f"Dit kerncijfer hoort bij: {naam}. Kies dat, of kies een eigen bedrag.")
    return cijfer.bekostiging


def _bereken(lezer: Lezer, sleutel: str | None, cijfer: Kerncijfer | None) -> Berekening:
    hoeveel = _hoeveel(lezer)
    if sleutel is None:
        bedrag = _eigen_bedrag(lezer, hoeveel)
    else:
        bedrag = _maal(hoeveel, cijfer.midden if cijfer else 0)
        for veld in EIGEN_VELDEN:
            if lezer.kaal(veld):
                lezer.mis(veld, "U koos een kerncijfer. Maak dit leeg, of kies een eigen bedrag.")
    if bedrag > MAX_BEDRAG:
        veld = "aantal" if cijfer else "bedrag_jaar"
        lezer.mis(veld, f"Dit komt boven {toon_bedrag(MAX_BEDRAG)} per jaar. Kijk de getallen na.")
    return Berekening(hoeveel, bedrag, cijfer)


def _hoeveel(lezer: Lezer) -> Hoeveel:
    """Nothing said about how often: by the year."""
    keer = lezer.breuk("aantal", MAX_AANTAL, "Vul een getal in, zoals 3 of 2,5.") or Decimal(1)
    per = lezer.keuze("per", VAAK, "Kies hoe vaak.") if lezer.kaal("per") else HELE_JAAR
    if per not in VAAK:
        return Hoeveel(keer, HELE_JAAR, None)
    hoogst = PERIODEN[per][1]
    perioden = lezer.getal("perioden", hoogst, f"Vul een heel getal in, van 1 tot en met {hoogst}, of niets.")
    hoeveel = Hoeveel(keer, per, perioden)
    if hoeveel.aantal > MAX_AANTAL:
        lezer.mis("aantal", f"Dit is te veel: hooguit {MAX_AANTAL} per jaar.")
    return hoeveel


def _eigen_bedrag(lezer: Lezer, hoeveel: Hoeveel) -> int:
    getypt, per_stuk = lezer.bedrag("bedrag_jaar"), lezer.bedrag("per_stuk")
    if not lezer.kaal("bedrag_jaar") and not lezer.kaal("per_stuk"):
        lezer.mis("bedrag_jaar", "Kies een kerncijfer, of vul een bedrag per jaar in, of wat één keer of uur kost.")
    return _maal(hoeveel, per_stuk or 0) if getypt is None else getypt


def _maal(hoeveel: Hoeveel, centen: int) -> int:
    return int((hoeveel.aantal * centen).quantize(Decimal(1), ROUND_HALF_UP))
