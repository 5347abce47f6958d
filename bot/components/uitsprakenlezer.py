"""The clause reader in the pipeline: puts the uitspraken of a message on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import joblib
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.intentielezer import gestelde_vraag
from bot.lezen.taal import laad_taal
from bot.lezen.uitspraken import Uitsprakenmodel, lees_voorbeelden

BESTAND = "uitspraken.joblib"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Uitsprakenlezer(GraphComponent):
    """Sets `uitspraken`: a list of {leefgebied, aspect, tekst, zekerheid}. Trained from the files in `data`, not from Rasa's examples."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"data": "bot/data/uitspraken", "pipeline": None, "drempel": 0.35}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Uitsprakenlezer:
        return cls(config, model_storage, resource)

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config, self._opslag, self._bron = config, model_storage, resource
        self._model = Uitsprakenmodel(laad_taal(config["pipeline"]), config["drempel"])

    def train(self, training_data: TrainingData) -> Resource:
        self._model.leer(lees_voorbeelden(Path(self._config["data"])))
        with self._opslag.write_to(self._bron) as map_:
            joblib.dump(self._model.staat(), map_ / BESTAND, compress=3)
        return self._bron

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Uitsprakenlezer:
        lezer = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as map_:
            lezer._model.herstel(joblib.load(map_ / BESTAND))
        return lezer

    def process(self, messages: list[Message]) -> list[Message]:
        for bericht in messages:
            gelezen = self._model.lees(bericht.get(TEXT) or "", gestelde_vraag(bericht))
            uitspraken = [{k: getattr(u, k) for k in ("leefgebied", "aspect", "tekst", "zekerheid")} for u in gelezen]
            bericht.set("uitspraken", uitspraken, add_to_output=True)
        return messages
