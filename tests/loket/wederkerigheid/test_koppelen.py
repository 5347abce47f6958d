"""Bringing two people together: who may be matched, both asked first, and nothing told before both said yes. On both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from loket_backend.db import Database
from loket_backend.errors import Conflict, LoketFout, OngeldigeInvoer
from loket_backend.gesprek import berichten
from loket_backend.gesprek.wektijden import Wektijd
from loket_backend.tijd import nu
from loket_backend.wederkerigheid import koppelstap, verloop
from loket_backend.wederkerigheid.koppelen import Wens
from loket_backend.wederkerigheid.koppelstap import TAAK_ANTWOORD, TAAK_DOORGEVEN, TAAK_LOOPT, TAAK_VRAGEN, Hoe
from loket_backend.wederkerigheid.models import Koppeling, Koppelingstap
from loket_backend.wederkerigheid.stand import (
    ACTIEF,
    BEIDE_JA,
    BIEDER,
    CONTACT_GEDEELD,
    DEEL,
    GAAT_GOED,
    GESTOPT,
    JA,
    KOPPELING_MAG,
    LATER,
    LIEVER_NIET,
    LOOPT,
    NEE,
    STOP,
    VRAGER,
    ZEG_NEE,
)
from loket_backend.wederkerigheid.zoeken import GETOOND, kandidaten
from tests.loket.hulp import vul_gemeente

from .hulp import NODIG, WAT, WENS, Bewoner, bijdrage_van, deel, intake_van, koppel, koppeling_van, noteer, vraag


@pytest.fixture
async def riek(database: Database) -> Bewoner:
    """She can cook, and said yes to being asked."""
    await vul_gemeente(database)
    return await Bewoner.nieuw(database, "Riek de Boer", telefoon="+31612345678")


@pytest.fixture
async def jan(database: Database, riek: Bewoner) -> Bewoner:
    """He cannot cook any more; he lives in the same wijk."""
    return await Bewoner.nieuw(database, "Jan Kok", "7913XZ", telefoon="+31687654321", uitspraken=[NODIG])


async def zoek(database: Database, kenmerk: str, **wens: Any) -> list[Any]:
    intake = await intake_van(database, kenmerk)
    async with database.lees() as session:
        return await kandidaten(session, intake, Wens(**{"leefgebied": "huishouden", **wens}))


async def test_een_kandidaat_komt_met_redenen(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    await riek.stemt_toe(dagen=(0, 2), talen=("nl", "nds"))
    (gevonden,) = await zoek(database, jan.kenmerk, dagen=(2, 4), talen=("nds",))
    assert gevonden.redenen == (
        "Past bij: Huishouden",
        "Woont ook in Veld",
        "Kan op woensdag",
        "Spreekt Drents of ander Nedersaksisch",
        "Helpt nu nog niemand",
    )
    assert (gevonden.bezwaren, gevonden.vrij, gevonden.wijk) == ((), 1, "Veld")


async def test_wat_minder_past_staat_lager_en_zegt_waarom(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    await riek.stemt_toe(dagen=(0,))
    beter = await (await Bewoner.nieuw(database, "Els Smit", "7914AA")).stemt_toe(dagen=(4,))
    gevonden = await zoek(database, jan.kenmerk, dagen=(4,), talen=("pl",))
    assert [k.bijdrage.id == beter for k in gevonden] == [True, False]
    assert gevonden[1].bezwaren == ("Kan alleen op maandag", "Spreekt geen Pools")


@pytest.mark.parametrize(
    ("bereik", "gevonden"),
    [({}, False), ({"bereik": "overal"}, True), ({"bereik": "wijken", "wijken": ["dorp"]}, True)],
)
async def test_hoe_ver_iemand_wil_gaan(
    database: Database, riek: Bewoner, bereik: dict[str, Any], gevonden: bool
) -> None:
    ver = await Bewoner.nieuw(database, "Jan Kok", "8381AB", uitspraken=[NODIG])
    await riek.stemt_toe(**bereik)
    assert bool(await zoek(database, ver.kenmerk)) is gevonden


@pytest.mark.parametrize(
    "wie",
    [
        {"naam": "Riek de Boer", "postcode": "7913AB"},
        {"naam": "Henk de Boer", "postcode": "7913AB"},
        {"naam": "Henk Vos", "postcode": "7914AA", "telefoon": "+31612345678"},
    ],
)
async def test_nooit_dezelfde_persoon_of_hetzelfde_huis(database: Database, riek: Bewoner, wie: dict[str, str]) -> None:
    zelfde = await Bewoner.nieuw(database, uitspraken=[NODIG], **wie)
    bijdrage_id = await riek.stemt_toe()
    assert await zoek(database, zelfde.kenmerk) == []
    assert await zoek(database, riek.kenmerk) == []
    with pytest.raises(Conflict, match="hetzelfde huis"):
        await koppel(database, zelfde.kenmerk, bijdrage_id)
    with pytest.raises(Conflict, match="hetzelfde huis"):
        await koppel(database, riek.kenmerk, bijdrage_id)


async def test_zonder_wijk_woont_niemand_dichtbij(database: Database, riek: Bewoner) -> None:
    bieder = await Bewoner.nieuw(database, "Els Smit", "9999ZZ")
    vrager = await Bewoner.nieuw(database, "Jan Kok", "9998ZZ", uitspraken=[NODIG])
    await bieder.stemt_toe()
    assert (await intake_van(database, vrager.kenmerk)).wijk_id is None
    assert await zoek(database, vrager.kenmerk) == []
    overal = await riek.stemt_toe(bereik="overal")
    (gevonden,) = await zoek(database, vrager.kenmerk)
    assert (gevonden.bijdrage.id, gevonden.redenen[1]) == (overal, "Wil ook in deze wijk helpen")


async def test_zonder_ja_of_na_intrekken_wordt_niemand_gevonden(
    database: Database, riek: Bewoner, jan: Bewoner
) -> None:
    bijdrage_id = await riek.biedt()
    for zegt, gevonden in ((None, False), ("ja", True), ("ik wil niemand meer helpen", False)):
        if zegt:
            await riek.zegt(zegt)
        assert bool(await zoek(database, jan.kenmerk)) is gevonden
        if not gevonden:
            with pytest.raises(Conflict, match="wil nu niet gevraagd worden"):
                await koppel(database, jan.kenmerk, bijdrage_id)


async def test_wie_vol_zit_of_al_eens_gevraagd_is_staat_er_niet_meer_bij(
    database: Database, riek: Bewoner, jan: Bewoner
) -> None:
    bijdrage_id = await riek.stemt_toe(hoogstens=2)
    await koppel(database, jan.kenmerk, bijdrage_id)
    assert await zoek(database, jan.kenmerk) == []
    with pytest.raises(Conflict, match="al eens"):
        await koppel(database, jan.kenmerk, bijdrage_id)
    els = await Bewoner.nieuw(database, "Els Smit", "7914AA", uitspraken=[NODIG])
    assert [k.vrij for k in await zoek(database, els.kenmerk)] == [1]
    await koppel(database, els.kenmerk, bijdrage_id)
    piet = await Bewoner.nieuw(database, "Piet Bos", "7914BB", uitspraken=[NODIG])
    assert await zoek(database, piet.kenmerk) == []


async def test_er_worden_er_niet_te_veel_getoond(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    for nummer in range(GETOOND + 2):
        bewoner = await Bewoner.nieuw(database, f"Naam{nummer} Anders{nummer}", "7914AA")
        await bewoner.stemt_toe()
    assert len(await zoek(database, jan.kenmerk)) == GETOOND


async def test_twee_medewerkers_tegelijk_gaan_niet_over_de_grens(database: Database, riek: Bewoner) -> None:
    bijdrage_id = await riek.stemt_toe(hoogstens=2)
    vragers = [await Bewoner.nieuw(database, f"Vrager{n} Van{n}", "7914AA", uitspraken=[NODIG]) for n in range(6)]
    uitkomsten = await asyncio.gather(
        *(koppel(database, v.kenmerk, bijdrage_id) for v in vragers), return_exceptions=True
    )
    geweigerd = [u for u in uitkomsten if isinstance(u, LoketFout)]
    assert len(geweigerd) == 4
    assert "Een collega was u voor" in geweigerd[0].detail
    async with database.lees() as session:
        lopend = list(await session.scalars(select(Koppeling).where(Koppeling.stand.in_(ACTIEF))))
    assert len(lopend) == 2


async def test_beide_kanten_zeggen_ja_en_pas_dan_delen(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    koppeling_id = await koppel(database, jan.kenmerk, await riek.stemt_toe())
    with pytest.raises(Conflict):
        await deel(database, koppeling_id)
    await vraag(database, koppeling_id, BIEDER)
    assert WAT in await riek.laatste()
    assert await riek.zegt("ja graag")
    with pytest.raises(Conflict):
        await deel(database, koppeling_id)
    await vraag(database, koppeling_id, VRAGER)
    assert WAT in await jan.laatste()
    assert await jan.drukt("Ja, dat is goed")
    assert (await koppeling_van(database, koppeling_id)).stand == BEIDE_JA
    for bewoner, ander, nummer in ((riek, "Jan", "06 87"), (jan, "Riek", "06 12")):
        assert not any(ander in t or nummer in t or "Kok" in t or "Boer" in t for t in await bewoner.gelezen())
    await deel(database, koppeling_id)
    assert "De ander heet Jan. Het telefoonnummer is 06 87 65 43 21." in (await riek.gelezen())[-2]
    assert "De ander heet Riek. Het telefoonnummer is 06 12 34 56 78." in (await jan.gelezen())[-2]
    assert not any("Kok" in t for t in await riek.gelezen())
    assert not any("Boer" in t for t in await jan.gelezen())
    assert (await koppeling_van(database, koppeling_id)).stand == CONTACT_GEDEELD
    with pytest.raises(Conflict):
        await deel(database, koppeling_id)


async def test_wie_alleen_de_voornaam_geeft_geeft_geen_nummer(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    koppeling_id = await koppel(database, jan.kenmerk, await riek.stemt_toe())
    await vraag(database, koppeling_id, BIEDER, VRAGER)
    await riek.drukt("Ja, geef alleen mijn voornaam")
    await jan.zegt("prima")
    await deel(database, koppeling_id)
    assert "De ander heet Riek. Anja Mulder helpt u" in (await jan.gelezen())[-2]
    assert not any("06 12" in t for t in await jan.gelezen())
    assert "06 87 65 43 21" in (await riek.gelezen())[-2]


@pytest.mark.parametrize("kant", [BIEDER, VRAGER])
@pytest.mark.parametrize("zegt", ["liever niet", "nee hoor"])
async def test_liever_niet_is_goed_en_de_ander_hoort_niets(
    database: Database, riek: Bewoner, jan: Bewoner, kant: str, zegt: str
) -> None:
    koppeling_id = await koppel(database, jan.kenmerk, await riek.stemt_toe())
    await vraag(database, koppeling_id, BIEDER, VRAGER)
    wie, ander = (riek, jan) if kant == BIEDER else (jan, riek)
    vooraf = await ander.gelezen()
    assert await wie.zegt(zegt)
    assert await wie.laatste() == (
        "Dat is helemaal goed. U hoeft niet te zeggen waarom. We zeggen de ander niet wie u bent."
    )
    assert (await koppeling_van(database, koppeling_id)).stand == LIEVER_NIET
    assert await ander.gelezen() == vooraf
    assert TAAK_ANTWOORD in await wie.taken()
    assert await ander.zegt("ja hoor")
    assert "Het gaat deze keer toch niet door" in await ander.laatste()
    with pytest.raises(Conflict):
        await deel(database, koppeling_id)


async def test_eerst_overleggen_is_geen_ja_en_mag_later_nog(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    koppeling_id = await koppel(database, jan.kenmerk, await riek.stemt_toe())
    await vraag(database, koppeling_id, BIEDER)
    assert await riek.zegt("eerst overleggen met mn dochter")
    assert (await koppeling_van(database, koppeling_id)).bieder == LATER
    assert not await riek.zegt("ja")
    await vraag(database, koppeling_id, BIEDER)
    assert await riek.zegt("ja hoor")
    assert (await koppeling_van(database, koppeling_id)).bieder == JA


async def test_wie_zich_bedenkt_voor_het_delen_stopt_alles(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    koppeling_id = await koppel(database, jan.kenmerk, await riek.stemt_toe())
    await vraag(database, koppeling_id, BIEDER, VRAGER)
    await riek.zegt("ja")
    await jan.zegt("ja")
    assert await riek.drukt("Toch liever niet")
    koppeling = await koppeling_van(database, koppeling_id)
    assert (koppeling.stand, koppeling.bieder, koppeling.bieder_deelt) == (LIEVER_NIET, NEE, None)
    with pytest.raises(Conflict):
        await deel(database, koppeling_id)


async def test_wie_zijn_aanbod_intrekt_laat_vallen_wat_nog_niet_gedeeld_was(
    database: Database, riek: Bewoner, jan: Bewoner
) -> None:
    bijdrage_id = await riek.biedt(hoogstens=2)
    await riek.zegt("ja")
    open_ = await koppel(database, jan.kenmerk, bijdrage_id)
    await vraag(database, open_, VRAGER)
    els = await Bewoner.nieuw(database, "Els Smit", "7914AA", uitspraken=[NODIG])
    gedeeld = await koppel(database, els.kenmerk, bijdrage_id)
    for kant in (BIEDER, VRAGER):
        await noteer(database, gedeeld, kant)
    await deel(database, gedeeld)
    assert await riek.zegt("ik wil niemand meer helpen")
    assert (await koppeling_van(database, open_)).stand == GESTOPT
    assert (await koppeling_van(database, gedeeld)).stand == CONTACT_GEDEELD
    assert TAAK_ANTWOORD in await riek.taken()
    assert await jan.zegt("ja")
    assert "gaat deze keer toch niet door" in await jan.laatste()


async def test_een_antwoord_van_de_telefoon_staat_er_met_wie_en_wanneer(
    database: Database, riek: Bewoner, jan: Bewoner
) -> None:
    koppeling_id = await koppel(database, jan.kenmerk, await riek.stemt_toe())
    with pytest.raises(OngeldigeInvoer) as gevangen:
        await noteer(database, koppeling_id, BIEDER, "misschien", weg="chat")
    assert [f.split(":")[0] for f in gevangen.value.fouten] == ["antwoord", "weg"]
    await noteer(database, koppeling_id, BIEDER, weg="papier")
    async with database.lees() as session:
        stap = (await session.scalars(select(Koppelingstap).order_by(Koppelingstap.id.desc()))).first()
    assert stap is not None
    assert (stap.kant, stap.weg, stap.door, stap.naar) == (BIEDER, "papier", "anja", JA)
    await noteer(database, koppeling_id, VRAGER, ZEG_NEE)
    assert (await koppeling_van(database, koppeling_id)).stand == LIEVER_NIET


async def test_wie_geen_eigen_chat_heeft_wordt_door_mensen_gevraagd(database: Database, riek: Bewoner) -> None:
    moeder = await Bewoner.nieuw(
        database, "Jan Kok", "7914AA", uitspraken=[NODIG], voor_wie="ander", relatie="ouder", melder_naam="Els"
    )
    koppeling_id = await koppel(database, moeder.kenmerk, await riek.stemt_toe())
    vooraf = await moeder.gelezen()
    await vraag(database, koppeling_id, VRAGER)
    assert TAAK_VRAGEN in await moeder.taken()
    for kant in (VRAGER, BIEDER):
        await noteer(database, koppeling_id, kant)
    assert TAAK_VRAGEN not in await moeder.taken()
    await deel(database, koppeling_id)
    assert await moeder.gelezen() == vooraf
    assert (await moeder.taken())[TAAK_DOORGEVEN].gegevens["wens"] == "Riek, 06 12 34 56 78"


async def test_wie_niet_meer_wil_wordt_ook_niet_meer_gevraagd(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    bijdrage_id = await riek.biedt()
    await riek.zegt("ja")
    koppeling_id = await koppel(database, jan.kenmerk, bijdrage_id)
    await riek.drukt("Haal mij van de lijst")
    with pytest.raises(Conflict):
        await vraag(database, koppeling_id, BIEDER)
    assert (await bijdrage_van(database, bijdrage_id)).toestemming_op is None


async def lopend(database: Database, riek: Bewoner, jan: Bewoner) -> int:
    koppeling_id = await koppel(database, jan.kenmerk, await riek.stemt_toe())
    for kant in (BIEDER, VRAGER):
        await noteer(database, koppeling_id, kant)
    await deel(database, koppeling_id)
    return koppeling_id


async def uitkomst(database: Database, koppeling_id: int, jan: Bewoner, hoe: str, notitie: str = "") -> None:
    async with database.schrijf() as session:
        koppeling = await koppelstap.vergrendel(session, koppeling_id)
        await verloop.leg_uitkomst_vast(session, koppeling, jan.gesprek_id, hoe, Hoe("anja", toelichting=notitie))


async def kijk(database: Database, koppeling_id: int, jan: Bewoner) -> Any:
    """The timer that was set when they were matched, as if it were due."""
    async with database.schrijf() as session:
        gesprek = await berichten.vergrendel(session, jan.gesprek_id)
        keuze = select(Wektijd).where(Wektijd.soort == verloop.KIJK, Wektijd.over == koppeling_id)
        return await verloop.kijk(session, gesprek, (await session.scalars(keuze)).one())


async def een_tijd_geleden(database: Database, koppeling_id: int, weken: int) -> None:
    async with database.schrijf() as session:
        sinds = nu() - timedelta(weeks=weken)
        await session.execute(update(Koppeling).where(Koppeling.id == koppeling_id).values(stand_sinds=sinds))


async def test_na_een_paar_weken_komt_de_vraag_hoe_het_gaat(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    koppeling_id = await lopend(database, riek, jan)
    assert await kijk(database, koppeling_id, jan) is not None
    assert TAAK_LOOPT not in await jan.taken()
    await een_tijd_geleden(database, koppeling_id, 4)
    await kijk(database, koppeling_id, jan)
    assert TAAK_LOOPT in await jan.taken()
    await uitkomst(database, koppeling_id, jan, GAAT_GOED, "Ze eten elke week samen")
    assert TAAK_LOOPT not in await jan.taken()
    assert (await koppeling_van(database, koppeling_id)).stand == LOOPT


async def test_wie_stopt_maakt_plek_vrij_en_wordt_met_rust_gelaten(
    database: Database, riek: Bewoner, jan: Bewoner
) -> None:
    koppeling_id = await lopend(database, riek, jan)
    els = await Bewoner.nieuw(database, "Els Smit", "7914AA", uitspraken=[NODIG])
    assert await zoek(database, els.kenmerk) == []
    await uitkomst(database, koppeling_id, jan, STOP)
    assert len(await zoek(database, els.kenmerk)) == 1
    assert await kijk(database, koppeling_id, jan) is None
    with pytest.raises(Conflict):
        await uitkomst(database, koppeling_id, jan, GAAT_GOED)


async def test_zonder_antwoord_wordt_het_na_een_week_een_taak(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    koppeling_id = await koppel(database, jan.kenmerk, await riek.stemt_toe())
    await vraag(database, koppeling_id, BIEDER)
    await kijk(database, koppeling_id, jan)
    assert TAAK_ANTWOORD not in await jan.taken()
    await een_tijd_geleden(database, koppeling_id, 2)
    await kijk(database, koppeling_id, jan)
    assert TAAK_ANTWOORD in await jan.taken()


async def test_een_onbekende_uitkomst_wordt_geweigerd(database: Database, riek: Bewoner, jan: Bewoner) -> None:
    koppeling_id = await lopend(database, riek, jan)
    with pytest.raises(OngeldigeInvoer):
        await uitkomst(database, koppeling_id, jan, "geweldig")


def test_delen_kan_alleen_na_beide_ja() -> None:
    assert [van for (van, gebeurtenis) in KOPPELING_MAG if gebeurtenis == DEEL] == [BEIDE_JA]
    assert WENS.leefgebied == "huishouden"
