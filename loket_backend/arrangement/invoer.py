"""What a medewerker typed about one line of an arrangement: checked, every fault at once. Help that is not needed: see besparing.py."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar
from uuid import uuid4

from loket_backend.arrangement.dienst import Regel
from loket_backend.arrangement.regels import EENMALIG, Ritme, schatting
from loket_backend.arrangement.witlabel import genoemd
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.errors import OngeldigeInvoer
from loket_backend.geld import lees_bedrag, toon_bedrag
from loket_backend.gesprek.invoer import schoon
from loket_backend.invoer import Veldfouten
from loket_backend.partijen.kerncijfers import Kerncijfer
from loket_backend.partijen.woorden import BEKOSTIGINGEN, PERIODEN, VORMEN, WIJKBUDGET, ZONDER_GELD
from loket_backend.tijd import vandaag

T = TypeVar("T")
Formulier = Mapping[str, str]

# In signs. What the resident reads stays short.
LENGTES = {"wat": 120, "doel": 300, "door_wie": 80, "reden": 1000}
MAX_KEER, MAX_MINUTEN = 99, 24 * 60
# Cents a year; the column is an integer of 32 bits.
MAX_BEDRAG = 1_000_000_00
# A date further away than this was not meant.
TERUG, VOORUIT = timedelta(days=10 * 366), timedelta(days=10 * 366)
_GETAL = re.compile(r"[0-9]{1,6}([.,][0-9]{1,2})?")


@dataclass(frozen=True)
class Bekend:
    """What may be pointed at: ids of parties and offers, key figures. `organisaties`: names that a resident never reads."""

    partijen: Collection[str] = ()
    aanbod: Collection[str] = ()
    organisaties: Collection[str] = ()
    kerncijfers: Mapping[str, Kerncijfer] = field(default_factory=dict)


@dataclass
class Lezer:
    """Reads one field of a form after another and keeps what is wrong with each."""

    gegeven: Formulier
    fouten: dict[str, str] = field(default_factory=dict)

    def kaal(self, veld: str) -> str:
        return self.gegeven.get(veld, "").strip()

    def mis(self, veld: str, uitleg: str) -> None:
        self.fouten.setdefault(veld, uitleg)

    def keuze(self, veld: str, mag: Collection[str], uitleg: str) -> str:
        if self.kaal(veld) not in mag:
            self.mis(veld, uitleg)
        return self.kaal(veld)

    def verwijzing(self, veld: str, mag: Collection[str]) -> str | None:
        """None when nothing was chosen."""
        return self.keuze(veld, mag, "Deze keuze is er niet meer. Kies opnieuw.") if self.kaal(veld) else None

    def tekst(self, veld: str, uitleg: str = "", hooguit: int = 0) -> str:
        """Without what may not be kept (a BSN); `uitleg` when it must be there."""
        hooguit = hooguit or LENGTES[veld]
        if not self.kaal(veld):
            if uitleg:
                self.mis(veld, uitleg)
            return ""
        if len(self.kaal(veld)) > hooguit:
            self.mis(veld, f"Dit is te lang: hooguit {hooguit} tekens.")
            return ""
        return self.lees(veld, schoon, "", "Dit kan zo niet worden bewaard.") or ""

    def getal(self, veld: str, hoogst: int, uitleg: str) -> int | None:
        """A whole number from 1; None when nothing was typed."""
        kaal = self.kaal(veld)
        if not kaal:
            return None
        bruikbaar = kaal.isascii() and kaal.isdecimal() and len(kaal) <= 6 and 1 <= int(kaal) <= hoogst
        if not bruikbaar:
            self.mis(veld, uitleg)
        return int(kaal) if bruikbaar else None

    def breuk(self, veld: str, hoogst: int, uitleg: str) -> Decimal | None:
        """More than 0, with at most two decimals; None when it is not."""
        kaal = self.kaal(veld)
        getal = Decimal(kaal.replace(",", ".")) if _GETAL.fullmatch(kaal) else Decimal(0)
        if not 0 < getal <= hoogst:
            self.mis(veld, uitleg)
            return None
        return getal

    def bedrag(self, veld: str) -> int | None:
        """Cents; None when nothing was typed."""
        if not self.kaal(veld):
            return None
        centen = self.lees(veld, lees_bedrag, None)
        if centen is not None and centen > MAX_BEDRAG:
            self.mis(veld, f"Dit bedrag is te hoog: hooguit {toon_bedrag(MAX_BEDRAG)}.")
        return centen

    def dag(self, veld: str, uitleg: str) -> date | None:
        """None when nothing was typed and nothing is asked, or when it is no day."""
        if not self.kaal(veld) and not uitleg:
            return None
        dag = self.lees(veld, date.fromisoformat, None, uitleg or "Vul een datum in, zoals 31-12-2027.")
        if dag is not None and not vandaag() - TERUG <= dag <= vandaag() + VOORUIT:
            self.mis(veld, "Deze datum ligt te ver weg. Kijk het jaartal na.")
        return dag

    def lees(self, veld: str, hoe: Callable[[str], T], anders: T, uitleg: str = "") -> T:
        try:
            return hoe(self.kaal(veld))
        except OngeldigeInvoer as fout:
            self.mis(veld, uitleg or fout.detail)
        except ValueError as fout:
            self.mis(veld, uitleg or str(fout))
        return anders

    def klaar(self) -> None:
        """Raises Veldfouten when anything was wrong."""
        if self.fouten:
            raise Veldfouten(self.fouten)


def lees_regel(gegeven: Formulier, bekend: Bekend, sleutel: str | None = None) -> Regel:
    """One line. Without `sleutel` a new one. Costs that were not typed are the estimate by the hourly rate, else nothing.

    Raises Veldfouten with every fault.
    """
    lezer = Lezer(gegeven)
    begin, terugkijken, einde = _dagen(lezer)
    keer, per, minuten = _ritme(lezer)
    buiten_regels, reden = _regelruimte(lezer)
    regel = Regel(
        leefgebied=lezer.keuze("leefgebied", LEEFGEBIEDEN, "Kies waar deze hulp over gaat."),
        vorm=lezer.keuze("vorm", VORMEN, "Kies wat voor hulp dit is."),
        bekostiging=lezer.keuze("bekostiging", BEKOSTIGINGEN, "Kies waaruit dit wordt betaald."),
        wat=lezer.tekst("wat", "Schrijf op welke hulp dit is."),
        doel=lezer.tekst("doel", "Schrijf op waar deze hulp voor is."),
        door_wie=lezer.tekst("door_wie") or None,
        per=per,
        keer=keer,
        minuten=minuten,
        begint_op=begin,
        evaluatie_op=terugkijken,
        eindigt_op=einde,
        aanbod_id=lezer.verwijzing("aanbod_id", bekend.aanbod),
        partij_id=lezer.verwijzing("partij_id", bekend.partijen),
        buiten_regels=buiten_regels,
        reden=reden or None,
        kosten_jaar=0,
        sleutel=sleutel or uuid4().hex,
    )
    _witlabel(lezer, bekend)
    kosten = _kosten(lezer, regel)
    lezer.klaar()
    return Regel(**{**vars(regel), "kosten_jaar": kosten})


def lees_kijkdag(gegeven: Formulier) -> date:
    """On which day people look together again how it goes. Raises Veldfouten."""
    lezer = Lezer(gegeven)
    dag = lezer.dag("kijkdag", "Kies de dag waarop u weer samen kijkt.")
    if dag is not None and dag <= vandaag():
        lezer.mis("kijkdag", "Kies een dag die nog komt.")
    lezer.klaar()
    assert dag is not None  # klaar() asks for one
    return dag


def lees_schatting(gegeven: Formulier) -> int:
    """What a line costs in a year by frequency, minutes and hourly rate, before anything else is filled in. Raises Veldfouten."""
    lezer = Lezer(gegeven)
    keer, per, minuten = _ritme(lezer)
    uurtarief = lezer.bedrag("uurtarief")
    if not lezer.kaal("minuten"):
        lezer.mis("minuten", "Vul in hoe lang de hulp duurt. Dan rekenen we de kosten uit.")
    if not lezer.kaal("uurtarief"):
        lezer.mis("uurtarief", "Vul in wat een uur kost. Dan rekenen we de kosten uit.")
    lezer.klaar()
    return schatting(Ritme(keer, per, minuten), uurtarief or 0)


def _dagen(lezer: Lezer) -> tuple[date, date, date | None]:
    """Begin ≤ looking back ≤ end."""
    begin = lezer.dag("begint_op", "Vul in wanneer de hulp begint.")
    terugkijken = lezer.dag("evaluatie_op", "Vul in wanneer u samen kijkt hoe het gaat.")
    einde = lezer.dag("eindigt_op", "")
    if begin and terugkijken and terugkijken < begin:
        lezer.mis("evaluatie_op", "Samen kijken hoe het gaat kan pas als de hulp is begonnen.")
    if einde and einde < max(filter(None, (begin, terugkijken)), default=einde):
        lezer.mis("eindigt_op", "De hulp stopt niet eerder dan zij begint en dan u samen kijkt hoe het gaat.")
    return begin or vandaag(), terugkijken or vandaag(), einde


def _ritme(lezer: Lezer) -> tuple[int, str, int | None]:
    keer = lezer.getal("keer", MAX_KEER, f"Vul een getal in van 1 tot en met {MAX_KEER}.")
    per = lezer.keuze("per", PERIODEN, "Kies hoe vaak de hulp komt.")
    minuten = lezer.getal("minuten", MAX_MINUTEN, f"Vul hele minuten in, van 1 tot en met {MAX_MINUTEN}.")
    if keer is None:
        lezer.mis("keer", "Vul in hoe vaak de hulp komt.")
    elif per == EENMALIG and keer != 1:
        lezer.mis("keer", "Hulp die één keer komt, komt 1 keer.")
    return keer or 1, per, minuten


def _regelruimte(lezer: Lezer) -> tuple[bool, str]:
    """A line outside the rules is allowed, with the reason for it."""
    buiten = lezer.kaal("buiten_regels") == "1"
    reden = lezer.tekst("reden", "Schrijf op waarom dit nodig is, ook al kennen de regels het niet." if buiten else "")
    if reden and not buiten:
        lezer.mis("buiten_regels", "U schreef een reden. Vink dit aan, of maak de reden leeg.")
    return buiten, reden


def _witlabel(lezer: Lezer, bekend: Bekend) -> None:
    for veld in ("wat", "doel", "door_wie"):
        if woorden := genoemd(lezer.kaal(veld), bekend.organisaties):
            uitleg = "De inwoner leest dit. Noem de hulp en de persoon, geen wet, organisatie of bedrag"
            lezer.mis(veld, f"{uitleg}: {', '.join(woorden)}.")


def _kosten(lezer: Lezer, regel: Regel) -> int:
    getypt, uurtarief = lezer.bedrag("kosten_jaar"), lezer.bedrag("uurtarief")
    kan_rekenen = uurtarief is not None and regel.per in PERIODEN
    if getypt is None and kan_rekenen and regel.minuten is None:
        lezer.mis("minuten", "Vul in hoe lang de hulp duurt. Dan rekenen we de kosten uit.")
    geschat = schatting(Ritme.van(regel), uurtarief) if kan_rekenen and uurtarief is not None else 0
    kosten = geschat if getypt is None else getypt
    if kosten > MAX_BEDRAG:
        lezer.mis("kosten_jaar", f"Dit komt boven {toon_bedrag(MAX_BEDRAG)} per jaar. Kijk de getallen na.")
    if regel.bekostiging == ZONDER_GELD and kosten:
        lezer.mis("kosten_jaar", "Hulp zonder geld kost niets. Kies waaruit dit wordt betaald, of maak dit leeg.")
    if regel.bekostiging == WIJKBUDGET and not kosten:
        lezer.mis("kosten_jaar", "Vul in wat dit kost: het komt uit het budget van de wijk.")
    return kosten
