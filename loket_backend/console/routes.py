"""The site map of the console: every address, who handles it, and the right it takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp_jinja2
import jinja2
from aiohttp import web
from aiohttp_session import session_middleware

from loket_backend.catalogus import ASPECTEN, LEEFGEBIEDEN, VELDEN
from loket_backend.console import (
    aanbod_routes,
    account,
    accountcode,
    afspraken,
    agendapagina,
    antwoorden,
    arrangement_routes,
    audit,
    beheer,
    beheer_medewerkers,
    beheer_nummers,
    beheer_uren,
    beheer_wijken,
    bewaard,
    businesscase_routes,
    caseload,
    controle,
    crisis,
    geholpen_routes,
    gesprekken,
    gespreksverslag,
    gespreksverslag_papier,
    inloggen,
    intake_daden,
    intake_documenten,
    intake_verbeteren,
    intakes,
    invullen,
    maandbeeld,
    maandbeeld_routes,
    menu,
    noodinzage,
    overname,
    overzicht,
    rij,
    statisch,
    stroom,
    taken,
    teksten,
    tekstenbesluit,
    termijnen,
    toewijsregels,
    tweesporen_routes,
    vandaag,
    verantwoording,
    wederkerigheid_routes,
    weergaven,
    werkvoorraad,
    wijkbudget_routes,
    woorden,
)
from loket_backend.console.bewaking import REGELS, STILLE, bewaak
from loket_backend.console.fouten import fouten_als_pagina
from loket_backend.console.gebruiker import OPSLAG
from loket_backend.console.pagina import NAAM
from loket_backend.console.route import Route
from loket_backend.console.ruimte import RUIMTE
from loket_backend.console.storing import storing_als_pagina
from loket_backend.geld import toon_bedrag
from loket_backend.gesprek.actueel import ACTUEEL
from loket_backend.gesprek.hub import HUB
from loket_backend.intake.api import DATABASE
from loket_backend.maandbeeld.bewaren import Beelden
from loket_backend.settings import Settings
from loket_backend.toegang.rechten import (
    AANGEMELD,
    BEHEER,
    COORDINATIE,
    CRISIS,
    DOSSIERS,
    INLOGHULP,
    OPEN,
    OVERZICHT,
    TEKSTEN,
    TOEZICHT,
)
from loket_backend.toegang.sessies import Sessieopslag

BEGIN = "/console"
SJABLONEN = Path(__file__).with_name("sjablonen")


ROUTES = (
    Route("GET", "/inloggen", inloggen.toon, OPEN),
    Route("POST", "/inloggen", inloggen.meld_aan, OPEN),
    Route("POST", "/uitloggen", inloggen.meld_af, AANGEMELD),
    Route("GET", "", werkvoorraad.toon, DOSSIERS),
    Route("GET", "/", werkvoorraad.zonder_streep, OPEN),
    Route("POST", "/weergaven", weergaven.bewaar, DOSSIERS),
    Route("POST", "/weergaven/{id}/verwijdering", weergaven.verwijder, DOSSIERS),
    Route("POST", "/weergaven/{id}/begin", weergaven.begin, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}", intakes.toon, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/status", intake_daden.wissel_status, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/dekking", intake_daden.leg_dekking_vast, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/notities", intake_daden.noteer, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/velden/{veld}", intake_verbeteren.toon_veld, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/velden/{veld}", intake_verbeteren.verbeter_veld, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/uitspraken", intake_verbeteren.toon_uitspraak, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/uitspraken", intake_verbeteren.voeg_uitspraak_toe, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/uitspraken/{id}", intake_verbeteren.toon_uitspraak, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/uitspraken/{id}", intake_verbeteren.verbeter_uitspraak, DOSSIERS),
    Route(
        "POST", "/intakes/{kenmerk}/documenten", intake_documenten.voeg_toe, DOSSIERS, ruimte=intake_documenten.RUIMTE
    ),
    Route("GET", "/intakes/{kenmerk}/documenten/{id}", intake_documenten.haal, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/documenten/{id}/verwijdering", intake_documenten.verwijder, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/verslag", gespreksverslag.toon, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/verslag", gespreksverslag.bewaar, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/verslag/voorbeeld", gespreksverslag.voorbeeld, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/verslag/voorlegging", gespreksverslag.leg_voor, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/verslag/reacties", gespreksverslag.noteer_reactie, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/verslag/versies", gespreksverslag.versies, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/verslag/versies/{id}.pdf", gespreksverslag_papier.versie_pdf, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/bevestiging.pdf", gespreksverslag_papier.bevestiging_pdf, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/bevestiging/post", gespreksverslag_papier.bevestiging_verstuurd, DOSSIERS),
    Route("GET", "/gesprekken", rij.toon, DOSSIERS),
    Route("GET", "/gesprekken/{id}", gesprekken.toon, DOSSIERS),
    Route("GET", "/vandaag", vandaag.toon, DOSSIERS),
    Route("GET", "/termijnen", termijnen.toon_lijsten, DOSSIERS),
    Route("GET", "/intakes/{kenmerk}/termijnen", termijnen.toon, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/opschorting", termijnen.schort_op, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/hervatting", termijnen.hervat, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/aanvraag", termijnen.doe_aanvraag, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/aanvraag/intrekking", termijnen.trek_aanvraag_in, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/besluit", termijnen.besluit, DOSSIERS),
    Route("GET", "/controle", controle.toon_lijsten, COORDINATIE),
    Route("GET", "/intakes/{kenmerk}/controle", controle.toon, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/controle", controle.leg_controle_vast, COORDINATIE),
    Route("POST", "/intakes/{kenmerk}/controle/{id}/antwoord", controle.beantwoord, DOSSIERS),
    Route("GET", "/caseload", caseload.toon, COORDINATIE),
    Route("GET", "/overdragen", caseload.toon_overdracht, COORDINATIE),
    Route("POST", "/overdragen", caseload.draag_over, COORDINATIE),
    Route("POST", "/waarnemingen", caseload.plan_waarneming, COORDINATIE),
    Route("POST", "/waarnemingen/{id}/einde", caseload.breek_waarneming_af, COORDINATIE),
    Route("GET", "/toewijsregels", toewijsregels.toon, COORDINATIE),
    Route("POST", "/toewijsregels", toewijsregels.zet, COORDINATIE),
    Route("GET", "/taken", taken.toon, DOSSIERS),
    Route("POST", "/taken/{id}/gedaan", taken.doe, DOSSIERS),
    Route("POST", "/gesprekken/{id}/velden/{veld}", invullen.vul_in, DOSSIERS),
    Route("POST", "/gesprekken/{id}/uitspraken", invullen.hoor, DOSSIERS),
    Route("POST", "/gesprekken/{id}/antwoorden", antwoorden.neem_over, DOSSIERS),
    Route("GET", "/gesprekken/{id}/deel", gesprekken.toon_deel, DOSSIERS, stil=True),
    Route("POST", "/gesprekken/{id}/overname", overname.pak_op, DOSSIERS),
    Route("POST", "/gesprekken/{id}/overneming", overname.neem_over, COORDINATIE),
    Route("POST", "/gesprekken/{id}/berichten", overname.zeg, DOSSIERS),
    Route("POST", "/gesprekken/{id}/doorgegeven", overname.geef_door, DOSSIERS),
    Route("POST", "/gesprekken/{id}/teruggave", overname.geef_terug, DOSSIERS),
    Route("POST", "/gesprekken/{id}/sluiting", overname.sluit, DOSSIERS),
    Route("POST", "/gesprekken/{id}/notities", overname.noteer, DOSSIERS),
    Route("POST", "/gesprekken/{id}/aanwezigheid", overname.wees_aanwezig, DOSSIERS, stil=True),
    Route("GET", "/rij", rij.toon_deel, DOSSIERS, stil=True),
    Route("GET", "/nieuws", stroom.nu, DOSSIERS, stil=True),
    Route("GET", "/stroom", stroom.stroom, DOSSIERS, stil=True),
    Route("GET", "/crisis", crisis.toon, CRISIS),
    Route("POST", "/crisis/{id}/bevestiging", crisis.bevestig, CRISIS),
    Route("GET", "/overzicht", overzicht.toon, OVERZICHT),
    Route("GET", "/overzicht/{figuur}.csv", overzicht.als_csv, OVERZICHT),
    Route("GET", "/beheer", beheer.toon_begin, BEHEER),
    Route("GET", "/beheer/gemeente.yml", beheer.download, BEHEER),
    Route("GET", "/beheer/medewerkers", beheer_medewerkers.toon_lijst, BEHEER),
    Route("POST", "/beheer/medewerkers", beheer_medewerkers.voeg_toe, BEHEER),
    Route("GET", "/beheer/medewerkers/nieuw", beheer_medewerkers.toon_nieuw, BEHEER),
    Route("GET", "/beheer/medewerkers/{id}", beheer_medewerkers.toon_een, BEHEER),
    Route("POST", "/beheer/medewerkers/{id}", beheer_medewerkers.wijzig, BEHEER),
    Route("POST", "/beheer/medewerkers/{id}/wachtwoord", beheer_medewerkers.geef_wachtwoord, BEHEER),
    Route("GET", "/beheer/wijken", beheer_wijken.toon_lijst, BEHEER),
    Route("POST", "/beheer/wijken", beheer_wijken.voeg_toe, BEHEER),
    Route("GET", "/beheer/wijken/{id}", beheer_wijken.toon_een, BEHEER),
    Route("POST", "/beheer/wijken/{id}", beheer_wijken.wijzig, BEHEER),
    Route("POST", "/beheer/wijken/{id}/verwijdering", beheer_wijken.verwijder, BEHEER),
    Route("GET", "/beheer/openingstijden", beheer_uren.toon_uren, BEHEER),
    Route("POST", "/beheer/openingstijden", beheer_uren.wijzig, BEHEER),
    Route("GET", "/beheer/nummers", beheer_nummers.toon_lijst, BEHEER),
    Route("POST", "/beheer/controletermijn", beheer_nummers.zet_termijn, BEHEER),
    Route("GET", "/beheer/nummers/{id}", beheer_nummers.toon_een, BEHEER),
    Route("POST", "/beheer/nummers/{id}", beheer_nummers.wijzig, BEHEER),
    Route("POST", "/beheer/nummers/{id}/nagekeken", beheer_nummers.kijk_na, BEHEER),
    Route("POST", "/beheer/nummers/{id}/teruggezet", beheer_nummers.zet_terug, BEHEER),
    Route("GET", "/beheer/teksten", teksten.toon_lijst, TEKSTEN),
    Route("GET", "/beheer/teksten/{bron}/{sleutel}", teksten.toon, TEKSTEN),
    Route("POST", "/beheer/teksten/{bron}/{sleutel}/controle", teksten.controleer, TEKSTEN),
    Route("POST", "/beheer/teksten/{bron}/{sleutel}/voorstel", tekstenbesluit.stel_voor, TEKSTEN),
    Route("POST", "/beheer/teksten/{bron}/{sleutel}/beoordeling", tekstenbesluit.beoordeel, TEKSTEN),
    Route("POST", "/beheer/teksten/{bron}/{sleutel}/intrekking", tekstenbesluit.trek_in, TEKSTEN),
    Route("GET", "/inloggen/code", inloggen.toon_code, OPEN),
    Route("POST", "/inloggen/code", inloggen.meld_aan_met_code, OPEN),
    Route("GET", "/bewaard", bewaard.toon, AANGEMELD),
    Route("POST", "/bewaard/weg", bewaard.gooi_weg, AANGEMELD),
    Route("GET", "/account", account.toon, AANGEMELD),
    Route("POST", "/account/wachtwoord", account.verander_wachtwoord, AANGEMELD),
    Route("POST", "/account/sessies/andere/einde", account.beeindig_andere, AANGEMELD),
    Route("POST", "/account/sessies/{sessie}/einde", account.beeindig_sessie, AANGEMELD),
    Route("GET", "/account/sessie", account.hoe_lang_nog, AANGEMELD, stil=True),
    Route("POST", "/account/sessie", account.blijf, AANGEMELD),
    Route("GET", "/account/code", accountcode.toon_code, AANGEMELD),
    Route("POST", "/account/code", accountcode.begin, AANGEMELD),
    Route("GET", "/account/code.svg", accountcode.qr, AANGEMELD),
    Route("POST", "/account/code/bevestiging", accountcode.bevestig, AANGEMELD),
    Route("POST", "/account/code/uit", accountcode.zet_uit, AANGEMELD),
    Route("GET", "/account/herstelcodes", accountcode.toon_herstelcodes, AANGEMELD),
    Route("GET", "/account/collegas", accountcode.toon_collegas, INLOGHULP),
    Route("POST", "/account/collegas/{medewerker}/code-uit", accountcode.zet_uit_voor, INLOGHULP),
    Route("GET", "/audit", audit.toon, TOEZICHT),
    Route("GET", "/noodinzage", noodinzage.toon, DOSSIERS),
    Route("POST", "/noodinzage", noodinzage.vraag, DOSSIERS),
    Route("GET", "/noodinzages", noodinzage.toon_toezicht, TOEZICHT),
    Route("POST", "/noodinzages/{id}/gezien", noodinzage.zie, TOEZICHT),
    Route("GET", "/intakes/{kenmerk}/afspraak", afspraken.toon, DOSSIERS),
    Route("POST", "/intakes/{kenmerk}/afspraak", afspraken.plan, DOSSIERS),
    Route("POST", "/afspraken/{id}/afzegging", afspraken.zeg_af, DOSSIERS),
    Route("POST", "/afspraken/{id}/afloop", afspraken.rond_af, DOSSIERS),
    Route("POST", "/afspraken/{id}/erbij", afspraken.noteer_erbij, DOSSIERS),
    Route("GET", "/agenda", agendapagina.toon, DOSSIERS),
    Route("POST", "/agenda/koppeling", agendapagina.koppel, DOSSIERS),
    *aanbod_routes.ROUTES,
    *tweesporen_routes.ROUTES,
    *geholpen_routes.ROUTES,
    Route("GET", "/statisch/{naam}", statisch.toon, OPEN),
    *wijkbudget_routes.ROUTES,
    *maandbeeld_routes.ROUTES,
    *businesscase_routes.ROUTES,
    *wederkerigheid_routes.ROUTES,
    *arrangement_routes.ROUTES,
)


def voeg_toe(app: web.Application, settings: Settings) -> None:
    """A sub-application, so that the chat protocol pays nothing for sessions and templates."""
    opslag = Sessieopslag(app[DATABASE], veilig=settings.productie == "1")
    console = web.Application(middlewares=[storing_als_pagina, session_middleware(opslag), fouten_als_pagina, bewaak])
    console[afspraken.ADRES] = settings.adres_buiten
    console[DATABASE], console[OPSLAG], console[NAAM] = app[DATABASE], opslag, settings.naam
    console[gespreksverslag_papier.PERS] = asyncio.Semaphore(1)
    console[maandbeeld.BEELDEN] = Beelden(app[DATABASE])
    console[REGELS] = {(route.methode, BEGIN + route.pad): route.recht for route in ROUTES}
    console[STILLE] = frozenset((route.methode, BEGIN + route.pad) for route in ROUTES if route.stil)
    console[RUIMTE] = {(route.methode, BEGIN + route.pad): route.ruimte for route in ROUTES if route.ruimte}
    for route in ROUTES:
        console.router.add_route(route.methode, route.pad, route.handler)
    _sjablonen(console)
    console.cleanup_ctx.append(_leven(app, float(settings.kijk)))
    app.add_subapp(BEGIN, console)


def _leven(app: web.Application, om: float) -> Callable[[web.Application], AsyncIterator[None]]:
    """The hub, which is made when the loket starts, after the routes; and what every day brings of itself, looked at every `om` seconds."""

    async def leven(console: web.Application) -> AsyncIterator[None]:
        console[HUB], console[ACTUEEL] = app[HUB], app[ACTUEEL]
        taken = [
            asyncio.create_task(vandaag.houd_bij(app[HUB], om)),
            asyncio.create_task(verantwoording.tel_vooruit(app[DATABASE], console[maandbeeld.BEELDEN])),
        ]
        yield
        for taak in taken:
            taak.cancel()
        await asyncio.gather(*taken, return_exceptions=True)

    return leven


def _sjablonen(console: web.Application) -> None:
    omgeving = aiohttp_jinja2.setup(
        console,
        loader=jinja2.FileSystemLoader(SJABLONEN),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        default_helpers=False,
    )
    omgeving.globals.update(
        w=woorden,
        LEEFGEBIEDEN=LEEFGEBIEDEN,
        ASPECTEN=ASPECTEN,
        VELDEN=VELDEN,
        menu_aantal=menu.aantal,
        bedrag=toon_bedrag,
        paren=woorden.paren,
        gelijk=woorden.gelijk,
    )
