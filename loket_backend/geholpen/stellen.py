"""The three questions as they are put in the chat: one message each, with buttons whose value says what was answered."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.geholpen.models import BEETJE, JA, NEE, Evaluatie
from loket_backend.gesprek import vragen
from loket_backend.gesprek.models import Gesprek
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor

TEKSTEN = Path(__file__).with_name("teksten.yml")
GEHOLPEN, TEVREDEN, BETER = "geholpen", "tevreden", "beter"
# Kinds of questions (gesprek/vragen.py), in the order in which they are asked.
SOORTEN = {GEHOLPEN: "geholpen", TEVREDEN: "geholpen_tevreden", BETER: "geholpen_beter"}
WELKE = {soort: welke for welke, soort in SOORTEN.items()}
NIETS, LIEVER_NIET = "niets", "liever_niet"
KNOPPEN = {
    GEHOLPEN: (JA, BEETJE, NEE, LIEVER_NIET),
    TEVREDEN: (JA, BEETJE, NEE, LIEVER_NIET),
    BETER: (NIETS, LIEVER_NIET),
}


def zin(pad: str, **waarden: str) -> str:
    return Kantoor.loket().zin(pad, TEKSTEN, **waarden)


def _tekst(groep: str, welke: str, knop: str) -> str:
    return zin(f"{groep}.{knop}" if knop == LIEVER_NIET else f"{groep}.{welke}.{knop}")


def keuzes(welke: str) -> list[dict[str, str]]:
    return [
        {"label": _tekst("knoppen", welke, knop), "waarde": _tekst("gezegd", welke, knop)} for knop in KNOPPEN[welke]
    ]


def gedrukt(welke: str, tekst: str) -> str | None:
    """The key of the button of this question that says this."""
    return next((knop for knop in KNOPPEN[welke] if _tekst("gezegd", welke, knop) == tekst), None)


def volgende(welke: str) -> str | None:
    """The question after this one; None after the last."""
    alle = list(SOORTEN)
    verder = alle[alle.index(welke) + 1 :]
    return verder[0] if verder else None


async def stel(
    session: AsyncSession, gesprek: Gesprek, evaluatie: Evaluatie, welke: str, zinnetje: str, **waarden: str
) -> None:
    """Asks one of the three, in the words `chat.<zinnetje>`; no other of this round is open then."""
    await sluit(session, gesprek.id, evaluatie.id)
    tekst = zin(f"chat.{zinnetje}", **waarden)
    await vragen.stel(session, gesprek, SOORTEN[welke], str(evaluatie.id), tekst, keuzes(welke))


async def sluit(session: AsyncSession, gesprek_id: str, evaluatie_id: int) -> None:
    """Nobody waits for an answer of this round in the chat any longer."""
    for soort in SOORTEN.values():
        await vragen.sluit(session, gesprek_id, soort, str(evaluatie_id))
