"""Scripts in every field that residents and staff can fill, opened in a real browser: they stay text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from itertools import cycle

import pytest
from playwright.async_api import Browser
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console.routes import BEGIN
from loket_backend.db import Database
from loket_backend.gesprek import mensen
from loket_backend.intake.models import Intake
from loket_backend.toewijzing.models import Medewerker, Wijk
from tests.data import gif
from tests.data.aanvallen import AANVALLEN
from tests.e2e.console import rijk, samenwerk
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
        await _na_het_gesprek(session, lambda: next(op_rij))
    return vol


async def _na_het_gesprek(session: AsyncSession, zeg: rijk.Zeg) -> None:
    """The dossier that the addresses are of, and every attack in every field of what comes after the keukentafelgesprek."""
    intake = await rijk.begin(session, AANVALLEN[0], zeg, rijk.BILAL)
    await rijk.werk_uit(session, intake.kenmerk, zeg)
    await rijk.geef_budget(session, intake.kenmerk, zeg)
    await samenwerk.werk_samen(session, intake.kenmerk, zeg, WACHTWOORD)
    await rijk.verantwoord(session, intake.kenmerk, zeg)
    assert {gif.naam_van(kolom) for _, kolom in gif.kolommen()} == await gif.vergiftig(session)


@pytest.fixture
def kijkt(browser: Browser, eigen_loket: Consoleloket) -> Callable[[str], Awaitable[Kijker]]:
    """A tab of its own in which this person is logged in."""

    async def log_in(wie: str) -> Kijker:
        kijker = await Kijker.open(await browser.new_context(**SCHERM), eigen_loket.url)
        await kijker.log_in(wie, WACHTWOORD)
        return kijker

    return log_in


async def test_geen_enkele_aanval_wordt_meer_dan_tekst(
    kijkt: Callable[[str], Awaitable[Kijker]], eigen_loket: Consoleloket
) -> None:
    """0 dialogs, 0 violations of the policy, 0 requests to elsewhere, and nothing on a page that could run.

    Gerda reads what she may; what only the beheerder or a partner may, they do.
    """
    vol, waar = eigen_loket.doe(vergiftig), eigen_loket.doe(adressen)
    paden = [adres for adres in waar.values() if adres is not None]
    for pad, adres in waar.items():
        if adres and pad.startswith("/intakes/{kenmerk}") and pad.count("{") == 1:
            paden += [f"{BEGIN}{pad.replace('{kenmerk}', kenmerk)}" for kenmerk in vol]
    paden += [f"{BEGIN}?lijst=alle&pagina={n}" for n in range(1, 5)]
    mis, gezien, geopend = dict[str, list[str]](), 0, 0
    for wie in ("gerda", "hedwig", samenwerk.PARTNER):
        kijker, rest = await kijkt(wie), list[str]()
        for pad in paden:
            kijker.fouten.clear()
            if await kijker.ga_naar(pad) != 200:
                rest.append(pad)
                continue
            geopend += 1
            kwaad = await kijker.page.evaluate(KWAAD)
            gezien += (await kijker.page.inner_text("body")).count("alert(1)")
            if kijker.fouten or kwaad:
                mis[pad] = [*kijker.fouten, *kwaad]
        await kijker.page.context.close()
        paden = rest
    assert mis == {}
    assert geopend > 80  # the pages of four dossiers, and all others
    assert gezien > 5 * len(AANVALLEN)  # they are there to be read
