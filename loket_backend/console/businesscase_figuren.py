"""The charts of a business case, drawn from its tables: what is hidden there is not here either."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from loket_backend.businesscase.tabel import Cel, Centen, Tabel
from loket_backend.console.grafieken import Kop, Staaf, staven
from loket_backend.geld import toon_bedrag

GEEN = Markup()
# In the tables with BEDRAGEN: where the costs and the middle of the avoided costs stand, behind the name.
KOSTEN, MIDDEN = 1, 3


@dataclass(frozen=True)
class Figuur:
    """A table with its chart (may be none)."""

    tabel: Tabel
    grafiek: Markup = GEEN

    @property
    def omschrijving(self) -> str:
        return f"{self.tabel.titel}. {self.tabel.zin}"


def figuren(tabellen: Sequence[Tabel]) -> list[Figuur]:
    return [Figuur(tabel, _grafiek(tabel)) for tabel in tabellen]


def _grafiek(tabel: Tabel) -> Markup:
    delen = [*STAVEN[tabel.sleutel](tabel)] if tabel.sleutel in STAVEN else []
    kop = Kop(f"grafiek-{tabel.sleutel}", tabel.titel, tabel.zin)
    return staven(kop, delen) if any(deel.waarde is not None for deel in delen) else GEEN


def _toets(tabel: Tabel) -> Iterator[Staaf]:
    """The costs once, and the benefits by each estimate."""
    for nr, (schatting, hulp, loket, baten, *_) in enumerate(tabel.rijen):
        if nr == 0 and isinstance(hulp, Centen):
            yield _staaf("Kosten", Centen(hulp + (loket if isinstance(loket, Centen) else 0)))
        yield _staaf(f"Baten: {str(schatting).lower()}", baten)


def _kosten_en_baten(tabel: Tabel) -> Iterator[Staaf]:
    """Two bars for each row but the total; what is nothing on both sides has none."""
    for rij in (rij for rij in tabel.rijen[:-1] if rij[KOSTEN] or rij[MIDDEN]):
        yield _staaf(f"{rij[0]}: kosten", rij[KOSTEN])
        yield _staaf(f"{rij[0]}: vermeden", rij[MIDDEN])


def _staaf(label: str, cel: Cel) -> Staaf:
    if isinstance(cel, Centen):
        return Staaf(label, cel / 100, toon_bedrag(cel))
    return Staaf(label, None, str(cel))


STAVEN: Mapping[str, Callable[[Tabel], Iterator[Staaf]]] = {
    "toets": _toets,
    "partijen": _kosten_en_baten,
    "wetten": _kosten_en_baten,
}


def lees(cel: Cel) -> str:
    """A cell as people read it."""
    return toon_bedrag(cel) if isinstance(cel, Centen) else str(cel)
