"""The opening hours that a gemeente set in the console: the same form as the file, a version a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.gesprek.openingstijden import Periodes, Tijdenvorm
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import DAGEN, vandaag

# "9:00-17:00", and what people type: "9-17", "9.00 – 17.00".
_GETYPT = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–]\s*(\d{1,2})(?:[:.](\d{2}))?")
_PERIODES = TypeAdapter(Periodes)
MAX_REDEN, MAX_REGELS = 80, 60

Formulier = Mapping[str, Sequence[str]]


async def bewaard(session: AsyncSession) -> Tijdenvorm | None:
    """The newest version; None while the file counts. Raises ValidationError when it cannot be used."""
    rij = (await wijziging.laatste(session, wijziging.OPENINGSTIJDEN)).get(wijziging.ENIGE)
    return None if rij is None else Tijdenvorm.model_validate(rij.na)


async def bewaar(session: AsyncSession, wie: str, oud: Tijdenvorm, nieuw: Tijdenvorm, gezien: int) -> None:
    """Raises Conflict when somebody else was first."""
    voor, na = oud.model_dump(mode="json"), nieuw.model_dump(mode="json")
    await wijziging.schrijf_op(session, wie, wijziging.OPENINGSTIJDEN, wijziging.ENIGE, voor, na, gezien)


def lees(formulier: Formulier, eigenaar: str) -> Tijdenvorm:
    """What was filled in: a field for each day of the week, and rows of closed and of extra open days.

    Raises Veldfouten that names every fault; the third closed day is called "gesloten-2".
    """
    fouten: dict[str, str] = {}
    week = {dag: periodes for dag in DAGEN if (periodes := _periodes(formulier.get(dag, [""])[0], dag, fouten))}
    dicht = [{"dag": dag, "reden": reden} for dag, reden in _gesloten(formulier, fouten)]
    open_ = [{"dag": dag, "tijden": tijden} for dag, tijden in _open(formulier, fouten)]
    _elke_dag_een_keer([*_dagen(formulier, "gesloten"), *_dagen(formulier, "open")], fouten)
    if not week and not fouten:
        fouten[DAGEN[0]] = "Het loket moet minstens één dag in de week open zijn."
    if fouten:
        raise Veldfouten(fouten)
    return Tijdenvorm.model_validate(
        {
            "eigenaar": eigenaar,
            "gecontroleerd_op": vandaag(),
            "week": week,
            "feestdagen_dicht": "feestdagen_dicht" in formulier,
            "gesloten": dicht,
            "open": open_,
        }
    )


def regels(formulier: Formulier, soort: str, met: str) -> list[tuple[str, str]]:
    """The rows as they were typed: the day, and what belongs to it."""
    return list(zip(formulier.get(f"{soort}_dag", []), formulier.get(met, []), strict=False))[:MAX_REGELS]


def _gesloten(formulier: Formulier, fouten: dict[str, str]) -> Iterator[tuple[date, str]]:
    for n, (getypt, reden) in enumerate(regels(formulier, "gesloten", "gesloten_reden")):
        dag, reden, veld = _dag(getypt), " ".join(reden.split()), f"gesloten-{n}"
        if not getypt.strip() and not reden:
            continue
        if dag is None:
            fouten[veld] = "Vul een dag in."
        elif not 0 < len(reden) <= MAX_REDEN:
            fouten[veld] = f"Vul een reden in van 1 tot {MAX_REDEN} tekens."
        else:
            yield dag, reden


def _open(formulier: Formulier, fouten: dict[str, str]) -> Iterator[tuple[date, list[str]]]:
    for n, (getypt, tijden) in enumerate(regels(formulier, "open", "open_tijden")):
        dag, veld = _dag(getypt), f"open-{n}"
        if not getypt.strip() and not tijden.strip():
            continue
        periodes = _periodes(tijden, veld, fouten)
        if dag is None:
            fouten[veld] = "Vul een dag in."
        elif periodes:
            yield dag, periodes
        else:
            fouten.setdefault(veld, "Vul in van hoe laat tot hoe laat.")


def _elke_dag_een_keer(dagen: Sequence[tuple[str, date]], fouten: dict[str, str]) -> None:
    gezien: set[date] = set()
    for veld, dag in dagen:
        if dag in gezien:
            fouten.setdefault(veld, "Deze dag staat er al.")
        gezien.add(dag)


def _dagen(formulier: Formulier, soort: str) -> list[tuple[str, date]]:
    getypt = enumerate(formulier.get(f"{soort}_dag", []))
    return [(f"{soort}-{n}", dag) for n, tekst in getypt if (dag := _dag(tekst)) is not None]


def _dag(tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst.strip())
    except ValueError:
        return None


def _periodes(tekst: str, veld: str, fouten: dict[str, str]) -> list[str]:
    """The periods of one day, separated by commas or "en"; empty when there are none or when one is wrong."""
    delen = [deel.strip() for deel in re.split(r",|\ben\b", tekst) if deel.strip()]
    try:
        return _PERIODES.validate_python([_netjes(deel) for deel in delen]) if delen else []
    except ValidationError as fout:
        uitleg = [f["msg"].removeprefix("Value error, ") for f in fout.errors()]
        fouten[veld] = " ".join(f"{zin[0].upper()}{zin[1:]}." for zin in uitleg)
        return []


def _netjes(deel: str) -> str:
    gelezen = _GETYPT.fullmatch(deel)
    if gelezen is None:
        return deel
    van, van_minuut, tot, tot_minuut = gelezen.groups()
    return f"{int(van)}:{van_minuut or '00'}-{int(tot)}:{tot_minuut or '00'}"


def als_formulier(vorm: Tijdenvorm) -> dict[str, list[str]]:
    """The other way round: the form as it is filled in now."""
    inhoud: dict[str, Any] = vorm.model_dump(mode="json")
    return {
        **{dag: [", ".join(inhoud["week"].get(dag, []))] for dag in DAGEN},
        **({"feestdagen_dicht": ["ja"]} if inhoud["feestdagen_dicht"] else {}),
        "gesloten_dag": [regel["dag"] for regel in inhoud["gesloten"]],
        "gesloten_reden": [regel["reden"] for regel in inhoud["gesloten"]],
        "open_dag": [regel["dag"] for regel in inhoud["open"]],
        "open_tijden": [", ".join(regel["tijden"]) for regel in inhoud["open"]],
    }
