"""Pictures of the telling moments of a story, for docs/samen.md. They are taken while it is told, and only when somebody asks for them:

LOKET_BEELDEN=1 .venv/bin/python -m pytest -p no:cacheprovider -q tests/e2e/verhalen/test_dorp.py
"""

from __future__ import annotations

import os

from playwright.async_api import Locator, Page

from tests.e2e.console.beelden import BEELD, bewaar
from tests.e2e.widget.conftest import Chat

# Of what is shown, so much of the page above it stays in the picture.
RUIMTE = 24
_NAAR = "(e, ruimte) => window.scrollTo({top: e.getBoundingClientRect().top + scrollY - ruimte, behavior: 'instant'})"
# A message on top of the chat, or the newest with its buttons at the bottom.
_BINNEN = """(e, boven) => {
  let lijst = e.parentElement;
  while (!/auto|scroll/.test(getComputedStyle(lijst).overflowY)) lijst = lijst.parentElement;
  const naar = e.getBoundingClientRect().top - lijst.getBoundingClientRect().top + lijst.scrollTop;
  lijst.scrollTo({top: boven ? naar : lijst.scrollHeight, behavior: 'instant'});
}"""


async def neem_op(page: Page, naam: str, bij: Locator) -> None:
    """What stands on the screen of a desk, from `bij` on; nothing when no pictures are asked for."""
    if _gevraagd():
        await bij.evaluate(_NAAR, RUIMTE)
        await _bewaar(page, naam)


async def neem_chat_op(chat: Chat, naam: str, bij: Locator | None = None) -> None:
    """A telephone, with this message on top, else the last one at the bottom."""
    if _gevraagd():
        await chat.page.locator("loket-chat").evaluate(_NAAR, RUIMTE)
        await (bij or chat.berichten.last).evaluate(_BINNEN, bij is not None)
        await _bewaar(chat.page, naam)


def _gevraagd() -> bool:
    return os.environ.get("LOKET_BEELDEN") == "1"


async def _bewaar(page: Page, naam: str) -> None:
    bewaar(await page.screenshot(), BEELD / f"verhaal-{naam}.png")
