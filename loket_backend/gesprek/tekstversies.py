"""Changes in what residents read: proposed by one person, judged by another, and never written over.

The tables refuse it too: who judges a proposal is somebody else, one text has one open proposal, and what was decided stays (migration 0015).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, func, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Moment
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer, Verboden
from loket_backend.gesprek.invoer import schoon
from loket_backend.gesprek.tekstbronnen import Geleverd, Vindplaats
from loket_backend.gesprek.teksttoets import toets
from loket_backend.tijd import nu

VOORSTEL, GOEDGEKEURD, AFGEWEZEN, INGETROKKEN = "voorstel", "goedgekeurd", "afgewezen", "ingetrokken"
MAX_OPMERKING = 500


class Tekstversie(Basis):
    """One proposal for one text. `tekst` None: back to the shipped text. `opmerking`: of who judged it."""

    __tablename__ = "tekstversie"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    bron: Mapped[str] = mapped_column(String(16))
    sleutel: Mapped[str] = mapped_column(String(80))
    variant: Mapped[int]
    tekst: Mapped[str | None] = mapped_column(Text)
    toelichting: Mapped[str] = mapped_column(Text)
    door: Mapped[str] = mapped_column(ForeignKey("medewerker.id"))
    op: Mapped[datetime] = mapped_column(Moment)
    stand: Mapped[str] = mapped_column(String(16))
    beoordeeld_door: Mapped[str | None] = mapped_column(ForeignKey("medewerker.id"))
    beoordeeld_op: Mapped[datetime | None] = mapped_column(Moment)
    opmerking: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        CheckConstraint(
            "(stand IN ('voorstel', 'ingetrokken') AND beoordeeld_door IS NULL)"
            " OR (stand IN ('goedgekeurd', 'afgewezen') AND beoordeeld_door IS NOT NULL AND beoordeeld_door <> door)",
            name="vier_ogen",
        ),
        Index("ix_tekstversie_plaats", "bron", "sleutel", "variant"),
        Index(
            "uq_tekstversie_open",
            "bron",
            "sleutel",
            "variant",
            unique=True,
            sqlite_where=text("stand = 'voorstel'"),
            postgresql_where=text("stand = 'voorstel'"),
        ),
    )

    @property
    def plaats(self) -> Vindplaats:
        return Vindplaats(self.bron, self.sleutel, self.variant)


async def geldend(session: AsyncSession) -> dict[Vindplaats, str]:
    """The texts that count in the place of the shipped ones: of each the last that was approved."""
    plaats = (Tekstversie.bron, Tekstversie.sleutel, Tekstversie.variant)
    laatste = select(func.max(Tekstversie.id)).where(Tekstversie.stand == GOEDGEKEURD).group_by(*plaats)
    rijen = await session.scalars(select(Tekstversie).where(Tekstversie.id.in_(laatste)))
    return {rij.plaats: rij.tekst for rij in rijen if rij.tekst is not None}


async def stel_voor(
    session: AsyncSession, geleverd: Geleverd, tekst: str | None, wie: str, toelichting: str = ""
) -> Tekstversie:
    """Proposes a text, or with None to go back to the shipped one. Raises Conflict when one is open, OngeldigeInvoer."""
    await _niets_open(session, geleverd.plaats)
    nieuw = None if tekst is None else _gekeurd(geleverd, tekst)
    # What is the same as the shipped text follows the shipped text from now on.
    nieuw = None if nieuw == geleverd.tekst else nieuw
    if nieuw == (await geldend(session)).get(geleverd.plaats):
        raise OngeldigeInvoer("Dit is al de tekst die nu geldt.", ["Dit is al de tekst die nu geldt."])
    versie = Tekstversie(
        **geleverd.plaats._asdict(), tekst=nieuw, toelichting=_kort(toelichting), door=wie, op=nu(), stand=VOORSTEL
    )
    session.add(versie)
    try:
        await session.flush()
    except IntegrityError as fout:
        raise Conflict("Er ligt al een voorstel voor deze tekst.") from fout
    return versie


async def beoordeel(
    session: AsyncSession, geleverd: Geleverd, versie_id: int, wie: str, *, goed: bool, opmerking: str = ""
) -> Tekstversie:
    """Approves or rejects. Raises NietGevonden, Verboden for who proposed it, Conflict when it was judged already, OngeldigeInvoer."""
    versie = await _van(session, geleverd.plaats, versie_id)
    if versie.door == wie:
        raise Verboden("U stelde dit zelf voor. Een ander moet het nakijken.")
    opmerking = _kort(opmerking)
    if fouten := _bezwaren(geleverd, versie, goed, opmerking):
        raise OngeldigeInvoer(fouten[0], fouten)
    stand = GOEDGEKEURD if goed else AFGEWEZEN
    return await _sluit(session, versie, stand, beoordeeld_door=wie, beoordeeld_op=nu(), opmerking=opmerking)


async def trek_in(session: AsyncSession, plaats: Vindplaats, versie_id: int, wie: str) -> Tekstversie:
    """Takes a proposal of one's own back. Raises NietGevonden, Verboden, Conflict."""
    versie = await _van(session, plaats, versie_id)
    if versie.door != wie:
        raise Verboden("Dit is een voorstel van een ander. U kunt het wel afwijzen.")
    return await _sluit(session, versie, INGETROKKEN, beoordeeld_op=nu())


