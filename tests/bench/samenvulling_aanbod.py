"""Fills the sociale kaart with many offers, past the services but in the shape that they make; for measuring, not for showing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from loket_backend.aanbod import beheer
from loket_backend.aanbod.gegevens import Gegevens
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.db import Database
from loket_backend.partijen.woorden import VORMEN
from loket_backend.tijd import vandaag

STUK = 500
WAT = ("Eetclub", "Wandelgroep", "Maatje", "Klusdienst", "Koffieochtend", "Spreekuur", "Dagopvang", "Boodschappenhulp")
WAAR = ("de Brink", "de Linde", "het Anker", "de Es", "het Kruispunt", "de Spil", "Noorderhof", "de Kamp")
BIJ = ("samen eten", "even eruit", "een luisterend oor", "hulp bij brieven", "zwaar werk in de tuin", "respijt")
GELD = {"informeel": "informeel", "collectief": "collectief", "algemeen": "algemeen", "individueel": "wmo"}


async def vul_aanbod(
    database: Database, aantal: int, wijken: Sequence[str], partijen: Sequence[str], zaad: int = 7
) -> list[str]:
    """The ids; the same ones for the same `zaad`. `wijken`, `partijen`: ids that exist."""
    dobbel = random.Random(zaad)
    alle = {str(UUID(int=dobbel.getrandbits(128), version=4)): _een(dobbel, wijken, partijen) for _ in range(aantal)}
    ids = list(alle)
    for begin in range(0, aantal, STUK):
        stuk = {id: alle[id] for id in ids[begin : begin + STUK]}
        async with database.schrijf() as session:
            await beheer.bewaar(session, stuk, {})
    return ids


def _een(dobbel: random.Random, wijken: Sequence[str], partijen: Sequence[str]) -> Gegevens:
    vorm, plekken = dobbel.choice(list(VORMEN)), dobbel.choice((None, 1, 4, 12, 40))
    naam = f"{dobbel.choice(WAT)} {dobbel.choice(WAAR)}"
    return Gegevens.model_construct(
        naam=naam,
        omschrijving=f"{naam}: {dobbel.choice(BIJ)} en {dobbel.choice(BIJ)}.",
        vorm=vorm,
        bekostiging=GELD[vorm],
        leefgebieden=tuple(dobbel.sample(list(LEEFGEBIEDEN), dobbel.randint(1, 3))),
        wijken=tuple(dobbel.sample(list(wijken), dobbel.randint(0, min(2, len(wijken))))),
        partij_id=dobbel.choice([None, *partijen]),
        plekken=plekken,
        bezet=0 if plekken is None else dobbel.randint(0, plekken),
        kosten_jaar=dobbel.choice((None, 50_000, 312_050)),
        gecontroleerd_op=vandaag() - timedelta(days=dobbel.randint(0, 500)),
    )
