"""Our own Rasa channel: one HTTP call is one turn, with an explicit outcome, and the same turn asked again gives the same answer.

Rasa's own REST channel answers `200 []` when a turn failed and repeats a turn that is asked again. Here the loket is the record: every call
brings the draft as it stands, the tracker is made from it, and nothing is kept afterwards but the last outcomes, to answer a repeated call.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import os
import secrets
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json

from bot import logboek, sporen
from bot.actions.dossier import Dossier
from bot.actions.volgorde import volgende
from bot.beurtloop import Beurtloop, einde_van
from bot.opwarmen import Opwarming
from loket_backend.sporen import vervolg

logger = logging.getLogger(__name__)

ONTHOUDEN = 2000
# The slots that a turn starts from; bot/actions reads them.
SLOTS = ("concept", "vraag", "volgnummer", "crisis", "kenmerk", "vorige")


class Uitvoer(CollectingOutputChannel):
    """Collects what the bot says. Rasa's own cuts a text at every blank line."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        await self._persist_message(self._message(recipient_id, text=text))


class LoketKanaal(InputChannel):
    """`geheim`: what the loket must send along; bound to loopback besides, unless LOKET_RASA_HOST says otherwise."""

    def __init__(self, geheim: str) -> None:
        self._geheim, self._loop, self._opwarming = geheim, Beurtloop(), Opwarming()
        self._uitkomsten: OrderedDict[tuple[str, int], asyncio.Task[dict[str, Any]]] = OrderedDict()

    @classmethod
    def name(cls) -> str:
        return "loket"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> LoketKanaal:
        logboek.richt_in("rasa")
        sporen.richt_in("rasa")
        return cls(os.environ["LOKET_GEHEIM"])

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        webhook = Blueprint(f"loket_{type(self).__name__}", inspect.getmodule(self).__name__)  # type: ignore[union-attr]

        @webhook.listener("after_server_stop")
        async def sluit(*_: Any) -> None:
            await self._loop.sluit()

        @webhook.route("/gezond", methods=["GET"])
        async def gezond(request: Request) -> HTTPResponse:
            agent = request.app.ctx.agent
            klaar = agent is not None and agent.is_ready() and self._opwarming.is_klaar(agent)
            return json({"klaar": klaar}, status=200 if klaar else 503)

        @webhook.route("/beurt", methods=["POST"])
        async def beurt(request: Request) -> HTTPResponse:
            if not secrets.compare_digest(request.headers.get("X-Loket-Geheim", ""), self._geheim):
                return json({"uitkomst": "mislukt", "reden": "geheim"}, status=401)
            with vervolg("begrijpen", request.headers):
                uitkomst = await asyncio.shield(self._taak(request.app, request.json))
            return json(uitkomst, status=200 if uitkomst["uitkomst"] == "gelukt" else 500)

        return webhook

    def _taak(self, app: Sanic, vraag: dict[str, Any]) -> asyncio.Task[dict[str, Any]]:
        """The running or finished turn of this message. A failed one is forgotten, so that it can be tried again."""
        sleutel = (vraag["gesprek"], vraag["volgnummer"])
        taak = self._uitkomsten.get(sleutel)
        if taak is None or (taak.done() and _is_mislukt(taak)):
            taak = self._uitkomsten[sleutel] = asyncio.ensure_future(_voer_uit(self._loop, app, vraag))
            while len(self._uitkomsten) > ONTHOUDEN:
                self._uitkomsten.popitem(last=False)
        return taak


def _is_mislukt(taak: asyncio.Task[dict[str, Any]]) -> bool:
    return taak.cancelled() or taak.exception() is not None or taak.result()["uitkomst"] != "gelukt"


async def _voer_uit(loop: Beurtloop, app: Sanic, vraag: dict[str, Any]) -> dict[str, Any]:
    agent = app.ctx.agent
    uit = Uitvoer()
    sender = f"{vraag['gesprek']}:{vraag['volgnummer']}"
    vraag = {**vraag, "vraag": _openstaande_vraag(vraag)}
    taal = ((vraag["concept"] or {}).get("stand") or {}).get("taal")
    metadata = {"vraag": vraag["vraag"], "crisis": vraag.get("crisis", False), "taal": taal}
    bericht = UserMessage(vraag["tekst"], uit, sender, input_channel="loket", metadata=metadata)
    try:
        beurt = loop.draai(agent, bericht, _tracker(sender, vraag, agent.domain))
        with sporen.gemeten() as fasen:
            await asyncio.wait_for(beurt, float(os.environ.get("LOKET_ANTWOORD_BINNEN", "8")))
        return {**_uitkomst(uit.messages), "fasen": fasen}
    except Exception as fout:  # whatever went wrong, the loket must hear that it did
        logger.error("beurt mislukt: %s", type(fout).__name__)
        return {"uitkomst": "mislukt", "reden": type(fout).__name__}


def _openstaande_vraag(vraag: dict[str, Any]) -> str | None:
    """The question that the message answers. After a pause nothing was asked last; then it is the one that was still open."""
    concept = vraag["concept"] or {}
    if vraag["vraag"] or vraag.get("kenmerk") or not concept.get("antwoorden") or concept["stand"].get("vraagt"):
        return vraag["vraag"]
    return volgende(Dossier.van(concept))


def _tracker(sender: str, vraag: dict[str, Any], domain: Any) -> DialogueStateTracker:
    """A conversation that stands where the loket says it stands."""
    begin = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    slots = [SlotSet(naam, vraag.get(naam)) for naam in SLOTS]
    return DialogueStateTracker.from_events(
        sender, [*begin, *slots, ActionExecuted(ACTION_LISTEN_NAME)], slots=domain.slots
    )


def _uitkomst(gezegd: list[dict[str, Any]]) -> dict[str, Any]:
    """The last action of every turn says `einde`; without it an action failed on the way and the turn did too."""
    einde = einde_van(gezegd)
    berichten = [_bericht(deel) for deel in gezegd if deel.get("text")]
    if einde is None or not berichten:
        return {"uitkomst": "mislukt", "reden": "geen einde" if einde is None else "niets gezegd"}
    berichten[-1]["vraag"] = einde.get("vraag")
    return {"uitkomst": "gelukt", "berichten": berichten, **{k: einde.get(k) for k in ("naar", "reden", "wis")}}


def _bericht(deel: dict[str, Any]) -> dict[str, Any]:
    keuzes = [{"label": knop["title"], "waarde": knop["payload"]} for knop in deel.get("buttons") or []]
    return {"tekst": deel["text"], "keuzes": keuzes, "vraag": None}
