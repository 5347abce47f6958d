"""Key figures as they were when somebody reckoned with them: a later change of the file does not rewrite what was noted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.partijen.kerncijfers import Kerncijfer, alle
from loket_backend.partijen.models import Kerncijferversie
from loket_backend.tijd import nu


class MetKerncijfer(Protocol):
    """What was worked out with a key figure: its key, and the id of the version it was then."""

    kerncijfer: str | None
    kerncijfer_versie: int | None


@dataclass(frozen=True)
class Cijfers:
    """Key figures: `toen` by version, as they were when somebody reckoned with them; `nu` by key, for what was noted before that was kept."""

    toen: Mapping[int, Kerncijfer]
    nu: Mapping[str, Kerncijfer]

    def van(self, sleutel: str | None, versie: int | None) -> Kerncijfer | None:
        return self.toen.get(versie or 0) or self.nu.get(sleutel or "")


async def zet_vast(session: AsyncSession, rijen: Iterable[MetKerncijfer]) -> None:
    """Gives each row that has a key figure and no version yet the one of now. A key that is no figure any more gets none."""
    ids: dict[str, int] = {}
    for rij in rijen:
        cijfer = alle().get(rij.kerncijfer or "")
        if rij.kerncijfer is None or rij.kerncijfer_versie is not None or cijfer is None:
            continue
        if rij.kerncijfer not in ids:
            ids[rij.kerncijfer] = await leg_vast(session, rij.kerncijfer, cijfer)
        rij.kerncijfer_versie = ids[rij.kerncijfer]


async def leg_vast(session: AsyncSession, sleutel: str, cijfer: Kerncijfer) -> int:
    """The id of this figure as it is; written once, also when two do so at the same time."""
    inhoud = cijfer.model_dump(mode="json")
    merk = hashlib.sha256(json.dumps([sleutel, inhoud], sort_keys=True).encode()).hexdigest()
    dialect: Any = {"sqlite": sqlite, "postgresql": postgresql}[session.get_bind().dialect.name]
    nieuw = dialect.insert(Kerncijferversie).values(sleutel=sleutel, hash=merk, inhoud=inhoud, sinds=nu())
    await session.execute(nieuw.on_conflict_do_nothing(index_elements=["hash"]))
    return (await session.scalars(select(Kerncijferversie.id).where(Kerncijferversie.hash == merk))).one()


async def lees(session: AsyncSession, ids: Iterable[int] | None = None) -> dict[int, Kerncijfer]:
    """Those that were reckoned with, by id; with `ids` only these."""
    keuze = select(Kerncijferversie)
    if ids is not None:
        keuze = keuze.where(Kerncijferversie.id.in_(set(ids)))
    return {rij.id: Kerncijfer.model_validate(rij.inhoud) for rij in await session.scalars(keuze)}
