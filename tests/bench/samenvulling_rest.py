"""Fills what stands around the arrangements: words in the chat, residents who help each other, cases talked over, and what a business case notes.

After samenvulling.vul, and like it: past the services, in bulk, the same for the same seed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from sqlalchemy import case, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement.models import Arrangementregel
from loket_backend.businesscase.models import Beginhulp, Beginsituatie, Wlzoordeel
from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.db import Basis, Database
from loket_backend.gesprek.models import Bericht
from loket_backend.tijd import nu
from loket_backend.tweesporen.teammodels import (
    AFSPRAAK,
    Buurtteam,
    Casusbijdrage,
    Casusdeelnemer,
    Casusoverleg,
    Teamlid,
)
from loket_backend.wederkerigheid.models import Bijdrage, Koppeling
from loket_backend.wederkerigheid.stand import ACTIEF, BESCHIKBAAR, GEPAUZEERD, GESTOPT
from loket_backend.wijkbudget.models import REALISATIE, Budgetboeking, Wijkbudget
from loket_backend.wijkbudget.tabellen import Toezegging
from tests.bench.samenvulling import Geval
from tests.bench.vulling import BERICHTEN, bericht

ZAAD = 11
# So many of the dossiers with an arrangement; the others have none.
PRATEN, BIEDEN, VRAGEN, OVERLEGGEN = 50, 800, 500, 450
TEAM = "samen-team"


@dataclass(frozen=True)
class Rest:
    """What a page can be asked of: ids."""

    overleggen: Sequence[int]
    budgetten: Sequence[int]


async def vul_rest(database: Database, gevallen: Sequence[Geval], wie: str, collega: str, zaad: int = ZAAD) -> Rest:
    """`wie`: has the dossiers of the first wijk (samenvulling.vul); `collega`: sits in the same buurtteam. Both exist."""
    dobbel, met = random.Random(zaad), [geval for geval in gevallen if geval.begin]
    async with database.schrijf() as session:
        praten = dobbel.sample(met, min(PRATEN, len(met)))
        await _voeg_toe(session, Bericht, [bericht(g, n) for g in praten for n in range(1, BERICHTEN + 1)])
        await _wederkerig(session, dobbel, met, wie)
        overleggen = await _overleg(session, dobbel, met, wie, collega)
        await _begin(session, dobbel, met, wie)
    async with database.schrijf() as session:
        await _toezeggingen(session)
        budgetten = select(Wijkbudget.id).where(Wijkbudget.wijk_id.like("samen-%"))
        return Rest(overleggen, list(await session.scalars(budgetten.order_by(Wijkbudget.id))))


async def _wederkerig(session: AsyncSession, dobbel: random.Random, met: Sequence[Geval], wie: str) -> None:
    eerste = (await session.scalar(select(func.max(Bijdrage.id))) or 0) + 1
    bieders = dobbel.sample(met, min(BIEDEN, len(met)))
    await _voeg_toe(session, Bijdrage, [_bijdrage(dobbel, nr, g) for nr, g in enumerate(bieders, start=eerste)])
    vragers = dobbel.sample(met, min(VRAGEN, len(met)))
    ids = range(eerste, eerste + len(bieders))
    await _voeg_toe(session, Koppeling, [_koppeling(dobbel, dobbel.choice(ids), g, wie) for g in vragers])


def _bijdrage(dobbel: random.Random, nummer: int, geval: Geval) -> dict[str, Any]:
    return {
        "id": nummer,
        "kenmerk": geval.kenmerk,
        "leefgebied": dobbel.choice(list(LEEFGEBIEDEN)),
        "wat": "Boodschappen doen voor iemand in de buurt",
        "dagen": [1, 3],
        "bereik": "eigen_wijk",
        "talen": ["nl"],
        "hoogstens": 2,
        "stand": dobbel.choice((BESCHIKBAAR, BESCHIKBAAR, BESCHIKBAAR, GEPAUZEERD)),
        "stand_sinds": geval.ontvangen,
        "toestemming_op": geval.ontvangen,
    }


def _koppeling(dobbel: random.Random, bijdrage: int, geval: Geval, wie: str) -> dict[str, Any]:
    return {
        "bijdrage_id": bijdrage,
        "kenmerk": geval.kenmerk,
        "leefgebied": dobbel.choice(list(LEEFGEBIEDEN)),
        "dagen": [1],
        "talen": ["nl"],
        "stand": dobbel.choice((*ACTIEF, GESTOPT)),
        "stand_sinds": geval.ontvangen,
        "gekozen_door": wie,
        "gekozen_op": geval.ontvangen,
    }


async def _overleg(
    session: AsyncSession, dobbel: random.Random, met: Sequence[Geval], wie: str, collega: str
) -> list[int]:
    """Three a week in three years; `wie` has the dossier or sits at the table. Gives those that `wie` may read."""
    await _voeg_toe(session, Buurtteam, [{"id": TEAM, "naam": "Buurtteam"}])
    lid = {"team_id": TEAM, "discipline": "maatschappelijk_werker", "van": nu() - timedelta(days=1200)}
    await _voeg_toe(session, Teamlid, [{**lid, "medewerker_id": mens} for mens in (wie, collega)])
    eerste = (await session.scalar(select(func.max(Casusoverleg.id))) or 0) + 1
    gekozen = list(zip(count(eerste), dobbel.sample(met, min(OVERLEGGEN, len(met))), strict=False))
    await _voeg_toe(session, Casusoverleg, [_een_overleg(nr, geval, wie) for nr, geval in gekozen])
    tafel = [{"overleg_id": nr, "medewerker_id": mens} for nr, _ in gekozen for mens in (wie, collega)]
    await _voeg_toe(session, Casusdeelnemer, tafel)
    zei = {"soort": AFSPRAAK, "tekst": "Wij kijken over een maand samen hoe het gaat.", "op": nu()}
    gezegd = [{**zei, "overleg_id": nr, "medewerker_id": mens} for nr, _ in gekozen for mens in (wie, collega)]
    await _voeg_toe(session, Casusbijdrage, gezegd)
    return [nr for nr, _ in gekozen]


def _een_overleg(nummer: int, geval: Geval, wie: str) -> dict[str, Any]:
    return {
        "id": nummer,
        "kenmerk": geval.kenmerk,
        "team_id": TEAM,
        "dag": (geval.ontvangen + timedelta(days=40)).date(),
        "vraag": "Wat kan de buurt hier doen?",
        "deelt": ["kan", "nodig"],
        "door": wie,
        "op": geval.ontvangen,
    }


async def _begin(session: AsyncSession, dobbel: random.Random, met: Sequence[Geval], wie: str) -> None:
    """Of three in five the help at the start, of one in three a judgement about the Wlz."""
    eerste = (await session.scalar(select(func.max(Beginsituatie.id))) or 0) + 1
    begonnen = [(geval, geval.begin) for geval in met if geval.begin]
    genoteerd = list(zip(count(eerste), (g for g in begonnen if dobbel.random() < 0.6), strict=False))
    rijen = [{"id": nr, "kenmerk": g.kenmerk, "door": wie, "op": op} for nr, (g, op) in genoteerd]
    await _voeg_toe(session, Beginsituatie, rijen)
    hulp = [_hulp(dobbel, nr) for nr, _ in genoteerd for _ in range(dobbel.randint(1, 2))]
    await _voeg_toe(session, Beginhulp, hulp)
    geoordeeld = [_oordeel(dobbel, g, op, wie) for g, op in begonnen if dobbel.random() < 0.33]
    await _voeg_toe(session, Wlzoordeel, geoordeeld)


def _hulp(dobbel: random.Random, nummer: int) -> dict[str, Any]:
    wet = dobbel.choice(("wmo", "zvw", "wlz"))
    return {
        "beginsituatie_id": nummer,
        "bekostiging": wet,
        "wat": "Hulp thuis",
        "kosten_jaar": dobbel.randrange(50_000, 900_000),
    }


def _oordeel(dobbel: random.Random, geval: Geval, op: datetime, wie: str) -> dict[str, Any]:
    antwoord = dobbel.choice(("ja", "ja", "nee", "niet_te_zeggen"))
    maanden = dobbel.randint(3, 24) if antwoord == "ja" else None
    rij = {"kenmerk": geval.kenmerk, "oordeel": antwoord, "maanden": maanden, "reden": "Zo zag ik het.", "door": wie}
    return {**rij, "op": op + timedelta(days=30)}


async def _toezeggingen(session: AsyncSession) -> None:
    """What each line takes now, as the ledger has it."""
    b, r = Budgetboeking, Arrangementregel
    uit = func.sum(case((b.soort == REALISATIE, b.bedrag), else_=0))
    vast = func.sum(case((b.soort == REALISATIE, 0), else_=b.bedrag))
    sleutel = (b.budget_id, b.regel, b.kenmerk, b.partij_id, Wijkbudget.jaar, r.begint_op, r.eindigt_op, r.kosten_jaar)
    keuze = select(*sleutel, uit, vast).join(Wijkbudget, Wijkbudget.id == b.budget_id).join(r, r.sleutel == b.regel)
    rijen = (await session.execute(keuze.where(b.regel.like("samen-%")).group_by(*sleutel))).all()
    await _voeg_toe(session, Toezegging, [_toezegging(rij) for rij in rijen])


def _toezegging(rij: Any) -> dict[str, Any]:
    budget, regel, kenmerk, partij, jaar, begint, eindigt, kosten, uit, vast = rij
    nieuwjaar, oudjaar = begint.replace(year=jaar, month=1, day=1), begint.replace(year=jaar, month=12, day=31)
    over = max(int(vast) - int(uit), 0)
    geld = {"bedrag": int(vast), "gerealiseerd": int(uit), "te_komen": over, "kosten_jaar": kosten, "actief": over > 0}
    dagen = {"van": max(begint, nieuwjaar), "tot": oudjaar, "begint_op": begint, "eindigt_op": eindigt, "per": "week"}
    return {"budget_id": budget, "regel": regel, "kenmerk": kenmerk, "partij_id": partij, **geld, **dagen}


async def _voeg_toe(session: AsyncSession, model: type[Basis], rijen: list[dict[str, Any]]) -> None:
    if rijen:
        await session.execute(insert(model), rijen)
