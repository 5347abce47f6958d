"""The people of the loket: adding, changing, and giving a first password. Nobody is removed: who leaves becomes inactive."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import DAGEN
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.rechten import DOSSIERS, mag
from loket_backend.toewijzing.models import Medewerker, Wijk, Wijklid
from loket_backend.toewijzing.service import vergrendel
from loket_backend.toewijzing.wijkbeheer import vrije_sleutel

ROLLEN = ("medewerker", "coordinator", "beheerder", "partner")
MAX_CASELOAD = 500
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,79}")
# Without letters and digits that look alike: it is read out and typed over once.
_TEKENS = "abcdefghjkmnpqrstuvwxyz23456789"

Formulier = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Lopend:
    """What somebody still has in hand. It must be handed over before they leave."""

    dossiers: int = 0
    gesprekken: int = 0

    def __bool__(self) -> bool:
        return bool(self.dossiers or self.gesprekken)

    def __str__(self) -> str:
        return f"open dossiers: {self.dossiers}, lopende gesprekken: {self.gesprekken}"


@dataclass(frozen=True)
class Gegevens:
    naam: str
    functie: str
    rol: str
    login: str | None
    wijken: tuple[str, ...]
    werkdagen: tuple[int, ...]
    caseload_max: int
    actief: bool

    @property
    def leidt(self) -> bool:
        """Can log in and lead the loket."""
        return self.actief and self.login is not None and self.rol in ("coordinator", "beheerder")


async def voeg_toe(session: AsyncSession, wie: str, formulier: Formulier) -> str:
    """The id of the new medewerker, active and without a password. Raises Veldfouten."""
    await vergrendel(session)
    gegeven = await _lees(session, {**formulier, "actief": ["ja"]}, None, {})
    medewerker = Medewerker(id=await vrije_sleutel(session, Medewerker, gegeven.naam))
    await _schrijf(session, wie, medewerker, gegeven, None)
    return medewerker.id


async def wijzig(
    session: AsyncSession, wie: str, medewerker_id: str, formulier: Formulier, lopend: Lopend, gezien: int
) -> None:
    """Raises NietGevonden, Veldfouten that names every fault, and Conflict after somebody else's change."""
    await vergrendel(session)
    medewerker = await haal(session, medewerker_id)
    voor = await gegevens(session, medewerker)
    weigering = await _weigering(session, wie, medewerker, voor, formulier, lopend)
    na = await _lees(session, formulier, medewerker_id, weigering)
    await _schrijf(session, wie, medewerker, na, voor, gezien)


async def zet_wachtwoord(session: AsyncSession, wie: str, medewerker_id: str, hash: str) -> None:
    """A first or a new password. Raises NietGevonden, and OngeldigeInvoer for who cannot log in or is the one who asks."""
    medewerker = await haal(session, medewerker_id)
    if medewerker_id == wie:
        raise OngeldigeInvoer("Uw eigen wachtwoord verandert u bij uw account.")
    if medewerker.login is None or not medewerker.actief:
        raise OngeldigeInvoer(
            "Deze medewerker kan niet inloggen. Vul eerst een inlognaam in en maak het account actief."
        )
    voor = {"wachtwoord": "oud wachtwoord" if medewerker.wachtwoord else None}
    medewerker.wachtwoord = hash
    na = {"wachtwoord": "nieuw wachtwoord"}
    await wijziging.schrijf_op(session, wie, wijziging.MEDEWERKER, medewerker_id, voor, na)
    leg_vast(session, wie, "wachtwoord gegeven", medewerker_id, "beheer")


def verzin_wachtwoord() -> str:
    """Sixteen characters (79 bits) in groups of four; shown once."""
    return "-".join("".join(secrets.choice(_TEKENS) for _ in range(4)) for _ in range(4))


async def haal(session: AsyncSession, medewerker_id: str) -> Medewerker:
    medewerker = await session.get(Medewerker, medewerker_id)
    if medewerker is None:
        raise NietGevonden()
    return medewerker


async def gegevens(session: AsyncSession, medewerker: Medewerker) -> Gegevens:
    """As it stands in the database."""
    wijken = select(Wijklid.wijk_id).where(Wijklid.medewerker_id == medewerker.id).order_by(Wijklid.wijk_id)
    return Gegevens(
        naam=medewerker.naam,
        functie=medewerker.functie,
        rol=medewerker.rol,
        login=medewerker.login,
        wijken=tuple(await session.scalars(wijken)),
        werkdagen=tuple(medewerker.werkdagen),
        caseload_max=medewerker.caseload_max,
        actief=medewerker.actief,
    )


def inhoud(gegeven: Gegevens) -> dict[str, Any]:
    """For the history: as people read it."""
    return {
        "naam": gegeven.naam,
        "functie": gegeven.functie,
        "rol": gegeven.rol,
        "login": gegeven.login,
        "wijken": list(gegeven.wijken),
        "werkdagen": [DAGEN[dag] for dag in gegeven.werkdagen],
        "caseload_max": gegeven.caseload_max,
        "actief": gegeven.actief,
    }


