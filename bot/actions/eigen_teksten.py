"""What staff changed of what the bot says, fetched from the loket in the background; a turn never waits for it.

The actions fill the responses in themselves (beurt.py), so this is the place, and not Rasa's own generator, which no turn reaches
(docs/adr/0017-eigen-teksten.md). Whatever goes wrong, domain.yml counts.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from bot.adressen import Lokets

logger = logging.getLogger(__name__)

ELKE = 10.0  # seconds
TIJD = aiohttp.ClientTimeout(total=4)
_PLEK = re.compile(r"\{(\w+)\}")

Responses = Mapping[str, Sequence[Mapping[str, Any]]]


class Eigen:
    """By response and by number of the variant, from 1, as the loket gave them last."""

    teksten: Mapping[str, Mapping[str, str]] = {}
    versie: str = ""


def over(responses: Responses) -> Responses:
    """The responses of domain.yml with the changed texts in them; the buttons stay."""
    anders = {
        naam: _varianten(naam, responses[naam], Eigen.teksten[naam]) for naam in Eigen.teksten if naam in responses
    }
    return {**responses, **anders}


def _varianten(naam: str, geleverd: Sequence[Mapping[str, Any]], eigen: Mapping[str, str]) -> list[Mapping[str, Any]]:
    return [_variant(naam, variant, eigen.get(str(n))) for n, variant in enumerate(geleverd, start=1)]


def _variant(naam: str, geleverd: Mapping[str, Any], tekst: str | None) -> Mapping[str, Any]:
    if tekst is None:
        return geleverd
    if not _bruikbaar(geleverd["text"], tekst):
        logger.error("eigen tekst onbruikbaar: %s", naam)
        return geleverd
    return {**geleverd, "text": tekst}


def _bruikbaar(geleverd: str, tekst: object) -> bool:
    """Something is said, and only what the action fills in is asked for."""
    if not isinstance(tekst, str) or not tekst.strip() or any(haak in _PLEK.sub("", tekst) for haak in "{}"):
        return False
    return set(_PLEK.findall(tekst)) <= set(_PLEK.findall(geleverd))


async def houd_bij(elke: float = ELKE) -> None:
    """Asks the loket again and again; what it does not answer stays as it was."""
    while True:
        try:
            await ververs()
        except Exception as fout:  # fail-open: a turn goes on with the texts that are there
            logger.warning("eigen teksten niet opgehaald: %s", type(fout).__name__)
        await asyncio.sleep(elke)


async def ververs() -> None:
    """Fetches the texts when they are others than those at hand. Raises what aiohttp raises, ValueError for an answer of another form."""
    eerste = Lokets.op_volgorde()[0]
    try:
        await _haal(f"{eerste}/v1/intern/teksten")
    except (aiohttp.ClientError, asyncio.TimeoutError):
        Lokets.zwijgt(eerste)
        raise


async def _haal(adres: str) -> None:
    kop = {"X-Loket-Geheim": os.environ["LOKET_GEHEIM"], "If-None-Match": Eigen.versie}
    async with aiohttp.ClientSession(timeout=TIJD) as http, http.get(adres, headers=kop) as antwoord:
        if antwoord.status == 304:
            return
        antwoord.raise_for_status()
        Eigen.teksten, Eigen.versie = _gelezen(await antwoord.json()), antwoord.headers.get("ETag", "")


def _gelezen(inhoud: Any) -> Mapping[str, Mapping[str, str]]:
    teksten = inhoud.get("teksten") if isinstance(inhoud, dict) else None
    if not isinstance(teksten, dict) or not all(isinstance(varianten, dict) for varianten in teksten.values()):
        raise ValueError("geen teksten")
    return teksten
