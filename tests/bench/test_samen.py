"""Every page that is measured is there, with something in it, and what is asked as a first look is one."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.bench import samen
from tests.bench.opstelling import instellingen, opstelling


@pytest.fixture
def klein(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_ARRANGEMENTEN", "300")


@pytest.mark.usefixtures("klein")
async def test_elke_bladzijde_die_gemeten_wordt_is_er(tmp_path: Path) -> None:
    async with opstelling(instellingen(tmp_path, ""), samen.vul) as loket:
        dobbel = random.Random(1)
        await samen._ronde(loket, dobbel, 0)
        await samen._ronde(loket, dobbel, 1)
        assert set(loket.tijden) == set(samen.PAGINAS)
        assert {len(tijden) for tijden in loket.tijden.values()} == {2}
        woorden = samen._woorden(loket.gevuld, dobbel, 2)
        for naam in ("arrangementen terugkijken", "wederkerigheid koppelingen", "casusoverleg lijst", "geholpen lijst"):
            wie, pad = samen.PAGINAS[naam]
            pagina = await loket.haal(naam, wie, f"/console/{pad.format(**woorden)}")
            assert pagina.count("/console/intakes/") >= 10 or pagina.count("/console/casusoverleg/") >= 10, naam


def test_een_maand_komt_pas_terug_als_hij_vergeten_is() -> None:
    assert len(set(samen._maanden())) == len(samen._maanden()) == samen.MEESTE
