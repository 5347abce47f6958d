"""A buurtteam, the two tracks, toestemming and a case that is talked over, in the dossier in which everything happened (rijk.py)."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek.invoer import schoon
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.tijd import vandaag
from loket_backend.toegang.wachtwoorden import versleutel
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import besluiten, overdracht, overleggen, sporen, teams, toestemming_chat, toestemmingen
from loket_backend.tweesporen.besluiten import Beschikking, Protest
from loket_backend.tweesporen.overdracht import Opdracht
from loket_backend.tweesporen.overleggen import TE_DELEN, Nieuw
from loket_backend.tweesporen.toestemmingen import Gezegd
from tests.e2e.console.rijk import ANJA, BILAL, GERDA, Zeg

PARTNER = "pia"


async def werk_samen(session: AsyncSession, kenmerk: str, zeg: Zeg, wachtwoord: str) -> None:
    """`kenmerk`: a dossier of Bilal's. The partner, Pia, logs in with this password."""
    gesprek, intake = await vergrendel_intake(session, kenmerk)
    team_id = await _team(session, intake, wachtwoord)
    await sporen.begin(session, intake, BILAL)
    opdracht = Opdracht(ANJA, "past_niet", schoon(zeg()), ["samenvatting", "verslag"])
    await overdracht.draag_over(session, gesprek, intake, opdracht, BILAL)
    await sporen.vraag_aan(session, intake, vandaag(), ANJA)
    await besluiten.noteer(session, intake, Beschikking(vandaag(), "deels", "pgb", True, zeg()), ANJA)
    await besluiten.maak_bezwaar(session, intake, Protest("bezwaar", vandaag(), zeg()), ANJA)
    await toestemmingen.leg_vast(session, intake, "wijkverpleging", Gezegd(True, "papier", BILAL, toelichting=zeg()))
    await toestemming_chat.vraag(session, gesprek, intake, "huisarts", BILAL)
    nieuw = Nieuw(team_id, vandaag(), zeg(), TE_DELEN, [PARTNER, ANJA])
    overleg = await overleggen.maak(session, intake, nieuw, BILAL)
    for wie, soort in ((PARTNER, "notitie"), (ANJA, "afspraak")):
        await overleggen.draag_bij(session, await overleggen.zoek(session, wie, overleg.id), wie, soort, zeg())


async def _team(session: AsyncSession, intake: Intake, wachtwoord: str) -> str:
    hash = await versleutel(wachtwoord)
    session.add(
        Medewerker(
            id=PARTNER, naam="Pia van Dam", functie="Wijkverpleegkundige", rol="partner", login=PARTNER, wachtwoord=hash
        )
    )
    await session.flush()
    team_id = await teams.voeg_toe(session, GERDA, "Buurtteam Elzerveen", [intake.wijk_id or ""])
    await teams.voeg_lid_toe(session, GERDA, team_id, PARTNER, "wijkverpleegkundige", "wijkverpleging")
    await teams.voeg_lid_toe(session, GERDA, team_id, ANJA, "wmo_consulent", "")
    return team_id
