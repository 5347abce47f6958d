"""Figures: how long people wait, and whether the law's terms are met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from loket_backend.console.grafieken import Kop, staven
from loket_backend.console.overzicht_figuur import Cel, Figuur, binnen, lees, staaf
from loket_backend.console.overzicht_stof import Stof
from loket_backend.console.overzicht_vragen import Wissel
from loket_backend.gesprek.models import BOT, GESLOTEN, MENS, WACHT_OP_MENS
from loket_backend.onderdrukking import ALLES, Dimensie, onderdruk

MINUUT, DAG = timedelta(minutes=1), timedelta(days=1)
NOG_NIET = "nog_niet"


@dataclass(frozen=True)
class Wachttijd:
    """A waiting time to show: its classes (upper bounds in `eenheid`, the last without one) and its words."""

    sleutel: str
    titel: str
    uitleg: str
    werd: str
    wat: str
    eenheid: timedelta
    meervoud: str
    klassen: Sequence[tuple[float, str]]


MENS_KLASSEN = (
    (5, "Binnen 5 minuten"),
    (15, "5 tot 15 minuten"),
    (60, "15 tot 60 minuten"),
    (240, "1 tot 4 uur"),
    (float("inf"), "4 uur of langer"),
)
TAFEL_KLASSEN = (
    (7, "Binnen een week"),
    (14, "1 tot 2 weken"),
    (28, "2 tot 4 weken"),
    (42, "4 tot 6 weken"),
    (float("inf"), "6 weken of langer"),
)
OP_EEN_MENS = Wachttijd(
    "wachten",
    "Wachten op een medewerker",
    "Van de vraag om een mens tot een medewerker het gesprek oppakt. Per gesprek telt de eerste keer in deze periode. "
    "Wie teruggaat naar de assistent, is niet opgepakt.",
    "werd",
    "opgepakt",
    MINUUT,
    "minuten",
    MENS_KLASSEN,
)
OP_HET_GESPREK = Wachttijd(
    "keukentafel",
    "Wachten op het keukentafelgesprek",
    "Van de melding tot de eerste keer dat het gesprek gepland is of het onderzoek begint. "
    "Het telt de meldingen die in deze periode binnenkwamen.",
    "had",
    "een keukentafelgesprek",
    DAG,
    "dagen",
    TAFEL_KLASSEN,
)


def wachten(stof: Stof) -> Figuur:
    return _wachttijd(stof, OP_EEN_MENS, list(_wachttijden(stof)))


def keukentafel(stof: Stof) -> Figuur:
    duren = [(loop.wijk, loop.keukentafel - loop.ontvangen_op if loop.keukentafel else None) for loop in stof.lopen]
    return _wachttijd(stof, OP_HET_GESPREK, duren)


def _wachttijden(stof: Stof) -> Iterable[tuple[str, timedelta | None]]:
    """For each conversation in which somebody was asked for in the period: the wijk, and how long it took; None when nobody came (yet)."""
    sinds: dict[str, Wissel] = {}
    duur: dict[str, timedelta | None] = {}
    wacht_nu: set[str] = set()
    omvat = stof.periode.omvat()
    for wissel in stof.wissels:
        begint = wissel.van in (BOT, GESLOTEN) and wissel.naar == WACHT_OP_MENS
        if begint and wissel.gesprek_id not in sinds and omvat(wissel.op):
            sinds[wissel.gesprek_id], duur[wissel.gesprek_id] = wissel, None
            wacht_nu.add(wissel.gesprek_id)
        elif wissel.gesprek_id in wacht_nu and wissel.naar != WACHT_OP_MENS:
            wacht_nu.discard(wissel.gesprek_id)
            opgepakt = wissel.naar == MENS
            duur[wissel.gesprek_id] = wissel.op - sinds[wissel.gesprek_id].op if opgepakt else None
    return [(sinds[gesprek].wijk, hoe_lang) for gesprek, hoe_lang in duur.items()]


def _wachttijd(stof: Stof, soort: Wachttijd, duren: Sequence[tuple[str, timedelta | None]]) -> Figuur:
    labels = [*(label for _, label in soort.klassen), NOG_NIET]
    kubus = onderdruk(Counter((_klasse(soort, d), wijk) for wijk, d in duren), [Dimensie(labels), stof.per_wijk])
    klaar = [d for wijk, d in duren if d is not None and stof.hier(wijk)]
    helft, negen = (binnen(klaar, deel, soort.eenheid) for deel in (0.5, 0.9))
    delen = [("Niet of nog niet" if k == NOG_NIET else k, kubus[k, stof.wijk]) for k in labels]
    zin = _zin_wachttijd(soort, helft, negen)
    rijen: list[Sequence[Cel]] = [
        *delen,
        ("Samen", kubus[ALLES, stof.wijk]),
        (f"De helft binnen ({soort.meervoud})", helft),
        (f"9 van de 10 binnen ({soort.meervoud})", negen),
    ]
    grafiek = staven(Kop(soort.sleutel, soort.titel, zin), [staaf(label, n) for label, n in delen])
    return Figuur(soort.sleutel, soort.titel, zin, soort.uitleg, ["Wachttijd", "Aantal"], rijen, grafiek)


def _klasse(soort: Wachttijd, duur: timedelta | None) -> str:
    return NOG_NIET if duur is None else next(label for grens, label in soort.klassen if duur / soort.eenheid < grens)


def _zin_wachttijd(soort: Wachttijd, helft: Cel, negen: Cel) -> str:
    if helft is None:
        return "Er is nog geen wachttijd om te laten zien."
    if not isinstance(helft, float):
        return f"Er zijn te weinig mensen om een wachttijd te laten zien: {lees(helft)}."
    return (
        f"De helft {soort.werd} binnen {lees(helft)} {soort.meervoud} {soort.wat}. "
        f"Voor 9 van de 10 mensen was dat binnen {lees(negen)} {soort.meervoud}."
    )
