"""The API as schemathesis plays with it: every route, with every role's key and without, against the real application.

No 5xx, and nothing that loket_backend/openapi.json does not describe: statuses, content types, bodies, headers.
The examples are few and the same every time; what it ever finds becomes a test of its own.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from aiohttp import web
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

import loket_backend.openapi
from loket_backend.app import maak_app
from loket_backend.db import Kluis
from loket_backend.intake.api import DATABASE
from loket_backend.settings import Settings
from loket_backend.toegang.sleutels import ROLLEN, maak_sleutel
from tests.conftest import vrije_poort
from tests.loket.hulp import NepRasa, vul_gemeente

VOORBEELDEN = 8
DOCUMENT = json.loads(Path(loket_backend.openapi.__file__).with_name("openapi.json").read_text(encoding="utf-8"))
BEWERKINGEN = [(pad, m) for pad, deel in DOCUMENT["paths"].items() for m in deel if m in ("get", "post")]
load_all_checks()
CONTROLES = [
    CHECKS.get_one(naam)
    for naam in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    )
]
WIE = ("zonder sleutel", *ROLLEN, "inwoner")
STIL = settings(
    max_examples=VOORBEELDEN,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Loket:
    """The application on a loopback port of its own, in a thread: schemathesis calls it like anybody else."""

    url: str
    koppen: dict[str, dict[str, str]] = field(default_factory=dict)
    gesprek: str = ""

    def begin_gesprek(self) -> None:
        antwoord = requests.post(f"{self.url}/v1/gesprekken", json={"kanaal": "web"}, timeout=5).json()
        self.gesprek, self.koppen["inwoner"] = antwoord["id"], {"Authorization": f"Bearer {antwoord['token']}"}


@pytest.fixture(scope="module")
def loket(sleutels: None, sqlite_sjabloon: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loket]:
    map_, poort = tmp_path_factory.mktemp("schemathesis"), vrije_poort()
    (map_ / "loket.db").write_bytes(sqlite_sjabloon.read_bytes())
    loket, klaar, stop, lus = (
        Loket(f"http://127.0.0.1:{poort}"),
        threading.Event(),
        asyncio.Event(),
        asyncio.new_event_loop(),
    )

    async def draai() -> None:
        app = maak_app(Settings(data=str(map_), geheim="geheim"), lambda *_: NepRasa())
        loper = web.AppRunner(app)
        await loper.setup()
        await vul_gemeente(app[DATABASE])
        async with app[DATABASE].schrijf() as session:
            for rol in ROLLEN:
                loket.koppen[rol] = {"Authorization": f"Bearer {await maak_sleutel(session, rol)}"}
        await web.TCPSite(loper, "127.0.0.1", poort).start()
        klaar.set()
        await stop.wait()
        await loper.cleanup()

    bos = Kluis.bos
    draad = threading.Thread(target=lambda: lus.run_until_complete(draai()))
    draad.start()
    assert klaar.wait(30)
    loket.begin_gesprek()
    yield loket
    lus.call_soon_threadsafe(stop.set)
    draad.join(30)
    Kluis.bos = bos


@pytest.mark.parametrize("wie", WIE)
@pytest.mark.parametrize(("pad", "methode"), BEWERKINGEN, ids=lambda deel: deel)
def test_wat_er_ook_gevraagd_wordt_het_antwoord_staat_in_de_beschrijving(
    loket: Loket, pad: str, methode: str, wie: str
) -> None:
    schema = schemathesis.openapi.from_dict(DOCUMENT)
    schema.config.update(base_url=loket.url)
    for soort in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:

        @STIL
        @given(case=schema[pad][methode].as_strategy(generation_mode=soort))
        def speel(case: schemathesis.Case) -> None:
            kop = dict(loket.koppen.get(wie, {}))
            if wie == "inwoner" and not _in_eigen_gesprek(case, loket):
                return
            case.headers.pop("Authorization", None)
            antwoord = case.call(headers=kop, timeout=10)
            case.validate_response(antwoord, checks=CONTROLES)

        try:
            speel()
        except Exception as fout:
            if type(fout).__name__ != "Unsatisfiable":  # nothing can be wrong about a route that takes nothing
                raise


def _in_eigen_gesprek(case: Any, loket: Loket) -> bool:
    """With a token it is about the resident's own conversation; the stream would not end, and nobody waits for news."""
    if case.path.endswith("/stroom"):
        return False
    if "id" in (case.path_parameters or {}):
        case.path_parameters["id"] = loket.gesprek
    if isinstance(case.query.get("wacht"), int):
        case.query["wacht"] = min(case.query["wacht"], 0)
    return True


def test_de_proef_ziet_een_antwoord_dat_niet_beschreven_is(loket: Loket) -> None:
    """Without the 404 in the description the same run must fail."""
    document = json.loads(json.dumps(DOCUMENT))
    pad = "/v1/gesprekken/{id}/berichten"
    del document["paths"][pad]["get"]["responses"]["404"]
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=loket.url)

    @STIL
    @given(case=schema[pad]["get"].as_strategy())
    def speel(case: schemathesis.Case) -> None:
        case.validate_response(case.call(timeout=10), checks=CONTROLES)

    with pytest.raises(BaseException, match="Undocumented status code"):
        speel()
