"""The pages that one comes to by doing something: a second factor, and what was kept of a form."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pyotp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect
from sqlalchemy import update

from loket_backend.db import Database
from loket_backend.tijd import nu
from loket_backend.toegang.models import Sessie
from tests.e2e.console.conftest import SCHERM, WACHTWOORD
from tests.e2e.console.paginas import ONDERWEG
from tests.e2e.hulp.console_los import Consoleloket
from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import GEDULD_BLAD

pytestmark = pytest.mark.asyncio(loop_scope="package")
GEZIEN: set[str] = set()


@pytest_asyncio.fixture(loop_scope="package")
async def kijker(browser: Browser, loket: Consoleloket) -> AsyncIterator[Kijker]:
    context = await browser.new_context(**SCHERM)
    context.set_default_timeout(GEDULD_BLAD)
    yield await Kijker.open(context, loket.url)
    await context.close()


async def klopt(kijker: Kijker, pad: str) -> None:
    """This is the page, and there is nothing wrong with it at any size."""
    await expect(kijker.page).to_have_url(f"{kijker.url}/console{pad}")
    GEZIEN.add(pad)
    mis = await kijker.gebreken()
    assert not mis, "\n".join(mis)


async def test_een_tweede_stap_aanzetten_en_ermee_inloggen(kijker: Kijker) -> None:
    page = kijker.page
    await kijker.log_in("esra", WACHTWOORD)
    await kijker.ga_naar("/console/account")
    await page.get_by_role("button", name="Zet inloggen met een code aan").click()
    await klopt(kijker, "/account/code")
    geheim = (await page.locator("code").inner_text()).replace(" ", "")
    await page.get_by_label("Code van zes cijfers").fill(pyotp.TOTP(geheim).now())
    await page.get_by_role("button", name="Zet aan").click()
    await klopt(kijker, "/account/herstelcodes")
    herstelcode = await page.locator("main li").first.inner_text()
    await page.get_by_role("button", name="Uitloggen").click()
    await page.get_by_label("Inlognaam").fill("esra")
    await page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    await page.get_by_role("button", name="Inloggen").click()
    await expect(page).to_have_url(f"{kijker.url}/console/inloggen/code")
    await klopt(kijker, "/inloggen/code")
    await page.get_by_role("textbox").fill(herstelcode)
    await page.get_by_role("main").get_by_role("button").first.click()
    await expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()


async def test_wat_iemand_schreef_toen_de_sessie_voorbij_was_komt_terug(kijker: Kijker, loket: Consoleloket) -> None:
    page, reden = kijker.page, "De huisarts belde over deze inwoner."
    await kijker.log_in("daan", WACHTWOORD)
    await kijker.ga_naar("/console/noodinzage")
    await page.get_by_label("Kenmerk van het dossier").fill("2026-ABC234")
    await page.get_by_label("Waarom is het nodig?").fill(reden)
    loket.doe(_laat_verlopen)
    kijker.fouten.clear()
    await page.get_by_role("button", name="Open het dossier").click()
    await page.get_by_label("Inlognaam").fill("daan")
    await page.get_by_label("Wachtwoord").fill(WACHTWOORD)
    await page.get_by_role("button", name="Inloggen").click()
    await expect(page.get_by_text(reden)).to_be_visible()
    kijker.fouten.clear()  # the login page was a 401
    await klopt(kijker, "/bewaard")


async def _laat_verlopen(database: Database) -> None:
    lang = nu() - timedelta(hours=3)
    van_daan = Sessie.medewerker_id == "daan-verbeek"
    async with database.schrijf() as session:
        await session.execute(update(Sessie).where(van_daan).values(gezien_op=lang, geldig_tot=lang))


async def test_elke_pagina_waar_iemand_langs_komt_is_bekeken() -> None:
    assert GEZIEN == ONDERWEG
