"""What a file may be, by its content, and how it is kept."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from sqlalchemy import text

from loket_backend.db import Database
from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.intake import documenten
from loket_backend.intake import documenten_keur as keuring
from loket_backend.intake.documenten import keur_in_draad, schone_naam
from loket_backend.intake.documenten_keur import JPEG, PDF, PNG, keur
from loket_backend.versleuteling import Sleutelbos

from .dossier import ingediend, op_slot


def pdf(bladzijden: int = 1, **wortel: object) -> bytes:
    schrijver = PdfWriter()
    for _ in range(bladzijden):
        schrijver.add_blank_page(100, 100)
    for naam, waarde in wortel.items():
        schrijver.root_object[NameObject(f"/{naam}")] = waarde
    uit = io.BytesIO()
    schrijver.write(uit)
    return uit.getvalue()


def script() -> DictionaryObject:
    daad = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    return DictionaryObject({NameObject(n): w for n, w in daad.items()})


def beeld(formaat: str, punten: tuple[int, int] = (8, 6), **meer: object) -> bytes:
    uit = io.BytesIO()
    Image.new("RGB", punten, (200, 30, 30)).save(uit, formaat, **meer)
    return uit.getvalue()


def met_plaats() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "bij Riek thuis"
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x0112] = 6  # lies on its side
    return beeld("JPEG", exif=exif, comment=b"geheim commentaar")


def geweigerd(inhoud: bytes) -> str:
    with pytest.raises(OngeldigeInvoer) as gevangen:
        keur(inhoud)
    return gevangen.value.detail


def test_een_gewone_pdf_blijft_zoals_hij_is() -> None:
    inhoud = pdf(3)
    assert (keur(inhoud).inhoud, keur(inhoud).soort) == (inhoud, PDF)


def test_een_pdf_die_alleen_zegt_waar_hij_begint_mag() -> None:
    assert keur(pdf(OpenAction=ArrayObject([NumberObject(0), NameObject("/Fit")]))).soort == PDF


@pytest.mark.parametrize("waar", ["OpenAction", "AA", "Names", "Zomaar"])
def test_een_pdf_met_een_script_erin_wordt_geweigerd(waar: str) -> None:
    assert geweigerd(pdf(**{waar: script()})) == keuring.DOET_IETS


def test_een_script_waar_geen_bladzijde_naar_wijst_wordt_gevonden() -> None:
    schrijver = PdfWriter()
    schrijver.add_blank_page(10, 10)
    schrijver._add_object(DictionaryObject({NameObject("/A"): script()}))
    uit = io.BytesIO()
    schrijver.write(uit)
    assert geweigerd(uit.getvalue()) == keuring.DOET_IETS


def test_een_verhulde_naam_helpt_niet() -> None:
    inhoud = pdf(Zomaar=script()).replace(b"/JavaScript", b"/#4aavaScript").replace(b"/JS ", b"/#4aS ")
    assert b"/JS" not in inhoud
    assert geweigerd(inhoud) == keuring.DOET_IETS


def test_een_pdf_met_een_ander_bestand_erin_wordt_geweigerd() -> None:
    schrijver = PdfWriter()
    schrijver.add_blank_page(10, 10)
    schrijver.add_attachment("virus.exe", b"MZ")
    uit = io.BytesIO()
    schrijver.write(uit)
    assert geweigerd(uit.getvalue()) == keuring.DOET_IETS


def test_een_pdf_op_slot_wordt_geweigerd() -> None:
    schrijver = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf())))
    schrijver.encrypt("geheim", algorithm="AES-256")
    uit = io.BytesIO()
    schrijver.write(uit)
    assert geweigerd(uit.getvalue()) == keuring.OP_SLOT


def test_een_pdf_met_te_veel_bladzijden_wordt_geweigerd() -> None:
    assert geweigerd(pdf(keuring.MAX_PAGINAS + 1)) == keuring.TE_VEEL_PAGINAS
    assert keur(pdf(keuring.MAX_PAGINAS)).soort == PDF


@pytest.mark.parametrize(
    ("inhoud", "uitleg"),
    [
        (b"", keuring.LEEG),
        (b"%PDF-1.7\nniets", keuring.STUK),
        (b"\x89PNG\r\n\x1a\nniets", keuring.STUK),
        (b"\xff\xd8\xffniets", keuring.STUK),
        (b"MZ\x90 een programma", keuring.GEEN_SOORT),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", keuring.GEEN_SOORT),
        (b"GIF89a", keuring.GEEN_SOORT),
        (b"%PDF-" + b"x" * keuring.MAX_BYTES, keuring.TE_GROOT),
    ],
)
def test_wat_geen_goed_bestand_is_wordt_met_uitleg_geweigerd(inhoud: bytes, uitleg: str) -> None:
    assert geweigerd(inhoud) == uitleg


def test_een_foto_verliest_haar_plaats_en_staat_daarna_rechtop() -> None:
    inhoud = met_plaats()
    assert b"bij Riek thuis" in inhoud
    gekeurd = keur(inhoud)
    assert gekeurd.soort == JPEG
    assert all(woord not in gekeurd.inhoud for woord in (b"bij Riek thuis", b"geheim commentaar", b"Exif"))
    with Image.open(io.BytesIO(gekeurd.inhoud)) as nieuw:
        assert (nieuw.size, dict(nieuw.getexif())) == ((6, 8), {})


def test_een_png_verliest_wat_erbij_geschreven_staat_en_houdt_haar_doorzicht() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Auteur", "Riek Veldhuis")
    uit = io.BytesIO()
    Image.new("RGBA", (4, 4), (1, 2, 3, 4)).save(uit, "PNG", pnginfo=info)
    gekeurd = keur(uit.getvalue() + b"PK een zip erachter")
    assert b"Riek" not in gekeurd.inhoud
    assert b"PK" not in gekeurd.inhoud
    with Image.open(io.BytesIO(gekeurd.inhoud)) as nieuw:
        assert (nieuw.mode, nieuw.getpixel((0, 0)), gekeurd.soort) == ("RGBA", (1, 2, 3, 4), PNG)


def test_een_kleine_afbeelding_die_heel_groot_wordt_wordt_geweigerd() -> None:
    def brok(soort: bytes, inhoud: bytes) -> bytes:
        return len(inhoud).to_bytes(4) + soort + inhoud + zlib.crc32(soort + inhoud).to_bytes(4)

    kop = (30_000).to_bytes(4) * 2 + bytes((8, 0, 0, 0, 0))
    bom = b"\x89PNG\r\n\x1a\n" + brok(b"IHDR", kop) + brok(b"IDAT", zlib.compress(b"\0" * 1000)) + brok(b"IEND", b"")
    assert geweigerd(bom) == keuring.TE_VEEL_PUNTEN


async def test_de_keuring_in_een_draad_geeft_dezelfde_uitleg() -> None:
    with pytest.raises(OngeldigeInvoer, match="geen PDF"):
        await keur_in_draad(b"tekst")
    assert (await keur_in_draad(pdf())).soort == PDF


@pytest.mark.parametrize(
    ("gegeven", "naam"),
    [
        ("Brief huisarts.PDF", "Brief huisarts.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Documenten\\brief.pdf", "brief.pdf"),
        ('a"; filename="x.exe', "a_ filename_x.exe.pdf"),
        ("brief\r\nSet-Cookie: a.pdf", "briefSet-Cookie_ a.pdf"),
        ("foto\u202egpj.exe", "fotogpj.exe.pdf"),
        ("...", "document.pdf"),
        ("x" * 300, "x" * 100 + ".pdf"),
        ("bsn 111222333.pdf", "bsn [BSN weggelaten].pdf"),
    ],
)
def test_een_naam_wordt_schoongemaakt(gegeven: str, naam: str) -> None:
    assert schone_naam(gegeven, ".pdf") == naam


async def test_een_document_staat_versleuteld_in_de_database_en_komt_heel_terug(database: Database) -> None:
    kenmerk, inhoud = await ingediend(database), pdf()
    async with op_slot(database, kenmerk) as (session, intake):
        id_ = (await documenten.bewaar(session, intake, "brief.pdf", keur(inhoud), "anja")).id
    async with database.lees() as session:
        document, terug = await documenten.haal(session, kenmerk, id_)
        rauw = await session.scalar(text("SELECT inhoud FROM document"))
        naam = await session.scalar(text("SELECT naam FROM document"))
    assert (document.naam, terug) == ("brief.pdf", inhoud)
    assert b"%PDF" not in bytes(rauw)
    assert "brief" not in str(naam)


async def test_de_lijst_ontsleutelt_geen_inhoud(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    kenmerk = await ingediend(database)
    async with op_slot(database, kenmerk) as (session, intake):
        await documenten.bewaar(session, intake, "brief.pdf", keur(pdf()), "anja")

    def nooit(*_: object) -> bytes:
        raise AssertionError("de inhoud werd ontsleuteld")

    monkeypatch.setattr(Sleutelbos, "ontsleutel_bytes", nooit)
    async with database.lees() as session:
        assert [d.naam for d in await documenten.lijst(session, kenmerk)] == ["brief.pdf"]


async def test_verwijderen_wist_de_inhoud_en_houdt_de_regel_met_de_reden(database: Database) -> None:
    kenmerk = await ingediend(database)
    async with op_slot(database, kenmerk) as (session, intake):
        id_ = (await documenten.bewaar(session, intake, "brief.pdf", keur(pdf()), "anja")).id
    with pytest.raises(OngeldigeInvoer, match="waarom"):
        async with op_slot(database, kenmerk) as (session, intake):
            await documenten.verwijder(session, intake, id_, "  ", "anja")
    async with op_slot(database, kenmerk) as (session, intake):
        await documenten.verwijder(session, intake, id_, "van een ander", "bert")
    async with database.lees() as session:
        (document,) = await documenten.lijst(session, kenmerk)
        assert await session.scalar(text("SELECT inhoud FROM document")) is None
        assert (document.naam, document.weg_door, document.weg_reden) == ("brief.pdf", "bert", "van een ander")
        with pytest.raises(NietGevonden):
            await documenten.haal(session, kenmerk, id_)
    with pytest.raises(NietGevonden):
        async with op_slot(database, kenmerk) as (session, intake):
            await documenten.verwijder(session, intake, id_, "nog eens", "bert")


async def test_een_document_van_een_ander_dossier_is_er_niet(database: Database) -> None:
    kenmerk = await ingediend(database)
    async with op_slot(database, kenmerk) as (session, intake):
        id_ = (await documenten.bewaar(session, intake, "brief.pdf", keur(pdf()), "anja")).id
    async with database.lees() as session:
        with pytest.raises(NietGevonden):
            await documenten.haal(session, "2026-ANDERS", id_)
