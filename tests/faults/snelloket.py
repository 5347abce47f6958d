"""The loket process with a bot that answers at once: for faults in which Rasa has no part. Settings as for the real one.

The bot asks veld after veld and submits by the internal API, as the action server does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp

from loket_backend import __main__ as hoofd
from loket_backend.app import maak_app
from loket_backend.gesprek.rasa import Antwoordbeurt, BeurtMislukt, Botbericht, Vraagbeurt
from loket_backend.settings import Settings
from tests.e2e.hulp.loket import Loket, draait

GEHEIM = "tussen-deze-processen"
# What is asked, in order, and what is kept of the answer of tests/e2e/hulp/inwoner.py.
VRAGEN: dict[str, Any] = {
    "hulpvraag": None,
    "nodig": None,
    "naam": None,
    "postcode": "7913BD",
    "telefoon": "+31612345681",
    "contact_voorkeur": "mailen",
    "akkoord": True,
}


class Snelbot:
    def __init__(self, settings: Settings, http: aiohttp.ClientSession) -> None:
        self._http, self._adres = http, f"http://127.0.0.1:{settings.intern_poort}/v1/intern/gesprekken"
        self._kop = {"X-Loket-Geheim": settings.geheim}

    async def mist(self) -> list[str]:
        return []

    async def beurt(self, vraag: Vraagbeurt) -> Antwoordbeurt:
        if vraag.kenmerk:
            return Antwoordbeurt([Botbericht("Wij hebben uw melding.")])
        antwoorden = dict(vraag.concept.get("antwoorden", {}))
        if vraag.vraag in VRAGEN:
            waarde = VRAGEN[vraag.vraag] or vraag.tekst
            antwoorden[vraag.vraag] = {"waarde": waarde, "status": "besproken", "bronnen": [vraag.volgnummer]}
        inhoud = {"volgnummer": vraag.volgnummer, "concept": {"antwoorden": antwoorden}}
        volgende = next((veld for veld in VRAGEN if veld not in antwoorden), None)
        if volgende is None:
            await self._roep("POST", f"{vraag.gesprek}/indiening", inhoud)
            return Antwoordbeurt([Botbericht("Uw melding is binnen.")])
        await self._roep("PUT", f"{vraag.gesprek}/concept", inhoud)
        return Antwoordbeurt([Botbericht(f"En {volgende}?", vraag=volgende)])

    async def _roep(self, methode: str, pad: str, inhoud: dict[str, Any]) -> None:
        try:
            async with self._http.request(methode, f"{self._adres}/{pad}", json=inhoud, headers=self._kop) as antwoord:
                antwoord.raise_for_status()
        except (aiohttp.ClientError, TimeoutError) as fout:
            raise BeurtMislukt(type(fout).__name__) from fout


class Snelloket(Loket):
    """As Loket, but one process, which is not started again when it ends."""

    def __init__(self, data: Path, start: str = "tests.faults.snelloket", **omgeving: str) -> None:
        super().__init__(data, start, LOKET_PROCES="loket", LOKET_GEHEIM=GEHEIM, **omgeving)


@contextmanager
def draaiend(soort: type[Loket], data: Path, **omgeving: str) -> Iterator[Loket]:
    """A loket of the test's own, with the API key made before anything goes wrong."""
    data.mkdir(exist_ok=True)
    with draait(soort(data, **omgeving)) as loket:
        assert loket.sleutel
        yield loket


if __name__ == "__main__":
    hoofd.maak_app = partial(maak_app, maak_bot=Snelbot)  # type: ignore[attr-defined]
    hoofd.main()
