"""The conditions of the worklist, each written so that its index can lead: a rare one first gives the dossiers, a common one only tests them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    and_,
    exists,
    false,
    literal_column,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import LEEFGEBIEDEN
from loket_backend.console import zoekvraag
from loket_backend.console.zoekvraag import SIGNAALKEUZE, Vraag
from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake import models, zoeken
from loket_backend.intake.kenmerken import Intakesignaal
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.intake.zoeken import Zoekwoord
from loket_backend.tijd import vandaag

# So many candidates are looked up one by one; with more, the list is walked in its order and each dossier tested.
WEINIG = 300
KRAP = timedelta(days=7)
KORTSTE_VAKWOORD = 4

LOOPT: ColumnElement[bool] = literal_column(f"intake.{models.LOOPT}")
GESLOTEN: ColumnElement[bool] = literal_column(f"intake.{models.GESLOTEN}")


@dataclass(frozen=True)
class Deel:
    """The dossiers for which `waar` holds: in the intake itself, or in a row elsewhere whose `kolom` is its kenmerk (or its gesprek)."""

    waar: ColumnElement[bool]
    kolom: SQLColumnExpression[str] | None = None
    van_gesprek: bool = False

    def toets(self) -> ColumnElement[bool]:
        if self.kolom is None:
            return self.waar
        eigen = Intake.gesprek_id if self.van_gesprek else Intake.kenmerk
        return exists().where(self.kolom == eigen, self.waar).correlate(Intake)

    def kenmerken(self) -> Select[str]:
        if self.kolom is not None and not self.van_gesprek:
            return select(self.kolom).where(self.waar)
        keuze = select(Intake.kenmerk)
        return keuze.where(self.waar if self.kolom is None else and_(self.kolom == Intake.gesprek_id, self.waar))


@dataclass(frozen=True)
class Voorwaarde:
    """One condition that can lead: a dossier fits when one of the parts gives it. Without parts nothing fits."""

    delen: tuple[Deel, ...]

    def toets(self) -> ColumnElement[bool]:
        return or_(false(), *(deel.toets() for deel in self.delen))

    async def kandidaten(self, session: AsyncSession) -> frozenset[str] | None:
        """The dossiers it gives, also those that this person may not see; None when they are more than WEINIG."""
        if not self.delen:
            return frozenset()
        keuzes = [deel.kenmerken() for deel in self.delen]
        keuze = keuzes[0] if len(keuzes) == 1 else union_all(*keuzes)
        gevonden = list(await session.scalars(keuze.limit(WEINIG + 1)))
        return frozenset(gevonden) if len(gevonden) <= WEINIG else None


def vaste(vraag: Vraag) -> ColumnElement[bool]:
    """What stands in the intake itself, along the indexes that the list is walked by."""
    delen = [_status(vraag.status)]
    if vraag.wijk:
        delen.append(Intake.wijk_id == vraag.wijk)
    if vraag.medewerker:
        delen.append(Intake.medewerker_id == vraag.medewerker)
    if vraag.termijn == "voorbij":
        delen.append(Intake.eerste_termijn < vandaag())
    if vraag.termijn == "week":
        delen.append(Intake.eerste_termijn.between(vandaag(), vandaag() + KRAP))
    return and_(*delen)


def _status(gevraagd: str) -> ColumnElement[bool]:
    """A closed status says so in the words of its index too."""
    if gevraagd in ("", zoekvraag.GESLOTEN, zoekvraag.ALLES):
        return {"": LOOPT, zoekvraag.GESLOTEN: GESLOTEN}.get(gevraagd, true())
    return GESLOTEN if gevraagd in models.EINDE else LOOPT


def voorwaarden(vraag: Vraag, wijken: Mapping[str, str]) -> list[Voorwaarde]:
    """What can lead, each part of the question by itself. `wijken`: their names by id."""
    gevonden = [Voorwaarde((maak(w),)) for naam, maak in _PER_FILTER.items() if (w := getattr(vraag, naam))]
    if vraag.status in models.STATUSSEN:
        gevonden.append(Voorwaarde((Deel(Intake.status == vraag.status),)))
    kenmerken, rest = zoeken.kenmerken_in(vraag.zoek)
    if kenmerken:
        gevonden.append(Voorwaarde((Deel(Intake.kenmerk.in_(kenmerken)),)))
    gevonden += [_woord(woord, wijken) for woord in zoeken.woorden(rest)]
    if vraag.zoek and not kenmerken and not zoeken.woorden(rest):
        gevonden.append(Voorwaarde(()))  # nothing but signs: no dossier has those
    return gevonden


def _leefgebied(*sleutels: str) -> Deel:
    return Deel(Uitspraak.leefgebied.in_(sleutels), Uitspraak.kenmerk)


def _signaal(*sleutels: str) -> Deel:
    return Deel(Intakesignaal.signaal.in_(sleutels), Intakesignaal.kenmerk)


def _crisis(soort: str) -> Deel:
    waar = Crisismelding.bevestigd_door.is_(None) if soort == "open" else true()
    return Deel(waar, Crisismelding.gesprek_id, van_gesprek=True)


def _ongelezen(_: str) -> Deel:
    return Deel(literal_column("gesprek.ongelezen > 0"), Gesprek.id, van_gesprek=True)


_PER_FILTER: Mapping[str, Callable[[str], Deel]] = {
    "leefgebied": _leefgebied,
    "signaal": _signaal,
    "crisis": _crisis,
    "ongelezen": _ongelezen,
}


def _woord(woord: str, wijken: Mapping[str, str]) -> Voorwaarde:
    """One word that was typed: of a name, the end of a kenmerk, or of the name of a wijk, a leefgebied or a signal."""
    delen = [Deel(Zoekwoord.woord == zoeken.index_van(woord), Zoekwoord.kenmerk)]
    if kenmerken := zoeken.mogelijke_kenmerken(woord):
        delen.append(Deel(Intake.kenmerk.in_(kenmerken)))
    if ids := _die_beginnen(woord, wijken, zoeken.KORTSTE_BEGIN):
        delen.append(Deel(Intake.wijk_id.in_(ids)))
    if gebieden := _die_beginnen(woord, LEEFGEBIEDEN, KORTSTE_VAKWOORD):
        delen.append(_leefgebied(*gebieden))
    if signalen := _die_beginnen(woord, SIGNAALKEUZE, KORTSTE_VAKWOORD):
        delen.append(_signaal(*signalen))
    if "crisis".startswith(woord) and len(woord) >= KORTSTE_VAKWOORD:
        delen.append(_crisis("geweest"))
    return Voorwaarde(tuple(delen))


def _die_beginnen(woord: str, namen: Mapping[str, str], minstens: int) -> list[str]:
    """The keys with a word that begins with this one; short words of a name are only found whole."""
    if len(woord) < minstens:
        return []
    delen = {sleutel: zoeken.woorden(f"{sleutel.replace('_', ' ')} {naam}") for sleutel, naam in namen.items()}
    return [sleutel for sleutel, eigen in delen.items() if any(_begint(deel, woord, minstens) for deel in eigen)]


def _begint(deel: str, woord: str, minstens: int) -> bool:
    return deel == woord or (deel.startswith(woord) and len(deel) > minstens)
