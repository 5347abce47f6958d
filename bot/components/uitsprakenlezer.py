"""The clause reader in the pipeline: puts the uitspraken of a message on it (bot/lezen/uitspraken.py)."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.bewaard import BewaardDeel
from bot.components.intentielezer import gestelde_vraag
from bot.lezen.uitspraken import Uitsprakenmodel, lees_voorbeelden


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Uitsprakenlezer(BewaardDeel):
    """Sets `uitspraken`: a list of {leefgebied, aspect, tekst, zekerheid, uitleg}. Trained from the files in `data`, not from Rasa's examples."""

    BESTAND = "uitspraken.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"data": "bot/data/uitspraken", "drempel": 0.35}

    def train(self, training_data: TrainingData) -> Resource:
        model = Uitsprakenmodel(self._config["drempel"])
        model.leer(lees_voorbeelden(Path(self._config["data"])))
        return self._bewaar(model)

    def process(self, messages: list[Message]) -> list[Message]:
        for bericht in messages:
            gelezen = self._geleerd.lees(bericht.get(TEXT) or "", gestelde_vraag(bericht))
            bericht.set("uitspraken", [asdict(u) for u in gelezen], add_to_output=True)
        return messages
