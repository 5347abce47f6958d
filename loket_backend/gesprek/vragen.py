"""What people of the loket ask a resident in the chat, with answers to choose from: which moment suits, whether the verslag is right.

The answer never goes to the bot: whoever asked hears it at once, whoever has the conversation then.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Integer, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment, Sleutel
from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import MEDEWERKER, SYSTEEM, Bericht, Gesprek
from loket_backend.tijd import nu


class Mensvraag(Basis):
    """One question, open until `gesloten_op`. `soort`: who hears the answer; `over`: the id of what was asked about."""

    __tablename__ = "gesprek_vraag"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    gesprek_id: Mapped[str] = mapped_column(ForeignKey("gesprek.id"), index=True)
    volgnummer: Mapped[int] = mapped_column(Integer)
    soort: Mapped[str] = mapped_column(String(24))
    over: Mapped[str] = mapped_column(Sleutel)
    gesteld_op: Mapped[datetime] = mapped_column(Moment)
    gesloten_op: Mapped[datetime | None] = mapped_column(Moment)


# Hears one message. `keuze`: the `waarde` of the answer that was chosen, None when something else was typed.
# Gives whether the message was an answer; then the bot does not get it. The conversation is locked.
Antwoorder = Callable[[AsyncSession, Gesprek, Mensvraag, Bericht, str | None], Awaitable[bool]]
Antwoorders = Mapping[str, Antwoorder]
# Hears what a resident may say at any moment, asked or not. Gives whether it was for this one; then nobody else gets it. The conversation is locked.
Luisteraar = Callable[[AsyncSession, Gesprek, Bericht], Awaitable[bool]]


async def stel(
    session: AsyncSession,
    gesprek: Gesprek,
    soort: str,
    over: str,
    tekst: str,
    keuzes: Sequence[dict[str, str]],
    medewerker_id: str | None = None,
) -> Bericht:
    """Asks, in the name of a medewerker or of the loket. The caller holds the conversation locked; an earlier question about the same is closed."""
    await sluit(session, gesprek.id, soort, over)
    afzender = MEDEWERKER if medewerker_id else SYSTEEM
    bericht = berichten.schrijf(session, gesprek, afzender, tekst, keuzes=keuzes, medewerker_id=medewerker_id)
    session.add(
        Mensvraag(
            gesprek_id=gesprek.id, volgnummer=bericht.volgnummer, soort=soort, over=over, gesteld_op=bericht.tijdstip
        )
    )
    return bericht


async def sluit(session: AsyncSession, gesprek_id: str, soort: str, over: str | None = None) -> None:
    """Nobody waits for an answer to this any longer; without `over`: to any question of this kind."""
    open_ = (Mensvraag.gesprek_id == gesprek_id) & (Mensvraag.soort == soort)
    if over is not None:
        open_ &= Mensvraag.over == over
    eis = update(Mensvraag).where(open_, Mensvraag.gesloten_op.is_(None)).values(gesloten_op=nu())
    await session.execute(eis.execution_options(synchronize_session=False))


async def hoor(session: AsyncSession, gesprek: Gesprek, bericht: Bericht, antwoorders: Antwoorders) -> bool:
    """Gives a message of the resident to who asked last, when it answers that; then to who asked before."""
    openstaand = select(Mensvraag).where(Mensvraag.gesprek_id == gesprek.id, Mensvraag.gesloten_op.is_(None))
    for vraag in await session.scalars(openstaand.order_by(Mensvraag.id.desc())):
        antwoorder = antwoorders.get(vraag.soort)
        if antwoorder is None:
            continue
        gesteld = await session.get_one(Bericht, (gesprek.id, vraag.volgnummer))
        if await antwoorder(session, gesprek, vraag, bericht, gekozen(gesteld.keuzes, bericht.tekst)):
            return True
    return False


def gekozen(keuzes: Sequence[Mapping[str, str]], tekst: str) -> str | None:
    """The `waarde` of the answer that this is: the button itself, or what stands on it, typed."""
    getypt = _kaal(tekst)
    return next((k["waarde"] for k in keuzes if tekst == k["waarde"] or getypt == _kaal(k["label"])), None)


def _kaal(tekst: str) -> str:
    return re.sub(r"[^\w ]", "", tekst).casefold().strip()
