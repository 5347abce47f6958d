"""Writing intakes: the draft after every answer, and the submission, exactly once for a conversation."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Any

from sqlalchemy import column, delete, func, select, table, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Kluis
from loket_backend.errors import Conflict
from loket_backend.intake import invullen, kenmerken, woonwijk
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.looptijd import werk_bij
from loket_backend.intake.models import (
    EINDE,
    NIEUW,
    TOEGEWEZEN,
    Concept,
    Intake,
    Intakewissel,
    Invulling,
    Toewijzing,
    Uitspraak,
)
from loket_backend.intake.termijnen import lokaal
from loket_backend.intake.workflow import wissel
from loket_backend.tijd import nu
from loket_backend.toewijzing import service as toewijzing
from loket_backend.toewijzing.models import Wijk
from loket_backend.toewijzing.regels import geldend

# No 0/O, 1/I/L and U: a kenmerk is read aloud over the phone.
_TEKENS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


async def bewaar_concept(session: AsyncSession, gesprek_id: str, volgnummer: int, inhoud: ConceptInhoud) -> None:
    """Stores the draft as it stands after message `volgnummer`; the same message again replaces it."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    rij = {"gesprek_id": gesprek_id, "volgnummer": volgnummer, "inhoud": inhoud.model_dump(), "op": nu()}
    nieuw = dialect.insert(Concept).values(rij)
    # in one statement: a turn that runs in two places at once writes the same draft twice
    waarden = {"inhoud": nieuw.excluded.inhoud, "op": nieuw.excluded.op}
    await session.execute(nieuw.on_conflict_do_update(index_elements=["gesprek_id", "volgnummer"], set_=waarden))


async def concept_voor(session: AsyncSession, gesprek_id: str, volgnummer: int) -> dict[str, Any]:
    """The draft as it stood before message `volgnummer`: what a turn starts from, also when it is run a second time.

    That is what the bot stored last, and over it what staff filled in since.
    """
    vraag = select(Concept).where(Concept.gesprek_id == gesprek_id, Concept.volgnummer < volgnummer)
    concept = await session.scalar(vraag.order_by(Concept.volgnummer.desc()).limit(1))
    inhoud = concept.inhoud if concept else {"antwoorden": {}, "uitspraken": [], "stand": {}}
    sinds = concept.volgnummer if concept else 0
    return invullen.leg_over(inhoud, await invullen.invullingen(session, gesprek_id, sinds, volgnummer))


async def vergeet_concepten(session: AsyncSession, gesprek_id: str) -> None:
    """Removes every draft of a conversation, what staff filled in, and the wijk that was confirmed."""
    await session.execute(delete(Concept).where(Concept.gesprek_id == gesprek_id))
    await session.execute(delete(Invulling).where(Invulling.gesprek_id == gesprek_id))
    await woonwijk.vergeet(session, gesprek_id)


async def dien_in(session: AsyncSession, gesprek_id: str, volgnummer: int) -> Intake:
    """Makes the intake of the draft and assigns it; a second call for the conversation gives the same intake.

    Raises Conflict when there is no draft that the resident approved.
    """
    await toewijzing.vergrendel(session)
    bestaand = await session.scalar(select(Intake).where(Intake.gesprek_id == gesprek_id))
    if bestaand is not None:
        return bestaand
    concept = await session.get(Concept, (gesprek_id, volgnummer))
    if concept is None or not concept.inhoud["antwoorden"].get("akkoord", {}).get("waarde"):
        raise Conflict("Er is geen goedgekeurde samenvatting om in te dienen.")
    intake = await _leg_vast(session, gesprek_id, concept.inhoud)
    await _wijs_toe(session, intake)
    await kenmerken.werk_bij(session, intake)
    await _begin_met_lezen(session, gesprek_id)
    return intake


async def _begin_met_lezen(session: AsyncSession, gesprek_id: str) -> None:
    """What the resident said so far is the melding itself; only what comes after it is news. By name of the table: its model is a layer up."""
    gesprek = table("gesprek", column("id"), column("ongelezen"))
    await session.execute(update(gesprek).where(gesprek.c.id == gesprek_id).values(ongelezen=0))


