"""Figures: how many people come in, and where they leave the conversation."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from loket_backend.catalogus import VELDEN
from loket_backend.console import woorden
from loket_backend.console.grafieken import Kop, Reeks, lijnen, staven
from loket_backend.console.overzicht_figuur import Cel, Figuur, bij, hoogste, lees, staaf, zeg
from loket_backend.console.overzicht_stof import Stof
from loket_backend.console.overzicht_vragen import NIET_INGEDIEND, Aantallen
from loket_backend.onderdrukking import ALLES, Dimensie, Getal, Kubus, Sleutel, onderdruk


def instroom(stof: Stof) -> Figuur:
    """Conversations opened and intakes handed in, per day or week and per kanaal."""
    kolommen = _kolommen(stof)
    vakken = {str(nr): vak.label for nr, vak in enumerate(stof.vakken)}
    begonnen, klaar = (kolom.kubus[ALLES, ALLES, stof.wijk] for kolom in kolommen[:2])
    zin = f"Er zijn {zeg(begonnen, 'gesprekken')} begonnen en {zeg(klaar, 'meldingen')} ingediend."
    reeksen = [Reeks(k.naam, [_punt(k.kubus[vak, k.kanaal, stof.wijk]) for vak in vakken]) for k in kolommen]
    dagen = [label.split("vanaf ")[-1] for label in vakken.values()]
    rijen: list[list[Cel]] = [
        [label, *(k.kubus[vak, k.kanaal, stof.wijk] for k in kolommen)]
        for vak, label in {**vakken, ALLES: "Samen"}.items()
    ]
    return Figuur(
        sleutel="instroom",
        titel="Instroom",
        zin=zin,
        uitleg="Een gesprek zonder melding heeft nog geen wijk. Kiest u een wijk, dan telt zo'n gesprek dus niet mee.",
        koppen=["Dag" if stof.periode.per_dag else "Week", *(k.naam for k in kolommen)],
        rijen=rijen,
        grafiek=lijnen(Kop("instroom", "Gesprekken en meldingen", zin), dagen, reeksen),
    )


@dataclass(frozen=True)
class Kolom:
    naam: str
    kanaal: str
    kubus: Kubus


def _kolommen(stof: Stof) -> list[Kolom]:
    """For each kanaal what was opened and what was handed in."""
    kanalen = _kanalen(stof)
    dimensies = Dimensie([str(nr) for nr in range(len(stof.vakken))]), Dimensie(kanalen), stof.per_wijk
    soorten = {
        soort: onderdruk(aantallen, dimensies, nergens=_nergens)
        for soort, aantallen in (("geopend", stof.geopend), ("ingediend", stof.ingediend))
    }
    return [
        Kolom(f"{woorden.woord(woorden.KANAAL, kanaal)}: {soort}", kanaal, kubus)
        for kanaal in kanalen
        for soort, kubus in soorten.items()
    ]


def _kanalen(stof: Stof) -> list[str]:
    """The kanalen that were used; Website alone when none was."""
    gebruikt = {kanaal for _, kanaal, _ in stof.geopend | stof.ingediend}
    return [*(k for k in woorden.KANAAL if k in gebruikt), *sorted(gebruikt - {*woorden.KANAAL})] or ["web"]


def _nergens(sleutel: Sleutel) -> bool:
    """All kanalen together are told for the whole period only."""
    vak, kanaal, _ = sleutel
    return kanaal == ALLES and vak != ALLES


def _punt(getal: Getal) -> float | None:
    return getal if isinstance(getal, int) else None


INGEDIEND, BEZIG, GEEN_VRAAG = "ingediend", "bezig", "geen_vraag"


def afhaken(stof: Stof) -> Figuur:
    """The last question of the conversations that did not become an intake."""
    stand = _standen(stof)
    onbekend = sorted({s for (s,) in stand} - {*VELDEN, INGEDIEND, BEZIG, GEEN_VRAAG})
    vragen = [*VELDEN, *onbekend, GEEN_VRAAG]
    kubus = onderdruk(stand, [Dimensie([INGEDIEND, BEZIG, *vragen])])
    delen = [(_vraag(v), kubus[(v,)]) for v in vragen if kubus[(v,)] != 0]
    slot = [("Nog bezig", kubus[(BEZIG,)]), ("Wel ingediend", kubus[(INGEDIEND,)])]
    zin = _zin_afhaken(kubus, hoogste(delen))
    return Figuur(
        sleutel="afhaken",
        titel="Waar mensen stoppen",
        zin=zin,
        uitleg="Dit telt de laatste vraag die de assistent stelde. Het gaat altijd over alle wijken samen: "
        "wie stopt, heeft nog geen wijk. Nog bezig is een gesprek bij een medewerker, "
        "of een open gesprek met een bericht van de laatste 24 uur.",
        koppen=["Laatste vraag", "Gesprekken"],
        rijen=[*delen, *slot, ("Samen", kubus[(ALLES,)])],
        grafiek=staven(Kop("afhaken", "Laatste vraag voor het stoppen", zin), [staaf(*d) for d in [*delen, *slot]]),
    )


def _standen(stof: Stof) -> Aantallen:
    """How conversations stand: handed in, still going, or the question at which they ended."""
    stand: Aantallen = Counter()
    for (vraag, bezig), aantal in stof.eindes.items():
        stand[(BEZIG if bezig else vraag or GEEN_VRAAG,)] += aantal
    stand[(INGEDIEND,)] = sum(n for (_, _, wijk), n in stof.geopend.items() if wijk != NIET_INGEDIEND)
    return stand


def _vraag(sleutel: str) -> str:
    if sleutel == GEEN_VRAAG:
        return "Nog geen vraag gesteld"
    return VELDEN[sleutel].label if sleutel in VELDEN else woorden.woord({}, sleutel)


def _zin_afhaken(kubus: Kubus, meeste: tuple[str, int] | None) -> str:
    af = f"Van {zeg(kubus[(ALLES,)], 'gesprekken')} werd het bij {bij(kubus[(INGEDIEND,)])} een melding."
    return f"{af} De meeste mensen stopten bij: {meeste[0]} ({lees(meeste[1])})." if meeste else af
