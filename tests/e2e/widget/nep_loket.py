"""A loket of our own that speaks section 6 of the contract, strictly, and can be down or half blocked."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from aiohttp import web

from loket_backend.crisis.nummerboek import Nummerboek
from loket_backend.crisis.nummers import Nummers
from loket_backend.db import Database
from loket_backend.gesprek.actueel import ACTUEEL, Actueel
from loket_backend.gesprek.openingstijden import lees_vorm
from loket_backend.widget import routes

BEGROETING = "Goedemorgen. Ik ben de digitale assistent van het loket.\nVertel eens: waar kan ik u mee helpen?"
KOPPEN_DIE_MOGEN = {"authorization", "content-type", "last-event-id"}


@dataclass
class NepGesprek:
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    token: str = field(default_factory=secrets.token_urlsafe)
    berichten: list[dict[str, Any]] = field(default_factory=list)
    nummers: dict[str, int] = field(default_factory=dict)
    status: str = "bot"
    bezig: bool = False
    crisis: str | None = None
    kenmerk: str | None = None
    wachters: set[asyncio.Event] = field(default_factory=set)
    mensen: dict[str, dict[str, Any]] = field(default_factory=dict)  # event of the stream → its content
    getypt: list[float] = field(default_factory=list)  # when the widget told that the resident types
    gezien: list[int] = field(default_factory=list)  # what the widget told that was seen

    def zeg(
        self,
        tekst: str,
        *,
        afzender: str = "bot",
        keuzes: list[tuple[str, str]] | None = None,
        vraag: str | None = None,
    ) -> int:
        nummer = len(self.berichten) + 1
        knoppen = [{"label": label, "waarde": waarde} for label, waarde in keuzes or []]
        self.berichten.append(
            {
                "volgnummer": nummer,
                "afzender": afzender,
                "tekst": tekst,
                "keuzes": knoppen,
                "vraag": vraag,
                "tijdstip": datetime.now(UTC).isoformat(),
            }
        )
        self.wek()
        return nummer

    def zet(self, **stand: Any) -> None:
        for naam, waarde in stand.items():
            setattr(self, naam, waarde)
        self.wek()

    def toon(self, soort: str, **inhoud: Any) -> None:
        """An event about people: sprekers, medewerker, gezien or typt."""
        self.mensen[soort] = inhoud
        self.wek()

    def zeg_als(self, naam: str, tekst: str) -> int:
        """A medewerker writes: first who it is, then the words."""
        bekend = self.mensen.get("sprekers", {"sprekers": []})["sprekers"]
        self.mensen["sprekers"] = {"sprekers": [*bekend, {"volgnummer": len(self.berichten) + 1, "naam": naam}]}
        self.mensen["medewerker"] = {"naam": naam}
        return self.zeg(tekst, afzender="medewerker")

    def wek(self) -> None:
        for wachter in self.wachters:
            wachter.set()

    def stand(self) -> dict[str, Any]:
        return {"status": self.status, "bezig": self.bezig, "crisis": self.crisis, "kenmerk": self.kenmerk}

    def na(self, nummer: int) -> list[dict[str, Any]]:
        return self.berichten[nummer:]

    def van_inwoner(self) -> list[str]:
        return [b["tekst"] for b in self.berichten if b["afzender"] == "inwoner"]


Antwoord = Callable[[NepGesprek, str], Awaitable[None]]


async def zwijg(gesprek: NepGesprek, tekst: str) -> None:
    """The answer that never comes: a test speaks for the bot itself."""


@dataclass
class NepLoket:
    antwoord: Antwoord = zwijg
    gesprekken: dict[str, NepGesprek] = field(default_factory=dict)
    stroom: str = "open"  # open · weigert (a proxy says 403) · zwijgt (a proxy holds everything back)
    weigert: int = 0  # status for every POST of a message
    breek_na_opslag: int = 0  # so many times: store the message, then cut the line
    volgens: list[tuple[str, str | None]] = field(default_factory=list)  # (path tail, Last-Event-ID) of every read
    pogingen: list[str] = field(default_factory=list)  # clientBerichtId of every POST
    verslag_werkt: timedelta = timedelta(minutes=15)
    nummers: Nummerboek = field(default_factory=lambda: Nummerboek(Nummers.uit_bestand()))
    poort: int = 0
    _loper: web.AppRunner | None = None
    _taken: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    @property
    def gesprek(self) -> NepGesprek:
        """The conversation that was opened last."""
        return list(self.gesprekken.values())[-1]

    async def op(self) -> None:
        app = web.Application(middlewares=[cors])
        app.on_response_prepare.append(kop_op_antwoord)
        app[ACTUEEL] = Actueel(cast(Database, None), self.nummers, lees_vorm())
        routes.voeg_toe(app)
        app.router.add_post("/v1/gesprekken", self._open)
        app.router.add_post("/v1/gesprekken/{id}/berichten", self._neem_aan)
        app.router.add_get("/v1/gesprekken/{id}/berichten", self._lees)
        app.router.add_get("/v1/gesprekken/{id}/stroom", self._stroom)
        app.router.add_post("/v1/gesprekken/{id}/typt", self._typt)
        app.router.add_post("/v1/gesprekken/{id}/gezien", self._gezien)
        app.router.add_post("/v1/gesprekken/{id}/verslag", self._verslag)
        self._loper = web.AppRunner(app, shutdown_timeout=0.1)
        await self._loper.setup()
        await web.TCPSite(self._loper, "127.0.0.1", self.poort, reuse_address=True).start()
        self.poort = self._loper.addresses[0][1]

    async def neer(self) -> None:
        if self._loper:
            for gesprek in self.gesprekken.values():
                gesprek.wek()
            await self._loper.cleanup()
            self._loper = None

    async def _open(self, request: web.Request) -> web.Response:
        if await request.json() != {"kanaal": "web"}:
            return probleem(400, "kanaal ontbreekt")
        gesprek = NepGesprek()
        gesprek.zeg(BEGROETING, vraag="hulpvraag")
        self.gesprekken[gesprek.id] = gesprek
        return web.json_response({"id": gesprek.id, "token": gesprek.token, "berichten": gesprek.berichten}, status=201)

    async def _neem_aan(self, request: web.Request) -> web.Response:
        gesprek = self._vind(request)
        vraag = await request.json()
        if set(vraag) != {"clientBerichtId", "tekst"} or not vraag["tekst"].strip() or len(vraag["tekst"]) > 4000:
            return probleem(400, "tekst ontbreekt of is te lang")
        sleutel = str(uuid.UUID(vraag["clientBerichtId"]))
        self.pogingen.append(sleutel)
        if self.weigert:
            return probleem(self.weigert, "niet aangenomen")
        bekend = sleutel in gesprek.nummers
        if not bekend:
            gesprek.nummers[sleutel] = gesprek.zeg(vraag["tekst"], afzender="inwoner")
            taak = asyncio.create_task(self._beurt(gesprek, vraag["tekst"]))
            self._taken.add(taak)
            taak.add_done_callback(self._taken.discard)
        if self.breek_na_opslag:
            self.breek_na_opslag -= 1
            assert request.transport
            request.transport.abort()
        return web.json_response({"volgnummer": gesprek.nummers[sleutel]}, status=200 if bekend else 202)

    async def _beurt(self, gesprek: NepGesprek, tekst: str) -> None:
        gesprek.zet(bezig=True)
        await self.antwoord(gesprek, tekst)
        if self.antwoord is not zwijg:
            gesprek.zet(bezig=False)

    async def _lees(self, request: web.Request) -> web.Response:
        gesprek = self._vind(request)
        na, wacht = int(request.query["na"]), int(request.query["wacht"])
        if not 0 <= wacht <= 25:
            return probleem(400, "wacht is 0 tot 25")
        self.volgens.append(("berichten", str(na)))
        if wacht and not gesprek.na(na):
            await wacht_op(gesprek, wacht)
        return web.json_response({"berichten": gesprek.na(na), **gesprek.stand()})

    async def _stroom(self, request: web.Request) -> web.StreamResponse:
        gesprek = self._vind(request)
        laatste = request.headers.get("Last-Event-ID")
        self.volgens.append(("stroom", laatste))
        if self.stroom == "weigert":
            return web.Response(status=403, text="<h1>Forbidden</h1>", content_type="text/html")
        antwoord = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await antwoord.prepare(request)
        with contextlib.suppress(ConnectionResetError):
            await self._vertel(gesprek, antwoord, int(laatste or 0))
        return antwoord

    async def _typt(self, request: web.Request) -> web.Response:
        self._vind(request).getypt.append(asyncio.get_running_loop().time())
        return web.Response(status=204)

    async def _gezien(self, request: web.Request) -> web.Response:
        gesprek, inhoud = self._vind(request), await request.json()
        if set(inhoud) != {"volgnummer"} or not 0 < inhoud["volgnummer"] <= len(gesprek.berichten):
            return probleem(400, "volgnummer klopt niet")
        if self.weigert:
            return probleem(self.weigert, "niet aangenomen")
        gesprek.gezien.append(inhoud["volgnummer"])
        return web.Response(status=204)

    async def _verslag(self, request: web.Request) -> web.Response:
        self._vind(request)
        if self.weigert:
            return probleem(self.weigert, "niet gemaakt")
        inhoud = {"adres": "/verslag/abc", "geldigTot": (datetime.now(UTC) + self.verslag_werkt).isoformat()}
        return web.json_response(inhoud, status=201)

    async def _vertel(self, gesprek: NepGesprek, antwoord: web.StreamResponse, na: int) -> None:
        verteld: dict[str, Any] = {}
        while self._loper:
            if self.stroom == "open":
                await vertel_mensen(gesprek, antwoord, verteld, ["sprekers"])
                for bericht in gesprek.na(na):
                    await antwoord.write(f"id: {bericht['volgnummer']}\ndata: {json.dumps(bericht)}\n\n".encode())
                    na = bericht["volgnummer"]
                await antwoord.write(f"event: stand\ndata: {json.dumps(gesprek.stand())}\n\n".encode())
                await vertel_mensen(gesprek, antwoord, verteld, ["medewerker", "gezien", "typt"])
            await wacht_op(gesprek, 15)

    def _vind(self, request: web.Request) -> NepGesprek:
        gesprek = self.gesprekken.get(request.match_info["id"])
        if gesprek is None or request.headers.get("Authorization") != f"Bearer {gesprek.token}":
            raise web.HTTPNotFound(text=json.dumps({"status": 404}), content_type="application/problem+json")
        return gesprek


async def vertel_mensen(
    gesprek: NepGesprek, antwoord: web.StreamResponse, verteld: dict[str, Any], soorten: list[str]
) -> None:
    """Each event once, until it changes."""
    for soort in soorten:
        inhoud = gesprek.mensen.get(soort)
        if inhoud is not None and inhoud != verteld.get(soort):
            verteld[soort] = inhoud
            await antwoord.write(f"event: {soort}\ndata: {json.dumps(inhoud)}\n\n".encode())


async def wacht_op(gesprek: NepGesprek, seconden: float) -> None:
    wachter = asyncio.Event()
    gesprek.wachters.add(wachter)
    try:
        await asyncio.wait_for(wachter.wait(), seconden)
    except TimeoutError:
        pass
    finally:
        gesprek.wachters.discard(wachter)


def probleem(status: int, detail: str) -> web.Response:
    inhoud = {"status": status, "title": "Dit kan niet", "detail": detail}
    return web.json_response(inhoud, status=status, content_type="application/problem+json")


@web.middleware
async def cors(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Only what the widget needs: no credentials, and these three headers."""
    if request.method == "OPTIONS":
        gevraagd = {
            k.strip().lower() for k in request.headers.get("Access-Control-Request-Headers", "").split(",") if k
        }
        assert gevraagd <= KOPPEN_DIE_MOGEN, gevraagd
        return web.Response(
            headers={
                "Access-Control-Allow-Origin": request.headers.get("Origin", ""),
                "Access-Control-Allow-Headers": ", ".join(sorted(KOPPEN_DIE_MOGEN)),
                "Access-Control-Allow-Methods": "GET, POST",
            }
        )
    return await handler(request)


async def kop_op_antwoord(request: web.Request, antwoord: web.StreamResponse) -> None:
    if request.headers.get("Origin"):
        antwoord.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
