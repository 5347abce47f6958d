"""A browser tab that notices whatever goes wrong in it, and measures what stands on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, ConsoleMessage, Dialog, Page, Request

from tests.e2e.hulp.loket import WORTEL

AXE = WORTEL / "node_modules" / "axe-core" / "axe.min.js"
METING = (Path(__file__).parents[1] / "console" / "meting.js").read_text(encoding="utf-8")
RICHTLIJNEN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In CSS pixels: a desk, a tablet, a small telephone (and 400% zoom of 1280); and 200% zoom of 1280.
MET_AXE, ZONDER_AXE = (1440, 768, 320), (640,)
# Told to the console of the browser, so that it is heard whatever page comes after it.
_CSP = """document.addEventListener('securitypolicyviolation', (e) => console.error(
  `CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile || ''}:${e.lineNumber}`));"""


class Kijker:
    """`fouten`: everything that should not happen on a page of ours, in the order in which it did."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url, self.fouten = page, url, list[str]()
        page.on("pageerror", lambda fout: self.fouten.append(f"fout in script: {fout}"))
        page.on("console", self._luister)
        page.on("dialog", self._dialoog)
        page.on("request", self._vraag)

    @classmethod
    async def open(cls, context: BrowserContext, url: str) -> Kijker:
        await context.add_init_script(_CSP)
        await context.add_init_script(path=AXE)
        return cls(await context.new_page(), url)

    def _luister(self, melding: ConsoleMessage) -> None:
        if melding.type in {"error", "warning"}:
            self.fouten.append(f"console: {melding.text}")

    async def _dialoog(self, dialoog: Dialog) -> None:
        self.fouten.append(f"dialoog: {dialoog.message}")
        await dialoog.dismiss()

    def _vraag(self, vraag: Request) -> None:
        if not vraag.url.startswith((self.url, "data:", "blob:")):
            self.fouten.append(f"verzoek naar buiten: {vraag.url}")

    async def ga_naar(self, pad: str) -> int:
        """The status of the page."""
        antwoord = await self.page.goto(f"{self.url}{pad}")
        return antwoord.status if antwoord else 0

    async def log_in(self, login: str, wachtwoord: str) -> None:
        await self.ga_naar("/console/inloggen")
        await self.page.get_by_label("Inlognaam").fill(login)
        await self.page.get_by_label("Wachtwoord").fill(wachtwoord)
        await self.page.get_by_role("button", name="Inloggen").click()
        await self.page.get_by_role("button", name="Uitloggen").wait_for()

    async def maat(self, breedte: int, hoogte: int = 900, letters: int = 100) -> None:
        """Sizes the window in CSS pixels, and the letters in percents."""
        await self.page.set_viewport_size({"width": breedte, "height": hoogte})
        await self.page.evaluate(f"document.documentElement.style.fontSize = '{letters}%'")

    async def meet(self) -> list[str]:
        """What sticks out, is cut off or lies on something else, and which id is there twice."""
        gemeten: dict[str, Any] = await self.page.evaluate(METING)
        opzij = [f"schuift {gemeten['opzij']} px opzij"] if gemeten["opzij"] > 0 else []
        return [*opzij, *gemeten["afgekapt"], *gemeten["overlap"], *gemeten["dubbel"]]

    async def gebreken(self) -> list[str]:
        """What is wrong with this page, at every size.

        WCAG 2.2: 1.4.4 (letters of 200%), 1.4.10 (320 pixels wide), and what axe-core knows of levels A and AA.
        """
        mis: list[str] = []
        for breedte in (*MET_AXE, *ZONDER_AXE):
            await self.maat(breedte)
            mis += [f"{breedte} px: {wat}" for wat in await self.meet()]
            if breedte in MET_AXE:
                mis += [f"{breedte} px, axe: {wat}" for wat in await self.axe()]
        await self.maat(1280, letters=200)
        mis += [f"letters van 200%: {wat}" for wat in await self.meet()]
        await self.maat(1280)
        return mis + self.fouten

    async def axe(self) -> list[str]:
        """The findings of axe-core, each with the element, once the page stands there with its style."""
        await self.page.wait_for_load_state("load")
        keuze = {"runOnly": {"type": "tag", "values": RICHTLIJNEN}, "resultTypes": ["violations"]}
        uitslag = await self.page.evaluate("(keuze) => axe.run(document, keuze)", keuze)
        return [
            f"{v['id']}: {knoop['target']} {knoop.get('failureSummary', '')}"
            for v in uitslag["violations"]
            for knoop in v["nodes"]
        ]
