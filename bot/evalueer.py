"""Runs the trained pipeline over an evaluation file of uitspraken, intenties or closed answers, and writes a prediction a line.

python -m bot.evalueer uitspraken|intenties|gesloten IN.jsonl UIT.jsonl
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

os.environ.update(RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3")

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.train import zorg_voor_model
from loket_backend.catalogus import INTENTIES

Gelezen = dict[str, Any]


def uitspraken(gelezen: Gelezen) -> dict[str, Any]:
    return {"uitspraken": sorted({(u["leefgebied"], u["aspect"]) for u in gelezen["uitspraken"]})}


def intenties(gelezen: Gelezen) -> dict[str, Any]:
    """The act of the turn; where the pipeline knows a finer one (a value, unclear), the best of the 28."""
    act = gelezen["intent"]["name"]
    return {"intentie": act if act in INTENTIES else gelezen["intent_ranking"][0]["name"]}


def gesloten(gelezen: Gelezen) -> dict[str, Any]:
    """The closed values that were read, and the act: at the summary that is the answer."""
    return {"gegevens": gelezen["gegevens"], "act": gelezen["intent"]["name"]}


SOORTEN: dict[str, Callable[[Gelezen], dict[str, Any]]] = {
    "uitspraken": uitspraken,
    "intenties": intenties,
    "gesloten": gesloten,
}


def lezer() -> Callable[[str, str | None], Gelezen]:
    """The shipped pipeline as a function of a text and the question that it answers."""
    processor = Agent.load(str(zorg_voor_model())).processor
    assert processor is not None

    def lees(tekst: str, vraag: str | None) -> Gelezen:
        bericht = UserMessage(tekst.lstrip("/ "), metadata={"vraag": vraag})
        return dict(processor._parse_message_with_graph(bericht, None))

    return lees


def main(soort: str, invoer: str, uitvoer: str) -> None:
    lees = lezer()
    with open(invoer, encoding="utf-8") as bron, open(uitvoer, "w", encoding="utf-8") as doel:
        for regel in filter(str.strip, bron):
            rij = json.loads(regel)
            voorspeld = SOORTEN[soort](lees(rij["tekst"], rij.get("vraag")))
            doel.write(json.dumps({"id": rij["id"], **voorspeld}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:4])
