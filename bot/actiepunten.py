"""Any number of action servers behind Rasa, which knows of one: an action runs on the first that answers.

An action that ran on one that hung afterwards, runs once more on the next: what actions write may be written twice (actions/loket.py).
"""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Sequence
from typing import Any

import aiohttp
from rasa.utils.endpoints import EndpointConfig

from bot.actielijn import Actielijn
from bot.adressen import meer_acties

logger = logging.getLogger(__name__)

# Seconds after which a silent server is asked whether it lives, and that it gets to say so.
STIL, PROEF = 1.0, 0.7


class Actiepunten(EndpointConfig):  # type: ignore[misc]
    """In the place of the one endpoint of endpoints.yml; raises what the last of them raised."""

    def __init__(self, punten: Sequence[Actielijn]) -> None:
        super().__init__(punten[0].url)
        self._punten, self._teller = list(punten), itertools.count()

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        begin = next(self._teller) % len(self._punten)
        *eerst, laatst = self._punten[begin:] + self._punten[:begin]
        for punt in eerst:
            try:
                return await _als_het_leeft(punt, args, dict(kwargs))
            except (aiohttp.ClientConnectionError, asyncio.TimeoutError) as fout:
                logger.warning("actieserver overgeslagen: %s", type(fout).__name__)
        return await laatst.request(*args, **kwargs)

    async def sluit(self) -> None:
        for punt in self._punten:
            await punt.sluit()


def lijn_naar(een: EndpointConfig) -> Actielijn | Actiepunten:
    """To the endpoint of endpoints.yml, or to every action server where LOKET_ACTIES names more."""
    lijnen = [Actielijn(_punt(een, adres)) for adres in meer_acties()] or [Actielijn(een)]
    return lijnen[0] if len(lijnen) == 1 else Actiepunten(lijnen)


def _punt(een: EndpointConfig, adres: str) -> EndpointConfig:
    punt = een.copy()
    punt.url = f"{adres}/webhook"
    return punt


async def _als_het_leeft(punt: EndpointConfig, args: Any, kwargs: Any) -> Any:
    """A slow action is waited for as long as its server says that it lives."""
    taak = asyncio.ensure_future(punt.request(*args, **kwargs))
    try:
        while not (await asyncio.wait([taak], timeout=STIL))[0]:
            if not await _leeft(punt.url.removesuffix("/webhook")):
                raise asyncio.TimeoutError
        return taak.result()
    finally:
        taak.cancel()


async def _leeft(adres: str) -> bool:
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PROEF)) as http,
            http.get(f"{adres}/health") as antwoord,
        ):
            return antwoord.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False
