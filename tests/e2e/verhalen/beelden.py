"""Pictures of the telling moments of a story, for docs/samen.md. They are taken while it is told, and only when somebody asks for them:

LOKET_BEELDEN=1 .venv/bin/python -m pytest -p no:cacheprovider -q tests/e2e/verhalen/test_dorp.py
"""

from __future__ import annotations

import os

from playwright.async_api import Locator, Page

from tests.e2e.console.beelden import BEELD, bewaar

# Of what is shown, so much of the page above it stays in the picture.
RUIMTE = 24
_NAAR = "(e, ruimte) => window.scrollTo({top: e.getBoundingClientRect().top + scrollY - ruimte, behavior: 'instant'})"


async def neem_op(page: Page, naam: str, bij: Locator | None = None) -> None:
    """What stands on the screen, from `bij` on; nothing when no pictures are asked for."""
    if os.environ.get("LOKET_BEELDEN") != "1":
        return
    if bij is not None:
        await bij.evaluate(_NAAR, RUIMTE)
    bewaar(await page.screenshot(), BEELD / f"verhaal-{naam}.png")
