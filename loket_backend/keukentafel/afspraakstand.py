"""What may happen to an appointment, as a table of states and events. What is not in the table is not allowed."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.keukentafel.afspraakmodels import Afspraak, Afspraakwissel
from loket_backend.tijd import nu

VOORGESTELD = "voorgesteld"  # the resident chooses
GEPLAND = "gepland"
VERZET = "verzet"  # no moment any more, or none that suits: new ones are to be proposed
VERLOPEN = "verlopen"  # the resident did not choose in time
GEWEEST = "geweest"
NIET_VERSCHENEN = "niet_verschenen"
AFGEZEGD_DOOR_INWONER = "afgezegd_door_inwoner"
AFGEZEGD_DOOR_LOKET = "afgezegd_door_loket"
STANDEN = (
    VOORGESTELD,
    GEPLAND,
    VERZET,
    VERLOPEN,
    GEWEEST,
    NIET_VERSCHENEN,
    AFGEZEGD_DOOR_INWONER,
    AFGEZEGD_DOOR_LOKET,
)
# Something is still to happen with it; an intake has at most one of these.
OPEN = frozenset({VOORGESTELD, GEPLAND, VERZET, VERLOPEN})

STEL_VOOR = "stel_voor"  # a medewerker proposes moments, or other ones
SPREEK_AF = "spreek_af"  # agreed outside the chat, on the telephone
KIES = "kies"  # the resident chooses one
WIJS_AF = "wijs_af"  # none of them suits
VERZET_HET = "verzet_het"  # the resident wants another moment
ZEG_AF = "zeg_af"  # the resident does not want it any more
TREK_IN = "trek_in"  # the loket calls it off
VERLOOP = "verloop"  # nobody chose in time
WEES = "wees"  # it took place
KOM_NIET = "kom_niet"  # the resident was not there
GEBEURTENISSEN = (STEL_VOOR, SPREEK_AF, KIES, WIJS_AF, VERZET_HET, ZEG_AF, TREK_IN, VERLOOP, WEES, KOM_NIET)

TABEL: dict[tuple[str, str], str] = {
    **{(stand, STEL_VOOR): VOORGESTELD for stand in OPEN},
    **{(stand, SPREEK_AF): GEPLAND for stand in OPEN},
    **{(stand, ZEG_AF): AFGEZEGD_DOOR_INWONER for stand in OPEN},
    **{(stand, TREK_IN): AFGEZEGD_DOOR_LOKET for stand in OPEN},
    (VOORGESTELD, KIES): GEPLAND,
    (VOORGESTELD, WIJS_AF): VERZET,
    (VOORGESTELD, VERLOOP): VERLOPEN,
    (GEPLAND, VERZET_HET): VERZET,
    (GEPLAND, WEES): GEWEEST,
    (GEPLAND, KOM_NIET): NIET_VERSCHENEN,
}
WOORDEN = {
    VOORGESTELD: "de inwoner kiest nog een moment",
    GEPLAND: "de afspraak staat",
    VERZET: "er zijn nieuwe momenten nodig",
    VERLOPEN: "het voorstel is verlopen",
    GEWEEST: "het gesprek is geweest",
    NIET_VERSCHENEN: "de inwoner was er niet",
    AFGEZEGD_DOOR_INWONER: "de inwoner heeft de afspraak afgezegd",
    AFGEZEGD_DOOR_LOKET: "het loket heeft de afspraak afgezegd",
}


def wissel(session: AsyncSession, afspraak: Afspraak, gebeurtenis: str, door: str, **gegevens: Any) -> None:
    """Moves an appointment that the caller holds locked, and appends that to its history. Raises Conflict when the table does not allow it."""
    naar = TABEL.get((afspraak.stand, gebeurtenis))
    if naar is None:
        raise Conflict(f"Dat kan nu niet: {WOORDEN[afspraak.stand]}.")
    session.add(_regel(afspraak, gebeurtenis, naar, door, gegevens))
    afspraak.stand, afspraak.gewijzigd_op, afspraak.gevraagd = naar, nu(), None
    if naar != VOORGESTELD:
        afspraak.vervalt_op = None
    if afspraak.begin is not None:
        afspraak.volgnummer += 1


def schrijf_bij(session: AsyncSession, afspraak: Afspraak, gebeurtenis: str, door: str, **gegevens: Any) -> None:
    """Something about the appointment changed, and not its state."""
    session.add(_regel(afspraak, gebeurtenis, afspraak.stand, door, gegevens))
    afspraak.gewijzigd_op = nu()


def _regel(afspraak: Afspraak, gebeurtenis: str, naar: str, door: str, gegevens: dict[str, Any]) -> Afspraakwissel:
    return Afspraakwissel(
        afspraak_id=afspraak.id,
        gebeurtenis=gebeurtenis,
        van=afspraak.stand,
        naar=naar,
        door=door,
        gegevens={sleutel: waarde for sleutel, waarde in gegevens.items() if waarde},
        op=nu(),
    )