async def _leg_vast(session: AsyncSession, gesprek_id: str, inhoud: dict[str, Any]) -> Intake:
    antwoorden = inhoud["antwoorden"]
    naam, postcode = (antwoorden.get(v, {}).get("waarde") for v in ("naam", "postcode"))
    wijk = await woonwijk.wijk_voor(session, gesprek_id, postcode)
    intake = Intake(
        kenmerk=_nieuw_kenmerk(nu()),
        gesprek_id=gesprek_id,
        status=NIEUW,
        wijk_id=wijk.id if wijk else None,
        persoon=persoon(naam, postcode),
        naam=naam,
        antwoorden=antwoorden,
        ontvangen_op=nu(),
        status_sinds=nu(),
    )
    session.add(intake)
    await session.flush()
    session.add_all(
        Uitspraak(
            kenmerk=intake.kenmerk,
            medewerker_id=u.get("medewerker"),
            **{k: u[k] for k in ("leefgebied", "aspect", "tekst", "bron")},
        )
        for u in inhoud["uitspraken"]
    )
    session.add(Intakewissel(kenmerk=intake.kenmerk, status=NIEUW, door="bot", op=nu()))
    await werk_bij(session, intake)
    return intake


async def _wijs_toe(session: AsyncSession, intake: Intake) -> None:
    regels = await geldend(session)
    zaak, dag = await zaak_van(session, intake), lokaal(intake.ontvangen_op)
    keuze = await toewijzing.kies(session, zaak, await lasten(session), dag, regels)
    await geef_aan(session, intake, keuze.medewerker.id if keuze.medewerker else None, keuze.reden, "loket")


async def zaak_van(session: AsyncSession, intake: Intake) -> toewijzing.Zaak:
    """What the rules for assigning look at, of this intake."""
    gebieden = select(Uitspraak.leefgebied).where(Uitspraak.kenmerk == intake.kenmerk, Uitspraak.aspect == "nodig")
    return toewijzing.Zaak(
        wijk=await session.get(Wijk, intake.wijk_id) if intake.wijk_id else None,
        postcode=intake.antwoorden.get("postcode", {}).get("waarde"),
        eerder=await _eerdere_medewerker(session, intake),
        leefgebieden=frozenset(await session.scalars(gebieden)),
    )


async def geef_aan(
    session: AsyncSession, intake: Intake, wie: str | None, reden: str, door: str, toelichting: str | None = None
) -> None:
    """Makes somebody the fixed medewerker, or nobody (None: the coordinator's queue). The caller holds the intake locked.

    `door`: loket, or the id of the medewerker who decided; `toelichting`: what that person wrote about it.
    """
    session.add(
        Toewijzing(kenmerk=intake.kenmerk, medewerker_id=wie, reden=reden, toelichting=toelichting, door=door, op=nu())
    )
    intake.medewerker_id = wie
    if wie is not None and intake.status == NIEUW:
        await wissel(session, intake, TOEGEWEZEN, door)
    elif wie is None and intake.status == TOEGEWEZEN:
        await wissel(session, intake, NIEUW, door, reden)


async def lasten(session: AsyncSession) -> dict[str, int]:
    """How many open intakes each medewerker has."""
    vraag = select(Intake.medewerker_id, func.count()).where(
        Intake.medewerker_id.is_not(None), Intake.status.not_in(EINDE)
    )
    return {wie: n for wie, n in await session.execute(vraag.group_by(Intake.medewerker_id)) if wie is not None}


async def _eerdere_medewerker(session: AsyncSession, intake: Intake) -> str | None:
    if intake.persoon is None:
        return None
    vraag = select(Intake.medewerker_id).where(
        Intake.persoon == intake.persoon, Intake.kenmerk != intake.kenmerk, Intake.medewerker_id.is_not(None)
    )
    return await session.scalar(vraag.order_by(Intake.ontvangen_op.desc()).limit(1))


def persoon(naam: str | None, postcode: str | None) -> str | None:
    """A blind index of who this is about, to find an earlier melding: the whole name and the postcode."""
    woorden = re.findall(r"\w+", (naam or "").casefold())
    return Kluis.open().index(f"{''.join(woorden)}|{postcode}") if woorden and postcode else None


def _nieuw_kenmerk(moment: datetime) -> str:
    return f"{moment:%Y}-" + "".join(secrets.choice(_TEKENS) for _ in range(6))
