"""Changing a number to call: what may be filled in, and when it was looked up. A resident in danger dials what stands here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend import wijziging
from loket_backend.crisis.nummers import ALARM, Nummer
from loket_backend.errors import OngeldigeInvoer
from loket_backend.invoer import Veldfouten
from loket_backend.tijd import vandaag

# Field and most characters: a help text must stay short, and the bar of the widget fits on a telephone.
VELDEN = {"naam": 50, "nummer": 50, "tel": 20, "waarvoor": 80, "wanneer": 50, "eigenaar": 80, "bron": 200, "balk": 30}
MAG_LEEG = frozenset({"bron", "balk"})
MIN_DAGEN, MAX_DAGEN = 7, 365

# A short number (112, 113, 14 0528), a Dutch number with its zero, or one with the code of its country.
_BELBAAR = re.compile(r"1\d{2,6}|0[1-9]\d{6,9}|\+[1-9]\d{8,14}")


def mag_bij(sleutel: str, tel: str) -> bool:
    """Whether a telephone can dial this; the alarm number is 112 and nothing else."""
    return tel == "112" if sleutel == ALARM else _BELBAAR.fullmatch(tel) is not None


async def wijzig(
    session: AsyncSession, wie: str, sleutel: str, oud: Nummer, gegeven: Mapping[str, str], gezien: int
) -> None:
    """A new version, looked up today. Raises Veldfouten that names every fault, and Conflict after a newer version."""
    ingevuld = {veld: " ".join(gegeven.get(veld, "").split()) for veld in VELDEN}
    ingevuld["tel"] = re.sub(r"[^\d+]", "", ingevuld["tel"])
    fouten = dict(_fouten(sleutel, ingevuld))
    if (ingevuld["tel"], ingevuld["nummer"]) != (oud.tel, oud.nummer) and "gebeld" not in gegeven:
        fouten["gebeld"] = "Bel het nieuwe nummer eerst zelf. Zet dan hier een vinkje."
    if fouten:
        raise Veldfouten(fouten)
    nieuw = oud.model_copy(update={**ingevuld, "voorbeeld": False, "gecontroleerd_op": vandaag()})
    await _schrijf(session, wie, sleutel, oud, nieuw, gezien)


async def kijk_na(session: AsyncSession, wie: str, sleutel: str, oud: Nummer, gezien: int) -> None:
    """Somebody looked it up and it is still right. An example is nothing to look up: OngeldigeInvoer."""
    if oud.voorbeeld:
        raise OngeldigeInvoer("Dit nummer is een voorbeeld. Vul eerst het echte nummer in.")
    await _schrijf(session, wie, sleutel, oud, oud.model_copy(update={"gecontroleerd_op": vandaag()}), gezien)


async def zet_terug(
    session: AsyncSession, wie: str, sleutel: str, oud: Nummer, meegeleverd: Nummer, gezien: int
) -> None:
    """Back to the number that came along, with the date on which that was checked."""
    await _schrijf(session, wie, sleutel, oud, meegeleverd, gezien)


async def zet_termijn(session: AsyncSession, wie: str, oud: int, dagen: int | None) -> None:
    """After how many days a number is looked up again. Raises Veldfouten."""
    if dagen is None or not MIN_DAGEN <= dagen <= MAX_DAGEN:
        raise Veldfouten({"dagen": f"Vul een getal in van {MIN_DAGEN} tot en met {MAX_DAGEN}."})
    await wijziging.schrijf_op(session, wie, wijziging.TERMIJN, wijziging.ENIGE, {"dagen": oud}, {"dagen": dagen})


async def _schrijf(session: AsyncSession, wie: str, sleutel: str, oud: Nummer, nieuw: Nummer, gezien: int) -> None:
    voor, na = oud.model_dump(mode="json"), nieuw.model_dump(mode="json")
    await wijziging.schrijf_op(session, wie, wijziging.NUMMER, sleutel, voor, na, gezien)


def _fouten(sleutel: str, ingevuld: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for veld, hoogstens in VELDEN.items():
        if not ingevuld[veld] and veld not in MAG_LEEG:
            yield veld, "Dit mag niet leeg zijn."
        elif len(ingevuld[veld]) > hoogstens:
            yield veld, f"Dit mag niet langer zijn dan {hoogstens} tekens."
    if ingevuld["tel"] and not mag_bij(sleutel, ingevuld["tel"]):
        alarm = "Het alarmnummer is altijd 112."
        yield "tel", alarm if sleutel == ALARM else "Dit nummer kan een telefoon niet bellen. Bijvoorbeeld: 0800-2000."
    elif ingevuld["nummer"] and _cijfers(ingevuld["tel"]) not in _cijfers(ingevuld["nummer"]):
        yield "nummer", "Hierin staat niet het nummer dat de telefoon belt."


def _cijfers(tekst: str) -> str:
    """As it is dialled in the Netherlands."""
    return re.sub(r"\D", "", tekst.replace("+31", "0"))
