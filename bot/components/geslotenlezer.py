"""The reader of closed answers in the pipeline: puts the value of the question that was asked on a message (bot/lezen/geslotenmodel.py)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.bewaard import BewaardDeel
from bot.components.intentielezer import gestelde_vraag, zonder_vraagzin
from bot.lezen.geslotenmodel import Geslotenmodel, lees_antwoorden

# Acts that may answer a closed question. What people type for any other act is no answer; of those one in ELKE teaches that.
ANTWOORDT = frozenset(
    (
        "bevestigen",
        "ontkennen",
        "weet_niet",
        "voor_ander",
        "terugbellen",
        "clientondersteuning",
        "pauzeren",
    )
)
ELKE = 6


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Geslotenlezer(BewaardDeel):
    """Sets `gesloten`: the value of the closed question that was asked, as the learned reader hears it; None when it hears none."""

    BESTAND = "gesloten.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"data": "bot/data/gesloten", "drempel": 0.5}

    def train(self, training_data: TrainingData) -> Resource:
        geen = [b.get(TEXT) for b in training_data.intent_examples if b.get(INTENT) not in ANTWOORDT]
        model = Geslotenmodel(self._config["drempel"])
        model.leer(lees_antwoorden(Path(self._config["data"])), geen[::ELKE])
        return self._bewaar(model)

    def process(self, messages: list[Message]) -> list[Message]:
        for bericht in messages:
            bericht.set("gesloten", self._geleerd.lees(zonder_vraagzin(bericht), gestelde_vraag(bericht)))
        return messages
