"""The console as a medewerker sees it, without a browser."""

from __future__ import annotations

import re

import aiohttp

from loket_backend.demo import demo_login

_CSRF = re.compile(r'name="csrf" value="([^"]+)"')
_ALARM = re.compile(r'/console/gesprekken/([0-9a-f-]+)#bericht-\d+">.*?/console/crisis/(\d+)/bevestiging', re.S)


class Console:
    """Logged in as the coordinator of the demo, who sees everything."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http, self._url = http, url

    @classmethod
    async def log_in(cls, http: aiohttp.ClientSession, url: str) -> Console:
        console = cls(http, url)
        login, wachtwoord = demo_login()
        pagina = await console._verstuur("/console/inloggen", login=login, wachtwoord=wachtwoord, naar="/console")
        assert "Uitloggen" in pagina
        return console

    async def lees(self, pad: str) -> str:
        async with self._http.get(f"{self._url}{pad}") as antwoord:
            antwoord.raise_for_status()
            return await antwoord.text()

    async def alarmen(self) -> dict[str, str]:
        """The open alerts on top of the worklist: the id of the alert by conversation."""
        return dict(_ALARM.findall(await self.lees("/console")))

    async def pak_op(self, melding: str) -> str:
        """Acknowledges one alert; the page that comes of it."""
        return await self._verstuur(f"/console/crisis/{melding}/bevestiging", begin="/console")

    async def _verstuur(self, pad: str, begin: str | None = None, **velden: str) -> str:
        gevonden = _CSRF.search(await self.lees(begin or pad))
        assert gevonden is not None, "geen formulier op deze pagina"
        velden["csrf"] = gevonden[1]
        async with self._http.post(f"{self._url}{pad}", data=velden, headers={"Origin": self._url}) as antwoord:
            antwoord.raise_for_status()
            return await antwoord.text()
