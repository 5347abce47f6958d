"""Scripts in every field that residents and staff can fill, opened in a real browser: they stay text."""

from __future__ import annotations

from itertools import cycle

import pytest
import pytest_asyncio
from playwright.async_api import Browser
from sqlalchemy import update

from loket_backend.console.routes import BEGIN
from loket_backend.db import Database
from loket_backend.gesprek import mensen
from loket_backend.intake.models import Intake
from loket_backend.toewijzing.models import Medewerker, Wijk
from tests.data.aanvallen import AANVALLEN
from tests.e2e.console import rijk
from tests.e2e.console.conftest import SCHERM, WACHTWOORD
from tests.e2e.console.paginas import adressen
from tests.e2e.hulp.console_los import Consoleloket
from tests.e2e.hulp.kijker import Kijker

pytestmark = pytest.mark.asyncio(loop_scope="package")
# What no page of ours has, however it came there.
KWAAD = """() => [...document.querySelectorAll("*")].filter((e) =>
  [...e.attributes].some((a) => /^(on|hx-on|data-hx)/.test(a.name) || a.name === "style" || /^\\s*javascript:/i.test(a.value) && /href|src|action/.test(a.name))
  || e.matches("iframe, object, embed, base, marquee, math, meta[http-equiv], template, video, audio, form:not([action^='/console'])")
  || e.matches("script") && !(e.src || "").startsWith(location.origin)
).map((e) => e.outerHTML.slice(0, 120))"""


async def vergiftig(database: Database) -> list[str]:
    """The kenmerken of dossiers in which every field is an attack; all attacks are in each long field of one of them."""
    op_rij, kenmerken = cycle(AANVALLEN), list[str]()
    async with database.schrijf() as session:
        for naam in AANVALLEN:
            kenmerken.append((await rijk.begin(session, naam, lambda: next(op_rij))).kenmerk)
        vol = kenmerken[:4]
        for kenmerk in vol:
            # five at a time: the places with little room have room for that
            await rijk.werk_uit(session, kenmerk, lambda: "\n".join(next(op_rij) for _ in range(5)))
        gesprek = (await session.get_one(Intake, vol[0])).gesprek_id
        for aanval in AANVALLEN:
            await mensen.noteer(session, gesprek, rijk.ANJA, aanval)
        await session.execute(update(Wijk).where(Wijk.id == "elzerveen").values(naam=AANVALLEN[0]))
        for wie, aanval in ((rijk.ANJA, AANVALLEN[10]), (rijk.BILAL, AANVALLEN[55]), (rijk.GERDA, AANVALLEN[53])):
            zet = {"naam": aanval[:80], "functie": aanval[:80]}
            await session.execute(update(Medewerker).where(Medewerker.id == wie).values(**zet))
    return vol


@pytest_asyncio.fixture(loop_scope="package")
async def gerda(browser: Browser, eigen_loket: Consoleloket) -> Kijker:
    context = await browser.new_context(**SCHERM)
    kijker = await Kijker.open(context, eigen_loket.url)
    await kijker.log_in("gerda", WACHTWOORD)
    return kijker


async def test_geen_enkele_aanval_wordt_meer_dan_tekst(gerda: Kijker, eigen_loket: Consoleloket) -> None:
    """0 dialogs, 0 violations of the policy, 0 requests to elsewhere, and nothing on a page that could run."""
    vol, waar = eigen_loket.doe(vergiftig), eigen_loket.doe(adressen)
    paden = [adres for adres in waar.values() if adres is not None]
    for pad, adres in waar.items():
        if adres and pad.startswith("/intakes/{kenmerk}") and pad.count("{") == 1:
            paden += [f"{BEGIN}{pad.replace('{kenmerk}', kenmerk)}" for kenmerk in vol]
    paden += [f"{BEGIN}?lijst=alle&pagina={n}" for n in range(1, 5)]
    mis, gezien, geopend = dict[str, list[str]](), 0, 0
    for pad in paden:
        gerda.fouten.clear()
        status = await gerda.ga_naar(pad)
        if status != 200:
            continue  # what only others may see
        geopend += 1
        kwaad = await gerda.page.evaluate(KWAAD)
        gezien += (await gerda.page.inner_text("body")).count("alert(1)")
        if gerda.fouten or kwaad:
            mis[pad] = [*gerda.fouten, *kwaad]
    await gerda.page.context.close()
    assert mis == {}
    assert geopend > 60  # the pages of four dossiers, and all others
    assert gezien > 5 * len(AANVALLEN)  # they are there to be read
