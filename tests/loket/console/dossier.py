"""Helpers for the tests of the page of one intake."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from sqlalchemy import select

from loket_backend.db import Database
from loket_backend.intake.models import Intake
from loket_backend.toegang.models import Auditregel

from .conftest import Client, csrf_van

VERBORGEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


def verborgen(pagina: str, actie: str) -> dict[str, str]:
    """The hidden fields of the form that goes to this address."""
    begin = pagina.index(f'action="{actie}"')
    return dict(VERBORGEN.findall(pagina[begin : pagina.index("</form>", begin)]))


async def stuur(client: Client, pagina: str, actie: str, **gegevens: Any) -> Any:
    """Sends the form of a page as a browser does, with its hidden fields; follows no redirect."""
    tekst = await (await client.get(pagina)).text()
    return await client.post(actie, data={**verborgen(tekst, actie), **gegevens}, allow_redirects=False)


async def los(client: Client, actie: str, **gegevens: Any) -> Any:
    """Sends a form without having seen its page."""
    return await client.post(actie, data={"csrf": await csrf_van(client), **gegevens}, allow_redirects=False)


async def daden(database: Database) -> list[tuple[str, str]]:
    """Who did what, without reading and logging in."""
    async with database.lees() as session:
        regels = await session.scalars(select(Auditregel).order_by(Auditregel.id))
        return [(r.wie, r.wat) for r in regels if r.wat not in ("aangemeld", "lijst", "gelezen")]


async def intake(database: Database, kenmerk: str) -> Intake:
    async with database.lees() as session:
        return await session.get_one(Intake, kenmerk)


def kaal(pagina: str) -> str:
    """The words of a page, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", pagina)).split())
