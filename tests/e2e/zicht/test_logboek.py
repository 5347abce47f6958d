"""Whatever fails, wherever: every line of every log is JSON that says where and of what kind, and none says what was typed."""

from __future__ import annotations

import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import Loket

WOORD = "Zwaluwvaarderij"
LOGBOEKEN = ("loket", "rasa", "acties")
ONBEKEND = "00000000-0000-4000-8000-000000000000"


def regels(loket: Loket, naam: str) -> list[str]:
    return (loket.data / "run" / f"{naam}.log").read_text(encoding="utf-8").splitlines()


def woorden_in_logboeken(loket: Loket) -> list[str]:
    bestanden = [pad for pad in Path(loket.data).rglob("*") if pad.is_file() and pad.suffix != ".conf"]
    return [f"{pad.name}" for pad in bestanden if WOORD.lower().encode() in pad.read_bytes().lower()]


@asynccontextmanager
async def stil(loket: Loket, naam: str) -> AsyncIterator[None]:
    """This process hangs meanwhile."""
    loket.sein(naam, signal.SIGSTOP)
    try:
        yield
    finally:
        loket.sein(naam, signal.SIGCONT)


class Deuren:
    """Every door of the three processes, with the secret that they share."""

    def __init__(self, loket: Loket, http: aiohttp.ClientSession) -> None:
        omgeving = loket.omgeving_van("loket")
        self._http, self._geheim = http, omgeving["LOKET_GEHEIM"]
        self.loket, self.intern, self.rasa, self.acties = (
            loket.url,
            *(f"http://127.0.0.1:{omgeving[f'LOKET_{deel}_PORT']}" for deel in ("INTERN", "RASA", "ACTIES")),
        )

    async def roep(self, adres: str, inhoud: Any, methode: str = "POST") -> int:
        kop = {"X-Loket-Geheim": self._geheim, "Content-Type": "application/json"}
        data = inhoud if isinstance(inhoud, str) else json.dumps(inhoud)
        grens = aiohttp.ClientTimeout(total=30)
        async with self._http.request(methode, adres, data=data, headers=kop, timeout=grens) as antwoord:
            await antwoord.read()
            return antwoord.status

    def actie(self, extra: str = "") -> str:
        return f"{self.acties}/webhook?token={self._geheim}{extra}"


def vraag(**anders: Any) -> dict[str, Any]:
    inhoud = {"gesprek": ONBEKEND, "volgnummer": 3, "tekst": WOORD, "vraag": "hulpvraag", "concept": None}
    return {**inhoud, "crisis": False, "kenmerk": None, "vorige": [WOORD], **anders}


@pytest.fixture
def deuren(loket: Loket, http: aiohttp.ClientSession) -> Deuren:
    return Deuren(loket, http)


@pytest.mark.parametrize("naam", ["acties", "rasa"])
async def test_een_proces_dat_hangt_schrijft_geen_woorden_op(
    loket: Loket, http: aiohttp.ClientSession, naam: str
) -> None:
    gesprek = await Gesprek.open(http, loket.url)
    async with stil(loket, naam):
        await gesprek.stuur(f"Mijn {WOORD} lukt niet meer, en {WOORD} ook niet")
        while not any("beurt_mislukt" in r and gesprek.id in r for r in regels(loket, "loket")):
            await gesprek.lees(wacht=1)
    loket.wacht_klaar()
    await gesprek.antwoord()
    assert woorden_in_logboeken(loket) == []


async def test_wat_rasa_niet_aankan_schrijft_geen_woorden_op(loket: Loket, deuren: Deuren) -> None:
    beurt = f"{deuren.rasa}/webhooks/loket/beurt"
    assert await deuren.roep(beurt, vraag(concept={"antwoorden": WOORD, "stand": WOORD})) == 500
    assert await deuren.roep(beurt, vraag(tekst=[WOORD])) == 500
    assert await deuren.roep(beurt, {"gesprek": WOORD}) == 500
    assert await deuren.roep(beurt, vraag(concept=WOORD)) == 500
    assert await deuren.roep(beurt, f"geen json {WOORD}") >= 400
    assert await deuren.roep(f"{deuren.rasa}/{WOORD}?x={WOORD}", "", "GET") == 404
    assert woorden_in_logboeken(loket) == []
    assert any('"logger": "bot.channel"' in regel for regel in regels(loket, "rasa"))


