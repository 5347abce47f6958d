"""Reads the closed values in a message and decides which act counts: the last component of the pipeline."""

from __future__ import annotations

from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intentielezer import gestelde_vraag, in_crisis
from bot.lezen.beurtkeuze import kies
from bot.lezen.gegevens import lees_gegevens
from bot.lezen.tekst import woorden

BESTAND = "woordenschat.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Beurtkiezer(GraphComponent):
    """Sets `gegevens` (values by veld) and the final `intent`. Learns only which words are ordinary Dutch, to tell names from them."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"gewoon_vanaf": 2}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Beurtkiezer:
        return cls(config, model_storage, resource)

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._opslag, self._bron = config, model_storage, resource
        self._woordenschat: frozenset[str] = frozenset()

    def train(self, training_data: TrainingData) -> Resource:
        telling: dict[str, int] = {}
        for bericht in training_data.training_examples:
            for woord in set(woorden(bericht.get(TEXT) or "")):
                telling[woord] = telling.get(woord, 0) + 1
        self._woordenschat = frozenset(w for w, n in telling.items() if n >= self._config["gewoon_vanaf"])
        with self._opslag.write_to(self._bron) as map_:
            joblib.dump(self._woordenschat, map_ / BESTAND)
        return self._bron

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Beurtkiezer:
        kiezer = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as map_:
            kiezer._woordenschat = joblib.load(map_ / BESTAND)
        return kiezer

    def process(self, messages: list[Message]) -> list[Message]:
        for bericht in messages:
            tekst, vraag = bericht.get(TEXT) or "", gestelde_vraag(bericht)
            gegevens = lees_gegevens(tekst, vraag, self._woordenschat.__contains__)
            act = kies(
                tekst, vraag, bericht.get("intent_ranking"), gegevens, bericht.get("uitspraken"), in_crisis(bericht)
            )
            bericht.set("gegevens", gegevens, add_to_output=True)
            bericht.set(INTENT, {"name": act, "confidence": bericht.get(INTENT)["confidence"]}, add_to_output=True)
        return messages
