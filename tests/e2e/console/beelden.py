"""Makes the pictures of docs/console.md, with the invented gemeente. By hand: `PYTHONPATH=. .venv/bin/python -m tests.e2e.console.beelden`."""

from __future__ import annotations

import asyncio
import io
import tempfile
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page, async_playwright
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Database
from loket_backend.intake import workflow
from loket_backend.intake.models import ONDERZOEK
from loket_backend.maandbeeld.maanden import Maand, deze, tot_en_met
from loket_backend.migreer import migreer
from loket_backend.wijkbudget import boeken
from loket_backend.wijkbudget.models import INLEG, REALISATIE, TOEZEGGING
from tests.e2e.conftest import CHROMIUM, VLAGGEN
from tests.e2e.console import rijk
from tests.e2e.console.conftest import LOGIN, SCHERM, WACHTWOORD
from tests.e2e.console.paginas import dossiers_van_anja
from tests.e2e.hulp.console_los import Consoleloket
from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import WORTEL
from tests.loket.maandbeeld import hulp as stof

BEELD = WORTEL / "docs" / "beeld"
MAX_BYTES = 120_000
WIJK = "elzerveen"
# The name of the picture, who looks, and at what.
BREED = {
    "werkvoorraad": ("medewerker", ""),
    "intake": ("medewerker", "/intakes/{kenmerk}"),
    "termijnen": ("medewerker", "/termijnen"),
    "afspraak": ("medewerker", "/intakes/{kenmerk}/afspraak"),
    "agenda": ("medewerker", "/agenda"),
    "gespreksverslag": ("medewerker", "/intakes/{kenmerk}/verslag"),
    "caseload": ("coordinator", "/caseload"),
    "overzicht": ("coordinator", "/overzicht"),
    "maandbeeld": ("coordinator", "/maandbeeld"),
    "logboek": ("coordinator", "/audit"),
    "beheer-nummers": ("beheerder", "/beheer/nummers"),
    "beheer-teksten": ("beheerder", "/beheer/teksten/bot/utter_vraag_hulpvraag"),
}
SMAL = {"intake-telefoon": ("medewerker", "/intakes/{kenmerk}")}


async def vul_aan(database: Database) -> str:
    """Proposes moments in a dossier of the demo, whose investigation has begun; the kenmerk."""
    kenmerk, _ = (await dossiers_van_anja(database))[0]
    async with database.schrijf() as session:
        intake = await workflow.vergrendel(session, kenmerk)
        await rijk.stel_momenten_voor(session, intake, cycle(("", "Jannie Veldhuis")).__next__)
        await workflow.wissel(session, intake, ONDERZOEK, rijk.ANJA)
    return kenmerk


async def vul_maanden(database: Database) -> None:
    """A year of the wijk in which six people a month got help, so that the charts have something to show."""
    maanden = tot_en_met(deze().vorige, 12)
    async with database.schrijf() as session:
        budgetten = {jaar: await _budget(session, jaar) for jaar in {maand.jaar for maand in maanden}}
        for nr, maand in enumerate(maanden):
            budget_id, dag = budgetten[maand.jaar], maand.begin + timedelta(days=9)
            for vorm in ("informeel", "informeel", "collectief", "algemeen", "individueel", "individueel"):
                kenmerk = await stof.dossier(session, WIJK, dag - timedelta(days=20), ("kan", "wil", "nodig"))
                lijn = stof.regel(vorm, 120_000, begint_op=dag.date(), evaluatie_op=dag.date() + timedelta(days=182))
                versie = await stof.geldt(session, kenmerk, dag, None, lijn, wie=rijk.ANJA)
                for soort, bedrag in ((TOEZEGGING, 100_000), (REALISATIE, 40_000 + 2_000 * nr)):
                    await stof.boek(session, budget_id, soort, bedrag, dag, kenmerk)
                await stof.verwacht(session, budget_id, 55_000, dag, kenmerk)
                await stof.vindt(session, kenmerk, versie, dag, "ja" if vorm != "algemeen" else "beetje", "ja")


async def _budget(session: AsyncSession, jaar: int) -> int:
    budget_id = await boeken.open_budget(session, WIJK, jaar)
    await stof.boek(session, budget_id, INLEG, 10_000_000, Maand(jaar, 1).begin)
    return budget_id


async def neem_op(browser: Browser, loket: Consoleloket, kenmerk: str) -> None:
    for beelden, maat in ((BREED, (1440, 1200)), (SMAL, (320, 900))):
        for naam, (rol, pad) in beelden.items():
            context = await browser.new_context(**{**SCHERM, "viewport": {"width": maat[0], "height": maat[1]}})
            kijker = await Kijker.open(context, loket.url)
            await kijker.log_in(LOGIN[rol], WACHTWOORD)
            await kijker.ga_naar(f"/console{pad.format(kenmerk=kenmerk)}")
            bewaar(await _prent(kijker.page), BEELD / f"console-{naam}.png")
            await context.close()


async def _prent(page: Page) -> bytes:
    await page.wait_for_load_state("load")
    return await page.screenshot()


def bewaar(png: bytes, pad: Path) -> None:
    """In 64 colours, and as small as docs may be."""
    with Image.open(io.BytesIO(png)) as beeld:
        beeld.convert("RGB").quantize(64).save(pad, optimize=True)
    assert pad.stat().st_size <= MAX_BYTES, f"{pad} is {pad.stat().st_size} bytes"
    print(pad.name, pad.stat().st_size)


async def main(loket: Consoleloket, kenmerk: str) -> None:
    async with async_playwright() as speler:
        browser = await speler.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        await neem_op(browser, loket, kenmerk)
        await browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as map_:
        sjabloon, data = Path(map_) / "sjabloon.db", Path(map_) / "data"
        data.mkdir()
        migreer(f"sqlite+aiosqlite:///{sjabloon}")
        loket = Consoleloket(data, sjabloon)
        kenmerk = loket.doe(vul_aan)
        loket.doe(vul_maanden)
        loket.start()
        try:
            asyncio.run(main(loket, kenmerk))
        finally:
            loket.stop()
