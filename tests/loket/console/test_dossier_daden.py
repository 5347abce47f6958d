"""The forms on the page of one intake: status, coverage, notes."""

from __future__ import annotations

import re
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.console import intakes
from loket_backend.console.gebruiker import Gebruiker
from loket_backend.db import Database
from loket_backend.gesprek import mensen
from loket_backend.gesprek.models import Notitie
from loket_backend.intake import correcties, dekking
from loket_backend.intake.dossiermodels import Dekkingsregel
from loket_backend.intake.models import AFGEROND, ONDERZOEK, TOEGEWEZEN, Intake
from loket_backend.intake.workflow import vergrendel, wissel

from .conftest import CSRF, MeldAan, nieuwe_intake
from .dossier import daden, intake, kaal, los, stuur

PAD = "/console/intakes/"


async def test_een_medewerker_zet_de_status_verder_en_de_tijdlijn_vertelt_het(als: MeldAan, database: Database) -> None:
    pad = PAD + (kenmerk := await nieuwe_intake(database))
    anja = await als("anja")
    antwoord = await stuur(anja, pad, f"{pad}/status", naar=ONDERZOEK, reden="gesprek was er al")
    assert (antwoord.status, antwoord.headers["Location"]) == (303, f"{pad}#status")
    assert (await intake(database, kenmerk)).status == ONDERZOEK
    tekst = kaal(await (await anja.get(pad)).text())
    assert "Status: van Toegewezen naar Onderzoek gesprek was er al vandaag om" in tekst
    assert "door Anja" in tekst
    assert await daden(database) == [("anja", "status gewijzigd")]


async def test_een_reden_die_ontbreekt_komt_terug_met_wat_er_gekozen_was(als: MeldAan, database: Database) -> None:
    pad = PAD + (kenmerk := await nieuwe_intake(database))
    antwoord = await stuur(await als("anja"), pad, f"{pad}/status", naar="ingetrokken", reden=" ")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert "Schrijf er kort bij waarom." in tekst
    assert '<option value="ingetrokken" selected>' in tekst
    assert (await intake(database, kenmerk)).status == TOEGEWEZEN
    assert await daden(database) == []


@pytest.mark.parametrize("naar", ["afgerond", "toegewezen", "bestaat_niet", ""])
async def test_een_stap_die_de_tabel_niet_kent_wordt_geweigerd(als: MeldAan, database: Database, naar: str) -> None:
    pad = PAD + (kenmerk := await nieuwe_intake(database))
    antwoord = await stuur(await als("anja"), pad, f"{pad}/status", naar=naar, reden="zomaar")
    assert antwoord.status in (400, 409)
    assert (await intake(database, kenmerk)).status == TOEGEWEZEN


async def test_wie_de_status_van_net_niet_zag_hoort_het(als: MeldAan, database: Database) -> None:
    pad = PAD + (kenmerk := await nieuwe_intake(database))
    antwoord = await los(await als("anja"), f"{pad}/status", was="onderzoek", naar="verslag", reden="")
    assert antwoord.status == 409
    assert "Een collega veranderde de status" in await antwoord.text()
    assert (await intake(database, kenmerk)).status == TOEGEWEZEN


async def test_alleen_de_coordinator_opent_een_gesloten_dossier(als: MeldAan, database: Database) -> None:
    pad = PAD + (kenmerk := await nieuwe_intake(database))
    async with database.schrijf() as session:
        await wissel(session, await vergrendel(session, kenmerk), "ingetrokken", "anja", "wil niet meer")
    anja, gerda = await als("anja"), await als("gerda")
    assert "Alleen de coördinator kan het weer openen" in await (await anja.get(pad)).text()
    kern = {"was": "ingetrokken", "naar": TOEGEWEZEN, "reden": "toch wel"}
    assert (await los(anja, f"{pad}/status", **kern)).status == 403
    assert (await intake(database, kenmerk)).status == "ingetrokken"
    assert (await stuur(gerda, pad, f"{pad}/status", naar=TOEGEWEZEN, reden="toch wel")).status == 303
    assert (await intake(database, kenmerk)).status == TOEGEWEZEN


