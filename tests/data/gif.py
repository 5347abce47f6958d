"""Poison: every place of the samen packages where somebody can write words of their own, filled with every attack.

Made from the tables: a new column for words is in it of itself, and a table without a row fails the test, so that somebody makes one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import cycle, islice
from typing import Any

from sqlalchemy import Column, Table, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from loket_backend.db import Basis, Versleuteld, VersleuteldJson
from tests.data.aanvallen import AANVALLEN

PAKKETTEN = (
    "aanbod", "wederkerigheid", "arrangement", "wijkbudget", "tweesporen", "geholpen", "businesscase", "partijen",
)  # fmt: skip
# Words that are not encrypted, because they are about no resident. Phone, mail and website of an offer are no free words: see KEURT.
OPEN: Mapping[str, tuple[str, ...]] = {
    "aanbod": ("naam", "omschrijving", "voorwaarden", "contact"),
    "partij": ("naam",),
    "buurtteam": ("naam",),
    "budgetfactuur": ("nummer",),
}
# Fields of an offer that stand in an address on the page, and let no attack in.
KEURT = ("telefoon", "mail", "website")
# So many rows get all attacks; of the others each gets a few.
ALLES_IN, EEN_PAAR = 6, 5


def kolommen() -> Iterator[tuple[Table, Column[Any]]]:
    """Where words are kept."""
    for mapper in Basis.registry.mappers:
        tabel, pakket = mapper.local_table, mapper.class_.__module__.split(".")[1]
        if pakket in PAKKETTEN and isinstance(tabel, Table):
            for kolom in tabel.columns:
                versleuteld = isinstance(kolom.type, Versleuteld | VersleuteldJson)
                if versleuteld or kolom.name in OPEN.get(tabel.name, ()):
                    yield tabel, kolom


def naam_van(kolom: Column[Any]) -> str:
    """As it stands behind the attacks on a page: arrangementregel.wat."""
    return f"[{kolom.table.name}.{kolom.name}]"


async def vergiftig(session: AsyncSession) -> set[str]:
    """The columns (naam_van) that have a row now; each of its words is an attack, with the name of the column behind it."""
    op_rij, gevuld = cycle(AANVALLEN), set()
    for tabel, kolom in kolommen():
        sleutel = list(tabel.primary_key.columns)
        rijen = (await session.execute(select(*sleutel, kolom))).all()
        for nr, (*id_, waarde) in enumerate(rijen):
            aanval = "\n".join(AANVALLEN if nr < ALLES_IN else islice(op_rij, EEN_PAAR)) + f" {naam_van(kolom)}"
            hier = [k == v for k, v in zip(sleutel, id_, strict=True)]
            uniek = f" {nr}" if kolom.unique or tabel.name == "budgetfactuur" else ""
            await session.execute(update(tabel).where(*hier).values({kolom.name: _gif(waarde, aanval + uniek)}))
            gevuld.add(naam_van(kolom))
    return gevuld


def _gif(waarde: Any, aanval: str) -> Any:
    """What was words is the attack; the shape stays."""
    if isinstance(waarde, dict):
        return {naam: _gif(deel, aanval) for naam, deel in waarde.items()}
    if isinstance(waarde, list):
        return [_gif(deel, aanval) for deel in waarde]
    return aanval if waarde is None or isinstance(waarde, str) else waarde
