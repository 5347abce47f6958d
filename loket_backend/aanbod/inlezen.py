"""Reading a file into the sociale kaart: first what it would do, line by line; then all of it or nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.aanbod import beheer, csvbestand, hsds, lezen
from loket_backend.aanbod.bestand import Gelezen
from loket_backend.aanbod.gegevens import Bekend, Gegevens, controleer, inhoud, verschil
from loket_backend.aanbod.models import Aanbod
from loket_backend.errors import OngeldigeInvoer
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import nu
from loket_backend.wijziging import Wijziging

MAX_BYTES = 6_000_000
MAX_REGELS = 5_000
NIEUW, ANDERS, GELIJK, FOUT = "nieuw", "veranderd", "gelijk", "fout"


@dataclass(frozen=True)
class Regel:
    """What one line of the file would do. `uitleg`: the fields that change, or what is wrong."""

    nummer: int
    naam: str
    soort: str
    uitleg: tuple[str, ...]


@dataclass(frozen=True)
class Voorstel:
    """`voor`, `na`: what stands there and what would, by id, of the lines without a fault. `gelezen`, `bekend`: what it was judged from."""

    regels: list[Regel]
    voor: Mapping[str, Gegevens]
    na: Mapping[str, Gegevens]
    gelezen: Sequence[Gelezen]
    bekend: Bekend

    @property
    def aantallen(self) -> Counter[str]:
        return Counter(regel.soort for regel in self.regels)

    @property
    def goed(self) -> bool:
        return bool(self.regels) and not self.aantallen[FOUT]

    @property
    def zin(self) -> str:
        telling = self.aantallen
        delen = [f"{telling[NIEUW]} nieuw", f"{telling[ANDERS]} veranderd", f"{telling[GELIJK]} gelijk"]
        return ", ".join([*delen, f"{telling[FOUT]} fout"] if telling[FOUT] else delen)


async def bekijk(session: AsyncSession, bestand: bytes) -> Voorstel:
    """Writes nothing. A long file is read and judged beside the loket's own work. Raises OngeldigeInvoer for what cannot be read at all."""
    gelezen = await asyncio.to_thread(_lees, bestand)
    bekend, voor = await lezen.bekend(session), await _wat_er_staat(session, gelezen)
    return await asyncio.to_thread(_beoordeel_alle, gelezen, voor, bekend)


async def _wat_er_staat(
    session: AsyncSession, gelezen: Sequence[Gelezen], *, vast: bool = False
) -> dict[str, Gegevens]:
    return await lezen.alles(session, {een.id for een in gelezen if een.id}, vast=vast)


def _beoordeel_alle(gelezen: Sequence[Gelezen], voor: Mapping[str, Gegevens], bekend: Bekend) -> Voorstel:
    vaak = Counter(een.id for een in gelezen if een.id)
    regels, na = [], {}
    for een in gelezen:
        regel, gegevens = _beoordeel(een, voor.get(een.id), bekend, vaak[een.id] > 1)
        regels.append(regel)
        if gegevens is not None:
            na[een.id] = gegevens
    return Voorstel(regels, voor, na, gelezen, bekend)


def _lees(bestand: bytes) -> list[Gelezen]:
    if len(bestand) > MAX_BYTES:
        raise OngeldigeInvoer("Dit bestand is te groot. Er passen 6 MB in.")
    try:
        tekst = bestand.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        raise OngeldigeInvoer("Dit bestand is geen UTF-8. Bewaar het als “CSV UTF-8”.") from fout
    gelezen = hsds.lees(tekst) if tekst.lstrip()[:1] in ("{", "[") else csvbestand.lees(tekst)
    if not gelezen:
        raise OngeldigeInvoer("Er staat geen aanbod in dit bestand.")
    if len(gelezen) > MAX_REGELS:
        raise OngeldigeInvoer(f"Er staan {len(gelezen)} regels in dit bestand. Er passen er {MAX_REGELS} in.")
    return gelezen


