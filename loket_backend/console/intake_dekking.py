"""The coverage list as a page shows it: beside every part what was heard about it, and what colleagues wrote down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from loket_backend.intake import dekking
from loket_backend.intake.dossiermodels import Dekkingsregel

if TYPE_CHECKING:
    from loket_backend.console.dossier import Gehoord, Gezegd

STANDEN = {
    dekking.BESPROKEN: "Besproken",
    dekking.NIET_BESPROKEN: "Niet besproken",
    dekking.NIET_RELEVANT: "Niet relevant",
}


@dataclass(frozen=True)
class Stand:
    id: int
    stand: str
    opmerking: str | None
    door: str
    op: datetime

    @property
    def woord(self) -> str:
        return STANDEN[self.stand]


@dataclass(frozen=True)
class Onderdeel:
    """`regel`: how `gehoord` and `velden` were found; `standen`: what was written down, the newest first."""

    sleutel: str
    letter: str
    label: str
    vraag: str
    regel: str
    gehoord: Sequence[Gehoord]
    velden: Sequence[Gezegd]
    standen: Sequence[Stand]

    @property
    def nu(self) -> Stand | None:
        return self.standen[0] if self.standen else None


def onderdelen(
    gehoord: Sequence[tuple[str, str, Gehoord]],
    velden: Sequence[Gezegd],
    regels: Iterable[Dekkingsregel],
    namen: Mapping[str, str],
) -> list[Onderdeel]:
    """The parts of art. 2.3.2 lid 4 Wmo 2015 in the order of the law. What was heard twice stands there once."""
    standen: dict[str, list[Stand]] = {}
    for r in regels:
        stand = Stand(r.id, r.stand, r.opmerking, namen.get(r.door, "een medewerker"), r.op)
        standen.setdefault(r.onderdeel, []).insert(0, stand)
    return [
        Onderdeel(
            sleutel,
            o.letter,
            o.label,
            o.vraag,
            o.gehoord.woorden,
            list(
                {
                    (g.tekst, g.bron): g for leefgebied, aspect, g in gehoord if o.gehoord.hoort(leefgebied, aspect)
                }.values()
            ),
            [v for v in velden if v.sleutel in o.gehoord.velden and v.waarde is not None],
            standen.get(sleutel, []),
        )
        for sleutel, o in dekking.LIJST.onderdelen.items()
    ]
