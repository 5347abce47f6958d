"""Is this file what it may be? Decided by its content, never by its name or by what the browser says. Runs in a thread.

A PDF stays as it is, when nothing in it can act. A picture is drawn anew, so that what was hidden in it (where a photo was taken) stays behind.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from loket_backend.errors import OngeldigeInvoer

PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
MAX_BYTES = 10 * 1024 * 1024
MAX_PAGINAS = 200
MAX_PUNTEN = 40_000_000
MAX_DELEN = 500_000  # things in one PDF; reading more would keep the loket busy

# What makes a PDF do something, or carries another file along (ISO 32000-2: 12.6, 7.11.4).
DAADKRACHTIG = frozenset(
    ("/JS", "/JavaScript", "/AA", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA")
)

GEEN_SOORT = "Dit bestand is geen PDF, PNG of JPEG. Alleen die drie kunnen in het dossier."
LEEG = "Dit bestand is leeg."
TE_GROOT = "Dit bestand is te groot. Een document mag hooguit 10 MB zijn."
STUK = "Dit bestand is niet te openen. Misschien is het beschadigd."
OP_SLOT = "Deze PDF zit op slot met een wachtwoord. Bewaar hem zonder wachtwoord en probeer het opnieuw."
DOET_IETS = (
    "In deze PDF zit een programma of een ander bestand. Druk hem af naar een nieuwe PDF en probeer het opnieuw."
)
TE_VEEL_PAGINAS = f"Deze PDF heeft te veel bladzijden. Er mogen er hooguit {MAX_PAGINAS} in."
TE_VEEL_PUNTEN = "Deze afbeelding is te groot om te bewaren. Maak haar eerst kleiner."
INGEWIKKELD = "Deze PDF is te ingewikkeld om te controleren. Druk hem af naar een nieuwe PDF en probeer het opnieuw."


@dataclass(frozen=True)
class Gekeurd:
    """`inhoud`: what may be kept; `achtervoegsel`: the ending of the name that fits it."""

    inhoud: bytes
    soort: str
    achtervoegsel: str


def keur(inhoud: bytes) -> Gekeurd:
    """Raises OngeldigeInvoer that says what is wrong and what somebody can do about it."""
    if not inhoud:
        raise OngeldigeInvoer(LEEG)
    if len(inhoud) > MAX_BYTES:
        raise OngeldigeInvoer(TE_GROOT)
    if inhoud.startswith(b"%PDF-"):
        return _pdf(inhoud)
    if inhoud.startswith(b"\x89PNG\r\n\x1a\n"):
        return _afbeelding(inhoud, "PNG", PNG, ".png")
    if inhoud.startswith(b"\xff\xd8\xff"):
        return _afbeelding(inhoud, "JPEG", JPEG, ".jpg")
    raise OngeldigeInvoer(GEEN_SOORT)


def _pdf(inhoud: bytes) -> Gekeurd:
    try:
        lezer = PdfReader(io.BytesIO(inhoud))
        if lezer.is_encrypted:
            raise OngeldigeInvoer(OP_SLOT)
        if not 0 < len(lezer.pages) <= MAX_PAGINAS:
            raise OngeldigeInvoer(TE_VEEL_PAGINAS if lezer.pages else STUK)
        if any(_doet_iets(deel) for deel in _delen(lezer)):
            raise OngeldigeInvoer(DOET_IETS)
    except OngeldigeInvoer:
        raise
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError) as fout:
        raise OngeldigeInvoer(STUK) from fout
    return Gekeurd(inhoud, PDF, ".pdf")


def _delen(lezer: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary in the document, also those that no page points at: a viewer may still find them."""
    wacht: list[Any] = [lezer.trailer, *_losse(lezer)]
    gezien: set[tuple[int, int]] = set()
    for _ in range(MAX_DELEN):
        if not wacht:
            return
        deel = wacht.pop()
        if isinstance(deel, IndirectObject):
            if (plek := (deel.idnum, deel.generation)) not in gezien:
                gezien.add(plek)
                wacht.append(deel.get_object())
        elif isinstance(deel, DictionaryObject):
            yield deel
            wacht += [w for naam in deel if isinstance(w := deel.raw_get(naam), _VERDER)]
        elif isinstance(deel, ArrayObject):
            wacht += [w for w in deel if isinstance(w, _VERDER)]
    raise OngeldigeInvoer(INGEWIKKELD)


_VERDER = (IndirectObject, DictionaryObject, ArrayObject)


def _losse(lezer: PdfReader) -> list[IndirectObject]:
    in_tabel = [(nummer, generatie) for generatie, tabel in lezer.xref.items() for nummer in tabel]
    return [IndirectObject(n, g, lezer) for n, g in [*in_tabel, *((n, 0) for n in lezer.xref_objStm)] if n]


def _doet_iets(deel: DictionaryObject) -> bool:
    """An /OpenAction that only says at which page to begin does nothing; word processors write one in every PDF (12.3.2)."""
    opent = deel.get("/OpenAction", ArrayObject())
    return bool(DAADKRACHTIG & set(deel)) or not isinstance(opent, ArrayObject)


def _afbeelding(inhoud: bytes, formaat: str, soort: str, achtervoegsel: str) -> Gekeurd:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(inhoud), formats=(formaat,)) as beeld:
                if beeld.width * beeld.height > MAX_PUNTEN:
                    raise OngeldigeInvoer(TE_VEEL_PUNTEN)
                nieuw = _zonder_gegevens(beeld, formaat)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fout:
        raise OngeldigeInvoer(TE_VEEL_PUNTEN) from fout
    except (OSError, ValueError, SyntaxError, TypeError) as fout:
        if isinstance(fout, OngeldigeInvoer):
            raise
        raise OngeldigeInvoer(STUK) from fout
    return Gekeurd(nieuw, soort, achtervoegsel)


def _zonder_gegevens(beeld: Image.Image, formaat: str) -> bytes:
    """The same picture, upright, without anything that was written beside it: made from its points alone."""
    rechtop = ImageOps.exif_transpose(beeld)
    kaal = rechtop.convert("RGB" if formaat == "JPEG" else ("RGBA" if rechtop.has_transparency_data else "RGB"))
    schoon = Image.new(kaal.mode, kaal.size)
    schoon.paste(kaal)
    uit = io.BytesIO()
    schoon.save(uit, formaat, **({"quality": 90} if formaat == "JPEG" else {"compress_level": 6}))
    return uit.getvalue()
