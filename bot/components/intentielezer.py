"""The intent classifier in the pipeline (bot/lezen/intenties.py)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.bewaard import BewaardDeel
from bot.components.taal import DOC
from bot.lezen.intenties import Intentiemodel
from bot.lezen.kenmerken import Invoer
from bot.lezen.taal import laad_taal
from bot.lezen.vraagzin import lees_vraagzin


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Intentielezer(BewaardDeel):
    """Sets `intent` and `intent_ranking`, with probabilities, and `vraagzin` where questions stand beside something else or each other."""

    BESTAND = "intentielezer.joblib"

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"C": 20.0, "vraaggewicht": 0.6, "ranking": 5}

    def train(self, training_data: TrainingData) -> Resource:
        """Fits on the examples with an intent; the asked veld stands in the metadata of their block."""
        voorbeelden = [b for b in training_data.intent_examples if b.get(TEXT)]
        invoer = [Invoer(b.get(DOC) or laad_taal()(b.get(TEXT)), _geleerde_vraag(b)) for b in voorbeelden]
        model = Intentiemodel(self._config["C"], self._config["vraaggewicht"])
        model.leer(invoer, [b.get(INTENT) for b in voorbeelden])
        return self._bewaar(model)

    def process(self, messages: list[Message]) -> list[Message]:
        for bericht in messages:
            invoer = Invoer(bericht.get(DOC), gestelde_vraag(bericht))
            beste = self._geleerd.rangschik([invoer], self._config["ranking"])[0]
            naast = None if in_crisis(bericht) else lees_vraagzin(bericht.get(TEXT) or "", self._lees)
            if naast is not None:
                bericht.set("vraagzin", asdict(naast), add_to_output=True)
                if not naast.rest:  # it only asks, and more than one thing
                    beste = [(naast.acten[0], beste[0][1])]
            volgorde = [{"name": naam, "confidence": kans} for naam, kans in beste]
            bericht.set(INTENT, volgorde[0], add_to_output=True)
            bericht.set("intent_ranking", volgorde, add_to_output=True)
        return messages

    def _lees(self, tekst: str) -> tuple[str, float]:
        """The best act of a loose sentence."""
        return self._geleerd.rangschik([Invoer(laad_taal()(tekst))], 1)[0][0]  # type: ignore[no-any-return]


def gestelde_vraag(bericht: Message) -> str | None:
    """The veld that the message answers, as the channel told it."""
    return (bericht.get(METADATA) or {}).get("vraag")


def zonder_vraagzin(bericht: Message) -> str:
    """The text without the question that stands beside something else: that gives no values."""
    return str((bericht.get("vraagzin") or {}).get("rest", bericht.get(TEXT) or ""))


def in_crisis(bericht: Message) -> bool:
    """Whether the crisis gate of the loket fired on this message: then nothing in it is an instruction to the bot."""
    return bool((bericht.get(METADATA) or {}).get("crisis"))


def _geleerde_vraag(bericht: Message) -> str | None:
    metadata = bericht.get(METADATA) or {}
    return (metadata.get("intent") or metadata.get("example") or {}).get("vraag")
