"""Figure: people with a crisis alert, and how long it took until somebody took it up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from loket_backend.console import woorden
from loket_backend.console.grafieken import Kop, staven
from loket_backend.console.overzicht_figuur import Cel, Figuur, binnen, lees, staaf
from loket_backend.console.overzicht_stof import Stof
from loket_backend.console.overzicht_tijden import MINUUT
from loket_backend.console.overzicht_vragen import Aantallen, Alarm
from loket_backend.onderdrukking import ALLES, Dimensie, Kubus, onderdruk

OPGEPAKT, OPEN = "opgepakt", "open"


def crisis(stof: Stof) -> Figuur:
    """Somebody with two categories stands under both, so there is no total."""
    kubus = _geteld(stof)
    hier = [alarm for alarm in stof.alarmen if stof.hier(alarm.wijk)]
    rijen: list[list[Cel]] = [
        [
            label,
            kubus[categorie, ALLES, stof.wijk],
            *_tijden(alarm for alarm in hier if alarm.categorie == categorie),
            kubus[categorie, OPEN, stof.wijk],
        ]
        for categorie, label in woorden.CRISIS.items()
    ]
    zin = _zin(*_tijden(hier))
    delen = [staaf(label, kubus[categorie, ALLES, stof.wijk]) for categorie, label in woorden.CRISIS.items()]
    return Figuur(
        sleutel="crisis",
        titel="Crisismeldingen",
        zin=zin,
        uitleg="Dit telt gesprekken: per gesprek en soort telt de eerste melding. Een gesprek met twee soorten staat bij allebei.",
        koppen=[
            "Soort",
            "Gesprekken",
            "De helft opgepakt binnen (minuten)",
            "9 van de 10 binnen (minuten)",
            "Nog open",
        ],
        rijen=rijen,
        grafiek=staven(Kop("crisis", "Crisismeldingen per soort", zin), delen),
    )


def _geteld(stof: Stof) -> Kubus:
    aantallen: Aantallen = Counter((a.categorie, OPGEPAKT if a.bevestigd_op else OPEN, a.wijk) for a in stof.alarmen)
    categorieen = Dimensie(list(woorden.CRISIS), optelbaar=False)
    return onderdruk(aantallen, [categorieen, Dimensie([OPGEPAKT, OPEN]), stof.per_wijk])


def _tijden(alarmen: Iterable[Alarm]) -> tuple[Cel, Cel]:
    """Within how many minutes half and 9 of 10 of these were taken up."""
    duren = [alarm.bevestigd_op - alarm.op for alarm in alarmen if alarm.bevestigd_op]
    return binnen(duren, 0.5, MINUUT), binnen(duren, 0.9, MINUUT)


def _zin(helft: Cel, negen: Cel) -> str:
    if helft is None:
        return "Er is nog geen crisismelding opgepakt."
    if not isinstance(helft, float):
        return f"Er zijn te weinig opgepakte meldingen om een tijd te laten zien: {lees(helft)}."
    return (
        f"De helft van de crisismeldingen is binnen {lees(helft)} minuten opgepakt, "
        f"9 van de 10 binnen {lees(negen)} minuten."
    )
