"""What Rasa does in one turn: the pipeline reads the message, the policy chooses an action, the action answers; until one says `einde`.

Rasa's own loop does the same around a tracker store: it writes and reads the tracker, looks for slots that nothing fills, and asks the policy
once more what it should do after the last action (docs/adr/0025-wat-een-beurt-kost.md).
"""

from __future__ import annotations

from typing import Any

from rasa.core.actions.action import Action, RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.exceptions import ActionLimitReached
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.trackers import DialogueStateTracker

from bot.actielijn import Actielijn, Loketactie
from bot.actiepunten import Actiepunten, lijn_naar


class Beurtloop:
    """Runs turns with the model of `agent`; keeps the line to the action server, and nothing of a turn."""

    def __init__(self) -> None:
        self._lijn: Actielijn | Actiepunten | None = None

    async def draai(self, agent: Agent, bericht: UserMessage, tracker: DialogueStateTracker) -> None:
        """What is said goes to the output channel of the message. Raises what the pipeline raises; an action that fails says nothing."""
        processor, uit = agent.processor, bericht.output_channel
        assert processor is not None
        assert isinstance(uit, CollectingOutputChannel)
        await processor._handle_message_with_tracker(bericht, tracker)
        while einde_van(uit.messages) is None:
            try:
                gekozen, voorspelling = processor.predict_next_with_tracker_if_should(tracker)
            except ActionLimitReached:
                return
            if gekozen.name() == ACTION_LISTEN_NAME:
                return
            actie = self._onze(gekozen, processor)
            await processor._run_action(actie, tracker, uit, processor.nlg, voorspelling)

    def _onze(self, gekozen: Action, processor: MessageProcessor) -> Action:
        """The chosen action over our own line."""
        if not isinstance(gekozen, RemoteAction) or processor.action_endpoint is None:
            return gekozen
        if self._lijn is None:
            self._lijn = lijn_naar(processor.action_endpoint)
        return Loketactie(gekozen.name(), self._lijn)

    async def sluit(self) -> None:
        if self._lijn is not None:
            await self._lijn.sluit()


def einde_van(gezegd: list[dict[str, Any]]) -> dict[str, Any] | None:
    """How the turn ended; None when no action has said so."""
    return next((deel["custom"]["einde"] for deel in gezegd if "einde" in (deel.get("custom") or {})), None)
