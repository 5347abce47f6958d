"""Fills a loket with many dossiers, past the services but in the shape that they make; for measuring, not for showing.

The messages of some fifty conversations are encrypted and the rest copied from them inside the database; everything else is of its own.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import insert, text
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Basis, Database
from loket_backend.gesprek.models import BOT_AFZENDER, GESLOTEN, INWONER, WACHT_OP_MENS, Bericht, Gesprek, Statuswissel
from loket_backend.gesprek.taken import TERUGBELLEN, Taak
from loket_backend.intake.kenmerken import VERSIE, Intakesignaal
from loket_backend.intake.models import EINDE, STATUSSEN, Intake, Intakewissel, Toewijzing, Uitspraak
from loket_backend.intake.signalen import LIJST
from loket_backend.intake.termijnen import termijnen
from loket_backend.intake.zoeken import Zoekwoord, indexen
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Medewerker, Wijk, Wijklid

BERICHTEN, SJABLONEN, STUK = 30, 50, 500
WIJKEN, MEDEWERKERS = 12, 40
VOORNAMEN = ("Riek", "Henk", "Jan", "Piet", "Truus", "Zoë", "Fatma", "Mohammed", "Annie", "Greet", "Kees", "Youssef")
TUSSEN = ("", "", "", "van ", "de ", "van der ", "ten ")
BEGIN = ("Jan", "Pieter", "Klaas", "Hendrik", "Vis", "Bak", "Groen", "Dijk", "Berg", "Vel", "Water", "Hout", "Kamp")
EIND = ("sen", "s", "stra", "ma", "man", "ink", "huis", "veld", "hof", "brug", "wijk", "boer", "laar", "donk", "beek")
_TEKENS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Dossier:
    nummer: int
    kenmerk: str
    naam: str
    status: str
    medewerker: str | None
    wijk: str
    ontvangen: datetime
    sinds: datetime

    @property
    def gesprek(self) -> str:
        return f"bench-{self.nummer:06}"


async def vul(database: Database, aantal: int, wie: str) -> list[Dossier]:
    """`wie`: an existing medewerker who gets a share of the dossiers, like everybody else. Gives what was made."""
    dobbel = random.Random(7)
    async with database.schrijf() as session:
        wijken = await _mensen(session, wie)
    dossiers = [_dossier(dobbel, nummer, wijken) for nummer in range(aantal)]
    for begin in range(0, aantal, STUK):
        async with database.schrijf() as session:
            await _schrijf(session, dobbel, dossiers[begin : begin + STUK])
    async with database.schrijf() as session:
        await _berichten(session, dossiers)
    return dossiers


async def _mensen(session: AsyncSession, wie: str) -> dict[str, list[str]]:
    """The wijken, each with who works there."""
    wijken = {f"wijk-{n:02}": f"Wijk{chr(97 + n)}dorp" for n in range(WIJKEN)}
    await _voeg_toe(session, Wijk, [{"id": id, "naam": naam} for id, naam in wijken.items()])
    mensen = [f"mens-{n:02}" for n in range(MEDEWERKERS)]
    rijen = [{"id": id, "naam": f"Mens {id[-2:]}", "functie": "consulent", "actief": True} for id in mensen]
    await _voeg_toe(session, Medewerker, rijen)
    werkt = {wijk: [m for n, m in enumerate([wie, *mensen]) if n % WIJKEN == i] for i, wijk in enumerate(wijken)}
    leden = [{"wijk_id": wijk, "medewerker_id": m} for wijk, wie_daar in werkt.items() for m in wie_daar]
    await _voeg_toe(session, Wijklid, leden)
    return werkt


def _dossier(dobbel: random.Random, nummer: int, wijken: dict[str, list[str]]) -> Dossier:
    """Three in five are open and of the last two months; a tenth of those have nobody yet."""
    loopt = dobbel.random() < 0.6
    status = dobbel.choice([s for s in STATUSSEN if (s in EINDE) is not loopt])
    dagen = dobbel.randrange(0, 60) if loopt else dobbel.randrange(60, 700)
    ontvangen = nu() - timedelta(days=dagen, minutes=dobbel.randrange(600))
    wijk = dobbel.choice(list(wijken))
    naam = f"{dobbel.choice(VOORNAMEN)} {dobbel.choice(TUSSEN)}{dobbel.choice(BEGIN)}{dobbel.choice(EIND)}"
    return Dossier(
        nummer=nummer,
        kenmerk=f"{ontvangen:%Y}-{_einde(nummer)}",
        naam=naam,
        status="nieuw" if loopt and dobbel.random() < 0.1 else status,
        medewerker=None if status == "nieuw" else dobbel.choice(wijken[wijk]),
        wijk=wijk,
        ontvangen=ontvangen,
        sinds=ontvangen + timedelta(days=dobbel.randrange(0, max(dagen, 1))),
    )


def _einde(nummer: int) -> str:
    """Six signs that look random and are never the same twice."""
    rest, tekens = (nummer * 48271 + 12345) % len(_TEKENS) ** 6, ""
    for _ in range(6):
        rest, plek = divmod(rest, len(_TEKENS))
        tekens += _TEKENS[plek]
    return tekens


async def _schrijf(session: AsyncSession, dobbel: random.Random, deel: list[Dossier]) -> None:
    await _voeg_toe(session, Gesprek, [_gesprek(dobbel, d) for d in deel])
    await _voeg_toe(session, Intake, [_intake(d) for d in deel])
    await _voeg_toe(session, Uitspraak, [rij for d in deel for rij in _uitspraken(dobbel, d)])
    await _voeg_toe(session, Toewijzing, [_toewijzing(d) for d in deel])
    await _voeg_toe(session, Intakewissel, [rij for d in deel for rij in _wissels(d)])
    await _voeg_toe(session, Zoekwoord, [{"woord": w, "kenmerk": d.kenmerk} for d in deel for w in indexen(d.naam)])
    signalen = [{"signaal": s, "kenmerk": d.kenmerk} for d in deel for s in LIJST.signalen if dobbel.random() < 0.08]
    await _voeg_toe(session, Intakesignaal, signalen)
    await _voeg_toe(session, Crisismelding, [_crisis(d) for d in deel if d.nummer % 33 == 0])
    taken = [d for d in deel if d.nummer < 10]
    await _voeg_toe(session, Taak, [_taak(d) for d in taken])
    wachten = [d for d in deel if 10 <= d.nummer < 16]
    await _voeg_toe(session, Statuswissel, [_wacht(d) for d in wachten])


async def _voeg_toe(session: AsyncSession, model: type[Basis], rijen: list[dict[str, Any]]) -> None:
    if rijen:
        await session.execute(insert(model), rijen)


def _gesprek(dobbel: random.Random, d: Dossier) -> dict[str, Any]:
    return {
        "id": d.gesprek,
        "kanaal": "web",
        "token_hash": d.gesprek,
        "status": WACHT_OP_MENS if 10 <= d.nummer < 16 else GESLOTEN,
        "laatste_volgnummer": BERICHTEN,
        "geopend_op": d.ontvangen,
        "status_sinds": d.ontvangen,
        "ongelezen": 2 if d.status not in EINDE and dobbel.random() < 0.04 else 0,
    }


def _intake(d: Dossier) -> dict[str, Any]:
    velden = ("hulpvraag", "kan", "wil", "nodig", "netwerk", "aanbod", "contact_moment", "postcode", "telefoon")
    tekst = "stofzuigen en ramen lukken niet meer, koken doe ik nog zelf en mijn dochter komt op zaterdag. " * 2
    return {
        "kenmerk": d.kenmerk,
        "gesprek_id": d.gesprek,
        "status": d.status,
        "wijk_id": d.wijk,
        "medewerker_id": d.medewerker,
        "naam": d.naam,
        "antwoorden": {v: {"waarde": tekst, "status": "besproken", "bronnen": [3, 5]} for v in velden},
        "ontvangen_op": d.ontvangen,
        "status_sinds": d.sinds,
        "eerste_termijn": None if d.status in EINDE else termijnen(d.ontvangen)["onderzoek"],
        "gemerkt": VERSIE,
    }


def _uitspraken(dobbel: random.Random, d: Dossier) -> Iterator[dict[str, Any]]:
    """Some leefgebieden are common and some are rare."""
    gebieden = [g for n, g in enumerate(LEEFGEBIEDEN) for _ in range(1 + (13 - n) ** 2 // 20)]
    for _ in range(8):
        paar = {"leefgebied": dobbel.choice(gebieden), "aspect": dobbel.choice(list(ASPECTEN))}
        yield {"kenmerk": d.kenmerk, **paar, "tekst": "de ramen lukken niet meer", "bron": dobbel.randrange(1, 20)}


def _toewijzing(d: Dossier) -> dict[str, Any]:
    reden = "werkt in de wijk en heeft ruimte"
    return {"kenmerk": d.kenmerk, "medewerker_id": d.medewerker, "reden": reden, "door": "loket", "op": d.ontvangen}


def _wissels(d: Dossier) -> Iterable[dict[str, Any]]:
    nieuw = {"kenmerk": d.kenmerk, "van": None, "status": "nieuw", "door": "bot", "op": d.ontvangen}
    return [nieuw, {**nieuw, "van": "nieuw", "status": d.status, "door": "loket", "op": d.sinds}]


def _crisis(d: Dossier) -> dict[str, Any]:
    """Five are open, however many there are."""
    door = None if d.nummer // 33 < 5 else "mens-00"
    rij = {"gesprek_id": d.gesprek, "volgnummer": 3, "categorie": "gevaar", "patroon": "bench", "op": d.ontvangen}
    return {**rij, "bevestigd_door": door, "bevestigd_op": d.ontvangen if door else None}


def _taak(d: Dossier) -> dict[str, Any]:
    gegevens = {"naam": d.naam, "telefoon": "+31612345678"}
    return {"gesprek_id": d.gesprek, "soort": TERUGBELLEN, "gegevens": gegevens, "ontstaan_op": d.ontvangen}


def _wacht(d: Dossier) -> dict[str, Any]:
    rij = {"gesprek_id": d.gesprek, "van": "bot", "naar": WACHT_OP_MENS, "door": "bot", "op": d.ontvangen}
    return {**rij, "reden": "mens_gevraagd"}


async def _berichten(session: AsyncSession, dossiers: list[Dossier]) -> None:
    eerste = [bericht(d, n) for d in dossiers[:SJABLONEN] for n in range(1, BERICHTEN + 1)]
    await _voeg_toe(session, Bericht, eerste)
    kolommen = "volgnummer, extern_id, afzender, medewerker_id, tekst, keuzes, vraag, antwoord_op, onderdrukt, tijdstip"
    van = ", ".join(f"b.{k.strip()}" for k in kolommen.split(","))
    await session.execute(
        text(
            f"INSERT INTO bericht (gesprek_id, {kolommen}) SELECT g.id, {van} FROM gesprek g JOIN bericht b "
            f"ON b.gesprek_id = 'bench-0000' || substr(CAST(100 + CAST(substr(g.id, 7) AS INTEGER) % {SJABLONEN} AS VARCHAR), 2) "
            f"WHERE g.id LIKE 'bench-%' AND CAST(substr(g.id, 7) AS INTEGER) >= {SJABLONEN}"
        )
    )


class InGesprek(Protocol):
    """Whose conversation it is, and when it began."""

    @property
    def gesprek(self) -> str: ...
    @property
    def ontvangen(self) -> datetime: ...


def bericht(d: InGesprek, nummer: int) -> dict[str, Any]:
    afzender = INWONER if nummer % 2 else BOT_AFZENDER
    tekst = f"Bericht {nummer}: stofzuigen lukt niet meer, maar koken doe ik nog zelf. Mijn dochter komt op zaterdag."
    return {
        "gesprek_id": d.gesprek,
        "volgnummer": nummer,
        "afzender": afzender,
        "tekst": tekst,
        "keuzes": [],
        "onderdrukt": False,
        "tijdstip": d.ontvangen + timedelta(seconds=45 * nummer),
    }
