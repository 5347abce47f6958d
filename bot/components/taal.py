"""The language layer in the pipeline: every message gets its spaCy document, with tokens and lemmas (bot/lezen/taal.py)."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from bot.lezen.taal import laad_taal

DOC = "taal_doc"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class Taal(GraphComponent):
    """Puts the spaCy document of the text on the message, for the components after it."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"pipeline": None}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Taal:
        return cls(laad_taal(config["pipeline"]))

    def __init__(self, taal: Language) -> None:
        self._taal = taal

    def process(self, messages: list[Message]) -> list[Message]:
        for bericht in messages:
            bericht.set(DOC, self._taal(bericht.get(TEXT) or ""))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data
