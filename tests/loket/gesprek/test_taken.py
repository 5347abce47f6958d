"""Tasks: made once, filled in as more is known, done by one person, and forgotten with the words of the resident."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select, text

from loket_backend.db import Database
from loket_backend.errors import Conflict, LoketFout, NietGevonden
from loket_backend.gesprek import berichten, mensen
from loket_backend.gesprek.hub import Hub
from loket_backend.gesprek.models import BOT, BOT_AFZENDER, WACHT_OP_MENS
from loket_backend.gesprek.overname import NAAR_MENSEN, wissel
from loket_backend.gesprek.rasa import Antwoordbeurt, Botbericht
from loket_backend.gesprek.taken import ONBEREIKBAAR, TERUGBELLEN, Taak, maak_taak, open_taak, open_taken, rond_af
from loket_backend.gesprek.terugbellen import leesbaar, telefoon_in, vraagt_om_bellen
from loket_backend.gesprek.wachten import GEVOLGEN, Balie
from loket_backend.gesprek.wektijden import Wektijden
from loket_backend.intake.geldig import ConceptInhoud
from loket_backend.intake.service import bewaar_concept, dien_in
from tests.loket.hulp import TEKSTEN, NepRasa, begin, concept, lees, maak_hub, stuur, tot_rust, van, vul_gemeente
from tests.loket.klok import ZONDAG, NepKlok

NUMMER = "+31612345678"


@pytest.fixture
def klok(monkeypatch: pytest.MonkeyPatch) -> NepKlok:
    monkeypatch.setattr(Balie, "_wachtkamer", None)
    return NepKlok(monkeypatch)


@pytest.fixture
def bot() -> NepRasa:
    return NepRasa()


@pytest.fixture
def hub(database: Database, klok: NepKlok, bot: NepRasa) -> Hub:
    return maak_hub(database, bot)


async def laat_wachten(hub: Hub, gesprek_id: str, reden: str = "mens_gevraagd") -> None:
    async with hub.database.schrijf() as session:
        await wissel(session, await berichten.vergrendel(session, gesprek_id), NAAR_MENSEN, reden, BOT_AFZENDER)


async def taak_van(hub: Hub, gesprek_id: str) -> Taak | None:
    async with hub.database.lees() as session:
        return await open_taak(session, gesprek_id, TERUGBELLEN)


async def schrijf_op(hub: Hub, gesprek_id: str, akkoord: bool = False, **waarden: str) -> None:
    async with hub.database.schrijf() as session:
        inhoud = ConceptInhoud.model_validate(concept(akkoord=akkoord, **waarden))
        await bewaar_concept(session, gesprek_id, 3, inhoud)
        if akkoord:
            await dien_in(session, gesprek_id, 3)


async def test_een_taak_ontstaat_een_keer_en_wordt_aangevuld(hub: Hub) -> None:
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        eerste = await maak_taak(session, gesprek, TERUGBELLEN, {"naam": "Riek", "telefoon": None})
    async with hub.database.schrijf() as session:
        tweede = await maak_taak(session, gesprek, TERUGBELLEN, {"telefoon": NUMMER, "naam": ""})
        andere = await maak_taak(session, gesprek, ONBEREIKBAAR, {})
    assert (tweede.id, tweede.gegevens) == (eerste.id, {"naam": "Riek", "telefoon": NUMMER})
    assert andere.id != eerste.id


async def test_twintig_tegelijk_maken_een_taak(hub: Hub) -> None:
    gesprek = await begin(hub)

    async def maak() -> int:
        async with hub.database.schrijf() as session:
            return (await maak_taak(session, gesprek, TERUGBELLEN, {"telefoon": NUMMER})).id

    assert len(set(await asyncio.gather(*(maak() for _ in range(20))))) == 1


async def test_na_een_gedane_taak_kan_er_weer_een_komen(hub: Hub) -> None:
    await vul_gemeente(hub.database)
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        oud = await maak_taak(session, gesprek, TERUGBELLEN, {})
        await rond_af(session, oud.id, "anja")
        nieuw = await maak_taak(session, gesprek, TERUGBELLEN, {})
        assert [t.id for t in await open_taken(session)] == [nieuw.id]
    assert nieuw.id != oud.id


async def test_een_taak_voor_een_onbekend_gesprek_bestaat_niet(hub: Hub) -> None:
    with pytest.raises(NietGevonden):
        async with hub.database.schrijf() as session:
            await maak_taak(session, "bestaat-niet", TERUGBELLEN, {})


async def test_van_vijf_die_hem_afronden_doet_een_het_en_horen_de_anderen_wie(hub: Hub) -> None:
    await vul_gemeente(hub.database)
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        taak_id = (await maak_taak(session, gesprek, TERUGBELLEN, {})).id

    async def doe(wie: str) -> str:
        try:
            async with hub.database.schrijf() as session:
                await rond_af(session, taak_id, wie)
            return wie
        except LoketFout as fout:
            return f"{type(fout).__name__}: {fout.detail}"

    uitkomsten = await asyncio.gather(*(doe(wie) for wie in ("anja", "bert", "cor")))
    [winnaar] = [u for u in uitkomsten if u in ("anja", "bert", "cor")]
    naam = {"anja": "Anja Mulder", "bert": "Bert Kok", "cor": "Cor Smit"}[winnaar]
    assert sum(u.startswith(f"{Conflict.__name__}: {naam} deed dit al") for u in uitkomsten) == 2
    async with hub.database.schrijf() as session:
        assert (await rond_af(session, taak_id, winnaar)).gedaan_door == winnaar


async def test_de_gegevens_staan_niet_leesbaar_in_de_database(hub: Hub) -> None:
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        await maak_taak(session, gesprek, TERUGBELLEN, {"telefoon": NUMMER})
        assert "612345678" not in str(await session.scalar(text("SELECT gegevens FROM taak")))


async def test_de_bot_die_eindigt_met_terugbellen_maakt_een_taak_uit_de_intake(hub: Hub, bot: NepRasa) -> None:
    bot.antwoord = lambda _: Antwoordbeurt([Botbericht("Ik geef het door.")], WACHT_OP_MENS, TERUGBELLEN)
    gesprek = await begin(hub)
    await schrijf_op(hub, gesprek, akkoord=True, naam="Riek", telefoon=NUMMER, contact_moment="dinsdagochtend")
    await stuur(hub, gesprek, "bel me maar")
    assert (await tot_rust(hub, gesprek))["status"] == WACHT_OP_MENS
    taak = await taak_van(hub, gesprek)
    assert taak is not None
    assert taak.gegevens == {"naam": "Riek", "telefoon": NUMMER, "moment": "dinsdagochtend"}


async def test_wie_de_bot_om_een_telefoontje_vraagt_wordt_gebeld_ook_als_die_verdergaat(hub: Hub, bot: NepRasa) -> None:
    """The bot promised a call; who leaves before the end is called all the same, on the number that was told later."""
    bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Een medewerker belt u.")], None, TERUGBELLEN)
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "bel me maar")
    assert (await tot_rust(hub, gesprek))["status"] == BOT
    taak = await taak_van(hub, gesprek)
    assert taak is not None
    assert taak.gegevens == {}
    bot.antwoord = lambda vraag: Antwoordbeurt([Botbericht("Dank u.")])
    await schrijf_op(hub, gesprek, telefoon=NUMMER)
    await stuur(hub, gesprek, "06 12 34 56 78")
    await tot_rust(hub, gesprek)
    taak = await taak_van(hub, gesprek)
    assert taak is not None
    assert taak.gegevens == {"telefoon": NUMMER}


@pytest.mark.parametrize(
    ("dicht", "voorkeur", "komt"), [(True, "bellen", True), (True, "chat", False), (False, "bellen", False)]
)
async def test_buiten_kantoortijd_bellen_we_wie_gebeld_wil_worden(
    hub: Hub, klok: NepKlok, dicht: bool, voorkeur: str, komt: bool
) -> None:
    klok.wand = ZONDAG if dicht else klok.wand
    gesprek = await begin(hub)
    await schrijf_op(hub, gesprek, telefoon=NUMMER, contact_voorkeur=voorkeur)
    await laat_wachten(hub, gesprek)
    assert (await taak_van(hub, gesprek) is not None) is komt
    assert ("We bellen u op 06 12 34 56 78" in van(await lees(hub, gesprek), "systeem")[-1]) is komt


async def test_wie_wacht_vraagt_om_bellen_en_geeft_dan_zijn_nummer(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    await laat_wachten(hub, gesprek)
    await stuur(hub, gesprek, "bel mij")
    assert "Op welk nummer" in van(await lees(hub, gesprek), "systeem")[-1]
    await stuur(hub, gesprek, "06-12345678")
    assert "belt u op 06 12 34 56 78" in van(await lees(hub, gesprek), "systeem")[-1]
    taak = await taak_van(hub, gesprek)
    assert taak is not None
    assert taak.gegevens == {"telefoon": NUMMER}
    assert bot.beurten == []


async def test_het_moment_mag_er_later_bij(hub: Hub) -> None:
    gesprek = await begin(hub)
    await laat_wachten(hub, gesprek)
    await stuur(hub, gesprek, "bel mij op 06 12345678")
    assert "erbij typen wanneer" in van(await lees(hub, gesprek), "systeem")[-1]
    await stuur(hub, gesprek, "mijn scootmobiel is namelijk kapot")
    await stuur(hub, gesprek, "donderdag na 14 uur")
    assert "Ik heb erbij gezet wanneer" in van(await lees(hub, gesprek), "systeem")[-1]
    await stuur(hub, gesprek, "morgen komt de monteur")
    taak = await taak_van(hub, gesprek)
    assert taak is not None
    assert taak.gegevens == {"telefoon": NUMMER, "wens": "donderdag na 14 uur"}


async def test_wie_terugkomt_bij_mensen_mag_meteen_om_bellen_vragen(hub: Hub) -> None:
    await vul_gemeente(hub.database)
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        await mensen.pak_op(session, gesprek, "anja")
        await mensen.zeg(session, gesprek, "anja", "dag", TEKSTEN)
        await mensen.sluit(session, gesprek, "anja", "beantwoord", TEKSTEN)
    await stuur(hub, gesprek, "bel mij op 0612345678")
    assert await taak_van(hub, gesprek) is not None


async def test_wie_om_bellen_vroeg_hoort_bij_lang_wachten_dat_we_bellen(hub: Hub, klok: NepKlok) -> None:
    gesprek = await begin(hub)
    await laat_wachten(hub, gesprek)
    await stuur(hub, gesprek, "bel mij op 0612345678")
    klok.verstrijk(minutes=5)
    await Wektijden(hub.database, hub.wekker, GEVOLGEN).kijk()
    tekst = van(await lees(hub, gesprek), "systeem")[-1]
    assert "Het duurt langer" in tekst
    assert "We bellen u op 06 12 34 56 78" in tekst
    assert "bel mij" not in tekst


async def test_alles_in_een_bericht_mag_ook(hub: Hub) -> None:
    gesprek = await begin(hub)
    await laat_wachten(hub, gesprek)
    await stuur(hub, gesprek, "Kunt u mij terugbellen op 0528 12 34 56, liefst dinsdagochtend?")
    taak = await taak_van(hub, gesprek)
    assert taak is not None
    assert taak.gegevens["telefoon"] == "+31528123456"
    assert "dinsdagochtend" in taak.gegevens["wens"]


async def test_een_nummer_zonder_vraag_maakt_geen_taak_en_bij_de_bot_vraagt_de_bot_het(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    await stuur(hub, gesprek, "bel mij")
    await tot_rust(hub, gesprek)
    assert len(bot.beurten) == 1
    await laat_wachten(hub, gesprek)
    await stuur(hub, gesprek, "mijn zus heeft nummer 0612345678")
    assert await taak_van(hub, gesprek) is None


@pytest.mark.parametrize(
    ("tekst", "ja"),
    [
        ("bel mij", True),
        ("Bel me maar", True),
        ("Kunt u mij bellen?", True),
        ("wilt u me terugbellen", True),
        ("ik wil graag gebeld worden", True),
        ("liever terug bellen", True),
        ("belt u mij morgen", True),
        ("bel mij niet", False),
        ("laat maar weten wanneer u belt", False),
        ("ik bel mijn zus", False),
        ("mijn dochter belde mij", False),
        ("de bel doet het niet", False),
        ("ze belden me gisteren", False),
    ],
)
def test_een_verzoek_om_te_bellen_is_iets_anders_dan_het_woord_bellen(tekst: str, ja: bool) -> None:
    assert vraagt_om_bellen(tekst) is ja


@pytest.mark.parametrize(
    ("tekst", "nummer", "gelezen"),
    [
        ("0612345678", NUMMER, "06 12 34 56 78"),
        ("+31 6 12345678", NUMMER, "06 12 34 56 78"),
        ("0031612345678", NUMMER, "06 12 34 56 78"),
        ("0528-123456 graag", "+31528123456", "0528 12 34 56"),
        ("in 2026 of 7913AA", None, ""),
        ("06 1234567", None, ""),
        ("123061234567890", None, ""),
    ],
)
def test_een_nummer_in_een_bericht(tekst: str, nummer: str | None, gelezen: str) -> None:
    assert telefoon_in(tekst) == nummer
    assert nummer is None or leesbaar(nummer) == gelezen


async def test_wie_zijn_woorden_laat_wissen_wordt_niet_meer_gebeld(hub: Hub, bot: NepRasa) -> None:
    gesprek = await begin(hub)
    async with hub.database.schrijf() as session:
        await maak_taak(session, gesprek, TERUGBELLEN, {"telefoon": NUMMER})
    bot.antwoord = lambda _: Antwoordbeurt([Botbericht("Gewist.")], "gesloten", "gegevens_gewist", wis=True)
    await stuur(hub, gesprek, "wis alles")
    await tot_rust(hub, gesprek)
    async with hub.database.lees() as session:
        assert await session.scalar(select(func.count()).select_from(Taak)) == 0
