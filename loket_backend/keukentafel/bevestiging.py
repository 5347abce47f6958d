"""The confirmation of a melding (art. 2.3.2 lid 1 Wmo 2015): what was reported, who comes, what happens now, and the legal dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import OngeldigeInvoer
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake.looptijd import stand_van
from loket_backend.intake.models import Intake
from loket_backend.intake.termijnen import Termijnstand, lokaal
from loket_backend.keukentafel import leescode
from loket_backend.keukentafel.blad import Alinea, Blad, Stuk
from loket_backend.keukentafel.gespreksverslag_blad import stuk_eigen_woorden, van_een_ander
from loket_backend.keukentafel.gespreksverslag_models import Bevestigingspost
from loket_backend.keukentafel.gespreksverslag_sjabloon import HIER, Kantoor, Loket, inhoud
from loket_backend.tijd import lees_datum, nu, vandaag
from loket_backend.toewijzing.models import Medewerker

BESTAND = HIER / "bevestiging.yml"
# The dates that a resident is told; what the loket confirms is this paper itself.
DAGEN = ("onderzoek", "persoonlijk_plan")


async def meld(session: AsyncSession, gesprek: Gesprek, kenmerk: str) -> None:
    """Says in the chat, in the transaction in which a turn ends, where the confirmation can be read. The conversation is locked."""
    loket = Kantoor.loket()
    adres = await leescode.adres(session, loket, kenmerk)
    berichten.zeg(session, gesprek, loket.zin("chat", BESTAND, adres=adres))


async def maak(session: AsyncSession, intake: Intake) -> Blad:
    """As it stands today: another medewerker or a term that was moved is in it."""
    loket = Kantoor.loket()
    zin = partial(loket.zin, bestand=BESTAND)
    feiten = [
        (zin("feiten.kenmerk"), intake.kenmerk),
        (zin("feiten.ontvangen"), lees_datum(lokaal(intake.ontvangen_op))),
        (zin("feiten.medewerker"), await _medewerker(session, intake, loket)),
    ]
    dagen = {s.termijn.sleutel: s for s in await stand_van(session, intake) if s.einde_bekend}
    titel = zin("titel_ander" if van_een_ander(intake) else "titel")
    return Blad(titel, feiten, list(_stukken(intake, [dagen[d] for d in DAGEN if d in dagen], loket)))


async def _medewerker(session: AsyncSession, intake: Intake, loket: Loket) -> str:
    wie = await session.get(Medewerker, intake.medewerker_id) if intake.medewerker_id else None
    return f"{wie.naam}, {wie.functie}" if wie else loket.zin("geen_medewerker", BESTAND)


def _stukken(intake: Intake, dagen: Sequence[Termijnstand], loket: Loket) -> list[Stuk]:
    zin = partial(loket.zin, bestand=BESTAND)
    termijnen = [
        Alinea(zin(f"data.{s.termijn.sleutel}", datum=lees_datum(s.uiterlijk), artikel=s.termijn.artikel))
        for s in dagen
    ]
    return [
        stuk_eigen_woorden(intake, loket, zin("gemeld.kop"), zin("gemeld.leeg")),
        _vast("vervolg", intake, loket),
        Stuk("data", zin("data.kop"), termijnen, vast=True),
        _vast("steun", intake, loket),
        _vast("contact", intake, loket),
    ]


def _vast(sleutel: str, intake: Intake, loket: Loket) -> Stuk:
    stuk: dict[str, Any] = inhoud(BESTAND)[sleutel]
    zinnen = [Alinea(loket.vul(zin, kenmerk=intake.kenmerk)) for zin in stuk["zinnen"]]
    return Stuk(sleutel, stuk["kop"], zinnen, vast=True)


async def verstuurd(session: AsyncSession, intake: Intake, op: date, wie: str) -> None:
    """Notes that the letter went out by post. Raises OngeldigeInvoer for a day before the melding or after today."""
    if not lokaal(intake.ontvangen_op) <= op <= vandaag():
        raise OngeldigeInvoer("Kies een dag tussen de melding en vandaag.", ["verstuurd_op: kan niet"])
    session.add(Bevestigingspost(kenmerk=intake.kenmerk, verstuurd_op=op, medewerker_id=wie, op=nu()))
    await session.flush()


async def post(session: AsyncSession, kenmerk: str) -> list[tuple[date, str]]:
    """When it was sent by post, and by whom; the newest first."""
    keuze = select(Bevestigingspost.verstuurd_op, Medewerker.naam).join(
        Medewerker, Medewerker.id == Bevestigingspost.medewerker_id
    )
    rijen = await session.execute(keuze.where(Bevestigingspost.kenmerk == kenmerk).order_by(Bevestigingspost.id.desc()))
    return [(op, naam) for op, naam in rijen]
