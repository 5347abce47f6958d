"""The documents of a dossier: kept encrypted, listed without being decrypted, removed with a reason and with the row left behind."""

from __future__ import annotations

import asyncio
import hashlib
import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from loket_backend import weglaten
from loket_backend.errors import NietGevonden, OngeldigeInvoer
from loket_backend.intake.documenten_keur import STUK, Gekeurd, keur
from loket_backend.intake.dossiermodels import Document
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu

MAX_NAAM = 100
MAX_REDEN = 1000
MAX_DOCUMENTEN = 100
SECONDEN = 20

_EEN_TEGELIJK = asyncio.Semaphore(1)  # drawing a picture anew may take 200 MB
_NIET_IN_NAAM = re.compile(r"[^\w .,()'+-]+")
_ACHTERVOEGSEL = re.compile(r"\.(pdf|png|jpe?g|jpe)$", re.IGNORECASE)


async def keur_in_draad(inhoud: bytes) -> Gekeurd:
    """As `keur`, beside the event loop, one at a time. Raises OngeldigeInvoer, also when it takes too long."""
    async with _EEN_TEGELIJK:
        try:
            return await asyncio.wait_for(asyncio.to_thread(keur, inhoud), SECONDEN)
        except TimeoutError as fout:
            raise OngeldigeInvoer(STUK) from fout


def schone_naam(gegeven: str, achtervoegsel: str) -> str:
    """A name without path, control and direction characters, with the ending that fits the content. Never empty."""
    naam = unicodedata.normalize("NFC", re.split(r"[/\\]", gegeven)[-1])
    naam = "".join(c for c in naam if not unicodedata.category(c).startswith("C"))
    naam = weglaten.masker(_NIET_IN_NAAM.sub("_", _ACHTERVOEGSEL.sub("", naam))).strip(" ._")
    return (naam[:MAX_NAAM].rstrip(" .") or "document") + achtervoegsel


async def bewaar(session: AsyncSession, intake: Intake, naam: str, gekeurd: Gekeurd, wie: str) -> Document:
    """Keeps a file that was found good, with a locked intake. Raises OngeldigeInvoer when the dossier is full."""
    if sum(d.weg_op is None for d in await lijst(session, intake.kenmerk)) >= MAX_DOCUMENTEN:
        raise OngeldigeInvoer(f"Dit dossier is vol: er passen {MAX_DOCUMENTEN} documenten in.")
    document = Document(
        kenmerk=intake.kenmerk,
        naam=schone_naam(naam, gekeurd.achtervoegsel),
        soort=gekeurd.soort,
        grootte=len(gekeurd.inhoud),
        sha256=hashlib.sha256(gekeurd.inhoud).hexdigest(),
        inhoud=gekeurd.inhoud,
        door=wie,
        op=nu(),
    )
    session.add(document)
    await session.flush()
    return document


async def lijst(session: AsyncSession, kenmerk: str) -> Sequence[Document]:
    """In the order in which they came, also what was removed; without the content."""
    return list(await session.scalars(select(Document).where(Document.kenmerk == kenmerk).order_by(Document.id)))


async def haal(session: AsyncSession, kenmerk: str, id_: int) -> tuple[Document, bytes]:
    """One document with its content. Raises NietGevonden, also when it was removed."""
    keuze = select(Document).where(Document.id == id_, Document.kenmerk == kenmerk, Document.weg_op.is_(None))
    document = await session.scalar(keuze.options(undefer(Document.inhoud)))
    if document is None or document.inhoud is None:
        raise NietGevonden()
    return document, document.inhoud


async def verwijder(session: AsyncSession, intake: Intake, id_: int, reden: str, wie: str) -> Document:
    """Wipes the content and keeps the row, with who, when and why. Raises NietGevonden, OngeldigeInvoer."""
    keuze = select(Document).where(Document.id == id_, Document.kenmerk == intake.kenmerk, Document.weg_op.is_(None))
    document = await session.scalar(keuze)
    if document is None:
        raise NietGevonden()
    reden = weglaten.masker(reden.strip())
    if not 0 < len(reden) <= MAX_REDEN:
        raise OngeldigeInvoer("Schrijf er kort bij waarom dit document weg moet.", ["reden: ontbreekt of is te lang"])
    document.inhoud, document.weg_door, document.weg_op, document.weg_reden = None, wie, nu(), reden
    return document
