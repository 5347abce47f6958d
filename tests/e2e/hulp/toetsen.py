"""Somebody without a mouse: goes by Tab, types, and sees at every step where they are."""

from __future__ import annotations

from typing import Any

from playwright.async_api import Locator, Page, expect

MAX_STAPPEN = 120
# Where the focus is now, whether one sees it, and whether it comes after the last one in the text of the page. The day, the month and the
# button inside a date field have a ring that the browser draws, and that no script can see.
_PLEK = """() => {
  const e = document.activeElement;
  const s = getComputedStyle(e);
  const r = e.getBoundingClientRect();
  const vorige = window.vorigeFocus?.isConnected ? window.vorigeFocus : null;
  window.vorigeFocus = e;
  return {
    wat: `${e.tagName.toLowerCase()} ${e.id || e.name || (e.textContent || "").trim().slice(0, 40)}`,
    pagina: e === document.body,
    omlijnd: (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2)
      || (e.type === "date" && !e.matches(":focus-visible")),
    inBeeld: r.width > 0 && r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
    naVorige: !vorige || vorige === e || Boolean(vorige.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING),
  };
}"""


class Toetsen:
    """Nothing here clicks. WCAG 2.2: 2.1.1 (keyboard), 2.4.3 (order), 2.4.7 and 2.4.11 (focus that is seen)."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def druk(self, *toetsen: str) -> None:
        for toets in toetsen:
            await self.page.keyboard.press(toets)

    async def ga_naar(self, doel: Locator, *, terug: bool = False) -> None:
        """Tab by Tab, until the focus is there."""
        await expect(doel).to_be_visible()
        toets, gezien = "Shift+Tab" if terug else "Tab", list[str]()
        for _ in range(MAX_STAPPEN):
            if await doel.evaluate("(e) => e === document.activeElement"):
                return
            await self.page.keyboard.press(toets)
            gezien.append(await self._kijk(terug))
        raise AssertionError(f"met {toets} niet te bereiken: {doel}; wel: {gezien}")

    async def _kijk(self, terug: bool) -> str:
        plek: dict[str, Any] = await self.page.evaluate(_PLEK)
        if plek["pagina"]:  # past the last one: the browser's own bar
            await self.page.evaluate("window.vorigeFocus = null")
            return "(begin)"
        assert plek["omlijnd"], f"de focus is niet te zien op {plek['wat']}"
        assert plek["inBeeld"], f"de focus is buiten beeld op {plek['wat']}"
        assert terug or plek["naVorige"], f"de focus springt terug naar {plek['wat']}"
        return str(plek["wat"])

    async def typ(self, doel: Locator, tekst: str) -> None:
        await self.ga_naar(doel)
        await self.page.keyboard.type(tekst)

    async def op(self, doel: Locator, toets: str = "Enter") -> None:
        """Presses a link or a button."""
        await self.ga_naar(doel)
        await self.page.keyboard.press(toets)

    async def kies(self, doel: Locator, label: str) -> None:
        """Goes down a list of choices until this one is chosen."""
        await self.ga_naar(doel)
        gekozen = "(e) => e.selectedOptions[0]?.label.trim() ?? ''"
        for _ in range(await doel.evaluate("(e) => e.options.length")):
            if label in await doel.evaluate(gekozen):
                return
            await self.page.keyboard.press("ArrowDown")
        assert label in await doel.evaluate(gekozen), f"{label} staat niet in de keuzelijst"
