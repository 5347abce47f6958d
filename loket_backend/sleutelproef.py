"""Whether the column keys of this process belong to this database: what one process writes, every other must be able to read."""

from __future__ import annotations

from sqlalchemy import String, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from loket_backend.db import Basis, Kluis

PROEF = "loket"


class Sleutelproef(Basis):
    """One word, written once with every key that ever was in use. `naam`: the id of that key."""

    __tablename__ = "sleutelproef"

    naam: Mapped[str] = mapped_column(String(64), primary_key=True)
    proef: Mapped[str] = mapped_column(Text)  # encrypted here, so that a key that does not fit is told apart


class VreemdeSleutel(Exception):
    """The database was written with a key that this process does not have."""


async def beproef(session: AsyncSession) -> None:
    """Writes the word with a key that is new here. Raises VreemdeSleutel, with what to do about it."""
    eigen = Kluis.open().versleutel(PROEF)
    bekend = {rij.naam: rij.proef for rij in await session.scalars(select(Sleutelproef))}
    for naam, proef in bekend.items():
        if not _leesbaar(proef):
            raise VreemdeSleutel(
                f"Deze database is ook beschreven met de sleutel {naam}, en die is hier niet of is een andere."
                " Zet in LOKET_SLEUTEL (of in het bestand sleutel) dezelfde sleutels als bij de andere processen."
            )
    naam = eigen.partition(":")[0]
    if naam not in bekend:
        session.add(Sleutelproef(naam=naam, proef=eigen))


def _leesbaar(proef: str) -> bool:
    try:
        return Kluis.open().ontsleutel(proef) == PROEF
    except Exception:  # an unknown id, another key under the same id, or no text at all
        return False
