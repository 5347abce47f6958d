"""The money of the wijken at the end of each month, from the ledger, with what a month adds hidden when few people stand behind it.

Every month tells how it stands since 1 January, so two months tell what lies between. So a month is told only when nobody, or five people or
more, moved it since the last month that was told; and no wijk follows from the others (onderdrukking.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from loket_backend.maandbeeld.kasboek import NAMEN, Kolom, Plek, hele_jaren
from loket_backend.maandbeeld.maanden import Maand
from loket_backend.onderdrukking import ALLES, Dimensie, Getal, Verborgen, onderdruk
from loket_backend.wijkbudget.verdelen import prognose


@dataclass(frozen=True)
class Stand:
    """Cents at the end of a month. `verwacht`: on 31 December, as the page of the wijkbudget said it then."""

    totaal: Getal
    toegezegd: Getal
    gerealiseerd: Getal
    te_komen: Getal

    @property
    def verwacht(self) -> Getal:
        if isinstance(self.te_komen, Verborgen) or isinstance(self.gerealiseerd, Verborgen):
            return Verborgen.EROMHEEN
        return prognose(self.gerealiseerd, self.te_komen)


def standen(kolommen: Mapping[str, Kolom], maanden: Sequence[Maand], wijken: Sequence[str]) -> dict[Plek, Stand]:
    """By month and wijk, and ALLES. `kolommen`: each total, of hele_jaren."""
    reeks = hele_jaren(maanden)
    getoond = {naam: _onderdruk(kolom, reeks, wijken) for naam, kolom in kolommen.items()}
    return {
        (maand, wijk): Stand(*(getoond[naam][maand, wijk] for naam in NAMEN))
        for maand in maanden
        for wijk in [*wijken, ALLES]
    }


def _onderdruk(kolom: Kolom, reeks: Sequence[Maand], wijken: Sequence[str]) -> dict[Plek, Getal]:
    """Month by month: who moved it since it was last told counts, at least as many as moved it in one of those months, or for the first time."""
    getoond: dict[Plek, Getal] = {}
    stand, sinds = dict.fromkeys(wijken, 0), {wijk: Sinds() for wijk in [*wijken, ALLES]}
    for maand in reeks:
        if maand.maand == 1:
            stand, sinds = dict.fromkeys(wijken, 0), {wijk: Sinds() for wijk in [*wijken, ALLES]}
        for wijk in wijken:
            stand[wijk] += kolom.bedrag[maand, wijk]
            sinds[wijk].erbij(kolom.mensen[maand, wijk], kolom.nieuw[maand, wijk])
        sinds[ALLES].erbij(*(sum(tel[maand, wijk] for wijk in wijken) for tel in (kolom.mensen, kolom.nieuw)))
        kubus = onderdruk(
            {(w,): n for w, n in stand.items()},
            [Dimensie(wijken)],
            personen={(w,): s.mensen for w, s in sinds.items()},
        )
        for wijk in [*wijken, ALLES]:
            getoond[maand, wijk] = kubus[(wijk,)]
            if not isinstance(kubus[(wijk,)], Verborgen):
                sinds[wijk] = Sinds()
    return getoond


@dataclass
class Sinds:
    """Since a total was last told: how many people moved it, at least."""

    meeste: int = 0
    nieuw: int = 0

    def erbij(self, mensen: int, nieuw: int) -> None:
        self.meeste, self.nieuw = max(self.meeste, mensen), self.nieuw + nieuw

    @property
    def mensen(self) -> int:
        return max(self.meeste, self.nieuw)
