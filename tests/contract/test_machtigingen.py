"""The authorisation matrix of the API, made from the router: every route × every role's key, a wrong key and no key."""

from __future__ import annotations

import re

import pytest
from aiohttp import web

from loket_backend.gesprek.hub import Hub
from loket_backend.toegang.rechten import ALLE_DOSSIERS, mag
from loket_backend.toegang.sleutels import ROLLEN, maak_sleutel
from tests.contract.hulp import Client, dien, probleem
from tests.loket.hulp import vul_gemeente

# Whose a route is: `iedereen`, `inwoner` (the token of the conversation), or `medewerker` (a key whose role sees every dossier).
REGELS = {
    "GET /": "iedereen",
    "GET /gezond": "iedereen",
    "GET /klaar": "iedereen",
    "GET /.well-known/security.txt": "iedereen",
    "GET /v1/openapi.json": "iedereen",
    "GET /widget/*": "iedereen",
    "POST /widget/verhuizing": "inwoner",  # as /v1/gesprekken, but the id of the conversation is in the body
    "GET /statisch/*": "iedereen",
    "GET /verslag/*": "iedereen",  # the address itself is the secret, for a quarter of an hour
    # The address itself is the secret: papers for a week, an appointment until after it, a calendar until it is renewed.
    "GET /gespreksverslag/*": "iedereen",
    "GET /bevestiging/*": "iedereen",
    "GET /arrangement/*": "iedereen",
    "GET /afspraken/*": "iedereen",
    "GET /agenda/*": "iedereen",
    "POST /v1/gesprekken": "iedereen",
    "* /v1/gesprekken/{id}/*": "inwoner",
    "GET /v1/intakes": "medewerker",
    "GET /v1/intakes/{kenmerk}": "medewerker",
}
GEEN_SLEUTEL = {"zonder": None, "verzonnen": "loket_" + "A" * 43, "leeg": ""}


def regel_voor(methode: str, pad: str) -> str | None:
    for sleutel, regel in REGELS.items():
        soort, _, patroon = sleutel.partition(" ")
        past = re.fullmatch(re.escape(patroon).replace(r"\*", ".*"), pad)
        if soort in (methode, "*") and past:
            return regel
    return None


def routes(app: web.Application) -> set[tuple[str, str]]:
    alle = {(r.method, r.resource.canonical) for r in app.router.routes() if r.resource and r.method != "HEAD"}
    return {(m, p) for m, p in alle if not p.startswith("/console")}  # those are in tests/loket/console


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_elke_route_buiten_de_console_heeft_een_regel(client: Client) -> None:
    zonder = [f"{m} {p}" for m, p in sorted(routes(client.app)) if regel_voor(m, p) is None]
    assert not zonder, f"zonder regel: {zonder}. Zet in REGELS van wie ze zijn."


async def test_elke_sleutel_opent_wat_zijn_rol_mag(client: Client, hub: Hub) -> None:
    """A key belongs to no person and so to no wijk: it takes a role that may see every dossier."""
    await vul_gemeente(hub.database)
    kenmerk = await dien(client, hub, postcode="7913AB")
    async with hub.database.schrijf() as session:
        sleutels = {rol: await maak_sleutel(session, rol) for rol in ROLLEN}
    for methode, pad in sorted(routes(client.app)):
        if regel_voor(methode, pad) != "medewerker":
            continue
        adres = pad.format(kenmerk=kenmerk)
        for rol, sleutel in sleutels.items():
            antwoord = await client.request(methode, adres, headers={"Authorization": f"Bearer {sleutel}"})
            assert antwoord.status == (200 if mag(rol, ALLE_DOSSIERS) else 403), (methode, pad, rol)
            assert (kenmerk in await antwoord.text()) is mag(rol, ALLE_DOSSIERS)
        for sleutel in GEEN_SLEUTEL.values():
            kop = {} if sleutel is None else {"Authorization": f"Bearer {sleutel}"}
            await probleem(await client.request(methode, adres, headers=kop), 401)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_een_gesprek_is_alleen_van_wie_het_token_heeft(client: Client, hub: Hub, sleutel: dict[str, str]) -> None:
    """Also a coordinator's key is no token; and a token opens one conversation."""
    een, ander = [await (await client.post("/v1/gesprekken", json={"kanaal": "web"})).json() for _ in range(2)]
    for methode, pad in sorted(routes(client.app)):
        if regel_voor(methode, pad) != "inwoner" or "{id}" not in pad:
            continue
        for kop in ({}, sleutel, {"Authorization": f"Bearer {ander['token']}"}):
            antwoord = await client.request(methode, pad.format(id=een["id"]), headers=kop, json={})
            await probleem(antwoord, 404)
