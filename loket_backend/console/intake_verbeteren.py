"""The pages on which a medewerker puts right what stands in a submitted intake: a field, or an uitspraak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import VELDEN, label
from loket_backend.console import dossier, intake_geschiedenis, zicht
from loket_backend.console.gebruiker import GEBRUIKER
from loket_backend.console.intakes import daad
from loket_backend.console.pagina import lees_getal, naar, nummer
from loket_backend.console.pagina import toon as toon_pagina
from loket_backend.console.velden import lees_waarde
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake import correcties
from loket_backend.intake.api import DATABASE
from loket_backend.intake.correcties import UITSPRAAK, VELD, Woorden
from loket_backend.intake.models import Intake
from loket_backend.toegang.audit import leg_vast

Gegeven = Mapping[str, Sequence[str]]
Fout = Conflict | OngeldigeInvoer


async def toon_veld(request: web.Request, gegeven: Gegeven | None = None, fout: Fout | None = None) -> web.Response:
    sleutel = request.match_info["veld"]
    if sleutel not in VELDEN or sleutel in correcties.NIET_TE_CORRIGEREN:
        raise NietGevonden()
    intake, veranderd = await _lees(request)
    staat = intake.antwoorden.get(sleutel, {}).get("waarde")
    in_formulier = staat if isinstance(staat, list) else [] if staat is None else [str(staat)]
    inhoud = {
        "veld": VELDEN[sleutel],
        "keuzes": [(keuze, label(keuze)) for keuze in VELDEN[sleutel].keuzes],
        "staat": dossier.velden(intake.antwoorden, {})[list(VELDEN).index(sleutel)],
        "in_formulier": gegeven.get("waarde", []) if gegeven is not None else in_formulier,
        "was": correcties.merk(staat),
        "geschiedenis": veranderd.get((VELD, sleutel), ()),
    }
    return await _toon(request, "intake_veld.html", intake, inhoud, gegeven, fout)


async def verbeter_veld(request: web.Request) -> web.Response:
    sleutel, gegeven = request.match_info["veld"], await _formulier(request)
    if sleutel not in VELDEN:
        raise NietGevonden()
    try:
        async with daad(request, f"verbeterd: {sleutel}") as (session, intake):
            waarde = None if "leeg" in gegeven else lees_waarde(VELDEN[sleutel], gegeven.get("waarde", []))
            was, reden = _een(gegeven, "was"), _een(gegeven, "reden")
            wie = request[GEBRUIKER]
            await correcties.corrigeer_veld(session, intake, sleutel, waarde, wie.id, was=was, reden=reden)
            ziet_nog = await _ziet_nog(session, request)
    except (Conflict, OngeldigeInvoer) as fout:
        return await toon_veld(request, gegeven, fout)
    return _terug(request, f"veld-{sleutel}") if ziet_nog else naar("/console")


async def toon_uitspraak(
    request: web.Request, gegeven: Gegeven | None = None, fout: Fout | None = None
) -> web.Response:
    """Also for one that is new: then there is no id in the address."""
    intake, veranderd = await _lees(request)
    id_ = nummer(request, "id") if "id" in request.match_info else None
    uitspraak = next((u for u in intake.uitspraken if u.id == id_), None)
    if id_ is not None and uitspraak is None and fout is None:
        raise NietGevonden()
    staat = correcties.als_woorden(uitspraak) if uitspraak else {}
    getoond = {d: str(w or "") for d, w in staat.items()} if gegeven is None else {d: w[0] for d, w in gegeven.items()}
    inhoud = {
        "id": id_,
        "bestaat": uitspraak is not None,
        "staat": staat,
        "in_formulier": getoond,
        "was": correcties.merk(staat),
        "geschiedenis": veranderd.get((UITSPRAAK, str(id_)), ()),
    }
    return await _toon(request, "intake_uitspraak.html", intake, inhoud, gegeven, fout)


async def voeg_uitspraak_toe(request: web.Request) -> web.Response:
    gegeven = await _formulier(request)
    try:
        async with daad(request, "uitspraak toegevoegd") as (session, intake):
            tot, reden = await _laatste_bericht(session, intake), _een(gegeven, "reden")
            woorden, wie = _woorden(gegeven), request[GEBRUIKER].id
            await correcties.voeg_toe(session, intake, woorden, wie, laatste_bericht=tot, reden=reden)
    except (Conflict, OngeldigeInvoer) as fout:
        return await toon_uitspraak(request, gegeven, fout)
    return _terug(request, "gehoord")


async def verbeter_uitspraak(request: web.Request) -> web.Response:
    """Changes the words, or takes them back: the button says which."""
    gegeven, id_, wie = await _formulier(request), nummer(request, "id"), request[GEBRUIKER].id
    was, reden = _een(gegeven, "was"), _een(gegeven, "reden")
    wat = "uitspraak teruggenomen" if "terug" in gegeven else "uitspraak verbeterd"
    try:
        async with daad(request, wat) as (session, intake):
            if "terug" in gegeven:
                await correcties.neem_terug(session, intake, id_, wie, was=was, reden=reden)
            else:
                tot, woorden = await _laatste_bericht(session, intake), _woorden(gegeven)
                await correcties.corrigeer_uitspraak(
                    session, intake, id_, woorden, wie, laatste_bericht=tot, was=was, reden=reden
                )
    except (Conflict, OngeldigeInvoer) as fout:
        return await toon_uitspraak(request, gegeven, fout)
    return _terug(request, "gehoord")


async def _lees(request: web.Request) -> tuple[Intake, intake_geschiedenis.Wijzigingen]:
    """The intake and what was put right in it. Reading is written to the audit trail."""
    wie, kenmerk = request[GEBRUIKER], request.match_info["kenmerk"]
    async with request.app[DATABASE].schrijf() as session:
        intake = await dossier.zoek(session, wie, kenmerk, dossier.MET_UITSPRAKEN)
        leg_vast(session, wie.id, "gelezen", kenmerk, zicht.grond(wie, intake))
        namen = await dossier.namen_van_medewerkers(session)
        return intake, intake_geschiedenis.wijzigingen(await correcties.correcties(session, kenmerk), namen)


async def _toon(
    request: web.Request,
    sjabloon: str,
    intake: Intake,
    inhoud: Mapping[str, Any],
    gegeven: Gegeven | None,
    fout: Fout | None,
) -> web.Response:
    rand = {"intake": intake, "fout": fout, "reden": _een(gegeven or {}, "reden")}
    return await toon_pagina(request, sjabloon, {**rand, **inhoud}, status=fout.status if fout else 200)


async def _laatste_bericht(session: AsyncSession, intake: Intake) -> int:
    keuze = select(Gesprek.laatste_volgnummer).where(Gesprek.id == intake.gesprek_id)
    return await session.scalar(keuze) or 0


async def _ziet_nog(session: AsyncSession, request: web.Request) -> bool:
    """Another postcode may bring the dossier to a wijk where this person does not work."""
    keuze = select(Intake.kenmerk).where(
        Intake.kenmerk == request.match_info["kenmerk"], zicht.intakes(request[GEBRUIKER])
    )
    return await session.scalar(keuze) is not None


def _woorden(gegeven: Gegeven) -> Woorden:
    """A number that is none counts as one that no conversation has, so that it is refused and not lost."""
    bron = _een(gegeven, "bron").strip()
    getal = lees_getal(bron) if bron else 0
    leefgebied, aspect, tekst = (_een(gegeven, k) for k in ("leefgebied", "aspect", "tekst"))
    return Woorden(leefgebied, aspect, tekst, -1 if getal is None else getal)


async def _formulier(request: web.Request) -> dict[str, list[str]]:
    inhoud = await request.post()
    return {naam: [w for w in inhoud.getall(naam) if isinstance(w, str)] or [""] for naam in inhoud}


def _een(gegeven: Gegeven, sleutel: str) -> str:
    return next(iter(gegeven.get(sleutel, [])), "")


def _terug(request: web.Request, plek: str) -> web.Response:
    return naar(f"/console/intakes/{request.match_info['kenmerk']}#{plek}")
