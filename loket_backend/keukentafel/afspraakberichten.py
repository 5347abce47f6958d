"""What goes into the chat about an appointment. Every message asks the same question anew, so that it stays open while the appointment lives."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten, vragen
from loket_backend.gesprek.models import Bericht
from loket_backend.gesprek.postvak import token_hash
from loket_backend.keukentafel.afspraakdossier import Dossier
from loket_backend.keukentafel.afspraakmodels import Afspraakcode
from loket_backend.keukentafel.afspraakteksten import Afspraakteksten
from loket_backend.tijd import nu

SOORT = "afspraak"
# Who asks for more files than this loses the oldest.
CODES = 5


async def vraag(
    session: AsyncSession,
    d: Dossier,
    tekst: str,
    keuzes: Sequence[dict[str, str]] = (),
    namens: str | None = None,
) -> Bericht:
    """Says it and hears what comes of it. `namens`: the medewerker who says it; else it is the loket."""
    return await vragen.stel(session, d.gesprek, SOORT, str(d.afspraak.id), tekst, keuzes, namens)


async def sluit(session: AsyncSession, d: Dossier) -> None:
    await vragen.sluit(session, d.gesprek.id, SOORT, str(d.afspraak.id))


async def stel_voor(
    session: AsyncSession, teksten: Afspraakteksten, d: Dossier, momenten: Sequence[datetime], eerste: bool
) -> None:
    """The first proposal says what such a gesprek is."""
    if eerste:
        uitleg = teksten.zin("uitleg", d.afspraak, d.wie)
        berichten.schrijf(session, d.gesprek, "medewerker", uitleg, medewerker_id=d.wie.id)
    tekst = teksten.zin("kies" if eerste else "kies_ander", d.afspraak, d.wie)
    await vraag(session, d, tekst, teksten.momenten(momenten), d.wie.id)


async def bevestig(session: AsyncSession, teksten: Afspraakteksten, d: Dossier, sleutel: str) -> None:
    """The appointment stands: what, when, who, where, and the file for the resident's own calendar."""
    await vraag(session, d, await _met_link(session, teksten, d, teksten.zin(sleutel, d.afspraak, d.wie)))


async def _met_link(session: AsyncSession, teksten: Afspraakteksten, d: Dossier, tekst: str) -> str:
    if not teksten.adres:
        return tekst
    return f"{tekst}\n\n{teksten.zin('in_agenda', link=teksten.link(await maak_code(session, d.afspraak.id)))}"


async def maak_code(session: AsyncSession, afspraak_id: int) -> str:
    """An unguessable code for the calendar file, shown once."""
    code = secrets.token_urlsafe(32)
    eigen = select(Afspraakcode.hash).where(Afspraakcode.afspraak_id == afspraak_id)
    oud = list(await session.scalars(eigen.order_by(Afspraakcode.gemaakt_op.desc()).offset(CODES - 1)))
    await session.execute(delete(Afspraakcode).where(Afspraakcode.hash.in_(oud)))
    session.add(Afspraakcode(hash=token_hash(code), afspraak_id=afspraak_id, gemaakt_op=nu()))
    return code
