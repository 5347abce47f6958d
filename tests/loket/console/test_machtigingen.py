"""The authorisation matrix, made from the router: every route of the console × every role × every team.

A new route is in it of itself. When its address has a parameter that is not known here, the test fails and says what to
add to MONSTERS: by a piece of the address, or by the name of the parameter alone.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from sqlalchemy import select

from loket_backend.aanbod.models import Aanbod
from loket_backend.console.route import Route
from loket_backend.console.routes import BEGIN, ROUTES
from loket_backend.crisis.models import Crisismelding
from loket_backend.db import Database, open_database
from loket_backend.gesprek.taken import Taak
from loket_backend.intake.models import Intake, Uitspraak
from loket_backend.keukentafel.afspraakmodels import Afspraak
from loket_backend.partijen.models import Partij
from loket_backend.tijd import nu
from loket_backend.toegang import noodinzage, wachtwoorden
from loket_backend.toegang.rechten import OPEN, ROL_MAG, mag
from loket_backend.toegang.sleutels import ROLLEN
from loket_backend.toewijzing.models import Medewerker
from loket_backend.tweesporen import teams
from loket_backend.versleuteling import Sleutelbos
from loket_backend.wijkbudget import boeken

from .conftest import (
    WACHTWOORD,
    Client,
    MeldAan,
    csrf_van,
    goedkoop_met,
    nieuw_gesprek,
    nieuwe_intake,
    zet_mensen,
)

WIE = {"medewerker": "anja", "coordinator": "gerda", "beheerder": "ben", "partner": "pia"}

# Each dossier: the postcode, whose it is, and whether Anja, medewerker in Noord, may see it.
TEAMS = {
    "eigen": ("1010AB", "anja", True),
    "eigen elders": ("2020AB", "anja", True),
    "wijk": ("1010AB", "bilal", True),
    "niemand in de wijk": ("1010AB", "", True),
    "noodinzage": ("2020AB", "corrie", True),
    "elders": ("2020AB", "corrie", False),
    "niemand elders": ("2020AB", "", False),
    "niemand zonder wijk": ("9999ZZ", "", False),
}


@dataclass(frozen=True)
class Dossier:
    """What an address can name of one dossier. A new kind of parameter that belongs to a dossier becomes a field here."""

    team: str
    naam: str
    kenmerk: str
    gesprek: str
    taak: str
    uitspraak: str
    afspraak: str

    @property
    def zichtbaar(self) -> bool:
        return TEAMS[self.team][2]


Monster = Callable[[Dossier], str]
# What belongs to a dossier: then the team counts too.
VAN_DOSSIER: Mapping[str, Monster] = {
    "/intakes/{kenmerk}": lambda d: d.kenmerk,
    "/gesprekken/{id}": lambda d: d.gesprek,
    "/taken/{id}": lambda d: d.taak,
    "/uitspraken/{id}": lambda d: d.uitspraak,
    "/afspraken/{id}": lambda d: d.afspraak,
    "{kenmerk}": lambda d: d.kenmerk,
}
# What belongs to none: an open crisis is everybody's, a session one's own, the rest is the same for all.
LOS: Mapping[str, str] = {
    "/crisis/{id}": "1",
    "/noodinzages/{id}": "1",
    "/documenten/{id}": "1",
    "/versies/{id}": "1",
    "/vermeden/{id}": "1",
    "/regels/{sleutel}": "0" * 32,
    "/controle/{id}": "1",
    "/geholpen/{id}": "1",
    "/weergaven/{id}": "1",
    "/waarnemingen/{id}": "1",
    "/bijdragen/{id}": "1",
    "/koppelingen/{id}": "1",
    "/beheer/medewerkers/{id}": "corrie",
    "/beheer/wijken/{id}": "zuid",
    "/beheer/buurtteams/{id}": "team",
    "/leden/{lid}": "0",
    "/bezwaren/{id}": "1",
    "/casusoverleg/{id}": "0",
    "/beheer/nummers/{id}": "veilig_thuis",
    "/aanbod/{id}": "eetclub",
    "/partijen/{id}": "dorp",
    "/wijkbudget/{id}": "1",
    "/maandbeeld/{figuur}": "vormen",
    "{figuur}": "instroom",
    "{bron}": "loket",
    "{sleutel}": "gesloten_door_medewerker",
    "{veld}": "naam",
    "{naam}": "console.css",
    "{sessie}": "0" * 64,
    "{medewerker}": "corrie",
}
# A stream does not end, so its body is not read.
STROMEN = {"/stroom"}
# Who has nothing there to end, to see or to switch off gets 404, whatever the role.
MAG_LEEG_ZIJN = {
    "/account/sessies/{sessie}/einde",
    "/account/collegas/{medewerker}/code-uit",
    "/account/code.svg",
    "/noodinzages/{id}/gezien",
    "/intakes/{kenmerk}/documenten/{id}",
    "/intakes/{kenmerk}/documenten/{id}/verwijdering",
    "/intakes/{kenmerk}/verslag/versies/{id}.pdf",
    "/intakes/{kenmerk}/verslag/reacties",
    "/intakes/{kenmerk}/controle/{id}/antwoord",
    "/intakes/{kenmerk}/arrangement/regels/{sleutel}",
    "/intakes/{kenmerk}/arrangement/regels/{sleutel}/verwijdering",
    "/intakes/{kenmerk}/arrangement/vermeden/{id}/verwijdering",
    "/intakes/{kenmerk}/arrangement/versies/{id}.pdf",
    "/intakes/{kenmerk}/arrangement/reacties",
    "/intakes/{kenmerk}/geholpen/{id}",
    "/weergaven/{id}/verwijdering",
    "/weergaven/{id}/begin",
    "/waarnemingen/{id}/einde",
    "/intakes/{kenmerk}/koppelingen",
    "/intakes/{kenmerk}/bijdragen/{id}",
    "/intakes/{kenmerk}/bijdragen/{id}/vraag",
    "/intakes/{kenmerk}/bijdragen/{id}/antwoord",
    "/intakes/{kenmerk}/bijdragen/{id}/stand",
    "/koppelingen/{id}",
    "/koppelingen/{id}/vraag",
    "/koppelingen/{id}/antwoord",
    "/koppelingen/{id}/gegevens",
    "/koppelingen/{id}/verloop",
    "/koppelingen/{id}/notities",
    "/intakes/{kenmerk}/sporen/bezwaren/{id}/afloop",
    "/beheer/buurtteams/{id}/leden/{lid}/einde",
    # Who may read one is not a matter of role alone: test_casusoverleg.py.
    "/casusoverleg/{id}",
    "/casusoverleg/{id}/nieuws",
    "/casusoverleg/{id}/bijdragen",
    "/casusoverleg/{id}/sluiting",
}


def monster(route: Route, tabel: Mapping[str, object]) -> str | None:
    """The most precise entry that fits the address of this route."""
    passend = [sleutel for sleutel in tabel if sleutel in route.pad]
    return max(passend, key=len, default=None)


def onbekende_parameters(route: Route) -> list[str]:
    rest = route.pad
    for sleutel in (*VAN_DOSSIER, *LOS):
        rest = rest.replace(sleutel, "")
    return re.findall(r"\{(\w+)", rest)


def adres(route: Route, dossier: Dossier) -> str:
    pad = route.pad
    for sleutel, geef in sorted(VAN_DOSSIER.items(), key=lambda paar: -len(paar[0])):
        pad = pad.replace(sleutel, re.sub(r"\{\w+\}", geef(dossier), sleutel))
    for sleutel, waarde in sorted(LOS.items(), key=lambda paar: -len(paar[0])):
        pad = pad.replace(sleutel, re.sub(r"\{\w+\}", waarde, sleutel))
    return BEGIN + pad


@dataclass(frozen=True)
class Wereld:
    """A filled database and the keys that it was written with: made once, copied for each of a thousand questions."""

    bestand: Path
    bos: Sleutelbos
    dossiers: list[Dossier]


@pytest.fixture(scope="module")
def wereld(sqlite_sjabloon: Path, tmp_path_factory: pytest.TempPathFactory) -> Wereld:
    map_ = tmp_path_factory.mktemp("wereld")
    bestand, bos = Path(shutil.copy(sqlite_sjabloon, map_ / "loket.db")), Sleutelbos.uit("", map_ / "sleutel")
    with goedkoop_met(bos):
        return Wereld(bestand, bos, asyncio.run(_vul(bestand)))


async def _vul(bestand: Path) -> list[Dossier]:
    database = open_database(f"sqlite+aiosqlite:///{bestand}")
    try:
        await zet_mensen(database)
        return await _zet_dossiers(database)
    finally:
        await database.sluit()


@pytest.fixture(autouse=True)
def goedkoop_en_versleuteld(wereld: Wereld) -> Iterator[None]:
    with goedkoop_met(wereld.bos):
        yield


@pytest.fixture
async def database(wereld: Wereld, tmp_path: Path) -> AsyncIterator[Database]:
    database = open_database(f"sqlite+aiosqlite:///{shutil.copy(wereld.bestand, tmp_path / 'loket.db')}")
    yield database
    await database.sluit()


@pytest.fixture
def mensen() -> None:
    """They stand in the database already."""


@pytest.fixture
def dossiers(wereld: Wereld) -> list[Dossier]:
    return wereld.dossiers


async def _zet_dossiers(database: Database) -> list[Dossier]:
    """One of each team, each with a task; a crisis in a conversation that has no dossier yet; and Pia, of another party."""
    await _partner(database)
    gemaakt = [await _dossier(database, team, *TEAMS[team][:2]) for team in TEAMS]
    nood = next(d for d in gemaakt if d.team == "noodinzage")
    gesprek_id = await nieuw_gesprek(database, "help")
    async with database.schrijf() as session:
        await noodinzage.leg_reden_vast(session, "anja", nood.kenmerk, "omdat het moet", bestond=True)
        melding = Crisismelding(gesprek_id=gesprek_id, volgnummer=1, categorie="suicide", patroon="x", op=nu())
        session.add(melding)
        session.add(Partij(id="dorp", naam="Ons Dorp", soort="dorpscooperatie"))
        kaart = {"id": "eetclub", "naam": "Eetclub", "vorm": "informeel", "bekostiging": "informeel", "plekken": 2}
        session.add(Aanbod(**kaart, gewijzigd_op=nu()))
        await boeken.open_budget(session, "noord", 2026)
    return gemaakt


async def _partner(database: Database) -> None:
    hash = await wachtwoorden.versleutel(WACHTWOORD)
    async with database.schrijf() as session:
        session.add(Medewerker(id="pia", naam="Pia", functie="x", rol="partner", login="pia", wachtwoord=hash))
        await session.flush()
        await teams.voeg_toe(session, "ben", "Team", ["noord"])
        await teams.voeg_lid_toe(session, "ben", "team", "pia", "wijkverpleegkundige", "wijkverpleging")


async def _dossier(database: Database, team: str, postcode: str, van: str) -> Dossier:
    naam = f"Inwoner {team.title().replace(' ', '')}x"
    kenmerk = await nieuwe_intake(database, naam=naam, postcode=postcode, van=van)
    async with database.schrijf() as session:
        gesprek_id = (await session.get_one(Intake, kenmerk)).gesprek_id
        taak = Taak(gesprek_id=gesprek_id, soort="terugbellen", gegevens={"naam": naam}, ontstaan_op=nu())
        afspraak = Afspraak(
            uid=kenmerk,
            kenmerk=kenmerk,
            medewerker_id=van or "gerda",
            stand="voorgesteld",
            duur=60,
            plaats="thuis",
            gemaakt_op=nu(),
            gewijzigd_op=nu(),
        )
        session.add_all([taak, afspraak])
        await session.flush()
        uitspraak = await session.scalar(select(Uitspraak.id).where(Uitspraak.kenmerk == kenmerk))
        return Dossier(team, naam, kenmerk, gesprek_id, str(taak.id), str(uitspraak), str(afspraak.id))


def alle(methode: str | None = None) -> list[Route]:
    return [r for r in ROUTES if methode is None or r.methode == methode]


def naam_van(route: Route) -> str:
    return f"{route.methode} {route.pad or '/'}"


async def csrf_voor(client: Client, route: Route, *, ingelogd: bool = True) -> dict[str, str]:
    """What a form of this session carries; the same for the whole session."""
    if route.methode != "POST":
        return {}
    return {"csrf": await csrf_van(client, "/console/account" if ingelogd else "/console/inloggen")}


async def vraag(client: Client, route: Route, dossier: Dossier, csrf: Mapping[str, str]) -> tuple[int, str, str]:
    """Status, where to, and what came back."""
    meer: dict[str, Any] = {"data": csrf} if csrf else {}
    antwoord = await client.request(route.methode, adres(route, dossier), allow_redirects=False, **meer)
    tekst = "" if route.pad in STROMEN else await antwoord.text(errors="replace")
    antwoord.close()
    return antwoord.status, antwoord.headers.get("Location", ""), tekst


async def test_elke_route_van_de_console_heeft_een_regel(server: TestServer) -> None:
    assert server.app is not None
    bekend = {(r.methode, BEGIN + r.pad) for r in ROUTES}
    echt = {(r.method, r.resource.canonical) for r in server.app.router.routes() if r.resource}
    zonder = {(m, p) for m, p in echt if p.startswith(BEGIN) and m != "HEAD"} - bekend
    assert not zonder, f"zonder regel: {zonder}. Zet ze met hun recht in console/routes.py ROUTES."


@pytest.mark.parametrize("route", ROUTES, ids=naam_van)
def test_elk_recht_is_een_recht_dat_een_rol_heeft(route: Route) -> None:
    bekend = frozenset().union(*ROL_MAG.values()) | {OPEN}
    assert route.recht in bekend, f"{naam_van(route)}: geen enkele rol heeft het recht {route.recht!r}"


@pytest.mark.parametrize("route", ROUTES, ids=naam_van)
def test_elke_parameter_heeft_een_monster(route: Route) -> None:
    onbekend = onbekende_parameters(route)
    assert not onbekend, (
        f"{naam_van(route)}: geen monster voor {onbekend}. Hoort de parameter bij een dossier, zet hem dan in "
        "VAN_DOSSIER (en maak hem in de fixture dossiers), anders in LOS."
    )


@pytest.mark.parametrize("route", ROUTES, ids=naam_van)
async def test_wie_niet_is_ingelogd_komt_alleen_bij_het_inloggen(
    bezoeker: Client, dossiers: list[Dossier], route: Route
) -> None:
    csrf = await csrf_voor(bezoeker, route, ingelogd=False)
    status, heen, tekst = await vraag(bezoeker, route, dossiers[0], csrf)
    if route.recht == OPEN:
        assert status in (200, 303, 401), naam_van(route)
    else:
        assert (status, heen.startswith("/console/inloggen")) == (303, True), naam_van(route)
    assert not [d.team for d in dossiers if d.naam in tekst or d.kenmerk in tekst]


@pytest.mark.parametrize("rol", ROLLEN)
@pytest.mark.parametrize("route", [r for r in ROUTES if r.recht != OPEN], ids=naam_van)
async def test_elke_rol_en_elk_team_ziet_wat_de_tabel_zegt(
    als: MeldAan, dossiers: list[Dossier], route: Route, rol: str
) -> None:
    client = await als(WIE[rol])
    bij_dossier = monster(route, VAN_DOSSIER) is not None
    csrf = await csrf_voor(client, route)
    for dossier in dossiers if bij_dossier else dossiers[:1]:
        status, _, tekst = await vraag(client, route, dossier, csrf)
        waar = f"{naam_van(route)}, {rol}, {dossier.team}: {status}"
        if not mag(rol, route.recht):
            assert status == 403, waar
        elif bij_dossier and rol == "medewerker" and not dossier.zichtbaar:
            assert status == 404, waar
        else:
            assert status not in (403, 500), waar  # 401: a password or code that is missing in the form
            assert status != 404 or route.pad in MAG_LEEG_ZIJN, waar
        if status == 303 and route.pad == "/uitloggen":
            return
        _toont_alleen(dossiers, rol, tekst, waar, gevraagd=dossier.kenmerk)


def _toont_alleen(dossiers: list[Dossier], rol: str, tekst: str, waar: str, gevraagd: str) -> None:
    """No page shows anything of a dossier that is not for this role and team; the address itself may come back."""
    verborgen = {"coordinator": []}.get(rol, [d for d in dossiers if rol != "medewerker" or not d.zichtbaar])
    gelekt = [d.team for d in verborgen if d.naam in tekst or (d.kenmerk in tekst and d.kenmerk != gevraagd)]
    assert not gelekt, f"{waar} toont iets van: {gelekt}"


async def test_de_noodinzage_van_een_ander_helpt_niet(als: MeldAan, dossiers: list[Dossier]) -> None:
    """Corrie works in Zuid; Bilal, in Noord like Anja, has not broken any glass."""
    nood = next(d for d in dossiers if d.team == "noodinzage")
    uitkomst = {
        wie: (await (await als(wie)).get(f"/console/intakes/{nood.kenmerk}")).status
        for wie in ("anja", "bilal", "corrie")
    }
    assert uitkomst == {"anja": 200, "bilal": 404, "corrie": 200}


async def test_wat_niet_mag_verandert_ook_niets(als: MeldAan, dossiers: list[Dossier], database: Database) -> None:
    anja = await als("anja")
    for dossier in (d for d in dossiers if not d.zichtbaar):
        for route in (r for r in alle("POST") if monster(r, VAN_DOSSIER)):
            await vraag(anja, route, dossier, await csrf_voor(anja, route))
    async with database.lees() as session:
        van = {i.kenmerk: i.medewerker_id for i in await session.scalars(select(Intake))}
        open_taken = set(await session.scalars(select(Taak.id).where(Taak.gedaan_op.is_(None))))
    assert {int(d.taak) for d in dossiers} == open_taken
    assert van == {d.kenmerk: TEAMS[d.team][1] or None for d in dossiers}
