"""The audit trail as a chain: each row is sealed together with the seal of the row before it.

The seals are keyed (HMAC with a key from the key ring), so somebody with only the database can change rows but not seal them.
The head says how many rows there are and which is the last, sealed too: a tail that was cut off is missed.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from loket_backend.db import Kluis
from loket_backend.toegang.models import Auditkop, Auditregel

BEGIN = "begin"
KOP = 1
_PER_KEER = 1000


@dataclass(frozen=True)
class Breuk:
    """Where the chain doesn't hold: at this volgnummer, and what is wrong there."""

    volgnummer: int
    uitleg: str


@dataclass(frozen=True)
class Uitkomst:
    """`laatste`: the seal of the last row. Kept outside the database it proves later that nothing before it was replaced."""

    aantal: int
    laatste: str
    breuken: Sequence[Breuk]


def schakel_aan(session: Session, regels: Sequence[Mapping[str, Any]]) -> None:
    """Adds these rows (op, wie, wat, wiens, grond) at the end of the chain.

    Must be the last thing before the commit: nobody who waits for the head may hold something that others wait for.
    """
    kop = select(Auditkop.volgnummer, Auditkop.laatste).where(Auditkop.id == KOP).with_for_update()
    volgnummer, vorige = session.execute(kop).one()
    rijen = []
    for regel in regels:
        volgnummer += 1
        vorige = Kluis.open().verzegel(tekst_van(volgnummer, vorige, regel))
        rijen.append({**regel, "volgnummer": volgnummer, "zegel": vorige})
    session.execute(insert(Auditregel), rijen)
    waarden = {
        "volgnummer": volgnummer,
        "laatste": vorige,
        "zegel": Kluis.open().verzegel(koptekst(volgnummer, vorige)),
    }
    session.execute(update(Auditkop).where(Auditkop.id == KOP).values(waarden))


def tekst_van(volgnummer: int, vorige: str, regel: Mapping[str, Any]) -> str:
    """The canonical form of a row: JSON, the moment in UTC with microseconds."""
    velden = [regel["op"].isoformat(timespec="microseconds"), *(regel[v] for v in ("wie", "wat", "wiens", "grond"))]
    return json.dumps(["regel", volgnummer, vorige, *velden], ensure_ascii=True, separators=(",", ":"))


def koptekst(volgnummer: int, laatste: str) -> str:
    return json.dumps(["kop", volgnummer, laatste], separators=(",", ":"))


async def controleer(session: AsyncSession, anker: tuple[int, str] | None = None) -> Uitkomst:
    """Reads the whole trail and names what is wrong. `anker`: an earlier end, kept elsewhere, that must still be there."""
    if session.get_bind().dialect.name == "postgresql":  # the rows and the head of one moment, while others go on
        await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    bos, breuken, verwacht, vorige = Kluis.open(), list[Breuk](), 1, BEGIN
    async for regel in _regels(session):
        nummer = regel.volgnummer or 0
        velden = {v: getattr(regel, v) for v in ("op", "wie", "wat", "wiens", "grond")}
        if nummer != verwacht:
            breuken.append(Breuk(verwacht, "hier ontbreekt een regel"))
        elif not bos.zegel_klopt(regel.zegel or "", tekst_van(nummer, vorige, velden)):
            breuken.append(Breuk(nummer, "deze regel is veranderd, verplaatst of ertussen gezet"))
        if anker and anker[0] == nummer and anker[1] != regel.zegel:
            breuken.append(Breuk(nummer, "hier stond eerder een andere regel"))
        verwacht, vorige = nummer + 1, regel.zegel or ""
    laatste = verwacht - 1
    if anker and anker[0] > laatste:
        breuken.append(Breuk(laatste, "hier hield de keten eerder nog niet op"))
    breuken += await _losse_eindes(session, laatste, vorige)
    return Uitkomst(laatste, vorige, breuken)


async def _regels(session: AsyncSession) -> AsyncIterator[Auditregel]:
    tot = 0
    while True:
        vraag = select(Auditregel).where(Auditregel.volgnummer > tot).order_by(Auditregel.volgnummer)
        regels = list(await session.scalars(vraag.limit(_PER_KEER)))
        for regel in regels:
            yield regel
        session.expunge_all()
        if len(regels) < _PER_KEER:
            return
        tot = regels[-1].volgnummer or 0


async def _losse_eindes(session: AsyncSession, laatste: int, zegel: str) -> list[Breuk]:
    """Rows outside the chain, and a head that doesn't fit the last row."""
    los = await session.scalar(
        select(func.count()).where((Auditregel.volgnummer.is_(None)) | (Auditregel.volgnummer < 1))
    )
    breuken = [Breuk(laatste, f"buiten de keten staan regels: {los}")] if los else []
    kop = await session.get(Auditkop, KOP, populate_existing=True)
    leeg = kop is not None and (kop.volgnummer, kop.laatste, kop.zegel) == (0, BEGIN, "")
    if kop is None or (kop.volgnummer, kop.laatste) != (laatste, zegel):
        return [*breuken, Breuk(laatste, "de kop van de keten wijst een ander einde aan")]
    if not leeg and not Kluis.open().zegel_klopt(kop.zegel, koptekst(laatste, zegel)):
        breuken.append(Breuk(laatste, "de kop van de keten is veranderd"))
    return breuken
