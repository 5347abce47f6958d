"""What staff read of residents who help each other. Of a dossier they may not see: the words of the offer, the wijk and the days, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased, selectinload

from loket_backend.console import wederkerigheid_woorden, zicht
from loket_backend.console.dossier import namen_van_medewerkers
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.errors import NietGevonden
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.toewijzing.models import Wijk
from loket_backend.wederkerigheid.mensen import is_zelf
from loket_backend.wederkerigheid.models import Bijdrage, Bijdragewijk, Koppeling
from loket_backend.wederkerigheid.stand import (
    ACTIEF,
    BESCHIKBAAR,
    BIEDER,
    BIJDRAGE_MAG,
    BIJDRAGESTANDEN,
    KANT_MAG,
    KANTEN,
    KOPPELING_MAG,
    STANDEN,
)

PER_PAGINA = 50
OPEN, ALLES = "open", "alles"


def gebeurtenissen(tabel: Any, stand: str) -> frozenset[str]:
    """What may happen now."""
    return frozenset(gebeurtenis for van, gebeurtenis in tabel if van == stand)


def _mijn(wie: Gebruiker, kenmerk: Any) -> ColumnElement[bool]:
    """Whether this dossier is visible to them."""
    return true() if wie.ziet_alles else kenmerk.in_(select(Intake.kenmerk).where(zicht.intakes(wie)))


@dataclass(frozen=True)
class Bijdragekaart:
    """One bijdrage of a dossier that may be seen. `mag`: what may happen to it now; `wijken`: names; `namen`: of medewerkers."""

    bijdrage: Bijdrage
    wijken: Sequence[str]
    mag: frozenset[str]


@dataclass(frozen=True)
class Koppelregel:
    """One koppeling in a list. `bieder`, `vrager`: the kenmerk of that side, None for a dossier they may not see."""

    id: int
    leefgebied: str
    wat: str
    stand: str
    sinds: datetime
    bieder: str | None
    vrager: str | None
    antwoorden: dict[str, str]


@dataclass(frozen=True)
class Dossierblad:
    """`aanbod`: what was heard and is no bijdrage yet; `nodig`: the leefgebieden in which help is asked; `zelf`: the chat is the resident's own."""

    bijdragen: Sequence[Bijdragekaart]
    koppelingen: Sequence[Koppelregel]
    aanbod: Sequence[Uitspraak]
    nodig: Sequence[str]
    zelf: bool
    namen: dict[str, str]


async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """For the page of the intake."""
    return {"wederkerigheid": await dossierblad(session, wie, intake), "ww": wederkerigheid_woorden}


async def dossierblad(session: AsyncSession, wie: Gebruiker, intake: Intake) -> Dossierblad:
    kaarten = await _kaarten(session, intake.kenmerk)
    gezegd = select(Uitspraak).where(Uitspraak.kenmerk == intake.kenmerk, Uitspraak.aspect.in_(("aanbod", "nodig")))
    uitspraken = list(await session.scalars(gezegd.order_by(Uitspraak.id)))
    al = {kaart.bijdrage.uitspraak_id for kaart in kaarten}
    van_dit = or_(Koppeling.kenmerk == intake.kenmerk, Bijdrage.kenmerk == intake.kenmerk)
    return Dossierblad(
        bijdragen=kaarten,
        koppelingen=await koppelingen(session, wie, van_dit),
        aanbod=[u for u in uitspraken if u.aspect == "aanbod" and u.id not in al],
        nodig=list(dict.fromkeys(u.leefgebied for u in uitspraken if u.aspect == "nodig")),
        zelf=is_zelf(intake),
        namen=await namen_van_medewerkers(session),
    )


async def _kaarten(session: AsyncSession, kenmerk: str) -> list[Bijdragekaart]:
    keuze = select(Bijdrage).where(Bijdrage.kenmerk == kenmerk).order_by(Bijdrage.id)
    gevonden = list(await session.scalars(keuze.options(selectinload(Bijdrage.stappen))))
    rijen = select(Bijdragewijk.bijdrage_id, Bijdragewijk.wijk_id).where(
        Bijdragewijk.bijdrage_id.in_([b.id for b in gevonden])
    )
    wijken: dict[int, list[str]] = {}
    for bijdrage_id, wijk in await session.execute(rijen.order_by(Bijdragewijk.wijk_id)):
        wijken.setdefault(bijdrage_id, []).append(wijk)
    return [Bijdragekaart(b, wijken.get(b.id, []), gebeurtenissen(BIJDRAGE_MAG, b.stand)) for b in gevonden]


async def koppelingen(
    session: AsyncSession, wie: Gebruiker, waar: ColumnElement[bool], pagina: int = 1
) -> list[Koppelregel]:
    """Of dossiers that may be seen, on either side; the newest news first, and one more than a page holds."""
    van_vrager, van_bieder = _mijn(wie, Koppeling.kenmerk), _mijn(wie, Bijdrage.kenmerk)
    keuze = select(Koppeling, Bijdrage, van_vrager, van_bieder).join(Bijdrage, Bijdrage.id == Koppeling.bijdrage_id)
    keuze = keuze.where(waar, or_(van_vrager, van_bieder)).order_by(Koppeling.stand_sinds.desc(), Koppeling.id.desc())
    rijen = await session.execute(keuze.offset((pagina - 1) * PER_PAGINA).limit(PER_PAGINA + 1))
    return [
        Koppelregel(
            id=k.id,
            leefgebied=k.leefgebied,
            wat=b.wat,
            stand=k.stand,
            sinds=k.stand_sinds,
            bieder=b.kenmerk if ziet_bieder else None,
            vrager=k.kenmerk if ziet_vrager else None,
            antwoorden={"bieder": k.bieder, "vrager": k.vrager},
        )
        for k, b, ziet_vrager, ziet_bieder in rijen
    ]


