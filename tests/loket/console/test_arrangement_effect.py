"""Help that is not needed, in the console: adding and taking away, faults, two at once."""

from __future__ import annotations

import re

from loket_backend.db import Database

from .arrangementhulp import doe, klaar_voor_arrangement, lees, maak_partijen, pad, schrijf_hulp, versies
from .conftest import MeldAan

ZORG = {"wat": "Wijkverpleging", "bekostiging": "zvw", "aantal": "104,5", "bedrag_jaar": "5.000"}


async def test_wat_niet_nodig_is_komt_erbij_en_gaat_weer_weg(als: MeldAan, database: Database) -> None:
    kenmerk, anja = await klaar_voor_arrangement(database), await als("anja")
    await schrijf_hulp(anja, kenmerk)
    assert (await doe(anja, pad(kenmerk, "/vermeden"), basis="1", **ZORG)).status == 303
    tekst = (await lees(anja, pad(kenmerk))).replace("\u00a0", " ")
    assert "Zvw: Wijkverpleging (104,5 per jaar, € 5.000)" in tekst
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