async def test_de_dekkingslijst_laat_zien_wat_er_gehoord_is_en_wat_een_collega_vond(
    als: MeldAan, database: Database
) -> None:
    pad = PAD + await nieuwe_intake(database)
    anja = await als("anja")
    tekst = await (await anja.get(pad)).text()
    assert tekst.count("Nog niet ingevuld") == 5
    assert 'id="dekking-behoeften"' in tekst
    begin = tekst.index('id="dekking-behoeften"')
    assert (
        '<q>de was lukt niet meer</q> <a class="utrecht-link utrecht-link--html-a bron" href="#bericht-1"'
        in tekst[begin:]
    )
    gegeven = {"csrf": _csrf(tekst), "onderdeel": "netwerk", "was": "0"}
    antwoord = await anja.post(
        f"{pad}/dekking",
        data={**gegeven, "stand": "niet_relevant", "opmerking": "woont bij zus"},
        allow_redirects=False,
    )
    assert antwoord.headers["Location"] == f"{pad}#dekking-netwerk"
    tekst = kaal(await (await anja.get(pad)).text())
    assert "Niet relevant Anja, vandaag om" in tekst
    assert "woont bij zus" in tekst
    assert await daden(database) == [("anja", "dekking vastgelegd")]


async def test_een_dekking_zonder_stand_komt_terug_met_de_opmerking(als: MeldAan, database: Database) -> None:
    pad = PAD + await nieuwe_intake(database)
    antwoord = await los(await als("anja"), f"{pad}/dekking", onderdeel="netwerk", opmerking="veel getypt", was="0")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert "Kies besproken, niet besproken of niet relevant." in tekst
    assert "veel getypt</textarea>" in tekst
    async with database.lees() as session:
        assert await session.scalar(select(Dekkingsregel.id)) is None


async def test_een_notitie_staat_ook_bij_het_gesprek(als: MeldAan, database: Database) -> None:
    pad = PAD + (kenmerk := await nieuwe_intake(database))
    anja, gesprek_id = await als("anja"), (await intake(database, kenmerk)).gesprek_id
    assert (await stuur(anja, pad, f"{pad}/notities", notitie="hond is vals")).status == 303
    for plek in (pad, f"/console/gesprekken/{gesprek_id}"):
        assert "hond is vals" in await (await anja.get(plek)).text()


async def test_een_lege_of_te_lange_notitie_komt_terug(als: MeldAan, database: Database) -> None:
    pad = PAD + await nieuwe_intake(database)
    anja = await als("anja")
    assert "Schrijf eerst iets" in await (await stuur(anja, pad, f"{pad}/notities", notitie="  ")).text()
    lang = await stuur(anja, pad, f"{pad}/notities", notitie="x" * 4001)
    assert (lang.status, "x" * 4001 in await lang.text()) == (400, True)
    async with database.lees() as session:
        assert await session.scalar(select(Notitie.id)) is None


DADEN: list[tuple[str, dict[str, Any]]] = [
    ("status", {"was": "toegewezen", "naar": "ingetrokken", "reden": "x"}),
    ("dekking", {"onderdeel": "netwerk", "stand": "besproken", "was": "0"}),
    ("notities", {"notitie": "x"}),
    ("velden/naam", {"waarde": "Henk", "was": "x"}),
    ("uitspraken", {"leefgebied": "wonen", "aspect": "wil", "tekst": "x"}),
    ("uitspraken/1", {"leefgebied": "wonen", "aspect": "wil", "tekst": "x", "was": "x"}),
    ("documenten", {"bestand": "x"}),
    ("documenten/1/verwijdering", {"reden": "x"}),
]


