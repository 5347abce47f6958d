"""A page of another origin with the widget on it, and a resident who answers what the widget asks."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import yaml
from aiohttp import web
from playwright.async_api import Locator, expect

from loket_backend.keukentafel.bevestiging import BESTAND as BEVESTIGING
from loket_backend.keukentafel.gespreksverslag_sjabloon import inhoud
from tests.e2e.hulp.loket import WORTEL, Loket
from tests.e2e.widget.conftest import VREEMDE_PAGINA, Chat

KLAAR = "ingediend"
ANTWOORD_BINNEN = 30_000
VERTELVELDEN = ("kan", "wil", "nodig", "netwerk", "aanbod")


@asynccontextmanager
async def vreemde_site(loket: Loket) -> AsyncIterator[str]:
    """The address of a page of the other origin, with a strict policy: nothing inline, only the loket."""

    async def pagina(request: web.Request) -> web.Response:
        beleid = f"default-src 'none'; script-src {loket.url}; connect-src {loket.url}; img-src data:"
        html = VREEMDE_PAGINA.format(loket=loket.url, chat="<loket-chat></loket-chat>")
        return web.Response(text=html, content_type="text/html", headers={"Content-Security-Policy": beleid})

    app = web.Application()
    app.router.add_get("/", pagina)
    loper = web.AppRunner(app, shutdown_timeout=0.1)
    await loper.setup()
    await web.TCPSite(loper, "127.0.0.1", loket.vreemd_poort).start()
    try:
        yield f"{loket.vreemd}/"
    finally:
        await loper.cleanup()


def vragen() -> dict[str, str]:
    """What the bot asks for each veld, from domain.yml: the last line of the question; and how it ends, with the confirmation."""
    teksten = yaml.safe_load((WORTEL / "domain.yml").read_text(encoding="utf-8"))["responses"]
    begin = "utter_vraag_"
    gevonden = {n.removeprefix(begin): t[0]["text"] for n, t in teksten.items() if n.startswith(begin)}
    return {veld: _laatste_regel(tekst) for veld, tekst in gevonden.items() if "{wie}" not in tekst} | {
        KLAAR: str(inhoud(BEVESTIGING)["chat"]).partition("{")[0].strip()
    }


def _laatste_regel(tekst: str) -> str:
    return str(tekst).strip().splitlines()[-1]


@dataclass
class Bezoeker:
    """Answers with `knoppen` (labels) and `woorden` by veld, and skips the rest with the button for it.

    `verteld`: what was told in own words, by veld; a question that the story answered already is not asked.
    """

    chat: Chat
    knoppen: dict[str, str]
    woorden: dict[str, str]
    verteld: dict[str, str] = field(default_factory=dict)

    async def antwoord(self, veld: str) -> str:
        """Answers this question; the veld that is asked for next, or KLAAR."""
        if veld in self.woorden:
            if veld in VERTELVELDEN:
                self.verteld[veld] = self.woorden[veld]
            return await self.typ(self.woorden[veld])
        aantal = await self._eigen.count()
        await self.chat.knop(self.knoppen.get(veld, "Sla deze vraag over")).click()
        return await self._volgende(aantal + 1)

    async def typ(self, tekst: str) -> str:
        aantal = await self._eigen.count()
        await self.chat.typ(tekst)
        return await self._volgende(aantal + 1)

    @property
    def _eigen(self) -> Locator:
        return self.chat.page.locator("loket-chat .bericht.inwoner")

    async def _volgende(self, eigen: int) -> str:
        """Waits until the message stands there and the last message is a question of the bot."""
        bekend = vragen()
        await expect(self._eigen).to_have_count(eigen)
        laatste = self.chat.berichten.last.locator(".tekst")
        vraag = re.compile("|".join(re.escape(tekst) for tekst in bekend.values()))
        await expect(laatste).to_have_text(vraag, timeout=ANTWOORD_BINNEN)
        gezegd = await laatste.inner_text()
        return next(veld for veld, tekst in bekend.items() if tekst in gezegd)
