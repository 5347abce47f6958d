"""What one dossier brings to the business case, for the page of the intake."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.businesscase import dienst
from loket_backend.businesscase.models import OORDELEN
from loket_backend.console.dossier import namen_van_medewerkers
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.intake.models import Intake
from loket_backend.partijen.woorden import BEKOSTIGINGEN


async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
    """For the page of the intake."""
    return {
        "businesscase": {
            "begin": await dienst.begin_van(session, intake.kenmerk),
            "oordelen": await dienst.oordelen_van(session, intake.kenmerk),
            "namen": await namen_van_medewerkers(session),
            "keuzes": OORDELEN,
            "wetten": BEKOSTIGINGEN,
            "regels": range(1, dienst.HULPREGELS + 1),
        }
    }