async def test_wat_een_actie_niet_aankan_schrijft_geen_woorden_op(loket: Loket, deuren: Deuren) -> None:
    tracker = {"sender_id": WOORD, "slots": {"concept": WOORD}, "latest_message": {"text": WOORD}, "events": []}
    vol = {"next_action": "action_antwoord", "sender_id": WOORD, "tracker": tracker, "domain": {"responses": {}}}
    assert await deuren.roep(deuren.actie(), vol) == 500
    assert await deuren.roep(deuren.actie(), {**vol, "next_action": WOORD}) >= 400
    assert await deuren.roep(deuren.actie(), {**vol, "tracker": WOORD}) == 500
    assert await deuren.roep(deuren.actie(), f"geen json {WOORD}") >= 400
    assert await deuren.roep(deuren.actie(f"&x={WOORD}"), vol) == 500
    assert await deuren.roep(f"{deuren.acties}/{WOORD}?token={WOORD}", "", "GET") == 401
    assert woorden_in_logboeken(loket) == []
    assert any('"event": "actie mislukt' in regel for regel in regels(loket, "acties"))


async def test_wat_het_loket_niet_aankan_schrijft_geen_woorden_op(loket: Loket, deuren: Deuren) -> None:
    concept = {"antwoorden": {"naam": {"waarde": WOORD, "status": "besproken", "bronnen": [3]}}, "uitspraken": []}
    pad = f"{deuren.intern}/v1/intern/gesprekken"
    # a gesprek that is not there: the database refuses the row, with the words in its parameters
    inhoud = {"volgnummer": 3, "concept": {**concept, "stand": {"x": WOORD}}}
    assert await deuren.roep(f"{pad}/{ONBEKEND}/concept", inhoud, "PUT") >= 400
    assert await deuren.roep(f"{pad}/{WOORD}/indiening", inhoud) >= 400
    assert await deuren.roep(f"{pad}/{ONBEKEND}/concept", {"volgnummer": WOORD, "concept": WOORD}, "PUT") == 400
    assert await deuren.roep(f"{deuren.loket}/v1/gesprekken", {"kanaal": WOORD}) == 400
    assert await deuren.roep(f"{deuren.loket}/v1/gesprekken", f"geen json {WOORD}") == 400
    assert await deuren.roep(f"{deuren.loket}/{WOORD}?{WOORD}", "", "GET") == 404
    assert woorden_in_logboeken(loket) == []


async def test_iedere_regel_is_json_met_een_proces_een_niveau_en_een_gebeurtenis(loket: Loket, deuren: Deuren) -> None:
    await deuren.roep(f"{deuren.rasa}/webhooks/loket/beurt", vraag(concept=WOORD))
    for naam in LOGBOEKEN:
        gelezen = [json.loads(regel) for regel in regels(loket, naam) if regel]
        assert all({"proces", "level", "event", "timestamp"} <= set(regel) for regel in gelezen)
        assert {regel["proces"] for regel in gelezen} <= {naam}
    assert any('"event": "loket_begonnen"' in regel for regel in regels(loket, "loket"))


async def test_wie_op_de_interne_poort_kijkt_ziet_waar_de_tijd_blijft(
    loket: Loket, http: aiohttp.ClientSession, deuren: Deuren
) -> None:
    gesprek = await Gesprek.open(http, loket.url)
    await gesprek.zeg("de trap lukt niet meer")
    async with http.get(f"{deuren.intern}/metrics") as antwoord:
        cijfers = dict(r.rsplit(" ", 1) for r in (await antwoord.text()).splitlines() if not r.startswith("#"))
    fasen = {f: float(cijfers[f'loket_beurt_fase_seconds_sum{{fase="{f}"}}']) for f in ("rasa", "begrijpen", "acties")}
    assert 0 < fasen["acties"] < fasen["rasa"]
    assert 0 < fasen["begrijpen"] < fasen["rasa"]
    assert (cijfers['loket_bot_bereikbaar{deel="rasa"}'], cijfers["loket_database_bereikbaar"]) == ("1.0", "1.0")
    assert cijfers["loket_reservekopie_oud_seconds"] == "+Inf"
    async with http.get(f"{deuren.loket}/metrics") as antwoord:
        assert antwoord.status == 404
