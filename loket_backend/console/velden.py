"""The draft beside a chat, field by field, with a small form for whoever has the conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.catalogus import VELDEN, Veld, label
from loket_backend.console import zicht
from loket_backend.console.dossier import Gezegd
from loket_backend.console.dossier import velden as gezegd
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.console.verslag import Verslag
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek import berichten
from loket_backend.gesprek.invoer import schoon
from loket_backend.gesprek.models import Gesprek
from loket_backend.intake import invullen
from loket_backend.intake.models import UITSPRAAK
from loket_backend.intake.queries import kenmerk_van
from loket_backend.intake.service import concept_voor
from loket_backend.toegang.audit import leg_vast

GROND = "voert het gesprek"
NIET_VAN_U = "U voert dit gesprek niet. Pak het eerst op."
ALLEEN_ANDER = "Dit geldt alleen als de hulp voor een ander is. Pas eerst aan voor wie de hulp is."
# Kinds of veld that the words of a message fit in, and the form beside a message that puts them there.
IN_WOORDEN = ("tekst", "naam", "postcode", "telefoon")
BERICHT = "bericht"
_NUMMER = re.compile(r"[\d\s()+./-]+")
_NEDERLANDS = re.compile(r"\+31[1-9]\d{8}")


@dataclass(frozen=True)
class Invoer:
    """A form that was sent and refused: what stood in it, and what is wrong with it. `veld` may be UITSPRAAK or BERICHT."""

    veld: str
    gegeven: Mapping[str, Sequence[str]]
    uitleg: str
    status: int

    @property
    def waarden(self) -> Sequence[str]:
        return self.gegeven.get("waarde", [])


INVOER = web.RequestKey("invoer", Invoer)


@dataclass(frozen=True)
class Invulveld:
    """One field as it stands. `in_formulier`: what its form shows; `keuzes`: (value, words); `fout`: what was wrong just now."""

    gezegd: Gezegd
    soort: str
    keuzes: list[tuple[str, str]]
    in_formulier: Sequence[str]
    fout: str | None

    @property
    def te_vullen(self) -> bool:
        """The resident's approval is not for staff to give."""
        return self.soort != "akkoord"


@dataclass(frozen=True)
class Invulvelden:
    """`mag`: this person has the conversation and may write. `fout`: the refused form, wherever it belongs."""

    gesprek_id: str
    mag: bool
    velden: list[Invulveld]
    fout: Invoer | None

    @property
    def bij_uitspraak(self) -> Mapping[str, Sequence[str]]:
        """What stood in the form for an uitspraak that was refused."""
        return self.fout.gegeven if self.fout and self.fout.veld == UITSPRAAK else {}

    @property
    def woordvelden(self) -> list[Invulveld]:
        """Those that the words of a message fit in."""
        return [v for v in self.velden if v.soort in IN_WOORDEN]

    def bij_bericht(self, volgnummer: int) -> Invoer | None:
        """The refused form beside this message."""
        mis = self.fout and self.fout.veld == BERICHT and self.fout.gegeven.get(BERICHT) == [str(volgnummer)]
        return self.fout if mis else None

    @property
    def fout_elders(self) -> str | None:
        """A fault that no form on the page can show."""
        formulieren = [UITSPRAAK, BERICHT, *(v.gezegd.sleutel for v in self.velden if v.te_vullen)] if self.mag else []
        return self.fout.uitleg if self.fout and self.fout.veld not in formulieren else None


async def lees(session: AsyncSession, wie: Gebruiker, gelezen: Verslag, invoer: Invoer | None = None) -> Invulvelden:
    """The fields of a conversation that this person reads."""
    gesprek, antwoorden = gelezen.gesprek, gelezen.antwoorden
    mag = gesprek.is_van(wie.id) and await kenmerk_van(session, gesprek.id) is None
    velden = [
        _invulveld(g, antwoorden.get(g.sleutel, {}).get("waarde"), invoer)
        for g in gezegd(antwoorden, gelezen.namen)
        if geldt(VELDEN[g.sleutel], antwoorden) or g.waarde is not None
    ]
    return Invulvelden(gesprek.id, mag, velden, invoer)


