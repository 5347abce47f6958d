"""Calling back: what is known of whom and when, and hearing a resident who waits ask for it."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.gesprek import berichten
from loket_backend.gesprek.models import Bericht, Gesprek
from loket_backend.gesprek.taken import ONBEREIKBAAR, TERUGBELLEN, Taak, maak_taak, open_taak
from loket_backend.gesprek.teksten import Teksten
from loket_backend.intake.models import Intake
from loket_backend.intake.service import concept_voor

# A longer message that has these words in it is a story, not a request.
_LANGSTE = 160
_BEL_MIJ = re.compile(
    r"\b(?:bel(?:t|len)?(?: u| jullie)? (?:mij|me)(?: terug)?|(?:(?:mij|me) )?terug ?bellen|(?:mij|me) bellen"
    r"|(?:terug)?gebeld worden|worden (?:terug)?gebeld)\b",
    re.IGNORECASE,
)
_TOCH_NIET = re.compile(r"\b(?:niet|geen|nooit)\b", re.IGNORECASE)
_MOMENT = re.compile(
    r"(?:\b|[a-z])(?:ochtend|middag|avond)s?\b|\b(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|\b(?:morgen|vandaag|overmorgen|straks|vroeg|laat|weekend|volgende week)\b|\b\d{1,2}(?:[.:]\d\d)? ?uur\b|\b(?:na|voor|om) (?:half )?\d{1,2}\b",
    re.IGNORECASE,
)
_NUMMER = re.compile(r"(?<!\d)(?:\+31|0031|0) ?\(?0?\)?[1-9](?:[ .-]?\d){8}(?!\d)")


async def vraag_aan(session: AsyncSession, gesprek_id: str, **gegevens: str | None) -> Taak:
    """The task to call this resident back, with what the draft says of name, number and moment."""
    return await maak_taak(
        session, gesprek_id, TERUGBELLEN, {**await uit_dossier(session, gesprek_id), **_vol(gegevens)}
    )


async def houd_bij(session: AsyncSession, gesprek_id: str, gevraagd: bool) -> None:
    """After a turn of the bot: a call that was asked for is a task, and what is told later of number and moment comes into it."""
    if gevraagd or await open_taak(session, gesprek_id, TERUGBELLEN) is not None:
        await vraag_aan(session, gesprek_id)


async def wil_bellen(session: AsyncSession, gesprek_id: str, soort: str, tekst: str) -> str | None:
    """The task to call about one subject, with the number in this message or else that of the dossier; None while no number is known."""
    gegevens = await uit_dossier(session, gesprek_id)
    if nummer := telefoon_in(tekst):
        gegevens["telefoon"] = nummer
    taak = await maak_taak(session, gesprek_id, soort, dict(gegevens))
    telefoon: str | None = taak.gegevens.get("telefoon")
    return telefoon


async def is_het_nummer(session: AsyncSession, gesprek_id: str, soort: str, tekst: str) -> bool:
    """Whether this is the number that such a task still lacks."""
    taak = await open_taak(session, gesprek_id, soort)
    return taak is not None and "telefoon" not in taak.gegevens and telefoon_in(tekst) is not None


async def meld_onbereikbaar(session: AsyncSession, gesprek_id: str) -> Taak:
    """The channel cannot reach this resident any more: somebody should, with what the draft says of name and number."""
    return await maak_taak(session, gesprek_id, ONBEREIKBAAR, await uit_dossier(session, gesprek_id))


async def wil_gebeld(session: AsyncSession, gesprek_id: str) -> bool:
    """Whether the resident chose to be called, and gave a number."""
    antwoorden = await _antwoorden(session, gesprek_id)
    return bool(_waarde(antwoorden, "telefoon")) and _waarde(antwoorden, "contact_voorkeur") == "bellen"


async def hoor(session: AsyncSession, gesprek: Gesprek, bericht: Bericht, teksten: Teksten) -> None:
    """A resident who waits asks for a call, or adds the number or the moment: it is in the task, and the loket says what it noted."""
    nummer, wanneer = telefoon_in(bericht.tekst), _wanneer(bericht.tekst)
    eerder = await open_taak(session, gesprek.id, TERUGBELLEN)
    if not vraagt_om_bellen(bericht.tekst) and not (eerder and _vult_aan(eerder, nummer, wanneer)):
        return
    taak = await vraag_aan(session, gesprek.id, telefoon=nummer, wens=wanneer)
    telefoon = taak.gegevens.get("telefoon")
    sleutel = "terugbellen_nummer" if telefoon is None else "terugbellen_genoteerd"
    if telefoon and (taak.gegevens.get("wens") or taak.gegevens.get("moment")):
        sleutel = "terugbellen_met_moment"
    berichten.zeg(session, gesprek, teksten.zin(sleutel, nummer=leesbaar(telefoon or "")), bericht.volgnummer)


def _vult_aan(taak: Taak, nummer: str | None, wanneer: str | None) -> bool:
    """Whether this says what the task still lacks."""
    bekend = taak.gegevens
    return bool((nummer and "telefoon" not in bekend) or (wanneer and not (bekend.get("wens") or bekend.get("moment"))))


def vraagt_om_bellen(tekst: str) -> bool:
    return len(tekst) <= _LANGSTE and bool(_BEL_MIJ.search(tekst)) and not _TOCH_NIET.search(tekst)


def telefoon_in(tekst: str) -> str | None:
    """A Dutch telephone number in a message, as E.164."""
    gevonden = _NUMMER.search(tekst)
    return f"+31{re.sub(r'[^0-9]', '', gevonden.group())[-9:]}" if gevonden else None


def leesbaar(telefoon: str) -> str:
    """As one reads it aloud: "06 12 34 56 78", "0528 12 34 56"."""
    nationaal = f"0{telefoon.removeprefix('+31')}" if telefoon.startswith("+31") else telefoon
    kop = 2 if nationaal.startswith("06") else 4
    return " ".join([nationaal[:kop], *re.findall(r"\d{1,2}", nationaal[kop:])])


def _wanneer(tekst: str) -> str | None:
    """A short message that names a moment, in the resident's own words."""
    return tekst if len(tekst) <= _LANGSTE and _MOMENT.search(tekst) else None


async def uit_dossier(session: AsyncSession, gesprek_id: str) -> dict[str, str]:
    """Who to call, where and when, as far as it is known: `naam`, `telefoon` and `moment`."""
    antwoorden = await _antwoorden(session, gesprek_id)
    naam = _waarde(antwoorden, "melder_naam") or _waarde(antwoorden, "naam")
    gegevens = {"naam": naam, "telefoon": _waarde(antwoorden, "telefoon")}
    return _vol({**gegevens, "moment": _waarde(antwoorden, "contact_moment")})


async def _antwoorden(session: AsyncSession, gesprek_id: str) -> dict[str, Any]:
    """Of the intake that was submitted, else of the draft as it stands."""
    intake = await session.scalar(select(Intake).where(Intake.gesprek_id == gesprek_id))
    inhoud = {"antwoorden": intake.antwoorden} if intake else await concept_voor(session, gesprek_id, _NA_ALLES)
    antwoorden: dict[str, Any] = inhoud["antwoorden"]
    return antwoorden


_NA_ALLES = 2**31 - 1


def _waarde(antwoorden: dict[str, Any], veld: str) -> str | None:
    waarde: str | None = antwoorden.get(veld, {}).get("waarde")
    return waarde


def _vol(gegevens: dict[str, str | None]) -> dict[str, str]:
    return {sleutel: waarde for sleutel, waarde in gegevens.items() if waarde}
