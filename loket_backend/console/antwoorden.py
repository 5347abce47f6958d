"""What a resident said to a human does not reach the bot: whoever has the conversation puts it in the draft, with that message as its source."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import VELDEN, Veld
from loket_backend.console import gesprekken, velden
from loket_backend.console.gebruiker import GEBRUIKER, Gebruiker
from loket_backend.console.pagina import lees_getal, naar
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.hub import HUB
from loket_backend.gesprek.models import OVERGEDRAGEN, Bericht, Beurt
from loket_backend.gesprek.wissen import GEWIST
from loket_backend.intake import invullen
from loket_backend.intake.service import concept_voor
from loket_backend.toegang.audit import leg_vast


async def neem_over(request: web.Request) -> web.Response:
    """`waar`: "veld:naam" or "gebied:wonen"; then `aspect` says what the resident says about it."""
    gegeven = {naam: [w for w in waarden if isinstance(w, str)] for naam, waarden in await _formulier(request)}
    bron, waar, aspect = (gegeven.get(k, [""])[0] for k in (velden.BERICHT, "waar", "aspect"))
    gesprek_id = request.match_info["id"]
    try:
        async with request.app[HUB].database.schrijf() as session:
            await schrijf(session, request[GEBRUIKER], gesprek_id, lees_getal(bron) or 0, waar, aspect)
    except (Conflict, OngeldigeInvoer) as fout:
        request[velden.INVOER] = velden.Invoer(velden.BERICHT, gegeven, fout.detail, fout.status)
        return await gesprekken.toon(request)
    request.app[HUB].wekker.roep(gesprek_id)
    return naar(f"/console/gesprekken/{gesprek_id}#bericht-{bron}")


async def schrijf(session: AsyncSession, wie: Gebruiker, gesprek_id: str, bron: int, waar: str, aspect: str) -> None:
    """The words of message `bron`, which the bot did not read, into a veld or an uitspraak. Raises NietGevonden, Conflict, OngeldigeInvoer."""
    gesprek = await velden.vergrendel(session, wie, gesprek_id)
    bericht = await session.get(Bericht, (gesprek_id, bron))
    beurt = await session.get(Beurt, (gesprek_id, bron))
    if bericht is None or beurt is None or beurt.stand != OVERGEDRAGEN or bericht.tekst == GEWIST:
        raise NietGevonden()
    soort, _, sleutel = waar.partition(":")
    laatste = gesprek.laatste_volgnummer
    if soort == "gebied":
        await invullen.hoor(session, gesprek_id, laatste, (sleutel, aspect), bericht.tekst, wie.id, bron)
    elif soort == "veld" and sleutel in {veld.sleutel for veld in await _velden(session, gesprek_id, laatste)}:
        waarde = velden.lees_waarde(VELDEN[sleutel], [bericht.tekst])
        await invullen.vul_in(session, gesprek_id, laatste, sleutel, waarde, wie.id, bron)
    else:
        raise OngeldigeInvoer("Kies waar dit antwoord hoort.", ["waar: onbekend"])
    leg_vast(session, wie.id, f"overgenomen uit bericht {bron}", gesprek_id, velden.GROND)


async def _velden(session: AsyncSession, gesprek_id: str, laatste: int) -> list[Veld]:
    antwoorden = (await concept_voor(session, gesprek_id, laatste + 1))["antwoorden"]
    return [veld for veld in VELDEN.values() if veld.soort in velden.IN_WOORDEN and velden.geldt(veld, antwoorden)]


async def _formulier(request: web.Request) -> list[tuple[str, list[object]]]:
    inhoud = await request.post()
    return [(naam, list(inhoud.getall(naam))) for naam in inhoud]