def geldt(veld: Veld, antwoorden: Mapping[str, Mapping[str, Any]]) -> bool:
    return not veld.alleen_voor_ander or antwoorden.get("voor_wie", {}).get("waarde") == "ander"


def _invulveld(gezegd: Gezegd, waarde: Any, invoer: Invoer | None) -> Invulveld:
    veld = VELDEN[gezegd.sleutel]
    fout = invoer if invoer and invoer.veld == veld.sleutel else None
    staat = waarde if isinstance(waarde, list) else [] if waarde is None else [str(waarde)]
    keuzes = [(keuze, label(keuze)) for keuze in veld.keuzes]
    return Invulveld(gezegd, veld.soort, keuzes, fout.waarden if fout else staat, fout.uitleg if fout else None)


async def vul_in(
    session: AsyncSession, wie: Gebruiker, gesprek_id: str, sleutel: str, gegeven: Sequence[str], leeg: bool = False
) -> None:
    """Writes one field; `leeg` opens it again. Raises NietGevonden, Conflict, OngeldigeInvoer."""
    gesprek = await vergrendel(session, wie, gesprek_id)
    if (veld := VELDEN.get(sleutel)) is None:
        raise NietGevonden()
    antwoorden = (await concept_voor(session, gesprek_id, gesprek.laatste_volgnummer + 1))["antwoorden"]
    if not leeg and not geldt(veld, antwoorden):
        raise OngeldigeInvoer(ALLEEN_ANDER, [f"{sleutel}: alleen voor een ander"])
    waarde = None if leeg else lees_waarde(veld, gegeven)
    await invullen.vul_in(session, gesprek_id, gesprek.laatste_volgnummer, sleutel, waarde, wie.id)
    leg_vast(session, wie.id, f"ingevuld: {sleutel}", gesprek_id, GROND)


async def hoor(session: AsyncSession, wie: Gebruiker, gesprek_id: str, paar: tuple[str, str], tekst: str) -> None:
    """Adds an uitspraak. Raises NietGevonden, Conflict, OngeldigeInvoer."""
    gesprek = await vergrendel(session, wie, gesprek_id)
    woorden = schoon(tekst) if tekst.strip() else ""
    await invullen.hoor(session, gesprek_id, gesprek.laatste_volgnummer, paar, woorden, wie.id)
    leg_vast(session, wie.id, "uitspraak opgeschreven", gesprek_id, GROND)


async def vergrendel(session: AsyncSession, wie: Gebruiker, gesprek_id: str) -> Gesprek:
    """The conversation that this person has, locked. Raises Conflict, and the same NietGevonden for what is absent and for what this person may not see."""
    zichtbaar = select(Gesprek.id).where(Gesprek.id == gesprek_id, zicht.gesprekken(wie))
    if await session.scalar(zichtbaar) is None:
        raise NietGevonden()
    gesprek = await berichten.vergrendel(session, gesprek_id)
    if not gesprek.is_van(wie.id):
        raise Conflict(NIET_VAN_U)
    return gesprek


def lees_waarde(veld: Veld, gegeven: Sequence[str]) -> str | list[str]:
    """What somebody typed or ticked, in the form that the draft keeps; what it cannot be stays what it is, and is refused there."""
    if veld.soort == "lijst":
        return list(gegeven)
    tekst = gegeven[0].strip() if gegeven else ""
    match veld.soort:
        case "postcode":
            return re.sub(r"[\s.-]", "", tekst).upper()
        case "telefoon":
            return _telefoon(tekst)
        case "tekst" | "naam":
            return schoon(tekst) if tekst else ""
    return tekst


def _telefoon(tekst: str) -> str:
    """E.164. A number without a country is Dutch; a Dutch one has nine digits after the zero."""
    if not _NUMMER.fullmatch(tekst):
        return tekst
    nummer = re.sub(r"[^\d+]", "", tekst.replace("(0)", ""))
    nummer = re.sub(r"^00", "+", nummer)
    nummer = re.sub(r"^0", "+31", nummer)
    return nummer if _NEDERLANDS.fullmatch(nummer) or not nummer.startswith("+31") else ""
