"""What somebody hears who comes to wait for a human: inside and outside opening hours, on every way that leads there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from loket_backend.db import Database
from loket_backend.gesprek import berichten, mensen
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.mensen import Doel
from loket_backend.gesprek.models import BOT_AFZENDER, MENS, WACHT_OP_MENS, Statuswissel
from loket_backend.gesprek.overname import NAAR_MENSEN, wissel
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from loket_backend.gesprek.wachten import Balie, gebruikelijke_wachttijd
from loket_backend.tijd import nu
from tests.loket.hulp import TEKSTEN, NepRasa, begin, lees, maak_hub, stuur, tot_rust, van, vul_gemeente
from tests.loket.klok import ZONDAG, NepKlok

TERUG_OM = "We zijn er morgen om 9 uur weer"


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    monkeypatch.setattr(Balie, "_wachtkamer", None)
    return NepKlok(monkeypatch)


@pytest.fixture
def bot() -> NepRasa:
    return NepRasa(lambda vraag: Antwoordbeurt([Botbericht("Ik geef u door.")], WACHT_OP_MENS, "mens_gevraagd"))


@pytest.fixture
async def hub(database: Database, klok: NepKlok, bot: NepRasa) -> Hub:
    await vul_gemeente(database)
    return maak_hub(database, bot, geduld=0)


async def laat_wachten(hub: Hub, reden: str = "mens_gevraagd") -> str:
    gesprek_id = await begin(hub)
    async with hub.database.schrijf() as session:
        await wissel(session, await berichten.vergrendel(session, gesprek_id), NAAR_MENSEN, reden, BOT_AFZENDER)
    return gesprek_id


async def laatste(hub: Hub, gesprek_id: str) -> str:
    return van(await lees(hub, gesprek_id), "systeem")[-1]


@pytest.mark.parametrize(
    ("dicht", "zin"), [(False, 'Het loket is nu open. Typ "mens" of bel 0528 12 34 56.'), (True, TERUG_OM)]
)
async def test_voor_het_typen_staat_er_al_of_er_iemand_is(hub: Hub, klok: NepKlok, dicht: bool, zin: str) -> None:
    klok.wand = ZONDAG if dicht else klok.wand
    opening = (await lees(hub, await begin(hub)))["berichten"]
    assert zin in opening[1]["tekst"]
    assert ("0528" in opening[1]["tekst"]) is not dicht


async def test_wie_wacht_hoort_zijn_plek_in_de_rij(hub: Hub, klok: NepKlok) -> None:
    gesprekken = []
    for _ in range(3):
        gesprekken.append(await laat_wachten(hub))
        klok.verstrijk(seconds=1)
    zinnen = [await laatste(hub, gesprek) for gesprek in gesprekken]
    assert "de eerste in de rij" in zinnen[0]
    assert "Er wacht nog iemand voor u" in zinnen[1]
    assert "Er wachten nog 2 mensen voor u" in zinnen[2]


async def wachtte(hub: Hub, klok: NepKlok, minuten: int) -> None:
    gesprek = await laat_wachten(hub)
    klok.verstrijk(minutes=minuten)
    async with hub.database.schrijf() as session:
        await mensen.pak_op(session, gesprek, "anja")


async def test_de_gebruikelijke_wachttijd_komt_uit_de_laatste_twintig_keer(hub: Hub, klok: NepKlok) -> None:
    await wachtte(hub, klok, 2)
    await wachtte(hub, klok, 40)
    assert "Meestal" not in await laatste(hub, await laat_wachten(hub))
    await wachtte(hub, klok, 6)
    assert "Meestal duurt het ongeveer 6 minuten" in await laatste(hub, await laat_wachten(hub))
    for _ in range(20):
        await wachtte(hub, klok, 1)
    assert "Meestal duurt het ongeveer 1 minuut" in await laatste(hub, await laat_wachten(hub))


async def test_een_nacht_wachten_telt_niet_mee_en_doorgeven_begint_niet_opnieuw(hub: Hub, klok: NepKlok) -> None:
    klok.wand = ZONDAG
    for _ in range(3):
        await wachtte(hub, klok, 60)
    klok.wand = ZONDAG + timedelta(hours=14)
    async with hub.database.lees() as session:
        assert await gebruikelijke_wachttijd(session, Balie.wachtkamer().tijden) is None
    async with hub.database.schrijf() as session:
        gesprek = await begin_in(session)
        for van_, naar, minuut in (
            ("bot", WACHT_OP_MENS, 0),
            (WACHT_OP_MENS, WACHT_OP_MENS, 4),
            (WACHT_OP_MENS, MENS, 10),
        ) * 3:
            op = nu() + timedelta(minutes=minuut)
            session.add(Statuswissel(gesprek_id=gesprek, van=van_, naar=naar, reden="x", door="anja", op=op))
            await session.flush()
        assert await gebruikelijke_wachttijd(session, Balie.wachtkamer().tijden) == timedelta(minutes=10)


async def begin_in(session: object) -> str:
    from loket_backend.gesprek.postvak import open_gesprek

    gesprek, _, _ = await open_gesprek(session, "web", TEKSTEN)  # type: ignore[arg-type]
    return gesprek.id


async def test_buiten_kantoortijd_hoort_men_wanneer_en_wie_er_wel_is(hub: Hub, klok: NepKlok) -> None:
    klok.wand = ZONDAG
    tekst = await laatste(hub, await laat_wachten(hub))
    for zin in ("geen medewerker", TERUG_OM, '"bel mij"', "112", "0800-0113", "0800-2000"):
        assert zin in tekst
    assert "0528 12 34 56" not in tekst
    assert "rij" not in tekst


@pytest.mark.parametrize("dicht", [False, True])
async def test_elke_weg_naar_mensen_zegt_het_een_keer(hub: Hub, klok: NepKlok, bot: NepRasa, dicht: bool) -> None:
    klok.wand = ZONDAG if dicht else klok.wand
    zin = TERUG_OM if dicht else "in de rij"
    for weg in ("bot draagt over", "bot faalt", "doorgegeven", "teruggekomen"):
        gesprek = await begin(hub)
        bot.fouten = 99 if weg == "bot faalt" else 0
        if weg.startswith("bot"):
            await stuur(hub, gesprek, "hallo")
        else:
            async with hub.database.schrijf() as session:
                await mensen.pak_op(session, gesprek, "anja")
                if weg == "doorgegeven":
                    await mensen.geef_door(session, gesprek, "anja", Doel(wijk_id="veld"), "graag", TEKSTEN)
                else:
                    await mensen.zeg(session, gesprek, "anja", "dag", TEKSTEN)
                    await mensen.sluit(session, gesprek, "anja", "beantwoord", TEKSTEN)
            if weg == "teruggekomen":
                await stuur(hub, gesprek, "toch nog iets")
        stand = await tot_rust(hub, gesprek)
        assert stand["status"] == WACHT_OP_MENS, weg
        alles = "\n".join(b["tekst"] for b in stand["berichten"][3:])
        assert alles.count(zin) == 1, weg
        zinnen = [z.strip() for z in alles.replace("\n", " ").split(". ")]
        assert len(zinnen) == len(set(zinnen)), weg
        assert zin in stand["berichten"][-1]["tekst"], weg
        async with hub.database.schrijf() as session:
            await mensen.pak_op(session, gesprek, "anja")
    await hub.werker.stop()


@pytest.mark.parametrize(
    ("een_mens_sprak", "verwacht"), [(False, ["bel mij", "verder met de computer"]), (True, ["bel mij"])]
)
async def test_de_knoppen_bieden_bellen_en_de_computer_alleen_voor_er_een_mens_sprak(
    hub: Hub, klok: NepKlok, een_mens_sprak: bool, verwacht: list[str]
) -> None:
    gesprek = await laat_wachten(hub)
    if een_mens_sprak:
        async with hub.database.schrijf() as session:
            await mensen.pak_op(session, gesprek, "anja")
            await mensen.zeg(session, gesprek, "anja", "dag", TEKSTEN)
            await mensen.geef_door(session, gesprek, "anja", Doel(wijk_id="veld"), "graag", TEKSTEN)
    laatste_bericht = (await lees(hub, gesprek))["berichten"][-1]
    assert [k["waarde"] for k in laatste_bericht["keuzes"]] == verwacht


async def test_wie_door_een_bot_die_zwijgt_moet_wachten_krijgt_die_bot_niet_aangeboden(hub: Hub) -> None:
    gesprek = await laat_wachten(hub, reden="bot_mislukt")
    laatste_bericht = (await lees(hub, gesprek))["berichten"][-1]
    assert [k["waarde"] for k in laatste_bericht["keuzes"]] == ["bel mij"]
