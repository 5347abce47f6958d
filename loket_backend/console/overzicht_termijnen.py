"""Figure: whether the onderzoek is ready within six weeks (art. 2.3.2 lid 1 Wmo 2015)."""

from __future__ import annotations

from collections import Counter
from datetime import date

from loket_backend.console.grafieken import Kop, gestapeld
from loket_backend.console.overzicht_figuur import Figuur, bij, staaf, zeg
from loket_backend.console.overzicht_stof import Stof
from loket_backend.console.overzicht_vragen import Aantallen, Loop
from loket_backend.intake.termijnen import Looptijd, lokaal, standen
from loket_backend.onderdrukking import ALLES, Dimensie, onderdruk
from loket_backend.tijd import vandaag

GEHAALD, TE_LAAT, LOOPT, VERVALLEN = "gehaald", "te_laat", "loopt", "vervallen"
STANDEN = {
    GEHAALD: "Op tijd klaar",
    TE_LAAT: "Te laat",
    LOOPT: "Loopt nog, op tijd",
    VERVALLEN: "Vervallen: doorverwezen of ingetrokken",
}


def laatste_dag(loop: Loop) -> date:
    """The last day of the onderzoek (art. 2.3.2 lid 1 Wmo 2015): the one place where this page asks for a termijn."""
    klaar = lokaal(loop.onderzocht) if loop.onderzocht else None
    looptijd = Looptijd(loop.ontvangen_op, onderzocht_op=klaar, opschortingen=loop.stil)
    return next(s.uiterlijk for s in standen(looptijd, vandaag()) if s.termijn.sleutel == "onderzoek")


def stand_van(loop: Loop, heden: date) -> str:
    """Whether the onderzoek was ready in time. Done means: the status `verslag` or one after it."""
    grens = laatste_dag(loop)
    einde = loop.onderzocht or loop.vervallen
    if (lokaal(einde) if einde else heden) > grens:
        return TE_LAAT
    return GEHAALD if loop.onderzocht else VERVALLEN if loop.vervallen else LOOPT


def onderzoek_op_tijd(stof: Stof) -> Figuur:
    heden = vandaag()
    aantallen: Aantallen = Counter((stand_van(loop, heden), loop.wijk) for loop in stof.lopen)
    kubus = onderdruk(aantallen, [Dimensie(list(STANDEN)), stof.per_wijk])
    delen = [(label, kubus[stand, stof.wijk]) for stand, label in STANDEN.items()]
    getallen = dict(delen)
    zin = (
        f"Van {zeg(kubus[ALLES, stof.wijk], 'meldingen')} was het onderzoek bij {bij(getallen[STANDEN[GEHAALD]])} op tijd klaar. "
        f"Bij {bij(getallen[STANDEN[TE_LAAT]])} was of is het te laat."
    )
    return Figuur(
        sleutel="termijnen",
        titel="Onderzoek binnen zes weken",
        zin=zin,
        uitleg="Artikel 2.3.2 lid 1 Wmo 2015. Op tijd is: het verslag is er op de laatste dag of eerder. "
        "Ook een onderzoek dat nog loopt na de laatste dag is te laat. "
        "Het telt de meldingen die in deze periode binnenkwamen.",
        koppen=["Onderzoek", "Meldingen"],
        rijen=[*delen, ("Samen", kubus[ALLES, stof.wijk])],
        grafiek=gestapeld(Kop("termijnen", "Onderzoek binnen zes weken", zin), [staaf(*deel) for deel in delen]),
    )
