"""Every page, for every role that may see it, at every size."""

from __future__ import annotations

import pytest

from tests.e2e.console.paginas import Pagina, paginas
from tests.e2e.hulp.kijker import Kijker

pytestmark = pytest.mark.asyncio(loop_scope="package")
# In CSS pixels: a small telephone (and 400% zoom of 1280), a tablet, a desk; and 200% zoom of 1280.
MET_AXE, ZONDER_AXE = (1440, 768, 320), (640,)


@pytest.mark.parametrize("pagina", list(paginas()), ids=str)
async def test_een_pagina_klopt_op_elke_maat(
    pagina: Pagina, waar: dict[str, str | None], kijkers: dict[str, Kijker]
) -> None:
    """Status 200, no findings of axe, nothing sideways, cut off or on top of something else, and no errors in the browser.

    WCAG 2.2: 1.4.4 (letters of 200%), 1.4.10 (320 pixels wide), and what axe-core knows of levels A and AA.
    """
    adres, kijker = waar[pagina.pad], kijkers[pagina.rol]
    assert adres is not None, f"geen voorbeeld voor {pagina.pad}: zet het in VOORBEELDEN (tests/e2e/console/paginas.py)"
    kijker.fouten.clear()
    assert await kijker.ga_naar(adres) == 200
    mis: list[str] = []
    for breedte in (*MET_AXE, *ZONDER_AXE):
        await kijker.maat(breedte)
        mis += [f"{breedte} px: {wat}" for wat in await kijker.meet()]
        if breedte in MET_AXE:
            mis += [f"{breedte} px, axe: {wat}" for wat in await kijker.axe()]
    await kijker.maat(1280, letters=200)
    mis += [f"letters van 200%: {wat}" for wat in await kijker.meet()]
    await kijker.maat(1280)
    mis += kijker.fouten
    assert not mis, "\n".join([adres, *mis])
