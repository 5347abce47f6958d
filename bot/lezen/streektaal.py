"""Closed answers in the common language: "veur mijzölf" is read as "voor mezelf", "'s aovends" as "'s avonds"."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import yaml

from bot.lezen.tekst import WOORD, vouw

BESTAND = Path(__file__).with_suffix(".yml")
_WOORD = re.compile(WOORD)
_MEZELF = re.compile(
    r"\b(?:mij|mie|mi|mien|mijn|me|mich|mig|mun|m'n|mn) ?(?:zolf|zelf|zelluf|zellef|zulf|zelvers|self)\b"
)


@cache
def _woorden() -> dict[str, str]:
    gewoon = yaml.safe_load(BESTAND.read_text(encoding="utf-8"))
    return {streek: woord for woord, vormen in gewoon.items() for streek in vormen.split()}


def gewoon(tekst: str) -> str:
    """Folded text with the small words of the region as everybody writes them. For reading, never for showing or keeping."""
    return _MEZELF.sub("mezelf", _WOORD.sub(lambda vondst: _woorden().get(vondst[0], vondst[0]), vouw(tekst)))
