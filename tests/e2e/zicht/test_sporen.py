"""One message is one trace over the three processes, by identifiers alone; and a collector that fails disturbs nobody."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest

from tests.e2e.hulp.gesprek import Gesprek
from tests.e2e.hulp.loket import Loket
from tests.e2e.zicht.ontvanger import Ontvanger, Span

WOORD = "kwartelzangkoor"
BINNEN = 30.0


async def spoor_van(ontvanger: Ontvanger, gesprek: str, volgnummer: int, naam: str) -> list[Span]:
    """The trace of this message, once a span of this name has come in."""
    einde = time.monotonic() + BINNEN
    while True:
        spans = ontvanger.van(gesprek, volgnummer)
        if naam in {s.naam for s in spans}:
            return spans
        assert time.monotonic() < einde, f"geen {naam} in {[(s.proces, s.naam) for s in spans]}"
        await asyncio.sleep(0.05)


async def heel_spoor(ontvanger: Ontvanger, gesprek: str, volgnummer: int) -> list[Span]:
    for naam in ("aanname", "beurt", "begrijpen", "bewaar_concept"):
        await spoor_van(ontvanger, gesprek, volgnummer, naam)
    return await spoor_van(ontvanger, gesprek, volgnummer, "action_antwoord")


async def test_een_bericht_is_een_spoor_door_drie_processen(
    loket: Loket, http: aiohttp.ClientSession, ontvanger: Ontvanger
) -> None:
    gesprek = await Gesprek.open(http, loket.url)
    _, volgnummer = await gesprek.stuur(f"Ik kan niet meer stofzuigen en zing graag in het {WOORD}")
    await gesprek.antwoord()
    spans = await heel_spoor(ontvanger, gesprek.id, volgnummer)
    assert len({s.spoor for s in spans}) == 1
    assert {s.proces for s in spans} == {"loket", "rasa", "acties"}
    namen = {s.id: s for s in spans}
    aanname = next(s for s in spans if s.naam == "aanname")
    assert [s for s in spans if not s.ouder] == [aanname]
    assert all(s.ouder in namen for s in spans if s is not aanname), "een span hangt los"
    keten = [(s.proces, s.naam) for s in _omhoog(namen, next(s for s in spans if s.naam == "bewaar_concept"))]
    assert keten == [
        ("loket", "bewaar_concept"),
        ("acties", "action_antwoord"),
        ("rasa", "acties"),
        ("rasa", "begrijpen"),
        ("loket", "rasa"),
        ("loket", "beurt"),
        ("loket", "aanname"),
    ]
    assert {"poort", "lezen", "vastleggen"} <= {s.naam for s in spans if s.proces == "loket"}


def _omhoog(namen: dict[str, Span], span: Span) -> list[Span]:
    return [span, *(_omhoog(namen, namen[span.ouder]) if span.ouder else [])]


async def test_in_een_spoor_staan_geen_woorden(loket: Loket, http: aiohttp.ClientSession, ontvanger: Ontvanger) -> None:
    gesprek = await Gesprek.open(http, loket.url)
    _, volgnummer = await gesprek.stuur(f"ik wil niet meer leven, zei het {WOORD}")
    await gesprek.antwoord()
    await spoor_van(ontvanger, gesprek.id, volgnummer, "beurt")
    assert WOORD.encode() not in ontvanger.ruw
    assert {naam for s in ontvanger.spans for naam in s.kenmerken} <= {"loket.gesprek", "loket.volgnummer"}


async def test_twee_berichten_zijn_twee_sporen(loket: Loket, http: aiohttp.ClientSession, ontvanger: Ontvanger) -> None:
    gesprek = await Gesprek.open(http, loket.url)
    nummers = []
    for tekst in ("de trap lukt niet meer", "voor mezelf"):
        nummers.append((await gesprek.stuur(tekst))[1])
        await gesprek.antwoord()
    sporen = [{s.spoor for s in await spoor_van(ontvanger, gesprek.id, n, "beurt")} for n in nummers]
    assert [len(s) for s in sporen] == [1, 1]
    assert sporen[0] != sporen[1]


@pytest.mark.parametrize("status", [500, 400])
async def test_een_ontvanger_die_weigert_houdt_geen_beurt_op(
    loket: Loket, http: aiohttp.ClientSession, ontvanger: Ontvanger, status: int
) -> None:
    ontvanger.status = status
    try:
        gesprek = await Gesprek.open(http, loket.url)
        begin = time.monotonic()
        assert await gesprek.zeg("de ramen lukken niet meer")
        assert time.monotonic() - begin < BINNEN
    finally:
        ontvanger.status = 200
    assert loket.mist() == []
