"""Documents through the console: brought in, taken out, removed; never opened from our own address."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import FormData
from PIL import Image
from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.intake.dossiermodels import Document

from .conftest import Client, MeldAan, csrf_van, nieuwe_intake
from .dossier import daden, los, stuur

PAD = "/console/intakes/"


def png(kleur: str = "red") -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", (4, 4), kleur).save(uit, "PNG")
    return uit.getvalue()


async def breng(client: Client, pad: str, inhoud: bytes, naam: str = "foto.png", csrf: str | None = None) -> Any:
    formulier = FormData(quote_fields=False, charset="utf-8")
    formulier.add_field("csrf", csrf if csrf is not None else await csrf_van(client))
    formulier.add_field("bestand", inhoud, filename=naam, content_type="text/html")
    return await client.post(f"{pad}/documenten", data=formulier, allow_redirects=False)


async def aantal(database: Database) -> int:
    async with database.lees() as session:
        return len(list(await session.scalars(select(Document.id))))


async def test_een_document_erbij_en_weer_eruit_als_bijlage(als: MeldAan, database: Database) -> None:
    pad, anja = PAD + await nieuwe_intake(database), await als("anja")
    antwoord = await breng(anja, pad, png(), 'Brief van "Jaap" é.exe')
    assert (antwoord.status, antwoord.headers["Location"]) == (303, f"{pad}#documenten")
    assert "Brief van _Jaap_ é.exe.png" in await (await anja.get(pad)).text()
    document = await anja.get(f"{pad}/documenten/1")
    with Image.open(io.BytesIO(await document.read())) as beeld:
        assert beeld.size == (4, 4)
    koppen = document.headers
    assert koppen["Content-Type"] == "image/png"
    assert koppen["Content-Disposition"].startswith(
        'attachment; filename="Brief van _Jaap_ _.exe.png"; filename*=UTF-8'
    )
    assert (koppen["X-Content-Type-Options"], koppen["Cache-Control"]) == ("nosniff", "no-store")
    assert koppen["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert await daden(database) == [("anja", "document toegevoegd"), ("anja", "document gehaald: 1")]


@pytest.mark.parametrize(
    ("inhoud", "uitleg"),
    [
        (b"<html><script>alert(1)</script>", "geen PDF, PNG of JPEG"),
        (b"%PDF-1.4 kapot", "niet te openen"),
        (b"", "Dit bestand is leeg"),
    ],
)
async def test_een_bestand_dat_niet_mag_geeft_uitleg_op_de_pagina(
    als: MeldAan, database: Database, inhoud: bytes, uitleg: str
) -> None:
    antwoord = await breng(await als("anja"), PAD + await nieuwe_intake(database), inhoud, "brief.pdf")
    tekst = await antwoord.text()
    assert antwoord.status == 400
    assert uitleg in tekst
    assert 'id="fout-document"' in tekst
    assert await aantal(database) == 0


async def test_zonder_bestand_wordt_er_om_gevraagd(als: MeldAan, database: Database) -> None:
    pad = PAD + await nieuwe_intake(database)
    assert "Kies eerst een bestand." in await (await los(await als("anja"), f"{pad}/documenten")).text()


async def test_een_bestand_van_bijna_tien_mb_past_door_de_poort(als: MeldAan, database: Database) -> None:
    """It is refused for what it is, not for its size."""
    antwoord = await breng(await als("anja"), PAD + await nieuwe_intake(database), b"x" * (10 * 1024 * 1024 - 1))
    assert "geen PDF, PNG of JPEG" in await antwoord.text()


async def test_een_te_groot_bestand_geeft_een_vriendelijke_bladzijde(als: MeldAan, database: Database) -> None:
    antwoord = await breng(await als("anja"), PAD + await nieuwe_intake(database), b"x" * (11 * 1024 * 1024))
    assert antwoord.status == 413
    assert "Een document mag hooguit 10 MB zijn" in await antwoord.text()
    assert await aantal(database) == 0


async def test_een_groot_bestand_dat_zijn_grootte_verzwijgt_wordt_ook_afgebroken(
    als: MeldAan, database: Database
) -> None:
    anja, pad = await als("anja"), PAD + await nieuwe_intake(database)
    kop = f'--grens\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{await csrf_van(anja)}\r\n--grens\r\n'
    kop += 'Content-Disposition: form-data; name="bestand"; filename="a.pdf"\r\n\r\n'
    gestuurd = 0

    async def stroom() -> AsyncIterator[bytes]:
        nonlocal gestuurd
        yield kop.encode()
        for _ in range(40):
            gestuurd += 1
            yield b"x" * (1024 * 1024)

    soort = {"Content-Type": "multipart/form-data; boundary=grens"}
    antwoord = await anja.post(f"{pad}/documenten", data=stroom(), headers=soort, allow_redirects=False)
    assert (antwoord.status, gestuurd < 41) == (413, True)
    assert await aantal(database) == 0


async def test_elk_ander_formulier_houdt_zijn_kleine_maat(als: MeldAan, database: Database) -> None:
    anja, pad = await als("anja"), PAD + await nieuwe_intake(database)
    formulier = FormData()
    formulier.add_field("csrf", await csrf_van(anja))
    formulier.add_field("notitie", b"x" * (2 * 1024 * 1024), filename="groot.txt")
    assert (await anja.post(f"{pad}/notities", data=formulier, allow_redirects=False)).status == 413


async def test_een_document_zonder_goed_token_wordt_geweigerd(als: MeldAan, database: Database) -> None:
    antwoord = await breng(await als("anja"), PAD + await nieuwe_intake(database), png(), csrf="verkeerd")
    assert antwoord.status == 403
    assert await aantal(database) == 0


async def test_een_formulier_in_stukken_geeft_uitleg(als: MeldAan, database: Database) -> None:
    pad = PAD + await nieuwe_intake(database)
    soort = {"Content-Type": "multipart/form-data"}
    antwoord = await (await als("anja")).post(f"{pad}/documenten", data=b"onzin", headers=soort)
    assert antwoord.status == 400


async def test_verwijderen_vraagt_een_reden_en_daarna_is_het_weg(als: MeldAan, database: Database) -> None:
    pad, anja = PAD + await nieuwe_intake(database), await als("anja")
    await breng(anja, pad, png())
    weg = f"{pad}/documenten/1/verwijdering"
    geweigerd = await stuur(anja, pad, weg, reden=" ")
    assert (geweigerd.status, "waarom dit document weg moet" in await geweigerd.text()) == (400, True)
    assert (await stuur(anja, pad, weg, reden="van de buurvrouw")).status == 303
    assert (await anja.get(f"{pad}/documenten/1")).status == 404
    tekst = await (await anja.get(pad)).text()
    assert "<s>foto.png</s>" in tekst
    assert "van de buurvrouw" in tekst
    assert (await daden(database))[-1] == ("anja", "document verwijderd: 1")


async def test_een_document_van_een_verborgen_dossier_is_er_niet(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    eigen = PAD + await nieuwe_intake(database, naam="Ander")
    await breng(await als("corrie"), PAD + kenmerk, png())
    anja = await als("anja")
    for plek in (f"{PAD}{kenmerk}/documenten/1", f"{eigen}/documenten/1", f"{eigen}/documenten/x"):
        assert (await anja.get(plek)).status == 404, plek
