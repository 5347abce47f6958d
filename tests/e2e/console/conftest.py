"""One loket, one browser and one login a role for all pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright, expect

from loket_backend.db import Database
from tests.e2e.conftest import CHROMIUM, CHROMIUM_IS_ER, VLAGGEN
from tests.e2e.console import rijk, samenwerk
from tests.e2e.console.paginas import BEZOEKER, adressen
from tests.e2e.hulp.console_los import Consoleloket
from tests.e2e.hulp.kijker import Kijker
from tests.e2e.hulp.loket import GEDULD_BLAD
from tests.e2e.hulp.toetsen import Toetsen

WACHTWOORD = "demo-loket-2026"
LOGIN = {"medewerker": "anja", "coordinator": "gerda", "beheerder": "hedwig", "partner": "pia"}


# As people write: short, long, over lines, and with a word that fits no telephone.
ZINNEN = (
    "Ik red het alleen niet meer, en mijn dochter woont ver weg.",
    "Ja.",
    "Zie https://voorbeeld.example/" + "lang" * 20,
    "Eerst dit.\nDan dat.\n\nEn tot slot nog iets over de trap, de drempels en de douche. " * 4,
    "Gezondheidszorgmedewerkersoverleggroepsvergaderingsverslag",
)


async def vul_aan(database: Database) -> None:
    """A dossier in which everything happened."""
    op_rij = cycle(ZINNEN)
    async with database.schrijf() as session:
        intake = await rijk.begin(session, "Willemijn van der Heuvel-Oosterhuis", lambda: next(op_rij), rijk.BILAL)
        await rijk.werk_uit(session, intake.kenmerk, lambda: next(op_rij))
        await rijk.geef_budget(session, intake.kenmerk, lambda: next(op_rij))
        await samenwerk.werk_samen(session, intake.kenmerk, lambda: next(op_rij), WACHTWOORD)
        await rijk.verantwoord(session, intake.kenmerk, lambda: next(op_rij))


def _draai(loket: Consoleloket) -> Iterator[Consoleloket]:
    try:
        loket.start()
        yield loket
    finally:
        loket.stop()


# What a browser says of its own when a form comes back with its faults.
GEWEIGERD = "the server responded with a status of 400"
Aan = Callable[[str], Awaitable[Toetsen]]
# No motion: what is scrolled to is there at once.
SCHERM: dict[str, Any] = {"locale": "nl-NL", "viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"}


@pytest.fixture(scope="package")
def loket(sqlite_sjabloon: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Consoleloket]:
    loket = Consoleloket(tmp_path_factory.mktemp("console"), sqlite_sjabloon)
    loket.doe(vul_aan)
    yield from _draai(loket)


@pytest.fixture(scope="module")
def eigen_loket(sqlite_sjabloon: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Consoleloket]:
    """For what the other tests would notice."""
    yield from _draai(Consoleloket(tmp_path_factory.mktemp("console"), sqlite_sjabloon))


@pytest.fixture(scope="package")
def waar(loket: Consoleloket) -> dict[str, str | None]:
    """The address of every page in the demo."""
    return loket.doe(adressen)


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def browser() -> AsyncIterator[Browser]:
    if not CHROMIUM_IS_ER:
        pytest.skip("Chromium is niet geïnstalleerd (apt-get install chromium)")
    expect.set_options(timeout=GEDULD_BLAD)
    async with async_playwright() as speler:
        browser = await speler.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(scope="package", loop_scope="package")
async def kijkers(browser: Browser, loket: Consoleloket) -> AsyncIterator[dict[str, Kijker]]:
    """A tab of each role, logged in, and one of a visitor."""
    gevonden: dict[str, Kijker] = {}
    for rol in (*LOGIN, BEZOEKER):
        context = await browser.new_context(**SCHERM)
        context.set_default_timeout(GEDULD_BLAD)
        gevonden[rol] = await Kijker.open(context, loket.url)
        if rol in LOGIN:
            await gevonden[rol].log_in(LOGIN[rol], WACHTWOORD)
    yield gevonden
    for kijker in gevonden.values():
        await kijker.page.context.close()


@pytest_asyncio.fixture(loop_scope="package")
async def aan(browser: Browser, loket: Consoleloket) -> AsyncIterator[Aan]:
    """`await aan("anja")`: logged in, with the keyboard."""
    kijkers: list[Kijker] = []

    async def meld_aan(login: str) -> Toetsen:
        context = await browser.new_context(**SCHERM)
        context.set_default_timeout(GEDULD_BLAD)
        kijkers.append(await Kijker.open(context, loket.url))
        await kijkers[-1].ga_naar("/console/inloggen")
        toetsen = Toetsen(kijkers[-1].page)
        await toetsen.typ(toetsen.page.get_by_label("Inlognaam"), login)
        await toetsen.typ(toetsen.page.get_by_label("Wachtwoord"), WACHTWOORD)
        await toetsen.druk("Enter")
        await expect(toetsen.page.get_by_role("button", name="Uitloggen")).to_be_visible()
        return toetsen

    yield meld_aan
    for kijker in kijkers:
        assert [fout for fout in kijker.fouten if GEWEIGERD not in fout] == []
        await kijker.page.context.close()
