"""The gespreksverslag of one dossier as staff read it: how it stands, what was written, and who approved what when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console.gebruiker import Gebruiker
from loket_backend.console.rondes_lezen import Ronde, rondes
from loket_backend.intake.models import Intake
from loket_backend.keukentafel import bevestiging, blad, gespreksverslag, gespreksverslag_blad
from loket_backend.keukentafel.blad import Blad
from loket_backend.keukentafel.gespreksverslag import wat_ontbreekt
from loket_backend.keukentafel.gespreksverslag_models import Gespreksverslag
from loket_backend.keukentafel.gespreksverslag_sjabloon import Deel, Kantoor, delen
from loket_backend.keukentafel.leesbaar import lange_zinnen
from loket_backend.rondes.models import CONCEPT


@dataclass(frozen=True)
class Overzicht:
    """`nieuwer_concept`: something was written since the resident was given a version."""

    stand: str
    sinds: datetime | None
    begonnen: bool
    nieuwer_concept: bool
    rondes: Sequence[Ronde]
    post: Sequence[tuple[date, str]]

    @property
    def laatste(self) -> Ronde | None:
        return self.rondes[-1] if self.rondes else None


@dataclass(frozen=True)
class Schrijfdeel:
    """One part on the writing page. `ander`: what a colleague made of it meanwhile; `lang`: sentences that are long, with their words."""

    deel: Deel
    tekst: str
    leeg: str
    ander: str | None
    lang: Sequence[tuple[int, str]]
    fout: str | None


@dataclass(frozen=True)
class Schrijfblad:
    """`basis`: the number of the version that is written on, 0 for none."""

    intake: Intake
    basis: int
    delen: Sequence[Schrijfdeel]
    eigen: blad.Stuk
    overzicht: Overzicht
    van_een_ander: bool


async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """For the page of the intake."""
    return {"gespreksverslag": await overzicht(session, intake.kenmerk)}


async def overzicht(session: AsyncSession, kenmerk: str) -> Overzicht:
    verslag = await session.get(Gespreksverslag, kenmerk)
    laatste = await gespreksverslag.laatste(session, kenmerk)
    return Overzicht(
        stand=verslag.stand if verslag else CONCEPT,
        sinds=verslag.stand_sinds if verslag else None,
        begonnen=laatste is not None,
        nieuwer_concept=laatste is not None and laatste.ronde is None,
        rondes=await rondes(session, gespreksverslag.RONDES, kenmerk),
        post=await bevestiging.post(session, kenmerk),
    )


async def schrijfblad(
    session: AsyncSession,
    intake: Intake,
    getypt: Mapping[str, Mapping[str, str]] | None = None,
    ander: Mapping[str, Mapping[str, str]] | None = None,
    fouten: Sequence[str] = (),
) -> Schrijfblad:
    """What was typed goes before what was saved, and that before the quotes that a new verslag starts with."""
    versie = await gespreksverslag.laatste(session, intake.kenmerk)
    bewaard = versie.delen if versie else gespreksverslag_blad.eerste_opzet(intake)
    fout_bij = dict(regel.split(": ", 1) for regel in fouten if ": " in regel)
    return Schrijfblad(
        intake=intake,
        basis=versie.nummer if versie else 0,
        delen=[_schrijfdeel(d, getypt or bewaard, ander, fout_bij.get(d.sleutel)) for d in delen()],
        eigen=gespreksverslag_blad.stuk_eigen_woorden(intake, Kantoor.loket()),
        overzicht=await overzicht(session, intake.kenmerk),
        van_een_ander=gespreksverslag_blad.van_een_ander(intake),
    )


def _schrijfdeel(
    deel: Deel,
    tekst: Mapping[str, Mapping[str, str]],
    ander: Mapping[str, Mapping[str, str]] | None,
    fout: str | None,
) -> Schrijfdeel:
    hier = tekst.get(deel.sleutel, {})
    geschreven = hier.get("tekst", "")
    van_ander = ander.get(deel.sleutel, {}).get("tekst", "") if ander else None
    verschilt = van_ander is not None and van_ander.strip() != geschreven.replace("\r\n", "\n").strip()
    return Schrijfdeel(
        deel, geschreven, hier.get("leeg", ""), van_ander if verschilt else None, lange_zinnen(geschreven), fout
    )


async def voorbeeld(session: AsyncSession, wie: Gebruiker, intake: Intake) -> tuple[Blad | None, int, list[str]]:
    """The saved version as the resident will read it, its number, and what must be done before they can."""
    versie = await gespreksverslag.laatste(session, intake.kenmerk)
    ontbreekt = wat_ontbreekt(intake, versie)
    if versie is None:
        return None, 0, ontbreekt
    return await gespreksverslag.als_blad(session, intake, versie, wie.id), versie.nummer, ontbreekt


async def naast_elkaar(session: AsyncSession, kenmerk: str, nummers: Sequence[int]) -> list[tuple[int, Blad]]:
    return [(n, blad.uit_json((await gespreksverslag.RONDES.ronde(session, kenmerk, n)).blad or {})) for n in nummers]
