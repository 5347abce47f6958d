"""The texts of this channel, from teksten.yml beside it."""

from __future__ import annotations

from pathlib import Path

import yaml

from loket_backend.gesprek.teksten import Teksten

BESTAND = Path(__file__).with_name("teksten.yml")


def lees(naam: str, telefoon: str) -> Teksten:
    return Teksten(naam, telefoon, yaml.safe_load(BESTAND.read_text(encoding="utf-8")))


def soort(teksten: Teksten, sleutel: str) -> str:
    """What is said to a kind of message that holds no words."""
    return teksten.inhoud["soorten"][sleutel].format(naam=teksten.naam, telefoon=teksten.telefoon)  # type: ignore[no-any-return]
