"""Help that is not needed, in the console: adding and taking away, faults, two at once."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from loket_backend.db import Database
from loket_backend.partijen.kerncijfers import Kerncijferboek, Kerncijfers

from .arrangementhulp import doe, klaar_voor_arrangement, lees, maak_partijen, pad, schrijf_hulp, versies
from .conftest import Client, MeldAan

UUR = "wijkverpleging_verzorging_uur"
WASSEN = {"wat": "Wassen en kleden", "kerncijfer": UUR, "aantal": "3", "per": "week", "perioden": "40"}
ZORG = {"wat": "Wijkverpleging", "bekostiging": "zvw", "aantal": "104,5", "bedrag_jaar": "5.000"}


async def test_wat_niet_nodig_is_komt_erbij_en_gaat_weer_weg(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    assert (await doe(anja, pad(kenmerk, "/vermeden"), basis="1", **ZORG)).status == 303
    tekst = (await lees(anja, pad(kenmerk))).replace("\u00a0", " ")
    assert "Zvw: Wijkverpleging (€ 5.000)" in tekst
    assert "104,5 keer per jaar. Dat is € 5.000 per jaar." in tekst
    assert "Eigen schatting, zonder bron." in tekst
    assert "€ 1.880 minder" in tekst
    gevonden = re.search(r"/vermeden/(\d+)/verwijdering", tekst)
    assert gevonden is not None
    weg = pad(kenmerk, f"/vermeden/{gevonden[1]}/verwijdering")
    assert (await doe(anja, weg, basis="1")).status == 409
    assert (await doe(anja, weg, basis="2")).status == 303
    assert (await doe(anja, weg, basis="2")).status == 409
    assert (await doe(anja, weg, basis="3")).status == 404
    assert "Wijkverpleging" not in await lees(anja, pad(kenmerk))
    assert "Niet nodig, weggehaald: Wijkverpleging" in await lees(anja, pad(kenmerk, "/versies"))
    assert len(await versies(database, kenmerk)) == 3


async def test_alle_fouten_komen_tegelijk(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    antwoord = await doe(anja, pad(kenmerk, "/vermeden"), basis="0", wat=" ", bekostiging="informeel", aantal="veel")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    for veld in ("wat", "bekostiging", "aantal", "bedrag_jaar"):
        assert f'id="fout-{veld}"' in tekst


async def test_wie_als_tweede_bewaart_houdt_wat_er_getypt_was(als: MeldAan, database: Database) -> None:
    kenmerk, anja, bilal = await klaar_voor_arrangement(database), await als("anja"), await als("bilal")
    await schrijf_hulp(anja, kenmerk)
    antwoord = await doe(bilal, pad(kenmerk, "/vermeden"), basis="0", **ZORG)
    tekst = await antwoord.text()
    assert antwoord.status == 409
    assert "Wijkverpleging</textarea>" in tekst
    assert 'name="basis" value="1"' in tekst
    assert (await doe(bilal, pad(kenmerk, "/vermeden"), basis="1", **ZORG)).status == 303


async def test_een_partij_die_er_niet_is_kan_niet(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await maak_partijen(database)
    assert (await doe(anja, pad(kenmerk, "/vermeden"), basis="0", partij_id="weg", **ZORG)).status == 400
    assert (await doe(anja, pad(kenmerk, "/vermeden"), basis="0", partij_id="zekerzorg", **ZORG)).status == 303
    assert "ZekerZorg (Zvw)" in await lees(anja, pad(kenmerk))


async def gelezen(client: Client, adres: str) -> str:
    return (await lees(client, adres)).replace("\u00a0", " ")


async def test_het_formulier_laat_elk_kerncijfer_zien_met_bedrag_datum_en_bron(
    als: MeldAan, database: Database
) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    tekst = await gelezen(anja, pad(kenmerk, "/vermeden/nieuw"))
    for sleutel, cijfer in Kerncijferboek.uit_bestand().cijfers.items():
        assert f'value="{sleutel}"' in tekst
        assert html.escape(cijfer.bron, quote=True).replace("&#x27;", "&#39;") in tekst
    assert "Zvw, zorgverzekeraar betaalt" in tekst
    assert "€ 67,94 per uur (laag € 56,37, hoog € 72,76)" in tekst
    assert "Tarieven wijkverpleging 2024, Savant Zorg" in tekst
    assert "1 januari 2024" in tekst
    assert "Zonder bron: een aanname van het loket" in tekst
    assert 'href="https://' not in tekst  # no page of the console leads out


async def test_met_een_kerncijfer_is_het_bedrag_uitgerekend_en_staat_de_bron_erbij(
    als: MeldAan, database: Database
) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await maak_partijen(database)
    uitgerekend = await doe(anja, pad(kenmerk, "/vermeden"), basis="0", reken="1", **WASSEN)
    tekst = (await uitgerekend.text()).replace("\u00a0", " ")
    assert uitgerekend.status == 200
    som = "3 uur per week, 40 weken: 120 uur per jaar. 120 × € 67,94 = € 8.152,80 per jaar."
    assert f"{som} Lage schatting € 6.764,40, hoge schatting € 8.731,20." in tekst
    assert f'value="{UUR}" checked' in tekst
    assert 'value="40"' in tekst
    assert not await versies(database, kenmerk)  # nothing was saved

    assert (await doe(anja, pad(kenmerk, "/vermeden"), basis="0", **WASSEN)).status == 303
    tekst = await gelezen(anja, pad(kenmerk))
    assert "Zvw: Wassen en kleden (€ 8.152,80)" in tekst
    assert som in tekst
    assert (
        "Kerncijfer: Wijkverpleging, persoonlijke verzorging, € 67,94 per uur. Bron: Tarieven wijkverpleging" in tekst
    )
    assert "Minder nodig bij: ZekerZorg (Zvw) € 8.152,80." in tekst
    assert "sindsdien veranderd" not in tekst


async def test_een_later_kerncijfer_verandert_de_bladzijde_niet(
    als: MeldAan, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    assert (await doe(anja, pad(kenmerk, "/vermeden"), basis="0", **WASSEN)).status == 303
    boek = Kerncijferboek.uit_bestand()
    duurder = boek.cijfers[UUR].model_copy(update={"midden": 7_000, "hoog": 8_000})
    monkeypatch.setattr(Kerncijfers, "boek", replace(boek, cijfers={**boek.cijfers, UUR: duurder}))
    tekst = await gelezen(anja, pad(kenmerk))
    assert "120 × € 67,94 = € 8.152,80 per jaar." in tekst
    assert "Dit kerncijfer is sindsdien veranderd. Hier telt wat het toen was." in tekst
    assert "€ 70 per uur" in await gelezen(anja, pad(kenmerk, "/vermeden/nieuw"))


async def test_een_eigen_bedrag_houdt_zijn_eigen_bron(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    eigen = {**ZORG, "kerncijfer": "eigen", "bron": "Offerte van de thuiszorg, mei 2026"}
    assert (await doe(anja, pad(kenmerk, "/vermeden"), basis="0", **eigen)).status == 303
    assert "Eigen schatting. Bron: Offerte van de thuiszorg, mei 2026" in await gelezen(anja, pad(kenmerk))


async def test_wat_niet_klopt_komt_terug_met_wat_er_getypt_was(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    mis = {**WASSEN, "perioden": "99", "per_stuk": "12", "bron": "zelf bedacht", "bekostiging": "wmo"}
    antwoord = await doe(anja, pad(kenmerk, "/vermeden"), basis="0", **mis)
    tekst = await antwoord.text()
    assert antwoord.status == 400
    for veld in ("perioden", "per_stuk", "bron", "bekostiging"):
        assert f'id="fout-{veld}"' in tekst
    assert f'value="{UUR}" checked' in tekst
    assert 'value="zelf bedacht"' in tekst
    for kapot in ({"kerncijfer": "bestaat-niet"}, {"aantal": ""}):
        antwoord = await doe(anja, pad(kenmerk, "/vermeden"), basis="0", reken="1", **{**WASSEN, **kapot})
        assert antwoord.status == 400
        assert f'id="fout-{next(iter(kapot))}"' in await antwoord.text()
    assert not await versies(database, kenmerk)
