"""One intake as its page shows it: the story, what was heard by leefgebied, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.base import ExecutableOption

from loket_backend.catalogus import ASPECTEN, BESPROKEN, LEEFGEBIEDEN, NIET_BESPROKEN, NIET_VAN_TOEPASSING, VELDEN
from loket_backend.console import intake_dekking, intake_geschiedenis, zicht
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.console.intake_dekking import Onderdeel
from loket_backend.console.intake_geschiedenis import Gebeurtenis, Wijziging, Wijzigingen
from loket_backend.console.woorden import waarde
from loket_backend.errors import NietGevonden
from loket_backend.intake import dekking, documenten
from loket_backend.intake.correcties import NIET_TE_CORRIGEREN, UITSPRAAK, VELD, correcties
from loket_backend.intake.dossiermodels import Document
from loket_backend.intake.looptijd import stand_van
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.intake.queries import signalen_van
from loket_backend.intake.termijnen import Termijnstand, om_te_zien
from loket_backend.toewijzing.models import Medewerker, Wijk

# Shown with the story and the leefgebieden, so not once more in the list of fields.
IN_EIGEN_WOORDEN = ("hulpvraag", *ASPECTEN)
GROEPEN = {
    "Contact": ("naam", "melder_naam", "telefoon", "postcode", "contact_voorkeur", "contact_moment"),
    "Wensen": ("clientondersteuning", "persoonlijk_plan", "toestemming"),
    "Wie meldt": ("voor_wie", "relatie", "inwoner_weet_ervan", "volhoudtijd", "akkoord"),
}


@dataclass(frozen=True)
class Gehoord:
    """The resident's words about one leefgebied under one aspect, with the message they came from.

    `door`: the name of the medewerker who wrote them down, when the bot did not. `id`: of the uitspraak, once the intake was submitted;
    `geschiedenis`: what was changed in it since, the newest first. `bron` 0: said elsewhere.
    """

    tekst: str
    bron: int
    door: str | None = None
    id: int | None = None
    geschiedenis: Sequence[Wijziging] = ()


@dataclass(frozen=True)
class Gezegd:
    """One field: its value in words (None without one), its status, the messages that it came from, who filled it in, what was changed since."""

    sleutel: str
    label: str
    waarde: str | None
    status: str
    bronnen: list[int]
    door: str | None = None
    geschiedenis: Sequence[Wijziging] = ()

    @property
    def te_verbeteren(self) -> bool:
        geldt = not VELDEN[self.sleutel].alleen_voor_ander or self.status != NIET_VAN_TOEPASSING
        return geldt and self.sleutel not in NIET_TE_CORRIGEREN


@dataclass(frozen=True)
class Dossier:
    intake: Intake
    wijk: str | None
    medewerker: str | None
    velden: list[Gezegd]
    leefgebieden: dict[str, dict[str, list[Gehoord]]]
    teruggenomen: list[Wijziging]
    signalen: list[dict[str, Any]]
    termijnen: list[Termijnstand]
    dekking: list[Onderdeel]
    documenten: Sequence[Document]
    tijdlijn: list[Gebeurtenis]
    namen: Mapping[str, str]

    @property
    def verhaal(self) -> Gezegd:
        return next(v for v in self.velden if v.sleutel == "hulpvraag")

    @property
    def eigen_woorden(self) -> list[Gezegd]:
        """The answers to the five questions, as they were given."""
        return [v for v in self.velden if v.sleutel in ASPECTEN]

    @property
    def groepen(self) -> list[tuple[str, list[Gezegd]]]:
        """The other fields, under the headings of GROEPEN."""
        per = {v.sleutel: v for v in self.velden}
        return [(kop, [per[sleutel] for sleutel in sleutels]) for kop, sleutels in GROEPEN.items()]

    @property
    def eerstvolgende(self) -> Termijnstand | None:
        """The first date before which the loket must do something."""
        return om_te_zien(self.termijnen)


async def lees(session: AsyncSession, wie: Gebruiker, kenmerk: str) -> Dossier:
    """Raises the same NietGevonden for what is absent and for what this person may not see."""
    intake = await zoek(session, wie, kenmerk, MET_UITSPRAKEN)
    namen = await namen_van_medewerkers(session)
    veranderd = intake_geschiedenis.wijzigingen(await correcties(session, kenmerk), namen)
    gehoord = [(u.leefgebied, u.aspect, _gehoord(u, namen, veranderd)) for u in intake.uitspraken]
    gezegd = [replace(v, geschiedenis=veranderd.get((VELD, v.sleutel), ())) for v in velden(intake.antwoorden, namen)]
    return Dossier(
        intake=intake,
        wijk=await session.scalar(select(Wijk.naam).where(Wijk.id == intake.wijk_id)) if intake.wijk_id else None,
        medewerker=naam_van(intake.medewerker_id, namen),
        velden=gezegd,
        leefgebieden=per_leefgebied(gehoord),
        teruggenomen=[ws[0] for (soort, _), ws in veranderd.items() if soort == UITSPRAAK and ws[0].na is None],
        signalen=await signalen_van(session, intake),
        termijnen=await stand_van(session, intake),
        dekking=intake_dekking.onderdelen(gehoord, gezegd, await dekking.regels(session, kenmerk), namen),
        documenten=await documenten.lijst(session, kenmerk),
        tijdlijn=await intake_geschiedenis.tijdlijn(session, kenmerk, namen),
        namen=namen,
    )


# For `zoek`: what was heard, loaded with the intake.
MET_UITSPRAKEN = selectinload(Intake.uitspraken)


async def zoek(session: AsyncSession, wie: Gebruiker, kenmerk: str, *opties: ExecutableOption) -> Intake:
    """Raises the same NietGevonden for what is absent and for what this person may not see. `opties`: what is loaded with it."""
    keuze = select(Intake).where(Intake.kenmerk == kenmerk, zicht.intakes(wie))
    intake = await session.scalar(keuze.options(*opties))
    if intake is None:
        raise NietGevonden()
    return intake


def _gehoord(u: Uitspraak, namen: Mapping[str, str], veranderd: Wijzigingen) -> Gehoord:
    return Gehoord(u.tekst, u.bron, naam_van(u.medewerker_id, namen), u.id, veranderd.get((UITSPRAAK, str(u.id)), ()))


async def namen_van_medewerkers(session: AsyncSession) -> dict[str, str]:
    return {id_: naam for id_, naam in await session.execute(select(Medewerker.id, Medewerker.naam))}


def naam_van(medewerker_id: str | None, namen: Mapping[str, str]) -> str | None:
    """None: the bot wrote it."""
    return namen.get(medewerker_id, "een medewerker") if medewerker_id else None


def velden(antwoorden: Mapping[str, Mapping[str, Any]], namen: Mapping[str, str]) -> list[Gezegd]:
    """Every field of the catalogue, also what was never discussed."""
    return [_gezegd(veld, antwoorden.get(veld, {}), namen) for veld in VELDEN]


def _gezegd(veld: str, antwoord: Mapping[str, Any], namen: Mapping[str, str]) -> Gezegd:
    gegeven, status = antwoord.get("waarde"), antwoord.get("status", NIET_BESPROKEN)
    tekst = waarde(veld, gegeven) if status == BESPROKEN and gegeven is not None else None
    door = naam_van(antwoord.get("medewerker"), namen)
    return Gezegd(veld, VELDEN[veld].label, tekst, status, list(antwoord.get("bronnen", [])), door)


def per_leefgebied(uitspraken: Iterable[tuple[str, str, Gehoord]]) -> dict[str, dict[str, list[Gehoord]]]:
    """What was heard, in the order of the catalogue; a leefgebied that nobody mentioned is not there."""
    gehoord: dict[tuple[str, str], list[Gehoord]] = {}
    for leefgebied, aspect, regel in uitspraken:
        gehoord.setdefault((leefgebied, aspect), []).append(regel)
    per = {g: {a: gehoord[g, a] for a in ASPECTEN if (g, a) in gehoord} for g in LEEFGEBIEDEN}
    return {g: aspecten for g, aspecten in per.items() if aspecten}
