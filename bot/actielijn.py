"""The line from Rasa to the action server: one connection that stays open, and a call that carries what an action reads and no more.

Rasa's own RemoteAction opens a connection for every call, sends the whole domain along (60 KB), and checks the answer against a JSON schema
that it checks itself every time: together two thirds of the time of a turn (docs/adr/0025-wat-een-beurt-kost.md).
"""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import rasa
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import ClientResponseError, EndpointConfig

from bot import sporen

# The action server keeps a quiet connection longer (bot/actions/__main__.py): whoever lets go first should not be the one who answers.
LAAT_LOS_NA = 30


class Actielijn(EndpointConfig):
    """The endpoint of endpoints.yml over connections that are used again. Belongs to the loop that it first worked in."""

    def __init__(self, endpoint: EndpointConfig) -> None:
        super().__init__(endpoint.url, endpoint.params, token=endpoint.token, token_name=endpoint.token_name)
        self._http: aiohttp.ClientSession | None = None

    async def request(self, json: Any = None, **_: Any) -> Any:
        """Calls an action. A connection that turns out to be gone is no answer, so the call is made once more: every action may be repeated.

        Raises ClientResponseError (Rasa's) for a refusal, aiohttp.ClientError when nobody answers.
        """
        with sporen.in_acties() as koppen:
            try:
                return await self._roep(json, koppen)
            except (aiohttp.ServerDisconnectedError, ConnectionResetError):
                return await self._roep(json, koppen)

    async def _roep(self, inhoud: Any, koppen: dict[str, str]) -> Any:
        parameters = self.combine_parameters()
        async with self._sessie().post(self.url, json=inhoud, params=parameters, headers=koppen) as antwoord:
            if antwoord.status >= 400:
                raise ClientResponseError(antwoord.status, antwoord.reason, await antwoord.text())
            return await antwoord.json()

    def _sessie(self) -> aiohttp.ClientSession:
        if self._http is None or self._http.closed:
            self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(keepalive_timeout=LAAT_LOS_NA, limit=0))
        return self._http

    async def sluit(self) -> None:
        if self._http is not None:
            await self._http.close()
            await asyncio.sleep(0)


class Loketactie(RemoteAction):
    """An action of ours (bot/actions): it reads the slots and the last message, and has the texts of domain.yml itself."""

    def _action_call_format(self, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        bericht = tracker.latest_message.parse_data if tracker.latest_message else {}
        stand = {"sender_id": tracker.sender_id, "slots": tracker.current_slot_values(), "latest_message": bericht}
        return {
            "next_action": self.name(),
            "sender_id": tracker.sender_id,
            "tracker": stand,
            "version": rasa.__version__,
        }

    def _validate_action_result(self, result: Any) -> bool:
        """Two lists of objects. What the events hold is checked where they are read, and our actions send none."""
        delen = [result.get(naam) for naam in ("events", "responses")] if isinstance(result, dict) else [None]
        if not all(isinstance(deel, list) and all(isinstance(d, dict) for d in deel) for deel in delen):
            raise RasaException("the action server answered in another form")
        return True
