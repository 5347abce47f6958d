"""Who was asked whether the help helped, and what they answered: the list over all dossiers, and the part on the page of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import zicht
from loket_backend.console.dossier import namen_van_medewerkers
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.geholpen.antwoorden import TAAK_NEE
from loket_backend.geholpen.dienst import GEDULD
from loket_backend.geholpen.models import BEETJE, EVALUATIE, JA, NEE, ZES_WEKEN, Evaluatie
from loket_backend.geholpen.planning import volgende_dag
from loket_backend.gesprek.models import INWONER
from loket_backend.gesprek.taken import Taak
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu
from loket_backend.toegang.audit import leg_vast
from loket_backend.toewijzing.models import Medewerker, Wijk

PER_PAGINA, MEESTE_PAGINAS = 25, 400
AANLEIDING = {ZES_WEKEN: "Zes weken na de start", EVALUATIE: "Dag van de evaluatie"}
ANTWOORD = {JA: "Ja", BEETJE: "Een beetje", NEE: "Nee"}
WACHT, GEEN_ANTWOORD, BEANTWOORD, NEE_OPEN = "wacht", "geen_antwoord", "beantwoord", "nee_open"
STANDEN = {
    WACHT: "Gevraagd, wacht op antwoord",
    GEEN_ANTWOORD: "Geen antwoord: bel de inwoner",
    BEANTWOORD: "Beantwoord",
    NEE_OPEN: "Nee, en nog niemand belde",
}


@dataclass(frozen=True)
class Filter:
    """As it stands in the address; what is not a choice counts as none."""

    stand: str = ""
    aanleiding: str = ""
    wijk: str = ""

    @classmethod
    def uit(cls, gegeven: Mapping[str, str]) -> Filter:
        return cls(**{f.name: gegeven.get(f.name, "").strip()[:40] for f in fields(cls)})

    def adres(self, pagina: int) -> str:
        delen = {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name)}
        return "/console/geholpen?" + urlencode({**delen, "pagina": pagina})


@dataclass(frozen=True)
class Regel:
    """One round. `door`: the name of who wrote the answers down, None when the resident gave them in the chat."""

    id: int
    kenmerk: str
    naam: str | None
    wijk: str | None
    medewerker: str | None
    aanleiding: str
    voor: date
    stand: str
    gevraagd_op: datetime | None
    beantwoord_op: datetime | None
    geholpen: str | None
    tevreden: str | None
    beter: Sequence[str]
    door: str | None

    @property
    def is_open(self) -> bool:
        return self.beantwoord_op is None


@dataclass(frozen=True)
class Bladzijde:
    """`verder`: there is a next one."""

    regels: Sequence[Regel]
    pagina: int
    verder: bool


async def lees(session: AsyncSession, wie: Gebruiker, filter: Filter, pagina: int) -> Bladzijde:
    """What began last on top. Every line that is shown goes into the audit trail."""
    pagina = min(max(pagina, 1), MEESTE_PAGINAS)
    keuze = _keuze().where(zicht.intakes(wie), *_voorwaarden(filter)).order_by(Evaluatie.id.desc())
    regels = await _regels(session, keuze.limit(PER_PAGINA + 1).offset((pagina - 1) * PER_PAGINA))
    for regel in regels[:PER_PAGINA]:
        leg_vast(session, wie.id, "lijst", regel.kenmerk, "heeft het geholpen")
    return Bladzijde(regels[:PER_PAGINA], pagina, len(regels) > PER_PAGINA and pagina < MEESTE_PAGINAS)


Keuze = Select[Evaluatie, str | None, str, str]


def _keuze() -> Keuze:
    keuze = select(Evaluatie, Intake.naam, Wijk.naam, Medewerker.naam).join(Intake, Intake.kenmerk == Evaluatie.kenmerk)
    return keuze.outerjoin(Wijk, Wijk.id == Intake.wijk_id).outerjoin(Medewerker, Medewerker.id == Intake.medewerker_id)


async def _regels(session: AsyncSession, keuze: Keuze) -> list[Regel]:
    rijen = (await session.execute(keuze)).all()
    namen = await namen_van_medewerkers(session)
    return [_regel(e, naam, wijk, medewerker, namen) for e, naam, wijk, medewerker in rijen]


def _voorwaarden(filter: Filter) -> list[ColumnElement[bool]]:
    voorwaarden = [_in_stand(filter.stand)] if filter.stand in STANDEN else []
    if filter.aanleiding in AANLEIDING:
        voorwaarden.append(Evaluatie.aanleiding == filter.aanleiding)
    if filter.wijk:
        voorwaarden.append(Intake.wijk_id == filter.wijk)
    return voorwaarden


def _in_stand(stand: str) -> ColumnElement[bool]:
    onbeantwoord, lang = Evaluatie.beantwoord_op.is_(None), nu() - GEDULD
    if stand == WACHT:
        return onbeantwoord & (Evaluatie.gevraagd_op > lang)
    if stand == GEEN_ANTWOORD:
        return onbeantwoord & or_(Evaluatie.gevraagd_op.is_(None), Evaluatie.gevraagd_op <= lang)
    if stand == NEE_OPEN:
        taak = exists().where(Taak.gesprek_id == Intake.gesprek_id, Taak.soort == TAAK_NEE, Taak.gedaan_op.is_(None))
        return or_(Evaluatie.geholpen == NEE, Evaluatie.tevreden == NEE) & taak.correlate(Intake)
    return Evaluatie.beantwoord_op.is_not(None)


def _regel(e: Evaluatie, naam: str | None, wijk: str | None, medewerker: str | None, namen: Mapping[str, str]) -> Regel:
    return Regel(
        id=e.id,
        kenmerk=e.kenmerk,
        naam=naam,
        wijk=wijk,
        medewerker=medewerker,
        aanleiding=AANLEIDING[e.aanleiding],
        voor=e.voor,
        stand=_stand(e),
        gevraagd_op=e.gevraagd_op,
        beantwoord_op=e.beantwoord_op,
        geholpen=_antwoord(e, e.geholpen),
        tevreden=_antwoord(e, e.tevreden),
        beter=e.beter.splitlines() if e.beter else (),
        door=None if e.door in (None, INWONER) else namen.get(e.door, "een medewerker"),
    )


def _stand(e: Evaluatie) -> str:
    if e.beantwoord_op is not None:
        return STANDEN[BEANTWOORD]
    wacht = e.gevraagd_op is not None and e.gevraagd_op > nu() - GEDULD
    return STANDEN[WACHT if wacht else GEEN_ANTWOORD]


def _antwoord(e: Evaluatie, gegeven: str | None) -> str | None:
    """None while nothing was said."""
    if gegeven is not None:
        return ANTWOORD[gegeven]
    return None if e.beantwoord_op is None else "geen antwoord"


async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """For the page of the dossier: every round, the newest first, and when it is asked again."""
    rondes = await van_dossier(session, intake.kenmerk)
    return {"geholpen": {"rondes": rondes, "volgende": await volgende_dag(session, intake.kenmerk)}}


async def van_dossier(session: AsyncSession, kenmerk: str) -> list[Regel]:
    return await _regels(session, _keuze().where(Evaluatie.kenmerk == kenmerk).order_by(Evaluatie.id.desc()))
