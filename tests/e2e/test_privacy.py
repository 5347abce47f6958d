"""What may lie nowhere: a BSN, and in the files of the loket no name or free text that can be read without the key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import pytest

from tests.e2e.hulp.gesprek import Gesprek, gevraagd, intake
from tests.e2e.hulp.loket import WORTEL, Loket
from tests.e2e.hulp.processen import in_geheugen

# Passes the elfproef; nobody has it.
BSN = "111222333"
BSN_VORMEN = (BSN, "111 222 333", "111.222.333", "111-222-333", "1112 22 333")
NAAM = "Xaveria Quistwaterveen"
ZIN = "mijn paarse kanarie Filomeen ontregelt het trappenhuis"
VERHAAL = f"Ik kan niet meer stofzuigen, want {ZIN}. Mijn bsn is {BSN_VORMEN[0]}."
ANTWOORDEN = {
    "voor_wie": "voor mezelf",
    "kan": f"Koken doe ik zelf, mijn bsn is {BSN_VORMEN[1]} trouwens",
    "netwerk": f"Mijn zus helpt met de was. Burgerservicenummer: {BSN_VORMEN[2]}",
    "wil": f"Ik wil graag naar het koor ({BSN_VORMEN[3]})",
    "aanbod": f"Ik kan goed taarten bakken, nummer {BSN_VORMEN[4]}",
    "naam": NAAM,
    "postcode": "7913 BD",
    "telefoon": "06 12 34 56 91",
    "contact_voorkeur": "mailen",
    "toestemming": "niemand",
    "akkoord": "ja, het klopt",
}
MAX_BEURTEN = 30


@dataclass
class Gezegd:
    """A finished conversation in which all of it was typed."""

    gesprek: Gesprek
    kenmerk: str
    tekst: str = field(repr=False)


@pytest.fixture
async def gezegd(loket: Loket, http: aiohttp.ClientSession) -> Gezegd:
    gesprek = await Gesprek.open(http, loket.url)
    nieuw = await gesprek.zeg(VERHAAL)
    for _ in range(MAX_BEURTEN):
        if gesprek.stand["kenmerk"]:
            break
        nieuw = await gesprek.zeg(ANTWOORDEN.get(gevraagd(nieuw)[0] or "", "sla over"))
    assert gesprek.stand["kenmerk"], gesprek.verslag()
    opgeslagen = await intake(http, loket.url, loket.sleutel, gesprek.stand["kenmerk"])
    return Gezegd(gesprek, gesprek.stand["kenmerk"], str(opgeslagen))


def _bestanden(loket: Loket) -> Iterator[Path]:
    """Everything that the loket wrote, and what Rasa might have left where it runs."""
    yield from (pad for pad in loket.data.rglob("*") if pad.is_file())
    yield from (pad for pad in WORTEL.glob("*.db*") if pad.is_file())
    yield from (pad for pad in (WORTEL / ".rasa").rglob("*") if pad.is_file())


def _waar(naalden: list[str], bestanden: list[Path]) -> list[str]:
    inhoud = {pad: pad.read_bytes() for pad in bestanden}
    return [f"{naald!r} in {pad.name}" for pad, b in inhoud.items() for naald in naalden if naald.encode() in b]


async def test_een_bsn_staat_nergens_en_de_inwoner_hoort_dat(gezegd: Gezegd, loket: Loket) -> None:
    bestanden = list(_bestanden(loket))
    assert {"loket.db", "loket.db-wal", "loket.log", "rasa.log", "acties.log"} <= {pad.name for pad in bestanden}
    assert _waar(list(BSN_VORMEN), bestanden) == []
    assert [vorm for vorm in BSN_VORMEN if vorm in gezegd.gesprek.verslag() + gezegd.tekst] == []
    assert gezegd.gesprek.verslag().count("niet bewaard") == len(BSN_VORMEN), "niet ieder nummer is getypt en gezien"


@pytest.mark.parametrize("naam", ["rasa", "acties"])
async def test_een_bsn_staat_ook_niet_in_het_geheugen_van_de_bot(gezegd: Gezegd, loket: Loket, naam: str) -> None:
    pid = loket.pid(naam)
    assert pid is not None
    bekend = f"LOKET_PROCES={naam}".encode()
    assert in_geheugen(pid, [bekend, *(vorm.encode() for vorm in BSN_VORMEN)]) == {bekend}


async def test_de_database_en_de_logboeken_zijn_zonder_sleutel_niet_te_lezen(gezegd: Gezegd, loket: Loket) -> None:
    assert NAAM in gezegd.tekst, gezegd.gesprek.verslag()
    assert ZIN in gezegd.tekst, gezegd.gesprek.verslag()
    database = [pad for pad in _bestanden(loket) if pad.name.startswith("loket.db")]
    assert _waar([gezegd.kenmerk], database) != [], "dit is niet de database waar het gesprek in staat"
    woorden = [*NAAM.split(), ZIN, "kanarie", "Filomeen", "trappenhuis", "612345691", "12 34 56 91"]
    assert _waar(woorden, list(_bestanden(loket))) == []
