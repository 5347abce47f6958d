"""Reads the closed values in a message and decides which act counts: the last component of the pipeline."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.bewaard import BewaardDeel
from bot.components.intentielezer import gestelde_vraag, in_crisis
from bot.lezen.beurtkeuze import ANDERE_TAAL, kies
from bot.lezen.gegevens import lees_gegevens
from bot.lezen.taal import in_woordenlijst
from bot.lezen.tekst import woorden
from bot.lezen.vreemde_taal import lees_vreemde_taal


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Beurtkiezer(BewaardDeel):
    """Sets `gegevens` (values by veld) and the final `intent`. Learns only which words are ordinary Dutch, to tell names from them."""

    BESTAND = "woordenschat.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"gewoon_vanaf": 2}

    def train(self, training_data: TrainingData) -> Resource:
        teksten = (bericht.get(TEXT) or "" for bericht in training_data.training_examples)
        telling = Counter(woord for tekst in teksten for woord in set(woorden(tekst)))
        return self._bewaar(frozenset(w for w, n in telling.items() if n >= self._config["gewoon_vanaf"]))

    def process(self, messages: list[Message]) -> list[Message]:
        for bericht in messages:
            tekst, vraag = bericht.get(TEXT) or "", gestelde_vraag(bericht)
            gezegd = (bericht.get("vraagzin") or {}).get("rest", tekst)  # a question beside it gives no values
            gegevens = lees_gegevens(gezegd, vraag, self._geleerd.__contains__)
            gehoord = (bericht.get("intent_ranking"), gegevens, bericht.get("uitspraken"))
            act = kies(tekst, vraag, *gehoord, crisis=in_crisis(bericht))
            if not in_crisis(bericht) and (taal := self._vreemde_taal(bericht)):
                act, gegevens = ANDERE_TAAL, {"taal": taal}
            bericht.set("gegevens", gegevens, add_to_output=True)
            bericht.set(INTENT, {"name": act, "confidence": bericht.get(INTENT)["confidence"]}, add_to_output=True)
        return messages

    def _vreemde_taal(self, bericht: Message) -> str | None:
        eerder = (bericht.get(METADATA) or {}).get("taal")
        return lees_vreemde_taal(bericht.get(TEXT) or "", gestelde_vraag(bericht), self._is_nederlands, eerder)

    def _is_nederlands(self, woord: str) -> bool:
        return woord in self._geleerd or in_woordenlijst(woord)
