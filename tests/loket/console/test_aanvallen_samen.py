"""Scripts in every field of the pages after the keukentafelgesprek: what staff, residents, partners and files can write stays text."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Annotated

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from loket_backend.aanbod import csvbestand
from loket_backend.aanbod.gegevens import Gegevens
from loket_backend.console import (
    aanbod_routes,
    arrangement_routes,
    businesscase_routes,
    geholpen_routes,
    tweesporen_routes,
    wederkerigheid_routes,
    wijkbudget_routes,
)
from loket_backend.console.routes import BEGIN
from loket_backend.db import Database
from loket_backend.demo import vul_demo
from loket_backend.settings import Settings
from loket_backend.wijkbudget import factuurlijst
from loket_backend.wijkbudget.models import Wijkbudget
from tests.data import gif
from tests.data.aanvallen import AANVALLEN, gevaar
from tests.e2e.console import rijk, samenwerk
from tests.e2e.console.conftest import LOGIN, WACHTWOORD
from tests.e2e.console.paginas import adres, paginas

from .conftest import Client, csrf_van, log_in, maak_app

SAMEN = [
    route
    for module in (
        aanbod_routes,
        arrangement_routes,
        businesscase_routes,
        geholpen_routes,
        tweesporen_routes,
        wederkerigheid_routes,
        wijkbudget_routes,
    )
    for route in module.ROUTES
]
ACCOUNT, WOORDEN = "/console/account", "Zij redt het samen met haar zus."

RAUW = [aanval for aanval in AANVALLEN if "<" in aanval]
# Where words are kept that no page of the console shows, and why.
NIET_OP_EEN_PAGINA = {
    "[arrangementversie.blad]": "on paper and on the page of the resident: tests/loket/arrangement/test_leespagina.py",
    "[budgetfactuur.nummer]": "only to know an invoice again",
}


@pytest.fixture
async def rijk_dossier(database: Database, tmp_path: Path) -> str:
    """The demo, with a dossier in which everything happened."""
    await vul_demo(database, Settings(data=str(tmp_path), demo="1"))
    async with database.schrijf() as session:
        intake = await rijk.begin(session, "Willemijn", lambda: WOORDEN, rijk.BILAL)
        await rijk.werk_uit(session, intake.kenmerk, lambda: WOORDEN)
        await rijk.geef_budget(session, intake.kenmerk, lambda: WOORDEN)
        await samenwerk.werk_samen(session, intake.kenmerk, lambda: WOORDEN, WACHTWOORD)
        await rijk.verantwoord(session, intake.kenmerk, lambda: WOORDEN)
        await rijk.schrijf_verder(session, intake)
        return intake.kenmerk


@pytest.fixture
async def gevuld(database: Database, rijk_dossier: str) -> set[str]:
    """With an attack in every place where words are."""
    async with database.schrijf() as session:
        return await gif.vergiftig(session)


async def per_rol(database: Database) -> dict[str, dict[str, str]]:
    """By role the address of each page, by how it stands in the site map."""
    gevonden: dict[str, dict[str, str]] = {}
    async with database.lees() as session:
        for pagina in paginas():
            if pagina.rol in LOGIN and (waar := await adres(session, pagina.pad)) is not None:
                gevonden.setdefault(pagina.rol, {})[pagina.pad] = waar
    return gevonden


@dataclass
class Formulier:
    """`velden`: where one types; `vast`: what goes along hidden."""

    action: str
    velden: list[str] = field(default_factory=list)
    vast: dict[str, str] = field(default_factory=dict)


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.formulieren: list[Formulier] = []
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "form":
            self.open = a.get("method") == "post"
            self.formulieren += [Formulier(a["action"])] if self.open else []
        if not self.open or not (naam := a.get("name")):
            return
        soort = a.get("type", "text")
        if tag == "input" and soort == "hidden":
            self.formulieren[-1].vast[naam] = a.get("value", "")
        elif tag == "textarea" or (tag == "input" and soort in ("text", "search", "email", "tel", "url")):
            self.formulieren[-1].velden.append(naam)

    def handle_endtag(self, tag: str) -> None:
        self.open = self.open and tag != "form"


def formulieren(pagina: str) -> list[Formulier]:
    lezer = _Lezer()
    lezer.feed(pagina)
    return lezer.formulieren


def samen_route(action: str) -> str | None:
    """The route of these packages that this address is of, as it stands in the site map."""
    kaal = action.partition("?")[0].removeprefix(BEGIN)
    past = [r.pad for r in SAMEN if r.methode == "POST" and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", r.pad), kaal)]
    return min(past, key=lambda pad: pad.count("{"), default=None)


async def bezoek(client: Client, adressen: dict[str, str]) -> dict[str, str]:
    """The text of each page that this person may read."""
    gelezen = {}
    for pad, waar in adressen.items():
        antwoord = await client.get(waar)
        if antwoord.status == 200:
            assert antwoord.content_type == "text/html", pad
            gelezen[pad] = await antwoord.text()
    return gelezen


async def test_elk_veld_met_eigen_woorden_is_er_en_op_elke_bladzijde_tekst(
    database: Database, gevuld: set[str]
) -> None:
    alle = {gif.naam_van(kolom) for _, kolom in gif.kolommen()}
    assert alle - gevuld == set()  # a table without a row: let rijk.py or samenwerk.py write one
    gezien: set[str] = set()
    for rol, adressen in (await per_rol(database)).items():
        async with TestClient(TestServer(maak_app(database))) as client:
            assert (await log_in(client, LOGIN[rol], WACHTWOORD)).status == 303
            for pad, tekst in (await bezoek(client, adressen)).items():
                assert gevaar(tekst) == [], (rol, pad)
                assert [aanval for aanval in RAUW if aanval in tekst] == [], (rol, pad)
                gezien |= {naam for naam in alle if naam in tekst}
    assert alle - gezien == set(NIET_OP_EEN_PAGINA)


@pytest.mark.parametrize("veld", gif.KEURT)
def test_wat_in_een_adres_komt_te_staan_laat_geen_aanval_toe(veld: str) -> None:
    """Phone, mail and website of an offer stand in a link, so none of it gets in."""
    keur = TypeAdapter(Annotated[str, Gegevens.model_fields[veld].metadata[0]])
    for aanval in (*AANVALLEN, *(f"https://voorbeeld.nl/{aanval}" for aanval in AANVALLEN)):
        try:
            waarde = keur.validate_python(aanval)
        except ValidationError:
            continue
        assert veld == "website", aanval
        assert waarde.startswith("https://"), aanval
        assert gevaar(f'<a href="{escape(waarde)}">x</a>'.replace("https://", "/")) == [], aanval


# -- What a form says back


# Only a button, or a file: nothing that somebody types.
ZONDER_WOORDEN = {
    "/aanbod/bestand",
    "/aanbod/{id}/controle",
    "/aanbod/{id}/plekken",
    "/aanbod/{id}/stand",
    "/intakes/{kenmerk}/bijdragen/{id}/vraag",
    "/intakes/{kenmerk}/bijdragen/{id}/stand",
    "/intakes/{kenmerk}/koppelingen",
    "/intakes/{kenmerk}/arrangement/geldend",
    "/intakes/{kenmerk}/arrangement/kijkdag",  # a day, on the form of help whose day to look at it has come
    "/intakes/{kenmerk}/arrangement/regels/{sleutel}/verwijdering",
    "/intakes/{kenmerk}/arrangement/vermeden/{id}/verwijdering",
    "/koppelingen/{id}/vraag",
    "/koppelingen/{id}/gegevens",
    "/intakes/{kenmerk}/sporen/begin",  # the demo has begun everywhere; test_tweesporen.py sees what it says back
    "/intakes/{kenmerk}/toestemmingen/vraag",
    "/casusoverleg/{id}/sluiting",
    "/aanbod/bestand/proef",
    # its note is there once two know of each other; then those of /antwoord are not
    "/koppelingen/{id}/verloop",
    "/intakes/{kenmerk}/sporen/bezwaren/{id}/afloop",
    "/intakes/{kenmerk}/sporen/aanvraag",
    "/beheer/buurtteams/{id}/leden",
    "/beheer/buurtteams/{id}/leden/{lid}/einde",
    "/wijkbudget/{id}/doorlopend",
    "/wijkbudget/{id}/gezien",
}
KORT, LANG = AANVALLEN[55], "\n".join(AANVALLEN)


async def test_elk_formulier_van_samen_zegt_een_aanval_terug_als_tekst(database: Database, rijk_dossier: str) -> None:
    """Each form on each page: every field in which one types is an attack, and nothing is chosen. Long ones are too long, short ones may be kept."""
    terug: dict[str, set[bool]] = {}
    alle = await per_rol(database)
    for wie, adressen in {**{LOGIN[rol]: waar for rol, waar in alle.items()}, "bilal": alle["medewerker"]}.items():
        async with TestClient(TestServer(maak_app(database))) as client:
            assert (await log_in(client, wie, WACHTWOORD)).status == 303
            paren = [(p, f) for p, tekst in (await bezoek(client, adressen)).items() for f in formulieren(tekst)]
            # what ends something comes last: the other forms would not be there any more
            for pad, formulier in sorted(paren, key=lambda paar: paar[1].action.endswith("/einde")):
                if (route := samen_route(formulier.action)) and formulier.velden:
                    for aanval in (LANG, KORT):
                        gezegd = await _probeer(client, formulier, aanval, f"{wie} {pad} {formulier.action}")
                        terug.setdefault(route, set()).add(gezegd)
    moet = {route.pad for route in SAMEN if route.methode == "POST"} - ZONDER_WOORDEN
    assert "\n".join(sorted(moet - terug.keys())) == ""  # forms that no page of the demo shows
    kwijt = [route for route, gezegd in terug.items() if True not in gezegd]
    assert "\n".join(sorted(kwijt)) == ""  # what was typed is never lost


async def _probeer(client: Client, formulier: Formulier, aanval: str, waar: str) -> bool:
    """Whether it came back, or was kept and stands on the page that one is sent to; as text and nothing else."""
    velden = {**formulier.vast, **dict.fromkeys(formulier.velden, aanval), "csrf": await csrf_van(client, ACCOUNT)}
    antwoord = await client.post(formulier.action, data=velden)
    tekst = await antwoord.text()
    assert antwoord.status in (200, 400, 404, 409), waar
    assert gevaar(tekst) == [], waar
    assert [een for een in RAUW if een in tekst] == [], waar
    return "alert(1)" in tekst


def als_csv(*koppen: str) -> str:
    """A list whose every cell is an attack."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";")
    schrijver.writerow(koppen)
    schrijver.writerows([aanval] * len(koppen) for aanval in AANVALLEN)
    return uit.getvalue()


async def test_wat_in_een_bestand_staat_wordt_teruggezegd_als_tekst(database: Database, rijk_dossier: str) -> None:
    async with TestClient(TestServer(maak_app(database))) as client:
        assert (await log_in(client, "gerda", WACHTWOORD)).status == 303
        kaart = FormData([("csrf", await csrf_van(client, ACCOUNT))])
        inhoud = als_csv(*csvbestand.KOLOMMEN)
        kaart.add_field("bestand", inhoud.encode(), filename=f"{KORT}.csv")
        async with database.lees() as session:
            budget_id = await session.scalar(select(Wijkbudget.id).limit(1))
        lijst = {"csrf": await csrf_van(client, ACCOUNT), "lijst": als_csv(*factuurlijst.KOPPEN)}
        for pad, velden in (("/aanbod/bestand/proef", kaart), (f"/wijkbudget/{budget_id}/facturen", lijst)):
            antwoord = await client.post(f"{BEGIN}{pad}", data=velden)
            tekst = await antwoord.text()
            assert antwoord.status in (200, 400), pad
            assert "alert(1)" in tekst, pad
            assert gevaar(tekst) == [], pad
            assert [een for een in RAUW if een in tekst] == [], pad
