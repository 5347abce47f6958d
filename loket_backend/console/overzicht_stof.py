"""Everything that the figures of one period are made of, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import overzicht_vragen as vragen
from loket_backend.console.overzicht_periode import Periode, Vak
from loket_backend.onderdrukking import ALLES, Dimensie
from loket_backend.tijd import nu

STIL = timedelta(days=1)  # silent for so long: the resident is not still typing


@dataclass(frozen=True)
class Stof:
    """`wijk`: the wijk that is looked at, or ALLES."""

    periode: Periode
    wijk: str
    wijken: Mapping[str, str]
    vakken: list[Vak]
    geopend: vragen.Aantallen
    ingediend: vragen.Aantallen
    eindes: Mapping[tuple[str | None, bool], int]
    lopen: list[vragen.Loop]
    wissels: list[vragen.Wissel]
    alarmen: list[vragen.Alarm]
    uitspraken: vragen.Aantallen

    @property
    def per_wijk(self) -> Dimensie:
        """Everybody has one wijk, or none: so the wijken add up."""
        return Dimensie([*self.wijken, vragen.NIET_INGEDIEND])

    def hier(self, wijk: str) -> bool:
        return self.wijk in (ALLES, wijk)


async def lees(session: AsyncSession, periode: Periode, wijken: Mapping[str, str], wijk: str) -> Stof:
    vakken = periode.vakken()
    return Stof(
        periode=periode,
        wijk=wijk,
        wijken=wijken,
        vakken=vakken,
        geopend=await vragen.geopend(session, vakken),
        ingediend=await vragen.ingediend(session, vakken),
        eindes=await vragen.eindes(session, periode, nu() - STIL),
        lopen=await vragen.lopen(session, periode),
        wissels=await vragen.wissels(session, periode),
        alarmen=await vragen.alarmen(session, periode),
        uitspraken=await vragen.uitspraken(session, periode),
    )
