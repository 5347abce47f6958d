"""Consent in the chat: asked in plain words, only a yes is one, and it can always be taken back. On both databases."""

from __future__ import annotations

import pytest
import yaml
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from loket_backend.crisis.poort import Crisispoort
from loket_backend.db import Database
from loket_backend.errors import Conflict, NietGevonden, OngeldigeInvoer
from loket_backend.gesprek.models import BOT_AFZENDER
from loket_backend.keukentafel.afspraakdossier import vergrendel_intake
from loket_backend.wederkerigheid import bijdragen, toestemming
from loket_backend.wederkerigheid.koppelstap import Hoe
from loket_backend.wederkerigheid.models import Bijdrage, Bijdragestap
from loket_backend.wederkerigheid.stand import (
    B_VOORGESTELD,
    BESCHIKBAAR,
    BIJDRAGE_MAG,
    GEPAUZEERD,
    GEVRAAGD,
    GEWEIGERD,
    INGETROKKEN,
    PAUZEER,
    STEM_TOE,
    TREK_IN,
)
from loket_backend.wederkerigheid.teksten import BESTAND
from tests.loket.hulp import vul_gemeente

from .hulp import WAT, Bewoner, bijdrage_van, inhoud


@pytest.fixture
async def riek(database: Database) -> Bewoner:
    await vul_gemeente(database)
    return await Bewoner.nieuw(database, "Riek de Boer", telefoon="+31612345678")


async def stappen(database: Database, bijdrage_id: int) -> list[tuple[str, str, str | None, int | None]]:
    async with database.lees() as session:
        keuze = select(Bijdragestap).where(Bijdragestap.bijdrage_id == bijdrage_id).order_by(Bijdragestap.id)
        return [(s.gebeurtenis, s.door, s.weg, s.volgnummer) for s in await session.scalars(keuze)]


async def test_de_vraag_is_warm_laat_alles_zien_en_noemt_niemand(database: Database, riek: Bewoner) -> None:
    await riek.biedt()
    gevraagd = (await riek.berichten())[-1]
    assert WAT in gevraagd.tekst
    assert "U mag gerust nee zeggen. Uw eigen hulp blijft hetzelfde." in gevraagd.tekst
    assert "Riek" not in gevraagd.tekst
    assert [k["label"] for k in gevraagd.keuzes] == ["Ja, dat mag", "Liever niet", "Later misschien"]


