"""The composition root: wires settings, database, hub, channels, staff API and pages into one aiohttp application."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from datetime import timedelta
from pathlib import Path

import aiohttp
from aiohttp import web

from loket_backend import beveiligingscontact, gezondheid, meetpunt, openapi
from loket_backend.arrangement import bezorgen as arrangement_bezorgen
from loket_backend.arrangement import chat as arrangement_chat
from loket_backend.arrangement import leespagina as arrangementpagina
from loket_backend.console import routes as console
from loket_backend.crisis.model import MODELLEN
from loket_backend.crisis.model import laad as laad_crisismodel
from loket_backend.crisis.nummerboek import Nummerboek
from loket_backend.crisis.nummers import Nummers
from loket_backend.crisis.poort import Crisispoort
from loket_backend.db import Kluis, open_database
from loket_backend.errors import vertaal_fouten
from loket_backend.geholpen import chat as geholpen_chat
from loket_backend.geholpen import dienst as geholpen_dienst
from loket_backend.gesprek import eigenteksten, tekstapi, woonwijk
from loket_backend.gesprek.actueel import ACTUEEL, Actueel
from loket_backend.gesprek.beurt import Beurten
from loket_backend.gesprek.bode import rondgebracht
from loket_backend.gesprek.channels import web as webkanaal
from loket_backend.gesprek.channels.telegram import kanaal as telegramkanaal
from loket_backend.gesprek.hub import HUB, Hub
from loket_backend.gesprek.openingstijden import Openingstijden, lees_vorm
from loket_backend.gesprek.postvak import Postvak
from loket_backend.gesprek.rasa import Bot, RasaBot
from loket_backend.gesprek.teksten import Teksten
from loket_backend.gesprek.vragen import Antwoorders
from loket_backend.gesprek.wachten import GEVOLGEN, Balie, Wachtkamer
from loket_backend.gesprek.wekker import Wekker
from loket_backend.gesprek.wektijden import Gevolg
from loket_backend.gesprek.werker import Werker
from loket_backend.intake import api as intake_api
from loket_backend.invoer import zonder_nul
from loket_backend.keukentafel import (
    afspraakinwoner,
    afspraken,
    agendaroutes,
    bevestiging,
    gespreksverslag_bezorgen,
    gespreksverslag_chat,
    leespagina,
)
from loket_backend.keukentafel.afspraakteksten import Afspraakteksten
from loket_backend.keukentafel.gespreksverslag_sjabloon import Kantoor, Loket
from loket_backend.keukentafel.huisregels import Afspraakbeleid, Huisregels
from loket_backend.koppen import herkomsten, zet_cors, zet_hsts, zet_koppen
from loket_backend.partijen.kerncijfers import Kerncijferboek, Kerncijfers
from loket_backend.samen import met_meer
from loket_backend.settings import Settings
from loket_backend.tweesporen import toestemming_chat, weigering_chat
from loket_backend.verbindingen import niet_eindeloos
from loket_backend.versleuteling import Sleutelbos
from loket_backend.wederkerigheid import chat as wederkerigheid
from loket_backend.widget import routes as widget

MaakBot = Callable[[Settings, aiohttp.ClientSession], Bot]

# Taking toestemming back goes first; a no to help that is there goes after every open question.
LUISTERAARS = (*toestemming_chat.LUISTERAARS, *weigering_chat.LUISTERAARS)
NALUISTERAARS = weigering_chat.NALUISTERAARS

MAX_INVOER = 256 * 1024


def rasa_bot(settings: Settings, http: aiohttp.ClientSession) -> Bot:
    """The real bot: all Rasa and action servers."""
    return RasaBot(
        http, settings.rasa_adressen, settings.acties_adressen, settings.geheim, float(settings.antwoord_binnen)
    )


def maak_app(settings: Settings, maak_bot: MaakBot = rasa_bot) -> web.Application:
    """The public application. Tests give a bot of their own in place of Rasa."""
    Kluis.bos = Sleutelbos.uit(settings.sleutel, settings.map / "sleutel")
    Kantoor.richt_in(Loket.uit(settings))
    Kerncijfers.richt_in(Kerncijferboek.uit_bestand(Path(settings.kerncijfers) if settings.kerncijfers else None))
    app = web.Application(
        middlewares=[niet_eindeloos, herkomsten(settings.toegelaten_herkomsten), vertaal_fouten, zonder_nul],
        client_max_size=MAX_INVOER,
    )
    app.on_response_prepare.extend([zet_koppen, zet_cors])
    if settings.productie == "1":
        app.on_response_prepare.append(zet_hsts)
    app[intake_api.DATABASE] = open_database(settings.database, binnen=float(settings.database_binnen))
    app[intake_api.GEHEIM] = settings.geheim
    app[meetpunt.RESERVEKOPIEEN] = Path(settings.reservekopieen) if settings.reservekopieen else None
    app.cleanup_ctx.append(_database)
    app.cleanup_ctx.append(_eigen_teksten)
    app.cleanup_ctx.append(_hub(settings, maak_bot))
    app.on_shutdown.append(_laat_wachters_gaan)
    for deel in (gezondheid, openapi, webkanaal, intake_api, widget, agendaroutes, leespagina, arrangementpagina):
        deel.voeg_toe(app)
    beveiligingscontact.voeg_toe(app, settings)
    telegramkanaal.voeg_toe(app, settings)
    console.voeg_toe(app, settings)
    return app


def antwoorders(settings: Settings, teksten: Teksten) -> Antwoorders:
    """Who hears the answers to what people of the loket asked, by the kind of question."""
    afspraak = afspraakinwoner.antwoorder(Afspraakteksten(settings.telefoon, settings.adres_buiten))
    wijk = {woonwijk.SOORT: woonwijk.Woonwijkvraag(teksten)}
    papieren = {**gespreksverslag_chat.ANTWOORDERS, **arrangement_chat.ANTWOORDERS}
    van_samen = {**wederkerigheid.ANTWOORDERS, **toestemming_chat.ANTWOORDERS, **geholpen_chat.ANTWOORDERS}
    return {"afspraak": afspraak, **wijk, **papieren, **van_samen, **weigering_chat.ANTWOORDERS}


def gevolgen(settings: Settings) -> dict[str, Gevolg]:
    """What happens when a timer is due."""
    van_afspraken = afspraken.gevolgen(Afspraakteksten(settings.telefoon, settings.adres_buiten))
    papieren = {b.HERINNERING: b.herinner for b in (gespreksverslag_bezorgen, arrangement_bezorgen)}
    return {**GEVOLGEN, **van_afspraken, **papieren, **wederkerigheid.GEVOLGEN, **geholpen_dienst.GEVOLGEN}


def maak_interne_app(app: web.Application) -> web.Application:
    """What only the action server may call; it listens on a loopback port of its own and shares the database."""
    lagen = [vertaal_fouten, meetpunt.deur, meetpunt.volg_spoor]
    intern = web.Application(middlewares=lagen, client_max_size=2 * MAX_INVOER)
    intern[intake_api.DATABASE] = app[intake_api.DATABASE]
    intern[intake_api.GEHEIM] = app[intake_api.GEHEIM]
    intake_api.voeg_intern_toe(intern)
    tekstapi.voeg_intern_toe(intern)
    meetpunt.voeg_intern_toe(intern, app)
    return intern


async def _database(app: web.Application) -> AsyncIterator[None]:
    yield
    await app[intake_api.DATABASE].sluit()


async def _eigen_teksten(app: web.Application) -> AsyncIterator[None]:
    async with eigenteksten.bijgehouden(app[intake_api.DATABASE]):
        yield


async def _laat_wachters_gaan(app: web.Application) -> None:
    """Open streams would hold the shutdown up."""
    app[HUB].wekker.stop()


def _hub(settings: Settings, maak_bot: MaakBot) -> Callable[[web.Application], AsyncIterator[None]]:
    async def leven(app: web.Application) -> AsyncIterator[None]:
        database, wekker = app[intake_api.DATABASE], Wekker()
        teksten = Teksten.lees(settings.naam, settings.telefoon)
        async with aiohttp.ClientSession() as http:
            bot = maak_bot(settings, http)
            geduld = timedelta(seconds=float(settings.geduld))
            beurten = Beurten(database, bot, teksten, wekker, geduld, bevestiging.meld)
            werker = Werker(beurten, timedelta(seconds=float(settings.melden_na)), gevolgen(settings))
            nummers = Nummerboek(Nummers.uit_bestand(Path(settings.nummers) if settings.nummers else None))
            actueel = Actueel(database, nummers, lees_vorm(settings.bestand_openingstijden))
            Balie.richt_in(Wachtkamer(teksten, Openingstijden.uit(actueel.tijden), nummers))
            Afspraakbeleid.richt_in(Huisregels.uit_bestand(Path(settings.afspraken) if settings.afspraken else None))
            poort = Crisispoort.uit_bestand(model=laad_crisismodel(MODELLEN))
            postvak = Postvak(teksten, poort, nummers, antwoorders(settings, teksten), LUISTERAARS, NALUISTERAARS)
            app[HUB], app[ACTUEEL] = Hub(database, postvak, wekker, werker, bot), actueel
            await actueel.ververs()
            bijhouden = asyncio.create_task(actueel.houd_bij())
            await werker.start()
            async with _rondgebracht(settings, app[HUB]):
                yield
            bijhouden.cancel()
            await werker.stop()

    return leven


def _rondgebracht(settings: Settings, hub: Hub) -> AbstractAsyncContextManager[object]:
    """News goes to the other processes, where there can be any."""
    if not met_meer(settings.database):
        return nullcontext()
    return rondgebracht(settings.database, hub.wekker, hub.aanwezigheid)