async def _niets_open(session: AsyncSession, plaats: Vindplaats) -> None:
    hier = (Tekstversie.bron, Tekstversie.sleutel, Tekstversie.variant)
    is_open = [kolom == waarde for kolom, waarde in zip(hier, plaats, strict=True)]
    if await session.scalar(select(Tekstversie.id).where(*is_open, Tekstversie.stand == VOORSTEL)) is not None:
        raise Conflict("Er ligt al een voorstel voor deze tekst. Dat moet eerst worden nagekeken.")


def _gekeurd(geleverd: Geleverd, tekst: str) -> str:
    """Raises OngeldigeInvoer that names every fault."""
    netjes = schoon(tekst) if tekst.strip() else ""
    if fouten := toets(geleverd, netjes).fouten:
        raise OngeldigeInvoer("Zo kan de tekst niet weg.", fouten)
    return netjes


def _bezwaren(geleverd: Geleverd, versie: Tekstversie, goed: bool, opmerking: str) -> list[str]:
    """The shipped text may have changed since it was proposed, so it is judged again."""
    if not goed:
        return [] if opmerking else ["Schrijf op waarom u dit afwijst."]
    oordeel = toets(geleverd, versie.tekst if versie.tekst is not None else geleverd.tekst)
    if oordeel.adviezen and not opmerking and not oordeel.fouten:
        return ["Er is advies over deze tekst. Schrijf op waarom het toch zo mag."]
    return oordeel.fouten


async def _van(session: AsyncSession, plaats: Vindplaats, versie_id: int) -> Tekstversie:
    versie = await session.get(Tekstversie, versie_id)
    if versie is None or versie.plaats != plaats:
        raise NietGevonden()
    return versie


async def _sluit(session: AsyncSession, versie: Tekstversie, stand: str, **waarden: object) -> Tekstversie:
    """Compare-and-set: of two who judge at once, one does."""
    nog_open = (Tekstversie.id == versie.id) & (Tekstversie.stand == VOORSTEL)
    zet = update(Tekstversie).where(nog_open).values(stand=stand, **waarden).returning(Tekstversie.id)
    if await session.scalar(zet.execution_options(synchronize_session=False)) is None:
        raise Conflict("Over dit voorstel is al beslist.")
    await session.refresh(versie)
    return versie


def _kort(tekst: str) -> str:
    netjes = schoon(tekst) if tekst.strip() else ""
    if len(netjes) > MAX_OPMERKING:
        raise OngeldigeInvoer("Dat is te lang.", [f"Schrijf het in hooguit {MAX_OPMERKING} tekens op."])
    return netjes
