"""What Rasa does in a turn: read once, choose, act; it stops at `einde`, at listening and at the limit."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.exceptions import ActionLimitReached
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.actielijn import Loketactie
from bot.beurtloop import Beurtloop

EINDE = {"einde": {"vraag": "naam"}}


class NepProcessor:
    """Chooses these actions in turn; the one called `laatste` says `einde`. Counts how often it was asked."""

    nlg = None

    def __init__(self, *keuzes: str) -> None:
        self.action_endpoint = EndpointConfig("http://127.0.0.1:1")
        self._keuzes = list(keuzes)
        self.gelezen, self.gevraagd = 0, 0
        self.gedaan: list[Any] = []

    async def _handle_message_with_tracker(self, *_: Any) -> None:
        self.gelezen += 1

    def predict_next_with_tracker_if_should(self, _: DialogueStateTracker) -> tuple[Any, None]:
        self.gevraagd += 1
        if not self._keuzes:
            raise ActionLimitReached("genoeg")
        naam = self._keuzes.pop(0)
        if naam == "action_listen":
            return SimpleNamespace(name=lambda: naam), None
        return RemoteAction(naam, self.action_endpoint), None

    async def _run_action(self, actie: Any, _: Any, uit: CollectingOutputChannel, *__: Any) -> None:
        self.gedaan.append(actie)
        await uit.send_text_message("g1", "Dag")
        if actie.name() == "action_laatste":
            await uit.send_custom_json("g1", EINDE)


async def draai(*keuzes: str) -> NepProcessor:
    processor = NepProcessor(*keuzes)
    bericht = UserMessage("hallo", CollectingOutputChannel(), "g1:3")
    tracker = DialogueStateTracker("g1:3", [])
    await Beurtloop().draai(SimpleNamespace(processor=processor), bericht, tracker)  # type: ignore[arg-type]
    return processor


@pytest.mark.parametrize(
    ("keuzes", "gedaan", "gevraagd"),
    [
        (["action_laatste", "action_listen"], 1, 1),
        (["action_eerste", "action_laatste", "action_listen"], 2, 2),
        (["action_eerste", "action_listen", "action_laatste"], 1, 2),
        (["action_eerste"], 1, 2),
    ],
)
async def test_de_beurt_loopt_tot_een_actie_zegt_dat_hij_uit_is(keuzes: list[str], gedaan: int, gevraagd: int) -> None:
    processor = await draai(*keuzes)
    assert (processor.gelezen, len(processor.gedaan), processor.gevraagd) == (1, gedaan, gevraagd)


async def test_acties_gaan_over_onze_eigen_lijn() -> None:
    processor = await draai("action_eerste", "action_laatste")
    lijnen = [actie.action_endpoint for actie in processor.gedaan]
    assert all(isinstance(actie, Loketactie) for actie in processor.gedaan)
    assert lijnen[0] is lijnen[1]
