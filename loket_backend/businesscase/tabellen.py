"""A business case as tables and sentences: the same for the page, the CSV, the spreadsheet and the report on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from loket_backend.businesscase.bedragen import SCHATTINGEN, Band
from loket_backend.businesscase.bijlage import kerncijfers
from loket_backend.businesscase.bundelen import REST_SOORT
from loket_backend.businesscase.models import OORDELEN
from loket_backend.businesscase.rapport import Rapport
from loket_backend.businesscase.rekenen import BEGIN, GEEN_OORDEEL, WLZ, Soort
from loket_backend.businesscase.tabel import BEDRAGEN, LOKET, SAMENGEVOEGD, TE_WEINIG, Cel, Centen, Tabel, wet
from loket_backend.businesscase.vragen import Betalers
from loket_backend.geld import toon_bedrag


def tabellen(rapport: Rapport) -> list[Tabel]:
    """Without figures of people when there are too few of them; the key figures are always there."""
    if not rapport.getoond:
        return [kerncijfers(rapport)]
    maken = (toets, per_partij, per_wet, per_wet_en_partij, beginsituatie, wlz, kerncijfers)
    return [maak(rapport) for maak in maken]


def toets(rapport: Rapport) -> Tabel:
    rijen = [
        [
            SCHATTINGEN[t.schatting],
            Centen(t.kosten),
            Centen(t.loket) if rapport.loket is not None else "Niet ingevuld",
            Centen(t.baten),
            Centen(t.verschil),
            "Ja" if t.gehaald else "Nee",
        ]
        for t in rapport.toetsen()
    ]
    return Tabel(
        "toets",
        "Blijven de kosten binnen de baten?",
        _toetszin(rapport),
        "De kosten zijn wat de arrangementen en het loket kosten. De baten zijn een schatting van de kosten die niet nodig waren.",
        ["Schatting", "Kosten van hulp", "Kosten van het loket", "Baten", "Verschil", "Binnen de baten?"],
        rijen or [["Alle schattingen", TE_WEINIG, "", TE_WEINIG, "", ""]],
    )


def _toetszin(rapport: Rapport) -> str:
    toetsen = rapport.toetsen()
    if not toetsen:
        return "Er zijn te weinig mensen met vermeden kosten om dit te laten zien."
    gehaald = [SCHATTINGEN[t.schatting].lower() for t in toetsen if t.gehaald]
    midden = next(t for t in toetsen if t.schatting == "midden")
    hoeveel = toon_bedrag(abs(midden.verschil))
    zin = f"In het midden zijn de baten {hoeveel} {'hoger' if midden.gehaald else 'lager'} dan de kosten."
    if len(gehaald) == len(toetsen):
        return f"{zin} Bij elke schatting blijven de kosten binnen de baten."
    if not gehaald:
        return f"{zin} Bij geen enkele schatting blijven de kosten binnen de baten."
    return f"{zin} De kosten blijven er alleen binnen bij: {', '.join(gehaald)}."


def per_partij(rapport: Rapport) -> Tabel:
    """Who pays and who benefits: the pocket that pays is often not the pocket that saves."""
    return Tabel(
        "partijen",
        "Wie betaalt en wie bespaart?",
        _partijzin(rapport),
        "Een verschil onder nul: deze partij betaalt meer dan zij bespaart.",
        ["Partij", *BEDRAGEN],
        [*_rijen(rapport, lambda s: s.partij, rapport.betalers.naam)],
    )


def _partijzin(rapport: Rapport) -> str:
    if not rapport.met_baten:
        return f"Wat er bespaard is, blijft verborgen: {TE_WEINIG.lower()}."
    partijen = dict.fromkeys(s.partij for s in rapport.geld.soorten(rapport.wijk) if s != REST_SOORT)
    saldo = {p: rapport.baten(_met_partij(p)).midden - rapport.kosten(_met_partij(p)) for p in partijen}
    betaalt = [rapport.betalers.naam(p) for p, verschil in saldo.items() if verschil < 0]
    houdt = [rapport.betalers.naam(p) for p, verschil in saldo.items() if verschil > 0]
    delen = []
    if betaalt:
        delen.append(f"Meer betaald dan bespaard: {', '.join(betaalt)}.")
    if houdt:
        delen.append(f"Meer bespaard dan betaald: {', '.join(houdt)}.")
    return " ".join(delen) or "Niemand betaalt of bespaart meer dan een ander."


def _met_partij(partij: str) -> Callable[[Soort], bool]:
    return lambda soort: soort.partij == partij


def _met(deel: Callable[[Soort], str], sleutel: str) -> Callable[[Soort], bool]:
    return lambda soort: soort != REST_SOORT and deel(soort) == sleutel


def _gelijk(ander: Soort) -> Callable[[Soort], bool]:
    return lambda soort: soort == ander


def per_wet(rapport: Rapport) -> Tabel:
    return Tabel(
        "wetten",
        "Kosten en baten per wet",
        "Dit kost de hulp per wet, en dit is per wet niet nodig geweest.",
        "Vermeden kosten zijn een schatting van medewerkers, met een kerncijfer of met eigen woorden.",
        ["Wet", *BEDRAGEN],
        [*_rijen(rapport, lambda s: s.bekostiging, wet)],
    )


def per_wet_en_partij(rapport: Rapport) -> Tabel:
    def naam(sleutel: str) -> str:
        bekostiging, _, partij = sleutel.partition("|")
        return _wet_en_partij(rapport, Soort(bekostiging, partij))

    return Tabel(
        "domeinen",
        "Over de domeinen heen",
        "Dit zijn dezelfde bedragen, per wet en per partij die betaalt.",
        "Zo is te zien dat hulp uit het ene potje kosten in een ander potje voorkomt.",
        ["Wet en partij", *BEDRAGEN],
        [*_rijen(rapport, lambda s: f"{s.bekostiging}|{s.partij}", naam)],
    )


def _rijen(rapport: Rapport, deel: Callable[[Soort], str], naam: Callable[[str], str]) -> Iterator[list[Cel]]:
    """One for each part, the parts that were put together, the loket itself, and all together."""
    soorten = rapport.geld.soorten(rapport.wijk)
    for sleutel in dict.fromkeys(deel(s) for s in soorten if s != REST_SOORT):
        yield _rij(rapport, naam(sleutel), _met(deel, sleutel))
    if REST_SOORT in soorten:
        yield _rij(rapport, SAMENGEVOEGD, lambda s: s == REST_SOORT)
    loket = rapport.loket or 0
    if rapport.loket is not None:
        wie = f" ({rapport.betalers.naam(rapport.loket_betaalt)})" if rapport.loket_betaalt else ""
        yield _bedragen(f"{LOKET}{wie}", loket, Band() if rapport.met_baten else None)
    baten = rapport.baten() if rapport.met_baten else None
    yield _bedragen("Samen", rapport.kosten() + loket, baten)


def _rij(rapport: Rapport, naam: str, past: Callable[[Soort], bool]) -> list[Cel]:
    return _bedragen(naam, rapport.kosten(past), rapport.baten(past) if rapport.met_baten else None)


def _bedragen(naam: str, kosten: int, baten: Band | None) -> list[Cel]:
    if baten is None:
        return [naam, Centen(kosten), *[TE_WEINIG] * 4]
    return [naam, Centen(kosten), *map(Centen, baten), Centen(baten.midden - kosten)]


def _wet_en_partij(rapport: Rapport, soort: Soort) -> str:
    """Where the law says it all, only that."""
    naam = wet(soort.bekostiging)
    zonder = soort.partij in (Betalers.POT, Betalers.NIEMAND)
    return naam if zonder else f"{naam}: {rapport.betalers.naam(soort.partij)}"


def beginsituatie(rapport: Rapport) -> Tabel:
    boek = rapport.boeken.begin
    rijen: list[list[Cel]] = [
        [SAMENGEVOEGD if s == REST_SOORT else _wet_en_partij(rapport, s),
         Centen(boek.bedrag(BEGIN, rapport.wijk, _gelijk(s)).midden)]
        for s in boek.soorten(rapport.wijk)
    ]  # fmt: skip
    if rijen:
        rijen.append(["Samen", Centen(boek.bedrag(BEGIN, rapport.wijk).midden)])
    return Tabel(
        "begin",
        "De hulp bij het begin",
        "Dit had de hulp van het begin gekost in deze periode." if rijen else f"{TE_WEINIG}.",
        "Medewerkers schreven bij het begin op welke hulp iemand had. Dit telt alleen mensen bij wie dat gedaan is.",
        ["Wet en partij", "Kosten in deze periode"],
        rijen or [["Alle wetten", TE_WEINIG]],
    )


def wlz(rapport: Rapport) -> Tabel:
    boek, waarde = rapport.boeken.wlz, rapport.wlz_waarde()
    woorden = {**OORDELEN, GEEN_OORDEEL: "Nog geen oordeel", REST_SOORT.bekostiging: SAMENGEVOEGD}
    rijen: list[list[Cel]] = []
    for soort in boek.soorten(rapport.wijk) if waarde is not None else ():
        bedrag = boek.bedrag(WLZ, rapport.wijk, _gelijk(soort))
        aantal = boek.aantal(rapport.wijk, _gelijk(soort))
        rijen.append([woorden.get(soort.bekostiging, soort.bekostiging), aantal, *map(Centen, bedrag)])
    return Tabel(
        "wlz",
        "Is zorg uit de Wlz uitgesteld of voorkomen?",
        "Medewerkers gaven dit oordeel, met een reden." if rijen else f"{TE_WEINIG}.",
        "Aantallen zijn afgerond op vijf. Wie van oordeel verandert, kan in een jaar vaker meetellen. "
        "De waarde is wat de dagen van uitstel in een verpleeghuis kosten. Die telt niet mee in de baten hierboven: zo telt niets dubbel.",
        ["Oordeel", "Mensen", "Waarde, laag", "Waarde, midden", "Waarde, hoog"],
        rijen or [["Alle oordelen", TE_WEINIG, "", "", ""]],
    )
