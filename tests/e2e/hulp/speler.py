"""Plays a scenario as a resident would, and scores the intake that comes of it.

The rules of a scenario: first every line of `opening`; then what stands under the veld that is asked for, the last line when it is asked again; an
`onderbreking` once, instead of the answer at that veld; the first button where a scenario has no line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from tests.e2e.hulp.gesprek import Gesprek, gevraagd, intake

MAX_BEURTEN = 60
MAX_STIL = 3
Scenario = dict[str, Any]


def lees_scenarios(bestand: Path) -> list[Scenario]:
    return [json.loads(regel) for regel in bestand.read_text(encoding="utf-8").splitlines() if regel.strip()]


@dataclass
class Persoon:
    """What the person of a scenario says when `vraag` is asked for."""

    scenario: Scenario
    gezegd: dict[str | None, int] = field(default_factory=dict)
    onderbroken: set[int] = field(default_factory=set)

    def zegt(self, vraag: str | None, keuzes: list[dict[str, str]]) -> str:
        return self._onderbreking(vraag) or self._antwoord(vraag) or _eerste(keuzes)

    def _onderbreking(self, vraag: str | None) -> str | None:
        for nummer, onderbreking in enumerate(self.scenario.get("onderbrekingen", [])):
            if onderbreking["bij"] == vraag and nummer not in self.onderbroken:
                self.onderbroken.add(nummer)
                return str(onderbreking["zeg"])
        return None

    def _antwoord(self, vraag: str | None) -> str | None:
        akkoord = self.scenario.get("akkoord") or ["ja dat klopt"]
        regels = akkoord if vraag == "akkoord" else self.scenario["antwoorden"].get(vraag)
        if not regels:
            return None
        keer = self.gezegd.get(vraag, 0)
        self.gezegd[vraag] = keer + 1
        return str(regels[min(keer, len(regels) - 1)])


def _eerste(keuzes: list[dict[str, str]]) -> str:
    return keuzes[0]["waarde"] if keuzes else "dat weet ik niet"


async def speel(gesprek: Gesprek, scenario: Scenario) -> str:
    """How the conversation ended: ingediend, mens, gestopt, gepauzeerd, stil or te lang."""
    persoon, opening, stil = Persoon(scenario), list(scenario["opening"]), 0
    vraag: str | None = None
    keuzes: list[dict[str, str]] = []
    for _ in range(MAX_BEURTEN):
        nieuw = await gesprek.zeg(opening.pop(0) if opening else persoon.zegt(vraag, keuzes))
        vraag, keuzes = gevraagd(nieuw)
        if einde := _einde(gesprek.stand, bool(opening)):
            return einde
        stil += vraag is None and not opening
        if vraag is None and not opening and (einde := _stilte(scenario, stil)):
            return einde
    return "te lang"


def _einde(stand: dict[str, Any], nog_opening: bool) -> str | None:
    if stand["status"] == "gesloten":
        return "gestopt"
    if nog_opening:
        return None
    if stand["kenmerk"]:
        return "ingediend"
    return "mens" if stand["status"] in ("mens", "wacht_op_mens") else None


def _stilte(scenario: Scenario, keer: int) -> str | None:
    """Nothing is asked any more: right for who stopped or paused, wrong for anybody else."""
    verwacht = scenario["verwacht"]["einde"]
    if verwacht in ("gestopt", "gepauzeerd"):
        return str(verwacht)
    return "stil" if keer > MAX_STIL else None


@dataclass
class Uitslag:
    """`fouten` names every field that differs, `gelekt` every forbidden word that was stored."""

    einde: str
    verwacht_einde: str
    totaal: int
    fouten: list[str]
    gelekt: list[str]
    verslag: str

    @property
    def velden(self) -> float:
        return 1 - len(self.fouten) / self.totaal

    def __str__(self) -> str:
        return f"{self.einde}, velden {self.velden:.2f}, {self.fouten}, gelekt {self.gelekt}\n{self.verslag}"


async def beoordeel(
    http: aiohttp.ClientSession, url: str, sleutel: str, gesprek: Gesprek, scenario: Scenario, einde: str
) -> Uitslag:
    verwacht = {veld: w for veld, w in scenario["verwacht"].items() if veld not in ("einde", "crisis", "uitspraken")}
    opgeslagen: dict[str, Any] = {}
    if gesprek.stand["kenmerk"]:
        opgeslagen = await intake(http, url, sleutel, gesprek.stand["kenmerk"])
    gevonden = {veld: opgeslagen.get("antwoorden", {}).get(veld, {}).get("waarde") for veld in verwacht}
    verwacht["crisis"], gevonden["crisis"] = scenario["verwacht"].get("crisis"), gesprek.stand["crisis"]
    fouten = [
        f"{v}: {verwacht[v]!r} werd {gevonden[v]!r}" for v in verwacht if _vorm(verwacht[v]) != _vorm(gevonden[v])
    ]
    tekst = json.dumps(opgeslagen, ensure_ascii=False)
    gelekt = [woord for woord in scenario.get("verboden", []) if woord in tekst]
    return Uitslag(einde, scenario["verwacht"]["einde"], len(verwacht), fouten, gelekt, gesprek.verslag())


def _vorm(waarde: Any) -> Any:
    """Lists in any order, words in any case."""
    if isinstance(waarde, list):
        return sorted(waarde)
    return waarde.lower() if isinstance(waarde, str) else waarde
