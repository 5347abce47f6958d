"""The loket with its named points, and when the test asks for it, as a mutant (mutanten.py)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from aiohttp import web
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from loket_backend import __main__ as loket
from loket_backend.gesprek.beurt import Beurten
from loket_backend.gesprek.channels import web as webkanaal
from loket_backend.gesprek.channels.telegram import aflevering, inbox, verwerking, verzending
from loket_backend.gesprek.postvak import Postvak
from loket_backend.intake import service
from tests.faults.punten import mutanten, passeer

# What a transaction was for: the outermost of these that worked in it names the points around its commit.
TRANSACTIES: tuple[tuple[Any, str, str], ...] = (
    (Postvak, "neem_aan", "postvak"),
    (Beurten, "_sluit_af", "beurt"),
    (service, "bewaar_concept", "concept"),
    (service, "dien_in", "indiening"),
    (inbox, "bewaar", "inbox"),
    (verwerking, "handel", "verwerking"),
    (aflevering, "geleverd", "geleverd"),
)
WAARVOOR = "punt"


class Gemeld(web.Response):
    """An answer that passes a point once it is on its way."""

    async def write_eof(self, data: bytes = b"") -> None:
        await super().write_eof(data)
        passeer("antwoord_na_versturen")


def wikkel() -> None:
    for plaats, naam, waarvoor in TRANSACTIES:
        setattr(plaats, naam, _merk(getattr(plaats, naam), waarvoor))
    event.listen(Session, "before_commit", _voor_commit)
    event.listen(Session, "after_commit", _na_commit)
    webkanaal.neem_aan = _meld_antwoord(webkanaal.neem_aan)
    verzending.verstuur = _rond_versturen(verzending.verstuur)


def _merk(doe: Callable[..., Awaitable[Any]], waarvoor: str) -> Callable[..., Awaitable[Any]]:
    @wraps(doe)
    async def gemerkt(*args: Any, **rest: Any) -> Any:
        uitkomst = await doe(*args, **rest)
        session = next(arg for arg in args if isinstance(arg, AsyncSession))
        session.sync_session.info[WAARVOOR] = waarvoor
        return uitkomst

    return gemerkt


def _voor_commit(session: Session) -> None:
    """Everything is written by then, and nothing is durable."""
    if waarvoor := session.info.get(WAARVOOR):
        session.flush()
        passeer(f"{waarvoor}_voor_commit")


def _na_commit(session: Session) -> None:
    if waarvoor := session.info.pop(WAARVOOR, None):
        passeer(f"{waarvoor}_na_commit")


def _meld_antwoord(handler: Callable[[web.Request], Awaitable[web.Response]]) -> Any:
    async def met_punt(request: web.Request) -> web.Response:
        antwoord = await handler(request)
        antwoord.__class__ = Gemeld
        return antwoord

    return met_punt


def _rond_versturen(verstuur: Callable[..., Awaitable[None]]) -> Any:
    async def met_punten(*args: Any) -> None:
        passeer("telegram_voor_versturen")
        await verstuur(*args)
        passeer("telegram_na_versturen")

    return met_punten


if __name__ == "__main__":
    wikkel()
    mutanten.muteer()
    loket.main()
