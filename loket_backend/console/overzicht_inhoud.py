"""Figures: conversations that went to people, and what people told."""

from __future__ import annotations

from collections import Counter

from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN
from loket_backend.console import woorden
from loket_backend.console.grafieken import Kop, staven
from loket_backend.console.overzicht_figuur import Cel, Figuur, hoogste, lees, staaf, zeg
from loket_backend.console.overzicht_stof import Stof
from loket_backend.console.overzicht_vragen import Aantallen, Wissel
from loket_backend.gesprek.mensen import SLUITREDENEN
from loket_backend.gesprek.models import BOT, GESLOTEN, MENS, WACHT_OP_MENS
from loket_backend.onderdrukking import ALLES, Dimensie, Kubus, onderdruk

BIJ_MENSEN = (WACHT_OP_MENS, MENS)
TERUG = "terug"
KORT = {"kan": "Kan", "wil": "Wil", "nodig": "Nodig", "netwerk": "Netwerk", "aanbod": "Aanbod"}


def overname(stof: Stof) -> Figuur:
    """Conversations that went from the bot to people: the first time in the period, and why."""
    eerste: dict[str, Wissel] = {}
    for wissel in _in_periode(stof):
        if wissel.van not in BIJ_MENSEN and wissel.naar in BIJ_MENSEN:
            eerste.setdefault(wissel.gesprek_id, wissel)
    aantallen: Aantallen = Counter((w.reden, w.wijk) for w in eerste.values())
    redenen = sorted({reden for reden, _ in aantallen}) or [""]
    kubus = onderdruk(aantallen, [Dimensie(redenen), stof.per_wijk])
    delen = [(woorden.woord(woorden.REDEN, reden), kubus[reden, stof.wijk]) for reden in redenen]
    meeste = hoogste(delen)
    zin = f"Er gingen {zeg(kubus[ALLES, stof.wijk], 'gesprekken')} naar een medewerker."
    if meeste:
        zin += f" De reden die het meest voorkomt: {meeste[0]} ({lees(meeste[1])})."
    return Figuur(
        sleutel="overname",
        titel="Gesprekken naar een medewerker",
        zin=zin,
        uitleg="Per gesprek telt de eerste keer in deze periode, met de reden van toen.",
        koppen=["Reden", "Gesprekken"],
        rijen=[*delen, ("Samen", kubus[ALLES, stof.wijk])],
        grafiek=staven(Kop("overname", "Waarom een gesprek naar een medewerker ging", zin), [staaf(*d) for d in delen]),
    )


def afloop(stof: Stof) -> Figuur:
    """What came of it: back to the bot, and closed with which reason; a conversation can stand under both, so there is no total."""
    per_uitkomst = {
        (_uitkomst(w), w.gesprek_id, w.wijk) for w in _in_periode(stof) if w.van != GESLOTEN and _uitkomst(w)
    }
    aantallen: Aantallen = Counter((uitkomst, wijk) for uitkomst, _, wijk in per_uitkomst)
    uitkomsten = list(dict.fromkeys([TERUG, *SLUITREDENEN, *sorted({uitkomst for uitkomst, _ in aantallen})]))
    kubus = onderdruk(aantallen, [Dimensie(uitkomsten, optelbaar=False), stof.per_wijk])
    delen = [(_afloop(uitkomst), kubus[uitkomst, stof.wijk]) for uitkomst in uitkomsten]
    zin = f"Er gingen {zeg(kubus[TERUG, stof.wijk], 'gesprekken')} van een medewerker terug naar de assistent."
    return Figuur(
        sleutel="afloop",
        titel="Hoe gesprekken afliepen",
        zin=zin,
        uitleg="Een gesprek telt bij elke uitkomst één keer. Het kan dus bij meer uitkomsten staan.",
        koppen=["Uitkomst", "Gesprekken"],
        rijen=delen,
        grafiek=staven(Kop("afloop", "Hoe gesprekken afliepen", zin), [staaf(*deel) for deel in delen]),
    )


def _in_periode(stof: Stof) -> list[Wissel]:
    omvat = stof.periode.omvat()
    return [wissel for wissel in stof.wissels if omvat(wissel.op)]


