"""A conversation as a test tells it: what somebody says, and what a good answer holds. Every refusal shows the whole transcript."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.e2e.hulp.gesprek import Bericht, Gesprek, gevraagd, intake
from tests.e2e.hulp.loket import Loket

MENS = "ik wil een mens spreken"


@dataclass
class Antwoord:
    """What was said back in one turn. Every method that looks at it fails with the transcript, and gives itself back."""

    berichten: list[Bericht]
    verslag: str

    @property
    def tekst(self) -> str:
        return "\n".join(b["tekst"] for b in self.berichten)

    @property
    def vraag(self) -> str | None:
        return gevraagd(self.berichten)[0]

    @property
    def knoppen(self) -> list[str]:
        return [k["waarde"] for b in self.berichten for k in b["keuzes"] or []]

    def vraagt(self, *velden: str | None) -> Antwoord:
        return self._moet(self.vraag in velden, f"vraagt {self.vraag}, niet {velden}")

    def vraagt_niet(self, *velden: str) -> Antwoord:
        return self._moet(self.vraag not in velden, f"vraagt {self.vraag}")

    def noemt(self, *woorden: str) -> Antwoord:
        """One of these, in any case."""
        return self._moet(any(w.lower() in self.tekst.lower() for w in woorden), f"noemt niets van {woorden}")

    def zwijgt_over(self, *woorden: str) -> Antwoord:
        genoemd = [w for w in woorden if re.search(rf"\b{re.escape(w.lower())}\b", self.tekst.lower())]
        return self._moet(not genoemd, f"noemt {genoemd}")

    def biedt(self, knop: str) -> Antwoord:
        return self._moet(knop in self.knoppen, f"biedt geen knop {knop!r}, wel {self.knoppen}")

    def _moet(self, goed: bool, fout: str) -> Antwoord:
        assert goed, f"{fout}\n{self.verslag}"
        return self


class Praat:
    """One resident. `gesprek` is the protocol beneath it."""

    def __init__(self, loket: Loket, http: aiohttp.ClientSession, gesprek: Gesprek) -> None:
        self._loket, self._http, self.gesprek = loket, http, gesprek

    @classmethod
    async def begin(cls, loket: Loket, http: aiohttp.ClientSession) -> Praat:
        return cls(loket, http, await Gesprek.open(http, loket.url))

    async def zegt(self, *regels: str) -> Antwoord:
        """Says these lines one after the other; the answer to the last."""
        for regel in regels:
            nieuw = await self.gesprek.zeg(regel)
        return Antwoord(nieuw, self.gesprek.verslag())

    @property
    def status(self) -> str:
        return str(self.gesprek.stand["status"])

    def beurten(self) -> list[list[Bericht]]:
        """What the bot said, turn by turn: what stands between two messages of the resident."""
        beurten: list[list[Bericht]] = [[]]
        for bericht in self.gesprek.berichten:
            if bericht["afzender"] == "inwoner":
                beurten.append([])
            elif bericht["afzender"] == "bot":
                beurten[-1].append(bericht)
        return beurten

    async def opgeschreven(self) -> str:
        """What the loket says that it wrote down, when it is asked."""
        return (await self.zegt("wat heeft u van mij opgeschreven?")).tekst

    async def intake(self) -> dict[str, Any]:
        return await intake(self._http, self._loket.url, self._loket.sleutel, self.gesprek.stand["kenmerk"])

    async def komt_terug(self, http: aiohttp.ClientSession, dagen: int) -> Praat:
        """The same device so many days later: all that it kept is the id and the token of the conversation."""
        with sqlite3.connect(self._loket.database, timeout=10) as db:
            for tabel, kolom in (("bericht", "tijdstip"), ("beurt", "begonnen_op"), ("beurt", "klaar_op")):
                eerder = f"strftime('%Y-%m-%d %H:%M:%f000', {kolom}, '-{dagen} days')"
                db.execute(f"UPDATE {tabel} SET {kolom} = {eerder} WHERE gesprek_id = ?", (self.gesprek.id,))
        db.close()
        bewaard = {"id": self.gesprek.id, "token": self.gesprek.token}
        gesprek = Gesprek(http, self._loket.url, bewaard)
        await gesprek.lees()
        return Praat(self._loket, http, gesprek)


def zinnen(beurt: list[Bericht]) -> set[str]:
    """The sentences of a turn, without the resident's own words and without the lines of a summary."""
    tekst = re.sub(r"“[^”]*”", "", "\n".join(b["tekst"] for b in beurt))
    delen = re.split(r"(?<=[.!?])\s+|\n+", tekst)
    return {deel.strip() for deel in delen if deel.strip() and not re.match(r"^[A-Z][\w ]{2,40}:", deel.strip())}
