"""What staff note for the business case. Every function works in the caller's transaction; nothing is ever changed, only followed by a newer row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from loket_backend.businesscase.models import JA, OORDELEN, Beginhulp, Beginsituatie, Loketkosten, Wlzoordeel
from loket_backend.geld import lees_bedrag
from loket_backend.invoer import Veldfouten
from loket_backend.partijen.models import Partij
from loket_backend.partijen.woorden import BEKOSTIGINGEN
from loket_backend.tijd import nu, vandaag

# Lines on the form; who has more help than this puts some of it together.
HULPREGELS = 5
LANGSTE = 2000
MEESTE_MAANDEN = 120


@dataclass(frozen=True)
class Hulp:
    """One line of the situation at the start; cents a year."""

    bekostiging: str
    wat: str
    kosten_jaar: int


def lees_hulp(gegeven: Mapping[str, str]) -> list[Hulp]:
    """The filled-in lines of the form (`wat_1`, `wet_1`, `kosten_1`, …). Raises Veldfouten that names every fault."""
    fouten: dict[str, str] = {}
    regels = [_lees_regel(gegeven, nr, fouten) for nr in range(1, HULPREGELS + 1)]
    hulp = [regel for regel in regels if regel]
    if len(gegeven.get("toelichting", "")) > LANGSTE:
        fouten["toelichting"] = f"Schrijf hoogstens {LANGSTE} tekens."
    if not hulp and not fouten and not gegeven.get("toelichting", "").strip():
        fouten["wat_1"] = "Vul een soort hulp in, of schrijf bij de toelichting dat er nog geen hulp was."
    if fouten:
        raise Veldfouten(fouten)
    return hulp


def _lees_regel(gegeven: Mapping[str, str], nr: int, fouten: dict[str, str]) -> Hulp | None:
    wat, wet, kosten = (gegeven.get(f"{veld}_{nr}", "").strip() for veld in ("wat", "wet", "kosten"))
    if not (wat or wet or kosten):
        return None
    if not wat or len(wat) > LANGSTE:
        fouten[f"wat_{nr}"] = "Schrijf welke hulp dit was."
    if wet not in BEKOSTIGINGEN:
        fouten[f"wet_{nr}"] = "Kies wie de hulp betaalde."
    centen = _lees_bedrag(kosten, f"kosten_{nr}", fouten, 20_000_000_00)
    return Hulp(wet, wat, centen)


def _lees_bedrag(tekst: str, veld: str, fouten: dict[str, str], hoogst: int) -> int:
    try:
        centen = lees_bedrag(tekst)
    except ValueError as fout:
        fouten[veld] = str(fout)
        return 0
    if centen > hoogst:
        fouten[veld] = "Dit bedrag is te hoog."
    return centen


async def noteer_begin(
    session: AsyncSession, kenmerk: str, hulp: Sequence[Hulp], toelichting: str, wie: str
) -> Beginsituatie:
    begin = Beginsituatie(
        kenmerk=kenmerk,
        toelichting=toelichting.strip() or None,
        door=wie,
        op=nu(),
        hulp=[Beginhulp(**vars(regel)) for regel in hulp],
    )
    session.add(begin)
    await session.flush()
    return begin


async def begin_van(session: AsyncSession, kenmerk: str) -> Beginsituatie | None:
    """What was noted last, with its lines."""
    keuze = select(Beginsituatie).where(Beginsituatie.kenmerk == kenmerk).order_by(Beginsituatie.id.desc()).limit(1)
    begin: Beginsituatie | None = await session.scalar(keuze.options(selectinload(Beginsituatie.hulp)))
    return begin


async def oordeel(session: AsyncSession, kenmerk: str, gegeven: Mapping[str, str], wie: str) -> Wlzoordeel:
    """Keeps the judgement of a human. `gegeven`: `oordeel`, `maanden` (for JA), `reden`. Raises Veldfouten that names every fault."""
    antwoord, reden, maanden = (gegeven.get(veld, "").strip() for veld in ("oordeel", "reden", "maanden"))
    fouten = {}
    if antwoord not in OORDELEN:
        fouten["oordeel"] = "Kies een antwoord."
    if not reden or len(reden) > LANGSTE:
        fouten["reden"] = f"Schrijf in het kort waarom u dit denkt, in hoogstens {LANGSTE} tekens."
    if antwoord == JA and not _is_aantal(maanden):
        fouten["maanden"] = f"Vul een aantal maanden in, van 1 tot {MEESTE_MAANDEN}."
    if fouten:
        raise Veldfouten(fouten)
    aantal = int(maanden) if antwoord == JA else None
    rij = Wlzoordeel(kenmerk=kenmerk, oordeel=antwoord, maanden=aantal, reden=reden, door=wie, op=nu())
    session.add(rij)
    await session.flush()
    return rij


def _is_aantal(tekst: str) -> bool:
    return tekst.isascii() and tekst.isdecimal() and len(tekst) <= 3 and 1 <= int(tekst) <= MEESTE_MAANDEN


async def oordelen_van(session: AsyncSession, kenmerk: str) -> list[Wlzoordeel]:
    """The last one first: that is the one that counts."""
    keuze = select(Wlzoordeel).where(Wlzoordeel.kenmerk == kenmerk).order_by(Wlzoordeel.id.desc())
    return list(await session.scalars(keuze))


async def zet_loketkosten(session: AsyncSession, gegeven: Mapping[str, str], wie: str) -> Loketkosten:
    """Keeps what the loket itself costs in a year. `gegeven`: `jaar`, `bedrag`, `partij` (may be empty). Raises Veldfouten."""
    jaar, bedrag, partij = (gegeven.get(v, "").replace("\0", "").strip() for v in ("jaar", "bedrag", "partij"))
    fouten: dict[str, str] = {}
    if not (jaar.isascii() and jaar.isdecimal() and 2000 <= int(jaar[:5]) <= vandaag().year + 1):
        fouten["jaar"] = "Vul een jaar in, zoals 2026."
    centen = _lees_bedrag(bedrag, "bedrag", fouten, 1_000_000_000_00)
    if partij and await session.get(Partij, partij) is None:
        fouten["partij"] = "Kies wie dit betaalt."
    if fouten:
        raise Veldfouten(fouten)
    rij = Loketkosten(jaar=int(jaar), bedrag=centen, partij_id=partij or None, door=wie, op=nu())
    session.add(rij)
    await session.flush()
    return rij