@dataclass(frozen=True)
class Filter:
    """As it stands in the address; what is not known is left out. `stand`: of a bijdrage or a koppeling, OPEN or ALLES."""

    lijst: str = "koppelingen"
    leefgebied: str = ""
    stand: str = OPEN
    wijk: str = ""
    pagina: int = 1


@dataclass(frozen=True)
class Bijdrageregel:
    """`kenmerk`: None for a dossier they may not see."""

    bijdrage: Bijdrage
    wijk: str | None
    kenmerk: str | None


async def bijdragen(session: AsyncSession, wie: Gebruiker, filter_: Filter) -> list[Bijdrageregel]:
    """Those of visible dossiers, and of the others what their residents agreed to; one more than a page holds."""
    van = aliased(Intake)
    mijn = _mijn(wie, Bijdrage.kenmerk)
    keuze = select(Bijdrage, Wijk.naam, mijn).join(van, van.kenmerk == Bijdrage.kenmerk)
    keuze = keuze.outerjoin(Wijk, Wijk.id == van.wijk_id).where(or_(mijn, Bijdrage.stand == BESCHIKBAAR))
    if filter_.leefgebied:
        keuze = keuze.where(Bijdrage.leefgebied == filter_.leefgebied)
    if filter_.wijk:
        keuze = keuze.where(van.wijk_id == filter_.wijk)
    if filter_.stand in BIJDRAGESTANDEN:
        keuze = keuze.where(Bijdrage.stand == filter_.stand)
    keuze = keuze.order_by(Bijdrage.stand_sinds.desc(), Bijdrage.id.desc())
    rijen = await session.execute(keuze.offset((filter_.pagina - 1) * PER_PAGINA).limit(PER_PAGINA + 1))
    return [Bijdrageregel(b, wijk, b.kenmerk if ziet else None) for b, wijk, ziet in rijen]


async def koppelinglijst(session: AsyncSession, wie: Gebruiker, filter_: Filter) -> list[Koppelregel]:
    waar: ColumnElement[bool] = true()
    if filter_.stand in STANDEN:
        waar = Koppeling.stand == filter_.stand
    elif filter_.stand != ALLES:
        waar = Koppeling.stand.in_(ACTIEF)
    if filter_.leefgebied:
        waar &= Koppeling.leefgebied == filter_.leefgebied
    if filter_.wijk:
        waar &= Koppeling.kenmerk.in_(select(Intake.kenmerk).where(Intake.wijk_id == filter_.wijk))
    return await koppelingen(session, wie, waar, filter_.pagina)


@dataclass(frozen=True)
class Kantblad:
    """One side as its page shows it. `intake`: None when they may not see that dossier; `mag`: what may happen to this side now."""

    kant: str
    stand: str
    op: datetime | None
    deelt: str | None
    wijk: str | None
    intake: Intake | None
    mag: frozenset[str]


@dataclass(frozen=True)
class Koppelblad:
    koppeling: Koppeling
    bijdrage: Bijdrage
    kanten: Sequence[Kantblad]
    mag: frozenset[str]
    namen: dict[str, str]

    def ziet(self, kant: str | None) -> bool:
        """Whether what was written down about this side may be read."""
        return kant is None or any(k.kant == kant and k.intake is not None for k in self.kanten)

    @property
    def zichtbaar(self) -> list[Intake]:
        return [k.intake for k in self.kanten if k.intake is not None]


async def koppelblad(session: AsyncSession, wie: Gebruiker, koppeling_id: int) -> Koppelblad:
    """Raises the same NietGevonden for what is absent and for what this person may not see."""
    keuze = select(Koppeling, Bijdrage).join(Bijdrage, Bijdrage.id == Koppeling.bijdrage_id)
    keuze = keuze.where(Koppeling.id == koppeling_id).options(selectinload(Koppeling.stappen))
    rij = (await session.execute(keuze)).one_or_none()
    if rij is None:
        raise NietGevonden()
    koppeling, bijdrage = rij
    kanten = [await _kant(session, wie, koppeling, bijdrage, kant) for kant in KANTEN]
    if all(k.intake is None for k in kanten):
        raise NietGevonden()
    mag = gebeurtenissen(KOPPELING_MAG, koppeling.stand)
    return Koppelblad(koppeling, bijdrage, kanten, mag, await namen_van_medewerkers(session))


async def _kant(session: AsyncSession, wie: Gebruiker, koppeling: Koppeling, bijdrage: Bijdrage, kant: str) -> Kantblad:
    kenmerk = bijdrage.kenmerk if kant == BIEDER else koppeling.kenmerk
    intake = await session.scalar(select(Intake).where(Intake.kenmerk == kenmerk, zicht.intakes(wie)))
    wijk = select(Wijk.naam).join(Intake, Intake.wijk_id == Wijk.id).where(Intake.kenmerk == kenmerk)
    stand = koppeling.bieder if kant == BIEDER else koppeling.vrager
    op, deelt = (
        (koppeling.bieder_op, koppeling.bieder_deelt)
        if kant == BIEDER
        else (koppeling.vrager_op, koppeling.vrager_deelt)
    )
    return Kantblad(kant, stand, op, deelt, await session.scalar(wijk), intake, gebeurtenissen(KANT_MAG, stand))
