"""Who a dossier is of, as far as this subject needs it: whether the chat is theirs, their first name, and who lives in the same house."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loket_backend.errors import OngeldigeInvoer
from loket_backend.gesprek.terugbellen import telefoon_in
from loket_backend.intake.models import Intake

_AANSPREEK = re.compile(r"(?:mevr(?:ouw)?|mw|mvr|dhr|de heer|heer|meneer|mijnheer|fam(?:ilie)?)\b\.?\s*", re.IGNORECASE)
_POSTCODE = re.compile(r"\b\d{4}\s?[A-Za-z]{2}\b")
_MAIL = re.compile(r"\S+@\S+\.\w+")


def _waarde(intake: Intake, veld: str) -> str | None:
    waarde: str | None = intake.antwoorden.get(veld, {}).get("waarde")
    return waarde


def telefoon(intake: Intake) -> str | None:
    """E.164."""
    return _waarde(intake, "telefoon")


def is_zelf(intake: Intake) -> bool:
    """Whether the resident has the chat; when somebody else made the melding, the chat is theirs, and consent is not theirs to give."""
    return _waarde(intake, "voor_wie") != "ander"


def voornaam(naam: str | None) -> str | None:
    """The first word of a name; None behind "mevrouw", where the surname stands."""
    schoon = (naam or "").strip()
    if not schoon or _AANSPREEK.match(schoon):
        return None
    return schoon.split()[0].capitalize() if schoon.islower() else schoon.split()[0]


def _achternaam(naam: str | None) -> str:
    woorden = re.findall(r"\w+", (naam or "").casefold())
    return woorden[-1] if len(woorden) > 1 else ""


@dataclass(frozen=True)
class Huis:
    """What tells whether two dossiers are of one household. There is no house number in an intake: so it errs on the side of one house."""

    persoon: str | None
    gesprek_id: str
    telefoon: str | None
    postcode: str | None
    achternaam: str

    @classmethod
    def van(cls, intake: Intake) -> Huis:
        naam = intake.naam or _waarde(intake, "naam")
        return cls(intake.persoon, intake.gesprek_id, telefoon(intake), _waarde(intake, "postcode"), _achternaam(naam))

    def is_ook(self, ander: Huis) -> bool:
        """The same person, the same phone, or the same surname at the same postcode."""
        zelfde_straat = self.postcode is not None and self.postcode == ander.postcode
        return (
            self.gesprek_id == ander.gesprek_id
            or (self.persoon is not None and self.persoon == ander.persoon)
            or (self.telefoon is not None and self.telefoon == ander.telefoon)
            or (zelfde_straat and bool(self.achternaam) and self.achternaam == ander.achternaam)
        )


def zonder_gegevens(wat: str, intake: Intake) -> None:
    """What others read says nothing of who it is. Raises OngeldigeInvoer with what must go."""
    namen = {deel for deel in re.findall(r"\w+", (intake.naam or "").casefold()) if len(deel) > 2}
    staat_er = {
        "de naam": namen & set(re.findall(r"\w+", wat.casefold())),
        "het telefoonnummer": telefoon_in(wat),
        "het mailadres": _MAIL.search(wat),
        "de postcode": _POSTCODE.search(wat),
    }
    if weg := [welk for welk, gevonden in staat_er.items() if gevonden]:
        fouten = [f"wat: Haal {' en '.join(weg)} eruit."]
        raise OngeldigeInvoer("Anderen lezen deze tekst. Er mag niet in staan wie het is.", fouten)
