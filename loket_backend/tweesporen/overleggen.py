"""Talking a case over: who may read it now, and what is said there.

Who may read it is decided each time, in the same transaction as the reading or the writing: the medewerker who has the dossier, and who was asked to
the table, is in the team still, and works for the loket or for a party for which the resident gives toestemming now. For everybody else it does
not exist.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import ASPECTEN
from loket_backend.errors import Conflict, NietGevonden
from loket_backend.gesprek.invoer import MAX_TEKENS, schoon
from loket_backend.intake.models import EINDE, Intake, Uitspraak
from loket_backend.invoer import Veldfouten
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.tijd import nu, vandaag
from loket_backend.toegang.rechten import DOSSIERS, mag
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import teams, toestemmingen
from loket_backend.tweesporen.teammodels import (
    AFSPRAAK,
    NOTITIE,
    Buurtteam,
    Casusbijdrage,
    Casusdeelnemer,
    Casusoverleg,
    Teamlid,
)

# What a resident agrees to share: what they can, want and need.
TE_DELEN = ("kan", "wil", "nodig")
VAN_HET_DOSSIER = "eigen dossier"
MAX_LIJST = 100


@dataclass(frozen=True)
class Zicht:
    """An overleg that somebody may read, and why. `partij`: of the reader, None for the loket itself; `leidt`: has the dossier."""

    overleg: Casusoverleg
    intake: Intake
    team: str
    partij: str | None
    leidt: bool

    @property
    def grond(self) -> str:
        """For the audit trail."""
        if self.leidt:
            return VAN_HET_DOSSIER
        return f"casusoverleg, toestemming {self.partij}" if self.partij else "casusoverleg, buurtteam"


@dataclass(frozen=True)
class Nieuw:
    """A discussion as somebody plans it. `deelt`: a part of TE_DELEN; `deelnemers`: ids of people in the team."""

    team_id: str
    dag: date | None
    vraag: str
    deelt: Sequence[str]
    deelnemers: Sequence[str]


async def zichtbare(
    session: AsyncSession, wie: str, waar: ColumnElement[bool] | None = None, aantal: int = MAX_LIJST
) -> list[Zicht]:
    """What this person may read now, the first to come on top, what is over last."""
    keuze = select(Casusoverleg, Intake, Buurtteam.naam, Teamlid.partij, Medewerker.rol)
    keuze = keuze.join(Intake, Intake.kenmerk == Casusoverleg.kenmerk)
    keuze = keuze.join(Buurtteam, Buurtteam.id == Casusoverleg.team_id).join(Medewerker, Medewerker.id == wie)
    nog_lid = (Teamlid.team_id == Casusoverleg.team_id) & (Teamlid.medewerker_id == wie) & Teamlid.tot.is_(None)
    keuze = keuze.outerjoin(Teamlid, nog_lid)
    gevraagd = exists().where(Casusdeelnemer.overleg_id == Casusoverleg.id, Casusdeelnemer.medewerker_id == wie)
    aan_tafel = Teamlid.id.is_not(None) & Buurtteam.actief & gevraagd.correlate(Casusoverleg)
    keuze = keuze.where(or_(Intake.medewerker_id == wie, aan_tafel), true() if waar is None else waar)
    keuze = keuze.order_by(Casusoverleg.gesloten_op.is_not(None), Casusoverleg.dag.desc(), Casusoverleg.id.desc())
    rijen = (await session.execute(keuze.limit(aantal))).all()
    gegeven = await toestemmingen.lees_alle(session, {i.kenmerk: i for _, i, *_ in rijen}.values())
    gezien = (_zicht(wie, *rij) for rij in rijen)
    return [z for z in gezien if z is not None and (z.leidt or _mag(z, gegeven[z.intake.kenmerk]))]


def _zicht(wie: str, overleg: Casusoverleg, intake: Intake, team: str, partij: str | None, rol: str) -> Zicht | None:
    """Somebody who sees no dossiers is never of the loket itself, whatever was filled in."""
    van_loket = mag(rol, DOSSIERS)
    leidt = intake.medewerker_id == wie and van_loket
    if not leidt and partij is None and not van_loket:
        return None
    return Zicht(overleg, intake, team, partij, leidt)


def _mag(zicht: Zicht, gegeven: toestemmingen.Toestemmingen) -> bool:
    return zicht.partij is None or gegeven.geeft(zicht.partij)


async def zoek(session: AsyncSession, wie: str, id_: int) -> Zicht:
    """Raises the same NietGevonden for what is absent and for what this person may not read now."""
    gevonden = await zichtbare(session, wie, Casusoverleg.id == id_)
    if not gevonden:
        raise NietGevonden()
    return gevonden[0]


async def vergrendel(session: AsyncSession, wie: str, id_: int) -> Zicht:
    """The same, for who is going to write: nobody takes toestemming back until the transaction ends."""
    kenmerk = await session.scalar(select(Casusoverleg.kenmerk).where(Casusoverleg.id == id_))
    if kenmerk is None:
        raise NietGevonden()
    await vergrendel_intake(session, kenmerk)
    return await zoek(session, wie, id_)


async def maak(session: AsyncSession, intake: Intake, nieuw: Nieuw, wie: str) -> Casusoverleg:
    """Plans a discussion; for the medewerker who has the dossier. The caller holds the intake locked. Raises Veldfouten, Conflict."""
    if intake.status in EINDE:
        raise Conflict("Dit dossier is gesloten. Open het eerst weer.")
    if intake.medewerker_id != wie:
        raise Conflict("Alleen de vaste medewerker van dit dossier kan een casusoverleg plannen.")
    if fouten := await _fouten(session, nieuw):
        raise Veldfouten(fouten)
    overleg = Casusoverleg(
        kenmerk=intake.kenmerk,
        team_id=nieuw.team_id,
        dag=nieuw.dag,
        vraag=schoon(nieuw.vraag),
        deelt=[aspect for aspect in TE_DELEN if aspect in nieuw.deelt],
        door=wie,
        op=nu(),
    )
    session.add(overleg)
    await session.flush()
    session.add_all(Casusdeelnemer(overleg_id=overleg.id, medewerker_id=d) for d in sorted(set(nieuw.deelnemers)))
    await session.flush()
    return overleg


async def _fouten(session: AsyncSession, nieuw: Nieuw) -> dict[str, str]:
    fouten = {}
    team = await session.get(Buurtteam, nieuw.team_id)
    in_team = {lid.medewerker_id for lid in await teams.leden(session, nieuw.team_id)} if team else set()
    if team is None or not team.actief:
        fouten["team"] = "Kies een buurtteam."
    elif not nieuw.deelnemers or not set(nieuw.deelnemers) <= in_team:
        fouten["deelnemers"] = "Kies wie er uit dit team meepraat."
    if nieuw.dag is None or nieuw.dag < vandaag():
        fouten["dag"] = "Kies een dag, vandaag of later."
    if not nieuw.vraag.strip():
        fouten["vraag"] = "Schrijf op wat u wilt bespreken."
    elif len(nieuw.vraag) > MAX_TEKENS:
        fouten["vraag"] = f"De tekst is te lang: hooguit {MAX_TEKENS} tekens."
    if not nieuw.deelt or not set(nieuw.deelt) <= set(TE_DELEN):
        fouten["deelt"] = "Kies wat de deelnemers lezen."
    return fouten


async def draag_bij(session: AsyncSession, zicht: Zicht, wie: str, soort: str, tekst: str) -> Casusbijdrage:
    """Adds a note or an agreement, in a discussion that was locked with `vergrendel`. Raises Veldfouten, Conflict."""
    if zicht.overleg.gesloten_op is not None:
        raise Conflict("Dit overleg is afgerond. Er kan niets meer bij.")
    fouten = {}
    if soort not in (NOTITIE, AFSPRAAK):
        fouten["soort"] = "Kies of het een notitie of een afspraak is."
    if not tekst.strip():
        fouten["tekst"] = "Schrijf iets op."
    elif len(tekst) > MAX_TEKENS:
        fouten["tekst"] = f"De tekst is te lang: hooguit {MAX_TEKENS} tekens."
    if fouten:
        raise Veldfouten(fouten)
    bijdrage = Casusbijdrage(
        overleg_id=zicht.overleg.id, medewerker_id=wie, partij=zicht.partij, soort=soort, tekst=schoon(tekst), op=nu()
    )
    session.add(bijdrage)
    await session.flush()
    return bijdrage


async def rond_af(session: AsyncSession, zicht: Zicht, wie: str) -> None:
    """For who has the dossier. Raises NietGevonden for others, Conflict when it is over already."""
    if not zicht.leidt:
        raise NietGevonden()
    if zicht.overleg.gesloten_op is not None:
        raise Conflict("Dit overleg was al afgerond.")
    zicht.overleg.gesloten_op, zicht.overleg.gesloten_door = nu(), wie


async def bijdragen(session: AsyncSession, overleg_id: int, na: int = 0) -> list[Casusbijdrage]:
    """In the order in which they were written, those after `na` only."""
    keuze = select(Casusbijdrage).where(Casusbijdrage.overleg_id == overleg_id, Casusbijdrage.id > na)
    return list(await session.scalars(keuze.order_by(Casusbijdrage.id)))


async def deelnemers(session: AsyncSession, overleg: Casusoverleg) -> list[teams.Lid]:
    """Who was asked to the table and is in the team still."""
    keuze = select(Casusdeelnemer.medewerker_id).where(Casusdeelnemer.overleg_id == overleg.id)
    gevraagd = set(await session.scalars(keuze))
    return [lid for lid in await teams.leden(session, overleg.team_id) if lid.medewerker_id in gevraagd]


async def gedeeld(session: AsyncSession, overleg: Casusoverleg) -> list[tuple[str, list[Uitspraak]]]:
    """What was heard, by aspect, as far as it is shared here; nothing else of the dossier."""
    keuze = select(Uitspraak).where(Uitspraak.kenmerk == overleg.kenmerk, Uitspraak.aspect.in_(overleg.deelt))
    gehoord = list(await session.scalars(keuze.order_by(Uitspraak.id)))
    return [(a, [u for u in gehoord if u.aspect == a]) for a in ASPECTEN if a in overleg.deelt]


async def van_dossier(session: AsyncSession, kenmerk: str) -> list[Casusoverleg]:
    """For the page of the dossier: that there was talk, not what was said."""
    keuze = select(Casusoverleg).where(Casusoverleg.kenmerk == kenmerk)
    return list(await session.scalars(keuze.order_by(Casusoverleg.id.desc())))
