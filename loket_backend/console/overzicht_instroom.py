"""Figures: how many people come in, and where they leave the conversation."""

from __future__ import annotations

from collections import Counter

from loket_backend.catalogus import VELDEN
from loket_backend.console import woorden
from loket_backend.console.grafieken import Kop, Reeks, lijnen, staven
from loket_backend.console.overzicht_figuur import Cel, Figuur, hoogste, lees, staaf, zeg
from loket_backend.console.overzicht_privacy import ALLES, Dimensie, Getal, Kubus, Sleutel, scherm_af
from loket_backend.console.overzicht_stof import Stof
from loket_backend.console.overzicht_vragen import NIET_INGEDIEND


def instroom(stof: Stof) -> Figuur:
    """Conversations opened and intakes handed in, per day or week and per kanaal."""
    kanalen = _kanalen(stof)
    vakken = [str(nr) for nr in range(len(stof.vakken))]
    soorten = {
        soort: scherm_af(aantallen, Dimensie(vakken), Dimensie(kanalen), stof.per_wijk, nergens=_nergens)
        for soort, aantallen in (("geopend", stof.geopend), ("ingediend", stof.ingediend))
    }
    kolommen = [(k, soort) for k in kanalen for soort in soorten]
    namen = [f"{woorden.woord(woorden.KANAAL, k)}: {soort}" for k, soort in kolommen]

    def rij(label: str, vak: str) -> list[Cel]:
        return [label, *(soorten[soort][vak, k, stof.wijk] for k, soort in kolommen)]

    begonnen, klaar = (kubus[ALLES, ALLES, stof.wijk] for kubus in soorten.values())
    zin = f"Er zijn {zeg(begonnen, 'gesprekken')} begonnen en {zeg(klaar, 'meldingen')} ingediend."
    rijen = [rij(vak.label, nr) for vak, nr in zip(stof.vakken, vakken, strict=True)]
    reeksen = [
        Reeks(naam, [_punt(soorten[soort][v, k, stof.wijk]) for v in vakken])
        for naam, (k, soort) in zip(namen, kolommen, strict=True)
    ]
    kop = Kop("instroom", "Gesprekken en meldingen", zin)
    return Figuur(
        sleutel="instroom",
        titel="Instroom",
        zin=zin,
        uitleg="Een gesprek zonder melding heeft nog geen wijk. Kiest u een wijk, dan telt zo'n gesprek dus niet mee.",
        koppen=["Dag" if stof.periode.per_dag else "Week", *namen],
        rijen=[*rijen, rij("Samen", ALLES)],
        grafiek=lijnen(kop, [v.label.split("vanaf ")[-1] for v in stof.vakken], reeksen),
    )


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
    stand: Counter[tuple[str, ...]] = Counter()
    for (vraag, bezig), aantal in stof.eindes.items():
        stand[(BEZIG if bezig else vraag or GEEN_VRAAG,)] += aantal
    stand[(INGEDIEND,)] = sum(n for (_, _, wijk), n in stof.geopend.items() if wijk != NIET_INGEDIEND)
    onbekend = sorted({s for (s,) in stand} - {*VELDEN, INGEDIEND, BEZIG, GEEN_VRAAG})
    vragen = [*VELDEN, *onbekend, GEEN_VRAAG]
    kubus = scherm_af(stand, Dimensie([INGEDIEND, BEZIG, *vragen]))
    delen = [(_vraag(v), kubus[(v,)]) for v in vragen if kubus[(v,)] != 0]
    zin = _zin_afhaken(kubus, hoogste(delen))
    staarten = [staaf(label, n) for label, n in [*delen, ("Wel ingediend", kubus[(INGEDIEND,)])]]
    return Figuur(
        sleutel="afhaken",
        titel="Waar mensen stoppen",
        zin=zin,
        uitleg="Dit telt de laatste vraag die de assistent stelde. Het gaat altijd over alle wijken samen: "
        "wie stopt, heeft nog geen wijk. Nog bezig is een gesprek bij een medewerker, "
        "of een open gesprek met een bericht van de laatste 24 uur.",
        koppen=["Laatste vraag", "Gesprekken"],
        rijen=[
            *delen,
            ("Nog bezig", kubus[(BEZIG,)]),
            ("Wel ingediend", kubus[(INGEDIEND,)]),
            ("Samen", kubus[(ALLES,)]),
        ],
        grafiek=staven(Kop("afhaken", "Laatste vraag voor het stoppen", zin), staarten),
    )


def _vraag(sleutel: str) -> str:
    if sleutel == GEEN_VRAAG:
        return "Nog geen vraag gesteld"
    return VELDEN[sleutel].label if sleutel in VELDEN else woorden.woord({}, sleutel)


def _zin_afhaken(kubus: Kubus, meeste: tuple[str, int] | None) -> str:
    af = f"Van {zeg(kubus[(ALLES,)], 'gesprekken')} werd het bij {lees(kubus[(INGEDIEND,)])} een melding."
    return f"{af} De meeste mensen stopten bij: {meeste[0]} ({lees(meeste[1])})." if meeste else af
