"""A message that is changed afterwards corrects the stored text, and is never a turn."""

from __future__ import annotations

from sqlalchemy import func, select

from loket_backend.crisis.models import Crisismelding
from loket_backend.gesprek.models import Beurt
from tests.loket.telegram.conftest import ANNA, TEKSTEN, Kanaal


async def _beurten(kanaal: Kanaal) -> int:
    async with kanaal.hub.database.lees() as session:
        return await session.scalar(select(func.count()).select_from(Beurt)) or 0


async def test_een_bewerking_verandert_de_tekst_en_is_geen_beurt(kanaal: Kanaal) -> None:
    nummer = await kanaal.zeg(ANNA, "ik heb pijn in mijn kie")
    kanaal.api.bewerking(ANNA, nummer, "ik heb pijn in mijn knie")
    await kanaal.rust()
    [bericht] = await kanaal.berichten(ANNA)
    assert bericht.tekst == "ik heb pijn in mijn knie"
    assert bericht.bewerkt_op is not None
    assert await _beurten(kanaal) == 1
    assert len(kanaal.bot.beurten) == 1


async def test_van_twee_bewerkingen_blijft_de_nieuwste_ook_als_die_eerst_komt(kanaal: Kanaal) -> None:
    nummer = await kanaal.zeg(ANNA, "een")
    kanaal.api.bewerking(ANNA, nummer, "drie", op=1_800_000_300)
    kanaal.api.bewerking(ANNA, nummer, "twee", op=1_800_000_200)
    await kanaal.rust()
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["drie"]


async def test_een_bsn_in_een_bewerking_wordt_niet_bewaard(kanaal: Kanaal) -> None:
    nummer = await kanaal.zeg(ANNA, "mijn nummer")
    kanaal.api.bewerking(ANNA, nummer, "mijn nummer is 111222333")
    await kanaal.rust()
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["mijn nummer is [BSN weggelaten]"]
    assert any("burgerservicenummer" in tekst for tekst in kanaal.api.teksten(ANNA))


async def test_de_crisispoort_leest_de_nieuwe_tekst(kanaal: Kanaal) -> None:
    nummer = await kanaal.zeg(ANNA, "het gaat wel")
    kanaal.api.bewerking(ANNA, nummer, "ik maak er vanavond een eind aan")
    kanaal.api.bewerking(ANNA, nummer, "ik maak er vanavond een einde aan", op=1_800_000_200)
    await kanaal.rust()
    [melding] = await kanaal.alles(Crisismelding)
    assert melding.categorie == "suicide"
    assert sum("113" in tekst for tekst in kanaal.api.teksten(ANNA)) == 1
    assert await _beurten(kanaal) == 1


async def test_wat_te_lang_wordt_blijft_zoals_het_was(kanaal: Kanaal) -> None:
    nummer = await kanaal.zeg(ANNA, "kort")
    kanaal.api.bewerking(ANNA, nummer, "lang " * 819)
    await kanaal.rust()
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["kort"]
    assert kanaal.api.laatste(ANNA).tekst == TEKSTEN.zin("bewerking_te_lang").strip()


async def test_wat_gewist_is_komt_niet_terug(kanaal: Kanaal) -> None:
    nummer = await kanaal.zeg(ANNA, "geheim")
    gesprek = await kanaal.gesprek(ANNA)
    from loket_backend.gesprek.wissen import wis_gesprek

    await kanaal.doe(wis_gesprek, gesprek, 99)
    kanaal.api.bewerking(ANNA, nummer, "toch geheim")
    await kanaal.rust()
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["[gewist op verzoek]"]


async def test_een_bewerking_van_iets_onbekends_wordt_uitgelegd(kanaal: Kanaal) -> None:
    await kanaal.zeg(ANNA, "hallo")
    kanaal.api.bewerking(ANNA, 4321, "wat anders")
    await kanaal.rust()
    assert kanaal.api.laatste(ANNA).tekst == TEKSTEN.zin("bewerking_onbekend").strip()
    assert [b.tekst for b in await kanaal.berichten(ANNA)] == ["hallo"]
