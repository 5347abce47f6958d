"""Reads the closed values in a message and decides which act counts: the last component of the pipeline."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.bewaard import BewaardDeel
from bot.components.intentielezer import gestelde_vraag, in_crisis, zonder_vraagzin
from bot.lezen.acten import ANDERE_TAAL, ZEKER
from bot.lezen.beurtkeuze import kies
from bot.lezen.gegevens import lees_gegevens
from bot.lezen.relatie import is_overleden
from bot.lezen.streektaal import gewoon
from bot.lezen.taal import in_woordenlijst
from bot.lezen.tekst import woorden
from bot.lezen.vreemde_taal import lees_vreemde_taal

_ONTKENT = re.compile(r"\b(?:geen|niet|nooit|niks)\b")
# Heard plainly, these go before a learned reading: who wants to stop or skip gave no answer.
GEEN_ANTWOORD = frozenset(("stoppen", "overslaan", "mens_spreken", "gegevens_wissen", "klacht"))


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
            gegevens = lees_gegevens(zonder_vraagzin(bericht), vraag, self._geleerd.__contains__)
            if vraag is not None and (gesloten := bericht.get("gesloten")) is not None and _vult_aan(bericht, vraag):
                gegevens.setdefault(vraag, gesloten)  # rules first: they say why
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


def _vult_aan(bericht: Message, vraag: str) -> bool:
    """Whether the learned reading may stand where no rule read a value."""
    act = bericht.get(INTENT)
    weigert = act["name"] in GEEN_ANTWOORD and act["confidence"] >= ZEKER
    # "Ik heb geen telefoon" chooses no way to be reached.
    ontkent = vraag == "contact_voorkeur" and _ONTKENT.search(gewoon(bericht.get(TEXT) or ""))
    return not weigert and not ontkent and not is_overleden(bericht.get(TEXT) or "")
