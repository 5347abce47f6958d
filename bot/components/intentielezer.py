"""The intent classifier in the pipeline (bot/lezen/intenties.py)."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.taal import DOC
from bot.lezen.intenties import Intentiemodel
from bot.lezen.kenmerken import Invoer
from bot.lezen.taal import laad_taal

BESTAND = "intentielezer.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Intentielezer(GraphComponent):
    """Sets `intent` and `intent_ranking`, with probabilities."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"C": 20.0, "vraaggewicht": 0.6, "ranking": 5}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Intentielezer:
        return cls(config, model_storage, resource)

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._opslag, self._bron = config, model_storage, resource
        self._model = Intentiemodel(config["C"], config["vraaggewicht"])

    def train(self, training_data: TrainingData) -> Resource:
        """Fits on the examples with an intent; the asked veld stands in the metadata of their block."""
        voorbeelden = [b for b in training_data.intent_examples if b.get(TEXT)]
        invoer = [Invoer(b.get(DOC) or laad_taal()(b.get(TEXT)), _geleerde_vraag(b)) for b in voorbeelden]
        self._model.leer(invoer, [b.get(INTENT) for b in voorbeelden])
        with self._opslag.write_to(self._bron) as map_:
            joblib.dump(self._model, map_ / BESTAND, compress=3)
        return self._bron

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Intentielezer:
        lezer = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as map_:
            lezer._model = joblib.load(map_ / BESTAND)
        return lezer

    def process(self, messages: list[Message]) -> list[Message]:
        for bericht in messages:
            invoer = Invoer(bericht.get(DOC), gestelde_vraag(bericht))
            beste = self._model.rangschik([invoer], self._config["ranking"])[0]
            volgorde = [{"name": naam, "confidence": kans} for naam, kans in beste]
            bericht.set(INTENT, volgorde[0], add_to_output=True)
            bericht.set("intent_ranking", volgorde, add_to_output=True)
        return messages


def gestelde_vraag(bericht: Message) -> str | None:
    """The veld that the message answers, as the channel told it."""
    return (bericht.get(METADATA) or {}).get("vraag")


def in_crisis(bericht: Message) -> bool:
    """Whether the crisis gate of the loket fired on this message: then nothing in it is an instruction to the bot."""
    return bool((bericht.get(METADATA) or {}).get("crisis"))


def _geleerde_vraag(bericht: Message) -> str | None:
    metadata = bericht.get(METADATA) or {}
    return (metadata.get("intent") or metadata.get("example") or {}).get("vraag")
