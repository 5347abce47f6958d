"""Attacks on the console: scripts in every field, guessing, planted sessions, and asking what exists."""

from __future__ import annotations

import random
import re
import string

import pytest
from sqlalchemy import select, update

from loket_backend.console.routes import ROUTES
from loket_backend.db import Database
from loket_backend.gesprek import mensen
from loket_backend.gesprek.models import Gesprek
from loket_backend.gesprek.taken import Taak
from loket_backend.intake.models import Intake
from loket_backend.tijd import nu
from loket_backend.toegang import noodinzage, pogingen
from loket_backend.toegang.audit import leg_vast
from loket_backend.toegang.models import Sessie
from loket_backend.toegang.rechten import mag
from loket_backend.toegang.sessies import sessie_id
from loket_backend.toewijzing.models import Medewerker, Wijk
from tests.data.aanvallen import AANVALLEN, gevaar

from .conftest import WACHTWOORD, Client, MeldAan, csrf_van, log_in, nieuw_gesprek, nieuwe_intake

# -- Scripts


@pytest.fixture
async def vergiftigd(database: Database, mensen: None) -> list[str]:
    """Every text of the corpus in what residents and staff can fill; the addresses of the pages that show it."""
    paden = [f"/console?lijst=alle&pagina={n}" for n in range(1, 5)]
    for nummer, aanval in enumerate(AANVALLEN):
        kenmerk = await nieuwe_intake(database, naam=aanval, tekst=aanval, van="anja")
        async with database.schrijf() as session:
            gesprek = (await session.get_one(Intake, kenmerk)).gesprek_id
            session.add(Taak(gesprek_id=gesprek, soort="terugbellen", gegevens=_taak(aanval), ontstaan_op=nu()))
            await noodinzage.leg_reden_vast(session, "bilal", f"2026-{nummer:06}", aanval + " x y", bestond=True)
            leg_vast(session, "bilal", aanval[:40], kenmerk, aanval[:80])
        paden += [f"/console/intakes/{kenmerk}", f"/console/gesprekken/{gesprek}"]
    gesprek = await nieuw_gesprek(database, *AANVALLEN, status="wacht_op_mens")
    await _schrijf_als_medewerker(database, gesprek)
    vast = [r.pad for r in ROUTES if r.methode == "GET" and "{" not in r.pad and r.pad not in ("/stroom", "/nieuws")]
    return [*paden, *(f"/console{pad}" for pad in vast), f"/console/gesprekken/{gesprek}"]


def _taak(aanval: str) -> dict[str, str]:
    return {"naam": aanval, "telefoon": aanval, "moment": aanval, "wens": aanval}


async def _schrijf_als_medewerker(database: Database, gesprek_id: str) -> None:
    from tests.loket.hulp import TEKSTEN

    async with database.schrijf() as session:
        await mensen.pak_op(session, gesprek_id, "gerda")
        for aanval in AANVALLEN:
            await mensen.zeg(session, gesprek_id, "gerda", aanval, TEKSTEN, None)
            await mensen.noteer(session, gesprek_id, "gerda", aanval)
    async with database.schrijf() as session:
        for tabel, sleutel in ((Medewerker, "corrie"), (Wijk, "zuid")):
            await session.execute(update(tabel).where(tabel.id == sleutel).values(naam=AANVALLEN[0]))
        await session.execute(update(Medewerker).where(Medewerker.id == "anja").values(naam=AANVALLEN[53]))


async def test_geen_enkele_aanval_wordt_op_een_pagina_meer_dan_tekst(als: MeldAan, vergiftigd: list[str]) -> None:
    gerda = await als("gerda")
    gezien = 0
    for pad in vergiftigd:
        antwoord = await gerda.get(pad)
        if antwoord.content_type != "text/html":  # JSON, or a file to keep: no browser may take it for a page
            bewaren = antwoord.headers.get("Content-Disposition", "").startswith("attachment")
            assert bewaren or antwoord.content_type == "application/json", pad
            assert antwoord.headers["X-Content-Type-Options"] == "nosniff", pad
            continue
        pagina = await antwoord.text()
        assert gevaar(pagina) == [], pad
        rauw = [a for a in AANVALLEN if "<" in a and a in pagina]
        assert rauw == [], pad
        gezien += pagina.count("&lt;script&gt;") + pagina.count("&lt;script")
    assert gezien > len(AANVALLEN)  # they are there, as text