async def test_een_ja_is_toestemming_met_het_moment_en_het_bericht(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    assert await riek.drukt("Ja, dat mag")
    bijdrage = await bijdrage_van(database, bijdrage_id)
    gezegd = next(b for b in reversed(await riek.berichten()) if b.afzender == "inwoner")
    assert (bijdrage.stand, bijdrage.toestemming_bericht, bijdrage.toestemming_weg, bijdrage.toestemming_door) == (
        BESCHIKBAAR,
        gezegd.volgnummer,
        "chat",
        "inwoner",
    )
    assert bijdrage.toestemming_op is not None
    assert (await stappen(database, bijdrage_id))[-1] == (STEM_TOE, "inwoner", "chat", gezegd.volgnummer)
    assert "Dank u wel" in await riek.laatste()


@pytest.mark.parametrize(
    ("tekst", "stand", "antwoord"),
    [
        ("ja graag", BESCHIKBAAR, "wat fijn"),
        ("liever niet", GEWEIGERD, "helemaal goed"),
        ("nee hoor", GEWEIGERD, "helemaal goed"),
        ("weet niet hoor", B_VOORGESTELD, "Neem rustig de tijd"),
        ("eerst overleggen met mn dochter", B_VOORGESTELD, "Neem rustig de tijd"),
        ("Later misschien", B_VOORGESTELD, "Neem rustig de tijd"),
        ("ja maar alleen op dinsdag", B_VOORGESTELD, "Neem rustig de tijd"),
    ],
)
async def test_wat_iemand_typt(database: Database, riek: Bewoner, tekst: str, stand: str, antwoord: str) -> None:
    bijdrage_id = await riek.biedt()
    assert await riek.zegt(tekst)
    bijdrage = await bijdrage_van(database, bijdrage_id)
    assert (bijdrage.stand, bijdrage.toestemming_op is not None) == (stand, stand == BESCHIKBAAR)
    assert antwoord in await riek.laatste()


async def test_na_aarzelen_vraagt_niemand_door(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    await riek.zegt("weet niet hoor")
    assert not await riek.zegt("ja")
    assert (await bijdrage_van(database, bijdrage_id)).stand == B_VOORGESTELD


async def test_een_ja_op_een_andere_vraag_is_geen_toestemming(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    await riek.leest("Wilt u dat iemand u belt?", BOT_AFZENDER)
    assert not await riek.zegt("ja")
    assert not await riek.zegt("Ja, dat mag")
    assert (await bijdrage_van(database, bijdrage_id)).stand == GEVRAAGD
    assert await riek.drukt("Ja, dat mag")
    assert (await bijdrage_van(database, bijdrage_id)).stand == BESCHIKBAAR


async def test_een_vraag_terug_gaat_naar_de_bot_en_de_vraag_blijft_open(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    assert not await riek.zegt("krijg ik dan korting?")
    assert (await bijdrage_van(database, bijdrage_id)).stand == GEVRAAGD


async def test_wie_onduidelijk_is_hoort_de_vraag_een_keer_anders(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    assert await riek.zegt("ja vroeger kookte ik elke dag")
    assert "goed begrijpen" in await riek.laatste()
    assert not await riek.zegt("ja en bakken ook wel")
    assert (await bijdrage_van(database, bijdrage_id)).stand == GEVRAAGD


async def test_een_crisis_is_nooit_een_antwoord(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    assert not await riek.zegt("nee ik wil dood")
    assert (await bijdrage_van(database, bijdrage_id)).stand == GEVRAAGD


@pytest.mark.parametrize("hoe", ["knop", "toch maar liever niet", "ik wil niet meer voor anderen koken"])
async def test_een_ja_mag_altijd_terug(database: Database, riek: Bewoner, hoe: str) -> None:
    bijdrage_id = await riek.biedt()
    await riek.zegt("ja")
    assert await (riek.drukt("Haal mij van de lijst") if hoe == "knop" else riek.zegt(hoe))
    bijdrage = await bijdrage_van(database, bijdrage_id)
    assert (bijdrage.stand, bijdrage.toestemming_op, bijdrage.toestemming_bericht) == (INGETROKKEN, None, None)
    assert STEM_TOE in [s[0] for s in await stappen(database, bijdrage_id)]
    assert "niet meer voor" in await riek.laatste()


@pytest.mark.parametrize("deelt", [[], ["huisarts"]])
@pytest.mark.parametrize(
    "hoe", ["ik trek mijn toestemming in", "ik wil mijn toestemming intrekken", "ik geef geen toestemming meer"]
)
async def test_wie_alle_toestemming_intrekt_staat_ook_hier_niet_meer(
    database: Database, hoe: str, deelt: list[str]
) -> None:
    await vul_gemeente(database)
    riek = await Bewoner.nieuw(database, "Riek de Boer", toestemming=deelt)
    gevraagd, per_telefoon = await riek.biedt(), await riek.stemt_toe()
    await riek.zegt("ja")
    assert await riek.zegt(hoe)
    for bijdrage_id in (gevraagd, per_telefoon):
        bijdrage = await bijdrage_van(database, bijdrage_id)
        assert (bijdrage.stand, bijdrage.toestemming_op) == (INGETROKKEN, None)
    gelezen = " ".join(b.tekst for b in (await riek.berichten())[-2:])
    assert "niet meer om iets voor een ander" in gelezen
    assert ("De huisarts leest vanaf nu niets meer mee" in gelezen) is bool(deelt)


async def test_geen_toestemming_is_een_nee_op_deze_vraag(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    assert await riek.zegt("ik geef daar geen toestemming voor")
    assert (await bijdrage_van(database, bijdrage_id)).stand == GEWEIGERD


async def test_wie_in_nood_intrekt_hoort_alleen_de_hulp_en_is_toch_van_de_lijst(
    database: Database, riek: Bewoner
) -> None:
    """The crisis gate hears "ik wil dat niet meer" too: then that goes before, and the yes is taken back all the same."""
    bijdrage_id = await riek.biedt()
    await riek.zegt("ja")
    assert not await riek.zegt("ik wil dat niet meer")
    assert (await bijdrage_van(database, bijdrage_id)).stand == INGETROKKEN
    assert "113" in await riek.laatste()


def test_geen_knop_klinkt_als_nood() -> None:
    poort = Crisispoort.uit_bestand()
    labels = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))["knoppen"].values()
    assert [label for label in labels if poort.beoordeel(label)] == []


async def test_weken_later_is_een_gewone_nee_geen_intrekking(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    await riek.zegt("ja")
    await riek.leest("Heeft u nog een vraag?", BOT_AFZENDER)
    assert not await riek.zegt("nee, liever niet")
    assert (await bijdrage_van(database, bijdrage_id)).stand == BESCHIKBAAR
    assert await riek.zegt("ik wil niemand meer helpen")
    assert (await bijdrage_van(database, bijdrage_id)).stand == INGETROKKEN


async def test_andere_woorden_vragen_opnieuw_toestemming_en_de_oude_knop_telt_niet(
    database: Database, riek: Bewoner
) -> None:
    bijdrage_id = await riek.biedt()
    oude_knop = (await riek.berichten())[-1].keuzes[0]["waarde"]
    await riek.zegt("ja")
    async with database.schrijf() as session:
        gesprek, intake = await vergrendel_intake(session, riek.kenmerk)
        bijdrage = await bijdragen.vergrendel(session, bijdrage_id)
        await bijdragen.wijzig(session, intake, bijdrage, inhoud(wat="Elke dag koken voor vier mensen"), "anja")
        assert (bijdrage.stand, bijdrage.toestemming_op) == (B_VOORGESTELD, None)
        await toestemming.vraag(session, gesprek, intake, bijdrage, "anja")
    assert await riek.zegt(oude_knop)
    assert (await bijdrage_van(database, bijdrage_id)).stand == GEVRAAGD
    assert await riek.zegt("ja hoor")
    assert (await bijdrage_van(database, bijdrage_id)).stand == BESCHIKBAAR


async def test_andere_dagen_vragen_geen_nieuwe_toestemming(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.stemt_toe()
    async with database.schrijf() as session:
        _, intake = await vergrendel_intake(session, riek.kenmerk)
        bijdrage = await bijdragen.vergrendel(session, bijdrage_id)
        await bijdragen.wijzig(session, intake, bijdrage, inhoud(dagen=(1, 3)), "anja")
    bijdrage = await bijdrage_van(database, bijdrage_id)
    assert (bijdrage.stand, bijdrage.dagen) == (BESCHIKBAAR, [1, 3])


async def test_wie_voor_een_ander_schrijft_geeft_geen_toestemming_voor_die_ander(
    database: Database, riek: Bewoner
) -> None:
    ander = await Bewoner.nieuw(database, "Jan Kok", voor_wie="ander", relatie="ouder", melder_naam="Els")
    with pytest.raises(Conflict, match="Vraag het de inwoner zelf"):
        await ander.biedt()
    bijdrage_id = await ander.stemt_toe()
    bijdrage = await bijdrage_van(database, bijdrage_id)
    assert (bijdrage.toestemming_weg, bijdrage.toestemming_door) == ("telefoon", "anja")


async def test_een_ja_zonder_te_zeggen_hoe_is_er_geen(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt(gevraagd=False)
    with pytest.raises(OngeldigeInvoer):
        async with database.schrijf() as session:
            await bijdragen.zet(session, await bijdragen.vergrendel(session, bijdrage_id), STEM_TOE, Hoe("anja"))
    assert (await bijdrage_van(database, bijdrage_id)).stand == B_VOORGESTELD


async def test_de_database_zelf_weigert_beschikbaar_zonder_toestemming(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt(gevraagd=False)
    zonder = update(Bijdrage).where(Bijdrage.id == bijdrage_id).values(stand=BESCHIKBAAR)
    async with database.schrijf() as session:
        with pytest.raises(IntegrityError):
            await session.execute(zonder)
        await session.rollback()
    assert (await bijdrage_van(database, bijdrage_id)).stand == B_VOORGESTELD


async def test_wie_nee_zei_wordt_niet_opnieuw_gevraagd_maar_mag_zelf_terugkomen(
    database: Database, riek: Bewoner
) -> None:
    bijdrage_id = await riek.biedt()
    await riek.zegt("liever niet")
    async with database.schrijf() as session:
        gesprek, intake = await vergrendel_intake(session, riek.kenmerk)
        bijdrage = await bijdragen.vergrendel(session, bijdrage_id)
        with pytest.raises(Conflict):
            await toestemming.vraag(session, gesprek, intake, bijdrage, "anja")
        await bijdragen.zet(session, bijdrage, STEM_TOE, Hoe("anja", "telefoon"))
    assert (await bijdrage_van(database, bijdrage_id)).stand == BESCHIKBAAR


async def test_wie_pauzeert_kan_nog_steeds_intrekken(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    await riek.zegt("ja")
    async with database.schrijf() as session:
        await bijdragen.zet(session, await bijdragen.vergrendel(session, bijdrage_id), PAUZEER, Hoe("anja"))
    assert (await bijdrage_van(database, bijdrage_id)).stand == GEPAUZEERD
    assert await riek.drukt("Haal mij van de lijst")
    assert (await bijdrage_van(database, bijdrage_id)).stand == INGETROKKEN


@pytest.mark.parametrize(
    ("wat", "fout"),
    [
        ("Riek kookt graag", "naam"),
        ("Koken, bel 06 12345678", "telefoonnummer"),
        ("Koken, mail riek@boer.nl", "mailadres"),
        ("Koken in 7913 AB", "postcode"),
        ("", "Schrijf op"),
        ("x" * 301, "te lang"),
    ],
)
async def test_wat_anderen_lezen_zegt_niet_wie_het_is(database: Database, riek: Bewoner, wat: str, fout: str) -> None:
    with pytest.raises(OngeldigeInvoer) as gevangen:
        await riek.biedt(gevraagd=False, wat=wat)
    assert any(fout in f for f in gevangen.value.fouten)


async def test_alle_fouten_komen_tegelijk(database: Database, riek: Bewoner) -> None:
    with pytest.raises(OngeldigeInvoer) as gevangen:
        await riek.biedt(
            gevraagd=False, leefgebied="x", wat="", dagen=(9,), bereik="wijken", talen=("xx",), hoogstens=0
        )
    assert [f.split(":")[0] for f in gevangen.value.fouten] == [
        "leefgebied",
        "wat",
        "dagen",
        "wijken",
        "talen",
        "hoogstens",
    ]


async def test_een_uitspraak_van_een_ander_dossier_is_geen_bron(database: Database, riek: Bewoner) -> None:
    ander = await Bewoner.nieuw(database, "Jan Kok")
    async with database.schrijf() as session:
        _, intake = await vergrendel_intake(session, riek.kenmerk)
        await bijdragen.maak(session, intake, inhoud(), "anja", await riek.uitspraak())
        with pytest.raises(NietGevonden):
            await bijdragen.maak(session, intake, inhoud(), "anja", await ander.uitspraak())


def test_zonder_toestemming_leidt_geen_weg_naar_beschikbaar() -> None:
    naar_beschikbaar = {e for (van, e), naar in BIJDRAGE_MAG.items() if naar == BESCHIKBAAR and van != GEPAUZEERD}
    assert naar_beschikbaar == {STEM_TOE}
    assert {van for (van, e) in BIJDRAGE_MAG if e == TREK_IN} == {BESCHIKBAAR, GEPAUZEERD}
