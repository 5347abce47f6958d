"""Asking the resident in the chat whether an arrangement is right."""

from __future__ import annotations

from functools import partial

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.arrangement import leescode
from loket_backend.arrangement.blad import BESTAND
from loket_backend.arrangement.models import Arrangementversie
from loket_backend.gesprek import vragen
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake.models import Intake
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor

VRAAG = "arrangement"


async def stuur(session: AsyncSession, gesprek: Gesprek, intake: Intake, versie: Arrangementversie, wie: str) -> None:
    """Sends the question about one version. The caller holds the conversation and the intake locked."""
    loket = Kantoor.loket()
    zin = partial(loket.zin, bestand=BESTAND)
    adres = await leescode.adres(session, loket, versie.id)
    knoppen = [zin(f"knoppen.{knop}") for knop in ("goed", "anders")]
    keuzes = [{"label": knop, "waarde": f"{knop} (afspraken {versie.ronde})"} for knop in knoppen]
    await vragen.stel(session, gesprek, VRAAG, str(versie.id), zin("chat.vraag", adres=adres), keuzes)