@pytest.mark.parametrize("aanval", AANVALLEN)
async def test_wat_een_formulier_terugzegt_is_tekst(als: MeldAan, aanval: str) -> None:
    anja = await als("anja")
    gegevens = {"csrf": await csrf_van(anja, "/console/noodinzage"), "kenmerk": aanval, "reden": aanval}
    assert gevaar(await (await anja.post("/console/noodinzage", data=gegevens)).text()) == []
    gerda = await als("gerda")
    for veld in ("wie", "kenmerk", "wat", "van", "tot"):
        assert gevaar(await (await gerda.get("/console/audit", params={veld: aanval})).text()) == [], veld


async def test_wat_de_inlogpagina_terugzegt_is_tekst(bezoeker: Client) -> None:
    for aanval in AANVALLEN:
        antwoord = await bezoeker.get("/console/inloggen", params={"naar": aanval})
        assert gevaar(await antwoord.text()) == [], aanval
        gegevens = {"csrf": await csrf_van(bezoeker), "login": aanval, "wachtwoord": aanval, "naar": aanval}
        assert gevaar(await (await bezoeker.post("/console/inloggen", data=gegevens)).text()) == [], aanval


def test_de_controle_ziet_elke_aanval_die_er_wel_door_zou_komen() -> None:
    onschuldig = ("javascript:", "JaVaScRiPt:", "{", "$", "&", "\\", '"', "'", "<%", "<!", "<p ", "<template", "<meta")
    door = [a for a in AANVALLEN if not a.startswith(onschuldig) and not gevaar(f"<p>{a}</p>")]
    door = [a for a in door if not a.startswith(("<<script", "</textarea", "<![", "<scr<", "<noscript", "<div hx-get"))]
    assert door == []
    assert gevaar('<a href="javascript:alert(1)">x</a>')
    assert gevaar('<input value="" onmouseover="alert(1)">')


# -- Guessing


async def test_duizend_gokken_op_een_naam_van_overal_komen_er_niet_in(bezoeker: Client) -> None:
    """With the right password among them; from a thousand addresses, so that only the name can stop them."""
    toeval = random.Random(20261122)
    gokken = ["".join(toeval.choices(string.ascii_lowercase, k=12)) for _ in range(999)]
    gokken.insert(toeval.randrange(100, 900), WACHTWOORD)
    csrf, statussen = await csrf_van(bezoeker), []
    for nummer, gok in enumerate(gokken):
        antwoord = await bezoeker.post(
            "/console/inloggen",
            data={"csrf": csrf, "login": "anja", "wachtwoord": gok},
            headers={"X-Forwarded-For": f"10.0.{nummer // 250}.{nummer % 250}"},
            allow_redirects=False,
        )
        statussen.append(antwoord.status)
    assert statussen == [401] * pogingen.MAX_PER_NAAM + [429] * (1000 - pogingen.MAX_PER_NAAM)
    assert (await bezoeker.get("/console", allow_redirects=False)).status == 303
    assert (await log_in(bezoeker, "bilal")).status == 303  # a colleague is not shut out


# -- Planted sessions


async def test_een_geplant_sessienummer_wordt_nooit_overgenomen(bezoeker: Client, database: Database) -> None:
    """Neither by the page nor by logging in on it."""
    geplant = "A" * 43
    bezoeker.session.cookie_jar.update_cookies({"loket_sessie": geplant}, bezoeker.make_url("/"))
    antwoord = await bezoeker.get("/console/inloggen")
    assert antwoord.request_info.headers["Cookie"] == f"loket_sessie={geplant}"
    assert antwoord.cookies["loket_sessie"].value != geplant
    assert (await log_in(bezoeker, "anja")).status == 303
    async with database.lees() as session:
        assert await session.get(Sessie, sessie_id(geplant)) is None


