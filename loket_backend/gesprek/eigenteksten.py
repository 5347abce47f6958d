"""What counts in the place of the shipped texts, kept at hand in this process: read after a decision, and twice a minute for those of another process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import structlog
from sqlalchemy.exc import SQLAlchemyError

from loket_backend.db import Database
from loket_backend.errors import DatabaseStoort
from loket_backend.gesprek.tekstbronnen import Vindplaats
from loket_backend.gesprek.teksttoets import PLEK, is_te_vullen
from loket_backend.gesprek.tekstversies import geldend

ELKE = 30.0  # seconds

log = structlog.get_logger()


class Eigen:
    """The approved texts, for every sentence that the hub says. Empty until they are read: then the shipped ones count."""

    _teksten: Mapping[Vindplaats, str] = {}

    @classmethod
    def zet(cls, teksten: Mapping[Vindplaats, str]) -> None:
        cls._teksten = teksten

    @classmethod
    def tekst(cls, plaats: Vindplaats, geleverd: str) -> str:
        """The text that counts here. One that cannot stand in for the shipped one is logged and left out."""
        eigen = cls._teksten.get(plaats)
        if eigen is None:
            return geleverd
        if not is_te_vullen(geleverd, eigen):
            log.error("eigen_tekst_onbruikbaar", bron=plaats.bron, sleutel=plaats.sleutel, variant=plaats.variant)
            return geleverd
        return eigen

    @classmethod
    def vul(cls, plaats: Vindplaats, geleverd: str, waarden: Mapping[str, str]) -> str:
        """The text that counts, filled in. Raises KeyError when the shipped text asks for more than `waarden` has."""
        return PLEK.sub(lambda plek: waarden[plek[1]], cls.tekst(plaats, geleverd))


async def ververs(database: Database) -> None:
    async with database.lees() as session:
        Eigen.zet(await geldend(session))


@asynccontextmanager
async def bijgehouden(database: Database, elke: float = ELKE) -> AsyncIterator[None]:
    """Reads the texts, and keeps them up to date while it is open."""
    await _probeer(database)
    taak = asyncio.create_task(_blijf_verversen(database, elke))
    try:
        yield
    finally:
        taak.cancel()
        await asyncio.gather(taak, return_exceptions=True)


async def _blijf_verversen(database: Database, elke: float) -> None:
    while True:
        await asyncio.sleep(elke)
        await _probeer(database)


async def _probeer(database: Database) -> None:
    """A database that does not answer leaves the texts as they were."""
    try:
        await ververs(database)
    except (DatabaseStoort, SQLAlchemyError) as fout:
        log.warning("eigen_teksten_niet_gelezen", soort=type(fout).__name__)
