"""A Bot API of our own, strict where Telegram is: limits, methods, getUpdates and its offset, 429, 403, 500, a time-out after accept.

Time is not simulated: what waits, waits for a condition.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
from collections import Counter, defaultdict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

TOKEN = "7000000001:AAf-nep-token-voor-de-toetsen-0123456789"
TEKST_MAX, CALLBACK_MAX, ANTWOORD_MAX = 4096, 64, 200

Update = dict[str, Any]


class Weigert(Exception):
    def __init__(self, status: int, uitleg: str, **parameters: int) -> None:
        super().__init__(uitleg)
        self.status, self.uitleg, self.parameters = status, uitleg, parameters


@dataclass(frozen=True)
class Verstuurd:
    """One message that Telegram took."""

    chat: int
    message_id: int
    tekst: str
    knoppen: list[dict[str, str]]


@dataclass
class NepApi:
    """`ontvangen`: what was taken, in order. `storing`: says what goes wrong with one call: None, "429", "500", "na_aannemen" or "stil"."""

    token: str = TOKEN
    poort: int = 0
    storing: Callable[[str, dict[str, str]], str | None] = lambda methode, vraag: None
    ontvangen: list[Verstuurd] = field(default_factory=list)
    aanroepen: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    geblokkeerd: set[int] = field(default_factory=set)
    onduidelijk: Counter[tuple[int, str]] = field(default_factory=Counter)
    callbacks: dict[str, str] = field(default_factory=dict)
    toetsenborden: dict[tuple[int, int], list[dict[str, str]]] = field(default_factory=dict)
    webhook: dict[str, str] = field(default_factory=dict)
    rij: deque[Update] = field(default_factory=deque)
    geteld: itertools.count[int] = field(default_factory=lambda: itertools.count(1000))
    message_ids: defaultdict[int, itertools.count[int]] = field(
        default_factory=lambda: defaultdict(lambda: itertools.count(1))
    )
    te_vaak: dict[int, float] = field(default_factory=dict)
    peiling: int = 0
    nieuws: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.poort}"

    # -- what a resident does ------------------------------------------------------------------------------------------

    def bericht(self, chat: int, tekst: str | None = None, soort: str = "private", **rest: Any) -> Update:
        inhoud = {**({"text": tekst} if tekst is not None else {}), **rest}
        return self.voeg_toe({"message": self._bericht(chat, next(self.message_ids[chat]), soort, **inhoud)})

    def bewerking(self, chat: int, message_id: int, tekst: str, op: int = 1_800_000_100) -> Update:
        return self.voeg_toe({"edited_message": self._bericht(chat, message_id, "private", text=tekst, edit_date=op)})

    def druk(self, chat: int, message_id: int, data: str) -> Update:
        query = {
            "id": str(next(self.geteld)),
            "from": _van(chat),
            "chat_instance": "1",
            "data": data,
            "message": self._bericht(chat, message_id, "private", text="vraag"),
        }
        return self.voeg_toe({"callback_query": query})

    def voeg_toe(self, inhoud: Update) -> Update:
        update = {"update_id": next(self.geteld), **inhoud}
        self.rij.append(update)
        self.nieuws.set()
        return update

    def _bericht(self, chat: int, message_id: int, soort: str, **inhoud: Any) -> dict[str, Any]:
        waar = {"id": chat, "type": soort, **({"first_name": "Inwoner"} if soort == "private" else {"title": "Groep"})}
        return {"message_id": message_id, "date": 1_800_000_000, "chat": waar, "from": _van(chat), **inhoud}

    # -- what a test looks at ------------------------------------------------------------------------------------------

    def teksten(self, chat: int) -> list[str]:
        return [v.tekst for v in self.ontvangen if v.chat == chat]

    def laatste(self, chat: int) -> Verstuurd:
        return next(v for v in reversed(self.ontvangen) if v.chat == chat)

    def geroepen(self, methode: str) -> list[dict[str, str]]:
        return [vraag for naam, vraag in self.aanroepen if naam == methode]

    # -- the server ----------------------------------------------------------------------------------------------------

    async def antwoord(self, request: web.Request) -> web.StreamResponse:
        methode = request.match_info["methode"]
        vraag = {k: str(v) for k, v in (await request.post()).items()}
        doe = METHODEN.get(methode)
        if request.match_info["token"] != self.token or doe is None:
            return _fout(Weigert(404, "Not Found"))
        self.aanroepen.append((methode, vraag))
        storing = self.storing(methode, vraag)
        try:
            self._stoor_vooraf(storing)
            uitkomst = await getattr(self, doe)(vraag)
        except Weigert as weigering:
            return _fout(weigering)
        if storing in ("na_aannemen", "stil"):
            return await self._zwijg(request, vraag, storing)
        return web.json_response({"ok": True, "result": uitkomst})

    def _stoor_vooraf(self, storing: str | None) -> None:
        if storing == "429":
            raise Weigert(429, "Too Many Requests: retry after 1", retry_after=1)
        if storing == "500":
            raise Weigert(500, "Internal Server Error")

    async def _zwijg(self, request: web.Request, vraag: dict[str, str], storing: str) -> web.StreamResponse:
        """It was taken, but whoever sent it does not hear so: the line breaks, or stays silent until the other end gives up."""
        if "text" in vraag and "chat_id" in vraag:
            self.onduidelijk[int(vraag["chat_id"]), vraag["text"]] += 1
        if storing == "stil":
            while request.transport and not request.transport.is_closing():  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.02)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def get_updates(self, vraag: dict[str, str]) -> list[Update]:
        """The offset confirms everything before it. A second asker ends the first with a conflict; a webhook is one too."""
        if self.webhook.get("url"):
            raise Weigert(409, "Conflict: can't use getUpdates method while webhook is active")
        self.peiling += 1
        eigen, vanaf = self.peiling, int(vraag.get("offset", 0))
        self.nieuws.set()  # who was still asking hears that another does
        einde = asyncio.get_running_loop().time() + float(vraag.get("timeout", 0))
        while True:
            while self.rij and self.rij[0]["update_id"] < vanaf:
                self.rij.popleft()
            if self.rij or (rest := einde - asyncio.get_running_loop().time()) <= 0:
                return list(self.rij)[:100]
            self.nieuws.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.nieuws.wait(), rest)
            if eigen != self.peiling:
                raise Weigert(409, "Conflict: terminated by other getUpdates request")

    async def send_message(self, vraag: dict[str, str]) -> dict[str, Any]:
        chat, tekst = self._mag(vraag), vraag.get("text", "")
        if not tekst.strip():
            raise Weigert(400, "Bad Request: message text is empty")
        if len(tekst.encode("utf-16-le")) // 2 > TEKST_MAX:
            raise Weigert(400, "Bad Request: message is too long")
        knoppen = _toetsenbord(vraag)
        verstuurd = Verstuurd(chat, next(self.message_ids[chat]), tekst, knoppen)
        self.ontvangen.append(verstuurd)
        self.toetsenborden[chat, verstuurd.message_id] = knoppen
        return self._bericht(chat, verstuurd.message_id, "private", text=tekst)

    async def answer_callback_query(self, vraag: dict[str, str]) -> bool:
        if len(vraag.get("text", "")) > ANTWOORD_MAX:
            raise Weigert(400, "Bad Request: MESSAGE_TOO_LONG")
        if vraag["callback_query_id"] in self.callbacks:
            raise Weigert(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.callbacks[vraag["callback_query_id"]] = vraag.get("text", "")
        return True

    async def edit_message_reply_markup(self, vraag: dict[str, str]) -> dict[str, Any]:
        chat, message_id = self._mag(vraag), int(vraag["message_id"])
        knoppen = _toetsenbord(vraag)
        if self.toetsenborden.get((chat, message_id)) == knoppen:
            raise Weigert(400, "Bad Request: message is not modified")
        self.toetsenborden[chat, message_id] = knoppen
        return self._bericht(chat, message_id, "private", text="vraag")

    async def send_chat_action(self, vraag: dict[str, str]) -> bool:
        self._mag(vraag)
        return True

    async def leave_chat(self, vraag: dict[str, str]) -> bool:
        self._mag(vraag)
        return True

    async def set_webhook(self, vraag: dict[str, str]) -> bool:
        self.webhook = vraag
        return True

    async def delete_webhook(self, vraag: dict[str, str]) -> bool:
        self.webhook = {}
        return True

    def _mag(self, vraag: dict[str, str]) -> int:
        chat = int(vraag["chat_id"])
        if chat in self.geblokkeerd:
            raise Weigert(403, "Forbidden: bot was blocked by the user")
        return chat

    async def duw(self, http: aiohttp.ClientSession, adres: str, update: Update) -> int:
        """One push of the webhook; the status that the loket answers."""
        koppen = {"X-Telegram-Bot-Api-Secret-Token": self.webhook.get("secret_token", "")}
        async with http.post(adres, json=update, headers=koppen) as antwoord:
            return antwoord.status


METHODEN = {
    "getUpdates": "get_updates",
    "sendMessage": "send_message",
    "answerCallbackQuery": "answer_callback_query",
    "editMessageReplyMarkup": "edit_message_reply_markup",
    "sendChatAction": "send_chat_action",
    "leaveChat": "leave_chat",
    "setWebhook": "set_webhook",
    "deleteWebhook": "delete_webhook",
}


def nep_api(**instellingen: Any) -> AbstractAsyncContextManager[NepApi]:
    return bedien(NepApi(**instellingen))


@asynccontextmanager
async def bedien(api: NepApi) -> AsyncIterator[NepApi]:
    """The fake on a free loopback port."""
    app = web.Application()
    app.router.add_post("/bot{token}/{methode}", api.antwoord)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", api.poort)
    await site.start()
    api.poort = runner.addresses[0][1]
    try:
        yield api
    finally:
        await runner.cleanup()


def _van(chat: int) -> dict[str, Any]:
    return {"id": abs(chat), "is_bot": False, "first_name": "Inwoner"}


def _toetsenbord(vraag: dict[str, str]) -> list[dict[str, str]]:
    knoppen = [knop for rij in json.loads(vraag.get("reply_markup") or "{}").get("inline_keyboard", []) for knop in rij]
    for knop in knoppen:
        if not 1 <= len(knop.get("callback_data", "x").encode()) <= CALLBACK_MAX:
            raise Weigert(400, "Bad Request: BUTTON_DATA_INVALID")
        if not knop.get("text") or ("url" in knop) == ("callback_data" in knop):
            raise Weigert(400, "Bad Request: BUTTON_INVALID")
    return knoppen


def _fout(weigering: Weigert) -> web.Response:
    inhoud: dict[str, Any] = {"ok": False, "error_code": weigering.status, "description": weigering.uitleg}
    if weigering.parameters:
        inhoud["parameters"] = weigering.parameters
    return web.json_response(inhoud, status=weigering.status)