async def _lees(
    session: AsyncSession, formulier: Formulier, medewerker_id: str | None, fouten: Mapping[str, str]
) -> Gegevens:
    tekst = {veld: " ".join(formulier.get(veld, [""])[0].split()) for veld in ("naam", "functie", "rol", "login")}
    caseload = formulier.get("caseload_max", [""])[0].strip()
    login = tekst["login"].lower() or None
    gevonden = {**_vormfouten(tekst, caseload), **await _bezet(session, login, medewerker_id), **fouten}
    bekend = set(await session.scalars(select(Wijk.id)))
    if set(formulier.get("wijken", [])) - bekend:
        gevonden["wijken"] = "Deze wijk bestaat niet meer. Kies opnieuw."
    if gevonden:
        raise Veldfouten(gevonden)
    return Gegevens(
        naam=tekst["naam"],
        functie=tekst["functie"],
        rol=tekst["rol"],
        login=login,
        wijken=tuple(sorted(set(formulier.get("wijken", [])))),
        werkdagen=tuple(n for n, dag in enumerate(DAGEN) if dag in formulier.get("werkdagen", [])),
        caseload_max=int(caseload),
        actief="ja" in formulier.get("actief", []),
    )


def _vormfouten(tekst: Mapping[str, str], caseload: str) -> dict[str, str]:
    fouten = {
        veld: f"Vul {woord} in van 1 tot 80 tekens."
        for veld, woord in (("naam", "een naam"), ("functie", "een functie"))
        if not 0 < len(tekst[veld]) <= 80
    }
    if tekst["rol"] not in ROLLEN:
        fouten["rol"] = "Kies een rol."
    if tekst["login"] and not _LOGIN.fullmatch(tekst["login"].lower()):
        fouten["login"] = "Gebruik voor de inlognaam alleen letters, cijfers en . _ @ + -"
    if not (caseload.isascii() and caseload.isdecimal() and len(caseload) < 4 and int(caseload) <= MAX_CASELOAD):
        fouten["caseload_max"] = f"Vul een getal in van 0 tot en met {MAX_CASELOAD}."
    return fouten


async def _bezet(session: AsyncSession, login: str | None, medewerker_id: str | None) -> dict[str, str]:
    """A login name belongs to one person, in whatever case it was written."""
    zelfde = select(Medewerker.naam).where(
        func.lower(Medewerker.login) == login, Medewerker.id != (medewerker_id or "")
    )
    naam = await session.scalar(zelfde.limit(1)) if login else None
    return {"login": f"Deze inlognaam is al van {naam}."} if naam else {}


async def _weigering(
    session: AsyncSession, wie: str, medewerker: Medewerker, voor: Gegevens, formulier: Formulier, lopend: Lopend
) -> dict[str, str]:
    """What may not happen to this person, whatever else is filled in."""
    rol, actief = formulier.get("rol", [""])[0], "ja" in formulier.get("actief", [])
    fouten: dict[str, str] = {}
    if medewerker.id == wie and not actief:
        fouten["actief"] = "U kunt uzelf niet op inactief zetten. Vraag het een collega."
    if medewerker.id == wie and rol != voor.rol:
        fouten["rol"] = "U kunt uw eigen rol niet veranderen. Vraag het een collega."
    if lopend and not actief:
        fouten["actief"] = f"{voor.naam} heeft nog werk ({lopend}). Draag dat eerst over."
    if lopend and rol in ROLLEN and not mag(rol, DOSSIERS):
        fouten["rol"] = f"{voor.naam} heeft nog werk ({lopend}). Een {rol} ziet geen dossiers. Draag het eerst over."
    kan_inloggen = bool(formulier.get("login", [""])[0].strip())
    for veld, blijft in (("actief", actief), ("rol", rol == voor.rol), ("login", kan_inloggen)):
        if not blijft and veld not in fouten and await _is_laatste(session, medewerker, voor):
            fouten[veld] = f"{voor.naam} is de laatste die het loket kan leiden. Geef eerst een ander die rol."
    return fouten


async def _is_laatste(session: AsyncSession, medewerker: Medewerker, voor: Gegevens) -> bool:
    """Without a coordinator nobody sees all dossiers; without either role nobody comes into this part of the console."""
    if not voor.leidt or medewerker.wachtwoord is None:
        return False
    leiders = select(Medewerker.rol).where(
        Medewerker.id != medewerker.id,
        Medewerker.actief,
        Medewerker.login.is_not(None),
        Medewerker.wachtwoord.is_not(None),
        Medewerker.rol.in_(("coordinator", "beheerder")),
    )
    over = set(await session.scalars(leiders))
    return "coordinator" not in over if voor.rol == "coordinator" else not over


async def _schrijf(
    session: AsyncSession,
    wie: str,
    medewerker: Medewerker,
    na: Gegevens,
    voor: Gegevens | None,
    gezien: int | None = None,
) -> None:
    for veld in ("naam", "functie", "rol", "login", "caseload_max", "actief"):
        setattr(medewerker, veld, getattr(na, veld))
    medewerker.werkdagen = list(na.werkdagen)
    session.add(medewerker)
    await session.flush()
    await session.execute(delete(Wijklid).where(Wijklid.medewerker_id == medewerker.id))
    session.add_all(Wijklid(medewerker_id=medewerker.id, wijk_id=wijk) for wijk in na.wijken)
    eerder = inhoud(voor) if voor else None
    await wijziging.schrijf_op(session, wie, wijziging.MEDEWERKER, medewerker.id, eerder, inhoud(na), gezien)
    leg_vast(session, wie, "medewerker gewijzigd" if voor else "medewerker toegevoegd", medewerker.id, "beheer")
