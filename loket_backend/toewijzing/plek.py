"""Where a wijk lies: a centre and a radius that the gemeente gave. A place on the map is only ever compared with it, never kept."""

from __future__ import annotations

from math import cos, hypot, radians

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.toewijzing.models import Wijk

METER_PER_GRAAD = 111_320  # of latitude, on a sphere


class Plek(BaseModel):
    """The centre of a wijk in degrees (WGS 84), and how far it reaches, in metres."""

    model_config = ConfigDict(extra="forbid")

    breedte: float = Field(ge=-90, le=90)
    lengte: float = Field(ge=-180, le=180)
    straal: int = Field(ge=50, le=50_000)


def van(wijk: Wijk) -> Plek | None:
    if wijk.breedte is None or wijk.lengte is None or wijk.straal is None:
        return None
    return Plek(breedte=wijk.breedte, lengte=wijk.lengte, straal=wijk.straal)


def zet(wijk: Wijk, plek: Plek | None) -> None:
    wijk.breedte, wijk.lengte, wijk.straal = (plek.breedte, plek.lengte, plek.straal) if plek else (None, None, None)


async def wijk_bij(session: AsyncSession, breedte: float, lengte: float) -> Wijk | None:
    """The wijk within whose radius this place lies, of several the one with the nearest centre; None is not guessed."""
    gevonden = []
    for wijk in await session.scalars(select(Wijk).where(Wijk.straal.is_not(None)).order_by(Wijk.id)):
        plek = van(wijk)
        if plek is not None and (meter := afstand(plek, breedte, lengte)) <= plek.straal:
            gevonden.append((meter, wijk.id, wijk))
    return min(gevonden)[2] if gevonden else None


def afstand(plek: Plek, breedte: float, lengte: float) -> float:
    """Metres, as on a flat map: right to the percent over the few kilometres of a wijk."""
    noord = breedte - plek.breedte
    oost = (lengte - plek.lengte) * cos(radians(plek.breedte))
    return hypot(noord, oost) * METER_PER_GRAAD
