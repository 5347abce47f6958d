"""The figures of the maandbeeld: a sentence that compares with the month before, a chart, and a row for each month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from loket_backend.console.grafieken import Kop, Reeks, Staaf, gestapeld, lijnen
from loket_backend.console.overzicht_figuur import Cel, Figuur, binnen, lees, zeg
from loket_backend.maandbeeld import stroken, tellen
from loket_backend.maandbeeld.beeld import NIET, WEL, Beeld
from loket_backend.maandbeeld.begrip import begrippen
from loket_backend.maandbeeld.maanden import Maand
from loket_backend.onderdrukking import ALLES, Getal, Verborgen
from loket_backend.partijen.woorden import ALGEMEEN, COLLECTIEF, INDIVIDUEEL, INFORMEEL
from loket_backend.tweesporen.models import BEROEP, BEZWAAR, NATURA, PGB

VORMEN = {INFORMEEL: "Informeel", COLLECTIEF: "Collectief", ALGEMEEN: "Algemeen", INDIVIDUEEL: "Individueel"}
ANTWOORDEN = dict(zip(tellen.ANTWOORDEN, ("Ja", "Een beetje", "Nee", "Geen antwoord"), strict=True))
BESLUITEN = {PGB: "Pgb", NATURA: "Natura", tellen.ZONDER: "Niets toegekend"}
GEHOORD = {tellen.ALLE_DRIE: "Alle drie", "kan": "Kan", "wil": "Wil", "nodig": "Nodig"}
EURO = "€\u00a0"
DAG = timedelta(days=1)


@dataclass(frozen=True)
class Blik:
    """The months of one wijk (or ALLES); the last one is looked at."""

    beeld: Beeld
    wijk: str

    @property
    def maanden(self) -> Sequence[Maand]:
        return self.beeld.maanden

    def kolom(self, naam: str, soort: str) -> list[Getal]:
        """What may be shown, month by month."""
        return [self.beeld.getal(naam, nr, soort, self.wijk) for nr in range(len(self.maanden))]

    def kolommen(self, naam: str, soorten: Mapping[str, str]) -> dict[str, list[Getal]]:
        return {label: self.kolom(naam, soort) for soort, label in soorten.items()}


@dataclass(frozen=True)
class Inhoud:
    """`kolommen`: cells month by month, under their headings. Drawn are `lijnen`, by heading; or the last month as one bar with these `delen`.

    `duizend`: the lines are drawn in thousands, so that the scale can be read.
    """

    sleutel: str
    zin: str
    kolommen: Mapping[str, Sequence[Cel]]
    lijnen: Sequence[str] = ()
    delen: Sequence[str] = ()
    duizend: bool = False


def _figuur(blik: Blik, inhoud: Inhoud) -> Figuur:
    begrip = begrippen()[inhoud.sleutel]
    rijen = [[maand.naam, *cellen] for maand, *cellen in zip(blik.maanden, *inhoud.kolommen.values(), strict=True)]
    kop = Kop(inhoud.sleutel, f"{begrip.titel}, {blik.maanden[-1].naam}", inhoud.zin)
    if inhoud.delen:
        grafiek = gestapeld(kop, [_deel(naam, inhoud) for naam in inhoud.delen])
    else:
        reeksen = [_reeks(naam, inhoud) for naam in inhoud.lijnen]
        grafiek = lijnen(kop, [maand.kort for maand in blik.maanden], reeksen)
    koppen = ["Maand", *inhoud.kolommen]
    uitleg = f"{begrip.uitleg} Bron: {begrip.bron}."
    return Figuur(inhoud.sleutel, begrip.titel, inhoud.zin, uitleg, koppen, rijen, grafiek)


def _reeks(naam: str, inhoud: Inhoud) -> Reeks:
    per = 1000 if inhoud.duizend else 1
    label = naam.replace("(euro)", "(duizend euro)") if inhoud.duizend else naam
    return Reeks(label, [cel / per if isinstance(cel, int | float) else None for cel in inhoud.kolommen[naam]])


def _deel(naam: str, inhoud: Inhoud) -> Staaf:
    """With its share of all parts, when these are all shown."""
    delen = [inhoud.kolommen[deel][-1] for deel in inhoud.delen]
    cel, som = inhoud.kolommen[naam][-1], _som(delen)
    if not isinstance(cel, int):
        return Staaf(naam, None, lees(cel))
    return Staaf(naam, cel, f"{lees(cel)} ({_procent(cel, som)}%)" if som else lees(cel))


def _som(cellen: Sequence[Cel]) -> int | None:
    """None when a part is not shown."""
    getallen = [cel for cel in cellen if isinstance(cel, int)]
    return sum(getallen) if len(getallen) == len(cellen) else None


def _procent(deel: int, geheel: int) -> int:
    return round(100 * deel / geheel)


def vergelijk(cellen: Sequence[Cel], maand: Maand, eenheid: str = "") -> str:
    """The last of these beside the one before it, in words. `maand`: that of the last."""
    if len(cellen) < 2:
        return ""
    nu, toen = cellen[-1], cellen[-2]
    vorige = maand.vorige.naam
    if not isinstance(nu, int | float) or not isinstance(toen, int | float):
        return f"Vergelijken met {vorige} kan niet: een van de twee getallen is er niet."
    verschil = round(nu - toen, 1)
    if not verschil:
        return f"Dat is evenveel als in {vorige}."
    return f"Dat is {eenheid}{lees(abs(verschil))} {'meer' if verschil > 0 else 'minder'} dan in {vorige}."


def _euro(centen: Getal) -> Getal:
    """Whole euros."""
    return centen if isinstance(centen, Verborgen) else round(centen / 100)


def geld(blik: Blik) -> Figuur:
    standen = [blik.beeld.geld[maand, blik.wijk] for maand in blik.maanden]
    kolommen = {
        "Budget (euro)": [_euro(stand.totaal) for stand in standen],
        "Toegezegd (euro)": [_euro(stand.toegezegd) for stand in standen],
        "Uitgegeven (euro)": [_euro(stand.gerealiseerd) for stand in standen],
        "Verwacht (euro)": [_euro(stand.verwacht) for stand in standen],
    }
    uit = kolommen["Uitgegeven (euro)"]
    maand = blik.maanden[-1]
    zin = f"Tot en met {maand.naam} is {_bedrag(uit[-1])} uitgegeven."
    if maand.maand > 1:  # in January the year begins anew
        zin += f" {vergelijk(uit, maand, EURO)}"
    # What was committed lies under what is expected, most of the time.
    lijnen_ = [naam for naam in kolommen if not naam.startswith("Toegezegd")]
    return _figuur(blik, Inhoud("geld", zin, kolommen, lijnen=lijnen_, duizend=True))


def _bedrag(getal: Cel) -> str:
    return f"{EURO}{lees(getal)}" if isinstance(getal, int) else "een bedrag dat niet getoond is"


def vormen(blik: Blik) -> Figuur:
    kolommen = {**blik.kolommen("vormen", VORMEN), "Samen": blik.kolom("vormen", ALLES)}
    zin = f"Er gelden {zeg(kolommen['Samen'][-1], 'regels')}. {vergelijk(kolommen['Samen'], blik.maanden[-1])}"
    return _figuur(blik, Inhoud("vormen", zin, kolommen, delen=list(VORMEN.values())))


def kosten(blik: Blik) -> Figuur:
    kolommen: dict[str, list[Getal]] = {
        f"{label} (euro)": [_euro(blik.beeld.kost(nr, vorm, blik.wijk)) for nr in range(len(blik.maanden))]
        for vorm, label in {**VORMEN, ALLES: "Samen"}.items()
    }
    samen = kolommen["Samen (euro)"]
    zin = f"De hulp kost naar schatting {_bedrag(samen[-1])} per jaar. {vergelijk(samen, blik.maanden[-1], EURO)}"
    return _figuur(blik, Inhoud("kosten", zin, kolommen, delen=[naam for naam in kolommen if "Samen" not in naam]))


def buiten_regels(blik: Blik) -> Figuur:
    buiten, samen = blik.kolom("buiten_regels", stroken.BUITEN), blik.kolom("buiten_regels", ALLES)
    kolommen = {"Buiten de regels": buiten, "Samen": samen}
    zin = f"Er gelden {zeg(buiten[-1], 'regels')} buiten de regels. {vergelijk(buiten, blik.maanden[-1])}"
    return _figuur(blik, Inhoud("buiten_regels", zin, kolommen, lijnen=["Buiten de regels"]))


def stroom(blik: Blik) -> Figuur:
    kolommen = blik.kolommen("stroom", {tellen.BEGONNEN: "Begonnen", tellen.BEEINDIGD: "Gestopt"})
    begonnen = kolommen["Begonnen"]
    zin = f"Er begonnen {zeg(begonnen[-1], 'arrangementen')}. {vergelijk(begonnen, blik.maanden[-1])}"
    return _figuur(blik, Inhoud("stroom", zin, kolommen, lijnen=list(kolommen)))


def wachttijd(blik: Blik) -> Figuur:
    helft, negen = ([_wacht(blik, nr, deel) for nr in range(len(blik.maanden))] for deel in (0.5, 0.9))
    kolommen: dict[str, list[Cel]] = {"De helft binnen (dagen)": helft, "9 van de 10 binnen (dagen)": negen}
    zin = _zin_wachttijd(helft, blik.maanden[-1])
    return _figuur(blik, Inhoud("wachttijd", zin, kolommen, lijnen=list(kolommen)))


def _wacht(blik: Blik, nr: int, deel: float) -> Cel:
    return binnen(blik.beeld.wachttijden(nr, blik.wijk), deel, DAG)


def _zin_wachttijd(helft: Sequence[Cel], maand: Maand) -> str:
    if helft[-1] is None:
        return "In deze maand begon geen eerste arrangement."
    if not isinstance(helft[-1], float):
        return "Er begonnen te weinig arrangementen om een tijd te laten zien."
    return f"De helft van de mensen had binnen {lees(helft[-1])} dagen een arrangement. {vergelijk(helft, maand)}"


def _antwoorden(blik: Blik, sleutel: str, wat: str) -> Figuur:
    kolommen = {**blik.kolommen(sleutel, ANTWOORDEN), "Samen": blik.kolom(sleutel, ALLES)}
    ja, samen = kolommen["Ja"], kolommen["Samen"]
    zin = f"{_hoofdletter(zeg(ja[-1], 'antwoorden'))} {wat}, van {zeg(samen[-1], 'antwoorden')}."
    zin += f" {vergelijk(ja, blik.maanden[-1])}"
    return _figuur(blik, Inhoud(sleutel, zin, kolommen, delen=list(ANTWOORDEN.values())))


def _hoofdletter(zin: str) -> str:
    return zin[:1].upper() + zin[1:]


def geholpen(blik: Blik) -> Figuur:
    return _antwoorden(blik, "geholpen", "zeggen: ja, het hielp")


def tevreden(blik: Blik) -> Figuur:
    return _antwoorden(blik, "tevreden", "zeggen: ja, ik ben tevreden")


def pgb(blik: Blik) -> Figuur:
    kolommen = {**blik.kolommen("pgb", BESLUITEN), "Samen": blik.kolom("pgb", ALLES)}
    zin = f"Er zijn {zeg(kolommen['Pgb'][-1], 'besluiten')} met een pgb. {vergelijk(kolommen['Pgb'], blik.maanden[-1])}"
    return _figuur(blik, Inhoud("pgb", zin, kolommen, lijnen=["Pgb", "Samen"]))


def bezwaren(blik: Blik) -> Figuur:
    soorten = {BEZWAAR: "Bezwaar", BEROEP: "Beroep"}
    kolommen = {**blik.kolommen("bezwaren", soorten), "Samen": blik.kolom("bezwaren", ALLES)}
    samen = kolommen["Samen"]
    zin = f"Er kwamen {zeg(samen[-1], 'bezwaren en beroepen')} binnen. {vergelijk(samen, blik.maanden[-1])}"
    return _figuur(blik, Inhoud("bezwaren", zin, kolommen, lijnen=list(soorten.values())))


def gehoord(blik: Blik) -> Figuur:
    kolommen = {label: blik.kolom(aspect, WEL) for aspect, label in GEHOORD.items()}
    kolommen["Niet alle drie"] = blik.kolom(tellen.ALLE_DRIE, NIET)
    kolommen["Meldingen"] = blik.kolom(tellen.ALLE_DRIE, ALLES)
    drie, alle = kolommen["Alle drie"], kolommen["Meldingen"]
    zin = f"Van {zeg(alle[-1], 'meldingen')} is bij {lees(drie[-1])} gehoord wat iemand kan, wil en nodig heeft."
    return _figuur(
        blik, Inhoud("gehoord", f"{zin} {vergelijk(drie, blik.maanden[-1])}", kolommen, lijnen=list(GEHOORD.values()))
    )


FIGUREN: Mapping[str, Callable[[Blik], Figuur]] = {
    "geld": geld,
    "vormen": vormen,
    "kosten": kosten,
    "buiten_regels": buiten_regels,
    "geholpen": geholpen,
    "tevreden": tevreden,
    "stroom": stroom,
    "wachttijd": wachttijd,
    "gehoord": gehoord,
    "pgb": pgb,
    "bezwaren": bezwaren,
}
