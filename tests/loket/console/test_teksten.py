"""The pages with texts: proposing, checking while typing, a second pair of eyes, and going back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from sqlalchemy import select

from loket_backend.console.tekstenbeeld import GELIJK, NIEUW, WEG, verschil
from loket_backend.console.tekstenbesluit import GROND
from loket_backend.db import Database
from loket_backend.gesprek.eigenteksten import Eigen
from loket_backend.gesprek.tekstbronnen import Vindplaats
from loket_backend.gesprek.tekstversies import Tekstversie, geldend
from loket_backend.toegang.models import Auditregel
from loket_backend.toewijzing.models import Medewerker
from tests.loket.hulp import TEKSTEN

from .conftest import Client, MeldAan, csrf_van

LIJST = "/console/beheer/teksten"
PAD = f"{LIJST}/loket/wachten_bellen"
NIEUWE = "U mag ons ook bellen: {telefoon}."
VARIANT = f"{LIJST}/bot/utter_vraag_naam"


@pytest.fixture(autouse=True)
def zonder_eigen_teksten() -> Iterator[None]:
    yield
    Eigen.zet({})


async def pagina(client: Client, pad: str = PAD) -> str:
    return unescape(await (await client.get(pad)).text())


async def doe(client: Client, wat: str, pad: str = PAD, vraag: str = "", **gegevens: str) -> tuple[int, str]:
    csrf = await csrf_van(client, pad)
    antwoord = await client.post(f"{pad}/{wat}{vraag}", data={"csrf": csrf, **gegevens}, allow_redirects=False)
    return antwoord.status, unescape(await antwoord.text())


async def stel_voor(client: Client, tekst: str = NIEUWE) -> tuple[int, str]:
    return await doe(client, "voorstel", tekst=tekst)


async def open_voorstel(database: Database) -> str:
    async with database.lees() as session:
        return str((await session.scalars(select(Tekstversie.id).order_by(Tekstversie.id.desc()))).first())


async def keur(
    client: Client, database: Database, besluit: str = "goedgekeurd", opmerking: str = ""
) -> tuple[int, str]:
    versie = await open_voorstel(database)
    return await doe(client, "beoordeling", versie=versie, besluit=besluit, opmerking=opmerking)


async def test_van_voorstel_tot_wat_de_inwoner_leest(als: MeldAan, database: Database) -> None:
    gerda, ben = await als("gerda"), await als("ben")
    assert (await stel_voor(gerda))[0] == 303
    assert "Wacht op een tweede paar ogen (1)" in await pagina(ben, LIJST)
    assert "voorstel van Gerda" in await pagina(ben, LIJST)
    assert (await keur(ben, database))[0] == 303
    assert TEKSTEN.zin("wachten_bellen") == "U mag ons ook bellen: 0528 12 34 56."
    assert "nagekeken door Ben" in await pagina(gerda)
    assert "Wacht op een tweede paar ogen (" not in await pagina(ben, LIJST)


async def test_het_staat_in_de_audittrail(als: MeldAan, database: Database) -> None:
    await stel_voor(await als("gerda"))
    await keur(await als("ben"), database)
    async with database.lees() as session:
        regels = [
            (r.wie, r.wat, r.wiens) for r in await session.scalars(select(Auditregel).where(Auditregel.grond == GROND))
        ]
    assert regels == [
        ("gerda", "tekst voorgesteld", "wachten_bellen.1"),
        ("ben", "tekst goedgekeurd", "wachten_bellen.1"),
    ]


async def test_wie_voorstelt_keurt_niet_zelf_goed(als: MeldAan, database: Database) -> None:
    gerda = await als("gerda")
    await stel_voor(gerda)
    assert 'value="goedgekeurd"' not in await pagina(gerda)
    status, tekst = await keur(gerda, database, opmerking="prima")
    assert status == 403
    assert "Een ander moet het nakijken" in tekst
    async with database.lees() as session:
        assert await geldend(session) == {}


async def test_een_medewerker_mag_hier_niet(als: MeldAan) -> None:
    anja = await als("anja")
    assert (await anja.get(LIJST)).status == 403
    assert LIJST not in await pagina(anja, "/console")
    assert f'href="{LIJST}"' in await pagina(await als("ben"), LIJST)


async def test_een_fout_formulier_komt_terug_met_alles_wat_er_stond(als: MeldAan) -> None:
    status, tekst = await doe(await als("gerda"), "voorstel", tekst="Bel <b>{nummer}</b>.", toelichting="vriendelijker")
    assert status == 400
    for deel in (
        "{nummer} bestaat hier niet",
        "{telefoon} moet erin blijven",
        "Opmaak",
        "Bel <b>{nummer}</b>.",
        "vriendelijker",
    ):
        assert deel in tekst
    assert 'aria-invalid="true"' in tekst


async def test_wie_te_laat_is_houdt_de_eigen_tekst(als: MeldAan) -> None:
    gerda, ben = await als("gerda"), await als("ben")
    csrf = await csrf_van(ben, PAD)
    await stel_voor(gerda)
    gegevens = {"csrf": csrf, "tekst": "Bel gerust: {telefoon}."}
    antwoord = await ben.post(f"{PAD}/voorstel", data=gegevens, allow_redirects=False)
    tekst = await antwoord.text()
    assert antwoord.status == 409
    assert "Er ligt al een voorstel" in tekst
    assert "Bel gerust: {telefoon}." in tekst


async def test_controleren_tijdens_het_typen_geeft_alleen_een_deel(als: MeldAan) -> None:
    gerda = await als("gerda")
    gegevens = {"csrf": await csrf_van(gerda, PAD), "tekst": "Participatie: {telefoon}."}
    antwoord = await gerda.post(f"{PAD}/controle", data=gegevens, headers={"HX-Request": "true"})
    tekst = await antwoord.text()
    assert antwoord.status == 200
    assert "<html" not in tekst
    assert "1 advies: moeilijk woord." in tekst
    assert "Participatie: 0528 12 34 56." in tekst


async def test_zonder_script_is_controleren_een_knop(als: MeldAan, database: Database) -> None:
    gerda = await als("gerda")
    assert f'formaction="{PAD}/controle?variant=1#controle"' in await pagina(gerda)
    status, tekst = await doe(gerda, "controle", tekst="Participatie: {telefoon}.", toelichting="proef")
    assert status == 200
    for deel in ("<html", "1 advies: moeilijk woord.", "Participatie: {telefoon}.", 'value="proef"'):
        assert deel in tekst
    async with database.lees() as session:
        assert (await session.scalars(select(Tekstversie))).all() == []


async def test_de_live_regio_is_kort_en_het_veld_kent_htmx(als: MeldAan) -> None:
    tekst = await pagina(await als("gerda"))
    live = re.search(r'aria-live="polite"><span id="controle-stand">([^<]*)</span>', tekst)
    assert live is not None
    assert live[1] == "De tekst is in orde."
    assert 'hx-trigger="input changed delay:500ms"' in tekst


async def test_advies_mag_opzij_met_een_reden_en_anders_niet(als: MeldAan, database: Database) -> None:
    await stel_voor(await als("gerda"), "Participatie: {telefoon}.")
    ben = await als("ben")
    status, tekst = await keur(ben, database)
    assert status == 400
    assert "Schrijf op waarom het toch zo mag" in tekst
    assert (await keur(ben, database, opmerking="zo heet ons nummer"))[0] == 303
    assert "zo heet ons nummer" in await pagina(ben)


async def test_afwijzen_en_intrekken(als: MeldAan, database: Database) -> None:
    gerda, ben = await als("gerda"), await als("ben")
    await stel_voor(gerda)
    assert (await keur(ben, database, "afgewezen"))[0] == 400
    assert (await keur(ben, database, "afgewezen", "te kort"))[0] == 303
    await stel_voor(gerda)
    versie = await open_voorstel(database)
    assert (await doe(ben, "intrekking", versie=versie))[0] == 403
    assert (await doe(gerda, "intrekking", versie=versie))[0] == 303
    tekst = await pagina(gerda)
    assert "Ingetrokken" in tekst
    assert "Opmerking bij het nakijken: te kort" in tekst


async def test_terug_naar_een_eerdere_en_naar_de_geleverde_tekst_gaat_ook_met_zijn_tweeen(
    als: MeldAan, database: Database
) -> None:
    gerda, ben = await als("gerda"), await als("ben")
    await stel_voor(gerda)
    eerste = await open_voorstel(database)
    await keur(ben, database)
    assert (await doe(gerda, "voorstel", versie="geleverd"))[0] == 303
    assert TEKSTEN.zin("wachten_bellen").startswith("U mag ons"), "nog niet nagekeken"
    await keur(ben, database)
    assert TEKSTEN.zin("wachten_bellen").startswith("Bellen mag ook")
    assert "Stel deze versie opnieuw voor" in await pagina(gerda)
    assert (await doe(gerda, "voorstel", versie=eerste))[0] == 303
    await keur(ben, database)
    assert TEKSTEN.zin("wachten_bellen").startswith("U mag ons")


async def test_elke_manier_om_iets_te_zeggen_is_een_eigen_tekst(als: MeldAan, database: Database) -> None:
    gerda = await als("gerda")
    assert "Hoe heet u?" in await pagina(gerda, f"{VARIANT}?variant=2")
    status, _ = await doe(gerda, "voorstel", VARIANT, "?variant=2", tekst="Hoe mogen we u noemen?")
    assert status == 303
    await doe(
        await als("ben"),
        "beoordeling",
        VARIANT,
        "?variant=2",
        versie=await open_voorstel(database),
        besluit="goedgekeurd",
    )
    async with database.lees() as session:
        assert await geldend(session) == {Vindplaats("bot", "utter_vraag_naam", 2): "Hoe mogen we u noemen?"}
    assert "Sla deze vraag over" in await pagina(gerda, VARIANT), "de knoppen staan eronder"


@pytest.mark.parametrize(
    "pad",
    [
        "loket/bestaat_niet",
        "bot/wachten_bellen",
        "elders/x",
        "bot/utter_vraag_naam?variant=9",
        "bot/utter_vraag_naam?variant=x",
    ],
)
async def test_een_tekst_die_er_niet_is_is_404(als: MeldAan, pad: str) -> None:
    assert (await (await als("gerda")).get(f"{LIJST}/{pad}")).status == 404


@pytest.mark.parametrize(
    "gegevens", [{}, {"versie": "9", "besluit": "misschien"}, {"versie": "x", "besluit": "goedgekeurd"}]
)
async def test_een_onvolledig_oordeel_wordt_geweigerd(als: MeldAan, gegevens: dict[str, str]) -> None:
    assert (await doe(await als("gerda"), "beoordeling", **gegevens))[0] == 400


async def test_zoeken_vindt_in_tekst_en_titel_en_filtert(als: MeldAan, database: Database) -> None:
    gerda = await als("gerda")
    tekst = await pagina(gerda, f"{LIJST}?zoek=KEUKENTAFEL")
    assert "Wat een keukentafelgesprek is" in tekst
    assert "Vraag postcode" not in tekst
    assert "0 teksten gevonden" in await pagina(gerda, f"{LIJST}?toon=veranderd")
    await stel_voor(gerda)
    await keur(await als("ben"), database)
    assert "1 tekst gevonden" in await pagina(gerda, f"{LIJST}?toon=veranderd")


async def test_alle_drie_de_bronnen_staan_in_de_lijst(als: MeldAan) -> None:
    tekst = await pagina(await als("gerda"), LIJST)
    for deel in ("De digitale assistent: vragen", "Het loket zelf: terugbellen", "Standaardantwoorden van medewerkers"):
        assert deel in tekst


async def test_wat_iemand_typt_wordt_nergens_opmaak(als: MeldAan, database: Database) -> None:
    gerda = await als("gerda")
    kwaad = "<script>alert(1)</script>{telefoon}"
    for kop in ({}, {"HX-Request": "true"}):
        gegevens = {"csrf": await csrf_van(gerda, PAD), "tekst": kwaad, "toelichting": kwaad}
        antwoord = await gerda.post(f"{PAD}/controle", data=gegevens, headers=kop)
        assert "<script>alert" not in await antwoord.text()
    async with database.schrijf() as session:
        (await session.get_one(Medewerker, "gerda")).naam = "<b>Gerda</b>"
    await stel_voor(gerda)
    assert "<b>Gerda" not in await (await gerda.get(LIJST)).text()


def test_het_verschil_gaat_per_woord() -> None:
    assert verschil("Bel ons nu.", "Bel mij nu.") == [(GELIJK, "Bel "), (WEG, "ons "), (NIEUW, "mij "), (GELIJK, "nu.")]
    assert verschil("", "x") == [(NIEUW, "x")]
    assert verschil("x", "x") == [(GELIJK, "x")]


async def test_een_verschil_staat_er_ook_in_woorden(als: MeldAan) -> None:
    gerda = await als("gerda")
    await stel_voor(gerda)
    tekst = await pagina(gerda)
    assert '<del><span class="weg">[gaat weg: </span>' in tekst
    assert '<ins><span class="weg">[nieuw: </span>' in tekst
