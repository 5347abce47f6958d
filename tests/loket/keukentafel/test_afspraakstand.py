"""Every state with every event: what the table allows happens and is in the history, the rest is refused."""

from __future__ import annotations

from typing import Any, cast

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.errors import Conflict
from loket_backend.keukentafel.afspraakmodels import Afspraak, Afspraakwissel
from loket_backend.keukentafel.afspraakstand import GEBEURTENISSEN, OPEN, STANDEN, TABEL, WOORDEN, wissel
from tests.loket.keukentafel.hulp import DINSDAG

MAG = {
    "voorgesteld": {"stel_voor", "spreek_af", "kies", "wijs_af", "zeg_af", "trek_in", "verloop"},
    "gepland": {"stel_voor", "spreek_af", "verzet_het", "zeg_af", "trek_in", "wees", "kom_niet"},
    "verzet": {"stel_voor", "spreek_af", "zeg_af", "trek_in"},
    "verlopen": {"stel_voor", "spreek_af", "zeg_af", "trek_in"},
}


class Geschiedenis:
    def __init__(self) -> None:
        self.regels: list[Afspraakwissel] = []

    def add(self, regel: Any) -> None:
        self.regels.append(regel)


@pytest.mark.parametrize("stand", STANDEN)
@pytest.mark.parametrize("gebeurtenis", GEBEURTENISSEN)
def test_elke_stand_met_elke_gebeurtenis(stand: str, gebeurtenis: str) -> None:
    afspraak = Afspraak(id=1, stand=stand, volgnummer=3, begin=DINSDAG, vervalt_op=DINSDAG, gevraagd="weer")
    verleden = Geschiedenis()
    if gebeurtenis in MAG.get(stand, set()):
        wissel(cast(AsyncSession, verleden), afspraak, gebeurtenis, "anja", reden="omdat")
        [regel] = verleden.regels
        assert (regel.van, regel.naar, regel.door, regel.gegevens) == (
            stand,
            afspraak.stand,
            "anja",
            {"reden": "omdat"},
        )
        assert afspraak.stand == TABEL[stand, gebeurtenis]
        assert afspraak.volgnummer == 4
        assert afspraak.gevraagd is None
    else:
        with pytest.raises(Conflict, match="Dat kan nu niet"):
            wissel(cast(AsyncSession, verleden), afspraak, gebeurtenis, "anja")
        assert (verleden.regels, afspraak.stand) == ([], stand)


def test_de_tabel_kent_alleen_bekende_standen_en_gebeurtenissen() -> None:
    assert {van for van, _ in TABEL} == OPEN
    assert set(TABEL.values()) | OPEN == set(STANDEN) == set(WOORDEN)
    assert {gebeurtenis for _, gebeurtenis in TABEL} == set(GEBEURTENISSEN)
