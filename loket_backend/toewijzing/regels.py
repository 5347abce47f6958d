"""The rules for assigning, as the coordinator sets them: versions are appended, the newest counts. Nothing in them looks at who a resident is."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from sqlalchemy import JSON, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.db import Basis, Moment, Sleutel
from loket_backend.errors import OngeldigeInvoer
from loket_backend.invoer import controleer
from loket_backend.tijd import nu
from loket_backend.toewijzing.models import Wijk

MEESTE_RUIMTE: Final = "meeste_ruimte"
MINSTE_DOSSIERS: Final = "minste_dossiers"
WACHTRIJ: Final = "wachtrij"
TOCH: Final = "toch"


class Voorkeur(BaseModel):
    """Who asks help in this leefgebied preferably gets somebody with this functie, when one has room."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    leefgebied: str
    functie: str = Field(min_length=1, max_length=80)

    @model_validator(mode="after")
    def _bestaat(self) -> Self:
        if self.leefgebied not in LEEFGEBIEDEN:
            raise ValueError(f"onbekend leefgebied {self.leefgebied}")
        return self


class Regels(BaseModel):
    """`buurwijken`: by wijk, where to look next when nobody there has room, in order. `vol`: what happens when there is no room at all."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    eerdere_medewerker_eerst: bool = True
    verdeling: Literal["meeste_ruimte", "minste_dossiers"] = MEESTE_RUIMTE
    voorkeuren: tuple[Voorkeur, ...] = ()
    buurwijken: dict[str, tuple[str, ...]] = {}
    vol: Literal["wachtrij", "toch"] = WACHTRIJ


class Toewijsregels(Basis):
    __tablename__ = "toewijsregels"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    inhoud: Mapped[dict[str, Any]] = mapped_column(JSON)
    door: Mapped[str] = mapped_column(Sleutel)
    op: Mapped[datetime] = mapped_column(Moment)


async def geldend(session: AsyncSession) -> Regels:
    """The newest version; what comes along when nobody set any."""
    laatste = await session.scalar(select(Toewijsregels).order_by(Toewijsregels.id.desc()).limit(1))
    return Regels() if laatste is None else Regels.model_validate(laatste.inhoud)


async def versies(session: AsyncSession) -> list[Toewijsregels]:
    """All of them, the newest first."""
    return list(await session.scalars(select(Toewijsregels).order_by(Toewijsregels.id.desc())))


async def lees(session: AsyncSession, inhoud: Any) -> Regels:
    """Raises OngeldigeInvoer that names every fault, wijken that don't exist among them."""
    regels = controleer(inhoud, Regels)
    bekend = set(await session.scalars(select(Wijk.id)))
    genoemd = set(regels.buurwijken) | {buur for buren in regels.buurwijken.values() for buur in buren}
    if vreemd := sorted(genoemd - bekend):
        fouten = [f"onbekende wijk {wijk}" for wijk in vreemd]
        raise OngeldigeInvoer("; ".join(fouten), fouten)
    return regels


def bewaar(session: AsyncSession, regels: Regels, wie: str) -> None:
    session.add(Toewijsregels(inhoud=regels.model_dump(mode="json"), door=wie, op=nu()))