async def test_een_sessie_van_voor_het_inloggen_is_daarna_weg(bezoeker: Client, database: Database) -> None:
    await bezoeker.get("/console/inloggen")
    (voor,) = [c.value for c in bezoeker.session.cookie_jar]
    await log_in(bezoeker, "anja")
    async with database.lees() as session:
        rijen = list(await session.scalars(select(Sessie)))
    assert sessie_id(voor) not in [r.id for r in rijen]
    assert [r.medewerker_id for r in rijen] == ["anja"]


# -- Asking what exists


WISSELT = re.compile(r'(name="csrf" value|data-csrf|data-over)="[^"]*"')
VLUCHTIG = {"Date", "Set-Cookie"}


async def stil(client: Client, methode: str, pad: str, csrf: str) -> tuple[int, dict[str, str], str]:
    """An answer without what differs every time."""
    meer = {"data": {"csrf": csrf, "tekst": "x", "waarde": "x", "reden": "x"}} if methode == "POST" else {}
    antwoord = await client.request(methode, pad, allow_redirects=False, **meer)
    koppen = {naam: waarde for naam, waarde in antwoord.headers.items() if naam not in VLUCHTIG}
    return antwoord.status, koppen, WISSELT.sub("", await antwoord.text())


async def test_wat_er_niet_is_en_wat_niet_mag_is_tot_op_de_letter_gelijk(als: MeldAan, database: Database) -> None:
    kenmerk = await nieuwe_intake(database, postcode="2020AB", van="corrie")
    async with database.schrijf() as session:
        gesprek = (await session.get_one(Intake, kenmerk)).gesprek_id
        taak = Taak(gesprek_id=gesprek, soort="terugbellen", gegevens={}, ontstaan_op=nu())
        session.add(taak)
        await session.flush()
        bestaat = {
            "{kenmerk}": kenmerk,
            "/gesprekken/{id}": f"/gesprekken/{gesprek}",
            "/taken/{id}": f"/taken/{taak.id}",
        }
        assert await session.get(Gesprek, "niet") is None
    niet = {"{kenmerk}": "2026-AAAAAA", "/gesprekken/{id}": "/gesprekken/niet", "/taken/{id}": "/taken/987654"}
    anja = await als("anja")
    csrf = await csrf_van(anja, "/console/account")
    vergeleken = 0
    for route in ROUTES:
        delen = [deel for deel in bestaat if deel in route.pad]
        if not delen:
            continue
        paden = [
            f"/console{route.pad.replace(delen[0], tabel[delen[0]])}".replace("{veld}", "naam")
            for tabel in (bestaat, niet)
        ]
        if "{" in paden[0]:
            continue  # what else such a route takes is for its own tests; the matrix has them all
        verboden, afwezig = [await stil(anja, route.methode, pad, csrf) for pad in paden]
        assert verboden == afwezig, route.pad
        assert verboden[0] == (404 if mag("medewerker", route.recht) else 403), route.pad
        vergeleken += 1
    assert vergeleken >= 10


async def test_een_fout_wachtwoord_en_een_naam_die_er_niet_is_zijn_tot_op_de_letter_gelijk(bezoeker: Client) -> None:
    csrf, paginas = await csrf_van(bezoeker), []
    for login in ("anja", "niemand"):
        gegevens = {"csrf": csrf, "login": login, "wachtwoord": "fout"}
        antwoord = await bezoeker.post("/console/inloggen", data=gegevens)
        paginas.append((antwoord.status, WISSELT.sub("", await antwoord.text()).replace(login, "NAAM")))
    assert paginas[0] == paginas[1]
    for login in ("anja", "niemand"):
        for _ in range(pogingen.MAX_PER_NAAM):
            gegevens = {"csrf": csrf, "login": login, "wachtwoord": "fout"}
            antwoord = await bezoeker.post("/console/inloggen", data=gegevens)
        assert antwoord.status == 429  # also for a name that is not there