@pytest.mark.parametrize(("waar", "gegeven"), DADEN, ids=lambda w: w if isinstance(w, str) else "")
async def test_bij_een_dossier_dat_iemand_niet_mag_zien_kan_niets_en_lijkt_het_er_niet(
    als: MeldAan, database: Database, waar: str, gegeven: dict[str, Any]
) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    anja = await als("anja")
    verboden, afwezig = [await los(anja, f"{PAD}{k}/{waar}", **gegeven) for k in (kenmerk, "2026-AAAAAA")]
    assert verboden.status == afwezig.status == 404
    assert await verboden.text() == await afwezig.text()
    assert await daden(database) == []


async def test_wat_een_ander_onderwerp_op_de_pagina_zet_komt_in_het_sjabloon(
    als: MeldAan, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    gezien: list[str] = []

    async def blok(session: AsyncSession, wie: Gebruiker, intake: Intake) -> dict[str, Any]:
        gezien.append(f"{wie.id} {intake.kenmerk}")
        return {"stappen": []}

    monkeypatch.setattr(intakes, "BLOKKEN", [blok])
    kenmerk = await nieuwe_intake(database)
    tekst = await (await (await als("anja")).get(PAD + kenmerk)).text()
    assert gezien == [f"anja {kenmerk}"]
    assert "Verander status" not in tekst


async def test_een_signaal_noemt_de_woorden_en_het_bericht(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, tekst="Ik val vaak in huis.")
    tekst = kaal(await (await (await als("anja")).get(PAD + kenmerk)).text())
    assert "Valt vaak omdat Ik val vaak in huis. bericht 1 Regel:" in tekst


async def test_het_aantal_vragen_aan_de_database_groeit_niet_mee(als: MeldAan, database: Database) -> None:
    """With thirty uitspraken, notes and remarks as few queries as with one."""
    pad = PAD + (kenmerk := await nieuwe_intake(database))
    anja = await als("anja")
    await anja.get(pad)  # the first page of a session writes that somebody is at work
    eerst = await _vragen(database, anja, pad)
    async with database.schrijf() as session:
        gevonden = await vergrendel(session, kenmerk)
        for n in range(30):
            await mensen.noteer(session, gevonden.gesprek_id, "anja", f"notitie {n}")
            woorden = correcties.Woorden("wonen", "wil", f"wens {n}")
            await correcties.voeg_toe(session, gevonden, woorden, "bilal", laatste_bericht=1)
        for o in dekking.LIJST.onderdelen:
            await dekking.leg_vast(session, gevonden, o, "besproken", "", "corrie", 0)
    assert await _vragen(database, anja, pad) == eerst


async def _vragen(database: Database, client: Any, pad: str) -> int:
    geteld: list[str] = []

    def tel(_c: Any, _cur: Any, vraag: str, *_: Any) -> None:
        geteld.append(vraag)

    for motor in {database.schrijver.sync_engine, database.lezer.sync_engine}:
        event.listen(motor, "before_cursor_execute", tel)
    assert (await client.get(pad)).status == 200
    for motor in {database.schrijver.sync_engine, database.lezer.sync_engine}:
        event.remove(motor, "before_cursor_execute", tel)
    return len(geteld)


def _csrf(pagina: str) -> str:
    gevonden = CSRF.search(pagina)
    assert gevonden is not None
    return gevonden.group(1)


async def test_de_pagina_is_een_bladzijde_met_een_kop_en_een_menu(als: MeldAan, database: Database) -> None:
    tekst = await (await (await als("anja")).get(PAD + await nieuwe_intake(database))).text()
    assert tekst.count("<h1") == 1
    plekken = re.findall(
        r'href="#([a-z]+)"',
        tekst[tekst.index('aria-label="Op deze pagina"') : tekst.index("</nav>", tekst.index("Op deze pagina"))],
    )
    assert len(set(plekken)) == len(plekken) >= 15
    assert [p for p in plekken if tekst.count(f'id="{p}"') != 1] == []
    assert AFGEROND not in tekst
