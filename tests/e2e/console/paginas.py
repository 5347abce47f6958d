"""Every page of the console, made from its site map, with an address of the demo for what stands between braces."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod.models import Aanbod
from loket_backend.arrangement.models import Arrangementregel
from loket_backend.console.routes import BEGIN, ROUTES
from loket_backend.db import Database
from loket_backend.geholpen.models import Evaluatie
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.partijen.models import Partij
from loket_backend.toegang.rechten import OPEN, ROL_MAG, mag
from loket_backend.wederkerigheid.models import Koppeling
from loket_backend.wijkbudget.models import Wijkbudget
from tests.e2e.console import rijk

BEZOEKER = "bezoeker"
# What answers a GET and is no page: files, parts that a page fetches by a button, and an address that only sends on.
GEEN_PAGINA = {"/", "/statisch/{naam}", "/intakes/{kenmerk}/documenten/{id}"}
# One comes there by doing something; test_onderweg.py walks to each of these.
ONDERWEG = {"/account/code", "/account/herstelcodes", "/inloggen/code", "/bewaard"}
BESTANDEN = (".csv", ".json", ".pdf", ".xlsx", ".yml", ".svg", ".ics")
# Who may look there by right, and was not asked to this one.
NIET_AAN_TAFEL = {("coordinator", "/casusoverleg/{id}")}


@dataclass(frozen=True)
class Pagina:
    rol: str
    pad: str  # as in the site map

    def __str__(self) -> str:
        return f"{self.rol} {BEGIN}{self.pad}"


def paginas() -> Iterator[Pagina]:
    """Each page once for every role that may see it; what is open to all, as a visitor."""
    for route in ROUTES:
        if route.methode != "GET" or route.stil or route.pad.endswith(BESTANDEN):
            continue
        if route.pad in GEEN_PAGINA | ONDERWEG:
            continue
        rollen = [BEZOEKER] if route.recht == OPEN else [rol for rol in ROL_MAG if mag(rol, route.recht)]
        yield from (Pagina(rol, route.pad) for rol in rollen if (rol, route.pad) not in NIET_AAN_TAFEL)


Zoeker = Callable[[AsyncSession], Awaitable[str | None]]


async def dossiers_van_anja(database: Database) -> list[tuple[str, str]]:
    """The kenmerk and the conversation of each, the oldest first."""
    async with database.lees() as session:
        keuze = select(Intake.kenmerk, Intake.gesprek_id).where(Intake.medewerker_id == rijk.ANJA)
        return [(kenmerk, gesprek) for kenmerk, gesprek in await session.execute(keuze.order_by(Intake.ontvangen_op))]


async def _kenmerk(session: AsyncSession) -> str | None:
    """The dossier in which everything happened (rijk.py)."""
    van_bilal = select(Intake.kenmerk).where(Intake.medewerker_id == rijk.BILAL)
    return await session.scalar(van_bilal.order_by(Intake.ontvangen_op.desc()).limit(1))


async def _gesprek(session: AsyncSession) -> str | None:
    return await session.scalar(select(Intake.gesprek_id).where(Intake.kenmerk == await _kenmerk(session)))


async def _uitspraak(session: AsyncSession) -> str | None:
    hier = Uitspraak.kenmerk == await _kenmerk(session)
    return str(await session.scalar(select(Uitspraak.id).where(hier).limit(1)))


async def _aanbod(session: AsyncSession) -> str | None:
    return await session.scalar(select(Aanbod.id).order_by(Aanbod.naam).limit(1))


async def _partij(session: AsyncSession) -> str | None:
    return await session.scalar(select(Partij.id).order_by(Partij.naam).limit(1))


async def _budget(session: AsyncSession) -> str | None:
    gevonden = await session.scalar(select(Wijkbudget.id).order_by(Wijkbudget.id).limit(1))
    return None if gevonden is None else str(gevonden)


async def _koppeling(session: AsyncSession) -> str | None:
    return str(await session.scalar(select(Koppeling.id).where(Koppeling.kenmerk == await _kenmerk(session))))


async def _regel(session: AsyncSession) -> str | None:
    hier = Arrangementregel.kenmerk == await _kenmerk(session)
    return await session.scalar(
        select(Arrangementregel.sleutel).where(hier).order_by(Arrangementregel.id.desc()).limit(1)
    )


async def _ronde(session: AsyncSession) -> str | None:
    """A round of questions that nobody answered yet."""
    hier = Evaluatie.kenmerk == await _kenmerk(session)
    return str(await session.scalar(select(Evaluatie.id).where(hier, Evaluatie.beantwoord_op.is_(None)).limit(1)))


def _altijd(waarde: str) -> Zoeker:
    """What comes along with the loket or with its demo."""

    async def zoek(session: AsyncSession) -> str:
        return waarde

    return zoek


# What to fill in between braces, by the part of the address up to it.
VOORBEELDEN: dict[str, Zoeker] = {
    "/intakes/{kenmerk}": _kenmerk,
    "/intakes/{kenmerk}/velden/{veld}": _altijd("hulpvraag"),
    "/intakes/{kenmerk}/uitspraken/{id}": _uitspraak,
    "/intakes/{kenmerk}/arrangement/regels/{sleutel}": _regel,
    "/intakes/{kenmerk}/geholpen/{id}": _ronde,
    "/gesprekken/{id}": _gesprek,
    "/aanbod/{id}": _aanbod,
    "/partijen/{id}": _partij,
    "/koppelingen/{id}": _koppeling,
    "/beheer/medewerkers/{id}": _altijd(rijk.ANJA),
    "/beheer/wijken/{id}": _altijd("elzerveen"),
    "/beheer/buurtteams/{id}": _altijd("buurtteam-elzerveen"),
    "/casusoverleg/{id}": _altijd("1"),
    "/beheer/nummers/{id}": _altijd("zelfmoordpreventie"),
    "/wijkbudget/{id}": _budget,
    "/beheer/teksten/{bron}": _altijd("bot"),
    "/beheer/teksten/{bron}/{sleutel}": _altijd("utter_vraag_hulpvraag"),
}


async def adres(session: AsyncSession, pad: str) -> str | None:
    """The address of this page in the demo; None when nobody said yet what to fill in."""
    delen: list[str] = []
    for deel in pad.split("/"):
        if "{" not in deel:
            delen.append(deel)
            continue
        tot_hier = [*pad.split("/")[: len(delen)], deel]
        zoek = VOORBEELDEN.get("/".join(tot_hier))
        gevonden = await zoek(session) if zoek else None
        if gevonden is None:
            return None
        delen.append(gevonden)
    return BEGIN + "/".join(delen)


async def adressen(database: Database) -> dict[str, str | None]:
    """By the address in the site map."""
    async with database.lees() as session:
        return {pagina.pad: await adres(session, pagina.pad) for pagina in paginas()}
