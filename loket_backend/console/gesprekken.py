"""The page of one conversation: the transcript, what can be done with it, and the draft as it stands.

Reading it is written to the audit trail, also what comes in while somebody looks on.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from aiohttp import web
from sqlalchemy import case, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import meldingen, standaardantwoorden, velden, verslag
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.pagina import lees_getal
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.pagina import toon_deel as toon_los_deel
from loket_backend.console.verslag import Verslag
from loket_backend.errors import LoketFout
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.mensen import SLUITREDENEN
from loket_backend.gesprek.models import MENS, Gesprek
from loket_backend.gesprek.teksten import Teksten
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.rechten import DOSSIERS, mag
from loket_backend.toewijzing.models import Medewerker, Wijk


async def toon(
    request: web.Request, fout: LoketFout | None = None, ingevuld: Mapping[str, str] | None = None
) -> web.Response:
    """`fout`: why the form that led here failed; `ingevuld`: what stood in it, so that nobody types it again."""
    wie, gesprek_id, hub = request[GEBRUIKER], request.match_info["id"], request.app[HUB]
    async with hub.database.schrijf() as session:
        gelezen = await verslag.lees(session, wie, gesprek_id)
        leg_vast(session, wie.id, "gesprek gelezen", gelezen.kenmerk or gesprek_id, gelezen.grond)
        gezien = await zie(session, wie, gesprek_id, gelezen.gesprek.laatste_volgnummer)
        invoer = request.get(velden.INVOER)
        inhoud = await _inhoud(session, wie, gelezen, hub.postvak.teksten, invoer)
    if hub.aanwezigheid.meld_kijken(gesprek_id, wie.id) or gezien:
        hub.wekker.roep(gesprek_id)
    rand = {"na": 0, "fout": fout.detail if fout else "", "ingevuld": ingevuld or {}}
    mis = fout or invoer
    return await toon_pagina(request, "gesprek.html", {**inhoud, **rand}, status=mis.status if mis else 200)


async def toon_deel(request: web.Request) -> web.Response:
    """What a page that is open needs to be up to date: the messages after `na`, and the parts around them."""
    wie, gesprek_id, na = request[GEBRUIKER], request.match_info["id"], volgnummer(request.query.get("na"))
    async with request.app[HUB].database.schrijf() as session:
        gelezen = await verslag.lees(session, wie, gesprek_id)
        if gelezen.gesprek.laatste_volgnummer > na:
            leg_vast(session, wie.id, "gesprek gevolgd", gelezen.kenmerk or gesprek_id, gelezen.grond)
        inhoud = await _inhoud(session, wie, gelezen, request.app[HUB].postvak.teksten)
    return await toon_los_deel(request, "deel/gesprek.html", {**inhoud, "na": na, "fout": "", "ingevuld": {}})


async def zie(session: AsyncSession, wie: Gebruiker, gesprek_id: str, tot: int) -> bool:
    """Who has the conversation had everything up to `tot` on the screen. True when that was news."""
    hier = (Gesprek.id == gesprek_id) & (Gesprek.status == MENS) & (Gesprek.medewerker_id == wie.id)
    nieuw = (Gesprek.gezien_medewerker < tot) & (Gesprek.laatste_volgnummer >= tot)
    rest = case((Gesprek.laatste_volgnummer <= tot, 0), else_=Gesprek.ongelezen)
    zet = update(Gesprek).where(hier, nieuw).values(gezien_medewerker=tot, ongelezen=rest).returning(Gesprek.id)
    return await session.scalar(zet.execution_options(synchronize_session=False)) is not None


def volgnummer(gegeven: Any) -> int:
    """What cannot be the number of a message is 0: before all of them."""
    return lees_getal(gegeven) or 0


async def _inhoud(
    session: AsyncSession, wie: Gebruiker, gelezen: Verslag, teksten: Teksten, invoer: velden.Invoer | None = None
) -> dict[str, Any]:
    """Everything that the page and its parts show. `invoer`: the form for a field that was refused just now."""
    wijken = list(await session.scalars(select(Wijk).order_by(Wijk.naam)))
    return {
        "verslag": gelezen,
        "meldingen": await meldingen.van_gesprek(session, gelezen.gesprek.id),
        "sleutel": str(uuid.uuid4()),
        "sluitredenen": SLUITREDENEN,
        "collegas": await _collegas(session, wie),
        "wijken": wijken,
        "invulvelden": await velden.lees(session, wie, gelezen, invoer),
        "standaardantwoorden": await standaardantwoorden.lijst(session, gelezen, wie, teksten),
        "voor_wijk": next((wijk.naam for wijk in wijken if wijk.id == gelezen.gesprek.voor_wijk_id), None),
    }


async def _collegas(session: AsyncSession, wie: Gebruiker) -> list[Medewerker]:
    """To whom this person can hand a conversation: everybody at work here who may read one."""
    anderen = select(Medewerker).where(Medewerker.actief, Medewerker.id != wie.id).order_by(Medewerker.naam)
    return [m for m in await session.scalars(anderen) if mag(m.rol, DOSSIERS)]
