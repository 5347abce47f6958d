"""One resident's side of a conversation over the chat protocol (contract section 6)."""

from __future__ import annotations

import time
import uuid
from typing import Any

import aiohttp

Bericht = dict[str, Any]
ANTWOORD_BINNEN = 60.0


class Gesprek:
    """`berichten` is all that was seen, in order; `stand` the last status, bezig, crisis and kenmerk."""

    def __init__(self, http: aiohttp.ClientSession, url: str, geopend: dict[str, Any]) -> None:
        self._http, self.id, self.token = http, str(geopend["id"]), str(geopend["token"])
        self._adres = f"{url}/v1/gesprekken/{self.id}/berichten"
        self._kop = {"Authorization": f"Bearer {self.token}"}
        self.berichten: list[Bericht] = []
        self.stand: dict[str, Any] = {"status": "bot", "bezig": False, "crisis": None, "kenmerk": None}

    @classmethod
    async def open(cls, http: aiohttp.ClientSession, url: str) -> Gesprek:
        async with http.post(f"{url}/v1/gesprekken", json={"kanaal": "web"}) as antwoord:
            antwoord.raise_for_status()
            gesprek = cls(http, url, await antwoord.json())
        await gesprek.lees()
        return gesprek

    @property
    def gezien(self) -> int:
        return int(self.berichten[-1]["volgnummer"]) if self.berichten else 0

    async def stuur(self, tekst: str, bericht_id: str | None = None) -> tuple[int, int]:
        """One attempt: (status, volgnummer). Raises aiohttp.ClientError when it did not get through."""
        inhoud = {"clientBerichtId": bericht_id or str(uuid.uuid4()), "tekst": tekst}
        async with self._http.post(self._adres, json=inhoud, headers=self._kop) as antwoord:
            antwoord.raise_for_status()
            return antwoord.status, (await antwoord.json())["volgnummer"]

    async def lees(self, wacht: int = 0) -> list[Bericht]:
        """What is new since the last time, the resident's own messages included."""
        vraag = {"na": str(self.gezien), "wacht": str(wacht)}
        async with self._http.get(self._adres, params=vraag, headers=self._kop) as antwoord:
            antwoord.raise_for_status()
            pagina = await antwoord.json()
        self.stand = {sleutel: waarde for sleutel, waarde in pagina.items() if sleutel != "berichten"}
        self.berichten += pagina["berichten"]
        return list(pagina["berichten"])

    async def lees_alles(self) -> list[Bericht]:
        """The whole conversation anew, as the loket has it now."""
        self.berichten = []
        return await self.lees()

    async def zeg(self, tekst: str) -> list[Bericht]:
        """Sends a message and waits for the answer: what others said meanwhile."""
        await self.stuur(tekst)
        return await self.antwoord()

    async def antwoord(self) -> list[Bericht]:
        einde, nieuw = time.monotonic() + ANTWOORD_BINNEN, await self.lees()
        while self.stand["bezig"]:
            assert time.monotonic() < einde, f"geen antwoord binnen {ANTWOORD_BINNEN:.0f} seconden in {self.id}"
            nieuw += await self.lees(wacht=5)
        return [b for b in nieuw if b["afzender"] != "inwoner"]

    def verslag(self) -> str:
        """The transcript, for whoever reads why a test failed."""
        return "\n".join(f"  {b['afzender']:>8}: {b['tekst']}  [{b['vraag'] or ''}]" for b in self.berichten)


def gevraagd(nieuw: list[Bericht]) -> tuple[str | None, list[dict[str, str]]]:
    """The veld that the last question of these messages asks for, and its buttons."""
    vragen = [b for b in nieuw if b["vraag"]]
    return (vragen[-1]["vraag"], vragen[-1]["keuzes"] or []) if vragen else (None, [])


async def intake(http: aiohttp.ClientSession, url: str, sleutel: str, kenmerk: str) -> dict[str, Any]:
    """One intake by the staff API."""
    async with http.get(f"{url}/v1/intakes/{kenmerk}", headers={"Authorization": f"Bearer {sleutel}"}) as antwoord:
        antwoord.raise_for_status()
        return dict(await antwoord.json())


async def intakes(http: aiohttp.ClientSession, url: str, sleutel: str) -> list[dict[str, Any]]:
    """All intakes by the staff API, page by page."""
    alle: list[dict[str, Any]] = []
    for pagina in range(1, 1000):
        vraag, kop = {"pagina": str(pagina)}, {"Authorization": f"Bearer {sleutel}"}
        async with http.get(f"{url}/v1/intakes", params=vraag, headers=kop) as antwoord:
            antwoord.raise_for_status()
            gevonden = (await antwoord.json())["intakes"]
        if not gevonden:
            break
        alle += gevonden
    return alle
