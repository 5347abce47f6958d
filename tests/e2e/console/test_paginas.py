"""Every page, for every role that may see it, at every size."""

from __future__ import annotations

import pytest

from tests.e2e.console.paginas import ONDERWEG, Pagina, paginas
from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import WORTEL

pytestmark = pytest.mark.asyncio(loop_scope="package")


@pytest.mark.parametrize("pagina", list(paginas()), ids=str)
async def test_een_pagina_klopt_op_elke_maat(
    pagina: Pagina, waar: dict[str, str | None], kijkers: dict[str, Kijker]
) -> None:
    """Status 200, no findings of axe, nothing sideways, cut off or on top of something else, and no errors in the browser."""
    adres, kijker = waar[pagina.pad], kijkers[pagina.rol]
    assert adres is not None, f"geen voorbeeld voor {pagina.pad}: zet het in VOORBEELDEN (tests/e2e/console/paginas.py)"
    kijker.fouten.clear()
    assert await kijker.ga_naar(adres) == 200
    mis = await kijker.gebreken()
    assert not mis, "\n".join([adres, *mis])


async def test_een_pagina_die_er_niet_is_klopt_ook(kijkers: dict[str, Kijker]) -> None:
    kijker = kijkers["medewerker"]
    assert await kijker.ga_naar("/console/intakes/2026-AAAAAA") == 404
    kijker.fouten.clear()
    assert await kijker.gebreken() == []


async def test_de_docs_noemen_elke_pagina() -> None:
    docs = (WORTEL / "docs" / "console.md").read_text(encoding="utf-8")
    bekend = {pagina.pad for pagina in paginas()} | ONDERWEG
    assert sorted(pad for pad in bekend if f"`/console{pad}`" not in docs) == []
