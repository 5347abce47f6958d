"""Which question comes next: a table in the order of a natural conversation. A question is asked when it applies and is still open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.actions.dossier import Dossier
from loket_backend.catalogus import NIET_VAN_TOEPASSING

Geldt = Callable[[Dossier], bool]


@dataclass(frozen=True)
class Vraag:
    veld: str
    geldt: Geldt = lambda d: True


def _geen_professional(dossier: Dossier) -> bool:
    """What somebody could do for another is for themselves to say, not for a colleague; what is said unasked is kept."""
    return not dossier.van_professional


def _mantelzorger(dossier: Dossier) -> bool:
    """Somebody close who writes for another, or who is heard to be overburdened (contract section 5)."""
    return dossier.heeft("mantelzorg", "nodig") or (dossier.is_ander and _geen_professional(dossier))


def _wil_gebeld(dossier: Dossier) -> bool:
    return dossier.waarde("contact_voorkeur") == "bellen"


def _vraagt_hulp(dossier: Dossier) -> bool:
    """Who only wants to do something for others is not asked what they need (bot/actions/aanbieder.py)."""
    return not dossier.stand.get("biedt_aan")


def _ander(dossier: Dossier) -> bool:
    return dossier.is_ander


VRAGEN: tuple[Vraag, ...] = (
    Vraag("hulpvraag"),
    Vraag("voor_wie"),
    Vraag("relatie", _ander),
    Vraag("inwoner_weet_ervan", _ander),
    Vraag("nodig", _vraagt_hulp),
    Vraag("kan", _vraagt_hulp),
    Vraag("netwerk", _vraagt_hulp),
    Vraag("volhoudtijd", _mantelzorger),
    Vraag("wil", _vraagt_hulp),
    Vraag("aanbod", _geen_professional),
    Vraag("naam"),
    Vraag("melder_naam", _ander),
    Vraag("postcode"),
    Vraag("telefoon"),
    Vraag("contact_voorkeur"),
    Vraag("contact_moment", _wil_gebeld),
    Vraag("clientondersteuning", _vraagt_hulp),
    Vraag("persoonlijk_plan", _vraagt_hulp),
    Vraag("toestemming"),
)


def volgende(dossier: Dossier) -> str:
    """The veld to ask for now, or "akkoord" when only the summary is left."""
    return next((v.veld for v in VRAGEN if dossier.is_open(v.veld) and v.geldt(dossier)), "akkoord")


def sluit_af(dossier: Dossier) -> None:
    """Marks what never applied, so that every field of the intake has an honest status."""
    dossier.niet_van_toepassing(v.veld for v in VRAGEN if dossier.is_open(v.veld) and not v.geldt(dossier))


def heropen(dossier: Dossier) -> None:
    """After a correction a question may apply again."""
    dossier.vergeet(v.veld for v in VRAGEN if dossier.status(v.veld) == NIET_VAN_TOEPASSING and v.geldt(dossier))