def _beoordeel(een: Gelezen, voor: Gegevens | None, bekend: Bekend, dubbel: bool) -> tuple[Regel, Gegevens | None]:
    fouten = {**een.fouten, **({"id": "Dit aanbod staat twee keer in het bestand."} if dubbel else {})}
    gegevens = None
    if "regel" not in fouten:
        try:
            gegevens = _controleer(een, voor, bekend)
        except Veldfouten as fout:
            fouten |= fout.per_veld
    if fouten or gegevens is None:
        uitleg = tuple(f"{veld}: {waarom}" for veld, waarom in fouten.items())
        return Regel(een.nummer, een.naam, FOUT, uitleg), None
    soort = NIEUW if voor is None else ANDERS if (anders := verschil(voor, gegevens)) else GELIJK
    return Regel(een.nummer, een.naam, soort, tuple(anders) if soort == ANDERS else ()), gegevens


def _controleer(een: Gelezen, voor: Gegevens | None, bekend: Bekend) -> Gegevens:
    """What lines of arrangements have is not counted by hand as well. Raises Veldfouten."""
    if voor is None:
        return controleer(een.ingevuld, bekend)
    hier, ingevuld = bekend.bij(een.id, voor), {**_wat_blijft(voor), **een.ingevuld}
    if een.met_regels and isinstance(geteld := een.ingevuld.get("bezet"), int):
        ingevuld["bezet"] = max(0, geteld - hier.in_regels)
    return controleer(ingevuld, hier)


def _wat_blijft(voor: Gegevens) -> dict[str, Any]:
    """A column that is not in the file changes nothing."""
    return voor.model_dump()


async def lees_in(session: AsyncSession, wie: str, voorstel: Voorstel) -> Voorstel:
    """All or nothing; the same file a second time changes nothing. Raises OngeldigeInvoer that names every line with a fault.

    `voorstel`: as `bekijk` gave it, in a transaction of its own: only what somebody changed since is judged again, with the rows held.
    """
    voorstel = await _nog_eens(session, voorstel)
    if not voorstel.goed:
        mis = [f"regel {r.nummer}, {r.naam}: {'; '.join(r.uitleg)}" for r in voorstel.regels if r.soort == FOUT]
        raise OngeldigeInvoer("Er is niets ingelezen: niet alle regels kloppen.", mis)
    anders = {id: na for id, na in voorstel.na.items() if id not in voorstel.voor or verschil(voorstel.voor[id], na)}
    if anders:
        await beheer.bewaar(session, anders, voorstel.voor)
        await _schrijf_op(session, wie, voorstel.voor, anders)
    return voorstel


async def _nog_eens(session: AsyncSession, voorstel: Voorstel) -> Voorstel:
    """The same when nothing changed, nor what lines of arrangements have: nobody takes more while the rows are held."""
    voor = await _wat_er_staat(session, voorstel.gelezen, vast=True)
    bekend = await lezen.bekend(session)
    if (bekend, voor) == (voorstel.bekend, voorstel.voor):
        return voorstel
    return await asyncio.to_thread(_beoordeel_alle, voorstel.gelezen, voor, bekend)


async def _schrijf_op(
    session: AsyncSession, wie: str, voor: Mapping[str, Gegevens], anders: Mapping[str, Gegevens]
) -> None:
    """The history of many at once, as wijziging.schrijf_op does it for one."""
    versies, nieuw = await _versies(session, list(anders)), {"soort": beheer.AANBOD, "door": wie, "op": nu()}
    rijen = [
        {
            **nieuw,
            "sleutel": id,
            "versie": versies.get(id, 0) + 1,
            "voor": inhoud(voor[id]) if id in voor else None,
            "na": inhoud(na),
        }
        for id, na in anders.items()
    ]
    await session.execute(insert(Wijziging), rijen)


async def _versies(session: AsyncSession, ids: Sequence[str]) -> dict[str, int]:
    keuze = select(Wijziging.sleutel, func.max(Wijziging.versie)).where(Wijziging.soort == beheer.AANBOD)
    rijen = await session.execute(keuze.where(Wijziging.sleutel.in_(ids)).group_by(Wijziging.sleutel))
    return {id: versie for id, versie in rijen}


async def schrijf_csv(session: AsyncSession) -> str:
    """Everything, also what stopped."""
    return csvbestand.schrijf(await lezen.alles(session))


async def schrijf_hsds(session: AsyncSession) -> str:
    momenten = await session.execute(select(Aanbod.id, Aanbod.gewijzigd_op))
    gewijzigd = {id: op.isoformat(timespec="milliseconds") for id, op in momenten}
    return hsds.schrijf(await lezen.alles(session), await lezen.bekend(session), gewijzigd)
