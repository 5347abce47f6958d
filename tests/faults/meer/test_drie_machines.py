"""Every process on a machine of its own, every machine killed while residents talk: nothing lost, doubled or out of order, nobody left alone.

The short form has 2 lokets, 2 Rasas and 1 action server; `make faults` asks for 3, 3 and 2 (LOKET_MACHINES). Each Rasa takes 800 MB.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Iterator

import aiohttp
import pytest

from tests.conftest import PG_BIN, Cluster
from tests.e2e.hulp.gesprek import intakes
from tests.faults.controle import alles_klopt
from tests.faults.meer.netwerk import Machine, waarom_niet
from tests.faults.meer.straatnet import ACTIES, LOKET, POORTEN, RASA, Straatnet, straatnet
from tests.faults.meer.verdeler import Verdeler
from tests.faults.straat import Straat, bewoond

AANTALLEN = tuple(int(deel) for deel in os.environ.get("LOKET_MACHINES", "2,2,1").split(","))
INWONERS = 3
# While a machine is away, the others must bring at least so many messages.
ZONDER = 4


@pytest.fixture(scope="module")
def net(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Straatnet]:
    if (reden := waarom_niet()) is not None:
        pytest.skip(reden)
    if PG_BIN is None:
        pytest.skip("PostgreSQL is niet geïnstalleerd (apt-get install postgresql)")
    cluster = Cluster()
    try:
        with straatnet(tmp_path_factory.mktemp("machines"), cluster, *AANTALLEN) as straat:
            yield straat
    finally:
        cluster.stop()


@pytest.fixture
async def verdeler(net: Straatnet) -> AsyncIterator[Verdeler]:
    async with Verdeler([(machine.adres, POORTEN[LOKET]) for machine in net.van(LOKET)]) as verdeler:
        yield verdeler


async def _haal_weg_en_zet_terug(
    net: Straatnet, verdeler: Verdeler, straat: Straat, machine: Machine, kans: random.Random, trek_stekker: bool
) -> float:
    """How long it took before residents heard of the loket again; with nothing to take its place, it is put back first."""
    await straat.gebeurt(kans.randint(1, 4), indiening=kans.random() < 0.5)
    await asyncio.to_thread(machine.dood, trek_stekker=trek_stekker)
    verdeler.knip((machine.adres, POORTEN[LOKET]))
    begin, alleen = time.monotonic(), len(net.van(machine.naam.rstrip("0123456789"))) == 1
    if not alleen:
        await straat.gebeurt(ZONDER)
    weg = time.monotonic() - begin
    machine.start()
    await asyncio.to_thread(net.wacht_op, machine)
    await straat.gebeurt(ZONDER)
    return weg


async def test_iedere_machine_mag_wegvallen(net: Straatnet, verdeler: Verdeler) -> None:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=40)) as http:
        sleutel = await asyncio.to_thread(net.sleutel)
        vooraf = len(await intakes(http, verdeler.url, sleutel))
        kans, weg = random.Random("machines"), {}
        async with bewoond(verdeler.url, http, INWONERS, "machines") as straat:
            for nummer, machine in enumerate(net.machines.values()):
                stekker = nummer % 2 == 1
                weg[machine.naam] = await _haal_weg_en_zet_terug(net, verdeler, straat, machine, kans, stekker)
        duur = ", ".join(f"{naam} {seconden:.1f} s" for naam, seconden in weg.items())
        print(f"\n{ZONDER} berichten verder zonder: {duur}; {straat.bevestigd} berichten bevestigd")
        assert all(verdeler.per_adres.values()), "een loket kreeg nooit een inwoner"
        await alles_klopt(straat.inwoners, net.vraag_db, http, verdeler.url, sleutel, vooraf)
    werkers = net.vraag_db("SELECT count(DISTINCT wie) FROM beurt")
    assert werkers[0][0] >= len(net.van(LOKET)), "niet ieder loket deed beurten"


async def test_een_loket_weet_van_alle_rasas_en_actieservers(net: Straatnet) -> None:
    for soort in (LOKET, RASA, ACTIES):
        assert all([await asyncio.to_thread(net.antwoordt, machine) for machine in net.van(soort)])