def _uitkomst(wissel: Wissel) -> str:
    if wissel.naar == GESLOTEN:
        return wissel.reden or GESLOTEN
    return TERUG if wissel.van in BIJ_MENSEN and wissel.naar == BOT else ""


def _afloop(uitkomst: str) -> str:
    if uitkomst == TERUG:
        return "Terug naar de assistent"
    return f"Gesloten: {woorden.woord({**woorden.REDEN, **SLUITREDENEN}, uitkomst).lower()}"


def leefgebieden(stof: Stof) -> Figuur:
    """People per leefgebied and aspect. Somebody stands under everything they told, so nothing adds up but the wijken."""
    kubus = _gehoord(stof)
    rijen: list[list[Cel]] = [
        [label, *(kubus[gebied, aspect, stof.wijk] for aspect in ASPECTEN)] for gebied, label in LEEFGEBIEDEN.items()
    ]
    nodig = [(label, kubus[gebied, "nodig", stof.wijk]) for gebied, label in LEEFGEBIEDEN.items()]
    meeste = hoogste(nodig)
    zin = (
        f"De meeste mensen hebben hulp nodig bij: {meeste[0]} ({lees(meeste[1])})."
        if meeste
        else "Er zijn te weinig mensen om te laten zien waarbij hulp nodig is."
    )
    return Figuur(
        sleutel="leefgebieden",
        titel="Kan, wil, nodig, netwerk en aanbod",
        zin=zin,
        uitleg="Dit telt meldingen waarin het genoemd is. Een melding kan bij meer leefgebieden staan. "
        "De grafiek laat de kolom Nodig zien. Een donkerder vak is een groter getal.",
        koppen=["Leefgebied", *KORT.values()],
        rijen=rijen,
        grafiek=staven(Kop("leefgebieden", "Hulp nodig per leefgebied", zin), [staaf(*deel) for deel in nodig]),
        warm=True,
    )


def nodig_per_wijk(stof: Stof) -> Figuur:
    kubus = _gehoord(stof)
    kolommen = {**stof.wijken, ALLES: "Alle wijken"} if stof.wijk == ALLES else {stof.wijk: stof.wijken[stof.wijk]}
    rijen: list[list[Cel]] = [
        [label, *(kubus[gebied, "nodig", wijk] for wijk in kolommen)] for gebied, label in LEEFGEBIEDEN.items()
    ]
    meeste = hoogste([(gebied, kubus[gebied, "nodig", stof.wijk]) for gebied in LEEFGEBIEDEN])
    top = meeste[0] if meeste else next(iter(LEEFGEBIEDEN))
    delen = [(naam, kubus[top, "nodig", wijk]) for wijk, naam in kolommen.items() if wijk != ALLES]
    zin = _zin_wijken(top, hoogste(delen))
    return Figuur(
        sleutel="wijken",
        titel="Hulp nodig per wijk",
        zin=zin,
        uitleg="Dit telt meldingen waarin staat dat er hulp nodig is. Een donkerder vak is een groter getal. "
        f"De grafiek laat één rij zien: {LEEFGEBIEDEN[top]}.",
        koppen=["Leefgebied", *kolommen.values()],
        rijen=rijen,
        grafiek=staven(
            Kop("wijken", f"Hulp nodig per wijk: {LEEFGEBIEDEN[top]}", zin), [staaf(*deel) for deel in delen]
        ),
        warm=True,
    )


def _zin_wijken(gebied: str, meeste: tuple[str, int] | None) -> str:
    if meeste is None:
        return "Er zijn te weinig meldingen om per wijk te laten zien."
    return f"Hulp bij {LEEFGEBIEDEN[gebied]} is het vaakst nodig in {meeste[0]}: {lees(meeste[1])} meldingen."


def _gehoord(stof: Stof) -> Kubus:
    gebieden, aspecten = (Dimensie(list(lijst), optelbaar=False) for lijst in (LEEFGEBIEDEN, ASPECTEN))
    return onderdruk(stof.uitspraken, [gebieden, aspecten, stof.per_wijk])
